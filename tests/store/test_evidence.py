"""Rows that somebody changed past the program are named, for each kind of decision."""

import pytest

from reelwright.store.catalogue import Catalogue, Decision, now
from reelwright.store.evidence import compare

KINDS = {"segments": "segment", "briefs": "brief", "reference": "", "route": ""}


@pytest.fixture
def catalogue(database):
    """Decisions of three kinds and two edits, each with its line; nothing differs."""
    made = Catalogue(database)
    made.trail.note("ann", "make", "spring", "until release, up to the next gate")
    made.decide(
        Decision("segments", "carers", "a" * 64, "approve", "ann", "good", now()), "segment/carers"
    )
    made.decide(Decision("reference", "board/s1", "tree.jpg", "use", "bob", "", now()))
    made.decide(Decision("route", "board/s1", "", "free", "bob", "too dear", now()))
    made.keep_edit("brief/lamp", "b" * 64, {"title": "Lamp"}, "bob")
    made.keep_edit("brief/lamp", "b" * 64, {"title": "The lamp"}, "ann")
    made.keep_edit("brief/tea", "c" * 64, {"title": "Tea"}, "bob")
    made.drop_edit("brief/tea", "c" * 64, "bob")
    made.trail.note("ann", "sweep", "spring", "3 files, 20 bytes")
    assert compare(made, KINDS).differing == ()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("update decisions set decision = 'reject' where id = 1", "of ann to reject carers"),
        ("update decisions set who = 'eve' where id = 1", "of eve to approve carers"),
        ("update decisions set note = 'fine' where id = 2", "of bob to use board/s1"),
        ("update decisions set item = 'others' where id = 1", "to approve others"),
        (f"update decisions set digest = '{'f' * 64}' where id = 1", "segments ffffffffffff"),
        ("update decisions set gate = 'briefs' where id = 1", "briefs aaaaaaaaaaaa"),
        ("update decisions set at = '2020-01-01T00:00:00+00:00' where id = 3", "2020-01-01"),
        ("delete from decisions where id = 1", "segments aaaaaaaaaaaa"),
        ("delete from decisions where id = 3", "free board/s1"),
        ("delete from decisions", "use board/s1"),
        (
            "insert into decisions(gate, item, digest, decision, who, note, at) "
            f"values ('briefs', 'lamp', '{'d' * 64}', 'approve', 'ann', '', '{now()}')",
            "to approve lamp",
        ),
        ('update edits set value = \'{"title": "Mine"}\'', "the edit of brief/lamp"),
        ("update edits set who = 'eve'", "the edit of brief/lamp"),
        ("update edits set item = 'brief/other'", "edit of brief/other"),
        ("delete from edits", "edit of brief/lamp, and none is kept"),
        (
            f"insert into edits(item, base, value, who, at) values ('brief/tea', '{'c' * 64}', "
            f"'{{\"title\": \"Mine\"}}', 'bob', '{now()}')",
            "the edit of brief/tea",
        ),
    ],
)
def test_a_row_that_no_line_tells_of_like_that_is_named(catalogue, statement, named):
    with catalogue.database.change() as change:
        change.run(statement.replace(":", "\\:"))
    found = compare(catalogue, KINDS)
    assert named in " | ".join(found.differing), found.differing
    assert found.older == 0


def test_lines_taken_off_the_end_are_missed_by_the_decisions_they_told_of(catalogue):
    with catalogue.database.change() as change:
        for act in ("delete", "update"):
            if change.dialect == "sqlite":
                change.run(f"drop trigger trail_stands_{act}")
            else:
                change.run(f"drop function trail_stands_{act}() cascade")
        change.run("delete from trail where number > 2")
    found = compare(catalogue, KINDS)
    assert len(found.differing) == 3, "two decisions and an edit"
    assert all("no line of the audit" in said for said in found.differing)


def test_what_is_older_than_the_audit_is_counted_and_does_not_differ(database):
    made = Catalogue(database)
    with made.database.change() as change:
        change.run(
            "insert into decisions(gate, item, digest, decision, who, note, at) values "
            "('briefs', 'lamp', 'd1', 'approve', 'ann', '', '2025-01-01T00\\:00\\:00+00\\:00')"
        )
        change.run(
            "insert into edits(item, base, value, who, at) "
            "values ('brief/lamp', 'd1', '1', 'ann', '2025-01-01T00\\:00\\:00+00\\:00')"
        )
    made.decide(Decision("briefs", "tea", "d2", "approve", "bob", "", now()))
    found = compare(made, KINDS)
    assert (found.differing, found.older) == ((), 2)
    made.close()
