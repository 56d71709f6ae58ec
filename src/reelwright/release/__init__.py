"""What leaves the house: checks, disclosure, signed films, pages, manifests."""

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
