"""Bases are isolated, vetted, and every change and every retrieval can be told later."""

import sqlite3
from datetime import date, timedelta

import pytest

from reelwright.domain.errors import InvalidIntake, NotAllowed, NotFound
from reelwright.domain.knowledge import KnowledgeBase, Policy
from reelwright.domain.picture import Rights
from reelwright.library.access import told
from reelwright.library.ingest.run import ingest

from makers.bases import library_of, write_pictures


def names(findings):
    return [f.item.asset.name for f in findings.found]


def by_name(base, name):
    return base.item(name)


@pytest.mark.proves("S3-10")
def test_only_approved_items_are_retrieved(library, tmp_path):
    base = library.new("garden", spaces=["embed/descriptors"])
    picture = write_pictures(tmp_path / "in", 1)[0]
    done = ingest(base, picture)
    assert base.search(picture=picture).found == ()
    base.approve(done.added)
    assert names(base.search(picture=picture)) == [picture.name]
    base.revoke(done.added)
    assert base.search(picture=picture).found == ()
    assert base.item_now(done.added[0]).state == "revoked"


@pytest.mark.proves("S3-10")
def test_a_revoked_item_does_not_come_back_by_being_added_again(library, tmp_path):
    base = library.new("garden", spaces=["embed/descriptors"])
    picture = write_pictures(tmp_path / "in", 1)[0]
    base.revoke(ingest(base, picture, approve=True).added)
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(picture.read_bytes())
    again = ingest(base, copy, approve=True)
    assert again.added == ()
    assert "was revoked in garden" in again.refused[0]
    assert base.search(picture=picture).found == ()


@pytest.mark.proves("S3-10")
def test_bases_see_nothing_of_one_another(library, tmp_path):
    one = library.new("one", spaces=["embed/descriptors"])
    two = library.new("two", spaces=["embed/descriptors"])
    first, second = write_pictures(tmp_path / "in", 2)
    ingest(one, first, approve=True)
    ingest(two, second, approve=True)
    assert names(one.search(picture=second)) == [first.name]
    assert names(two.search(picture=second)) == [second.name]
    both = library.search(["one", "two"], picture=second)
    assert both.found[0].item.base == "two"
    assert {f.item.base for f in both.found} == {"one", "two"}


@pytest.mark.proves("S3-10")
def test_each_person_needs_the_role_for_each_act(library, tmp_path):
    base = library.new("garden", spaces=["embed/descriptors"])
    picture = write_pictures(tmp_path / "in", 1)[0]
    item = ingest(base, picture, approve=True).added[0]
    bob = library_of(library.home, "bob")
    with pytest.raises(NotAllowed, match=r"bob may not open .*'garden'.*role reader.*bob has none"):
        bob.open("garden")
    with pytest.raises(NotAllowed):
        bob.search("garden", picture=picture)
    assert bob.readable() == ()
    base.grant("bob", "reader")
    assert names(bob.open("garden").search(picture=picture)) == [picture.name]
    for act in (
        lambda b: b.approve([item]),
        lambda b: b.revoke([item]),
        lambda b: b.caption(item, "mine"),
        lambda b: b.describe(item, facets={"a": "b"}),
        lambda b: ingest(b, picture),
        lambda b: b.report(),
        lambda b: b.audit(),
    ):
        with pytest.raises(NotAllowed, match="role curator"):
            act(bob.open("garden"))
    base.grant("bob", "curator")
    bob.open("garden").caption(item, "A picture that bob described")
    with pytest.raises(NotAllowed, match="role owner"):
        bob.open("garden").grant("eve", "reader")
    with pytest.raises(NotAllowed, match="role owner"):
        list(bob.remove("garden"))
    bob.close()


def test_a_search_of_everything_leaves_out_what_may_not_be_read(library, tmp_path):
    library.new("mine", spaces=["embed/descriptors"])
    eve = library_of(library.home, "eve")
    hers = eve.new("hers", spaces=["embed/descriptors"])
    picture = write_pictures(tmp_path / "in", 1)[0]
    ingest(hers, picture, approve=True)
    assert library.search(None, picture=picture).found == ()
    assert names(eve.search(None, picture=picture)) == [picture.name]
    eve.close()


def test_a_base_keeps_at_least_one_owner(library):
    base = library.new("garden", spaces=["embed/descriptors"])
    with pytest.raises(InvalidIntake, match="needs an owner"):
        base.grant("ann", None)
    base.grant("*", "reader")
    anybody = library_of(library.home, "somebody")
    assert anybody.open("garden").facts.id == "garden"
    anybody.close()


@pytest.mark.proves("S3-10")
@pytest.mark.parametrize(
    ("rights", "policy", "why"),
    [
        ({"expires": str(date.today() - timedelta(1))}, {}, "its licence ended on"),
        ({"people_consented": False}, {}, "did not consent"),
        ({}, {"licence": True}, "nobody noted who holds it"),
        ({}, {"consent": "always"}, "no consent of the people"),
    ],
)
def test_rights_and_consent_bar_an_approved_item(library, tmp_path, rights, policy, why):
    base = library.new("garden", spaces=["embed/descriptors"], policy=Policy(**policy))
    picture = write_pictures(tmp_path / "in", 1)[0]
    item = ingest(base, picture, approve=True).added[0]
    base.describe(item, rights=Rights(**rights))
    found = base.search(picture=picture)
    assert found.found == ()
    assert why in found.notes[0]
    assert list(base.report().barred.values()) == [(item,)]
    fine = Rights(holder="Ann", expires=str(date.today()), people_consented=True)
    base.describe(item, rights=fine)
    assert names(base.search(picture=picture)) == [picture.name]


def test_named_people_need_consent_unless_they_are_drawn(library, tmp_path):
    base = library.new("garden", spaces=["embed/descriptors"])
    picture = write_pictures(tmp_path / "in", 1)[0]
    item = ingest(base, picture, approve=True).added[0]
    base.describe(item, people=["Margaret"])
    assert "no consent" in base.search(picture=picture).notes[0]
    base.describe(item, rights=Rights(people_consented=True))
    assert names(base.search(picture=picture)) == [picture.name]


@pytest.mark.proves("S3-10")
def test_every_change_stands_in_the_audit_which_nobody_can_change(library, tmp_path):
    base = library.new("garden", spaces=["embed/descriptors"])
    picture = write_pictures(tmp_path / "in", 1)[0]
    item = ingest(base, picture).added[0]
    base.caption(item, "A garden in May")
    base.approve([item], "vetted by hand")
    base.describe(item, facets={"Subject": "Botany"})
    base.revoke([item], "withdrawn")
    base.grant("bob", "reader")
    lines = base.audit()
    assert [c.what for c in lines] == [
        "new base", "add", "caption", "approve", "describe", "revoke", "grant",
    ]  # fmt: skip
    assert {c.who for c in lines} == {"ann"}
    caption = lines[2]
    assert caption.before["captions"][0] == {"text": "scene", "source": "file name"}
    assert caption.after["captions"][0] == {"text": "A garden in May", "source": "person"}
    assert lines[3].note == "vetted by hand"
    assert lines[4].after == {"facets": {"subject": ["botany"]}}
    with sqlite3.connect(base.folder / "catalogue.db") as db:
        for forgery in ("update audit set who = 'eve'", "delete from audit"):
            with pytest.raises(sqlite3.DatabaseError, match="the audit is never"):
                db.execute(forgery)
    db.close()


@pytest.mark.proves("S3-10")
def test_revocation_lists_the_films_and_a_receipt_outlives_the_item(scenes, tmp_path):
    library = library_of(scenes.folder.parent)
    findings = library.search("scenes", "red shoes in the snow", k=2)
    receipt = library.take(findings)
    item = receipt.chosen[0]
    assert item.asset.name == "red-shoes.jpg"
    assert receipt.grounded
    library.used(receipt.id, "film-7", "the autumn job")
    scenes.caption(item.id, "Something else altogether")
    films = scenes.revoke([item.id], "a complaint")
    assert [(u.film, u.by, u.receipt) for u in films] == [("film-7", "the autumn job", receipt.id)]
    kept = library.receipt(receipt.id)
    assert kept == receipt
    assert kept.chosen[0].caption == "A pair of red shoes on dark snow"
    assert kept.query.words == "red shoes in the snow"
    assert kept.candidates[0].ranks == {"minilm-384": 1, "words": 1}
    assert kept.spaces["scenes"][0].startswith("minilm-384@sha256:")
    assert scenes.ledger.receipts(item=item.id) == (receipt,)
    library.close()


def test_what_was_not_found_cannot_be_taken(scenes):
    library = library_of(scenes.folder.parent)
    findings = library.search("scenes", "tulips", k=1)
    with pytest.raises(NotFound, match="not among what was found"):
        library.take(findings, ["0" * 64])
    library.close()


@pytest.mark.proves("S2-27")
def test_removal_empties_the_data_first_and_tells_each_step(library, tmp_path):
    base = library.new("garden", spaces=["embed/descriptors"])
    ingest(base, write_pictures(tmp_path / "in", 3), approve=True)
    folder, steps = base.folder, []
    for line in library.remove("garden"):
        steps.append(line)
        if line.startswith("emptied the store"):
            assert not list(folder.glob("assets/references/??/*"))
            assert (folder / "catalogue.db").exists()
    assert steps[0].startswith("garden: 3 items (3 approved), used in 0 films")
    assert steps[2].startswith("emptied the store: 3 files")
    assert "index" in steps[3]
    assert "catalogue" in steps[4]
    assert not folder.exists()
    assert library.names() == ()
    evidence = next((library.home / "removed").glob("garden-*.jsonl")).read_text()
    assert evidence.count('"what": "add"') == 3


@pytest.mark.parametrize("name", ["", "Garden", "../garden", "a b", "removed"])
def test_a_name_that_is_none_is_refused(library, name):
    with pytest.raises(InvalidIntake):
        library.new(name)


def test_a_base_that_is_not_there_is_named_with_those_that_are(library):
    library.new("garden", spaces=["embed/descriptors"])
    with pytest.raises(NotFound, match=r"no knowledge base 'gardn'.*garden"):
        library.open("gardn")


def test_passwords_of_a_server_are_shown_to_nobody():
    base = KnowledgeBase(
        id="b",
        title="B",
        spaces=(),
        index="postgresql://me:open-sesame@host/db",
        index_options={"keys": {"secret_access_key": "open-sesame"}, "name": "b"},
        grants={"ann": "owner"},
        made_at="2026-01-01",
        made_by="ann",
    )
    shown = told(base)
    assert "open-sesame" not in str(shown)
    assert shown["index"] == "postgresql://me:***@host/db"
    assert shown["index_options"]["name"] == "b"
