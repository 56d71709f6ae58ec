"""What people wrote is theirs: it passes as it is, and nothing that is composed around it fails."""

import pytest

from reelwright.domain.campaign import Offer, Proof
from reelwright.domain.errors import Missing, StudioError
from reelwright.domain.leaving import kept_back
from reelwright.domain.wording import says
from reelwright.release.page.page import write_page
from reelwright.writing import (
    asked_for,
    draw_features,
    lacks,
    match_brief,
    write_brief,
    write_concepts,
    write_storyboard,
)
from reelwright.writing.checks import hook_findings, spoken_findings, words_findings
from reelwright.writing.concepts import STAND_INS
from reelwright.writing.lint import lint, lint_head
from reelwright.writing.offline.lines import (
    lines_for,
    offered,
    said_of_offer,
    said_of_proof,
    source_of,
)
from reelwright.writing.shown import shown_by
from reelwright.writing.theirs import Theirs, theirs
from reelwright.writing.words import capital, sentences, small, stopped

from values import odd
from values.segments import FAMILY, bare_campaign

LONG = odd.CLAIMS[-1]


def films(campaign, segment, seed=1):
    """Every storyboard of a campaign with its page: each stage checks its own."""
    found = write_concepts(segment, campaign, count=4, seed=seed)
    for concept, weighing in zip(found.concepts, found.weighings, strict=True):
        brief = write_brief(concept, weighing, segment, campaign, seed=seed)
        match = match_brief(brief, segment, campaign).model_copy(update={"veto": False})
        board = write_storyboard(
            brief, segment, match, draw_features(segment, seed=seed), campaign,
            seconds=campaign.wanted.seconds, seed=seed, language=campaign.language,
        )  # fmt: skip
        yield board, write_page(board, brief, segment, campaign)[0]


@pytest.mark.parametrize("claim", odd.CLAIMS)
def test_a_fact_passes_as_it_is(claim):
    campaign = bare_campaign()
    proof = Proof(id="own", claim=claim, substantiation="Own log")
    campaign = campaign.model_copy(update={"proofs": (proof,)})
    assert spoken_findings(stopped(claim), campaign, "s1") == []
    assert words_findings(f"Here is what we do: {claim}", campaign, "page") == []


@pytest.mark.parametrize("brand", odd.BRANDS)
def test_a_name_passes_in_what_is_composed_around_it(brand):
    campaign = bare_campaign()
    brand = campaign.brand.model_copy(update={"name": brand})
    campaign = campaign.model_copy(update={"brand": brand})
    assert spoken_findings(f"Here is what {brand.name} does about it.", campaign, "s1") == []
    assert any("cliché" in f for f in spoken_findings("It will unlock your day.", campaign, "s1"))
    assert any("doubled" in f for f in spoken_findings("You wait wait here.", campaign, "s1"))


def test_what_is_composed_is_judged_beside_what_is_theirs():
    own = Theirs(("Empower pays it back!!",))
    assert lint("Empower pays it back!!", theirs=own) == []
    assert lint("Empower pays it back!!")
    assert lint("empower yourself. Empower pays it back!!", theirs=own)
    assert lint_head("Empower pays it back!!", theirs=own) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Vous attendez encore ? La file est longue : midi sonne !"),
        ("fr", "« Le pain attendra ? » Vous êtes où, vous vous demandez."),
        ("it", "Vai a Elena. Era a Empoli."),
        ("es", "¿Vas a Italia? ¡Vamos a ella!"),
        ("de", "„Die, die warten, warten lange.“"),
        ("pl", "„Czekasz długo?” A ona już jest."),
        ("pt", "Vai a Évora, e a amiga também."),
        ("nl", "Die die wachten, zijn er al."),
        ("sv", "Det det gäller är tid."),
        ("ja", "もう待たない。朝のパン。"),
    ],
)
def test_other_languages_are_not_held_to_the_rules_of_english(language, text):
    assert lint(text, spoken=False, theirs=Theirs(language=language)) == []


def test_letters_said_singly_and_names_keep_their_capitals():
    assert lint("You need an MRI and a UK plug.") == []
    assert (capital("eBay sells"), capital("hello")) == ("eBay sells", "Hello")
    assert (small("MRI scan now."), small("Come by."), small("eBay it.")) == (
        "MRI scan now.", "come by.", "eBay it.",
    )  # fmt: skip
    assert stopped("Matin !") == "Matin !"
    assert stopped("Yes!!") == "Yes!!"
    assert stopped("Come by") == "Come by."
    assert sentences("Prof. Lee is in. No. 5 is free. No. It is not.") == [
        "Prof. Lee is in.", "No. 5 is free.", "No.", "It is not.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("Bread is 100% fresh", "100%", True),
        ("Bread is 100 % fresh", "100%", True),
        ("1100% of it", "100%", False),
        ("Learn C++ now", "c++", True),
        ("The #1 in town", "#1", True),
        ("Flat #10", "#1", False),
        ("cheaper", "cheap", False),
        ("Don’t wait", "don't", True),
        ("これは最高です", "最高", True),
        ("Anything", "  ", False),
    ],
)
def test_a_phrase_is_found_with_its_signs_and_as_whole_words(text, phrase, found):
    assert says(text, phrase) is found


def test_a_claim_is_said_whole_or_asks_for_spoken():
    base = bare_campaign()
    long = Proof(id="baked", claim=LONG, substantiation="Baking log")
    short = Proof(id="queue", claim="Nobody waits more than four minutes.", substantiation="Till")
    campaign = base.model_copy(update={"proofs": (long, short)})
    said = [s for x in lines_for(FAMILY, campaign) if x.kind == "proof" for s in x.spoken]
    assert said == ["Nobody waits more than four minutes."]
    (asked,) = (line for line in asked_for(campaign, offline=True) if ": claim: " in line)
    assert asked.startswith("campaign.toml: proofs 'baked': claim: 23 words")
    assert "`spoken`" in asked
    spoken = long.model_copy(update={"spoken": ("We bake here, every single morning.",)})
    campaign = base.model_copy(update={"proofs": (spoken, short)})
    assert not [line for line in asked_for(campaign, offline=True) if ": claim: " in line]
    alone = base.model_copy(update={"proofs": (long,), "offers": ()})
    with pytest.raises(Missing, match=r"proofs 'baked'.*`spoken`"):
        lacks(alone, offline=True)


def test_no_film_says_a_part_of_a_claim():
    campaign = bare_campaign().model_copy(
        update={"proofs": tuple(
            Proof(id=f"p{n}", claim=c, substantiation="Own log") for n, c in enumerate(odd.CLAIMS)
        )}
    )  # fmt: skip
    for line in lines_for(FAMILY, campaign):
        if line.kind == "proof":
            claim = next(p.claim for p in campaign.proofs if p.id == line.id)
            assert line.spoken == (stopped(claim),)
    assert said_of_proof(campaign.proofs[-1]) == ()


@pytest.mark.longer
def test_an_offer_keeps_its_object_its_price_and_its_terms():
    back = Offer(id="b", name="Thirty days", text="Send it back in 30 days. We pay the postage.")
    assert said_of_offer(back) == ("Send it back in 30 days. We pay the postage.", "Thirty days.")
    for n in range(12):
        campaign = odd.campaign(n)
        for board, _ in films(campaign, odd.audience(n)):
            for scene in board.scenes:
                told = scene.text
                shown = f"{scene.narration} {told.head} {told.body} {told.note}"
                for offer in campaign.offers:
                    if scene.beat == "offer" and offer.id in scene.facts:
                        assert says(shown, offer.price) or not offer.price
                        assert says(shown, offer.terms) or not offer.terms
                    if (
                        told.body
                        and told.kind == "end card"
                        and told.body == offered(offer, campaign.call.text)
                    ):
                        assert told.note == offer.terms


@pytest.mark.longer
@pytest.mark.parametrize("n", range(30))
def test_nothing_that_a_stage_falls_back_to_fails_its_own_check(n):
    campaign, segment = odd.campaign(n), odd.audience(n)
    made = list(films(campaign, segment, seed=n))
    assert len(made) == 4
    never = campaign.brand.never_say
    for board, page in made:
        shown = [t for s in board.scenes for t in (s.narration, s.text.head, s.text.body)]
        shown += [t for b in page.blocks for t in (b.head, b.body, *sum(b.items, ()))]
        assert not [t for t in shown if any(says(t, word) for word in never)]


def test_a_page_without_a_pair_leaves_the_block_out():
    campaign = bare_campaign().model_copy(
        update={
            "proofs": (Proof(id="p", claim="Baked at five.", substantiation="Log"),),
            "offers": (),
        }
    )
    for _, page in films(campaign, odd.audience(3)):
        assert "points" not in [b.kind for b in page.blocks]
        told = " ".join(t for b in page.blocks for t in (b.head, b.body, *sum(b.items, ())))
        assert "%" not in told
        assert "index" not in told.lower()


def test_own_words_of_a_long_line_are_named_where_a_film_has_no_time_for_them():
    campaign = odd.campaign(1)
    slow = Proof(
        id="slow",
        claim="Slow.",
        substantiation="Log",
        spoken=("We bake it, we carry it and we lay it on your table, " * 4,),
    )
    named = asked_for(campaign.model_copy(update={"proofs": (slow,)}), offline=True)
    assert any("proofs 'slow'" in line and "`seconds`" in line for line in named)
    assert not any("'slow'" in line for line in asked_for(campaign, offline=True))


def test_a_text_that_only_a_person_could_mend_stops_with_its_name():
    segment = odd.audience(1)
    campaign = odd.campaign(1).model_copy(update={"language": "fr"})
    with pytest.raises(StudioError, match="moments"):
        write_concepts(segment, campaign, count=4)
    assert any("moments" in line for line in lacks(campaign, offline=True))
    assert not any("moments" in line for line in lacks(campaign, offline=False))
    assert theirs(campaign).language == "fr"


@pytest.mark.parametrize(
    ("offer", "card"),
    [
        ({"short": "The bag for less"}, "The bag for less. €9.95 instead of €19.90"),
        ({}, "Baguette bag. €9.95 instead of €19.90"),
        ({"short": "€9.95 instead of €19.90: the bag"}, "€9.95 instead of €19.90: the bag"),
        ({"short": "Order a bag"}, "€9.95 instead of €19.90"),
        ({"price": ""}, "Baguette bag"),
        ({"name": "A bag of the best baguettes in all of town"}, ""),
        ({"terms": "one two three four five six seven eight nine ten eleven twelve more"}, ""),
        ({"price": "nine euros and ninety five cents each"}, ""),
    ],
)
def test_an_end_card_shows_an_offer_with_its_price_or_leaves_it_out(offer, card):
    given = {"id": "bag", "name": "Baguette bag", "text": "A linen bag, at half its price.",
             "price": "€9.95 instead of €19.90", **offer}  # fmt: skip
    assert offered(Offer(**given), "Order a bag") == card


def test_films_and_the_check_show_a_short_offer_with_its_price():
    bag = Offer(
        id="bag", name="A linen bag for baguettes", short="The bag for less",
        text="A linen bag keeps bread fresh, at half its price.",
        price="€9.95 instead of €19.90", terms="While stocks last",
    )  # fmt: skip
    base = bare_campaign()
    call = base.call.model_copy(update={"text": "Get the linen bag"})
    campaign = base.model_copy(update={"offers": (bag,), "call": call})
    told = [s.text for s in shown_by(campaign) if s.text.kind == "end card"]
    assert any(bag.price in t.body and t.note == bag.terms for t in told)
    cards = [b.scenes[-1].text for b, _ in films(campaign, FAMILY)]
    assert any(bag.price in t.body for t in cards)
    for text in cards:
        assert not text.body or (bag.price in text.body and text.note == bag.terms)


@pytest.mark.parametrize(
    ("substantiation", "source"),
    [
        (
            "Umowa nr 14/2025 z gabinetem przy ul. Leśnej 7a, od 2019",
            "Umowa nr 14/2025 z gabinetem przy ul. Leśnej",
        ),
        (
            "Supplier's invoice No. 7714, St. Crispin Ltd.",
            "Supplier's invoice No. 7714, St. Crispin Ltd.",
        ),
        (
            "Survey of 1,204 guests in all our hotels and restaurants in Kent",
            "Survey of 1,204 guests in all our hotels",
        ),
        ("Log from 9:30 to 17:00, every day in May for twelve weeks", "Log from 9:30 to 17:00"),
        ("Visit log of Dr. Okafor, Jan.–June 2026, all 18,204 visits", "Visit log of Dr. Okafor"),
        (
            "Our visit records, January to June 2026: 91 % of visits",
            "Our visit records, January to June 2026",
        ),
    ],
)
def test_a_source_ends_neither_in_a_figure_nor_behind_a_short_form(substantiation, source):
    assert source_of(substantiation) == source


@pytest.mark.parametrize("hook", STAND_INS)
def test_what_stands_in_for_a_hook_passes_what_hooks_must(hook):
    assert hook_findings(hook, bare_campaign(), FAMILY, "hook") == []
    assert kept_back(hook, FAMILY, bare_campaign()) == ()
