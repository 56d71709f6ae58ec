"""One setting decides where knowledge bases, people and their audit are kept."""

import shutil

import pytest

from reelwright.domain.errors import InvalidIntake, NotFound, StoreFailed
from reelwright.library.ingest.run import ingest
from reelwright.settings import Settings
from reelwright.store.database import Database
from reelwright.store.people import People
from reelwright.wiring import open_library
from reelwright.wiring.places import base_database, house_of

from makers.bases import drawn, write_pictures

LONG = "a-garden-with-a-name-that-is-longer-than-a-server-s-own-may"


@pytest.fixture(params=["file", "server"])
def url(request):
    """REELWRIGHT_DATABASE_URL: none, and that of an empty PostgreSQL database."""
    return None if request.param == "file" else request.getfixturevalue("own_database")


@pytest.fixture
def at(tmp_path):
    """Opens the library of a machine that has the folder called so."""
    opened = []

    def open_at(url, home="home", **given):
        settings = Settings(library=tmp_path / home, who="ann", database_url=url, **given)
        opened.append(open_library(settings))
        return opened[-1]

    yield open_at
    for library in opened:
        library.close()


def new(library, name="garden"):
    return library.new(name, spaces=["embed/descriptors"])


@pytest.mark.proves("S2-27")
def test_a_base_is_made_searched_and_removed_in_a_file_and_on_a_server(url, at, tmp_path):
    library = at(url)
    base = new(library)
    new(library, LONG)
    done = ingest(base, write_pictures(tmp_path / "in", 3), approve=True)
    assert library.names() == (LONG, "garden")
    found = base.search(picture=drawn(2), k=1)
    library.take(found)
    assert found.found[0].item.asset.name == "scene-0002.jpg"
    assert (tmp_path / "home" / "garden" / "catalogue.db").exists() == (url is None)
    assert at(url).open("garden").item_now(done.added[0]).state == "approved"
    assert list(library.remove("garden"))[-1].startswith("removed the catalogue")
    assert library.names() == (LONG,)
    evidence = next((tmp_path / "home" / "removed").glob("garden-*.jsonl")).read_text()
    assert evidence.count('"what": "add"') == 3
    assert evidence.count('{"receipt"') == 1
    assert at(url).open(LONG).facts.id == LONG
    assert new(at(url)).ledger.counts() == {}, "nothing of the one before is left"


@pytest.mark.proves("S2-03")
def test_another_machine_finds_the_bases_of_a_server_and_its_bytes_in_the_bucket(
    own_database, storage, at, tmp_path, monkeypatch
):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", storage["access_key_id"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", storage["secret_access_key"])
    bucket = {
        "assets_url": "s3://shelf/films",
        "assets_options": {"endpoint": storage["endpoint"], "region": storage["region"]},
    }
    here = new(at(own_database, **bucket))
    paths = write_pictures(tmp_path / "in", 3)
    ingest(here, tmp_path / "in", approve=True)
    assert here.facts.store.startswith("s3://shelf/films/bases/")
    # It names its place itself: what is set on the other machine does not matter.
    there = at(own_database, "another home")
    assert there.names() == ("garden",)
    found = there.search(picture=drawn(1), k=1).found[0]
    assert there.path(found).read_bytes() == paths[1].read_bytes()
    there.open("garden").revoke([found.item.id])
    assert [c.what for c in here.audit()].count("revoke") == 1
    assert list(there.remove("garden"))
    assert here.store.listing("references") == ()
    with pytest.raises(NotFound, match="no knowledge base 'garden'"):
        at(own_database).open("garden")


def test_a_server_takes_over_the_bases_of_files_with_all_they_hold(own_database, at, tmp_path):
    base = new(at(None))
    added = ingest(base, write_pictures(tmp_path / "in", 3), approve=True).added
    base.revoke(added[:1], "blurred")
    before = [base.audit(), base.ledger.counts(), base.facts]
    moved = at(own_database)
    assert moved.names() == ("garden",)
    taken = moved.open("garden")
    assert [taken.audit(), taken.ledger.counts(), taken.facts] == before
    taken.revoke(added[1:2])
    assert len(moved.search(picture=drawn(2)).found) == 1
    assert len(taken.audit()) == len(before[0]) + 1
    # Opened again, the server's rows stand: the file is not taken over a second time.
    assert at(own_database).open("garden").ledger.counts() == {"approved": 1, "revoked": 2}


def test_two_bases_of_one_name_are_not_taken_for_one(own_database, at, tmp_path):
    new(at(own_database, "theirs"))
    mine = new(at(None, "mine"))
    changed = mine.facts.model_copy(update={"made_at": "2020-01-01T00:00:00+00:00"})
    mine.ledger.keep_base(changed, mine.change("policy"))
    with pytest.raises(InvalidIntake, match=r"two knowledge bases of one name; rename the folder"):
        at(own_database, "mine").open("garden")
    (tmp_path / "mine" / "garden").rename(tmp_path / "mine" / "orchard")
    assert at(own_database, "mine").open("orchard").facts.made_at.startswith("2020")


def test_an_index_in_another_machines_folder_is_missed_not_passed_over(own_database, at, tmp_path):
    base = new(at(own_database))
    ingest(base, write_pictures(tmp_path / "in", 3), approve=True)
    assert base.settle(all_of_it=True) == 3
    shutil.copytree(tmp_path / "home" / "garden" / "assets", tmp_path / "b" / "garden" / "assets")
    there = at(own_database, "b").open("garden")
    with pytest.raises(StoreFailed, match=r"folder of another machine.*library rebuild garden"):
        there.search(picture=drawn(1))
    from reelwright.library.rebuild import rebuild

    rebuild(there)
    assert there.search(picture=drawn(1), k=1).found[0].item.asset.name == "scene-0001.jpg"


def test_people_and_their_audit_are_kept_in_the_home_or_on_the_server(url, tmp_path, own_database):
    settings = Settings(library=tmp_path / "home", database_url=url)
    people = People(*house_of(settings))
    people.add("ann", ["admin"], by="root")
    people.add("bob", ["editor"], by="ann")
    people.disable("bob", by="ann")
    people.close()
    again = People(*house_of(settings))
    assert [(p.name, p.active) for p in again.listed()] == [("ann", True), ("bob", False)]
    acts = [(line.who, line.what, line.thing) for line in again.trail.lines()]
    assert acts[-1] == ("ann", "disable person", "bob")
    with pytest.raises(StoreFailed, match="never changed"), again.database.change() as change:
        change.run("update trail set who = 'eve'")
    again.close()
    if url is None:
        moved = People(*house_of(Settings(library=tmp_path / "home", database_url=own_database)))
        assert [p.name for p in moved.listed()] == ["ann", "bob"]
        assert [(line.who, line.what, line.thing) for line in moved.trail.lines()] == acts


def test_spaces_of_names_that_begin_alike_are_apart(own_database):
    settings = Settings(database_url=own_database)
    names = ["a-b", "ab", LONG, LONG + "-2", LONG[:-1] + "z"]
    spaces = [base_database(settings, name).space for name in names]
    assert len(set(spaces)) == len(names)
    assert max(map(len, spaces)) <= 63
    assert Database(own_database, "house").spaces("base_") == ()
