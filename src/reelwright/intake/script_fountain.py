"""A script in Fountain, the plain text of screenplays: what is seen, and what a narrator says."""

import re
import unicodedata
from dataclasses import dataclass, field

from ..domain.script import ScriptScene
from .script_draft import Notes, SceneDraft
from .script_labels import cues, is_off, part_of, shouts
from .script_times import seconds_in
from .script_words import CUTS, PAGE, PLACES, TITLES

_IN = rf"(?:{PLACES})"
_PLACE = re.compile(
    rf"^[○〇◯]\s*|^{_IN}(?:\s?\.?\s?[/／–-]\s?{_IN})*(?:\s*[.．。:：]|(?=[\s　]))\s*", re.I
)
_TRANSITION = re.compile(rf"^(?:(?:{CUTS})(?:\s.{{0,24}})?[.:：]?|[^a-zà-þß-ÿ]{{2,40}}[:：])$")
_TITLE_KEYS = frozenset(TITLES.split("|"))
_PAGE_KEYS = frozenset(PAGE.split("|"))
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_)(?=\S)(.{1,500}?)(?<=[^\s\\])\1")


@dataclass
class _Read:
    """What was read so far. cue: whether who speaks now is heard and not seen; None: nobody."""

    title: str = ""
    drafts: list[SceneDraft] = field(default_factory=list[SceneDraft])
    notes: Notes = field(default_factory=Notes)
    cue: bool | None = None

    def now(self, line: int) -> SceneDraft:
        """The scene that is on; a script may begin without a heading."""
        if not self.drafts:
            self.drafts.append(SceneDraft(line, self.notes))
        return self.drafts[-1]


def read_fountain(text: str) -> tuple[str, list[ScriptScene], list[str]]:
    """The title and the scenes of a Fountain text, and what of it is not made."""
    read = _Read()
    lines = _bare(text)
    lines = _title_page(lines, read)
    for n, (number, line, notes) in enumerate(lines):
        before = lines[n - 1][1].strip() if n else ""
        after = lines[n + 1][1].strip() if n + 1 < len(lines) else ""
        _line(read, number, line, before, after)
        for note in notes:
            time = seconds_in(note)
            if time.seconds or time.wrong:
                read.now(number).last(number, time)
    scenes = [d.scene() for d in read.drafts if not d.empty() or d.head]
    return read.title, scenes, read.notes.told()


def _bare(text: str) -> list[tuple[int, str, list[str]]]:
    """Lines with their numbers and the notes in them; what is cut out leaves its line breaks."""
    text, _ = _cut(text, "/*", "*/")
    text, notes = _cut(text, "[[", "]]")
    held: dict[int, list[str]] = {}
    for line, note in notes:
        held.setdefault(line, []).append(note)
    return [(n, line, held.get(n, [])) for n, line in enumerate(text.split("\n"), 1)]


def _cut(text: str, opens: str, closes: str) -> tuple[str, list[tuple[int, str]]]:
    """A text without what stands between two marks, and that, each with its line."""
    kept: list[str] = []
    out: list[tuple[int, str]] = []
    at, line = 0, 1
    while (first := text.find(opens, at)) >= 0:
        last = text.find(closes, first + len(opens))
        if last < 0:
            break
        line += text.count("\n", at, first)
        inside = text[first + len(opens) : last]
        out.append((line, inside))
        kept += [text[at:first], "\n" * inside.count("\n")]
        line += inside.count("\n")
        at = last + len(closes)
    return "".join((*kept, text[at:])), out


def _title_page(
    lines: list[tuple[int, str, list[str]]], read: _Read
) -> list[tuple[int, str, list[str]]]:
    """The lines after the title page, whose title is kept."""
    first = next((n for n, (_, line, _) in enumerate(lines) if line.strip()), 0)
    if not lines or _key(lines[first][1])[0] not in _PAGE_KEYS:
        return lines
    last = ""
    for n in range(first, len(lines)):
        line = lines[n][1]
        if not line.strip():
            return lines[n:]
        name, value = _key(line)
        if name and not line[:1].isspace():
            last, line = name, value
        if last in _TITLE_KEYS and line.strip():
            read.title = f"{read.title} {_words(line)}".strip()
    return []


def _key(line: str) -> tuple[str, str]:
    """The key of a line of the title page, and its value; "" where it has none."""
    key, colon, value = re.sub("：", ":", line, count=1).partition(":")
    return (key.strip().casefold(), value) if colon else ("", "")


def _line(read: _Read, number: int, line: str, before: str, after: str) -> None:
    """Take in one line."""
    text = line.strip()
    if not text:
        # Two spaces keep a speech going over an empty line.
        read.cue = read.cue if line == "  " else None
    elif read.cue is not None:
        _spoken(read, number, text)
    elif heading := _heading(text, before):
        time = seconds_in(heading, nth=len(read.drafts) + 1)
        read.drafts.append(SceneDraft(number, read.notes, _place(time.rest), level=1))
        read.drafts[-1].last(number, time)
    elif text[:1] == ">" and text[-1:] == "<":
        read.now(number).add(number, "shown", _words(text[1:-1]))
    elif text[0] in ">#=~" or (_TRANSITION.match(text) and not (before or after)):
        return
    elif cue := _cue(text, before, after):
        read.cue = is_off(cue) or part_of(cue) == "said"
        if not read.cue:
            name = cue.split("(")[0].strip()
            read.notes.tell(
                number,
                f"{name} speaks in the picture, and no film of ours moves lips: write {name} "
                "(V.O.) to have the words said over it; they are left out now",
            )
    else:
        words = _words(text.removeprefix("!"))
        if text[0] == "!":
            read.now(number).add(number, "seen", words)
        else:
            read.now(number).take(number, cues(words, "seen"), "seen")


def _spoken(read: _Read, number: int, text: str) -> None:
    """A line under who speaks: words, or how they are said."""
    if read.cue and not re.fullmatch(r"[(（].*[)）]", text):
        read.now(number).add(number, "said", _words(text.removeprefix("~")))


def _heading(text: str, before: str) -> str:
    """What a scene's heading says; "" for another line."""
    if text[0] == "." and text[1:2] not in (".", ""):
        return text[1:]
    hit = None if before else _PLACE.match(text)
    if not hit:
        return ""
    name = re.sub(r"[\s　.．。:：]+$", "", hit[0])
    latin = name.isascii() and name.casefold() in ("int", "ext", "i/e", "int/ext", "ext/int")
    dotted = len(name) > 4 and name[:1].isupper() and hit[0].rstrip() != name
    # "Interior of a car" is a sentence, and so is "Est-ce lui ?".
    return text if latin or dotted or not any(c.islower() for c in name) else ""


def _cue(text: str, before: str, after: str) -> str:
    """Who speaks in the lines below, without the mark of a dual dialogue; "" for another line."""
    if before or not after:
        return ""
    text = text.rstrip("^＾ ").strip()
    if text[:1] == "@":
        return text[1:].strip()
    plain = unicodedata.normalize("NFKC", text)
    name = re.sub(r"\([^)]*\)", "", plain).strip()
    if part_of(name, exact=True) == "said" and not re.search(r"[.:!?]$", name):
        return text
    named = plain.endswith(")") and is_off(plain) and len(name.split()) <= 3
    return text if shouts(name) or (named and name) else ""


def _place(heading: str) -> str:
    """A heading in words to look for: "INT. KITCHEN - MORNING #3#" is "Kitchen, morning"."""
    plain = _PLACE.sub("", re.sub(r"#[\w.-]+#\s*$", "", heading))
    parts = re.split(r"\s[-–—]\s|\s*[－―]\s*|(?<=\w{3})\.\s", plain)
    words = ", ".join(p for x in parts if (p := x.strip(" .")))
    return words.capitalize() if words.isupper() else words


def _words(text: str) -> str:
    """A line without marks of emphasis."""
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    return re.sub(r"\\([*_])", r"\1", text).strip()
