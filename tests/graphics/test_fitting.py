"""Type always fits: long words are divided, and nothing that was asked for is cut off."""

from fractions import Fraction

import numpy as np
import pytest

from reelwright.domain.campaign import CallToAction
from reelwright.domain.sound import CaptionCue, Word
from reelwright.domain.storyboard import Text
from reelwright.graphics.breaking import NONE, SOFT, finer, pieces
from reelwright.graphics.room import without_room
from reelwright.graphics.zones import zones
from reelwright.media.compositor.overlays import read_rgba
from reelwright.media.pictures.letters import words_in

LONG = [
    ("de", "Haftpflichtversicherung"),
    ("de", "Waschmaschinenreparatur"),
    ("de", "Donaudampfschifffahrtsgesellschaftskapitänskajüte"),
    ("de", "Wohn\u00adgebäude\u00adversicherung"),
    ("de", "MÜLLER-LÜDENSCHEIDT"),
    ("en", "internationalisation"),
    ("en", "fernhill.example/first-visit"),
    ("en", "https://www.corner-shop-and-bakery.example/spring-offer-2026"),
    ("en", "hello@corner-shop.example"),
    ("cy", "Llanfairpwllgwyngyllgogerychwyrndrobwll"),
    ("fr", "anticonstitutionnellement"),
    ("es", "electroencefalografista"),
    ("it", "precipitevolissimevolmente"),
    ("pt", "inconstitucionalissimamente"),
    ("nl", "arbeidsongeschiktheidsverzekering"),
    ("sv", "realisationsvinstbeskattning"),
    ("pl", "konstantynopolitańczykowianeczka"),
]


def cue(*texts: str) -> CaptionCue:
    words = tuple(
        Word(text=t, start=Fraction(n, 2), end=Fraction(n + 1, 2)) for n, t in enumerate(texts)
    )
    return CaptionCue(
        start=Fraction(0), end=Fraction(len(texts), 2), lines=(" ".join(texts),), words=words
    )


@pytest.mark.longer
@pytest.mark.parametrize("frame", ["9:16", "1:1"])
@pytest.mark.parametrize(("language", "word"), LONG)
def test_a_word_wider_than_a_caption_is_divided(paint, assets, language, word, frame):
    painter = paint(frame, language=language)
    made = painter.captions(cue("Die", word, "ist", "da."), name="c", until=200)
    assert " ".join(dict.fromkeys(o.text for o in made)).split() == ["Die", *word.split(), "ist",
                                                                     "da."]  # fmt: skip
    for overlay in made:
        assert overlay.x >= zones(painter.format).left - 40
        assert overlay.x + overlay.width <= zones(painter.format).right + 40
        shown = words_in(read_rgba(assets.path(overlay.image)), painter.caption)
        assert shown >= len(overlay.text.split())


def test_thai_is_cut_between_its_syllables_and_never_before_a_vowel():
    cut = finer(["รับขนมปังสดทุกเช้าแล้วกลับบ้าน"], "th")
    assert len(cut) > 10
    assert not any(piece[0] in "\u0e30\u0e31\u0e32\u0e33\u0e34" for piece in cut)


@pytest.mark.parametrize(("language", "word"), LONG)
def test_so_is_a_word_wider_than_a_headline_a_label_or_the_end_card(paint, language, word):
    painter = paint("9:16", language=language)
    for kind in ("title", "quote", "price", "lower third"):
        assert painter.type(Text(kind=kind, head=word), 0, 60, name="t")
        assert painter.type(Text(kind=kind, head="Neu", body=word), 0, 60, name="t")
    call = CallToAction(text=word[:34], link="https://fernhill.example/" + "first-visit-" * 5)
    assert painter.end_card(Text(kind="end card", head=word, note=word), call, 0, 90)
    label = painter.disclosure(f"KI: {word}", 0, 60)
    assert label.width <= zones(painter.format).width * 0.6


def test_words_are_divided_where_their_language_divides_them():
    assert finer(["Waschmaschinenreparatur "], "de")[0].startswith("Wasch")
    parts = [p.rstrip(SOFT + NONE + " ") for p in finer(["Haftpflichtversicherung "], "de")]
    assert parts[:2] == ["Haft", "pflicht"]
    address = finer(["fernhill.example/first-visit"])
    assert "".join(address).replace(SOFT, "").replace(NONE, "") == "fernhill.example/first-visit"
    assert address[-2:] == ["first-" + NONE, "visit"]
    typed = finer(["eckladen-nahversorgungsgenossenschaft.example/brot"], "de")
    assert not any(SOFT in part for part in typed), "a hyphen would be typed"
    assert finer(["Wohn\u00adhaus"], "de") == [f"Wohn{SOFT}", "haus"]
    assert finer(pieces("home care"), "en") == ["home ", "care"]


def test_no_caption_loses_its_last_word_to_a_page_that_is_a_hair_too_narrow(paint, assets):
    """About one line in 200 did: its width lay less than .01 over an even number."""
    painter = paint("9:16")
    rng = np.random.default_rng(5)
    names = "bread queue morning you can take home with us and the warm oven door".split()
    lines = {" ".join(rng.choice(names, 3)) for _ in range(40)}
    # The tail of a "j" reaches under the word before it, and what bends over it comes near.
    lines |= {"bread the oven", "Auf jede Naht", "Half jobs only"}
    for line in sorted(lines):
        (first, *_) = painter.captions(cue(*line.split()), name="c", until=200)
        assert words_in(read_rgba(assets.path(first.image)), painter.caption) == 3, line


@pytest.mark.parametrize("text", [{"note": "Ledger 2025"}, {"body": "Ours", "note": "Ledger"}])
def test_type_is_painted_in_the_colour_that_the_film_is_checked_for(paint, assets, text):
    """A source alone, where the voice says the rest, is as plain to see as any line."""
    painter = paint("9:16")
    made = painter.type(Text(kind="lower third", **text), 0, 60, name="t")
    (overlay,) = [o for o in made if o.text]
    picture = read_rgba(assets.path(overlay.image)).astype(int)
    solid = picture[picture[..., 3] > 200][:, 2::-1]
    wanted = [int(overlay.colour[n : n + 2], 16) for n in (1, 3, 5)]
    assert (np.abs(solid - wanted).max(axis=1) < 12).sum() > 200


UNCUT = {
    "letters": "W" * 40,
    "figures": "1234567890" * 4,
    "both": "x9Q7" * 10,
    "greek": "λοπαδοτεμαχοσελαχογαλεοκρανιολειψανο",
    "account": "DE89370400440532013000",
    "mark": "#" + "Rqxw" * 10,
    "japanese": "電子計算機" * 8,
    "german": "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung",
    "sum": "€1.234.567.890.123,00",
}
"""Words that no language divides, or that are too long even when divided."""


@pytest.mark.longer
@pytest.mark.parametrize("frame", ["9:16", "1:1", "4:5", "16:9"])
@pytest.mark.parametrize("word", UNCUT.values(), ids=UNCUT)
def test_a_word_that_no_language_divides_is_set_all_the_same(paint, assets, word, frame):
    painter = paint(frame, language="xx")
    for kind in ("title", "price", "quote"):
        for text in (
            Text(kind=kind, head=word, body="Fernhill, home care", note="Source: our records"),
            Text(kind=kind, head="Neu", body=word),
        ):
            (*_, made) = painter.type(text, 0, 60, name="t")
            assert made.x >= 0
            assert made.x + made.width <= painter.format.width
            assert made.size * painter.format.height >= painter.note - 0.1
    call = CallToAction(text=word, link=f"https://fernhill.example/{word}")
    for text in (Text(kind="end card", head=word), Text(kind="end card", head="Neu", note=word)):
        assert painter.end_card(text, call, 0, 90)
    made = painter.captions(cue("Die", word, "ist"), name="c", until=200)
    parts = {o.id.rpartition("-")[0]: o.text for o in made}
    shown = "".join(parts.values()).replace("-", "").replace(" ", "")
    assert shown == f"Die{word}ist"
    assert all(o.x + o.width <= zones(painter.format).right + 40 for o in made)


def test_what_no_format_has_room_for_is_found_without_painting_it(brand, assets):
    call = CallToAction(text="Book a visit", link="https://fernhill.example")
    asked = [
        (Text(kind="lower third", head="W" * 40), "xx", None),
        (Text(kind="lower third", head="Home care " * 70), "en", None),
        (Text(kind="end card", head="Home"), "en", call),
        (Text(kind="end card", head="Home"), "en", call.model_copy(update={"text": "Book " * 70})),
        (Text(kind="lower third", head="Care", note="As measured by us. " * 20), "en", None),
    ]
    kept = sorted(assets.root.rglob("*"))
    full = list(without_room(brand, assets, ("16:9", "9:16"), asked))
    assert [bool(f) for f in full] == [False, True, False, True, True]
    assert sorted(assets.root.rglob("*")) == kept
