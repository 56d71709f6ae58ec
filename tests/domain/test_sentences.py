"""Where sentences end, in ten languages."""

import pytest

from reelwright.domain.sentences import ends, sentences, short_form

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
