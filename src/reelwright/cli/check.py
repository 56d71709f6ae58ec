"""`reelwright check FOLDER`: validate a campaign and say what would be made."""

from ..settings import Settings
from ..wiring import open_studio
from .options import Folder, Workspace
from .screen import say


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
        f"  {len(campaign.offers)} offers and {len(campaign.proofs)} proofs with substantiation; "
        f"asks to {campaign.call.text!r} at {campaign.call.link}"
    )
    say(
        f"  brand {campaign.brand.name}: {campaign.brand.heading.family} and "
        f"{campaign.brand.body.family}, accent {campaign.brand.palette.accent}"
    )
    layered = sum(bool(p.layers) for p in campaign.pictures)
    say(f"  {len(campaign.pictures)} pictures, {layered} of them layered")
    basis, texts = campaign.codebook.of("basis"), campaign.codebook.of("text")
    say(
        f"  {len(survey.respondents)} respondents; {len(basis)} questions may form segments, "
        f"{len(texts)} hold free answers"
    )
    for line in (*survey.dropped, *opened.notes):
        say(f"  {line}", "yellow")
    if not campaign.codebook.confirmed:
        say("  codebook.toml is a draft: read it, correct it and set confirmed = true", "yellow")
    which = ", ".join(wanted.segments) or "every segment that the answers show"
    say(
        f"would make, for {which}: {wanted.films} film(s) of {float(wanted.seconds):g} s from "
        f"{wanted.concepts} weighed concepts, in {', '.join(wanted.formats)}"
        + (
            f" (the first also in {', '.join(wanted.extra_formats)})"
            if wanted.extra_formats
            else ""
        )
        + f", language {', '.join(wanted.languages)}, seed {wanted.seed}"
    )
