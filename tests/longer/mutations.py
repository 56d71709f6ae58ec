"""The mutations that the proofs of requirement rows are tried on, and what came of them.

`mutants.toml` holds one or more for every proven row: the feature that it asks for is taken out
of the product where the product does it. `mutants.json` holds the verdicts of `mutants.py`.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TABLE, RESULTS = HERE / "mutants.toml", HERE / "mutants.json"
HOUSE = Path("src") / "reelwright"


class Misfit(Exception):
    """A mutation that cannot be made: names its row."""


@dataclass(frozen=True)
class Mutation:
    """A row's feature taken out: in `file` (below src/reelwright), `take` gives way to `put`."""

    row: str
    without: str
    """What the product is without, in a line."""
    file: str
    take: str
    """Stands exactly once in the file."""
    put: str = ""

    @property
    def digest(self) -> str:
        parts = json.dumps([self.row, self.file, self.take, self.put])
        return hashlib.sha256(parts.encode()).hexdigest()[:16]

    def made_in(self, tree: Path) -> str:
        """The file's text without the feature. Misfit: the text is not there just once."""
        place = tree / HOUSE / self.file
        text = place.read_text(encoding="utf-8") if place.is_file() else ""
        if (found := text.count(self.take)) != 1:
            raise Misfit(
                f"{self.row}: its mutation no longer applies: the text to take out of {self.file} "
                f"stands there {found} times; write it anew in {TABLE.relative_to(ROOT)}"
            )
        return text.replace(self.take, self.put)


@dataclass(frozen=True)
class Verdict:
    """What a row's own tests said to its mutation."""

    row: str
    mutation: str
    """The mutation's digest."""
    verdict: str
    """caught, lives, or broken: the mutation does not run, so it shows nothing."""
    by: str = ""
    """The test that went red."""
    seconds: float = 0.0
    why: str = field(default="", compare=False)
    """What that test said; told when it is tried, and not kept: it holds paths."""


def mutations() -> list[Mutation]:
    """All of them, in order of their rows."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [Mutation(row=row, **one) for row in sorted(table) for one in table[row]]


def verdicts() -> dict[str, Verdict]:
    """What is known, by the digests of mutations."""
    if not RESULTS.is_file():
        return {}
    known = [Verdict(**v) for v in json.loads(RESULTS.read_text(encoding="utf-8"))]
    return {v.mutation: v for v in known}


def keep(known: Iterable[Verdict]) -> None:
    """Write what is known, a mutation a line."""
    rows = sorted(known, key=lambda v: (v.row, v.mutation))
    kept = ({k: x for k, x in asdict(v).items() if k != "why"} for v in rows)
    lines = ",\n".join(json.dumps(v, ensure_ascii=False) for v in kept)
    new = RESULTS.with_suffix(".new")
    new.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    new.replace(RESULTS)


def shortfalls(proven: Iterable[str]) -> list[str]:
    """What keeps proven rows from being shown by tests that fail without them, in lines."""
    known = verdicts()
    tried = {v.row for v in known.values()}
    said: dict[str, list[str]] = {}
    caught, rows = 0, sorted(proven)
    of_row: dict[str, list[Mutation]] = {}
    for mutation in mutations():
        of_row.setdefault(mutation.row, []).append(mutation)
    for row in rows:
        found = [known.get(m.digest) for m in of_row.get(row, ())]
        if not found:
            what = "rows without a mutation"
        elif None in found:
            older = "whose result is older than their mutation"
            what = f"rows {older if row in tried else 'whose mutation was not tried'}"
        elif any(v and v.verdict == "lives" for v in found):
            what = "rows whose mutation lives"
        elif any(v and v.verdict != "caught" for v in found):
            what = "rows whose mutation does not run"
        else:
            caught += 1
            continue
        said.setdefault(what, []).append(row)
    return [
        f"{caught} of {len(rows)} proven rows have tests that fail without their feature",
        *(f"  {what}: {', '.join(which)}" for what, which in said.items()),
    ]
