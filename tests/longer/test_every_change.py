"""Every change of an input, taken through a whole `make`: what is made anew is what has to be.

    python -m pytest tests/longer/test_every_change.py

About ten minutes on two cores.
"""

import pytest

from workflow.changes import CHANGES, EDITS
from workflow.test_stages import compare, house, outcome

__all__ = ["house", "outcome"]

UNMADE = {
    "language": "no voice here speaks en-GB in a film that was asked for in en",
    "another model that films": "the engine behind the address knows no such option",
    "voices that are gone": "nothing speaks without a voice",
    "a certificate": "this one is no certificate",
}
"""Changes after which nothing can be made here, and why."""

WHOLE = [n for n in (*CHANGES, *EDITS) if n not in UNMADE]


@pytest.mark.parametrize("name", WHOLE)
def test_make_makes_anew_what_has_to_be_and_nothing_else(outcome, house, name):
    found = outcome(name)
    compare(found, house, "release" if found.change.base == "camera" else "shoot")
