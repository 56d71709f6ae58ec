"""Every decision is on record: who, what, which item, when and why; as the program shows it."""

import json
import shutil

import pytest

from reelwright import campaigns, films
from reelwright.store.catalogue import Catalogue
from reelwright.wiring import desk

pytestmark = pytest.mark.longer


def lines(told, *words):
    """(who, what, thing) of the audit, and the whole entries."""
    found = json.loads(told("audit", *words, "--json"))
    return [(e["who"], e["what"], e["thing"]) for e in found], found


def test_decisions_of_two_people_are_told_apart_with_their_reasons(told, copy):
    film = f"film/{films.listed(copy)[0].id}"
    board = next(r.name for r in campaigns.status(copy) if r.stage == "storyboard")
    told("reject", copy, film, "--note", "too loud", who="bob")
    told("approve", copy, film, "--note", "it is not")
    told("edit", copy, board, "headline of scene 1: A light in the hall", "--yes", who="bob")
    told("edit", copy, board, "--undo")
    told("reference", copy, board, "s1", "--free", who="bob")
    acts, entries = lines(told, copy)
    assert acts[0][:2] == ("ann", "make")
    assert acts[-5:] == [
        ("bob", "reject", film),
        ("ann", "approve", film),
        ("bob", "edit", board),
        ("ann", "undo", board),
        ("bob", "free", f"{films.listed(copy)[0].storyboard}/s1"),
    ]
    assert [e["why"] for e in entries[-5:-3]] == ["too loud", "it is not"]
    assert all(e["at"] for e in entries)
    assert {e["why"] for e in entries if e["what"] == "approve"} > {"passed unseen: make --yes"}
    one, _ = lines(told, copy, film)
    assert one[-2:] == [("bob", "reject", film), ("ann", "approve", film)]
    assert {thing for _, _, thing in one} == {film}
    said = told("audit", copy, "--verify")
    assert f"{len(entries)} lines, none changed" in said
    assert entries[-1]["mark"] in said
    said = told("audit", copy, "--mark", "0" * 64, code=1)
    assert "not among the" in said
    assert "compare with a backup" in said


def test_a_record_that_somebody_changed_is_told_and_fails(copy):
    from reelwright import audit

    before = audit.verify(copy)
    assert before.sound
    catalogue = Catalogue(copy / ".reelwright" / "catalogue.db")
    with catalogue.database.change() as change:
        change.run("drop trigger trail_stands_update")
        change.run("update trail set who = 'eve' where number = 2")
    catalogue.close()
    found = audit.verify(copy)
    assert (found.sound, found.broken, found.lines) == (False, 2, before.lines)


def test_a_clip_that_is_asked_for_and_a_base_that_is_changed_are_on_record(told, copy, tmp_path):
    out, home = tmp_path / "clips", {"REELWRIGHT_LIBRARY": str(tmp_path / "home")}
    image = next((copy / "library").glob("*.svg"))
    told("clip", "slow push in", "--image", image, "--out", out, "--seconds", "2", who="bob")
    acts, entries = lines(told, out)
    assert acts[0][:2] == ("bob", "ask clip")
    assert entries[0]["why"] == "slow push in"
    told("library", "new", "garden", "--space", "embed/descriptors", **home)
    told("library", "grant", "garden", "bob", "reader", **home)
    said = told("library", "grant", "garden", "eve", "owner", who="bob", code=1, **home)
    assert "bob" in said
    found = json.loads(told("audit", "--json", **home))
    assert [(e["who"], e["what"], e["thing"], e["detail"]) for e in found] == [
        ("ann", "new base", "garden", ""),
        ("ann", "grant", "garden", "bob: reader"),
        ("bob", "grant", "garden", "eve: owner"),
        ("bob", "not done: grant", "garden", found[-1]["detail"]),
    ]
    assert "bob" in found[-1]["detail"]


def test_a_codebook_that_is_edited_is_on_record_before_it_is_changed(copy):
    from reelwright import audit, items

    text = (copy / "codebook.toml").read_text("utf-8")
    items.edit(copy, "codebook", text + "\n# looked over\n", who="bob")
    assert items.edit(copy, "codebook", text + "\n# looked over\n", who="bob").fields == ()
    found = audit.listed(copy, "codebook")
    assert [(e.who, e.what) for e in found if e.what == "edit"] == [("bob", "edit")]


def test_a_forged_decision_is_named_and_fails(told, copy):
    film = f"film/{films.listed(copy)[0].id}"
    assert "none changed" in told("audit", copy, "--verify")
    catalogue = desk(copy)
    with catalogue.database.change() as change:
        change.run("update decisions set decision = 'reject', who = 'eve' where gate = 'final'")
    catalogue.close()
    said = told("audit", copy, "--verify", code=1)
    assert f"the decision of eve to reject {film.partition('/')[2]}" in said
    assert f"approve {film}" in said
    found = json.loads(told("audit", copy, "--verify", "--json", code=1))
    assert len(found["differing"]) == 2


@pytest.mark.parametrize("how", ["lines", "all rows", "file"])
def test_an_audit_that_was_emptied_is_told_and_fails(copy, how):
    from reelwright import audit

    path = copy / ".reelwright" / "catalogue.db"
    if how == "file":
        for name in (path, path.with_name("catalogue.db-wal"), path.with_name("catalogue.db-shm")):
            name.unlink(missing_ok=True)
        path.write_bytes(b"")
    else:
        catalogue = Catalogue(path)
        tables = ["trail", "decisions", "edits", "events", "results", "current"]
        with catalogue.database.change() as change:
            change.run("drop trigger trail_stands_delete")
            for table in tables[:1] if how == "lines" else tables:
                change.run(f"delete from {table}")
        catalogue.close()
    found = audit.verify(copy)
    assert (found.sound, found.lines) == (False, 0)
    assert found.emptied == ("decisions" if how == "lines" else "takes or films")


def test_a_campaign_that_was_only_checked_has_an_audit_that_is_whole(copy):
    from reelwright import audit

    shutil.rmtree(copy / ".reelwright")
    campaigns.check(copy)
    found = audit.verify(copy)
    assert (found.sound, found.lines, found.emptied) == (True, 0, "")
