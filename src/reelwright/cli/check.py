"""`reelwright check FOLDER`: validate a campaign and say what would be made."""

from collections.abc import Sized

from ..audience.thresholds import THRESHOLDS
from ..settings import Settings
from ..wiring import open_studio
from ..workflow.campaign.codebook import confirmed, stand
from .options import Folder, Workspace
from .screen import say


def count(things: Sized, name: str) -> str:
    """So many of them, in words: "1 picture", "2 pictures"."""
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


def command(folder: Folder, workspace: Workspace = None) -> None:
    """Validate a campaign folder and say in plain words what would be made."""
    from ..intake.survey import read_survey, read_table

    settings = Settings() if workspace is None else Settings(workspace=workspace)
    opened = open_studio(folder, settings)
    campaign, assets = opened.studio.campaign, opened.studio.assets
    table = read_table(assets.path(campaign.survey), name=campaign.survey.name)
    survey = read_survey(table, campaign.codebook)
    wanted = campaign.wanted
    say(f"{campaign.name}: {campaign.category}, {campaign.product}", "bold")
    say(f"  goal: {campaign.goal}")
    say(
        f"  {count(campaign.offers, 'offer')} and {count(campaign.proofs, 'proof')} with "
        f"substantiation; asks to {campaign.call.text!r} at {campaign.call.link}"
    )
    say(
        f"  brand {campaign.brand.name}: {campaign.brand.heading.family} and "
        f"{campaign.brand.body.family}, accent {campaign.brand.palette.accent}"
    )
    layered = sum(bool(p.layers) for p in campaign.pictures)
    say(f"  {count(campaign.pictures, 'picture')}, {layered} of them layered")
    basis, texts = campaign.codebook.of("basis"), campaign.codebook.of("text")
    say(
        f"  {count(survey.respondents, 'respondent')}; {count(basis, 'question')} may form "
        f"segments, {len(texts)} {'holds' if len(texts) == 1 else 'hold'} free answers"
    )
    least = THRESHOLDS.least
    if len(survey.respondents) < least:
        say(
            f"  {count(survey.respondents, 'respondent')} "
            f"{'is' if len(survey.respondents) == 1 else 'are'} too few to tell groups apart "
            f"({least} is the least): all would be taken as one group",
            "yellow",
        )
    for line in (*survey.dropped, *opened.notes):
        say(f"  {line}", "yellow")
    if not campaign.codebook.confirmed:
        stand(opened.studio.catalogue, campaign.codebook)
    if not confirmed(opened.studio.catalogue, campaign.codebook):
        say(
            "  codebook.toml is a draft: read it, correct it and set confirmed = true, or run "
            f"reelwright approve {folder} codebook",
            "yellow",
        )
    which = ", ".join(wanted.segments) or "every segment that the answers show"
    films = "1 film" if wanted.films == 1 else f"{wanted.films} films"
    say(
        f"would make, for {which}: {films} of {float(wanted.seconds):g} s from "
        f"{wanted.concepts} weighed concepts, in {', '.join(wanted.formats)}"
        + (
            f" (the first also in {', '.join(wanted.extra_formats)})"
            if wanted.extra_formats
            else ""
        )
        + f", language {', '.join(wanted.languages)}, seed {wanted.seed}"
    )
