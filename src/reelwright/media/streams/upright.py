"""Frames of a clip as they are meant to be seen: upright, whole frames, in standard range.

Phones write a clip lying on its side with a note to turn it; cameras write two half pictures to a
frame, or light beyond what a film shows (HLG, PQ). What a film is made of has none of that.
"""

# PyAV's stubs leave the arguments of filters open.
# pyright: reportUnknownMemberType=false

import functools
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
from av.error import BlockingIOError, EOFError
from av.filter import Graph
from av.filter.context import FilterContext

_PQ, _HLG = 16, 18
_BRIGHT = (_PQ, _HLG)
"""Transfers of more light than a standard screen shows, as H.273 numbers them."""

_TURNS = {
    90: ("transpose=cclock",),
    180: ("hflip=", "vflip="),
    270: ("transpose=clock",),
}


@dataclass(frozen=True)
class _Look:
    """What of a frame decides how it is brought upright."""

    width: int
    height: int
    format: str
    turn: int
    woven: bool
    transfer: int

    @property
    def bright(self) -> bool:
        """Whether it holds more light than a standard screen shows."""
        return self.transfer in _BRIGHT


def upright(
    frames: Iterable[av.VideoFrame], size: tuple[int, int] | None = None
) -> Iterator[av.VideoFrame]:
    """Frames turned upright, without half pictures, BT.709 in standard range; times are kept.

    size: (width, height), upright and even, that frames of more light are scaled to before it is
    brought down, which is dear; None: their own. Frames that are plain already pass as they are.
    """
    graph: _Graph | None = None
    last: _Look | None = None
    for frame in frames:
        look = _look(frame)
        # Cameras mark some frames of an interlaced clip as whole.
        look = replace(look, woven=look.woven or (last is not None and last.woven))
        if graph is None or look != last:
            yield from graph.rest() if graph else ()
            graph, last = _Graph(frame, look, size), look
        yield from graph.through(frame)
    yield from graph.rest() if graph else ()


def is_turned(frame: av.VideoFrame) -> bool:
    """Whether a frame lies on its side."""
    return _turn(frame) in (90, 270)


class _Graph:
    """FFmpeg's filters for frames of one look; none where nothing is to be done."""

    def __init__(self, frame: av.VideoFrame, look: _Look, size: tuple[int, int] | None) -> None:
        steps = ["bwdif=mode=send_frame:deint=interlaced"] if look.woven else []
        if look.bright:
            width, height = size or (look.width, look.height)
            if size and look.turn in (90, 270):
                width, height = height, width
            steps += [
                f"scale=w={width}:h={height}:flags=bicubic+accurate_rnd",
                "format=gbrp10le",
                "lut3d=interp=tetrahedral:file=",
                "scale=out_color_matrix=bt709:out_range=limited:flags=bicubic+accurate_rnd",
                "format=yuv420p",
            ]
        steps += _TURNS.get(look.turn, ())
        self.plain = not steps
        if self.plain:
            return
        # Its filters go with it.
        self.graph = graph = Graph()
        graph.threads = 1
        base = frame.time_base
        self.source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=base
        )
        at: FilterContext = self.source
        with tempfile.TemporaryDirectory() as folder:
            for step in steps:
                name, _, given = step.partition("=")
                if name == "lut3d":
                    table = Path(folder) / "table.cube"
                    table.write_text(_cube(look.transfer), encoding="ascii")
                    given += str(table)
                after = graph.add(name, given or None)
                at.link_to(after)
                at = after
            self.sink = graph.add("buffersink")
            at.link_to(self.sink)
            graph.configure()

    def through(self, frame: av.VideoFrame) -> Iterator[av.VideoFrame]:
        """What comes out when a frame goes in."""
        if self.plain:
            yield frame
            return
        self.source.push(frame)
        yield from self._out()

    def rest(self) -> Iterator[av.VideoFrame]:
        """What is still inside."""
        if not self.plain:
            self.source.push(None)
            yield from self._out()

    def _out(self) -> Iterator[av.VideoFrame]:
        while True:
            try:
                made = self.sink.pull()
            except (BlockingIOError, EOFError):
                return
            assert isinstance(made, av.VideoFrame)
            yield made


def _look(frame: av.VideoFrame) -> _Look:
    return _Look(
        width=frame.width,
        height=frame.height,
        format=frame.format.name,
        turn=_turn(frame),
        woven=bool(frame.interlaced_frame),
        transfer=int(frame.color_trc),
    )


def _turn(frame: av.VideoFrame) -> int:
    """Degrees, counter-clockwise, that a frame must be turned by: 0, 90, 180 or 270."""
    return round(int(getattr(frame, "rotation", 0)) / 90) * 90 % 360


_POINTS = 33
_WHITE_NITS = 203.0
"""Light of paper in a clip of more range (ITU-R BT.2408): a standard screen's white, nearly."""

_KNEE = 0.6
"""Share of a screen's light from which brighter light is bent, so that it stays under white."""

_TO_709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]]
)
"""From the primaries of BT.2020 to those of BT.709, in linear light."""


@functools.cache
def _cube(transfer: int) -> str:
    """A table from BT.2020 in HLG or PQ to BT.709, as the filter reads it."""
    steps = np.linspace(0, 1, _POINTS)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    signal = np.stack([red, green, blue], axis=-1).reshape(-1, 3)
    light = np.maximum(0.0, _nits(signal, transfer) / _WHITE_NITS @ _TO_709.T)
    most = light.max(axis=1, keepdims=True)
    over = np.maximum(most - _KNEE, 0.0)
    bent = np.minimum(most, _KNEE) + (1 - _KNEE) * (1 - np.exp(-over / (1 - _KNEE)))
    shown = np.clip(light * (bent / np.maximum(most, 1e-9)), 0, 1) ** (1 / 2.4)
    rows: list[list[float]] = shown.tolist()
    lines = (f"{r:.6f} {g:.6f} {b:.6f}" for r, g, b in rows)
    return "\n".join([f"LUT_3D_SIZE {_POINTS}", *lines, ""])


def _nits(signal: np.ndarray, transfer: int) -> np.ndarray:
    """Light on a display, in candelas a square metre, of HLG (for one of 1000) or PQ signals."""
    if transfer == _PQ:
        m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
        root = signal ** (1 / m2)
        return 10_000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1)
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
    luma = scene @ np.array([0.2627, 0.6780, 0.0593])
    return 1000 * scene * np.maximum(luma, 1e-9)[:, None] ** 0.2
