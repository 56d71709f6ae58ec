"""What a campaign's pictures show, and its logo, on forms in a real browser."""

import pytest

from reelwright.studio import house

from makers.bases import drawn, jpeg_of
from servers.browsing import axe, fits, until

LIST = "library/captions.csv"
WRITTEN = (
    "Datei Nr;file;caption;expires;consent\r\n"
    "7;gate.jpg;A gate;2097-05-31;ja\r\n"
    "8;gone.jpg;Nobody knows;;\r\n"
)
NARROW = {"viewport": {"width": 360, "height": 800}}


@pytest.fixture(scope="module")
def pictured(service):
    """A campaign with three pictures, of which its list tells of one, and of one that is gone."""
    house.new("pictured", "Blue Door", who="admin")
    for n, file in enumerate(("gate.jpg", "far/pond.jpg", "tree.jpg")):
        house.put_file("pictured", f"library/{file}", jpeg_of(drawn(n)), who="admin")
    house.put_file("pictured", LIST, WRITTEN.encode(), who="admin")
    return "/campaigns/pictured/pictures"


def text_of():
    return house.file("pictured", LIST, who="admin").read_bytes().decode()


def test_pictures_are_captioned_by_keys_and_anothers_work_is_kept(pictured, visit):
    page = visit(pictured, who="editor")
    page.get_by_text("2 without a caption").wait_for()
    page.get_by_text("names gone.jpg, which is not there").wait_for()
    until(page, "[...document.querySelectorAll('main img')].every((one) => one.naturalWidth > 0)")
    assert axe(page) == []
    pond = page.get_by_role("listitem", name="far/pond.jpg")
    pond.get_by_label("Caption").fill("A pond; at dawn")
    pond.get_by_text("Rights and more").press("Enter")
    pond.get_by_label("People in it").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("Ann; Bo")
    pond.get_by_label("People agreed to be shown").select_option("Yes")
    pond.get_by_label("How near").select_option("From afar")
    assert axe(page) == []
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.get_by_text("Saved", exact=True).wait_for()
    assert text_of() == WRITTEN.replace(";consent", ";consent;people;scale") + (
        ';far/pond.jpg;"A pond; at dawn";;yes;"Ann; Bo";wide\r\n'
    )
    tree = page.get_by_role("listitem", name="tree.jpg")
    tree.get_by_label("Caption").fill("A tree")
    gate = page.get_by_role("listitem", name="gate.jpg")
    gate.get_by_label("Caption").fill("A white gate")
    theirs = text_of().replace("7;gate.jpg;A gate", "7;gate.jpg;An old gate")
    house.put_file("pictured", LIST, theirs.encode(), who="admin")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Load theirs, keep mine").click()
    gate.get_by_text("Somebody else wrote: An old gate").wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved", exact=True).wait_for()
    assert text_of() == theirs.replace("An old gate", "A white gate") + ";tree.jpg;A tree\r\n"


def test_a_wrong_row_is_told_at_its_field_and_who_may_not_write_only_reads(pictured, visit):
    before = text_of()
    wrong = before.replace("2097-05-31;ja", "next May;maybe")
    house.put_file("pictured", LIST, wrong.encode(), who="admin")
    page = visit(pictured, who="editor")
    gate = page.get_by_role("listitem", name="gate.jpg")
    gate.get_by_text("is no date; write it as 2027-12-31").wait_for()
    gate.get_by_text("is neither yes nor no").wait_for()
    gate.get_by_label("Caption").fill("A gate")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("2 fields need mending").wait_for()
    until(page, "document.activeElement.value === 'next May'")
    assert text_of() == wrong
    assert axe(page) == []
    narrow = visit(pictured, who="viewer", **NARROW)
    narrow.get_by_role("listitem", name="gate.jpg").get_by_label("Caption").wait_for()
    assert narrow.get_by_role("textbox", name="Caption").first.is_disabled()
    assert narrow.get_by_role("button", name="Save").count() == 0
    assert fits(narrow)
    assert axe(narrow) == []


def test_a_logo_is_uploaded_and_picked_on_the_form_of_facts(service, visit, tmp_path):
    house.new("marked", "Blue Door", who="admin")
    small = tmp_path / "logo.svg"
    small.write_bytes(jpeg_of(drawn(1, 60, 40)))
    page = visit("/campaigns/marked/facts", who="editor")
    logo = page.get_by_label("Logo", exact=True)
    page.get_by_role("img", name="The logo").wait_for()
    page.locator("main input[type=file]").set_input_files(small)
    picked = "[...document.querySelectorAll('main select')].map((one) => one.value)"
    until(page, f"{picked}.includes('brand/logo-2.svg')")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("a logo needs 120 or more on its longer side").wait_for()
    assert axe(page) == []
    logo.select_option("brand/logo.svg")
    page.get_by_label("Tagline").fill("Come in")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved", exact=True).wait_for()
    assert 'tagline = "Come in"' in house.file("marked", "brand.toml", who="admin").read_text()
    narrow = visit("/campaigns/marked/facts", who="viewer", **NARROW)
    narrow.get_by_role("img", name="The logo").wait_for()
    assert narrow.get_by_role("button", name="Upload a logo").count() == 0
    assert fits(narrow)
    assert axe(narrow) == []


def test_a_campaign_without_pictures_says_where_they_go(service, visit):
    house.new("bare", "Blue Door", who="admin")
    page = visit("/campaigns/bare/pictures", who="editor")
    page.get_by_role("link", name="To the files").wait_for()
    assert axe(page) == []
