"""Puts an ask to a model: the one way in which a text is written."""

from .ask import OFFLINE, Ask, I, Model, O, Written


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
    # pydantic-ai takes a second to import, which a run that finds its texts made can spare.
    from .asking import put_to_model

    return put_to_model(ask, given, model=model, seed=seed, temperature=temperature)
