"""Scenes of a film, shot by the camera over stills or by a model behind a real server."""

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reelwright.domain.errors import NotApproved, NotFound, Uncertain
from reelwright.domain.take import Footage, Move
from reelwright.workflow.build.decided import decide
from reelwright.workflow.campaign import takes
from reelwright.workflow.campaign.retakes import TakeWish, wish
from reelwright.workflow.campaign.retakes import wished as wished_of
from reelwright.workflow.campaign.routes import choose_backend
from reelwright.workflow.campaign.submissions import allow_again, unsure

from .conftest import small_campaign
from .filmed import Film, studio_in, with_model
from servers import warm
from servers.videos import running


@pytest.fixture
def studio(tmp_path):
    return studio_in(tmp_path / "fernhill")


@pytest.fixture
def server():
    with running() as server:
        yield server


STRICT = {"narrative": 10, "visual": 10, "brand": 10}


def attempts_at(studio, scene):
    return [k.value for k in studio.catalogue.items("attempt") if f"--{scene}--" in k.item]


@pytest.mark.proves("S0-59")
def test_every_attempt_is_kept_with_its_verdict_and_the_take_names_the_one_chosen(studio):
    picky = replace(studio, choices=replace(studio.choices, thresholds=STRICT, attempts=2))
    _, (take, _) = Film(picky, ["push in", "tilt up"]).shoot()
    kept = attempts_at(picky, "s1")
    assert take.needs_person
    assert 1 <= len(kept) <= 2
    assert all(len(k["take"]["verdict"]["scores"]) == 3 and k["cost"] == 0 for k in kept)
    assert take.attempt in [k["take"]["attempt"] for k in kept]


@pytest.mark.proves("S0-37")
def test_no_scene_is_shot_of_a_storyboard_that_nobody_approved(studio):
    film = Film(studio, ["push in", "tilt up"])
    board, bound, plan = film.refs("1:1")
    with pytest.raises(NotApproved, match="reelwright approve"):
        takes.takes(studio, board, board, bound, plan, "1:1")
    assert attempts_at(studio, "s1") == []
    kept = studio.bench.kept(board)
    decide(studio.catalogue, "storyboards", kept.item, kept.digest, "approve", "ann")
    assert len(takes.takes(studio, board, board, bound, plan, "1:1")) == 2


def test_a_reshoot_of_the_first_scene_remakes_only_what_its_move_bears_on(studio):
    film = Film(studio, ["push in", "pan left", "push in", "tilt up"])
    before, _ = film.shoot()
    other = film.bound.references[0].model_copy(
        update={"picture": film.bound.references[-1].picture}
    )
    bound = film.bound.model_copy(update={"references": (other, *film.bound.references[1:])})
    after, shots = film.shoot(bound=bound)
    assert after[0] != before[0]
    # The first still pushes in, so the second may do what it did.
    assert after[1:3] == before[1:3]
    assert shots[0].shot.picture.id == other.picture.id


def test_another_move_before_is_told_to_the_scene_after(studio):
    film = Film(studio, ["push in", "push in"])
    _, (one, two) = film.shoot()
    assert one.shot.name == "push in"
    assert two.shot.name != "push in"
    assert "scene before" in two.direction


def test_a_whole_film_is_filmed_by_a_model_side_by_side_and_once(studio, server):
    server.seconds = 0.3
    there = with_model(studio, server)
    film = Film(there, ["pan"] * 4, elements=[(f"e{n}", (f"s{n}",)) for n in range(1, 5)])
    refs, shots = film.shoot()
    assert all(isinstance(t.shot, Footage) and t.backend == "openai" for t in shots)
    assert server.most > 1
    assert film.shoot()[0] == refs
    assert len(server.submissions) == 4
    assert {t.route for t in shots} == {f"introduces the e{n}" for n in range(1, 5)}


@pytest.mark.proves("S0-49")
@pytest.mark.proves("S0-54")
def test_a_scene_waits_for_the_one_whose_element_it_shows_and_is_sent_its_picture(studio, server):
    server.seconds = 0.2
    there = with_model(studio, server)
    film = Film(there, ["pan"] * 3, elements=[("cup", ("s1", "s3")), ("bag", ("s2",))])
    _, shots = film.shoot()
    sent = {s["prompt"].split()[-1]: s for s in server.submissions}
    assert list(sent)[-1] == "s3."
    assert "image_reference" not in sent["s1."]
    # A still of what was filmed before, and the library's picture.
    assert len(json.loads(sent["s3."]["image_reference"])) == 2
    began = {j["fields"]["prompt"].split()[-1]: j["began"] for j in server.jobs.values()}
    assert began["s2."] - began["s1."] < 0.2 <= began["s3."] - began["s1."]
    assert shots[2].route == "must match the cup"


@pytest.mark.proves("S0-60")
def test_a_model_tries_again_with_the_same_references_and_another_seed(studio, server):
    there = with_model(studio, server)
    there = replace(there, choices=replace(there.choices, thresholds=STRICT, attempts=4))
    _, (_, take) = Film(there, ["pan"] * 2, elements=[("cup", ("s1", "s2"))]).shoot()
    sent = [s for s in server.submissions if s["prompt"].endswith("s2.")]
    assert len(sent) == take.tried == 4, "as often as is allowed"
    assert take.needs_person
    assert len({s["image_reference"] for s in sent}) == 1
    assert len({s["seed"] for s in sent}) == len(sent)
    costs = [k.value["seconds"] for k in there.catalogue.items("attempt")]
    assert all(c == 1.5 for c in costs)


@pytest.mark.proves("S0-53")
def test_a_person_may_choose_the_back_end_of_a_scene(studio, server):
    there = with_model(studio, server)
    film = Film(there, ["pan", "tilt"], elements=[("cup", ("s1",)), ("bag", ("s2",))])
    before, _ = film.shoot()
    choose_backend(there.catalogue, film.board, "s2", "motion", "ann", "cheaper")
    after, shots = film.shoot()
    assert after[0] == before[0]
    assert isinstance(shots[1].shot, Move)
    assert shots[1].route == "a person chose it"
    choose_backend(there.catalogue, film.board, "s2", None, "ann")
    assert film.shoot()[0] == before
    assert len(server.submissions) == 2
    with pytest.raises(NotFound, match="video/motion"):
        choose_backend(there.catalogue, film.board, "s2", "nobody", "ann")
    with pytest.raises(NotFound, match="s1, s2"):
        choose_backend(there.catalogue, film.board, "s9", "motion", "ann")


@pytest.mark.proves("S0-60")
def test_a_person_has_another_take_filmed_picks_one_and_rules_one_out(studio):
    film = Film(studio, ["push in", "tilt up"])

    def wished(act, attempt):
        wish(
            studio.catalogue,
            film.board,
            film.board.scenes[0],
            act,
            attempt,
            "ann",
            "something else",
        )
        _, (first, second) = film.shoot()
        assert second.tried == 1
        return first.attempt, first.tried

    _, (first, _) = film.shoot()
    assert (first.attempt, first.tried) == (1, 1)
    assert wished("another", 2) == (2, 2)
    one, two = attempts_at(studio, "s1")
    assert one["take"]["shot"] != two["take"]["shot"], "another take is another move or framing"
    assert wished("pick", 1) == (1, 2)
    assert wished("free", 2) == (2, 2)
    assert wished("ban", 2)[0] != 2
    assert wished("pick", 2)[0] == 2, "who picks it rules it out no more"
    assert wished("another", 3)[0] == 3, "a pick before does not keep the next one out"
    scene = film.board.scenes[0]
    other = scene.model_copy(update={"description": "A lamp."})
    assert wished_of(studio.catalogue, film.board.id, other) == TakeWish(), "the scene is another"
    said = scene.model_copy(update={"narration": "Otra cosa."})
    assert wished_of(studio.catalogue, film.board.id, said).least == 3


def test_what_nobody_can_tell_waits_for_a_person_who_allows_it_again(studio, server):
    there = with_model(studio, server, finds=False)
    film = Film(there, ["pan", "hold"], elements=[("cup", ("s1",))])
    server.faults = ["lose answer"]
    for _ in range(2):
        with pytest.raises(Uncertain):
            film.shoot()
    assert len(server.submissions) == 1
    assert len(unsure(there.catalogue)) == 1
    assert allow_again(there.catalogue, film.board, "s1", "ann", "none is listed") == 1
    film.shoot()
    assert len(server.submissions) == 2
    with pytest.raises(NotFound):
        allow_again(there.catalogue, film.board, "s1", "ann")


def test_another_language_uses_the_footage_that_was_paid_for(studio, server):
    there = with_model(studio, server)
    elements = [("cup", ("s1",))]
    one, two = (Film(there, ["pan", "hold"], elements, name=n) for n in ("board", "board-de"))
    assert one.shoot()[1][0].shot == two.shoot()[1][0].shot
    assert len(server.submissions) == 1


KILLED = """
import os, sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, {tests!r})
from workflow.filmed import Film, with_model
from reelwright.settings import Settings
from reelwright.wiring import open_studio
from reelwright.backends.video import openai_videos


class At:
    address = sys.argv[2]


studio = with_model(open_studio(Path(sys.argv[1]), Settings()).studio, At)
studio = replace(studio, choices=replace(studio.choices, thresholds=dict(
    narrative=0, visual=0, brand=0)))
if sys.argv[3] == "die":
    # The server has the job; this process dies before it is asked about.
    openai_videos.OpenAIVideos.poll = lambda self, job: os.kill(os.getpid(), 9)
film = Film(studio, ["pan", "hold"], elements=[("cup", ("s1",))])
print(film.shoot()[1][0].shot.clip.sha256)
"""


@pytest.mark.longer
def test_a_run_killed_between_submitting_and_asking_takes_up_its_job(tmp_path, server):
    bench = small_campaign(tmp_path / "fernhill", pictures=6)
    program = KILLED.format(tests=str(Path(__file__).parents[1]))

    def run(how):
        return warm.run(
            [sys.executable, "-c", program, str(bench.folder), server.address, how],
            capture_output=True, text=True, env=dict(os.environ),
        )  # fmt: skip

    assert run("die").returncode == -signal.SIGKILL
    assert len(server.submissions) == 1
    done = run("on")
    assert done.returncode == 0, done.stderr
    assert len(server.submissions) == 1
