"""What leaves the house: checks, disclosure, signed films, pages, manifests."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checks.film import check_film
    from .page.page import write_page
    from .page.print import PageMedia, PagePicture, print_page
    from .papers.contact_sheet import contact_sheet
    from .papers.credentials import Credentials, read_credentials, sign_film
    from .papers.disclosure import Disclosure, disclose
    from .papers.manifest import Approval, Dossier, campaign_csv, creative_id, manifest_json
    from .papers.signing import Signing, local_signing, own_signing
    from .stills import Still, best_frames, poster

__all__ = [
    "Approval",
    "Credentials",
    "Disclosure",
    "Dossier",
    "PageMedia",
    "PagePicture",
    "Signing",
    "Still",
    "best_frames",
    "campaign_csv",
    "check_film",
    "contact_sheet",
    "creative_id",
    "disclose",
    "local_signing",
    "manifest_json",
    "own_signing",
    "poster",
    "print_page",
    "read_credentials",
    "sign_film",
    "write_page",
]

_WHERE = {
    "Approval": ".papers.manifest",
    "Credentials": ".papers.credentials",
    "Disclosure": ".papers.disclosure",
    "Dossier": ".papers.manifest",
    "PageMedia": ".page.print",
    "PagePicture": ".page.print",
    "Signing": ".papers.signing",
    "Still": ".stills",
    "best_frames": ".stills",
    "campaign_csv": ".papers.manifest",
    "check_film": ".checks.film",
    "contact_sheet": ".papers.contact_sheet",
    "creative_id": ".papers.manifest",
    "disclose": ".papers.disclosure",
    "local_signing": ".papers.signing",
    "manifest_json": ".papers.manifest",
    "own_signing": ".papers.signing",
    "poster": ".stills",
    "print_page": ".page.print",
    "read_credentials": ".papers.credentials",
    "sign_film": ".papers.credentials",
    "write_page": ".page.page",
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is asked for: what it brings along is heavy."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name], __name__), name)
