"""People, their roles, how they sign in, and the keys of their programs."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner

from reelwright.cli.app import app
from reelwright.domain.errors import InvalidIntake, NotAllowed, NotFound
from reelwright.settings import Settings
from reelwright.store import credentials
from reelwright.store.credentials import SignIns
from reelwright.studio import (
    campaigns,
    clips,
    decisions,
    items,
    jobs,
    people,
    references,
    shots,
    snapshots,
    storage,
)
from reelwright.wiring.places import house_of

WORD = "a long enough word"


EVERYWHERE = pytest.mark.parametrize("house", ["files", "server"], indirect=True)


@pytest.fixture
def house(request, tmp_path, monkeypatch):
    """A house of its own, in files or on a real server; hashes are quick ones, but in one test."""
    kind = getattr(request, "param", "files")
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "home"))
    if kind == "server":
        monkeypatch.setenv("REELWRIGHT_DATABASE_URL", request.getfixturevalue("own_database"))
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    return kind


@pytest.fixture
def peopled(house):
    """A house with an admin, and one person of each other role."""
    people.found(people.founding(), "ann", WORD)
    for role in ("viewer", "editor", "approver"):
        people.add(role, [role], password=WORD, who="ann")


@EVERYWHERE
def test_the_first_administrator_founds_the_house_with_a_word_that_works_once(house):
    word, late = people.founding(), people.founding()
    assert word != late, "each service prints a word of its own"
    with pytest.raises(NotAllowed, match="do not belong together"):
        people.found("another word", "eve", WORD)
    opened = people.found(word, "ann", WORD)
    assert people.caller(opened.token).duties == ("viewer", "editor", "approver", "admin")
    assert people.founding() == ""
    for used in (word, late):
        with pytest.raises(NotAllowed, match="has an administrator"):
            people.found(used, "eve", WORD)


@EVERYWHERE
def test_a_person_signs_in_and_out(peopled):
    opened = people.sign_in("editor", WORD)
    caller = people.caller(opened.token)
    assert (caller.name, caller.duties, caller.proof) == (
        "editor", ("viewer", "editor"), opened.proof
    )  # fmt: skip
    people.sign_out(opened.token)
    assert people.caller(opened.token) is None
    assert people.caller("") is None


@pytest.mark.parametrize("name", ["editor", "nobody"])
def test_a_wrong_password_tells_nothing_and_makes_the_next_ones_wait(peopled, name, monkeypatch):
    told = set()
    for _ in range(6):
        with pytest.raises(NotAllowed) as problem:
            people.sign_in(name, "not the word at all")
        told.add(str(problem.value))
    assert len(told) == 1
    with pytest.raises(NotAllowed, match=r"wait \d+ seconds"):
        people.sign_in(name, WORD)


def test_a_right_password_counts_from_anew(peopled):
    for _ in range(4):
        with pytest.raises(NotAllowed):
            people.sign_in("editor", "not the word at all")
    people.sign_in("editor", WORD)
    with pytest.raises(NotAllowed, match="belong"):
        people.sign_in("editor", "not the word at all")
    assert people.sign_in("editor", WORD).token


def test_sessions_end_by_themselves(peopled, monkeypatch):
    opened = people.sign_in("editor", WORD)
    later = datetime.now(UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return later

    monkeypatch.setattr(credentials, "datetime", Clock)
    later += timedelta(hours=11)
    assert people.caller(opened.token)
    later += timedelta(hours=11)
    assert people.caller(opened.token), "it was used meanwhile"
    later += timedelta(hours=13)
    assert people.caller(opened.token) is None, "idle for too long"
    fresh = people.sign_in("editor", WORD)
    for _ in range(17):
        later += timedelta(hours=10)
        people.caller(fresh.token)
    assert people.caller(fresh.token) is None, "older than a week"


@EVERYWHERE
def test_another_password_or_being_disabled_ends_all_sessions(peopled):
    one, two = people.sign_in("editor", WORD), people.sign_in("viewer", WORD)
    people.set_password("editor", "quite another word", old=WORD, who="editor")
    assert people.caller(one.token) is None
    with pytest.raises(NotAllowed):
        people.sign_in("editor", WORD)
    people.disable("viewer", who="ann")
    assert people.caller(two.token) is None
    with pytest.raises(NotAllowed):
        people.sign_in("viewer", WORD)
    people.enable("viewer", who="ann")
    assert people.sign_in("viewer", WORD).token


@pytest.mark.parametrize("short", ["short", "editor", "aaaaaaaaaaaa", "x" * 1001])
def test_passwords_that_are_soon_found_are_refused(peopled, short):
    with pytest.raises(InvalidIntake, match="password"):
        people.set_password("editor", short, who="ann")


def test_only_an_admin_sets_anothers_password(peopled):
    with pytest.raises(NotAllowed, match="role admin"):
        people.set_password("viewer", "quite another word", who="editor")
    with pytest.raises(NotAllowed, match="belong"):
        people.set_password("editor", "quite another word", old="wrong word here", who="editor")


def test_the_last_admin_stays_one(peopled):
    for act in (lambda: people.give("ann", ["editor"], who="ann"),
                lambda: people.disable("ann", who="ann")):  # fmt: skip
        with pytest.raises(NotAllowed, match="only admin"):
            act()
    people.give("editor", ["admin"], who="ann")
    people.disable("ann", who="editor")


def test_nobody_is_left_without_a_role(peopled):
    for act in (lambda: people.give("editor", [], who="ann"),
                lambda: people.add("bob", [], password=WORD, who="ann")):  # fmt: skip
        with pytest.raises(InvalidIntake, match=r"no role.*one or more of viewer.*or disable"):
            act()
    assert people.one("editor", who="ann").roles == ("editor",)
    assert "bob" not in {p.name for p in people.listed(who="ann")}


def test_the_first_of_a_house_is_an_admin(house):
    with pytest.raises(InvalidIntake, match="role admin"):
        people.add("bob", ["viewer"])
    people.add("bob", ["admin"])


@pytest.mark.parametrize("name", ["", " ann", "ann ", "a\nb", "x" * 201, "editor"])
def test_a_name_is_one_line_and_nobody_elses(peopled, name):
    with pytest.raises(InvalidIntake, match="taken, or no name"):
        people.add(name, ["viewer"], who="ann")


def test_two_names_that_differ_in_capitals_alone_are_not_two_peoples(peopled):
    with pytest.raises(InvalidIntake, match="there is 'editor' already"):
        people.add("Editor", ["viewer"], who="ann")


@EVERYWHERE
def test_a_key_may_no_more_than_its_scopes_nor_than_its_person(peopled):
    key = people.new_key("nightly run", ["editor"], who="ann")
    assert people.caller(secret=key.secret).duties == ("viewer", "editor")
    mine = people.new_key("mine", ["admin"], who="viewer")
    assert people.caller(secret=mine.secret).duties == ("viewer",)
    assert people.caller(secret=mine.secret).proof == ""
    assert [k.id for k in people.keys(who="viewer")] == [mine.id]
    assert {k.id for k in people.keys(who="ann")} == {key.id, mine.id}
    assert all(k.secret == "" for k in people.keys(who="ann"))
    with pytest.raises(NotAllowed, match="not yours"):
        people.revoke_key(key.id, who="viewer")
    people.revoke_key(key.id, who="ann")
    assert people.caller(secret=key.secret) is None
    people.disable("viewer", who="ann")
    assert people.caller(secret=mine.secret) is None
    with pytest.raises(NotFound, match="no key"):
        people.revoke_key("nothing", who="ann")


def test_a_key_ends_on_its_day(peopled, monkeypatch):
    key = people.new_key("a day", ["viewer"], days=1, who="ann")
    later = datetime.now(UTC) + timedelta(days=1, minutes=1)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return later

    assert people.caller(secret=key.secret)
    monkeypatch.setattr(credentials, "datetime", Clock)
    assert people.caller(secret=key.secret) is None


@EVERYWHERE
def test_no_secret_is_kept(peopled, house, tmp_path):
    opened = people.sign_in("editor", WORD)
    key = people.new_key("nightly", ["viewer"], who="ann")
    kept = SignIns(*house_of(Settings()))
    rows = [
        str(row)
        for table in ("passwords", "sessions", "api_keys", "trail")
        for row in kept.database.read(f"select * from {table}")
    ]
    for secret in (WORD, opened.token, key.secret):
        assert not any(secret in row for row in rows)
    assert any("$argon2id$" in row for row in rows)


def test_a_password_costs_who_guesses_it():
    assert "$argon2id$v=19$m=65536,t=3,p=4$" in people._hasher().hash(WORD)


@EVERYWHERE
def test_every_act_stands_in_the_audit(peopled):
    people.sign_in("editor", WORD)
    people.give("editor", ["viewer"], who="ann")
    lines = people._people().trail.lines()
    acts = [(line.who, line.what, line.thing) for line in lines]
    assert ("ann", "add person", "ann") in acts
    assert ("editor", "sign in", "editor") in acts
    assert acts[-1] == ("ann", "give roles", "editor")


ACTS = {
    "editor": [
        lambda at, who: campaigns.make(at, who=who),
        lambda at, who: campaigns.stop(at, who=who),
        lambda at, who: clips.ask([], out=at, who=who),
        lambda at, who: clips.make([], out=at, who=who),
        lambda at, who: jobs.cancel(at, who=who),
        lambda at, who: items.edit(at, "brief/a", "{}", who=who),
        lambda at, who: items.undo(at, "brief/a", who=who),
        lambda at, who: shots.choose_backend(at, "film", "s1", None, who=who),
        lambda at, who: shots.allow_again(at, "film", "s1", who=who),
        lambda at, who: shots.wish(at, "film", "s1", "another", who=who),
        lambda at, who: references.use(at, "film", "s1", "dog", who=who),
        lambda at, who: references.free(at, "film", "s1", who=who),
        lambda at, who: references.ban(at, "film", "dog", who=who),
        lambda at, who: references.allow(at, "film", "dog", who=who),
        lambda at, who: references.flag(at, "film", "dog", "prop", who=who),
        lambda at, who: snapshots.take(at, who=who),
    ],
    "approver": [
        lambda at, who: decisions.approve(at, everything=True, who=who),
        lambda at, who: decisions.reject(at, ["brief/a"], who=who),
        lambda at, who: campaigns.make(at, yes=True, who=who),
    ],
    "admin": [
        lambda at, who: people.add("bob", ["viewer"], who=who),
        lambda at, who: people.give("viewer", ["editor"], who=who),
        lambda at, who: people.disable("viewer", who=who),
        lambda at, who: people.enable("viewer", who=who),
        lambda at, who: people.new_key("x", ["viewer"], name="ann", who=who),
        lambda at, who: storage.sweep(at, who=who),
        lambda at, who: storage.seal(at, who=who),
        lambda at, who: storage.unseal(at, who=who),
    ],
    "viewer": [lambda at, who: people.listed(who)],
}
MAY = {
    "viewer": {"viewer"},
    "editor": {"viewer", "editor"},
    "approver": {"viewer", "approver"},
    "stranger": set(),
}


@pytest.mark.parametrize("who", MAY)
def test_nobody_does_what_their_role_does_not_allow(peopled, who, tmp_path):
    told = 0
    for duty, act in ((d, a) for d, acts in ACTS.items() for a in acts):
        if duty in MAY[who]:
            continue
        with pytest.raises(NotAllowed) as problem:
            act(tmp_path / "nowhere", who)
        told += 1
        assert "role" in str(problem.value) or "not among the people" in str(problem.value)
    assert told == sum(len(a) for d, a in ACTS.items() if d not in MAY[who])


def test_a_house_without_people_is_one_persons_own(house, tmp_path):
    with pytest.raises(NotFound):
        decisions.approve(tmp_path, everything=True, who="anybody")


def test_the_program_adds_people_and_asks_for_their_roles(house, tmp_path):
    def run(*words, code=0, given=None, who="ann"):
        done = CliRunner().invoke(app, list(words), input=given, env={"REELWRIGHT_WHO": who})
        assert done.exit_code == code, done.output
        return done.output

    assert "nobody was added" in run("people", "list")
    run("people", "add", "ann", "admin")
    run("people", "add", "bob", "viewer", "--stdin", given=f"{WORD}\n")
    assert people.sign_in("bob", WORD).token
    told = run("people", "list", who="bob")
    assert all(word in told for word in ("ann", "admin", "bob", "viewer"))
    assert "takes the role admin" in run("people", "give", "bob", "editor", code=1, who="bob")
    assert "bob is editor" in run("people", "give", "bob", "editor")
    run("people", "give", "bob", code=2)
    assert people.one("bob", who="ann").roles == ("editor",)
    secret = run("people", "key", "nightly", "viewer", "--days", "3").splitlines()[-1]
    assert people.caller(secret=secret).name == "ann"
    id_ = people.keys(who="ann")[0].id
    assert id_ in run("people", "keys")
    run("people", "revoke-key", id_)
    assert people.caller(secret=secret) is None
    run("people", "disable", "bob")
    assert "not among" in run("people", "list", code=1, who="carl")
    assert list(itertools.islice((p.name for p in people.listed("ann")), 2)) == ["ann", "bob"]
