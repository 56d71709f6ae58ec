"""How each answer stands in each segment against everyone, and which differences are real."""

import re
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from ..domain.survey import Cell, Column, Interval, Survey
from .coding import level_codes, numbers_of
from .thresholds import AudienceThresholds

NEUTRAL = re.compile(
    r"neither|neutr|undecided|average|same|sometimes|occasional|half|medium|moderate|fair\b|maybe|"
    r"just right|about right|no change|\bweder|gleich|unverändert|teils|mittel|genau richtig|"
    r"manchmal|vielleicht|\bni\b.+\bni\b|autant|pareil|moyen|parfois|peut-être|indifférent|"
    r"igual|lo mismo|\ba veces|indiferente|lo justo|quizás|tal vez|\bné\b.+\bné\b|uguale|"
    r"lo stesso|a volte|indifferente|forse|\bnem\b.+\bnem\b|o mesmo|às vezes|tanto faz|talvez|"
    r"hetzelfde|evenveel|gemiddeld|soms|misschien|precies goed|varken|oförändrat|samma|lika mycket|"
    r"likadant|medel|ibland|kanske|lagom|\bani\b.+\bani\b|tak samo|tyle samo|bez zmian|obojętn|"
    r"średni|czas[ae]m|w sam raz|być może|どちら(?:で|と)も|変わらない|同じ|普通|ふつう|ちょうど|"
    r"時々|ときどき",
    re.I,
)
"""Middle answers that lean to neither end; other middle answers of three count as high."""


@dataclass(frozen=True)
class AnswerBox:
    """One answer, or neighbouring answers taken together.

    side: "high" or "low" end of an ordered scale, "level" for one answer of many, "run" for
    neighbouring levels of a profile scale. places: the levels in it. inside, given [n]: who gave
    such an answer, and who answered at all.
    """

    at: int
    column: Column
    side: str
    level: str
    places: tuple[int, ...]
    inside: np.ndarray
    given: np.ndarray


@dataclass(frozen=True)
class Contrast:
    """A box in one segment: its cell, the z of the difference to the others, and the box."""

    box: AnswerBox
    cell: Cell
    z: float

    @property
    def distinctive(self) -> bool:
        """More common here than elsewhere, and not by chance."""
        return self.cell.significant and self.z > 0


def boxes_of(survey: Survey) -> list[AnswerBox]:
    """Every answer worth comparing, ends of scales taken together."""
    out: list[AnswerBox] = []
    for i, column in enumerate(survey.columns):
        if column.role not in {"basis", "profile"} or column.scale == "text":
            continue
        if column.scale == "number":
            out += _thirds(i, column, numbers_of(survey, i))
            continue
        codes = level_codes(survey, i)
        given = codes >= 0
        for side, places in _parts(column):
            inside = np.isin(codes, places)
            out.append(AnswerBox(i, column, side, joined(column, places), places, inside, given))
    return out


def compare(
    boxes: list[AnswerBox],
    labels: np.ndarray,
    weights: np.ndarray,
    k: int,
    thresholds: AudienceThresholds,
) -> list[list[Contrast]]:
    """Standings of all boxes in each of k segments.

    labels [n]: segment of each respondent, -1 for none (they count among everyone only).
    Significance is by weighted two-share tests, segment against all others, with Benjamini-
    Hochberg control over all tests; cells under the smallest size are never significant.
    """
    effects = {at: effect_of(boxes, at, labels, weights, k) for at in {b.at for b in boxes}}
    found: list[list[tuple[AnswerBox, float, float, int, float]]] = []
    for segment in range(k):
        here = labels == segment
        found.append([(box, *_shares(box, here, weights)) for box in boxes])
    chances = np.array([2 * norm.sf(abs(row[4])) for rows in found for row in rows])
    passed = _benjamini_hochberg(chances, thresholds.false_discoveries).reshape(k, len(boxes))
    out: list[list[Contrast]] = []
    for segment, rows in enumerate(found):
        contrasts: list[Contrast] = []
        for place, (box, share, base, n, z) in enumerate(rows):
            index = round(100 * share / base) if base > 0 else 100
            big = n >= thresholds.smallest_cell or z < 0
            marked = index >= thresholds.high or index <= thresholds.low
            cell = Cell(
                column=box.column.id,
                level=box.level,
                share=round(share, 4),
                base_share=round(base, 4),
                index=index,
                n=n,
                significant=bool(passed[segment, place]) and big and marked and k > 1,
                effect=round(effects[box.at], 4),
            )
            contrasts.append(Contrast(box, cell, z))
        out.append(contrasts)
    return out


def effect_of(
    boxes: list[AnswerBox], at: int, labels: np.ndarray, weights: np.ndarray, k: int
) -> float:
    """Cramer's V between a column's answers and the segments, 0 to 1."""
    if k < 2:
        return 0.0
    mine = [b for b in boxes if b.at == at]
    single = [b for b in mine if len(b.places) == 1] or mine
    covered = np.zeros(len(labels), dtype=bool)
    parts: list[np.ndarray] = []
    for box in single:
        parts.append(box.inside)
        covered |= box.inside
    rest = mine[0].given & ~covered
    if rest.any():
        parts.append(rest)
    table = np.array(
        [[weights[p & (labels == s)].sum() for s in range(k)] for p in parts], dtype=float
    )
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(table.shape, default=0) < 2:
        return 0.0
    total = table.sum()
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / total
    chi = ((table - expected) ** 2 / expected).sum()
    return float(np.sqrt(chi / (total * (min(table.shape) - 1))))


def effective(weights: np.ndarray) -> float:
    """Kish's effective number of respondents under these weights."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def wilson(share: float, n: float) -> Interval:
    """A share with its 95 % Wilson interval for n (effective) respondents."""
    if n <= 0:
        return Interval(value=share, low=0.0, high=1.0)
    z = 1.959964
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return Interval(
        value=round(share, 4),
        low=round(float(max(0.0, min(share, centre - half))), 4),
        high=round(float(min(1.0, max(share, centre + half))), 4),
    )


def _shares(
    box: AnswerBox, here: np.ndarray, weights: np.ndarray
) -> tuple[float, float, int, float]:
    """Share in the segment, share of everyone, respondents in the cell, and z."""
    mine, other = here & box.given, ~here & box.given
    w1, w0 = weights[mine], weights[other]
    share = float((w1 * box.inside[mine]).sum() / w1.sum()) if len(w1) else 0.0
    rest = float((w0 * box.inside[other]).sum() / w0.sum()) if len(w0) else 0.0
    w = weights[box.given]
    base = float((w * box.inside[box.given]).sum() / w.sum()) if len(w) else 0.0
    n1, n0 = effective(w1), effective(w0)
    n = int(box.inside[mine].sum())
    if n1 < 2 or n0 < 2:
        return share, base, n, 0.0
    pooled = (share * n1 + rest * n0) / (n1 + n0)
    error = np.sqrt(max(pooled * (1 - pooled), 1e-9) * (1 / n1 + 1 / n0))
    return share, base, n, float((share - rest) / error)


def _benjamini_hochberg(chances: np.ndarray, rate: float) -> np.ndarray:
    order = np.argsort(chances)
    limit = rate * (np.arange(len(chances)) + 1) / max(1, len(chances))
    below = np.flatnonzero(chances[order] <= limit)
    passed = np.zeros(len(chances), dtype=bool)
    if len(below):
        passed[order[: below[-1] + 1]] = True
    return passed


def _parts(column: Column) -> list[tuple[str, tuple[int, ...]]]:
    count = len(column.levels)
    if column.scale == "binary":
        return [("low", (0,)), ("high", (1,))]
    if column.scale == "nominal":
        return [("level", (i,)) for i in range(count)]
    if column.role == "profile":
        longest = (count + 1) // 2
        return [
            ("run", tuple(range(i, i + length)))
            for length in range(1, longest + 1)
            for i in range(count - length + 1)
        ]
    low = count // 2
    high = low if count % 2 == 0 or NEUTRAL.search(column.levels[low]) or count > 3 else low + 1
    return [("low", tuple(range(low))), ("high", tuple(range(count - high, count)))]


def joined(column: Column, places: tuple[int, ...]) -> str:
    """Neighbouring answers of a column as one text."""
    names = [column.levels[i] for i in places]
    if len(names) > 3:
        return f"{names[0]} \u2026 {names[-1]}"
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _thirds(at: int, column: Column, values: np.ndarray) -> list[AnswerBox]:
    given = np.isfinite(values)
    if given.sum() < 3:
        return []
    low, high = np.quantile(values[given], [1 / 3, 2 / 3])
    parts = [
        ("low", f"up to {low:g}", values <= low),
        ("run", f"over {low:g} up to {high:g}", (values > low) & (values <= high)),
        ("high", f"over {high:g}", values > high),
    ]
    return [
        AnswerBox(at, column, side, name, (i,), inside & given, given)
        for i, (side, name, inside) in enumerate(parts)
        if (inside & given).any()
    ]
