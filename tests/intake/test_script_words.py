"""Labels, directions, times and places of scripts, in the ten languages of films."""

from fractions import Fraction
from typing import Any

import pytest

from reelwright.domain.script import Screenplay
from reelwright.intake.script import load_script
from reelwright.intake.script_labels import part_of, spoken
from reelwright.intake.script_times import seconds_in


def read(folder, text, name="script.md") -> Screenplay:
    (folder / name).write_text(text, encoding="utf-8")
    made: Any = load_script(folder, None)
    return made


def first(script):
    scene = script.scenes[0]
    return scene.seen, scene.said, scene.shown


# One language a row: voice, music, pause, type, noise, what speaks in the picture, notes.
TONGUES = {
    "en": ("VO", "Music", "[PAUSE 2s]", "Title card", "SFX", "Dialogue", "Notes"),
    "de": ("Sprecherin", "Musik", "(Pause)", "Bauchbinde", "Geräusch", "Dialog", "Anmerkungen"),
    "fr": (
        "Voix off",
        "Musique",
        "(un temps)",
        "Carton titre",
        "Bruitage",
        "Dialogue",
        "Remarques",
    ),
    "es": ("Locutora", "Música", "(pausa)", "Rótulo", "Efectos", "Diálogo", "Observaciones"),
    "it": ("Narratore", "Musica", "(pausa lunga)", "Sottopancia", "Rumori", "Dialogo", "Appunti"),
    "pt": ("Locução", "Trilha sonora", "(pausa)", "Letreiro", "Ruído", "Diálogo", "Observações"),
    "nl": ("Verteller", "Muziek", "(stilte)", "Titelkaart", "Geluidseffect", "Dialoog", "Notities"),
    "sv": ("Berättare", "Musik", "(paus)", "Namnskylt", "Ljudeffekt", "Dialog", "Anteckningar"),
    "pl": ("Lektor", "Muzyka", "(pauza)", "Plansza", "Odgłosy", "Dialogi", "Uwagi"),
    "ja": ("ナレーション", "音楽", "（間）", "テロップ", "効果音", "セリフ", "備考"),
}
PICTURE = dict(
    zip(
        TONGUES,
        (
            "Picture",
            "Bild",
            "Image",
            "Imagen",
            "Immagine",
            "Imagem",
            "Beeld",
            "Bild",
            "Obraz",
            "映像",
        ),
        strict=True,
    )
)
each = pytest.mark.parametrize("tongue", TONGUES)


@each
def test_music_behind_words_is_neither_said_nor_shown(tmp_path, tongue):
    voice, music, *_ = TONGUES[tongue]
    script = read(tmp_path, f"## 1\nA sea.\n{voice}: The sea asks. {music}: low strings\n")
    assert first(script) == ("A sea.", "The sea asks.", "")
    (note,) = script.notes
    assert note.startswith("script.md: line 3: “low strings”: music, noises, pauses")


@each
def test_labels_within_the_cells_of_a_table(tmp_path, tongue):
    voice, music, pause, card, noise, *_ = TONGUES[tongue]
    table = (
        f"| {PICTURE[tongue]} | Audio | {card} |\n|---|---|---|\n"
        f"| A sea | {voice}: The sea asks.<br>{noise}: wind | {card}: Walk |\n"
        f"| A road | {voice}: It goes {pause} on. {music}: low | — |\n| A dog | n/a | |\n"
    )
    script = read(tmp_path, table)
    assert [(s.seen, s.said, s.shown) for s in script.scenes] == [
        ("A sea", "The sea asks.", "Walk"),
        ("A road", "It goes on.", ""),
        ("A dog", "", ""),
    ]
    told = " ".join(script.notes)
    assert all(f"“{words}”" in told for words in ("wind", pause, "low"))
    assert "line 5: this scene has no words" in told


@each
def test_nested_labels_and_pauses(tmp_path, tongue):
    voice, _, pause, card, noise, lips, _ = TONGUES[tongue]
    text = (
        f"## 1\nA sea.\n\nAudio: {voice}: It never {pause} asks.\nand goes on.\n\n"
        f"{noise}: wind\n\n{card}: Walk\n\n{lips}: ANNA: Hello!\n"
    )
    script = read(tmp_path, text)
    assert first(script) == ("A sea.", "It never asks. and goes on.", "Walk")
    told = "\n".join(script.notes)
    assert "“Hello!” is spoken in the picture" in told
    assert pause in told
    assert "“wind”" in told


@each
def test_notes_are_no_scene(tmp_path, tongue):
    voice, *_, notes = TONGUES[tongue]
    text = f"## 1\nA sea.\n{voice}: Up.\n\n## {notes}\nCall the client.\n\n### More\nSoon.\n\n"
    script = read(tmp_path, f"{text}## 2\nA road.\n{voice}: On.\n")
    assert [(s.seen, s.said) for s in script.scenes] == [("A sea.", "Up."), ("A road.", "On.")]
    assert any(f"“{notes}” is about the script: no scene" in n for n in script.notes)


@each
@pytest.mark.parametrize(
    "line",
    ["{} – The sea asks.", "**{}** The sea asks.", "**{}:** The sea asks.", "{}\nThe sea asks.",
     "{}:\n\nThe sea asks.", "### {}\nThe sea asks.", "{} 1 (warm): “The sea asks.”"],
)  # fmt: skip
def test_narration_is_found_however_it_is_marked(tmp_path, tongue, line):
    line = line.format(TONGUES[tongue][0])
    text = f"## Scene 1\nA sea.\n\n{line}\n\n## Scene 2\nA road.\n\n> On.\n"
    assert first(read(tmp_path, text)) == ("A sea.", "The sea asks.", "")


@pytest.mark.parametrize(
    "label",
    ["V/O", "VO1", "MVO", "NARR", "VOICE OVER", "VO (CONT'D)", "Narrator says", "Female VO",
     "Narrator VO", "Anna (V.O.)", "Off-Sprecher", "Erzähler (aus dem Off)", "Voz en off",
     "Voce fuori campo", "Głos z offu", "ナレーター"],
)  # fmt: skip
def test_voices_are_never_said(tmp_path, label):
    text = f"## 1\nA sea.\n{label}: The sea asks.\n"
    assert first(read(tmp_path, text)) == ("A sea.", "The sea asks.", "")


@pytest.mark.parametrize(
    "speech",
    ["Time: we have none.", "Two things: sea and salt.", "One (or two) steps.", "In 1990 (UK).",
     "It is 10:30 now.", "Music moves us – all of us.", "Listen to the narrator: he knows.",
     "Wir lieben Musik: jeden Tag.", "Remember: walk."],
)  # fmt: skip
def test_speech_that_looks_like_a_label_is_said(tmp_path, speech):
    script = read(tmp_path, f"## 1\nA sea.\n\nVO: {speech}\n")
    assert script.scenes[0].said == speech


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The sea (beat) never asks [PAUSE 2s] how far.", "The sea never asks how far."),
        ("(MUSIC UP)", ""),
        ("Leise (flüsternd) kommt sie.", "Leise kommt sie."),
        ("Elle rit (tout bas).", "Elle rit."),
        ("Mira (en voz baja) al mar.", "Mira al mar."),
        ("海は（小声で）静かです。", "海は 静かです。"),
        ("Go (to the sea).", "Go (to the sea)."),
        ("[SFX: wind] Go.", "Go."),
        ("Idź (cicho) dalej (2 s).", "Idź dalej."),
    ],
)
def test_directions_are_not_said(text, kept):
    assert spoken(text)[0] == kept


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Shot 2 — 2 s", 2),
        ("Shot 2 — 2 sec", 2),
        ("Szene 3 – 3 Sek.", 3),
        ("Ujęcie 1 – 3 sek.", 3),
        ("2 – 5 s", 3),
        ("Kitchen (1 min)", 60),
        ("Cuisine – 2 minutes", 120),
        ("1½ s", Fraction(3, 2)),
        ("½ s", Fraction(1, 2)),
        ("Shot 1 00:00:00:00–00:00:04:00", 4),
        ("00:00:01:00 - 00:00:03:05", Fraction(11, 5)),
        ("1 min 5 s", 65),
        ("Kitchen (0:30 min)", 30),
        ("場面3 1分", 60),
        ("12 minutes a day", None),
        ("A room 3 m wide", None),
        ("10:30 at the station", None),
    ],
)
def test_times_as_people_write_them(text, seconds):
    assert seconds_in(text)[::2] == (seconds, "")


@pytest.mark.parametrize(
    ("head", "wrong"),
    [
        ("(0:08–0:04)", "“0:08–0:04” ends before it begins"),
        ("(0 s)", "“0 s” is no time"),
        ("(-3 s)", "“-3 s” is no time"),
        ("(0:04)", "may be where a scene begins"),
    ],
)
def test_times_that_are_none_are_named(tmp_path, head, wrong):
    script = read(tmp_path, f"## Kitchen {head}\nA dog.\n\n> Up.\n")
    assert script.scenes[0].seconds is None
    (note,) = script.notes
    assert note.startswith("script.md: line 1: ")
    assert wrong in note


def test_a_column_of_times_names_the_cell_that_is_none(tmp_path):
    table = "| Time | Picture | VO |\n|--|--|--|\n| 4 | A | a. |\n| soon | B | b. |\n"
    script = read(tmp_path, table)
    assert [s.seconds for s in script.scenes] == [4, None]
    assert "line 4: “soon” is no time" in script.notes[0]


def test_lines_that_were_not_understood_are_named(tmp_path):
    text = (
        "## 1\nA sea.\nKulisse: ein Hafen\nVO: Up.\n\n![](nosuch.jpg)\n\n```\nVO: lost\n```\n\n"
        "<div>lost</div>\n\n## 2\nA road.\n"
    )
    script = read(tmp_path, text)
    assert [(s.seen, s.said) for s in script.scenes] == [
        ("A sea. Kulisse: ein Hafen", "Up."),
        ("A road.", ""),
    ]
    for line, words in (
        (3, "“Kulisse:” is no label"),
        (6, "the picture “nosuch.jpg” is not taken"),
        (8, "lines of code are not read"),
        (12, "HTML is not read"),
        (14, "this scene has no words"),
    ):
        assert any(n.startswith(f"script.md: line {line}: ") and words in n for n in script.notes)
    assert len(script.notes) == 5


@pytest.mark.parametrize(
    ("line", "said", "left"),
    [
        ("O-Ton Anna: „Ich gehe.“", "", "Ich gehe"),
        ("花子「行きます。」", "", "行きます"),
        ("ナレーター「行きます。」", "行きます。", ""),
        ("ナレーション（小声）「行きます。」", "行きます。", ""),
        ("LOC: O mar nunca pergunta.", "O mar nunca pergunta.", ""),
        ("Loc. off: O mar nunca pergunta.", "O mar nunca pergunta.", ""),
        ("Sound: “The sea asks.”", "The sea asks.", ""),
        ("Sound: rain", "", "rain"),
        ("Ton: Regen", "", "Regen"),
        ("Son : pluie", "", "pluie"),
        ("Dźwięk: deszcz", "", "deszcz"),
    ],
)
def test_who_speaks_is_told_by_the_label(tmp_path, line, said, left):
    script = read(tmp_path, f"## 1\nA sea.\n\n{line}\n\nSuper: Go\n\n## 2\nA dog.\n\nVO: On.\n")
    assert first(script) == ("A sea.", said, "Go")
    assert (left in "\n".join(script.notes)) if left else not script.notes


@pytest.mark.parametrize(
    ("seen", "sound", "said"),
    [("Bild", "Ton", "Das Meer fragt nicht."), ("Image", "Son", "La mer ne demande pas."),
     ("Beeld", "Geluid", "De zee vraagt niet."), ("映像", "音", "海は尋ねません。")],
)  # fmt: skip
def test_a_line_of_sound_is_the_voice_where_there_is_no_other(tmp_path, seen, sound, said):
    script = read(
        tmp_path, f"## 1\n{seen}: A sea.\n{sound}: {said}\n\n## 2\nA dog.\n{sound}: rain\n"
    )
    assert [s.said for s in script.scenes] == [said, ""]
    assert "“rain”" in script.notes[0]
    script = read(tmp_path, f"## 1\n{seen}: A sea.\n{sound}: {said}\n\n## 2\nA dog.\nVO: Up.\n")
    assert [s.said for s in script.scenes] == ["", "Up."]
    assert said in script.notes[0]


@pytest.mark.parametrize("heading", ["Notes for the director", "Hinweise für die Regie"])
def test_notes_may_have_more_words(tmp_path, heading):
    script = read(tmp_path, f"## 1\nA sea.\n\nVO: On.\n\n## {heading}\nCall.\n")
    assert len(script.scenes) == 1


BOLD = """**Scene 1: Kitchen (0:00–0:05)**

[Visual: A dog looks up]

Narrator: "Good morning."

[SFX: kettle]

**Scene 2: Road (0:05–0:10)**

[Visual: An empty road]

Narrator (V.O.): "Let us go."

[Text on screen: Go]
"""
NUMBERED = """# Spot 20"

1. A dog looks up. VO: Good morning.
2. An empty road. VO: Let us go. Super: Go
"""
MIXED = """| Scene | Visuals | Audio / VO | On-Screen Text | Duration |
|---|---|---|---|---|
| 1 | A dog looks up | [Music: soft] NARRATOR: "Good morning." | none | 5s |
| 2 | An empty road | VO: "Let us go." / SFX: bark | TEXT: "Go" | 0:05-0:10 |
| 3 | Night | *Music continues* | (none) | |
"""


@pytest.mark.parametrize(
    ("text", "seconds"), [(BOLD, [5, 5]), (NUMBERED, [None, None]), (MIXED, [5, 5, None])]
)
def test_scenes_without_headings_as_people_number_them(tmp_path, text, seconds):
    script = read(tmp_path, text)
    assert [(s.seen.strip("."), s.said, s.shown) for s in script.scenes[:2]] == [
        ("A dog looks up", "Good morning.", ""),
        ("An empty road", "Let us go.", "Go"),
    ]
    assert [s.seconds for s in script.scenes] == seconds
    assert not any(s.said for s in script.scenes[2:])


@pytest.mark.parametrize(
    "label",
    ["Text on screen", "Text auf dem Bildschirm", "Texte à l’écran", "Texto en la pantalla",
     "Testo sullo schermo", "Texto na tela", "Tekst op het scherm", "Text på skärmen",
     "Tekst na ekranie", "画面文字"],
)  # fmt: skip
def test_type_on_the_screen_is_shown_without_its_label(tmp_path, label):
    script = read(tmp_path, f"## 1\nA sea.\n\n(Music swells)\n\nVO: Up.\n{label}: Go\n")
    assert first(script) == ("A sea.", "Up.", "Go")


def test_who_calls_out_in_the_picture_is_left_out_and_named(tmp_path):
    text = "## 1\nWIDE: a sea.\nANNA: Where are you?\nVO: Up. ANNA: Here!\n"
    script = read(tmp_path, text)
    assert first(script) == ("WIDE: a sea.", "Up.", "")
    assert [n.split("“")[1].split("”")[0] for n in script.notes] == ["Where are you?", "Here!"]


# One language a row: the title's key, a place, the voice as it is written, the place in words.
FOUNTAINS = [
    ("Title", "INT. KITCHEN - DAY", "NARRATOR (V.O.)", "Kitchen, day"),
    ("Title", "int. kitchen - day", "NARRATOR (V.O., CONT'D)", "kitchen, day"),
    ("Title", "INTERIOR KITCHEN - DAY", "ANNA (V.O.) (CONT'D)", "Kitchen, day"),
    ("Titel", "INNEN. KÜCHE - TAG", "SPRECHER (V.O.)", "Küche, tag"),
    ("Titel", "AUSSEN. STRASSE - TAG", "ANNA (OFF)", "Strasse, tag"),
    ("Titel", "INNEN/AUSSEN AUTO - NACHT", "ANNA (aus dem Off)", "Auto, nacht"),
    ("Titre", "INT. CUISINE - MATIN", "@Voix off ^", "Cuisine, matin"),
    ("Titre", "EXTÉRIEUR. RUE - JOUR", "ANNE (HORS CHAMP)", "Rue, jour"),
    ("Título", "EXTERIOR. CALLE - DÍA", "ANA (voz en off)", "Calle, día"),
    ("Titolo", "INTERNO. CUCINA - GIORNO", "NARRATORE (F.C.)", "Cucina, giorno"),
    ("Titolo", "ESTERNO STRADA - NOTTE", "ANNA (fuori campo)", "Strada, notte"),
    ("Título", "INTERIOR. COZINHA - DIA", "ANA (em off)", "Cozinha, dia"),
    ("Titel", "BINNEN. KEUKEN - DAG", "VERTELLER (V.O.) ^", "Keuken, dag"),
    ("Titel", "BUITEN/BINNEN. AUTO - DAG", "ANNA (buiten beeld)", "Auto, dag"),
    ("Titel", "INTERIÖR. KÖK - DAG", "BERÄTTARE", "Kök, dag"),
    ("Tytuł", "WNĘTRZE. KUCHNIA. DZIEŃ", "LEKTOR (z offu)", "Kuchnia, dzień"),
    ("Tytuł", "PLENER. ULICA - NOC", "ANNA (OFF)", "Ulica, noc"),
    ("タイトル", "屋内．台所－朝", "ナレーター (V.O.)", "台所, 朝"),
    ("タイトル", "○台所 (4秒)", "花子（声）", "台所"),
]


@pytest.mark.parametrize(("key", "place", "voice", "words"), FOUNTAINS)
def test_fountain_in_the_ten_languages(tmp_path, key, place, voice, words):
    text = (
        f"{key}: The sea\nAutor: Ann\n\n{place}\n\n{voice}\n(leise)\nThe sea [beat] asks.\n\n"
        f"{place}\n\nA dog.\n\nMusic: low\n\nEst-ce lui ? Interior of a car.\n"
    )
    script = read(tmp_path, text, "script.fountain")
    assert script.title == "The sea"
    assert [(s.seen, s.said) for s in script.scenes] == [
        (words, "The sea asks."),
        ("A dog. Est-ce lui ? Interior of a car.", ""),
    ]
    told = "\n".join(script.notes)
    assert "“[beat]”" in told
    assert "“low”" in told
    assert "speaks in the picture" not in told


def test_labels_are_read_by_their_meaning():
    assert part_of("Lower third") == part_of("Titelkarte") == "shown"
    assert part_of("Sound") == part_of("Ton") == "sound"
    assert part_of("Musik") == part_of("効果音") == "noise"
    assert part_of("The sea never asks") is None
