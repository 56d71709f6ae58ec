"""The seven tutorials run as they stand, in order, in one kernel, with shorter clips."""

import ast
import json
import os
from contextlib import contextmanager
from urllib.parse import unquote

import pytest

from makers.inpainting import CanvasService
from servers.embedding import Refused, bedrock, running
from servers.opensearch import OpenSearchServer

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


@contextmanager
def started(folder, scratch, **environment):
    """A kernel with these variables and none of this machine's own settings."""
    pytest.importorskip("ipykernel")
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("REELWRIGHT_", "AWS_"))}
    own = {"IPYTHONDIR": str(scratch), "JUPYTER_DATA_DIR": str(scratch)}
    client = nbclient.NotebookClient(
        nbformat.v4.new_notebook(), timeout=240, kernel_name="python3", shutdown_kernel="immediate"
    )
    with client.setup_kernel(cwd=str(folder), env=outside | own | environment):
        yield Kernel(client)


@pytest.fixture(scope="module")
def kernel(folder, tmp_path_factory):
    with started(folder, tmp_path_factory.mktemp("jupyter")) as found:
        yield found


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("tutorials")


@pytest.fixture(scope="module")
def prepared(kernel, folder, home):
    """The first tutorial, run: others work with the base that it makes."""
    return kernel.run(read(folder, NAMES[0]), home)


@pytest.mark.longer
@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.proves("S2-13", *ROWS[n])) for n in NAMES]
)
def test_each_tutorial_runs_to_its_last_check(kernel, prepared, folder, home, name):
    done = prepared if name == NAMES[0] else kernel.run(read(folder, name), home)
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


class Bedrock:
    """The runtime with all models that the tutorials name; asked: the models in order."""

    def __init__(self):
        self.asked, self.canvas = [], CanvasService()

    def __call__(self, server, path, headers, body):
        model, _, verb = unquote(path).removeprefix("/model/").rpartition("/")
        self.asked.append(model)
        if verb == "converse":
            return self._seen(body)
        service = self.canvas if "canvas" in model else bedrock
        return service(server, path, headers, body)

    def _seen(self, body):
        """Nova Pro, shown a picture and asked for a caption in the form of a tool's input."""
        parts = [part for message in body["messages"] for part in message["content"]]
        if not any("image" in part for part in parts):
            raise Refused(400, "ValidationException", "no picture was given")
        (tool,) = body["toolConfig"]["tools"]
        caption = {"caption": "a drawing of a home, seen by a model", "objects": ["drawing"]}
        use = {"toolUseId": "t1", "name": tool["toolSpec"]["name"], "input": caption}
        return {
            "output": {"message": {"role": "assistant", "content": [{"toolUse": use}]}},
            "stopReason": "tool_use",
            "usage": {"inputTokens": 9, "outputTokens": 9, "totalTokens": 18},
            "metrics": {"latencyMs": 1},
        }


@pytest.fixture
def services(monkeypatch):
    """Bedrock and an OpenSearch collection on this machine, and variables that lead to them."""
    pytest.importorskip("boto3")
    models, collection = Bedrock(), OpenSearchServer(signed="aoss")
    with running(models) as server:
        variables = {
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": server.address,
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        yield models, collection, variables
    collection.end()


def switched(notebook, address):
    """A notebook whose settings cell was changed to Amazon's services."""
    cell = settings_cell(notebook)
    (host,) = [row for row in cell.source.splitlines() if "YOUR-COLLECTION" in row]
    cell.source = cell.source.replace(host, f'        "index": {address!r},')
    return notebook


@pytest.mark.longer
@pytest.mark.proves("S2-15", "S2-18")
def test_one_cell_switches_to_bedrock_and_opensearch(folder, services, tmp_path):
    models, collection, variables = services
    aws = {"WHERE": 'WHERE = "aws"'}
    with started(folder, tmp_path, **variables) as kernel:
        prepared = kernel.run(
            switched(read(folder, "_00_prepare"), collection.address), tmp_path, **aws
        )
        assert prepared.cells[-1].outputs[0]["text"].strip() == "all of it worked"
        assert models.asked.count("us.amazon.nova-pro-v1:0") == 14
        # The vectors of a service that knows no sense find no sense: all but the last check.
        searched = switched(read(folder, "_01_index_and_search"), collection.address)
        searched.cells[-1].source = (
            "print(embedder.profile.space, type(index).__name__, vectors.shape, rows == parts, "
            "made.parts == parts, bool(refused), found.spaces)"
        )
        told = kernel.run(searched, tmp_path, **aws).cells[-1].outputs[0]["text"]
        assert told.startswith("titan-1024 OpenSearch (14, 1024) True True True")
        assert "titan-1024@amazon.titan-embed-image-v1" in told
        assert any("_bulk" in path for _, path, _ in collection.requests)
        painted = kernel.run(
            switched(read(folder, "_05_inpainting"), collection.address), tmp_path, **aws
        )
        assert painted.cells[-1].outputs[0]["text"].strip() == "all of it worked"
        assert [p["taskType"] for p in models.canvas.asked] == ["INPAINTING"] * 3
        assert models.canvas.asked[-1]["inPaintingParams"]["text"] == "an evening sky with a moon"


def test_nova_and_other_dimensions_are_one_word_away(folder, services, tmp_path):
    from reelwright.settings import Settings
    from reelwright.wiring import open_library

    models, collection, _ = services
    cell = settings_cell(switched(read(folder, "_00_prepare"), collection.address)).source
    for old, new in (
        ('WHERE = "here"', 'WHERE = "aws"'),
        ('"spaces": ("embed/titan",)', '"spaces": ("embed/nova",)'),
        ('"embed/nova": 1024', '"embed/nova": 3072'),
    ):
        assert old in cell
        cell = cell.replace(old, new)
    given = {}
    exec(cell, given)
    chosen = given["chosen"]
    library = open_library(Settings(library=tmp_path, who="you"))
    base = library.new(
        "nova",
        spaces=chosen["spaces"],
        dimensions=chosen["dimensions"],
        index=chosen["index"],
        index_options=chosen["index_options"],
    )
    (space,) = base.facts.spaces
    assert (space.id, space.dimension) == ("nova-3072", 3072)
    assert base.way_in()[2].embedder(space).texts(["a cup of tea"]).shape == (1, 3072)
    assert models.asked == ["amazon.nova-2-multimodal-embeddings-v1:0"]
    library.close()
