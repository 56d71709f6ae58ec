"""Knowledge bases: made, reviewed, rebuilt, removed; who may do what in them, and who did."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.base import Frozen
from ..domain.knowledge import (
    AuditLine,
    KnowledgeBase,
    Policy,
    QualityReport,
    Role,
)
from . import _audit, _given
from ._library import Counted, Shared, library_of

if TYPE_CHECKING:
    from ..library import Library
    from ..library.base import Base
    from ..library.rebuild import Rebuilt
    from ..library.starting import Started


class BaseListing(Frozen):
    """A base: its facts without passwords, your role in it, its folder, its items by state."""

    facts: KnowledgeBase
    role: Role | None
    folder: Path
    items: dict[str, int]


class Review(Frozen):
    """What a curator should look at, what to do about each problem, and the page that shows it."""

    report: QualityReport
    acts: dict[str, str]
    page: Path | None = None


def home(at: Path | None = None) -> Path:
    """The folder of all knowledge bases: the one named, the settings', or among your own data."""
    with library_of(at) as library:
        return library.home


def new(
    name: str,
    *,
    title: str = "",
    purpose: str = "",
    spaces: Sequence[str] = (),
    index: str = "",
    index_options: Mapping[str, str | int | float | bool] | None = None,
    store: str = "",
    endpoint: str = "",
    region: str = "",
    policy: Policy | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> BaseListing:
    """Make a knowledge base, whose owner is the person who makes it.

    In the house's bases an approver vets, and an admin may do all, whatever is granted in them.

    Args:
        name: Lower-case letters, digits and hyphens.
        title: What it is called; "" is made from the name.
        purpose: What it is for.
        spaces: Embedders: "embed/minilm", "embed/siglip:256" with a dimension; () takes the usual.
        index: s3://..., postgresql://..., opensearch+https://...; "" lies in the base's folder.
        index_options: What opens the index besides its address, such as aws and region.
        store: s3://bucket/folder for the files; "" lies in the base's folder.
        endpoint: Address of an S3 service, if not Amazon's.
        region: Region of the bucket.
        policy: What may be retrieved, and how a size is met; None: the usual.
        home: The folder of all bases; None: the settings'.
        who: Who makes it; None: the person of the settings.

    Raises:
        InvalidIntake: There is such a base already, or an option cannot be used.
        Missing: An embedder is not installed.
    """
    options = {k: v for k, v in {"endpoint": endpoint, "region": region}.items() if v}
    with library_of(home, who) as library, _noted(home, who, "new base", name):
        names, dimensions = _spaces(spaces)
        given: dict[str, Any] = {"spaces": names} if names else {}
        storage = {"storage": options} if options and index.startswith("s3://") else {}
        made = library.new(
            name,
            title,
            purpose,
            dimensions=dimensions,
            index=index,
            index_options={**storage, **(index_options or {})},
            store=store,
            store_options=options,
            policy=policy,
            **given,
        )
        return _listing(library, made)


def listed(*, home: Path | None = None, who: str | None = None) -> tuple[BaseListing, ...]:
    """The bases that a person may read."""
    with library_of(home, who) as library:
        return tuple(_listing(library, base) for base in library.readable())


def there(name: str, *, home: Path | None = None) -> bool:
    """Whether there is a base of this name, whoever may use it."""
    with library_of(home) as library:
        return name in library.names()


def one(name: str, *, home: Path | None = None, who: str | None = None) -> BaseListing:
    """A base by its name.

    Raises:
        NotFound: There is no such base.
        NotAllowed: This person may not read it.
    """
    with library_of(home, who) as library:
        return _listing(library, library.open(name))


def grant(
    name: str,
    person: str,
    role: Role | None,
    *,
    home: Path | None = None,
    who: str | None = None,
) -> dict[str, Role]:
    """Say what a person ("*": everybody) may do; None: nothing. Returns everybody's role.

    Raises:
        NotFound: There is no such base.
        NotAllowed: Only an owner may, or an admin of the house.
    """
    with library_of(home, who) as library:
        base = library.open(name)
        with _noted(home, who, "grant", name, f"{person}: {role or 'nothing'}"):
            return base.grant(person, role).grants


def review(
    name: str,
    *,
    page: Path | None = None,
    listener: Counted | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> Review:
    """What a curator should look at; page: a folder to write every picture and caption to.

    Raises:
        NotFound: There is no such base.
        NotAllowed: This person may not read it.
    """
    from ..library.ingest.quality import WHAT_TO_DO

    with library_of(home, who) as library:
        base = library.open(name)
        found = base.report()
        place = None
        if page:
            from ..library.review_page import review_page

            place = review_page(base, page, found, listener)
    return Review(report=found, acts=dict(WHAT_TO_DO), page=place)


def audit(
    name: str, item: str | None = None, *, home: Path | None = None, who: str | None = None
) -> tuple[AuditLine, ...]:
    """Every change of a base, or of one item: who did what, when, from what to what.

    Raises:
        NotFound: There is no such base or item.
        NotAllowed: This person may not read it.
    """
    with library_of(home, who) as library:
        base = library.open(name)
        return tuple(base.audit(base.item(item).id if item else ""))


def rebuild(
    name: str,
    *,
    spaces: Sequence[str] = (),
    index: str | None = None,
    listener: Counted | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> "Rebuilt":
    """Make the index anew from the catalogue, here or elsewhere, with these embedders or others.

    Raises:
        NotFound: There is no such base.
        NotAllowed: Only an owner may.
    """
    from ..library.rebuild import rebuild as make

    names, dimensions = _spaces(spaces)
    with library_of(home, who) as library:
        base = library.open(name)
        with _noted(home, who, "rebuild base", name):
            return make(
                base,
                spaces=names or None,
                dimensions=dimensions,
                index=index,
                progress=lambda what, count: listener(count) if listener else None,
            )


def seal(name: str, *, undo: bool = False, home: Path | None = None, who: str | None = None) -> int:
    """Seal a base's files with the newest key, or (undo) open them for good; returns how many.

    Raises:
        NotFound: There is no such base.
        NotAllowed: Only an owner may.
        StoreFailed: There is no key, or a file is sealed with one that is not at hand.
    """
    with library_of(home, who) as library:
        base = library.open(name)
        with _noted(home, who, "unseal base" if undo else "seal base", name):
            return base.seal(undo=undo)


def remove(name: str, *, home: Path | None = None, who: str | None = None) -> Iterator[str]:
    """Take a base away, data first; a line for each step once it is done. Audit and receipts stay.

    Raises:
        NotFound: There is no such base.
        NotAllowed: Only an owner may.
    """
    with library_of(home, who) as library:
        library.open(name)
        with _noted(home, who, "remove base", name):
            yield from library.remove(name)


def start(
    folder: Path,
    name: str = "sample",
    *,
    patience: float = 120.0,
    listener: Shared | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> "Started":
    """Set up a base of sample pictures, see that it answers, and lay the tutorials out in a folder.

    patience: seconds to wait until it answers. Run again, it makes good what is missing.
    """
    from ..library.starting import start as started

    with library_of(home, who) as library:
        what = "make good base" if name in library.names() else "new base"
        with _noted(home, who, what, name, "sample pictures"):
            return started(library, folder, name, patience=patience, progress=listener)


def _noted(
    home: Path | None, who: str | None, what: str, name: str, detail: str = ""
) -> AbstractContextManager[str]:
    """A line in the house's audit; the base's own goes when the base does."""
    return _audit.in_house(_given.settings(library=home, who=who), who, what, name, detail)


def _listing(library: "Library", base: "Base") -> BaseListing:
    from ..library.access import role_in, told

    facts = base.facts
    return BaseListing(
        facts=KnowledgeBase.model_validate(told(facts)),
        role=role_in(facts, library.who, library.least),
        folder=library.home / facts.id,
        items=base.ledger.counts(),
    )


def _spaces(given: Sequence[str]) -> tuple[list[str], dict[str, int]]:
    """Names of embedders, and the dimensions that stand behind a colon."""
    named = [part.partition(":") for part in given]
    return [n for n, _, _ in named], {n: int(d) for n, _, d in named if d.isdigit()}
