"""What a campaign spends on models: set aside before a request, never past the cap, never twice."""

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel
from pydantic_ai.usage import RequestUsage

from reelwright.backends.text.ask import Ask
from reelwright.backends.text.write import write
from reelwright.domain.errors import BackendFailed, OverBudget, Uncertain
from reelwright.domain.spending import Price, Usage, paying
from reelwright.settings import Settings
from reelwright.workflow.campaign.submissions import allow_again
from reelwright.workflow.spending import Prices

from .filmed import Film, studio_in, with_model
from servers import warm
from servers.videos import running

SECOND = Decimal("0.25")
SCENE = SECOND * 33 / 16
"""What a scene costs on average: two seconds are filmed as 4n + 1 frames, 16 a second."""


@pytest.fixture
def server():
    with running() as server:
        yield server


@pytest.fixture
def studio(tmp_path, server):
    """Two seconds of each scene of a film are filmed by a model that has a price."""
    there = with_model(studio_in(tmp_path / "fernhill"), server)
    prices = Prices({"video/openai": Price(second=SECOND)}, "EUR")
    return replace(there, choices=replace(there.choices, prices=prices))


def capped(studio, cap, seed=1):
    wanted = studio.campaign.wanted.model_copy(update={"budget": cap, "seed": seed})
    return replace(studio, campaign=studio.campaign.model_copy(update={"wanted": wanted}))


def film(studio, models=2, name="board"):
    """A film of two scenes or more, of which a model films so many."""
    ids = [f"s{n}" for n in range(1, models + 1)]
    return Film(studio, ["pan"] * max(2, models), [(f"e{i}", (i,)) for i in ids], name)


def spent(studio):
    return [(s.stage, s.backend, s.state, s.amount) for s in studio.spends.every()]


def billed(server):
    """What the server's provider would ask for, job by job, as the studio should have noted it."""
    seconds = [Decimal(s["num_frames"]) / int(s["fps"]) for s in server.submissions]
    return [("attempt", "video/openai", "spent", SECOND * n) for n in seconds]


def test_each_job_is_paid_once_by_its_price(studio, server):
    film(studio).shoot()
    assert sorted(spent(studio)) == sorted(billed(server))
    assert sum(s.amount for s in studio.spends.every()) == 2 * SCENE
    film(studio).shoot()
    film(studio, name="board-de").shoot()
    assert len(spent(studio)) == len(server.submissions) == 2


def test_a_cap_stops_the_next_request_before_it_is_sent_and_a_raised_one_goes_on(studio, server):
    poor = capped(studio, SCENE * 3 / 2)
    with pytest.raises(OverBudget, match=r"attempt .*s\d.*video/openai.*EUR.*Raise budget"):
        film(poor).shoot()
    assert len(server.submissions) == 1
    assert spent(poor) == billed(server)
    film(capped(studio, SCENE * 2)).shoot()
    assert spent(studio) == billed(server)
    assert len(server.submissions) == 2


def test_what_has_no_price_is_spent_only_where_there_is_no_cap(studio, server):
    blind = replace(studio, choices=replace(studio.choices, prices=Prices({}, "EUR")))
    with pytest.raises(OverBudget, match=r"what video/openai costs is not known.*PRICES"):
        film(capped(blind, Decimal(100))).shoot()
    assert server.submissions == []
    film(blind).shoot()
    assert [s.amount for s in blind.spends.every()] == [None, None]


def test_a_server_of_ones_own_is_not_paid(studio, server):
    own = with_model(studio, server, paid=False)
    film(capped(own, Decimal(0))).shoot()
    assert spent(own) == []


@pytest.mark.parametrize(("fault", "costs"), [("refuse", 0), ("fail", 1)])
def test_only_a_failure_that_may_have_been_billed_counts(studio, server, fault, costs):
    server.faults, one = [fault], film(studio, 1)
    with pytest.raises(BackendFailed):
        one.shoot()
    assert len(spent(studio)) == costs
    one.shoot()
    assert spent(studio) == billed(server)
    assert len(server.submissions) == costs + 1


def test_a_failure_that_was_not_billed_is_paid_once_with_what_follows(studio, server):
    server.faults = ["fail unbilled"]
    film(studio, 1).shoot()
    assert len(server.submissions) == 2
    assert spent(studio) == billed(server)[:1]


def test_a_request_of_unknown_fate_stays_set_aside_until_it_is_sent_again(studio, server):
    blind = with_model(studio, server, finds=False)
    server.faults, one = ["lose answer"], film(blind, 1)
    with pytest.raises(Uncertain):
        one.shoot()
    assert [s.state for s in blind.spends.every()] == ["reserved"]
    allow_again(blind.catalogue, one.board, "s1", "ann", "none is listed")
    one.shoot()
    assert len(server.submissions) == 2
    assert spent(blind) == billed(server)[:1], "a person said that the first never ran"


WORKER = """
import os, sys
from decimal import Decimal
from pathlib import Path
sys.path.insert(0, {tests!r})
from workflow.test_budgets import capped, film
from workflow.filmed import with_model
from reelwright.domain.errors import OverBudget
from reelwright.settings import Settings
from reelwright.wiring import open_studio
from reelwright.backends.video import openai_videos


class At:
    address = sys.argv[2]


studio = open_studio(Path(sys.argv[1]), Settings(
    prices={{"video/openai": {{"second": 0.25}}}}, attempts=1)).studio
studio = capped(with_model(studio, At), Decimal(sys.argv[5]), seed=int(sys.argv[4]))
if sys.argv[3] == "die":
    # The server has the job; this process dies before it is asked about.
    openai_videos.OpenAIVideos.poll = lambda self, job: os.kill(os.getpid(), 9)
try:
    film(studio, int(sys.argv[6]), "board" + sys.argv[4]).shoot()
except OverBudget as problem:
    sys.exit(3)
"""


def worker(studio, server, how, seed, cap, scenes):
    folder = studio.out.parent
    program = WORKER.format(tests=str(Path(__file__).parents[1]))
    words = [str(folder), server.address, how, str(seed), str(cap), str(scenes)]
    command = [sys.executable, "-c", program, *words]
    return warm.run(command, capture_output=True, text=True, env=dict(os.environ))


@pytest.mark.longer
def test_workers_side_by_side_do_not_pass_the_cap_together(studio, server):
    server.seconds = 0.2

    def work(seed):
        return worker(studio, server, "on", seed, SCENE * 3, 2)

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(work, [1, 2]))
    assert 3 in [done.returncode for done in ended], ended
    assert sum(s.amount for s in studio.spends.every()) <= SCENE * 3
    assert sorted(spent(studio)) == sorted(billed(server))
    assert len(server.submissions) == 3


@pytest.mark.longer
def test_a_run_killed_after_it_submitted_is_not_paid_twice(studio, server):
    cap = SCENE * 5 / 4
    died = worker(studio, server, "die", 1, cap, 1)
    assert died.returncode == -signal.SIGKILL
    assert [s.state for s in studio.spends.every()] == ["reserved"]
    # The cap has room for one job: were it paid again, it would stop here.
    done = worker(studio, server, "on", 1, cap, 1)
    assert done.returncode == 0, done.stderr
    assert spent(studio) == billed(server)
    assert len(server.submissions) == 1


class Answer(BaseModel):
    text: str


TEN = Price(tokens_in=Decimal(10), tokens_out=Decimal(20))


def asked(studio, answer, price=TEN, cap=None):
    """One question to a model, put by a stage of the campaign."""
    prices = Prices({"function": price} if price else {}, "EUR")
    there = replace(capped(studio, cap), choices=replace(studio.choices, prices=prices))
    ask = Ask(
        name="greet", version="1", output=Answer, prompt=lambda given: f"Greet {given}.",
        offline=lambda given, rng: Answer(text="Hello."),
    )  # fmt: skip
    with paying(there.purse("brief", "carers--a")):
        write(ask, "Ann", model=FunctionModel(answer, model_name="greeter"))


def test_a_text_model_is_paid_by_what_it_read_and_wrote(studio):
    seen = []

    def answer(messages, info):
        seen.append((spent(studio), info.model_settings["max_tokens"]))
        part = ToolCallPart(info.output_tools[0].name, {"text": "Hello."})
        usage = RequestUsage(input_tokens=1000, output_tokens=100)
        return ModelResponse(parts=[part], usage=usage)

    asked(studio, answer, cap=Decimal(1))
    ((((stage, name, state, most),), tokens),) = seen
    assert (stage, name, state) == ("brief", "function:greeter", "reserved")
    assert TEN.of(Usage(tokens_out=tokens)) < most < 1
    assert spent(studio) == [("brief", "function:greeter", "spent", Decimal("0.012"))]
    with pytest.raises(OverBudget, match=r"brief carers--a .*function:greeter"):
        asked(studio, answer, cap=Decimal("0.1"))
    with pytest.raises(OverBudget, match="what function:greeter costs is not known"):
        asked(studio, answer, price=None, cap=Decimal(1))
    assert len(seen) == 1


@pytest.mark.parametrize(("status", "counts"), [(429, False), (500, True)])
def test_a_request_that_a_text_model_refused_costs_nothing(studio, status, counts):
    def answer(messages, info):
        raise ModelHTTPError(status, "greeter")

    with pytest.raises(BackendFailed):
        asked(studio, answer)
    assert bool(spent(studio)) == counts


def test_prices_stand_in_the_settings_and_beside_the_options_of_a_back_end(monkeypatch):
    monkeypatch.setenv("REELWRIGHT_PRICES", '{"anthropic": {"tokens_in": 3, "tokens_out": 15}}')
    found = Settings(video={"video/openai": {"price": 0.1}}).price_list()
    assert found["video/openai"].of(Usage(seconds=2.5)) == Decimal("0.25")
    prices = Prices(found, "USD")
    assert prices.of("anthropic:claude") == found["anthropic"]
    assert prices.of("openai:gpt") is None
