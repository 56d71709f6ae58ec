"""Who may do what in a base."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from ..domain.errors import InvalidIntake, NotAllowed
from ..domain.knowledge import KnowledgeBase, Role
from ..domain.loose import is_table

ORDER: Sequence[Role] = get_args(Role)


def role_in(base: KnowledgeBase, who: str, least: Role | None = None) -> Role | None:
    """What a person may do in a base; None: nothing. least: what they may in every base."""
    found: list[Role] = [role for role in (base.role(who), least) if role is not None]
    return max(found, key=ORDER.index) if found else None


def may(base: KnowledgeBase, who: str, role: Role, least: Role | None = None) -> bool:
    """Whether a person has this role in a base, or a higher one."""
    has = role_in(base, who, least)
    return has is not None and ORDER.index(has) >= ORDER.index(role)


def need(base: KnowledgeBase, who: str, role: Role, act: str, least: Role | None = None) -> None:
    """Raise NotAllowed unless a person has this role in a base. act: "search", "add to".

    least: what they may do in every base, whatever this one says.
    """
    if may(base, who, role, least):
        return
    has = base.role(who)
    owners = ", ".join(sorted(p for p, r in base.grants.items() if r == "owner"))
    raise NotAllowed(
        f"{who} may not {act} the knowledge base {base.id!r}: that needs the role {role}, and "
        f"{who} has {f'the role {has}' if has else 'none'}; ask an owner ({owners}) to run "
        f"`reelwright library grant {base.id} {who} {role}`"
    )


def no_secret(index: str, options: Mapping[str, Any]) -> None:
    """Refuse an index whose address or options hold a password, which would be kept in clear.

    Raises InvalidIntake saying where the password is read from instead.
    """
    held = [k for k, v in options.items() if _hidden({k: v}) != {k: v}]
    if re.search(r"://[^/@]*:[^/@]+@", index) or held:
        raise InvalidIntake(
            f"the index's {'option ' + held[0] if held else 'address'} holds a password, which "
            "would be kept in clear; leave it out: PostgreSQL reads ~/.pgpass or PGPASSWORD, "
            "OpenSearch's is read from ~/.netrc (machine HOST login NAME password WORD), Amazon's "
            "keys come from a profile (profile=NAME)"
        )


def findable(index: str) -> None:
    """Refuse an index whose address leads elsewhere from another folder, or is a name only.

    Raises InvalidIntake saying what an address is.
    """
    if index and "://" not in index and not Path(index).is_absolute():
        raise InvalidIntake(
            f"--index {index}: that is no address; give the whole path of a folder, or "
            "s3://bucket/folder, postgresql://host/name or opensearch+https://host"
        )


def told(base: KnowledgeBase) -> dict[str, Any]:
    """A base's facts as JSON, without the passwords and keys of its index and store."""
    facts = base.model_dump(mode="json")
    for place in ("index", "store"):
        facts[place] = re.sub(r"(://[^/:@]*):[^@]*@", r"\1:***@", facts[place])
        facts[f"{place}_options"] = _hidden(facts[f"{place}_options"])
    return facts


def _hidden(value: Any, name: str = "") -> Any:
    if is_table(value):
        return {k: _hidden(v, k) for k, v in value.items()}
    return "***" if re.search(r"secret|password|token|key", name.lower()) and value else value
