"""What every command is called, where it lives, and its one line of help.

A command's module is imported when the command is given, so that none waits for the others'
libraries. A test compares these lines with what the modules say.
"""

from importlib import import_module
from typing import NamedTuple

import typer
from typer.core import TyperCommand
from typer.main import get_command

STALE = " Earlier steps run first where they are stale."


class Command(NamedTuple):
    """Where a command is defined: a module of this package and a name in it; and its help."""

    module: str
    name: str
    help: str


def _one(module: str, help: str) -> Command:
    return Command(module, "command", help)


COMMANDS: dict[str, Command] = {
    "new": _one("new", "Scaffold a campaign folder to fill in."),
    "check": _one("check", "Validate a campaign folder and say in plain words what would be made."),
    "make": _one(
        "make", "Make the campaign's films; after a stop, a crash or an edit it goes on from there."
    ),
    "stop": _one("stop", "Stop the making of a campaign; what is finished stays."),
    "status": _one(
        "status",
        "Show every item: made when, and whether it stands, is stale, or waits for a decision.",
    ),
    "cost": _one(
        "cost",
        "Show what a campaign spent on models, its budget, and what the next make will spend.",
    ),
    "spending": _one(
        "spending",
        "Show what the house spent on models this month, and what it may; an admin sets the caps.",
    ),
    "review": _one(
        "review",
        "Read segments, briefs or storyboards in short, and write the page that shows them whole.",
    ),
    "approve": _one(
        "approve",
        "Approve codebook, segments, briefs, storyboards or films, in the version that stands now.",
    ),
    "reject": _one(
        "reject",
        "Reject codebook, segments, briefs, storyboards or films, in the version that stands now.",
    ),
    "edit": _one(
        "edit",
        "Edit a segment, brief or storyboard; later steps use your version until its inputs "
        "change.",
    ),
    "page": _one(
        "page", "Compose, build or change the landing page of a film, or show how it stands."
    ),
    "reference": _one(
        "reference",
        "Show the pictures that a film's scenes are shot from, or decide on them.",
    ),
    "element": _one(
        "element",
        "Show the actors, props, objects and locations of a film, or flag one of them.",
    ),
    "trace": _one(
        "trace",
        "Show what a film was made from, with hashes and scores; or where a picture went.",
    ),
    "audit": _one(
        "audit",
        "Show who did what to a campaign, when and why; see whether the record is whole.",
    ),
    "shot": _one(
        "shot",
        "Show what films scenes and why, choose that and the take, or let a lost job be sent "
        "again.",
    ),
    "snapshot": _one(
        "snapshot",
        "Keep a campaign folder's files as a version, list the versions, or lay one out elsewhere.",
    ),
    "sweep": _one(
        "sweep",
        "Show which kept files are older than their rule and needed by nothing; --yes deletes "
        "them.",
    ),
    "cleanup": _one(
        "cleanup",
        "Show what was made and where it lies; --yes removes it: data first, then what holds it.",
    ),
    "erase": _one(
        "erase",
        "Show what is kept of a respondent; --yes erases their row and every trace of it.",
    ),
    "seal": _one(
        "seal",
        "Seal a campaign's kept files with the key of REELWRIGHT_ENCRYPTION_KEY_FILE, or open "
        "them.",
    ),
    "doctor": _one(
        "doctor", "Check what this machine has: libraries, weights, voices, fonts, space, keys."
    ),
    "studio": _one(
        "studio",
        "Start the studio on this machine and open its page: service and worker, until Ctrl-C.",
    ),
    "service": _one(
        "service", "Answer over HTTP until told to stop; workers make what is asked for."
    ),
    "mcp": _one(
        "mcp",
        "Serve campaigns, films and decisions as tools (Model Context Protocol) to who began this.",
    ),
    "worker": _one(
        "worker", "Take work from queues until told to stop; what dead workers left is taken up."
    ),
    "clip": _one(
        "clip",
        "Make a clip. With --library the prompt's object finds the picture and its action moves "
        "it.",
    ),
    "batch": _one(
        "batch",
        "Make many clips and one page of results; a clip that fails stops none of the others.",
    ),
    "jobs": _one("jobs", "List jobs, wait for them, stop them, or work on them."),
    "inpaint": _one(
        "inpaint",
        "Replace, remove or repair a part of a picture, and pick among the candidates.",
    ),
    "audience": Command("steps", "audience", "Find the segments in the survey's answers." + STALE),
    "briefs": Command("steps", "briefs", "Write and weigh concepts, and their briefs." + STALE),
    "storyboard": Command(
        "steps", "storyboard", "Write a storyboard for each segment's best briefs." + STALE
    ),
    "continuity": Command(
        "steps",
        "continuity",
        "Bind scenes by elements, blueprints, prompts and library pictures." + STALE,
    ),
    "shoot": Command(
        "steps", "shoot", "Record the narration and shoot and judge every take." + STALE
    ),
    "cut": Command("steps", "cut", "Cut takes, narration, music and type into films." + STALE),
    "release": Command(
        "steps", "release", "Check, sign and export the approved films with their pages." + STALE
    ),
    "people": Command(
        "people", "app", "Who works here and may do what: people, their roles, passwords and keys."
    ),
    "library": Command(
        "library_start",
        "app",
        "Knowledge bases: take pictures in, vet them, search them, see who may use them.",
    ),
}
"""In the order that `--help` lists them."""


def listed(name: str) -> TyperCommand:
    """A command as `--help` needs it: its name and its line, without its module."""
    return TyperCommand(name, help=COMMANDS[name].help)


def loaded(name: str):
    """A command, ready to run. Imports its module."""
    at = COMMANDS[name]
    found = getattr(import_module(f".{at.module}", __package__), at.name)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False)
        alone.command(name=name, help=None if at.name == "command" else at.help)(found)
        found = alone
    command = get_command(found)
    command.name = name
    return command
