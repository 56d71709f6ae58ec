"""A service that answers with the page, and campaigns that are made in it."""

import shutil
from pathlib import Path

import pytest

from makers.fernhill import speak_plainly
from servers.service import housed
from servers.the_page import built, chromium, npm, visit

__all__ = ["built", "chromium", "npm", "visit"]

ROOT = Path(__file__).resolve().parents[2]

SEGMENT = "family-carers-in-the-middle"


@pytest.fixture(scope="module")
def service(built, tmp_path_factory):
    """The address of a service with people of every role and one campaign to fill in."""
    with housed(tmp_path_factory.mktemp("web")) as address:
        yield address


@pytest.fixture(scope="module")
def made(service, tmp_path_factory):
    """The example with one small film, and a second one that waits at its first gate."""
    from reelwright.studio import campaigns, house
    from reelwright.studio.campaigns import Overrides

    small = Overrides(films=1, segments=(SEGMENT,), formats=("1:1",), seconds=6, quality="draft")
    for name in ("made", "waits"):
        folder = tmp_path_factory.mktemp("example") / name
        leave = shutil.ignore_patterns("draw", "out", ".reelwright", "*.py")
        shutil.copytree(ROOT / "examples" / "fernhill", folder, ignore=leave)
        speak_plainly(folder)
        house.adopt(folder, name, who="admin")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("REELWRIGHT_WHO", "admin")
            campaigns.make(folder, yes=name == "made", overrides=small)
    return service
