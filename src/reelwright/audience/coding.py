"""Answers as numbers: what the latent class models are fitted to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..domain.survey import Column, Survey


@dataclass(frozen=True)
class Coded:
    """Basis answers of n respondents.

    ones [n, levels of all categorical columns]: 1 for the answer given, a row of zeros where a
    column is blank. sizes: levels per categorical column, in that order. numbers [n, m]: measured
    columns, standardised, NaN where blank. weights [n]: mean 1.
    """

    ones: np.ndarray
    sizes: tuple[int, ...]
    numbers: np.ndarray
    weights: np.ndarray

    @property
    def n(self) -> int:
        """Respondents."""
        return len(self.weights)

    def some(self, rows: np.ndarray) -> "Coded":
        """The same columns for some respondents, weights brought to mean 1 again."""
        weights = self.weights[rows]
        return Coded(
            self.ones[rows], self.sizes, self.numbers[rows], weights / max(weights.mean(), 1e-12)
        )


def survey_weights(survey: Survey) -> np.ndarray:
    """Weights with mean 1; all ones without a weight column, and 1 where the cell is blank."""
    at = next((i for i, c in enumerate(survey.columns) if c.role == "weight"), None)
    if at is None:
        return np.ones(len(survey.rows))
    raw = np.array([float(row[at] or "nan") for row in survey.rows])
    mean = np.nanmean(raw) if np.isfinite(raw).any() else 1.0
    raw = np.where(np.isfinite(raw), raw, mean)
    return raw / raw.mean()


def level_codes(survey: Survey, at: int) -> np.ndarray:
    """Codes of one column by its levels, -1 where blank. Shape [n], int64."""
    place = {level: i for i, level in enumerate(survey.columns[at].levels)}
    return np.array([place.get(row[at] or "", -1) for row in survey.rows], dtype=np.int64)


def numbers_of(survey: Survey, at: int) -> np.ndarray:
    """Values of a number column, NaN where blank. Shape [n], float64."""
    return np.array([float(row[at] or "nan") for row in survey.rows])


def encode(survey: Survey, *, ratings: str, rarest: float = 0.02) -> Coded:
    """Basis columns as numbers; columns without spread are left out.

    ratings: "categories" takes an ordinal column with four levels or more as categories,
    "measurements" as equally spaced numbers. Answers rarer than rarest are joined for the fit, to
    their neighbour where there is an order, else to each other.
    """
    n = len(survey.rows)
    blocks: list[np.ndarray] = []
    sizes: list[int] = []
    measured: list[np.ndarray] = []
    for i, column in enumerate(survey.columns):
        if column.role != "basis":
            continue
        if column.scale == "number":
            values = numbers_of(survey, i)
        else:
            codes = level_codes(survey, i)
            if ratings == "measurements" and column.scale == "ordinal" and len(column.levels) > 3:
                values = np.where(codes >= 0, codes, np.nan).astype(float)
            else:
                codes, size = _joined(codes, column, max(5.0, rarest * n))
                if size > 1:
                    block = np.zeros((n, size))
                    given = codes >= 0
                    block[np.flatnonzero(given), codes[given]] = 1
                    blocks.append(block)
                    sizes.append(size)
                continue
        if np.isfinite(values).any() and np.nanstd(values) > 1e-9:
            measured.append((values - np.nanmean(values)) / np.nanstd(values))
    return Coded(
        np.hstack(blocks) if blocks else np.zeros((n, 0)),
        tuple(sizes),
        np.column_stack(measured) if measured else np.zeros((n, 0)),
        survey_weights(survey),
    )


def _joined(codes: np.ndarray, column: Column, fewest: float) -> tuple[np.ndarray, int]:
    """Codes with rare levels joined, renumbered from 0, and how many levels are left."""
    groups: list[list[int]] = [[i] for i in range(len(column.levels))]
    count = [int((codes == i).sum()) for i in range(len(column.levels))]
    if column.scale == "ordinal":
        while len(groups) > 2:
            sums = [sum(count[i] for i in g) for g in groups]
            least = int(np.argmin(sums))
            if sums[least] >= fewest:
                break
            near = [j for j in (least - 1, least + 1) if 0 <= j < len(groups)]
            other = min(near, key=lambda j: sums[j])
            low, high = sorted((least, other))
            groups[low : high + 1] = [groups[low] + groups[high]]
    else:
        rare = [i for i in range(len(count)) if 0 < count[i] < fewest]
        if len(rare) > 1:
            groups = [[i] for i in range(len(count)) if i not in rare] + [rare]
    groups = [g for g in groups if sum(count[i] for i in g)]
    new = np.full(len(column.levels) + 1, -1)
    for place, group in enumerate(groups):
        new[group] = place
    return new[codes], len(groups)


def share(values: Sequence[bool] | np.ndarray, weights: np.ndarray) -> float:
    """Weighted share of true values; 0 without any weight."""
    total = float(weights.sum())
    return float((np.asarray(values) * weights).sum() / total) if total else 0.0
