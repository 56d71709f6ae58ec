"""Cleaning up over HTTP: what was shown goes, and what the service works with stays."""

from reelwright.settings import Settings
from reelwright.studio import house

from makers.houses import shelves


def test_what_was_shown_goes_and_the_house_stays_while_it_is_served(service, browser):
    admin = browser("admin")
    shelves(Settings(), "spring").put(b"a take", "t.mp4", "video/mp4", "takes")
    shown = admin.ask("GET", "/api/cleanup", params={"only": ["assets", "speech"]}).json()
    (heap,) = [h for h in shown["goes"] if h["what"] == "takes, stills and films"]
    assert (heap["kind"], heap["count"], heap["bytes"]) == ("assets", 1, 6)
    shelves(Settings(), "spring").put(b"another", "t.mp4", "video/mp4", "takes")
    wanted = {"only": ["assets", "speech"], "mark": shown["mark"]}
    refused = admin.ask("POST", "/api/cleanup", json=wanted)
    assert refused.status_code == 409
    assert len(shelves(Settings(), "spring").listing("takes")) == 2
    again = admin.ask("GET", "/api/cleanup", params={"only": ["assets", "speech"]}).json()
    wanted["mark"] = again["mark"]
    done = admin.ask("POST", "/api/cleanup", json=wanted)
    assert done.status_code == 200, done.text
    assert done.json()["left"] == []
    assert not shelves(Settings(), "spring").listing("takes")
    assert admin.ask("POST", "/api/cleanup", json={"only": []}).status_code == 422

    all_ = admin.ask("GET", "/api/cleanup").json()
    (people,) = [h for h in all_["stays"] if h["kind"] == "house"]
    assert "end the service" in people["why"]
    done = admin.ask("POST", "/api/cleanup", json={"mark": all_["mark"]}).json()
    assert [h["kind"] for h in done["left"]] == ["house"]
    assert not house.listed(who="admin")
    assert admin.ask("GET", "/api/session").status_code == 200, "nobody was signed out"
    lines = admin.ask("GET", "/api/audit").json()
    assert [line["who"] for line in lines if line["what"] == "clean up"] == ["admin"] * 2
