"""What `make` says at the end: what waits, what was made, where it is."""

from pathlib import Path

from ..studio.campaigns import Made
from .screen import console, say, table

LOOK = {
    "codebook": "read FOLDER/codebook.toml: what each question means, and which form segments",
    "segments": "read them with `reelwright review FOLDER`, or with pictures on this page:",
    "briefs": "read them with `reelwright review FOLDER`, or with pictures on this page:",
    "storyboards": "read them with `reelwright review FOLDER`, or with pictures on this page:",
    "final": "watch every film on this page:",
}


def waiting(folder: Path, made: Made) -> None:
    """Say which gate the run stopped at, what to look at, and what to do."""
    gate = made.waiting
    say(f"\nwaiting for a person at the gate: {gate}", "bold yellow")
    _items(made)
    failures(folder, made)
    _alike(made)
    say(LOOK[gate].replace("FOLDER", str(folder)))
    if made.review:
        say(str(made.review))
    say(
        f"then: reelwright approve {folder} NAME... (or {gate}, for all of them), "
        f"reject {folder} NAME --note WHY, or edit {folder} NAME; and make {folder} again"
    )


def failures(folder: Path, made: Made) -> None:
    """Say which films could not be made, why, and what to do."""
    for film in made.failed:
        say(f"\nnot made: {film.id}", "bold red")
        say(f"  {film.why}", "red")
        if film.storyboard:
            say(f"  its storyboard: reelwright edit {folder} storyboard/{film.storyboard}")
    if made.failed:
        done = "every other film is done; " if made.films else ""
        say(f"{done}`reelwright make {folder}` tries again what failed")


def stopped(folder: Path, made: Made) -> None:
    """Say what stands after a single step."""
    say(f"step {made.stopped} is done", "bold")
    _items(made)
    _alike(made)
    failures(folder, made)


def finished(folder: Path, made: Made) -> None:
    """Print the table of films and the path of the contact sheet."""
    rows = table("segment", "concept", "length", "format", "size", "loudness", "verdict", "time")
    for film in made.films:
        rows.add_row(
            film.segment,
            film.concept,
            f"{float(film.seconds):g} s",
            film.format,
            f"{film.bytes / 1e6:.1f} MB",
            f"{film.loudness:.1f} LUFS",
            "[green]passed[/]" if film.passed else "[red]failed[/]",
            f"{film.spent:.1f} s",
        )
    for film in made.failed:
        rows.add_row(
            film.segment,
            film.concept,
            f"{float(film.seconds):g} s",
            film.format,
            "-",
            "-",
            "[red]not made[/]",
            "-",
        )
    console.print(rows)
    say("seconds by step: " + ", ".join(f"{s} {t:.1f}" for s, t in made.seconds_by_step))
    if exported := made.exported:
        for line in exported.held:
            say(line, "yellow")
        if count := exported.films:
            there = f"{count} films are" if count > 1 else "1 film is"
            say(f"\n{there} in {exported.folder}", "bold green")
            say(f"contact sheet: {exported.sheet}", "bold")
    _alike(made)
    failures(folder, made)


def _alike(made: Made) -> None:
    """Say which storyboards say the same: each is a film, and no fault by itself."""
    for line in made.alike:
        say(line, "yellow")


def _items(made: Made) -> None:
    rows = table("item", "what it is")
    for item in made.items:
        rows.add_row(item.name, item.what)
    console.print(rows)
