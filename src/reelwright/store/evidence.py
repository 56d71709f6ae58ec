"""Whether decisions and edits are those that the audit tells of: rows and lines, both ways.

Every decision, and every edit, was kept in one transaction with its line. Whoever changed a row
past this program left a line that says otherwise, or a row that no line tells of.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher

from ..domain.base import digest_of
from .catalogue import Catalogue, Decision, told_of
from .trail import CLEANED, PIPELINE, TrailLine

APART = 600.0
"""Seconds between a decision and its line: it may have waited for its turn in between."""

_EDIT = re.compile(r"of version (?P<base>[0-9a-f]{1,12})(, now (?P<now>.+))?$")

_Key = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Compared:
    """What differs between rows and lines, in words.

    older: decisions and edits from before there was an audit, which it can say nothing of.
    """

    differing: tuple[str, ...] = ()
    older: int = 0


@dataclass
class _Found:
    differing: list[str] = field(default_factory=list[str])
    older: int = 0


def compare(catalogue: Catalogue, gates: Mapping[str, str]) -> Compared:
    """Compare a catalogue's decisions and edits with its audit.

    gates: every kind of decision there is, with what stands before an item's name in the audit
    ("segments": "segment"); "" where nothing does.
    """
    lines = _since_cleaned(tuple(catalogue.trail.every()))
    found = _Found()
    _decisions(catalogue.decisions(), lines, gates, found)
    _edits(catalogue, lines, found)
    return Compared(tuple(found.differing), found.older)


def _since_cleaned(lines: Sequence[TrailLine]) -> tuple[TrailLine, ...]:
    """Lines since decisions and edits were last removed, as the audit itself tells."""
    ends = [n for n, line in enumerate(lines) if (line.what, line.thing) == (CLEANED, PIPELINE)]
    return tuple(lines[ends[-1] :]) if ends else tuple(lines)


def _decisions(
    made: Sequence[Decision],
    lines: Sequence[TrailLine],
    gates: Mapping[str, str],
    found: _Found,
) -> None:
    noted = [line for line in lines if line.detail.partition(" ")[0] in gates]
    rows = [_row(one) for one in made]
    told = [_line(line, gates) for line in noted]
    first = lines[0].at if lines else ""
    for how, i, j, k, m in SequenceMatcher(None, rows, told, autojunk=False).get_opcodes():
        if how == "equal":
            for one, line in zip(made[i:j], noted[k:m], strict=True):
                if abs(_seconds(one.at) - _seconds(line.at)) > APART:
                    found.differing.append(
                        f"{_said(one)} is dated {one.at}, and line {line.number} {line.at}"
                    )
            continue
        for one in made[i:j]:
            if i == 0 and k == 0 and (not first or one.at < first):
                found.older += 1
            else:
                found.differing.append(f"{_said(one)} at {one.at} stands in no line of the audit")
        for line in noted[k:m]:
            found.differing.append(
                f"line {line.number} ({line.who}: {line.what} {line.thing}, {line.detail}) "
                "tells of a decision that is not kept like that"
            )


def _row(one: Decision) -> _Key:
    return one.who, one.decision, told_of(one), one.item, one.note


def _line(line: TrailLine, gates: Mapping[str, str]) -> _Key:
    kind = gates[line.detail.partition(" ")[0]]
    item = line.thing.removeprefix(f"{kind}/") if kind else line.thing
    return line.who, line.what, line.detail, item, line.why


def _said(one: Decision) -> str:
    return f"the decision of {one.who} to {one.decision} {one.item} ({told_of(one)})"


def _edits(catalogue: Catalogue, lines: Sequence[TrailLine], found: _Found) -> None:
    last: dict[tuple[str, str], tuple[TrailLine, str]] = {}
    for line in lines:
        told = _EDIT.match(line.detail) if line.what in ("edit", "undo") else None
        if told:
            last[line.thing, told["base"]] = line, told["now"] or ""
    for item, base, value, who, at in catalogue.edited():
        line, now = last.pop((item, base[:12]), (None, ""))
        if line is None:
            if not lines or at < lines[0].at:
                found.older += 1
            else:
                found.differing.append(f"{who}'s edit of {item} stands in no line of the audit")
        elif line.who != who or (now and now != digest_of(value)[:12]):
            found.differing.append(
                f"the edit of {item} is not the one that line {line.number} ({line.who}) tells of"
            )
    for (item, _), (line, now) in last.items():
        # What an older reelwright noted does not say whether an undo left an edit.
        if line.what == "edit" or _is_digest(now):
            found.differing.append(
                f"line {line.number} tells of {line.who}'s edit of {item}, and none is kept"
            )


def _is_digest(now: str) -> bool:
    return re.fullmatch("[0-9a-f]{12}", now) is not None


def _seconds(at: str) -> float:
    try:
        return datetime.fromisoformat(at).timestamp()
    except ValueError:
        return float("-inf")
