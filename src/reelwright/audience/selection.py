"""How many segments there are, if any: BIC, sizes, and whether they come back in other samples."""

from dataclasses import dataclass, field

import numpy as np
from sklearn.metrics import adjusted_rand_score

from ..domain.survey import Survey
from .coding import Coded, encode
from .latent import Model, best_fit, fit_batch, random_starts, settled
from .thresholds import AudienceThresholds


@dataclass(frozen=True)
class Grouping:
    """The number of segments chosen, 1 when none are reliable, and why.

    member [n, k]: membership probabilities. stability: bootstrap Jaccard per segment, in the same
    order. criteria: measures per K. runner_up: the next best K, 0 without one.
    """

    k: int
    reason: str
    member: np.ndarray
    stability: tuple[float, ...] = ()
    criteria: dict[str, dict[str, float]] = field(default_factory=dict[str, dict[str, float]])
    runner_up: int = 0
    caveats: tuple[str, ...] = ()


def choose(survey: Survey, *, seed: int, thresholds: AudienceThresholds) -> Grouping:
    """Fit K = 1 up, keep the best K by BIC whose segments are large enough and stable enough."""
    n = len(survey.rows)
    rng = np.random.default_rng(seed)
    ratings, coded = _encoded(survey, thresholds)
    alone = np.ones((n, 1))
    most = min(thresholds.max_k, n // thresholds.smallest_n)
    questions = len(coded.sizes) + coded.numbers.shape[1]
    if most < 2:
        need = thresholds.least
        return Grouping(
            1, f"{n} usable answers are too few to tell groups apart; {need} is the least", alone
        )
    if questions < 2:
        return Grouping(1, "fewer than two usable questions may form segments", alone)
    caveats: list[str] = []
    work = coded
    if n > thresholds.at_most:
        rows = np.sort(rng.choice(n, thresholds.at_most, replace=False))
        work = coded.some(rows)
        caveats.append(
            f"the number of segments and their stability were worked out on {thresholds.at_most:,} "
            f"respondents drawn at random from {n:,}; all were then assigned"
        )
    models = {k: best_fit(work, k, rng, starts=thresholds.starts) for k in range(1, most + 1)}
    criteria = {str(k): _measures(model, work) for k, model in models.items()}
    best_k = min(models, key=lambda k: criteria[str(k)]["bic"])
    found, faults = _sound(models, criteria, work, n, rng, thresholds)
    if not found:
        why = (
            "one group describes the answers best (by BIC)"
            if best_k == 1
            else "no grouping is sound: " + "; ".join(faults[:4])
        )
        return Grouping(1, why, alone, criteria=criteria, caveats=tuple(caveats))
    k, jaccard = found[0]
    member = settled(coded, _refitted(coded, work, models[k]))
    other = "measurements" if ratings == "categories" else "categories"
    agreement = _agreement(survey, coded, member, other, k, rng, thresholds)
    if agreement is not None:
        criteria[str(k)]["agreement"] = round(agreement, 3)
        if agreement < thresholds.agree:
            caveats.append(
                f"taking rating scales as {other} gives another grouping (agreement "
                f"{agreement:.2f}): treat the borders between segments as soft"
            )
    if criteria[str(k)]["entropy"] < thresholds.blurred:
        caveats.append(
            f"memberships are blurred (relative entropy {criteria[str(k)]['entropy']:.2f})"
        )
    runner = found[1][0] if len(found) > 1 else 0
    reason = _reason(k, jaccard, runner, best_k, faults, thresholds)
    order_by_size = np.argsort(-(member * coded.weights[:, None]).sum(axis=0), kind="stable")
    return Grouping(
        k,
        reason,
        member[:, order_by_size],
        tuple(jaccard[int(i)] for i in order_by_size),
        criteria,
        runner,
        tuple(caveats),
    )


def _sound(
    models: dict[int, Model],
    criteria: dict[str, dict[str, float]],
    work: Coded,
    n: int,
    rng: np.random.Generator,
    thresholds: AudienceThresholds,
) -> tuple[list[tuple[int, tuple[float, ...]]], list[str]]:
    """The two best K by BIC that are large and stable enough, with their stability; and faults.

    Only K that beat one group count. Adds the stability of those tried to criteria.
    """
    found: list[tuple[int, tuple[float, ...]]] = []
    faults: list[str] = []
    for k in sorted(models, key=lambda k: criteria[str(k)]["bic"]):
        if k == 1 or len(found) == 2:
            break
        fault = _too_small(k, models[k], work, n, thresholds)
        if not fault:
            jaccard = stability(work, models[k], rng, bootstraps=thresholds.bootstraps)
            least = min(jaccard)
            criteria[str(k)]["stability"] = round(least, 3)
            if least >= thresholds.usable:
                found.append((k, jaccard))
                continue
            fault = f"K={k}: a group comes back in other samples only {least:.2f} of the time"
        faults.append(fault)
    return found, faults


def stability(
    coded: Coded, model: Model, rng: np.random.Generator, *, bootstraps: int
) -> tuple[float, ...]:
    """Mean Jaccard similarity of each class with its likest in bootstrap samples (as clusterboot).

    Each sample is fitted from the solution and from three fresh starts, and the likeliest fit
    counts: a fit that only returns because it was begun there does not help.
    """
    n, k = coded.n, model.k
    draws = np.stack(
        [np.bincount(rng.integers(0, n, n), minlength=n) for _ in range(bootstraps)], 1
    )
    solution = model.memberships(coded)
    modal = solution.argmax(axis=1)
    scores = np.zeros((bootstraps, k))
    step = max(1, 4_000_000 // (n * k * 4))
    for at in range(0, bootstraps, step):
        part = draws[:, at : at + step].astype(float)
        runs = part.shape[1]
        fresh = random_starts(coded, k, 3 * runs, rng)
        starts = np.concatenate([np.repeat(solution[:, None, :], runs, axis=1), fresh], axis=1)
        brief = fit_batch(coded, starts, draws=np.tile(part, (1, 4)), steps=12)
        best = [max(range(r, 4 * runs, runs), key=lambda i: brief[i].fit) for r in range(runs)]
        again = np.stack([brief[i].memberships(coded) for i in best], axis=1)
        final = fit_batch(coded, again, draws=part, steps=120, tolerance=1e-5)
        for r, fitted in enumerate(final):
            drawn = part[:, r] > 0
            labels = fitted.memberships(coded).argmax(axis=1)
            both = np.zeros((k, k))
            np.add.at(both, (modal[drawn], labels[drawn]), 1)
            union = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
            scores[at + r] = (both / np.maximum(union, 1)).max(axis=1)
    return tuple(float(s) for s in scores.mean(axis=0))


def _encoded(survey: Survey, thresholds: AudienceThresholds) -> tuple[str, Coded]:
    """Rating scales as categories where there are answers enough, else as measurements."""
    coded = encode(survey, ratings="categories")
    free = 4 * (sum(coded.sizes) - len(coded.sizes))
    if coded.n >= thresholds.per_parameter * free:
        return "categories", coded
    return "measurements", encode(survey, ratings="measurements")


def _measures(model: Model, coded: Coded) -> dict[str, float]:
    member = model.memberships(coded)
    share = (member * coded.weights[:, None]).sum(axis=0) / coded.weights.sum()
    spread = -(member * np.log(np.maximum(member, 1e-300))).sum(axis=1).mean()
    return {
        "bic": round(model.bic(coded), 1),
        "smallest share": round(float(share.min()), 4),
        "entropy": round(float(1 - spread / np.log(model.k)), 3) if model.k > 1 else 1.0,
    }


def _too_small(k: int, model: Model, work: Coded, n: int, thresholds: AudienceThresholds) -> str:
    member = model.memberships(work)
    share = (member * work.weights[:, None]).sum(axis=0).min() / work.weights.sum()
    count = np.bincount(member.argmax(axis=1), minlength=k).min() * n / work.n
    if share < thresholds.smallest_share:
        return f"K={k}: a group of only {share:.1%}"
    if count < thresholds.smallest_n:
        return f"K={k}: a group of only {count:.0f} respondents"
    return ""


def _refitted(coded: Coded, work: Coded, model: Model) -> Model:
    """The model on all respondents, where it was chosen on some."""
    if work is coded:
        return model
    return fit_batch(coded, model.memberships(coded)[:, None, :], steps=60, tolerance=1e-5)[0]


def _agreement(
    survey: Survey,
    coded: Coded,
    member: np.ndarray,
    other: str,
    k: int,
    rng: np.random.Generator,
    thresholds: AudienceThresholds,
) -> float | None:
    """Adjusted Rand index with the same K under the other treatment of rating scales."""
    second = encode(survey, ratings=other)
    if second.ones.shape == coded.ones.shape:
        return None
    rows = np.arange(coded.n)
    if coded.n > thresholds.at_most:
        rows = np.sort(rng.choice(coded.n, thresholds.at_most, replace=False))
        second = second.some(rows)
    model = best_fit(second, k, rng, starts=thresholds.starts // 2)
    labels = model.memberships(second).argmax(axis=1)
    return float(adjusted_rand_score(member[rows].argmax(axis=1), labels))


def _reason(
    k: int,
    jaccard: tuple[float, ...],
    runner: int,
    best_k: int,
    faults: list[str],
    thresholds: AudienceThresholds,
) -> str:
    least = min(jaccard)
    word = (
        "very stable"
        if least >= thresholds.very_stable
        else "stable"
        if least >= thresholds.stable
        else "usable, not fully stable"
    )
    text = f"{k} segments fit best among sound groupings (BIC) and are {word} (Jaccard {least:.2f})"
    if best_k != k:
        text += f"; K={best_k} has the lowest BIC but fails ({'; '.join(faults[:2])})"
    return text + (f"; the runner-up is K={runner}" if runner else "")
