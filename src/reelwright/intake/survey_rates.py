"""Answers on how often and how long, read as amounts: "2-3 times a week", "Más de un mes".

An answer is read where every word of it is known in one language, from `rates.toml`; Japanese is
read by its forms. Answers stand in the order of their amounts only where all of them are read.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from .survey_tongues import fold

Kind = Literal["rate", "time", "none", "word", "end"]
YEAR_HOURS = 8760.0
LONGEST = 60
"""Letters at most of such an answer."""
MOST = 16
"""Answers of a scale at most."""
WORDS = {"never": 0.0, "hardly": 0.2, "rarely": 1.5, "sometimes": 6.0}
"""Times a year for words without a figure, as they stand among answers with one."""
ROOM = {"rarely": 2.0, "sometimes": 11.0}
"""What the least figure beside such a word must be for its place to be plain."""
ENDS = {"seldomer": 0.01, "oftener": 1e6}
LESS, DOWN, UP, MORE = 0.98, 0.99, 1.01, 1.02
"""Where an open end stands beside the amount that it names."""
ALMOST, MOSTLY = 0.9, 0.7


@dataclass(frozen=True)
class Amount:
    """What an answer says.

    kind "rate": times a year; "time": hours; "none": 0 of either; "word": a guess at times a year;
    "end": less or more often than everything else.
    """

    kind: Kind
    value: float


def in_order(levels: Sequence[str]) -> tuple[float, ...] | None:
    """The amounts of answers on how often or how long, None where not all are read and different.

    At least two answers name an amount, so that words alone ("often") are left to other scales.
    """
    for read in _readers(levels):
        found = [read(level) for level in levels]
        amounts = [a for a in found if a is not None]
        if len(amounts) == len(levels) and _plain(amounts):
            return tuple(a.value for a in amounts)
    return None


def rated_often(levels: Sequence[str]) -> bool:
    """Whether all answers say how often, and in which order."""
    return in_order(levels) is not None and _named(levels) >= 2


def tells_rates(levels: Sequence[str]) -> bool:
    """Whether two answers at least name how often, so that no other figure in them is a place."""
    return _named(levels) >= 2


def _named(levels: Sequence[str]) -> int:
    """How many answers name a rate, in the language in which most do."""
    return max(
        (sum((a := read(one)) is not None and a.kind == "rate" for one in levels)
         for read in _readers(levels)),
        default=0,
    )  # fmt: skip


def _plain(amounts: Sequence[Amount]) -> bool:
    """Whether the amounts are of one kind, all different, and words among them have a place."""
    kinds = {a.kind for a in amounts}
    if {"rate", "time"} <= kinds or len({a.value for a in amounts}) < len(amounts):
        return False
    if "time" in kinds:
        return not kinds & {"word", "end"} and sum(a.kind == "time" for a in amounts) > 1
    figures = sorted(a.value for a in amounts if a.kind == "rate")
    if not figures or (len(figures) < 2 and len(amounts) > len(figures) + 1 and figures[0] < 150):
        return False
    words = {a.value for a in amounts if a.kind == "word"}
    return all(figures[0] >= room for word, room in ROOM.items() if WORDS[word] in words)


def _readers(levels: Sequence[str]) -> tuple[Callable[[str], Amount | None], ...]:
    """What may read these answers: one for each language, none where they are no such scale."""
    if not 2 <= len(levels) <= MOST or any(len(level) > LONGEST for level in levels):
        return ()
    if any(re.search(r"[\u3041-\u30ff\u3400-\u9fff]", level) for level in levels):
        return (_read_east,)
    return tuple(_reader(tongue) for tongue in _lexicon())


@lru_cache(maxsize=16)
def _reader(tongue: str) -> Callable[[str], Amount | None]:
    lexicon = _lexicon()[tongue]

    @lru_cache(maxsize=2_000)
    def read(level: str) -> Amount | None:
        tokens = _tokens(level, lexicon)
        return _read(tokens) if tokens else None

    return read


@dataclass(frozen=True)
class _Token:
    kind: str
    value: float = 0.0


def _tokens(level: str, lexicon: dict[str, _Token]) -> list[_Token]:
    """An answer as known words, [] where one is not known."""
    text = unicodedata.normalize("NFKC", level)
    text = re.sub(r"(?<=\d)[.,](?=\d)", "point", text)
    signs = text.replace("+", " sign plus ").replace("<", " sign less ").replace(">", " sign more ")
    words = re.sub(r"(\d+) point (\d+)", r"\1.\2", fold(signs)).split()
    found: list[_Token] = []
    at = 0
    while at < len(words):
        if re.fullmatch(r"\d+(?:\.\d+)?", words[at]):
            found.append(_Token("number", float(words[at])))
            at += 1
            continue
        for size in range(min(5, len(words) - at), 0, -1):
            token = lexicon.get(" ".join(words[at : at + size]))
            if token:
                found.append(token)
                at += size
                break
        else:
            return []
    return found


def _read(tokens: list[_Token]) -> Amount | None:
    """What known words say together."""
    kinds = [t.kind for t in tokens]
    said = [t for t in tokens if t.kind != "fill"]
    if len(said) == 1 and said[0].kind in WORDS:
        kind = said[0].kind
        return Amount("none" if kind == "never" else "word", WORDS[kind])
    if len(said) == 1 and said[0].kind in ENDS:
        return Amount("end", ENDS[said[0].kind])
    if any(k in WORDS or k in ENDS for k in kinds):
        return None
    near = _nearness(kinds)
    if near is None:
        return None
    core = [t for t in said if t.kind in {"number", "times", "per", "every", "other", "period",
                                          "rate", "most"}]  # fmt: skip
    amount = _core(core)
    return amount and Amount(amount.kind, amount.value * near)


def _nearness(kinds: Sequence[str]) -> float | None:
    """By what an amount is multiplied for the words around it; None where they contradict."""
    signs = {"less": LESS, "down": DOWN, "up": UP, "more": MORE, "almost": ALMOST}
    found = {k for k in kinds if k in signs}
    if len(found) > 1:
        return None
    return signs[found.pop()] if found else 1.0


def _core(tokens: list[_Token]) -> Amount | None:
    kinds = [t.kind for t in tokens]
    periods = [t for t in tokens if t.kind == "period"]
    if "rate" in kinds:
        rates = [t.value for t in tokens if t.kind == "rate"]
        if periods and not {"every", "other"} & set(kinds):
            return None
        times = _mean([t.value for t in tokens if t.kind == "number"]) or 1.0
        every = [t.value for t in periods]
        return Amount("rate", sum([*rates, *every]) / len([*rates, *every]) * times)
    if not periods:
        return None
    rated = {"times", "every", "other", "most"} & set(kinds) or _counted_per(tokens)
    if not rated:
        return _time(tokens)
    if "every" in kinds or "other" in kinds:
        at = max(i for i, k in enumerate(kinds) if k in {"every", "other"})
        before = _mean([t.value for t in tokens[:at] if t.kind == "number"])
        behind = _mean([t.value for t in tokens[at:] if t.kind == "number"])
        period = next((t.value for t in tokens[at:] if t.kind == "period"), None)
        if period is None or any(t.kind == "period" for t in tokens[:at]):
            return None
        step = behind or (2.0 if kinds[at] == "other" else 1.0)
        return Amount("rate", (before or 1.0) * period / step)
    if "most" in kinds:
        return Amount("rate", MOSTLY * periods[0].value)
    times = _mean([t.value for t in tokens if t.kind == "number"])
    if times is None:
        return None
    longest = min(t.value for t in periods)
    return Amount("rate", times * longest) if len(periods) <= 2 else None


def _counted_per(tokens: list[_Token]) -> bool:
    """Whether a number stands before "a week": "3 a week", "2 days per month"."""
    for i, token in enumerate(tokens[1:-1], 1):
        if token.kind == "per" and tokens[i + 1].kind == "period":
            before = tokens[i - 1].kind
            if before == "number" or (before == "period" and i > 1):
                return True
    return False


def _time(tokens: list[_Token]) -> Amount | None:
    """A length of time: "5 minutes", "30 minutes to 1 hour", in hours."""
    parts: list[float] = []
    waiting: list[float] = []
    for token in tokens:
        if token.kind == "number":
            waiting.append(token.value)
        elif token.kind == "period":
            parts += [n * YEAR_HOURS / token.value for n in waiting or [1.0]]
            waiting = []
    if waiting or not parts or len(parts) > 2:
        return None
    mean = _mean(parts)
    return Amount("time", mean) if mean is not None else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


_EAST_PERIODS = {"年": 1.0, "月": 12.0, "週": 52.0, "日": 365.0}
_EAST_NUMBER = r"(?:\d+(?:\.\d+)?(?:[~〜～\-–]\d+)?|数|何|半|一|二|三|複数|[一二三]、[二三四])"
_EAST_SPAN = re.compile(
    rf"(?P<n>{_EAST_NUMBER})?(?P<p>年|[ヶかカヵ]?月|週|日)間?(?:に|で|につき|あたり|当たり)?"
    rf"(?P<t>{_EAST_NUMBER})(?:回|度|日|泊)"
)
_EAST_TIME = re.compile(
    rf"(?P<n>{_EAST_NUMBER})(?P<u>秒|分|時間|日|週間|ヶ月|か月|カ月|ヵ月|年)(?P<half>半)?"
)
_EAST_UNITS = {"秒": 1 / 3600, "分": 1 / 60, "時間": 1.0, "日": 24.0, "週間": 168.0, "年": 8760.0}
_EAST_EVERY = {
    "毎日": 365.0, "毎晩": 365.0, "毎朝": 365.0, "毎食": 1095.0, "毎週": 52.0, "毎月": 12.0,
    "毎年": 1.0, "隔週": 26.0, "隔日": 182.0, "隔月": 6.0, "一日おき": 182.0, "1日おき": 182.0,
    "平日": 260.0, "週末": 52.0, "季節ごと": 4.0, "毎時": 8760.0,
}  # fmt: skip
_EAST_ENDS = (
    (re.compile(r"未満|より少な|を下回|より短"), LESS), (re.compile(r"以下|まで|以内"), DOWN),
    (re.compile(r"以上|から$"), UP), (re.compile(r"超|より多|より長"), MORE),
    (re.compile(r"ほぼ|ほとんど(?!.*(?:ない|ません))|だいたい"), ALMOST),
)  # fmt: skip
_EAST_REST = re.compile(
    r"未満|以下|以内|以上|まで|から|超える|超|より(?:少|多|短|長)(?:ない|い)|ほぼ|ほとんど|だいたい|約|"
    r"程度|くらい|ぐらい|ほど|ごと|に|の|頻度|する|します|それ|[~〜～\-–、・\s]"
)
_EAST_WORDS = (
    (re.compile(r"^(?:まったく|全く|全然|一度も|一切).*(?:ない|ません|なし)$"), "never"),
    (re.compile(r"^(?:しない|なし)$"), "never"),
    (re.compile(r"^(?:ほとんど|ほぼ|滅多に|めったに).*(?:ない|ません)$"), "hardly"),
    (re.compile(r"^(?:まれに|ごくたまに)"), "rarely"),
    (re.compile(r"^(?:たまに|時々|ときどき|時折)"), "sometimes"),
)  # fmt: skip
_EAST_DENIES = re.compile(r"^[^\d年月週日]{1,12}(?:ない|ません)$")


def _read_east(level: str) -> Amount | None:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", level)).strip("。")
    for form, word in _EAST_WORDS:
        if form.search(text):
            return Amount("none" if word == "never" else "word", WORDS[word])
    if _EAST_DENIES.search(text):
        return Amount("none", 0.0)
    if re.fullmatch(r"(?:それ|これ)?(?:以下|未満|より少ない)|もっと少ない", text):
        return Amount("end", ENDS["seldomer"])
    near = next((sign for form, sign in _EAST_ENDS if form.search(text)), 1.0)
    for word, value in _EAST_EVERY.items():
        if word in text and not _EAST_REST.sub("", text.replace(word, "", 1)):
            return Amount("rate", value * near)
    found = _EAST_SPAN.search(text)
    if found and not _EAST_REST.sub("", text.replace(found[0], "", 1)):
        spans = _east(found["n"]) if found["n"] else 1.0
        return Amount("rate", _east(found["t"]) * _EAST_PERIODS[found["p"][-1]] / spans * near)
    times = list(_EAST_TIME.finditer(text))
    if not times or len(times) > 2 or _EAST_REST.sub("", _EAST_TIME.sub("", text)):
        return None
    hours = [
        (_east(t["n"]) + (0.5 if t["half"] else 0.0)) * _EAST_UNITS.get(t["u"], 730.0)
        for t in times
    ]
    return Amount("time", sum(hours) / len(hours) * near)


def _east(figure: str) -> float:
    words = {"数": 3.0, "何": 6.0, "複数": 3.5, "半": 0.5, "一": 1.0, "二": 2.0, "三": 3.0}
    if figure in words:
        return words[figure]
    parts = [words.get(p) or float(p) for p in re.split(r"[~〜～\-–、]", figure)]
    return sum(parts) / len(parts)


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, dict[str, _Token]]:
    """By language: each known phrase, as it is compared, with what it is."""
    raw = tomllib.loads(Path(__file__).with_name("rates.toml").read_text(encoding="utf-8"))
    return {tongue: _known(table) for tongue, table in raw.items()}


_SIGNS = {"+": "sign plus", "<": "sign less", ">": "sign more"}


def _known(table: dict[str, str]) -> dict[str, _Token]:
    known: dict[str, _Token] = {}
    # What stands first gives way: "a" may be "per" and say nothing.
    for kind in ("fill", "per", "times", "number", "period", *(k for k in table if k not in
                 {"fill", "per", "times", "number", "period"})):  # fmt: skip
        for entry in table[kind].split(","):
            phrase, _, value = entry.strip().partition(" = ")
            phrase = _SIGNS.get(phrase) or fold(phrase)
            if phrase:
                known[phrase] = _Token(kind, float(value) if value else 0.0)
    return known
