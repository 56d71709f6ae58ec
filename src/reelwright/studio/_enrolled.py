"""A campaign of the house by its name, for whoever asks: here alone a name leads to its files.

A campaign may be kept to a team. For whoever is not of it, and no admin, there is none of that
name. A house without people is one person's own machine, where nothing is kept from anybody.
"""

from typing import TYPE_CHECKING

from ..domain.errors import NotAllowed, NotFound
from . import _given
from ._rights import people_there

if TYPE_CHECKING:
    from ..store.people import Duty
    from ..store.roster import Enrolled, Roster


def enrolled(name: str, who: str | None = None) -> "Enrolled":
    """The place of a campaign. Raises NotFound where there is none of that name for them."""
    from ..store.roster import nothing

    found = roster().one(name)
    if name in hidden(who):
        raise NotFound(nothing(name))
    return found


def hidden(who: str | None = None) -> frozenset[str]:
    """Names of the campaigns that are kept to others, those that were removed among them."""
    name = _given.name_of(who)
    return frozenset() if _may(name, "admin") else roster().of_others(name)


def demand_answers(what: str, who: str | None = None) -> None:
    """Raise NotAllowed for who may only look: what respondents answered is not for them."""
    if not reads_answers(who):
        raise NotAllowed(
            f"{what} holds what respondents answered: it takes the role editor or approver; ask an "
            "admin"
        )


def reads_answers(who: str | None = None) -> bool:
    """Whether a person may read what single respondents answered: all but those who only look."""
    name, limits = _given.name_of(who), _given.limits()
    if limits is not None and not limits & {"editor", "approver"}:
        return False
    return _may(name, "editor") or _may(name, "approver")


def roster() -> "Roster":
    """The campaigns of the house, whoever may see them."""
    from ..wiring.houses import roster_of

    return roster_of(_given.settings())


def note_change(name: str, what: str, detail: str, who: str | None) -> None:
    """Note a change, and the campaign's title as campaign.toml says it now."""
    import tomllib

    from ..wiring.houses import folder_of, roster_of

    settings, title = _given.settings(), ""
    try:
        text = (folder_of(enrolled(name, who), settings) / "campaign.toml").read_text("utf-8")
        title = str(tomllib.loads(text).get("name", ""))[:200]
    except (OSError, ValueError):
        pass  # while it is being written, a title is not known
    roster_of(settings).changed(name, _given.name_of(who), what, detail, title)


def _may(name: str, duty: "Duty") -> bool:
    people = people_there()
    if people is None or not (everybody := people.listed()):
        return True
    return any(one.name == name and one.may(duty) for one in everybody)
