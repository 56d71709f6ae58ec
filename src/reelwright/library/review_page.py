"""The caption review: pages with every picture, what is said of it, and what to look at."""

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from ..domain.errors import MediaRefused, NotFound
from ..domain.knowledge import Item, QualityReport
from ..media.pictures.files import open_picture, write_jpeg
from .base import Base
from .ingest.quality import WHAT_TO_DO, findings_of

PER_PAGE = 120
NAMED = 12
"""Items that a finding names before it only counts them."""

THUMB = 480

SAID_BY = {
    "person": "caption by a person",
    "sidecar": "caption from a sidecar",
    "iptc": "caption from IPTC",
    "xmp": "caption from XMP",
    "model": "caption by a model",
    "file name": "caption from the file name",
}


def review_page(
    base: Base,
    out: Path,
    report: QualityReport,
    progress: Callable[[int], None] | None = None,
) -> Path:
    """Write the pages into a folder and return the first one's path.

    Thumbnails lie beside them; the pages need no server and run no script.
    """
    facts = base.facts
    folder = out / "review-files"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(__file__).parent / "templates" / "review.css", folder / "review.css")
    pages = max(1, -(-report.items // PER_PAGE))
    links = [_link(n) for n in range(1, pages + 1)]
    places: dict[str, str] = {}
    names: dict[str, str] = {}
    for n, item in enumerate(base.ledger.every()):
        places[item.id] = f"{links[n // PER_PAGE]}#i{item.id[:12]}"
        names[item.id] = item.asset.name
    template = _template()
    items = base.ledger.every()
    done = 0
    for page in range(1, pages + 1):
        part = list(islice(items, PER_PAGE))
        thumbs = _thumbs(base, part, folder)
        if page == 1:
            wanted = [i for group in report.alike[:40] for i in group]
            held = base.ledger.items(wanted)
            thumbs |= _thumbs(base, list(held.values()), folder)
        html = template.render(
            base=facts,
            folder=folder.name,
            at=report.at[:16].replace("T", " ") + " UTC",
            facts=_facts(report),
            findings=_findings(report, names, places),
            alike=[
                [{"name": names[i], "link": places[i], "thumb": thumbs.get(i, "")} for i in group]
                for group in report.alike[:40]
            ]
            if page == 1
            else [],
            cards=[_card(item, thumbs.get(item.id, "")) for item in part],
            page=page,
            pages=pages,
            links=links,
            first=done + 1,
            last=done + len(part),
            total=report.items,
        )
        (out / links[page - 1]).write_text(html, encoding="utf-8")
        done += len(part)
        if progress:
            progress(done)
    return out / links[0]


def _link(page: int) -> str:
    return "review.html" if page == 1 else f"review-{page}.html"


def _template() -> Any:
    return Environment(
        loader=PackageLoader("reelwright.library"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
    ).get_template("review.html")


def _facts(report: QualityReport) -> list[tuple[str, str]]:
    total = max(1, report.items)
    written = total - report.captioned_by.get("file name", 0)
    facts = [("Items", f"{report.items:,}")]
    facts += [(state.capitalize(), f"{n:,}") for state, n in report.states.items()]
    facts.append(("With a caption", f"{written / total:.0%}" if report.items else "none"))
    facts.append(("Nearly the same", f"{len(report.alike):,}"))
    return facts


def _findings(
    report: QualityReport, names: dict[str, str], places: dict[str, str]
) -> list[dict[str, Any]]:
    rows = [(what, WHAT_TO_DO.get(what, ""), ids) for what, ids in report.problems.items()]
    rows += [
        (f"approved, but not retrieved: {why}", "note what is missing, or revoke it", ids)
        for why, ids in report.barred.items()
    ]
    return [
        {
            "what": what[0].upper() + what[1:],
            "advice": advice[:1].upper() + advice[1:] + "." if advice else "",
            "count": len(ids),
            "names": [{"name": names[i], "link": places[i]} for i in ids[:NAMED] if i in names],
            "more": max(0, len(ids) - NAMED),
        }
        for what, advice, ids in sorted(rows, key=lambda r: (-len(r[2]), r[0]))
    ]


def _card(item: Item, thumb: str) -> dict[str, Any]:
    rights = item.rights
    told = [rights.holder, rights.licence, f"until {rights.expires}" if rights.expires else ""]
    consent = {True: "consent on record", False: "consent refused", None: ""}
    people = [", ".join(item.people), consent[rights.people_consented]]
    seen = item.picture
    return {
        "id": item.id,
        "thumb": thumb,
        "kind": item.kind,
        "caption": item.caption,
        "state": item.state,
        "source": SAID_BY[item.captions[0].source],
        "problems": [f for f in findings_of(item) if not f.startswith("no caption")],
        "name": item.asset.name,
        "size": f"{seen.width} × {seen.height}" if seen else "",
        "keywords": ", ".join(item.keywords),
        "facets": [(name, ", ".join(values)) for name, values in sorted(item.facets.items())],
        "rights": ", ".join(t for t in told if t),
        "people": ", ".join(p for p in people if p),
        "others": [{"source": SAID_BY[c.source], "text": c.text} for c in item.captions[1:]],
    }


def _thumbs(base: Base, items: Sequence[Item], folder: Path) -> dict[str, str]:
    """Item -> its thumbnail, relative to the page; items whose bytes are gone have none."""

    def one(item: Item) -> tuple[str, str]:
        place = folder / f"{item.id[:16]}.jpg"
        if item.picture is None:
            return item.id, ""
        if not place.exists():
            try:
                source = base.store.path(item.picture.asset)
                place.write_bytes(write_jpeg(open_picture(source, max_side=THUMB), 82))
            except (NotFound, MediaRefused):
                return item.id, ""
        return item.id, f"{folder.name}/{place.name}"

    with ThreadPoolExecutor(4) as pool:
        return dict(pool.map(one, items))
