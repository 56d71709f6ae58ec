"""Puts an ask to a language model, through pydantic-ai."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any, TypeVar

import pydantic_ai
from pydantic import BaseModel
from pydantic_ai import Agent, BinaryContent, InstrumentationSettings, ModelRetry
from pydantic_ai.exceptions import (
    AgentRunError,
    ModelAuthenticationError,
    RunTimedOut,
    UnexpectedModelBehavior,
    UserError,
)
from pydantic_ai.models import Model, infer_model
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import UsageLimits

from reelwright.domain.base import digest_of
from reelwright.domain.errors import BackendFailed, Missing, StudioError
from reelwright.domain.spending import till

from .ask import ATTEMPTS, INSTRUCTIONS, OFFLINE, PATIENCE, Ask, Written, origin_of, unusable
from .paid import Paid

# The library would print a banner of its own into a person's first run.
pydantic_ai.BANNER_ENABLED = False

I = TypeVar("I")  # noqa: E741
O = TypeVar("O", bound=BaseModel)  # noqa: E741


def put_to_model(
    ask: Ask[I, O],
    given: I,
    *,
    model: str | Model,
    seed: int,
    temperature: float | None,
) -> Written[O]:
    """What `write` does."""
    prompt = ask.prompt(given)
    warmth = ask.temperature if temperature is None else temperature
    findings: list[str] = []
    chosen, maker = _chosen(model)
    agent: Agent[object, O] = Agent(
        Paid(chosen, maker, till()),
        output_type=ask.output,
        instructions=INSTRUCTIONS,
        retries=ATTEMPTS - 1,
        name=ask.name,
    )

    @agent.output_validator
    def accept(answer: O) -> O:
        findings[:] = ask.check(given, answer) if ask.check else []
        if findings:
            raise ModelRetry("Change these and answer again:\n- " + "\n- ".join(findings))
        return answer

    seen = tuple(ask.images(given)) if ask.images is not None else ()
    shown = [BinaryContent(data, media_type=kind) for data, kind in seen]
    content: str | list[Any] = [prompt, *shown] if shown else prompt
    settings = ModelSettings(temperature=warmth, timeout=PATIENCE / ATTEMPTS, seed=seed)
    limits = UsageLimits(request_limit=ATTEMPTS)

    async def answered() -> O:
        run = await agent.run(
            content, model_settings=settings, usage_limits=limits, timeout=PATIENCE
        )
        return run.output

    looks = [sha256(data).hexdigest() for data, _ in seen]
    schema = ask.output.model_json_schema()
    request = [maker, INSTRUCTIONS, prompt, looks, schema, warmth, seed]
    answer = _once(
        digest_of(request), ask.output, lambda: _asked(ask.name, maker, answered, findings)
    )
    return Written(answer, origin_of(ask, prompt, maker, seed, temperature))


def _once(request: str, output: type[O], put: Callable[[], O]) -> O:
    """The answer to a question, by its digest: that of who puts the same just now, or our own."""
    fresh: list[O] = []

    def sent() -> bytes:
        fresh.append(put())
        return fresh[0].model_dump_json().encode()

    kept = till().once(request, sent)
    return fresh[0] if fresh else output.model_validate_json(kept)


def trace_questions() -> None:
    """Let every question be a span: how long models took, what they used; never what was said."""
    Agent.instrument_all(
        InstrumentationSettings(include_content=False, include_binary_content=False)
    )


def _chosen(model: str | Model) -> tuple[Model, str]:
    if isinstance(model, Model):
        return model, f"{model.system}:{model.model_name}"
    try:
        return infer_model(model), model
    except (UserError, ValueError) as error:
        raise Missing(
            f"text model {model!r} cannot be used: {error} "
            f"(or set the text model to {OFFLINE!r} to work without one)"
        ) from error
    except ImportError as error:
        vendor = model.partition(":")[0].split("-")[0]
        raise Missing(
            f"text model {model!r} needs a package that is not installed: {error}. "
            f"Install it with: pip install 'reelwright[{vendor}]'"
        ) from error


def _asked(name: str, maker: str, put: Callable[[], Any], findings: list[str]) -> Any:
    try:
        return _run(put)
    except StudioError:
        raise
    except (ModelAuthenticationError, UserError) as error:
        raise Missing(
            f"text model {maker!r} refused ask {name!r}: {error}; check its key and its access"
        ) from error
    except UnexpectedModelBehavior as error:
        why = "; ".join(findings) or str(error)
        raise unusable(name, maker, why) from error
    except RunTimedOut as error:
        raise BackendFailed(
            f"ask {name!r}: {maker} did not answer within {PATIENCE:.0f} s; try again later or "
            "choose another model"
        ) from error
    except AgentRunError as error:
        raise BackendFailed(
            f"ask {name!r}: {maker} failed: {error}; try again later or choose another model"
        ) from error
    except Exception as error:
        raise BackendFailed(
            f"ask {name!r}: {maker} failed: {type(error).__name__}: {error}; try again later or "
            "choose another model"
        ) from error


def _run(put: Callable[[], Any]) -> Any:
    """Run a coroutine function to its end, in a thread of its own where a loop is running."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(put())
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, put()).result()
