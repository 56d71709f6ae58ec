"""Brand compliance: brand colours, nothing forbidden, room for type."""

from collections.abc import Sequence

import numpy as np

from ..domain.base import Box
from ..domain.brand import Brand
from ..domain.campaign import FORMATS, Format
from ..domain.continuity import Reference
from ..domain.framing import filmed, head, held_clear
from ..domain.places import Places, best_of, hidden, rect
from ..domain.storyboard import Scene
from ..domain.take import Move, Take
from ..domain.wording import says
from ..media.pictures import measure
from ..media.pictures.colour import from_hex, lab
from .narrative import content_words
from .thresholds import Finding

KIN = 26.0
"""Distance in the a*b* plane within which a colour counts as kin of a brand colour."""

GREY = 13.0
"""Chroma under which a colour is neutral and suits every brand."""

BANDS = {
    "top": Box(x=0.08, y=0.08, w=0.84, h=0.28),
    "bottom": Box(x=0.08, y=0.58, w=0.84, h=0.28),
}
"""Where type stands, in shares of the frame."""

COVERED = 0.12
"""Share of a face from which words on it are noticed."""

_NOT = frozenset(
    content_words(
        "no never not don't dont do avoid without use using show any images pictures photos stock "
        "people person too much many"
    )
)


def findings(
    take: Take,
    scene: Scene,
    reference: Reference,
    brand: Brand,
    frames: Sequence[np.ndarray],
    zone: str | None,
    places: Places | None = None,
) -> list[Finding]:
    """What speaks for and against the take under the brand's rules."""
    found = [*_forbidden(scene, reference, brand), _palette(brand, frames)]
    if places is None or not isinstance(take.shot, Move):
        return found + _room(take, scene, frames, zone)
    return found + _covered(take.shot, FORMATS[take.format], places)


def kinship(brand: Brand, frames: Sequence[np.ndarray]) -> float:
    """Share of the picture that is neutral or kin of a brand colour."""
    palette = brand.palette
    own = np.stack(
        [
            from_hex(c)
            for c in (
                palette.primary,
                palette.ink,
                palette.paper,
                palette.accent,
                *palette.supporting,
            )
        ]
    )
    ours = lab(own)[:, 1:]
    seen = np.concatenate([measure.small(f, 48).reshape(-1, 3) for f in frames])
    plane = lab(seen)[:, 1:]
    far = np.linalg.norm(plane[:, None] - ours[None], axis=2).min(axis=1)
    return float(((far < KIN) | (np.linalg.norm(plane, axis=1) < GREY)).mean())


def _palette(brand: Brand, frames: Sequence[np.ndarray]) -> Finding:
    share = kinship(brand, frames)
    cost = round(5.5 * (1 - min(1.0, share / 0.95)), 2)
    return Finding(f"{share:.0%} of the picture is neutral or near a brand colour", cost)


def _forbidden(scene: Scene, reference: Reference, brand: Brand) -> list[Finding]:
    picture = reference.picture
    shows = content_words(" ".join([picture.caption, *picture.keywords]))
    found: list[Finding] = []
    for rule in brand.dont:
        wanted = content_words(rule) - _NOT
        if wanted and wanted <= shows:
            found.append(
                Finding(
                    f"the picture shows what the brand forbids: “{rule}”", 8.0, "another picture"
                )
            )
    said = " ".join([scene.narration, scene.text.head, scene.text.body, scene.text.note])
    for phrase in brand.never_say:
        if says(said, phrase):
            found.append(Finding(f"the scene says “{phrase}”, which the brand never says", 8.0))
    return found


def _room(
    take: Take, scene: Scene, frames: Sequence[np.ndarray], zone: str | None
) -> list[Finding]:
    if zone == "none" or scene.text.kind in ("none", "end card"):
        return []
    names = [zone] if zone in BANDS else list(BANDS)
    rest = {n: max(measure.busyness(f, BANDS[n]) for f in frames) for n in names}
    where = min(rest, key=lambda n: rest[n])
    found: list[Finding] = []
    if rest[where] > 0.55:
        found.append(
            Finding(f"the {where} is busy behind the type ({rest[where]:.2f} of 1)", 1.5, "shift")
        )
    else:
        text = f"the {where} is calm enough for type ({rest[where]:.2f} of 1)"
        found.append(Finding(text, round(1.2 * rest[where], 2)))
    if isinstance(take.shot, Move):
        shot, film = take.shot, FORMATS[take.format]
        face = head(filmed(shot.picture.subject, shot.end, shot, film), film)
        under = face.overlap(BANDS[where]) / max(1e-6, face.w * face.h)
        if under > 0.5:
            found.append(
                Finding(f"type at the {where} would cover {under:.0%} of the subject", 1.2, "shift")
            )
    return found


def _covered(shot: Move, film: Format, places: Places) -> list[Finding]:
    """Whether the scene's own words can stand without hiding a face, or what the picture proves."""
    setting = next((s for s in places.settings if s.into == shot.into), places.settings[0])
    subject, keep = held_clear(shot, film)
    arrangement = setting.arrangements[best_of(subject, keep, setting.arrangements)[0]]
    found: list[Finding] = []
    for words, box in (("type", arrangement.type), ("a caption", arrangement.captions)):
        under = (
            max((weight * hidden(shown, rect(box)) for shown, weight in keep), default=0.0)
            if box
            else 0.0
        )
        if under > COVERED:
            cost = round(min(6.0, 1.0 + 6.0 * under), 2)
            found.append(
                Finding(f"{words} would cover {under:.0%} of what must be seen", cost, "shift")
            )
    return found or [Finding("there is room for the words")]
