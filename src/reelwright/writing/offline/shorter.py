"""Shortens what is said, by what can be left out and leaves a sentence."""

import re

from ...domain.sentences import sentences
from ..words import stopped, word_count

LEAST = 3
"""Words that a sentence keeps when it is shortened."""

_JOINTS = {
    "en": r"because|since|so that|when|while|where|although|though|unless|until|before|after|"
    r"as soon as|without|instead of|and|but|or|so",
    "de": r"weil|damit|wenn|während|obwohl|bis|bevor|nachdem|sobald|ohne|statt|und|aber|oder|denn",
    "fr": r"parce que|car|pour que|quand|lorsque|pendant que|bien que|jusqu'à|avant|après|sans|et|"
    r"mais|ou",
    "es": r"porque|para que|cuando|mientras|aunque|hasta|antes de|después de|sin|y|pero|o",
    "it": r"perché|affinché|quando|mentre|anche se|finché|prima di|dopo|senza|e|ma|o",
    "pt": r"porque|para que|quando|enquanto|embora|até|antes de|depois de|sem|e|mas|ou",
    "nl": r"omdat|want|zodat|wanneer|terwijl|hoewel|tot|voordat|nadat|zonder|en|maar|of",
    "sv": r"eftersom|därför att|så att|när|medan|fastän|tills|innan|efter|utan|och|men|eller",
    "pl": r"bo|ponieważ|żeby|gdy|kiedy|podczas gdy|choć|dopóki|zanim|bez|i|ale|lub",
}
"""Words before which a sentence may end."""

_PAIRED = re.compile(
    r"\b(?:between|both|either|neither|zwischen|sowohl|entweder|entre|ni|tra|fra|sia|nem|tussen|"
    r"zowel|mellan|både|między|zarówno)\b",
    re.I,
)
"""What needs the other half of a pair."""


def shorter(text: str, language: str) -> str | None:
    """A text without its last sentence, or what its last comma or joining word adds.

    None where a single sentence is left that nothing can be taken from.
    """
    *kept, last = sentences(text) or [""]
    if not kept:
        cut = _cut(last, language.partition("-")[0])
        asked = last.rstrip()[-1:] in ("?", "!")
        kept = [cut.rstrip(" ,;") + last.rstrip()[-1] if asked else stopped(cut)] if cut else []
    return " ".join(kept) or None


def _cut(sentence: str, language: str) -> str | None:
    # The comma of "3,412" parts nothing.
    *_, comma = [0, *(found.start() for found in re.finditer(r",\s", sentence))]
    if comma and word_count(sentence[:comma]) >= LEAST:
        return sentence[:comma]
    joints = _JOINTS.get(language)
    if joints is None:
        return None
    for found in reversed(list(re.finditer(rf"\s(?:{joints})\s", sentence, re.I))):
        head = sentence[: found.start()]
        # "Tarn and Tarmac" is one name.
        name = head.split()[-1][:1].isupper() and sentence[found.end()].isupper()
        if word_count(head) >= LEAST and not name and not _PAIRED.search(head):
            return head
    return None
