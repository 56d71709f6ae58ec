"""Makes more of a short prompt: a paragraph that a person reads, edits and then asks for.

What a model is told stands in three parts that people can edit. What it answers is one paragraph
and nothing else, or it is not used, and that is said.
"""

import random
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from ..backends.text.ask import OFFLINE, Ask, fenced
from ..backends.text.write import write
from ..domain.base import Frozen
from ..domain.clip import PromptTemplate
from ..domain.errors import BackendFailed, InvalidIntake
from ..domain.origin import Origin
from .asking import parted

SLOT = "{prompt}"
"""Where the person's prompt stands in a template: exactly once."""

MOST = 2_000
"""Characters of a paragraph: the models read fewer."""

DEFAULT = PromptTemplate(
    role="You write prompts for a text-to-video model.",
    task=(
        "Make one rich paragraph of the user's prompt, in the language of the prompt: what is "
        "seen, where, in what light, what moves, and what the camera does. Keep every thing the "
        "prompt names; add no persons, brands, texts or claims. Answer with the paragraph alone."
    ),
    prompt=SLOT,
)

_MARKUP = re.compile(r"^\s*(?:#|[-*+>•]\s|\d+[.)]\s|```)|\*\*|```")
_QUOTED = re.compile(r"^\s*[\"'“„«‘「『].*[\"'”“»’」』]\s*$", re.DOTALL)
_BEFORE = re.compile(
    r"^\W*(?:(?:sure|certainly|of course|absolutely|okay|ok|gladly|gerne?|sicher|natürlich|klar|"
    r"bien sûr|d['’]accord|avec plaisir|claro|por supuesto|desde luego|con gusto|certo|certamente|"
    r"volentieri|com certeza|com prazer|zeker|natuurlijk|graag|självklart|absolut|gärna|jasne|"
    r"oczywiście|chętnie)\b(?:\s*[,!.:;]|\s+[–—-])|(?:はい|もちろん|承知しました)[、。,!!])",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"^\W*(?:here(?:['’]s| is| are)|this is|below is|hier (?:ist|sind|is|zijn)|voici|voilà|"
    r"aquí (?:está|tienes|va)|ecco|aqui (?:está|vai|tem)|här (?:är|kommer)|oto|poniżej|nedan|"
    r"以下|こちら|[^.:\n]{0,40}(?:prompt|paragraph|absatz|beschreibung|paragraphe|párrafo|paragrafo|"
    r"parágrafo|alinea|stycke|akapit|プロンプト|段落))[^.:\n]{0,80}[::]",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:let me know|hope (?:this|that)|feel free|lass(?:en)? (?:es )?(?:mich|sie mich) wissen|"
    r"ich hoffe|n['’]hésitez pas|j['’]espère|espero que|avísame|hazme saber|fammi sapere|spero che|"
    r"me avise|diga-me|laat (?:het )?me weten|ik hoop|hör av dig|säg till|jag hoppas|daj znać|"
    r"mam nadzieję|お知らせください|いかがでしょうか)[^.!?。]*[.!?。!]?\s*$",
    re.IGNORECASE,
)


class _Paragraph(Frozen):
    text: str


class _Given(Frozen):
    prompt: str
    template: PromptTemplate
    language: str


class Enhanced(Frozen):
    """A prompt and what was made of it. fell_back: nothing was, and why says the reason."""

    prompt: str
    text: str
    template: PromptTemplate
    fell_back: bool = False
    why: str = ""
    origin: Origin = Origin()


def enhance(
    prompt: str,
    *,
    template: PromptTemplate = DEFAULT,
    language: str = "en",
    model: str = OFFLINE,
    seed: int = 1,
) -> Enhanced:
    """A richer prompt, or the same where no answer was one paragraph, or no model answered.

    language: of the prompt; what is written offline is in it. Raises InvalidIntake for a template
    that `check_template` refuses, Missing where the model's package or key is not there.
    """
    check_template(template)
    given = _Given(prompt=prompt.strip(), template=template, language=language)
    try:
        written = write(ASK, given, model=model, seed=seed)
    except BackendFailed as problem:
        return Enhanced(
            prompt=given.prompt,
            text=given.prompt,
            template=template,
            fell_back=True,
            why=f"the prompt stands as it was written: {problem}",
        )
    return Enhanced(
        prompt=given.prompt,
        text=written.value.text.strip(),
        template=template,
        origin=written.origin,
    )


def check_template(template: PromptTemplate) -> None:
    """Raise InvalidIntake unless the slot stands exactly once in a template, and no other does."""
    parts = {"role": template.role, "task": template.task, "prompt": template.prompt}
    count = sum(text.count(SLOT) for text in parts.values())
    if count != 1:
        where = ", ".join(name for name, text in parts.items() if SLOT in text)
        raise InvalidIntake(
            f"the template has {SLOT} {count} times{f' (in {where})' if where else ''}; let it "
            "stand exactly once, where the prompt belongs"
        )
    for name, text in parts.items():
        if strange := re.findall(r"\{\s*\w+\s*\}", text.replace(SLOT, "")):
            raise InvalidIntake(
                f"{name} of the template has {strange[0]}, which nothing fills; there is {SLOT} "
                "alone"
            )


def no_paragraph(text: str) -> list[str]:
    """What keeps an answer from being one paragraph and nothing else; [] where it is one."""
    told = text.strip()
    if not told:
        return ["the answer is empty; write one paragraph"]
    found: list[str] = []
    if "\n" in told or "\r" in told or "\u2029" in told:
        found.append("it has several lines; write one paragraph without a line break")
    if any(_MARKUP.search(line) for line in told.splitlines()):
        found.append("it has markup or a list; write plain sentences")
    if _QUOTED.match(told):
        found.append("it stands in quotation marks; leave them out")
    if _BEFORE.match(told) or _ANNOUNCED.match(told):
        found.append("it begins with words about the answer; begin with what is seen")
    if _AFTER.search(told):
        found.append("it ends with words to the reader; end with what is seen")
    if len(told) > MOST:
        found.append(f"it has {len(told)} characters; write {MOST} at most")
    return found


def _ask(given: _Given) -> str:
    template = given.template
    said = template.prompt
    parts = [template.role, template.task, said]
    return "\n\n".join(p.replace(SLOT, fenced("prompt", given.prompt)) for p in parts if p.strip())


def _offline(given: _Given, source: random.Random) -> _Paragraph:
    """The prompt itself, with a light, and with a camera move where it names none."""
    words = _words().get(given.language.split("-")[0])
    text = " ".join(given.prompt.split())
    if words is None:
        return _Paragraph(text=text)
    _, action = parted(text)
    ends = text[-1:] in ".!?。!?"
    full = "。" if given.language.startswith("ja") else "."
    space = "" if full == "。" else " "
    parts = [text if ends else text + full, source.choice(words["light"])]
    if not action:
        parts.append(source.choice(words["camera"]))
    return _Paragraph(text=space.join(parts))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "enhance.toml").read_text("utf-8"))


def _check(given: _Given, answer: _Paragraph) -> list[str]:
    return no_paragraph(answer.text)


ASK = Ask(
    name="enhance",
    version="1",
    output=_Paragraph,
    prompt=_ask,
    offline=_offline,
    check=_check,
    temperature=0.7,
)
