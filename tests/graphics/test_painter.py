import itertools
from fractions import Fraction

import numpy as np
import pytest

from reelwright.domain.base import Box
from reelwright.domain.campaign import FORMATS, CallToAction
from reelwright.domain.colour import contrast, rgb
from reelwright.domain.errors import DoesNotFit, Missing
from reelwright.domain.sound import CaptionCue, Word
from reelwright.domain.storyboard import Text
from reelwright.graphics import Painter
from reelwright.graphics.legibility import NEEDED
from reelwright.graphics.zones import zones

CALL = CallToAction(text="Book a free visit", link="https://www.fernhill.example/visit?utm=1")
GREY = [np.full((480, 270, 3), 120, np.uint8)]
KINDS = ("title", "lower third", "quote", "price")


def cue(line, *, joiner=" ", words=None):
    said = words or line.split()
    return CaptionCue(
        start=Fraction(1),
        end=Fraction(1) + Fraction(len(said), 3),
        lines=(line,),
        words=tuple(
            Word(text=w, start=1 + Fraction(n, 3), end=1 + Fraction(n + 1, 3))
            for n, w in enumerate(said)
        ),
    )


def inside(overlay, frame, slack=0.002):
    safe, box = zones(FORMATS[frame]).box(FORMATS[frame]), overlay.box
    return (
        box.x >= safe.x - slack
        and box.y >= safe.y - slack
        and box.x + box.w <= safe.x + safe.w + slack
        and box.y + box.h <= safe.y + safe.h + slack
    )


@pytest.mark.proves("S0-57", "S0-03")
@pytest.mark.parametrize("frame", FORMATS)
@pytest.mark.parametrize("mood", ["warm", "bright", "tender"])
def test_type_keeps_to_the_safe_box_in_brand_faces_and_sizes(paint, pixels, frame, mood):
    painter = paint(frame, mood=mood)
    for kind in KINDS:
        text = Text(kind=kind, head="Nine in ten", body="by the same carer", note="Our records")
        made = painter.type(text, 10, 90, name=kind, behind=GREY)
        lettered = [o for o in made if o.kind != "scrim"]
        assert len(lettered) == 1
        o = lettered[0]
        assert inside(o, frame), (kind, o.box)
        assert not (o.x % 2)
        assert not (o.y % 2)
        assert not (o.width % 2)
        assert not (o.height % 2)
        assert pixels(o).shape == (o.height, o.width, 4)
        assert 8 <= o.enter <= 12, "in over 250-400 ms"
        assert o.leave == 6, "out over 200 ms"
        assert o.size >= 0.018
    assert painter.setter.fonts["heading"][0] == "Fraunces"
    assert painter.setter.fonts["body"][0] == "Figtree"


def test_body_type_and_captions_are_large_enough_in_every_format(paint):
    for frame in FORMATS:
        painter = paint(frame)
        assert painter.scale.body >= 0.032
        assert painter.scale.caption >= 0.036
        assert min(painter.scale.heads) > painter.scale.body


def test_looks_differ_by_mood_and_stay_on_brand(paint, pixels, brand):
    text = Text(kind="title", head="Someone is expected")
    seen = {
        mood: paint(mood=mood).type(text, 0, 60, name="t", behind=GREY)[-1]
        for mood in ("warm", "bright", "tender", "driving")
    }
    assert len({o.image.sha256 for o in seen.values()}) == 4
    grounds = {"warm": brand.palette.paper, "bright": brand.palette.primary}
    for mood, ground in grounds.items():
        picture = pixels(seen[mood])
        middle = picture[picture.shape[0] // 2]
        near = np.abs(middle[:, :3].astype(int) - rgb(ground)).sum(axis=1) < 6
        assert near.mean() > 0.2


@pytest.mark.parametrize("level", [12, 70, 128, 190, 250])
def test_bare_type_can_be_read_on_any_picture(paint, pixels, level):
    rng = np.random.default_rng(level)
    frame = np.clip(rng.normal(level, 40, (480, 270, 3)), 0, 255).astype(np.uint8)
    painter = paint(mood="tender")
    made = painter.type(Text(kind="title", head="One carer stays"), 0, 60, name="t", behind=[frame])
    letters = made[-1]
    box = letters.box
    part = frame[int(box.y * 480) : int((box.y + box.h) * 480), : int((box.x + box.w) * 270)]
    if made[0].kind == "scrim":
        shade = pixels(made[0])
        row = int((box.y + box.h / 2) * 1920) - made[0].y
        *colour, alpha = shade[row, 4].astype(float)
        part = part * (1 - alpha / 255) + np.array(colour[::-1]) * alpha / 255
    card = pixels(letters)[letters.height // 2, 8]
    if card[3] == 255:
        assert contrast(letters.colour, "#{:02x}{:02x}{:02x}".format(*card[:3])) >= NEEDED
        return
    for q in (10, 90):
        value = round(float(np.percentile(part.mean(axis=2), q)))
        assert contrast(letters.colour, f"#{value:02x}{value:02x}{value:02x}") >= NEEDED


def test_type_moves_out_of_the_way_of_a_head(paint):
    painter = paint("9:16")
    text = Text(kind="title", head="Still at work. Still on call.")
    free = painter.type(text, 0, 60, name="t")[0]
    head_at_top = Box(x=0.1, y=0.15, w=0.8, h=0.5)
    moved = painter.type(text, 0, 60, name="t", clear=head_at_top)[0]
    assert moved.y > free.y
    assert moved.box.overlap(Box(x=0.1, y=0.15, w=0.8, h=0.2)) < 0.01
    captions = painter.captions(cue("Two lines of caption are shown here"), name="c", until=900)
    assert moved.y + moved.height <= min(o.y for o in captions)


def test_on_wide_frames_strips_take_the_free_side(paint):
    painter = paint("16:9", mood="bright")
    text = Text(kind="title", head="Help when you ask for it")
    left = Box(x=0.05, y=0.05, w=0.4, h=0.9)
    assert painter.type(text, 0, 60, name="t", clear=left)[0].box.x > 0.4


def test_headlines_break_evenly_and_leave_no_word_alone(paint, pixels):
    painter = paint("9:16", mood="warm")
    made = painter.type(Text(kind="title", head="The same face, every visit"), 0, 60, name="t")[0]
    picture = pixels(made)
    ink = (np.abs(picture[..., :3].astype(int) - rgb(made.colour)).sum(axis=2) < 60) & (
        picture[..., 3] > 200
    )
    rows = ink[int(picture.shape[0] * 0.25) :].any(axis=1)
    starts = np.flatnonzero(np.diff(np.r_[0, rows.astype(int)]) == 1)
    assert len(starts) <= 3, "two lines (a descender may stand apart)"


def test_a_long_headline_is_set_smaller_and_an_offer_of_4000_words_is_refused(paint):
    painter = paint()
    long = Text(kind="title", head="Care that comes to you when and how you like it, every day")
    assert painter.type(long, 0, 60, name="t")
    with pytest.raises(DoesNotFit, match=r"4,000 words.*price"):
        painter.type(Text(kind="price", head="£29", body="word " * 4000), 0, 60, name="t")


def test_text_is_data_and_never_markup(paint):
    painter = paint()
    hostile = '#panic("x") $a$ *b* @c `d` \\ <e> "f"'
    assert painter.type(Text(kind="title", head=hostile), 0, 60, name="t")


SCRIPTS = {
    "ar": ("رعاية منزلية تشبه بيتك", "الوجه نفسه في كل زيارة"),
    "hi": ("घर जैसी देखभाल, घर पर", "हर बार वही परिचित चेहरा"),
    "ja": ("住み慣れた家で、いつもの顔と。", "毎週おなじ介護士がうかがいます"),
}


@pytest.mark.parametrize("language", SCRIPTS)
@pytest.mark.parametrize("mood", ["warm", "bright"])
def test_other_scripts_are_set_with_bundled_faces(paint, pixels, language, mood):
    head, body = SCRIPTS[language]
    painter = paint(language=language, mood=mood)
    o = painter.type(Text(kind="title", head=head, body=body), 0, 60, name="t")[0]
    assert inside(o, "9:16")
    assert (pixels(o)[..., 3] > 0).mean() > 0.3
    if language == "ar":
        safe = zones(FORMATS["9:16"])
        assert abs((o.box.x + o.box.w) * 1080 - safe.right) < 3, "right to left starts at the right"


@pytest.mark.parametrize(
    ("words", "named"), [("한국어", "Hangul"), ("ไทย", "Thai"), ("Now 🎉", "emoji")]
)
def test_a_script_without_a_face_is_named_not_drawn_as_boxes(paint, words, named):
    with pytest.raises(Missing, match=rf"{named}.*fonts"):
        paint().type(Text(kind="title", head=words), 0, 60, name="t")


def test_captions_mark_each_word_in_turn_within_two_lines(paint, pixels):
    painter = paint()
    made = painter.captions(cue("You keep your phone close"), name="c1", until=900)
    assert len(made) == 5
    assert len({o.image.sha256 for o in made}) == 5, "another word is marked in each"
    assert [o.start for o in made] == [30, 40, 50, 60, 70]
    for one, after in itertools.pairwise(made):
        assert one.start + one.frames == after.start
        assert (one.x, one.y, one.width) == (after.x, after.y, after.width)
    assert made[0].enter == 3
    assert made[-1].leave == 3
    assert all(o.enter == 0 for o in made[1:])
    assert all(inside(o, "9:16") for o in made)
    assert made[0].height <= 2 * 1.31 * 0.037 * 1920
    mark = rgb(painter.colours["mark"])
    near = np.abs(pixels(made[0])[..., :3].astype(int) - mark).sum(axis=2) < 40
    columns = np.flatnonzero(near.any(axis=0))
    assert columns.max() < made[0].width * 0.4, "the first word is marked first"


@pytest.mark.proves("S0-57")
def test_type_is_set_in_the_faces_of_the_brand_and_no_others(paint, brand, assets):
    def set_in(**faces):
        own = brand.model_copy(update=faces)
        painter = Painter(own, FORMATS["1:1"], assets)
        title = Text(kind="title", head="Someone is expected")
        small = Text(kind="lower third", head="Ann Hale", body="a carer in her sixth year")
        told = painter.captions(cue("You keep your phone close"), name="c", until=900)
        kept = (*painter.type(title, 0, 60, name="t"), *painter.type(small, 0, 60, name="l"), *told)
        return [o.image.sha256 for o in kept]

    usual = set_in()
    assert set_in(name="Another name") == usual
    changed = set_in(heading=brand.body, body=brand.heading)
    assert not set(changed) & set(usual), "title, lower third and captions all changed"


def test_a_cue_that_is_too_long_for_the_format_is_shown_in_parts(paint):
    line = "You keep your phone face up in every single meeting of the long working week"
    tall = paint("9:16").captions(cue(line), name="c", until=900)
    wide = paint("16:9").captions(cue(line), name="c", until=900)
    assert len({o.text for o in tall}) > len({o.text for o in wide})
    assert all(inside(o, "9:16") for o in tall)
    assert " ".join(dict.fromkeys(o.text for o in tall)) == line


def test_captions_end_with_the_film(paint):
    made = paint().captions(cue("You keep your phone close"), name="c", until=55)
    assert max(o.start + o.frames for o in made) == 55


@pytest.mark.proves("S0-03")
def test_the_logo_takes_the_version_that_can_be_seen(paint):
    painter = paint()
    dark, light = (np.full((480, 270, 3), v, np.uint8) for v in (20, 240))
    on_dark = painter.logo(0, 90, behind=[dark])
    on_light = painter.logo(0, 90, behind=[light])
    on_both = painter.logo(0, 90, behind=[dark, light])
    assert len({o.image.sha256 for o in (on_dark, on_light, on_both)}) == 3
    assert on_both.width > on_dark.width, "a paper ground where neither can be read"
    assert abs(on_both.box.x - on_dark.box.x) < 0.003, "and the logo stays where it was"
    assert inside(on_dark, "9:16")


@pytest.mark.proves("S0-57")
@pytest.mark.parametrize("frame", FORMATS)
def test_the_end_card_asks_one_thing_and_shows_where_it_leads(paint, frame):
    painter = paint(frame)
    text = Text(kind="end card", head="The same face, every visit", note="First visit free.")
    ground, *cards = painter.end_card(text, CALL, 100, 90)
    assert (ground.width, ground.height) == (painter.format.width, painter.format.height)
    assert [c.kind for c in cards] == ["logo", "end card", "end card", "end card"]
    assert cards[2].text == "Book a free visit"
    assert cards[3].text.startswith("fernhill.example/visit ")
    assert all(inside(c, frame) for c in cards)
    assert all(c.start + c.frames == 190 and c.leave == 0 for c in cards)
    assert contrast(cards[2].colour, painter.brand.palette.accent) >= NEEDED
    for one in cards:
        for other in cards:
            assert one is other or one.box.overlap(other.box) == 0


def test_an_end_card_does_not_say_the_call_twice(paint, brand):
    cards = paint().end_card(Text(kind="end card", head="Book a free visit."), CALL, 0, 90)
    assert cards[2].text == brand.tagline


def test_the_disclosure_stands_clear_of_the_logo(paint):
    painter = paint()
    label, logo = painter.disclosure("Computer voice", 6, 90), painter.logo(0, 90)
    assert inside(label, "9:16")
    assert label.box.overlap(logo.box) == 0
    assert label.size >= 0.015


def test_the_same_words_are_set_once_and_alike(paint, brand, assets):
    first, second = paint(), paint()
    text = Text(kind="title", head="Someone is expected")
    a, b = (p.type(text, 0, 60, name="t")[0] for p in (first, second))
    assert a.image.sha256 == b.image.sha256
    before = len(first.setter._made)
    first.type(text, 90, 60, name="u")
    assert len(first.setter._made) == before


@pytest.mark.parametrize("mood", ["warm", "bright", "tender"])
@pytest.mark.parametrize("frame", ["9:16", "16:9"])
def test_a_source_stands_alone_where_the_caption_says_the_claim(paint, mood, frame):
    painter = paint(frame, mood=mood)
    source = "Visit records, January to June 2026"
    (*_, made) = painter.type(Text(kind="lower third", note=source), 0, 60, name="t")
    assert made.text == source
    assert made.size * painter.format.height == pytest.approx(painter.note)
    assert painter.places(Text(kind="lower third", note=source)).settings[0].arrangements[0].type
