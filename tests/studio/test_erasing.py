"""A respondent who is erased is found in no byte that is kept, and what stands no more is told."""

import io
import zipfile
from pathlib import Path

import pytest

from reelwright.domain.asset import Asset
from reelwright.domain.errors import NotAllowed, NotFound
from reelwright.settings import Settings, campaigns_home, library_home
from reelwright.store import Catalogue
from reelwright.store.folder import NAMESPACES
from reelwright.studio import audit, campaigns, erasing, house, people, reviews, snapshots
from reelwright.wiring.houses import folder_of, roster_of
from reelwright.wiring.places import catalogue_of, house_of, store

from makers.houses import books, keep

EVERYWHERE = pytest.mark.parametrize("home", ["files", "servers"], indirect=True)


def holding(marks, *tops):
    """Every file under these places that holds a mark: as it lies there, or once unpacked."""
    found = []
    for path in (p for top in tops for p in sorted(Path(top).rglob("*")) if p.is_file()):
        datas = [path.read_bytes()]
        if datas[0][:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(datas[0])) as packed:
                datas += [packed.read(name) for name in packed.namelist()]
        if any(mark.encode() in data for mark in marks for data in datas):
            found.append(path)
    return found


def quoted(folder):
    """Somebody whom a segment quotes: their id, and what they said."""
    catalogue = Catalogue(folder / ".reelwright" / "catalogue.db")
    kept = catalogue.latest("segment", "family-carers-in-the-middle")
    said = next(v for v in kept.value["verbatims"] if len(v["text"].split()) > 6)
    # A version of the segment that a person wrote quotes them too.
    catalogue.keep_edit(f"segment/{kept.item}", kept.digest, kept.value, "ann")
    catalogue.tell("run", "note", text=f"somebody said: {said['text']}")
    catalogue.close()
    return said["respondent"], said["text"]


@pytest.mark.longer
def test_no_byte_of_a_made_campaign_holds_who_was_erased(copy):
    who, said = quoted(copy)
    snapshots.take(copy)
    review = copy / ".reelwright" / "review" / "segments.html"
    review.parent.mkdir(exist_ok=True)
    review.write_text(f"<p>{said}</p>", "utf-8")
    before = (copy / "survey.csv").read_bytes()
    places = holding([who, said], copy)
    assert {p.name for p in places} >= {"survey.csv", "catalogue.db", "segments.html"}
    told = erasing.erase(copy, who)
    assert (told.done, told.rows) == (False, {"survey.csv": 1})
    assert told.kept
    assert told.results >= 2
    assert holding([who, said], copy) == places, "nothing is changed before it is confirmed"
    done = erasing.erase(copy, who, yes=True)
    assert holding([who, said], copy) == []
    after = (copy / "survey.csv").read_bytes()
    gone = next(line for line in before.splitlines(keepends=True) if who.encode() in line)
    assert after == before.replace(gone, b"")
    assert "audience/all: survey changed" in done.stale
    assert any(line.startswith("storyboard/") for line in done.stale)
    states = {row.state for row in campaigns.status(copy)}
    assert "missing" not in states, "what was made is kept, and told as stale"
    assert not audit.verify(copy).differing
    (line,) = audit.listed(copy, copy.name)[-1:]
    assert line.what == "erase a respondent"
    assert who not in line.model_dump_json()
    # Its version is the folder as it would have been, and can still be laid out.
    snapshots.lay_out(copy, copy.parent / "again", 1)
    assert (copy.parent / "again" / "survey.csv").read_bytes() == after
    with pytest.raises(NotFound, match="no row of the survey holds that"):
        erasing.erase(copy, who)


SURVEY = "ID,E-mail,In your own words?\n" + "".join(
    f"R-{i:03},p{i}@mail.example,the {word} is what I would come for again\n"
    for i, word in enumerate(["garden", "tower", "quizzlefrumpt", "bridge", "harbour"])
)
MARKS = ("R-002", "p2@mail.example", "quizzlefrumpt")


def everything(settings):
    """All rows of a house and its campaigns, and every kept file, as text."""
    found, spaces = [], [house_of(settings)[0]]
    for entry in roster_of(settings).listed():
        workspace = folder_of(entry, settings) / ".reelwright"
        spaces.append(catalogue_of(workspace, settings).database)
        assets = store(workspace, settings)
        for namespace in NAMESPACES:
            for sha in assets.listing(namespace):
                asset = Asset(sha256=sha, media_type="", bytes=0, name=sha)
                found.append(assets.path(asset).read_text("latin-1"))
        assets.close()
    for space in spaces:
        found += [repr(space.read(f'select * from "{table}"')) for table in space.tables()]
    return "".join(found)


@EVERYWHERE
def test_in_a_house_versions_orders_and_comments_hold_them_no_more(home, tmp_path):
    people.add("ann", ["admin"])
    people.add("eve", ["editor"])
    house.new("spring", "Blue Door")
    house.put_file("spring", "survey.csv", SURVEY.encode())
    snapshots.take(house.folder("spring"))
    house.put_file("spring", "survey.csv", (SURVEY + "R-900,,nothing at all\n").encode())
    keep(books(Settings(), "spring"), "brief", "one", {"hook": "a quizzlefrumpt is what I would"})
    reviews.comment("spring", "brief/one", "is the quizzlefrumpt is what they want?", who="ann")
    with pytest.raises(NotAllowed, match="it takes the role admin"):
        erasing.erase_in("spring", "R-002", who="eve")
    assert erasing.erase_in("spring", "R-002").rows == {"survey.csv": 1}
    assert MARKS[2] in everything(Settings())
    done = erasing.erase_in("spring", "P2@mail.example", yes=True)
    assert done.done
    kept = (house.folder("spring") / "survey.csv").read_text("utf-8")
    assert (
        kept == SURVEY.replace(SURVEY.splitlines(keepends=True)[3], "") + "R-900,,nothing at all\n"
    )
    settings = Settings()
    assert holding(MARKS, campaigns_home(settings), library_home(settings)) == []
    rows = everything(settings)
    assert not [mark for mark in MARKS if mark in rows]
    lines = [line for line in audit.listed() if line.what == "erase a respondent"]
    assert len(lines) == 1
    if home == "servers":
        assert any("bucket" in line for line in done.beyond)
