"""Names of figures and letters, inches, hours without marks and centuries, in ten languages."""

import pytest

from reelwright.sound.script import write_script

TOKENS = {
    "en": {
        "We are 3M.": "We are three M.",
        "Over 3M.": "Over three million.", "Wear 4711.": "Wear forty-seven eleven.",
        "4711 people": "four thousand seven hundred and eleven people", "1&1": "one and one",
        "Use v1.2.": "Use version one point two.", "A 10K run.": "A ten K run.",
        "Only 10k.": "Only ten thousand.", "Done in <18s.": "Done in less than eighteen seconds.",
        "Done in <18 s.": "Done in less than eighteen seconds.",
        '5" screens': "five inch screens", "It is 5″ wide.": "It is five inches wide.",
        'He said "we are 5" to me.': "He said we are five to me.", "“Room 5” is full":
        "Room five is full", "At H&M.": "At H and M.", "Try 7UP.": "Try seven UP.",
        "On A4.": "On A four.", "As MP3.": "As M P three.", "Nr. 5": "number five",
        "Version 2.0": "Version two point zero", "the 1st": "the first",
        "After 9/11.": "After nine eleven.",
    },
    "de": {
        "Wir sind 3M.": "Wir sind drei M.", "Über 3M.": "Über drei Millionen.",
        "Nimm 4711.": "Nimm siebenundvierzig elf.", "Frag 1&1.": "Frag eins und eins.",
        "Nutze v1.2.": "Nutze Version eins Punkt zwei.", "Ein 10K-Lauf.": "Ein zehn K-Lauf.",
        "Nur 10K.": "Nur zehntausend.", "Ein 5″ Schirm.": "Ein fünf Zoll Schirm.",
        "In <18 s.": "In weniger als achtzehn Sekunden.", "№5": "Nummer fünf",
        "Der 1. Platz.": "Der erste Platz.",
    },
    "fr": {
        "C'est 3M.": "C'est trois M.", "Plus de 3M.": "Plus de trois millions.",
        "Le 4711.": "Le quarante-sept onze.", "Avec 1&1.": "Avec un et un.",
        "La v1.2.": "La version un point deux.", 'Un écran de 5".': "Un écran de cinq pouces.",
        "n° 5": "numéro cinq", "Le 1er jour.": "Le premier jour.",
        "Une course de 10K.": "Une course de dix K.",
    },
    "es": {
        "Es 3M.": "Es tres M.", "Más de 3M.": "Más de tres millones.",
        "La 4711.": "La cuarenta y siete once.", "Con 1&1.": "Con uno y uno.",
        "La v1.2.": "La versión uno punto dos.", "Una carrera de 10K.": "Una carrera de diez K.",
        'Una pantalla de 5".': "Una pantalla de cinco pulgadas.", "El 1.º": "El primero",
    },
    "it": {
        "È 3M.": "È tre M.", "La 4711.": "La quarantasette undici.",
        "Con 1&1.": "Con uno e uno.", "La v1.2.": "La versione uno punto due.",
        'Uno schermo da 5".': "Uno schermo da cinque pollici.", "Il 1º": "Il primo",
    },
    "pt": {
        "312 opiniões, 2 aviões": "trezentas e doze opiniões, dois aviões",
        "1 reunião em 21 regiões": "uma reunião em vinte e uma regiões",
        "É 3M.": "É três M.", "A 4711.": "A quarenta e sete onze.", "Com 1&1.": "Com um e um.",
        "A v1.2.": "A versão um ponto dois.", "O 1.º": "O primeiro",
        'Um ecrã de 5".': "Um ecrã de cinco polegadas.",
    },
    "nl": {
        "Dit is 3M.": "Dit is drie M.", "De 4711.": "De zevenenveertig elf.",
        "Met 1&1.": "Met één en één.", "De v1.2.": "De versie één punt twee.",
        'Een scherm van 5".': "Een scherm van vijf inch.", "De 1e keer.": "De eerste keer.",
    },
    "sv": {
        "Det är 3M.": "Det är tre M.", "Med 4711.": "Med fyrtiosju elva.",
        "Med 1&1.": "Med ett och ett.", "Med v1.2.": "Med version ett punkt två.",
        'En skärm på 5".': "En skärm på fem tum.", "Den 1:a gången.": "Den första gången.",
    },
    "pl": {
        "To 3M.": "To trzy M.", "Ponad 3M.": "Ponad trzy miliony.", "Woda 4711.":
        "Woda czterdzieści siedem jedenaście.", "Z 1&1.": "Z jeden i jeden.",
        "Weź v1.2.": "Weź wersja jeden kropka dwa.", 'Ekran 5".': "Ekran pięć cali.",
        'Ekran 22".': "Ekran dwadzieścia dwa cale.",
        "Spotkajmy się o 15.": "Spotkajmy się o piętnastej.",
        "Film zaczyna się o 21!": "Film zaczyna się o dwudziestej pierwszej!",
        "O 8 rano pieczemy.": "O ósmej rano pieczemy.",
        "Cena wzrosła o 15.": "Cena wzrosła o piętnaście.",
        "o 15 zł taniej": "o piętnaście złotych taniej",
        "Otwarte od 9 do 17.": "Otwarte od dziewiątej do siedemnastej.",
        "Dla dzieci od 3 do 12.": "Dla dzieci od trzech do dwunastu.",
        "W XX w. tak było.": "W dwudziestym wieku tak było.",
        "od XIX w. do dziś": "od dziewiętnastego wieku do dziś",
        "Dom z połowy XVIII w.": "Dom z połowy osiemnastego wieku.",
        "XXI w. dla każdego": "dwudziesty pierwszy wiek dla każdego",
    },
    "ja": {
        "3Mです。": "スリーエムです。", "4711です。": "フォーセブンイレブンです。",
        "1&1です。": "いちアンドいちです。", "v1.2です。": "バージョンいちてんにです。",
        '5"の画面。': "ごインチの画面。", "10Kラン": "じゅうキロラン",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("tongue", "text", "said"),
    [(t, text, said) for t, lines in TOKENS.items() for text, said in lines.items()],
)
def test_names_and_short_forms_are_said_as_people_say_them(tongue, text, said):
    assert write_script(text, tongue).spoken == said
