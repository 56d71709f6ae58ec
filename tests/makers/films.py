"""Small real films for the release tests."""

from itertools import chain

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFont

RATE = 48_000


def scenery(frames, size=(270, 480), drift=1.0, level=110):
    """A soft texture that drifts: moves everywhere, flashes nowhere."""
    w, h = size
    rng = np.random.default_rng(3)
    field = np.asarray(
        Image.fromarray((rng.random((24, 40)) * 255).astype(np.uint8)).resize(
            (w + 200, h), Image.Resampling.BICUBIC
        ),
        np.float32,
    )
    for n in range(frames):
        x = round(n * drift) % 200
        grey = (field[:, x : x + w] - 128) * 0.35 + level
        yield np.stack([grey * 0.9, grey, grey * 1.05], axis=2).clip(0, 255).astype(np.uint8)


def lettered(frame, text="Same carer", at=(60, 150), colour=(255, 255, 255), size=26):
    image = Image.fromarray(frame)
    ImageDraw.Draw(image).text(at, text, fill=colour, font=ImageFont.load_default(size))
    return np.asarray(image)


def voice(seconds, level_db=-14.0):
    """Pink-like noise at a loudness, mastered softly under its peak."""
    import pyloudnorm

    rng = np.random.default_rng(2)
    n = int(seconds * RATE)
    raw = np.cumsum(rng.standard_normal((n, 2)), axis=0)
    raw -= np.stack([np.convolve(raw[:, i], np.ones(400) / 400, "same") for i in range(2)], axis=1)
    raw /= np.abs(raw).max()
    raw = np.tanh(raw * 3) / 3
    now = pyloudnorm.Meter(RATE).integrated_loudness(raw)
    return np.clip(raw * 10 ** ((level_db - now) / 20), -0.8, 0.8).astype(np.float32)


def write_film(path, frames, sound=None, *, rate=30, tags=True, faststart=True, codec="libx264"):
    options = {"movflags": "+faststart"} if faststart else {}
    frames = iter(frames)
    first = next(frames)
    with av.open(str(path), "w", format="mp4", options=options) as out:
        video = out.add_stream(codec, rate=rate)
        video.width, video.height = first.shape[1], first.shape[0]
        video.pix_fmt = "yuv420p"
        video.options = {"preset": "ultrafast", "crf": "18"}
        if tags:
            context = video.codec_context
            context.color_primaries = context.color_trc = context.colorspace = 1
            context.color_range = 1
        track = None
        if sound is not None:
            track = out.add_stream("aac", rate=RATE, layout="stereo")
            track.bit_rate = 160_000
        for n, frame in enumerate(chain([first], frames)):
            image = av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="rgb24")
            image = image.reformat(
                format="yuv420p", dst_colorspace=1, src_color_range=2, dst_color_range=1
            )
            image.pts = n
            out.mux(video.encode(image))
        out.mux(video.encode())
        if track is not None:
            whole = (sound.clip(-1, 1) * 32767).astype(np.int16)
            for start in range(0, len(whole), 1024):
                block = np.ascontiguousarray(whole[start : start + 1024].reshape(1, -1))
                part = av.AudioFrame.from_ndarray(block, format="s16", layout="stereo")
                part.sample_rate = RATE
                part.pts = start
                out.mux(track.encode(part))
            out.mux(track.encode())
    return path
