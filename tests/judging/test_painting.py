"""The judge ranks in-painted candidates."""

import time

import cv2
import numpy as np
import pytest

from reelwright.judging.painting import rank_candidates
from reelwright.media.painting.mask import grown
from reelwright.media.painting.patch import fill
from reelwright.media.pictures.files import open_picture

from makers import fills, wrecks
from makers.inpainting import meadow, spot


@pytest.fixture(scope="module")
def picture():
    return meadow(ball=False)


@pytest.fixture(scope="module")
def mask():
    return spot()


def put(picture, mask, new):
    found = picture.copy()
    found[mask > 0] = np.broadcast_to(new, picture.shape)[mask > 0]
    return found


def test_the_true_picture_is_ranked_over_every_fault(picture, mask):
    blurred = put(picture, mask, cv2.GaussianBlur(picture, (0, 0), 5))
    lighter = put(picture, mask, np.clip(picture.astype(int) + 45, 0, 255).astype(np.uint8))
    strange = put(picture, mask, picture[..., ::-1])
    ranked = rank_candidates(picture, mask, [blurred, lighter, picture, strange], new=False)
    assert ranked[0].number == 3
    assert ranked[0].score > 9
    of = {r.number: r for r in ranked}
    assert of[1].parts["sharpness"] < 6
    assert "softer" in of[1].why
    assert of[2].parts["seam"] < 5
    assert "seam shows" in of[2].why
    assert of[4].parts["colour"] < of[3].parts["colour"]


def test_something_new_is_not_blamed_for_its_colours(picture, mask):
    rng = np.random.default_rng(1)
    grain = rng.normal(0, 22, (*mask.shape, 1))
    ball = put(picture, mask, np.clip(np.add([40, 40, 200], grain), 0, 255).astype(np.uint8))
    as_new = rank_candidates(picture, mask, [ball], new=True)[0]
    as_fill = rank_candidates(picture, mask, [ball], new=False)[0]
    assert as_new.score > as_fill.score
    assert "colours" not in as_new.why


def test_equals_keep_their_order(picture, mask):
    ranked = rank_candidates(picture, mask, [picture, picture.copy()], new=False)
    assert [r.number for r in ranked] == [1, 2]


def ranked_faults(ground):
    """The candidates of a hat taken out, by name: the clean ground, and every fault."""
    shown, mask = fills.with_hat(ground)
    names = ["clean", *fills.FAULTS]
    made = [ground, *(fault(ground, shown, mask) for fault in fills.FAULTS.values())]
    found = rank_candidates(shown, mask, made, new=False)
    return {names[r.number - 1]: r for r in found}, names[found[0].number - 1]


@pytest.mark.longer
@pytest.mark.parametrize("kind", fills.KINDS)
def test_shards_seams_blobs_and_flat_fills_score_under_a_clean_one(kind):
    of, best = ranked_faults(fills.backdrop(kind))
    assert best == "clean"
    rest = max(r.score for name, r in of.items() if name != "clean")
    assert of["clean"].score > rest + 0.4
    for name in ("shards", "rim"):
        assert of[name].parts["leftovers"] < 3 < of["clean"].parts["leftovers"]
        assert "pieces of what stood there" in of[name].why


def test_our_own_fill_scores_over_every_fault():
    for kind in ("grass", "gravel", "tiles"):
        ground = fills.backdrop(kind)
        shown, mask = fills.with_hat(ground)
        filled = fill(shown, grown(mask, 2), seed=1)
        made = [*(fault(ground, shown, mask) for fault in fills.FAULTS.values()), filled]
        assert rank_candidates(shown, mask, made, new=False)[0].number == len(made)


def test_photographs_are_ranked_alike(shared_data):
    for path in sorted((shared_data / "photos").glob("*.jpg")):
        of, best = ranked_faults(open_picture(path, max_side=640))
        assert best == "clean", (path.name, {name: r.score for name, r in of.items()})


def lost_to_wrecks(grounds):
    """Of each kind of wreck, how many there were, and which were scored no lower than the truth."""
    lost, seen = {n: [] for n in wrecks.WRECKS}, dict.fromkeys(wrecks.WRECKS, 0)
    for n, ground in enumerate(grounds):
        rng = np.random.default_rng(40 + n)
        shown, mask, thing = wrecks.with_thing(ground, rng)
        made = {k: f(ground, shown, mask, thing, rng) for k, f in wrecks.WRECKS.items()}
        kept = [k for k in made if wrecks.seen_as_one(k, ground, made[k], mask)]
        ranked = rank_candidates(shown, mask, [ground, *(made[k] for k in kept)], new=False)
        of = {r.number: r for r in ranked}
        for place, kind in enumerate(kept, start=2):
            seen[kind] += 1
            if of[place].score >= of[1].score:
                lost[kind].append((n, of[1].score, of[place].score, of[place].why))
    return lost, seen


@pytest.mark.longer
def test_wrecks_score_under_what_stood_behind_the_thing():
    """Also pieces of a grey thing on grey, and fills without the grain of what is around."""
    lost, seen = lost_to_wrecks([fills.backdrop(k) for k in fills.KINDS])
    assert sum(seen.values()) > 60
    # Tiles of gravel are gravel.
    assert {k: v for k, v in lost.items() if len(v) > (k == "tiled")} == {}


def test_wrecks_on_photographs_score_under_the_photographs(shared_data):
    paths = sorted((shared_data / "photos").glob("*.jpg"))
    lost, seen = lost_to_wrecks([open_picture(p, max_side=640) for p in paths])
    assert all(seen[k] > 8 for k in seen)
    worst = {k: v for k, v in lost.items() if len(v) > 1}
    assert worst == {}
    assert sum(map(len, lost.values())) <= 0.03 * sum(seen.values())


def test_pieces_that_have_the_ground_s_own_colours_are_told_as_left():
    ground = fills.backdrop("gravel")
    thing = cv2.circle(np.zeros(ground.shape[:2], np.uint8), (320, 240), 60, 255, -1)
    shown = ground.copy()
    shown[thing > 0] = (132, 136, 141)
    mask = cv2.dilate(thing, np.ones((9, 9), np.uint8))
    piece = cv2.rectangle(np.zeros_like(thing), (300, 220), (326, 252), 255, -1)
    left = put(ground, piece, shown)
    of = {r.number: r for r in rank_candidates(shown, mask, [ground, left], new=False)}
    assert of[1].parts["leftovers"] > 8
    assert of[2].parts["leftovers"] < 3
    assert "pieces of what stood there are left" in of[2].why


def with_branches(ground):
    """The ground with a crown whose branches stick out, the mask of it all, and of the crown."""
    crown = cv2.circle(np.zeros(ground.shape[:2], np.uint8), (320, 240), 70, 255, -1)
    whole = crown.copy()
    for turn in np.linspace(0.2, 6.4, 9)[:-1]:
        end = (round(320 + 130 * np.cos(turn)), round(240 + 130 * np.sin(turn)))
        cv2.line(whole, (320, 240), end, 255, 4)
    rng = np.random.default_rng(2)
    bark = np.array([30, 40, 50]) + rng.normal(0, 6, (*crown.shape, 1))
    shown = put(ground, whole, bark.clip(0, 255).astype(np.uint8))
    return shown, *(cv2.dilate(m, np.ones((9, 9), np.uint8)) for m in (whole, crown))


@pytest.mark.parametrize("kind", ["sky", "grass", "bricks"])
def test_branches_outside_of_a_mask_that_was_too_small_cost_and_are_named(kind):
    ground = fills.backdrop(kind)
    shown, whole, small = with_branches(ground)
    left = put(shown, small, ground)
    bad = rank_candidates(shown, small, [left], new=False)[0]
    good = rank_candidates(shown, whole, [ground], new=False)[0]
    assert bad.score < 5 < 8 < good.score
    assert bad.parts["leftovers"] < 3 < 9 < good.parts["leftovers"]
    assert "what stood there goes on at" in bad.why
    assert "goes on" not in good.why


def test_half_of_a_thing_costs_and_is_named():
    ground = fills.backdrop("gravel")
    shown, mask = fills.with_hat(ground)
    half = mask.copy()
    half[:, 320:] = 0
    found = rank_candidates(shown, half, [put(shown, half, ground)], new=False)[0]
    assert found.parts["leftovers"] < 4
    assert "what stood there goes on at" in found.why


def test_a_ground_with_the_thing_s_own_colours_is_not_taken_for_its_rest():
    ground = fills.backdrop("gravel")
    bars = np.zeros(ground.shape[:2], np.uint8)
    bars[:, ::40] = 255
    ground = put(ground, cv2.dilate(bars, np.ones((1, 5), np.uint8)), (35, 45, 70))
    shown, whole, _ = with_branches(ground)
    found = rank_candidates(shown, whole, [ground], new=False)[0]
    assert found.parts["leftovers"] > 8
    assert "goes on" not in found.why


def test_a_picture_of_a_megapixel_is_scored_in_half_a_second():
    ground = cv2.resize(fills.backdrop("leaves"), (1200, 900))
    shown, mask = fills.with_hat(ground)
    spent = []
    for _ in range(3):
        began = time.thread_time()
        rank_candidates(shown, mask, [ground], new=False)
        spent.append(time.thread_time() - began)
    assert min(spent) < 0.5
