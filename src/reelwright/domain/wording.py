"""Words as people wrote them: found again in a text, and turned from "I" to "they"."""

import re
import unicodedata

from .first_person import of_who_speaks
from .letters import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")


def counted(number: int, name: str) -> str:
    """So many of them, in words: "1 word", "2 words"."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def says(text: str, phrase: str, *, name: bool = False) -> bool:
    """Whether a text holds a phrase as whole words, whatever its capitals, spaces or apostrophes.

    Signs belong to the phrase: "C++", "#1" and "100%" are found, and "#1" is not in "#10". name:
    it is the name of a column or the like, whose hyphens are no spaces.
    """
    text, phrase = _plain(text), _plain(phrase)
    if not phrase.strip():
        return False
    pattern = re.escape(phrase) if name else spaced(phrase)
    return any(whole(found) for found in re.finditer(pattern, text, re.I))


def spaced(phrase: str) -> str:
    """A pattern for a phrase whose words any space or hyphen may part: "risk-free" is "risk free".

    Signs stand beside their figures with a space and without: "100%", "R & D", "No.1".
    """
    words = re.split(rf"\s+|(?<=\w){_HYPHEN}(?=\w)", phrase)
    parted = rf"(?:\s+|\s?{_HYPHEN}\s?)"
    joined = "\0".join(re.escape(word) for word in words if word)
    joined = re.sub(r"(\d)\0?(\\?[%‰€£$°])", r"\1\\s?\2", joined)
    joined = re.sub(r"(?<=\w)\0?\\?&\0?(?=\w)", r"\\s?&\\s?", joined)
    joined = re.sub(r"(?<=[^\W\d])(\\[.#]|[°º])\0?(?=\d)", r"\1\\s?", joined)
    return joined.replace("\0", parted)


_HYPHEN = "[-\u2010\u2011\u2012\u2013]"


def whole(found: re.Match[str]) -> bool:
    """Whether what was found neither begins nor ends inside a word."""
    text, start, end = found.string, *found.span()
    if end - start == 1 and text[start].isalpha() and text[end : end + 1] in ("+", "#"):
        # "C" is not in "C++".
        return False
    return not _inside(text[start - 1 : start + 1] if start else "") and not _inside(
        text[end - 1 : end + 1]
    )


def _inside(pair: str) -> bool:
    """Whether two letters side by side belong to one word, in a script that parts its words."""
    return len(pair) == 2 and bool(re.fullmatch(r"\w\w", pair)) and not _UNSPACED.search(pair)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u2019", "'")


_PEOPLE = tuple(
    (re.compile(pattern, re.I), other)
    for pattern, other in (
        (r"\byou(?: are|'re|\u2019re)\b", "they are"),
        (r"\byou(?: were)\b", "they were"),
        (r"\byourself\b", "themselves"),
        (r"\byours\b", "theirs"),
        (r"\byour\b", "their"),
        (
            r"\b(with|to|for|behind|beside|near|about|of|from|at|around|help|ask|asks|tell|tells|"
            r"give|gives|let|lets|call|calls|see|sees|treat|treats|make|makes|lets|gets) you\b",
            r"\1 them",
        ),
        (r"\byou\b", "they"),
        (r"\bi(?: am|'m|\u2019m)\b", "they are"),
        (r"\bi was\b", "they were"),
        (r"\bi(?:'ve|\u2019ve)\b", "they have"),
        (r"\bi(?:'d|\u2019d)\b", "they would"),
        (r"\bi(?:'ll|\u2019ll)\b", "they will"),
        (r"\bmyself\b", "themselves"),
        (r"\bmine\b", "theirs"),
        (r"\bmy\b", "their"),
        (r"\bme\b", "them"),
        (r"\bi\b(?!['\u2019.])", "they"),
        (r"\bours\b", "theirs"),
        (r"\bour\b", "their"),
        (r"\bwe\b", "they"),
    )
)


def third_person(text: str) -> str:
    """A clause about "I", "we" or "you" as one about "they": "my own way" to "their own way"."""
    for pattern, other in _PEOPLE:
        text = pattern.sub(other, text)
    return text


def clause_of(answer: str) -> str:
    """An answer as it stands inside a sentence: third person, no capital, no full stop."""
    text = third_person(answer.strip()).strip().rstrip(".")
    first, _, rest = text.partition(" ")
    if first[:1].isupper() and first[1:].islower() and first not in _PROPER:
        text = first[0].lower() + first[1:] + (f" {rest}" if rest else "")
    elif first == "A":
        text = f"a {rest}"
    return text.removeprefix("they ")


_PROPER = {"English", "British", "American", "French", "German", "Spanish", "London", "Monday"}


_ONESELF = re.compile(
    r"^(?:i|we|my|our|me)\b|^(?:i|we)['\u2019]|(?-i:\bI\b(?= [a-z]))|\bmyself\b|"  # English
    r"\b(?:ich|mich|mir|meine?[mnrs]?|wir|unsere?[mnrs]?)\b|"  # German
    r"\b(?:je|nous|mon|mes|moi)\b|\bj['\u2019]|"  # French
    r"^(?:yo|me|mi|mis|nos|nuestr[oa]s?)\b|\b(?:yo|conmigo)\b|"  # Spanish
    r"^(?:io|mi|noi|il mio|la mia|i miei|le mie|ci)\b|\b(?:io|mio|mia|miei|mie)\b|"  # Italian
    r"^(?:eu|nós|o meu|a minha|os meus|as minhas)\b|\b(?:eu|meus?|minhas?|comigo)\b|"  # Portuguese
    r"\b(?:ik|mijn|wij|onze)\b|"  # Dutch
    r"^(?:jag|vi|min|mitt|mina|vår|vårt|våra)\b|\b(?:jag|mig)\b|"  # Swedish
    r"\b(?:ja|moja|mój|moje|mnie|mną|mam|jestem)\b|"  # Polish
    r"私|僕|自分|わたし|うち(?:は|の)",
    re.I,
)
_VERBS = re.compile(
    r"^(?:nie |zawsze |nigdy |często |czasami |zwykle |nigdy nie )*(?!problem|system|krem|program)"
    r"\w{2,}(?:ę|am|em)(?: się)?\s+\w|"
    r"^(?:nie |zawsze |nigdy |nigdy nie )*\w{3,}(?:łem|łam)\b|"
    r"(?:する|した|しない|ます|ません|ない|たい|[うくすつむるぐぶ]|[いっん][ただ]|です)[。!！]?$",
    re.I,
)
"""Statements whose verb alone tells who speaks, in Polish and Japanese: "Piję bezkofeinową"."""
_OF_OTHERS = re.compile(
    r"^(?:they|you)\s+(?!and\b|or\b)\w|"  # English
    r"^(?:it|he|she|they|you|that|there|everything|nobody)['\u2019](?:s|re|ve|ll|d)\b|"
    r"^(?:it|he|she|that|this|there|everything|everyone|everybody|nobody|no one|someone|somebody|"
    r"people|nothing)\s+(?:is|are|was|were|has|have|had|can|could|will|would|does|did|must|should|"
    r"may|seems?|feels?|looks?|tastes?|helps?|works?|saves?|makes?|gives?|comes?|goes|[a-z]+ed)\b|"
    r"^(?:sie|er|es|man|du)\s+[a-zäöü]+(?:t|en|rn|ln|nn|ss|ag|ll|rd)\b|"  # German
    r"^(?:ils?|elles?|vous|tu|ça|cela)\s+\w|^c['\u2019](?:est|était)\b|^ce sont\b|"  # French
    r"^on\s+(?:(?:peut|ne|y|est|a|nous|vous|me)\b|[nm]['\u2019])|"
    r"^(?:es|son|está|están|hay|tienes?|tienen|se|él|ellos|ellas|ustedes|puedes?|me)\s+\w|"
    r"^(?:è|sono|ha|hanno|si|lui|lei|loro|puoi)\s+\w|^c['\u2019]è\b|^ci sono\b|"  # Italian
    r"^(?:é|são|estão|tem|têm|há|eles?|elas?|você|vocês|dá|pode|posso)\s+\w|"  # Portuguese
    r"^(?:ze|zij|hij|men)\s+\w|"  # Dutch
    r"^(?:het|er|je)\s+(?:is|zijn|was|heeft|hebt|kan|kunt|krijgt|wordt)\b|"
    r"^(?:han|hon|man)\s+\w|^du\s+(?:kan|har|får|slipper)\b|"  # Swedish
    r"^det\s+(?:är|finns|går|var|kan|har)\b|"
    r"^(?:jest|są|mają|ma|można|oni|ona)\s+\w",  # Polish
    re.I,
)
"""Statements about somebody or something else: "They deliver", "Es ist günstig", "Hay sitio"."""


def of_oneself(option: str) -> bool:
    """Whether an option is a statement, not the name of a thing: "I drink it", "They deliver".

    In doubt it is: such an option is told in other words, or not at all.
    """
    return (
        bool(_ONESELF.search(option) or _OF_OTHERS.search(option.strip()))
        or of_who_speaks(option)
        or bool((" " in option or _UNSPACED.search(option)) and _VERBS.search(option))
    )


def said_of(option: str) -> str:
    """What people do who say an option of themselves: "I drink decaf" gives "drink decaf".

    "" for what is in another language than English, or begins otherwise.
    """
    if not re.match(r"(?:I|We)(?:\s|['\u2019](?:m|ve|d|ll|re)\s)", option.strip(), re.I):
        return ""
    text = third_person(option.strip()).rstrip(" .!")
    return text[5:] if text.lower().startswith("they ") and len(text.split()) > 2 else ""
