"""Where sentences end, in ten languages."""

import pytest

from reelwright.domain.sentences import ends, sentences, short_form, unstopped

ONE_SENTENCE = {
    "en": [
        "We spoke to Dr. Okafor about the queue, e.g. at noon and at 5 p.m. on Fridays.",
        "Mr. and Mrs. Jones met Prof. Lee at St. James St. yesterday.",
        "Number one in the U.S. Army since J. Smith came to No. 7, approx. 40 miles away.",
        "Open until 5 p.m. Monday to Friday.",
    ],
    "de": [
        "Nur 3 Mio. Euro bzw. 2,5 %, d.h. ca. 40 € pro Monat, z.B. für Strom.",
        "Herr Dr. Meier wohnt z. B. Hauptstr. 5, Nr. 12, ab dem 5. Mai.",
    ],
    "fr": ["M. Dupont, Mme. Leroy et le Dr. Martin paient env. 40 euros, p. ex. Lyon."],
    "es": ["El Sr. López y la Dña. Ana viven en la Avda. Libertad, núm. 7, en EE. UU."],
    "it": ["Il dott. Rossi e la sig.ra Bianchi vanno ad es. Roma, ca. 40 km."],
    "pt": ["O Sr. Silva e a Dra. Costa moram na Av. Paulista, aprox. 40 metros."],
    "nl": ["Dhr. Jansen woont bijv. Amsterdam, nr. 7, d.w.z. ca. 40 km."],
    "sv": ["Vi finns t.ex. Stockholm och bl.a. Malmö, kl. 10, ca. 40 km bort."],
    "pl": ["Na ul. Długiej, np. Warszawa, o godz. 10, nr. 7."],
}

TWO_SENTENCES = {
    "en": [
        "Open until 5 p.m. Bring a friend.",
        "Come to Elm St. Bring a friend.",
        "Bread, cakes, etc. Come in.",
        "No. We do not.",
        "In the U.S. The queue is long.",
        "Ask for Max. He knows.",
        "Peace of mind. Call us.",
        "We open at 9 a.m. 20 loaves are free.",
    ],
    "de": ["Brot, Kuchen usw. Kommen Sie.", "Seit 1998. Immer frisch."],
    "fr": ["Du pain, etc. Venez vite.", "Ouvert ! Venez."],
    "es": ["¿Quieres pan? ¡Ven antes de las 10!", "Así es. Ven mañana.", "Vale. ¿Vienes?"],
    "it": ["Pane, ecc. Vieni.", "È qui. Vieni."],
    "pt": ["Pão, etc. Venha.", "É aqui. Venha."],
    "nl": ["Brood, enz. Kom langs.", "Wij zijn er al. Kom."],
    "sv": ["Bröd, osv. Kom.", "Vi är här. Kom."],
    "pl": ["W 2026 r. Przyjdź.", "To wszystko. Przyjdź."],
    "ja": ["朝です。来てください。"],
    "hi": ["हर सुबह। आइए।"],
    "ru": ["Утром хлеб. Приходите."],
}


@pytest.mark.parametrize("text", [t for texts in ONE_SENTENCE.values() for t in texts])
def test_short_forms_end_no_sentence(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize("text", [t for texts in TWO_SENTENCES.values() for t in texts])
def test_stops_that_end_sentences_do_even_after_short_forms(text):
    assert len(sentences(text)) == 2
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_what_is_said_of_two_words_is_said_of_the_line():
    assert ends("queue.", "Come")
    assert not ends("Dr.", "Okafor")
    assert not ends("Okafor", "about")
    assert short_form("Dr.", "Okafor")
    assert short_form("(No.", "7")
    assert not short_form("No.", "We")


SHORT_IN_PLACES = [
    "We moved to Bldg. C, 5th fl., last week.",
    "Meet us in Bldg. D or Rm. B, near Rte. 9.",
    "Take Hwy. 101 to Ln. 4.",
    "Ask at Rm. 4, Fl. 2, Unit C of Bldg. A today.",
    "We bake Wed.–Sat. 9–5.",
    "Au chap. III, tout change.",
    "Voir chap. 4 et app. 12, bât. C.",
    "Offen Mo.–Fr. 8–18 Uhr.",
    "Im Dez. kommt die 2. Aufl. des Buchs.",
    "Nehmen Sie 1 x tägl. 20 Tr. ein.",
    "Geöffnet Di.–So. 10–17 Uhr.",
    "Das ist die 3. Ausg. des Magazins.",
    "2 x wöchentl. 30 Min. genügen.",
    "Dr. med. dent. Anna Kern, Prof. Dr. Ing. Kurz.",
    "Heft Nr. 4, lfd. Nr. 12, Kap. 3.",
    "Vi bor på Storg. 5, 2 tr.",
    "Butiken ligger på Kungsg. 12 i Lund.",
    "Vasag. 12 och Sveav. 3.",
    "Dzwoń: tel. 22 555 01 23 wew. 4.",
    "Lek. wet. Anna Wójcik jest codziennie.",
    "Lek. dent. Jan Nowak przyjmuje w gab. 4.",
    "Dr hab. n. med. Ewa Kot, gab. 12, kod 3.",
    "Está en el cap. IV y en la hab. 12.",
    "C/ Sol, esc. 2, pta. 3, ofic. 12.",
    "Sta nel cap. IV, int. 3, scala B.",
    "Kamer op verd. 3, kam. 12.",
    "No cap. IV e na R. Augusta 5.",
]
"""Where something is, how often, and what doctors are of, in ten languages."""

SENTENCES_BEHIND_WORDS = [
    "It ends in St. A. We go on.",
    "I get wet. Anna does not.",
    "It is free. 30 days to try it.",
    "Die 4. Aufl. ist da. 12 Seiten mehr.",
]
"""Words and names that look like short forms."""


@pytest.mark.parametrize("text", SHORT_IN_PLACES)
def test_short_forms_of_places_and_titles_end_no_sentence(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize("text", SENTENCES_BEHIND_WORDS)
def test_words_that_look_short_end_sentences(text):
    assert len(sentences(text)) == 2


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("Keep your soles.", "Keep your soles"),
        ("See fernhill.example.", "See fernhill.example"),
        ("We trust E.ON.", "We trust E.ON"),
        ("From 9 to 5 p.m.", "From 9 to 5 p.m."),
        ("Lee & Sons Ltd.", "Lee & Sons Ltd."),
        ("Kot sp. z o.o.", "Kot sp. z o.o."),
        ("Zdjęcie co 4 godz.", "Zdjęcie co 4 godz."),
        ("Made in the U.S.", "Made in the U.S."),
    ],
)
def test_type_has_no_stop_but_that_of_a_short_form(line, typed):
    assert unstopped(line) == typed
