"""How a sentence comes to name the company, and what leads from the need to the answer.

Nothing here claims anything: a name is put where the sentence has room for it, and a lead only
announces what follows.
"""

import re

from ...domain.brief import Form
from ..words import capital, sentences, stopped, word_count

MOST = 14
"""Words of a spoken sentence."""

_PEOPLE = frozenset(
    "you nobody somebody someone everybody everyone nothing everything there".split()
)
_THINGS = frozenset("your yours no each every the a an this that these most all".split())
"""Words a whole sentence may begin with after "With Fernhill, "; things need a verb we know."""

_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|must|makes?|goes|comes?|stays?|"
    r"gets?|keeps?|takes?|fits?|lasts?|needs?|means?|reaches|arrives?|works?)\b",
    re.I,
)

_LEADS: dict[Form, tuple[str, ...]] = {
    "question and answer": ("Here is {brand}{s} answer.",),
    "demonstration": ("Here is how {brand} does it.", "This is how {brand} does it."),
    "contrast": ("Now the same with {brand}.",),
    "letter": ("A note to you, from {brand}.",),
}
"""Forms that announce their answer."""


def with_company(said: str, brand: str, product: str) -> str | None:
    """The words with the company's name in their first sentence; None where it has no room there.

    "You sit down." gives "With Fernhill, you sit down."; "We repair it." gives "At Fernhill we
    repair it."; "It fits." gives "The Fernhill bag fits." where the product bears the name.
    """
    if brand in said:
        return said
    first, *rest = sentences(said) or [""]
    opener, _, after = first.partition(" ")
    low = opener.lower().rstrip(",")
    if low == "we" and after:
        named = f"At {brand} we {after}"
    elif low == "it" and brand.lower() in product.lower() and after:
        named = f"{capital(product)} {after}"
    elif _stands(low, opener, after):
        named = f"With {brand}, {low}{first[len(low) :]}"
    else:
        return None
    return " ".join([named, *rest]) if word_count(named) <= MOST else None


def _stands(low: str, opener: str, after: str) -> bool:
    """Whether a sentence is whole enough to stand behind "With Fernhill, "."""
    if after.endswith("?") or opener.endswith(","):
        return False
    return low in _PEOPLE or (low in _THINGS and bool(_VERB.search(after)))


def leads(form: Form, brand: str) -> tuple[str, ...]:
    """Short sentences that announce the answer in this form; () where it needs none."""
    s = "'" if brand.endswith("s") else "'s"
    return tuple(
        stopped(lead.format(brand=brand, s=s).rstrip(".")) for lead in _LEADS.get(form, ())
    )


def signed(call: str, brand: str) -> str:
    """The last words of a letter: the call to action and who wrote."""
    plain = (
        call if brand not in call else re.sub(rf"\s+(?:with|at|from) {re.escape(brand)}", "", call)
    )
    return stopped(f"{plain} Yours, {brand}")
