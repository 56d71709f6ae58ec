import csv
import html
import io
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reelwright.domain.film import Check, Checked
from reelwright.domain.origin import Origin
from reelwright.domain.picture import Edit, Parent, Rights
from reelwright.domain.segment import Trait, Verbatim
from reelwright.domain.sound import MusicFile
from reelwright.domain.survey import Cell
from reelwright.release.papers.contact_sheet import contact_sheet
from reelwright.release.papers.credentials import Credentials
from reelwright.release.papers.disclosure import disclose
from reelwright.release.papers.manifest import (
    COLUMNS,
    Approval,
    campaign_csv,
    creative_id,
    feature_code,
    manifest,
    manifest_json,
    segment_code,
)

from makers.films import scenery, write_film
from servers.pages import DISORDERLY, NAMELESS, PLAYED, UNREADABLE, served
from values import release_campaign as rc


@pytest.fixture
def film(tmp_path):
    return write_film(tmp_path / "film.mp4", scenery(5))


@pytest.fixture
def campaign(assets):
    return rc.campaign(assets)


@pytest.mark.proves("S0-05")
def test_ids_are_stable_and_change_with_what_is_seen(assets, film, campaign):
    one, again = rc.dossier(assets, film), rc.dossier(assets, film)
    wide = rc.dossier(assets, film, "16:9")
    assert creative_id(one.film, campaign) == creative_id(again.film, campaign)
    assert creative_id(one.film, campaign) != creative_id(wide.film, campaign)
    assert manifest_json(one, campaign) == manifest_json(again, campaign)


@pytest.mark.proves("S0-05")
def test_the_manifest_tells_segment_concept_features_seed_and_scores(assets, film, campaign):
    approval = Approval(
        gate="final", item="film", version="a" * 64, who="ana", at="2026-11-21T08:00:00Z"
    )
    told = json.loads(manifest_json(rc.dossier(assets, film, approvals=(approval,)), campaign))
    assert told["version"] == 3
    assert told["segment"]["id"] == "far-away-daughters"
    assert told["concept"]["id"] == "same-face"
    assert told["storyboard"]["features"] == [
        {
            "code": feature_code("strangers"),
            "group": "pain points",
            "words": "worry about strangers in their parent’s house",
        },
        {
            "code": feature_code("know"),
            "group": "motivations",
            "words": "want to know how the visit went",
        },
    ]
    assert told["storyboard"]["seed"] == 1
    assert told["scores"] == {
        "narrative adherence": 8.1,
        "visual quality": 8.05,
        "brand compliance": 8.8,
    }
    assert told["film"]["sha256"] == assets.put_file(film, "video/mp4", "releases").sha256
    assert told["approvals"][0]["who"] == "ana"
    assert told["checks_passed"] is True


@pytest.fixture(scope="module")
def schema():
    path = Path(__file__).resolve().parents[2] / "docs" / "manifest.schema.json"
    return Draft202012Validator(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("made_by_ai", [None, False, True])
def test_the_manifest_and_the_sheet_say_which_music_it_is(
    assets, film, campaign, schema, tmp_path, made_by_ai
):
    file = assets.put(b"RIFF", "music/theme.wav", "audio/wav", "inputs")
    rights = Rights(holder="Bell Music", licence="Sync 4711", expires="2999-12-31")
    own = MusicFile(
        asset=file, seconds=90, start=4.5, rights=rights, credit="Dawn", made_by_ai=made_by_ai
    )
    dossier = rc.dossier(assets, film, music=own)
    told = manifest(dossier, campaign)
    assert [e.message for e in schema.iter_errors(told)] == []
    assert told["music"] == {
        "maker": "file",
        "file": "music/theme.wav",
        "sha256": file.sha256,
        "starts": 4.5,
        "credit": "Dawn",
        "holder": "Bell Music",
        "licence": "Sync 4711",
        "expires": "2999-12-31",
        "made_by_ai": made_by_ai,
    }
    sheet = contact_sheet([dossier], campaign, tmp_path, assets).read_text("utf-8")
    assert "Music: music/theme.wav, Dawn, Bell Music, Sync 4711, until 2999-12-31" in sheet
    silent = rc.dossier(assets, film, music="none")
    assert [e.message for e in schema.iter_errors(manifest(silent, campaign))] == []
    assert manifest(silent, campaign)["music"] == {"maker": "none"}
    said = disclose(dossier.takes, music=own, language="de")
    part = next(p for p in said.parts if p.name == "music")
    assert (part.role, part.trained) == (("generated", True) if made_by_ai else ("none", False))
    assert ("Die Musik wurde mit KI erzeugt." in said.text) is bool(made_by_ai)
    assert any("music/theme.wav" in line for line in said.unsure) is (made_by_ai is None)


@pytest.mark.proves("S3-08")
@pytest.mark.parametrize("generated", [False, True])
def test_papers_of_a_film_follow_an_edited_picture_back(
    assets, film, campaign, schema, tmp_path, generated
):
    parent = Parent(file="door.jpg", sha256="d" * 64, base="house", rights=Rights(licence="CC BY"))
    edit = Edit(
        mode="remove", mask_from="the red bell", engine="inpaint/patch",
        model="acme/paint" if generated else "", generated=generated, parents=(parent,),
    )  # fmt: skip
    bound = rc.continuity(assets)
    first, *rest = bound.references
    shown = first.picture.model_copy(update={"edit": edit, "made_by_ai": generated})
    first = first.model_copy(update={"picture": shown})
    bound = bound.model_copy(update={"references": (first, *rest)})
    takes = rc.takes(bound)
    dossier = replace_in(rc.dossier(assets, film), continuity=bound, takes=takes)
    told = manifest(dossier, campaign)
    assert [e.message for e in schema.iter_errors(told)] == []
    source = told["scenes"][0]["source"]["edit"]
    assert source["generated"] is generated
    assert source["made_from"] == [
        {
            "file": "door.jpg", "sha256": "d" * 64, "role": "picture", "base": "house",
            "holder": "", "licence": "CC BY", "made_by_ai": None,
        }
    ]  # fmt: skip
    assert "edit" not in told["scenes"][1]["source"]
    sheet = contact_sheet([dossier], campaign, tmp_path, assets).read_text("utf-8")
    assert "made from door.jpg (dddddddddddd)" in sheet
    said = disclose(takes, music="none")
    part = next(p for p in said.parts if p.name == "scene s1")
    if generated:
        assert part.role == "generated"
        assert "painted by acme/paint, a model that invents" in part.why
        assert said.text == "Parts of some pictures were made with AI."
    else:
        assert part.role == "none"
        assert "by rules, not by AI" in part.why
        assert said.text == ""
        assert any("'door.jpg'" in line for line in said.unsure)


def replace_in(dossier, **changes):
    return dossier.model_copy(update=changes)


@pytest.mark.proves("S0-05")
def test_the_manifest_is_what_its_schema_says(assets, film, campaign, schema):
    approval = Approval(
        gate="final", item="film/x", version="a" * 64, who="ana", at="2026-11-21T08:00:00Z"
    )
    told = json.loads(
        manifest_json(
            rc.dossier(
                assets,
                film,
                approvals=(approval,),
                credentials=Credentials(state="valid", sources=("a.svg",)),
                shown={"s1": (0.0, 4.5)},
                page_origin=Origin(maker="anthropic:claude-x", prompt="f00", temperature=0.4),
            ),
            campaign,
        )
    )
    assert [e.message for e in schema.iter_errors(told)] == []
    assert told["music"]["maker"] == "offline"
    assert told["scenes"][0]["voice"]["seconds"] == pytest.approx(5 / 3)
    assert [(s["starts"], s["seconds"]) for s in told["scenes"][:2]] == [(0, 4.5), (5, 5)]
    assert {m["stage"]: m["maker"] for m in told["made_by"]} == {
        "segment": "offline",
        "brief": "offline",
        "match": "offline",
        "storyboard": "offline",
        "continuity": "offline",
        "landing page": "anthropic:claude-x",
    }
    for place, wrong in ((told["film"], "20"), (told["scenes"][0], "62/15")):
        kept, place["seconds"] = place["seconds"], wrong
        assert not schema.is_valid(told)
        place["seconds"] = kept
    del told["scenes"][0]["source"]["sha256"]
    assert not schema.is_valid(told)


def test_every_source_is_listed_with_licence_and_digest(assets, film, campaign):
    told = manifest(rc.dossier(assets, film), campaign)
    sources = [s["source"] for s in told["scenes"]]
    assert len(sources) == 4
    assert all(len(s["sha256"]) == 64 and s["licence"] == "owned" for s in sources)
    assert told["disclosure"]["source_type"].startswith("http://cv.iptc.org/")


def test_addresses_say_nothing_about_the_people(assets, film, campaign):
    told = manifest(rc.dossier(assets, film), campaign)
    assert told["utm"]["utm_term"] == segment_code(rc.segment())
    assert "daughter" not in json.dumps(told["utm"])


@pytest.mark.proves("S0-05")
def test_the_csv_has_a_row_for_each_film_and_no_formulas(assets, film, campaign):
    risky = rc.brief().model_copy(
        update={"concept": rc.brief().concept.model_copy(update={"title": "x"})}
    )
    dossiers = [
        rc.dossier(assets, film, brief=risky),
        rc.dossier(assets, film, "16:9", page_file="=HYPERLINK(1)"),
    ]
    rows = list(csv.DictReader(io.StringIO(campaign_csv(dossiers, campaign).decode())))
    assert tuple(rows[0]) == COLUMNS
    assert len({r["creative_id"] for r in rows}) == 2
    assert rows[0]["narrative"] == "8.1"
    drawn = manifest(dossiers[0], campaign)["storyboard"]["features"]
    assert rows[0]["features"] == "|".join(f["code"] for f in drawn) != ""
    assert rows[1]["landing_page"] == "'=HYPERLINK(1)"
    assert rows[0]["assignment"] == ""


@pytest.fixture
def sheet(assets, film, campaign, tmp_path):
    def make(*dossiers):
        found = dossiers or (
            rc.dossier(assets, film),
            rc.dossier(assets, film, "16:9"),
        )
        return contact_sheet(found, campaign, tmp_path / "out", assets).read_text("utf-8")

    return make


def test_the_sheet_plays_every_film_beside_its_scenes(sheet):
    html = sheet()
    assert html.count("<video") == 2
    assert html.count('class="still"') == 8
    for words in (
        "Who has your mum’s key?",
        "gentle push in, attempt 3",
        "A carer arrives at the front door",
        "score 0.71",
        "Warm morning light, one carer in green.",
        "A person has to look at this scene. Wider:",
        "Visual quality",
        "pages/daughters-same-face-1-9x16-en/index.html",
        "Leave this film out of Pinterest",
        "14 s",
    ):
        assert words in html, words


def test_failed_checks_are_on_the_sheet_first(sheet, assets, film):
    bad = Check(
        name="black frames", ok=False, measured="1.2 s", limit="at most 0.5 s", act="look there"
    )
    html = sheet(rc.dossier(assets, film, checked=Checked(film="f", checks=(bad,))))
    assert "1 of 1 checks failed" in html
    assert "0 of 1" in html


def test_the_sheet_needs_no_server_and_no_script(sheet, tmp_path):
    html = sheet()
    assert "<script" not in html
    assert "http://" not in html.replace("http://cv.iptc.org", "")
    thumbs = re.findall(r'src="(contact-sheet-files/[^"]+)"', html)
    assert len(set(thumbs)) == 4
    assert all((tmp_path / "out" / t).stat().st_size > 500 for t in thumbs)


def test_markup_in_a_caption_stays_text(sheet, assets, film):
    dossier = rc.dossier(assets, film)
    first = dossier.continuity.references[0]
    rights = Rights(licence="<script>alert(1)</script>")
    evil = first.model_copy(
        update={
            "reason": "<img src=x onerror=alert(1)>",
            "picture": first.picture.model_copy(update={"rights": rights}),
        }
    )
    bound = dossier.continuity.model_copy(
        update={"references": (evil, *dossier.continuity.references[1:])}
    )
    html = sheet(dossier.model_copy(update={"continuity": bound}))
    assert "<script" not in html
    assert "<img src=x" not in html


@pytest.mark.longer
def test_every_film_plays_beside_its_papers_in_a_real_browser(
    browser, assets, film, campaign, tmp_path
):
    out = tmp_path / "out"
    found = []
    for n in range(20):
        made = rc.dossier(assets, film, ("9:16", "16:9", "1:1", "4:5")[n % 4])
        name = made.film.model_copy(update={"id": f"film-{n}"})
        found.append(
            made.model_copy(
                update={"film": name, "film_file": "film.mp4", "page_file": "page.html"}
            )
        )
    sheet = contact_sheet(found, campaign, out, assets)
    (out / "film.mp4").write_bytes(film.read_bytes())
    (out / "page.html").write_text("<title>x</title><p>The page")
    faults = []
    with served(out) as where:
        for width, scheme in ((360, "dark"), (820, "light"), (1440, "dark")):
            tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            tab.on("console", lambda m: faults.append(m.text))
            tab.on("request", lambda r: r.url.startswith(where) or faults.append(r.url))
            tab.goto(f"{where}/{sheet.name}")
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
            assert tab.evaluate(UNREADABLE) == []
            assert tab.evaluate(DISORDERLY) == []
            assert tab.evaluate(NAMELESS) == []
        assert tab.evaluate(PLAYED) == [[4, True, True]] * 20
        framed = "[...document.querySelectorAll('iframe')].map(f => [f.inert, f.src])"
        assert tab.evaluate(framed) == [[True, f"{where}/page.html"]] * 20
        tab.close()
    assert faults == []


def test_segments_come_with_their_evidence_the_largest_first(sheet, assets, film):
    small = rc.dossier(assets, film)
    share = small.segment.share.model_copy(update={"value": 0.5, "low": 0.4, "high": 0.6})
    large = small.segment.model_copy(
        update={
            "id": "near",
            "name": "Near ones",
            "share": share,
            "verbatims": (Verbatim(respondent="r7", column="why", text="He likes the same face."),),
        }
    )
    html = sheet(
        small,
        small.model_copy(
            update={"segment": large, "film": small.film.model_copy(update={"id": "b"})}
        ),
    )
    assert html.index("<h2>Near ones") < html.index("<h2>Far-away daughters")
    assert "40% to 60% of everyone asked" in html
    assert "60%, everyone 40%" in html
    assert "He likes the same face." not in html, "what one person said stays at the gate"


QUOTES = [
    ("say “Discordo totalmente” about “custa-me esperar na fila”", "custa-me-esperar-na-fila"),
    ("say “4” about “q7_2”", "q7-2"),
    ("did not pick “Pack the night before”", "pack-the-night-before"),
    ("say „Stimme voll zu“ about „Ich warte ungern“", "ich-warte-ungern"),
    ("say “Tout à fait d'accord” about “le prix est juste”", "le-prix-est-juste"),
    ("say « Jamais » about « prendre l'avion »", "prendre-l-avion"),
    ("say 'Very often' about 'how-often-do-you-fly'", "how-often-do-you-fly"),
    ("say “とてもそう思う” about “価格が大事”", "price-it"),
    ("pray every day", "faith-daily-act"),
    ("take insulin", "medicines-taken-now"),
]


@pytest.mark.parametrize(("text", "column"), QUOTES)
def test_no_paper_quotes_people_their_answers_or_columns(
    assets, film, campaign, schema, tmp_path, text, column
):
    one = rc.dossier(assets, film)
    cell = Cell(column=column, level="4", share=0.74, base_share=0.4, index=187, n=80)
    trait = Trait(id=f"pain-{column}-high", group="pain points", text=text, cell=cell)
    voice = Verbatim(respondent="Rita Malone", column=column, text="The man from 14b comes late.")
    segment = one.segment.model_copy(
        update={
            "traits": (*one.segment.traits, trait),
            "verbatims": (voice,),
            "respondents": ("Rita Malone",),
            "summary": f"About 30% of those asked (n = 120). They {text} (74%). "
            "Rita Malone is one.",
        }
    )
    match = one.storyboard.match.model_copy(
        update={
            "rationale": f"It answers people who {text} (index 187). It leaves out that they "
            "sit waiting when the carer is late (index 150). “Nine visits in ten are made by the "
            "same carer.” is the proof nearest to them. One said: the man from 14b comes late."
        }
    )
    draw = one.storyboard.draw.model_copy(update={"traits": (trait.id, "late")})
    board = one.storyboard.model_copy(update={"match": match, "draw": draw})
    one = replace_in(one, segment=segment, storyboard=board)
    told = manifest(one, campaign)
    assert [e.message for e in schema.iter_errors(told)] == []
    sheet = html.unescape(contact_sheet([one], campaign, tmp_path, assets).read_text("utf-8"))
    for paper in (
        json.dumps(told, ensure_ascii=False),
        campaign_csv([one], campaign).decode(),
        sheet,
    ):
        for secret in (text, column, "Rita", "14b", "index 1"):
            assert secret not in paper, secret
    # What may be told still is: counts, needs, and the campaign's own words.
    assert "About 30% of those asked (n = 120)." in sheet
    assert "sit waiting when the carer is late" in sheet
    assert told["storyboard"]["features"][0] == {
        "code": feature_code(trait.id), "group": "pain points", "words": "",
    }  # fmt: skip
    assert told["storyboard"]["match"]["why"] == (
        "It leaves out that they sit waiting when the carer is late. “Nine visits in ten are made "
        "by the same carer.” is the proof nearest to them."
    )


LANGUAGES = ("en", "de", "es", "fr", "it", "pt", "nl", "sv", "pl", "ja")


def test_what_a_film_says_of_itself_is_said_in_its_own_language(assets):
    parts = (), rc.recordings(assets)
    told = {code: disclose(*parts, language=code).text for code in LANGUAGES}
    assert all(told.values())
    assert len(set(told.values())) == len(LANGUAGES)
    assert told["pt"] == "A narração é uma voz sintética."
    assert disclose(*parts, language="pt-BR").text == told["pt"]
