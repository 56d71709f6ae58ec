"""Prints which requirement rows are proven by a passing test: `make requirements`."""

from collections import defaultdict

ROWS = {"S0": 66, "S1": 23, "S2": 27, "S3": 14}
_marks: dict[str, list[str]] = {}
_proofs: dict[str, list[str]] = defaultdict(list)


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
    if report.when == "call" and report.passed:
        for row in _marks.get(report.nodeid, ()):
            _proofs[row].append(report.nodeid)


def pytest_terminal_summary(terminalreporter):
    write = terminalreporter.write_line
    total = 0
    for group, count in ROWS.items():
        proven = [r for n in range(1, count + 1) if (r := f"{group}-{n:02d}") in _proofs]
        total += len(proven)
        write(f"{group}: {len(proven)} of {count} rows proven")
        for row in proven:
            write(
                f"  {row}  {_proofs[row][0]}"
                + (f" and {len(_proofs[row]) - 1} more" if len(_proofs[row]) > 1 else "")
            )
    write(f"{total} of {sum(ROWS.values())} rows proven by a passing test")
