"""Every declared input of every stage is changed in turn; exactly the right results go stale."""

import inspect
from contextlib import closing, contextmanager
from dataclasses import fields, replace

import pytest
from pydantic import BaseModel

from reelwright.store import Catalogue
from reelwright.workflow.build.bench import EDIT, changed_inputs, digests_of, key_of, listed
from reelwright.workflow.build.stage import STEPS, FromName, On, Reads, Tools
from reelwright.workflow.campaign.stages import JOBS, STAGES, fingerprint
from reelwright.workflow.campaign.stale import stale

from .changes import CHANGES, EDITS, Change, Place, edit
from .hanging import There, hanging, read_by, reading, to_be_made
from .house import called, opened

pytestmark = pytest.mark.longer

INPUTS = [(stage, one) for stage in STAGES.all for one in stage.inputs]


def named(inputs):
    return [f"{called(stage)}: {one.name}" for stage, one in inputs]


@pytest.fixture(scope="module")
def house(tmp_path_factory, page_tools):
    with opened(tmp_path_factory.mktemp("house"), page_tools) as house:
        yield house


# -- what status says ----------------------------------------------------------------------------


class Outcome:
    """A change done in a copy: what it hit, what has to be stale by that, and what is."""

    def __init__(self, house, name):
        self.house, self.name = house, name
        self.change = CHANGES.get(name) or EDITS[name]
        self.base = house.of[self.change.base]
        self.folder = house.copied(self.change.base)
        catalogue = Catalogue(self.folder / ".reelwright" / "catalogue.db")
        place = Place(self.folder, catalogue, self.base.there)
        self.settings = dict(self.base.settings)
        if isinstance(self.change, Change):
            self.change.do(place)
            self.settings |= self.change.settings
            self.hit = read_by(place.there, self.change.touches)
            self.edited = None
        else:
            self.edited = edit(place, self.change)
            new = catalogue.latest(*self.edited).value
            self.hit = reading(place.there, self.edited, new)
        kept = [(kind, i) for kind in STAGES.names for i in catalogue.items(kind)]
        self.by_hand = {(kind, i.item) for kind, i in kept if EDIT in i.inputs}
        catalogue.close()
        self.stale = self.told()

    def told(self):
        studio, _ = self.house.studio(self.folder, self.settings)
        with pytest.MonkeyPatch.context() as patched:
            for name, value in getattr(self.change, "environment", {}).items():
                patched.setenv(name, value)
            for name, value in getattr(self.change, "ours", {}).items():
                patched.setattr(f"reelwright.{name}", lambda said=value: said)
            found = stale(studio)
            self.fingerprint = fingerprint(studio)
        studio.close()
        return {tuple(n.split("/", 1)): a for n, a in found.items()}

    def wanted(self):
        return hanging(self.base.there, self.hit)


@pytest.fixture(scope="module")
def outcome(house):
    kept = {}

    def of(name):
        if name not in kept:
            kept[name] = Outcome(house, name)
        return kept[name]

    return of


@pytest.mark.parametrize("base", ["camera", "two languages", "model"])
def test_nothing_is_stale_where_nothing_changed(house, base):
    studio, _ = house.studio(house.of[base].folder, house.of[base].settings)
    assert stale(studio) == {}
    studio.close()


def test_there_is_a_result_of_every_stage(house):
    made = {called(m.there.declaration(i)) for m in house.of.values() for i in m.there.values}
    assert made == {called(s) for s in STAGES.all if s.work}


@pytest.mark.parametrize("name", [*CHANGES, *EDITS])
def test_a_change_makes_stale_what_reads_it_and_what_hangs_on_that(outcome, name):
    found = outcome(name)
    assert found.hit, "something reads it"
    assert {i: a.state for i, a in found.stale.items()} == dict.fromkeys(found.wanted(), "stale")
    for item, amiss in found.stale.items():
        lost = "; it will be written anew without its edit"
        assert amiss.why.endswith(lost) == (item in found.by_hand)
        why = amiss.why.removesuffix(lost)
        if item in found.hit:
            assert why == f"{listed(sorted(found.hit[item]))} changed"
        else:
            assert why.endswith("is stale"), "it would be as it was, but for one before it"


@pytest.mark.parametrize(("stage", "one"), INPUTS, ids=named(INPUTS))
def test_every_input_that_a_stage_reads_has_a_change_that_makes_it_stale(outcome, stage, one):
    """An input that is declared tomorrow fails here until a change of it is known."""
    if not isinstance(one.source, Reads | On):
        pytest.skip("it follows from which item it is")
    found = [outcome(name) for name in (*CHANGES, *EDITS)]
    of = [
        (o.name, item)
        for o in found
        for item, keys in o.hit.items()
        if one.key in keys and o.base.there.declaration(item) is stage
    ]
    assert of, (
        f"no change is known of {one.name} ({one.source}), which stage {called(stage)} reads: "
        "add one to CHANGES or EDITS"
    )
    for name, item in of:
        assert one.key in outcome(name).stale[item].why


def test_nothing_is_changed_that_no_stage_reads():
    known = {i.source.what for _, i in INPUTS if isinstance(i.source, Reads)}
    parts = {i.source.part for _, i in INPUTS if isinstance(i.source, On)}
    for name, change in CHANGES.items():
        assert set(change.touches) <= known | parts, name


@pytest.mark.parametrize("name", CHANGES)
def test_a_killed_run_is_not_taken_up_after_a_change(outcome, house, name):
    found = outcome(name)
    assert house.fingerprint(found.change.base) != found.fingerprint


# -- what make makes -----------------------------------------------------------------------------

QUICK = [n for n, c in (*CHANGES.items(), *EDITS.items()) if c.until]


@pytest.mark.parametrize("name", QUICK)
def test_make_makes_anew_what_has_to_be_and_nothing_else(outcome, house, name):
    compare(outcome(name), house, outcome(name).change.until)


def compare(found, house, until):
    before, place = found.base.there, found.folder / ".reelwright" / "catalogue.db"
    with closing(Catalogue(place)) as catalogue:
        there = {(k.stage, k.key): k.item for n in STAGES.names for k in catalogue.every(n)}
    fresh, reached = house.run(found.folder, found.settings, until)
    with closing(Catalogue(place)) as catalogue:
        after = There.of(catalogue)

    def lent(item):
        """Whether another item, or an older version of this, was made of the very same inputs."""
        owner = there.get((item[0], after.keys[item]))
        return owner is not None and before.keys.get(item) != after.keys[item]

    wanted = {i for i in to_be_made(before, after, found.hit, reached) if not lent(i)}
    assert _kept_under(fresh, after) == _kept_under(wanted, after), (fresh - wanted, wanted - fresh)
    assert {i for i in fresh if i in before.values} <= set(found.stale)


def _kept_under(items, there):
    """Two items of the same inputs are one result: whichever comes first makes it."""
    return {(stage, there.keys[stage, item]) for stage, item in items}


def test_what_was_made_after_a_change_stands_then(outcome, house):
    found = outcome("goal")
    house.run(found.folder, found.settings, "continuity")
    fresh, reached = house.run(found.folder, found.settings, "continuity")
    assert fresh == set()
    assert not reached & set(found.told())


# -- versions of stages --------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [s for s in STAGES.all if s.work], ids=called)
def test_another_version_of_a_stage_makes_its_results_stale_and_what_hangs_on_them(house, stage):
    name, base = next(
        (n, m)
        for n, m in house.of.items()
        for i in m.there.values
        if m.there.declaration(i) is stage
    )
    hit = {i: {"version"} for i in base.there.values if base.there.declaration(i) is stage}
    before = house.fingerprint(name)
    with of_version(stage, "new"):
        studio, _ = house.studio(base.folder, base.settings)
        found = {tuple(n.split("/", 1)): a for n, a in stale(studio).items()}
        assert fingerprint(studio) != before
        studio.close()
    assert set(found) == hanging(base.there, hit)
    assert {found[i].why for i in hit} == {"the way it is made changed"}


def test_make_makes_anew_what_another_version_of_a_stage_made(house):
    stage, folder = STAGES.named("match"), house.copied("camera")
    with of_version(stage, "new"):
        fresh, _ = house.run(folder, {}, "continuity")
    assert {kind for kind, _ in fresh} == {"match"}, "it came out as it was: the rest stands"


@contextmanager
def of_version(stage, version):
    """As if the next release had raised a stage's version."""
    before = stage.version
    object.__setattr__(stage, "version", version)
    try:
        yield
    finally:
        object.__setattr__(stage, "version", before)


# -- inputs one by one ---------------------------------------------------------------------------


@pytest.mark.parametrize(("stage", "one"), INPUTS, ids=named(INPUTS))
def test_an_input_changed_alone_changes_the_key_and_is_named_as_the_cause(house, stage, one):
    given = house.watch.given[called(stage)]
    changed = replace(given, **{one.name: other(getattr(given, one.name))})
    before, after = digests_of(stage, given), digests_of(stage, changed)
    if isinstance(one.source, FromName):
        assert key_of(stage, before) == key_of(stage, after)
    else:
        assert key_of(stage, before) != key_of(stage, after)
        assert changed_inputs(before, after) == [one.key]


def other(value):
    """A value of the same kind that is not the same."""
    if isinstance(value, BaseModel):
        kinds = {n: f.annotation for n, f in type(value).model_fields.items()}
        plain_ones = [n for n, kind in kinds.items() if kind in (str, int, float)]
        name = plain_ones[0] if plain_ones else next(iter(kinds))
        return value.model_construct(**vars(value) | {name: other(vars(value)[name])})
    if isinstance(value, list | tuple):
        return value[:-1] if value else ["another"]
    if isinstance(value, dict):
        return value | {"another": "one"}
    return value + 1 if isinstance(value, int | float) else f"{value or ''}another"


def test_what_takes_no_part_in_a_key_follows_from_what_does(outcome, house):
    """Else two results that differ could have one key."""
    for name in (*CHANGES, *EDITS):
        outcome(name)
    assert len(house.keys) > 200
    assert {stage for (stage, _), values in house.keys.items() if len(values) > 1} == set()


def test_every_stage_worked_under_watch_and_read_nothing_else(house):
    assert house.watch.seen == {called(s) for s in STAGES.all if s.work}
    assert house.watch.found == []


# -- the declarations themselves -----------------------------------------------------------------


@pytest.mark.parametrize("job", JOBS[:-1])
def test_the_model_and_temperature_of_every_job_are_in_the_fingerprint(house, job):
    studio, _ = house.studio(house.of["camera"].folder, {})
    another = replace(studio.choices, model_for=lambda j: "test:new" if j == job else "offline")
    warmer = replace(studio.choices, temperatures={job: 0.5})
    plain = fingerprint(studio)
    assert fingerprint(replace(studio, choices=another)) != plain
    assert fingerprint(replace(studio, choices=warmer)) != plain
    studio.close()


@pytest.mark.parametrize("stage", STAGES.all, ids=called)
def test_every_input_says_where_it_comes_from_and_work_sees_no_more(stage):
    assert stage.step in STEPS
    for one in stage.inputs:
        if isinstance(one.source, Reads):
            assert one.source.what, "it is said in words"
    for on in stage.stands_on:
        assert on in STAGES.names
    if stage.work:
        assert len(inspect.signature(stage.work).parameters) == 2, "inputs and tools, no studio"
    seen = {f.name for f in fields(Tools)}
    assert not seen & {"campaign", "choices", "catalogue", "studio", "settings"}
