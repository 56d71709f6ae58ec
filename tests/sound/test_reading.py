"""Figures, signs and short forms are said as people say them, in ten languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.sound.reading.japanese import cardinal
from reelwright.sound.script import unmarked, write_script

ENGLISH = {
    "1.2M users": "one point two million users",
    "Wi-Fi and 5G": "Wi-Fi and five G",
    "4K TV": "four K T V",
    "-5 °C outside": "minus five degrees Celsius outside",
    "the 1990s and the '90s": "the nineteen nineties and the nineties",
    "2½ hours": "two and a half hours",
    "½ price": "half price",
    "1/8 of an inch": "an eighth of an inch",
    "1 1/2 cups, 3/8": "one and a half cups, three eighths",
    "¥5,000": "five thousand yen",
    "₹499 only": "four hundred and ninety-nine rupees only",
    "Only 27,50 € now": "Only twenty-seven euros fifty now",
    "€1.000,50": "one thousand euros fifty",
    "CHF 20, 20 GBP": "twenty Swiss francs, twenty pounds",
    "15p": "fifteen pence",
    "(555) 010-4477": "five five five oh one oh four four seven seven",
    "1-800-555-0199": "one eight oh oh five five five oh one nine nine",
    "+44 (0)20 7946 0000": "plus four four two oh seven nine four six oh oh oh oh",
    "020-7946-0000.": "oh two oh seven nine four six oh oh oh oh.",
    "By 3/4/2026 at 10:05": "By the third of April twenty twenty-six at ten oh five",
    "On 2026-04-03 we open": "On the third of April twenty twenty-six we open",
    "On Jan. 3rd, 2026.": "On January third, twenty twenty-six.",
    "5 kg": "five kilograms",
    "5 lbs. of flour": "five pounds of flour",
    "80 km/h limit": "eighty kilometres per hour limit",
    "100 m² of floor": "one hundred square metres of floor",
    "on Elm St. today": "on Elm street today",
    "on Elm St. Bring a friend": "on Elm street. Bring a friend",
    "Visit St. Mary's.": "Visit saint Mary's.",
    "St. James St. is closed.": "saint James street is closed.",
    "Ask for Max. He knows.": "Ask for Max. He knows.",
    "Max. 5 people": "maximum five people",
    "No. 10 or No. Never.": "number ten or No. Never.",
    "1 000 000 people": "one million people",
    "1.000.000 people": "one million people",
    "bread, cakes, etc.": "bread, cakes, et cetera.",
    "bread, etc. and so on": "bread, et cetera and so on",
    "Open until 5 p.m.": "Open until five p m.",
    "Open until 5 p.m. Bring a friend.": "Open until five p m. Bring a friend.",
    "at 5 p.m. on Fridays": "at five p m on Fridays",
    "Mon-Fri 9am-5pm": "Monday to Friday nine a m to five p m",
    "Between 5–7pm": "Between five and seven p m",
    "3x faster, 5* hotel": "three times faster, five star hotel",
    "£5-£10 each": "five pounds to ten pounds each",
    "$3bn and 16:9": "three billion dollars and sixteen to nine",
    "±2 mm, ~30 min": "plus or minus two millimetres, about thirty minutes",
    "6'2\" tall": "six foot two tall",
    "C++ and C#": "C plus plus and C sharp",
    "🎉 Party time!": "Party time!",
}

OTHERS = {
    "de": {
        "Nur 27,50 € pro Monat": "Nur siebenundzwanzig Euro fünfzig pro Monat",
        "ab 1.000.000 Euro": "ab eine Million Euro",
        "Am 5. Mai um 9:30 Uhr": "Am fünften Mai um neun Uhr dreißig",
        "am 3.4.2026": "am dritten April zweitausendsechsundzwanzig",
        "-5 °C, 80 km/h": "minus fünf Grad Celsius, achtzig Kilometer pro Stunde",
        "3 Mio. Euro, d.h. ca. 40 €": "drei Millionen Euro, das heißt circa vierzig Euro",
        "z. B. 2½ Stunden": "zum Beispiel zweieinhalb Stunden",
        "Brot usw. Kommen Sie.": "Brot und so weiter. Kommen Sie.",
        "Hauptstr. 5, Nr. 7": "Hauptstraße fünf, Nummer sieben",
        "10–12 Uhr, 5G": "zehn bis zwölf Uhr, fünf G",
        "5 kg, 20 m²": "fünf Kilogramm, zwanzig Quadratmeter",
        "Rufen Sie 030 1234567": "Rufen Sie null drei null eins zwei drei vier fünf sechs sieben",
    },
    "fr": {
        "27,50 € par mois": "vingt-sept euros cinquante par mois",
        "1 000 000 d'euros": "un million d'euros",
        "3 M€": "trois millions d'euros",
        "le 1er mai 2026 à 9 h 30": "le premier mai deux mille vingt-six à neuf heures trente",
        "03/04/2026": "trois avril deux mille vingt-six",
        "-5 °C, 80 km/h": "moins cinq degrés Celsius, quatre-vingts kilomètres à l'heure",
        "2½ heures, 3/4": "deux heures et demie, trois quarts",
        "M. Dupont, env. 40 €": "monsieur Dupont, environ quarante euros",
        "21 personnes": "vingt et une personnes",
        "06 12 34 56 78": "zéro six un deux trois quatre cinq six sept huit",
    },
    "es": {
        "27,50 € al mes": "veintisiete euros con cincuenta al mes",
        "1 libra, 21 euros": "una libra, veintiún euros",
        "5 de mayo de 2026": "cinco de mayo de dos mil veintiséis",
        "El Sr. López": "El señor López",
        "Llama al 912 345 678": "Llama al nueve uno dos tres cuatro cinco seis siete ocho",
        "-5 °C, 2½ horas": "menos cinco grados Celsius, dos horas y media",
        "1.000.000 de euros": "un millón de euros",
    },
    "it": {
        "27,50 € al mese": "ventisette euro e cinquanta al mese",
        "80 km/h, 5 kg": "ottanta chilometri all'ora, cinque chili",
        "Il dott. Rossi, ecc.": "Il dottor Rossi, eccetera.",
        "1º maggio 2026": "primo maggio duemilaventisei",
    },
    "pt": {
        "27,50 € por mês": "vinte e sete euros e cinquenta por mês",
        "2 libras": "duas libras",
        "5 de maio de 2026 às 9h30": "cinco de maio de dois mil e vinte e seis às nove e trinta",
    },
    "nl": {
        "€ 27,50 per maand": "zevenentwintig euro vijftig per maand",
        "5 mei om 9.30 uur": "vijf mei om negen uur dertig",
        "bijv. 1½ liter": "bijvoorbeeld anderhalf liter",
    },
    "sv": {
        "275,50 kr": "tvåhundrasjuttiofem kronor och femtio öre",
        "5 maj 2026 kl. 9.30": "femte maj tvåtusentjugosex klockan nio och trettio",
        "t.ex. 299:-": "till exempel tvåhundranittionio kronor",
    },
    "pl": {
        "27,50 zł": "dwadzieścia siedem złotych pięćdziesiąt groszy",
        "2 zł, 5 zł, 22 zł": "dwa złote, pięć złotych, dwadzieścia dwa złote",
        "5 maja 2026 r. o 9:30":
            "piątego maja dwa tysiące dwudziestego szóstego roku o dziewiątej trzydzieści",
        "3 mln zł, ul. Długa": "trzy miliony złotych, ulica Długa",
    },
    "ja": {
        "10時30分に、3月5日。": "じゅうじさんじゅっぷんに、さんがついつか。",
        "¥5,000と2,500円、50%オフ。": "ごせんえんとにせんごひゃくえん、ごじゅうパーセントオフ。",
        "2026年4月3日": "にせんにじゅうろくねんしがつみっか",
    },
    "en-US": {"3/4/2026": "March fourth, twenty twenty-six"},
}  # fmt: skip

PARTS = (
    "1 2 5 21 00 1998 3.4 27,50 1.000 1/8 13/14 ½ € £ $ ¥ zł kr % °C kg km/h m² h Uhr "
    "p.m. Mio. M k bn - – / : . , ( ) + # No. St. Dr. z.B. Jan Mai 5. 31. 25:61 2026-02-31 "
    "31/31/2026 1.1. call 0800 555 x * ** [a](b) 年 月 日 時 円 ¿ ! https://a.example/b ５ 😀 ² "
    "№ 1er 3:e 0.0 999999999999999999"
).split()

EVERY = [("en", w, s) for w, s in ENGLISH.items()] + [
    (language, w, s) for language, lines in OTHERS.items() for w, s in lines.items()
]


@pytest.mark.parametrize(("language", "written", "spoken"), EVERY)
def test_figures_are_said_as_people_say_them(language, written, spoken):
    assert write_script(written, language).spoken == spoken


def test_a_figure_keeps_what_belongs_to_it():
    words = [w.written for w in write_script("Only 27,50 € at No. 7 by 5 p.m. for 5 kg.").words]
    assert words == ["Only", "27,50 €", "at", "No. 7", "by", "5 p.m.", "for", "5 kg."]


def test_marks_of_markdown_are_not_read_aloud():
    line = (
        "# **Bread** is _fresh_, see [our page](https://x.example/a) and `code` <b>now</b> --- ok."
    )
    assert write_script(line).spoken == "Bread is fresh, see our page and code now, ok."
    assert unmarked("2 * 3 * 4 and snake_case_here") == "2 * 3 * 4 and snake_case_here"


@pytest.mark.parametrize(
    ("number", "kana"),
    [(0, "ゼロ"), (300, "さんびゃく"), (8000, "はっせん"), (10_000, "いちまん"),
     (123_456, "じゅうにまんさんぜんよんひゃくごじゅうろく")],
)  # fmt: skip
def test_japanese_numbers_change_their_sounds(number, kana):
    assert cardinal(number) == kana


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ja"])
@given(parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_line_of_figures_and_signs_is_too_odd_to_say(language, parts):
    for joiner in ("", " "):
        script = write_script(joiner.join(parts), language)
        for word in script.words:
            assert script.spoken.startswith(word.spoken, word.at)
