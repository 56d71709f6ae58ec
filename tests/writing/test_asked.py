"""What `check` says of a campaign's words: what matches nothing, or is in another language."""

from fractions import Fraction
from typing import Any

import pytest

from reelwright.domain.campaign import Campaign, Moment, Sight
from reelwright.domain.survey import Codebook, Column
from reelwright.release.page.words import WORDS
from reelwright.studio import campaigns
from reelwright.writing import asked_for
from reelwright.writing.asked import lacks, language_of, most_scenes
from reelwright.writing.mood import feel

from values.boards import words_campaign
from values.continuity import picture
from values.segments import FAMILY, bare_campaign


def column(header, levels=("No", "Yes"), prompt=""):
    return Column(
        id="q", header=header, label=header, role="basis", scale="binary", levels=levels,
        prompt=prompt,
    )  # fmt: skip


def campaign(*headers, **changes) -> Campaign:
    book = Codebook(columns=tuple(column(h) for h in headers))
    base = bare_campaign()
    offers = tuple(o.model_copy(update={"answers": (), "text": "Try it."}) for o in base.offers)
    proofs = tuple(p.model_copy(update={"answers": ()}) for p in base.proofs)
    moment = Moment(
        id="m",
        spoken=("You wait by the gate.",),
        shows=(Sight(seek="a gate"),),
        **{k: v for k, v in changes.items() if k != "brand"},
    )
    return base.model_copy(
        update={"codebook": book, "moments": (moment,), "offers": offers, "proofs": proofs}
    )


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("only_for", ("under ten", "bakers"), "'bakers', so nobody is told it"),
        ("answers", ("sourdough",), "'sourdough' shares a word"),
        ("facts", ("gone",), "no proof or offer 'gone'"),
    ],
)
def test_what_matches_nothing_is_named(field, value, named):
    found = asked_for(campaign("I want my bike back the same day.", **{field: value}), offline=True)
    assert any(f"moments 'm': {field}: " in line and named in line for line in found)


@pytest.mark.parametrize(
    ("field", "value"),
    [("only_for", ("same day",)), ("answers", ("bike",)), ("facts", ("fits",))],
)
def test_what_matches_is_not_named(field, value):
    found = asked_for(campaign("I want my bike back the same day.", **{field: value}), offline=True)
    assert found == ()


@pytest.mark.parametrize(
    ("sight", "named"),
    [
        (Sight(seek="a gate", who=("Priya",)), "who: no picture has 'Priya'"),
        (Sight(seek="an astronaut beside a helicopter"), "astronaut"),
    ],
)
def test_people_and_words_that_no_picture_has_are_named(sight, named):
    shown = picture("gate", "A gate in the rain", people=("Ann",))
    asked = campaign("I want my bike back the same day.")
    [moment] = asked.moments
    right = moment.model_copy(update={"shows": (Sight(seek="by the gates", who=("ann",)),)})
    wrong = moment.model_copy(update={"shows": (sight,)})
    quiet = {
        "pictures": (shown,),
        "offers": (),
        "call": asked.call.model_copy(update={"shows": ()}),
    }
    proofs = tuple(p.model_copy(update={"shows": ()}) for p in asked.proofs)
    for told, lines in ((right, 0), (wrong, 1)):
        new = asked.model_copy(update=quiet | {"proofs": proofs, "moments": (told,)})
        found = [line for line in asked_for(new, offline=True) if "moments 'm': shows" in line]
        assert len(found) == lines
        assert all(named in line and "captions.csv" in line for line in found)


def test_only_for_takes_whole_words_and_whole_answers():
    assert FAMILY.hears(("same carer",))
    assert FAMILY.hears(("HIGH",)), "an answer as it stands"
    assert not FAMILY.hears(("stretch",)), "stretched is another word"
    assert not FAMILY.hears(("me carer",))
    assert FAMILY.hears(())


def test_music_is_what_the_brand_says():
    concept: Any = type("C", (), {"hook": "You lie awake.", "title": "Awake", "form": "contrast",
                             "abstraction": "literal"})()  # fmt: skip
    felt = feel(FAMILY, concept)
    for music in ("warm", "bright", "tender", "driving"):
        assert feel(FAMILY, concept, music).mood == music
    assert feel(FAMILY, concept, "").mood == felt.mood


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "How often do you fly? What is your goal? I want my bike back the same day."),
        ("de", "Wie wichtig ist Ihnen das? Ich will mein Rad und die Rechnung. Ist das nicht gut?"),
        ("fr", "Quel est votre âge ? Je veux mon vélo pour le matin. Vous aimez les vélos ?"),
        ("es", "¿Qué le importa más? Quiero mi bici y el precio es justo. ¿Cómo es su día?"),
        ("ja", "自転車をその日のうちに返してほしい。"),
        ("", "Bike Shop 2026"),
    ],
)
def test_the_language_of_a_survey_is_known_by_its_small_words(language, text):
    assert language_of(text) == language


def test_a_survey_in_another_language_is_asked_for_by_name():
    german = campaign("Wie wichtig ist Ihnen das?", "Ich will mein Rad und die Rechnung ist klar.")
    (line,) = (x for x in asked_for(german, offline=True) if "survey is in" in x)
    assert "German" in line
    assert "[[moments]]" in line
    english = campaign("How often do you fly?", "I want the bike and it is my own, would you?")
    assert not any("survey is in" in x for x in asked_for(english, offline=True))


def test_pages_have_their_fixed_words_in_ten_languages():
    assert set(WORDS) == {"en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ja"}
    for words in WORDS.values():
        assert set(words) == set(WORDS["en"])
        assert "{call}" in words["start_answer"]
        assert "{brand}" in words["film_answer"]


def test_a_new_campaign_shows_moments_and_films_speak_its_language(tmp_path, fernhill):
    folder = campaigns.new(tmp_path / "shop", "Corner")
    text = (folder / "campaign.toml").read_text("utf-8")
    assert "[[moments]]" in text
    (folder / "campaign.toml").write_text(text.replace('language = "en"', 'language = "es"'))
    (folder / "survey.csv").write_bytes((fernhill / "survey.csv").read_bytes())
    picture = fernhill / "library" / "garden-gate.svg"
    (folder / "library" / picture.name).write_bytes(picture.read_bytes())
    found = campaigns.describe(folder)
    assert found.wanted.languages == ("es",)
    assert any(m.id == "waiting" for m in found.moments)


FACTS = {
    "en": "You can stop with seven days' notice, and it is free for you at the end of the month.",
    "de": "Der Laden ist auch am Sonntag offen, und die Brote sind für Sie da, nicht nur für mich.",
    "fr": "Vous avez la clé de la maison, et les visites sont pour vous, pas pour le quartier.",
    "es": "Con nosotros el pan es del día, y los clientes que lo piden por la mañana lo tienen.",
    "it": "Il pane è di giornata, e gli ordini che fa la mattina sono per lei, non per gli altri.",
    "pt": "O pão é do dia, e os pedidos que você faz de manhã não são mais caros com a entrega.",
    "nl": "Het brood is van de dag, en de winkel is ook voor u open, niet voor een of twee uur.",
    "sv": "Det är färskt, och du kan hämta brödet hos oss på morgonen, inte för en högre summa.",
    "pl": "Chleb jest świeży i jest dla mnie ważne, że się nie zmienia, czy w sobotę, czy na co.",
    "ja": "毎日、焼きたてのパンをお届けします。予約はいつでもやめられます。",
}


@pytest.mark.parametrize("own", FACTS)
@pytest.mark.parametrize("told", FACTS)
def test_facts_in_another_language_than_the_films_are_named(own, told):
    base = bare_campaign()
    offers = tuple(
        o.model_copy(update={"name": "", "text": FACTS[own], "terms": ""}) for o in base.offers
    )
    first, *rest = (
        p.model_copy(update={"claim": FACTS[own], "short": "", "spoken": ()}) for p in base.proofs
    )
    proofs = (first.model_copy(update={"claim": FACTS[told]}), *rest)
    given = base.model_copy(
        update={"language": own, "offers": offers, "proofs": proofs, "moments": (),
                "metaphors": ()}
    )  # fmt: skip
    said = [n for n in asked_for(given, offline=False) if "written in" in n]
    if own == told:
        assert not said
    else:
        (one,) = said
        assert f"campaign.toml: proofs {first.id!r}: written in" in one
        assert f"language = {own!r}" in one
        assert f"language = {told!r}" in one


def test_a_name_in_another_language_is_no_foreign_fact():
    given = bare_campaign().model_copy(update={"language": "de"})
    (offer, *_) = given.offers
    offers = (offer.model_copy(update={"name": "Carry 28", "text": "Carry 28", "terms": ""}),)
    proofs = tuple(p.model_copy(update={"claim": FACTS["de"], "spoken": ()}) for p in given.proofs)
    given = given.model_copy(update={"offers": offers, "proofs": proofs, "moments": ()})
    assert not [n for n in asked_for(given, offline=False) if "written in" in n]


def of_length(campaign, seconds, **parts):
    wanted = campaign.wanted.model_copy(update={"seconds": Fraction(seconds)})
    return campaign.model_copy(update={"wanted": wanted, **parts})


def little(seconds, *, questions=0, free=False, told=(), proofs=1, offers=1, language="en"):
    """A campaign of few facts, of a survey with so many questions that can be said."""
    columns = tuple(
        Column(
            id=f"q{n}", header=f"Do you drink tea at {n}?", label=f"Tea at {n}", role="basis",
            scale="binary", levels=("No", "Yes"), prompt=f"drink tea at {n} | do not",
        )
        for n in range(questions)
    )  # fmt: skip
    if free:
        columns += (Column(id="why", header="Why?", label="Why", role="text", scale="text"),)
    given = bare_campaign()
    return of_length(
        given, seconds, moments=told, proofs=given.proofs[:proofs], offers=given.offers[:offers],
        codebook=Codebook(columns=columns, confirmed=True), language=language,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "parts", "scenes"),
    [
        (60, {}, 7), (40, {}, 7), (60, {"offers": 0}, 6), (45, {"questions": 1, "offers": 0}, 6),
        (60, {"proofs": 2, "offers": 0}, 7),
    ],
)  # fmt: skip
def test_a_film_that_no_answers_could_fill_is_refused_before_they_are_counted(
    seconds, parts, scenes
):
    given = little(seconds, **parts)
    assert most_scenes(given) == scenes < 8
    (line,) = (x for x in lacks(given, offline=True) if "wanted: seconds" in x)
    assert f"takes 8 scenes or more, and there is something to say in {scenes} at most" in line
    assert f"write {8 - scenes} more [[moments]]" in line
    assert "make `seconds` 35 or less" in line
    assert not any("wanted: seconds" in x for x in lacks(given, offline=False)), "a model may"


@pytest.mark.parametrize(
    ("seconds", "parts"),
    [
        (30, {}), (6, {"offers": 0}), (60, {"questions": 3}), (60, {"free": True}),
        (60, {"proofs": 3, "questions": 1}),
    ],
)  # fmt: skip
def test_a_film_that_answers_could_fill_is_not_refused(seconds, parts):
    given = little(seconds, **parts)
    assert not any("wanted: seconds" in x for x in lacks(given, offline=True))
    notes = [x for x in asked_for(given, offline=True) if "wanted: seconds" in x]
    assert bool(notes) == (seconds == 60), "that it hangs on the answers is told"
    assert all("gets no film" in x and "make `seconds` 35 or less" in x for x in notes)


@pytest.mark.parametrize("seconds", [6, 20, 30, 60])
def test_campaigns_that_are_made_are_never_told_that_they_say_too_little(seconds):
    for given in (words_campaign(), bare_campaign()):
        rich = of_length(given, seconds, codebook=little(60, questions=9, free=True).codebook)
        assert not any("wanted: seconds" in x for x in lacks(rich, offline=True))
    noted = asked_for(of_length(words_campaign(), seconds), offline=True)
    assert not any("wanted: seconds" in x for x in noted)
