import pytest

from servers.issuer import PASSWORD, issuing
from servers.service import WORD, fresh


@pytest.fixture(scope="module")
def service(built, tmp_path_factory):
    """A service with one admin, whose others come in by an issuer of the company."""
    pytest.importorskip("canaille")
    from reelwright.studio import people

    with (
        pytest.MonkeyPatch.context() as patch,
        fresh(tmp_path_factory.mktemp("web")) as (address, word),
    ):
        people.found(word, "admin", WORD)
        with issuing(patch, address, roles_claim="groups", roles={"marketing": ["editor"]}):
            yield address


@pytest.mark.proves("S0-22")
def test_a_person_signs_in_by_the_button_of_the_companys_issuer(visit):
    page = visit("/", who=None)
    page.get_by_role("link", name="Blue Door").click()
    page.locator("input[name=login]").fill("ada")
    page.locator("input[name=login]").press("Enter")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.get_by_text("No campaigns yet").wait_for()
    page.get_by_role("button", name="Account of ada").wait_for()
