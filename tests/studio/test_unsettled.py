"""Scenes that wait for a person: listed across films, sent there, and settled."""

from contextlib import closing
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from reelwright.cli.app import app
from reelwright.domain.errors import InvalidIntake, NotApproved, NotFound
from reelwright.store.catalogue import Catalogue
from reelwright.studio import audit, campaigns, decisions, films, shots
from reelwright.workflow.build.decided import decide
from reelwright.workflow.campaign.retakes import wished
from reelwright.workflow.campaign.unsettled import unsettled

from .test_despite import change, doubtful

WHY = "the hand on the lamp looks odd"


def doubted(folder, scene):
    """Let the judge not have been able to decide on the take of a scene."""
    takes = [row.item for row in campaigns.status(folder) if row.stage == "take"]
    change(folder, "take", next(item for item in takes if f"--{scene}--" in item), doubtful)


def catalogue_of(folder):
    return closing(Catalogue(folder / ".reelwright" / "catalogue.db"))


def states(folder):
    return {row.state for row in campaigns.status(folder) if row.stage == "take"}


@pytest.mark.proves("S0-60")
def test_a_scene_that_is_sent_to_a_person_holds_its_films_until_it_is_settled(copy):
    (film,) = films.listed(copy)
    assert shots.unsettled(copy) == ()
    with pytest.raises(InvalidIntake, match="say at what a person shall look"):
        shots.look(copy, film.id, "2", "send", " ")
    assert film.leaves, "it was approved before"
    shots.look(copy, film.id, "2", "send", WHY, who="bo")
    (scene,) = shots.unsettled(copy)
    assert (scene.film, scene.number, scene.sent_by, scene.note) == (film.storyboard, 2, "bo", WHY)
    (take,) = scene.takes
    assert (take.format, take.attempt, take.tried, take.why) == ("1:1", 1, 1, "")
    assert take.picture in {t.picture for t in shots.takes(copy, film.id, "2")}

    with pytest.raises(NotApproved, match=rf"waits for a person: scene 2 \(bo: {WHY}\)"):
        films.leaving(copy, film.id)
    with pytest.raises(NotApproved, match=rf"scene 2 \(bo: {WHY}\).*--pass --note WHY"):
        decisions.approve(copy, [f"film/{film.id}"])
    exported = campaigns.make(copy, yes=True).exported
    assert exported
    assert "waits for a person: scene 2" in exported.held[0]
    assert states(copy) == {"done", "person"}

    shots.look(copy, film.storyboard, scene.scene, "pass", "it is a glove")
    assert shots.unsettled(copy) == ()
    assert films.leaving(copy, film.id).leaves
    passed = [t.passed for t in shots.takes(copy, film.id, "2") if t.stands]
    assert passed == ["ann: it is a glove"]
    told = [(a.who, a.what, a.why) for a in audit.listed(copy, f"{film.storyboard}/{scene.scene}")]
    assert told == [("bo", "send", WHY), ("ann", "pass", "it is a glove")]
    assert audit.verify(copy).sound


@pytest.mark.longer
def test_a_run_that_passes_gates_by_itself_stops_at_a_film_that_was_sent(copy):
    (film,) = films.listed(copy)
    with catalogue_of(copy) as catalogue:
        (kept,) = catalogue.items("film")
        decide(catalogue, "final", kept.item, kept.digest, "first", "cy")
    shots.look(copy, film.id, "1", "send", WHY)
    assert campaigns.make(copy, yes=True).waiting == "final"
    # A person who picks a take has decided.
    (scene,) = shots.unsettled(copy)
    shots.wish(copy, film.id, scene.scene, "pick", scene.takes[0].attempt)
    assert shots.unsettled(copy) == ()
    exported = campaigns.make(copy, yes=True).exported
    assert exported
    assert exported.films == 1


def test_what_the_judge_could_not_decide_stands_on_the_list_until_a_person_did(copy):
    (film,) = films.listed(copy)
    doubted(copy, film.takes[0].scene)
    (scene,) = shots.unsettled(copy)
    assert (scene.number, scene.sent_by, scene.concept) == (1, "", film.concept)
    assert scene.takes[0].why == "weak: visual; show a face"
    assert shots.unsettled(copy, film.storyboard) == (scene,)
    assert films.listed(copy)[0].held == (), "only what somebody sent holds a film"
    shots.look(copy, film.id, "1", "pass", "it is meant so")
    assert (shots.unsettled(copy), states(copy)) == ((), {"done"})
    # Another take that is weak as well is not what was let pass.
    with catalogue_of(copy) as catalogue:
        (kept,) = (k for k in catalogue.items("take") if k.value["scene"] == scene.scene)
        catalogue.keep(replace(kept, key="f" * 64, digest="e" * 64))
    assert [one.number for one in shots.unsettled(copy)] == [1]


def test_a_scene_is_sent_and_settled_on_the_command_line(copy):
    (film,) = films.listed(copy)

    def said(*words):
        done = CliRunner().invoke(app, [*map(str, words)])
        assert done.exit_code == 0, done.output
        return " ".join(done.output.split())

    told = said("shot", copy, film.id, "2", "--send", "--note", WHY)
    assert "waits for a person" in told
    assert f"ann: {WHY}" in said("status", copy)
    assert "may pass" in said("shot", copy, film.id, "2", "--pass", "--note", "a glove")
    assert "needs a person" not in said("status", copy)


def test_a_request_lapses_when_what_the_scene_shows_is_changed_and_needs_a_take(copy):
    (film,) = films.listed(copy)
    shots.look(copy, film.id, "1", "send", WHY)
    with pytest.raises(NotFound, match="has no scene"):
        shots.look(copy, film.id, "99", "send", WHY)
    with catalogue_of(copy) as catalogue:
        (one,) = unsettled(catalogue)
        other = one.scene.model_copy(update={"description": "Quite another thing."})
        assert wished(catalogue, one.board.id, one.scene).sent == one.sent
        assert wished(catalogue, one.board.id, other).sent is None
