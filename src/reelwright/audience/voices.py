"""A segment in its own words: typical verbatims and short phrases, personal data taken out."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from ..domain.privacy import is_redacted, redact
from ..domain.segment import Verbatim
from ..domain.survey import Survey
from .clauses import STOPWORDS

LONGEST = 45
SHORTEST = 7
MOST_TEXTS = 20_000
"""Free answers read at most, evenly over the file."""
OPENINGS_BARRED = frozenset("and or but so because which that than of then who".split())
WEAK_OPENINGS = frozenset(
    "before without with although when if he she they it nobody none this everything whatever for "
    "after".split()
)
ENDINGS_BARRED = frozenset(
    "and or but so because which that than of to the a an with for in on at by from is are was my "
    "i if when as their her his would have not "
    "will".split()
)


@dataclass(frozen=True)
class FreeAnswer:
    """One free answer: whose, in which column, its words."""

    who: int
    column: str
    text: str


@dataclass(frozen=True)
class Voices:
    """All free answers and how they weigh by word: matrix [texts, words], row-normalised."""

    said: tuple[FreeAnswer, ...]
    matrix: csr_matrix | None
    words: dict[str, int]


def without_personal_data(survey: Survey) -> Survey:
    """The survey with contact columns blank and free answers redacted."""
    texts = {i for i, c in enumerate(survey.columns) if c.role == "text"}
    contacts = {i for i, c in enumerate(survey.columns) if c.role == "contact"}
    if not texts and not contacts:
        return survey
    rows = tuple(
        tuple(
            None if i in contacts else (redact(cell) if cell and i in texts else cell)
            for i, cell in enumerate(row)
        )
        for row in survey.rows
    )
    return survey.model_copy(update={"rows": rows})


def listen(survey: Survey) -> Voices:
    """Collect the free answers and weigh their words."""
    said: list[FreeAnswer] = []
    for i, column in enumerate(survey.columns):
        if column.role == "text":
            said += [
                FreeAnswer(r, column.id, row[i] or "")
                for r, row in enumerate(survey.rows)
                if row[i]
            ]
    if len(said) > MOST_TEXTS:
        said = said[:: -(-len(said) // MOST_TEXTS)]
    if not said:
        return Voices((), None, {})
    vectors = TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True, stop_words=sorted(STOPWORDS), min_df=1,
        token_pattern=r"(?u)\b[a-z][a-z']+\b",
    )  # fmt: skip
    try:
        matrix = vectors.fit_transform([_unmarked(s.text) for s in said])
    except ValueError:  # nothing but stop words
        return Voices(tuple(said), None, {})
    return Voices(
        tuple(said), csr_matrix(matrix), {str(w): int(i) for w, i in vectors.vocabulary_.items()}
    )


def verbatims(
    voices: Voices, survey: Survey, sure: np.ndarray, member: np.ndarray, most: int = 5
) -> tuple[Verbatim, ...]:
    """Up to five answers that are typical of a segment, readable, and unlike each other.

    sure [n]: who belongs with certainty. member [n]: probability of belonging.
    """
    direction = _direction(voices, sure)
    if voices.matrix is None or direction is None:
        return ()
    ranked: list[tuple[float, int]] = []
    likeness = np.asarray(voices.matrix @ direction).ravel()
    for i, said in enumerate(voices.said):
        count = len(said.text.split())
        if not sure[said.who] or count < 4 or count > LONGEST or is_redacted(said.text):
            continue
        readable = min(1.0, count / SHORTEST) * (1.0 if said.text[:1].isupper() else 0.75)
        readable *= 1.0 if said.text.rstrip()[-1:] in ".!?" else 0.85
        ranked.append((float(likeness[i]) * readable * float(member[said.who]), i))
    ranked.sort(key=lambda r: (-r[0], r[1]))
    chosen: list[int] = []
    columns: Counter[str] = Counter()
    limit = -(-most // max(1, len({s.column for s in voices.said})))
    for score, i in ranked:
        said = voices.said[i]
        if len(chosen) == most or score <= 0:
            break
        if columns[said.column] >= limit or any(voices.said[j].who == said.who for j in chosen):
            continue
        alike = [float((voices.matrix[i] @ voices.matrix[j].T).toarray()[0, 0]) for j in chosen]
        if max(alike, default=0.0) > 0.2:
            continue
        chosen.append(i)
        columns[said.column] += 1
    return tuple(
        Verbatim(
            respondent=survey.respondents[voices.said[i].who],
            column=voices.said[i].column,
            text=voices.said[i].text,
            redacted=is_redacted(voices.said[i].text),
        )
        for i in chosen
    )


def phrases(voices: Voices, sure: np.ndarray, most: int = 12) -> tuple[str, ...]:
    """Short whole phrases, two to seven words, that this segment uses and others do not.

    A phrase is what stands between two stops in somebody's answer, said by two respondents or
    more, so that nobody can be known by it.
    """
    direction = _direction(voices, sure)
    if direction is None:
        return ()
    here: dict[str, set[int]] = {}
    elsewhere: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    leads: Counter[str] = Counter()
    for said in voices.said:
        for chunk, leading in _chunks(said.text):
            key = chunk.lower()
            leads[key] += leading
            if sure[said.who]:
                here.setdefault(key, set()).add(said.who)
                forms.setdefault(key, Counter())[chunk] += 1
            else:
                elsewhere[key] += 1
    scored: list[tuple[float, str]] = []
    for key, who in here.items():
        if len(who) < 2 or elsewhere[key] >= len(who):
            continue
        weight = _weight(key, voices.words, direction) * (1.3 if leads[key] else 1.0)
        weight *= 0.6 if key.split()[0] in WEAK_OPENINGS else 1.0
        weight *= 0.7 if len(key.split()) < 3 else 1.0
        scored.append((weight * float(np.log1p(len(who))), key))
    scored.sort(key=lambda s: (-s[0], s[1]))
    out: list[str] = []
    used: Counter[str] = Counter()
    proper = _proper(voices)
    for score, key in scored:
        content = [w for w in re.findall(r"[a-z']+", key) if w not in STOPWORDS]
        if score <= 0 or len(out) == most:
            break
        if any(used[w] >= 2 for w in content) or any(key in o.lower() for o in out):
            continue
        used.update(content)
        form = forms[key].most_common(1)[0][0]
        kept = form.split()[0].rstrip("'s\u2019") in proper or form.startswith(("I ", "I'"))
        out.append(form if kept else form[:1].lower() + form[1:])
    return tuple(out)


def _proper(voices: Voices) -> set[str]:
    """Words that stand with a capital inside sentences more often than without one."""
    forms: Counter[str] = Counter()
    for said in voices.said:
        forms.update(re.findall(r"(?<=[a-z,] )[A-Za-z]+", said.text))
    return {w for w, n in forms.items() if w[:1].isupper() and n > forms[w.lower()]}


def _direction(voices: Voices, sure: np.ndarray) -> np.ndarray | None:
    """Mean words of the segment less those of the others; the segment's mean when it is alone."""
    if voices.matrix is None:
        return None
    mine = np.array([sure[s.who] for s in voices.said])
    if not mine.any():
        return None
    centre = np.asarray(voices.matrix[np.flatnonzero(mine)].mean(axis=0)).ravel()
    if not mine.all():
        others = voices.matrix[np.flatnonzero(~mine)]
        centre = centre - 0.8 * np.asarray(others.mean(axis=0)).ravel()
    return centre


def _weight(key: str, words: dict[str, int], direction: np.ndarray) -> float:
    content = [w for w in re.findall(r"[a-z][a-z']+", key) if w not in STOPWORDS]
    pairs = [f"{a} {b}" for a, b in pairwise(content)]
    values = [direction[words[w]] for w in (*content, *pairs) if w in words]
    return float(sum(values)) / (1 + 0.15 * len(content)) if values else 0.0


def _chunks(text: str) -> list[tuple[str, bool]]:
    """Stretches between stops, two to seven words; whether one begins a sentence."""
    out: list[tuple[str, bool]] = []
    for part in re.split(r"[.,;:?!()\n]+|\s[-\u2013\u2014]\s|\[[a-z-]+\]", text):
        tokens = part.split()
        while tokens and tokens[0].lower() in OPENINGS_BARRED:
            tokens.pop(0)
        if not 2 <= len(tokens) <= 7 or tokens[-1].lower() in ENDINGS_BARRED:
            continue
        if any(t[:1].isupper() and t.lower() not in STOPWORDS for t in tokens[1:]):
            continue  # a name may hide behind a capital
        if any(ch.isdigit() for ch in part) or all(t.lower() in STOPWORDS for t in tokens):
            continue
        out.append((" ".join(tokens), tokens[0][:1].isupper() and tokens[0] == part.split()[0]))
    return out


def _unmarked(text: str) -> str:
    return re.sub(r"\[[a-z-]+\]", " ", text).lower().replace("\u2019", "'")
