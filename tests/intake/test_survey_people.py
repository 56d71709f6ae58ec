"""Who people are is recognised in ten languages, by questions and by answers, and forms nothing."""

import tomllib
import unicodedata
from pathlib import Path

import pytest

import reelwright.intake.survey_people as people
from reelwright.domain.errors import InvalidIntake
from reelwright.domain.survey import Codebook, Column
from reelwright.intake.codebook import check_codebook
from reelwright.intake.survey import draft_codebook, read_survey, read_table
from reelwright.intake.survey_people import trait_of
from reelwright.intake.survey_tongues import KNOWN, tongue_of, tongue_of_all

ASKED = {
    "gender": {
        "en": "What is your gender?", "de": "Welches Geschlecht haben Sie?",
        "fr": "Quel est votre sexe ?", "es": "¿Cuál es su género?", "it": "Qual è il tuo sesso?",
        "pt": "Qual é o seu gênero?", "nl": "Wat is uw geslacht?", "sv": "Vilket kön har du?",
        "pl": "Proszę podać swoją płeć", "ja": "あなたの性別を教えてください",
    },
    "origin": {
        "en": "What is your nationality?", "de": "Welche Staatsbürgerschaft besitzen Sie?",
        "fr": "Quelle est votre nationalité ?", "es": "¿Cuál es su país de nacimiento?",
        "it": "Qual è la sua cittadinanza?", "pt": "Qual é a sua etnia?",
        "nl": "Wat is uw geboorteland?", "sv": "Vilket medborgarskap har du?",
        "pl": "Jakie jest Pana obywatelstwo?", "ja": "国籍はどちらですか",
    },
    "religion": {
        "en": "Which religion do you belong to?", "de": "Welcher Konfession gehören Sie an?",
        "fr": "Quelle est votre religion ?", "es": "¿Qué religión practica?",
        "it": "Di quale religione è?", "pt": "Qual é a sua religião?",
        "nl": "Tot welk kerkgenootschap behoort u?", "sv": "Vilket trossamfund tillhör du?",
        "pl": "Jakiego jest Pani wyznania?", "ja": "信仰している宗教はありますか",
    },
    "politics": {
        "en": "Who did you vote for in the last general election?",
        "de": "Welche Partei wählen Sie?", "fr": "De quel parti politique êtes-vous proche ?",
        "es": "¿A qué partido político votó?", "it": "Per quale partito politico voterebbe?",
        "pt": "Em que partido político votou?", "nl": "Op welke partij heeft u gestemd?",
        "sv": "Vilket parti röstade du på?", "pl": "Na którą partię Pan głosował?",
        "ja": "支持政党を教えてください",
    },
    "disability": {
        "en": "Do you consider yourself disabled?", "de": "Haben Sie eine Schwerbehinderung?",
        "fr": "Êtes-vous en situation de handicap ?", "es": "¿Tiene alguna discapacidad?",
        "it": "Ha una disabilità?", "pt": "Tem alguma deficiência?",
        "nl": "Heeft u een lichamelijke beperking?", "sv": "Har du en funktionsnedsättning?",
        "pl": "Czy ma Pan orzeczenie o niepełnosprawności?", "ja": "障害者手帳をお持ちですか",
    },
    "health": {
        "en": "Do you have any long-term health conditions?",
        "de": "Leiden Sie an chronischen Krankheiten?", "fr": "Avez-vous une maladie chronique ?",
        "es": "¿Padece alguna enfermedad?", "it": "Soffre di malattie croniche?",
        "pt": "Tem alguma doença crónica?", "nl": "Heeft u een chronische aandoening?",
        "sv": "Har du någon kronisk sjukdom?", "pl": "Czy ma Pani choroby przewlekłe?",
        "ja": "持病はありますか",
    },
    "sexuality": {
        "en": "What is your sexual orientation?", "de": "Was ist Ihre sexuelle Orientierung?",
        "fr": "Quelle est votre orientation sexuelle ?", "es": "¿Cuál es su orientación sexual?",
        "it": "Qual è il tuo orientamento sessuale?", "pt": "Qual é a sua orientação sexual?",
        "nl": "Wat is uw seksuele geaardheid?", "sv": "Vilken sexuell läggning har du?",
        "pl": "Jaka jest Twoja orientacja seksualna?", "ja": "あなたの性的指向は何ですか",
    },
    "union": {
        "en": "Are you a trade union member?", "de": "Sind Sie Gewerkschaftsmitglied?",
        "fr": "Êtes-vous syndiqué ?", "es": "¿Está afiliado a un sindicato?",
        "it": "È iscritto a un sindacato?", "pt": "É sindicalizado?",
        "nl": "Bent u lid van een vakbond?", "sv": "Är du med i ett fackförbund?",
        "pl": "Czy należy Pan do związku zawodowego?", "ja": "労働組合に加入していますか",
    },
    "income": {
        "en": "What is your annual household income?",
        "de": "Wie hoch ist Ihr Haushaltsnettoeinkommen?",
        "fr": "Quel est le revenu mensuel de votre foyer ?",
        "es": "¿Cuál es su nivel de ingresos?", "it": "Qual è il suo reddito annuo?",
        "pt": "Qual é o seu rendimento mensal?", "nl": "Wat is uw netto jaarinkomen?",
        "sv": "Vilken månadsinkomst har du?", "pl": "Jakie są Pana miesięczne dochody?",
        "ja": "世帯年収はいくらですか",
    },
    "marital": {
        "en": "What is your marital status?", "de": "Wie ist Ihr Familienstand?",
        "fr": "Quelle est votre situation matrimoniale ?", "es": "¿Cuál es su estado civil?",
        "it": "Qual è il suo stato civile?", "pt": "Qual é o seu estado civil?",
        "nl": "Wat is uw burgerlijke staat?", "sv": "Vilket civilstånd har du?",
        "pl": "Jaki jest Pana stan cywilny?", "ja": "婚姻状況を教えてください",
    },
    "contact": {
        "en": "What is your full name?", "de": "Wie lautet Ihr Nachname?",
        "fr": "Quel est votre nom de famille ?", "es": "Nombre y apellidos",
        "it": "Nome e cognome", "pt": "Qual é o seu nome completo?",
        "nl": "Wat is uw achternaam?", "sv": "Vad är ditt efternamn?",
        "pl": "Imię i nazwisko", "ja": "お名前を教えてください",
    },
    "age": {
        "en": "How old are you?", "de": "Wie alt sind Sie?", "fr": "Quel âge avez-vous ?",
        "es": "¿Qué edad tiene?", "it": "Qual è la tua età?", "pt": "Qual é a sua idade?",
        "nl": "Wat is uw leeftijd?", "sv": "Vilken åldersgrupp tillhör du?",
        "pl": "Ile ma Pani lat? (wiek)", "ja": "あなたの年齢を教えてください",
    },
}  # fmt: skip

ANSWERED = {
    "gender": {
        "en": "Male|Female", "de": "männlich|weiblich|divers", "fr": "Homme|Femme",
        "es": "Hombre|Mujer", "it": "Uomo|Donna", "pt": "Masculino|Feminino", "nl": "Man|Vrouw",
        "sv": "Kvinna|Man", "pl": "Kobieta|Mężczyzna", "ja": "男性|女性",
    },
    "religion": {
        "en": "Roman Catholic|Muslim|Jewish|None", "de": "römisch-katholisch|evangelisch|keine",
        "fr": "Catholique|Musulmane|Athée", "es": "Católica|Evangélica|Ninguna",
        "it": "Cattolica|Musulmana|Nessuna", "pt": "Católico|Evangélico|Ateu",
        "nl": "Katholiek|Protestants|Moslim", "sv": "Svenska kyrkan|Katolik|Muslim",
        "pl": "Rzymskokatolickie|Prawosławne|Niewierzący", "ja": "仏教|キリスト教|無宗教",
    },
    "marital": {
        "en": "Married|Divorced|Widowed", "de": "ledig|verheiratet|geschieden",
        "fr": "Marié(e)|Célibataire|Divorcé(e)", "es": "Soltero/a|Casado/a|Viudo/a",
        "it": "Celibe/nubile|Coniugato|Vedovo", "pt": "Solteiro(a)|Casado(a)|Divorciado(a)",
        "nl": "Gehuwd|Ongehuwd|Gescheiden", "sv": "Gift|Ogift|Skild",
        "pl": "Kawaler|Żonaty|Rozwiedziony", "ja": "既婚|未婚|離婚",
    },
    "sexuality": {
        "en": "Heterosexual|Gay or lesbian|Bisexual", "de": "heterosexuell|homosexuell|bisexuell",
        "fr": "Hétérosexuel|Homosexuel|Bisexuel", "es": "Heterosexual|Homosexual|Bisexual",
        "it": "Eterosessuale|Omosessuale|Bisessuale", "pt": "Heterossexual|Homossexual|Bissexual",
        "nl": "Heteroseksueel|Homoseksueel|Biseksueel", "sv": "Heterosexuell|Homosexuell",
        "pl": "Heteroseksualna|Homoseksualna|Biseksualna", "ja": "異性愛|同性愛|両性愛",
    },
    "politics": {
        "en": "Republican|Democrat|Independent", "de": "CDU/CSU|SPD|FDP|AfD|Die Linke",
        "fr": "Rassemblement National|La France insoumise|Parti socialiste",
        "es": "PSOE|Partido Popular|Sumar|Vox", "it": "Fratelli d'Italia|Partito Democratico|M5S",
        "pt": "PSD|Chega|Bloco de Esquerda", "nl": "VVD|PVV|D66",
        "sv": "Socialdemokraterna|Moderaterna|Sverigedemokraterna",
        "pl": "Prawo i Sprawiedliwość|Koalicja Obywatelska|Lewica",
        "ja": "自民党|立憲民主党|公明党",
    },
    "health": {
        "en": "Diabetes|Asthma|Depression", "de": "Diabetes|Asthma|Depressionen",
        "fr": "Diabète|Asthme|Dépression", "es": "Diabetes|Asma|Depresión",
        "it": "Diabete|Asma|Depressione", "pt": "Diabetes|Asma|Depressão",
        "nl": "Diabetes|Astma|Depressie", "sv": "Diabetes|Astma|Depression",
        "pl": "Cukrzyca|Astma|Depresja", "ja": "糖尿病|喘息|うつ病",
    },
}  # fmt: skip

LIKES = {
    "en": "I want it back the same day.|Agree|Disagree|Strongly agree",
    "de": "Ich möchte es am selben Tag zurück.|stimme zu|stimme nicht zu|stimme voll zu",
    "fr": "Je veux le récupérer le jour même.|D'accord|Pas d'accord|Tout à fait d'accord",
    "es": "Lo quiero de vuelta el mismo día.|De acuerdo|En desacuerdo|Totalmente de acuerdo",
    "it": "Lo voglio indietro lo stesso giorno.|D'accordo|In disaccordo|Completamente d'accordo",
    "pt": "Quero que fique pronto no mesmo dia.|Concordo|Discordo|Concordo totalmente",
    "nl": "Ik wil het dezelfde dag terug hebben.|Mee eens|Mee oneens|Helemaal mee eens",
    "sv": "Jag vill ha den tillbaka samma dag.|Instämmer|Instämmer inte|Instämmer helt",
    "pl": "Chcę go odebrać tego samego dnia.|Zgadzam się|Nie zgadzam się|Zdecydowanie się zgadzam",
    "ja": "その日のうちに返してほしいです。|そう思う|そう思わない|とてもそう思う",
}


def table_of(tmp_path, columns, rows=60):
    """A table of these columns: header and the answers that take turns."""
    path = tmp_path / "survey.csv"
    lines = ["\t".join(columns)]
    lines += ["\t".join(a[(i * 7 + j) % len(a)] for j, a in enumerate(columns.values()))
              for i in range(rows)]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_table(path)


def refused(header, levels, others=()):
    columns = (
        Column(id="it", header=header, label="It", role="basis",
               scale="binary" if len(levels) == 2 else "nominal", levels=levels),
        *(Column(id=f"q{i}", header=h, label="Q", role="text", scale="text")
          for i, h in enumerate(others)),
    )  # fmt: skip
    try:
        check_codebook(Codebook(columns=columns))
    except InvalidIntake as problem:
        return "codebook.toml: column it: role" in str(problem)
    return False


@pytest.mark.parametrize("tongue", KNOWN)
@pytest.mark.parametrize("kind", ASKED)
def test_a_question_on_who_people_are_forms_no_segments_in_any_language(tmp_path, kind, tongue):
    statement, *likes = LIKES[tongue].split("|")
    header = ASKED[kind][tongue]
    table = table_of(tmp_path, {statement: likes, header: ["aaa", "bbb", "ccc"]})
    codebook = draft_codebook(table)
    basis, column = codebook.columns
    assert (basis.role, basis.scale) == ("basis", "ordinal")
    assert column.role in {"profile", "ignore", "contact"}
    assert trait_of(header, (), tongue).kind == kind
    assert any(column.id in note for note in codebook.notes)
    assert refused(header, ("aaa", "bbb", "ccc"), [statement])


@pytest.mark.parametrize("tongue", KNOWN)
@pytest.mark.parametrize("kind", ANSWERED)
def test_answers_tell_who_people_are_where_the_question_does_not(tmp_path, kind, tongue):
    statement, *likes = LIKES[tongue].split("|")
    answers = ANSWERED[kind][tongue].split("|")
    codebook = draft_codebook(table_of(tmp_path, {statement: likes, "Q7": answers}))
    assert codebook.columns[0].role == "basis"
    assert codebook.columns[1].role in {"profile", "ignore"}
    assert trait_of("Q7", answers).kind == kind
    assert refused("Q7", tuple(answers), [statement])


@pytest.mark.parametrize(
    "header",
    ["Gender", "GENDER", "gender_identity", "respondentGender", "Q12_sex", "ＧＥＮＤＥＲ",
     "hhIncome",
     "marital_status", "marStat", "Geschlecht", "Staatsangehoerigkeit", "Staatsangehörigkeit",
     "Nationalité", "nationalite", "ETHNICITY", "rlgdnm", "partyID", "Płeć", "plec", "性別",
     "Q3: Religion", "3. Konfession", "Familienstand", "Gewerkschaftsmitgliedschaft", "DOB",
     "first_name", "lastName", "Vor- und Nachname", "Correo electrónico", "PESEL", "CPF",
     "Postleitzahl", "電話番号", "IPAddress", "E-Mail", "sex_1", "Gender (2)", "surName"],
)  # fmt: skip
def test_headers_as_programs_write_them_are_recognised(header):
    found = trait_of(header, ["x", "y"])
    assert found is not None
    assert found.sure


HEADERS = {
    "gender": "Gender Sex Geschlecht Anrede Sexe Genre Civilité Sexo Género Sesso Genere Gênero "
    "Geslacht Kön Könsidentitet Płeć 性別",
    "age": "Age Alter Geburtsjahr Altersgruppe Âge Edad Età Idade Leeftijd Ålder Födelseår Wiek "
    "年齢",
    "origin": "Ethnicity Nationality Herkunft Staatsangehörigkeit Origine Ethnie Nacionalidad Raza "
    "Cittadinanza Raça Cor Herkomst Härkomst Födelseland Pochodzenie Narodowość 国籍",
    "religion": "Religion Konfession Confession Religión Religione Religião Geloof Trossamfund "
    "Wyznanie 宗教",
    "politics": "Vote Partei Parti Partido Partito Partij Röst Głos Głosowanie 支持政党",
    "disability": "Disability Behinderung Handicap Discapacidad Disabilità Deficiência Beperking "
    "Funktionsnedsättning Niepełnosprawność 障がい",
    "health": "Illness Krankheit Santé Enfermedad Malattia Saúde Doença Ziekte Hälsa Choroba 病気",
    "sexuality": "Orientation Sexualität Orientierung Sexualité Sexualidad Sessualità Geaardheid "
    "Läggning Orientacja 性的指向",
    "union": "Union Gewerkschaft Syndicat Sindicato Sindacato Vakbond Fackförbund Fack 労働組合",
    "income": "Income Gehalt Salaire Ingresos Stipendio Salário Inkomen Lön Dochód 年収",
    "circumstances": "Education Haushalt Foyer Profesión Hogar Istruzione Profissão Opleiding "
    "Hushåll Zawód 職業",
}
"""Headers of one word, as tools and people shorten questions."""


@pytest.mark.parametrize("kind", HEADERS)
def test_a_header_of_one_word_is_recognised_however_it_is_written(kind):
    missed = [
        (written, tongue)
        for header in HEADERS[kind].split()
        for plain in (header, _without_marks(header))
        for written in (plain, plain.upper(), plain.lower(), f"Q3 {plain}", f"{plain}_1")
        for tongue in ("", "?", "en", "sv")
        if getattr(trait_of(written, (), tongue), "kind", "") != kind
    ]
    assert missed == []


def _without_marks(text):
    """A word as it is written where a file holds plain letters only."""
    parts = unicodedata.normalize("NFD", text.replace("ł", "l"))
    bare = "".join(c for c in parts if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", bare)


@pytest.mark.parametrize("answers", [["Man", "Kvinna"], ["Male", "Female"], ["1", "2"]])
def test_a_swedish_survey_that_asks_kon_forms_no_segment_on_it(tmp_path, answers):
    rows = [f"{answers[n % 2]},{('Ofta', 'Aldrig')[n // 2 % 2]}" for n in range(40)]
    path = tmp_path / "survey.csv"
    path.write_text("\n".join(["Kön,Hur ofta handlar du hos oss?", *rows]), encoding="utf-8")
    draft = draft_codebook(read_table(path))
    assert {c.header: c.role for c in draft.columns}["Kön"] in {"profile", "ignore"}


@pytest.mark.parametrize(
    "header",
    ["Which race do you run?", "What is your party size?",
     "Are you worried about the health of your plants?",
     "Which church concert would you attend?"],
)  # fmt: skip
def test_what_may_be_meant_otherwise_is_asked_and_a_person_may_say_so(tmp_path, header):
    codebook = draft_codebook(table_of(tmp_path, {header: ["one", "two", "three"]}))
    column = codebook.columns[0]
    assert column.role == "ignore"
    assert column.levels  # only the role is left to write
    assert any(column.id in n and 'role = "basis"' in n for n in codebook.notes)
    assert not refused(header, column.levels)


@pytest.mark.parametrize(
    ("header", "answers"),
    [("Do you buy gift cards online?", "Yes|No"),
     ("Which room do you book most often?", "Single|Double|Suite"),
     ("What matters most when you choose a hotel?", "Price|Location|Breakfast"),
     ("How often do you grade your own work?", "Never|Sometimes|Often"),
     ("Which tea do you drink most?", "Black|Green|Herbal"),
     ("How do you rate our service?", "Good|Fair|Poor"),
     ("Which coffee roast do you prefer?", "Light|Medium|Dark"),
     ("Who decides what you have for dinner?", "I do|We all do|Whoever cooks"),
     ("Would you like e-mail reminders?", "Yes|No|Sometimes"),
     ("Welche Zahlart nutzen Sie am liebsten?", "Karte|Bar|Rechnung"),
     ("Quel rayon visitez-vous le plus souvent ?", "Pain|Fruits|Fromage"),
     ("¿Qué partes del servicio le gustan más?", "Precio|Rapidez|Trato"),
     ("Quanto spesso compra il pane fresco?", "mai|a volte|sempre"),
     ("Vilken färg tycker du är bäst till cykeln?", "Röd|Blå|Grön"),
     ("Co jest dla Pani najważniejsze w sklepie?", "Cena|Obsługa|Wybór"),
     ("お店を選ぶときに一番大切なことは何ですか", "価格|距離|品質")],
)  # fmt: skip
def test_plain_questions_stay_basis(tmp_path, header, answers):
    codebook = draft_codebook(table_of(tmp_path, {header: answers.split("|")}))
    assert codebook.columns[0].role == "basis", codebook.notes


@pytest.mark.parametrize(
    ("header", "answers"),
    [("Sukupuoli", "mies|nainen"), ("Ægteskabelig stilling", "a|b"), ("Вероисповедание", "а|б|в"),
     ("Kuinka usein ostat leipää meiltä?", "joskus|usein"), ("Q7", "1|2|3"),
     ("G01Q01[SQ001]", "A1|A2|A3"), ("Group", "North|South|East"),
     ("Jaké je vaše náboženství a co je pro vás důležité?", "ano|ne")],
)  # fmt: skip
def test_what_is_not_understood_is_asked(tmp_path, header, answers):
    codebook = draft_codebook(table_of(tmp_path, {header: answers.split("|")}))
    column = codebook.columns[0]
    assert column.role == "ignore"
    assert column.levels
    assert any(column.id in n and 'role = "basis"' in n for n in codebook.notes)


def test_one_answer_of_two_that_tells_a_trait_is_asked(tmp_path):
    columns = {"Which of these fits you best today?": ["Trade union member", "Not a member"]}
    assert draft_codebook(table_of(tmp_path, columns)).columns[0].role == "ignore"


def test_names_are_found_by_the_answers_alone(tmp_path):
    names = ["Maria Silva", "Anna Nowak", "Peter Braun", "Carlos Ruiz", "Sofia Rossi", "Alice Roy"]
    codebook = draft_codebook(table_of(tmp_path, {"Feld 7": names}, rows=30))
    assert codebook.columns[0].role == "contact"


def test_a_german_survey_on_a_person_forms_no_segment_on_traits(tmp_path):
    columns = {
        "Nr.": [str(i) for i in range(60)],
        "Ich möchte mein Rad am selben Tag zurück.": ["stimme eher nicht zu", "stimme voll zu"],
        "Geschlecht": ["männlich", "weiblich"],
        "Staatsangehörigkeit": ["türkisch", "deutsch"],
        "Welche Partei würden Sie wählen?": ["Partei A", "Partei B"],
        "Familienstand": ["verheiratet", "ledig"],
        "Vor- und Nachname": ["Ana Beispiel", "Di Test", "Bo Muster"],
        "Gewichtung": ["1,0", "0,9", "1,1"],
    }
    table = table_of(tmp_path, columns)
    codebook = draft_codebook(table)
    assert [c.role for c in codebook.columns] == [
        "id", "basis", "profile", "ignore", "ignore", "profile", "contact", "weight",
    ]  # fmt: skip
    told = " ".join(codebook.notes)
    for name in ("geschlecht", "staatsangehorigkeit", "welche-partei", "familienstand", "nachname"):
        assert name in told
    survey = read_survey(table, codebook)
    assert not {"Ana Beispiel", "türkisch x"} & {c or "" for row in survey.rows for c in row}


@pytest.mark.parametrize(
    ("header", "kind"),
    [("Zeitstempel", "record"), ("Horodateur", "record"), ("Marca temporal", "record"),
     ("Tijdstempel", "record"), ("タイムスタンプ", "record"), ("_uuid", "id"), ("Antwort-ID", "id"),
     ("Pondération", "weight"), ("Weegfactor", "weight"), ("Start time", "record"),
     ("Fertigstellungszeit", "record"), ("How long is your start?", "")],
)  # fmt: skip
def test_what_a_tool_wrote_is_told_in_all_languages(header, kind):
    assert people.written_by_a_tool(header) == kind


def test_a_weight_of_bodies_is_no_weight_of_answers(tmp_path):
    columns = {"Gewicht": ["61", "75", "82,5"], "Wie oft kaufen Sie Brot?": ["nie", "oft"]}
    assert draft_codebook(table_of(tmp_path, columns)).columns[0].role == "ignore"


def test_the_list_is_whole_in_every_language_and_finds_each_of_its_own_words():
    raw = tomllib.loads(Path(people.__file__).with_name("people.toml").read_text("utf-8"))
    for kind, entry in raw.items():
        for part in {"headers", "answers"} & entry.keys():
            assert tuple(entry[part]) == KNOWN, (kind, part)
            for tongue, line in entry[part].items():
                for word in line.split(","):
                    word = word.strip()
                    if word.startswith("!"):
                        continue
                    assert word.strip("=?* "), (kind, part, tongue)
                    text = people.fold(word.lstrip("=?").replace("*", ""))
                    found = people._kinds()[kind]
                    words = (found.headers if part == "headers" else found.answers)[tongue]
                    assert word.endswith(" *") or people._strength(words, text), (kind, word)


@pytest.mark.parametrize("tongue", KNOWN)
def test_the_language_of_a_survey_is_told(tongue):
    questions = [by[tongue] for by in ASKED.values()]
    assert tongue_of_all(questions) == tongue


def test_languages_without_a_list_are_not_taken_for_others():
    finnish = ["Kuinka usein ostat leipää?", "Mikä on sinulle tärkeää?", "Oletko tyytyväinen?"]
    danish = ["Hvor ofte køber du brød hos os?", "Hvad er vigtigt for dig?", "Er du tilfreds?"]
    for questions in (finnish, danish, ["Как часто вы покупаете хлеб?"], ["얼마나 자주 사나요?"]):
        assert tongue_of_all(questions) == "?"
    assert tongue_of("Fresh bread") == ""
