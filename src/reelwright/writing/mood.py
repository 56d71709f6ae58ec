"""How a film for a segment should feel: its pace, its music, its light."""

from dataclasses import dataclass
from typing import Literal

from ..domain.brief import Concept
from ..domain.segment import Segment
from ..domain.sound import MOODS, Mood
from .vocabulary import affinity, lexicon, stems

MUSIC: dict[str, Mood] = {mood: mood for mood in MOODS}
"""The moods of music, by the name that a brand gives."""
Pace = Literal["calm", "steady", "brisk"]

_SIGNS: dict[Mood, str] = {
    "tender": "awake worry wondering alone lonely night afraid far away silence sleep miss lie",
    "driving": "quick start days fast soon urgent deadline late hurry queue discharge waiting rush "
    "rude bothered mind",
    "bright": "own way independence myself hand jobs hours choose free simple light small pay",
    "warm": "same trust together face mother father carer home familiar love",
}
"""Words of needs that ask for a mood."""

_PACE: dict[Mood, Pace] = {
    "tender": "calm",
    "driving": "brisk",
    "bright": "steady",
    "warm": "steady",
}
_LOOK: dict[Mood, str] = {
    "tender": "Evening light, one lamp or window as the only bright thing, much quiet around it.",
    "driving": "Clear morning light, objects ready to go, short clean frames.",
    "bright": "Daylight on hands at work, open windows, people busy with their own things.",
    "warm": "Soft daylight in lived-in rooms, two people together, close on faces and hands.",
}
_WORDS: dict[Mood, tuple[str, ...]] = {
    "tender": ("quiet", "close"),
    "driving": ("clear", "quick"),
    "bright": ("lively", "dry-humoured"),
    "warm": ("warm", "familiar"),
}


@dataclass(frozen=True)
class Feel:
    """Mood and pace of a film, how it looks, and words for its tone."""

    mood: Mood
    pace: Pace
    look: str
    words: tuple[str, ...]


HOUSE = 6.0
"""What the mood of the brand's own music counts for: as much as one strong need."""


def feel(segment: Segment, concept: Concept, house: str = "") -> Feel:
    """The mood that the segment's words ask for most, bent by the concept's words and form.

    house is the mood of the brand's music, which is its films' music; pace, light and words follow
    it only where needs say little. An emotional
    metaphor and a letter are always told calmly; a contrast and a question move a step faster.
    """
    weights = lexicon(segment)
    for found in stems(concept.hook, concept.title):
        weights[found] = weights.get(found, 0.0) + 3.0
    scores = {
        mood: affinity((signs,), weights) + HOUSE * (mood == house)
        for mood, signs in _SIGNS.items()
    }
    mood = max(_SIGNS, key=lambda m: (scores[m], m))
    music = MUSIC.get(house, mood)
    pace = _PACE[mood]
    if concept.form in ("emotional metaphor", "letter") or concept.abstraction == "metaphorical":
        pace = "calm"
    elif concept.form in ("contrast", "question and answer") and pace == "steady":
        pace = "brisk" if mood == "bright" else pace
    return Feel(mood=music, pace=pace, look=_LOOK[mood], words=_WORDS[mood])
