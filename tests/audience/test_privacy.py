"""Names that people write in their answers are taken out; words that look like names stay."""

import pytest

from reelwright.domain.privacy import redact


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Maria came on Monday and Priya on Tuesday.", ["Maria", "Priya"]),
        ("You have to ask for Dave at the desk.", ["Dave"]),
        ("My mum Margaret is 84.", ["Margaret"]),
        ("my lovely old neighbour Tunde Bakare brings soup", ["Tunde", "Bakare"]),
        ("His mother-in-law Pat Jones said no.", ["Pat", "Jones"]),
        ("I spoke to Olumide twice.", ["Olumide"]),
        ("Auntie Xanthe drives me.", ["Xanthe"]),
        ("Zoë Whitlock's mother and Małgorzata.", ["Zoë", "Whitlock", "Małgorzata"]),
        ("Jean-Paul and Anna-Maria take turns.", ["Jean", "Paul", "Anna", "Maria"]),
        ("MARGARET NEVER SLEEPS.", ["MARGARET"]),
        ("Then Will came, and Grace did the bath.", ["Will", "Grace"]),
        ("Rose and I go on Sundays. Bill said he would ring.", ["Rose", "Bill"]),
        ("It is always Mark who forgets.", ["Mark"]),
    ],
)
def test_a_bare_given_name_is_found(text, names):
    out = redact(text)
    assert [n for n in names if n in out] == []
    assert "[name]" in out
    assert redact(out) == out


@pytest.mark.parametrize(
    "text",
    [
        "Grace under pressure is what we need.",
        "May I ask something? In May we went away, and every May she falls.",
        "Will you come? I will. Where there is a will, there is a way.",
        "Mark my words, it will get worse. Marks out of ten: nine.",
        "Joy is a cup of tea. Hope is all I have. Dawn breaks early.",
        "Bill after bill. Rose early, tired by noon. Frank advice would help.",
        "We want June and July off. The surgery was in April, then again late August.",
        "We flew to Florence from Charlotte via Paris, and Victoria station is far.",
        "She goes to St Mary's, and we bought it at John Lewis.",
        "The Marie Curie nurses were good. Mum and Dad agreed; Nan did not.",
        "I Will Not Go To May Day Events",
        "I WILL NEVER MARK THE BILL",
        "Somebody kind who lets her do her own buttons, on Tuesdays, at Christmas.",
    ],
)
def test_words_that_look_like_names_stay(text):
    assert redact(text) == text


def test_a_surname_goes_with_its_given_name_and_nothing_else_does():
    assert redact("Ask Susan Whitlock on Friday.") == "Ask [name] on Friday."
    assert redact("Susan Monday, Mark Tuesday.").startswith("[name] Monday")
    assert redact("Susan Mum likes best.") == "[name] Mum likes best."
