"""Messages in German: all are there, and a finished one is told with its values as they are."""

import re
import string
import tomllib
from functools import cache
from pathlib import Path

import pytest

from reelwright.service import tongue

from makers.messages import SOURCE, messages

PLACES = (
    *("audience/cards.py", "audience/naming.py", "audience/selection.py"),
    *(
        "backends",
        "continuity/bind.py",
        "continuity/choose.py",
        "cutting",
        "domain",
        "graphics",
        "intake",
    ),
    *("judging", "library", "media", "release/checks", "release/page"),
    *(f"release/landing/{name}.py" for name in ("agent", "bank", "compose", "edits", "gates")),
    *(f"release/landing/{name}.py" for name in ("project", "wishes")),
    *(f"release/papers/{name}.py" for name in ("credentials", "disclosure", "signing")),
    *("service", "settings.py", "shooting"),
    *(f"sound/{name}.py" for name in ("mix", "music", "narration", "own_music", "under")),
    *("store", "studio", "wiring", "workflow"),
    *(f"writing/{name}.py" for name in ("asked", "edits", "cards", "checks", "lint", "match")),
    *(f"writing/{name}.py" for name in ("timing", "translate", "scripted", "storyboard")),
    *(f"writing/{name}.py" for name in ("concepts", "languages")),
    *(f"writing/offline/{name}.py" for name in ("wishes", "card_wishes", "own_words", "lines")),
    *(f"writing/offline/{name}.py" for name in ("concepts", "storyboard", "weighing")),
)
"""Rooms and files all of whose messages have a German one."""

OURS = {"codes.po", "given.po", "inputs.po", "units.po"}
"""Catalogues of words, measures and libraries' messages: they stand in no text of the code."""

UNTOLD = tomllib.loads(Path(__file__).with_name("untold.toml").read_text(encoding="utf-8"))

FIELD = re.compile(r"\{(\d+)(?::[nw])?\}")


@cache
def said():
    """Every message of these places, with the files it stands in."""
    places = [SOURCE / place for place in PLACES]
    files = (f for p in places for f in ([p] if p.is_file() else sorted(p.rglob("*.py"))))
    found = {}
    for file in files:
        name = file.relative_to(SOURCE).as_posix()
        for template in messages(file):
            found.setdefault(template, set()).add(name)
    return found


def catalogues():
    folder = Path(tongue.__file__).with_name("german")
    return {f.name: tongue.read(f.read_text(encoding="utf-8")) for f in folder.glob("*.po")}


def test_every_message_that_the_page_may_show_has_a_german_one():
    german = tongue.entries("de")
    lacking = {
        template: sorted(files)
        for template, files in said().items()
        if template not in german and any(template not in UNTOLD.get(f, ()) for f in files)
    }
    assert lacking == {}


def test_no_german_message_is_left_of_one_that_is_gone():
    there = said()
    left = {
        name: gone
        for name, catalogue in catalogues().items()
        if name not in OURS and (gone := [m for m in catalogue if m not in there])
    }
    assert left == {}
    gone = {
        file: missing
        for file, texts in UNTOLD.items()
        if (missing := [t for t in texts if file not in there.get(t, ())])
    }
    assert gone == {}


def test_a_german_message_has_the_values_of_its_english_one():
    for name, catalogue in catalogues().items():
        for english, german in catalogue.items():
            given, told = set(FIELD.findall(english)), set(FIELD.findall(german))
            # Libraries name types of Python's, of which nobody here has heard.
            assert told <= given if name in OURS else told == given, english


def test_a_message_is_told_in_german_by_the_template_that_knows_most_of_it():
    """Every template with values of its own is found again among all the others.

    Of values side by side nobody can say where one ends.
    """
    for english, german in tongue.entries("de").items():
        if ":n}" in english or ":w}" in german or "\n" in english or "}{" in english:
            continue
        filled = [FIELD.sub(r"‹\1›", text) for text in (english, german)]
        first, other = (text.replace("{{", "{").replace("}}", "}") for text in filled)
        assert tongue.told(first, "de", word=True) == other


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (
            "campaign.toml: goall: is not a known key; write goal",
            "campaign.toml: goall: ist kein bekannter Schlüssel; schreiben Sie goal",
        ),
        (
            "campaign.toml: wanted.seconds: input should be less than or equal to 60 (it is 500)",
            "campaign.toml: wanted.seconds: muss 60 oder weniger sein (es ist 500)",
        ),
        (
            "its storyboard is stale; it will be written anew without its edit",
            "veraltet, weil sich etwas davor änderte: Storyboard; es wird ohne seine Bearbeitung "
            "neu geschrieben",
        ),
        (
            "ed may not approve or reject: it takes the role approver, and they have editor, "
            "viewer; ask an admin",
            "ed darf das nicht (freigeben oder ablehnen): Es braucht die Rolle Freigeber, "
            "vorhanden ist Bearbeiter, Betrachter; fragen Sie einen Admin",
        ),
        (
            "until release, up to the next gate",
            "bis zum Schritt Ausgabe, bis zur nächsten Freigabe",
        ),
        ("worker vm-12-7-a1b2c3", "Arbeiter vm-12-7-a1b2c3"),
        ("too many requests; wait 3 seconds", "zu viele Anfragen; warten Sie 3 Sekunden"),
        (
            "the edit is not clear: There is no scene 99; there are 5.",
            "die Änderung ist nicht klar: Es gibt keine Szene 99; es gibt 5.",
        ),
        (
            "survey.csv is empty; export the survey's answers again\nand 3 more",
            "survey.csv ist leer; exportieren Sie die Antworten der Umfrage neu\nund 3 weitere",
        ),
    ],
)
def test_messages_inside_messages_are_told_and_their_values_stay(english, german):
    assert tongue.told(english, "de") == german
    assert tongue.told(english, "en") == english


def test_what_people_wrote_is_never_translated():
    quoted = "the scene says “is missing; add it”, which the brand never says"
    assert tongue.told(quoted, "de") == (
        "die Szene sagt „is missing; add it“, was die Marke nie sagt"
    )
    assert tongue.told("film/name failed its checks: approved", "de").startswith("film/name ")
    assert tongue.told("film/name failed its checks: approved", "de").endswith(": approved")
    assert (tongue.told("draft", "de"), tongue.told("draft", "de", word=True)) == (
        "draft",
        "Entwurf",
    )
    words = "We grow tea; nothing else. " + string.ascii_letters
    assert tongue.told(words, "de") == words


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-GB,de;q=0.9", "en"),
        ("fr, de;q=0.5", "de"),
        ("de;q=0, en;q=0.1", "en"),
        ("*", "en"),
    ],
)
def test_the_language_is_the_one_that_is_asked_for_most(header, language):
    assert tongue.wanted(header) == language


def test_the_page_knows_the_reasons_that_only_follow_from_others():
    words = (SOURCE.parents[1] / "web/src/messages/de_told.ts").read_text(encoding="utf-8")
    follows = re.search(r'follows: "(.+)"', words)
    assert follows
    for reason in ("its storyboard is stale", "a scene of it is stale"):
        assert re.search(follows[1], tongue.told(reason, "de"))
        more = f"{reason}; it will be written anew without its edit"
        assert not re.search(follows[1], tongue.told(more, "de"))


def test_a_catalogue_that_cannot_be_read_is_told_with_its_line():
    assert tongue.read('#. a\nmsgid "a "\n"b"\nmsgstr "c"\n') == {"a b": "c"}
    with pytest.raises(ValueError, match="line 2"):
        tongue.read('msgid "a"\nplural "b"')
