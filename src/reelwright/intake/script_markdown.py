"""A script in Markdown: headings are scenes, or a table has a column seen and a column said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..domain.script import ScriptScene
from .script_labels import Part, labelled, part_of, seconds_in

_COUNTED = re.compile(
    r"^(?:scene|shot|frame|szene|bild|einstellung|scène|plan|escena|toma|plano|scena|cena|scen|"
    r"ujęcie|beeld|シーン|カット)?\s*#?\d{0,3}\s*[.):：\-–—|]*\s*",
    re.I,
)


@dataclass
class SceneDraft:
    """A scene while it is read: lines of each part."""

    line: int
    head: str = ""
    seconds: Fraction | None = None
    level: int = 0
    parts: dict[Part, list[str]] = field(default_factory=dict[Part, list[str]])

    def add(self, part: Part, text: str) -> None:
        """Another line of a part."""
        if part == "seconds":
            self.seconds = self.seconds or seconds_in(text, bare=True)[0]
        elif text.strip():
            self.parts.setdefault(part, []).append(" ".join(text.split()))

    def empty(self) -> bool:
        """Whether nothing stands under its heading."""
        return not {"seen", "said", "shown"} & set(self.parts)

    def scene(self) -> ScriptScene:
        """The scene as it was read; what is seen is its heading where nothing else says it."""
        lines = {part: " ".join(texts) for part, texts in self.parts.items()}
        return ScriptScene(
            line=self.line,
            seen=lines.get("seen", "") or self.head,
            said=_unquoted(lines.get("said", "")),
            shown=_unquoted(lines.get("shown", "")),
            camera=lines.get("camera", ""),
            seconds=self.seconds,
        )


def read_markdown(text: str) -> tuple[str, list[ScriptScene]]:
    """The title and the scenes of a Markdown text; [] where it has none."""
    title, text, offset = _front(text)
    tokens = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").parse(text)
    rows = list(_table_rows(tokens, offset))
    if rows:
        first = next((t for t in _headings(tokens) if t[0] == 1), None)
        return title or (first[1] if first else ""), [d.scene() for d in rows]
    drafts = _drafts(tokens, offset)
    heads = [d for d in drafts if d.level]
    if heads and heads[0].level == 1 and sum(d.level == 1 for d in heads) == 1 and len(heads) > 1:
        title = title or heads[0].head
        drafts.remove(heads[0])
    kept = [d for n, d in enumerate(drafts) if not _divides(d, drafts[n + 1 :])]
    if heads:
        # What stands before the first heading is about the script: a client, a date.
        kept = [d for d in kept if d.level]
    return title, [d.scene() for d in kept if d.level or not d.empty()]


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
    """An inline token's words: no marks of emphasis, no addresses, lines kept."""
    words: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and re.match(r"<br\s*/?>", child.content, re.I)
        ):
            words.append("\n")
    return "".join(words)


def _table_rows(tokens: Sequence[Token], offset: int) -> Iterator[SceneDraft]:
    """A draft for each row of tables with a column that is seen and one that is said."""
    columns: list[Part | None] = []
    cell, head, draft = -1, False, SceneDraft(0)
    for token in tokens:
        if token.type == "thead_open":
            columns, head = [], True
        elif token.type == "thead_close":
            head = False
        elif token.type == "tr_open":
            cell, draft = -1, SceneDraft((token.map or [0])[0] + 1 + offset)
        elif token.type in ("th_open", "td_open"):
            cell += 1
        elif token.type == "inline" and head and token.level >= 3:
            columns.append(part_of(_plain(token)))
        elif token.type == "inline" and cell >= 0 and {"seen", "said"} <= set(columns):
            part = columns[cell] if cell < len(columns) else None
            for line in _plain(token).split("\n"):
                _take(draft, line, part or "other", by_label=part in ("seen", "said"))
        elif token.type == "tr_close" and not head and draft.parts:
            yield draft
        elif token.type == "table_close":
            columns, cell = [], -1


def _take(draft: SceneDraft, line: str, part: Part, *, by_label: bool = True) -> None:
    found = labelled(line) if by_label else None
    draft.add(*(found or (part, line)))


def _drafts(tokens: Sequence[Token], offset: int) -> list[SceneDraft]:
    """A draft for each heading; without headings, one for each picture that follows words."""
    drafts = [SceneDraft(1 + offset)]
    quoted, heading = 0, False
    headed = any(t.type == "heading_open" for t in tokens)
    for token in tokens:
        quoted += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        line = (token.map or [0])[0] + 1 + offset
        if token.type == "heading_open":
            drafts.append(SceneDraft(line, level=int(token.tag[1:])))
            heading = True
        elif token.type == "hr" and not headed:
            drafts.append(SceneDraft(line + 1))
        elif token.type == "inline" and heading:
            heading = False
            drafts[-1].seconds, head = seconds_in(_plain(token))
            drafts[-1].head = _COUNTED.sub("", head, count=1)
        elif token.type == "inline":
            part: Part = "said" if quoted else "seen"
            for n, text in enumerate(_plain(token).split("\n")):
                found = labelled(text) or (part, text)
                fresh = found[0] == "seen" and "said" in drafts[-1].parts
                if fresh and not headed:
                    drafts.append(SceneDraft(line + n))
                if not drafts[-1].parts and not headed:
                    drafts[-1].line = line + n
                drafts[-1].add(*found)
                # What follows a label on the next line of its paragraph belongs to it.
                part = found[0] if found[0] in ("said", "shown") else part
    return drafts


def _unquoted(text: str) -> str:
    """Words without the quotation marks that hold the whole of them."""
    for left, right in ("“”", "„“", "«»", "「」", '""', "‘’"):
        inner = text[1:-1]
        if len(text) > 2 and text[0] == left and text[-1] == right and left not in inner:
            return inner.strip() if right not in inner else text
    return text
