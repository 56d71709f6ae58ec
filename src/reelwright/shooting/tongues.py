"""Says in English what is asked of a camera in another language; things keep their names.

"ein Hafen, die Kamera schwenkt nach links" is "ein Hafen, pan left". The words stand in
tongues.toml.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("tongues.toml")
_SPOKEN = {
    "pan": "pan",
    "tilt": "tilt",
    "up": "tilt up",
    "down": "tilt down",
    "in": "zoom in",
    "out": "zoom out",
    "orbit": "orbit",
    "track": "track",
    "move": "move",
    "still": "hold still",
    "focus": "rack focus",
    "roll": "rotate",
    "shaky": "shaky camera",
    "boomerang": "boomerang",
    "crash": "crash zoom",
    "whip": "whip pan",
    "vertigo": "dolly zoom",
}
_DEGREES = re.compile(
    r"(?:(?:um|de|di|av|om|o|met|por|em|med)\s)?(?P<n>\d{1,3})[\s-]?"
    r"(?:°|(?:grad(?:er)?|degrés?|grados?|gradi|graus?|graden|stopni\w*)(?!\w)|度)(?:\s?(?:de|di)(?=\s))?",
    re.IGNORECASE,
)
"""How far a camera is to turn."""
_SIDED = frozenset(("pan", "tilt", "track", "move", "whip"))
_OPPOSITE = {"left": "right", "right": "left", "up": "down", "down": "up"}
_JAPANESE = re.compile(r"[\u3040-\u30ff]")


@dataclass(frozen=True)
class _Found:
    """A move in a piece of a sentence: its key, where it stands, where what leads to it begins."""

    key: str
    begin: int
    start: int
    end: int


class _Tongue:
    """The patterns of a language, ready to be used."""

    def __init__(self, table: dict[str, Any]) -> None:
        def word(pattern: str) -> str:
            return rf"(?<!\w)(?:{pattern})(?:(?!\w)|(?<='))"

        def ready(pattern: str) -> re.Pattern[str]:
            return re.compile(word(pattern), re.IGNORECASE)

        self.moves = {key: ready(p) for key, p in table["moves"].items()}
        self.led = {key: ready(p) for key, p in table["led"].items()}
        self.sides = {key: ready(p) for key, p in table["sides"].items()}
        self.camera, self.no = ready(table["camera"]), ready(table["no"])
        self.slow, self.fast = ready(table["slow"]), ready(table["fast"])
        self.clock, self.against = ready(table["clock"]), ready(table["against"])
        self.axis = re.compile(rf"\s*{word(table['axis'])}", re.IGNORECASE)
        self.link_with = ready(table["with"])
        links: dict[str, str] = table["links"]
        article = rf"(?:{word(table['article'])}\s*)*"
        a, b, bare = word(links["from"]), word(links["to"]), table["bare"]
        self.pair = re.compile(
            rf"{a}\s*{article}(?P<a>.+?)\s+{b}\s*{article}(?P<b>.+)$", re.IGNORECASE
        )
        self.ends = {
            other: re.compile(
                rf"{a}\s*{article}{word(bare[one])}\W+(?:\w+\W+){{0,2}}?{word(bare[other])}",
                re.IGNORECASE,
            )
            for one, other in _OPPOSITE.items()
        }
        self.links = tuple(
            (name, re.compile(rf"{word(links[name])}\s*{article}", re.IGNORECASE))
            for name in ("around", "across", "on", "from", "to")
        )
        self.place = re.compile(rf"{word(links['place'])}\s*{article}", re.IGNORECASE)
        self.tail = re.compile(rf"\s*{word(table.get('tail', '(?!)'))}$", re.IGNORECASE)
        self.article = re.compile(article, re.IGNORECASE)
        self.split = re.compile(
            rf"(\s*[,;.:!?()\[\]]+(?:\s+|$)|\s[-–—]\s|\s{word(table['then'])}\s)", re.IGNORECASE
        )
        self.order = re.compile(rf"(?:{word(table['order'])},?\s+)+(?=\S)", re.IGNORECASE)
        sides = "|".join(table["sides"].values())
        lead = "|".join(
            word(table[key])
            for key in ("camera", "with", "slow", "fast", "skip", "no", "clock", "against", "axis")
        )
        lead += f"|{_DEGREES.pattern.replace('?P<n>', '?:')}"
        self.lead = re.compile(rf"(?:(?:{lead}|{word(sides)})\s*)*$", re.IGNORECASE)
        self.only = re.compile(rf"(?:(?:{lead}|{word(sides)})\s*)+", re.IGNORECASE)

        paced, both = f"(?:{word(table['slow'])}|{word(table['fast'])})", word(table["and"])
        moved = "|".join((*table["moves"].values(), *table["led"].values()))
        gap = rf"(?:\s*,)?\s+(?:{both}\s+)?"
        long, named = word(table["long"]), rf"(?:{word(table['axis'])}\s+)?{word(moved)}"
        self.long = (
            re.compile(rf"{long}{gap}(?=(?:{paced}{gap})*{named})", re.IGNORECASE),
            re.compile(rf"(?<=\w){gap}{long}(?:(?:\s*,)?\s+{both}(?=\s+{paced}))?", re.IGNORECASE),
            re.compile(rf"{named}(?:\s+{paced})*$", re.IGNORECASE),
        )

    def shorter(self, text: str) -> str:
        """A text without how long its moves are: "a long, slow pan" is a slow one."""
        before, behind, move = self.long
        text = before.sub("", text)

        def kept(hit: re.Match[str]) -> str:
            return "" if move.search(text, max(0, hit.start() - 60), hit.start()) else hit[0]

        return behind.sub(kept, text)

    def side(self, text: str) -> str:
        """Which way: told by two ends, or by one word; "" where none is."""
        for pairs in (self.ends, self.sides):
            found = next((key for key, p in pairs.items() if p.search(text)), "")
            if found:
                return found
        return ""

    def ordered(self, piece: str) -> str:
        """A piece without the words that say when it is to be: "dann Zoom" is "Zoom"."""
        hit = self.order.match(piece)
        return piece[hit.end() :] if hit else piece

    def found(self, piece: str, *, ordered: bool = False) -> _Found | None:
        """The move that a piece asks for; None: it is of the scene.

        ordered: it was said when it is to be, so that the bare word of a move is one.
        """
        best: _Found | None = None
        for led, table in ((False, self.moves), (True, self.led)):
            for key, pattern in table.items():
                hit = pattern.search(piece)
                if hit is None:
                    continue
                opening = self.lead.search(piece, 0, hit.start())
                begin = opening.start() if opening else hit.start()
                here = _Found(key, begin, hit.start(), hit.end())
                if key == "roll" and not self.turned(piece):
                    continue
                sole = ordered and not piece[:begin].strip() and self._sole(piece[here.end :], key)
                if not sole and not self._meant(piece, here, led):
                    continue
                if best is None or (here.start, -here.end) < (best.start, -best.end):
                    best = here
            if best is not None:
                break
        return best or self._bare(piece)

    def _sole(self, after: str, key: str) -> bool:
        """Whether nothing but a way to go follows the word of a move."""
        if key in ("roll", "still", "move", "shaky"):
            return False
        left = self.tail.sub("", f" {after.strip()}").strip()
        return not left or self.only.fullmatch(left) is not None

    def turned(self, piece: str) -> bool:
        """Whether it is said which way round something turns, or how far."""
        return any(p.search(piece) for p in (self.clock, self.against, _DEGREES))

    def paced(self, piece: str) -> str:
        """The pace that a piece names and nothing else, in English; "" where it says more."""
        for pattern, said in ((self.slow, "slowly"), (self.fast, "quickly")):
            if pattern.fullmatch(piece.strip()):
                return said
        return ""

    def _bare(self, piece: str) -> _Found | None:
        """Nothing but a way to go: from left to right, the camera to the left."""
        left = piece
        for pattern in self.ends.values():
            left = pattern.sub(" ", left)
        camera = self.camera.match(piece.strip())
        if left == piece and not (camera and self.side(piece)):
            return None
        if left.strip() and not self.only.fullmatch(left.strip()):
            return None
        return _Found("move" if camera else "pan", 0, 0, len(piece))

    def _meant(self, piece: str, found: _Found, led: bool) -> bool:
        """Whether a word that names a move asks the camera for one."""
        before, after = piece[found.begin : found.start], self.behind(piece, found)
        head = piece[: found.begin].strip()
        pair = self.pair.fullmatch(head) is not None
        head = "" if pair else head
        aside = self.side(f"{before} {after}") != ""
        own = piece[found.start : found.end].strip()
        english = _ENGLISH.fullmatch(own) is not None
        said = self.camera.search(before) or self.camera.search(own)
        camera = said is not None and not (english and said[0].lower() == "camera")
        if not led:
            opened = self.link_with.search(before) or self.no.match(own)
            return not head or camera or aside or opened is not None
        if camera or (self.camera.match(after.strip()) and not head and not english):
            return True
        no = self.no.search(before)
        denied = no is not None and not (english and no[0].lower() == "no")
        paced = any(p.search(before + after) for p in (self.slow, self.fast))
        paced = paced or self.turned(before + after)
        links = [hit for _, p in self.links if (hit := p.match(after.strip()))]
        linked = any(hit[0].lower().strip() not in _ENGLISH_LINKS or not english for hit in links)
        shot = own.lower() in ("travelling", "zoom") and self.place.match(after.strip())
        return not head and bool(pair or aside or paced or linked or denied or shot)

    def behind(self, piece: str, found: _Found) -> str:
        """What follows a move, without the word that says whether it is upright or sideways."""
        after = piece[found.end :]
        hit = self.axis.match(after)
        return after[hit.end() :] if hit else after

    def known(self, piece: str, found: _Found) -> int:
        """How many letters of what is said of the camera are words of this language."""
        words = (*self.sides.values(), self.camera, self.slow, self.fast)
        more = (len(hit[0]) for p in words for hit in p.finditer(piece, found.end))
        return found.end - found.begin + sum(more)

    def said(self, piece: str, found: _Found) -> str:
        """A piece in English from where the camera is spoken of."""
        before, after = piece[found.begin : found.start], self.behind(piece, found)
        head = piece[: found.begin].strip()
        if led := self.pair.fullmatch(head):
            after, head = f"{led[0]} {after}", ""
        far = _DEGREES.search(f"{before} {after}")
        after = _DEGREES.sub(" ", after)
        around = f"{piece[found.begin : found.start]} {piece[found.start : found.end]} {after}"
        side = self.side(around)
        pace = "slowly " if self.slow.search(around) else ""
        pace = "quickly " if self.fast.search(around) else pace
        rest = after
        for pattern in (*self.ends.values(), self.against, self.clock, *self.sides.values()):
            rest = pattern.sub(" ", rest)
        for pattern in (self.slow, self.fast, self.camera, _SELF):
            rest = pattern.sub(" ", rest)
        rest = self.tail.sub("", " ".join(rest.split()))
        if found.key != "still" and self.no.search(before):
            return _after(head, f"no {_SPOKEN[found.key]}")
        key = found.key
        if key in ("roll", "move", "track") and rest and self._link(rest)[0] == "around":
            key = "orbit"
        spoken = _SPOKEN[key]
        goes = self._goes(key, rest) if key != "roll" else ""
        if key == "move" and not side:
            spoken = "pan" if goes.startswith("from") else "tracking shot"
        elif key == "track" and not side:
            spoken = "tracking shot"
        elif key in _SIDED and side:
            upright = found.key in ("track", "move") and side in ("up", "down")
            spoken = f"{'crane' if upright else spoken} {side}"
        if key in ("orbit", "roll"):
            way = "counterclockwise" if self.against.search(around) else ""
            way = way or ("clockwise" if self.clock.search(around) else side)
            spoken = f"{spoken} {way}".strip()
        degrees = f" {far['n']} degrees" if far else ""
        return _after(head, f"{pace}{spoken} {goes}".strip() + degrees)

    def _goes(self, key: str, rest: str) -> str:
        """What a move begins at and goes to, with its links in English."""
        if pair := self.pair.match(rest):
            return f"from {pair['a']} to {pair['b']}"
        link, thing = self._link(rest)
        if not thing:
            return ""
        if key == "orbit":
            link = "around"
        elif key == "still":
            link = "on"
        elif key in ("in", "out"):
            link = "from" if key == "out" and link in ("from", "") else "on"
        elif link in ("", "from", "around"):
            link = "across"
        return f"{link} {thing}"

    def _link(self, rest: str) -> tuple[str, str]:
        # "Zoom avant devant une église" goes to the church.
        rest = self.place.sub("", rest, count=1) if self.place.match(rest) else rest
        for name, pattern in self.links:
            if hit := pattern.match(rest):
                return name, rest[hit.end() :].strip()
        return "", self.article.sub("", rest, count=1)


_SELF = re.compile(r"\b(?:sich|se|si|zich|sig|się)\b", re.IGNORECASE)
# Words that are English, too, say nothing of the language that they stand in.
_ENGLISH = re.compile(r"(?:pan|zoom|tilt|push|travel|travelling)(?: in| out)?", re.IGNORECASE)
_ENGLISH_MOVE = re.compile(
    r"(?:pan|zoom|tilt|push|pull|dolly|track|truck|orbit|crane)\b", re.IGNORECASE
)
_ENGLISH_LINKS = frozenset("over in to on from a as by".split())


def in_english(text: str) -> str:
    """The text with what it asks of the camera in English; as it was where it asks nothing."""
    if _JAPANESE.search(text):
        return _japanese(text)
    best, most = text, 0
    for tongue in _tongues()[0]:
        made, count = _spoken(text, tongue)
        if count > most:
            best, most = made, count
    return best


def _spoken(text: str, tongue: _Tongue) -> tuple[str, int]:
    """The text by one language, and how much of it that language explains, in letters."""
    pieces = tongue.split.split(tongue.shorter(text))
    made, count, moving = pieces[0], 0, False
    first = tongue.found(pieces[0])
    if first is not None:
        made, count, moving = tongue.said(pieces[0], first), tongue.known(pieces[0], first), True
    rest = list(zip(pieces[1::2], pieces[2::2], strict=True))
    while rest:
        link, piece = rest.pop(0)
        word = re.search(r"\w", link) is not None
        bare = tongue.ordered(piece)
        ordered = bare != piece
        parted = bool(rest) and re.search(r"\w", rest[0][0]) is not None
        found = tongue.found(bare, ordered=ordered or (word and moving and not parted))
        if found is not None or (ordered and _ENGLISH_MOVE.match(bare)):
            piece, word = bare, word or ordered
        split = parted and tongue.found(rest[0][1]) is None
        if found is None and split and (whole := tongue.found(f"{piece} {rest[0][1]}")):
            # "Zoomt dann heran" is one move, and its "then" stands within it.
            found, piece = whole, f"{piece} {rest.pop(0)[1]}"
        if found is not None:
            glue = link if found.begin and not moving else ", "
            made += (" then " if word and moving else glue) + tongue.said(piece, found)
            count, moving = count + tongue.known(piece, found), True
        elif ordered and piece == bare:
            # A move by its English name, told in this language when it is to be.
            made += (" then " if moving else ", ") + piece
            count, moving = count + 4, True
        elif moving and (pace := tongue.paced(piece)):
            made += f" {pace}"
            count += len(piece.strip())
        elif moving and tongue.only.fullmatch(piece.strip()) and tongue.side(piece):
            made += f" then {tongue.side(piece)}"
        else:
            made += link + piece
            moving = moving and not piece.strip()
    return made, count


def _after(head: str, said: str) -> str:
    return f"{head}, {said}" if head else said


_FIRST = re.compile(r"(?:^|[、。,]\s*)(?:まず(?:は)?|最初(?:に|は)|はじめに|初めに|先に)[、,]?")
_THEN = re.compile(
    r"(?:[、。,]\s*|(?<=[てで]))(?:その後(?:に)?|そのあと(?:に)?|次に|次いで|それから|続いて|つづいて|"
    r"最後に|後で|そして)[、,]?"
)


def _japanese(text: str) -> str:
    opened = made = _THEN.sub("、＞", _FIRST.sub("、", text))
    for pattern, plain in _tongues()[1]:
        made = pattern.sub(plain, made)
    if made == opened:
        return text
    # What comes later is a move of the camera, or what happens next.
    made = re.sub(r"[、。,\s]*＞[、。,\s]*(?=[a-z])", ", then ", made).replace("＞", "その後")
    made = re.sub(r"^((?:(?!pan|zoom|tilt|track|orbit)[^,])*), then ", r"\1, ", made)
    # What is left of the sentence behind a move: "and", "does".
    made = re.sub(r"カメラ[はがを]?(?=\s*(?:,|$))", "", made)
    made = re.sub(r"(slowly|quickly)[\s,]+", r"\1 ", made)
    return re.sub(r"[、。]|(?<=[a-z])(?:しながら|ながら|と|て|そして|その後)", ", ", made).strip(
        " ,"
    )


@cache
def _tongues() -> tuple[tuple[_Tongue, ...], tuple[tuple[re.Pattern[str], str], ...]]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    japanese = tuple((re.compile(rule["when"]), rule["plain"]) for rule in table.pop("ja"))
    return tuple(_Tongue(entry) for entry in table.values()), japanese
