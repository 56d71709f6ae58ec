"""The seven tutorials run as they stand, in order, in one kernel, with shorter clips."""

import ast
import json
import os

import pytest

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

NAMES = (
    "_00_prepare",
    "_01_index_and_search",
    "_02_text_only_clip",
    "_03_text_and_image",
    "_04_vrag",
    "_05_inpainting",
    "_06_inpainting_video",
)
ROWS = {
    "_00_prepare": ("S2-14", "S2-16"),
    "_01_index_and_search": ("S2-17", "S2-18", "S2-19"),
    "_02_text_only_clip": ("S2-20", "S2-07"),
    "_03_text_and_image": ("S2-21", "S2-11"),
    "_04_vrag": ("S2-22", "S2-05", "S2-06"),
    "_05_inpainting": ("S2-23",),
    "_06_inpainting_video": ("S2-24",),
}


def read(folder, name):
    nbformat = pytest.importorskip("nbformat")
    return nbformat.read(folder / f"{name}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def folder(request):
    return request.config.rootpath / "docs" / "tutorials"


def settings_cell(notebook):
    """The one code cell before any other."""
    return next(c for c in notebook.cells if c.cell_type == "code")


class Kernel:
    """One kernel for all notebooks."""

    def __init__(self, client):
        self.client = client

    def run(self, notebook, home, *, upto=None, **changes):
        """Execute with a home and short clips; upto: so many code cells.

        changes: name in the settings -> its line as it shall be.
        """
        cell = settings_cell(notebook)
        changes = {
            "HOME": f"HOME = Path({str(home)!r})",
            "SECONDS, FORMAT": 'SECONDS, FORMAT = 2, "1:1"',
        } | changes
        for name, line in changes.items():
            (old,) = [row for row in cell.source.splitlines() if row.startswith(f"{name} = ")]
            cell.source = cell.source.replace(old, line)
        if upto is not None:
            code = [n for n, c in enumerate(notebook.cells) if c.cell_type == "code"]
            notebook.cells = notebook.cells[: code[upto]]
        self.client.nb = notebook
        self.client.reset_execution_trackers()
        for n, one in enumerate(notebook.cells):
            self.client.execute_cell(one, n)
        return notebook


@pytest.fixture(scope="module")
def kernel(folder, tmp_path_factory):
    pytest.importorskip("ipykernel")
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    scratch = str(tmp_path_factory.mktemp("jupyter"))
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("REELWRIGHT_", "AWS_"))}
    client = nbclient.NotebookClient(
        nbformat.v4.new_notebook(), timeout=240, kernel_name="python3", shutdown_kernel="immediate"
    )
    with client.setup_kernel(
        cwd=str(folder), env=outside | {"IPYTHONDIR": scratch, "JUPYTER_DATA_DIR": scratch}
    ):
        yield Kernel(client)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("tutorials")


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.proves("S2-13", *ROWS[n])) for n in NAMES]
)
def test_each_tutorial_runs_to_its_last_check(kernel, folder, home, name):
    done = kernel.run(read(folder, name), home)
    code = [c for c in done.cells if c.cell_type == "code"]
    last = "".join(o.get("text", "") for o in code[-1].outputs)
    assert last.strip().endswith("all of it worked")
    shown = [o for c in code for o in c.outputs if "text/html" in o.get("data", {})]
    assert any(
        "<img" in o["data"]["text/html"] or "<video" in o["data"]["text/html"] for o in shown
    )


@pytest.mark.proves("S2-13")
def test_there_are_seven_each_with_a_goal_and_what_will_be_seen(folder):
    assert sorted(p.stem for p in folder.glob("*.ipynb")) == sorted(NAMES)
    for name in NAMES:
        first = read(folder, name).cells[0].source
        assert first.startswith(f"# {int(name[1:3])}. ")
        assert "**Goal.**" in first
        assert "**You will see**" in first


def test_the_settings_are_one_cell_and_the_same_in_all(folder):
    cells = {settings_cell(read(folder, n)).source for n in NAMES}
    assert len(cells) == 1
    (settings,) = cells
    assert settings.startswith("# Settings: the only cell to change.")
    chosen = {
        t.id for node in ast.parse(settings).body if isinstance(node, ast.Assign)
        for t in node.targets if isinstance(t, ast.Name)
    }  # fmt: skip
    for name in NAMES:
        rest = [c.source for c in read(folder, name).cells if c.cell_type == "code"][1:]
        # No service is named anywhere but in the settings.
        assert not any(
            w in c for c in rest for w in ("embed/", "inpaint/", "bedrock:", "opensearch")
        )
        assert not any(f"{one} = " in c.splitlines() for c in rest for one in chosen)


def test_outputs_are_not_kept(folder):
    for name in NAMES:
        data = json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))
        for cell in data["cells"]:
            assert cell.get("outputs", []) == []
            assert cell.get("execution_count") is None
