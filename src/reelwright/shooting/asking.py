"""Takes a prompt apart: what is to be seen, and what the camera does; fills prompt templates.

Searching with the whole sentence finds pictures of "slow" and "zoom"; the object part finds the
thing, the action part moves the camera.
"""

import random
import re
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Literal

from ..backends.text.ask import OFFLINE, Ask, fenced
from ..backends.text.write import write
from ..domain.base import Frozen
from ..domain.clip import LONGEST_PROMPT, Asked
from ..domain.errors import InvalidIntake
from .direction import read_direction
from .parting import part
from .plain import plainly
from .shown_text import set_aside

LONGEST_QUERY = 16
"""Words of a query: captions are hardly longer, and what is longer is a story."""

OBJECT, ACTION = "<object_prompt>", "<action_prompt>"

_PLACEHOLDER = re.compile(
    r"<[^<>]{1,60}>|\$?\{+\s*\w*(?i:prompt|object|action)\w*\s*\}+"
    r"|\[+\s*(?i:object|action)[_ -]?prompt\s*\]+|[%$](?i:object|action)_prompt%?"
)
_SORT = r"[- ](?:[\w-]+ ){0,2}(?:shot|view|angle|composition|framing|frame)"
_FILM = (
    r"film(?! (?:rolls?|reels?|cameras?|sets?|strips?|canisters?|posters?|stars?|crews?|festivals?|"
    r"stock|projectors?|negatives?)\b)"
)
"""A film that is to be made, and no thing that is called by one."""

_CRAFT = re.compile(
    r"\b(?:cinematic|photo-?realistic|realistic|4k|8k|hd|uhd|high[- ]quality|ultra[- ]?detailed|"
    r"video(?! (?:games?|cameras?|calls?|walls?|tapes?|cassettes?|shops?|stores?)\b)|footage|"
    r"(?<!paper )(?<!hair )clip|(?<!of )(?<!a )(?<!old )" + _FILM + r"|"
    r"a (?:shot|view|picture|photo(?:graph)?|image) of)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:(?:i|we)(?: would|['’]d)? (?:want|like|need|love)(?: to (?:see|have))?|please|"
    r"(?:could|"
    r"can|would|"
    r"will) (?:you|we)(?: please)?|just|let['’]?s see|we see|imagine|give|get|show|"
    + _FILM
    + r"|make|"
    r"create|generate|of|"
    r"an?|"
    r"the|some)(?: me| us)?\b\s*)+",
    re.IGNORECASE,
)


class _Parts(Frozen):
    object: str
    action: str


def split_prompt(prompt: str, *, model: str = OFFLINE, seed: int = 1) -> Asked:
    """What a prompt wants seen and what it wants the camera to do.

    "red shoes in falling snow, still scene" is ("red shoes in falling snow", "still scene").
    object is "" when nothing but a camera move was named. Raises InvalidIntake for one that is
    longer than LONGEST_PROMPT, and what the model raises.
    """
    _fits(prompt, "this prompt")
    written = write(ASK, prompt, model=model, seed=seed)
    parts = written.value
    return Asked(
        object=parts.object,
        action=parts.action,
        scale=scale_of(plainly(set_aside(prompt)[0])),
        unread=read_direction(parts.action).unread if parts.action else (),
        happens=part(prompt).happens,
        dropped=_dropped(prompt, parts.object),
        origin=written.origin,
    )


def parted(prompt: str) -> tuple[str, str]:
    """Object and action of a prompt, by its words alone."""
    seen, done = _seen(prompt)
    return _cut(seen), done


def _seen(prompt: str) -> tuple[str, str]:
    """Object, however long, and action of a prompt."""
    parts = part(prompt)
    return _query(parts.seen), parts.camera


def _dropped(prompt: str, object: str) -> tuple[str, ...]:
    """Words of the thing to be seen that are too many for a query."""
    whole, _ = _seen(prompt)
    told = whole.split()
    return tuple(told[LONGEST_QUERY:]) if object and object == _cut(whole) else ()


def scale_of(prompt: str) -> Literal["wide", "medium", "close", "any"]:
    """The size of shot that a prompt asks for in words."""
    words = prompt.lower()
    if re.search(rf"\b(?:close-?up|macro|(?:close|tight){_SORT})\b", words):
        return "close"
    if re.search(rf"\b(?:wide|aerial|long|drone|full|establishing){_SORT}\b", words):
        return "wide"
    return "medium" if "medium shot" in words else "any"


def _query(words: str) -> str:
    return _LEADING.sub("", " ".join(_CRAFT.sub(" ", words).split())).strip(" ,;.")


def _cut(words: str) -> str:
    return " ".join(words.split()[:LONGEST_QUERY]).strip(" ,;.")


def _ask(prompt: str) -> str:
    return _PROMPT.substitute(prompt=fenced("prompt", prompt), most=LONGEST_QUERY)


def _offline(prompt: str, source: random.Random) -> _Parts:
    seen, done = parted(prompt)
    return _Parts(object=seen, action=done)


def _check(prompt: str, parts: _Parts) -> list[str]:
    found: list[str] = []
    if len(parts.object.split()) > LONGEST_QUERY:
        found.append(f"object has over {LONGEST_QUERY} words; keep the thing and its place")
    known = set(re.findall(r"\w+", prompt.lower()))
    strange = [w for w in re.findall(r"\w+", parts.object.lower()) if w not in known]
    if len(strange) > 3:
        found.append(f"object brings in what was not asked for: {', '.join(strange)}")
    return found


_PROMPT = Template((Path(__file__).parent / "prompts" / "ask.md").read_text(encoding="utf-8"))
ASK: Ask[str, _Parts] = Ask(
    name="ask",
    version="5",
    output=_Parts,
    prompt=_ask,
    offline=_offline,
    check=_check,
    temperature=0.0,
)


class Filled(Frozen):
    """One line of a batch: the whole sentence, its two parts, and what is worth knowing."""

    line: int
    prompt: str
    object: str
    action: str
    notes: tuple[str, ...] = ()


def read_templates(text: str, name: str = "prompts.txt") -> tuple[tuple[int, str], ...]:
    """(line number, template) pairs of a file; blank lines and those starting with # are left out.

    Raises InvalidIntake naming the line for a placeholder that is neither <object_prompt> nor
    <action_prompt>, and for a file without a template.
    """
    found: list[tuple[int, str]] = []
    for n, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        _fits(line, f"{name}, line {n}")
        strange = [p for p in _PLACEHOLDER.findall(line) if p not in (OBJECT, ACTION)]
        if strange:
            meant = next((p for p in (OBJECT, ACTION) if p[1:7] in strange[0].lower()), "")
            raise InvalidIntake(
                f"{name}, line {n}: {strange[0]} is no placeholder; the two are {OBJECT} and "
                f"{ACTION}" + (f", so write {meant}" if meant else "")
            )
        found.append((n, line))
    if not found:
        raise InvalidIntake(
            f"{name} holds no prompt; write one a line, such as: {OBJECT} in soft light, {ACTION}"
        )
    return tuple(found)


def fill(
    templates: Sequence[tuple[int, str]], objects: Sequence[str], actions: Sequence[str]
) -> tuple[Filled, ...]:
    """Every template with every object and action that it has a place for.

    A template without <action_prompt> is filled once for each object, and says that the actions
    are not used by it; a template whose placeholder has no value given raises InvalidIntake.
    """
    made: list[Filled] = []
    for n, line in templates:
        for placeholder, values, option in (
            (OBJECT, objects, "--objects"),
            (ACTION, actions, "--actions"),
        ):
            if placeholder in line and not values:
                raise InvalidIntake(f"line {n} needs {placeholder}; give it with {option}")
        notes = [
            f"line {n} has no {placeholder}: {what} given for it are not used"
            for placeholder, values, what in (
                (OBJECT, objects, "the objects"),
                (ACTION, actions, "the actions"),
            )
            if values and placeholder not in line
        ]
        for thing in objects if OBJECT in line else [""]:
            for action in actions if ACTION in line else [""]:
                made.append(_filled(n, line, thing, action, notes))
    return tuple(made)


def _fits(prompt: str, what: str) -> None:
    if len(prompt) > LONGEST_PROMPT:
        raise InvalidIntake(
            f"{what} has {len(prompt):,} letters, over {LONGEST_PROMPT:,}; say in a sentence or "
            "two what is seen and what the camera does"
        )


def _filled(n: int, line: str, thing: str, action: str, notes: Sequence[str]) -> Filled:
    prompt = line.replace(OBJECT, thing).replace(ACTION, action)
    seen, done = parted(line.replace(OBJECT, " ").replace(ACTION, " "))
    return Filled(
        line=n,
        prompt=prompt,
        # What a person named is searched for as it stands, without the sentence around it.
        object=thing or seen,
        action=action or done,
        notes=tuple(notes),
    )
