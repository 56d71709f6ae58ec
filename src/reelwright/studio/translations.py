"""What a campaign says in the other languages of its films, as a form: read, and kept by sentence.

It stands in translations/LANGUAGE.toml. Without a text model a film is made in another language
only where that file has every sentence of it.
"""

import hashlib
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake
from ..domain.loose import half_letter
from ..domain.tongues import tag_of
from . import _given, house
from .facts import Apart

MOST = 2000
"""Sentences of one language, and characters of a sentence."""

Sentence = Annotated[str, Field(max_length=MOST)]


class TranslatedLine(Frozen):
    """A sentence of the campaign. said: the same in the other language; "" while it is lacking."""

    text: Sentence
    said: Sentence


class Translation(Frozen):
    """The sentences of a campaign in one other language; those that are lacking come first.

    version: of the language's file as it was read, "" where there is none; given back with what
    was changed.
    """

    language: Sentence
    version: str
    lines: Annotated[tuple[TranslatedLine, ...], Field(max_length=MOST)]


def found(
    name: str, *, who: str | None = None, apart: Apart | None = None
) -> tuple[Translation, ...]:
    """What films in other languages say and lack, by language; () where there is one language.

    Args:
        name: The campaign.
        who: Who asks; None: the person of the settings.
        apart: Where the campaign is read, which takes seconds; None: here.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that name.
        InvalidIntake: A file cannot be read.
    """
    at = house.folder(name, who=who)
    try:
        lines: dict[str, dict[str, str]] = apart(_lines, at) if apart else _lines(at)
    except InvalidIntake as problem:
        raise InvalidIntake(house.unplaced(str(problem), at)) from problem
    return tuple(_translation(at, language, said) for language, said in lines.items())


def keep(name: str, wanted: Translation, *, who: str | None = None) -> Translation:
    """Write sentences into a language's file; those without words in it are taken out.

    Args:
        name: The campaign.
        wanted: The sentences as they shall be, with the version that they were read in. What it
            does not name stays in the file.
        who: Who writes them; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such campaign.
        InvalidIntake: The file cannot be read, or says it in a way that a form cannot change.
        Conflict: Somebody changed the file meanwhile.
    """
    from ..intake.rewriting import Rewriting

    folder = house.folder(name, who=who)
    if not (language := tag_of(wanted.language)):
        raise InvalidIntake(f"{wanted.language!r} is no language: write it as de or pt-BR")
    path = _path(language)
    if half_letter(wanted.model_dump(mode="json")):
        raise InvalidIntake(f"{path} would hold half of a letter, which no file can keep")
    at = folder / path
    text = at.read_bytes().decode("utf-8-sig") if at.is_file() else ""
    file = Rewriting(text or "[lines]\n", path)
    for line in wanted.lines:
        place = ["lines", line.text]
        if said := " ".join(line.said.split()):
            file.put(place, said)
        else:
            file.leave_out(place)
    written = file.text().encode()
    kept = house.put_file(name, path, written, version=wanted.version, who=who)
    return wanted.model_copy(update={"language": language, "version": kept.version})


def _path(language: str) -> str:
    return f"translations/{language}.toml"


def _translation(folder: Path, language: str, said: dict[str, str]) -> Translation:
    at = folder / _path(language)
    return Translation(
        language=language,
        version=hashlib.sha256(at.read_bytes()).hexdigest() if at.is_file() else "",
        lines=tuple(TranslatedLine(text=text, said=other) for text, other in said.items()),
    )


def _lines(folder: Path) -> dict[str, dict[str, str]]:
    """The sentences of every other language of the films: those without words in it first."""
    from ..domain.storyboard import Storyboard
    from ..domain.texts import texts_of
    from ..writing.translate import lines_lacking, missing_lines

    studio = _given.opened(folder)
    campaign = studio.campaign
    own = [text.text for text in texts_of(campaign) if text.language == campaign.language]
    boards = [
        Storyboard.model_validate(kept.value)
        for kept in studio.catalogue.items("storyboard")
        if kept.value.get("language") == campaign.language
    ]
    lines: dict[str, dict[str, str]] = {}
    for language in campaign.wanted.languages:
        if language == campaign.language:
            continue
        lacking = [line for board in boards for line in missing_lines(board, campaign, language)]
        lacking += lines_lacking(campaign, language, own)
        there = campaign.translations.get(language, {})
        lines[language] = dict.fromkeys(lacking, "") | there
    return lines
