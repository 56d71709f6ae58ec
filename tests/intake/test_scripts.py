"""A finished script is read as its writer meant it, in Markdown and in Fountain."""

import time
from fractions import Fraction
from typing import Any

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.intake.script import load_script
from reelwright.intake.script_labels import part_of
from reelwright.intake.script_markdown import read_markdown
from reelwright.intake.script_times import seconds_in

HEADED = """---
title: The kettle
client: Fernhill
---

# The kettle

Some words about the script that nobody films.

## 1. Kitchen, morning (4 s)

A woman fills a **kettle** at the window.
Steam on the glass.

VO: Some mornings start slowly.

## Scene 2 – Hallway (0:04–0:08)

- Visual: A coat on a hook, keys in a bowl.
- Super: Same carer, every week
- VO (warm): And some start with
  a friendly face.

## Scene 3: The garden

Two people on a bench.

> “Book a visit *today*.”

<!-- the client wants a dog here -->

Music: piano
"""

TABLE = """# Agency script

| # | Time | Picture | Sound | Super |
|---|------|---------|-------|-------|
| 1 | 3 s | A kettle on the stove | VO: Some mornings start slowly.<br>SFX: kettle | |
| 2 | 0:03-0:07 | A coat on a hook \\| keys | “And some with a friendly face.” | Same carer |
| 3 | | Two people on a bench | Book a visit today. | fernhill.example |
"""

FOUNTAIN = """Title: _**The kettle**_
Author: Ann Bell
Draft date: 1/3/2026

FADE IN:

INT. KITCHEN - MORNING #1# [[4 s]]

A woman fills a *kettle* at the window. [[mind the steam]]

/* The dog was
cut. */

NARRATOR (V.O.)
(warmly)
Some mornings
start slowly.

> Same carer, every week <

CUT TO:

EXT. GARDEN - DAY

Two people on a bench.

ANNA
Lovely, isn't it?

MARGARET (O.S.)
And some start with a _friendly_ face.

.THE DOOR

@McNarr (v.o.)
Book a visit today.

!KEYS in a bowl.

> FADE OUT.
"""


def load(folder, given=None) -> Any:
    return load_script(folder, given)


def read(folder, text, name="script.md", given=None) -> Any:
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder, given)


def scenes(script):
    return [(s.seen, s.said, s.shown, s.seconds) for s in script.scenes]


def test_headings_are_scenes(tmp_path):
    script = read(tmp_path, HEADED)
    assert script.title == "The kettle"
    assert scenes(script) == [
        (
            "A woman fills a kettle at the window. Steam on the glass.",
            "Some mornings start slowly.",
            "",
            4,
        ),
        (
            "A coat on a hook, keys in a bowl.",
            "And some start with a friendly face.",
            "Same carer, every week",
            4,
        ),
        ("Two people on a bench.", "Book a visit today.", "", None),
    ]
    lines = HEADED.splitlines()
    assert [lines[s.line - 1][:4] for s in script.scenes] == ["## 1", "## S", "## S"]
    assert script.place(script.scenes[1]) == "script.md, line 17"


def test_a_table_as_agencies_write_it(tmp_path):
    script = read(tmp_path, TABLE)
    assert script.title == "Agency script"
    assert scenes(script) == [
        ("A kettle on the stove", "Some mornings start slowly.", "", 3),
        ("A coat on a hook | keys", "And some with a friendly face.", "Same carer", 4),
        ("Two people on a bench", "Book a visit today.", "fernhill.example", None),
    ]
    assert [s.line for s in script.scenes] == [5, 6, 7]


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("Picture", "Sound"),
        ("Video", "Audio"),
        ("Bild", "Ton"),
        ("Image", "Son"),
        ("Imagen", "Sonido"),
        ("Immagine", "Suono"),
        ("Imagem", "Som"),
        ("Beeld", "Geluid"),
        ("Bild", "Ljud"),
        ("Obraz", "Dźwięk"),
        ("映像", "音声"),
        ("Visual / Action", "VO (narrator)"),
    ],
)
def test_tables_in_the_ten_languages(tmp_path, seen, said):
    script = read(tmp_path, f"| {seen} | {said} |\n|---|---|\n| a, b | c d. |\n| e | f. |\n")
    assert scenes(script) == [("a, b", "c d.", "", None), ("e", "f.", "", None)]


@pytest.mark.parametrize(
    ("seen", "said", "shown"),
    [
        ("Visual", "VO", "Super"),
        ("Bild", "Sprecherin", "Einblendung"),
        ("Image", "Voix off", "À l’écran"),
        ("Imagen", "Voz en off", "Rótulo"),
        ("Immagine", "Voce fuori campo", "Scritta"),
        ("Imagem", "Locução", "Legenda"),
        ("Beeld", "Voice-over", "Tekst in beeld"),
        ("Bild", "Berättarröst", "Text i bild"),
        ("Obraz", "Lektor", "Napis"),
        ("映像", "ナレーション", "テロップ"),
    ],
)
def test_labels_in_the_ten_languages(tmp_path, seen, said, shown):
    lines = f"{seen}: eins, zwei\n{said}: 三つ four.\n{shown}: fünf"
    text = f"## 1\n\n{lines}\n\n## 2\n\nsix\n\n> seven.\n"
    script = read(tmp_path, text)
    assert scenes(script) == [
        ("eins, zwei", "三つ four.", "fünf", None),
        ("six", "seven.", "", None),
    ]


def test_a_script_without_headings_begins_a_scene_at_each_picture(tmp_path):
    text = "A kettle.\n\n> It boils.\n\nA bench.\n\nVO: Two\nsit there.\n\n---\n\nA door.\n"
    script = read(tmp_path, text)
    assert [s[:2] for s in scenes(script)] == [
        ("A kettle.", "It boils."),
        ("A bench.", "Two sit there."),
        ("A door.", ""),
    ]
    assert [s.line for s in script.scenes] == [1, 5, 12]


@pytest.mark.parametrize(
    ("text", "seconds", "rest"),
    [
        ("Kitchen (4 s)", 4, "Kitchen"),
        ("Küche – 3,5 Sek.", Fraction(7, 2), "Küche"),
        ("Cuisine, 4 secondes", 4, "Cuisine"),
        ("0:04-0:08 Cocina", 4, "Cocina"),
        ("シーン（4秒）", 4, "シーン"),
        ("Kuchnia: 5 sekund", 5, "Kuchnia"),
        ("Room 12", None, "Room 12"),
        ("20 students", None, "20 students"),
    ],
)
def test_seconds_of_a_heading(text, seconds, rest):
    assert seconds_in(text)[:2] == (seconds, rest)


def test_fountain(tmp_path):
    script = read(tmp_path, FOUNTAIN, "script.fountain")
    assert script.title == "The kettle"
    assert scenes(script) == [
        (
            "A woman fills a kettle at the window.",
            "Some mornings start slowly.",
            "Same carer, every week",
            4,
        ),
        ("Two people on a bench.", "And some start with a friendly face.", "", None),
        ("KEYS in a bowl.", "Book a visit today.", "", None),
    ]
    lines = FOUNTAIN.splitlines()
    assert [lines[s.line - 1].split()[0] for s in script.scenes] == ["INT.", "EXT.", ".THE"]
    (note,) = script.notes
    assert note.startswith("script.fountain: line 27: ANNA speaks in the picture")


@pytest.mark.parametrize(
    "cue",
    ["NARRATOR", "SPRECHERIN", "VOIX OFF", "LOCUTOR", "ナレーション", "PAUL (V.O.)", "LEKTOR"],
)
def test_narrators_of_fountain(tmp_path, cue):
    text = f"INT. RAUM - TAG\n\nEin Fenster.\n\n{cue}\nEs ist früh.\n\nEXT. PARK\n\nEine Bank.\n"
    script = read(tmp_path, text, "script.fountain")
    assert [s[:2] for s in scenes(script)] == [("Ein Fenster.", "Es ist früh."), ("Eine Bank.", "")]


def test_a_heading_alone_says_what_is_seen(tmp_path):
    text = "INT. KITCHEN - MORNING\n\nNARRATOR\nIt is early.\n\nI/E. CAR - NIGHT\n\nRain.\n"
    assert read(tmp_path, text, "script.fountain").scenes[0].seen == "Kitchen, morning"


def test_where_a_script_lies(tmp_path):
    assert load_script(tmp_path, None) is None
    text = "## A\n\nsky\n\nVO: Up.\n\n## B\n\nsea\n"
    read(tmp_path, text, "Script.MD")
    assert load(tmp_path).file == "Script.MD"
    assert load_script(tmp_path, "") is None
    (tmp_path / "texts").mkdir()
    read(tmp_path, text, "texts/spot.markdown", "texts/spot.markdown")
    read(tmp_path, "INT. A\n\nsky\n\nNARRATOR\nUp.\n", "script.fountain", "script.fountain")
    with pytest.raises(InvalidIntake, match=r"Script\.MD and script\.fountain are both scripts"):
        load_script(tmp_path, None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no scenes were found"),
        ("\n\n<!-- soon -->\n", "no scenes were found"),
        ("## Kitchen\n\nA kettle.\n", "no scene has words to be said"),
        ("## 1\n\nVO: Up.\n\n## 2\n\nA sea.\n", "script.md, line 1: nothing says what is seen"),
        ("".join(f"## S{n}\n\nA sea.\n\n> Up.\n\n" for n in range(15)), "line 85: 15 scenes"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path, text, why):
    with pytest.raises(InvalidIntake) as told:
        read(tmp_path, text)
    assert str(told.value).startswith("script.md")
    assert why in str(told.value)


@pytest.mark.parametrize("given", [3, ["a.md"], "spot.docx", "there-is-none.md", "../script.md"])
def test_what_is_no_script_is_named(tmp_path, given):
    (tmp_path / "spot.docx").write_bytes(b"PK")
    with pytest.raises(InvalidIntake, match=r"^campaign\.toml: script"):
        load_script(tmp_path, given)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xff\xff\xff",
        b"## A\n\n\x80\x81\n",
        b">" * 59_000,
        b"[" * 59_000,
        b"| a | b |\n|-|-|\n" + b"| x" * 19_000,
        b"*" * 59_000 + b"a",
        b"[[" * 29_000,
        b"/*" * 29_000,
        b"(" * 59_000 + b":",
        b"INT. A\n\n" + b"A (" * 19_000,
        b"- " * 29_000,
        b"\x00" * 59_000,
        b"a" * 60_001,
        b"1 s - " * 9_000,
        b"INT. A\n\nX\n" + b"_a" * 29_000,
        b"a: " * 19_000,
        b"## A\n\n" + b"VO: x. Music: " * 4_000,
        b"INT. A\n\nX (" + b"off " * 14_000,
        b"## A\n\n" + b"(beat " * 9_000,
        b"## " + b"1 - " * 14_000,
        b"| a | b |\n|-|-|\n|" + b"VO - " * 11_000,
        b"INT. A\n\nTea " + b"is *" * 12_500,
        b"INT. KITCHEN -" + b" " * 50_000 + b"NOON\n\nTea.\n",
        b"## A" + b"\t" * 50_000 + b"(4 s)\n\nTea\n\n> VO:" + b" " * 5_000 + b"x",
        "## A\n\nTea{0}—{0}x\n\nVO{0}x{0}.\n".format("\u3000" * 4_900).encode(),
    ],
)
@pytest.mark.parametrize("name", ["script.md", "script.fountain"])
def test_hostile_text_is_named_at_once(tmp_path, data, name):
    (tmp_path / name).write_bytes(data)
    began = time.process_time()
    try:
        load_script(tmp_path, None)
    except InvalidIntake as refused:
        assert str(refused).startswith(name)  # noqa: PT017
    assert time.process_time() - began < 5


def test_labels_are_no_common_words():
    assert part_of("VO") == part_of("V.O.") == part_of("voice-over") == "said"
    assert part_of("Speaker 2") == part_of("VO (warm)") == "said"
    assert part_of("Remember") is None
    assert part_of("12") is None


SHOT_LISTS = [
    '- **{t}** | {seen} | VO: "{said}"',
    "- {t} | {seen} | “{said}”",
    "- {t} | Bild: {seen} | Sprecher: {said}",
    "- {t}｜{seen}｜ナレーション：{said}",
    "1. {t} {seen}\n   VO: {said}",
    "- [{t}] - {seen} - VO - {said}",
    "({t}) {seen} — VO: {said}\n",
    "| {t} | {seen} | VO: {said} |",
    "- {t}: {seen}\n  - VO: {said}",
    "> {t} | {seen} | VO: {said}\n",
    "- {seen} ({t})\n  VO: {said}",
]


@pytest.mark.parametrize(
    "times", [("0:00-0:04", "0:04-0:09"), ("0–4 s", "4–9 s"), ("00:00 〜 00:04", "00:04 〜 00:09")]
)
@pytest.mark.parametrize("form", SHOT_LISTS)
def test_a_shot_list_is_scenes_with_their_seconds(form, times):
    scenes = [("Road at dawn", "You set out early."), ("Red gloves", "Your hands are cold.")]
    lines = [
        form.format(t=t, seen=seen, said=said)
        for t, (seen, said) in zip(times, scenes, strict=True)
    ]
    text = "# Film\n\nFor Acme, third version.\n\n" + "\n".join(lines) + "\n"
    if form.startswith("- {seen}"):
        text = text.replace("For Acme, third version.\n\n", "")
    title, found, _ = read_markdown(text)
    assert title == "Film"
    assert [(s.seen.strip(" ."), s.said, s.seconds) for s in found] == [
        (*scenes[0], 4),
        (*scenes[1], 5),
    ]


def test_a_time_that_a_sentence_begins_with_begins_no_scene():
    text = "# Film\n\nRoad at dawn.\n\nVO: Go.\n\n4 s later the road is empty.\n\nVO: Come home.\n"
    _, found, _ = read_markdown(text)
    assert [s.seen.rstrip(".") for s in found] == ["Road at dawn", "4 s later the road is empty"]
    assert [s.seconds for s in found] == [None, None]


SEEN_AND_HEARD = {
    "en": ("What we see", "What we hear", "“{}”"),
    "de": ("Was wir sehen", "Was wir hören", "„{}“"),
    "fr": ("Ce qu’on voit", "On entend", "« {} »"),
    "es": ("Lo que vemos", "Se oye", "«{}»"),
    "it": ("Si vede", "Si sente", "“{}”"),
    "pt": ("O que vemos", "Ouvimos", "“{}”"),
    "nl": ("Wat we zien", "We horen", "‘{}’"),
    "sv": ("Vi ser", "Vi hör", "”{}”"),
    "pl": ("Co widzimy", "Słychać", "„{}”"),
    "ja": ("見えるもの", "聞こえるもの", "「{}」"),
}


@pytest.mark.parametrize("language", SEEN_AND_HEARD)
def test_what_is_seen_and_heard_may_be_told_in_a_sentence(language):
    seen, heard, marks = SEEN_AND_HEARD[language]
    text = f"## 1\n**{seen}:** a lamp.\n**{heard}:** {marks.format('It burns.')}\n"
    text += f"\n## 2\n{seen}: a bell.\n{heard}: bells\n"
    scenes = read_markdown(text)[1]
    assert [(s.seen, s.said) for s in scenes] == [("a lamp.", "It burns."), ("a bell.", "")]


@pytest.mark.parametrize("label", ["V.F.C.", "V. F. C.:", "V.O.", "V. O.:", "V/O:", "N.A.:"])
def test_a_label_of_letters_is_one_with_stops_and_spaces_between_them(label):
    bold = f"**{label}**" if label[-1] == "." else label
    (scene,) = read_markdown(f"## 1\nA lamp in the U.S.A.\n\n{bold} It burns.\n")[1]
    assert (scene.seen, scene.said) == ("A lamp in the U.S.A.", "It burns.")
