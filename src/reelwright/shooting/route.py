"""Which back end films a scene, why, and in which order scenes are filmed."""

from collections.abc import Collection, Mapping, Sequence

from pydantic import Field

from ..backends.video.interface import VideoProfile
from ..domain.base import Frozen, Seconds
from ..domain.continuity import Continuity, Reference
from ..domain.errors import NotFound
from ..domain.footage import ClipPart, best_part


class Route(Frozen):
    """A back end and the reason for it (S0-53). part: that of the picture's own clip to show."""

    backend: str
    reason: str
    part: ClipPart | None = Field(default=None, exclude_if=lambda part: part is None)


def choose_route(
    reference: Reference,
    continuity: Continuity | None = None,
    *,
    profiles: Sequence[VideoProfile],
    override: str | None = None,
    seconds: Seconds | None = None,
    part: ClipPart | None = None,
) -> Route:
    """The back end for a scene, and why. profiles: those that are set up.

    seconds: how long it is, None: not known; a model that films no such length is passed over.
    part: that of its picture's own clip which fills it; it is shown before anything is made.
    A scene whose recurring elements must match goes to a back end that takes references; a scene
    that brings in new elements may go to one that makes pictures from text. With a camera over
    stills alone, the library picture itself is the reference. Raises NotFound for an override
    that is not installed.
    """
    if override is not None:
        if override not in {p.name for p in profiles}:
            there = ", ".join(p.name for p in profiles)
            raise NotFound(f"no video back end {override!r} is set up; there are: {there}")
        return Route(backend=override, reason="a person chose it", part=part)
    moving = reference.picture.moving
    own = next((p for p in profiles if "clip" in p.takes), None)
    if moving and part and own:
        return Route(
            backend=own.name,
            reason=f"its picture is a clip of one's own, {moving.clip.name}, whose part from "
            f"{part.start:.1f} to {part.end:.1f} s fills it",
            part=part,
        )
    kept, fresh = _elements(reference.scene, continuity)
    makers = [p for p in profiles if p.generates and not _short(p, seconds)]
    wanted, why = ("references", "must match") if kept else ("text", "introduces")
    if kept or fresh:
        for profile in makers:
            if wanted in profile.takes:
                return Route(backend=profile.name, reason=f"{why} {_list(kept or fresh)}")
    still = next((p for p in profiles if "camera" in p.takes), None)
    if still is None:
        raise NotFound("no back end can film this scene; add the embedded one, video/motion")
    return Route(backend=still.name, reason=_still_why(reference, kept, fresh, profiles, seconds))


def _still_why(
    reference: Reference,
    kept: Sequence[str],
    fresh: Sequence[str],
    profiles: Sequence[VideoProfile],
    seconds: Seconds | None,
) -> str:
    makers = [p for p in profiles if p.generates]
    short = [p.name for p in makers if _short(p, seconds)]
    why = "has a library picture" if reference.grounded else "has a weak library picture"
    if kept:
        why += f" that shows {_list(kept)}, which must match"
    elif fresh:
        why += f", introduces {_list(fresh)}"
        why += "" if makers else "; no model that makes pictures is set up"
    if reference.picture.moving:
        why += f"; {reference.picture.moving.clip.name} has no part left that is as long"
    return f"{why}; too long for {_list(short)}" if short else why


def parts(
    references: Sequence[Reference], seconds: Mapping[str, float], without: Collection[str] = ()
) -> dict[str, ClipPart]:
    """The part of its clip that each scene shows, by scene; scenes of one clip show others of it.

    seconds: how long scenes are. without: scenes that something else films. A scene whose picture
    never moved, or has no part left for it, is left out.
    """
    taken: dict[str, list[ClipPart]] = {}
    found: dict[str, ClipPart] = {}
    for reference in references:
        moving, scene = reference.picture.moving, reference.scene
        if moving is None or scene in without or scene not in seconds:
            continue
        of = taken.setdefault(moving.clip.sha256, [])
        if part := best_part(moving, seconds[scene], of):
            found[scene] = part
            of.append(part)
    return found


def _short(profile: VideoProfile, seconds: Seconds | None) -> bool:
    return None not in (seconds, profile.max_seconds) and seconds > profile.max_seconds  # type: ignore[operator]


def waves(
    continuity: Continuity, edges: Mapping[str, Sequence[str]] | None = None
) -> tuple[tuple[str, ...], ...]:
    """Scenes in groups that may be filmed side by side; each group waits for those before (S0-54).

    A scene waits for the first scene of every element it must match, unless its own reference
    was picked by a person. edges adds more "scene: those it waits for". A scene that would wait
    for itself through others is filmed with the last group rather than never.
    """
    order = [r.scene for r in continuity.references]
    free = {r.scene for r in continuity.references if r.pinned}
    waits: dict[str, set[str]] = {s: set((edges or {}).get(s, ())) & set(order) for s in order}
    for element in continuity.elements:
        shown = [s for s in order if s in element.scenes]
        if element.must_match:
            for later in shown[1:]:
                if later not in free:
                    waits[later].add(shown[0])
    done: set[str] = set()
    groups: list[tuple[str, ...]] = []
    while len(done) < len(order):
        ready = tuple(s for s in order if s not in done and waits[s] - {s} <= done)
        ready = ready or tuple(s for s in order if s not in done)
        groups.append(ready)
        done.update(ready)
    return tuple(groups)


def _elements(scene: str, continuity: Continuity | None) -> tuple[list[str], list[str]]:
    """Names of elements seen before that must match, and of those first seen here."""
    kept: list[str] = []
    fresh: list[str] = []
    if continuity is None:
        return kept, fresh
    order = [r.scene for r in continuity.references]
    for element in continuity.elements:
        shown = [s for s in order if s in element.scenes]
        if scene not in shown:
            continue
        if shown[0] == scene:
            fresh.append(element.name)
        elif element.must_match:
            kept.append(element.name)
    return kept, fresh


def _list(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    shown = list(names[:3])
    return ", ".join(shown[:-1]) + " and " + shown[-1]
