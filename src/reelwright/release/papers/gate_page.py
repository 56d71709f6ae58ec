"""What waits at a gate, as a page to read: segments, briefs or storyboards, with pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from ...domain.asset import Assets
from ...domain.brief import Brief
from ...domain.campaign import Campaign
from ...domain.continuity import Reference
from ...domain.picture import Picture
from ...domain.segment import Segment
from ...domain.storyboard import Scene, Storyboard
from ...domain.wording import counted
from .printing import dress, environment, thumbs

SMALL = 480
"""Longest side of a picture on these pages, in pixels."""

TITLES = {
    "segments": ("Segments", "Who the films are for, as their answers show them."),
    "briefs": ("Briefs", "What each film could say, and why; best first."),
    "storyboards": ("Storyboards", "Scene by scene, with the pictures that the search would take."),
}


@dataclass(frozen=True)
class Waits:
    """An item that waits: its whole name, what it is, whose segment it is of, and its pictures.

    pictures: what of the library fits it; references: what its scenes would be shot from.
    """

    name: str
    value: Segment | Brief | Storyboard
    segment: Segment
    pictures: tuple[Picture, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict[str, Reference])
    alike: tuple[str, ...] = ()
    """Whole names of others that say the same, word for word."""


def gate_page(
    gate: str,
    items: Sequence[Waits],
    campaign: Campaign,
    folder: Path | str,
    sheet: Path,
    assets: Assets,
) -> None:
    """Write a page of what waits at a gate, and a folder for its pictures beside it.

    It needs no server and runs no script. folder is the campaign's, as the commands on the page
    name it. Respondents' ids stand nowhere.
    """
    out, files = sheet.parent, f"{sheet.stem}-files"
    (out / files).mkdir(parents=True, exist_ok=True)
    shown = [p for i in items for p in (*i.pictures, *(r.picture for r in i.references.values()))]
    small = thumbs(shown, out, files, assets, SMALL)
    title, lead = TITLES[gate]
    icon = dress(campaign.brand, out / files, assets, "contact_sheet.css", "gate.css")
    page = environment().get_template("gate.html")
    groups = [
        {"name": of[0].segment.name, "summary": of[0].segment.summary, "items": cards}
        for _, found in groupby(items, key=lambda i: i.segment.id)
        for of in [list(found)]
        for cards in [[_CARDS[gate](i, campaign, small) for i in of]]
    ]
    html = page.render(
        campaign=campaign,
        gate=gate,
        title=title,
        lead=lead,
        folder=files,
        icon=f"{files}/{icon}",
        place=str(folder),
        count=len(items),
        groups=groups,
    )
    sheet.write_text(html, encoding="utf-8")


def _segment(item: Waits, campaign: Campaign, small: Mapping[str, str]) -> dict[str, Any]:
    segment = item.segment
    share = segment.share
    order = dict.fromkeys(t.group for t in segment.traits if t.counted)
    return {
        "name": item.name,
        "title": segment.name,
        "summary": segment.summary,
        "pictures": _pictures(item.pictures, small),
        "share": share,
        "size": f"{segment.n} respondents: {share.low:.0%} to {share.high:.0%} of everyone asked",
        "certainty": f"{segment.certainty:.0%}",
        "groups": [
            (
                group,
                [
                    {
                        "text": t.text,
                        "share": t.cell.share,
                        "base": t.cell.base_share,
                        "index": t.cell.index,
                        "firm": t.cell.significant,
                    }
                    for t in segment.group(group)
                ],
            )
            for group in order
        ],
        "verbatims": [v.text for v in segment.verbatims],
        "caveats": segment.caveats,
    }


def _brief(item: Waits, campaign: Campaign, small: Mapping[str, str]) -> dict[str, Any]:
    brief = item.value
    assert isinstance(brief, Brief)
    concept, weighed = brief.concept, brief.weighing
    claims = {p.id: p.claim for p in campaign.proofs} | {o.id: o.text for o in campaign.offers}
    return {
        "name": item.name,
        "title": concept.title,
        "idea": concept.idea,
        "hook": concept.hook,
        "tags": [concept.form, concept.abstraction],
        "pictures": _pictures(item.pictures, small),
        "total": weighed.total,
        "weighed": [
            ("Relevance", weighed.relevance, weighed.relevance_why),
            ("Engagement", weighed.engagement, weighed.engagement_why),
            ("Entertainment", weighed.entertainment, weighed.entertainment_why),
        ],
        "told": [
            (name, text)
            for name, text in (
                ("Insight", brief.insight),
                ("Promise", brief.promise),
                ("Message", brief.message),
                ("Tone", ", ".join(brief.tone)),
                ("Look", brief.look),
                ("Has to be in it", "; ".join(brief.mandatory)),
                ("To avoid", "; ".join(brief.avoid)),
            )
            if text
        ],
        "facts": [claims[id] for id in (*brief.proofs, *concept.offers) if id in claims],
    }


def _board(item: Waits, campaign: Campaign, small: Mapping[str, str]) -> dict[str, Any]:
    board = item.value
    assert isinstance(board, Storyboard)
    return {
        "name": item.name,
        "title": board.title,
        "pictures": [],
        "language": board.language,
        "tags": [
            f"{float(board.seconds):g} s",
            counted(len(board.scenes), "scene"),
            board.language,
            board.mood,
            board.pace,
            f"match {board.match.score:g}",
        ],
        "why": board.match.rationale,
        "alike": item.alike,
        "call": board.call or campaign.call.text,
        "scenes": [_scene(scene, item.references.get(scene.id), small) for scene in board.scenes],
    }


def _scene(scene: Scene, shown: Reference | None, small: Mapping[str, str]) -> dict[str, Any]:
    return {
        "beat": scene.beat,
        "seconds": f"{float(scene.seconds):.1f} s",
        "camera": scene.camera,
        "narration": scene.narration,
        "type": [t for t in (scene.text.head, scene.text.body, scene.text.note) if t],
        "description": scene.description,
        "picture": small.get(shown.picture.id, "") if shown else "",
        "caption": shown.picture.caption if shown else "",
        "weak": bool(shown and not shown.grounded),
    }


def _pictures(pictures: Sequence[Picture], small: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(small[p.id], p.caption) for p in pictures if p.id in small]


_CARDS = {"segments": _segment, "briefs": _brief, "storyboards": _board}
