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
        with issuing(patch, address):
            yield address


@pytest.mark.proves("S0-22")
def test_a_person_signs_in_by_the_button_of_the_companys_issuer(visit):
    page = visit("/", who=None)
    page.get_by_role("link", name="Blue Door").click()
    page.locator("input[name=login]").fill("ada")
    page.locator("input[name=login]").press("Enter")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    agree = page.locator("[name=answer][value=accept]")
    agree.or_(page.get_by_role("heading", name="Campaigns")).first.wait_for()
    if agree.count():
        agree.click()
    page.get_by_role("heading", name="Campaigns").wait_for()
    assert page.url.startswith("http://127.0.0.1")
