"""`reelwright library start`: one command to a library that answers and tutorials to open."""

import importlib.util
import json
import os
import shutil
import sys

import pytest

from reelwright.library.ingest.run import ingest
from reelwright.settings import Settings
from reelwright.wiring import open_library

from servers import warm

FOLDER = "reelwright-tutorials"


class Program:
    """The program in processes of its own, in a folder where a person works."""

    def __init__(self, place):
        self.place, self.desk = place, place / "desk"

    def __call__(self, *words, code=0):
        own = {"REELWRIGHT_LIBRARY": str(self.place / "bases"), "REELWRIGHT_WHO": "ann"}
        outside = {k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")}
        done = warm.run(
            [sys.executable, "-m", "reelwright", "library", *words],
            cwd=self.desk,
            env=outside | own,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """What the one command said, and where it was run."""
    place = tmp_path_factory.mktemp("first")
    (place / "desk").mkdir()
    return Program(place)("start"), place


@pytest.fixture
def program(tmp_path):
    """The program where nothing was done yet."""
    (tmp_path / "desk").mkdir()
    return Program(tmp_path)


@pytest.fixture
def started(first, program, tmp_path):
    """The program where the one command was run."""
    for name in ("desk", "bases"):
        shutil.copytree(first[1] / name, tmp_path / name, dirs_exist_ok=True)
    return program


@pytest.fixture
def library(tmp_path):
    found = open_library(Settings(library=tmp_path / "bases", who="ann"))
    yield found
    found.close()


def run_first(folder, scratch):
    """What the last cell of the first tutorial prints, run where it lies."""
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    notebook = nbformat.read(folder / "_00_prepare.ipynb", as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3")
    outside = {k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")}
    own = {"IPYTHONDIR": str(scratch), "JUPYTER_DATA_DIR": str(scratch)}
    with client.setup_kernel(cwd=str(folder), env=outside | own):
        for n, cell in enumerate(notebook.cells):
            client.execute_cell(cell, n)
    return notebook.cells[-1].outputs[0]["text"].strip()


@pytest.mark.longer
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.proves("S2-12")
def test_one_command_sets_up_a_library_that_answers_and_tutorials_that_run(
    first, started, tmp_path
):
    said, place = first
    assert "ready: 42 of 42 found by their captions" in said
    folder = place / "desk" / FOLDER
    assert f"7 notebooks in {folder}" in said
    assert str(folder / "_00_prepare.ipynb") in said
    assert len(list(folder.glob("_0*.ipynb"))) == 7
    found = json.loads(started("search", "a bird on the feeder", "--base", "sample", "--json"))
    assert found["found"][0]["file"] == "bird-feeder.svg"
    assert found["found"][0]["grounded"]
    # The folder stands by itself: nothing of a checkout is beside it.
    assert run_first(started.desk / FOLDER, tmp_path / "jupyter") == "all of it worked"


@pytest.mark.longer
@pytest.mark.proves("S2-12")
def test_a_second_run_repairs_what_is_missing_and_leaves_work_alone(started, library):
    folder = started.desk / FOLDER
    base = library.open("sample")
    feeder, teapot = base.item("bird-feeder.svg"), base.item("teapot-tray.svg")
    base.revoke([teapot.id])
    for item in (feeder, teapot):
        base.path(item).unlink()
    (folder / "_03_text_and_image.ipynb").unlink()
    (folder / "drawings" / "kettle-steam.svg").unlink()
    (folder / "_00_prepare.ipynb").write_text("my own work", encoding="utf-8")
    again = json.loads(started("start", "--json"))
    assert again["written"] == ["_03_text_and_image.ipynb", "drawings/kettle-steam.svg"]
    assert (folder / "_00_prepare.ipynb").read_text(encoding="utf-8") == "my own work"
    assert (again["taken"]["added"], again["taken"]["restored"]) == ([], 1)
    assert again["ready"]["items"] == 41
    assert base.path(feeder).exists()
    assert base.item_now(teapot.id).state == "revoked"


@pytest.mark.proves("S2-12")
def test_a_library_that_does_not_answer_is_not_called_ready(started, library, tmp_path):
    base = library.open("sample")
    base.settle(all_of_it=True)
    base.close()
    index = tmp_path / "bases" / "sample" / "index"
    shutil.rmtree(index)
    said = " ".join(started("start", "--wait", "1", code=1).split())
    assert "was taken out of" in said
    assert "library rebuild sample" in said
    index.mkdir()
    said = " ".join(started("start", "--wait", "1", code=1).split())
    assert "sample is not ready after 1 s: 42 of 42 items are not found" in said
    started("rebuild", "sample")
    assert "ready: 42 of 42" in started("start")


def test_a_base_of_other_things_is_not_filled(program, library):
    library.new("sample", "My own")
    said = program("start", code=1)
    assert "knowledge base 'sample' of other things" in said
    assert "--base" in said
    assert not (program.desk / FOLDER).exists()
    assert library.open("sample").ledger.counts() == {}


@pytest.mark.skipif(
    importlib.util.find_spec("jupyterlab") is not None, reason="JupyterLab is here and would open"
)
def test_opening_without_jupyter_says_how_to_get_it_and_has_done_the_rest(started):
    (started.desk / FOLDER / "_00_prepare.ipynb").unlink()
    said = started("start", "--open", code=1)
    assert "-m pip install jupyterlab" in said
    assert (started.desk / FOLDER / "_00_prepare.ipynb").exists()


def test_a_file_in_the_way_is_named(program, tmp_path):
    (tmp_path / "desk" / "notes").write_text("x", encoding="utf-8")
    assert "notes is a file" in program("start", "notes", code=1)


@pytest.mark.parametrize("limit", [0, 100])
def test_adding_a_file_again_brings_back_its_bytes(library, tmp_path, monkeypatch, limit):
    """Looked up one by one, and in the listing of a large base."""
    monkeypatch.setattr("reelwright.library.ingest.run.LOOKED_UP", limit)
    from makers.bases import write_pictures

    base = library.new("garden", spaces=["embed/descriptors"])
    one, _ = write_pictures(tmp_path / "in", 2)
    ingest(base, tmp_path / "in", approve=True)
    item = base.item(one.name)
    base.path(item).unlink()
    (note,) = [n for n in base.search(picture=one, k=2).notes if "gone" in n]
    assert "add the file again" in note
    again = ingest(base, tmp_path / "in")
    assert (again.added, again.already, again.restored) == ((), 2, 1)
    assert base.search(picture=one, k=2).notes == ()
