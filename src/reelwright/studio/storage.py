"""What a campaign's results lie in: swept by rules of retention, sealed, opened again."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake, Missing
from . import _audit, _given
from ._rights import demand

if TYPE_CHECKING:
    from ..store.retention import Swept
    from ..wiring.keeping import Holding


class Sealed(Frozen):
    """How many files were sealed or opened; key: the id of the newest key, "" after opening."""

    files: int
    key: str


def sweep(
    folder: Path | str,
    *,
    yes: bool = False,
    rules: Mapping[str, int] | None = None,
    who: str | None = None,
    workspace: Path | None = None,
) -> "Swept":
    """Say what may go by the rules of retention, or take it away.

    Nothing goes that a result which stands, a release, a snapshot, an edit or a clip needs. Where
    bytes go of a result that nothing stands on any more, it is made anew when it is asked for.

    Args:
        folder: The campaign's folder, or a folder of clips.
        yes: Take it away; else nothing is changed.
        rules: Days by store, as {"takes": 90, "access": 365}; None: those of the settings.
        who: Who sweeps; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role admin.
        NotFound: Nothing was made there yet.
        InvalidIntake: There is no rule, or one names no store.
        StudioError: A run is under way there.
    """
    from ..store.retention import check_rules
    from ..wiring.keeping import swept

    demand("admin", who)
    _given.catalogue(folder, workspace).close()
    settings = _given.settings(workspace=workspace)
    chosen = dict(settings.retention if rules is None else rules)
    if not chosen:
        raise InvalidIntake(
            "no store has a rule, so everything stays; give one as --rule takes=90, or in "
            "REELWRIGHT_RETENTION"
        )
    check_rules(chosen)
    kept, now = _kept(folder, workspace), time.time()
    found = swept(kept, settings, chosen, dry_run=True, now=now)
    if not yes:
        return found
    size = sum(fate.bytes for fate in found.gone)
    told = f"{len(found.gone)} files, {size} bytes, {found.log_files} log files"
    why = ", ".join(f"{name}: {days} days" for name, days in sorted(chosen.items()))
    with _audit.acting(kept.catalogue.trail, who, "sweep", Path(folder).name, told, why):
        return swept(kept, settings, chosen, dry_run=False, now=now)


def seal(
    folder: Path | str,
    *,
    new_key: bool = False,
    who: str | None = None,
    workspace: Path | None = None,
) -> Sealed:
    """Seal what lies open, or under an older key, with the first key of the key file.

    Args:
        folder: The campaign's folder, or a folder of clips.
        new_key: Put a new key first in the key file before; those below it go on opening.
        who: Who seals; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role admin.
        NotFound: Nothing was made there yet.
        Missing: No key file is named, or it is not there.
        StoreFailed: A file is damaged, or sealed with a key that is not at hand.
    """
    from ..store.sealed import NO_KEY, add_key, draw_key, key_id, read_keys

    demand("admin", who)
    _given.catalogue(folder, workspace).close()
    file = _given.settings(workspace=workspace).encryption_key_file
    if file is None:
        raise Missing(NO_KEY)
    file = file.expanduser()
    fresh = draw_key() if new_key else read_keys(file).first
    kept, key = _kept(folder, workspace), key_id(fresh).hex()
    told = f"with the {'new ' if new_key else ''}key {key}"
    with _audit.acting(kept.catalogue.trail, who, "seal", Path(folder).name, told):
        files = kept.assets.seal()
        if new_key:
            # What the keys at hand cannot open is told before there is another in their file.
            add_key(file, fresh)
            files = _kept(folder, workspace).assets.seal()
        return Sealed(files=files, key=key)


def unseal(folder: Path | str, *, who: str | None = None, workspace: Path | None = None) -> Sealed:
    """Open for good what lies sealed. What is kept from then on is sealed as the settings say.

    Args:
        folder: The campaign's folder, or a folder of clips.
        who: Who opens it; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role admin.
        NotFound: Nothing was made there yet.
        StoreFailed: A file is damaged, or sealed with a key that is not at hand.
    """
    demand("admin", who)
    _given.catalogue(folder, workspace).close()
    kept = _kept(folder, workspace)
    with _audit.acting(kept.catalogue.trail, who, "unseal", Path(folder).name):
        return Sealed(files=kept.assets.unseal(), key="")


def _kept(folder: Path | str, workspace: Path | None) -> "Holding":
    from ..wiring.keeping import kept_of

    return kept_of(Path(folder), _given.settings(workspace=workspace))
