"""Every kind of bad input through the real program: a clear error, or it works."""

import os

import pytest

from makers import hostile_files as hostile

LONG = "x" * 5000


def swap(file, old, new):
    return lambda desk: desk.change(file, old, new)


def put(file, content):
    return lambda desk: desk.write(file, content)


def gone(file):
    return lambda desk: (desk.folder / file).unlink()


def link(file, target):
    def make(desk):
        path = desk.folder / file
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return make


def head(desk):
    return desk.rows()[0]


def cut(file, size):
    def make(desk):
        path = desk.folder / file
        path.write_bytes(path.read_bytes()[:size])

    return make


def survey(change):
    """Rewrite the survey's lines."""

    def make(desk):
        desk.write("survey.csv", "\n".join(change(desk.rows())) + "\n")

    return make


def no_pictures(desk):
    desk.pictures(0)


def only(name, content):
    """The library holds this one file."""

    def make(desk):
        desk.pictures(0)
        desk.write(f"library/{name}", content)

    return make


WRONG = {
    # malformed TOML and fields
    "campaign that is no TOML": (
        put("campaign.toml", 'name = "Fern\ngoal = 3'),
        ("campaign.toml", "line 1", "correct the file"),
    ),
    "a name that steers the terminal": (
        swap("brand.toml", 'name = "', 'name = "a\\u001b[31m'),
        ("brand.toml: name: ", "U+001B", "take it out"),
    ),
    "a name that turns lines round": (
        swap("campaign.toml", 'name = "', 'name = "\\u202eabc'),
        ("campaign.toml: name: ", "U+202E"),
    ),
    "text where a list is wanted": (
        swap(
            "brand.toml",
            'tone = ["calm", "plain-spoken", "warm", "respectful", "never pitying"]',
            'tone = "calm"',
        ),
        ("brand.toml: tone: ", "has to be a list", "['calm']"),
    ),
    "campaign missing": (gone("campaign.toml"), ("campaign.toml", "missing", "reelwright new")),
    "brand missing": (gone("brand.toml"), ("brand.toml", "missing", "reelwright new")),
    "campaign in Latin-1": (
        put("campaign.toml", 'name = "Fernh\xfcll"'.encode("latin-1")),
        ("campaign.toml", "UTF-8", "save the file"),
    ),
    "campaign of zero bytes": (put("campaign.toml", b"\0" * 64), ("campaign.toml", "line 1")),
    "campaign empty": (put("campaign.toml", ""), ("campaign.toml", "name", "missing; add it")),
    "campaign of 3 MB": (put("campaign.toml", "#" * 3_000_000), ("campaign.toml", "shorten")),
    "campaign nested without end": (
        put("campaign.toml", "a = " + "[" * 50_000),
        ("campaign.toml", "nested"),
    ),
    "codebook broken": (
        put("codebook.toml", "[[column]\nid = 1"),
        ("codebook.toml", "line 1", "correct"),
    ),
    "brand broken": (put("brand.toml", "name = x"), ("brand.toml", "line 1", "correct")),
    "unknown key": (
        swap("campaign.toml", "goal = ", "gaol = "),
        ("campaign.toml", "gaol", "not a known key", "goal"),
    ),
    "a number for a name": (
        swap("brand.toml", 'name = "Fernhill"', "name = 7"),
        ("brand.toml: name", "7"),
    ),
    "a colour that is none": (
        swap("brand.toml", 'accent = "#b04d2a"', 'accent = "orange"'),
        ("brand.toml: palette.accent", "orange", 'such as "#1f3d36"'),
    ),
    "seconds beyond the limit": (
        swap("campaign.toml", "seconds = 20", "seconds = 900"),
        ("campaign.toml: wanted.seconds", "60", "900"),
    ),
    "seconds not a number": (
        swap("campaign.toml", "seconds = 20", "seconds = nan"),
        ("campaign.toml: wanted.seconds",),
    ),
    "a format that is none": (
        swap("campaign.toml", 'formats = ["9:16"]', 'formats = ["2:3"]'),
        ("campaign.toml: wanted.formats[1]", "2:3"),
    ),
    "offers no list": (
        put("campaign.toml", 'name = "F"\noffers = "none"\nproofs = []'),
        ("campaign.toml: offers", "none"),
    ),
    "a link that is not https": (
        swap("campaign.toml", "https://fernhill", "javascript://fernhill"),
        ("campaign.toml: call.link", "https"),
    ),
    "translations no table": (
        swap("campaign.toml", "goal = ", 'translations = "de"\ngoal = '),
        ("campaign.toml: translations", "table"),
    ),
    "survey name no text": (
        swap("campaign.toml", "goal = ", "survey = 7\ngoal = "),
        ("campaign.toml: survey", "7"),
    ),
    # paths
    "survey outside": (
        swap("campaign.toml", "goal = ", 'survey = "../../secret.csv"\ngoal = '),
        ("campaign.toml: survey", "../../secret.csv", "out of the campaign folder", "copy"),
    ),
    "survey of an absolute path": (
        swap("campaign.toml", "goal = ", 'survey = "/etc/hosts"\ngoal = '),
        ("campaign.toml: survey", "/etc/hosts", "out of the campaign folder"),
    ),
    "survey a link outside": (
        link("survey.csv", "/etc/hosts"),
        ("survey.csv", "out of the campaign folder"),
    ),
    "campaign.toml a link outside": (
        link("campaign.toml", "/etc/hosts"),
        ("campaign.toml", "out of the campaign folder"),
    ),
    "translations a link outside": (
        lambda desk: (
            (desk.folder / "translations").mkdir(exist_ok=True),
            link("translations/de.toml", "/etc/hosts")(desk),
        ),
        ("translations/de.toml", "out of the campaign folder"),
    ),
    "logo outside": (
        swap("brand.toml", '"brand/logo.svg"', '"../logo.svg"'),
        ("brand.toml: logo", "../logo.svg", "out of the campaign folder"),
    ),
    "font outside": (
        swap("brand.toml", '"brand/fonts/Fraunces-SemiBold.ttf"', '"../../f.ttf"'),
        ("brand.toml: fonts.heading", "out of the campaign folder"),
    ),
    "path with a zero byte": (
        swap("brand.toml", '"brand/logo.svg"', '"brand/\\u0000logo.svg"'),
        ("brand.toml: logo", "U+0000"),
    ),
    "path without end": (
        swap("brand.toml", '"brand/logo.svg"', f'"{LONG}.svg"'),
        ("brand.toml: logo", "xxx"),
    ),
    "picture a link outside": (
        lambda desk: (desk.pictures(0), link("library/hosts.png", "/etc/hosts")(desk)),
        ("hosts.png", "link out of the library", "copy"),
    ),
    # logo and fonts
    "logo of 20 px": (
        lambda desk: (
            desk.write("brand/logo.png", hostile.png(20, 20)),
            desk.change("brand.toml", "brand/logo.svg", "brand/logo.png"),
        ),
        ("brand.toml: logo", "20 x 20", "120", "SVG"),
    ),
    "logo with a script": (
        put("brand/logo.svg", hostile.PLAIN % "<script>fetch('//x')</script>"),
        ("brand.toml: logo", "logo.svg", "script"),
    ),
    "logo a bomb": (
        lambda desk: (
            desk.write("brand/logo.png", hostile.bomb()),
            desk.change("brand.toml", "brand/logo.svg", "brand/logo.png"),
        ),
        ("brand.toml: logo", "logo.png", "pixels"),
    ),
    "logo of a kind not read": (
        swap("brand.toml", '"brand/logo.svg"', '"brand.toml"'),
        ("brand.toml: logo", "neither SVG nor PNG"),
    ),
    "logo missing": (
        gone("brand/logo.svg"),
        ("brand.toml: logo", "no file", "brand/logo.svg"),
    ),
    "font that is no font": (
        put("brand/fonts/Figtree-Regular.ttf", b"not a font at all" * 99),
        ("brand.toml: fonts.body", "Figtree-Regular.ttf", "no font"),
    ),
    "font cut short": (
        cut("brand/fonts/Figtree-Regular.ttf", 20_000),
        ("brand.toml: fonts.body", "Figtree-Regular.ttf"),
    ),
    "font of a kind not read": (
        swap("brand.toml", "brand/fonts/Figtree-Regular.ttf", "brand/fonts/OFL-Figtree.txt"),
        ("brand.toml: fonts.body", "TTF or OTF"),
    ),
    "fonts an empty list": (
        swap("brand.toml", 'heading = "brand/fonts/Fraunces-SemiBold.ttf"', "heading = []"),
        ("brand.toml: fonts.heading", "TTF or OTF"),
    ),
    # pictures: none of use
    "no picture": (no_pictures, ("library", "no picture", "JPEG, PNG", "add")),
    "no library": (
        lambda desk: (
            desk.pictures(0),
            (desk.folder / "library/captions.csv").unlink(),
            (desk.folder / "library").rmdir(),
        ),
        ("library", "put the pictures"),
    ),
    "only a bomb": (only("bomb.png", hostile.bomb()), ("bomb.png", "pixels", "120 million")),
    "only a broken picture": (
        only("torn.jpg", hostile.jpeg(900, 900)[:9000]),
        ("torn.jpg", "breaks off", "export"),
    ),
    "only a text called JPEG": (
        only("notes.jpg", "Dear Sir"),
        ("notes.jpg", "no picture", "export it again"),
    ),
    "only an empty picture": (only("blank.png", b""), ("blank.png", "empty", "copy it again")),
    "only a speck": (only("speck.png", hostile.png(20, 20)), ("speck.png", "20 x 20", "too small")),
    # survey
    "no survey": (gone("survey.csv"), ("no survey", "survey.csv", "one row for each")),
    "survey empty": (put("survey.csv", ""), ("survey.csv", "empty", "export")),
    "survey of headers only": (
        survey(lambda rows: rows[:1]),
        ("survey.csv", "headers but no answers", "export"),
    ),
    "survey a spreadsheet": (
        put("survey.csv", b"PK\x03\x04" + bytes(99)),
        ("survey.csv", "spreadsheet", "save it as CSV"),
    ),
    "survey of bytes": (put("survey.csv", os.urandom(64) + bytes(4096)), ("survey.csv",)),
    "column missing": (
        swap("survey.csv", "What is your gender?", "Something else"),
        ("survey.csv", "no column 'What is your gender?'", "codebook.toml"),
    ),
    "row too long": (
        survey(lambda rows: [*rows[:9], rows[9] + ",Agree,Agree", *rows[10:]]),
        ("survey.csv", "line 10", "cells", "separator"),
    ),
    "quotation mark never closed": (
        survey(lambda rows: [*rows[:5], rows[5].replace("FH-", '"FH-', 1), *rows[6:]]),
        ("survey.csv", "line", "quotation mark"),
    ),
    "an answer that is no level": (
        survey(lambda rows: [*rows[:4], rows[4].replace("gree", "grew", 1), *rows[5:]]),
        ("survey.csv", "line 5", "codebook.toml", "levels"),
    ),
    "a weight below zero": (
        survey(lambda rows: [*rows[:2], rows[2].rpartition(",")[0] + ",-3", *rows[3:]]),
        ("survey.csv", "line 3", "weight", "positive"),
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_bad_input_is_refused_by_name_and_leaves_nothing_behind(desk, case):
    spoil, expected = WRONG[case]
    spoil(desk)
    before = sorted(p for p in desk.folder.rglob("*") if ".reelwright" not in p.parts)
    said = desk.check(code=1)
    # What takes over two seconds tells first how far it is, on lines of its own.
    lines = [line for line in said.splitlines() if not line.endswith(" s so far")]
    assert lines[0].startswith("error: ")
    for words in expected:
        assert words in said
    assert len(said) < 3_000, "a message, not a dump"
    assert desk.leftovers() == []
    after = sorted(p for p in desk.folder.rglob("*") if ".reelwright" not in p.parts)
    assert after == before, "a refused campaign is left as it was"


ODD = {
    "bomb": ("bomb.png", hostile.bomb(), "pixels"),
    "torn": ("torn.jpg", hostile.jpeg(900, 900)[:9000], "breaks off"),
    "torn png": ("torn.png", hostile.png(800, 800)[:9000], "breaks off"),
    "no picture": ("notes.webp", "Dear Sir", "no picture"),
    "script": ("bad.svg", hostile.PLAIN % "<script>alert(1)</script>", "script"),
    "handler": ("bad.svg", hostile.PLAIN % '<rect onload="alert(1)"/>', "onload"),
    "outside picture": (
        "bad.svg",
        hostile.PLAIN % '<image href="https://example.org/p.png"/>',
        "https://example.org/p.png",
    ),
    "local file": ("bad.svg", hostile.PLAIN % '<image href="file:///etc/passwd"/>', "/etc/passwd"),
    "outside style": (
        "bad.svg",
        hostile.PLAIN % "<style>@import url(https://example.org/s.css)</style>",
        "<style> loads or embeds other files",
    ),
    "foreign object": ("bad.svg", hostile.PLAIN % "<foreignObject/>", "foreignObject"),
    "entities": ("bad.svg", hostile.ENTITIES, "entities"),
    "file entity": ("bad.svg", hostile.FAR_FILE, "entities"),
    "multiplied": ("bad.svg", hostile.nested_uses(), "bad.svg"),
    "broken svg": ("bad.svg", hostile.PLAIN[:60], "bad.svg"),
    "strip": ("strip.png", hostile.png(3000, 100), "strip"),
    "film": ("clip.gif", b"GIF89a", "clip.gif"),
}


@pytest.mark.longer
@pytest.mark.parametrize("case", ODD)
def test_a_bad_picture_is_left_out_by_name_and_the_others_stay(desk, case):
    name, content, expected = ODD[case]
    desk.pictures(2)
    desk.write(f"library/{name}", content)
    said = desk.check()
    assert "2 pictures" in said
    told = [line for line in said.splitlines() if name in line]
    assert len(told) == 1
    assert expected in told[0]
    assert "root:" not in said


def test_one_picture_is_enough_to_check(desk):
    desk.pictures(1)
    assert "  1 picture, " in desk.check()


def test_a_file_name_that_would_steer_the_terminal_is_written_out(desk):
    desk.write("library/a\x1b[31m\u202egpj.exe", "x")
    said = desk.check()
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\\u001b[31m\\u202egpj.exe" in said
