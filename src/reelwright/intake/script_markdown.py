"""A script in Markdown: headings are scenes, or a table has a column seen and a column said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..domain.script import ScriptScene
from .script_draft import Notes, SceneDraft
from .script_labels import OPENED, alone, cues, is_about_script, is_counted, part_of, unknown
from .script_times import Time, leading, seconds_in
from .script_words import COUNTED, Part

_COUNTED = re.compile(rf"^(?:{COUNTED})?\s*#?\d{{0,3}}\s*[.):：\-–—|]*\s*", re.I)
_SCENE_LINE = re.compile(rf"(?:{COUNTED})\s*#?\d{{1,2}}\s*(?:$|[.:：(（|–—-])", re.I)
_SPEAKS = re.compile(r"[.!?。] \S|[:：].*[:：]\s*\D")
_BARRED, _MARK = re.compile(r"\s*[|｜\t]\s*"), re.compile(r"\s*[;,/→]\s*|\s+[-–—]\s+")
_LABEL = re.compile(r"([^:：|]{1,40}?)\s*([:：]|\s[-–—]\s)")
_LABELLED = "\x00"
"""Stands behind a label in bold, until its line is whole; no text of a script has one."""


def read_markdown(text: str) -> tuple[str, list[ScriptScene], list[str]]:
    """The title and the scenes of a Markdown text, and what of it is not made."""
    title, text, offset = _front(text)
    tokens = (
        MarkdownIt("commonmark", {"maxNesting": 20}).enable(["table", "strikethrough"]).parse(text)
    )
    notes = Notes()
    rows = list(_table_rows(tokens, offset, notes))
    if rows:
        first = next((t for t in _headings(tokens) if t[0] == 1), None)
        return title or (first[1] if first else ""), [d.scene() for d in rows], notes.told()
    reader = _Reader(offset, notes)
    drafts = reader.read(tokens)
    title = title or reader.title
    heads = [d for d in drafts if d.level]
    if heads and heads[0].level == 1 and sum(d.level == 1 for d in heads) == 1 and len(heads) > 1:
        title = title or heads[0].head
        drafts.remove(heads[0])
    kept = [d for n, d in enumerate(drafts) if not _divides(d, drafts[n + 1 :])]
    if heads:
        # What stands before the first heading is about the script: a client, a date.
        kept = [d for d in kept if d.level]
    return title, [d.scene() for d in kept if d.level or not d.empty()], notes.told()


def _divides(draft: SceneDraft, after: Sequence[SceneDraft]) -> bool:
    """Whether a heading only stands above others: a title, an act."""
    return bool(draft.level and draft.empty() and after and after[0].level > draft.level)


def _front(text: str) -> tuple[str, str, int]:
    """The title of a front matter, the text after it, and how many lines it took."""
    found = re.match(r"---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*\n", text, re.S)
    if not found or not re.search(r"^\w[\w ]*:", found[1], re.M):
        return "", text, 0
    title = re.search(r"^title:\s*(.+)$", found[1], re.M | re.I)
    said = title[1].strip().strip("\"'") if title else ""
    return said, text[found.end() :], found[0].count("\n")


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    for n, token in enumerate(tokens):
        if token.type == "heading_open":
            yield int(token.tag[1:]), _plain(tokens[n + 1])


def _plain(token: Token) -> str:
    """An inline token's words: no marks of emphasis, no addresses, lines kept.

    A label in bold or italics at the beginning of a line gets the colon that it lacks.
    """
    words: list[str] = []
    starts: list[tuple[int, bool]] = []
    blank = True
    struck = 0
    for child in token.children or ():
        struck += (child.type == "s_open") - (child.type == "s_close")
        if struck:
            continue
        if child.type in ("text", "code_inline"):
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and re.match(r"<br\s*/?>", child.content, re.I)
        ):
            words.append("\n")
        elif child.type in ("strong_open", "em_open"):
            starts.append((len(words), blank))
        elif child.type in ("strong_close", "em_close") and starts:
            at, begins = starts.pop()
            name = "".join(words[at:]).strip() if len(words) - at < 9 else ""
            if begins and name[:1].isalnum() and name[-1] not in ":：" and part_of(name):
                words.append(_LABELLED)
        blank = not words or (blank and not words[-1].strip()) or words[-1] == "\n"
    text = "".join(words)
    # "**Sound** is everything" is a sentence: what follows a label begins anew.
    text = re.sub(rf"{_LABELLED}(?=\s*(?:[:：–—-]|[a-zà-þß-ÿ]))", "", text)
    return re.sub(rf"{_LABELLED}+[ \t]*", ": ", text)


def _table_rows(tokens: Sequence[Token], offset: int, notes: Notes) -> Iterator[SceneDraft]:
    """A draft for each row of tables with a column that is seen and one that is said."""
    columns: list[Part | None] = []
    cell, head, draft, line = -1, False, SceneDraft(0, notes), 0
    for token in tokens:
        if token.type == "thead_open":
            columns, head = [], True
        elif token.type == "thead_close":
            columns, head = _heard(columns), False
        elif token.type == "tr_open":
            line = (token.map or [0])[0] + 1 + offset
            cell, draft = -1, SceneDraft(line, notes)
        elif token.type in ("th_open", "td_open"):
            cell += 1
        elif token.type == "inline" and head and token.level >= 3:
            columns.append(_column(token, line, notes))
        elif token.type == "inline" and cell >= 0 and {"seen", "said"} <= set(columns):
            _cell(draft, token, line, columns[cell] if cell < len(columns) else None)
        elif token.type == "tr_close" and not head and draft.parts:
            yield draft
        elif token.type == "table_close":
            columns, cell = [], -1


def _column(token: Token, line: int, notes: Notes) -> Part | None:
    """What a column is about; one that is not known is noted."""
    name = _plain(token)
    part = part_of(name)
    if not part and any(c.isalnum() for c in name):
        unread = f"the column “{name[:40]}” is none that scripts are read by"
        notes.tell(line, f"{unread}; it is left out")
    return part


def _cell(draft: SceneDraft, token: Token, line: int, part: Part | None) -> None:
    for text in _plain(token).split("\n"):
        if part in ("seen", "said", "shown", "sound"):
            draft.cell(line, text, part)
        elif part:
            draft.add(line, part, text)
    _unread_images(token, line, draft.notes)


def _heard(columns: Sequence[Part | None]) -> list[Part | None]:
    """The columns, one of them with what is said: the voices', else the sound's, the dialogue's."""
    voice = next((p for p in ("said", "audio", "sound", "lips") if p in columns), "said")
    return ["said" if p == voice else "sound" if p == "audio" else p for p in columns]


def _unread_images(token: Token, line: int, notes: Notes) -> None:
    for child in token.children or ():
        if child.type == "image":
            name = str(child.attrGet("src") or "")[:60]
            notes.tell(
                line,
                f"the picture “{name}” is not taken from the script; pictures lie in library/, and "
                "are found by what the script says is seen",
            )


def _scene_line(token: Token) -> bool:
    """Whether a paragraph begins with a line that counts a scene: "**SCENE 1 – KITCHEN**"."""
    line = _plain(token).partition("\n")[0] if token.type == "inline" else ""
    return len(line) <= 80 and bool(_SCENE_LINE.match(line)) and not _SPEAKS.search(line)


def _shot_list(tokens: Sequence[Token]) -> bool:
    """Whether lines begin with a time and go on with what is seen: two of them at least."""
    lines = [x for t in tokens if t.type == "inline" for x in _plain(t).split("\n")]
    return (
        sum(bool(time and any(c.isalnum() for c in time.rest)) for time in map(leading, lines)) > 1
    )


def _cells(text: str) -> Iterator[str]:
    """What bars part, and what another mark parts before a label: "Road – VO: You set out"."""
    for cell in _BARRED.split(text):
        begun = 0
        for mark in _MARK.finditer(cell):
            label = _LABEL.match(cell, mark.end())
            if label and part_of(label[1], exact=True):
                yield cell[begun : mark.start()]
                begun = mark.end()
        label = _LABEL.match(cell, begun)
        # A label between two dashes gets its colon: "Road - VO - You set out".
        dashed = label and label[2] not in ":：" and part_of(label[1], exact=True)
        yield f"{label[1]}: {cell[label.end() :]}" if label and dashed else cell[begun:]


@dataclass
class _Reader:
    """Reads what stands under headings. shut: the level of a heading over notes, 0 outside."""

    offset: int
    notes: Notes
    headed: bool = False
    title: str = ""
    drafts: list[SceneDraft] = field(default_factory=list[SceneDraft])
    quoted: int = 0
    part: Part | None = None
    """What a label on a line of its own says that the next lines are about."""
    shut: int = 0
    timed: bool = False
    """Whether scenes begin at lines that begin with their time, as in a shot list."""

    def read(self, tokens: Sequence[Token]) -> list[SceneDraft]:
        """A draft for each heading; without headings, one for each picture that follows words."""
        self.drafts.append(SceneDraft(1 + self.offset, self.notes))
        heads = list(_headings(tokens))
        lone = len(heads) == 1 and heads[0][0] == 1
        lines = any(_scene_line(t) for t in tokens)
        # Under one heading alone, scenes are counted in lines, or begin at each picture.
        self.headed = bool(heads) and not lone
        counted = lines and not self.headed
        self.timed = not self.headed and not counted and _shot_list(tokens)
        heading, whole, line = 0, Time(None, ""), 0
        for token in tokens:
            self.quoted += (token.type == "blockquote_open") - (token.type == "blockquote_close")
            line = (token.map or [0])[0] + 1 + self.offset
            if token.type == "heading_open":
                heading = int(token.tag[1:])
            elif token.type == "inline" and heading and lone:
                self.title = _plain(token)
                heading, self.drafts[-1].line = 0, line
                whole = seconds_in(self.title)
                self.drafts[-1].head = _COUNTED.sub("", whole.rest, count=1)
            elif token.type == "inline" and counted and _scene_line(token):
                self.headed = True
                scene, _, rest = _plain(token).partition("\n")
                self._head(6, line, scene)
                self._lines(line + 1, rest)
            elif token.type == "inline" and heading:
                self._head(heading, line, _plain(token))
                heading = 0
            elif self.shut:
                continue
            elif token.type == "hr" and not self.headed:
                self.drafts.append(SceneDraft(line + 1, self.notes))
                self.part = None
            elif token.type == "inline":
                self._lines(line, _plain(token))
                _unread_images(token, line, self.notes)
            elif token.type in ("fence", "code_block"):
                self.notes.tell(line, "lines of code are not read; take the marks around them out")
            elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
                self.notes.tell(line, "HTML is not read; write its words as they are")
        if len(self.drafts) == 1:
            # Above several scenes it is the whole film's, which their own times make.
            self.drafts[0].last(self.drafts[0].line, whole)
        return self.drafts

    def _head(self, level: int, line: int, text: str) -> None:
        """A heading: a scene, a part of one ("Voiceover"), or what is over notes."""
        if self.shut and level > self.shut:
            return
        part = None if is_counted(text) else part_of(text, exact=True)
        part = "other" if not part and is_about_script(text) else part
        self.shut, self.part = 0, None
        if part in ("other", "noise", "seconds", "camera") and self.drafts[-1].level >= level:
            self.shut = level
            self.notes.tell(line, f"what stands under “{text[:40]}” is about the script: no scene")
        elif part == "other":
            self.shut = level
        elif part and 0 < self.drafts[-1].level < level:
            self.part = part
        else:
            draft = SceneDraft(line, self.notes, level=level)
            self.drafts.append(draft)
            time = seconds_in(text, nth=sum(d.level == level for d in self.drafts))
            draft.last(line, time)
            draft.head = _COUNTED.sub("", time.rest, count=1)

    def _lines(self, line: int, text: str) -> None:
        """A paragraph, line by line: what follows a label in it belongs to the label."""
        part: Part = self.part or ("said" if self.quoted else "seen")
        lines = text.split("\n")
        for n, words in enumerate(lines):
            if self.timed and (time := leading(words)):
                part = self._timed(line + n, time)
                continue
            if (named := alone(words)) and (n + 1 < len(lines) or words.isupper()):
                part = self.part = named
                continue
            found = cues(words, part)
            draft = self._draft(line + n, found[0][0])
            if part == "seen" and self._times(draft, line + n, words):
                continue
            self._unknown(line + n, words, part)
            goes_on = draft.take(line + n, found, part)
            if words.rstrip(" *_").endswith((":", "：")) and not found[-1][1]:
                # A label alone on its line is over what comes below, in the next paragraphs too.
                goes_on = self.part = found[-1][0]
            elif goes_on != part:
                self.part = None
            part = goes_on

    def _timed(self, line: int, time: Time) -> Part:
        """A line of a shot list: its time, then what is seen and said in cells, or by labels."""
        if not any(d.seconds for d in self.drafts):
            # What stands before the first time is about the script: a client, a date.
            self.drafts = []
        draft = SceneDraft(line, self.notes)
        self.drafts.append(draft)
        draft.last(line, time)
        self.part, part = None, "seen"
        cells = [c for cell in _cells(time.rest) if (c := cell.strip(" -–—;,/→"))]
        for n, cell in enumerate(cells):
            quoted = cell[0] in OPENED or (n == 1 and len(cells) == 2)
            found = cues(cell, "said" if n and quoted else "seen")
            part = draft.take(line, found, "seen")
        return part

    def _unknown(self, line: int, words: str, part: Part) -> None:
        """A note of a label that is none."""
        name = unknown(words) if part in ("seen", "said") else ""
        if name and not name.isupper():
            self.notes.tell(
                line,
                f"“{name}:” is no label that scripts are read by, so the line is {part} as it "
                "stands; write “VO:” before what is said, “Visual:” before what is seen",
            )

    def _times(self, draft: SceneDraft, line: int, words: str) -> bool:
        """Whether a line is a time and nothing else, which it then takes in."""
        time = seconds_in(words)
        found = (time.seconds or time.wrong) and not any(c.isalnum() for c in time.rest)
        if found:
            draft.last(line, time)
        return bool(found)

    def _draft(self, line: int, part: Part) -> SceneDraft:
        """The scene of a line: without headings, a picture that follows words begins a new one."""
        last = self.drafts[-1]
        listed = self.headed or self.timed
        if not listed and part == "seen" and ("said" in last.parts or last.sounds):
            self.drafts.append(SceneDraft(line, self.notes))
        elif not listed and not last.parts:
            last.line = line
        return self.drafts[-1]
