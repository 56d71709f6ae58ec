"""Prints which requirement rows are proven: `make requirements`.

A row is proven when a test that is marked with it passes and none that is marked with it fails.
`--row S0-49` runs that row's own tests only; `--told FILE` keeps what each test did, as JSON, and
`--sooner FILE` runs those first that took the least time there.
"""

import json
from collections import defaultdict
from pathlib import Path

from longer.mutations import shortfalls

ROWS = {"S0": 66, "S1": 23, "S2": 27, "S3": 14}
KNOWN = tuple(f"{group}-{n:02d}" for group, count in ROWS.items() for n in range(1, count + 1))
USUAL = 5.0
"""Seconds that a test is taken to last that never ran here."""
_marks: dict[str, list[str]] = {}
_proofs: dict[str, list[str]] = defaultdict(list)
_failed: set[str] = set()
_told: dict[str, dict] = {}


def pytest_addoption(parser):
    group = parser.getgroup("requirements")
    group.addoption("--row", action="append", default=[], help="only tests marked with this row")
    group.addoption("--told", type=Path, help="where to write each test's outcome and seconds")
    group.addoption("--sooner", type=Path, help="a file of seconds by test: the fastest first")


def pytest_collection_modifyitems(config, items):
    asked = set(config.getoption("--row"))
    if unknown := sorted(asked - set(KNOWN)):
        raise ValueError(f"no such requirement row: {', '.join(unknown)}")
    others = []
    for item in items:
        ids = [i for mark in item.iter_markers("proves") for i in mark.args]
        unknown = sorted(set(ids) - set(KNOWN))
        if unknown:
            raise ValueError(f"{item.nodeid} proves unknown rows: {', '.join(unknown)}")
        if asked and not asked & set(ids):
            others.append(item)
        elif ids:
            _marks[item.nodeid] = ids
    if others:
        config.hook.pytest_deselected(items=others)
        left = set(map(id, others))
        items[:] = [item for item in items if id(item) not in left]
    if place := config.getoption("--sooner"):
        took = json.loads(place.read_text(encoding="utf-8"))
        items.sort(key=lambda item: _lasting(item.nodeid, took))


def _lasting(test, took):
    """Seconds of a test: as it last took, else as others of its file did."""
    file = test.partition("::")[0] + "::"
    alike = [s for name, s in took.items() if name.startswith(file)]
    return took.get(test, sum(alike) / len(alike) if alike else USUAL)


def pytest_runtest_logreport(report):
    rows = _marks.get(report.nodeid, ())
    if not rows:
        return
    told = _told.setdefault(report.nodeid, {"rows": rows, "outcome": "passed", "seconds": 0.0})
    told["seconds"] = round(told["seconds"] + report.duration, 3)
    if report.outcome != "passed" and told["outcome"] != "failed":
        told |= {"outcome": report.outcome, "why": _why(report)}
    if report.failed:
        _failed.update(rows)
    elif report.when == "call" and report.passed:
        for row in rows:
            _proofs[row].append(report.nodeid)


def _why(report) -> str:
    """What a test that did not pass says, in a line."""
    crash = getattr(report.longrepr, "reprcrash", None)
    said = crash.message if crash else str(report.longrepr or "")
    return (said.strip() or "nothing").splitlines()[0][:200]


def pytest_sessionfinish(session):
    if place := session.config.getoption("--told"):
        place.write_text(json.dumps(_told, indent=1), encoding="utf-8")


def pytest_terminal_summary(terminalreporter, config):
    if config.getoption("--row"):
        return
    write = terminalreporter.write_line
    total = []
    for group, count in ROWS.items():
        rows = [f"{group}-{n:02d}" for n in range(1, count + 1)]
        proven = [r for r in rows if r in _proofs and r not in _failed]
        total += proven
        write(f"{group}: {len(proven)} of {count} rows proven")
        for row in proven:
            write(
                f"  {row}  {_proofs[row][0]}"
                + (f" and {len(_proofs[row]) - 1} more" if len(_proofs[row]) > 1 else "")
            )
        if len(proven) < count:
            write(f"  not proven: {', '.join(r for r in rows if r not in proven)}")
    write(f"{len(total)} of {len(KNOWN)} rows proven by a passing test")
    for line in shortfalls(total):
        write(line)
