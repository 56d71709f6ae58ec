"""Single answers of ten languages: numbers, none at all, and places on scales."""

import pytest

from reelwright.intake.codebook import check_codebook
from reelwright.intake.survey import draft_codebook, read_survey, read_table
from reelwright.intake.survey_scales import is_attitude, no_answer, ordered

from makers.survey_files import AGREE, as_csv


def read(path):
    table = read_table(path)
    codebook = draft_codebook(table)
    check_codebook(codebook)
    return table, codebook, read_survey(table, codebook)


@pytest.mark.parametrize(
    ("cells", "values"),
    [(["0,544", "1,423", "0,88"], ["0.544", "1.423", "0.88"]),
     (["1.729,50", "226,45", "1.390"], ["1729.5", "226.45", "1390"]),
     (["1,729.50", "226.45", "1,390"], ["1729.5", "226.45", "1390"]),
     (["1 729,50", "226,45", "12\u00a0390,00"], ["1729.5", "226.45", "12390"]),
     (["1'729.50", "226.45", "12’390"], ["1729.5", "226.45", "12390"]),
     (["€ 12,50", "7,25 €", "N/A"], ["12.5", "7.25", None]),
     (["keine Angabe", "7,25", "8"], [None, "7.25", "8"])],
)  # fmt: skip
def test_numbers_are_read_as_their_column_writes_them(tmp_path, cells, values):
    more = [c.replace("0,544", "0,5") for c in cells] * 8
    rows = [["Ausgaben im Monat", "Die Preise sind fair."]]
    rows += [[c, ("stimme zu", "stimme nicht zu")[i % 2]] for i, c in enumerate([*cells, *more])]
    rows += [[f"{i},75" if "," in cells[1] else f"{i}.75", "stimme zu"] for i in range(9)]
    _, codebook, survey = read(as_csv(rows, tmp_path / "s.csv", delimiter=";"))
    assert codebook.columns[0].scale == "number"
    assert [row[0] for row in survey.rows[:3]] == values


def test_decimal_commas_make_weights(tmp_path):
    rows = [["ID", "Die Preise sind fair.", "Gewicht"]]
    rows += [[str(i), AGREE[i % 5], ("0,544", "1,423", "0,880")[i % 3]] for i in range(60)]
    _, codebook, survey = read(as_csv(rows, tmp_path / "s.csv", delimiter=";"))
    assert codebook.columns[2].role == "weight"
    assert [row[2] for row in survey.rows[:3]] == ["0.544", "1.423", "0.88"]


@pytest.mark.parametrize(
    "answer",
    ["No answer", "N/A", "Prefer not to say", "Keine Angabe", "k.A.", "Sans réponse",
     "Ne souhaite pas répondre", "NS/NC", "Prefiero no contestar", "Nessuna risposta",
     "Preferisco non rispondere", "Prefiro não responder", "Sem resposta", "Geen antwoord",
     "Wil ik niet zeggen", "Inget svar", "Vill ej uppge", "Brak odpowiedzi", "Nie dotyczy",
     "無回答", "回答したくない"],
)  # fmt: skip
def test_no_answer_is_missing_in_every_language(tmp_path, answer):
    header = "Which bread do you buy most often?"
    cells = ["Rye", "Wheat", "Spelt", answer]
    rows = [[header, "I enjoy it"], *[[cells[i % 4], AGREE[i % 5]] for i in range(60)]]
    _, codebook, survey = read(as_csv(rows, tmp_path / "s.csv"))
    assert set(codebook.columns[0].levels) == {"Rye", "Wheat", "Spelt"}
    assert {row[0] for row in survey.rows} == {"Rye", "Wheat", "Spelt", None}


SCALES = [
    "never|rarely|sometimes|often|always", "nie|selten|manchmal|oft|immer",
    "jamais|rarement|parfois|souvent|toujours", "nunca|rara vez|a veces|a menudo|siempre",
    "mai|raramente|a volte|spesso|sempre", "nunca|raramente|às vezes|frequentemente|sempre",
    "nooit|zelden|soms|vaak|altijd", "aldrig|sällan|ibland|ofta|alltid",
    "nigdy|rzadko|czasami|często|zawsze", "全くない|めったにない|時々|よくある|いつも",
    "Strongly disagree|Disagree|Neither agree nor disagree|Agree|Strongly agree",
    "stimme überhaupt nicht zu|stimme eher nicht zu|teils/teils|stimme eher zu|stimme voll zu",
    "Pas du tout d’accord|Plutôt pas d'accord|Plutôt d'accord|Tout à fait d'accord",
    "Totalmente en desacuerdo|En desacuerdo|De acuerdo|Totalmente de acuerdo",
    "Per niente d'accordo|Poco d'accordo|Abbastanza d'accordo|Molto d'accordo",
    "Discordo totalmente|Discordo|Não concordo nem discordo|Concordo|Concordo totalmente",
    "Helemaal mee oneens|Mee oneens|Neutraal|Mee eens|Helemaal mee eens",
    "Instämmer inte alls|Instämmer delvis|Instämmer helt",
    "Zdecydowanie się nie zgadzam|Nie zgadzam się|Zgadzam się|Zdecydowanie się zgadzam",
    "全くそう思わない|あまりそう思わない|どちらともいえない|そう思う|とてもそう思う",
    "sehr unzufrieden|eher unzufrieden|zufrieden|sehr zufrieden",
    "Nada importante|Poco importante|Importante|Muy importante",
    "nie|einmal im Monat|einmal pro Woche|mehrmals pro Woche|täglich",
    "sehr unzufrieden|unzufrieden|zufrieden|sehr zufrieden",
    "Discordo totalmente|Discordo|Neutro|Concordo|Concordo totalmente",
    "Disagree strongly|Disagree|Neutral|Agree|Agree strongly",
    "Disagree completely|Disagree|Agree|Agree completely",
    "Disaccordo totale|Disaccordo|Neutrale|Accordo|Accordo totale",
    "Desacuerdo total|Desacuerdo|Neutral|Acuerdo|Acuerdo total",
    "Désaccord total|Désaccord|Neutre|Accord|Accord total",
    "Zeer oneens|Oneens|Neutraal|Eens|Zeer eens",
    "Tar starkt avstånd|Tar avstånd|Neutral|Instämmer|Instämmer fullständigt",
    "Nie zgadzam się zdecydowanie|Nie zgadzam się|Zgadzam się|Zgadzam się zdecydowanie",
    "Completely untrue|Mostly untrue|Mostly true|Completely true",
    "Stimmt gar nicht|Stimmt eher nicht|Stimmt eher|Stimmt genau",
    "Tout à fait faux|Plutôt faux|Plutôt vrai|Tout à fait vrai",
    "Totalmente falso|Más bien falso|Más bien verdadero|Totalmente verdadero",
    "Falso|Piuttosto falso|Piuttosto vero|Vero",
    "Falso|Um pouco falso|Um pouco verdadeiro|Verdadeiro",
    "Helemaal niet waar|Niet waar|Een beetje waar|Helemaal waar",
    "Helt falskt|Ganska falskt|Delvis sant|Helt sant",
    "Nieprawda|Raczej nieprawda|Raczej prawda|Prawda",
    "全く正しくない|あまり正しくない|やや正しい|完全に正しい",
    "nieważna|mało ważna|ważna|bardzo ważna", "Très mécontent|Mécontent|Content|Très content",
    "Pas content(e)|Peu content|Content(e)|Très content(e)",
    "Muy descontenta|Descontenta|Contenta|Muy contenta",
    "Molto scontento|Scontento|Contento|Molto contento",
    "Nada contente|Pouco contente|Contente|Muito contente",
    "Niet blij|Redelijk blij|Blij|Heel blij", "Inte alls glad|Ganska glad|Glad|Mycket glad",
    "Muito insatisfeita|Insatisfeita|Satisfeita|Muito satisfeita",
    "Never|Less than once a month|Once a month|Once a week|Several times a week|Every day",
    "Nie|Seltener|Einmal im Monat|2-3 mal im Monat|Einmal pro Woche|Jeden Tag",
    "Jamais|Moins souvent|Une fois par semaine|Plusieurs fois par semaine|Tous les jours",
    "Nunca|Menos de una vez al mes|Una vez al mes|Varias veces por semana|Todos los días",
    "Mai|Meno spesso|Una volta al mese|Più volte a settimana|Tutti i giorni",
    "Nunca|Raramente|Uma vez por semana|Algumas vezes por semana|Todo dia",
    "Nooit|Zelden|Wekelijks|Paar keer per week|Dagelijks",
    "Aldrig|Mer sällan|En gång i månaden|Några gånger i veckan|Varje dag",
    "nigdy|rzadziej|raz w tygodniu|kilka razy w tygodniu|codziennie",
    "来ない|月1回|週1回|週に2〜3回|毎日",
    "★|★★|★★★|★★★★|★★★★★", "★☆☆|★★☆|★★★", "😡|😞|😐|🙂|😍",
]  # fmt: skip


@pytest.mark.parametrize("scale", SCALES)
def test_scales_stand_in_order_in_every_language(scale):
    levels = scale.split("|")
    assert ordered([*levels[2:], *levels[:2]]) == tuple(levels)
    assert is_attitude(levels)


@pytest.mark.parametrize("scale", SCALES)
def test_no_scale_is_torn_apart_at_the_spaces_of_its_wordings(tmp_path, scale):
    levels = scale.split("|")
    rows = [["I like tea in the morning.", "I enjoy it"]]
    rows += [[levels[(i * i + i // 3) % len(levels)], AGREE[i % 5]] for i in range(80)]
    rows += [[level, "Agree"] for level in levels]
    table, codebook, _ = read(as_csv(rows, tmp_path / "s.csv"))
    assert table.headers == ("I like tea in the morning.", "I enjoy it")
    first = codebook.columns[0]
    assert (first.role, first.scale, first.levels) == ("basis", "ordinal", tuple(levels))


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [("I like bread.", "Disagree", "Agree"), ("Lubię chleb.", "Raczej nie", "Raczej tak"),
     ("Ich mag Brot.", "Stimme nicht zu", "Stimme zu"),
     ("J'aime le pain.", "Pas d'accord", "D'accord"),
     ("Me gusta el pan.", "En desacuerdo", "De acuerdo"), ("Mi piace.", "Disaccordo", "Accordo"),
     ("Gosto de pão.", "Discordo", "Concordo"), ("Ik eet graag brood.", "Oneens", "Eens"),
     ("Jag gillar bröd.", "Instämmer inte", "Instämmer"),
     ("パンが好き", "そう思わない", "そう思う")],
)  # fmt: skip
def test_a_short_statement_that_people_agree_with_or_not_is_understood(tmp_path, header, low, high):
    rows = [[header, "Q7"], *[[(low, high)[i % 2], AGREE[i % 5]] for i in range(60)]]
    _, codebook, _ = read(as_csv(rows, tmp_path / "s.csv"))
    first = codebook.columns[0]
    assert (first.role, first.scale, first.levels) == ("basis", "binary", (low, high))


def test_codes_of_options_with_spaces_between_are_parted_where_a_tool_writes_them(tmp_path):
    words = ["bread", "cake", "jam_pots", "coffee"]
    cells = [" ".join(w for j, w in enumerate(words) if (i * 7 + 3) >> j & 1) for i in range(80)]
    for more in ("_uuid", "Note"):
        rows = [["What do you buy here?", "I enjoy it", more]]
        rows += [[c, AGREE[i % 5], f"x{i}"] for i, c in enumerate(cells)]
        table = read_table(as_csv(rows, tmp_path / "s.csv"))
        assert ("What do you buy here? [bread]" in table.headers) == (more == "_uuid")


@pytest.mark.parametrize(
    ("levels", "order"),
    [("über 3.000 €|unter 1.500 €|1.500-3.000 €", "unter 1.500 €|1.500-3.000 €|über 3.000 €"),
     ("65 ans et plus|18-34 ans|35-64 ans", "18-34 ans|35-64 ans|65 ans et plus"),
     ("más de 50|menos de 20|20-50", "menos de 20|20-50|más de 50"),
     ("60代以上|20代|40代", "20代|40代|60代以上"),
     ("3000円以上|1000円未満|1000-3000円", "1000円未満|1000-3000円|3000円以上")],
)  # fmt: skip
def test_bands_stand_in_order_in_other_languages(levels, order):
    assert ordered(levels.split("|")) == tuple(order.split("|"))


@pytest.mark.parametrize(
    "answer",
    ["Weiß nicht", "Je ne sais pas", "No sé", "Non so", "Não sei", "Weet niet", "Vet ej",
     "Nie wiem", "わからない", "Don't know"],
)  # fmt: skip
def test_not_knowing_has_no_place_on_a_scale(answer):
    assert no_answer(answer)
    assert ordered(["nie", answer, "oft"]) == ("nie", "oft")


def test_markup_that_survey_programs_leave_in_answers_is_no_part_of_them(tmp_path):
    said = ["<b>Often</b>", "Sehr h&auml;ufig", "R&amp;D<br/>Sales", "I <3 it", "AT&T", "<5 km"]
    rows = [
        ["How often do you bake?", "Anything else?"],
        *[[w, f"{w} {i}"] for i, w in enumerate(said)],
    ]
    table = read_table(as_csv(rows, tmp_path / "s.csv"))
    told = [row[0] for row in table.rows]
    assert told == ["Often", "Sehr häufig", "R&D Sales", "I <3 it", "AT&T", "<5 km"]


def test_a_codebook_that_was_drafted_with_markup_in_its_levels_still_reads_its_answers(tmp_path):
    rows = [
        ["I bake at home."],
        *[[w] for w in ("<i>Often</i>", "<i>Never</i>", "<i>Often</i>") * 9],
    ]
    table = read_table(as_csv(rows, tmp_path / "s.csv"))
    (column,) = draft_codebook(table).columns
    levels = tuple(f"<i>{level}</i>" for level in column.levels)
    old = column.model_copy(update={"levels": levels, "role": "basis"})
    survey = read_survey(table, draft_codebook(table).model_copy(update={"columns": (old,)}))
    assert {row[0] for row in survey.rows} == set(levels)
