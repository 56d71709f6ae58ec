"""Pages of the house in a real browser: pictures changed, programs told, folders dropped."""

import re
import shutil
from pathlib import Path

import cv2
import pytest

from reelwright.studio import bases, costs, gallery, holdings, hooks, house, orders, people

from makers.bases import drawn, jpeg_of
from makers.inpainting import meadow
from servers.browsing import axe, dropped, fits, until, working

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "fernhill"


@pytest.fixture(scope="module")
def item(service, tmp_path_factory):
    """A picture of a red ball over grass, in a base that the editor fills: its page's address."""
    path = tmp_path_factory.mktemp("shop") / "ball.png"
    cv2.imwrite(str(path), meadow(480, 360))
    path.with_suffix(".txt").write_text("A red ball over the grass")
    bases.new("shop", who="admin")
    bases.grant("shop", "editor", "curator", who="admin")
    (added,) = holdings.add("shop", [path], approve=True, workers=1, who="admin").added
    return f"/library/shop/{added}"


@pytest.mark.longer
@pytest.mark.proves("S2-24")
def test_a_part_of_a_picture_is_marked_changed_and_the_picked_one_filmed(item, visit):
    page = visit(item, who="editor")
    page.get_by_role("link", name="Change a part").click()
    board = page.get_by_role("application", name="Mark what shall change")
    until(page, "document.querySelector('main canvas')?.width === 480")
    box = board.bounding_box()
    marked = page.get_by_role("status")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.7)
    page.mouse.up()
    marked.filter(has_not_text="0.0%").wait_for()
    assert float(marked.inner_text().split("%")[0]) > 1
    page.get_by_role("button", name="Undo").click()
    marked.filter(has_text="0.0%").wait_for()
    board.focus()
    for key in ("ArrowRight", "ArrowLeft", "Shift+ArrowDown", "Enter"):
        page.keyboard.press(key)
    marked.filter(has_not_text="0.0%").wait_for()
    # A box of 0.2 by 0.22 of the picture: keys moved it there and back, and made it taller.
    assert float(marked.inner_text().split("%")[0]) == pytest.approx(4.4, abs=0.3)
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Or say what it is").fill("the red ball")
    page.get_by_role("button", name="Find it in the picture").click()
    marked.filter(has_not_text="0.0%").wait_for()
    board.focus()
    page.keyboard.press("Enter")
    assert axe(page) == []
    page.get_by_label("Candidates").fill("2")
    with working():
        page.get_by_role("button", name="Make 2 candidates").click()
        page.get_by_role("list", name="Candidates").wait_for(timeout=240_000)
    shown = page.get_by_role("list", name="Candidates").get_by_role("listitem")
    assert shown.count() == 3
    for n in (1, 2):
        shown.filter(has_text=f"Candidate {n}").get_by_text("Score").wait_for()
    page.get_by_role("button", name="Compare candidate 2").click()
    page.get_by_role("slider", name="How much of the picture before").press("End")
    assert axe(page) == []
    page.get_by_role("button", name="Pick candidate 2").click()
    page.get_by_text("Picked by editor").wait_for()
    into = page.get_by_role("link", name="See it in the library").get_attribute("href")
    picked = holdings.item("shop", into.rpartition("/")[2], who="editor").item
    assert picked.picture.edit.candidate == 2
    page.get_by_role("link", name="Make a clip from it").click()
    page.get_by_role("button", name="Candidate 2", exact=True).wait_for()
    page.get_by_label("What should be seen?").fill("a meadow, pan left")
    page.get_by_role("button", name="Make the clip").click()
    page.get_by_role("link", name="a meadow, pan left").wait_for()
    (clip, *_) = gallery.listed(words="a meadow, pan left", who="editor")
    assert clip.wanted.picture == picked.asset.sha256


@pytest.mark.longer
def test_an_admin_caps_what_the_house_spends_and_others_only_see_it(visit):
    page = visit("/spending")
    page.get_by_text("Nothing was spent this month").wait_for()
    page.get_by_role("button", name="Set cap: Clips").press("Enter")
    until(page, "document.activeElement.ariaLabel === 'Cap a month on: Clips'")
    page.get_by_label("Cap a month on: Clips").fill("12.5")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("$12.50").wait_for()
    assert axe(page) == []
    assert [(c.what, c.most) for c in costs.house(who="admin").caps] == [("clips", 12.5)]
    others = visit("/spending", who="viewer", viewport={"width": 360, "height": 800})
    others.get_by_text("$12.50").wait_for()
    assert fits(others)
    assert others.get_by_role("button", name="Set cap").count() == 0
    german = visit("/spending", locale="de-DE")
    german.get_by_role("button", name="Grenze setzen: Clips").click()
    field = german.get_by_label("Grenze im Monat: Clips")
    assert field.input_value() == "12,5"
    field.fill("7,5")
    field.press("Enter")
    german.get_by_text("7,50").wait_for()
    until(german, "document.activeElement.ariaLabel === 'Grenze setzen: Clips'")
    page.reload()
    page.get_by_role("button", name="Remove the cap on: Clips").click()
    page.get_by_text("Nothing was spent this month").wait_for()
    assert costs.house(who="admin").caps == ()


def test_an_admin_adds_people_and_goes_on_from_where_they_were(visit):
    page = visit("/people")
    page.get_by_label("Name").fill("dora")
    adding = page.locator("form")
    adding.get_by_role("checkbox", name="Editor").check()
    adding.get_by_role("button", name="Add").press("Enter")
    roles = page.get_by_role("button", name="Roles of dora")
    roles.wait_for()
    assert adding.get_by_role("checkbox", checked=True).count() == 1, "the next is a viewer again"
    until(page, "document.activeElement.closest('form') !== null")
    roles.press("Enter")
    until(page, "document.activeElement.textContent === 'Save'")
    entry = page.get_by_role("listitem").filter(has_text="dora")
    for role in ("Viewer", "Editor"):
        entry.get_by_role("checkbox", name=role).uncheck()
    assert entry.get_by_role("button", name="Save").is_disabled(), "nobody is left without a role"
    entry.get_by_role("checkbox", name="Approver").check()
    entry.get_by_role("button", name="Save").press("Enter")
    entry.get_by_text("Approver", exact=True).wait_for()
    until(page, "document.activeElement.ariaLabel === 'Roles of dora'")
    assert [one.roles for one in people.listed("admin") if one.name == "dora"] == [("approver",)]


def test_a_key_for_a_program_is_read_whole_on_a_phone_in_german(visit):
    page = visit("/account", who="editor", locale="de-DE", viewport={"width": 360, "height": 800})
    page.get_by_label("Wofür").fill("Zapier")
    page.get_by_role("button", name="Schlüssel machen").press("Enter")
    key = page.locator("pre")
    key.wait_for()
    assert key.evaluate("key => key.scrollWidth <= key.clientWidth")
    assert page.get_by_role("button", name="Toggle").count() == 0
    assert axe(page) == []


def test_a_program_elsewhere_is_told_once_its_secret_and_sent_to_again(visit, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_HOOKS_TO", '["127.0.0.0/8"]')
    page = visit("/hooks")
    page.get_by_text("Nobody is told yet").wait_for()
    page.get_by_label("Address").fill("http://127.0.0.1:9/orders")
    page.get_by_role("checkbox", name="Done").uncheck()
    page.get_by_role("button", name="Add a hook").click()
    page.get_by_text("whsec_").wait_for()
    page.get_by_text("Not told yet").wait_for()
    page.get_by_role("button", name="Send a test to").click()
    page.get_by_text("127.0.0.1:9 does not take it").wait_for()
    assert axe(page) == []
    (hook,) = hooks.listed(who="admin")
    assert hook.states == ("failed", "dead", "cancelled")
    orders.stop(orders.ask("spring", who="admin").id, who="admin")
    assert hooks.deliver("here")
    page.reload()
    page.get_by_text("127.0.0.1:9 does not take it").wait_for()
    assert page.get_by_text("whsec_").count() == 0
    page.get_by_role("button", name="Send again").click()
    page.get_by_text("Not told yet").wait_for()
    page.get_by_role("button", name="Remove").click()
    sure = page.get_by_role("dialog")
    sure.get_by_role("button", name="Remove").wait_for()
    assert axe(page) == []
    sure.get_by_role("button", name="Remove").click()
    page.get_by_text("Nobody is told yet").wait_for()
    page = visit("/campaigns", who="editor")
    page.get_by_role("button", name="Account of editor").click()
    page.get_by_role("menuitem", name="Sign out").wait_for()
    assert page.get_by_role("menuitem", name="Hooks").count() == 0


@pytest.mark.longer
def test_a_base_is_begun_and_filled_on_the_page(item, visit):
    page = visit("/library", who="editor")
    page.get_by_role("button", name="Begin a base").click()
    begun = page.get_by_role("form", name="Begin a base")
    begun.get_by_label("Title").fill("Walls & gates")
    assert begun.get_by_label("Name in the house").input_value() == "walls-gates"
    assert axe(page) == []
    begun.get_by_role("button", name="Begin a base").click()
    page.get_by_text("Drop pictures and clips here").wait_for()
    picked = {"name": "red-door.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    with working():
        adding = page.get_by_role("region", name="Add pictures and clips")
        adding.locator("input[type=file]").set_input_files(picked)
        page.get_by_text("1 of 1 taken in").wait_for(timeout=240_000)
    page.get_by_role("link", name=re.compile("door")).get_by_text("To vet").wait_for()
    assert axe(page) == []
    (item,) = holdings.items("walls-gates", who="editor").items
    assert (item.state, item.asset.name) == ("draft", "red-door.jpg")
    assert bases.one("walls-gates", who="viewer").role == "reader"


def picture():
    return jpeg_of(drawn(8, 1280, 720))


@pytest.mark.proves("S2-19")
def test_the_library_is_searched_by_a_picture(item, visit):
    page = visit("/library", who="editor")
    page.get_by_role("link", name=re.compile("ball")).first.wait_for()
    _, image = cv2.imencode(".png", meadow(320, 240))
    given = {"name": "like.png", "mimeType": "image/png", "buffer": image.tobytes()}
    page.locator("search input[type=file]").set_input_files(given)
    page.get_by_text("Like like.png").wait_for()
    page.get_by_text(re.compile(r"score 0\.[5-9]|score 1\.")).first.wait_for()
    assert page.locator("a[href*='/library/shop/']").first.get_attribute("href") == item
    assert axe(page) == []
    page.get_by_role("button", name="Without a picture").click()
    page.get_by_text("Like like.png").wait_for(state="detached")


def test_an_admin_lets_somebody_into_a_base_on_its_page(item, visit):
    page = visit("/library", who="admin")
    page.get_by_role("button", name="Who may use it").click()
    page.get_by_role("combobox", name="Let somebody in").click()
    page.get_by_role("option", name="viewer").click()
    may = page.get_by_role("combobox", name="viewer")
    may.wait_for()
    may.click()
    page.get_by_role("option", name="Adds and vets").click()
    until(
        page, "[...document.querySelectorAll('input')].some((one) => one.value === 'Adds and vets')"
    )
    assert axe(page) == []
    assert bases.one("shop", who="admin").facts.grants["viewer"] == "curator"


@pytest.fixture
def folder(tmp_path):
    """A campaign's folder as a team has it, with a folder in it."""
    at = tmp_path / "Red Gate"
    at.mkdir()
    for name in ("brand.toml", "campaign.toml", "survey.csv"):
        shutil.copyfile(EXAMPLE / name, at / name)
    (at / "pictures").mkdir()
    (at / "pictures" / "door.jpg").write_bytes(picture())
    (at / ".DS_Store").write_bytes(b"left by a desktop")
    return at


@pytest.mark.longer
def test_a_folder_is_dropped_on_the_page_and_files_after_it(visit, folder):
    page = visit("/campaigns/new", who="editor")
    dropped(page, page.get_by_text("Drop a zip, a folder or files here"), folder)
    page.get_by_text("4 files").wait_for()
    assert page.get_by_label("Name in the house").input_value() == "red-gate"
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_role("heading", name="Not ready yet").wait_for()
    kept = house.folder("red-gate", who="editor")
    assert (kept / "pictures" / "door.jpg").read_bytes() == picture()
    assert not (kept / ".DS_Store").exists()
    more = folder / "note.txt"
    more.write_text("said on the phone")
    page.goto("/campaigns/red-gate/files")
    dropped(page, page.get_by_text("Drop files to add them"), more)
    page.get_by_role("button", name="note.txt").wait_for()
    assert (kept / "note.txt").read_text() == "said on the phone"


def test_files_that_come_one_by_one_lie_where_a_campaign_looks_for_them(visit, tmp_path):
    brought = [tmp_path / name for name in ("Answers of May.csv", "door.jpg", "logo.svg")]
    shutil.copyfile(EXAMPLE / "survey.csv", brought[0])
    brought[1].write_bytes(picture())
    brought[2].write_text("<svg/>", encoding="utf-8")
    page = visit("/campaigns/new", who="editor")
    dropped(page, page.get_by_text("Drop a zip, a folder or files here"), *brought)
    page.get_by_label("Name in the house").fill("loose")
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_role("heading", name="What it is about").wait_for()
    kept = house.folder("loose", who="editor")
    assert (kept / "survey.csv").read_bytes() == brought[0].read_bytes()
    assert (kept / "library" / "door.jpg").read_bytes() == picture()
    assert (kept / "brand" / "logo.svg").read_text(encoding="utf-8") == "<svg/>"

    # What stands at its own place already is written there; a list of captions joins its pictures.
    more = [tmp_path / name for name in ("captions.csv", "survey.csv")]
    for file in more:
        file.write_text("file,caption\ndoor.jpg,a red door\n", encoding="utf-8")
    page.goto("/campaigns/loose/files")
    page.get_by_role("button", name="survey.csv").wait_for()
    dropped(page, page.get_by_text("Drop files to add them"), *more)
    page.get_by_text("captions.csv is kept as library/captions.csv.").wait_for()
    assert (kept / "survey.csv").read_bytes() == more[1].read_bytes()
    page.get_by_role("button", name="New text").click()
    page.get_by_label("Folder and name").fill("notes.md")
    page.get_by_role("dialog").get_by_role("button", name="New text").click()
    page.get_by_label("Text of notes.md").wait_for()
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Folder and name").fill("voice/notes.md")
    page.get_by_role("dialog").get_by_role("button", name="Rename").click()
    page.get_by_label("Text of voice/notes.md").wait_for()
    assert not (kept / "notes.md").exists()


def test_a_zip_is_dropped_on_the_page(visit, folder):
    packed = shutil.make_archive(str(folder.parent / "Old Mill"), "zip", folder)
    page = visit("/campaigns/new", who="editor")
    dropped(page, page.get_by_text("Drop a zip, a folder or files here"), packed)
    page.get_by_text("Old Mill.zip").wait_for()
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_role("link", name="Files").wait_for()
    kept = house.folder("old-mill", who="editor")
    assert (kept / "pictures" / "door.jpg").read_bytes() == picture()
