"""Surveys made for tests, with and without groups in them."""

import numpy as np

from reelwright.domain.survey import Codebook, Column, Survey

AGREE = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
GROUPS = ("motivations", "pain points", "decision factors")


def survey_of(codes, *, levels=AGREE, extra=(), cells=(), weights=None):
    """A survey from codes [n, questions], -1 for blank; extra columns with their cells [n][m]."""
    n, questions = codes.shape
    columns = [
        Column(
            id=f"q{j}",
            header=f"Question {j}",
            label=f"Question {j}",
            role="basis",
            scale="ordinal" if len(levels) > 2 else "binary",
            levels=levels,
            group=GROUPS[j % 3],
            prompt=f"agree with statement {j} | disagree with statement {j}",
        )
        for j in range(questions)
    ]
    columns += list(extra)
    rows = [
        tuple(None if c < 0 else levels[c] for c in codes[i])
        + (tuple(cells[i]) if len(cells) else ())
        for i in range(n)
    ]
    if weights is not None:
        columns.append(Column(id="w", header="W", label="W", role="weight", scale="number"))
        rows = [(*row, f"{weights[i]:.4f}") for i, row in enumerate(rows)]
    return Survey(
        columns=tuple(columns), respondents=tuple(f"r{i}" for i in range(n)), rows=tuple(rows)
    )


def grouped(n=600, questions=9, groups=3, seed=4, missing=0.05):
    """Codes [n, questions] with groups in them, and the group of each row."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, groups, n)
    means = np.array([[0.6 if (j + g) % groups else 3.6 for j in range(questions)]
                      for g in range(groups)])  # fmt: skip
    codes = np.clip(np.rint(rng.normal(means[truth], 0.9)), 0, 4).astype(int)
    codes[rng.random(codes.shape) < missing] = -1
    return codes, truth


def codebook_of(survey):
    return Codebook(columns=survey.columns, confirmed=True)
