"""First and second person turned to third, for what people said about themselves."""

import re

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
