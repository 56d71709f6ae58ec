"""What leaves the house: checks, disclosure, signed films, pages, manifests."""

from .checks import check_film
from .contact_sheet import contact_sheet
from .credentials import Credentials, read_credentials, sign_film
from .disclosure import Disclosure, disclose
from .manifest import Approval, Dossier, campaign_csv, creative_id, manifest_json
from .page import write_page
from .page_print import PageMedia, PagePicture, print_page
from .signing import Signing, local_signing, own_signing
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
