"""What a built page has to pass before it may go out: its words, its weight, and a real browser."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from ...backends.browser import SeenPage, look
from ...backends.node import packages
from ...domain.landing import PageFacts
from ..page.print import MOST_BYTES
from .project import KIT, Site, words_of

WIDTHS = (320, 768, 1280)
"""Pixels of the screens on which a page is looked at: the narrowest phone, a tablet, a desk."""

MOST_SEEN = 3_000_000
"""Bytes of everything on a page but its film."""

LEAST_TARGET = 44
"""Pixels that what is touched has at the least."""

_RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
_QUESTIONS = {
    "wide": "document.documentElement.scrollWidth",
    "clipped": """(() => {
      const wide = document.documentElement.clientWidth;
      return [...document.querySelectorAll('h1,h2,h3,p,b,li,a,summary,figcaption,img,video')]
        .filter(e => e.checkVisibility() && !e.classList.contains('skip'))
        .filter(e => { const r = e.getBoundingClientRect();
          const hides = getComputedStyle(e).overflowX != 'visible';
          const cut = hides && e.scrollWidth > e.clientWidth + 1;
          return r.width && (r.left < -1 || r.right > wide + 1 || cut); })
        .map(e => (e.textContent.trim() || e.alt || e.tagName).slice(0, 60));
    })()""",
    "small": f"""[...document.querySelectorAll('a, summary, button')]
      .filter(e => e.checkVisibility() && !e.classList.contains('skip'))
      .filter(e => e.getBoundingClientRect().height < {LEAST_TARGET})
      .map(e => e.textContent.trim().slice(0, 60))""",
    "heads": "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])",
    "blind": """Promise.all([...document.images].map(i => {
        i.loading = 'eager'; return i.decode().catch(() => 0); }))
      .then(() => [...document.images].filter(i => !i.naturalWidth))
      .then(unseen => unseen.map(i => i.getAttribute('src')))""",
    "scripts": "document.scripts.length",
    "axe": f"""axe.run(document, {{ runOnly: {_RULES}, resultTypes: ['violations'] }})
      .then(r => r.violations.map(v => `${{v.id}}: ${{v.help}} (` +
        v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', ') + ')'))""",
}


@dataclass(frozen=True)
class Gates:
    """What was found in a built page, () for nothing; its weight; its looks, width -> PNG."""

    findings: tuple[str, ...]
    weight: int
    shots: dict[int, bytes]


def pass_gates(dist: Path, facts: PageFacts, site: Site) -> Gates:
    """Look through a built page. Raises Missing where there is no browser to open it with."""
    weight = sum((dist / name).stat().st_size for name in ("index.html", "page.css"))
    found = [*_foreign(dist / "index.html", facts, site), *_heavy(dist, weight)]
    axe = packages(KIT, site.tools) / "axe-core" / "axe.min.js"
    looked = look(
        dist,
        _QUESTIONS,
        widths=WIDTHS,
        scripts=[axe.read_text("utf-8")],
    )
    for seen in looked:
        found += _seen(seen)
    return Gates(tuple(dict.fromkeys(found)), weight, {s.width: s.shot for s in looked})


def _seen(seen: SeenPage) -> Iterator[str]:
    at, told = f"at {seen.width} pixels", seen.answers
    yield from (f"{at} the browser says: {line[:200]}" for line in seen.console)
    yield from (f"{at} the page asks for {address}, which is not its own" for address in seen.asked)
    if told["wide"] > seen.width:
        yield f"{at} the page is {told['wide']} pixels wide: one has to scroll sideways"
    yield from (
        f"{at} this is cut off or stands over the edge: “{text}”" for text in told["clipped"]
    )
    yield from (
        f"{at} this is under {LEAST_TARGET} pixels high, too small to touch: “{text}”"
        for text in told["small"]
    )
    heads: list[int] = told["heads"]
    if heads.count(1) != 1 or heads[:1] != [1]:
        yield "the page has not one headline (h1) that comes first"
    yield from (f"{at} the picture {name} is not seen" for name in told["blind"])
    if told["scripts"]:
        yield "the page has a script; it needs none"
    yield from (f"{at} axe finds {text}" for text in told["axe"])


def _heavy(dist: Path, weight: int) -> Iterator[str]:
    if weight > MOST_BYTES:
        yield f"HTML and CSS weigh {weight} bytes, over {MOST_BYTES}: have fewer blocks"
    seen = sum(p.stat().st_size for p in dist.rglob("*") if p.is_file() and p.suffix != ".mp4")
    if seen > MOST_SEEN:
        yield (
            f"the page without its film weighs {seen} bytes, over {MOST_SEEN}: show fewer pictures"
        )


def _foreign(index: Path, facts: PageFacts, site: Site) -> Iterator[str]:
    """Texts that nobody let out, and links that lead elsewhere."""
    page = _Texts()
    page.feed(index.read_text("utf-8"))
    known = set(map(_bare, _allowed(facts, site)))
    for text in page.texts:
        if _bare(text) not in known:
            yield f"nobody let this text out: “{text[:80]}”"
    for link in page.links:
        if link != facts.call_link and not link.startswith("#"):
            yield f"the link {link[:80]} is not the campaign's"


def _allowed(facts: PageFacts, site: Site) -> Iterable[str]:
    yield ""
    yield from facts.lines.values()
    for claim, how in facts.proofs.values():
        yield from (claim, how)
    for offer in facts.offers.values():
        yield from (offer.name, offer.text, offer.price)
    yield from facts.conditions.values()
    yield from words_of(facts, site)


def _bare(text: str) -> str:
    return " ".join(text.split())


class _Texts(HTMLParser):
    """Every text that a page shows or tells, and where its links lead."""

    TOLD = ("alt", "title", "label", "aria-label", "placeholder")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in what a tag tells."""
        given = {name: value or "" for name, value in attrs}
        self.texts += [given[name] for name in self.TOLD if name in given]
        if tag == "meta" and given.get("name") == "description":
            self.texts.append(given.get("content", ""))
        if tag == "a":
            self.links.append(given.get("href", ""))

    def handle_data(self, data: str) -> None:
        """Take in a text."""
        self.texts.append(data)
