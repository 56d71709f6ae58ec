"""Puts an ask to a model or to the offline writer: the one way in which a text is written."""

import random

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from reelwright.domain.base import digest_of

from .ask import ATTEMPTS, OFFLINE, Ask, I, Model, O, Written, origin_of, unusable


def write(
    ask: Ask[I, O],
    given: I,
    *,
    model: str | Model = OFFLINE,
    seed: int = 1,
    temperature: float | None = None,
) -> Written[O]:
    """Put an ask to a model and return an answer that passed its checks.

    model is "offline", or a model id such as "anthropic:claude-sonnet-4-5". The same ask, input,
    model "offline" and seed give the same answer. Callable from any thread, with or without a
    running event loop.

    Raises Missing when the model's package or key is not there, BackendFailed when the model fails
    or its answers keep failing the checks, and whatever StudioError the offline writer raises.
    """
    if model == OFFLINE:
        value = by_rule(ask, given, seed)
        return Written(value, origin_of(ask, ask.prompt(given), OFFLINE, seed, temperature))
    # pydantic-ai takes a second to import, which who writes by rule can spare.
    from .asking import put_to_model

    return put_to_model(ask, given, model=model, seed=seed, temperature=temperature)


def by_rule(ask: Ask[I, O], given: I, seed: int) -> O:
    """The offline writer's answer, drawn anew by other chances until its checks accept it."""
    digest = digest_of([ask.name, to_jsonable_python(given), seed])
    why = ""
    for attempt in range(ATTEMPTS):
        drawn = ask.offline(given, random.Random(f"{digest}/{attempt}"))
        try:
            # As a model's answer comes: through JSON and its schema.
            answer = ask.output.model_validate(drawn.model_dump(mode="json"))
        except ValidationError as error:
            why = str(error)
            continue
        findings = ask.check(given, answer) if ask.check else []
        if not findings:
            return answer
        why = "; ".join(findings)
    raise unusable(ask.name, OFFLINE, why)
