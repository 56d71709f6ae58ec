"""A film that failed its checks goes out only when a person says why, and that is kept."""

import json
import sqlite3
from contextlib import closing

import pytest
from typer.testing import CliRunner

import reelwright
from reelwright.cli.app import app
from reelwright.domain.errors import NotApproved, NotFound

WHY = "the client wants it quiet"


def change(folder, stage, item, by):
    """Let a kept result say something else, as a run would have kept it."""
    with closing(sqlite3.connect(folder / ".reelwright" / "catalogue.db")) as rows, rows:
        (text,) = rows.execute(
            "select value from results where stage = ? and item = ?", (stage, item)
        ).fetchone()
        value = by(json.loads(text))
        rows.execute(
            "update results set value = ? where stage = ? and item = ?",
            (json.dumps(value), stage, item),
        )


def quiet(value):
    for check in value["checks"]:
        if check["name"] == "loudness":
            check |= {"ok": False, "measured": "-31.0 LUFS", "blocking": True}
    return value


@pytest.fixture
def failed(copy):
    """The folder, and the name of its film, which failed a check."""
    (film,) = reelwright.films.listed(copy)
    change(copy, "checks", film.id, quiet)
    return copy, f"film/{film.id}"


def test_a_film_that_failed_its_checks_is_approved_only_with_a_reason(failed):
    folder, film = failed
    with pytest.raises(NotApproved) as refused:
        reelwright.decisions.approve(folder, [film], note="fine by me")
    assert f"{film} failed its checks: loudness is -31.0 LUFS" in str(refused.value)
    assert "--despite" in str(refused.value)
    with pytest.raises(NotApproved):
        reelwright.decisions.approve(folder, [film], against="  ")
    assert (
        "is not exported: it failed loudness" in reelwright.campaigns.make(folder).exported.held[0]
    )

    (noted,) = reelwright.decisions.approve(folder, [film], against=WHY)
    assert noted.note == f"despite failed checks: loudness; because {WHY}"
    exported = reelwright.campaigns.make(folder).exported
    assert (exported.films, exported.held) == (1, ())
    papers = folder / "out" / film.partition("/")[2] / "manifest.json"
    said = json.loads(papers.read_text("utf-8"))["approvals"]
    assert [a["note"] for a in said if a["gate"] == "final"] == [f"approve {noted.note}"]
    lines = reelwright.audit.listed(folder)
    assert any(WHY in str(line) for line in lines)


def test_a_film_that_passed_the_gate_unseen_is_let_out_at_it_with_a_reason(failed):
    folder, film = failed
    with pytest.raises(NotApproved, match=f"{film} failed its checks: loudness"):
        reelwright.decisions.approve(folder, ["final"])
    (noted,) = reelwright.decisions.approve(folder, ["final"], against=WHY)
    assert (noted.name, WHY in noted.note) == (film, True)
    with pytest.raises(NotFound, match="nothing waits at the gate final"):
        reelwright.decisions.approve(folder, ["final"], against=WHY)


def test_a_reason_for_one_check_lets_out_no_film_that_failed_another(failed):
    folder, film = failed
    reelwright.decisions.approve(folder, [film], against=WHY)
    change(folder, "checks", film.partition("/")[2], silent)
    assert "failed loudness, silence" in reelwright.campaigns.make(folder).exported.held[0]


def silent(value):
    for check in value["checks"]:
        if check["name"] == "silence":
            check |= {"ok": False, "blocking": True}
    return value


def test_nothing_is_approved_where_one_of_several_failed_and_the_others_are_named(failed):
    folder, film = failed
    segment = next(r.name for r in reelwright.campaigns.status(folder) if r.stage == "segment")
    reelwright.decisions.reject(folder, [segment, film])
    with pytest.raises(NotApproved, match=f"the others: reelwright approve .* {segment}"):
        reelwright.decisions.approve(folder, [segment, film])
    rows = {r.name: r.state for r in reelwright.campaigns.status(folder)}
    assert (rows[segment], rows[film]) == ("rejected", "rejected")


def test_status_tells_failed_checks(failed):
    folder, film = failed
    name = film.partition("/")[2]
    checks = {r.name: r for r in reelwright.campaigns.status(folder)}[f"checks/{name}"]
    assert (checks.state, checks.why.partition(" (")[0]) == ("failed", "loudness: -31.0 LUFS")
    assert f"{name} failed its checks: loudness" in under_the_table(folder)


def test_status_tells_which_scenes_need_a_person(copy):
    takes = [r for r in reelwright.campaigns.status(copy) if r.stage == "take"]
    take = next(r for r in takes if r.state == "done")
    assert f"{take.name} needs a person" not in under_the_table(copy)
    change(copy, "take", take.item, doubtful)
    now = {r.name: r for r in reelwright.campaigns.status(copy)}[take.name]
    assert (now.state, now.why) == ("person", "weak: visual; show a face")
    assert f"{take.name} needs a person: weak: visual; show a face" in under_the_table(copy)


def under_the_table(folder):
    said = CliRunner().invoke(app, ["status", str(folder)]).stdout
    return "\n".join(said.splitlines()[1 + len(reelwright.campaigns.status(folder)) :])


def doubtful(value):
    verdict = value["verdict"] | {"failing": ["visual"], "advice": "show a face"}
    return value | {"needs_person": True, "verdict": verdict}


def test_a_reason_for_a_film_that_failed_nothing_is_kept_as_its_note(copy):
    (film,) = reelwright.films.listed(copy)
    made = reelwright.decisions.approve(copy, [f"film/{film.id}"], against=WHY, note="seen twice")
    assert [one.note for one in made] == [f"{WHY}; seen twice"]
    assert any(f"{WHY}; seen twice" in str(line) for line in reelwright.audit.listed(copy))
