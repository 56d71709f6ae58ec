"""What a campaign gives that no film can say as it stands: file, field and next act of each."""

from fractions import Fraction

from ..domain.campaign import Campaign
from .lint import LONGEST
from .offline.lines import require_facts, said_of_offer, said_of_proof
from .offline.own_words import lacking
from .pacing import fewest, needed
from .words import word_count

FILE = "campaign.toml"


def asked_for(campaign: Campaign, *, offline: bool) -> tuple[str, ...]:
    """What the writer would leave out, could not fit or lacks; () when all can be said as it is.

    offline: whether no text model will write. Raises Missing where no fact can be said at all.
    """
    require_facts(campaign)
    lacks = lacking(campaign) if offline else ()
    return (
        *(f"{FILE}: {_lacks(campaign, line)}" for line in lacks),
        *_unsaid(campaign),
        *_too_long(campaign),
    )


def _lacks(campaign: Campaign, line: str) -> str:
    return (
        f"language {campaign.language!r}: without a text model films say only what the campaign "
        f"says itself: write {line}, or choose a text model"
    )


def _unsaid(campaign: Campaign) -> list[str]:
    found: list[str] = []
    advice = f"put it into `spoken`, in sentences of up to {LONGEST} words each"
    for p in campaign.proofs:
        if not said_of_proof(p):
            found.append(
                f"{FILE}: proofs {p.id!r}: claim: {word_count(p.claim)} words are too many to be "
                f"said whole, so films leave it out; {advice}, or a short form into `short`"
            )
    for o in campaign.offers:
        if len(said_of_offer(o)) == 1 and not o.spoken and word_count(o.text) > LONGEST:
            found.append(
                f"{FILE}: offers {o.id!r}: text: {word_count(o.text)} words are too many to be "
                f"said whole, so films say its name alone; {advice}"
            )
    return found


def _too_long(campaign: Campaign) -> list[str]:
    """Lines that leave the other scenes of a film no time."""
    seconds = campaign.wanted.seconds
    others = fewest(seconds) - 1
    room = float(seconds - Fraction(3, 2) * others)
    found: list[str] = []
    lines = [("proofs", p.id, said_of_proof(p)) for p in campaign.proofs]
    lines += [("offers", o.id, said_of_offer(o)) for o in campaign.offers]
    lines += [("moments", m.id, m.spoken) for m in campaign.moments]
    lines += [("metaphors", m.id, m.spoken) for m in campaign.metaphors]
    for table, id_, said in lines:
        if said and (least := min(needed(s, last=False) for s in said)) > room:
            found.append(
                f"{FILE}: {table} {id_!r}: its shortest words take {least:.0f} s to say, and a "
                f"film of {float(seconds):g} s has {room:.0f} s for them; shorten `spoken`, or "
                "make `seconds` more"
            )
    return found
