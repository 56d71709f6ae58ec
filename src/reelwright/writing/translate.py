"""A storyboard in another language: by a model, or from the campaign's own translations."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import Field

from ..backends.text.ask import OFFLINE, Ask, fenced
from ..backends.text.write import write
from ..domain.base import Frozen
from ..domain.campaign import Campaign
from ..domain.errors import DoesNotFit, Missing
from ..domain.storyboard import Scene, Storyboard, board_id
from ..domain.tongues import language_name
from ..domain.wording import says
from .prompts import render
from .repeats import said_once
from .timing import retimed
from .words import sentences, spoken_seconds


class Lines(Frozen):
    """The same lines, in another language, in the same order."""

    lines: tuple[str, ...] = Field(description="the translated lines, as many as were given")


@dataclass(frozen=True)
class Untranslated:
    """What is to be translated, and what the translator must keep."""

    lines: tuple[str, ...]
    source: str
    language: str
    brand: str
    glossary: dict[str, str]
    never_say: tuple[str, ...]


def translate_storyboard(
    board: Storyboard,
    campaign: Campaign,
    language: str,
    *,
    model: str = OFFLINE,
    seed: int = 1,
    temperature: float | None = None,
) -> Storyboard:
    """The storyboard with narration and type in another language; pictures and camera stay.

    Offline, every sentence has to be in campaign.translations[language]: raises Missing with those
    that are not. Raises DoesNotFit when the translated words take longer than the film.
    """
    if language == board.language:
        return board
    lines = _all_lines(board, campaign)
    asked = Untranslated(
        lines=lines,
        source=board.language,
        language=language,
        brand=campaign.brand.name,
        glossary=_glossary(campaign, language),
        never_say=campaign.brand.never_say,
    )
    written = write(TRANSLATE, asked, model=model, seed=seed, temperature=temperature)
    found = dict(zip(lines, written.value.lines, strict=True))
    scenes = [said_once(_translated(scene, found)) for scene in board.scenes]
    try:
        timed = retimed(scenes, board.seconds)
    except DoesNotFit as problem:
        raise DoesNotFit(f"{board.id} in {_name(language)}: {problem}") from problem
    return board.model_copy(
        update={
            "id": board_id(board.id, language),
            "language": language,
            "title": found.get(board.title, board.title),
            "scenes": timed,
            "call": found.get(campaign.call.text, ""),
            "origin": written.origin,
        }
    )


def lines_of(board: Storyboard) -> tuple[str, ...]:
    """Every text that is said or shown, once, in the order of the film."""
    found: dict[str, None] = {}
    for scene in board.scenes:
        for text in (scene.narration, scene.text.head, scene.text.body, scene.text.note):
            if _worded(text):
                found[text] = None
    return tuple(found)


def missing_lines(board: Storyboard, campaign: Campaign, language: str) -> tuple[str, ...]:
    """The sentences that campaign.translations lacks for this storyboard; () when it is whole."""
    lines = _all_lines(board, campaign)
    return _missing(lines, _glossary(campaign, language), campaign.brand.name)


def lines_lacking(campaign: Campaign, language: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The sentences of some texts that campaign.translations lacks; () when all are there."""
    worded = [text for text in texts if _worded(text)]
    return _missing(worded, _glossary(campaign, language), campaign.brand.name)


def _all_lines(board: Storyboard, campaign: Campaign) -> tuple[str, ...]:
    """The storyboard's lines and the words of the button, which the campaign gives."""
    button = (campaign.call.text,) if _worded(campaign.call.text) else ()
    return tuple(dict.fromkeys((*lines_of(board), *button)))


def _translated(scene: Scene, found: dict[str, str]) -> Scene:
    text = scene.text.model_copy(
        update={
            part: found.get(getattr(scene.text, part), getattr(scene.text, part))
            for part in ("head", "body", "note")
        }
    )
    narration = found.get(scene.narration, scene.narration)
    return scene.model_copy(update={"narration": narration, "text": text})


def _glossary(campaign: Campaign, language: str) -> dict[str, str]:
    whole = campaign.translations.get(language)
    return dict(whole or campaign.translations.get(language.split("-")[0], {}))


def _worded(text: str) -> bool:
    """Whether there is anything to translate: not for prices, addresses or nothing."""
    return bool(re.search(r"[^\W\d_]{2}", text)) and not re.fullmatch(r"\S+\.\S+", text)


def known_in(campaign: Campaign, language: str, line: str) -> str | None:
    """The campaign's own translation of a line; None when there is none."""
    return _known(line, _glossary(campaign, language))


def _known(line: str, glossary: dict[str, str]) -> str | None:
    """The translation of a line, with or without its full stop; None when there is none."""
    if line in glossary:
        return glossary[line]
    if line.endswith(".") and (bare := glossary.get(line[:-1])) is not None:
        return bare if bare[-1:] in ".!?" else f"{bare}."
    if (stopped := glossary.get(f"{line}.")) is not None:
        return stopped.removesuffix(".")
    return None


def _missing(lines: Iterable[str], glossary: dict[str, str], brand: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines:
        if _known(line, glossary) is not None or line.strip(".") == brand:
            continue
        for part in sentences(line):
            if _known(part, glossary) is None and _worded(part) and part.strip(".") != brand:
                found[part] = None
    return tuple(found)


def _prompt(given: Untranslated) -> str:
    return render(
        "translate",
        brand=given.brand,
        source=_name(given.source),
        language=_name(given.language),
        glossary=fenced("glossary", "\n".join(f"{k} = {v}" for k, v in given.glossary.items())),
        lines=fenced("lines", "\n".join(f"{i}. {t}" for i, t in enumerate(given.lines, 1))),
    )


def _offline(given: Untranslated, rng: random.Random) -> Lines:
    lacking = _missing(given.lines, given.glossary, given.brand)
    if lacking:
        listed = "\n".join(f"  {line}" for line in lacking)
        raise Missing(
            f"{len(lacking)} sentences have no {_name(given.language)} translation; add them to "
            f"translations/{given.language}.toml under [lines], or choose a text model:\n{listed}"
        )
    return Lines(
        lines=tuple(
            _known(line, given.glossary)
            or " ".join(_known(part, given.glossary) or part for part in sentences(line))
            for line in given.lines
        )
    )


def _problems(given: Untranslated, answer: Lines) -> list[str]:
    if len(answer.lines) != len(given.lines):
        return [f"{len(answer.lines)} lines came back for {len(given.lines)}"]
    found: list[str] = []
    for at, (source, line) in enumerate(zip(given.lines, answer.lines, strict=True), 1):
        if not line.strip():
            found.append(f"line {at} is empty")
        if sorted(_digits(source)) != sorted(_digits(line)):
            found.append(f"line {at} changes a number: {source!r} became {line!r}")
        if given.brand.lower() in source.lower() and given.brand.lower() not in line.lower():
            found.append(f"line {at} loses the name {given.brand}")
        if spoken_seconds(line) > 1.6 * spoken_seconds(source) + 1.5:
            found.append(f"line {at} takes far longer to say than the original; shorten it")
        found += [
            f"line {at} says {word!r}, which the brand never says"
            for word in given.never_say
            if says(line, word)
        ]
    return found


def _digits(text: str) -> list[str]:
    """The numbers of a text without their separators: "1,400" and "1.400" are the same."""
    return [re.sub(r"\D", "", n) for n in re.findall(r"\d+(?:[.,\u202f\u00a0]\d{3})*", text)]


def _name(language: str) -> str:
    name = language_name(language)
    return f"{name} ({language})" if "-" in language and name != language else name


TRANSLATE: Ask[Untranslated, Lines] = Ask(
    name="translate",
    version="1",
    output=Lines,
    prompt=_prompt,
    offline=_offline,
    check=_problems,
    temperature=0.2,
)
