"""Says in two sentences what a concept would make of its line, form by form."""

from dataclasses import dataclass

from ...domain.brief import Abstraction, Form
from ..words import capital


@dataclass(frozen=True)
class Parts:
    """What an idea is told with: words of the campaign, and nothing besides."""

    hook: str
    head: str
    sight: str
    proof: str
    second: str
    relief: str
    meaning: str
    brand: str


_TOLD: dict[Form, str] = {
    "problem and answer": (
        "Say the trouble out loud: “{hook}” Then give it the one answer they can check, “{proof}”."
    ),
    "day in the life": (
        "Stay in an ordinary day, and explain nothing. The help comes in quietly, with “{proof}”, "
        "and the day ends on “{relief}”."
    ),
    "contrast": (
        "Two halves of one film: “{head}” against “{relief}”. What makes the difference is "
        "“{proof}”, and it can be checked."
    ),
    "demonstration": (
        "No story, only how it works: “{proof}”{second}. “{head}” is the reason to look."
    ),
    "letter": (
        "A note to one person who knows “{head}”. It says “{proof}”, nothing grander, and is "
        "signed {brand}."
    ),
    "question and answer": (
        "Ask what they ask themselves, “{head}”, and leave it standing for a moment. The answer is "
        "one that can be looked up: “{proof}”."
    ),
    "emotional metaphor": (
        "Show the image and say only “{hook}” It stands for one thing: {meaning}. “{proof}” brings "
        "it back to earth."
    ),
    "testimonial": "A customer tells it: “{hook}” What they say is “{proof}”.",
}


def idea(form: Form, abstraction: Abstraction, parts: Parts) -> str:
    """A few sentences for a creative: what is said, what carries it, what is seen first."""
    told = "emotional metaphor" if abstraction == "metaphorical" else form
    second = f", then “{parts.second}”" if parts.second else ""
    first = f" First picture: {parts.sight}."
    return first.join((_TOLD[told], "")).format(
        hook=parts.hook,
        head=parts.head,
        sight=parts.sight,
        proof=parts.proof,
        second=second,
        relief=parts.relief or parts.proof,
        meaning=parts.meaning,
        brand=parts.brand,
    )


def bare(head: str) -> str:
    """A headline as it is quoted: without its stop."""
    return capital(head.rstrip("."))
