"""Segments with bootstraps on 1,000 respondents, against plain StepMix fits of K = 1..8.

Both choose among K = 1..8 with 20 starts or more for each K on the same answers; ours also runs the
bootstrap that StepMix's fits lack. Prints one figure: our time as a share of StepMix's.
"""

import sys
import time
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import adjusted_rand_score
from stepmix.stepmix import StepMix

from reelwright.audience import find_segments
from reelwright.domain.survey import Codebook, Column, Survey

LIMIT = 0.5
RESPONDENTS, QUESTIONS, CLASSES, STARTS = 1_000, 12, 4, 20
LEVELS = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")


def answers(seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Codes [n, questions], NaN for 5 % blanks, and the true class of each respondent."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, CLASSES, RESPONDENTS)
    chances = rng.dirichlet(np.full(len(LEVELS), 0.9), (CLASSES, QUESTIONS))
    draws = rng.random((RESPONDENTS, QUESTIONS, 1))
    codes = (draws > chances[truth].cumsum(axis=2)).sum(axis=2).clip(0, 4).astype(float)
    codes[rng.random(codes.shape) < 0.05] = np.nan
    return codes, truth


def as_survey(codes: np.ndarray) -> Survey:
    columns = tuple(
        Column(id=f"q{j}", header=f"Question {j}", label=f"Question {j}", role="basis",
               scale="ordinal", levels=LEVELS, group="motivations")
        for j in range(QUESTIONS)
    )  # fmt: skip
    rows = tuple(tuple(None if c != c else LEVELS[int(c)] for c in row) for row in codes)
    return Survey(columns=columns, respondents=tuple(map(str, range(len(rows)))), rows=rows)


def main() -> int:
    codes, truth = answers()
    survey = as_survey(codes)
    codebook = Codebook(columns=survey.columns, confirmed=True)
    start = time.perf_counter()
    found = find_segments(survey, codebook, seed=1)
    ours = time.perf_counter() - start

    start = time.perf_counter()
    fits = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        for k in range(1, 9):
            model = StepMix(k, measurement="categorical_nan", n_init=STARTS if k > 1 else 1,
                            max_iter=400, abs_tol=1e-6, random_state=1, progress_bar=0)  # fmt: skip
            fits[k] = (model.fit(codes).bic(codes), model)
    theirs = time.perf_counter() - start

    best = min(fits, key=lambda k: fits[k][0])
    label = {who: s.id for s in found.segments for who in s.respondents}
    held = [i for i in range(RESPONDENTS) if str(i) in label]
    agreement = adjusted_rand_score(truth[held], [label[str(i)] for i in held])
    print(f"ours: K={found.k}, {ours:.1f} s with bootstraps; adjusted Rand {agreement:.3f}")
    print(f"StepMix: K={best}, {theirs:.1f} s without")
    print(
        f"adjusted Rand of StepMix {adjusted_rand_score(truth, fits[best][1].predict(codes)):.3f}"
    )
    ratio = ours / theirs
    print(f"figure audience_ratio {ratio:.3f} limit {LIMIT} {'ok' if ratio <= LIMIT else 'over'}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
