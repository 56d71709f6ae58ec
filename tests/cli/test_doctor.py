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
    assert "1 needed thing is missing" in said


@pytest.mark.skipif(find_spec("pillow_heif") is not None, reason="nothing to get: HEIC is here")
def test_doctor_names_an_extra_whole(desk):
    assert "pip install 'reelwright[heic]'" in desk.run("doctor")


def row_of(said, what):
    return next(row for row in said.splitlines() if what in row)


@pytest.mark.proves("S1-14")
def test_doctor_looks_at_every_back_end_of_every_kind_and_says_how_to_get_it(desk, monkeypatch):
    absent = registry.Entry("no_such_package.there:It", licence="none", get="pip install it-all")
    monkeypatch.setitem(registry.ENTRIES, "inpaint/absent", absent)
    monkeypatch.setitem(registry.ENTRIES, "hologram/absent", absent)
    said = desk.run("doctor")
    for kind in registry.kinds():
        for name in registry.every(kind):
            if name != "embed/minilm":
                assert row_of(said, f": {name.partition('/')[2]} ")
    for what in ("in-painting: absent", "hologram: absent"):
        assert row_of(said, what).startswith("-")
        assert "pip install it-all" in row_of(said, what)


@pytest.mark.proves("S1-14")
def test_doctor_fails_when_what_every_film_needs_is_missing(desk, monkeypatch):
    get = "pip install espeakng-loader"
    lost = registry.Entry("no_such_package:Espeak", licence="none", get=get)
    monkeypatch.setitem(registry.ENTRIES, "speech/espeak", lost)
    said = desk.run("doctor", code=1)
    assert row_of(said, "voice: espeak").startswith("missing")
    assert get in row_of(said, "voice: espeak")


@pytest.mark.proves("S1-14")
def test_doctor_looks_at_the_database_and_the_certificate_that_are_set(desk, monkeypatch, tmp_path):
    assert "workflow database" not in desk.run("doctor")
    monkeypatch.setenv("REELWRIGHT_DATABASE_URL", "postgresql://ann:hidden@127.0.0.1:1/films")
    monkeypatch.setenv("REELWRIGHT_CREDENTIALS", str(tmp_path))
    said = desk.run("doctor", code=1)
    assert row_of(said, "workflow database").startswith("missing")
    assert "unset REELWRIGHT_DATABASE_URL" in row_of(said, "workflow database")
    assert "hidden" not in said
    assert "chain.pem and key.pem not in" in row_of(said, "signing certificate")
    assert "2 needed things are missing" in said


def test_doctor_names_what_an_extra_still_lacks(desk, monkeypatch):
    from importlib import metadata

    there = metadata.version

    def without(package):
        if package in ("piper-tts", "openai"):
            raise metadata.PackageNotFoundError(package)
        return there(package)

    monkeypatch.setattr(metadata, "version", without)
    said = desk.run("doctor")
    assert "piper-tts not installed" in row_of(said, "extra: piper")
    assert "pip install 'reelwright[piper]'" in row_of(said, "extra: piper")
    assert "openai not installed" in row_of(said, "extra: openai"), "what an extra's extra brings"
