"""A finished script of the campaign folder, in Markdown or Fountain, becomes its scenes."""

import re
import unicodedata
from pathlib import Path
from typing import Any

from ..domain.errors import InvalidIntake
from ..domain.loose import quoted
from ..domain.script import Screenplay, ScriptScene
from .script_fountain import read_fountain
from .script_markdown import read_markdown
from .toml import inside

MAX_SCRIPT = 60_000
"""Bytes; the script of a film of a minute has some five thousand."""

WIDEST = 40
"""Spaces in a row that are kept."""

_GAP = re.compile(rf"[^\S\n]{{{WIDEST},}}")

MOST = 14
"""Scenes of a film, its end card among them."""

_MARKDOWN, _FOUNTAIN = (".md", ".markdown"), (".fountain",)
_FOUND = tuple(f"script{suffix}" for suffix in (*_MARKDOWN, *_FOUNTAIN))
_HOW = (
    "write them after “VO:” or “Narration:” or in a quote block (Markdown), in a column “Sound” (a "
    "table), or under NARRATOR or a name with (V.O.) (Fountain)"
)


def load_script(folder: Path, given: Any) -> Screenplay | None:
    """The script that campaign.toml names, or a script.md or script.fountain that lies there.

    given: `script` as TOML has it, None where it is left out, "" for a campaign without. Raises
    InvalidIntake, naming the file and the line, for what cannot be made.
    """
    if given == "":
        return None
    if given is not None and not isinstance(given, str):
        raise InvalidIntake(
            f"campaign.toml: script: {quoted(given)} is no file name; put it in quotes"
        )
    name = given or _lies_there(folder)
    if not name:
        return None
    path = inside(folder, name, "campaign.toml", "script")
    suffix = path.suffix.lower()
    if suffix not in (*_MARKDOWN, *_FOUNTAIN):
        raise InvalidIntake(
            f"campaign.toml: script: {name!r} is neither Markdown (.md) nor Fountain (.fountain); "
            "save it as one of them"
        )
    text = _text(path, name)
    title, scenes, notes = (read_fountain if suffix in _FOUNTAIN else read_markdown)(text)
    _checked(name, scenes, notes)
    notes += _wordless(scenes)
    return Screenplay(
        file=name, title=title, scenes=tuple(scenes), notes=tuple(f"{name}: {n}" for n in notes)
    )


def _lies_there(folder: Path) -> str:
    there = sorted(p.name for p in folder.iterdir() if p.name.casefold() in _FOUND and p.is_file())
    if len(there) > 1:
        raise InvalidIntake(
            f"{' and '.join(there)} are both scripts; name one in campaign.toml (script = "
            f"{there[0]!r}), or take one out"
        )
    return there[0] if there else ""


def _text(path: Path, name: str) -> str:
    if path.stat().st_size > MAX_SCRIPT:
        raise InvalidIntake(
            f"{name} is over {MAX_SCRIPT // 1000} KB, and a film lasts a minute at the most; keep "
            "the script alone in it"
        )
    data = path.read_bytes()
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as problem:
        raise InvalidIntake(
            f"{name}: byte {problem.start} is not UTF-8; save the file as UTF-8"
        ) from problem
    lines = re.sub(r"\r\n?|[\x0b\x0c\u2028\u2029]", "\n", text)
    # What looks for dashes between spaces would look from each of ten thousand of them.
    lines = _GAP.sub(lambda gap: gap[0][:WIDEST], lines)
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _wordless(scenes: list[ScriptScene]) -> list[str]:
    """A note of scenes in which nobody says a word: a label may be lacking."""
    lines = [str(s.line) for s in scenes if not s.said and not s.shown]
    if not lines:
        return []
    which = f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(lines)}"
    scene = "this scene has" if len(lines) == 1 else "these scenes have"
    return [f"{which}: {scene} no words; write them after “VO:” if somebody speaks"]


def _checked(name: str, scenes: list[ScriptScene], notes: list[str]) -> None:
    if not scenes:
        raise InvalidIntake(
            f"{name}: no scenes were found; give each a heading (Markdown: “## Kitchen”, Fountain: "
            "“INT. KITCHEN”) with what is seen and what is said under it"
        )
    problems = [
        f"{name}, line {s.line}: nothing says what is seen in this scene; describe the picture"
        for s in scenes
        if not any(c.isalnum() for c in s.seen)
    ]
    if not any(c.isalnum() for s in scenes for c in s.said):
        problems += [
            f"{name}: no scene has words to be said; {_HOW}",
            *(f"{name}, {n}" for n in notes),
        ]
    if len(scenes) > MOST:
        problems.append(
            f"{name}, line {scenes[MOST].line}: {len(scenes)} scenes are more than a film has "
            f"({MOST}, its end card among them); join some"
        )
    if problems:
        raise InvalidIntake("\n".join(problems[:12]))
