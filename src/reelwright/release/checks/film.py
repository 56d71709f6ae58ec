"""Checks a finished film: every check says what it measured, the limit, and what to do."""

from pathlib import Path

from ...domain.asset import Assets
from ...domain.base import Slug
from ...domain.film import Check, Checked
from ...domain.timeline import Timeline
from ...media.streams.inspect import Container, look_through
from .picture import picture_checks
from .profiles import placements_for
from .sound import sound_checks
from .type import frames_to_keep, type_checks

VERSION = "1"


def check_film(
    path: Path,
    timeline: Timeline,
    *,
    film: Slug | None = None,
    assets: Assets | None = None,
    music: bool = True,
) -> Checked:
    """All checks of one film file against the timeline it was made from.

    The file is decoded once. film names the result; the timeline's id where it is None. assets
    hold the overlays' pictures: with them, type is told from a picture of its colour. music says
    whether the film has any; without, only words have to be heard. Raises MediaRefused when the
    file cannot be decoded at all.
    """
    reel = look_through(path, keep=set(frames_to_keep(timeline).values()))
    container = reel.container
    checks = [
        *_container(container, timeline),
        *picture_checks(reel.light, reel.red, timeline),
        *sound_checks(
            reel.sound, container.sound_rate, container.seconds, None if music else _words(timeline)
        ),
        *type_checks(timeline, reel.kept, assets),
        *_placements(container, timeline),
    ]
    return Checked(film=film or timeline.id, checks=tuple(checks))


def _words(timeline: Timeline) -> list[tuple[float, float]]:
    """Seconds between which something is said."""
    return [(float(cue.start), float(cue.end)) for cue in timeline.captions]


def _container(c: Container, timeline: Timeline) -> list[Check]:
    film = timeline.format
    coded = c.codec == "h264" and c.pixels == "yuv420p"
    expected = timeline.frames
    return [
        Check(
            name="coding",
            ok=coded and "mp4" in c.format and c.sound_codec == "aac",
            measured=f"{c.codec} {c.pixels}, {c.sound_codec or 'no sound'}, {c.format}",
            limit="H.264 yuv420p with AAC in MP4",
            act="make the film again with the delivery settings",
        ),
        Check(
            name="colour tags",
            ok=c.colour == (1, 1, 1) and c.tv_range,
            measured=f"primaries {c.colour[0]}, transfer {c.colour[1]}, matrix {c.colour[2]}, "
            f"{'TV' if c.tv_range else 'unknown or full'} range",
            limit="BT.709 (1, 1, 1), TV range",
            act="make the film again: players would guess its colours",
        ),
        Check(
            name="starts at once",
            ok=c.index_first,
            measured="index before media" if c.index_first else "index after media",
            limit="index before media",
            act="write the file with its index in front (faststart)",
        ),
        Check(
            name="frame",
            ok=(c.width, c.height) == (film.width, film.height) and c.rate == film.rate,
            measured=f"{c.width}x{c.height} at {float(c.rate):g} frames a second",
            limit=f"{film.width}x{film.height} at {film.rate}",
            act="make the film again in its format",
        ),
        Check(
            name="length",
            ok=abs(c.frames - expected) <= 1,
            measured=f"{c.frames} frames ({c.frames / film.rate:.2f} s)",
            limit=f"{expected} frames",
            act="make the film again: frames are missing or doubled",
        ),
        Check(
            name="sound coding",
            ok=c.sound_rate == 48_000 and c.channels == 2,
            measured=f"{c.sound_rate} Hz, {c.channels} channels",
            limit="48000 Hz, 2 channels",
            act="mix the sound again",
        ),
    ]


def _placements(c: Container, timeline: Timeline) -> list[Check]:
    found: list[Check] = []
    kbps = c.bytes * 8 / 1000 / max(c.seconds, 0.1)
    for p in placements_for(timeline.format.name):
        wrong: list[str] = []
        if not p.seconds[0] <= c.seconds <= p.seconds[1] + 0.05:
            wrong.append(f"lasts {c.seconds:.1f} s")
        if c.bytes > p.most_bytes:
            wrong.append(f"{c.bytes / 1e6:.0f} MB")
        if kbps < p.least_kbps:
            wrong.append(f"{kbps:.0f} kbit/s")
        best = f", best {p.best[0]:g}-{p.best[1]:g} s" if p.best else ""
        floor = f", at least {p.least_kbps} kbit/s" if p.least_kbps else ""
        found.append(
            Check(
                name=f"placement: {p.name}",
                ok=not wrong,
                measured="; ".join(wrong)
                or f"{c.seconds:.1f} s, {c.bytes / 1e6:.1f} MB, {kbps:.0f} kbit/s",
                limit=f"{p.seconds[0]:g}-{p.seconds[1]:g} s{best}, "
                f"{p.most_bytes / 1e6:.0f} MB{floor} (checked {p.checked_on})",
                act=f"leave this film out of {p.name}, or make one that fits",
                blocking=False,
            )
        )
    return found
