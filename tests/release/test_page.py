import io
import re
from html import unescape

import numpy as np
import pytest
from PIL import Image
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.domain.base import Box
from reelwright.domain.brand import Palette
from reelwright.domain.campaign import FORMATS, CallToAction, Proof
from reelwright.domain.colour import contrast
from reelwright.domain.errors import BackendFailed, InvalidIntake
from reelwright.release.page.colours import tones
from reelwright.release.page.page import write_page
from reelwright.release.page.print import MOST_BYTES, PageMedia, PagePicture, print_page
from reelwright.release.stills import best_frames, poster

from makers.films import scenery, voice, write_film
from servers.pages import (
    DISORDERLY,
    FOCUSED,
    MOVES,
    NAMELESS,
    PLAYED,
    UNREADABLE,
    served,
)
from values import release_campaign as rc


def page(assets, campaign=None, storyboard=None, **options):
    campaign = campaign or rc.campaign(assets)
    options = {"stills": ("s1", "s2", "s3", "s4"), "disclosure": "A computer voice.", **options}
    return write_page(storyboard or rc.storyboard(), rc.brief(), rc.segment(), campaign, **options)[
        0
    ]


def block(spec, kind):
    return next(b for b in spec.blocks if b.kind == kind)


def picture(assets, name, size=(1080, 1920)):
    data = io.BytesIO()
    rng = np.random.default_rng(1)
    small = (rng.random((16, 9, 3)) * 255).astype(np.uint8)
    Image.fromarray(small).resize(size).save(data, "JPEG")
    asset = assets.put(data.getvalue(), f"{name}.jpg", "image/jpeg", "takes")
    return PagePicture(name=name, asset=asset, alt=f"Scene {name}", width=size[0], height=size[1])


@pytest.fixture
def media(assets, tmp_path):
    pictures = tuple(picture(assets, n) for n in ("s1", "s2", "s3", "s4"))
    film = write_film(tmp_path / "film.mp4", scenery(15), voice(0.5))
    return PageMedia(
        film=assets.put_file(film, "video/mp4", "releases"),
        format=FORMATS["9:16"],
        seconds=20,
        poster=pictures[0].asset,
        captions=assets.put(b"WEBVTT\n", "c.vtt", "text/vtt", "releases"),
        pictures=pictures,
    )


def test_the_page_carries_on_from_the_ad_and_speaks_to_the_segment(assets):
    spec = page(assets)
    assert block(spec, "hero").head == "Who has mum’s key?"
    feels = [feel for feel, _ in block(spec, "points").items]
    assert feels[0] == "You worry about strangers in your parent’s house."
    assert not any("their" in f or "45" in f for f in feels)


def test_each_worry_is_answered_by_the_proof_that_fits(assets):
    answers = dict(block(page(assets), "points").items)
    assert "same carer" in answers["You worry about strangers in your parent’s house."]
    assert "late" in answers["You sit waiting when the carer is late."]
    assert "note" in answers["You want to know how the visit went."]


def test_every_claim_comes_with_its_substantiation(assets):
    items = block(page(assets), "proof").items
    assert items[0] == (
        "The same carer, nine visits in ten",
        "Our visit records, January to June 2026: 91 % of 18,204 visits.",
    )


def test_offer_questions_and_disclosure_are_the_campaigns_own(assets):
    spec = page(assets)
    assert dict(block(spec, "offer").items)["price"] == "First visit free, then £26 an hour"
    cost = dict(block(spec, "faq").items)["What does it cost?"]
    assert "£26" in cost
    assert cost.startswith(rc.campaign(assets).offers[0].text), "the answer says what is sold"
    assert "A computer voice." in dict(block(spec, "faq").items)["Who made this film?"]
    assert spec.disclosure == "A computer voice."


def board_with(**changes):
    """The storyboard with one scene, by id, changed."""
    board = rc.storyboard()
    scenes = tuple(s.model_copy(update=changes.get(s.id, {})) for s in board.scenes)
    return board.model_copy(update={"scenes": scenes})


def test_an_offer_has_a_picture_of_its_own_or_none(assets):
    assert block(page(assets), "offer").image == ""
    told = {"facts": ("first-visit",)}
    far = board_with(s4=told | {"seek": "a garden gate", "description": "A gate."})
    near = board_with(s4=told | {"seek": "a carer writes a plan at the house"})
    assert block(page(assets, storyboard=far), "offer").image == ""
    assert block(page(assets, storyboard=near), "offer").image == "s4"


def test_no_picture_stands_on_the_page_twice_and_the_end_is_no_trouble(assets):
    board = board_with(s2={"beat": "turn"}, s3={"facts": ("same-carer",)})
    spec = page(assets, storyboard=board)
    assert block(spec, "proof").image == "s3"
    assert block(spec, "call").image == "s2"
    shown = [b.image for b in page(assets).blocks if b.image]
    assert len(set(shown)) == len(shown)
    assert "s1" not in shown
    assert "s2" not in shown


def test_another_segment_gets_another_page(assets):
    other = rc.segment().model_copy(
        update={"traits": tuple(t for t in rc.segment().traits if t.id in ("age", "late"))}
    )
    changed = write_page(rc.storyboard(), rc.brief(), other, rc.campaign(assets))[0]
    assert block(changed, "points").items != block(page(assets), "points").items


def test_what_people_do_not_feel_is_no_point(assets):
    calm = (
        rc.segment()
        .traits[1]
        .model_copy(
            update={"id": "calm", "text": "worry little about who is coming into the house"}
        )
    )
    weeks = calm.model_copy(
        update={"id": "weeks", "text": "want a few weeks of help, not for good"}
    )
    mild = calm.model_copy(
        update={"id": "mild", "text": "do not fear that help costs independence"}
    )
    segment = rc.segment().model_copy(update={"traits": (calm, mild, weeks)})
    spec = write_page(rc.storyboard(), rc.brief(), segment, rc.campaign(assets))[0]
    feels = [feel for feel, _ in block(spec, "points").items]
    assert feels == ["You want a few weeks of help, not for good."]


def test_translations_of_the_campaign_are_used(assets):
    nine = "Neun von zehn Besuchen macht dieselbe Kraft."
    german = {
        "Book a first visit": "Ersten Besuch vereinbaren",
        "Nine visits in ten are made by the same carer.": nine,
        "worry about strangers in their parent’s house": "Fremde im Haus machen Ihnen Sorgen",
    }
    campaign = rc.campaign(assets, translations={"de": german})
    spec = page(assets, campaign, rc.storyboard("de"))
    assert spec.call_text == "Ersten Besuch vereinbaren"
    assert block(spec, "points").items == (("Fremde im Haus machen Ihnen Sorgen.", nine),)


def answering(**changes):
    def answer(messages, info):
        said = {
            "head": "The same face",
            "lead": "Your mum knows who is at the door.",
            "description": "Home care with the same carer.",
            "points": [{"feel": "You worry.", "answer": "The same carer comes."}],
            "questions": [
                {"ask": "What does it cost?", "answer": "The first visit is free."},
                {"ask": "How do I start?", "answer": "Book a first visit."},
            ],
            "closing": "Open the door to someone you know",
            **changes,
        }
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, said)])

    return FunctionModel(answer, model_name="writer")


def test_a_model_may_write_the_words_but_not_invent_numbers(assets):
    spec = page(assets, model=answering())
    assert block(spec, "hero").head == "The same face"
    assert block(spec, "proof").items == block(page(assets), "proof").items
    with pytest.raises(BackendFailed, match="97"):
        page(assets, model=answering(lead="We are there 97 days a year."))
    spec = page(assets, model=answering(lead="97 percent of families stay."))
    assert "97" not in spec.model_dump_json(exclude={"id"}), "a share of people asked stays inside"
    assert block(spec, "hero").body
    with pytest.raises(BackendFailed, match="guarantee"):
        page(assets, model=answering(lead="We guarantee it."))


@pytest.mark.proves("S0-06")
def test_the_business_category_is_on_the_page_and_in_its_prompt(assets, media, tmp_path):
    garden = rc.campaign(assets, category="gardening")
    spec = page(assets, garden)
    assert spec.title.endswith("| Fernhill, gardening")
    html = print_page(spec, garden.brand, media, tmp_path / "p", assets).read_text("utf-8")
    assert "<p>Fernhill, gardening." in html
    prompts = []

    def answer(messages, info):
        prompts.append(str(messages[0]))
        raise RuntimeError("seen enough")

    with pytest.raises(Exception, match="seen enough"):
        page(assets, garden, model=FunctionModel(answer, model_name="spy"))
    assert "Fernhill (gardening)" in prompts[0]


def test_the_printed_page_is_whole_light_and_without_script(assets, media, tmp_path):
    out = tmp_path / "page"
    index = print_page(page(assets), rc.brand(assets), media, out, assets)
    html, css = index.read_text("utf-8"), (out / "page.css").read_text("utf-8")
    assert "<script" not in html
    assert len(html.encode()) + len(css.encode()) < MOST_BYTES / 4
    assert html.count("<h1") == 1
    assert "default-src 'none'" in unescape(html)
    assert 'kind="captions"' in html
    for name in re.findall(r'(?:src|href|poster)="([^"#:]+)"', html):
        assert (out / name).is_file(), name
    for name in re.findall(r"url\('([^']+)'\)", css):
        assert (out / name).is_file(), name
    assert (out / "media/film.mp4").read_bytes() == assets.path(media.film).read_bytes()


def test_text_of_the_campaign_cannot_become_markup(assets, media, tmp_path):
    proof = Proof(id="x", claim="<script>alert(1)</script> late", substantiation='"><img src=x>')
    campaign = rc.campaign(assets, proofs=(proof,))
    index = print_page(page(assets, campaign), campaign.brand, media, tmp_path / "page", assets)
    html = index.read_text("utf-8")
    assert "<script" not in html
    assert "<img src=x" not in html


def test_a_link_that_is_not_https_is_refused(assets, media, tmp_path):
    call = CallToAction(text="Go", link="javascript:alert(1)")
    spec = page(assets, rc.campaign(assets, call=call))
    with pytest.raises(InvalidIntake, match="https"):
        print_page(spec, rc.brand(assets), media, tmp_path / "page", assets)


def test_the_same_page_prints_the_same_bytes(assets, media, tmp_path):
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        print_page(page(assets), rc.brand(assets), media, folder, assets)
    files = [
        {p.relative_to(f): p.read_bytes() for p in sorted(f.rglob("*")) if p.is_file()}
        for f in folders
    ]
    assert files[0] == files[1]


@pytest.mark.parametrize(
    "palette",
    [
        Palette(primary="#ffe14d", ink="#333333", paper="#ffffff", accent="#ffd000"),
        Palette(primary="#101418", ink="#f2f2f2", paper="#0b0d10", accent="#3355ff"),
        Palette(primary="#ff5a5f", ink="#484848", paper="#f7f7f7", accent="#00a699"),
    ],
)
def test_text_reads_on_its_ground_with_any_palette(palette):
    t = tones(palette)
    pairs = [
        ("ink", "paper"),
        ("quiet", "paper"),
        ("on-soft", "soft"),
        ("quiet-on-soft", "soft"),
        ("on-primary", "primary"),
        ("quiet-on-primary", "primary"),
        ("on-accent", "accent"),
        ("accent-text", "paper"),
    ]
    assert [(a, b) for a, b in pairs if contrast(t[a], t[b]) < 4.5] == []


def test_the_best_frame_of_each_scene_is_clear_and_away_from_transitions(timeline):
    film = timeline(frames=90, cuts=(0, 45))
    shots = list(scenery(90, size=(270, 480)))
    blurred = np.full_like(shots[0], 110)

    def frame_of(n):
        return blurred if n < 20 else shots[n][..., ::-1]

    stills = best_frames(film, frame_of)
    assert [s.scene for s in stills] == ["s1", "s2"]
    assert stills[0].frame >= 20
    assert all(0 <= s.score <= 10 and "clarity" in s.why for s in stills)
    assert all(s.jpeg[:2] == b"\xff\xd8" for s in stills)


def test_of_a_divided_frame_only_the_picture_is_taken(timeline):
    film = timeline(frames=30)
    shot = film.clips[0].shot.model_copy(update={"into": Box(x=0, y=0.5, w=1, h=0.5)})
    film = film.model_copy(update={"clips": (film.clips[0].model_copy(update={"shot": shot}),)})
    shots = list(scenery(30, size=(270, 480)))

    def frame_of(n):
        frame = shots[n][..., ::-1].copy()
        frame[:240] = (0, 0, 255)
        return frame

    still = best_frames(film, frame_of)[0]
    seen = np.asarray(Image.open(io.BytesIO(still.jpeg)).convert("RGB")).astype(int)
    assert (still.width, still.height) == (270, 238)
    assert (seen[..., 0] - seen[..., 1]).max() < 150, "no row of the red panel is on it"
    assert all(0 <= share <= 1 for share in still.focus)


def test_the_poster_is_taken_while_the_first_words_are_read(timeline, overlay):
    asked = []

    def frame_of(n):
        asked.append(n)
        return np.zeros((480, 270, 3), np.uint8)

    words = overlay(start=10, frames=40, enter=10, leave=10)
    assert poster(timeline(overlays=[words]), frame_of)[:2] == b"\xff\xd8"
    poster(timeline(), frame_of)
    assert asked == [30, 30]


@pytest.fixture
def address(assets, media, tmp_path):
    out = tmp_path / "page"
    print_page(page(assets), rc.brand(assets), media, out, assets)
    with served(out) as where:
        yield f"{where}/index.html"


TOO_SMALL = """[...document.querySelectorAll('a, summary, button')]
  .filter(e => e.getBoundingClientRect().height < 44 && !e.classList.contains('skip'))
  .map(e => e.textContent.trim())"""


PICTURES = """Promise.all([...document.images].map(i => {
  i.loading = 'eager';
  return i.decode();
})).then(() => [...document.images].filter(i => i.naturalWidth > 0).length)"""


def test_a_real_browser_shows_the_page_without_fault(browser, address):
    faults = []
    for width in (320, 390, 820, 1280):
        tab = browser.new_page(viewport={"width": width, "height": 800})
        tab.on("console", lambda m: faults.append(m.text))
        # A browser stops reading a film on purpose once it knows how long it is.
        tab.on("requestfailed", lambda r: r.url.endswith(".mp4") or faults.append(r.url))
        tab.on("request", lambda r: r.url.startswith(address[:17]) or faults.append(r.url))
        tab.goto(address)
        tab.evaluate("document.fonts.ready")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.evaluate(TOO_SMALL) == []
        assert tab.evaluate(PICTURES) > 2
        assert tab.evaluate("document.fonts.check('16px \"Page Heading\"')")
        tab.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_the_page_and_move_through_it(browser, address, scheme):
    tab = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    tab.goto(address)
    assert tab.evaluate("document.documentElement.lang") == "en"
    assert tab.evaluate(UNREADABLE) == []
    assert tab.evaluate(DISORDERLY) == []
    assert tab.evaluate(NAMELESS) == []
    assert tab.evaluate(MOVES)
    tab.emulate_media(reduced_motion="reduce")
    assert not tab.evaluate(MOVES)
    reached = []
    for _ in range(4):
        tab.keyboard.press("Tab")
        reached.append(tab.evaluate(FOCUSED))
    assert reached == [["A", True], ["A", True], ["A", True], ["VIDEO", True]]
    assert tab.evaluate(PLAYED)[0][1:] == [True, True]
    assert tab.evaluate("document.querySelector('track').kind") == "captions"
    tab.close()


def test_on_paper_the_page_tells_all_its_answers_and_where_to_go(browser, address):
    tab = browser.new_page()
    tab.goto(address)
    tab.emulate_media(media="print")
    assert tab.evaluate(UNREADABLE) == []
    assert not tab.evaluate("document.querySelector('video').checkVisibility()")
    hidden = "[...document.querySelectorAll('details p')].filter(p => !p.getClientRects().length)"
    assert tab.evaluate(f"{hidden}.length") == 0
    link = "getComputedStyle(document.querySelector('.call .button'), '::after').content"
    assert "https://fernhill.example/first-visit" in tab.evaluate(link)
    tab.close()
