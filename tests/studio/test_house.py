"""Campaigns of a house: begun, uploaded, changed by several people, on one machine or many."""

import io
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from reelwright.domain.errors import Conflict, InvalidIntake, NotAllowed, NotFound
from reelwright.settings import Settings
from reelwright.studio import _performing, campaigns, house, orders, people
from reelwright.wiring.houses import orders_of

EVERYWHERE = pytest.mark.parametrize("home", ["files", "servers"], indirect=True)


def another_machine(monkeypatch, tmp_path):
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "another"))


def packed(files, links=()):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for name in links:
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
    sink.seek(0)
    return sink


@EVERYWHERE
def test_a_campaign_is_begun_filled_and_read(home, tmp_path, monkeypatch):
    assert house.new("spring", "Blue Door").title == "Blue Door"
    kept = house.put_file("spring", "library/hat.txt", b"a hat", version="")
    assert kept in house.files("spring")
    if home == "servers":
        another_machine(monkeypatch, tmp_path)
    assert house.file("spring", "library/hat.txt").read_bytes() == b"a hat"
    assert "Blue Door" in (house.folder("spring") / "campaign.toml").read_text("utf-8")
    house.remove_file("spring", "library/hat.txt", version=kept.version)
    with pytest.raises(NotFound, match=r"hat\.txt"):
        house.file("spring", "library/hat.txt")
    assert [c.name for c in house.listed()] == ["spring"]


@EVERYWHERE
def test_who_changes_a_file_that_was_changed_meanwhile_is_told(home):
    house.new("spring")
    first = house.put_file("spring", "brief.md", b"one", version="")
    house.put_file("spring", "brief.md", b"two", version=first.version)
    with pytest.raises(Conflict, match=r"brief\.md was changed meanwhile"):
        house.put_file("spring", "brief.md", b"three", version=first.version)
    with pytest.raises(Conflict, match="is there meanwhile"):
        house.put_file("spring", "brief.md", b"three", version="")
    with pytest.raises(Conflict):
        house.remove_file("spring", "brief.md", version=first.version)
    assert house.file("spring", "brief.md").read_bytes() == b"two"


@EVERYWHERE
def test_whoever_reads_goes_on_reading_what_they_found(home):
    house.new("spring")
    house.put_file("spring", "brief.md", b"one")
    with house.file("spring", "brief.md").open("rb") as reading:
        house.put_file("spring", "brief.md", b"another")
        assert reading.read() == b"one"


@pytest.mark.longer
@EVERYWHERE
def test_a_campaign_is_taken_in_from_an_archive(home, fernhill):
    files = {
        f"Fernhill/{p.relative_to(fernhill).as_posix()}": p.read_bytes()
        for p in fernhill.rglob("*")
        if p.is_file() and p.relative_to(fernhill).parts[0] not in ("out", ".reelwright", "draw")
    }
    files |= {"__MACOSX/Fernhill/._survey.csv": b"x", "Fernhill/.DS_Store": b"x"}
    assert "Fernhill" in house.take_in("fernhill", packed(files)).title
    names = [f.path for f in house.files("fernhill")]
    assert "survey.csv" in names
    assert not [n for n in names if "DS_Store" in n or "MACOSX" in n]
    assert campaigns.check(house.folder("fernhill")).lacking == ()


@EVERYWHERE
@pytest.mark.parametrize(
    ("archive", "why"),
    [
        (packed({"campaign.toml": "", "../out.txt": "x"}), "no path of a file"),
        (packed({"campaign.toml": "", "/etc/x": "x"}), "no path of a file"),
        (packed({"campaign.toml": "", "a\\..\\b": "x"}), "no path of a file"),
        (packed({"campaign.toml": ""}, ["library"]), "is a link"),
        (packed({"survey.csv": "a"}), r"no campaign\.toml"),
        (io.BytesIO(b"PK\x03\x04 nonsense"), "no zip archive"),
        (io.BytesIO(b""), "no zip archive"),
    ],
)
def test_an_archive_that_cannot_be_used_leaves_nothing(home, archive, why, tmp_path):
    with pytest.raises(InvalidIntake, match=why):
        house.take_in("spring", archive)
    assert house.listed() == ()
    left = [p for p in (tmp_path / "campaigns").rglob("*") if p.is_file() and p.suffix != ".lock"]
    assert left == []
    archive.seek(0)
    house.new("spring")


def test_what_comes_out_of_an_archive_is_limited_whatever_it_says(home, monkeypatch):
    monkeypatch.setattr("reelwright.store.snapshot.MOST_IN_ALL", 10_000)
    with pytest.raises(InvalidIntake, match=r"b\.bin is larger"):
        house.take_in("spring", packed({"campaign.toml": "", "b.bin": bytes(1_000_000)}))


@EVERYWHERE
@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "out/x", ".reelwright/place", "", "."])
def test_no_path_leads_out_of_a_campaign_or_into_its_results(home, path):
    house.new("spring")
    for act in (
        lambda: house.put_file("spring", path, b"x"),
        lambda: house.file("spring", path),
        lambda: house.remove_file("spring", path),
    ):
        with pytest.raises(InvalidIntake):
            act()


def test_a_name_that_a_disk_does_not_keep_is_refused(home):
    house.new("spring")
    for act in (
        lambda: house.put_file("spring", f"{'ü' * 120}.txt", b"x"),
        lambda: house.remove_file("spring", "a" * 300),
    ):
        with pytest.raises(InvalidIntake, match="over 200 bytes"):
            act()
    house.put_file("spring", f"{'ü' * 90}.txt", b"x")


def test_a_link_in_a_folder_leads_nowhere(home, tmp_path):
    house.new("spring")
    (house.folder("spring") / "secret").symlink_to("/etc")
    with pytest.raises(InvalidIntake, match="leads out"):
        house.file("spring", "secret/hostname")


@EVERYWHERE
def test_a_name_is_taken_once_and_free_again_when_its_campaign_was_removed(home):
    house.new("spring")
    with pytest.raises(Conflict, match="spring"):
        house.new("spring")
    house.remove("spring")
    with pytest.raises(NotFound):
        house.folder("spring")
    house.new("spring", "Another")
    for bad in ("", "Spring", "a b", "-a", "a" * 41, "../a", "ä"):
        with pytest.raises(InvalidIntake, match="name"):
            house.new(bad)


def test_a_campaign_that_is_asked_to_be_made_is_not_removed_before_that_has_ended(home):
    house.new("spring")
    order = orders.ask("spring")
    with pytest.raises(Conflict, match=f"spring is asked to be made .{order.id}, queued.: stop"):
        house.remove("spring")
    assert [c.name for c in house.listed()] == ["spring"]
    orders.stop(order.id)
    house.remove("spring")
    assert house.listed() == ()


def test_what_is_told_of_an_order_says_nothing_of_where_its_campaign_lies(home):
    house.new("spring")
    order = orders_of(Settings()).one(orders.ask("spring").id)
    at = house.folder("spring")
    said = _performing._told(order, f"write {at}/captions.csv; {at} has no survey")
    assert said == "write captions.csv; the campaign has no survey"


@EVERYWHERE
def test_a_folder_that_a_person_works_in_is_adopted(home, fernhill, tmp_path):
    own = tmp_path / "Our Spring"
    ignore = shutil.ignore_patterns("out", ".reelwright", "draw")
    shutil.copytree(fernhill, own, ignore=ignore)
    assert house.adopt(own).name == "our-spring"
    at = house.folder("our-spring")
    if home == "files":
        assert at == own
        assert house.adopt(own).name == "our-spring"
        house.remove("our-spring")
        assert (own / "campaign.toml").is_file()
    else:
        shutil.rmtree(own)
        assert (at / "survey.csv").is_file()
    with pytest.raises(InvalidIntake, match=r"campaign\.toml"):
        house.adopt(tmp_path)


def test_people_do_what_their_roles_say(home):
    for name, roles in (("ann", ["admin"]), ("eve", ["editor"]), ("vic", ["viewer"])):
        people.add(name, roles)
    house.new("spring", who="eve")
    assert house.one("spring", who="vic").created_by == "eve"
    for act in (
        lambda: house.new("summer", who="vic"),
        lambda: house.put_file("spring", "a", b"", who="vic"),
        lambda: house.remove_file("spring", "campaign.toml", who="vic"),
        lambda: house.remove("spring", who="eve"),
        lambda: house.listed(who="mallory"),
        lambda: house.files("spring", who="mallory"),
        lambda: house.take_in("x", packed({"campaign.toml": ""}), who="vic"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_caller_acts_in_their_own_name_and_no_further_than_their_key(home):
    people.add("ann", ["admin"])
    people.add("eve", ["editor"])
    secret = people.new_key("read only", ["viewer"], name="eve").secret
    with people.acting(people.caller(secret=secret)):
        assert house.listed() == ()
        with pytest.raises(NotAllowed, match="viewer"):
            house.new("spring")
        with pytest.raises(NotAllowed, match="in the name of ann"):
            house.new("spring", who="ann")
    secret = people.new_key("all", ["editor"], name="eve").secret
    with people.acting(people.caller(secret=secret)):
        assert house.new("spring").created_by == "eve"


def test_what_the_house_keeps_of_others_is_not_readable_by_them(home, tmp_path):
    house.new("spring")
    assert stat.S_IMODE((tmp_path / "campaigns").stat().st_mode) == 0o700
    assert isinstance(house.folder("spring"), Path)
