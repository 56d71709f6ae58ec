"""Prompts for clips: made richer before anything is filmed, and scaffolds to begin with."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from string import Formatter

from ..domain.base import Frozen
from ..domain.campaign import FormatName
from ..domain.clip import PromptTemplate
from ..domain.errors import InvalidIntake
from ..domain.spending import paying
from . import _given
from ._rights import demand


class EnhancedPrompt(Frozen):
    """A prompt and what was made of it, to be read and edited before a clip is asked for.

    fell_back: nothing could be made of it, text is the prompt, and why says the reason. maker:
    "offline", or the model.
    """

    prompt: str
    text: str
    template: PromptTemplate
    fell_back: bool
    why: str
    maker: str


class ClipPreset(Frozen):
    """A kind of clips with scaffolds of prompts, whose {slots} are filled in; texts by language."""

    id: str
    title: dict[str, str]
    about: dict[str, str]
    format: FormatName
    seconds: float
    scaffolds: tuple[dict[str, str], ...]
    slots: tuple[str, ...]


def enhance(
    prompt: str, *, template: PromptTemplate | None = None, who: str | None = None
) -> EnhancedPrompt:
    """Make more of a prompt, to be read and edited: one paragraph, or the prompt as it is.

    Args:
        prompt: What a person wrote.
        template: What a model is told, in three parts with {prompt} once; None: ours.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        InvalidIntake: The prompt is empty, or the template has its slot not exactly once.
        Missing: The model's package or key is not there.
        OverBudget: What the house may spend this month has no room for it.
    """
    from ..shooting.enhancing import DEFAULT
    from ..shooting.enhancing import enhance as more
    from ..wiring.spending import till_of
    from ..writing.languages import language_of

    demand("editor", who)
    if not prompt.strip():
        raise InvalidIntake("there is no prompt to make more of; write what shall be seen")
    settings = _given.settings()
    with paying(till_of(settings, "clips", "the longer prompt")):
        found = more(
            prompt,
            template=template or DEFAULT,
            language=language_of(prompt, least=0.5) or "en",
            model=settings.model_for("clip"),
        )
    return EnhancedPrompt(
        prompt=found.prompt,
        text=found.text,
        template=found.template,
        fell_back=found.fell_back,
        why=found.why,
        maker=found.origin.maker,
    )


def template(*, who: str | None = None) -> PromptTemplate:
    """What a model is told of a prompt unless a person says otherwise.

    Raises:
        NotAllowed: They may not look.
    """
    from ..shooting.enhancing import DEFAULT

    demand("viewer", who)
    return DEFAULT


@cache
def _presets() -> tuple[ClipPreset, ...]:
    told = tomllib.loads((Path(__file__).parent / "presets.toml").read_text("utf-8"))
    return tuple(
        ClipPreset(**preset, slots=tuple(dict.fromkeys(_slots(preset["scaffolds"]))))
        for preset in told["preset"]
    )


def presets(*, who: str | None = None) -> tuple[ClipPreset, ...]:
    """The kinds of clips that people make most, with scaffolds of their prompts.

    Raises:
        NotAllowed: They may not look.
    """
    demand("viewer", who)
    return _presets()


def _slots(scaffolds: Sequence[dict[str, str]]) -> Iterator[str]:
    for scaffold in scaffolds:
        yield from (name for _, name, _, _ in Formatter().parse(scaffold["en"]) if name)
