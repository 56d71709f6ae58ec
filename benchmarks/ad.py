"""The ad that the compositor is measured with, and the same ad made by other tools.

20 s, five scenes, 1080 x 1920, 30 frames a second: three zooms, a pan across, a pan down, half-
second crossfades, sliding lower thirds, fifteen captions, stereo AAC. Stills are 2560 x 1600.
"""

import hashlib
import io
from pathlib import Path

import cv2
import numpy as np
import soundfile
from PIL import Image, ImageDraw, ImageFont

from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.campaign import FORMATS
from reelwright.domain.picture import Caption, Picture
from reelwright.domain.take import Move, Window
from reelwright.domain.timeline import Overlay, SceneClip, Timeline, Transition
from reelwright.media.pictures.svg import layers_of, svg_size

PHOTOS = ("dog", "waves", "building", "road", "flower")
STILL = (2560, 1600)
LAYERED = ("joanne-sofa", "front-door-arrival", "garden-gate", "kettle-steam", "laughing-table")
"""Drawings of the example, in up to five layers each."""
RATE, SCENE, STEP, FADE = 30, 132, 117, 15
FRAMES = 600
LOWER = (
    ("Evening on the lake", "Boats from 9 to 9"),
    ("Autumn is here", "New season menu"),
    ("Find the path", "Guided forest walks"),
    ("Colour your day", "24 shades of calm"),
    ("Grown for you", "Order before noon"),
)
WORDS = (
    "Slow down for|a minute and|look around you|Leaves are falling|and prices are|"
    "falling with them|Every trail begins|with one small|step outside|Bright cups, warm|"
    "hands, and time|to talk again|Fresh from our|garden to your|table tonight"
).split("|")


class Shelf:
    """Assets in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def put(self, data: bytes, name: str, media_type: str, namespace: str) -> Asset:
        """Keep bytes."""
        sha = hashlib.sha256(data).hexdigest()
        (self.root / sha).write_bytes(data)
        return Asset(sha256=sha, media_type=media_type, bytes=len(data), name=name)

    def put_file(self, path: Path, media_type: str, namespace: str) -> Asset:
        """Keep a file's bytes."""
        return self.put(path.read_bytes(), path.name, media_type, namespace)

    def path(self, asset: Asset) -> Path:
        """Where an asset's bytes are."""
        return self.root / asset.sha256


def stills(folder: Path | None, into: Path) -> list[Path]:
    """Five JPEG pictures 2560 x 1600: of the photographs in the folder, else made ones."""
    pictures = []
    for i, name in enumerate(PHOTOS):
        path = folder / f"{name}.jpg" if folder else None
        found = cv2.imread(str(path)) if path and path.exists() else None
        pixels = _filled(found) if found is not None else _made(i)
        pictures.append(into / f"still-{i}.jpg")
        cv2.imwrite(str(pictures[-1]), pixels, [cv2.IMWRITE_JPEG_QUALITY, 94])
    return pictures


def _filled(picture: np.ndarray) -> np.ndarray:
    scale = max(STILL[0] / picture.shape[1], STILL[1] / picture.shape[0])
    size = (max(STILL[0], round(picture.shape[1] * scale)), round(picture.shape[0] * scale) + 1)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    whole = cv2.resize(picture, size, interpolation=how)
    x, y = (whole.shape[1] - STILL[0]) // 2, (whole.shape[0] - STILL[1]) // 2
    return np.ascontiguousarray(whole[y : y + STILL[1], x : x + STILL[0]])


def _made(seed: int) -> np.ndarray:
    """A picture with the grain of a photograph: noise at every scale, and some hard edges."""
    rng = np.random.default_rng(seed)
    width, height = STILL
    picture = np.zeros((height, width, 3), np.float32)
    for octave in range(2, 9):
        cells = 2**octave
        noise = rng.normal(0, 1, (cells * height // width + 2, cells, 3)).astype(np.float32)
        picture += cv2.resize(noise, STILL, interpolation=cv2.INTER_CUBIC) * 60 / octave**1.4
    picture += 120
    for _ in range(60):
        x, y = int(rng.integers(width)), int(rng.integers(height))
        colour = tuple(float(c) for c in rng.integers(30, 220, 3))
        cv2.circle(picture, (x, y), int(rng.integers(8, 90)), colour, -1, cv2.LINE_AA)
    picture += rng.normal(0, 3, picture.shape).astype(np.float32)
    return np.clip(picture, 0, 255).astype(np.uint8)


def sound(path: Path, seconds: float) -> None:
    """A stereo bed with a voice-like tremor over it."""
    t = np.arange(round(48_000 * seconds)) / 48_000
    bed = sum(0.08 * np.sin(2 * np.pi * f * t) for f in (110, 165, 220, 277))
    voice = 0.2 * np.sin(2 * np.pi * 180 * t) * (np.sin(2 * np.pi * 1.7 * t) > 0)
    hiss = np.random.default_rng(1).normal(0, 0.01, len(t))
    soundfile.write(path, np.stack([bed + voice, bed + voice + hiss], 1), 48_000, subtype="PCM_16")


def font(size: int) -> ImageFont.FreeTypeFont:
    """The typeface that Pillow brings."""
    found = ImageFont.load_default(size)
    assert isinstance(found, ImageFont.FreeTypeFont)
    return found


def lower_third(head: str, body: str) -> Image.Image:
    """A panel with two lines, 820 x 210."""
    image = Image.new("RGBA", (820, 210), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, 819, 209), 28, fill=(16, 24, 40, 200))
    draw.rectangle((0, 40, 10, 170), fill=(255, 176, 32, 255))
    draw.text((44, 30), head, font=font(72), fill=(255, 255, 255, 255))
    draw.text((46, 124), body, font=font(48), fill=(255, 214, 140, 255))
    return image


def caption(words: str) -> Image.Image:
    """Outlined words."""
    face = font(76)
    image = Image.new("RGBA", (int(face.getlength(words)) + 40, 130), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.text(
        (20, 14),
        words,
        font=face,
        fill=(255, 255, 255, 255),
        stroke_width=6,
        stroke_fill=(0, 0, 0, 255),
    )
    return image


def png(image: Image.Image) -> bytes:
    """The image's bytes as PNG."""
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def _overlay(shelf: Shelf, image: Image.Image, **at) -> Overlay:
    asset = shelf.put(png(image), f"{at['id']}.png", "image/png", "inputs")
    return Overlay(
        image=asset,
        width=image.width,
        height=image.height,
        box=Box(x=0, y=0, w=1, h=1),
        **at,
    )


def moves(shelf: Shelf, pictures: list[Path]) -> list[Move]:
    """The five camera moves."""
    shown = []
    for i, path in enumerate(pictures):
        shown.append(
            Picture(
                id=f"still-{i}",
                asset=shelf.put_file(path, "image/jpeg", "inputs"),
                width=STILL[0],
                height=STILL[1],
                captions=(Caption(text=f"still {i}", source="file name"),),
                subject=Box(x=0.3, y=0.3, w=0.4, h=0.4),
                calm=(0.5, 0.5, 0.5),
                palette=("#808080",),
                sharpness=200,
            )
        )
    # A pan of 500 film pixels: the window of zoom 1 is 900 of 2560 picture pixels wide.
    far = 500 / 1080 * 900 / 1.12 / 2560
    paths = (
        ("push in", Window(), Window(zoom=1.15)),
        ("pull out", Window(zoom=1.15), Window()),
        ("pan", Window(x=0.5 - far / 2, zoom=1.12), Window(x=0.5 + far / 2, zoom=1.12)),
        ("tilt", Window(y=0.45, zoom=1.12), Window(y=0.55, zoom=1.12)),
        ("push in", Window(), Window(zoom=1.2)),
    )
    return [
        Move(picture=picture, name=name, start=start, end=end)
        for picture, (name, start, end) in zip(shown, paths, strict=True)
    ]


def layered_moves(shelf: Shelf, drawings: Path) -> list[Move]:
    """The five camera moves over layered drawings, near things moving further than far ones."""
    shown = []
    for name in LAYERED:
        path = drawings / f"{name}.svg"
        width, height = svg_size(path)
        shown.append(
            Picture(
                id=name,
                asset=shelf.put_file(path, "image/svg+xml", "inputs"),
                width=round(width),
                height=round(height),
                captions=(Caption(text=name, source="file name"),),
                subject=Box(x=0.3, y=0.3, w=0.4, h=0.4),
                calm=(0.5, 0.5, 0.5),
                palette=("#808080",),
                sharpness=200,
                layers=layers_of(path),
            )
        )
    paths = (
        ("push in", Window(zoom=1.05), Window(zoom=1.13)),
        ("pull out", Window(zoom=1.13), Window(zoom=1.05)),
        ("pan", Window(x=0.47, zoom=1.1), Window(x=0.53, zoom=1.1)),
        ("tilt", Window(y=0.47, zoom=1.12), Window(y=0.53, zoom=1.12)),
        ("orbit", Window(zoom=1.12), Window(zoom=1.12)),
    )
    return [
        Move(picture=picture, name=name, start=start, end=end, parallax=0.024)
        for picture, (name, start, end) in zip(shown, paths, strict=True)
    ]


def ad(
    shelf: Shelf,
    shots: list[Move],
    mix: Path,
    quality: str,
    words: list[str] | None = None,
) -> Timeline:
    """The ad as a timeline; words replace the captions."""
    words = words or list(WORDS)
    clips, overlays = [], []
    for k, move in enumerate(shots):
        enter = Transition(kind="dissolve", frames=FADE) if k else Transition()
        clips.append(
            SceneClip(scene=f"scene-{k}", start=k * STEP, frames=SCENE, shot=move, enter=enter)
        )
        overlays.append(
            _overlay(
                shelf,
                lower_third(*LOWER[k]),
                id=f"lower-{k}",
                kind="lower third",
                start=k * STEP + 12,
                frames=100,
                x=60,
                y=1300,
                slide=240,
                slide_from="left",
                enter=12,
                leave=12,
            )
        )
        for j in range(3):
            image = caption(words[k * 3 + j])
            overlays.append(
                _overlay(
                    shelf,
                    image,
                    id=f"caption-{k}-{j}",
                    kind="caption",
                    start=k * STEP + 6 + j * 38,
                    frames=38,
                    x=(1080 - image.width) // 4 * 2,
                    y=1600,
                    enter=4,
                    leave=4,
                )
            )
    return Timeline(
        id="bench",
        title="bench",
        format=FORMATS["9:16"],
        language="en",
        frames=FRAMES,
        clips=tuple(clips),
        overlays=tuple(overlays),
        mix=shelf.put_file(mix, "audio/wav", "inputs"),
        quality=quality,  # pyright: ignore[reportArgumentType]
    )


def sources(folder: Path, pictures: list[Path]) -> None:
    """What the other tools read: the stills at the film's size already, a font, overlays as PNG."""
    for k, path in enumerate(pictures):
        pixels = cv2.imread(str(path))
        assert pixels is not None
        # Zooms get 1080 x 1920, pans what they travel over: the least work for the others.
        wide, high = {2: (1580, 1920), 3: (1080, 2150)}.get(k, (1080, 1920))
        scale = max(wide / pixels.shape[1], high / pixels.shape[0])
        whole = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        x, y = (whole.shape[1] - wide) // 2, (whole.shape[0] - high) // 2
        cv2.imwrite(str(folder / f"src{k}.png"), whole[y : y + high, x : x + wide])
        (folder / f"lower{k}.png").write_bytes(png(lower_third(*LOWER[k])))
    for j, words in enumerate(WORDS):
        (folder / f"caption{j}.png").write_bytes(png(caption(words)))
    face = font(72).path
    assert isinstance(face, io.BytesIO)
    (folder / "face.ttf").write_bytes(face.getvalue())


def ffmpeg_command(program: str, folder: Path, preset: list[str], out: Path) -> list[str]:
    """One command line that makes the ad."""
    inputs: list[str] = []
    for k in range(5):
        inputs += ["-i", str(folder / f"src{k}.png")]
    inputs += ["-i", str(folder / "sound.wav")]
    last = f"on/{SCENE - 1}"
    zoom = {0: f"1+0.15*{last}", 1: f"1.15-0.15*{last}", 4: f"1+0.2*{last}"}
    graph = []
    for k in range(5):
        if k in zoom:
            camera = (
                f"zoompan=z='{zoom[k]}':x='iw/2-(iw/zoom/2)':y='ih/2-(ih/zoom/2)'"
                f":d={SCENE}:s=1080x1920:fps=30"
            )
        else:
            x = f"(iw-ow)*n/{SCENE - 1}" if k == 2 else "(iw-ow)/2"
            y = f"(ih-oh)*n/{SCENE - 1}" if k == 3 else "0"
            camera = (
                f"loop={SCENE - 1}:1:0,fps=30,settb=1/30,setpts=N,"
                f"crop=w=1080:h=1920:x='{x}':y='{y}'"
            )
        graph.append(f"[{k}:v]{camera},format=yuv420p,setsar=1,settb=1/30[v{k}]")
    before = "v0"
    for k in range(1, 5):
        graph.append(f"[{before}][v{k}]xfade=transition=fade:duration=0.5:offset={3.9 * k}[x{k}]")
        before = f"x{k}"
    graph.append(f"[{before}]{','.join(_drawn(folder))}[o]")
    return [
        program, "-v", "error", "-y", *inputs, "-filter_complex", ";".join(graph),
        "-map", "[o]", "-map", "5:a", "-t", "20", "-c:v", "libx264", *preset,
        "-threads", "2", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "192k", str(out),
    ]  # fmt: skip


def _drawn(folder: Path) -> list[str]:
    """Drawbox and drawtext filters for the lower thirds and captions."""
    face = folder / "face.ttf"
    filters = []
    for k in range(5):
        start = k * 3.9 + 0.4
        end = start + 100 / 30
        when = f"enable='between(t,{start:.3f},{end:.3f})'"
        fade = f"alpha='min(1,min((t-{start:.3f})/.4,({end:.3f}-t)/.4))'"
        slide = f"-240*(1-min(1,(t-{start:.3f})/.4))"
        filters.append(f"drawbox=x=60:y=1300:w=820:h=210:color=0x101828@0.78:t=fill:{when}")
        for text, size, x, y, colour in (
            (LOWER[k][0], 72, 104, 1330, "white"),
            (LOWER[k][1], 48, 106, 1424, "0xffd68c"),
        ):
            filters.append(
                f"drawtext=fontfile={face}:text='{text}':fontsize={size}:fontcolor={colour}"
                f":x='{x}{slide}':y={y}:{fade}:{when}"
            )
        for j in range(3):
            a = k * 3.9 + 0.2 + j * 38 / 30
            b = a + 38 / 30
            words = WORDS[k * 3 + j].replace(",", "\\,")
            filters.append(
                f"drawtext=fontfile={face}:text='{words}':fontsize=76:fontcolor=white:borderw=6"
                f":x=(w-text_w)/2:y=1614:enable='between(t,{a:.3f},{b:.3f})'"
            )
    return filters


MOVIEPY = """
import sys
from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, vfx
folder, out, seconds, preset = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]
W, H, D, X = 1080, 1920, 4.4, 0.5
STEP = D - X
ease = lambda t: (t / D) ** 2 * (3 - 2 * t / D) * 0.7 + t / D * 0.3
clips = []
for k in range(5):
    still = ImageClip(f"{folder}/src{k}.png").with_duration(D)
    if k in (0, 1, 4):
        zoom = {0: lambda t: 1 + 0.15 * ease(t), 1: lambda t: 1.15 - 0.15 * ease(t),
                4: lambda t: 1 + 0.2 * ease(t)}[k]
        still = still.resized(zoom).with_position("center")
    elif k == 2:
        still = still.with_position(lambda t, w=still.w: (-(w - W) * ease(t), 0))
    else:
        still = still.with_position(lambda t, h=still.h: (0, -(h - H) * ease(t)))
    scene = CompositeVideoClip([still], size=(W, H)).with_duration(D).with_start(k * STEP)
    clips.append(scene.with_effects([vfx.CrossFadeIn(X)]) if k else scene)
for k in range(5):
    fades = [vfx.CrossFadeIn(0.4), vfx.CrossFadeOut(0.4)]
    panel = ImageClip(f"{folder}/lower{k}.png").with_duration(100 / 30).with_start(k * STEP + 0.4)
    slide = lambda t: (60 - 240 * (1 - min(1, t / 0.4)), 1300)
    clips.append(panel.with_effects(fades).with_position(slide))
    for j in range(3):
        words = ImageClip(f"{folder}/caption{k * 3 + j}.png").with_duration(38 / 30)
        clips.append(words.with_start(k * STEP + 0.2 + j * 38 / 30).with_position(("center", 1600)))
film = CompositeVideoClip(clips, size=(W, H)).with_duration(20)
film = film.with_audio(AudioFileClip(f"{folder}/sound.wav")).subclipped(0, seconds)
film.write_videofile(out, fps=30, codec="libx264", preset=preset, ffmpeg_params=["-crf", "20"],
                     audio_codec="aac", threads=2, logger=None)
"""
"""The ad by MoviePy: a program for its own interpreter."""
