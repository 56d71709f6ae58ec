"""A house with people of every role and one campaign, and browsers that ask its service."""

import pytest
from argon2 import PasswordHasher

from reelwright.studio import house, people

from servers.service import ROLES, WORD, Browser, listening


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    """The address of a service with a person of each role, named after it, and one campaign."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("house")
        patch.setenv("REELWRIGHT_LIBRARY", str(folder / "library"))
        patch.setenv("REELWRIGHT_CAMPAIGNS", str(folder / "campaigns"))
        patch.delenv("REELWRIGHT_WHO", raising=False)
        quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        patch.setattr(people, "_hasher", lambda: quick)
        people.found(people.founding(), "admin", WORD)
        for role in ROLES[:-1]:
            people.add(role, [role], password=WORD, who="admin")
        house.new("spring", "Blue Door", who="admin")
        with listening() as address:
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
