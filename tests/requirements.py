"""Prints which requirement rows are proven: `make requirements`.

A row is proven when a test that is marked with it passes and none that is marked with it fails.
"""

from collections import defaultdict

ROWS = {"S0": 66, "S1": 23, "S2": 27, "S3": 14}
_marks: dict[str, list[str]] = {}
_proofs: dict[str, list[str]] = defaultdict(list)
_failed: set[str] = set()


def pytest_collection_modifyitems(items):
    known = {f"{group}-{n:02d}" for group, count in ROWS.items() for n in range(1, count + 1)}
    for item in items:
        ids = [i for mark in item.iter_markers("proves") for i in mark.args]
        unknown = sorted(set(ids) - known)
        if unknown:
            raise ValueError(f"{item.nodeid} proves unknown rows: {', '.join(unknown)}")
        if ids:
            _marks[item.nodeid] = ids


def pytest_runtest_logreport(report):
    rows = _marks.get(report.nodeid, ())
    if report.failed:
        _failed.update(rows)
    elif report.when == "call" and report.passed:
        for row in rows:
            _proofs[row].append(report.nodeid)


def pytest_terminal_summary(terminalreporter):
    write = terminalreporter.write_line
    total = 0
    for group, count in ROWS.items():
        rows = [f"{group}-{n:02d}" for n in range(1, count + 1)]
        proven = [r for r in rows if r in _proofs and r not in _failed]
        total += len(proven)
        write(f"{group}: {len(proven)} of {count} rows proven")
        for row in proven:
            write(
                f"  {row}  {_proofs[row][0]}"
                + (f" and {len(_proofs[row]) - 1} more" if len(_proofs[row]) > 1 else "")
            )
        if len(proven) < count:
            write(f"  not proven: {', '.join(r for r in rows if r not in proven)}")
    write(f"{total} of {sum(ROWS.values())} rows proven by a passing test")
