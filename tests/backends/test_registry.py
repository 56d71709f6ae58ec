"""The table of back ends."""

import subprocess
import sys

import pytest

from reelwright.backends import registry
from reelwright.domain.errors import Missing, NotFound


def test_every_row_leads_to_something_or_says_what_is_missing():
    failures = {}
    for name in registry.ENTRIES:
        try:
            registry.target(name)
        except Missing as error:
            failures[name] = str(error)
    assert all(registry.entry(name).get in words for name, words in failures.items())


def test_an_unknown_name_lists_those_there_are():
    with pytest.raises(NotFound, match=r"speech/espeak.*"):
        registry.load("speech/nobody")
    with pytest.raises(NotFound, match="speech/recordings"):
        registry.entry("nothing/at-all")


def test_every_kind_lists_its_own_rows():
    for kind in registry.kinds():
        assert registry.every(kind)
        assert all(name.startswith(f"{kind}/") for name in registry.every(kind))


def test_reading_the_table_imports_no_back_end():
    code = (
        "import sys, reelwright.backends.registry as r; r.profile('speech/espeak');"
        "print([m for m in sys.modules if m.startswith('reelwright.backends') "
        "and m.endswith(('espeak', 'piper', 'motion', 'minilm', 'lance'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_missing_package_says_how_to_get_it(monkeypatch):
    row = registry.Entry("package_nobody_has.inner:Thing", licence="none", get="pip install it")
    monkeypatch.setitem(registry.ENTRIES, "speech/absent", row)
    with pytest.raises(Missing, match="pip install it"):
        registry.load("speech/absent")
    (facts,) = [a for a in registry.available("speech") if a.name == "speech/absent"]
    assert not facts.present
    assert facts.get == "pip install it"
