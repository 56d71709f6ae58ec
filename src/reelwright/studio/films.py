"""Finished films: their files, what was measured, what the judge said, how long each took."""

import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from ..domain.asset import Assets
from ..domain.base import Frozen, Seconds
from ..domain.campaign import FORMATS
from ..domain.errors import NotApproved, NotFound
from ..domain.film import Check, Checked, Film
from ..domain.take import Take, Verdict
from ..store.catalogue import Catalogue, Result
from ..store.glance import at_a_glance
from ..workflow.build.decided import overruled
from ..workflow.campaign.exports import exported
from ..workflow.campaign.gates import stands, waiting
from ..workflow.campaign.stages import STAGES
from ..workflow.campaign.unsettled import held
from . import _given, _names


class JudgedTake(Frozen):
    """The take that a scene was cut from: its attempt (from 1), and what the judge said of it.

    needs_person: the judge could not decide.
    """

    scene: str
    attempt: int
    verdict: Verdict | None
    needs_person: bool


class FilmListing(Frozen):
    """A film as it stands.

    concept and segment are names for people; loudness is integrated, in LUFS. state is
    "waiting", "undecided" (no run asked for it), "approved" or "rejected". leaves: it may leave
    the house: approved as it stands, what it failed was overruled, and no scene of it waits for a
    person whom somebody sent it to; held are those that do, in words. packed: its export is kept,
    and `export` packs it. file holds the film's bytes; exported is the folder with the film and its
    papers, None before it was approved and exported. seconds_by_step: what was worked for this film
    alone.
    """

    id: str
    segment: str
    concept: str
    storyboard: str
    format: str
    language: str
    seconds: Seconds
    bytes: int
    sha256: str
    loudness: float
    state: str
    leaves: bool
    held: tuple[str, ...]
    packed: bool
    passed: bool
    checks: tuple[Check, ...]
    takes: tuple[JudgedTake, ...]
    file: Path
    exported: Path | None
    made_at: str
    seconds_by_step: tuple[tuple[str, float], ...]


def listed(
    folder: Path | str, *, out: Path | None = None, workspace: Path | None = None
) -> tuple[FilmListing, ...]:
    """Every film that stands, by id.

    Args:
        folder: The campaign's folder.
        out: Where films go; None: FOLDER/out.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: Nothing of the campaign was made yet.
    """
    catalogue = at_a_glance(_given.catalogue(folder, workspace))
    place = Path(out) if out else Path(folder) / "out"
    assets = _given.assets(folder, workspace)
    open_ = {one.full for one in waiting(catalogue)}
    return tuple(
        _listing(catalogue, kept, assets, place.resolve(), open_)
        for kept in catalogue.items("film")
    )


def one(
    folder: Path | str, film: str, *, out: Path | None = None, workspace: Path | None = None
) -> FilmListing:
    """One film by its id.

    Raises:
        NotFound: There is no such film; the message lists those there are.
    """
    found = listed(folder, out=out, workspace=workspace)
    for listing in found:
        if film in (listing.id, f"film/{listing.id}"):
            return listing
    there = ", ".join(f.id for f in found)
    raise NotFound(f"there is no film {film!r}; there are: {there or 'none yet'}")


def leaving(
    folder: Path | str, film: str, *, out: Path | None = None, workspace: Path | None = None
) -> FilmListing:
    """A film that may leave the house, by its id.

    Raises:
        NotFound: There is no such film; the message lists those there are.
        NotApproved: The last gate keeps it in.
    """
    found = one(folder, film, out=out, workspace=workspace)
    if found.leaves:
        return found
    why = f"is {found.state} at the gate final"
    act = "once it was approved there it can be taken away"
    if found.held:
        why = f"waits for a person: {', '.join(found.held)}"
        act = "pick a take there, or let it pass with a reason"
    elif found.state == "approved":
        why = "failed checks that nobody overruled at the gate final"
        act = "mend it, or approve it there with a reason to let it out all the same"
    raise NotApproved(f"film/{found.id} does not leave the house: it {why}; {act}")


def export(folder: Path | str, film: str, to: Path, *, workspace: Path | None = None) -> Path:
    """Pack all that a film goes out with into a zip: film, captions, manifest, page, its project.

    It holds what `out/FILM/` does, in a folder called after the film.

    Args:
        folder: The campaign's folder.
        film: The film's id.
        to: The file to write.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Returns:
        The file.

    Raises:
        NotFound: There is no such film, or it was not exported since it was approved.
        NotApproved: The last gate keeps it in.
    """
    id = leaving(folder, film, workspace=workspace).id
    found = exported(_given.catalogue(folder, workspace), id)
    if found is None:
        raise NotFound(
            f"film/{id} is approved, and its papers are not written yet; go on with the campaign "
            "(`reelwright make`), and take it then"
        )
    assets = _given.assets(folder, workspace)
    with zipfile.ZipFile(to, "w") as packed:
        for file in found.files:
            # Nearly all of it is packed already as what it is: film, stills, the page's project.
            packed.write(assets.path(file.asset), f"{id}/{file.path}")
    return to


def _listing(
    catalogue: Catalogue, kept: Result, assets: Assets, out: Path, open_: Collection[str]
) -> FilmListing:
    film = Film.model_validate(kept.value)
    found = catalogue.latest("checks", film.id)
    checked = Checked.model_validate(found.value) if found else None
    takes = list(_takes(catalogue, film))
    place = out / film.id
    state, note = stands(catalogue, "final", kept, open_)
    failed = {c.name for c in checked.failed} if checked else set[str]()
    looks = held(catalogue, kept)
    return FilmListing(
        id=film.id,
        segment=_names.segment(catalogue, film.segment),
        concept=_names.concept(catalogue, film.brief),
        storyboard=film.storyboard,
        format=film.format,
        language=film.language,
        seconds=film.seconds,
        bytes=film.file.bytes,
        sha256=film.file.sha256,
        loudness=film.loudness,
        state=state,
        leaves=state == "approved" and overruled(note) >= failed and not looks,
        held=looks,
        packed=exported(catalogue, film.id) is not None,
        passed=checked is not None and checked.passed,
        checks=checked.checks if checked else (),
        takes=tuple(
            JudgedTake(
                scene=t.scene, attempt=t.attempt, verdict=t.verdict, needs_person=t.needs_person
            )
            for t in (Take.model_validate(k.value) for k in takes)
        ),
        file=assets.path(film.file),
        exported=place if place.is_dir() else None,
        made_at=kept.made_at,
        seconds_by_step=_spent(catalogue, film, takes),
    )


def _takes(catalogue: Catalogue, film: Film) -> Iterator[Result]:
    start, end = f"{film.storyboard}--", f"--{FORMATS[film.format].slug}"
    for kept in catalogue.items("take"):
        if kept.item.startswith(start) and kept.item.endswith(end):
            yield kept


def _spent(catalogue: Catalogue, film: Film, takes: list[Result]) -> tuple[tuple[str, float], ...]:
    own = (catalogue.latest(s, film.id) for s in ("timeline", "film", "checks", "release"))
    spent: dict[str, float] = {}
    for kept in (*takes, *own):
        if kept:
            step = STAGES.step(kept.stage)
            spent[step] = round(spent.get(step, 0.0) + kept.seconds, 3)
    return tuple(spent.items())
