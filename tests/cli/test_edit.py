"""What a person gives to `edit`, and the editor that opens it: messages, never a traceback."""

import json

import pytest

CODEBOOK = "codebook"


@pytest.mark.parametrize(
    ("program", "named"),
    [
        ("no-such-editor", "cannot be started"),
        ("/etc/passwd --wait", "cannot be started"),
        ("false", "ended with an error (1)"),
        ("vi 'unended", "is no command"),
        ("   ", "no editor is set"),
        ("rm", "cannot be read"),
        ("sh -c 'printf \"\\377\" > $0'", "is not UTF-8 text"),
    ],
)
def test_an_editor_that_does_not_do_its_work_is_named(desk, monkeypatch, program, named):
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REELWRIGHT_EDITOR", program)
    before = (desk.folder / "codebook.toml").read_bytes()
    said = " ".join(desk.run("edit", str(desk.folder), CODEBOOK, code=1).split())
    assert named in said
    assert (desk.folder / "codebook.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (None, "cannot be read (No such file or directory)"),
        (..., "cannot be read (Is a directory)"),
        (b"caf\xe9", "is not UTF-8 text (byte 3)"),
        ("[columns".encode("utf-16"), "is not UTF-8 text"),
        (b"[columns", "codebook.toml"),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_and_changes_nothing(desk, tmp_path, content, named):
    file = tmp_path / "given.toml"
    if content is ...:
        file.mkdir()
    elif content is not None:
        file.write_bytes(content)
    before = (desk.folder / "codebook.toml").read_bytes()
    said = desk.run("edit", str(desk.folder), CODEBOOK, "--from", str(file), code=1)
    assert named in " ".join(said.split())
    assert (desk.folder / "codebook.toml").read_bytes() == before


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_codebook_is_taken_from_a_file(desk, tmp_path, mark):
    text = (desk.folder / "codebook.toml").read_text("utf-8")
    file = tmp_path / "mine.toml"
    file.write_bytes(mark + f"# read by ann\n{text}".encode())
    said = desk.run("edit", str(desk.folder), CODEBOOK, "--from", str(file))
    assert f"reelwright approve {desk.folder} codebook" in " ".join(said.split())
    assert (desk.folder / "codebook.toml").read_text("utf-8").startswith("# read by ann")
    (line,) = [
        e for e in json.loads(desk.run("audit", str(desk.folder), "--json")) if e["what"] == "edit"
    ]
    assert line["thing"] == "codebook"


@pytest.mark.parametrize(
    "words",
    [("make it short",), ("--undo",), ("make it short", "--from", "x"), ("--undo", "--from", "x")],
)
def test_what_a_codebook_cannot_be_edited_by_is_refused(desk, words):
    desk.run("edit", str(desk.folder), CODEBOOK, *words, code=2)


@pytest.mark.parametrize("command", ["status", "audit", "sweep", "seal", "shot", "stop", "approve"])
def test_a_folder_that_is_not_there_is_said_to_be_missing(desk, tmp_path, command):
    words = {"shot": ["film"], "sweep": ["--rule", "takes=9"], "approve": ["--all"]}
    gone = str(tmp_path / "fernhil")
    said = desk.run(command, gone, *words.get(command, []), code=1)
    assert f"there is no folder {gone}" in " ".join(said.split())
    assert not (tmp_path / "fernhil").exists()


@pytest.mark.parametrize("gate", ["segments", "final"])
def test_a_gate_is_not_rejected_as_a_whole(desk, gate):
    said = desk.run("reject", str(desk.folder), gate, code=1)
    assert f"{gate} is a gate; name what you mean at it" in " ".join(said.split())


@pytest.mark.parametrize("name", ["ENCRYPTION_KEY_FILE", "WORKSPACE", "SCRATCH", "CREDENTIALS"])
def test_a_setting_that_is_set_to_nothing_is_not_set(monkeypatch, name):
    from reelwright.settings import Settings

    for empty in ("", "  "):
        monkeypatch.setenv(f"REELWRIGHT_{name}", empty)
        assert getattr(Settings(), name.lower()) is None
