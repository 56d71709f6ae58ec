"""The facts of a campaign as a form: read, checked as `check` does, and kept field by field.

They stand in campaign.toml and brand.toml. What a form does not tell of, comments too, stays there
as it is.
"""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from ..domain.base import Frozen
from ..domain.errors import Conflict, InvalidIntake, Missing, WrongFields
from ..domain.loose import half_letter
from . import _given, house
from ._enrolled import enrolled, note_change
from ._facts import BRAND, CAMPAIGN, facts_in, placed, rewritten
from ._facts import BrandFacts as BrandFacts
from ._facts import CallFacts as CallFacts
from ._facts import CampaignFacts as CampaignFacts
from ._facts import FactsFinding as FactsFinding
from ._facts import MomentFacts as MomentFacts
from ._facts import OfferFacts as OfferFacts
from ._facts import PaletteFacts as PaletteFacts
from ._facts import ProofFacts as ProofFacts
from ._facts import VoiceFacts as VoiceFacts
from ._facts import WantedFacts as WantedFacts
from ._rights import demand


class KeptFacts(Frozen):
    """Facts as they stand in the files now, and what `check` says of them."""

    facts: CampaignFacts
    findings: tuple[FactsFinding, ...]


class Apart(Protocol):
    """Calls a function where it may take its time, and gives what it returns."""

    def __call__(self, work: Callable[..., Any], *args: Any) -> Any:
        """What work(*args) returns. Raises what it raises."""
        ...


def found(name: str, *, who: str | None = None) -> CampaignFacts:
    """The facts of a campaign as its files say them.

    Args:
        name: The campaign.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that name.
        InvalidIntake: A file cannot be read; the message names it and the place.
    """
    texts = _texts(house.folder(name, who=who))
    return facts_in(texts, _version(texts))


def findings(
    name: str, *, who: str | None = None, apart: Apart | None = None
) -> tuple[FactsFinding, ...]:
    """What `check` finds wrong with a campaign or lacking in it, each at the field it tells of.

    Args:
        name: The campaign.
        who: Who asks; None: the person of the settings.
        apart: Where the check is done, which takes seconds; None: here.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that name.
        InvalidIntake: A file cannot be read.
    """
    at = house.folder(name, who=who)
    return _checked(at, _texts(at), apart)


def keep(
    name: str, wanted: CampaignFacts, *, who: str | None = None, apart: Apart | None = None
) -> KeptFacts:
    """Write facts into a campaign's files, after they were checked as `check` does.

    What is wrong elsewhere in the campaign, or lacking, keeps nobody from writing: it is told. Rows
    that are gone from the facts are taken out of the file, those without a place are added.

    Args:
        name: The campaign.
        wanted: The facts as they shall be, with the version that they were read in.
        who: Who writes them; None: the person of the settings.
        apart: Where the check is done, which takes seconds; None: here.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such campaign.
        InvalidIntake: A file cannot be read, or says it in a way that a form cannot change.
        WrongFields: A field of the facts is wrong.
        Conflict: Somebody changed one of the files meanwhile.

    Nothing is written where it raises.
    """
    from ..store.snapshot import MOST_BYTES
    from ..wiring.houses import editing
    from ._received import write_within

    by = demand("editor", who)
    at = house.folder(name, who=who)
    if half_letter(wanted.model_dump(mode="json")):
        raise InvalidIntake(
            "the facts hold half of a letter, which no file can keep; write it anew"
        )
    before = _unchanged(at, wanted.version)
    after = rewritten(before, wanted)
    told = _checked(at, after, apart)
    if wrong := [(one.field, one.text) for one in told if one.wrong and one.field]:
        raise WrongFields(wrong)
    changed = [file for file in (CAMPAIGN, BRAND) if after[file] != before[file]]
    with editing(enrolled(name, who), _given.settings()) as folder:
        _unchanged(folder, wanted.version)
        for file in changed:
            write_within(folder / file, after[file].encode(), MOST_BYTES, file)
    for file in changed:
        note_change(name, "write file", file, by)
    return KeptFacts(facts=facts_in(after, _version(after)), findings=told)


def _texts(folder: Path) -> dict[str, str]:
    """The texts of both files. Raises InvalidIntake where one cannot be read."""
    from ..intake.toml import read_toml

    found: dict[str, str] = {}
    for file in (CAMPAIGN, BRAND):
        try:
            read_toml(folder / file)
        except InvalidIntake as problem:
            raise InvalidIntake(_plain(str(problem), folder)) from problem
        found[file] = (folder / file).read_bytes().decode("utf-8-sig")
    return found


def _version(texts: Mapping[str, str]) -> str:
    sums = [hashlib.sha256(texts[file].encode()).hexdigest() for file in (CAMPAIGN, BRAND)]
    return hashlib.sha256("".join(sums).encode()).hexdigest()


def _unchanged(folder: Path, version: str) -> dict[str, str]:
    """The texts of both files. Raises Conflict where they are not of that version any more."""
    texts = _texts(folder)
    if _version(texts) != version:
        raise Conflict(
            f"{CAMPAIGN} or {BRAND} was changed meanwhile; look at the facts again, and do your "
            "change once more"
        )
    return texts


def _checked(
    folder: Path, texts: Mapping[str, str], apart: Apart | None
) -> tuple[FactsFinding, ...]:
    wrong, lacking = apart(_looked, folder, dict(texts)) if apart else _looked(folder, texts)
    told = [placed(_plain(line, folder), texts, wrong=True) for line in wrong]
    told += [placed(_plain(line, folder), texts, wrong=False) for line in lacking]
    return tuple(dict.fromkeys(told))


def _looked(folder: Path, texts: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """What would be wrong with a campaign, or else lacking, if its files held these texts."""
    from ..backends.text.ask import OFFLINE
    from ..sound.narration import unheard_lines
    from ..wiring.campaigns import read_with
    from ..writing import lacks
    from ._scaffold import untouched
    from ._type import crowded

    settings = _given.settings()
    try:
        campaign, assets = read_with(folder, texts, settings)
        offline = settings.model_for("concepts") == OFFLINE
        lacking = (
            *untouched(campaign),
            *lacks(campaign, offline=offline),
            *crowded(campaign, assets),
            *unheard_lines(campaign, assets),
        )
    except (InvalidIntake, Missing) as problem:
        # Lines that begin with blanks go on with the one before.
        return str(problem).replace("\n  ", " ").split("\n"), []
    return [], list(lacking)


def _plain(line: str, folder: Path) -> str:
    """A line that does not tell where a campaign's files lie on this machine."""
    return line.replace(f"{folder}/", "").replace(str(folder), "the campaign")
