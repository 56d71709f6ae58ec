"""Captions that a reader can follow."""

import itertools
import re
from fractions import Fraction

import pytest

from reelwright.domain.asset import Asset
from reelwright.domain.sound import CaptionCue, Recording, Word
from reelwright.sound import caption_cues, to_srt, to_vtt
from reelwright.sound.captions import width
from reelwright.sound.script import write_script

ASSET = Asset(sha256="0" * 64, media_type="audio/wav", bytes=1, name="x.wav")


def spoken(text, *, language="en", seconds=None):
    """A recording whose words take time by their length."""
    words = write_script(text, language).words
    total = sum(len(w.written) + 1 for w in words)
    seconds = Fraction(seconds or Fraction(total, 14)).limit_denominator(1000)
    at, timed = Fraction(0), []
    for word in words:
        step = seconds * (len(word.written) + 1) / total
        timed.append(Word(text=word.written, start=at, end=at + step * Fraction(9, 10)))
        at += step
    return Recording(
        scene="s1", text=text, language=language, asset=ASSET, seconds=seconds,
        words=tuple(timed), timing="syllables", engine="test", voice="test",
    )  # fmt: skip


TEXTS = {
    "en": "Some mornings start with a phone call you hoped would never come, and then the whole "
    "day is gone. With Fernhill the same carer comes every week, from £18 an hour.",
    "ar": "صباح هادئ، وقهوة أفضل. أمك تريد أن تبقى في بيتها وأنت تريد أن تنام الليلة",
    "hi": "धीमी सुबह, बेहतर कॉफ़ी. आपकी माँ घर पर रहना चाहती हैं और आप चैन से सोना चाहते हैं।",
    "ja": "朝はゆっくり、コーヒーを楽しむ時間。"
    "あなたのそばに、いつも同じ人がいます。今日から始めましょう。",
    "de": "Donaudampfschifffahrtsgesellschaftskapitäne fahren überallhin.",
}


@pytest.mark.parametrize("language", list(TEXTS))
@pytest.mark.parametrize("chars", [24, 32])
def test_cues_fit_their_lines_and_keep_every_word(language, chars):
    text = TEXTS[language]
    cues = caption_cues([(spoken(text, language=language), 1.0)], chars=chars)
    joiner = "" if language == "ja" else " "
    assert joiner.join(joiner.join(c.lines) for c in cues) == text
    assert joiner.join(w.text for c in cues for w in c.words) == text
    for cue in cues:
        assert 1 <= len(cue.lines) <= 2
        for line in cue.lines:
            assert width(line) <= chars or " " not in line.strip(), line
        assert joiner.join(cue.lines) == joiner.join(w.text for w in cue.words)


def test_cues_follow_the_film_s_clock_without_overlap(narration):
    cues = caption_cues(narration)
    assert cues[0].start == pytest.approx(0.4, abs=0.3)
    for one, other in itertools.pairwise(cues):
        assert one.end <= other.start
    for cue in cues:
        assert cue.start == cue.words[0].start
        assert cue.words[-1].end - cue.end < Fraction(1, 10)
        assert cue.start < cue.end
    spoken_words = [w.text for r, _ in narration for w in r.words]
    assert [w.text for c in cues for w in c.words] == spoken_words


def test_cues_stay_long_enough_to_be_read(narration):
    for cue in caption_cues(narration):
        length = cue.end - cue.start
        assert Fraction(5, 6) <= length <= 7
        assert sum(map(len, cue.lines)) / length <= 20


def test_a_short_word_alone_stays_for_its_least_time():
    (cue,) = caption_cues([(spoken("Now.", seconds=Fraction(3, 10)), 2)])
    assert cue.end - cue.start == Fraction(5, 6)


def test_no_line_is_a_word_alone_and_no_line_leans():
    texts = (
        "Your mother wants to stay at home, and you want to sleep at night.",
        "Every bag is stitched by hand in our own workshop in the hills.",
        "You know who is at the door, and she knows how he takes his tea.",
    )
    for text in texts:
        for cue in caption_cues([(spoken(text), 0)]):
            if len(cue.lines) == 2:
                assert all(len(line.split()) > 1 for line in cue.lines), cue.lines
            assert not re.search(r"\b(the|a|of|in|at|to|by)$", cue.lines[-1]), cue.lines


def test_sentences_start_their_own_cue():
    cues = caption_cues([(spoken("She comes at nine. He makes the tea for both of them."), 0)])
    assert [c.lines[0].split()[0] for c in cues] == ["She", "He"]


def test_two_recordings_never_overlap_even_when_tight():
    first, second = spoken("Good morning to you all.", seconds=1), spoken("Tea is ready.")
    cues = caption_cues([(second, 1.05), (first, 0.0)])
    assert [c.words[0].text for c in cues] == ["Good", "Tea"]
    assert cues[0].end <= cues[1].start


def test_a_cue_that_is_read_just_in_time_stands_until_the_next_one():
    first = spoken("You repair boots.", seconds=Fraction(85, 100))
    one, other = caption_cues([(first, 0), (spoken("Then you walk."), 0.86)])
    assert sum(map(len, one.lines)) / (one.end - one.start) <= 20
    assert one.end <= other.start


def test_nothing_said_gives_no_cues():
    assert caption_cues([]) == ()
    assert to_srt([]) == ""
    assert to_vtt([]) == "WEBVTT\n"


def _parsed(text, point):
    """Cues of an SRT or VTT text as (start, end, lines), read with our own eyes."""
    clock = rf"(\d\d):(\d\d):(\d\d){re.escape(point)}(\d\d\d)"
    found = []
    for block in text.removeprefix("WEBVTT\n\n").strip().split("\n\n"):
        number, times, *lines = block.split("\n")
        match = re.fullmatch(rf"{clock} --> {clock}", times)
        assert match, times
        assert int(number) == len(found) + 1
        h1, m1, s1, f1, h2, m2, s2, f2 = map(int, match.groups())
        found.append(
            (
                Fraction(h1 * 3_600_000 + m1 * 60_000 + s1 * 1000 + f1, 1000),
                Fraction(h2 * 3_600_000 + m2 * 60_000 + s2 * 1000 + f2, 1000),
                tuple(lines),
            )
        )
    return found


def test_files_read_back_as_they_were_written(narration):
    cues = caption_cues(narration)
    for text, point in ((to_srt(cues), ","), (to_vtt(cues), ".")):
        back = _parsed(text, point)
        assert [lines for _, _, lines in back] == [c.lines for c in cues]
        for (start, end, _), cue in zip(back, cues, strict=True):
            assert abs(start - cue.start) <= Fraction(1, 1000)
            assert abs(end - cue.end) <= Fraction(1, 1000)


def test_vtt_escapes_what_would_be_markup():
    word = Word(text="<b>R&D</b>", start=Fraction(0), end=Fraction(1))
    cue = CaptionCue(
        start=Fraction(3599, 1), end=Fraction(3600, 1) + Fraction(1, 2), lines=("<b>R&D --> x",),
        words=(word,),
    )  # fmt: skip
    assert "&lt;b&gt;R&amp;D --&gt; x" in to_vtt([cue])
    assert "00:59:59.000 --> 01:00:00.500" in to_vtt([cue])
    assert to_srt([cue]).count("-->") == 1


def test_pyav_reads_the_files(narration, tmp_path):
    import av

    cues = caption_cues(narration)
    for name, text in (("c.srt", to_srt(cues)), ("c.vtt", to_vtt(cues))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with av.open(str(tmp_path / name)) as file:
            packets = [p for p in file.demux(subtitles=0) if p.size]
        assert len(packets) == len(cues)


@pytest.mark.parametrize(
    ("text", "language", "never"),
    [
        ("We spoke to Dr. Okafor about the queue and Prof. Lee came along too.", "en",
         ("Dr.", "Prof.")),
        ("Send your form to 12 Mill Street, No. 7, by 5 May at the latest, please.", "en",
         ("No.",)),
        ("Nur drei Mio. Euro bzw. vier, d.h. ca. vierzig im Monat, z.B. für Strom.", "de",
         ("Mio.", "bzw.", "d.h.", "ca.", "z.B.")),
        ("Le matin, Mme. Leroy et M. Dupont attendent à la porte, comme le Dr. Martin.", "fr",
         ("Mme.", "M.", "Dr.")),
        ("Por la mañana la Sra. López y el Sr. Ruiz esperan a la Dña. Ana en la puerta.", "es",
         ("Sra.", "Sr.", "Dña.")),
        ("Nach § 5 zahlt die Fa. Meyer, und nach § 12 die Fa. Huber den ganzen Rest.", "de",
         ("§", "Fa.")),
        ("Lek. wet. Anna Wójcik zagląda do nas codziennie, a dr n. med. Kot co tydzień.", "pl",
         ("Lek.", "wet.", "n.", "med.")),
        ("Unser Dr. med. dent. Kern kommt am 2. Aug. und bleibt 3 Std. bei uns.", "de",
         ("Dr.", "med.", "dent.", "2.")),
        ("Parla con l'ing. Verdi o con l'avv. Rossi prima di firmare la carta.", "it",
         ("ing.", "avv.")),
    ],
)  # fmt: skip
def test_no_line_or_cue_ends_in_a_short_form(text, language, never):
    for chars in (20, 24, 32):
        for cue in caption_cues([(spoken(text, language=language), 0.0)], chars=chars):
            for line in cue.lines:
                assert not line.endswith(never), cue.lines


def test_a_sentence_in_spanish_begins_with_its_own_mark():
    cues = caption_cues([(spoken("¿Quieres pan? ¡Ven antes de las 10!", language="es"), 0.0)])
    assert [c.lines for c in cues] == [("¿Quieres pan?",), ("¡Ven antes de las 10!",)]


def test_thai_is_never_broken_before_a_vowel_sign():
    text = "รับขนมปังสดทุกเช้าที่ร้านหัวมุมก่อนสิบโมงเช้าแล้วกลับบ้านอย่างมีความสุข"
    for chars in range(4, 40):
        cues = caption_cues([(spoken(text, language="th"), 0.0)], chars=chars)
        assert "".join("".join(c.lines) for c in cues) == text
        for line in (line for c in cues for line in c.lines):
            assert line[0] not in "ะัาำิีึืฺุูๅ็่้๊๋"
            assert line[-1] not in "\u0e40\u0e41\u0e42\u0e43\u0e44"


def test_a_name_in_latin_letters_keeps_its_space_in_japanese():
    text = "Dr. Leeが来ます。明日も会いましょう。"
    cues = caption_cues([(spoken(text, language="ja"), 0.0)])
    assert "".join("".join(c.lines) for c in cues) == text
