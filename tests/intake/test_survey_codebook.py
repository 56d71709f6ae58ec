"""A draft codebook says what columns mean; a person corrects it; contradictions are refused."""

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.domain.survey import Codebook
from reelwright.intake.codebook import check_codebook
from reelwright.intake.survey import draft_codebook, load_codebook, read_table, save_codebook
from reelwright.intake.survey_scales import ordered


@pytest.fixture
def flying(shared_data):
    return draft_codebook(read_table(shared_data / "surveys" / "flying-etiquette.csv"))


def column(codebook, start):
    return next(c for c in codebook.columns if c.header.startswith(start))


def test_no_demographic_forms_segments_in_a_real_survey(flying):
    basis = " ".join(c.header.lower() for c in flying.of("basis"))
    for word in ("gender", "age?", "income", "education", "region", "tall", "children under"):
        assert word not in basis
    assert len(flying.of("basis")) == 19
    assert column(flying, "RespondentID").role == "id"
    assert column(flying, "Household").role == "profile"


def test_levels_of_a_real_survey_stand_in_order(flying):
    assert column(flying, "How often").levels[0] == "Never"
    assert column(flying, "How often").levels[-1] == "Every day"
    assert column(flying, "Age").levels == ("18-29", "30-44", "45-60", "> 60")
    assert column(flying, "Household").levels[0] == "$0 - $24,999"
    assert column(flying, "Education").levels[-1] == "Graduate degree"
    assert column(flying, "On a 6 hour").levels[:3] == (
        "It is not okay to get up during flight",
        "Once",
        "Twice",
    )


def test_labels_are_short_and_run_together_words_are_parted(flying):
    assert column(flying, "Is itrude to recline").label == "Rude to recline your seat on a plane"
    labels = [c.label for c in flying.columns]
    assert len(set(labels)) == len(labels)
    assert all(len(label) <= 70 for label in labels)


def test_sensitive_questions_are_left_out_of_a_real_survey(shared_data):
    codebook = draft_codebook(read_table(shared_data / "surveys" / "steak-risk.csv"))
    assert column(codebook, "Have you ever cheated").role == "ignore"
    assert any("sensitive" in note for note in codebook.notes)
    assert column(codebook, "How do you like your steak").levels[1] == "Medium rare"


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        (
            ["Agree", "Neutral", "Strongly agree", "Disagree"],
            "Disagree Neutral Agree Strongly agree",
        ),
        (["A lot", "Not at all", "A little"], "Not at all|A little|A lot"),
        (["Very likely", "Unlikely", "Likely", "Don't know"], "Unlikely|Likely|Very likely"),
        (["35+", "Under 25", "25-34"], "Under 25|25-34|35+"),
        (["More than a year", "1-6 months", "Less than 1 month"], None),
        (["5 - Always", "1 - Never", "3"], "1 - Never|3|5 - Always"),
        (["Twice", "Never", "Once", "More than three times"], None),
        (["£40k or more", "Less than £20k", "£20k-£40k"], "Less than £20k|£20k-£40k|£40k or more"),
    ],
)
def test_scales_are_put_in_order(levels, order):
    found = ordered(levels)
    assert found is not None
    if order:
        assert found == (tuple(order.split("|")) if "|" in order else found)
    assert found[0] in {"Disagree", "Not at all", "Unlikely", "Under 25", "Less than 1 month",
                        "1 - Never", "Never", "Less than £20k"}  # fmt: skip


@pytest.mark.parametrize("levels", [["London", "Leeds"], ["Red", "Blue", "Green"], ["Agree"]])
def test_what_has_no_order_gets_none(levels):
    assert ordered(levels) is None


def test_roles_are_guessed_from_questions_and_answers(tmp_path):
    path = tmp_path / "s.csv"
    reasons = ["it was near my home and the staff were kind", "because a friend told me about it"]
    lines = ["Response ID,E-mail,Your name,Call back on,Weight,Why did you choose us?,I enjoy it,"
             "Religion,Start date,How worried are you about cost?"]  # fmt: skip
    for i in range(60):
        likes = ("Agree", "Disagree", "Neutral")[i % 3]
        worry = ("Not at all worried", "Very worried")[i % 2]
        lines.append(
            f"r{i},a{i}@example.org,Person {i},01632 96{i:04},1.{i:02},{reasons[i % 2]} {i},"
            f"{likes},Faith {i % 4},2026-01-{i % 28 + 1:02},{worry}"
        )
    path.write_text("\n".join(lines), encoding="utf-8")
    roles = [c.role for c in draft_codebook(read_table(path)).columns]
    assert roles == ["id", "contact", "contact", "contact", "weight", "text", "basis", "ignore",
                     "ignore", "basis"]  # fmt: skip


def test_the_draft_for_the_example_agrees_with_its_confirmed_codebook(fernhill):
    draft = draft_codebook(read_table(fernhill / "survey.csv"))
    confirmed = load_codebook(fernhill / "codebook.toml")
    assert confirmed.confirmed
    assert not draft.confirmed
    drafted = {c.header: c for c in draft.columns}
    same = [drafted[c.header].role == c.role for c in confirmed.columns]
    assert sum(same) >= len(same) - 2  # a person moved two questions on circumstances to profile
    ordinal = [c for c in confirmed.of("basis") if c.scale == "ordinal"]
    assert [drafted[c.header].levels for c in ordinal] == [c.levels for c in ordinal]


def test_a_saved_codebook_is_read_back_the_same_and_explains_itself(tmp_path, fernhill):
    codebook = load_codebook(fernhill / "codebook.toml")
    save_codebook(codebook, tmp_path / "codebook.toml")
    assert load_codebook(tmp_path / "codebook.toml") == codebook
    assert "# role     basis" in (tmp_path / "codebook.toml").read_text(encoding="utf-8")


def changed(fernhill, which, update):
    codebook = load_codebook(fernhill / "codebook.toml")
    columns = [c.model_copy(update=update) if c.id == which else c for c in codebook.columns]
    return Codebook(columns=tuple(columns), confirmed=True)


@pytest.mark.parametrize(
    ("which", "update", "says"),
    [
        ("age", {"role": "basis"}, "never formed on demographics"),
        ("gender", {"role": "basis", "group": "motivations", "header": "Religion"}, "protected"),
        ("few-weeks", {"levels": ("Yes",)}, "two at least"),
        ("few-weeks", {"levels": ("Yes", "yes ", "No")}, "stands twice"),
        ("few-weeks", {"id": "same-carer"}, "stands 2 times"),
        ("few-weeks", {"scale": "text"}, "set role = text"),
        ("email", {"role": "weight"}, "keep it for one"),
    ],
)
def test_a_codebook_that_contradicts_itself_is_refused(fernhill, which, update, says):
    with pytest.raises(InvalidIntake) as caught:
        check_codebook(changed(fernhill, which, update))
    assert says in str(caught.value)
    assert "codebook.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("confirmed = true\n", "no [[column]]"),
        ("[[column]]\nid = 'a'\n", "column 1 (a).header: is missing"),
        (
            "[[column]]\nid='a'\nheader='A'\nlabel='A'\nrole='basic'\nscale='text'\n",
            "column 1 (a).role",
        ),
        ("[[column]\n", "codebook.toml"),
    ],
)
def test_a_broken_codebook_is_named_with_column_and_field(tmp_path, text, says):
    path = tmp_path / "codebook.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidIntake) as caught:
        load_codebook(path)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "option",
    ["None of these", "None of the above", "Nichts davon", "Keine der genannten",
     "Aucun de ces choix", "Ninguna de las anteriores", "Nessuna di queste",
     "Nenhuma das anteriores", "Geen van deze",
     "Inget av dessa", "Żadne z powyższych", "特になし"],
)  # fmt: skip
def test_an_option_that_is_none_of_the_others_forms_no_segments(tmp_path, option):
    lines = [f"What matters to you? [Bread],What matters to you? [{option}]"]
    lines += ["Yes,No" if i % 2 else "No,Yes" for i in range(20)]
    path = tmp_path / "survey.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [c.role for c in draft_codebook(read_table(path)).columns] == ["basis", "ignore"]


@pytest.mark.parametrize(
    "levels",
    [
        ("strongly_disagree", "disagree", "neutral", "agree", "strongly_agree"),
        ("very_dissatisfied", "dissatisfied", "satisfied", "very_satisfied"),
        ("sehr_unzufrieden", "unzufrieden", "zufrieden", "sehr_zufrieden"),
    ],
)
def test_codes_with_underscores_stand_in_order(levels):
    assert ordered(sorted(levels)) == levels
