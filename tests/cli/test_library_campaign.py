"""A campaign that names a knowledge base uses its approved pictures, and its films are traced."""

import pytest

from reelwright.library.ingest.run import ingest
from reelwright.store import Catalogue

from makers.bases import library_of, write_scenes


@pytest.fixture
def garden(desk, tmp_path, monkeypatch):
    """A base of six approved scenes that the campaign names."""
    home = tmp_path / "home"
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(home))
    monkeypatch.setenv("REELWRIGHT_WHO", "ann")
    library = library_of(home)
    base = library.new("garden", spaces=["embed/descriptors"])
    ingest(base, write_scenes(tmp_path / "in"), approve=True)
    text = (desk.folder / "campaign.toml").read_text(encoding="utf-8")
    desk.write("campaign.toml", f'{text}\n[library]\nbases = ["garden"]\n')
    yield base
    library.close()


def test_approved_pictures_of_a_base_join_the_campaigns_own(desk, garden):
    assert "10 pictures" in desk.check()
    garden.revoke([garden.item("teapot.jpg").id])
    assert "9 pictures" in desk.check()


def test_a_film_made_with_a_picture_of_the_base_is_named_when_it_is_revoked(desk, garden):
    desk.check()
    item = garden.item("tulips.jpg")
    place = desk.folder / ".reelwright" / "catalogue.db"
    assert garden.ledger.readers() == (str(place),)
    catalogue = Catalogue(place)
    catalogue.link("film-of-may", {item.picture.id: "reference", "brief/x": "brief"})
    catalogue.close()
    films = garden.revoke([item.id])
    assert [(u.film, u.by) for u in films] == [("film-of-may", str(desk.folder))]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('["garden"]', '["gardn"]', "there is no knowledge base 'gardn'"),
        ('["garden"]', '"garden"', "library.bases is no list of names"),
        ("bases =", "base =", "write [library] with bases"),
    ],
)
def test_a_wrong_name_is_said(desk, garden, old, new, why):
    desk.change("campaign.toml", old, new)
    assert why in desk.check(code=1)


def test_a_base_that_may_not_be_read_is_said(desk, garden, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_WHO", "bob")
    assert "bob may not open the knowledge base 'garden'" in desk.check(code=1)
