"""All that was made goes by one command once that is confirmed: by kind, data first."""

import hashlib
import os
import pty
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import psycopg
import pytest
from obstore.store import S3Store

from reelwright.domain.errors import Conflict, NotAllowed, StoreFailed
from reelwright.settings import Settings
from reelwright.store.bucket import BucketStore
from reelwright.store.folder import FolderStore
from reelwright.studio import audit, bases, campaigns, cleanup, films, gallery, house, people
from reelwright.wiring.houses import hands_of, orders_of, roster_of

from makers import houses
from makers.houses import CLIP, FILM, SPEECH, TAKE, books, furnish, shelves
from servers import warm

EVERYWHERE = pytest.mark.parametrize("home", ["files", "servers"], indirect=True)
KINDS = cleanup.KINDS


class Kept:
    """What lies in a house's folders, in its bucket and in its database, read past the program."""

    def __init__(self, home, tmp_path):
        self.servers, self.at = home == "servers", tmp_path

    def files(self):
        """Files of the house: databases by what they hold, all others by their bytes.

        What SQLite keeps beside a file comes and goes, and logs of reads travel by themselves.
        """
        tops = (self.at / "library", self.at / "campaigns")
        return {
            p.relative_to(self.at).as_posix(): dump(p) if p.suffix == ".db" else p.read_bytes()
            for top in tops
            for p in top.rglob("*")
            if p.is_file() and not p.name.endswith(("-wal", "-shm", ".lock"))
            if "access" not in p.parts
        }

    def objects(self, logs=True):
        if not self.servers:
            return {}
        options = houses.Settings().assets_options
        bucket = S3Store(
            "shelf",
            prefix=self.at.name,
            endpoint=options["endpoint"],
            region="us-east-1",
            client_options={"allow_http": True},
            virtual_hosted_style_request=False,
        )
        there = {o["path"]: o["e_tag"] for page in bucket.list() for o in page}
        return {path: tag for path, tag in there.items() if logs or "/access/" not in path}

    def rows(self):
        """How many rows each table of each space has."""
        if not self.servers:
            return {}
        with psycopg.connect(os.environ["REELWRIGHT_DATABASE_URL"], autocommit=True) as session:
            tables = session.execute(
                "select schemaname, tablename from pg_tables "
                "where schemaname not in ('pg_catalog', 'information_schema')"
            ).fetchall()
            return {
                f"{space}.{name}": session.execute(
                    f'select count(*) from "{space}"."{name}"'
                ).fetchone()[0]
                for space, name in tables
            }

    def everything(self):
        return self.files(), self.objects(logs=False), self.rows()

    def spaces(self):
        return sorted({name.partition(".")[0] for name in self.rows()})


def dump(path):
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


@pytest.fixture
def kept(home, tmp_path):
    """A house without a base: to take pictures in takes longest."""
    furnish(tmp_path, base=False)
    return Kept(home, tmp_path)


@pytest.fixture
def whole(home, tmp_path):
    """A house with something of every kind."""
    furnish(tmp_path)
    return Kept(home, tmp_path)


def by_kind():
    """What there is of each kind, asked of the program's own rooms."""
    settings, found = Settings(), {}
    found["workers"] = (
        [o.id for o in orders_of(settings).listed("spring")],
        hands_of(settings).database.read("select name from hands"),
    )
    there = {c.name for c in house.listed()}
    found["campaigns"] = there
    if "spring" in there:
        assets, catalogue = shelves(settings, "spring"), books(settings, "spring")
        takes = sorted(assets.listing("takes"))
        speech = [s for s in takes if s == sha(SPEECH)]
        found["assets"] = (
            [s for s in takes if s not in speech],
            assets.listing("releases"),
            catalogue.items("film"),
            [c.id for c in gallery.listed()],
            houses.clip_store(settings).listing("releases"),
        )
        found["speech"] = (speech, catalogue.items("recording"))
        rest = {s: catalogue.items(s) for s in ("audience",)}
        found["pipeline"] = (rest, catalogue.decisions(), catalogue.edits())
        found["given"] = (assets.listing("inputs"), house.files("spring"))
        assets.close()
    found["library"] = [b.items for b in bases.listed()]
    return found


def sha(data):
    return hashlib.sha256(data).hexdigest()


def of(heaps, kind, thing="", what=""):
    return [h for h in heaps if h.kind == kind and thing in h.thing and what in h.what]


@EVERYWHERE
@pytest.mark.proves("S0-65")
def test_a_dry_run_shows_every_kind_and_changes_nothing(home, whole):
    before = whole.everything()
    plan = cleanup.plan()
    assert whole.everything() == before
    assert {heap.kind for heap in plan.goes} == set(KINDS)
    assert not plan.stays
    (made,) = of(plan.goes, "assets", "campaign spring", "takes")
    assert (made.count, made.bytes) == (2, len(TAKE) + len(FILM))
    (spoken,) = of(plan.goes, "speech")
    assert (spoken.count, spoken.bytes) == (1, len(SPEECH))
    (clips,) = of(plan.goes, "assets", "clips", "takes")
    assert (clips.count, clips.bytes) == (1, len(CLIP))
    place = f"s3://shelf/{whole.at.name}/" if home == "servers" else str(whole.at / "campaigns")
    assert made.where.startswith(place)
    assert cleanup.plan().mark == plan.mark, "twice the same is the same"


@pytest.mark.longer
@EVERYWHERE
@pytest.mark.proves("S0-65")
@pytest.mark.parametrize("kind", ["workers", "assets", "speech", "pipeline", "library"])
def test_each_kind_takes_its_own_and_leaves_the_others(whole, kind):
    before = by_kind()
    report = cleanup.remove([kind])
    assert {heap.kind for heap in report.went} == {kind}
    assert not report.left
    assert not cleanup.plan([kind]).goes
    after = by_kind()
    gone = {
        "workers": ([], []),
        "assets": ([], (), (), [], ()),
        "speech": ([], ()),
        "pipeline": ({"audience": ()}, (), ()),
        "library": [],
    }[kind]
    assert after[kind] == gone
    if kind == "pipeline":
        # Takes and films lie there still; what tells of them is gone.
        assert after["assets"][:2] == before["assets"][:2]
        assert after["speech"][0] == before["speech"][0]
        checked = ("workers", "library", "campaigns", "given")
    else:
        checked = set(before) - {kind}
    assert {k: after[k] for k in checked} == {k: before[k] for k in checked}
    if kind == "workers":
        assert [line.what for line in audit.listed()][-1] == "clean up"


@EVERYWHERE
@pytest.mark.proves("S1-22", "S2-27")
def test_one_call_removes_everything_data_before_what_holds_it(home, whole):
    report = cleanup.remove()
    assert not report.left
    assert whole.objects() == {}
    assert whole.rows() == {}
    assert not (whole.at / "library").exists()
    assert not (whole.at / "campaigns").exists()
    assert (whole.at / "pictures" / "scene-0000.jpg").is_file(), "a person's own files stay"
    spring = [h.what for h in report.went if h.thing == "campaign spring"]
    assert spring.index("takes, stills and films") < spring.index(
        "rows of results, decisions and edits"
    )
    bytes_, rows = "copies of what was given, and the log of reads", "its audit and versions"
    assert spring.index(bytes_) < next(n for n, w in enumerate(spring) if w.startswith(rows))
    garden = [step for step in report.steps if "garden" in step or "index" in step]
    emptied = next(n for n, step in enumerate(garden) if "removed its files" in step)
    index = next(n for n, step in enumerate(garden) if step.startswith("removed the index"))
    rights = next(n for n, step in enumerate(garden) if "access rights" in step)
    assert emptied < index < rights
    assert cleanup.plan().goes == cleanup.plan().stays == ()


@pytest.mark.parametrize("home", ["servers"], indirect=True)
def test_what_other_programs_keep_beside_stays(home, kept):
    with psycopg.connect(os.environ["REELWRIGHT_DATABASE_URL"], autocommit=True) as session:
        session.execute("create schema theirs")
        session.execute("create table theirs.things as select 1 as one")
    bucket = BucketStore(
        kept.at / "cache",
        bucket="shelf",
        prefix=f"{kept.at.name}/somebody-else",
        endpoint=Settings().assets_options["endpoint"],
        region="us-east-1",
    )
    bucket.put(b"theirs", "theirs.txt", "text/plain", "inputs")
    bucket.close()
    assert not cleanup.remove().left
    assert kept.spaces() == ["theirs"]
    assert {path.split("/")[0] for path in kept.objects()} == {"somebody-else"}


@pytest.mark.longer
def test_a_folder_that_a_person_keeps_loses_only_what_was_made_of_it(copy, tmp_path, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "campaigns"))
    (copy / "out").mkdir(exist_ok=True)
    (copy / "out" / "notes.txt").write_text("mine")

    def own():
        return {
            p.relative_to(copy).as_posix(): p.read_bytes()
            for p in copy.rglob("*")
            if p.is_file() and p.relative_to(copy).parts[0] not in (".reelwright", "out")
        }

    before = own()
    exported = list((copy / "out").glob("*/*.mp4"))
    assert exported
    house.adopt(copy, "fernhill")
    report = cleanup.remove()
    assert own() == before
    assert not (copy / ".reelwright").exists()
    assert [p.name for p in (copy / "out").iterdir()] == ["notes.txt"]
    assert sorted((h.what, h.ours) for h in report.left) == [
        ("files of a person", False),
        ("other files", False),
    ]
    assert not (tmp_path / "library").exists()


def test_a_folder_of_no_house_is_cleaned_when_it_is_named(copy):
    assert (copy / ".reelwright").is_dir()
    assert not of(cleanup.plan().goes, "assets")
    report = cleanup.remove(folders=[copy])
    assert {h.kind for h in report.went} >= {"assets", "speech", "pipeline", "campaigns"}
    assert not (copy / ".reelwright").exists()
    assert (copy / "campaign.toml").is_file()


def test_what_is_removed_counts_as_not_made(copy):
    def states():
        return {row.name: row.state for row in campaigns.status(copy)}

    (film,) = films.listed(copy)
    assert states()[f"film/{film.id}"] == "approved"
    cleanup.remove(["assets", "speech"], folders=[copy])
    assert films.listed(copy) == ()
    assert states().get(f"film/{film.id}") != "approved"
    assert not list((copy / ".reelwright" / "assets" / "takes").glob("??/*"))
    assert [n for n in states() if n.startswith("storyboard/")], "what was written stays"


def test_the_audit_holds_when_decisions_are_removed_and_tells_who_removed_others(kept):
    folder = house.folder("spring")
    assert audit.verify(folder).sound
    cleanup.remove(["pipeline"])
    assert audit.verify(folder).sound
    catalogue = books(Settings(), "spring")
    assert [(line.what, line.thing) for line in catalogue.trail.lines()][-1] == (
        "clean up",
        "pipeline",
    )
    catalogue.decide(houses.Decision("final", "g", "1" * 64, "approve", "ann", "", houses.now()))
    with catalogue.database.change() as change:
        change.run("delete from decisions")
    assert not audit.verify(folder).sound


@EVERYWHERE
@pytest.mark.proves("S0-65")
def test_work_under_way_is_named_and_left_alone(kept):
    orders = orders_of(Settings())
    orders.ask("spring", "make", {}, "ann", "")
    running = orders.take("worker")
    house.new("autumn")
    before = {k: v for k, v in by_kind().items() if k in ("assets", "speech", "pipeline", "given")}
    plan = cleanup.plan()
    spring = of(plan.goes, "assets", "spring") + of(plan.goes, "campaigns", "spring")
    assert not spring
    assert {h.why for h in of(plan.stays, "assets", "spring")} == {
        f"the order {running.id} is running"
    }
    report = cleanup.remove()
    assert {c.name for c in house.listed()} == {"spring"}
    assert {k: v for k, v in by_kind().items() if k in before} == {
        **before,
        "assets": (*before["assets"][:3], [], ()),
    }
    (people_,) = of(report.left, "house", what="people")
    assert "campaign spring" in people_.why


@EVERYWHERE
def test_work_whose_worker_died_is_stopped_when_that_is_asked_for(kept):
    orders = orders_of(Settings())
    orders.ask("spring", "make", {}, "ann", "")
    orders.take("worker", time.time() - 60)
    assert of(cleanup.plan().stays, "assets", "spring")
    assert not cleanup.plan(stop=True).stays
    report = cleanup.remove(stop=True)
    assert not report.left
    assert not (kept.at / "campaigns").exists()


def test_a_living_process_in_a_workspace_is_seen(kept):
    from reelwright.workflow.engine.lease import FileLease, new_executor

    lease = FileLease(house.folder("spring") / ".reelwright" / "leases", new_executor())
    try:
        (why,) = {h.why for h in cleanup.plan(["speech"]).stays}
        assert why == f"process {os.getpid()} is at work there"
    finally:
        lease.release()
    assert not cleanup.plan(["speech"]).stays


def test_a_worker_that_lives_keeps_the_house(kept):
    now = time.time()
    hand = houses.Hand("new-1", "box", "0.1.0", ("orders",), "ready", 77, 2, 0, now, now)
    hands_of(Settings()).say(hand)
    report = cleanup.remove()
    (worker,) = of(report.left, "workers")
    assert "box, process 77" in worker.why
    assert of(report.left, "house")
    assert not house.listed()


def test_a_base_of_somebody_else_stays_until_an_admin_removes_all(whole, monkeypatch):
    tools = whole.at / "page-tools"
    monkeypatch.setenv("REELWRIGHT_PAGE_TOOLS", str(tools))
    (packages := tools / "0123456789abcdef" / "node_modules").mkdir(parents=True)
    (packages / "vite.js").write_text("", "utf-8")
    (tools / "mine.txt").write_text("", "utf-8")
    report = cleanup.remove(who="bob")
    assert "bob" in of(report.left, "library")[0].why
    assert len(of(report.left, "house")) == 2, "its books, and packages of landing pages"
    assert [b.facts.id for b in bases.listed()] == ["garden"]
    people.add("bob", ["admin"], who="bob")
    with pytest.raises(NotAllowed, match="vic"):
        cleanup.plan(who="vic")
    assert not cleanup.remove(who="bob").left
    assert [p.name for p in tools.iterdir()] == ["mine.txt"]


def test_only_an_admin_cleans_up(kept):
    people.add("ann", ["admin"])
    people.add("ed", ["editor", "approver"])
    for act in (cleanup.plan, cleanup.remove):
        with pytest.raises(NotAllowed, match="admin"):
            act(who="ed")


def test_only_what_was_shown_goes(kept):
    plan = cleanup.plan(["speech", "assets"])
    shelves(Settings(), "spring").put(b"another", "b.bin", "video/mp4", "takes")
    with pytest.raises(Conflict, match="changed since"):
        cleanup.remove(["speech", "assets"], mark=plan.mark)
    assert shelves(Settings(), "spring").listing("takes")
    cleanup.remove(["speech", "assets"], mark=cleanup.plan(["speech", "assets"]).mark)
    assert not shelves(Settings(), "spring").listing("takes")


class Cut(BaseException):
    """The end of a process, wherever it is."""


@pytest.mark.longer
@EVERYWHERE
@pytest.mark.parametrize("after", [4, 9])
def test_a_removal_that_was_cut_off_is_finished_by_the_next(kept, after):
    heard = []

    def told(step):
        heard.append(step)
        if len(heard) == after:
            raise Cut

    with pytest.raises(Cut):
        cleanup.remove(listener=told)
    assert (kept.at / "campaigns").exists()
    assert not cleanup.remove().left
    assert kept.objects() == {}
    assert kept.rows() == {}
    assert not (kept.at / "campaigns").exists()


def test_what_holds_data_stays_where_the_data_cannot_go(kept, monkeypatch):
    with monkeypatch.context() as patch:

        def full(self, namespace, shas, why):
            raise StoreFailed("the disk is read only")

        patch.setattr(FolderStore, "remove", full)
        report = cleanup.remove()
    left = of(report.left, "campaigns", "spring")
    assert left
    assert all("read only" in heap.why for heap in left)
    assert house.files("spring")
    assert not cleanup.remove().left
    assert not (kept.at / "campaigns").exists()


def told(*words, code=0):
    done = warm.run(
        [sys.executable, "-m", "reelwright", "cleanup", *words],
        capture_output=True,
        text=True,
        timeout=240,
        env=os.environ,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.mark.longer
@pytest.mark.proves("S1-22")
def test_the_command_shows_asks_and_removes(kept):
    before = kept.everything()
    said = told()
    assert "would go; nothing was changed" in said
    assert re.search(r"speech +campaign spring +recorded speech +1 +700 ", said)
    assert kept.everything() == before
    assert "nothing was changed" in answered("no")
    assert kept.everything()[0].keys() == before[0].keys()
    assert "removed recorded speech" in answered("remove")
    assert not (kept.at / "campaigns").exists()
    assert "nothing to remove" in told("--yes")


def answered(word):
    """What the command says on a terminal on which a person types a word."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "reelwright", "cleanup"],
        stdin=child, stdout=child, stderr=child, env={**os.environ, "COLUMNS": "400"},
    )  # fmt: skip
    os.close(child)
    said, sent = b"", False
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:
            break
        if not part:
            break
        said += part
        if not sent and b"to remove it all" in said:
            os.write(parent, f"{word}\n".encode())
            sent = True
    os.close(parent)
    assert process.wait(120) == 0, said
    assert sent
    return said.decode().partition("to remove it all")[2].partition("\n")[2]


def test_the_command_takes_kinds_and_ends_with_1_where_something_is_left(kept):
    assert "removed recorded speech" in told("--only", "speech", "--yes")
    assert house.files("spring")
    assert roster_of(Settings()).listed()
    orders_of(Settings()).ask("spring", "make", {}, "ann", "")
    assert "stays: assets: campaign spring" in told("--only", "assets", "--yes", code=1)
    told("--only", "wine", code=2)
    assert house.files("spring")
