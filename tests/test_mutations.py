"""Every proven row has its mutation, which can still be made; what came of them is told rightly."""

from dataclasses import replace

import pytest

from longer.mutants import judged, misfits
from longer.mutations import ROOT, Misfit, Mutation, Verdict, mutations, shortfalls


def test_every_proven_row_has_a_mutation_that_can_be_made():
    assert misfits(mutations()) == []


@pytest.mark.parametrize("take", ["no such words stand here", "import"])
def test_a_mutation_that_does_not_apply_is_named_by_its_row(take):
    lost = Mutation("S0-99", "nothing", "settings.py", take)
    with pytest.raises(Misfit, match=r"S0-99.*settings\.py"):
        lost.made_in(ROOT)


def test_only_a_test_that_fails_for_want_of_the_feature_counts():
    passed = {"outcome": "passed", "seconds": 1.0}
    red = passed | {"outcome": "failed", "why": "AssertionError: assert 1 == 2"}
    crash = red | {"why": "NameError: name 'x' is not defined"}
    skipped = passed | {"outcome": "skipped", "why": "no server here"}
    assert judged({"a": passed, "b": red}, 9)[:2] == ("caught", "b")
    assert judged({"a": passed}, 9)[0] == "lives"
    assert judged({"a": crash}, 9)[0] == "broken"
    assert judged({"a": skipped}, 9)[0] == "broken"
    assert judged(None, 9)[0] == "caught"


def test_rows_are_named_whose_mutation_lives_lacks_or_is_newer_than_its_result(monkeypatch):
    one, two, three = (Mutation(f"S0-0{n}", "it", "a.py", "x") for n in (1, 2, 3))
    known = [
        Verdict("S0-01", one.digest, "caught"),
        Verdict("S0-02", two.digest, "lives"),
        Verdict("S0-03", replace(three, put="y").digest, "caught"),
    ]
    monkeypatch.setattr("longer.mutations.mutations", lambda: [one, two, three])
    monkeypatch.setattr("longer.mutations.verdicts", lambda: {v.mutation: v for v in known})
    assert shortfalls(["S0-01", "S0-02", "S0-03", "S0-04"]) == [
        "1 of 4 proven rows have tests that fail without their feature",
        "  rows whose mutation lives: S0-02",
        "  rows whose result is older than their mutation: S0-03",
        "  rows without a mutation: S0-04",
    ]
