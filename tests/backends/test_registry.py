"""The table of back ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reelwright.backends import registry
from reelwright.backends.speech import presence
from reelwright.backends.strangers import GROUP
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


def distribution(site, name, points, module):
    """An installed package: a module, and metadata with entry points."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    lines = "".join(f"{point} = {value}\n" for point, value in points.items())
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}")
    (site / f"{name.replace('-', '_')}.py").write_text(module)


def seen(site, code):
    """What a program of its own finds with these packages installed."""
    source = str(Path(registry.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", "import json\nfrom reelwright.backends import registry\n" + code],
        capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([source, str(site)])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


GOOD = """
from reelwright.backends.registry import Entry
from reelwright.backends.speech.interface import SpeechProfile
from reelwright.backends.video.interface import AtOnce, VideoProfile

ROW = Entry("acme_films:backend", licence="MIT", profile=VideoProfile(
    name="acme", takes=frozenset({"camera"}), generates=False, at_once=True, paid=False))

def voices():
    profile = SpeechProfile(languages=("nl",), word_timings=False, rank=9)
    return {f"speech/acme-{n}": Entry("acme_films:backend", licence="MIT", profile=profile)
            for n in ("one", "two")}

class Still:
    def film(self, request, assets):
        from reelwright.domain.take import Move, Window
        return Move(picture=request.picture, name="still", start=Window(), end=Window())

def backend():
    return AtOnce(Still())
"""


def test_a_package_of_a_stranger_adds_back_ends(tmp_path):
    points = {"video/acme": "acme_films:ROW", "voices": "acme_films:voices"}
    distribution(tmp_path, "acme-films", points, GOOD)
    code = (
        "made = registry.load('video/acme')\n"
        "print(json.dumps([registry.every('video'), registry.every('speech')[-2:],"
        " registry.profile('video/acme').name, type(made.camera).__name__,"
        " [a.present for a in registry.available('video') if a.name == 'video/acme']]))"
    )
    films, voices, profile, camera, present = seen(tmp_path, code)
    assert films == [*registry.every("video"), "video/acme"]
    assert voices == ["speech/acme-one", "speech/acme-two"]
    assert (profile, camera, present) == ("acme", "Still", [True])


def test_a_broken_plug_in_is_named_and_breaks_nothing_else(tmp_path):
    distribution(tmp_path, "acme-films", {"video/acme": "acme_films:ROW"}, GOOD)
    distribution(tmp_path, "bad-import", {"video/bad": "bad_import:ROW"}, "raise OSError('oh')")
    distribution(tmp_path, "bad-value", {"video/odd": "bad_value:ROW"}, "ROW = 7")
    distribution(tmp_path, "bad-name", {"film": "acme_films:ROW"}, "")
    late = GOOD.replace("acme_films:backend", "bad_late_inner:Thing")
    distribution(tmp_path, "bad-late", {"video/late": "bad_late:ROW"}, late)
    (tmp_path / "bad_late_inner.py").write_text("raise RuntimeError('half installed')")
    thief = GOOD.replace("acme_films", "thief")
    distribution(tmp_path, "thief", {"video/motion": "thief:ROW"}, thief)
    code = (
        "print(json.dumps([registry.every('video'), {a.name: [a.present, a.detail, a.get]"
        " for a in registry.available('video')}, [b.detail for b in registry.broken()],"
        " registry.entry('video/motion').target]))"
    )
    films, there, broken, motion = seen(tmp_path, code)
    assert films == [*registry.every("video"), "video/acme", "video/late"]
    assert there["video/acme"][0]
    assert there["video/bad"][1] == "broken plug-in of bad-import: OSError: oh"
    assert "no Entry" in there["video/odd"][1]
    assert not there["video/late"][0]
    said = " ".join(broken)
    assert "thief: ValueError: the name video/motion is taken" in said
    assert "'film' is no name" in said
    assert motion.startswith("reelwright.")


def test_doctor_names_a_broken_plug_in(tmp_path):
    distribution(tmp_path, "bad-import", {"video/bad": "bad_import:ROW"}, "raise OSError('oh')")
    distribution(tmp_path, "bad-name", {"film": "bad_name:ROW"}, "raise OSError('ah')")
    source = str(Path(registry.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "reelwright", "doctor"], capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([source, str(tmp_path)]), "COLUMNS": "200"},
    )  # fmt: skip
    assert "broken plug-in of bad-import" in done.stdout
    assert "broken plug-in of bad-name" in done.stdout


def test_voices_are_found_without_importing_any():
    code = (
        "import json, sys, reelwright.backends.registry as r; there = r.available('speech');"
        "print(json.dumps([[a.detail for a in there], sorted({m.partition('.')[0] for m in"
        " sys.modules}), [m for m in sys.modules if m.startswith('reelwright.media')]]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    details, modules, media = json.loads(done.stdout)
    assert not {"av", "numpy", "soundfile", "piper"} & set(modules)
    assert not media
    asked = [registry.target(name).presence() for name in registry.every("speech")]
    assert details == [said or "not on this machine" for said in asked]


def test_what_looks_for_voices_is_what_each_engine_says_of_itself():
    own = [name for name in registry.ENTRIES if name.startswith("speech/")]
    assert [registry.entry(name).presence for name in own] == list(presence.EVERY)
    assert [registry.target(name).presence for name in own] == list(presence.EVERY)
