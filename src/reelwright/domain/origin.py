"""Where a result came from."""

from .base import Frozen


class Origin(Frozen):
    """How a result was made: what made it, from which prompt, with which seed.

    maker is "offline" for our own deterministic work, "person" for an edit, else a model id
    such as "anthropic:claude-...". prompt is the digest of the rendered prompt, None without one.
    """

    maker: str = "offline"
    version: str = "1"
    prompt: str | None = None
    seed: int | None = None
    temperature: float | None = None
