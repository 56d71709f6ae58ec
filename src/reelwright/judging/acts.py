"""What a verdict asks for next: accept the take, shoot again, or ask a person."""

from collections.abc import Sequence
from typing import Literal

from ..domain.base import Frozen
from ..domain.take import Take
from .thresholds import Thresholds


class NextAct(Frozen):
    """What happens to a judged take. advice goes to the next attempt (`shoot(advice=...)`)."""

    act: Literal["accept", "reshoot", "person"]
    advice: str = ""
    why: str = ""


def next_act(take: Take, thresholds: Thresholds | None = None) -> NextAct:
    """Accept, reshoot with the same reference, or ask a person (S0-60).

    A person is asked when the attempts are spent, or at once when no other framing of the same
    picture can help.
    """
    limits = thresholds or Thresholds()
    verdict = take.verdict
    if verdict is None:
        return NextAct(act="person", why="the take was never judged")
    if verdict.passed:
        return NextAct(act="accept")
    failing = " and ".join(verdict.failing)
    advice = verdict.advice
    if advice.startswith("another picture"):
        why = f"{failing} fails and only another picture helps"
        return NextAct(act="person", advice=advice, why=why)
    if take.attempt >= limits.attempts:
        why = f"{failing} fails after {take.attempt} attempts"
        return NextAct(act="person", advice=advice, why=why)
    return NextAct(act="reshoot", advice=verdict.advice, why=f"{failing} fails")


def best(takes: Sequence[Take]) -> Take:
    """The take to use of several attempts: the one that fails least, then scores highest."""

    def rank(take: Take) -> tuple[float, float, int]:
        if take.verdict is None:
            return (-100.0, 0.0, -take.attempt)
        table = take.verdict.thresholds
        short = sum(max(0.0, table[s.name] - s.value) for s in take.verdict.scores)
        return (-round(short, 4), sum(s.value for s in take.verdict.scores), -take.attempt)

    return max(takes, key=rank)
