"""Who people are is found in behaviours and statements, too, and in bands, countries and titles."""

import pytest

from intake.test_survey_people import LIKES, refused, table_of
from reelwright.domain.segment import Trait
from reelwright.domain.survey import Cell
from reelwright.intake.survey import draft_codebook
from reelwright.intake.survey_tongues import KNOWN

BEHAVED = {
    "religion": {
        "en": "Do you eat halal?|Do you wear a headscarf?|Do you keep kosher at home?",
        "de": "Tragen Sie ein Kopftuch?|Isst du halal?|Gehen Sie sonntags in die Kirche?",
        "fr": "Portez-vous le voile ?|Mangez-vous halal ?|Pratiques-tu le ramadan ?",
        "es": "¿Comes halal?|¿Llevas velo?|¿Vas a misa los domingos?",
        "it": "Mangi halal?|Porti il velo?|Vai in chiesa la domenica?",
        "pt": "Você é evangélico?|Você come halal?|Vai à missa aos domingos?",
        "nl": "Draag je een hoofddoek?|Eet u halal?|Ga je naar de moskee?",
        "sv": "Bär du slöja?|Äter du halal?|Går du i kyrkan?",
        "pl": "Czy nosisz chustę?|Czy jesz halal?|Czy modlisz się codziennie?",
        "ja": "毎日礼拝をしますか|ハラール食を食べますか|毎週教会に行きますか",
    },
    "origin": {
        "en": "Where were your parents from, your parents born?|Which language is spoken at home?",
        "de": "Woher kommen deine Eltern?|Welche Sprache sprechen Sie zu Hause?",
        "fr": "D'où viennent tes parents ?|Quelle langue parlez-vous à la maison ?",
        "es": "¿De dónde son tus padres?|¿Qué idioma hablas en casa?",
        "it": "Da dove vengono i tuoi genitori?|Che lingua parli a casa?",
        "pt": "De onde vêm os teus pais?|Que língua falas em casa?",
        "nl": "Waar kom je vandaan?|Welke taal spreek je thuis?",
        "sv": "Varifrån kommer dina föräldrar?|Vilket språk talar du hemma?",
        "pl": "Skąd pochodzą twoi rodzice?|W jakim języku mówisz w domu?",
        "ja": "ご両親はどちらの国の方ですか|家庭で話す言語は何ですか",
    },
    "health": {
        "en": "Do you take insulin?|Are you seeing a therapist?|Do you use a hearing aid?",
        "de": "Spritzen Sie Insulin?|Sind Sie in psychotherapeutischer Behandlung?",
        "fr": "Prenez-vous de l'insuline ?|Voyez-vous un psychiatre ?",
        "es": "¿Usas insulina?|¿Vas al psiquiatra?", "it": "Usi l'insulina?|Vai dallo psichiatra?",
        "pt": "Você usa insulina?|Você faz terapia?",
        "nl": "Gebruik je insuline?|Ben je bij een psychiater geweest?",
        "sv": "Tar du insulin?|Går du hos en psykiater?",
        "pl": "Czy bierzesz insulinę?|Czy leczysz się psychiatrycznie?",
        "ja": "インスリンを使っていますか|精神科に行ったことがありますか",
    },
    "union": {
        "en": "Are you in a union?", "de": "Sind Sie bei der IG Metall?",
        "fr": "Êtes-vous à la CGT ?", "es": "¿Estás en CCOO?", "it": "Sei nella CGIL?",
        "pt": "Você está na CGTP?", "nl": "Ben je lid van de FNV?", "sv": "Är du med i facket?",
        "pl": "Czy należysz do NSZZ?", "ja": "組合に入っていますか",
    },
    "politics": {
        "en": "Are you more left or right?", "de": "Stehen Sie eher links oder eher rechts?",
        "fr": "Vous sentez-vous plutôt de gauche ou de droite ?",
        "es": "¿Eres de izquierdas o de derechas?", "it": "Sei di destra o di sinistra?",
        "pt": "Você é de esquerda ou de direita?", "nl": "Ben je eerder links of rechts?",
        "sv": "Står du mer vänster eller höger?", "pl": "Bliżej ci do lewicy czy prawicy?",
        "ja": "あなたは右寄りですか、左寄りですか",
    },
    "income": {
        "en": "Are you on benefits?|Do you own or rent your home?",
        "de": "Bekommen Sie Bürgergeld?|Was verdienst du so im Monat?",
        "fr": "Touchez-vous le RSA ?|Êtes-vous propriétaire ?|Combien gagnes-tu par mois, net ?",
        "es": "¿Cobras el paro?|¿Llegas a fin de mes?", "it": "Quanto guadagni?|Hai debiti?",
        "pt": "Você recebe Bolsa Família?|Sua casa própria ou alugada?",
        "nl": "Heb je een uitkering?|Heb je schulden?",
        "sv": "Får du försörjningsstöd?|Har du råd med semester?",
        "pl": "Czy stać Cię na wakacje?|Czy pobierasz zasiłek?",
        "ja": "月々の手取りはいくらですか|お住まいは持ち家ですか",
    },
    "circumstances": {
        "en": "How many children live with you?|Which school did you leave last?",
        "de": "Mit wem wohnst du?|Leben Kinder bei Ihnen? Wie viele Kinder?",
        "fr": "Avec qui vis-tu ?|As-tu des enfants ?", "es": "¿Con quién vives?|¿Tienes hijos?",
        "it": "Con chi vivi?|Hai figli?", "pt": "Com quem você mora?|Quantos filhos você tem?",
        "nl": "Met wie woon je samen?|Heb je kinderen?",
        "sv": "Vem bor du med?|Har du barn?", "pl": "Z kim mieszkasz?|Ile masz dzieci?",
        "ja": "お子さんは何人ですか|誰と住んでいますか",
    },
    "age": {
        "en": "How old are you?", "de": "Wie alt bist du eigentlich?",
        "fr": "Dans quel groupe d'âge es-tu ?", "es": "¿Cuántos años tienes?",
        "it": "Quanti anni hai?", "pt": "Quantos anos você tem?|Quantos anos tens?",
        "nl": "Hoe oud ben je?", "sv": "Hur gammal är du?", "pl": "Ile pan ma lat?",
        "ja": "何年生まれですか",
    },
    "contact": {
        "en": "What may we call you?|Filled in by", "de": "Wie dürfen wir Sie nennen?",
        "fr": "Comment t’appelles-tu ?|Rempli par", "es": "¿Cómo podemos llamarte?",
        "it": "Come possiamo chiamarti?|Compilato da", "pt": "Como podemos te chamar?",
        "nl": "Hoe mogen we je noemen?|Ingevuld door", "sv": "Vad får vi kalla dig?",
        "pl": "Twój nick|Jak masz na imię?", "ja": "どちら様ですか|何とお呼びすればいいですか",
    },
}  # fmt: skip
SAID = {
    "religion": {
        "en": "I pray every day.", "de": "Ich bete jeden Tag.", "fr": "Je prie tous les jours.",
        "es": "Voy a misa cada domingo.", "it": "Vado in chiesa ogni domenica.",
        "pt": "Vou à igreja todos os domingos.", "nl": "Ik bid elke dag.",
        "sv": "Jag tror på Gud.", "pl": "Modlę się codziennie.", "ja": "毎日お祈りをしている",
    },
    "health": {
        "en": "I am often depressed.", "de": "Ich bin oft depressiv.",
        "fr": "Je suis souvent déprimé.", "es": "Tomo medicamentos a diario.",
        "it": "Sono spesso depresso.", "pt": "Tomo medicamentos todos os dias.",
        "nl": "Ik ben vaak depressief.", "sv": "Jag är ofta deprimerad.",
        "pl": "Leczę się psychiatrycznie.", "ja": "精神科に通っている",
    },
    "income": {
        "en": "I struggle to pay my rent.", "de": "Ich komme kaum über die Runden.",
        "fr": "J'ai du mal à payer mon loyer.", "es": "No llego a fin de mes.",
        "it": "Non arrivo a fine mese.", "pt": "Tenho dívidas para pagar.",
        "nl": "Ik kan mijn huur amper betalen.", "sv": "Jag har svårt att betala min hyra.",
        "pl": "Nie stać mnie na wakacje, mam długi.", "ja": "家賃を払うのが苦しい",
    },
}  # fmt: skip


def cases(table):
    return [(k, t, h) for k, by in table.items() for t in KNOWN for h in by[t].split("|")]


@pytest.mark.parametrize(("kind", "tongue", "header"), cases(BEHAVED))
def test_what_people_do_and_have_forms_no_segments_unasked(tmp_path, kind, tongue, header):
    statement, *likes = LIKES[tongue].split("|")
    codebook = draft_codebook(table_of(tmp_path, {statement: likes, header: ["aaa", "bbb", "ccc"]}))
    basis, column = codebook.columns
    assert basis.role == "basis"
    assert column.role in {"profile", "ignore", "contact"}
    assert any(column.id in note for note in codebook.notes)
    assert refused(header, ("aaa", "bbb", "ccc"), [statement])


@pytest.mark.parametrize(("kind", "tongue", "header"), cases(SAID))
def test_statements_on_oneself_that_tell_a_trait_form_no_segments(tmp_path, kind, tongue, header):
    statement, *likes = LIKES[tongue].split("|")
    codebook = draft_codebook(table_of(tmp_path, {statement: likes, header: likes}))
    basis, column = codebook.columns
    assert basis.role == "basis"
    assert column.role in {"profile", "ignore"}
    assert any(column.id in note for note in codebook.notes)
    assert refused(header, tuple(likes), [statement])


@pytest.mark.parametrize(
    ("header", "answers"),
    [("Do you bake bread at home?", "Yes|No"), ("Do you rent skis?", "Yes|No"),
     ("I struggle to find parking", "Agree|Disagree|Strongly agree"),
     ("How much did you pay for your last bike?", "€500-1000|€1000-2000|over €2000"),
     ("How many pages do you read a day?", "10-20|20-40|40-60"),
     ("Do you pay with a credit union account or by visa card?", "Yes|No"),
     ("Backen Sie Ihr Brot zu Hause selbst?", "Ja|Nein"),
     ("Mieten Sie Ihre Ski im Winter?", "Ja|Nein"),
     ("Êtes-vous propriétaire d'un vélo ?", "Oui|Non"),
     ("Faites-vous du pain à la maison ?", "Oui|Non"),
     ("¿Alquila usted los esquís en la montaña?", "Sí|No"), ("Prepari il pane in casa?", "Sì|No"),
     ("Você faz pão em casa?", "Sim|Não"), ("Bakt u thuis brood?", "Ja|Nee"),
     ("Vilka bröd bakar du hemma på helgen?", "Ja|Nej"), ("Czy pieczesz chleb w domu?", "Tak|Nie"),
     ("家でパンを焼きますか", "はい|いいえ"), ("どのフルーツが好きですか", "りんご|みかん|もも")],
)  # fmt: skip
def test_questions_on_products_keep_what_they_had(tmp_path, header, answers):
    codebook = draft_codebook(table_of(tmp_path, {header: answers.split("|")}))
    assert codebook.columns[0].role == "basis", codebook.notes


@pytest.mark.parametrize(
    "answers",
    ["18-24|25-34|35+", "18 bis 29|30 bis 39|40 bis 49 Jahre",
     "18 à 24 ans|25 à 34 ans|35 ans et plus",
     "Mr|Mrs|Ms|Mx", "M.|Mme|Mlle", "Sr.|Sra.|Srta.", "Sig.|Sig.ra", "Dhr.|Mevr.", "Pan|Pani",
     "Syria|Turkey|Poland|Germany", "Türkei|Polen|Deutschland", "Maroc|Algérie|France",
     "Under €20k|€20k-€40k|Over €40k", "unter 1.500 €|1.500-3.000 €|über 3.000 €",
     "do 3000 zł|3000-5000 zł|ponad 5000 zł", "20万円未満|20〜30万円|30万円以上"],
)  # fmt: skip
def test_bands_titles_and_countries_are_asked_about(tmp_path, answers):
    header = "Which of these do you think fits you best?"
    codebook = draft_codebook(table_of(tmp_path, {header: answers.split("|")}))
    column = codebook.columns[0]
    assert column.role in {"ignore", "profile"}
    assert any(column.id in note for note in codebook.notes)


NAMES = ["Anna Kowalska", "Tom Baker", "Maria Rossi", "Jean Dupont"]


@pytest.mark.parametrize(
    "header",
    ["Who recommended us?", "Wer hat uns empfohlen?", "Qui vous a recommandé notre maison ?",
     "Recomendado por", "Consigliato da", "Indicado por", "Aanbevolen door",
     "Vem rekommenderade oss?", "Kto nas polecił?", "ご紹介してくれた方は"],
)  # fmt: skip
def test_few_names_under_a_question_for_names_are_contact(tmp_path, header):
    rows = {header: NAMES, "How often do you come?": ["never", "often", "always"]}
    assert draft_codebook(table_of(tmp_path, rows)).columns[0].role == "contact"
    rows[header] = ["A friend", "An advert", "The internet"]
    assert draft_codebook(table_of(tmp_path, rows)).columns[0].role != "contact"


def test_names_never_become_options(tmp_path):
    names = [f"{a} {b}" for a in ("Anna", "Bo", "Cem", "Dora", "Eva") for b in ("Yilmaz", "Klein")]
    for sign in (" ", ", "):
        header = "Wie dürfen wir Sie nennen?"
        table = table_of(tmp_path, {header: [n.replace(" ", sign) for n in names], "Q": ["a", "b"]})
        assert table.headers == (header, "Q")
        assert draft_codebook(table).columns[0].role == "contact"


@pytest.mark.parametrize(
    ("header", "answers"),
    [("Any other comments", "Call me on 0151 234 56789 please|All good|Ask for Anna at the till"),
     ("Any other comments",
     "It was warm and near and I liked it.|It was nice.|The staff were kind to me."),
     ("Möchten Sie uns sonst noch etwas sagen?",
     "Alles war gut.|Das Brot war zu hart.|Danke sehr."),
     ("Avez-vous des remarques ?",
     "Le pain était trop dur ce jour là mais bon|Très bien|Rien à dire"),
     ("Heeft u nog opmerkingen?", "Het brood was gisteren niet meer zo vers|Goed|Prima winkel"),
     ("ほかにコメントはありますか",
     "とてもおいしかったのでまた来ます。|よかったです。|また来たいと思います。")],
)  # fmt: skip
def test_few_free_texts_are_text_and_no_options(tmp_path, header, answers):
    codebook = draft_codebook(table_of(tmp_path, {header: answers.split("|")}))
    assert codebook.columns[0].role == "text", codebook.notes


@pytest.mark.parametrize(
    ("text", "fit"),
    [("pray every day", False), ("eat halal", False), ("struggle to pay their rent", False),
     ("feel proud of their Polish roots", False), ("take insulin", False),
     ("beten jeden Tag", False),
     ("mangent halal", False), ("rezan cada día", False), ("want their bread warm", True),
     ("struggle to find parking", True), ("bake bread at home", True), ("rent skis", True)],
)  # fmt: skip
def test_what_tells_who_people_are_is_never_said_whatever_its_group(text, fit):
    cell = Cell(column="it", level="Agree", n=30, share=0.5, base_share=0.3, index=150)
    assert Trait(id="t", group="motivations", text=text, cell=cell).fit_to_say == fit


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("How do you see yourself?", "far left|centre-left|centre|centre-right"),
        ("Wie stufen Sie sich ein?", "links|eher links|Mitte|eher rechts"),
        ("Où vous situez-vous ?", "à gauche|centre gauche|centre droit|à droite"),
        ("¿Cómo te defines?", "izquierda|centro-izquierda|centro-derecha|derecha"),
        ("Come si definisce?", "sinistra|centrosinistra|centrodestra|destra"),
        ("Como você se define?", "esquerda|centro-esquerda|centro-direita|direita"),
        ("Hoe ziet u zichzelf?", "links|eerder links|midden|eerder rechts"),
        ("Hur ser du på dig själv?", "långt till vänster|mitten|något till höger|långt till höger"),
        ("Jak się określasz?", "lewicowe|centrowe|raczej prawicowe|prawicowe"),
        ("ご自身の立場は", "左派|やや左寄り|やや右寄り|右派"),
        ("I am a", "Guy|Girl"), ("Io sono", "Ragazzo|Ragazza"), ("Jag är", "Kille|Tjej"),
        ("Jestem", "Chłopak|Dziewczyna"), ("Soy", "Chico|Chica"), ("Ik ben", "Jongen|Meisje"),
    ],
)  # fmt: skip
def test_leanings_and_everyday_words_for_gender_are_found_in_answers(tmp_path, question, answers):
    table = table_of(tmp_path, {question: answers.split("|")}, rows=20)
    assert draft_codebook(table).columns[0].role != "basis"
