from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.graphics import parts
from reelwright.graphics.breaking import finer, pieces


def test_words_keep_the_space_that_follows_them():
    assert pieces("  Home   care\nat home ") == ["Home ", "care ", "at ", "home"]


def test_japanese_breaks_between_phrases_and_never_before_a_full_stop():
    cut = pieces("住み慣れた家で、いつもの顔と。")
    assert "".join(cut) == "住み慣れた家で、いつもの顔と。"
    assert len(cut) >= 3
    assert not any(p[0] in "、。っー" for p in cut)


def test_too_wide_phrases_can_be_cut_finer_with_marks_kept():
    cut = finer(["無料訪問を", "予約する。」"])
    assert cut[-1].endswith("。」")
    assert len(cut) > 6


@given(st.text(max_size=60))
@settings(deadline=None)  # the first word of a language reads its dictionary
def test_nothing_is_lost_but_spaces(text):
    for cut in (pieces(text), finer(pieces(text))):
        said = "".join("".join(cut).split())
        marks = str.maketrans("", "", "\u00ad\u200b")
        assert said.translate(marks) == "".join(text.split()).translate(marks)


def test_marks_that_stand_alone_are_kept_whole():
    for text in ("\u00ad", "\u00ad 20th", "-", "a\u00ad", "/", "@"):
        assert len(finer(pieces(text), "de")) == len(pieces(text))


def test_a_line_of_type_does_not_end_behind_a_short_form(paint):
    easel = paint(language="en")
    words = "Supplier's invoice No. 7714, St. Crispin Ltd. and Dr. med. Anna Lee"
    part = parts.text(words, parts.Voice("body", 400, "ink"), [(easel.note, 3)], 500, name="note")
    short = [p.strip() for p, held in zip(part["pieces"], part["held"], strict=True) if held]
    assert short == ["No.", "St.", "Dr.", "med."]
    assert not any(c and h for c, h in zip(part["closing"], part["held"], strict=True))
