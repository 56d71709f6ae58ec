"""What a person decides on pictures and elements holds, is shown, and remakes only what it must."""

import json

import pytest

from reelwright.domain.continuity import Continuity
from reelwright.domain.errors import DoesNotFit, NotFound
from reelwright.settings import Settings
from reelwright.store import Catalogue
from reelwright.wiring import open_studio
from reelwright.workflow.campaign import references
from reelwright.workflow.campaign.stale import stale

from .conftest import OTHER, SEGMENT, a_board, copied


@pytest.fixture(scope="module")
def bench(drawn, tmp_path_factory):
    bench = copied(drawn, tmp_path_factory.mktemp("bound") / "fernhill")
    bench.run("continuity", "--yes")
    bench.names = {
        segment: next(
            n.partition("/")[2]
            for n in bench.run("status").split()
            if n.startswith(f"continuity/{segment}")
        )
        for segment in (SEGMENT, OTHER)
    }

    def bound(segment):
        kept = Catalogue(bench.state / "catalogue.db").latest("continuity", bench.names[segment])
        return Continuity.model_validate(kept.value)

    bench.bound = bound
    return bench


def pictures(of):
    return {r.scene: r.picture.id for r in of.references}


@pytest.mark.longer
@pytest.mark.proves("S0-50")
def test_a_chosen_picture_is_shown_and_only_what_hangs_on_it_is_made_anew(bench):
    bench.run("shoot", "--yes")
    before = bench.bound(SEGMENT)
    other = next(p for p in ("garden-gate", "suitcase-home") if p not in pictures(before).values())
    scene = before.references[-1].scene
    said = bench.run("reference", bench.names[SEGMENT], scene, "--use", f"{other}.svg")
    assert f"will show {other}" in said
    assert "chosen pictures changed" in bench.run("status")
    said = bench.run("shoot", "--yes")
    assert f"continuity {bench.names[SEGMENT]}: chosen pictures changed" in said
    fresh = bench.made(said)
    assert all(bench.names[SEGMENT] in name for name in fresh), fresh
    takes = [name for name in fresh if name.startswith("take ")]
    assert scene in [name.split("--")[1] for name in takes]
    after = bench.bound(SEGMENT)
    assert pictures(after) == pictures(before) | {scene: other}
    assert after.references[-1].pinned
    assert f"ann chose {other} for {scene}" in bench.run("status")
    listed = bench.run("reference", bench.names[SEGMENT])
    assert "a person chose it" in " ".join(listed.split())
    bench.run("reference", bench.names[SEGMENT], scene, "--free")
    bench.run("continuity", "--yes")
    assert pictures(bench.bound(SEGMENT)) == pictures(before)


@pytest.mark.proves("S0-50")
def test_a_banned_picture_is_gone_from_every_film_and_says_where_it_was(bench):
    shown = bench.bound(OTHER).references[0]
    said = bench.run("reference", "--ban", shown.picture.id, "--note", "the old uniform")
    assert f"{bench.names[OTHER]} {shown.scene}" in said
    bench.run("continuity", "--yes")
    for segment in (SEGMENT, OTHER):
        assert shown.picture.id not in pictures(bench.bound(segment)).values()
        assert shown.picture.id in bench.bound(segment).banned
    refused = bench.run(
        "reference", bench.names[OTHER], shown.scene, "--use", shown.picture.id, code=1
    )
    assert "banned in the whole campaign" in refused
    bench.run("reference", "--allow", shown.picture.id)
    assert "is not banned" in bench.run("reference", "--allow", shown.picture.id, code=1)
    bench.run("continuity", "--yes")
    assert pictures(bench.bound(OTHER))[shown.scene] == shown.picture.id


@pytest.mark.proves("S0-43")
def test_a_person_flags_what_must_match_and_it_gets_a_blueprint(bench):
    found = bench.bound(SEGMENT)
    free = next(e for e in found.elements if not e.must_match)
    name = bench.names[SEGMENT]
    bench.run("element", name, free.id, "--must-match")
    said = bench.run("continuity", "--yes")
    assert f"continuity {name}: must-match flags changed" in said
    assert f"continuity {bench.names[OTHER]}" not in "".join(bench.made(said))
    after = bench.bound(SEGMENT)
    assert free.id in {b.element for b in after.blueprints}
    shows = [p for p in after.prompts if p.scene in free.scenes]
    assert all(any(b.element == free.id for b in p.blueprints) for p in shows)
    assert f"ann said {free.id} must match" in bench.run("status")
    row = next(line for line in bench.run("element", name).splitlines() if free.id in line)
    assert " yes " in row
    bench.run("element", name, free.id, "--reset")
    bench.run("continuity", "--yes")
    assert bench.bound(SEGMENT).blueprints == found.blueprints


def test_names_that_are_not_there_are_answered_with_those_that_are(bench):
    assert "did you mean garden-gate" in bench.run("reference", "--ban", "garden-gat", code=1)
    assert bench.names[OTHER].split("-")[0] in bench.run("element", "nobody", code=1)
    assert "it has s1" in bench.run("reference", bench.names[OTHER], "s9", "--free", code=1)
    assert "has no element" in bench.run("element", bench.names[OTHER], "unicorn", code=1)


def test_each_tier_can_be_left_out_and_the_floor_raised(bench, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_TIERS", '["pictures"]')
    monkeypatch.setenv("REELWRIGHT_FLOOR", "0.99")
    settings = Settings()
    studio = open_studio(bench.folder, settings).studio
    assert (studio.choices.tiers, studio.choices.floor) == (("pictures",), 0.99)
    reasons = {n: s.why for n, s in stale(studio).items() if n.startswith("continuity/")}
    assert set(reasons.values()) == {"floor and tiers changed"}


@pytest.fixture
def desk(tmp_path):
    return Catalogue(tmp_path / "catalogue.db"), a_board("carers-lamp", "A lamp.")


def test_the_newest_decision_counts_and_a_scene_that_is_gone_is_left_out(desk):
    catalogue, board = desk
    other = board.model_copy(update={"id": "carers-gate"})
    for of, scene, picture in ((board, "s1", "lamp"), (board, "s1", "gate"), (other, "s2", "tea")):
        references._note(
            catalogue, references.PICTURE, f"{of.id}/{scene}", picture, "use", "ann", ""
        )
    references._note(catalogue, references.PICTURE, "carers-lamp/s7", "tea", "use", "bo", "")
    found = references.chosen(catalogue, board)
    assert found.pins == {"s1": "gate"}
    references.free(catalogue, board, "s1", "bo")
    assert references.chosen(catalogue, board).pins == {}
    references.ban(catalogue, board, "tea", "bo")
    references.ban(catalogue, None, "cup", "bo")
    assert references.chosen(catalogue, board).banned == ("cup", "tea")
    assert references.chosen(catalogue, other).banned == ("cup",)
    chosen = references.chosen(catalogue, board)
    assert (chosen.pins, chosen.banned, chosen.flags) == ({}, ("cup", "tea"), {})
    with pytest.raises(NotFound, match="not banned"):
        references.allow(catalogue, other, "tea", "bo")


def test_a_picture_of_people_who_did_not_consent_cannot_be_chosen(bench):
    studio = open_studio(bench.folder, Settings()).studio
    picture = studio.campaign.pictures[0]
    rights = picture.rights.model_copy(update={"people_consented": False})
    board = references.storyboard_of(studio.catalogue, bench.names[SEGMENT])
    with pytest.raises(DoesNotFit, match="did not consent"):
        references.use(
            studio.catalogue, board, "s1", picture.model_copy(update={"rights": rights}), "ann"
        )


def test_what_no_film_needs_any_more_is_called_unused_not_stale(bench):
    made = json.loads(bench.run("status", "--json", "--item", f"continuity/{bench.names[OTHER]}"))
    assert made["storyboard"] == bench.names[OTHER]
    bench.change("campaign.toml", f'["{OTHER}", "{SEGMENT}"]', f'["{SEGMENT}"]')
    rows = bench.run("status").splitlines()
    gone = [row for row in rows if OTHER in row]
    assert gone
    assert all(" unused " in row for row in gone)
    kept = [row for row in rows if f"continuity/{SEGMENT}" in row]
    assert kept
    assert not [row for row in kept if " stale " in row or " unused " in row]
