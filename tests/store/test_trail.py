"""The audit: a line with every decision or neither, and a chain that shows what was done to it."""

import threading

import pytest

from reelwright.domain.errors import StoreFailed
from reelwright.store.catalogue import Catalogue, Decision, now
from reelwright.store.database import Database
from reelwright.store.trail import Trail

ENTRY = ("ann", "approve", "film/lamp", "final 1234", "good")


@pytest.fixture
def trail(database):
    """An audit of five lines."""
    found = Trail(database)
    for n in range(5):
        found.note("ann" if n % 2 else "bob", "approve", f"brief/{n}", why=f"reason {n}")
    return found


def tampered(database, statement):
    """What somebody does who may do anything to the database."""
    with database.change() as change:
        if change.dialect == "sqlite":
            change.run("drop trigger trail_stands_update")
            change.run("drop trigger trail_stands_delete")
        else:
            change.run("alter table trail disable trigger user")
        change.run(statement)


def test_a_line_tells_who_did_what_to_what_when_and_why(database):
    trail = Trail(database)
    trail.note(*ENTRY)
    (line,) = trail.lines()
    assert (line.who, line.what, line.thing, line.detail, line.why) == ENTRY
    assert line.at[:4].isdigit()
    assert trail.verify().lines == 1
    assert trail.verify().broken is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("update trail set who = 'eve' where number = 3", 3),
        ("update trail set why = '' where number = 1", 1),
        ("update trail set at = '2020-01-01' where number = 5", 5),
        ("delete from trail where number = 2", 3),
        ("update trail set mark = 'x' where number = 4", 4),
        (
            "insert into trail(number, at, who, what, thing, detail, why, mark) "
            "select 9, at, who, what, thing, detail, why, mark from trail where number = 2",
            9,
        ),
    ],
)
def test_what_was_changed_taken_out_or_slipped_in_is_found(trail, database, statement, broken):
    assert trail.verify() == trail.verify(trail.lines()[2].mark)
    tampered(database, statement)
    assert trail.verify().broken == broken


def test_lines_cut_off_at_the_end_are_told_by_a_mark_that_was_noted(trail, database):
    noted = trail.verify().mark
    trail.note(*ENTRY)
    assert trail.verify(noted).held, "what comes later does not matter"
    tampered(database, "delete from trail where number >= 5")
    found = trail.verify(noted)
    assert (found.broken, found.held, found.lines) == (None, False, 4)


def test_many_at_once_make_one_chain(where, database):
    Trail(database)

    def work(who):
        own = Trail(Database(*where))
        for n in range(20):
            own.note(who, "approve", f"{n}")
        own.close()

    threads = [threading.Thread(target=work, args=(f"p{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = Trail(database).verify()
    assert (found.lines, found.broken) == (80, None)


def refuse_lines(database):
    """Let no line be added any more, as a full disk or a lost right does."""
    with database.change() as change:
        if change.dialect == "sqlite":
            change.run(
                "create trigger no_more before insert on trail begin select raise(abort, 'no'); end"
            )
            return
        change.run(
            "create function no_more() returns trigger language plpgsql as "
            "$$ begin raise exception 'no'; end $$"
        )
        change.run(
            "create trigger no_more before insert on trail for each row execute function no_more()"
        )


def test_no_decision_stands_without_its_line(database):
    catalogue = Catalogue(database)
    catalogue.decide(Decision("briefs", "lamp", "d1", "approve", "ann", "good", now()))
    catalogue.keep_edit("brief/lamp", "d1", {"title": "Lamp"}, "bob")
    assert [(x.who, x.what, x.thing) for x in catalogue.trail.lines()] == [
        ("ann", "approve", "lamp"),
        ("bob", "edit", "brief/lamp"),
    ]
    refuse_lines(database)
    with pytest.raises(StoreFailed):
        catalogue.decide(Decision("briefs", "lamp", "d1", "reject", "ann", "", now()))
    with pytest.raises(StoreFailed):
        catalogue.keep_edit("brief/lamp", "d1", {"title": "Other"}, "ann")
    with pytest.raises(StoreFailed):
        catalogue.drop_edit("brief/lamp", "d1", "ann")
    assert catalogue.decision("briefs", "lamp", "d1").decision == "approve"
    assert catalogue.edit("brief/lamp", "d1") == {"title": "Lamp"}
    assert len(catalogue.trail.lines()) == 2
