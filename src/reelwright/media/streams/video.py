"""Video files in and out: probe and decode with limits, encode spans, join them as they are."""

# PyAV's stubs leave open of which stream a packet is, which spreads to all that takes one.
# pyright: reportUnknownMemberType=false

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
import cv2
import numpy as np
from av.codec.codec import UnknownCodecError
from av.container import InputContainer
from av.error import FFmpegError

from ...domain.errors import MediaRefused
from ..pictures.planes import U8, split

_Packet: TypeAlias = "av.Packet[Any]"

PRESETS: dict[str, dict[str, str]] = {
    "draft": {
        "preset": "superfast",
        "crf": "20",
        "x264-params": "mbtree=1:rc-lookahead=10",
    },
    "final": {"preset": "veryfast", "crf": "20"},
    "archive": {"preset": "medium", "crf": "18"},
}
"""libx264 settings. draft is superfast with veryfast's rate control: 0.6 of veryfast's work."""

LARGEST_SIDE = 8192
LONGEST = 1800
"""Seconds."""

_LIMITED, _BT709 = 1, 1
_UNREAD: Any = [{"skip_frame": "all"}]
_AVX512 = 13
"""OpenCV's number for the feature; its Python module names none."""
_SOUND_RATE, _SOUND_BITS = 48_000, 192_000


def _settings(quality: str) -> dict[str, str]:
    """The encoder's options for a quality, kept to the same arithmetic on every processor.

    x264's AVX-512 macroblock tree reads memory it never wrote, so that equal frames give unequal
    bytes; its AVX2 code does not, costs the same, and agrees with older processors' code.
    """
    options = dict(PRESETS[quality])
    if cv2.checkHardwareSupport(_AVX512):
        more = options.get("x264-params")
        options["x264-params"] = f"{more}:asm=AVX2" if more else "asm=AVX2"
    return options


def engine() -> str:
    """The versions that decide what bytes an encoder writes: part of every kept span's key."""
    return f"pyav {av.__version__}, libavcodec {av.library_versions['libavcodec']}"


@dataclass(frozen=True)
class Probe:
    """What a video file holds. seconds is exact; audio is None for a silent file."""

    width: int
    height: int
    rate: Fraction
    seconds: Fraction
    frames: int
    codec: str
    pixel_format: str
    colour: tuple[int, int, int, int]
    """Range, matrix, primaries, transfer, as FFmpeg numbers them (1 is limited and BT.709)."""
    audio: str | None = None
    audio_rate: int = 0
    audio_channels: int = 0
    begins: float = 0.0
    """Second that the first frame is stamped with."""


def probe(path: Path) -> Probe:
    """Read a video file's head. Raises MediaRefused for broken, huge or endless files."""
    try:
        with av.open(str(path)) as box:
            if not box.streams.video:
                raise MediaRefused(f"{path.name} holds no video; give a video file")
            stream = box.streams.video[0]
            sound = box.streams.audio[0] if box.streams.audio else None
            codec = stream.codec_context
            rate = stream.average_rate or Fraction(30)
            seconds = _length(box, stream)
            found = Probe(
                width=codec.width,
                height=codec.height,
                rate=rate,
                seconds=seconds,
                frames=stream.frames or round(seconds * rate),
                codec=codec.name,
                pixel_format=str(codec.pix_fmt),
                colour=(
                    int(codec.color_range),
                    int(codec.colorspace),
                    int(codec.color_primaries),
                    int(codec.color_trc),
                ),
                audio=sound.codec_context.name if sound else None,
                audio_rate=sound.codec_context.sample_rate if sound else 0,
                audio_channels=sound.codec_context.channels if sound else 0,
                begins=float((stream.start_time or 0) * (stream.time_base or 0)),
            )
    except (FFmpegError, OSError) as broken:
        raise MediaRefused(
            f"{path.name} cannot be read as video ({broken}); export it again"
        ) from (broken)
    _within_limits(path, found)
    return found


def _length(box: InputContainer, stream: av.VideoStream) -> Fraction:
    if stream.duration and stream.time_base:
        return stream.duration * stream.time_base
    return Fraction(box.duration or 0, av.time_base)


def _within_limits(path: Path, found: Probe) -> None:
    if not found.width or not found.height:
        raise MediaRefused(f"{path.name} states no picture size; export it again")
    if max(found.width, found.height) > LARGEST_SIDE:
        raise MediaRefused(
            f"{path.name} is {found.width} x {found.height}; at most {LARGEST_SIDE} pixels a side"
        )
    if found.seconds > LONGEST:
        raise MediaRefused(
            f"{path.name} lasts {float(found.seconds):.0f} s; at most {LONGEST} s: cut it shorter"
        )


def decode(path: Path, *, offset: float = 0.0, most: int | None = None) -> Iterator[av.VideoFrame]:
    """Decoded frames from offset (seconds) on, at most `most` of them. Raises MediaRefused."""
    probe(path)
    try:
        with av.open(str(path)) as box:
            stream = box.streams.video[0]
            stream.codec_context.thread_count = 1
            if offset > 0 and stream.time_base:
                box.seek(int(offset / stream.time_base), stream=stream)
            count = 0
            for frame in box.decode(stream):
                # PyAV's stubs leave out that a frame may have no time.
                if frame.time is not None and frame.time < offset - 1e-4:  # pyright: ignore[reportUnnecessaryComparison]
                    continue
                yield frame
                count += 1
                if most is not None and count >= most:
                    return
    except FFmpegError as broken:
        raise MediaRefused(
            f"{path.name} breaks off while decoding ({broken}); export it again"
        ) from (broken)


def encode(
    frames: Iterable[U8], out: Path, *, width: int, height: int, rate: int, quality: str
) -> int:
    """Encode NV12 buffers as an MP4 of its own, one thread, colours tagged BT.709 limited.

    The buffer may be the same one each time. Returns the number of frames. The same frames give
    the same bytes.
    """
    count = 0
    with av.open(str(out), "w", format="mp4") as box:
        stream = box.add_stream("libx264", rate=rate, options=_settings(quality))
        stream.width, stream.height, stream.pix_fmt = width, height, "nv12"
        codec = stream.codec_context
        codec.thread_count = 1
        codec.color_range, codec.colorspace = _LIMITED, _BT709
        codec.color_primaries, codec.color_trc = _BT709, _BT709
        for buffer in frames:
            frame = _frame(buffer)
            frame.pts = count
            box.mux(stream.encode(frame))
            count += 1
        box.mux(stream.encode())
    return count


def _frame(buffer: U8) -> av.VideoFrame:
    """A frame over an NV12 buffer, or a copy where the library would misread the height.

    PyAV 18.1 rounds the height of an NV12 array down to four: two rows of luma became colour.
    """
    y, uv = split(buffer)
    height, width = y.shape
    if height % 4 == 0:
        return av.VideoFrame.from_numpy_buffer(buffer, format="nv12")
    frame = av.VideoFrame(width, height, "nv12")
    for plane, rows in zip(frame.planes, (y, uv.reshape(-1, width)), strict=True):
        room = np.asarray(memoryview(plane)).view(np.uint8).reshape(-1, plane.line_size)  # pyright: ignore[reportArgumentType]
        room[: len(rows), :width] = rows
    return frame


def encode_sound(wav: Path, out: Path, seconds: float) -> None:
    """Encode a WAV as stereo 48 kHz AAC in an MP4, cut or filled with silence to `seconds`."""
    wanted = round(seconds * _SOUND_RATE)
    with av.open(str(wav)) as source, av.open(str(out), "w", format="mp4") as box:
        # At this rate the fast coder is as close to the source as the default one, in 0.4 the time.
        stream = box.add_stream(
            "aac", rate=_SOUND_RATE, layout="stereo", options={"aac_coder": "fast"}
        )
        stream.bit_rate = _SOUND_BITS
        resampler = av.AudioResampler("fltp", "stereo", _SOUND_RATE)
        parts = [
            part.to_ndarray()
            for frame in source.decode(audio=0)
            for part in resampler.resample(frame)
        ]
        parts += [part.to_ndarray() for part in resampler.resample(None)]
        sound = np.concatenate(parts, axis=1)[:, :wanted] if parts else np.zeros((2, 0), np.float32)
        sound = np.pad(sound, ((0, 0), (0, wanted - sound.shape[1])))
        for at in range(0, wanted, 1024):
            block = np.ascontiguousarray(sound[:, at : at + 1024], np.float32)
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = _SOUND_RATE, at
            box.mux(stream.encode(frame))
        box.mux(stream.encode())


def join(parts: Sequence[tuple[Path, int]], sound: Path | None, out: Path, *, rate: int) -> None:
    """Put encoded spans (file, frames) one after the other with their sound; nothing is re-encoded.

    The index is written first (faststart). Raises MediaRefused where the spans were not encoded
    with the same settings, which no player would survive.
    """
    # The first span's head is the film's; of the others nothing is decoded to find out more.
    boxes = [av.open(str(parts[0][0]))]
    boxes += [av.open(str(path), stream_options=_UNREAD) for path, _ in parts[1:]]
    heard = av.open(str(sound)) if sound else None
    try:
        heads = {box.streams.video[0].codec_context.extradata for box in boxes}
        if len(heads) != 1:
            raise MediaRefused(
                f"{len(heads)} kinds of stream among the spans of {out.name}; clear the span cache"
            )
        with av.open(str(out), "w", format="mp4", options={"movflags": "+faststart"}) as film:
            video = film.add_stream_from_template(boxes[0].streams.video[0])
            packets: list[_Packet] = list(_shifted(boxes, [n for _, n in parts], rate, video))
            if heard:
                track = film.add_stream_from_template(heard.streams.audio[0])
                packets += _retargeted(heard, track)
            packets.sort(key=_when)
            for packet in packets:
                film.mux(packet)
    finally:
        for box in [*boxes, *([heard] if heard else [])]:
            box.close()


def _when(packet: _Packet) -> tuple[int, int]:
    """When a packet is to be decoded, nanoseconds, and its stream."""
    base = packet.time_base or Fraction(1)
    return (packet.dts or 0) * base.numerator * 10**9 // base.denominator, packet.stream.index


def _shifted(
    boxes: Sequence[InputContainer], lengths: Sequence[int], rate: int, video: av.VideoStream
) -> Iterator[_Packet]:
    before = 0
    for box, length in zip(boxes, lengths, strict=True):
        stream = box.streams.video[0]
        shift = round(Fraction(before, rate) / (stream.time_base or Fraction(1)))
        for packet in box.demux(stream):
            if packet.dts is None or packet.pts is None:
                continue
            packet.pts += shift
            packet.dts += shift
            packet.stream = video
            yield packet
        before += length


def _retargeted(heard: InputContainer, track: av.AudioStream) -> list[_Packet]:
    packets = [p for p in heard.demux(heard.streams.audio[0]) if p.dts is not None]
    for packet in packets:
        packet.stream = track
    return packets


def encoders() -> frozenset[str]:
    """Names of the encoders that the installed PyAV can open."""
    found: set[str] = set()
    for name in ("libx264", "aac", "libx265", "libsvtav1"):
        try:
            av.Codec(name, "w")
        except UnknownCodecError:
            continue
        found.add(name)
    return frozenset(found)
