import pytest

from reelwright.domain.segment import Trait
from reelwright.domain.survey import Cell
from reelwright.writing.lint import lint, lint_head
from reelwright.writing.offline.plain import (
    FAMILIAR,
    bridges,
    claim_head,
    nouns,
    said_of,
    trait_head,
)
from reelwright.writing.words import word_count

from values.segments import bare_campaign


def trait(text):
    cell = Cell(column="c", level="high", share=0.6, base_share=0.4, index=150, n=90)
    return Trait(id="t", group="motivations", text=text, cell=cell)


@pytest.mark.parametrize(
    ("claim", "head"),
    [
        ("It fits under the seat of 42 airlines.", "Under the seat of 42 airlines"),
        ("It weighs 890 grams empty.", "It weighs 890 grams empty"),
        ("Most invoices are paid eleven days sooner than before.", "Paid eleven days sooner"),
        ("A person in Leeds answers within two hours.", "Within two hours"),
        ("A photo of a receipt files it.", "A photo of a receipt"),
        ("Baked at night, delivered by seven.", "Baked at night, delivered by seven"),
        ("If we run more than ten minutes late, we ring you first.", "We ring you first"),
        ("We were rated Good in all five areas at our last visit.", "Rated Good in all five areas"),
    ],
)
def test_a_claim_gives_a_headline_that_keeps_its_number(claim, head):
    assert claim_head(claim) == head
    assert lint_head(head) == []


@pytest.mark.parametrize(
    ("need", "head"),
    [
        ("are afraid of getting the tax return wrong", "Getting the tax return wrong"),
        ("worry that their bag will not fit", "Your bag will not fit"),
        ("want to know what is in their food", "What is in your food?"),
        ("do not trust long lists of ingredients", "Long lists of ingredients"),
        ("want their Sundays back", "Your Sundays back"),
        ("want to travel with cabin luggage only", "Travel with cabin luggage only"),
        ("lie awake wondering how things are when they are not there", FAMILIAR),
    ],
)
def test_a_need_gives_a_headline_or_none_is_forced(need, head):
    assert trait_head(trait(need)) == head


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("want their Sundays back", "All you want is your Sundays back."),
        ("hate paying extra fees at the gate", "You hate paying extra fees at the gate."),
        (
            "look first for paying only for the hours they use",
            "What counts is paying only for the hours you use.",
        ),
    ],
)
def test_a_need_is_said_in_a_whole_sentence(need, said):
    found = said_of(trait(need))
    assert found[0] == said
    assert all(lint(s) == [] for s in found)


def test_bridges_name_the_company_and_claim_nothing():
    bare = bare_campaign()
    for said, head in bridges(bare):
        assert bare.brand.name in said
        assert 2 <= word_count(head) <= 6
        assert lint(said) == []


@pytest.mark.parametrize(
    ("language", "text", "seen"),
    [
        (
            "de",
            "Die Tasche wiegt nichts und passt unter jeden Sitz.",
            "tasche wiegt nichts passt sitz",
        ),
        ("fr-CA", "Nous livrons les paniers chez vous avant midi.", "livrons paniers midi"),
        ("es", "Reparamos las bicicletas en nuestro taller.", "reparamos bicicletas taller"),
        ("it", "La borsa sta sotto ogni sedile, senza fatica.", "borsa sedile fatica"),
        ("pt", "A mala cabe sob qualquer assento.", "mala cabe assento"),
        ("nl", "De tas past altijd onder jouw stoel.", "tas past stoel"),
        ("sv", "Väskan får plats under varje stol.", "väskan plats stol"),
        ("pl", "Torba mieści się pod każdym fotelem.", "torba mieści fotelem"),
        ("en", "The bag fits under every seat.", "bag seat"),
    ],
)
def test_a_picture_is_looked_for_by_what_a_text_names_in_its_language(language, text, seen):
    assert nouns(text, language=language) == seen.split()
