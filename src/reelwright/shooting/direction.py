"""Reads a camera direction written in ordinary words."""

import re
from collections.abc import Sequence
from typing import Literal

from ..backends.video.interface import Toward
from ..domain.base import Frozen
from ..domain.take import MoveKind

Speed = Literal["gentle", "normal", "fast"]

_GOES = r"(?:mov(?:e|es|ing)|travel(?:s|l?ing)?|go(?:es|ing)?|fl(?:y|ies|ying)|shift(?:s|ing)?)"
_HOW = r"(?: \w+ly)?(?: (?:to(?:wards?)?|from) the| vertically| straight)?"
_HIGH = r"(?:up(?! close)|down|upwards?|downwards?|vertical(?:ly)?|top|bottom)"
_UPRIGHT = rf"(?={_HOW} {_HIGH}\b| vertically\b)"
_SIDE = r"(?:left|right|leftwards?|rightwards?|sideways|side)"

# Longest phrases first: "pull back to reveal" must not be read as "back". Side and height are only
# looked ahead at, for they are read once more as where the camera goes.
_MOVES: tuple[tuple[str, MoveKind], ...] = (
    (
        r"(?:without|no|never|not|n't) (?:the |any )?(?:camera )?(?:mov\w*|motion)|motionless"
        r"|(?:does|do|is|should|must)(?: not|n't) mov\w*",
        "still",
    ),
    (rf"vertical(?:ly)? pan(?:s|ning)?|pan(?:s|ning)?{_UPRIGHT}|{_GOES}{_UPRIGHT}", "tilt"),
    (rf"(?:drift|sweep|swing|slid|float|glid)\w*{_UPRIGHT}", "tilt"),
    (
        rf"{_GOES}(?={_HOW} {_SIDE}\b)|(?:dolly|doll(?:y|ies)ing|glid\w+)(?={_HOW} {_SIDE}\b)",
        "truck",
    ),
    (rf"(?:{_GOES}|dolly|dollies|dollying|truck\w*|glid\w+)(?: \w+ly)? backwards?", "pull out"),
    (rf"(?:{_GOES}|truck\w*)(?: \w+ly)? (?:forwards?|ahead|onwards?)", "dolly"),
    (
        r"rack(?:ing)?(?: the)? focus|focus (?:pull|shift)|(?:pull|shift) focus|into focus",
        "rack focus",
    ),
    (r"push(?:es|ing)?[- ]?in(?:to)?|push(?:es|ing)? (?:toward|closer|forward)", "push in"),
    (r"zoom(?:s|ing)?[- ]?out|pull(?:s|ing)?[- ]?(?:out|back|away)|widen(?:s|ing)?", "pull out"),
    (
        r"back(?:s|ing)? (?:away|off|out)|step(?:s|ping)? back|mov(?:e|es|ing) (?:back|away)",
        "pull out",
    ),
    (r"reveal(?:s|ing)?|open(?:s|ing)? (?:up|out)|open to", "pull out"),
    (r"zoom(?:s|ing)?(?:[- ]?in(?:to)?)?|mov(?:e|es|ing) (?:in|closer|nearer|toward)", "push in"),
    (
        r"clos(?:e|es|ing) in|lean(?:s|ing)? in|creep(?:s|ing)?(?: in)?|ease(?:s)? in|closer",
        "push in",
    ),
    (r"orbit(?:s|ing)?|arc(?:s|ing)?|circl(?:e|es|ing)", "orbit"),
    (
        r"truck(?:s|ing)?|track(?:s|ing)?|slid(?:e|es|ing)|sideways|follow(?:s|ing)?|alongside",
        "truck",
    ),
    (r"dolly(?:ing)?|dollies|glid(?:e|es|ing)|float(?:s|ing)? (?:in|through)", "dolly"),
    (r"tilt(?:s|ing)?|crane(?:s)?|pedestal|ris(?:e|es|ing)|climb(?:s|ing)?|boom(?:s)?", "tilt"),
    (r"lower(?:s|ing)?|descend(?:s|ing)?|look(?:s|ing)? (?:up|down)", "tilt"),
    (r"pan(?:s|ning)?|drift(?:s|ing)?|sweep(?:s|ing)?|float(?:s|ing)?|swing(?:s)?", "pan"),
    (r"roll(?:s|ing)?|dutch|rotat(?:e|es|ing)|spin(?:s|ning)?|twist(?:s)?", "roll"),
    (
        r"still|static|hold(?:s|ing)?|lock(?:ed)?[- ]?(?:off|down)?|tripod|no movement|fixed",
        "still",
    ),
    (r"steady|unmoving|rest(?:s|ing)?|linger(?:s|ing)?|pause(?:s)?", "still"),
)
# Prepositions only count where no verb of movement is there: light falls "through" windows too.
_WEAK: tuple[tuple[str, MoveKind], ...] = (
    (r"closer|nearer|in on|up close", "push in"),
    (
        r"(?:top|head) to (?:the )?(?:bottom|toes?)|(?:bottom|toes?) to (?:the )?(?:top|head)",
        "tilt",
    ),
    (r"(?:left|right)(?: side)? to (?:the )?(?:left|right)", "pan"),
    (r"backwards?", "pull out"),
    (r"forwards?", "dolly"),
    (r"around", "orbit"),
    (r"across", "pan"),
    (r"from (?:(?:the|an?|his|her|its|their) )?[a-z'-]+(?: [a-z'-]+){0,2}(?= to\b)", "pan"),
    (r"through", "dolly"),
    (r"up(?! close)|down", "tilt"),
)
_TOWARD: tuple[tuple[str, Toward], ...] = (
    (r"left(?: side)? to (?:the )?right", "right"),
    (r"right(?: side)? to (?:the )?left", "left"),
    (r"(?:top|head) to (?:the )?(?:bottom|toes?)", "down"),
    (r"(?:bottom|toes?) to (?:the )?(?:top|head)", "up"),
    (r"to the right|rightwards?|right", "right"),
    (r"to the left|leftwards?|left", "left"),
    (r"upward[s]?|up|ris(?:e|es|ing)|climb(?:s|ing)?", "up"),
    (r"downward[s]?|down|lower(?:s|ing)?|descend(?:s|ing)?|out|back|away", "down"),
)
_GENTLE = (
    r"slow(?:ly)?|gentl[ey]|soft(?:ly)?|subtle|subtly|calm(?:ly)?|barely|slight(?:ly)?|creep\w*"
)
_FAST = r"fast|quick(?:ly)?|brisk(?:ly)?|rapid(?:ly)?|swift(?:ly)?|energetic(?:ally)?|snappy|whip"
# What a move is for, or how it ends, is nothing to aim at: "to feel it", "and come to rest".
_SHOWING = r"reveal|show|see|find|discover|meet|watch|admire|notice|follow|include|frame"
_DOING = (
    r"be|feel|rest|breathe|settle|hold|wait|listen|think|finish|end|close|stop|halt|linger|"
    r"remember|say|tell|let|give|take|make|keep|leave|look|get|come|go|bring|build|create|suggest|"
    r"stress|underline|emphasi[sz]e|heighten|isolate|convey|express|reflect|match|land|pause|"
    r"understand|know|share|explore|introduce|invite|lift|open|turn|move|stay|sit|stand"
)
_HOW_MANY = r"all|both|either|each|half|one|two|three|many|some|such"
_OBJECT = r"it|them|him|us|me|you|this|that|what|how|where|who|everything|the|an?|her|his|their|its"
_ENDING = re.compile(
    r"\b(?:and )?(?:com(?:e|es|ing)|slow(?:s|ing)?|draw(?:s|ing)?|settl(?:e|es|ing)) to "
    r"(?:an? )?(?:rest|stop|halt|standstill|stillness|close|end)\b"
)
_SHOWN = re.compile(rf"\b(?:so as |in order )?to (?:{_SHOWING}) (?=(?:{_OBJECT})\b|\w+$)")
_PURPOSE = re.compile(
    rf"\b(?:so as |in order )?to (?:(?:{_DOING})\b|(?:{_SHOWING})$"
    rf"|(?!{_HOW_MANY})\w+ (?=(?:{_OBJECT})\b))"
    r".*?(?=\b(?:then|while|as|before|until|with|on|onto|toward|towards|past|around)\b|$)"
)
_NEXT = re.compile(
    r"\b(?:and then|then|and|followed by|before|after which|afterwards|next)\s+"
    r"(?:(?:it|the camera|camera|an?|\w+ly|gentle|slow|fast|quick)\s+)*"
)
_NOWHERE = re.compile(
    r"(?:the )?(?:left|right|up|down|top|bottom)\s*$|(?:at|in|by|near|from)\b|it$"
)
_FILLER = frozenset(
    re.findall(
        r"\w+",
        "a an the on in into to of at with for from and then as toward towards until while over "
        "camera shot very just take move moves moving frame scene picture view across out back "
        "away up down left right it its his her their we us is by close wide medium angle lens "
        "top bottom side vertical vertically horizontal horizontally straight stay stays camera's "
        "travel travels traveling travelling go goes going fly flies flying shift shifts shifting",
    )
)


class Direction(Frozen):
    """A camera direction, read.

    toward is the side a pan, tilt, truck or orbit goes to; for a dolly "down" means backwards.
    subject holds the words after "on", "to" or "of", if any.

    assumed is True when no move was named, so that a plain push in stands for it; unread are
    words that were neither move, speed, side nor subject, and a second move: a person may want to
    know.
    """

    words: str
    move: MoveKind
    toward: Toward = "none"
    speed: Speed = "normal"
    turn: Literal[-1, 1] = 1
    subject: str = ""
    assumed: bool = False
    unread: tuple[str, ...] = ()

    def told(self) -> str:
        """The reading in words, for logs and contact sheets."""
        pace = "" if self.speed == "normal" else f"{self.speed} "
        side = "" if self.toward == "none" or self.move in _SIDELESS else f" {self.toward}"
        on = f" on {self.subject}" if self.subject else ""
        note = " (no move was named)" if self.assumed else ""
        return f"{pace}{self.move}{side}{on}{note}"


_SIDELESS = frozenset({"push in", "pull out", "still", "rack focus", "roll", "dolly"})


def read_direction(words: str) -> Direction:
    """The camera move that ordinary words ask for: "slow push in on the hands".

    The first move named wins: "push in, then pan left" pushes in, and the rest is unread; to come
    to rest is no second move. When none is named the
    reading is a gentle push in and says so in `assumed`; nothing is refused, because a direction
    is a wish about pictures and must never stop a film.
    """
    text = " ".join(re.findall(r"[a-z'-]+", words.lower()))
    found = _first(text, _MOVES) or _first(text, _WEAK)
    move: MoveKind = found[1] if found else "push in"
    aimed = text[found[2] :] if found else text
    aimed = _PURPOSE.sub(" ", _SHOWN.sub("on ", _ENDING.sub(" ", aimed)))
    aimed, later = _parted(aimed) if found else (aimed, ())
    subject = _subject(aimed)
    rest = text[: found[2]] + " " + aimed if found else aimed
    rest = rest.replace(subject, " ") if subject else rest
    toward = _side(rest, move)
    gentle, fast = _has(rest, _GENTLE), _has(rest, _FAST)
    speed: Speed = "fast" if fast and not gentle else "gentle" if gentle or not found else "normal"
    backwards = _has(rest, r"counter-?\s?clockwise|anti-?\s?clockwise")
    if move == "orbit" and toward == "none" and _has(rest, "(?:counter|anti)?-?\\s?clockwise"):
        # Seen from above, who goes round a thing against the clock goes to the right.
        toward = "right" if backwards else "left"
    return Direction(
        words=words.strip(),
        move=move,
        toward=toward,
        speed=speed,
        turn=-1 if backwards or (toward == "left" and move in ("roll", "orbit")) else 1,
        subject=subject,
        assumed=found is None,
        unread=(*_unread(rest), *later),
    )


def _parted(text: str) -> tuple[str, tuple[str, ...]]:
    """What is said up to a second move, and that move's words; to hold at the end is none."""
    for hit in _NEXT.finditer(text):
        after = text[hit.end() :]
        second = _first(after, _MOVES)
        if second and not after[: second[0]].strip():
            kept = text[: hit.start()]
            return kept, () if second[1] == "still" else (after.strip(),)
    return text, ()


def _first(text: str, table: Sequence[tuple[str, MoveKind]]) -> tuple[int, MoveKind, int] | None:
    """Start, meaning and end of the earliest phrase; of those that start together, the first."""
    best: tuple[int, MoveKind, int] | None = None
    for pattern, meaning in table:
        hit = re.search(rf"\b(?:{pattern})\b", text)
        if hit and (best is None or hit.start() < best[0]):
            best = (hit.start(), meaning, hit.end())
    return best


def _side(text: str, move: MoveKind) -> Toward:
    usable = {"tilt": ("up", "down"), "dolly": ("down",)}.get(move, ("left", "right"))
    for pattern, meaning in _TOWARD:
        if meaning in usable and re.search(rf"\b(?:{pattern})\b", text):
            return meaning
    return "none"


def _subject(text: str) -> str:
    hit = re.search(r"\b(?:on|onto|to|toward|towards|past|around|of|over)\s+(.+)$", text)
    if not hit:
        return ""
    words = re.split(
        r"\b(?:then|and then|while|as|before|until|with|slowly|gently)\b", hit.group(1)
    )[0]
    words = re.sub(r"^(?:the|a|an|his|her|their|its)\s+", "", words.strip())
    # "Her at the window" is somebody in a place, and nothing that a picture can be aimed by.
    return "" if _NOWHERE.match(words) else words.strip()


def _has(text: str, pattern: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", text) is not None


def _unread(text: str) -> tuple[str, ...]:
    known = "|".join([p for p, _ in (*_MOVES, *_WEAK)] + [p for p, _ in _TOWARD] + [_GENTLE, _FAST])
    bare = re.sub(rf"\b(?:{known}|counter-?\s?clockwise|anti-?\s?clockwise|clockwise)\b", " ", text)
    return tuple(dict.fromkeys(w for w in bare.split() if w not in _FILLER and len(w) > 2))
