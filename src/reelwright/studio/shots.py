"""What films a scene, and its takes: a person's word on both, and on jobs that may be lost."""

from pathlib import Path

from ..domain.base import Frozen
from ..domain.campaign import FORMATS
from ..domain.errors import Conflict, InvalidIntake, NotFound
from ..domain.storyboard import Storyboard
from ..domain.take import Attempt, Take, Verdict
from ..store.catalogue import Catalogue
from ..store.glance import at_a_glance
from ..workflow.campaign import references as kept
from ..workflow.campaign.retakes import LookAct, TakeAct
from ..workflow.campaign.unsettled import boards as boards_of
from . import _given, _names
from ._rights import demand, demand_any


class SceneShot(Frozen):
    """A scene, the back end that a person chose for it ("": none, it is found), and what filmed it.

    filmed_by and route: the back end of the take that stands, and why it was that one; "" before.
    unsure: jobs of which nobody knows whether they run.
    """

    film: str
    scene: str
    chosen: str
    filmed_by: str
    route: str
    unsure: int


class ShotDecision(Frozen):
    """What was decided: the back end for a scene ("": as it is found), or how many jobs were freed.

    freed counts submissions that may be sent again.
    """

    film: str
    scene: str
    backend: str = ""
    freed: int = 0


class SceneTake(Frozen):
    """A take of a scene in one format, with what the judge and people say of it.

    attempt counts from 1. stands: films are cut with it. picked, banned: a person said so; said is
    what they wanted otherwise of it, "" for nothing. passed: who let it pass although it is weak,
    and why. route: why this back end. picture: the name
    (hex SHA-256) of a still of it, for `stills.of_take`. shows: the hex SHA-256 of the picture it
    was filmed from, with its caption; "" where a model made all of it.
    """

    film: str
    scene: str
    format: str
    attempt: int
    backend: str
    route: str
    verdict: Verdict | None
    stands: bool
    picked: bool
    banned: bool
    said: str
    passed: str
    picture: str
    shows: str
    caption: str


class DoubtfulTake(Frozen):
    """A take that stands and that a person has to look at, in one language and format.

    storyboard is the one in that language, as its films name it. attempt is which one of how many
    were tried. why: what the judge finds weak, and what would help; "" where it finds nothing.
    picture: the name of a still of it, for `stills.of_take`.
    """

    storyboard: str
    language: str
    format: str
    attempt: int
    tried: int
    verdict: Verdict | None
    why: str
    picture: str


class UnsettledScene(Frozen):
    """A scene that waits for a person: the judge could not decide on it, or somebody sent it.

    film is its storyboard; segment and concept are names for people; number counts its scenes from
    1. sent_by, note and sent_at (UTC, ISO 8601) tell who asked for a look and at what; "" where the
    judge did. A film with a scene that was sent passes its last gate when that is settled.
    """

    film: str
    segment: str
    concept: str
    scene: str
    number: int
    sent_by: str
    note: str
    sent_at: str
    takes: tuple[DoubtfulTake, ...]


class VideoChoice(Frozen):
    """A back end that may film a scene here, and whether it makes pictures or moves given ones."""

    name: str
    makes: bool


class TakeDecision(Frozen):
    """What was decided of a scene's takes; attempt is the one that it is about, from 1 on.

    0: it is about those that stand, in all formats and languages.
    """

    film: str
    scene: str
    act: TakeAct | LookAct
    attempt: int


def show(
    folder: Path | str, film: str | None = None, *, workspace: Path | None = None
) -> tuple[SceneShot, ...]:
    """What films each scene, why, and where a job may have been lost.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it; None: all.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: There is no such film, or nothing was made yet.
    """
    from ..workflow.campaign.routes import chosen_backend

    catalogue = _given.catalogue(folder, workspace)
    boards = [kept.storyboard_of(catalogue, film)] if film else [b for b, _ in boards_of(catalogue)]
    found: list[SceneShot] = []
    for board in boards:
        unsure = _unsure(catalogue, board)
        for scene in board.scenes:
            by, route = _filmed(catalogue, board, scene.id)
            found.append(
                SceneShot(
                    film=board.id,
                    scene=scene.id,
                    chosen=chosen_backend(catalogue, board.id, scene.id) or "",
                    filmed_by=by,
                    route=route,
                    unsure=sum(s == scene.id for _, s in unsure),
                )
            )
    return tuple(found)


def takes(
    folder: Path | str, film: str, scene: str | None = None, *, workspace: Path | None = None
) -> tuple[SceneTake, ...]:
    """Every take of a film's scenes that is kept, by scene, format and attempt.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it.
        scene: A scene's id or number; None: all.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: There is no such film or scene, or nothing was made yet.
    """
    from ..workflow.campaign.retakes import wished

    catalogue = _given.catalogue(folder, workspace)
    board = kept.storyboard_of(catalogue, film)
    scenes = [kept.scene_of(board, scene)] if scene else board.scenes
    found: list[SceneTake] = []
    for one in scenes:
        wish = wished(catalogue, board.id, one)
        for frame in FORMATS.values():
            standing = catalogue.latest("take", f"{board.id}--{one.id}--{frame.slug}")
            if standing is None:
                continue
            stands = Take.model_validate(standing.value)
            word = wish.passed.get(standing.digest[:16])
            passed = f"{word.who}: {word.note}" if word else ""
            for n in range(1, stands.tried + 1):
                item = f"{board.id}--{one.id}--{frame.slug}--{n}"
                tried = catalogue.latest("attempt", item)
                if tried is None:
                    continue
                take = Attempt.model_validate(tried.value).take
                found.append(
                    SceneTake(
                        film=board.id,
                        scene=one.id,
                        format=frame.name,
                        attempt=n,
                        backend=take.backend,
                        route=take.route,
                        verdict=take.verdict,
                        stands=n == stands.attempt,
                        picked=n == wish.picked,
                        banned=n in wish.banned,
                        said=wish.said.get(n, ""),
                        passed=passed if n == stands.attempt else "",
                        picture=tried.digest,
                        shows=take.shot.picture.asset.sha256 if take.shot.picture else "",
                        caption=_caption(take),
                    )
                )
    return tuple(found)


def wish(
    folder: Path | str,
    film: str,
    scene: str,
    act: TakeAct,
    attempt: int = 0,
    *,
    note: str = "",
    who: str | None = None,
    workspace: Path | None = None,
) -> TakeDecision:
    """Ask for another take of a scene, pick one, or rule one out, from the next `make` on.

    It holds in all formats and languages until what the scene shows is changed.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it.
        scene: A scene's id or number.
        act: "another" take; "pick" this one, or "free" the pick; "ban" this one, or "allow" it.
        attempt: Which take, from 1 on; of "another" and "free" it is not needed.
        note: Of "another" what shall be otherwise; else why, for the record.
        who: Who decides; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such film, scene or take.
        Conflict: The scene shows a clip, of which every take is the same.
    """
    from ..workflow.campaign.retakes import wish as note_wish

    demand("editor", who)
    catalogue = _given.catalogue(folder, workspace)
    board = kept.storyboard_of(catalogue, film)
    at = kept.scene_of(board, scene)
    there = takes(folder, film, at.id, workspace=workspace)
    last = max((one.attempt for one in there), default=0)
    if not there:
        raise NotFound(f"scene {at.id} of {board.id} has no take yet; make it first")
    if act == "another" and all(one.backend == "library" for one in there):
        raise Conflict(
            f"scene {at.id} of {board.id} shows a clip as it is, and another take is the same; "
            "give the scene another picture or clip"
        )
    number = {"another": last + 1, "free": last}.get(act, attempt)
    if not 1 <= number <= last + (act == "another"):
        raise NotFound(f"scene {at.id} of {board.id} has no take {attempt}; it has 1 to {last}")
    note_wish(catalogue, board, at, act, number, _given.name_of(who), note)
    return TakeDecision(film=board.id, scene=at.id, act=act, attempt=number)


def unsettled(
    folder: Path | str, film: str | None = None, *, workspace: Path | None = None
) -> tuple[UnsettledScene, ...]:
    """Scenes that wait for a person, film by film: the judge's, and those that somebody sent.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it; None: all.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: There is no such film, or nothing was made yet.
    """
    from ..workflow.campaign.unsettled import unsettled as found

    catalogue = at_a_glance(_given.catalogue(folder, workspace))
    only = kept.storyboard_of(catalogue, film).id if film else ""
    return tuple(
        UnsettledScene(
            film=one.board.id,
            segment=_names.segment(catalogue, one.board.segment),
            concept=_names.concept(catalogue, one.board.brief),
            scene=one.scene.id,
            number=one.number,
            sent_by=one.sent.who if one.sent else "",
            note=one.sent.note if one.sent else "",
            sent_at=one.sent.at if one.sent else "",
            takes=tuple(
                DoubtfulTake(
                    storyboard=take.storyboard,
                    language=take.language,
                    format=take.take.format,
                    attempt=take.take.attempt,
                    tried=take.take.tried,
                    verdict=take.take.verdict,
                    why=take.why,
                    picture=_still_of(catalogue, take.result.item, take.take.attempt),
                )
                for take in one.takes
            ),
        )
        for one in found(catalogue)
        if only in ("", one.board.id)
    )


def look(
    folder: Path | str,
    film: str,
    scene: str,
    act: LookAct,
    note: str,
    *,
    who: str | None = None,
    workspace: Path | None = None,
) -> TakeDecision:
    """Send a scene to a person, or let what stands of it pass as it is, in all formats.

    A film with a scene that was sent does not pass its last gate, nor leave the house, until a
    person picked a take of it or let it pass. It lapses when what the scene shows is changed.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it.
        scene: A scene's id or number.
        act: "send": a person shall look at it; "pass": it may pass as it is.
        note: What to look at; or why it may pass.
        who: Who decides; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role editor or approver.
        InvalidIntake: The note says nothing.
        NotFound: There is no such film or scene, or it has no take yet.
    """
    from ..workflow.campaign import retakes
    from ..workflow.campaign.unsettled import standing

    by = demand_any(("editor", "approver"), who)
    if not note.strip():
        asked = "at what a person shall look" if act == "send" else "why the scene may pass"
        raise InvalidIntake(f"a note is lacking; say {asked}")
    catalogue = _given.catalogue(folder, workspace)
    board = kept.storyboard_of(catalogue, film)
    at = kept.scene_of(board, scene)
    there = standing(catalogue, board, at)
    if not there:
        raise NotFound(f"scene {at.id} of {board.id} has no take yet; make it first")
    if act == "send":
        retakes.send(catalogue, board, at, by, note.strip())
    for one in there if act == "pass" else ():
        retakes.let_pass(catalogue, board, at, one.result, by, note.strip())
    return TakeDecision(film=board.id, scene=at.id, act=act, attempt=0)


def choices() -> tuple[VideoChoice, ...]:
    """The back ends that are set up here, of which `choose_backend` takes one for a scene.

    The one that shows clips of the library as they are is left out: it films what has one anyway.
    """
    from ..shooting.setup import set_up

    there = set_up(_given.settings().video_options())
    return tuple(
        VideoChoice(name=name, makes=made.profile.generates)
        for name, made in there.items()
        if "clip" not in made.profile.takes
    )


def choose_backend(
    folder: Path | str,
    film: str,
    scene: str,
    backend: str | None,
    *,
    note: str = "",
    who: str | None = None,
    workspace: Path | None = None,
) -> ShotDecision:
    """Let a back end film a scene in all formats and languages, from the next `make` on.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it.
        scene: A scene's id or number.
        backend: "motion", or another that is set up; None: as it is found.
        note: Why, for the record.
        who: Who decides; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such film or scene, or the back end is not set up here.
    """
    from ..shooting.setup import set_up
    from ..workflow.campaign.routes import choose_backend as choose

    demand("editor", who)
    catalogue = _given.catalogue(folder, workspace)
    board = kept.storyboard_of(catalogue, film)
    at = kept.scene_of(board, scene).id
    name = backend.removeprefix("video/") if backend else None
    if name is not None:
        there = sorted(set_up(_given.settings().video_options()))
        if name not in there:
            raise NotFound(
                f"no video back end {name!r} is set up; there are: {', '.join(there)}; "
                "REELWRIGHT_VIDEO sets others up"
            )
    choose(catalogue, board, at, name, _given.name_of(who), note)
    return ShotDecision(film=board.id, scene=at, backend=name or "")


def allow_again(
    folder: Path | str,
    film: str,
    scene: str,
    *,
    note: str = "",
    who: str | None = None,
    workspace: Path | None = None,
) -> ShotDecision:
    """Say that no job of a scene runs, so that the next `make` may submit it again.

    A job of which nobody knows whether it runs is never submitted again by itself, for it might be
    paid twice: look at what the provider lists first.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it.
        scene: A scene's id or number.
        note: Why, for the record.
        who: Who decides; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such film or scene, or none of its jobs is unsure.
    """
    from ..workflow.campaign.submissions import allow_again as allow

    demand("editor", who)
    catalogue = _given.catalogue(folder, workspace)
    board = kept.storyboard_of(catalogue, film)
    at, by = kept.scene_of(board, scene).id, _given.name_of(who)
    # A translation's jobs are noted under its own name.
    of = [b for b, s in _unsure(catalogue, board) if s == at]
    boards = [b for b in _same(catalogue, board) if b.id in of]
    freed = sum(allow(catalogue, one, at, by, note) for one in boards or [board])
    return ShotDecision(film=board.id, scene=at, freed=freed)


def _still_of(catalogue: Catalogue, take: str, attempt: int) -> str:
    """The name of a still of an attempt that a take was chosen among; "" where it is not kept."""
    tried = catalogue.latest("attempt", f"{take}--{attempt}")
    return tried.digest if tried else ""


def _caption(take: Take) -> str:
    """What the picture shows that a take was filmed from; "" without one."""
    picture = take.shot.picture
    return next((c.text for c in picture.captions), picture.id) if picture else ""


def _same(catalogue: Catalogue, board: Storyboard) -> list[Storyboard]:
    """A storyboard and its translations."""
    return next(all_ for own, all_ in boards_of(catalogue) if own.id == board.id)


def _unsure(catalogue: Catalogue, board: Storyboard) -> list[tuple[str, str]]:
    """(storyboard, scene) of each job of a film or its translations that nobody can tell of."""
    from ..workflow.campaign.submissions import unsure

    ids = {one.id for one in _same(catalogue, board)}
    told = [item.rsplit("--", 2) for item, _ in unsure(catalogue)]
    return [(parts[0], parts[1]) for parts in told if len(parts) == 3 and parts[0] in ids]


def _filmed(catalogue: Catalogue, board: Storyboard, scene: str) -> tuple[str, str]:
    """The back end of a take that stands, and why it was chosen; ("", "") before there is one."""
    start = f"{board.id}--{scene}--"
    for result in catalogue.items("take"):
        if result.item.startswith(start):
            return result.value["backend"], result.value["route"]
    return "", ""
