"""What groups are called, and what of an answer may be said to people."""

import numpy as np
import pytest

from reelwright.audience import find_segments
from reelwright.audience.cells import AnswerBox
from reelwright.audience.clauses import called_by, clause_for, sayable
from reelwright.audience.naming import Portrait, SegmentFacts, check
from reelwright.domain.survey import Codebook, Column, Survey
from reelwright.intake.survey_words import chosen_clause


def column(header, levels, *, role="basis", scale="binary", prompt="", label=""):
    return Column(
        id="q", header=header, label=label or header, role=role, scale=scale, levels=levels,
        prompt=prompt,
    )  # fmt: skip


def box(of, side, *places):
    nobody = np.zeros(1, dtype=bool)
    level = " or ".join(of.levels[p] for p in places)
    return AnswerBox(0, of, side, level, places, nobody, nobody)


SKY = column(
    "Have you been skydiving?",
    ("No", "Yes"),
    prompt="have been skydiving | have never been skydiving",
)
LATE = column("Was ist Ihnen wichtig? [Späte Öffnung]", ("Nein", "Ja"))


@pytest.mark.parametrize(
    ("answers", "text", "name"),
    [
        (box(SKY, "high", 1), "have been skydiving", "Those who have been skydiving"),
        (box(SKY, "low", 0), "have never been skydiving", "Those who have never been skydiving"),
        (box(LATE, "high", 1), "picked “Späte Öffnung”", "Those who picked späte Öffnung"),
        (box(LATE, "low", 0), "did not pick “Späte Öffnung”", ""),
        (
            box(column("Q7", ("2", "1"), prompt="buy online | buy in shops"), "low", 0),
            "buy in shops",
            "Those who buy in shops",
        ),
        (
            box(column("Wait", ("a", "b"), scale="nominal"), "level", 0),
            "say “a” about “wait”",
            "",
        ),
    ],
)
def test_a_name_says_what_they_answered(answers, text, name):
    assert clause_for(answers) == text
    assert called_by(answers, text) == name


@pytest.mark.parametrize(
    ("header", "levels", "text"),
    [
        ("How old are you?", ("18-24", "25-34"), "are 18 to 34 years old"),
        ("Alter", ("18 bis 24", "25 bis 34"), "are 18 to 34 years old"),
        ("Quel âge avez-vous ?", ("55-64 ans", "65 ans et plus"), "are 55 or over"),
        ("Edad", ("menos de 18", "18-24"), "are 24 or younger"),
        ("年齢", ("18-24", "25-34"), "are 18 to 34 years old"),
        (
            "Household income",
            ("$25,000 - $49,999", "$50,000 - $99,999"),
            "have a household income of $25,000 to $99,999",
        ),
    ],
)
def test_ranges_join(header, levels, text):
    of = column(header, levels, role="profile", scale="ordinal")
    assert clause_for(box(of, "run", 0, 1)) == text


def test_who_people_are_figures_and_quotations_are_not_said_to_them():
    age = box(column("Age", ("18-24", "25-34"), role="profile", scale="ordinal"), "run", 0, 1)
    spent = AnswerBox(
        0, column("Column 1", (), scale="number"), "high", "over 1077", (2,),
        np.zeros(1, dtype=bool), np.zeros(1, dtype=bool),
    )  # fmt: skip
    late = box(LATE, "high", 1)
    for answers in (age, spent, late):
        assert not sayable(answers, clause_for(answers))
    assert called_by(spent, clause_for(spent)) == ""
    assert sayable(box(SKY, "high", 1), "have been skydiving")


def coded(n=400, labels=("Nicht gewählt", "Gewählt")):
    """Select-all columns in German, in two groups that pick other things."""
    rng = np.random.default_rng(3)
    options = ("Frisches Brot", "Kurze Schlange", "Späte Öffnung", "Parkplatz", "Lieferung")
    columns = tuple(
        Column(
            id=f"q{i}-{i}", header=f"Was ist wichtig? [{o}]", label=f"Was ist wichtig? [{o[:5]}",
            role="basis", scale="binary", levels=labels,
        )
        for i, o in enumerate(options)
    )  # fmt: skip
    rows = []
    for n_ in range(n):
        likes = (0.9, 0.85, 0.1, 0.15, 0.5) if n_ % 2 else (0.12, 0.1, 0.88, 0.9, 0.5)
        rows.append(tuple(labels[int(rng.random() < p)] for p in likes))
    return Survey(
        columns=columns, respondents=tuple(f"Bo Muster{i}" for i in range(n)), rows=tuple(rows)
    )


def test_coded_answers_in_another_language_give_names_that_read_well():
    survey = coded()
    found = find_segments(survey, Codebook(columns=survey.columns, confirmed=True), seed=1)
    names = [s.name for s in found.segments]
    assert len(set(names)) == len(names) == 2
    for name in names:
        assert name.startswith("Those who picked ")
        assert not set(name) & set("“”[]%0123456789")
    assert not any(t.fit_to_say for s in found.segments for t in s.traits)


@pytest.mark.parametrize(
    "name",
    ["Those who say “Yes”", "Segment 2", "The 33% group", "Column 1 over 1077", "Q7_2 people"],
)
def test_a_name_that_quotes_the_survey_is_sent_back(name):
    facts = SegmentFacts(size="all", traits=(), cells=())
    told = check(facts, Portrait(name=name, summary="Some people.", claims=()))
    assert any("quotes the survey" in line for line in told)


OF_ONESELF = (
    "I drink decaf", "I'm in a hurry", "We cook at home", "My partner decides",
    "I don't eat breakfast", "I’ve tried it", "Ich trinke entkoffeinierten Kaffee",
    "Trinke ich nie", "Mein Partner kocht", "Wir kochen zu Hause", "Je bois du décaféiné",
    "J'achète en ligne", "Mon mari décide", "Nous cuisinons", "Bebo café descafeinado",
    "Siempre desayuno en casa", "No tengo tiempo", "Mi pareja decide", "Voy en bici",
    "Bevo decaffeinato ogni giorno", "Non ho tempo", "Vado in bici", "Il mio compagno decide",
    "Eu bebo descafeinado", "Bebo café", "Não tenho tempo", "Minha mãe decide",
    "Ik drink cafeïnevrij", "Mijn partner beslist", "Wij koken thuis", "Jag dricker koffeinfritt",
    "Min partner bestämmer", "Vi lagar mat hemma", "Piję kawę bezkofeinową", "Nie mam czasu",
    "Kupuję przez internet", "Mój mąż decyduje", "Gotuję w domu", "カフェインレスを飲む",
    "毎日料理をしています", "時間がない",
)  # fmt: skip
THINGS = (
    "Fresh bread", "Late opening", "Vitamin I", "Decaf coffee", "Low price", "Späte Öffnung",
    "Frisches Brot", "Niedriger Preis", "Kaffee und Kuchen", "Pain frais", "Prix bas",
    "Ouverture tardive", "Livraison à domicile", "Pan fresco", "Precio bajo", "Servicio rápido",
    "Vino tinto", "Queso fresco", "Zumo natural", "Pane fresco", "Prezzo basso",
    "Servizio rapido", "Vino rosso", "Orario continuato", "Succo di frutta", "Pão fresco",
    "Preço baixo", "Serviço rápido", "Vinho tinto", "Suco natural", "Vers brood", "Lage prijs",
    "Snelle service", "Goede koffie", "Färskt bröd", "Lågt pris", "Snabb service", "Gott kaffe",
    "Świeży chleb", "Niska cena", "Szybka obsługa", "Obsługa przez telefon", "Sklep blisko domu",
    "Problem z dostawą", "焼きたてのパン", "低価格", "営業時間", "品ぞろえ",
)  # fmt: skip


@pytest.mark.parametrize("option", OF_ONESELF)
def test_what_people_say_of_themselves_is_never_what_they_picked(option):
    of = column(f"Which of these fit you? [{option}]", ("No", "Yes"))
    answers = box(of, "high", 1)
    name = called_by(answers, clause_for(answers))
    assert "picked" not in name
    assert name == "" or name.startswith("Those who ")


@pytest.mark.parametrize("option", THINGS)
def test_the_name_of_a_thing_is_what_they_picked(option):
    answers = box(column(f"Which of these count? [{option}]", ("No", "Yes")), "high", 1)
    assert called_by(answers, clause_for(answers)).startswith("Those who picked ")


@pytest.mark.parametrize(
    ("option", "name"),
    [("I drink decaf", "Those who drink decaf"), ("I'm in a hurry", "Those who are in a hurry"),
     ("We cook at home", "Those who cook at home"),
     ("I bring my own cup", "Those who bring their own cup"), ("My partner decides", "")],
)  # fmt: skip
def test_a_statement_is_told_in_the_third_person(option, name):
    answers = box(column(f"Which of these fit you? [{option}]", ("No", "Yes")), "high", 1)
    assert called_by(answers, clause_for(answers)) == name
    prompt = chosen_clause("Which of these do you drink?", option)
    assert prompt.startswith(name.removeprefix("Those who "))
    assert bool(prompt) == bool(name)
