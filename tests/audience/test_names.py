"""What groups are called, and what of an answer may be said to people."""

from dataclasses import replace

import numpy as np
import pytest

from reelwright.audience import find_segments
from reelwright.audience.cells import AnswerBox
from reelwright.audience.clauses import called_by, clause_for, keywords, sayable
from reelwright.audience.naming import Portrait, SegmentFacts, check
from reelwright.audience.thresholds import THRESHOLDS
from reelwright.domain.survey import Codebook, Column, Survey
from reelwright.intake.survey_words import chosen_clause
from reelwright.writing.vocabulary import lexicon


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
    left = [t for s in found.segments for t in s.traits if "did not pick" in t.text]
    assert left
    for segment in found.segments:
        assert all(t.denied == ("did not pick" in t.text) for t in segment.traits)
        for trait in (t for t in segment.traits if t.denied):
            option = keywords(trait.text.partition("“")[2])
            assert not set(option) & set(lexicon(segment))


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


ROMANCE_OF_ONESELF = (
    "Prefiero la marca blanca", "Evito el azúcar", "Suelo comprar por internet",
    "Me muevo en bicicleta", "Desayuno fuera de casa", "Comparo precios antes",
    "Reciclo casi todo", "Entreno tres veces por semana", "Trabajo desde casa",
    "He dejado de fumar", "Compré uno el año pasado", "Iría si fuera más barato",
    "Apenas uso el coche", "Preferisco il marchio del negozio", "Evito lo zucchero",
    "Mi sposto in bici", "Di solito compro online", "Confronto i prezzi prima",
    "Faccio colazione al bar", "Riciclo quasi tutto", "Ho smesso di fumare",
    "Comprerei se costasse meno", "Mi alleno tre volte a settimana", "Pranzo fuori casa",
    "Resto fedele alla mia marca", "Costumo comprar pela internet", "Ando de bicicleta",
    "Comparo os preços antes", "Reciclo quase tudo", "Deixei de fumar",
    "Treino três vezes por semana", "Compraria se fosse mais barato", "Desloco-me de bicicleta",
    "Tomo o pequeno-almoço fora", "Raramente uso o carro", "Dou prioridade ao preço", "No fumo",
    "Ya no compro revistas", "Prefiero que me lo traigan", "Cocino con mi hija",
    "Pago con tarjeta", "Miro las ofertas cada semana", "Ahorro para viajar",
    "Me levanto temprano", "Llevo mi propia bolsa", "Paseo al perro dos veces al día",
    "Recurro a la farmacia", "Como fuera los fines de semana", "Hemos cambiado de proveedor",
    "Fui vegetariano", "Empecé este año", "Necesito ayuda", "Aplazo las compras grandes",
    "Rechazo el plástico", "Valoro el trato", "Priorizo el precio",
    "Preferirei il ritiro in negozio", "Non fumo", "Mangio spesso fuori", "Evitiamo gli sprechi",
    "Rimando gli acquisti grandi", "Rifiuto la plastica", "Valuto la qualità", "Pago con carta",
    "Leggo sempre l'etichetta", "Porto la mia borsa", "Ho cambiato fornitore",
    "Cucino per la famiglia", "Viaggio da solo", "Mi informo online", "Non bevo mai",
    "Prefiro pagar em dinheiro", "Não fumo", "Pago com cartão", "Cozinho para a família",
    "Evito plástico", "Valorizo o atendimento", "Priorizo o preço", "Adio compras grandes",
    "Recuso sacos de plástico", "Uso os transportes", "Levo o meu saco", "Mudámos de fornecedor",
    "Comprei uma no ano passado", "Informo-me online", "Nunca bebo", "Passo férias em casa",
    "Subo las escaleras a pie", "Detesto hacer cola", "Planto mis propias verduras",
    "Apenas salgo de noche", "Nunca me fío de los anuncios", "Gasto poco en ropa",
    "Suelo mirar las reseñas", "He probado varias marcas", "Compraré otra pronto",
    "Vivo en el campo", "Tiendo a comprar local", "Comparto coche", "Salto il pranzo",
    "Odio fare la fila", "Coltivo il mio orto", "Mi fido delle recensioni",
    "Spendo poco in vestiti", "Ho provato molte marche", "Ne comprerò un altro",
    "Vivo in campagna", "Condivido l'auto", "Abbiamo figli piccoli", "Raramente esco la sera",
    "Subo as escadas a pé", "Detesto filas", "Planto os meus legumes", "Confio nas avaliações",
    "Gasto pouco em roupa", "Já experimentei várias marcas", "Vou comprar outro", "Moro no campo",
    "Temos filhos pequenos", "Raramente saio à noite", "Partilho o carro",
    "Costumo esperar pelas promoções",
)  # fmt: skip
ROMANCE_THINGS = (
    "Vino tinto de la casa", "Pollo asado con patatas", "Zumo de naranja", "Café con leche",
    "Trabajo fijo", "Desayuno continental", "Precio bajo", "Servicio al cliente",
    "Gelato al limone", "Prezzo basso", "Pranzo di lavoro", "Treno regionale", "Servizio clienti",
    "Riso integrale", "Tempo libero", "Suco de laranja", "Frango assado com arroz", "Preço baixo",
    "Treino funcional", "Serviço de entrega", "Vinho do Porto", "Leite sem lactose",
    "Puré de patatas", "Rei leão", "Queso fresco de cabra", "Pescado al horno", "Pago aplazado",
    "Envío gratuito", "Paseo marítimo", "Descuento por volumen", "Aceite de oliva",
    "Horario amplio", "Cambio gratuito", "Uso intuitivo", "Trato amable", "Parking gratis",
    "Librería cercana", "Panadería artesana", "Ramos de flores", "Recambio rápido",
    "Acceso a la aplicación", "Consejo de amigos", "Pagamento sicuro", "Reso gratuito",
    "Parcheggio comodo", "Formaggio stagionato", "Caffè macchiato", "Orario flessibile",
    "Cambio automatico", "Uso semplice", "Consiglio di amici", "Ritiro in negozio",
    "Gioco da tavolo", "Lavoro da remoto", "Pagamento seguro", "Envio grátis",
    "Estacionamento fácil", "Queijo fresco", "Horário alargado", "Troca gratuita",
    "Conselho de amigos", "Padaria artesanal", "Uso simples", "Pão sem glúten",
    "Passeio de barco", "Museu gratuito", "Foto del producto", "Aeroporto vicino",
    "Auto elettrica", "Kino am Abend", "Precio más bajo", "Prezzo più basso", "Preço mais baixo",
    "Vino o cerveza", "Trato personal", "Tejido suave", "Tessuto morbido", "Tecido macio",
    "Pueblo costero", "Sonido envolvente", "Suono pulito", "Som limpo", "Abono mensual",
    "Abbonamento mensile", "Diseño italiano", "Disegno italiano", "Mercado local",
    "Mercato rionale", "Asiento reclinable", "Sedile reclinabile", "Assento reclinável",
    "Regalo de bienvenida", "Regalo di benvenuto", "Aparcamiento propio", "Ordine minimo",
    "Marchio locale", "Medio ambiente", "Correo electrónico", "Correio azul",
    "Jogos de tabuleiro",
)  # fmt: skip


@pytest.mark.parametrize("option", [*OF_ONESELF, *ROMANCE_OF_ONESELF])
def test_what_people_say_of_themselves_is_never_what_they_picked(option):
    of = column(f"Which of these fit you? [{option}]", ("No", "Yes"))
    answers = box(of, "high", 1)
    name = called_by(answers, clause_for(answers))
    assert "picked" not in name
    assert name == "" or name.startswith("Those who ")


@pytest.mark.parametrize("option", [*THINGS, *ROMANCE_THINGS])
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


@pytest.mark.parametrize(
    ("question", "option", "said"),
    [
        (
            "What do you use our gear for? (Select all that apply) - Selected Choice",
            "Walking in the hills",
            "use their gear for walking in the hills | "
            "do not use their gear for walking in the hills",
        ),
        ("Which apps do you use for work?", "Spotify", "use Spotify | do not use Spotify"),
        ("Which brands do you trust most?", "Nike", "trust Nike | do not trust Nike"),
        ("Why do you visit us?", "Price", ""),
        ("How do you know us?", "From a friend", ""),
        ("What should we do better?", "Open at eight", ""),
        (
            "How do you watch films?",
            "On my phone",
            "watch films on their phone | do not watch films on their phone",
        ),
    ],
)
def test_an_option_is_said_with_the_verb_that_takes_it_or_not_at_all(question, option, said):
    assert chosen_clause(question, option) == said


DEEDS = (
    ("When do you buy snacks?", "Buy at the airport", "buy at the airport"),
    ("How do you get to work?", "Take the bus", "take the bus"),
    ("Why do you cycle?", "To save money", "want to save money"),
    ("What do you want to do this year?", "Learn a language", "want to learn a language"),
    ("What do you plan to do next?", "Move abroad", "plan to move abroad"),
    ("Which apps do you use for work?", "Keep", "use Keep"),
    ("What do you use your gear for?", "Office", "use their gear at the office"),
    ("What do you use it for?", "Home", "use it at home"),
    ("What do you use it for?", "Commuting", "use it for commuting"),
    ("Where do you use our app?", "On the train", "use their app on the train"),
    ("Where do you buy your shoes?", "Supermarket", "buy their shoes at the supermarket"),
    ("When do you use our app?", "In the morning", "use their app in the morning"),
    ("When do you go shopping?", "Saturdays", "go shopping on Saturdays"),
    ("What should we do better?", "Open at eight", "answered Open at eight"),
    ("What would make you come back?", "Send me offers", "answered Send me offers"),
    ("Wann kaufen Sie?", "Am Flughafen kaufen", "answered Am Flughafen kaufen"),
    ("Was tun Sie?", "Freunde treffen", "answered Freunde treffen"),
    ("Quand achetez-vous ?", "Acheter à l'aéroport", "answered Acheter à l'aéroport"),
    ("¿Dónde lo usa?", "En la oficina", "answered En la oficina"),
    ("Cosa fa?", "Uscire con gli amici", "answered Uscire con gli amici"),
    ("O que faz?", "Sair com amigos", "answered Sair com amigos"),
    ("Waar gebruikt u het?", "Op kantoor", "answered Op kantoor"),
    ("När köper du?", "Köpa på flygplatsen", "answered Köpa på flygplatsen"),
    ("Kiedy kupujesz?", "Kupować na lotnisku", "answered Kupować na lotnisku"),
    ("どこで使いますか", "職場で", "answered 職場で"),
)


@pytest.mark.parametrize(("question", "option", "said"), DEEDS)
def test_a_deed_or_a_place_gives_a_name_as_a_person_would_say_it(question, option, said):
    of = column(f"{question} [{option}]", ("No", "Yes"), prompt=chosen_clause(question, option))
    answers = box(of, "high", 1)
    assert called_by(answers, clause_for(answers)) == f"Those who {said}"


@pytest.mark.parametrize(
    "header",
    [
        "How likely is it that you would recommend us to a friend?",
        "How likely are you to recommend us?", "Würden Sie uns weiterempfehlen?",
        "Recommanderiez-vous notre magasin ?", "¿Nos recomendaría a un amigo?",
        "Ci consiglieresti a un amico?", "Você nos recomendaria a um amigo?",
        "Zou u ons aanbevelen?", "Skulle du rekommendera oss?", "Czy poleciłbyś nas znajomemu?",
        "友人に勧めますか",
    ],
)  # fmt: skip
def test_whether_they_would_recommend_who_asks_is_not_said_to_them(header):
    of = column(header, ("No", "Yes"), prompt="are likely to recommend us | would not")
    answers = box(of, "high", 1)
    assert not sayable(answers, clause_for(answers))


def test_everyone_is_told_by_what_they_want_before_what_most_did_not_pick():
    """One group of all: each option was left by two of three, what matters was picked by most."""
    rng = np.random.default_rng(5)
    picked = [
        Column(
            id=f"use-{name}", header=f"What do you use it for? [{name}]", label=name, role="basis",
            scale="binary", levels=("No", "Yes"), group="decision factors",
            prompt=f"use it for {name} | do not use it for {name}",
        )
        for name in ("work", "sport", "travel")
    ]  # fmt: skip
    repair = column("Do you repair things?", ("No", "Yes"), prompt="repair things | buy new things")
    columns = (*picked, repair.model_copy(update={"id": "repair", "group": "decision factors"}))
    rows = [
        tuple("Yes" if rng.random() < p else "No" for p in (0.33, 0.33, 0.33, 0.6))
        for _ in range(90)
    ]
    survey = Survey(
        columns=columns, respondents=tuple(f"r{i}" for i in range(90)), rows=tuple(rows)
    )
    found = find_segments(survey, Codebook(columns=columns, confirmed=True), seed=1)
    (everyone,) = found.segments
    assert not found.reliable
    first = next(t for t in everyone.traits if t.group == "decision factors")
    assert first.text == "repair things"


MONEY = ("Under $50", "$50-$99", "$100-$149", "$150 or more")
EURO = ("Unter 20 €", "20–49 €", "50–99 €", "100 € oder mehr")
BAGS = ("None", "One", "Two", "Three", "Four or more")
WEEKS = ("Less than once a month", "1-3 times a month", "2-4 times a week", "5+ times a week")


@pytest.mark.parametrize(
    ("levels", "places", "said"),
    [
        (MONEY, (2, 3), "$100 or more"),
        (MONEY, (0, 1), "Under $100"),
        (EURO, (2, 3), "50 € oder mehr"),
        (EURO, (0, 1), "Unter 50 €"),
        (("Moins de 5 km", "5 à 9 km", "10 à 19 km", "20 km et plus"), (2, 3), "10 km et plus"),
        (("Menos de 10 €", "10 a 29 €", "30 a 59 €", "60 € o más"), (0, 1), "Menos de 30 €"),
        (("週1回", "週2〜3回", "週4回以上"), (1, 2), "週2回以上"),
        (BAGS, (3, 4), "Three or more"),
        (("1", "2", "3", "4+"), (2, 3), "3+"),
        (WEEKS, (2, 3), "2+ times a week"),
        # What one band would not say exactly stays as it was answered.
        (WEEKS, (0, 1), "Less than once a month or 1-3 times a month"),
        (("5-9 min", "10-20 min", "More than 20 min"), (1, 2), "10-20 min or More than 20 min"),
        (("Never", "Rarely", "Often", "Always"), (2, 3), "Often or Always"),
        (("1-3 a month", "1-2 a week", "3+ a week"), (0, 2), "1-3 a month or 3+ a week"),
    ],
)
def test_neighbouring_bands_are_told_as_one(levels, places, said):
    asked = column("How much?", levels, scale="ordinal", label="how much")
    text = clause_for(box(asked, "high" if places[0] else "low", *places))
    assert text == f"say “{said}” about “how much”"


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ("«Bio» bread", "Those who picked bio bread"),
        ("The “green” label", "Those who picked the green label"),
        ("「地元」の商品", "Those who picked 地元の商品"),
        ("2. Low prices", "Those who picked low prices"),
        ("B", ""),
        ("3", ""),
        ("They deliver", ""),
        ("It's cheap", ""),
        ("Es ist günstig", ""),
        ("C'est pas cher", ""),
        ("Hay aparcamiento", ""),
        ("C'è parcheggio", ""),
        ("Tem estacionamento", ""),
        ("Het is goedkoop", ""),
        ("Det är billigt", ""),
        ("Jest tanio", ""),
        ("Du pain frais", "Those who picked du pain frais"),
    ],
)
@pytest.mark.parametrize("form", ["{} [{}]", "{}: {}", "{} - {}"])
def test_an_option_is_named_without_quotes_numbers_and_codes(form, option, name):
    of = column(form.format("What matters here?", option), ("No", "Yes"), label=option)
    assert called_by(box(of, "high", 1), clause_for(box(of, "high", 1))) == name


def test_what_follows_a_colon_is_no_option_where_the_whole_question_is_the_label():
    of = column("Please note: do you like bread?", ("No", "Yes"), label="Do you like bread")
    assert "picked" not in called_by(box(of, "high", 1), clause_for(box(of, "high", 1)))


def test_a_name_that_may_not_be_is_passed_over_for_the_next():
    """Options that hold a share, a code or a quotation never stop a survey."""
    rng = np.random.default_rng(3)
    options = ["5% cashback", "Q4 bonus", "Index funds", "Segment 1 offers", "my_card", "Low fees"]
    columns = tuple(
        Column(id=f"o{n}", header=f"What matters? [{o}]", label=o, role="basis", scale="binary",
               levels=("No", "Yes"), prompt=f"care about {o} | care less about {o}")
        for n, o in enumerate(options)
    )  # fmt: skip
    rows = tuple(
        tuple("Yes" if rng.random() < (0.9 if (n < 3) == (i % 2) else 0.1) else "No"
              for n in range(6))
        for i in range(160)
    )  # fmt: skip
    survey = Survey(columns=columns, respondents=tuple(map(str, range(160))), rows=rows)
    quick = replace(THRESHOLDS, starts=4, bootstraps=4, max_k=2)
    found = find_segments(survey, Codebook(columns=columns), seed=1, thresholds=quick)
    assert found.k == 2
    names = {s.name for s in found.segments}
    assert names == {"Those who care about Low fees", "The second largest group"}
