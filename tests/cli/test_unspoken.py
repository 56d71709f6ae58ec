"""What no voice can say and no font can set is told by `check`, with its field and what to do."""

import io

import numpy as np
import pytest
import soundfile

import reelwright
from reelwright.domain.colour import mixed
from reelwright.graphics.easel import PLATES
from reelwright.studio.campaigns import Made


def test_check_names_lines_that_no_voice_can_read(desk):
    desk.change(
        "campaign.toml", 'spoken = "Book a free first', 'spoken = "Book 春野 first, a free first'
    )
    said = " ".join(desk.check(code=1).split())
    assert "would make" not in said
    assert "campaign.toml: call.spoken: espeak cannot read '春野': " in said
    assert "record the line yourself" in said


def test_check_names_letters_and_emoji_that_no_font_has_with_file_and_field(desk):
    desk.change("campaign.toml", 'text = "Book a free visit"', 'text = "Book 🎉 a free visit"')
    desk.change("brand.toml", 'tagline = "', 'tagline = "กข ')
    said = " ".join(desk.check(code=1).split())
    assert "brand.toml: tagline: no font has the Thai letter 'ก' (U+0E01), the Thai letter" in said
    assert "campaign.toml: call.text: no font has the emoji '🎉' (U+1F389); leave it out" in said


def test_check_names_a_logo_that_no_ground_and_no_plate_shows_whole(desk):
    def said(colours):
        dots = "".join(
            f'<circle cx="{n % 12 * 25 + 12}" cy="{n // 12 * 20 + 10}" r="9" fill="{colour}"/>'
            for n, colour in enumerate(colours)
        )
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">{dots}</svg>'
        desk.write("brand/logo.svg", drawing)
        desk.write("brand/logo-reversed.svg", drawing)
        return " ".join(desk.check().split())

    named = "brand.toml: logo: its darkest and its lightest parts are not seen together"
    assert named not in said(["#e6e2d4", "#8a8a84", "#2b2b2b"]), "a plate shows it"
    palette = reelwright.campaigns.describe(desk.folder).brand.palette
    own = (palette.primary, palette.ink, palette.accent, palette.paper, *palette.supporting)
    tones = [mixed(c, to, part) for c in own for to in ("#ffffff", "#000000") for part in (0, 0.5)]
    assert named in said(dict.fromkeys((*own, *tones, *PLATES)))


@pytest.mark.parametrize("field", ["claim", "text"])
def test_a_fact_that_no_font_has_is_named_though_it_has_a_shorter_form(desk, field):
    text = (desk.folder / "campaign.toml").read_text(encoding="utf-8")
    found = next(x for x in text.splitlines() if x.startswith(f"{field} = "))
    desk.change("campaign.toml", found, found[:-1] + ' ☂"')
    said = " ".join(desk.check(code=1).split())
    assert f"{field}: no font has the emoji '☂' (U+2602)" in said


@pytest.mark.parametrize(
    "drawn",
    [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
        '<rect width="300" height="100" fill="#fff" opacity="0"/></svg>',
    ],
)
def test_a_logo_on_which_nothing_is_seen_is_refused(desk, drawn):
    desk.write("brand/logo.svg", drawn)
    assert "nothing is seen on 'brand/logo.svg'" in " ".join(desk.check(code=1).split())


def test_people_who_refused_are_told_and_a_library_of_nobody_else_is_refused(desk):
    names = sorted(p.name for p in (desk.folder / "library").glob("*.svg"))
    rows = [f"{name},A garden,{'no' if n else ''}" for n, name in enumerate(names)]
    desk.write("library/captions.csv", "file,caption,people_consented\n" + "\n".join(rows) + "\n")
    said = " ".join(desk.check().split())
    assert "refused to be shown" in said
    assert all(name in said for name in names[1:])
    rows[0] = rows[0] + "no"
    desk.write("library/captions.csv", "file,caption,people_consented\n" + "\n".join(rows) + "\n")
    assert "add pictures" in desk.check(code=1)


def test_sentences_that_a_language_lacks_are_told(desk):
    desk.change("campaign.toml", 'languages = ["en"]', 'languages = ["en", "sv"]')
    desk.write("translations/sv.toml", '[lines]\n"Nothing of this" = "Inget av det"\n')
    said = " ".join(desk.check().split())
    assert "translations/sv.toml: it lacks " in said


def test_a_make_that_ends_without_a_film_fails(desk, monkeypatch):
    monkeypatch.setattr("reelwright.studio.campaigns.make", lambda *_, **__: Made())
    said = " ".join(desk.run("make", str(desk.folder), code=1).split())
    assert "error: no film was made" in said


def test_recordings_that_are_broken_or_that_nobody_asks_for_are_named(desk):
    desk.write("voice/notes.txt", "hello")
    desk.write("voice/a line that no film says.wav", tone())
    said = " ".join(desk.check().split())
    assert "voice/notes.txt is of a kind that is not read" in said
    assert "voice/a line that no film says.wav: no line of the campaign begins so" in said
    desk.write("voice/s1.wav", b"RIFF....WAVE and nothing")
    assert "s1.wav is broken" in desk.check(code=1)


def tone():
    sink = io.BytesIO()
    soundfile.write(sink, np.sin(np.arange(24_000) / 20), 24_000, format="WAV")
    return sink.getvalue()


def test_type_that_no_format_has_room_for_is_named_and_long_words_have_it(desk):
    text = (desk.folder / "campaign.toml").read_text(encoding="utf-8")
    short = next(x for x in text.splitlines() if x.startswith("short = "))
    desk.change("campaign.toml", short, f'short = "{"Uvwxyz" * 7}"')
    assert "would make" in desk.check()
    desk.change("campaign.toml", f'"{"Uvwxyz" * 7}"', f'"{"Always the same carer " * 18}"')
    said = " ".join(desk.check(code=1).split())
    assert ": short: its 396 characters do not fit a" in said
    assert "film even in the smallest type allowed; shorten it to at most 60" in said
