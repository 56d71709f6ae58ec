"""A second process that uses an index; driven by JSON lines on its standard input.

Each line is {"do": ..., ...}; each answer is one JSON line. Used by the tests of indexes.
"""

import itertools
import json
import resource
import sys
import warnings

from reelwright.backends.index import lance
from reelwright.backends.index.opening import open_index
from reelwright.domain.errors import StoreFailed

from values.units import SPACES, WEIGHTS, crowd, pointing


def answer(index, asked):
    match asked["do"]:
        case "upsert":
            index.upsert(crowd(asked["count"], start=asked["start"]))
            return "kept"
        case "upsert one by one":
            for n in range(asked["count"]):
                index.upsert(crowd(1, start=asked["start"] + n))
            return "kept"
        case "upsert on a full disk":
            resource.setrlimit(resource.RLIMIT_FSIZE, (asked["bytes"], asked["bytes"]))
            try:
                index.upsert(crowd(asked["count"], start=asked["start"]))
            except StoreFailed as problem:
                return str(problem)
            return "kept"
        case "delete":
            index.delete([f"u{n}" for n in range(asked["start"], asked["start"] + asked["count"])])
            return "gone"
        case "near":
            return [h.id for h in index.near("words-16", pointing(*asked["parts"]), asked["k"])]
        case "matching":
            return [h.id for h in index.matching(asked["query"], asked["k"])]
        case "ids":
            return sorted(index.ids())
        case "tidy":
            for _ in range(asked.get("times", 1)):
                index.tidy()
            return "tidy"
    raise ValueError(asked)


def work(index, doing, start):
    """Write without end, tidying or training between; each kept batch is told by its size."""
    if doing == "train":
        lance.INDEXED_FROM, lance.GROWN = 100, 0
    batches = [crowd(50, start=start + 50 * n) for n in range(20)]
    print(json.dumps("begun"), flush=True)
    for batch in itertools.chain(batches, itertools.repeat([])):
        index.upsert(batch)
        if batch:
            print(len(batch), flush=True)
        for _ in range(0 if doing == "upsert" else 3):
            index.tidy()


def main():
    warnings.simplefilter("ignore")
    index = None
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "open":
            index = open_index(asked["at"], spaces=SPACES, weights=WEIGHTS, **asked["options"])
            said = "open"
        elif asked["do"] == "work":
            work(index, asked["doing"], asked["start"])
        elif asked["do"] == "close":
            index.close()
            said = "closed"
        else:
            said = answer(index, asked)
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
