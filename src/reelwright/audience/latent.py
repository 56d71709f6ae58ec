"""Latent class models: many starts run as one batch, the chosen model fitted by StepMix.

Fitting K = 1..8 from many starts and then dozens of bootstrap samples is hundreds of fits of the
same small model to the same answers. One matrix product serves all of them at once, so screening
and bootstrap run here; StepMix then fits the model that is kept, from the best start found.
Missing answers are left out of the likelihood (full information maximum likelihood).
"""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import logsumexp
from sklearn.exceptions import ConvergenceWarning
from stepmix.stepmix import StepMix

from .coding import Coded

FLOOR = 1e-6
SPREAD = 0.05
"""Smallest probability of an answer in a class, smallest variance of a standardised measurement."""


@dataclass(frozen=True)
class Model:
    """One fit: class shares [k], answer probabilities [k, levels], means [k, m], variances [m].

    Variances are the same in all classes: with variances of their own, classes close in on single
    points of a rating scale, where the likelihood has no bound. fit is the
    log-likelihood of the answers it was fitted to.
    """

    shares: np.ndarray
    answers: np.ndarray
    means: np.ndarray
    variances: np.ndarray
    fit: float

    @property
    def k(self) -> int:
        """Classes."""
        return len(self.shares)

    def memberships(self, coded: Coded) -> np.ndarray:
        """Probabilities [n, k] that a respondent belongs to each class."""
        joint = _log_joint(
            coded, self.shares[None], self.answers[None], self.means[None], self.variances[None]
        )[:, 0]
        return np.exp(joint - logsumexp(joint, axis=1, keepdims=True))

    def bic(self, coded: Coded) -> float:
        """Bayesian information criterion; smaller is better."""
        free = self.k - 1 + self.k * (sum(coded.sizes) - len(coded.sizes))
        free += (self.k + 1) * coded.numbers.shape[1]
        return free * float(np.log(coded.n)) - 2 * self.fit


def fit_batch(
    coded: Coded,
    starts: np.ndarray,
    *,
    draws: np.ndarray | None = None,
    steps: int = 400,
    tolerance: float = 1e-6,
) -> list[Model]:
    """Expectation-maximisation from many starts at once.

    starts [n, runs, k]: first memberships. draws [n, runs]: how often each respondent counts in
    each run, once by default (bootstrap samples differ here). A run ends when its mean
    log-likelihood gains less than tolerance.
    """
    n, runs, _ = starts.shape
    counts = coded.weights[:, None] * (np.ones((n, runs)) if draws is None else draws)
    total = counts.sum(axis=0)
    seen = np.isfinite(coded.numbers)
    values = np.where(seen, coded.numbers, 0.0)
    out: list[Model | None] = [None] * runs
    alive = np.arange(int(runs))
    member = starts * counts[:, :, None]
    before = np.full(runs, -np.inf)
    for step in range(steps):
        parameters = _maximised(coded, member, total[alive], seen, values)
        joint = _log_joint(coded, *parameters, seen=seen, values=values)
        top = joint.max(axis=2, keepdims=True)
        member = np.exp(joint - top)
        summed = member.sum(axis=2, keepdims=True)
        now = ((top + np.log(summed))[:, :, 0] * counts[:, alive]).sum(axis=0)
        member *= counts[:, alive, None] / summed
        done: np.ndarray = (now - before < tolerance * total[alive]) | (step == steps - 1)
        if done.any():
            for i in np.flatnonzero(done):
                out[alive[i]] = Model(*(p[i].copy() for p in parameters), fit=float(now[i]))
            going: np.ndarray = ~done
            alive, now, member = alive[going], now[going], member[:, going]
            if not len(alive):
                break
        before = now
    return [m for m in out if m is not None]


def best_fit(
    coded: Coded, k: int, rng: np.random.Generator, *, starts: int, warm: np.ndarray | None = None
) -> Model:
    """The likeliest of many starts: all run briefly, the best three to the end."""
    if k == 1:
        return fit_batch(coded, np.ones((coded.n, 1, 1)))[0]
    first = random_starts(coded, k, starts, rng)
    if warm is not None:
        first = np.concatenate([warm[:, None, :], first], axis=1)
    brief = fit_batch(coded, first, steps=15)
    brief.sort(key=lambda m: -m.fit)
    again = np.stack([m.memberships(coded) for m in brief[:3]], axis=1)
    return max(fit_batch(coded, again), key=lambda m: m.fit)


def random_starts(coded: Coded, k: int, runs: int, rng: np.random.Generator) -> np.ndarray:
    """Starts [n, runs, k]: respondents go to the likest of k respondents drawn at random."""
    seen = np.isfinite(coded.numbers)
    values = np.where(seen, coded.numbers, 0.0)
    features = np.hstack([coded.ones, values])
    out = np.empty((coded.n, runs, k))
    for run in range(runs):
        seeds = rng.choice(coded.n, size=k, replace=coded.n < k)
        likeness: np.ndarray = features @ features[seeds].T - 0.5 * (features[seeds] ** 2).sum(
            axis=1
        )
        likeness += rng.normal(0, 0.5, likeness.shape)
        out[:, run] = np.eye(k)[likeness.argmax(axis=1)] * 0.8 + 0.2 / k
    return out


def settled(coded: Coded, model: Model, *, steps: int = 500) -> np.ndarray:
    """Memberships [n, k] under the model as StepMix fits it, started from ours."""
    if not coded.ones.shape[1] and not coded.numbers.shape[1]:
        return np.ones((coded.n, 1))
    layout: dict[str, Any] = {}
    blocks: list[np.ndarray] = []
    at = 0
    for size in coded.sizes:
        block = coded.ones[:, at : at + size]
        given = block.any(axis=1)
        blocks.append(np.where(given, block.argmax(axis=1), np.nan))
        at += size
    if coded.sizes:
        layout["answers"] = {"model": "categorical_nan", "n_columns": len(coded.sizes)}
    if coded.numbers.shape[1]:
        width = coded.numbers.shape[1]
        layout["numbers"] = {"model": "gaussian_unit_nan", "n_columns": width}
    x = np.hstack(
        [
            np.column_stack(blocks) if blocks else np.zeros((coded.n, 0)),
            coded.numbers / np.sqrt(model.variances),
        ]
    )
    started = _Started(
        model.memberships(coded),
        n_components=model.k,
        measurement=layout,
        max_iter=steps,
        abs_tol=1e-8,
        progress_bar=0,
        random_state=0,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        started.fit(x, sample_weight=coded.weights)
        return np.asarray(started.predict_proba(x))


class _Started(StepMix):
    """StepMix that begins from given memberships instead of drawing its own."""

    def __init__(self, given: np.ndarray | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.given = given

    def _initialize_parameters(self, X: np.ndarray, random_state: Any) -> None:
        assert self.given is not None
        self.log_resp_ = np.log(np.clip(self.given, 1e-15, 1 - 1e-15))
        self.weights_ = self.given.mean(axis=0)
        self._initialize_parameters_measurement(X, random_state)


def _maximised(
    coded: Coded, member: np.ndarray, total: np.ndarray, seen: np.ndarray, values: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    n, runs, k = member.shape
    flat = member.reshape(n, runs * k)
    shares = np.maximum(member.sum(axis=0), 1e-12) / total[:, None]
    tally = (flat.T @ coded.ones).reshape(runs, k, -1)
    at = 0
    for size in coded.sizes:
        part = tally[:, :, at : at + size]
        part += FLOOR
        part /= part.sum(axis=2, keepdims=True)
        at += size
    width = values.shape[1]
    if width:
        known = np.maximum((flat.T @ seen).reshape(runs, k, width), 1e-9)
        means = (flat.T @ values).reshape(runs, k, width) / known
        squares = member.sum(axis=2).T @ values**2
        variances = (squares - (known * means**2).sum(axis=1)) / known.sum(axis=1)
        variances = np.maximum(variances, SPREAD)
    else:
        means, variances = np.zeros((runs, k, 0)), np.zeros((runs, 0))
    return shares, tally, means, variances


def _log_joint(
    coded: Coded,
    shares: np.ndarray,
    answers: np.ndarray,
    means: np.ndarray,
    variances: np.ndarray,
    *,
    seen: np.ndarray | None = None,
    values: np.ndarray | None = None,
) -> np.ndarray:
    """Log of class share times likelihood, [n, runs, k]."""
    runs, k = shares.shape
    joint = coded.ones @ np.log(answers).reshape(runs * k, -1).T
    width = means.shape[2]
    if width:
        seen = np.isfinite(coded.numbers) if seen is None else seen
        values = np.where(seen, coded.numbers, 0.0) if values is None else values
        spread = np.repeat(variances, k, axis=0)
        inverse = 1 / spread
        centre = means.reshape(runs * k, width)
        constant = np.log(2 * np.pi * spread) + centre**2 * inverse
        joint += values @ (centre * inverse).T
        joint -= 0.5 * (values**2 @ inverse.T + seen @ constant.T)
    return joint.reshape(coded.n, runs, k) + np.log(shares)
