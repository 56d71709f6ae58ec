"""A script in Fountain, the plain text of screenplays: what is seen, and what a narrator says."""

import re
from dataclasses import dataclass, field

from ..domain.script import ScriptScene
from .script_labels import labelled, part_of, seconds_in
from .script_markdown import SceneDraft

_HEADING = re.compile(r"^(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E)[. ]", re.I)
_TRANSITION = re.compile(r"^(?:[A-Z ]+ TO:|FADE (?:IN|OUT)[.:]?|CUT TO BLACK\.?|DISSOLVE\.?)$")
_OFF = re.compile(
    r"\((?:[^)]*\b)?(?:v\.?\s?o\.?|o\.?\s?s\.?|o\.?\s?c\.?|off|voice[- ]?over|hors[- ]champ|"
    r"voix off|voz en off|voce off|f\.?\s?c\.?|ナレーション|声)(?:\b[^)]*)?\)",
    re.I,
)
_TITLES = (
    "title", "credit", "author", "authors", "source", "draft date", "date", "contact", "copyright",
    "notes", "revision", "format", "language", "client", "agency",
)  # fmt: skip
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_)(?=\S)(.+?)(?<=[^\s\\])\1")


@dataclass
class _Read:
    """What was read so far. cue: whether who speaks now is heard and not seen; None: nobody."""

    title: str = ""
    drafts: list[SceneDraft] = field(default_factory=list[SceneDraft])
    notes: list[str] = field(default_factory=list[str])
    cue: bool | None = None

    def now(self, line: int) -> SceneDraft:
        """The scene that is on; a script may begin without a heading."""
        if not self.drafts:
            self.drafts.append(SceneDraft(line))
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
            if found := seconds_in(note)[0]:
                read.now(number).seconds = found
    return read.title, [d.scene() for d in read.drafts if not d.empty() or d.head], read.notes


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
    key = lines[first][1].partition(":")[0].strip().lower() if lines else ""
    if key not in _TITLES:
        return lines
    last = ""
    for n in range(first, len(lines)):
        line = lines[n][1]
        if not line.strip():
            return lines[n:]
        name, colon, value = line.partition(":")
        if colon and not line[:1].isspace():
            last = name.strip().lower()
            line = value
        if last == "title" and line.strip():
            read.title = f"{read.title} {_words(line)}".strip()
    return []


def _line(read: _Read, number: int, line: str, before: str, after: str) -> None:
    """Take in one line."""
    text = line.strip()
    if not text:
        # Two spaces keep a speech going over an empty line.
        read.cue = read.cue if line == "  " else None
    elif read.cue is not None:
        _spoken(read, number, text)
    elif heading := _heading(text, before):
        seconds, head = seconds_in(heading)
        read.drafts.append(SceneDraft(number, _place(head), seconds, level=1))
    elif text[:1] == ">" and text[-1:] == "<":
        read.now(number).add("shown", _words(text[1:-1]))
    elif text[0] in ">#=~" or (_TRANSITION.match(text) and not before):
        return
    elif cue := _cue(text, before, after):
        read.cue = bool(_OFF.search(cue)) or part_of(cue) == "said"
        if not read.cue:
            name = cue.split("(")[0].strip()
            read.notes.append(
                f"line {number}: {name} speaks in the picture, and no film of ours moves lips: "
                f"write {name} (V.O.) to have the words said over it; they are left out now"
            )
    else:
        found = labelled(text) or ("seen", text.removeprefix("!"))
        read.now(number).add(found[0], _words(found[1]))


def _spoken(read: _Read, number: int, text: str) -> None:
    """A line under who speaks: words, or how they are said."""
    if read.cue and not re.fullmatch(r"[(（].*[)）]", text):
        read.now(number).add("said", _words(text.removeprefix("~")))


def _heading(text: str, before: str) -> str:
    """What a scene's heading says; "" for another line."""
    if text[0] == "." and text[1:2] not in (".", ""):
        return text[1:]
    return text if _HEADING.match(text) and not before else ""


def _cue(text: str, before: str, after: str) -> str:
    """Who speaks in the lines below; "" where a line is no name."""
    if before or not after:
        return ""
    if text[0] == "@":
        return text[1:].strip()
    name = re.sub(r"\([^)]*\)|\^", "", text).strip()
    if part_of(name) == "said" and not re.search(r"[.:!?]$", name):
        return text.rstrip("^").strip()
    letters = [c for c in name if c.isalpha()]
    shouted = letters and all(c == c.upper() and c != c.lower() for c in letters)
    return text.rstrip("^").strip() if shouted else ""


def _place(heading: str) -> str:
    """A heading in words to look for: "INT. KITCHEN - MORNING #3#" is "Kitchen, morning"."""
    plain = re.sub(r"#[\w.-]+#\s*$", "", heading)
    plain = re.sub(r"^(?:INT|EXT|EST|I/E)\b[./ ]*(?:(?:INT|EXT)\b[. ]*)?", "", plain, flags=re.I)
    words = ", ".join(p.strip() for p in re.split(r"\s[-–—]\s", plain) if p.strip())
    return words.capitalize() if words.isupper() else words


def _words(text: str) -> str:
    """A line without marks of emphasis."""
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    return re.sub(r"\\([*_])", r"\1", text).strip()
