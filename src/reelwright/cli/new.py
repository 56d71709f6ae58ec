"""`reelwright new FOLDER`: scaffold a campaign."""

import json
import shutil
from pathlib import Path
from typing import Annotated
from xml.sax.saxutils import escape

import typer

from ..domain.base import slug
from ..domain.errors import InvalidIntake, StoreFailed
from .screen import say

STARTER = Path(__file__).parent / "starter"


def command(
    folder: Annotated[Path, typer.Argument(help="Where the campaign shall lie.")],
    name: Annotated[str | None, typer.Option(help="The company's name.")] = None,
) -> None:
    """Scaffold a campaign folder to fill in."""
    if folder.exists() and not folder.is_dir():
        raise InvalidIntake(f"{folder} is a file; choose a new folder, nothing was changed")
    if folder.exists() and any(folder.iterdir()):
        raise InvalidIntake(f"{folder} is not empty; choose a new folder, nothing was changed")
    company = " ".join((name or folder.resolve().name.replace("-", " ").title()).split())
    first = _first_new(folder)
    try:
        _scaffold(folder, company or "Our company")
    except OSError as problem:
        if first:
            shutil.rmtree(first, ignore_errors=True)
        raise StoreFailed(
            f"{folder} could not be made: {problem.strerror}; choose another folder, or make room "
            "and run the same command again"
        ) from problem
    say(f"{folder} is ready to be filled in:")
    say("  campaign.toml   what is offered, what proves it, what the viewer is asked to do")
    say("  brand.toml      colours, type, logo, tone (the logo and fonts are placeholders)")
    say("  survey.csv      one row a respondent; codebook.toml is drafted from it")
    say("  library/        pictures; captions.csv says what they show")
    say(f"then: reelwright check {folder}")


def _scaffold(folder: Path, company: str) -> None:
    for sub in ("library", "brand/fonts", "voice", "translations"):
        (folder / sub).mkdir(parents=True, exist_ok=True)
    for template in sorted(STARTER.iterdir()):
        drawn = template.suffix == ".svg"
        target = folder / ("brand/logo.svg" if drawn else template.name)
        shown = escape(company) if drawn else _in_toml(company)
        text = template.read_text(encoding="utf-8").replace("{{company}}", shown)
        target.write_text(text.replace("{{slug}}", slug(company, "company")), encoding="utf-8")
    from ..graphics.fonts import bundled_files

    heading, body = bundled_files()
    shutil.copy(heading, folder / "brand/fonts/heading.ttf")
    shutil.copy(body, folder / "brand/fonts/body.ttf")


def _in_toml(text: str) -> str:
    """As it stands between the quotation marks of a TOML string."""
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "")


def _first_new(folder: Path) -> Path | None:
    """The topmost folder that making this one adds; None when it is there."""
    added = [p for p in (folder, *folder.parents) if not p.exists()]
    return added[-1] if added else None
