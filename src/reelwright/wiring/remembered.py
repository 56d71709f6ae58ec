"""A campaign's folder as it was read before, where no file in it changed since.

Reading a folder takes libraries for pictures, type and tables, and most of what is asked of a
campaign (what waits, what is stale) needs none of them.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from ..domain.asset import Asset
from ..domain.base import digest_of
from ..domain.campaign import Campaign
from ..domain.sound import MusicFile
from ..store import Catalogue
from ..store.assets import Shelves
from ..store.catalogue import Result, now
from .folders import key_of

STAGE = "campaign"
Reader = Callable[[], tuple[Campaign, tuple[str, ...]]]


def remembered(
    folder: Path,
    assets: Shelves,
    catalogue: Catalogue,
    apart: Sequence[Path],
    read: Reader,
    *,
    lasting: Callable[[], bool],
) -> tuple[Campaign, tuple[str, ...]]:
    """A campaign and what was noticed: as kept, or else read now and kept.

    apart: folders in it that are no part of it, such as results. lasting says, after reading,
    whether all that was read lies in the folder.
    """
    before = key_of(folder, apart)
    if kept := _kept(catalogue, before, assets):
        return kept
    campaign, notes = read()
    if lasting() and before and key_of(folder, apart) == before:
        value = {"campaign": campaign.model_dump(mode="json"), "notes": list(notes)}
        catalogue.keep(Result(before, STAGE, STAGE, {}, value, digest_of(value), 0.0, now()))
    return campaign, notes


def _kept(
    catalogue: Catalogue, key: str, assets: Shelves
) -> tuple[Campaign, tuple[str, ...]] | None:
    found = catalogue.result(key) if key else None
    if found is None:
        return None
    try:
        campaign = Campaign.model_validate(found.value["campaign"])
    except ValidationError:
        return None  # kept by a version that knew campaigns otherwise
    if all(assets.holds(asset) for asset in _assets(campaign)):
        return campaign, tuple(found.value["notes"])
    return None


def _assets(campaign: Campaign) -> Iterator[Asset]:
    brand = campaign.brand
    yield from (campaign.survey,) if campaign.survey else ()
    yield from (brand.logo, *campaign.recordings)
    yield from (brand.logo_reversed,) if brand.logo_reversed else ()
    yield from (campaign.music.asset,) if isinstance(campaign.music, MusicFile) else ()
    yield from (face.asset for face in (brand.heading, brand.body, *brand.fonts))
    for picture in campaign.pictures:
        yield from (picture.asset, picture.file)
