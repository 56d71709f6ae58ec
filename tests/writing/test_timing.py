from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.domain.errors import DoesNotFit
from reelwright.writing.timing import GRID, share_out


@pytest.mark.proves("S0-36")
@settings(max_examples=80, deadline=None)
@given(
    needs=st.lists(st.floats(0.4, 6), min_size=1, max_size=12),
    slack=st.fractions(0, 20, max_denominator=30),
)
def test_lengths_add_up_exactly_and_fit(needs, slack):
    seconds = Fraction(sum(Fraction(n).limit_denominator(1000) for n in needs)) + 1 + slack
    lengths = share_out(needs, seconds)
    assert sum(lengths) == seconds
    assert all(length >= need - 1e-6 for length, need in zip(lengths, needs, strict=True))
    assert all((length * GRID).denominator == 1 for length in lengths[:-1])


def test_what_is_left_goes_where_it_is_wished():
    assert share_out([2, 2, 2], Fraction(9), wishes=[2, 5, 2]) == (2, 5, 2)


def test_words_that_do_not_fit_are_refused():
    with pytest.raises(DoesNotFit, match="shorten"):
        share_out([4, 4], Fraction(6))
