"""`reelwright new FOLDER`: scaffold a campaign."""

from pathlib import Path
from typing import Annotated

import typer

from ..studio import campaigns
from .screen import say


def command(
    folder: Annotated[Path, typer.Argument(help="Where the campaign shall lie.")],
    name: Annotated[str | None, typer.Option(help="The company's name.")] = None,
) -> None:
    """Scaffold a campaign folder to fill in."""
    campaigns.new(folder, name or "")
    say(f"{folder} is ready to be filled in:")
    say("  campaign.toml   what is offered, what proves it, what the viewer is asked to do")
    say("  brand.toml      colours, type, logo, tone (the logo and fonts are placeholders)")
    say("  survey.csv      one row a respondent (or .xlsx, .sav); codebook.toml is drafted")
    say("  library/        pictures and clips; captions.csv says what they show")
    say(f"then: reelwright check {folder}")
