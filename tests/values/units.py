"""Units for the tests of indexes."""

import numpy as np

from reelwright.backends.index.interface import Unit

SIZE = 16
SPACES = {"words-16": SIZE, "looks-8": 8}
WEIGHTS = {"words-16": "aa11", "looks-8": "bb22"}


def pointing(*parts, size=SIZE):
    """A unit vector whose first numbers stand to each other as parts."""
    vector = np.zeros(size, np.float32)
    vector[: len(parts)] = parts
    return vector / np.linalg.norm(vector)


def unit(id_, text="", vector=None, tags=(), looks=None):
    vectors = {"words-16": vector, "looks-8": looks}
    return Unit(id_, text, {s: v for s, v in vectors.items() if v is not None}, tuple(tags))


def crowd(count, seed=3, start=0):
    """Many units in soft clusters, with words and tags that follow from their number."""
    centres = np.random.default_rng(seed).normal(size=(12, SIZE))
    numbers = np.arange(start, start + count)
    apart = [np.random.default_rng([seed, n]).normal(size=SIZE) for n in numbers]
    vectors = centres[numbers % 12] + 0.4 * np.array(apart)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [
        unit(f"u{n}", f"picture{n} of group{n % 7}", v.astype(np.float32), (f"group={n % 7}",))
        for n, v in zip(numbers, vectors, strict=True)
    ]


def exact_order(units, asked, k):
    """Ids of the k nearest by full cosine, and their cosines."""
    cosines = np.stack([u.vectors["words-16"] for u in units]) @ asked
    best = np.argsort(-cosines, kind="stable")[:k]
    return [units[n].id for n in best], cosines[best]
