"""A house with people of every role and one campaign, and browsers that ask its service."""

import pytest

from servers.service import Browser, housed


# With each file, so that no other test finds itself in this house.
@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """The address of a service with a person of each role, named after it, and one campaign."""
    with housed(tmp_path_factory.mktemp("house")) as address:
        yield address


@pytest.fixture
def browser(service):
    """Opens a browser for a person."""
    opened = []

    def signed_in(name=None):
        opened.append(Browser(service, name))
        return opened[-1]

    yield signed_in
    for one in opened:
        one.http.close()
