"""A scene while its script is read, and what is told of lines that no film is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ..domain.script import ScriptScene
from .script_labels import cues, says_nothing, spoken
from .script_times import Time, ending, seconds_in
from .script_words import Part


@dataclass
class Notes:
    """What of a script is not made, with its lines. silent: what nobody says or shows."""

    lines: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    voiced: bool = False
    """Whether a label, a column or a quote says that somebody speaks."""
    silent: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def tell(self, line: int, text: str) -> None:
        """A note of one line."""
        self.lines.append((line, text))

    def told(self) -> list[str]:
        """All notes in the order of the script, what nobody says in one."""
        lines = list(self.lines)
        if self.silent:
            self.silent.sort(key=lambda x: x[0])
            some = self.silent[:6]
            before = [self.silent[0][0], *(n for n, _ in some)]
            which = "; ".join(
                f"{'' if n == last else f'line {n}: '}“{_short(t)}”"
                for (n, t), last in zip(some, before, strict=False)
            )
            more = f" and {len(self.silent) - 6} more" if len(self.silent) > 6 else ""
            lines.append(
                (
                    self.silent[0][0],
                    f"{which}{more}: music, noises, pauses and directions are left out: the "
                    "brand's music plays, and a scene's seconds make its pauses",
                )
            )
        return [f"line {n}: {t}" for n, t in sorted(lines, key=lambda x: x[0])]


@dataclass
class SceneDraft:
    """A scene while it is read: lines of each part."""

    line: int
    notes: Notes
    head: str = ""
    seconds: Fraction | None = None
    level: int = 0
    parts: dict[Part, list[str]] = field(default_factory=dict[Part, list[str]])
    sounds: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """Lines of sound with their numbers: a voice's where a script has no other."""

    def cell(self, line: int, text: str, part: Part) -> None:
        """A line of a table's cell, by its labels."""
        numbered = part == "seen" and text.strip(" .#").isdigit()
        if not numbered and not says_nothing(text):
            self.take(line, cues(text, part, cell=True), part)

    def take(self, line: int, found: Sequence[tuple[Part, str]], part: Part) -> Part:
        """The parts of a line; returns what lines that go on with it are about."""
        for name, words in found:
            self.add(line, name, words)
            part = name if name in ("seen", "said", "shown", "lips", "sound") else part
        return part

    def add(self, line: int, part: Part, text: str) -> None:
        """Another line of a part."""
        text = " ".join(text.split())
        if part == "seconds":
            self.last(line, seconds_in(text, bare=True))
        elif part == "lips":
            self._seen_speaking(line, text)
        elif part == "noise":
            self.notes.silent += [(line, text)] if not says_nothing(text) else []
        elif part == "sound":
            self.sounds += [(line, text)] if not says_nothing(text) else []
        elif part == "said":
            self._say(line, text)
            self.notes.voiced = True
        elif part == "shown":
            if not says_nothing(text):
                self.parts.setdefault(part, []).append(unquoted(text))
        elif text:
            if part == "seen" and self.seconds is None and (time := ending(text)).seconds:
                self.last(line, time)
                text = time.rest
            self.parts.setdefault(part, []).append(text)

    def _say(self, line: int, text: str) -> None:
        words, out = spoken(text)
        self.notes.silent += [(line, t) for t in out if not says_nothing(t)]
        if not says_nothing(words):
            self.parts.setdefault("said", []).append(unquoted(words))

    def last(self, line: int, time: Time) -> None:
        """How long it lasts, where a text told it; what is no time is noted."""
        self.seconds = self.seconds or time.seconds
        if time.wrong:
            self.notes.tell(line, f"{time.wrong}; its words give the scene its time")

    def _seen_speaking(self, line: int, text: str) -> None:
        if not says_nothing(text):
            self.notes.tell(
                line,
                f"“{_short(text)}” is spoken in the picture, and no film of ours moves lips: write "
                "it after “VO:” to have it said over the picture; it is left out now",
            )

    def empty(self) -> bool:
        """Whether nothing stands under its heading."""
        return not self.sounds and not {"seen", "said", "shown"} & set(self.parts)

    def scene(self) -> ScriptScene:
        """The scene as it was read; what is seen is its heading where nothing else says it."""
        for line, text in self.sounds:
            if self.notes.voiced or text[-1] not in ".!?…。！？":
                self.notes.silent.append((line, text))
            else:
                self._say(line, text)
        lines = {part: " ".join(texts) for part, texts in self.parts.items()}
        return ScriptScene(
            line=self.line,
            seen=lines.get("seen", "") or self.head,
            said=unquoted(lines.get("said", "")),
            shown=unquoted(lines.get("shown", "")),
            camera=lines.get("camera", ""),
            seconds=self.seconds,
        )


def unquoted(text: str) -> str:
    """Words without the quotation marks that hold the whole of them."""
    for left, right in ("“”", "„“", "„”", "«»", "»«", "「」", '""', "‘’", "””"):
        inner = text[1:-1]
        if len(text) > 2 and text[0] == left and text[-1] == right and left not in inner:
            return inner.strip() if right not in inner else text
    return text


def _short(text: str) -> str:
    return text if len(text) <= 48 else f"{text[:47]}…"
