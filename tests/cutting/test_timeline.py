from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from reelwright.cutting.film import frame_at, plan_of
from reelwright.cutting.timeline import lay, plan_cut
from reelwright.domain.base import Box
from reelwright.domain.campaign import FORMATS, CallToAction
from reelwright.domain.errors import DoesNotFit
from reelwright.domain.storyboard import Text
from reelwright.graphics import Painter
from reelwright.graphics.fonts import read_face
from reelwright.intake.brand import load_brand
from reelwright.sound import caption_cues
from reelwright.writing.repeats import said_once

from values import cutting as films

CALL = CallToAction(text="Book a free visit", link="https://fernhill.example/visit")


@pytest.fixture
def shown(assets, tmp_path):
    rng = np.random.default_rng(4)
    rough = (rng.random((40, 30, 3)) * 200 + 20).astype(np.uint8)
    path = tmp_path / "desk.png"
    Image.fromarray(rough).resize((1200, 1600), Image.Resampling.BICUBIC).save(path)
    return films.picture(assets.put_file(path, "image/png", "inputs"))


@pytest.fixture
def laid(assets, fernhill, shown):
    brand = load_brand(fernhill, assets, read_face)

    def make(frame="9:16", *, board=None, disclosure="Computer voice", missing=None, **options):
        board = board or films.board()
        film = FORMATS[frame]
        spoken = films.recordings(board)
        plan = plan_cut(board, spoken, film)
        cues = caption_cues([(r, plan.narration_start(r.scene)) for r in spoken], chars=22)
        taken = options.pop("takes", None) or films.takes(board, shown)
        shot = [t for t in taken if t.scene != missing]
        tongue = options.pop("language", "en")
        painter = Painter(brand, film, assets, language=tongue, mood=options.pop("mood", "warm"))
        return plan, lay(
            plan, board, shot, cues, painter, films.asset("mix.wav"), call=CALL,
            disclosure=disclosure, **options,
        )  # fmt: skip

    return make


@pytest.mark.proves("S0-58")
@pytest.mark.parametrize("frame", ["9:16", "16:9"])
def test_a_film_holds_every_scene_its_words_its_type_and_one_call(laid, assets, frame):
    plan, film = laid(frame)
    assert film.frames == 600
    assert [c.scene for c in film.clips] == ["s1", "s2", "s3", "s4", "s5"]
    assert plan_of(film, assets).frames == 600, "no frame is left empty"
    assert [(a.scene, a.start) for a in film.audio] == [(p.scene, p.says) for p in plan.scenes]
    kinds = {o.kind for o in film.overlays}
    assert {"title", "logo", "caption", "disclosure", "end card"} <= kinds
    assert len({o.id for o in film.overlays}) == len(film.overlays)
    assert all(o.start + o.frames <= film.frames for o in film.overlays)
    assert film.mix is not None


def test_type_comes_after_its_scene_has_and_goes_before_the_next(laid):
    plan, film = laid()
    for part, after in pairwise(plan.scenes):
        own = [o for o in film.overlays if o.id.startswith(f"{part.scene}-type")]
        assert own
        for o in own:
            assert part.clear < o.start or part.start == o.start == 0
            assert o.start + o.frames <= after.start


HOOKS = (
    ("en", "One stone at a time", "A garden path is walked one stone at a time."),
    ("de", "Morgens um sieben", "Das Brot ist morgens um sieben fertig."),
    ("fr", "L\u2019heure du thé", "C'est l'heure du thé."),
    ("es", "¿Quién tiene la llave?", "Quién tiene la llave…"),
    ("it", "Un'ora basta", "Con noi un\u2019ora basta."),
    ("pt", "Pão às sete", "O pão às sete, todos os dias."),
    ("nl", "Elke dag vers", "Bij ons elke dag vers."),
    ("sv", "Färskt varje dag", "Vi bakar färskt varje dag."),
    ("pl", "Świeży chleb o siódmej", "Świeży chleb o siódmej!"),
    ("ja", "朝七時の焼きたて", "毎日、朝七時の焼きたて。"),
    ("en", "Still on call", "You keep your phone close in every meeting."),
    ("en", "", "You keep your phone close in every meeting."),
)


OFTEN = ("en", "fr", "ja")
"""Languages tried in every run: signs above the letters and no letters of ours are among them."""


@pytest.mark.parametrize(
    ("tongue", "shown_", "said"),
    [pytest.param(*h, marks=() if h[0] in OFTEN else pytest.mark.longer) for h in HOOKS],
)
def test_frame_0_carries_words_of_the_hook(laid, tongue, shown_, said):
    hook = films.scene(1, "hook", narration=said, text=Text(kind="title", head=shown_))
    hook = said_once(hook)
    rest = [films.scene(n, b) for n, b in enumerate(films.BEATS[1:], 2)]
    _, film = laid(board=films.board(scenes=(hook, *rest)), language=tongue)
    there = [o for o in film.overlays if o.start == 0 and o.kind in ("title", "caption")]
    assert there
    assert all(o.enter == 0 for o in film.overlays if o.start == 0)
    told = hook.text.head or said
    assert all(o.text.strip() and o.text in f"{told} {told.upper()}" for o in there)
    assert (there[0].kind == "title") == bool(hook.text.head)
    kept = [o for o in film.overlays if o.kind == "caption" and o.start > 0]
    assert all(o.enter == 3 for o in kept if o.id.endswith("-1-1")), "others come with the voice"


def test_the_brand_is_seen_by_second_three_and_never_blinks(laid):
    _, film = laid(mood="tender")
    logos = [o for o in film.overlays if o.id.startswith("logo")]
    assert logos[0].start <= 90
    for one, after in pairwise(logos):
        assert one.start + one.frames == after.start
        assert one.leave == after.enter == 0
    card = min(o.start for o in film.overlays if o.kind == "end card")
    assert abs(logos[-1].start + logos[-1].frames - card) < 15


def test_captions_make_way_for_the_end_card_and_keep_their_cues(laid):
    _, film = laid()
    ground = next(o for o in film.overlays if o.id == "end-card-ground")
    captions = [o for o in film.overlays if o.kind == "caption"]
    assert max(o.start + o.frames for o in captions) <= ground.start
    assert float(film.captions[-1].start) * 30 > ground.start - 30, "files keep the spoken call"
    order = [o.id for o in film.overlays]
    assert order.index("end-card-ground") > max(order.index(o.id) for o in captions)


def test_an_end_card_beside_its_picture_is_there_from_the_cut_on(laid, shown):
    board = films.board()
    takes = list(films.takes(board, shown))
    into = Box(x=0, y=0.66, w=1, h=0.34)
    shot = takes[-1].shot.model_copy(update={"into": into, "ground": "#1f4a3d"})
    takes[-1] = takes[-1].model_copy(update={"shot": shot})
    plan, film = laid(takes=takes)
    assert "end-card-ground" not in {o.id for o in film.overlays}
    card = [o for o in film.overlays if o.kind == "end card"]
    assert min(o.start for o in card) <= plan.scenes[-1].clear + 10
    assert all(o.box.y + o.box.h < into.y for o in card)


def test_nothing_stands_on_anything_else(laid):
    for frame in FORMATS:
        _, film = laid(frame, mood="bright")
        lettered = [o for o in film.overlays if o.kind not in ("scrim",)]
        for n, one in enumerate(lettered):
            for other in lettered[n + 1 :]:
                together = one.start < other.start + other.frames and (
                    other.start < one.start + one.frames
                )
                if together and one.kind != other.kind:
                    assert one.box.overlap(other.box) < 1e-4, (frame, one.id, other.id)


def test_each_format_is_laid_out_anew(laid):
    places = {}
    for frame in FORMATS:
        _, film = laid(frame)
        title = next(o for o in film.overlays if o.kind == "title")
        assert (film.format.width, film.format.height) == (
            FORMATS[frame].width,
            FORMATS[frame].height,
        )
        places[frame] = (title.x, title.y, title.width, title.height)
    assert len(set(places.values())) == 4


def test_frames_show_the_type_that_was_laid(laid, assets):
    _, film = laid("1:1")
    title = next(o for o in film.overlays if o.kind == "title")
    bare = film.model_copy(update={"overlays": ()})
    n = title.start + title.frames // 2
    with_type, without = (frame_at(t, assets, n) for t in (film, bare))
    changed = np.abs(with_type.astype(int) - without).sum(axis=2) > 60
    inside = changed[title.y : title.y + title.height, title.x : title.x + title.width]
    assert inside.mean() > 0.5
    assert changed[560:780].mean() < 0.02, "between type and captions the picture is free"


def test_a_scene_without_a_take_is_named(laid):
    with pytest.raises(DoesNotFit, match="s3"):
        laid(missing="s3")


def test_the_same_parts_make_the_same_timeline(laid):
    assert laid()[1].digest() == laid()[1].digest()


def test_a_dip_goes_through_the_brands_colour(laid):
    _, film = laid(board=films.board(seconds=24, pace="calm"))
    assert film.clips[-1].enter.kind == "dip"
    assert film.clips[-1].enter.colour == "#1f4a3d"
