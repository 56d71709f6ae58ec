"""`reelwright studio --campaign` in a house that was founded on its page."""

import os
import socket
import sys

import pytest

from reelwright.studio import house, people

from servers import warm
from servers.service import WORD


@pytest.fixture
def started(tmp_path, monkeypatch):
    """Starts the studio with a campaign where nobody can listen; all that it said."""
    for name in [n for n in os.environ if n.startswith("REELWRIGHT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "campaigns"))
    people.found(people.founding(), "ann", WORD)
    folder = tmp_path / "spring"
    folder.mkdir()
    (folder / "campaign.toml").write_text('name = "Spring"\n', "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        words = ["studio", "--campaign", str(folder), "--port", port, "--no-open"]

        def start():
            done = warm.run(
                [sys.executable, "-m", "reelwright", *words],
                capture_output=True,
                text=True,
                timeout=240,
                env=dict(os.environ),
            )
            assert "choose another with --port" in done.stdout + done.stderr
            return " ".join(done.stdout.split())

        yield start


def test_the_one_person_of_a_house_need_not_say_who_they_are(started):
    assert "is the campaign spring, taken in as ann" in started()
    assert [one.name for one in house.listed(who="ann")] == ["spring"]


def test_of_several_people_it_is_asked_who_one_is_and_the_studio_goes_on(started):
    people.add("bo", ["editor"], password=WORD, who="ann")
    people.add("cy", ["viewer"], password=WORD, who="ann")
    said = started()
    assert "REELWRIGHT_WHO=ann reelwright studio --campaign" in said
    assert "(there are ann, bo)" in said
    assert house.listed(who="ann") == ()
