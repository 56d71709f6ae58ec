"""`reelwright doctor` names every prerequisite and how to get what is missing."""

from importlib.util import find_spec

import pytest

from reelwright.backends import registry


@pytest.mark.proves("S1-14")
def test_doctor_names_libraries_and_voices_and_how_to_get_them(desk):
    said = desk.run("doctor")
    for what in ("Python", "PyAV", "OpenCV", "Typst", "DBOS", "StepMix", "C2PA", "pydantic-ai"):
        assert what in said
    voices = registry.available("speech")
    assert voices
    for voice in voices:
        line = next(row for row in said.splitlines() if f"voice: {voice.name.split('/')[1]}" in row)
        assert line.startswith("ok") or line.startswith("-") or line.startswith("missing")
        if not voice.present:
            assert voice.get.split()[0] in line
    for what in ("H.264", "picture search", "disk", "memory", "text model", "HEIC"):
        assert what in said
    assert "everything needed is here" in said


@pytest.mark.proves("S1-14")
def test_doctor_says_how_to_get_a_model_that_is_missing_and_fails(desk, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_MODEL", "no-such-provider:m")
    said = desk.run("doctor", code=1)
    line = next(row for row in said.splitlines() if "text model" in row)
    assert line.startswith("missing")
    assert "--model offline" in line
    assert "1 needed thing(s) missing" in said


@pytest.mark.skipif(find_spec("pillow_heif") is not None, reason="nothing to get: HEIC is here")
def test_doctor_names_an_extra_whole(desk):
    assert "pip install 'reelwright[heic]'" in desk.run("doctor")
