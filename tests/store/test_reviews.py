"""Comments and review links: kept by time and place, opened by a token that is not kept."""

from datetime import UTC, datetime, timedelta

import pytest

from reelwright.domain.errors import NotFound
from reelwright.store.database import Database
from reelwright.store.reviews import Reviews
from reelwright.store.trail import Trail


@pytest.fixture(params=["file", "server"])
def reviews(request, tmp_path):
    if request.param == "server":
        return Reviews(Database(request.getfixturevalue("own_database"), "house"))
    return Reviews(tmp_path / "house.db")


def test_comments_are_kept_with_their_second_and_place(reviews):
    one = reviews.say("spring", "film/a", "v1", "ann", text="here", at_s=1.5, x=0.5, y=0.25)
    two = reviews.say("spring", "film/b", "v1", "bob", text="there", answer_to=one.id)
    reviews.say("summer", "film/a", "v1", "bob", text="elsewhere")
    assert reviews.comments("spring") == (one, two)
    assert reviews.comments("spring", "film/b") == (two,)
    assert (one.at_s, one.x, one.y, two.at_s) == (1.5, 0.5, 0.25, None)
    assert reviews.settle(one.id, "ann").settled_by == "ann"
    assert reviews.settle(one.id, "ann", settled=False).settled_at == ""
    with pytest.raises(NotFound):
        reviews.settle("nothing", "ann")
    with pytest.raises(NotFound):
        reviews.say("spring", "film/a", "v1", "ann", text="x", answer_to="nothing")


def test_a_link_opens_until_it_ends_or_is_revoked_and_its_token_is_not_kept(reviews):
    token, link = reviews.share("spring", ["film/a"], "client", 2, "ann")
    assert reviews.link(token) == link
    assert reviews.link(token + "x") is None
    assert link.holds(datetime.now(UTC) + timedelta(days=1))
    assert not link.holds(datetime.now(UTC) + timedelta(days=3))
    kept = reviews.database.read("select * from review_links")
    assert not any(token in str(value) for row in kept for value in row)
    with pytest.raises(NotFound):
        reviews.revoke("summer", link.id, "ann")
    reviews.revoke("spring", link.id, "bob")
    assert reviews.link(token) is None
    lines = [(t.who, t.what) for t in Trail(reviews.database).lines()]
    assert lines == [("ann", "share for review"), ("bob", "revoke review link")]


def test_a_wish_from_outside_stands_in_the_audit(reviews):
    _, link = reviews.share("spring", ["film/a"], "", 2, "ann")
    reviews.say("spring", "film/a", "v", "Cleo", text="no", verdict="change", link=link.id)
    line = Trail(reviews.database).lines()[-1]
    assert (line.who, line.what, line.thing) == ("Cleo", "review: change", "spring: film/a")
    assert link.id in line.detail
