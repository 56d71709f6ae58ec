"""What is wished for in German does what the same wish does in English."""

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.writing.edits import plan_edit
from writing.test_cards import changed

from values.boards import board

WISHES = [
    (
        "mach Szene zwei wärmer und kürze den Text",
        "make scene two warmer and shorten the narration",
    ),
    (
        "Szene 2 sagt: „Eine Stunde reicht. Rufen Sie Fernhill an.“",
        "Scene 2 says: “Eine Stunde reicht. Rufen Sie Fernhill an.”",
    ),
    ("Überschrift von Szene 2: Eine Stunde reicht", "headline of scene 2: Eine Stunde reicht"),
    ("Entferne die Überschrift in Szene 1", "remove the headline of scene 1"),
    ("Kamera in Szene 2: stillhalten", "camera of scene 2: hold still"),
    ("langsam heranfahren in Szene 2", "camera of scene 2: slow push in"),
    ("zeige das Gartentor in Szene 1", "show das Gartentor in scene 1"),
    ("mach Szene 2 fünf Sekunden lang", "make scene 2 5 seconds"),
    ("Szene 3 löschen", "remove scene 3"),
    ("Verschiebe Szene 3 vor Szene 2", "move scene 3 before scene 2"),
    ("die dritte Szene an den Anfang", "move scene 3 to first"),
    ("ersetze „hour“ durch „Stunde“", "replace “hour” with “Stunde”"),
    ("mach es ruhiger", "make it calmer"),
    ("Bitte mach den Film etwas lebhafter.", "make it faster"),
    ("kürze den Text in Szene 2", "shorten the narration of scene 2"),
    ("Szene 2 soll in Schwarz-Weiß sein", "make scene 2 black and white"),
    ("gib der zweiten Szene ein kühleres Licht", "make scene 2 cooler"),
    ("lass Szene 3 weg", "remove scene 3"),
    ("Szene 2 eine Sekunde länger", "make scene 2 1 seconds longer"),
    ("Könntest du Szene 2 dunkler machen?", "make scene 2 darker"),
    ("ändere den Titel der ersten Szene auf „Endlich Zeit“", "headline of scene 1: “Endlich Zeit”"),
    ("Die zweite Szene bitte etwas heller", "make scene 2 brighter"),
    ("Szene 1: Text kürzen", "shorten the narration of scene 1"),
    ("Titel in Szene 2 soll „Nur eine Stunde“ lauten", "headline of scene 2: “Nur eine Stunde”"),
    ("streiche Szene 2 und mach den Spot fröhlicher", "remove scene 2 and then make it happier"),
    ("Die Kamera soll in Szene 2 nach links schwenken", "camera of scene 2: slow pan left"),
    ("Szene 2: Schwenk nach rechts", "camera of scene 2: slow pan right"),
    ("In Szene 3 soll eine Frau am Fenster zu sehen sein", "show eine Frau am Fenster in scene 3"),
    ("Nimm für Szene 2 ein anderes Bild: den Bahnhof", "show den Bahnhof in scene 2"),
    ("Bild in Szene 1: ein Küchentisch", "show ein Küchentisch in scene 1"),
    ("Szene 2 muss nur 4,5 Sekunden dauern", "make scene 2 4.5 seconds"),
    ("Zieh Szene 3 nach vorne", "move scene 3 to first"),
    ("Alles bitte langsamer", "make it calmer"),
    ("Szene 2 weniger bunt", "make scene 2 more muted"),
    ("Mach die letzte Szene kräftiger", "make the last scene more vivid"),
    ("der Text von Szene 2 lautet: „Anruf genügt.“", "narration of scene 2: “Anruf genügt.”"),
    ("Szene 2, Titel: Zeit für dich", "headline of scene 2: Zeit für dich"),
    (
        "Szene 2 soll wärmer wirken und der Text darin kürzer sein",
        "make scene 2 warmer and shorten the narration",
    ),
    ("Die Farben in Szene 2 wärmer", "make scene 2 warmer"),
]

CARDS = [
    (
        "segment",
        "nenne es Töchter zwischen zwei Wohnungen",
        "call it Töchter zwischen zwei Wohnungen",
    ),
    ("segment", "Bitte benenne das Segment um in „Zwei Berufe“", "call it “Zwei Berufe”"),
    ("segment", "Zusammenfassung: Sie haben zwei Berufe.", "summary: Sie haben zwei Berufe."),
    (
        "segment",
        "ändere die Beschreibung auf „Sie haben zwei Berufe.“",
        "summary: “Sie haben zwei Berufe.”",
    ),
    (
        "segment",
        "es ist nicht für Menschen, die allein leben",
        "it is not for Menschen, die allein leben",
    ),
    ("segment", "lass das zweite Merkmal weg", "leave out the second trait"),
    ("segment", "streiche „at night“", "remove “at night”"),
    ("segment", "ersetze „a parent“ durch „ihre Mutter“", "replace “a parent” with “ihre Mutter”"),
    ("segment", "nimm den ersten Hinweis heraus", "take out the first caveat"),
    ("brief", "Aufhänger: Noch brennt Licht.", "hook: Noch brennt Licht."),
    ("brief", "die Botschaft soll „Jemand kommt.“ lauten", "the message should be “Jemand kommt.”"),
    ("brief", "mach es wärmer", "make it warmer"),
    ("brief", "mach den Ton etwas mutiger", "make it bolder"),
    ("brief", "lass den ersten Beleg weg", "leave out the first proof"),
    ("brief", "nie den Tod erwähnen", "never mention den Tod"),
    ("brief", "erwähne niemals Nadeln", "never mention Nadeln"),
    ("brief", "es muss das Logo zeigen", "it must show das Logo"),
    ("brief", "immer die Telefonnummer nennen", "always mention die Telefonnummer"),
    ("brief", "Titel: Das Nachtlicht", "title: Das Nachtlicht"),
    ("brief", "Bildstil: Abendlicht", "look: Abendlicht"),
    (
        "brief",
        "mach es wärmer und dann streiche den zweiten Beweis",
        "make it warmer and then drop the second proof",
    ),
]


@pytest.mark.proves("S0-23")
@pytest.mark.parametrize(("wish", "english"), WISHES)
def test_a_storyboard_is_changed_in_german_words(wish, english):
    planned, same = plan_edit(wish, board()), plan_edit(english, board())
    assert not planned.question
    assert planned.ops == same.ops


@pytest.mark.parametrize(("kind", "wish", "english"), CARDS)
def test_a_segment_and_a_brief_are_changed_in_german_words(kind, wish, english):
    assert changed(kind, wish) == changed(kind, english)


def test_what_is_not_understood_in_german_is_asked_about_in_german():
    assert plan_edit("mach Szene 2 poppiger", board()).question.startswith(
        "Nicht verstanden: „mach"
    )
    with pytest.raises(InvalidIntake, match=r"Nicht verstanden.*nenne es"):
        changed("segment", "mach das Segment poppiger")


def test_a_long_wish_is_read_at_once_and_asked_about():
    for wish in ("mach Szene 2 " + "etwas " * 600, "die " * 900, "zeige " + "x " * 1900):
        assert plan_edit(wish, board()).question
