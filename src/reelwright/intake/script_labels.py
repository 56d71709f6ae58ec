"""What a line of a script is about: its labels taken off, and what nobody says taken out."""

import re
import unicodedata
from itertools import islice

from . import script_words as w
from .script_words import Part

_LETTERED = re.compile(r"\b(?:[^\W\d_]\. ?){2,}[^\W\d_]?\.?|\b[^\W\d_](?:/[^\W\d_]){1,2}\b")


def _folded(text: str) -> str:
    """A label as it is looked up: letters with stops between them are one word, "V. F. C."."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    plain = _LETTERED.sub(lambda hit: re.sub(r"[. /]", "", hit[0]) + " ", f"{plain} ").rstrip()
    return plain.strip(" .:*_")


def _set(words: str) -> frozenset[str]:
    return frozenset(map(_folded, words.split("|")))


_PARTS: dict[str, Part] = {}
for _part, _names in w.LABELS.items():
    for _name in _set(_names):
        _PARTS.setdefault(_name, _part)
_VOICES = _set(w.VOICES)
_ASIDE = re.compile(r"[(（\[［【][^()（）\[\]［］【】]*[)）\]］】]")
_BOXED = re.compile(r"\[.*\]|【.*】|［.*］|\(.*\)|（.*）", re.S)
_OFF = re.compile(rf"\((?:[^()]*[\s,/.])?(?:{w.OFF})(?:[\s,/.][^()]*)?\)", re.I)
_NUMBER = re.compile(r"\s*#?\d+$")
_SAYS = re.compile(rf"\s+(?:{w.SAYS})$", re.I)
_NOTHING, _FRAMED, _COUNTED = _set(w.NOTHING), _set(w.FRAMED), _set(w.COUNTED)
_DIRECTIONS, _FILLING = _set(w.DIRECTIONS), _set(w.FILLING)
_NOTES = _set(w.NOTES)
_QUOTING = re.compile(r"([^\s「」『』:：]{1,12}?)(?:[(（][^()（）]*[)）])?\s*([「『].*[」』])\s*$")
_NOISES = frozenset(name for name, part in _PARTS.items() if part == "noise")
_SCREEN = re.compile(
    r"(?:texte?|texto|testo|tekst)\b.{0,20}\b(?:screen|bildschirm|bild|écran|pantalla|schermo|tela|ecrã|"
    r"scherm|beeld|skärmen|ekranie|obrazie)",
    re.I,
)
_LONGEST, _MOST = 40, 60
"""Letters of a label, and colons of a line that may end one."""

_COLON = re.compile(r"[:：]")
_DASHED = re.compile(r"([^\s:：][^:：\n]{0,39}?)(?:\s+[-–—]\s+|\s*[–—]\s*)(\S.*)$", re.S)
_STARTS = re.compile(r"(?:(?<=[\s:：。！？!?」』）)\]|/;；、])|^)(?=\w|#)")
OPENED = "“„«»”「『\"'‚‘"
"""Marks that a quotation begins with, in the ten languages."""

_ENDS = '.!?。！？…;；|/)]）］」』”“"’»、'


def part_of(name: str, *, exact: bool = False) -> Part | None:
    """What a label, a column's head or a character's name is about; None for another word.

    "VO (warm)", "Speaker 2", "Picture / Visual", "Narrator says" and "Anna (V.O.)" are read as
    people write them; exact: the words of a list alone count.
    """
    if len(name) > 2 * _LONGEST:
        return None
    plain = _ASIDE.sub("", name)
    for text in (plain, re.split(r"[/|&+,]|\s-\s", plain)[0]):
        whole = _folded(text)
        for form in (whole, _folded(_NUMBER.sub("", whole)), _folded(_SAYS.sub("", whole))):
            if found := _PARTS.get(form):
                return found
    if _SCREEN.fullmatch(_folded(plain)):
        return "shown"
    if exact:
        return None
    words = _folded(plain).split()
    voiced = any(
        " ".join(words[:n]) in _VOICES or " ".join(words[-n:]) in _VOICES
        for n in range(1, len(words) + 1)
    )
    if 1 < len(words) <= 3 and _PARTS.get(words[0]) == "lips":
        return "lips"
    return "said" if is_off(name) or (voiced and len(words) <= 4) else None


def is_off(name: str) -> bool:
    """Whether a name tells that who speaks is heard and not seen: "ANNA (V.O.)"."""
    return len(name) <= 2 * _LONGEST and bool(_OFF.search(unicodedata.normalize("NFKC", name)))


def is_counted(name: str) -> bool:
    """Whether a heading counts scenes: "Scene 3", "Szene"."""
    return bool(re.search(r"\d", name)) or _folded(name) in _COUNTED


def is_about_script(heading: str) -> bool:
    """Whether a heading is over notes: "Notes", "Hinweise für die Regie"."""
    words = _folded(heading).split()
    return any(" ".join(words[:n]) in _NOTES for n in range(1, min(len(words), 4)))


def says_nothing(text: str) -> bool:
    """Whether a cell or a line holds nothing: "—", "n/a", "keine"."""
    return not any(c.isalnum() for c in text) or _folded(text.strip(" ()[]")) in _NOTHING


def cues(text: str, part: Part, *, cell: bool = False) -> list[tuple[Part, str]]:
    """A line as its parts, each without its label: "VO: The sea. Music: low" has two.

    part: what the line is about where no label says it. cell: whether it is a table's, in which a
    dash parts a voice alone.
    """
    found: list[tuple[Part, str]] = []
    text = _unboxed(text.strip(), part)
    if part == "seen" and is_cue(text):
        return [("noise", text)]
    if part in ("seen", "said") and (quoting := _QUOTING.match(text)):
        # "花子「はい。」" is how Japanese scripts write who speaks.
        return [("said" if part_of(quoting[1]) == "said" else "lips", quoting[2])]
    now, begun = _dashed(text, part, cell=cell) or (part, 0)
    for colon in islice(_COLON.finditer(text, begun), _MOST):
        label = _label(text, begun, colon.start(), now, cell)
        if not label:
            continue
        start, named = label
        if before := text[begun:start].strip(" |/;"):
            found.append((_told(now, before), before))
        # Who is called inside a dialogue speaks in the picture, and under "VO" does not.
        called = named == "lips" and not before and begun and now in ("said", "lips")
        now, begun = now if called else named, colon.end()
    rest = text[begun:].strip()
    return [*found, (_told(now, rest), rest)]


def _unboxed(text: str, part: Part) -> str:
    """A line without brackets around the whole of it, where a label stands in them."""
    inside = text[1:-1]
    if not _BOXED.fullmatch(text) or _ASIDE.search(inside):
        return text
    name = _COLON.split(inside)[0]
    named = part_of(name) if name != inside else None
    return inside if named and (part == "seen" or named != "noise") else text


def is_cue(text: str, *, loose: bool = False) -> bool:
    """Whether a whole line is music, a noise or a pause: "(Music swells)", "MUSIC OUT.".

    loose: the line would be said, so that a few words without a stop are none: "Music continues".
    """
    plain = text.strip()
    words = _folded(plain.strip("()[]（）［］【】")).split()
    if not words or not {words[0], " ".join(words[:2])} & _NOISES or len(words) > 6:
        return False
    boxed = bool(_BOXED.fullmatch(plain))
    lower = plain[1:] == plain[1:].lower() and plain[-1] not in ".!?…。！？”" and ":" not in plain
    return boxed or plain.isupper() or (loose and lower and 1 < len(words) <= 3)


def _told(part: Part, text: str) -> Part:
    """What a line of its own is about: a sound that is quoted, or yet to come, is a voice."""
    heard = part == "sound" and (not text or text[0] in OPENED)
    return "said" if part == "audio" or heard else part


def _label(text: str, begun: int, colon: int, now: Part, cell: bool) -> tuple[int, Part] | None:
    """Where the label before a colon begins, and what it is about."""
    for hit in _STARTS.finditer(text, max(begun, colon - _LONGEST), colon):
        start = hit.start()
        name, before = text[start:colon], text[begun:start].strip(" -–—*•|/;")
        if re.search(r"[!?。！？…]|\w{3}\.\s", name) and _folded(name) not in _PARTS:
            continue
        loose = not begun and now != "said"
        named = part_of(name, exact=not loose)
        if not named and _calls(name) and now != "shown" and (not before or before[-1] in _ENDS):
            return start, "lips"
        if named and _fits(name, named, before, now, nested=bool(begun), cell=cell):
            return start, named
    return None


def _fits(name: str, named: Part, before: str, now: Part, *, nested: bool, cell: bool) -> bool:
    """Whether a known word before a colon is a label there, and no speech: "Time: we have none"."""
    about = named in ("seconds", "other", "camera")
    if before:
        cased = next((c == c.upper() for c in name if c.isalpha()), False)
        return not about and (shouts(name) or (cased and before[-1] in _ENDS))
    if nested and now in ("said", "shown"):
        return named == now == "shown" or shouts(name) or _voiced(name)
    if nested or (cell and now in ("said", "shown")):
        return not about and not (cell and named == "seen")
    return True


def shouts(name: str) -> bool:
    """Whether a name is written in capital letters."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and all(c == c.upper() and c != c.lower() for c in letters)


def _voiced(name: str) -> bool:
    return _folded(_NUMBER.sub("", _folded(_ASIDE.sub("", name)))) in _VOICES


def _calls(name: str) -> bool:
    """Whether a word that is no label calls somebody who speaks: "ANNA", "DR. MEYER"."""
    plain = _ASIDE.sub("", name).strip()
    words = plain.split()
    framed = not words or bool({_folded(plain), _folded(words[0])} & _FRAMED)
    digits = any(c.isdigit() for c in plain)
    return shouts(plain) and not framed and not digits and len(words) <= 3


def _dashed(text: str, part: Part, *, cell: bool) -> tuple[Part, int] | None:
    """What a line is about whose label stands before a dash, and where it goes on."""
    hit = _DASHED.match(text)
    named = part_of(hit[1]) if hit else None
    if not hit or not named or named in ("seconds", "other", "lips", "camera"):
        return None
    if (cell or part != "seen") and not _voiced(hit[1]):
        return None
    return named, hit.start(2)


def alone(line: str) -> Part | None:
    """What a line is about that is a label and nothing else: "VOICEOVER"; None for another."""
    plain = line.strip()
    part = _PARTS.get(_folded(_ASIDE.sub("", plain))) if plain[:1] == plain[:1].upper() else None
    return part if part not in ("other", "seconds", "camera") and not is_counted(plain) else None


def unknown(line: str) -> str:
    """A word before a colon that is no label: "Kulisse" of "Kulisse: ein Hafen"; else ""."""
    hit = re.match(r"[*_\s-]*([^\W\d_][\w'’-]*(?:\s[\w'’-]+){0,2})\s*[:：]\s*\S", line)
    name = hit[1] if hit else ""
    fits = name[:1] == name[:1].upper() and not part_of(name) and _folded(name) not in _FRAMED
    return name if fits and "//" not in line[: len(name) + 6] else ""


def spoken(text: str) -> tuple[str, list[str]]:
    """Words as they are said, and the directions among them that nobody says: "(beat)"."""
    text = text.strip()
    boxed = _BOXED.fullmatch(text) and len(_ASIDE.findall(text)) == 1
    if boxed or is_cue(text, loose=True):
        return "", [text]
    out: list[str] = []

    def cut(hit: re.Match[str]) -> str:
        if hit[0][0] in "(（" and not _directs(hit[0][1:-1]):
            return hit[0]
        out.append(hit[0])
        return " "

    kept = _ASIDE.sub(cut, text)
    if not out:
        return text, out
    kept = re.sub(r"\s+([.,;:!?…。、！？”»」])", r"\1", " ".join(kept.split()))
    return (kept if any(c.isalnum() for c in kept) else ""), out


def _directs(inside: str) -> bool:
    """Whether words in brackets are no speech: music, a pause, how something is said."""
    words = [f for x in re.split(r"[\s,.:;：、/–—-]+", inside) if (f := _folded(x))]
    told = [x for x in words if not re.fullmatch(r"\d+(?:[.,]\d+)?(?:s|sec|sek|秒)?|s|sec|sek", x)]
    known = _DIRECTIONS | _NOISES
    if not told:
        return bool(words) and words != told and not all(x.isdigit() for x in words)
    letters = [c for c in inside if c.isalpha()]
    shouted = all(c == c.upper() and c != c.lower() for c in letters) and len(told) > 1
    begins = told[0] in _NOISES or " ".join(told[:2]) in _NOISES
    wide = any(inside.startswith(x) for x in known if not x.isascii() and len(x) > 1)
    return (
        shouted
        or begins
        or wide
        or (any(x in known for x in told) and all(x in known | _FILLING for x in told))
    )
