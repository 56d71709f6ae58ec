"""What a campaign says of its music: a mood, none at all, or a file of its own with its rights."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field

from ..domain.asset import Assets
from ..domain.base import Frozen
from ..domain.errors import InvalidIntake, MediaRefused
from ..domain.licences import forbids_changes, refusal
from ..domain.loose import is_table
from ..domain.picture import Rights
from ..domain.sound import MOODS, Bed, MusicFile
from ..media.streams.snippets import LEAST_HEARD, SILENT, kind_of_item, look_at_sound
from ..media.streams.tunes import credit_in, terms_in
from .toml import inside, valid

SHORTEST = 3.0
"""Seconds under which a file is a sound, and no music that a film could stand on."""

_KINDS = "WAV, FLAC, MP3, M4A, OGG or AIFF"
_ALLOWED = f"{', '.join(MOODS)}, none or a music file of the campaign folder ({_KINDS})"
_ENDINGS = re.compile(r"\.\w{2,5}$")


@dataclass(frozen=True)
class ChosenMusic:
    """mood: of what is made here, "" where each film has its own. notes: what `check` tells."""

    mood: str = ""
    music: Bed = "made"
    notes: tuple[str, ...] = ()


class _Listed(Frozen):
    """The table form of `music`."""

    file: str = Field(min_length=1)
    licence: str = ""
    credit: str = ""
    holder: str = ""
    start: float | None = Field(default=None, ge=0)
    expires: date | None = None
    cleared: bool | None = None
    made_by_ai: bool | None = None


def read_music(folder: Path, assets: Assets, campaign: Any, brand: Any) -> ChosenMusic:
    """The music that campaign.toml gives, or else brand.toml.

    campaign and brand are their `music` as TOML has it, None where it is left out. Raises
    InvalidIntake, naming the file and what is allowed, for anything that is neither a mood, nor
    "none", nor a music file that may be used in an ad.
    """
    file, given = ("campaign.toml", campaign) if campaign is not None else ("brand.toml", brand)
    if given is None:
        return ChosenMusic()
    if campaign is not None and brand is not None:
        _could_be_music(brand)
    # The brand's mood is its films', whatever one campaign's music is: their words follow it.
    house = brand.strip().lower() if isinstance(brand, str) else ""
    mood = house if house in MOODS else ""
    if isinstance(given, str):
        word = given.strip().lower()
        if word in ("", *MOODS):
            return ChosenMusic(word)
        if word == "none":
            return ChosenMusic(mood, "none")
        if _ENDINGS.search(given.strip()) or "/" in given:
            track, notes = _own(folder, assets, file, _Listed(file=given.strip()))
            return ChosenMusic(mood, track, notes)
    elif is_table(given):
        track, notes = _own(folder, assets, file, _listed(given, file))
        return ChosenMusic(mood, track, notes)
    raise _no_music(file, given)


def _listed(given: Mapping[str, Any], file: str) -> _Listed:
    # The spelling of the other side of the ocean.
    named = {("licence" if k == "license" else k): v for k, v in given.items()}
    return valid(_Listed, named, file, "music")


def _could_be_music(given: Any) -> None:
    """Refuse what is no music in brand.toml, where campaign.toml has other and it is not used."""
    if is_table(given):
        _listed(given, "brand.toml")
        return
    word = given.strip().lower() if isinstance(given, str) else None
    named = word is not None and ("/" in word or _ENDINGS.search(word))
    if not named and word not in ("", "none", *MOODS):
        raise _no_music("brand.toml", given)


def _no_music(file: str, given: Any) -> InvalidIntake:
    return InvalidIntake(
        f"{file}: music: {str(given)[:60]!r} is none of {_ALLOWED}; write one of them, or leave "
        "it out for music in each film's own mood"
    )


def _own(
    folder: Path, assets: Assets, file: str, given: _Listed
) -> tuple[MusicFile, tuple[str, ...]]:
    """A music file, looked through, and what is told of it. Raises InvalidIntake naming it."""
    path = inside(folder, given.file, file, "music")
    where = f"{file}: music: {given.file}"
    _may_be_used(where, given, date.today())
    try:
        kind = kind_of_item(path)
        if kind != "audio":
            what = "a film" if kind == "video" else "no sound"
            raise InvalidIntake(f"{where} is {what}; export the music as {_KINDS}")
        facts = look_at_sound(path)
    except MediaRefused as problem:
        raise InvalidIntake(f"{where}: {problem}") from problem
    if facts.level < SILENT:
        raise InvalidIntake(f"{where} is silent; choose another file, or write music = 'none'")
    if facts.seconds >= SHORTEST and facts.heard < LEAST_HEARD:
        raise InvalidIntake(
            f"{where} is silent but for {facts.heard:.2g} s; choose another file, or write music = "
            "'none'"
        )
    if facts.seconds < SHORTEST:
        raise InvalidIntake(
            f"{where} lasts {facts.seconds:.1f} s; music for a film lasts {SHORTEST:g} s or more: "
            "choose a longer file"
        )
    if given.start is not None and given.start > facts.seconds - 1:
        raise InvalidIntake(
            f"{where}: start: {given.start:g} is not before its last second ({facts.seconds:.1f} s "
            "long); give the second at which films begin in it"
        )
    kept = assets.put_file(path, facts.media_type, "inputs")
    name = path.relative_to(folder.resolve()).as_posix()
    track = MusicFile(
        asset=kept.model_copy(update={"name": name}),
        seconds=facts.seconds,
        start=given.start,
        rights=_rights(given),
        credit=given.credit or credit_in(path),
        made_by_ai=given.made_by_ai,
    )
    return track, tuple(_noticed(where, given, terms_in(path)))


def _rights(given: _Listed) -> Rights:
    return Rights(
        holder=given.holder,
        licence=given.licence,
        expires=given.expires.isoformat() if given.expires else None,
    )


def _may_be_used(where: str, given: _Listed, today: date) -> None:
    """Refuse, by name, a file that may not be used."""
    if given.cleared is False:
        raise InvalidIntake(
            f"{where} is not cleared for use; clear it with its holder, or choose another file"
        )
    if over := _rights(given).ended(today):
        raise InvalidIntake(f"{where}: {over}; renew it or choose another")
    for said in (given.licence, given.holder, given.credit):
        if why := refusal(said, holder=said != given.licence):
            raise InvalidIntake(f"{where}: {why}")
        if forbids_changes(said):
            raise InvalidIntake(
                f"{where}: its licence, “{said[:60]}”, does not allow it in an ad (music under a "
                "film is cut and mixed, and it forbids changes); get one that does, or leave it out"
            )


def _noticed(where: str, given: _Listed, tags: str) -> Iterator[str]:
    """What a person should know of the rights in a file. tags: what the file says of them itself.

    Raises InvalidIntake where its tags forbid ads, and nobody gave another licence.
    """
    if why := refusal(tags):
        if not given.licence:
            raise InvalidIntake(f"{where}: by its own tags {why}")
        yield f"{where}: its own tags say otherwise than {given.licence[:60]!r}: by them {why}"
    if not (given.licence or given.holder):
        yield _unlicensed(where)
    elif known := _rights(given).told:
        yield f"{where}: {known}"


def _unlicensed(where: str) -> str:
    return (
        f"{where}: nothing says that it may be used in an ad; write a table [music] with file, "
        "licence and credit"
    )
