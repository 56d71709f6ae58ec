"""`reelwright check FOLDER`: validate a campaign and say what would be made."""

import typer

from ..studio import campaigns
from .heartbeat import busy
from .options import Folder, Workspace
from .screen import fail, say


def count(number: int, name: str) -> str:
    """So many of them, in words: "1 picture", "2 pictures"."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def command(folder: Folder, workspace: Workspace = None) -> None:
    """Validate a campaign folder and say in plain words what would be made."""
    with busy("reading the campaign"):
        found = campaigns.check(folder, workspace=workspace)
    say(f"{found.name}: {found.category}, {found.product}", "bold")
    say(f"  goal: {found.goal}")
    say(
        f"  {count(found.offers, 'offer')} and {count(found.proofs, 'proof')} with "
        f"substantiation; asks to {found.call_text!r} at {found.call_link}"
    )
    say(f"  brand {found.brand}: {found.heading} and {found.body}, accent {found.accent}")
    if found.voices:
        say(f"  spoken in {'; '.join(found.voices)}")
    clips = f", {len(found.clips)} the still of a clip" if found.clips else ""
    say(f"  {count(found.pictures, 'picture')}, {found.layered} of them layered{clips}")
    for line in found.clips:
        say(f"    {line}")
    if found.script and not found.respondents:
        say("  no survey: a script is for everybody, and needs none")
    else:
        _tell_answers(found)
    for line in (*found.dropped, *found.notes):
        say(f"  {line}", "yellow")
    if not found.confirmed and not found.script:
        say(
            "  codebook.toml is a draft: read it, correct it and set confirmed = true, or run "
            f"reelwright approve {folder} codebook",
            "yellow",
        )
    if found.lacking:
        for line in found.lacking:
            fail(line)
        say("nothing was made; mend this first, then run the same command again")
        raise typer.Exit(1)
    if found.script:
        say(
            f"would make, from {found.script}: 1 film of {float(found.seconds):g} s for everybody, "
            f"in {', '.join(dict.fromkeys((*found.formats, *found.extra_formats)))}, language "
            f"{', '.join(found.languages)}"
        )
        return
    which = ", ".join(found.segments) or "every segment that the answers show"
    films = "1 film" if found.films == 1 else f"{found.films} films"
    say(
        f"would make, for {which}: {films} of {float(found.seconds):g} s from "
        f"{found.concepts} weighed concepts, in {', '.join(found.formats)}"
        + (f" (the first also in {', '.join(found.extra_formats)})" if found.extra_formats else "")
        + f", language {', '.join(found.languages)}, seed {found.seed}"
    )


def _tell_answers(found: campaigns.Inspected) -> None:
    """How many answered, and what their answers are good for."""
    say(
        f"  {count(found.respondents, 'respondent')}; {count(found.basis, 'question')} may form "
        f"segments, {found.texts} {'holds' if found.texts == 1 else 'hold'} free answers"
    )
    if found.respondents < found.least:
        say(
            f"  {count(found.respondents, 'respondent')} "
            f"{'is' if found.respondents == 1 else 'are'} too few to tell groups apart "
            f"({found.least} is the least): all would be taken as one group",
            "yellow",
        )
