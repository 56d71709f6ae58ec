"""What the scenes of a film may say and show, before a choice is made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ...domain.brief import Brief, FeatureDraw, Form
from ...domain.campaign import Sight
from ...domain.segment import Segment
from ...domain.storyboard import Beat
from ..checks import numbers_in
from ..lint import lint
from ..pacing import QUIET, Stock, needed
from ..repeats import repeats
from ..theirs import NOBODY, Theirs
from ..vocabulary import likeness, stems
from ..words import sentences, stopped
from .lines import BRIDGE, Thought
from .naming import leads, signed, with_company

SPACIOUS = 3.9
"""Seconds a scene, from which on a thought may be carried on in a second sentence."""


class Way(NamedTuple):
    """One wording of a line, and the seconds it needs in the slowest language of the film."""

    said: str
    seconds: float


@dataclass(frozen=True)
class Choice:
    """What one scene says and shows."""

    beat: Beat
    line: Thought
    way: Way
    sight: Sight

    @property
    def said(self) -> str:
        """The narration."""
        return self.way.said


@dataclass(frozen=True)
class Desk:
    """All that the choice is made from."""

    lines: tuple[Thought, ...]
    brief: Brief
    segment: Segment
    draw: FeatureDraw
    brand: str
    product: str
    seconds: Fraction
    form: Form
    speaks: bool = True
    """Whether sentences of the writer's own, in English, may be added."""
    quiet: float = QUIET
    """Seconds of each scene without words, besides a breath."""
    own: Theirs = NOBODY
    """What the campaign says itself, which is said as it is."""
    tongues: tuple[dict[str, str], ...] = ()
    """The campaign's translations into the other languages that the film is made in."""

    def of(self, kind: str) -> list[Thought]:
        """The lines of one kind, best first."""
        return [x for x in self.lines if x.kind == kind]

    @cached_property
    def best(self) -> dict[str, float]:
        """The greatest weight among the lines of each kind."""
        found: dict[str, float] = {}
        for line in self.lines:
            found[line.kind] = max(found.get(line.kind, 0.0), line.weight)
        return found

    @cached_property
    def stressed(self) -> frozenset[str]:
        """Stems of the traits that were drawn for this film."""
        return stems(*(t.text for t in self.segment.traits if t.id in self.draw.traits))

    @cached_property
    def announced(self) -> tuple[str, ...]:
        """The sentences that announce the answer in this film's form."""
        return leads(self.form, self.brand) if self.speaks else ()


def _naming(said: Sequence[str], desk: Desk) -> list[str]:
    """The same words with the company in them, and announced as the film's form announces them."""
    plain = [s for s in said if desk.brand not in s]
    named = [with_company(s, desk.brand, desk.product) for s in plain] if plain == said else []
    if desk.form == "letter":
        return [s for s in named if s]
    led = [
        f"{lead} {s}" for lead in desk.announced for s in plain if s.split()[0] != lead.split()[0]
    ]
    return [*(s for s in named if s), *led]


def stock_of(desk: Desk) -> Stock:
    """How many different lines there are for each beat of this film."""
    lead = lead_of(desk)
    meant = sum(x.id == lead.id for x in desk.of("meaning")) if lead.kind == "image" else 0
    return Stock(
        tension=sum(x.id != lead.id for x in desk.of("before")),
        turn=_reliefs(desk) + meant,
        proof=len(_proofs(desk, several=True)),
        offer=min(1, len(desk.of("offer"))),
    )


def _reliefs(desk: Desk) -> int:
    """Moments of relief; of lines that only lead to the answer a film needs one."""
    told = sum(not x.id.startswith(BRIDGE) for x in desk.of("after"))
    return told or min(1, len(desk.of("after")))


def pools_for(beats: Sequence[Beat], desk: Desk) -> list[list[Thought]]:
    """The lines that may stand at each beat, best first."""
    lead = lead_of(desk)
    meant = [x for x in desk.of("meaning") if x.id == lead.id and lead.kind == "image"]
    proofs = _proofs(desk, several=beats.count("proof") > 1)
    offers = [x for x in desk.of("offer") if x.id in desk.brief.concept.offers]
    tense = [x for x in desk.of("before") if x.id != lead.id][: 5 + beats.count("tension")]
    relief = desk.of("after")[: 5 + beats.count("turn")]
    found: list[list[Thought]] = []
    turns = 0
    for beat in beats:
        if beat == "hook":
            found.append([lead])
        elif beat == "tension":
            found.append(tense or relief)
        elif beat == "turn":
            if turns == 0 and desk.form == "letter":
                found.append([_note(desk, relief)])
            else:
                found.append(meant if meant and turns == 0 else relief)
            turns += 1
        elif beat == "proof":
            found.append(proofs or desk.of("proof") or offers)
        elif beat == "offer":
            found.append(offers or desk.of("offer") or desk.of("proof"))
        else:
            found.append(desk.of("call"))
    return found


def _proofs(desk: Desk, *, several: bool) -> list[Thought]:
    """The brief's proofs without those far behind its first; with several, all of them and more."""
    every = desk.of("proof")
    named = desk.brief.proofs
    least = 0.6 * max((x.weight for x in every if x.id in named[:1]), default=0.0)
    proofs = [x for x in every if x.id in named and x.weight >= least]
    spare = [x for x in every if (x.weight > 0 or x.id in named) and x not in proofs]
    return proofs + (spare if several else [])


def lead_of(desk: Desk) -> Thought:
    """The line that the concept's hook belongs to; a hook of other words borrows its picture."""
    hook = desk.brief.concept.hook
    opening = [x for x in desk.lines if x.kind in ("before", "image")]
    for line in opening:
        if hook in line.spoken:
            return line
    nearest = max(opening, key=lambda x: likeness(stems(hook), stems(*x.spoken, *x.answers)))
    return replace(nearest, id="hook", spoken=(hook,), head=desk.brief.concept.title, more=())


def _note(desk: Desk, relief: Sequence[Thought]) -> Thought:
    """A letter's second sentence: who writes. It goes on with what relief is like."""
    about = set(lead_of(desk).answers)
    near = sorted(relief, key=lambda x: -len(about & set(x.answers)))[:2]
    plain = (s for x in near for s in x.spoken if desk.brand not in s)
    return Thought(
        id="note",
        kind="after",
        spoken=leads("letter", desk.brand),
        head="A note to you",
        shows=tuple(s for x in near or relief for s in x.shows),
        answers=tuple(a for x in near for a in x.answers),
        more=tuple(plain),
    )


def ways_of(beat: Beat, line: Thought, desk: Desk, count: int) -> tuple[Way, ...]:
    """Everything that a scene could say of a line, without repeats."""
    last = beat == "call"
    wordings = _wordings(beat, line, desk, count)
    # Other words than the type's own, where a line has them and the film the time.
    fresh = tuple(s for s in wordings if not repeats(line.head, s))
    if last or desk.seconds <= 12 or not fresh:
        fresh = wordings
    return tuple(
        Way(
            said,
            max(needed(told, last=last, quiet=desk.quiet) for told in _told_in_all(said, desk)),
        )
        for said in fresh
    )


def _told_in_all(said: str, desk: Desk) -> list[str]:
    """The words in every language of the film, as far as they are translated."""
    parts = sentences(said)
    return [said, *(" ".join(told.get(p, p) for p in parts) for told in desk.tongues)]


def _wordings(beat: Beat, line: Thought, desk: Desk, count: int) -> tuple[str, ...]:
    if desk.seconds <= 12:
        return tuple(dict.fromkeys((*line.spoken, *_said_of_type(beat, line, desk))))
    if beat == "hook":
        said = [desk.brief.concept.hook]
    elif beat == "call":
        # A number to call, a price or a day is in nothing shorter: who wrote it wants it said.
        whole = numbers_in(line.spoken[0])
        said = [s for s in line.spoken if numbers_in(s) >= whole]
        if desk.form == "letter":
            return tuple(dict.fromkeys(signed(s, desk.brand) for s in said))
    else:
        said = list(line.spoken)
    if beat in ("turn", "proof"):
        said += _naming(said, desk) if line.id != "note" and desk.speaks else []
    if float(desk.seconds) / count >= SPACIOUS:
        said += [f"{s} {m}" for s in said for m in line.more]
    return tuple(s for s in dict.fromkeys(said) if not lint(s, theirs=desk.own)) or tuple(said[:1])


def _said_of_type(beat: Beat, line: Thought, desk: Desk) -> tuple[str, ...]:
    """A line's type as a sentence, for the shortest films; a part of a fact is never said."""
    head = stopped(line.head)
    if beat == "call" or not head or any(c.isdigit() or c == ":" for c in head):
        return ()
    if line.kind in ("proof", "offer") and not desk.own.whole(head):
        return ()
    return () if lint(head, theirs=desk.own) else (head,)
