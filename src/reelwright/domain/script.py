"""A finished script of a person's own: scenes as they wrote them, spoken word for word."""

from pydantic import Field

from .base import Frozen, Seconds


class ScriptScene(Frozen):
    """One scene. seen: what the picture shows; said: its narration; shown: type; as written.

    line: where in the file it begins. camera: a direction, where one is given. seconds: None lets
    its words decide.
    """

    line: int
    seen: str
    said: str = ""
    shown: str = ""
    camera: str = ""
    seconds: Seconds | None = None


class Screenplay(Frozen):
    """A script as it was read. title: "" where it has none. notes: what of it is not made."""

    file: str
    title: str = ""
    scenes: tuple[ScriptScene, ...] = Field(min_length=1)
    notes: tuple[str, ...] = ()

    def place(self, scene: ScriptScene) -> str:
        """Where a scene stands, for messages: "script.md, line 12"."""
        return f"{self.file}, line {scene.line}"

    def words(self) -> tuple[str, ...]:
        """Every text of it that is said or shown."""
        texts = (t for s in self.scenes for t in (s.said, s.shown))
        return tuple(t for t in (self.title, *texts) if t)
