"""What `make` says at the end: what waits, what was made, where it is."""

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

from ..domain.film import Checked, Film
from ..domain.segment import Segment
from ..workflow.build.gates import STAGE
from ..workflow.build.progress import STEP
from ..workflow.campaign.studio import Studio
from .screen import console, say, table

LOOK = {
    "codebook": "read FOLDER/codebook.toml: what each question means, and which form segments",
    "segments": "read each card: reelwright status FOLDER --item NAME",
    "briefs": "read each brief: reelwright status FOLDER --item NAME",
    "storyboards": "read each storyboard: reelwright status FOLDER --item NAME",
    "final": "watch every film on the review sheet",
}


def waiting(studio: Studio, folder: Path, result: dict[str, Any]) -> None:
    """Say which gate the run stopped at, what to look at, and what to do."""
    gate = result["waiting"]
    say(f"\nwaiting for a person at the gate: {gate}", "bold yellow")
    rows = table("item", "what it is")
    for name in result["items"]:
        rows.add_row(name, _what(studio, name))
    console.print(rows)
    failures(folder, result)
    say(LOOK[gate].replace("FOLDER", str(folder)))
    if gate == "final":
        say(str(studio.workspace / "review" / "index.html"))
    say(
        f"then: reelwright approve {folder} NAME... (or {gate}, for all of them), "
        f"reject {folder} NAME --note WHY, or edit {folder} NAME; and make {folder} again"
    )


def failures(folder: Path, result: dict[str, Any]) -> None:
    """Say which films could not be made, why, and what to do."""
    for film in result.get("failed", ()):
        say(f"\nnot made: {film['film']}", "bold red")
        say(f"  {film['why']}", "red")
        say(f"  its storyboard: reelwright edit {folder} storyboard/{film['storyboard']}")
    if result.get("failed"):
        say(f"every other film is done; `reelwright make {folder}` tries again what failed")


def stopped(studio: Studio, folder: Path, result: dict[str, Any]) -> None:
    """Say what stands after a single step."""
    say(f"step {result['stopped']} is done", "bold")
    rows = table("item", "what it is")
    for stage, step in STEP.items():
        if step == result["stopped"]:
            for kept in studio.catalogue.items(stage):
                rows.add_row(f"{stage}/{kept.item}", _what(studio, f"{stage}/{kept.item}"))
    console.print(rows)
    failures(folder, result)


def finished(studio: Studio, folder: Path, result: dict[str, Any]) -> None:
    """Print the table of films and the path of the contact sheet."""
    rows = table("segment", "concept", "length", "format", "size", "loudness", "verdict", "time")
    spent = result["exported"]["seconds"]
    for key in result["films"]:
        film = studio.bench.value(key, Film)
        kept = studio.catalogue.latest("checks", film.id)
        passed = kept is not None and Checked.model_validate(kept.value).passed
        rows.add_row(
            _named(studio, film.segment),
            _concept(studio, film.brief) or film.storyboard,
            f"{float(film.seconds):g} s",
            film.format,
            f"{film.file.bytes / 1e6:.1f} MB",
            f"{film.loudness:.1f} LUFS",
            "[green]passed[/]" if passed else "[red]failed[/]",
            f"{spent.get(film.id, 0):.1f} s",
        )
    for film in result["failed"]:
        board = studio.catalogue.latest("storyboard", film["storyboard"])
        value = board.value if board else {}
        rows.add_row(
            _named(studio, value.get("segment", "")),
            _concept(studio, value.get("brief", "")) or film["film"],
            f"{float(Fraction(value.get('seconds', 0))):g} s",
            film["format"],
            "-",
            "-",
            "[red]not made[/]",
            "-",
        )
    console.print(rows)
    steps = _steps(studio)
    say("seconds by step: " + ", ".join(f"{s} {t:.1f}" for s, t in steps.items()))
    exported = result["exported"]
    for line in exported["held"]:
        say(line, "yellow")
    if exported["films"]:
        count = exported["films"]
        there = f"{count} films are" if count > 1 else "1 film is"
        say(f"\n{there} in {exported['folder']}", "bold green")
        say(f"contact sheet: {exported['sheet']}", "bold")
    failures(folder, result)


def _concept(studio: Studio, brief: str) -> str:
    """The title of the concept that a brief, by id, was written for."""
    titles = (
        k.value["concept"]["title"]
        for k in studio.catalogue.items("brief")
        if k.value["id"] == brief
    )
    return next(titles, "")


def _named(studio: Studio, segment: str) -> str:
    kept = studio.catalogue.latest("segment", segment)
    return Segment.model_validate(kept.value).name if kept else segment


def _what(studio: Studio, name: str) -> str:
    stage, _, item = name.partition("/")
    item = item or stage
    kept = studio.catalogue.latest(stage, item)
    if kept is None:
        return ""
    value = kept.value
    if stage == "codebook":
        roles = Counter(c["role"] for c in value["columns"])
        return "a draft of " + ", ".join(f"{n} {role}" for role, n in roles.most_common())
    if stage == "segment":
        return f"{value['name']}: {value['summary']}"
    if stage == "brief":
        return f"{value['concept']['title']}: {value['message']}"
    if stage == "storyboard":
        return f"{value['title']}, {len(value['scenes'])} scenes"
    if stage == "film":
        return f"{value['format']}, {float(studio.campaign.wanted.seconds):g} s"
    return value.get("title", "") if isinstance(value, dict) else ""


def _steps(studio: Studio) -> dict[str, float]:
    spent: dict[str, float] = {}
    for stage, step in STEP.items():
        for kept in studio.catalogue.items(stage):
            spent[step] = spent.get(step, 0.0) + kept.seconds
    return spent


assert set(STAGE.values()) <= set(STEP)
