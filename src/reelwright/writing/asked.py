"""What a campaign gives that no film can say as it stands: file, field and next act of each."""

from fractions import Fraction

from ..domain.campaign import Campaign, Sight
from ..domain.picture import Picture
from ..domain.texts import texts_of
from ..domain.tongues import language_name
from ..domain.wording import third_person
from .languages import language_of
from .lint import LONGEST
from .offline.lines import require_facts, said_of_offer, said_of_proof
from .offline.own_words import lacking, speaks
from .pacing import fewest, longest, needed
from .scripted import told_of_script
from .translate import lines_lacking
from .vocabulary import stems
from .words import word_count, words

FILE = "campaign.toml"


def lacks(campaign: Campaign, *, offline: bool) -> tuple[str, ...]:
    """What no film can be made without; () where nothing is lacking.

    offline: whether no text model will write. Raises Missing where no fact can be said at all.
    """
    # A script is its own words: a film of it needs no facts.
    if not campaign.script:
        require_facts(campaign)
    unwritten = lacking(campaign) if offline and not campaign.script else ()
    found = [f"{FILE}: {_lacks(campaign, x)}" for x in unwritten]
    found += _too_little(campaign) if offline and not campaign.script else ()
    if campaign.pictures and all(map(_refused, campaign.pictures)):
        found.append(
            "library: the people in every picture refused to be shown (people_consented = no in "
            "captions.csv), so no film can show one: add pictures"
        )
    return tuple(found)


def asked_for(campaign: Campaign, *, offline: bool) -> tuple[str, ...]:
    """What the writer would leave out or could not fit; () when all can be said as it is.

    offline: whether no text model will write. Raises InvalidIntake for a script that takes longer
    than films last.
    """
    if campaign.script:
        return (*_unconsented(campaign), *told_of_script(campaign), *_unshown(campaign))
    return (
        *_unconsented(campaign),
        *(_untranslated(campaign) if offline else ()),
        *_unsaid(campaign),
        *_too_long(campaign),
        *(_perhaps_too_little(campaign) if offline else ()),
        *_in_vain(campaign),
        *_unshown(campaign),
        *_foreign(campaign),
        *_facts_in_another_language(campaign),
    )


def most_scenes(campaign: Campaign) -> int:
    """Scenes that no film by rule can have more of, whatever segments the answers show.

    A scene says a line that no other says: a need, a relief, a proof or an offer, between a hook
    and a call. Which needs a segment has is not known before its answers are counted; but it has
    no more of them than the survey has questions that can be said, and phrases of free answers.
    """
    told = [m.when for m in campaign.moments]
    needs, reliefs = told.count("before"), told.count("after") or 1
    if speaks(campaign):
        asked = campaign.codebook.of("basis")
        sayable = sum(c.scale != "number" and bool(c.prompt or "[" in c.header) for c in asked)
        needs += min(sayable, MOST_TRAITS)
        needs += MOST_PHRASES if campaign.codebook.of("text") else 0
        needs = needs or 1
    proofs = sum(bool(said_of_proof(p)) for p in campaign.proofs)
    # An image that opens a film leaves all needs, and what it means, to be told after it.
    return 2 + needs + reliefs + 1 + proofs + min(1, len(campaign.offers))


MOST_TRAITS, MOST_PHRASES = 12, 12
"""Needs of a segment that films can name: four of each of three groups, and its own phrases."""


def _too_little(campaign: Campaign) -> list[str]:
    """Films so long that what there is to say cannot fill them, for any segment."""
    seconds = campaign.wanted.seconds
    least, most = fewest(seconds), most_scenes(campaign)
    if most >= least:
        return []
    return [
        f"{FILE}: wanted: seconds: a film of {float(seconds):g} s takes {least} scenes or more, "
        f"and there is something to say in {most} at most, whatever the answers show: write "
        f"{least - most} more [[moments]] or [[proofs]], or make `seconds` {longest(most):g} or "
        "less"
    ]


def _perhaps_too_little(campaign: Campaign) -> list[str]:
    """Films so long that the answers have to give what facts and moments for everybody do not."""
    seconds = campaign.wanted.seconds
    least = fewest(seconds)
    told = [m.when for m in campaign.moments if not m.only_for]
    proofs = sum(bool(said_of_proof(p)) for p in campaign.proofs)
    # One need opens the film; where no relief is told, one sentence leads to the answer.
    sure = 2 + max(0, told.count("before") - 1) + (told.count("after") or 1) + proofs
    sure += min(1, len(campaign.offers))
    if sure >= least or most_scenes(campaign) < least:
        return []
    return [
        f"{FILE}: wanted: seconds: a film of {float(seconds):g} s takes {least} scenes or more, "
        f"and facts and moments for everybody give {sure}: a segment whose answers add fewer than "
        f"{least - sure} gets no film; to be sure of all, write {least - sure} more [[moments]] "
        f"or [[proofs]], or make `seconds` {longest(max(2, sure)):g} or less"
    ]


def _refused(picture: Picture) -> bool:
    return picture.rights.people_consented is False


def _unconsented(campaign: Campaign) -> list[str]:
    shut = [p.file.name for p in campaign.pictures if _refused(p)]
    if not shut or len(shut) == len(campaign.pictures):
        return []
    more = f" and {len(shut) - 5} more" if len(shut) > 5 else ""
    return [
        f"library: {', '.join(shut[:5])}{more}: the people in it refused to be shown "
        "(people_consented = no), so no film shows it"
    ]


def _untranslated(campaign: Campaign) -> list[str]:
    """Languages of films in which the campaign's own sentences are not all there."""
    found: list[str] = []
    for language in campaign.wanted.languages:
        if language == campaign.language:
            continue
        there = lines_lacking(
            campaign,
            language,
            (x.text for x in texts_of(campaign) if x.language == campaign.language),
        )
        if there:
            found.append(
                f"translations/{language}.toml: it lacks {len(there)} of the campaign's own "
                f"sentences, and without a text model a film in {language} is made only where it "
                f"has all that the film says: {'; '.join(f'“{s}”' for s in there[:3])}"
                + ("; ..." if len(there) > 3 else "")
            )
    return found


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


def _in_vain(campaign: Campaign) -> list[str]:
    """What matches nothing: words of answers that no question has, ids that no fact bears."""
    found: list[str] = []
    asked = [f"{c.prompt} {c.label} {c.header} {c.called}" for c in campaign.codebook.columns]
    answers = [level for c in campaign.codebook.columns for level in c.levels]
    meant = [stems(text) for text in (*asked, *answers)]
    pool = frozenset[str]().union(*map(_told, (*asked, *answers)))
    facts = {p.id for p in campaign.proofs} | {o.id for o in campaign.offers}
    tables = (
        ("offers", campaign.offers),
        ("proofs", campaign.proofs),
        ("moments", campaign.moments),
        ("metaphors", campaign.metaphors),
    )
    for table, items in tables:
        for item in items:
            where = f"{FILE}: {table} {item.id!r}"
            for phrase in getattr(item, "only_for", ()):
                # Traits tell of "them", and join answers: "70 or over" may be made of "70-79".
                if not _told(phrase) & pool:
                    found.append(
                        f"{where}: only_for: no question and no answer of codebook.toml has "
                        f"{phrase!r}, so nobody is told it; use words of a trait, as "
                        "`reelwright status FOLDER --item segment/NAME` shows them"
                    )
            if item.answers and not any(stems(*item.answers) & words for words in meant):
                found.append(
                    f"{where}: answers: none of {', '.join(map(repr, item.answers))} shares a word "
                    "with a question or an answer of codebook.toml, so it is matched to nobody's "
                    "needs; use their words"
                )
            found += [
                f"{where}: facts: there is no proof or offer {i!r}; use {', '.join(sorted(facts))}"
                for i in getattr(item, "facts", ())
                if i not in facts
            ]
    return found


def _unshown(campaign: Campaign) -> list[str]:
    """People and words of `shows` that no picture has."""
    if not campaign.pictures:
        return []
    people = {name.casefold() for p in campaign.pictures for name in p.people}
    seen = frozenset[str]().union(
        *(stems(*(c.text for c in p.captions), *p.keywords, *p.people) for p in campaign.pictures)
    )
    absent: dict[str, str] = {}
    strange: list[str] = []
    for where, sight in _sights(campaign):
        for name in sight.who:
            if name.casefold() not in people:
                absent.setdefault(name, where)
        asked = stems(sight.seek)
        if asked and not asked & seen:
            strange.append(f"{where}: {sight.seek!r}")
    found = [
        f"{where}: who: no picture has {name!r} in its `people`, so a film cannot keep to that "
        "face; write the name into captions.csv, or take it out"
        for name, where in absent.items()
    ]
    if strange:
        more = f" (and {len(strange) - 3} more)" if len(strange) > 3 else ""
        found.append(
            f"{'; '.join(strange[:3])}{more}: no caption and no keyword has a word of it: "
            "the nearest picture may be far off; say in captions.csv what the pictures show"
        )
    return found


def _sights(campaign: Campaign) -> list[tuple[str, Sight]]:
    """What films will look for, each with where it is asked."""
    called = [(f"{FILE}: call: shows", s) for s in campaign.call.shows]
    if script := campaign.script:
        return [*((script.place(s), Sight(seek=s.seen)) for s in script.scenes), *called]
    tables = (
        ("offers", campaign.offers),
        ("proofs", campaign.proofs),
        ("moments", campaign.moments),
        ("metaphors", campaign.metaphors),
    )
    told = [
        (f"{FILE}: {name} {i.id!r}: shows", s)
        for name, all_ in tables
        for i in all_
        for s in i.shows
    ]
    return [*told, *called]


def _foreign(campaign: Campaign) -> list[str]:
    """A survey in another language than the films, whose words they cannot say."""
    asked = [c.header for c in campaign.codebook.of("basis", "text")]
    spoken = language_of(" ".join(asked))
    own = campaign.language.split("-")[0].lower()
    if not spoken or spoken == own or sum(m.when == "before" for m in campaign.moments) > 2:
        return []
    return [
        f"{FILE}: moments: the survey is in {language_name(spoken)}, the films in "
        f"{language_name(own)}: no answer is put into a film as it stands; say their needs in "
        "three or more [[moments]], or give each question a `prompt` in the films' "
        "language in codebook.toml"
    ]


def _facts_in_another_language(campaign: Campaign) -> list[str]:
    """Facts and moments in another language than the campaign's own, each by its id."""
    own = campaign.language.split("-")[0].lower()
    tables = (
        ("proofs", [(p.id, (p.claim, p.short, *p.spoken, *p.more)) for p in campaign.proofs]),
        ("offers", [(o.id, (o.text, o.terms, *o.spoken, *o.more)) for o in campaign.offers]),
        ("moments", [(m.id, (m.head, *m.spoken, *m.more)) for m in campaign.moments]),
        ("metaphors", [(m.id, (m.head, *m.spoken, *m.turn, *m.more)) for m in campaign.metaphors]),
    )
    found: dict[str, list[str]] = {}
    for table, items in tables:
        whole = language_of(" ".join(t for _, texts in items for t in texts))
        for id_, texts in items:
            text = " ".join(texts)
            # A short text tells little, and is taken to be what the others of its table are.
            spoken = language_of(text) or (whole if language_of(text, least=1) == whole else "")
            if spoken and spoken != own:
                found.setdefault(spoken, []).append(f"{table} {id_!r}")
    named = language_name(own)
    return [
        f"{FILE}: {', '.join(where[:5])}{f' and {len(where) - 5} more' if len(where) > 5 else ''}: "
        f"written in {language_name(spoken)}, and the films are in {named} (language = {own!r}): "
        f"films say facts as they stand; write them in {named}, or write language = {spoken!r} "
        f"and, for films in {named}, languages = [{own!r}] with translations/{own}.toml"
        for spoken, where in found.items()
    ]


def _told(text: str) -> frozenset[str]:
    """The telling words and figures of a text about "I", as a trait would have them."""
    found = words(third_person(text).lower())
    return frozenset(
        w for w in found if (len(w) > 3 or w[0].isdigit()) and w not in ("they", "their")
    )


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
