"""A campaign folder to fill in."""

import json
import shutil
import tomllib
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from ..domain.base import slug
from ..domain.campaign import Campaign
from ..domain.errors import InvalidIntake, StoreFailed

STARTER = Path(__file__).parent / "starter"


def scaffold(folder: Path, company: str) -> None:
    """Lay a folder out for a company; where that fails, nothing of it is left."""
    if folder.exists() and not folder.is_dir():
        raise InvalidIntake(f"{folder} is a file; choose a new folder, nothing was changed")
    if folder.exists() and any(folder.iterdir()):
        raise InvalidIntake(f"{folder} is not empty; choose a new folder, nothing was changed")
    company = " ".join((company or folder.resolve().name.replace("-", " ").title()).split())
    first = _first_new(folder)
    try:
        _filled(folder, company or "Our company")
    except OSError as problem:
        if first:
            shutil.rmtree(first, ignore_errors=True)
        raise StoreFailed(
            f"{folder} could not be made: {problem.strerror}; choose another folder, or make room "
            "and run the same command again"
        ) from problem


def untouched(campaign: Campaign) -> tuple[str, ...]:
    """Where a campaign says what the folder to fill in says, as if it were its own."""
    rows = (
        *(("offers", o.id, "text", o.text) for o in campaign.offers),
        *(("proofs", p.id, "claim", p.claim) for p in campaign.proofs),
        *(("moments", m.id, "spoken", line) for m in campaign.moments for line in m.spoken),
    )
    return tuple(
        f"campaign.toml: {table} {id_!r}: {key}: “{text}” is the example's, and films would say "
        "it; write your own, or take the row out"
        for table, id_, key, text in rows
        if text in _examples()
    )


@cache
def _examples() -> frozenset[str]:
    """Sentences of the folder to fill in that films would say."""
    raw = tomllib.loads((STARTER / "campaign.toml").read_text(encoding="utf-8"))
    return frozenset(
        (
            *(row["text"] for row in raw["offers"]),
            *(row["claim"] for row in raw["proofs"]),
            *(line for row in raw["moments"] for line in row["spoken"]),
        )
    )


def _filled(folder: Path, company: str) -> None:
    from ..graphics.fonts import bundled_files

    for sub in ("library", "brand/fonts", "voice", "translations"):
        (folder / sub).mkdir(parents=True, exist_ok=True)
    for template in sorted(STARTER.iterdir()):
        drawn = template.suffix == ".svg"
        target = folder / ("brand/logo.svg" if drawn else template.name)
        shown = escape(company) if drawn else _in_toml(company)
        text = template.read_text(encoding="utf-8").replace("{{company}}", shown)
        target.write_text(text.replace("{{slug}}", slug(company, "company")), encoding="utf-8")
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
