"""Reads a camera direction written in ordinary words."""

import re
from collections.abc import Sequence
from typing import Literal

from ..backends.video.interface import Toward
from ..domain.base import Frozen
from ..domain.take import MoveKind
from .camera_words import (
    AMOUNT,
    BEYOND,
    ENDING,
    FAST,
    FILLER,
    GENTLE,
    MOVES,
    NOWHERE,
    PURPOSE,
    SHOWN,
    TOWARD,
    WEAK,
)
from .plain import UNDONE, plainly
from .things import without_things

Speed = Literal["gentle", "normal", "fast"]

MOST = 4
"""Moves in a row that one shot makes: more would be restless."""


class Direction(Frozen):
    """A camera direction, read.

    toward is the side a pan, tilt, truck or orbit goes to; for a dolly "down" means backwards.
    subject holds the words after "on", "to" or "of", if any; origin those after "from", where they
    name a thing and no side.

    then are the moves that follow in the same shot; joined says that one is made at the same time
    as the move before it.

    assumed is True when no move was named, so that a plain push in stands for it; unread are
    words that were neither move, speed, side nor subject: a person may want to know.
    """

    words: str
    move: MoveKind
    toward: Toward = "none"
    speed: Speed = "normal"
    turn: Literal[-1, 1] = 1
    subject: str = ""
    origin: str = ""
    assumed: bool = False
    unread: tuple[str, ...] = ()
    then: tuple["Direction", ...] = ()
    joined: bool = False

    @property
    def legs(self) -> tuple["Direction", ...]:
        """Its moves in their order, itself first."""
        return (self, *self.then)

    def told(self) -> str:
        """The reading in words, for logs and contact sheets."""
        pace = "" if self.speed == "normal" else f"{self.speed} "
        side = "" if self.toward == "none" or self.move in _SIDELESS else f" {self.toward}"
        came = f" from {self.origin}" if self.origin else ""
        on = f" {'to' if self.origin else 'on'} {self.subject}" if self.subject else ""
        side = " counterclockwise" if self.move == "roll" and self.turn < 0 else side
        note = " (no move was named)" if self.assumed else ""
        own = f"{pace}{self.move}{side}{came}{on}{note}"
        return own + "".join(f" {_LINK[leg.joined]} {leg.told()}" for leg in self.then)


_GOING_BY = frozenset({"pan", "tilt", "truck", "orbit"})
_OBJECT = re.compile(
    r" (?:the|an?|his|her|its|their|some) (?!(?:far )?(?:left|right|top|bottom)\b)"
)
_LINK = {False: "then", True: "with"}
_SIDELESS = frozenset({"push in", "pull out", "still", "rack focus", "roll", "dolly"})
_OPPOSITE: dict[str, Toward] = {"left": "right", "right": "left", "up": "down", "down": "up"}
_ARROWS = re.compile(r"\s*(?:→|⇒|[-=]+>|\+|&|…)\s*")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;.:](?=\s|$)")
_CAME = r"(?:from|(?:start|begin)(?:s|ning|ing)? (?:at|on|from|with|off)|between)"
_WENT = (
    r"(?:(?:all the way|over|across|up|down|back|out|along|around|,) )*"
    r"(?:to(?:wards?)?|onto|until|into|reaching|(?:and )?(?:end|finish|stop)(?:s|ing)? "
    r"(?:at|on|with|in|by|up (?:at|on)))"
)
_FROM_TO = re.compile(rf"\b{_CAME} (?P<a>.+?) {_WENT} (?P<b>.+)$")
_BETWEEN = re.compile(r"\bbetween (?P<a>.+?) and (?P<b>.+)$")
_BARE_TO = re.compile(
    r"^(?:(?:up|down|left|right|across|\w+ly) )*(?P<a>(?:(?:the|an?) )?[\w'-]+(?: [\w'-]+)?) to "
    r"(?P<b>.+)$"
)
_FROM = re.compile(r"\bfrom (?P<a>(?:the |an? |his |her |its |their )?(?P<noun>[\w'-]+).*)$")
_NO_PLACE = frozenset(
    "above below behind afar far within close near inside outside overhead here there one front "
    "it side both all time distance left right top bottom up down".split()
)
_SIDES = re.compile(
    r"(?:the )?(?:far )?(?:left|right|top|bottom|head|toes?|side to side)(?: side)?"
)
_NEXT = re.compile(
    r"(?:, )?\b(?P<how>and then|then|followed by|before|after which|after that|afterwards|next|"
    r"finally|lastly|secondly|second|thirdly|third|(?:and )?(?:end|finish|conclud)(?:e?s|ing)? "
    r"(?:with|in|by)|(?:that |which )?(?:becom\w+|(?:turn|chang|transition|blend|morph|lead|"
    r"eas|flow)\w* into)|plus|and|as|while|whilst|into|after)\b|(?P<mark>[,;.:])"
)
_FILL = re.compile(
    r"\s*(?:(?:,|it|we|you|and|then|also|again|finally|next|second|third|simultaneously|to|"
    r"at the same time|the (?:camera|shot|view|lens)|camera|an?|with|by|very|gentle|slow|fast|"
    r"quick|smooth|soft|slight|subtle|steady|(?:start|begin)(?:s|ning|ing)?(?: (?:to|with|by))?|"
    r"(?!vertically|slowly \w+ly)\w+ly)\s+)*"
)
_STRONG = re.compile(
    r"(?:and )?then|followed by|before|after|next|finally|lastly|second|third|end|finish|conclud"
)
_AT_ONCE = re.compile(r"as|while|whilst")
_DIRECTED = (
    r"(?: \w+ly)?(?: (?:to(?:wards?)?|from) the| straight| back)? (?:left|right|up|down|\w+wards?|"
    r"in|out|closer|(?:anti-?|counter-?)?clockwise)\b"
)
# What is a move again after a comma or "and": "and follow the boat" says what a move is for.
_AGAIN = re.compile(
    r"(?:zoom\w*|push\w*[- ]?in|pull\w*[- ]?(?:out|back|away)|pan(?:s|ning)?\b|tilt(?:s|ing)?\b|"
    r"vertical pan|dolly\w*|dollies|orbit\w*|rack\w*|hold(?:s|ing)?\b(?! (?:a|an|his|her)\b)|"
    r"linger\w*|pause\w*|stay(?:s|ing)? (?:still|there|on)|pedestal\w*|widen\w*|descend\w*|"
    r"rotat\w*|circl(?:e|es|ing) (?:it|around|round|the)|"
    r"look(?:s|ing)? (?:up|down)|stop(?:s|ping)?$|(?:pull|push)\w* (?:forward|closer)|"
    rf"(?:truck|track|crane|boom|roll|mov|slid|drift|glid|ris|lower|fl|travel|go|shift|swing|"
    rf"sweep|float|climb|spin)\w*{_DIRECTED})"
)
_FROM_SIDE = re.compile(
    r"(?:from )?(?:the )?(?:left|right|top|bottom)(?: side)? to (?:the )?"
    r"(?:left|right|top|bottom)\b"
)
_SAME_AGAIN = re.compile(
    r"(?:(?:comes?|goes?|going|coming|return\w*) )?(?:right |all the way )?"
    r"(?P<back>back(?: again| to (?:the )?(?:start|beginning|where .*))?|returns?)\s*(?=$|,)"
    r"|(?:(?:to )?the |back )?(?P<side>left|right|up|down|in|out)(?:wards?)?(?: again)?"
    r"\s*(?=$|,|(?:and|then|over|across|along|past|of|through|slowly|gently)\b)"
)


def read_direction(words: str) -> Direction:
    """The camera moves that ordinary words ask for: "slow push in on the hands, then pan left".

    Moves in a row are read in their order ("before", "then", "and", a comma; "after" turns them
    round), at most MOST of them; those beyond are unread. To come to rest is no move of its own.
    When none is named the reading is a gentle push in and says so in `assumed`; nothing is
    refused, because a direction is a wish about pictures and must never stop a film.
    """
    said, beyond = _beyond(plainly(words))
    text = _done(_plain(said))
    parts = _parts(text)
    legs: list[Direction] = []
    for part, joined in parts[:MOST]:
        again = _again(part, legs[-1]) if legs else None
        legs.append((again or _one(part)).model_copy(update={"joined": joined}))
    over = (*beyond, *(part.strip(" ,") for part, _ in parts[MOST:]))
    unread = tuple(dict.fromkeys(w for leg in legs for w in leg.unread)) + over
    first, *later = legs
    return first.model_copy(
        update={
            "words": words.strip(),
            "unread": unread,
            "then": tuple(leg.model_copy(update={"unread": ()}) for leg in later),
        }
    )


_BEYOND = re.compile(rf"(?<!no )(?<!without )(?<!any )\b(?:{BEYOND})\b", re.IGNORECASE)


def _beyond(words: str) -> tuple[str, tuple[str, ...]]:
    """The words without what no picture can be filmed by, and that: "90 degrees", "shaky cam"."""
    found: list[str] = []
    for pattern in (_BEYOND, AMOUNT):
        found += [re.sub(r" ?°", " degrees", hit[0]) for hit in pattern.finditer(words)]
        words = pattern.sub(" ", words)
    return words, tuple(dict.fromkeys(f.lower() for f in found))


def _plain(words: str) -> str:
    """Words in lower case and marks between clauses, one space apart."""
    lower = _ARROWS.sub(" then ", words.lower().replace("’", "'"))
    return " ".join(_LETTERS.findall(lower))


def _done(text: str) -> str:
    """The text without what the camera is told not to do; to hold still where nothing is left."""
    left = re.sub(r"(?:[,;.:] ?)+(?=[,;.:]|$)|^[\s,;.:]+", "", UNDONE.sub(" ", text)).strip()
    if left == text.strip():
        return text
    bare = [w for w in re.findall(r"\w+", left) if w not in FILLER]
    return " ".join(left.split()) if bare else "hold still"


def _parts(text: str) -> list[tuple[str, bool]]:
    """What is said of each move, in the order they are made in, and whether it joins the last."""
    parts: list[tuple[str, bool]] = []
    begin, joined, swap = 0, False, False
    last: tuple[int, MoveKind, int] | None = None
    clear = without_things(text)
    for hit in _NEXT.finditer(clear):
        if hit.start() < begin:
            continue
        how = hit["how"] or ","
        fill = _FILL.match(clear, hit.end())
        start = fill.end() if fill else hit.end()
        # A pace between the moves belongs to the second: "then slowly pan".
        lead, after, so_far = text[hit.end() : start], clear[start:], clear[begin : hit.start()]
        before = _first(so_far, MOVES) or (_first(so_far, WEAK) if _STRONG.match(how) else None)
        if before is None and parts and _again_only(so_far):
            before = last
        last = before or last
        if before is None or not _follows(how, after, before[1]):
            continue
        if not _differs(so_far, after):
            continue
        parts.append((text[begin : hit.start()], joined))
        joined = bool(_AT_ONCE.match(how)) or "simultan" in lead or "same time" in lead
        swap = swap or how == "after"
        # The pace is read with the move that it stands before.
        begin = hit.end()
    parts.append((text[begin:], joined))
    return parts[::-1] if swap and len(parts) == 2 else parts


def _follows(how: str, after: str, move: MoveKind) -> bool:
    """Whether what comes after a link is one more move of the camera."""
    second = _first(after, MOVES)
    here = second is not None and second[0] == 0
    if how == "after":
        return bool(_AGAIN.match(after))
    if _STRONG.match(how) and (here or _FROM_SIDE.match(after)):
        return True
    again = _SAME_AGAIN.match(after)
    # Behind a comma a bare side is one more, "back" is not.
    if again and (how != "," or again["side"]) and not _AT_ONCE.match(how):
        return move in ("pan", "tilt", "truck", "push in", "pull out", "dolly")
    if _AT_ONCE.match(how) and second is not None and second[1] == "still":
        return False
    return bool(_AGAIN.match(after))


def _again_only(text: str) -> bool:
    fill = _FILL.match(text)
    return _SAME_AGAIN.match(text, fill.end() if fill else 0) is not None


def _differs(one: str, other: str) -> bool:
    """Whether a move is another than the one before, and no second word for it."""
    if _SAME_AGAIN.match(other):
        return True
    a, b = _first(one, MOVES), _first(other, MOVES)
    if a is None or b is None or a[1] != b[1]:
        return True
    side = _side(other, b[1])
    aim = re.search(r"\b(?:on|onto|to|towards?|from)\s+(?!the (?:left|right)\b)\w", other[b[2] :])
    return (side != "none" and side != _side(one, a[1])) or aim is not None


def _again(text: str, before: Direction) -> Direction | None:
    """A leg that only says where the move goes now: "and back", "then right"; None: it is named."""
    clear = without_things(text)
    fill = _FILL.match(clear)
    found = _SAME_AGAIN.match(clear, fill.end() if fill else 0)
    if found is None:
        return None
    move, toward = before.move, before.toward
    if found["back"] or found["side"] in ("in", "out"):
        inward = {"push in": "pull out", "pull out": "push in"}
        if found["side"]:
            move = "push in" if found["side"] == "in" else "pull out"
        elif move in inward:
            move = "push in" if move == "pull out" else "pull out"
        toward = _OPPOSITE.get(toward, "left" if move in ("pan", "truck") else toward)
    else:
        toward = _OPPOSITE[_OPPOSITE[found["side"]]]
        upright = toward in ("up", "down")
        move = "tilt" if upright else "pan" if move == "tilt" else move
    gentle, fast = _has(text, GENTLE), _has(text, FAST)
    speed: Speed = "fast" if fast else "gentle" if gentle else before.speed
    return Direction(words=text.strip(), move=move, toward=toward, speed=speed)


def _one(text: str) -> Direction:
    """One move: what is said of it and of nothing else."""
    clear = without_things(text)
    found = _first(clear, MOVES) or _first(clear, WEAK)
    move: MoveKind = "push in"
    aimed = text[found[2] :] if found else text
    if found and found[1] in _GOING_BY and _OBJECT.match(aimed):
        aimed = f" on{aimed}"
    aimed = PURPOSE.sub(" ", SHOWN.sub(", on ", ENDING.sub(" ", aimed)))
    origin, subject, aimed = _ends(SHOWN.sub("to ", text), aimed, found is not None)
    found = found or ((0, "pan", 0) if origin and subject else None)
    move = found[1] if found else move
    subject = subject or _subject(aimed)
    rest = text[: found[2]] + " " + aimed if found else aimed
    for said in (origin, subject):
        rest = rest.replace(said, " ") if said else rest
    # What else is shown on the way is no riddle: "and follow the boat".
    rest = " ".join(re.sub(r", on [^,]*", " ", rest).split())
    toward = _side(rest, move)
    gentle, fast = _has(rest, GENTLE), _has(rest, FAST)
    speed: Speed = "fast" if fast and not gentle else "gentle" if gentle or not found else "normal"
    backwards = _has(rest, r"counter-?\s?clockwise|anti-?\s?clockwise")
    if move == "orbit" and toward == "none" and _has(rest, "(?:counter|anti)?-?\\s?clockwise"):
        # Seen from above, who goes round a thing against the clock goes to the right.
        toward = "right" if backwards else "left"
    return Direction(
        words=text.strip(),
        move=move,
        toward=toward,
        speed=speed,
        turn=_turn(move, toward, backwards),
        subject=subject,
        origin=origin,
        assumed=found is None,
        unread=_unread(rest),
    )


def _turn(move: MoveKind, toward: Toward, backwards: bool) -> Literal[-1, 1]:
    """Which way round it turns; round a thing that is its side: clockwise goes to the left."""
    if move == "orbit" and toward != "none":
        return -1 if toward == "left" else 1
    return -1 if backwards or (toward == "left" and move == "roll") else 1


def _ends(text: str, aimed: str, moved: bool) -> tuple[str, str, str]:
    """The things that a move begins at and goes to, "" where none is named; what is left to read.

    From side to side is no pair of things: that is which way it goes.
    """
    for pattern, where in (
        (_BETWEEN, text),
        (_FROM_TO, text),
        (_BARE_TO, aimed.strip(" ,")),
        (_FROM, aimed),
    ):
        hit = pattern.search(where)
        # "From below", "a letter to her son": without a move only a pair told as one is meant.
        if hit is None or (not moved and pattern in (_BARE_TO, _FROM)):
            continue
        a, b = hit["a"], hit.groupdict().get("b") or ""
        if _SIDES.fullmatch(a.strip(" ,")) and (not b or _SIDES.match(b)):
            continue
        if pattern is _BARE_TO and _SIDES.match(b):
            continue
        if pattern is _BARE_TO and any(w in FILLER or w in _NO_PLACE for w in a.split()[-1:]):
            continue
        if pattern is _BARE_TO and re.match(r"(?:all|close|next|due|on|of|over|past)\b", a):
            continue
        if pattern is _FROM and hit["noun"] in _NO_PLACE:
            continue
        came, went = _thing(a), _thing(b)
        if not came:
            continue
        return came, went, aimed.replace(hit[0], " ") if hit[0] in aimed else " "
    return "", "", aimed


def _thing(words: str) -> str:
    """A thing as it is named, without its article and what follows it."""
    cut = re.split(
        r"(?:\s|^)(?:then|and then|while|as|before|until|slowly|gently|,)(?:\s|$)", words
    )
    bare = re.sub(r"^(?:the|an?|his|her|their|its)\s+", "", cut[0].strip(" ,"))
    return re.sub(r"\s+(?:slowly|gently|smoothly|quickly)$", "", bare).strip()


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
    for pattern, meaning in TOWARD:
        if meaning in usable and re.search(rf"\b(?:{pattern})\b", text):
            return meaning
    return "none"


def _subject(text: str) -> str:
    hit = re.search(
        r"\b(?:on|onto|to|toward|towards|past|around|of|over|across|along|through)\s+(.+)$", text
    )
    if not hit:
        return ""
    words = re.split(
        r"\b(?:then|and then|while|as|before|until|with|slowly|gently|(?:counter-?|anti-?)?"
        r"clockwise)\b|[,;.:]",
        hit.group(1),
    )[0]
    words = re.sub(r"^(?:the|a|an|his|her|their|its)\s+", "", words.strip())
    # "Her at the window" is somebody in a place, and nothing that a picture can be aimed by.
    return "" if NOWHERE.match(words) else words.strip()


def _has(text: str, pattern: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", text) is not None


def _unread(text: str) -> tuple[str, ...]:
    known = "|".join([p for p, _ in (*MOVES, *WEAK)] + [p for p, _ in TOWARD] + [GENTLE, FAST])
    bare = re.sub(rf"\b(?:{known}|counter-?\s?clockwise|anti-?\s?clockwise|clockwise)\b", " ", text)
    return tuple(dict.fromkeys(w for w in bare.split() if w not in FILLER and len(w) > 2))
