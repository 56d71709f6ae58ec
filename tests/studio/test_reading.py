"""What waits at a gate is read as words in the terminal and as a page with pictures."""

import contextlib
import io
import json
import re
from html.parser import HTMLParser

import pytest
from PIL import Image
from typer.testing import CliRunner

import reelwright
from reelwright.cli.app import app
from reelwright.domain.errors import NotFound
from reelwright.settings import Settings
from reelwright.wiring import desk

from makers.fernhill import SEGMENT

GATES = ("segments", "briefs", "storyboards")


class Read(HTMLParser):
    """A page's words and pictures."""

    def __init__(self, path):
        super().__init__()
        self.pictures, self.words, self.inline = [], [], []
        self.text = path.read_text("utf-8")
        self.feed(self.text)
        self.said = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "img":
            self.pictures.append((given["src"], given["alt"]))
        self.inline += [tag] * ("style" in given or tag in ("script", "style"))

    def handle_data(self, data):
        self.words.append(data)


def value(folder, name):
    return json.loads(reelwright.items.read(folder, name).text)


def names(folder, stage):
    return [r.name for r in reelwright.campaigns.status(folder) if r.stage == stage]


@pytest.mark.parametrize("gate", GATES)
def test_a_gate_is_read_on_a_page_with_the_librarys_pictures_and_nobodys_id(copy, gate):
    page = reelwright.items.page(copy, gate)
    read = Read(page)
    assert read.pictures
    for src, alt in read.pictures:
        assert (page.parent / src).read_bytes()[:2] == b"\xff\xd8", src
        assert alt
    assert read.inline == [], "the page's own rules forbid inline styles: they would not be seen"
    ids = value(copy, f"segment/{SEGMENT}")["respondents"]
    assert len(ids) > 50
    assert not [i for i in ids if re.search(rf"\b{re.escape(i)}\b", read.said)]
    for name in names(copy, gate.removesuffix("s")):
        assert f"reelwright approve {copy} {name}" in read.said


def test_the_page_of_a_storyboard_shows_each_scene_as_it_would_be_shot(copy):
    (name,) = names(copy, "storyboard")
    board, read = value(copy, name), Read(reelwright.items.page(copy, "storyboards"))
    (film,) = reelwright.references.show(copy)
    captions = [r.picture.caption for r in film.references]
    assert [alt for _, alt in read.pictures] == captions
    for scene in board["scenes"]:
        assert scene["narration"] in read.said
        assert scene["text"]["head"] in read.said

    other = film.references[1].picture
    reelwright.references.use(copy, film.film, film.references[0].scene, other.id)
    shown = Read(reelwright.items.page(copy, "storyboards")).pictures
    assert shown[0][1] == other.caption, "a picture that a person chose is shown"


def test_the_page_of_segments_shows_a_share_against_everyone(copy):
    read = Read(reelwright.items.page(copy, "segments"))
    for trait in value(copy, f"segment/{SEGMENT}")["traits"]:
        assert trait["text"] in read.said
        assert f"everyone: {trait['cell']['base_share']:.0%}, index {trait['cell']['index']}" in (
            read.said
        )
        assert f'class="share" width="{trait["cell"]["share"] * 100:.1f}"' in read.text


def test_the_page_of_briefs_has_the_best_first_and_its_facts_as_sentences(copy):
    read = Read(reelwright.items.page(copy, "briefs"))
    briefs = [value(copy, name) for name in names(copy, "brief")]
    briefs.sort(
        key=lambda b: -sum(b["weighing"][n] for n in ("relevance", "engagement", "entertainment"))
    )
    places = [read.said.index(f" {b['concept']['title']} {b['concept']['idea']}") for b in briefs]
    assert places == sorted(places)
    claims = {p.id: p.claim for p in reelwright.campaigns.describe(copy).proofs}
    for id_ in briefs[0]["proofs"]:
        assert claims[id_] in read.said


def test_in_a_terminal_an_item_is_words_and_json_where_it_is_asked_for(copy):
    run = CliRunner().invoke
    for stage in ("segment", "brief", "storyboard"):
        name = names(copy, stage)[0]
        said = run(app, ["status", str(copy), "--item", name]).stdout
        assert said.splitlines()[1].strip().startswith(name)
        assert len(said.splitlines()) < 40
        assert '": ' not in said
        whole = run(app, ["status", str(copy), "--item", name, "--json"]).stdout
        assert json.loads(whole) == value(copy, name)
    assert (
        reelwright.items.card(copy, f"segment/{SEGMENT}").title
        in run(app, ["review", str(copy), f"segment/{SEGMENT}"]).stdout
    )


def test_review_reads_what_waits_and_names_the_page(copy):
    run = CliRunner().invoke
    assert "nothing waits" in run(app, ["review", str(copy)]).stdout
    name = f"segment/{SEGMENT}"
    edited = value(copy, name) | {"summary": "People who care for a parent."}
    reelwright.items.edit(copy, name, json.dumps(edited))
    said = run(app, ["review", str(copy)]).stdout
    assert "People who care for a parent." in said
    page = copy / ".reelwright" / "review" / "segments.html"
    assert str(page) in said
    assert "People who care for a parent." in Read(page).said


def test_a_page_of_nothing_is_refused(copy):
    with pytest.raises(NotFound, match="no briefs to read"):
        reelwright.items.page(copy, "briefs", ["brief/nobody"])


def test_what_scenes_show_is_seen_small_by_its_bytes_or_its_id_and_nothing_else_is(copy):
    board = next(n for n in names(copy, "storyboard"))
    shown = reelwright.references.of_film(copy, board)
    assert [r.scene for r in shown.references] == [s["id"] for s in value(copy, board)["scenes"]]
    assert not shown.likely
    picture = shown.references[0].picture
    by_bytes = reelwright.stills.small(copy, picture.asset.sha256, wide=64)
    assert by_bytes[:2] == b"\xff\xd8"
    assert max(Image.open(io.BytesIO(by_bytes)).size) == 64
    assert reelwright.stills.small(copy, picture.id, wide=64) == by_bytes
    with pytest.raises(NotFound, match="no picture"):
        reelwright.stills.small(copy, "0" * 64)
    with pytest.raises(NotFound):
        reelwright.references.of_film(copy, "nothing")


def test_pictures_that_were_not_chosen_yet_are_told_as_likely(copy):
    board = next(n for n in names(copy, "storyboard"))
    before = reelwright.references.of_film(copy, board)
    with contextlib.closing(desk(copy, Settings())) as catalogue:
        catalogue.leave("continuity", before.film)
    likely = reelwright.references.of_film(copy, board)
    assert likely.likely
    assert [r.picture.id for r in likely.references] == [r.picture.id for r in before.references]


def test_a_films_card_is_called_by_its_idea_its_format_and_its_language(copy):
    films = names(copy, "film")
    assert films
    for name in films:
        film = value(copy, name)
        title = reelwright.items.card(copy, name).title
        assert title.endswith(f" · {film['format']} · {film['language']}")
        assert len(title) > 12
