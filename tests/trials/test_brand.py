"""What a brand and its trade say reaches every text that is written, and the voice that speaks."""

from fractions import Fraction

import pytest

from reelwright.domain.brand import VoiceProfile
from reelwright.sound import record
from reelwright.writing import draw_features, match_brief, write_brief, write_concepts
from reelwright.writing.brief import BRIEF, BriefTask
from reelwright.writing.concepts import CONCEPTS, ConceptTask
from reelwright.writing.storyboard import BOARD, BoardTask

from values.boards import words_campaign
from values.segments import FAMILY


def prompts(campaign):
    """What a model would read at each writing step."""
    made = write_concepts(FAMILY, campaign, count=4, seed=1)
    concept, weighing = made.concepts[0], made.weighings[0]
    brief = write_brief(concept, weighing, FAMILY, campaign)
    told = {"segment": FAMILY, "campaign": campaign}
    board = BoardTask(
        brief=brief,
        match=match_brief(brief, FAMILY, campaign),
        draw=draw_features(FAMILY, seed=1),
        seconds=Fraction(20),
        **told,
    )
    return (
        CONCEPTS.prompt(ConceptTask(count=4, **told)),
        BRIEF.prompt(BriefTask(concept=concept, weighing=weighing, **told)),
        BOARD.prompt(board),
    )


@pytest.mark.proves("S0-03", "S0-06")
def test_writers_are_told_the_trade_the_tone_and_the_rules():
    plain = words_campaign()
    rules = {"do": ("show teapots",), "dont": ("show umbrellas",), "never_say": ("zebra",)}
    other = plain.model_copy(
        update={
            "category": "pottery",
            "tone": ("dry",),
            "brand": plain.brand.model_copy(update={**rules, "tagline": "Fired twice."}),
        }
    )
    for before, after in zip(prompts(plain), prompts(other), strict=True):
        for words in ("pottery", "dry", "show teapots", "show umbrellas", "zebra", "Fired twice."):
            assert words in after
            assert words not in before


@pytest.mark.proves("S0-03")
def test_the_narrator_speaks_as_the_brand_asks(assets):
    calm, quick = (
        record(
            "s1",
            "Book a first visit, and sleep well tonight.",
            profile=VoiceProfile(engine="espeak", speed=speed),
            assets=assets,
        )
        for speed in (120, 180)
    )
    assert calm.seconds > quick.seconds * Fraction(5, 4)
