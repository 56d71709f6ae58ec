"""The studio's page in a real browser, against the real service."""

import re
from pathlib import Path

import pytest

from reelwright.settings import Settings
from reelwright.studio import campaigns, decisions, films, house, items, orders, reviews

from makers.bases import drawn, jpeg_of
from makers.houses import shelves
from servers.browsing import axe, fits, until, working
from servers.service import WORD, asked

WEB = Path(__file__).resolve().parents[2] / "web"


def test_a_person_signs_in_sees_the_campaigns_and_signs_out(visit):
    page = visit("/", who=None)
    page.get_by_label("Name").fill("viewer")
    page.get_by_label("Password", exact=True).fill("not the word")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("do not belong together").wait_for()
    assert axe(page) == []
    page.get_by_label("Password", exact=True).fill(WORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Campaigns").wait_for()
    page.get_by_role("heading", name="Blue Door").wait_for()
    assert page.get_by_role("link", name="New campaign").count() == 0
    page.get_by_role("button", name="Account of viewer").click()
    page.get_by_role("menuitem", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    page.goto("/campaigns")
    page.get_by_role("heading", name="Sign in").wait_for()


BOARD = "/campaigns/made/storyboards/family-carers-in-the-middle--two-homes-one-of-you"

PAGES = {
    "/campaigns": "Blue Door",
    "/campaigns/new": "Choose files",
    "/campaigns/spring": "Nothing can be made yet",
    "/campaigns/spring/facts": "To be mended elsewhere",
    "/campaigns/spring/files?file=campaign.toml": "# What the campaign is about",
    "/campaigns/waits": "1 decision waits",
    "/campaigns/waits/segments": "In their own words",
    "/campaigns/made": "1 film",
    "/campaigns/made/briefs": "Two homes, one of you",
    "/campaigns/made/storyboards": "Family carers in the middle · English",
    BOARD: "Change it in words",
    "/campaigns/made/films": "1:1",
    "/campaigns/made/activity": "What was done",
    "/clips": "No clips yet",
    "/library": "Begin a base",
    "/orders": "Nothing here",
    "/people": "Add a person",
    "/account": "A key for a program",
    "/audit": "sign in",
    "/cleanup": "There is nothing to remove",
    "/hooks": "Nobody is told yet",
    "/spending": "Nothing was spent this month",
    "/paintings": "No changed pictures yet",
    "/nowhere": "There is no such page",
}


@pytest.mark.proves("S0-21")
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_pages_fit_and_pass_axe(made, visit, width, scheme):
    page = visit("/campaigns", viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path, there in PAGES.items():
        page.goto(path)
        page.get_by_text(there).first.wait_for()
        assert fits(page), path
        assert axe(page) == [], path


@pytest.mark.proves("S0-22")
def test_an_approver_decides_at_a_gate_and_a_viewer_cannot(made, visit, monkeypatch):
    page = visit("/campaigns/waits/segments", who="viewer")
    page.get_by_text("Somebody with the role approver decides").wait_for()
    page.get_by_text("In their own words").first.wait_for()
    assert page.get_by_role("button", name="Approve").count() == 0
    page.get_by_role("link", name="Overview").click()
    page.get_by_role("heading", name="Waits for an approver").wait_for()
    refused = page.evaluate(
        """async () => {
          const { proof } = await (await fetch("/api/session")).json();
          const body = JSON.stringify({ verdict: "approve", everything: true });
          const headers = { "Content-Type": "application/json", "X-Reelwright-Proof": proof };
          const at = "/api/campaigns/waits/decisions";
          return (await fetch(at, { method: "POST", headers, body })).status;
        }"""
    )
    assert refused == 403
    monkeypatch.setenv("REELWRIGHT_FOUR_EYES", '["segments"]')
    page = visit("/campaigns/waits/segments", who="admin")
    page.get_by_role("button", name="Approve: ").click()
    card = page.get_by_role("article")
    card.get_by_text("Approved by admin; a second person has to as well.").wait_for()
    assert page.get_by_role("button", name="Approve: ").count() == 0, "one person is not two"
    page = visit("/campaigns/waits", who="approver")
    page.get_by_role("link", name="Segments 1 decision waits").click()
    page.get_by_role("button", name="Approve it").click()
    page.get_by_text("Approved", exact=True).wait_for()
    page.get_by_role("link", name="Activity").click()
    page.get_by_text("approve").first.wait_for()


def test_what_somebody_outside_wants_changed_is_not_approved_in_passing(made, visit):
    folder = house.folder("waits", who="admin")
    segment = BOARD.rpartition("/")[2].partition("--")[0]
    small = campaigns.Overrides(films=1, segments=(segment,), formats=("1:1",), seconds=6)
    while not (boards := [w for w in decisions.waiting(folder) if w.gate == "storyboards"]):
        decisions.approve(folder, everything=True, who="admin")
        campaigns.make(folder, overrides=small, who="admin")
    wanted = {"things": [one.name for one in boards]}
    token = asked(made, "editor", "POST", "/api/campaigns/waits/links", json=wanted)["token"]
    reviews.say(token, "Ana", boards[0].name, "Warmer, please.", verdict="change")
    page = visit("/campaigns/waits", who="approver")
    page.get_by_role("link", name="Answers to storyboards 1 is to be changed").click()
    despite = page.get_by_role("button", name="all the same")
    despite.wait_for()
    assert page.get_by_role("button", name="Approve it", exact=True).count() == 0
    despite.click()
    sure = page.get_by_role("dialog", name="Approve what somebody wants changed?")
    sure.get_by_text("Ana (by link) wants a change").wait_for()
    assert axe(page) == []
    sure.get_by_role("button", name="Cancel").click()
    assert decisions.waiting(folder)
    reviews.say(token, "Ana", boards[0].name, "", verdict="approve")
    page.reload()
    page.get_by_text("Ana (by link) approves").wait_for()
    page.get_by_role("button", name="Approve it").click()
    page.get_by_text("Approved", exact=True).wait_for()
    assert not decisions.waiting(folder)


def test_a_storyboard_is_changed_in_words_and_in_place_and_back(made, visit):
    page = visit(BOARD, who="editor")
    scenes = page.get_by_role("list", name="Scenes").get_by_role("button")
    scenes.first.wait_for()
    page.get_by_label("Change it in words").fill("make scene 2 warmer; make it calmer")
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("list", name="What changes").get_by_text("look").wait_for()
    page.get_by_role("button", name="Leave it").click()
    page.get_by_label("Said").fill("You drive to Mum's, then home.")
    page.get_by_label("Light and colour").select_option("Warm")
    page.get_by_role("button", name="Save").click()
    scenes.first.get_by_text("You drive to Mum's, then home.").wait_for()
    scenes.first.get_by_text("· Warm").wait_for()
    page.get_by_role("button", name="Undo the last edit").click()
    scenes.first.get_by_text("You drive to Mum's, then home.").wait_for(state="detached")
    scenes.first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Scene 2").wait_for()


@pytest.mark.parametrize(
    ("where", "wish"), [("segments", "leave out the first trait"), ("briefs", "make it warmer")]
)
def test_segments_and_briefs_are_changed_in_words_in_their_cards(made, visit, where, wish):
    page = visit(f"/campaigns/made/{where}", who="editor")
    page.get_by_text("Change it in words").first.click()
    field = page.get_by_label("Change it in words").locator("visible=true")
    field.fill("make it sing")
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_text("did not understand").wait_for()
    field.fill(wish)
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("list", name="What changes").get_by_role("listitem").first.wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Leave it").click()


def test_a_scene_is_given_another_picture(made, visit):
    page = visit(BOARD, who="editor")
    panel = page.get_by_role("region", name="Picture of the scene")
    panel.get_by_text("found", exact=False).locator("visible=true").last.click()
    panel.get_by_role("button", name="Show ").first.click()
    panel.get_by_text("It is shown from the next Make on").wait_for()


@pytest.mark.proves("S1-18", "S1-19", "S1-20", "S1-21")
def test_clips_come_from_a_few_words_with_and_without_a_picture_and_stand_side_by_side(visit):
    page = visit("/clips", who="editor")
    page.get_by_role("combobox", name="Begin with").click()
    page.get_by_role("option", name="Try out a scene").click()
    page.get_by_text("Fill in what stands in braces").wait_for()
    assert page.get_by_role("button", name="Make the clip").is_disabled()
    page.get_by_label("What should be seen?").fill("a red door")
    page.get_by_label("Seconds").fill("2")
    page.get_by_text("How more is made of it").click()
    page.get_by_label("The words").fill("no place for them")
    page.get_by_text("stands in it 0 times").wait_for()
    assert page.get_by_role("button", name="Make more of it").is_disabled()
    page.get_by_label("The words").fill("{prompt}")
    page.get_by_role("button", name="Make more of it").click()
    richer = page.get_by_label("What is filmed")
    assert richer.input_value().startswith("a red door. ")
    richer.fill("a red door, slow push in")
    assert axe(page) == []
    with working():
        page.get_by_role("button", name="Make the clip").click()
        page.get_by_role("button", name="Pick a red door").wait_for(timeout=240_000)
        page.get_by_label("What should be seen?").fill("a door on a picture")
        page.locator("input[type=file]").set_input_files(
            {"name": "door.jpg", "mimeType": "image/jpeg", "buffer": jpeg_of(drawn(8, 1280, 720))}
        )
        page.get_by_role("button", name="door.jpg").wait_for()
        page.get_by_role("button", name="Make the clip").click()
        page.get_by_role("button", name="Pick a door on a picture").wait_for(timeout=240_000)
    for title in ("a red door", "a door on a picture"):
        page.get_by_role("button", name=f"Pick {title}").click()
    shelf = page.get_by_role("region", name="Picked clips, side by side")
    until(page, "[...document.querySelectorAll('ol video')].every((v) => v.readyState > 0)")
    assert shelf.locator("video").count() == 2
    shelf.get_by_text("No. 2 · 16:9 · 2 s").wait_for()
    told = shelf.locator("dd").all_inner_texts()
    assert {"a red door, slow push in", "1"} & set(told) == {"a red door, slow push in"}
    assert axe(page) == []
    page.get_by_role("button", name="Play all from the start").click()
    until(page, "[...document.querySelectorAll('ol video')].every((v) => v.currentTime > 0)")
    page.get_by_role("link", name="a red door").click()
    until(page, "document.querySelector('video')?.readyState > 0")
    page.get_by_text("a red door, slow push in").wait_for()
    page.get_by_role("textbox", name="Title").fill("The door")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved", exact=True).wait_for()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download").click()
    assert taken.value.path().read_bytes()[4:8] == b"ftyp"
    page.go_back()
    shelf.get_by_text("The door", exact=True).wait_for()
    assert shelf.locator("video").count() == 2, "what was picked stays so"


def test_what_a_worker_does_is_seen_as_it_happens(visit):
    page = visit("/campaigns/spring", who="editor")
    page.get_by_text("Nothing can be made yet").wait_for()
    id_ = orders.ask("spring", who="editor").id
    page.get_by_text("Waits for a worker").wait_for()
    with working():
        page.get_by_text("It could not be made").wait_for(timeout=120_000)
    page.get_by_text("has no survey").last.wait_for()
    assert orders.one(id_, who="editor").state == "failed"
    page.goto("/orders")
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("Waiting", exact=True).last.wait_for()


def test_a_film_is_played_spoken_of_and_shown_outside(made, visit):
    page = visit("/campaigns/made/films", who="editor")
    page.get_by_role("link", name="1:1 · English").click()
    video = page.locator("video")
    until(page, "document.querySelector('video')?.readyState > 0")
    page.get_by_role("button", name="Scene 2").click()
    assert video.evaluate("film => film.currentTime") > 0.5
    page.get_by_role("button", name="Comment on this moment").click()
    page.get_by_role("button", name="Choose the place in the picture").click()
    page.get_by_label("Say something at").fill("The coat is too dark here.")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Comment at").wait_for()
    for link, ending in (("Download,", ".mp4"), ("Download with captions", ".zip")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=link).click()
        assert taken.value.suggested_filename.endswith(ending)
    page.get_by_role("link", name="All films").click()
    page.get_by_role("button", name="Review links").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("For whom").fill("The client")
    page.get_by_role("button", name="Make a link").click()
    address = page.locator("pre").inner_text()
    guest = visit(address, who=None)
    guest.get_by_role("heading", name="The client").wait_for()
    until(guest, "document.querySelector('video')?.readyState > 0")
    assert axe(guest) == []
    guest.get_by_role("button", name="Ask for a change").click()
    guest.get_by_text("Say here what you mean first").wait_for()
    guest.get_by_label("What you want to say").fill("Please warmer.")
    guest.get_by_role("button", name="Ask for a change").click()
    guest.get_by_text("Say who you are first").wait_for()
    name = guest.get_by_label("Your name")
    assert name.evaluate("field => field === document.activeElement")
    assert "error" in name.get_attribute("aria-describedby")
    assert axe(guest) == []
    name.fill("Ana")
    guest.get_by_role("button", name="Ask for a change").click()
    guest.get_by_text("wants a change").wait_for()
    page.goto("/campaigns/made")
    page.get_by_role("link", name="Answers to films 1 is to be changed").click()
    page.get_by_text("Ana (by link) wants a change").wait_for()
    assert axe(page) == []
    page.get_by_role("link", name="1:1 · English").click()
    page.get_by_text("Please warmer.").wait_for()


def test_a_caption_is_edited_in_the_film_and_taken_back(made, visit):
    page = visit("/campaigns/made/films", who="editor")
    page.get_by_role("link", name="1:1 · English").click()
    caption = page.get_by_title("Edit the caption").first
    said = caption.inner_text()
    caption.focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("What it says")
    assert field.evaluate("field => field === document.activeElement")
    assert field.input_value() == said
    assert page.get_by_role("button", name="Save").is_disabled()
    field.fill("Look after yourself too.")
    page.get_by_role("list", name="What changes").get_by_text("Look after yourself").wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Save").click()
    page.get_by_text("1 film is out of date now").wait_for()
    page.get_by_text("Making them took").wait_for()
    page.get_by_role("button", name="Make again").click()
    page.get_by_text("Asked for.").wait_for()
    (order, *_) = orders.listed(campaign="made", who="editor")
    orders.stop(order.id, who="editor")
    assert axe(page) == []
    board = BOARD.rpartition("/")[2]
    folder = house.folder("made", who="editor")
    assert "Look after yourself too." in items.read(folder, f"storyboard/{board}").text
    page.get_by_role("button", name="Undo the last edit").click()
    page.get_by_role("button", name="Undo the last edit").wait_for(state="detached")
    assert "Look after yourself too." not in items.read(folder, f"storyboard/{board}").text
    until(page, "document.activeElement?.title.startsWith('Edit the caption')")


@pytest.mark.longer
def test_takes_of_a_scene_are_ruled_out_allowed_and_asked_for(made, visit):
    page = visit("/campaigns/made/films", who="editor")
    page.get_by_role("link", name="1:1 · English").click()
    page.locator("summary").filter(has_text="Scene 1").click()
    take = page.get_by_role("region", name="Take 1 of scene 1")
    take.get_by_text("in the film").wait_for()
    still = take.get_by_role("button", name="See take 1 of scene 1 large")
    until(page, """document.querySelector('[alt="Take 1 of scene 1"]')?.naturalWidth > 0""")
    still.focus()
    page.keyboard.press("Enter")
    large = page.get_by_role("dialog")
    large.get_by_text("Filmed from:").wait_for()
    until(page, "[...document.querySelectorAll('figure img')].every((one) => one.naturalWidth)")
    assert axe(page) == []
    page.keyboard.press("Escape")
    large.wait_for(state="detached")
    assert still.evaluate("still => still === document.activeElement")
    by = page.get_by_label("What films scene 1")
    by.select_option("motion")
    page.get_by_text("It holds from the next Make on").wait_for()
    shown = page.request.get("/api/campaigns/made/shots").json()
    assert [one["chosen"] for one in shown if one["scene"] == "s1"] == ["motion"]
    by.select_option("")
    until(page, """document.querySelector('[aria-label="What films scene 1"]').value === "" """)
    take.get_by_role("button", name="Rule it out").click()
    take.get_by_text("ruled out", exact=True).wait_for()
    take.get_by_role("button", name="Allow it again").click()
    take.get_by_text("ruled out", exact=True).wait_for(state="detached")
    assert axe(page) == []
    asked = page.get_by_label("What should be otherwise").locator("visible=true")
    asked.fill("calmer")
    page.get_by_role("button", name="Film another take").locator("visible=true").click()
    page.get_by_text("It is shown from the next Make on").locator("visible=true").wait_for()
    assert asked.input_value() == ""


@pytest.mark.proves("S0-60")
def test_a_scene_is_sent_to_a_person_and_let_pass_with_a_reason(made, visit):
    page = visit("/campaigns/made/films", who="editor")
    page.get_by_role("link", name="1:1 · English").click()
    page.locator("summary").filter(has_text="Scene 2").click()
    asked = page.get_by_label("What a person should look at, Scene 2")
    asked.fill("the hand looks odd")
    asked.press("Enter")
    page.get_by_text("It goes out once a person decided").wait_for()
    page = visit("/campaigns/made", who="approver", viewport={"width": 360, "height": 900})
    page.get_by_role("link", name="1 scene needs a person").click()
    card = page.get_by_role("article", name="Scene 2, ")
    card.get_by_text("the hand looks odd").wait_for()
    until(page, "document.querySelector('article img')?.naturalWidth > 0")
    card.get_by_text("Takes in 1:1").click()
    card.get_by_role("region", name="Take 1 of scene 2").wait_for()
    assert fits(page)
    assert axe(page) == []
    card.get_by_label("Why it may pass as it is").fill("it is a glove")
    card.get_by_role("button", name="Let it pass").click()
    card.wait_for(state="detached")
    (film,) = films.listed(house.folder("made", who="approver"))
    assert film.leaves


def test_what_a_campaign_holds_is_found_by_its_name_with_the_keyboard(made, visit):
    def found(words):
        page.keyboard.press("Control+k")
        page.get_by_placeholder("Search pages").fill(words)
        return page.get_by_role("dialog").get_by_role("button")

    def goes(words, to):
        found(words).filter(has_text=to).wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")

    (film,) = films.listed(house.folder("made", who="viewer"))
    page = visit("/campaigns/made/files", who="viewer")
    page.get_by_role("button", name="campaign.toml").first.wait_for()
    goes("facts", "Facts")
    page.wait_for_url("**/campaigns/made/facts")
    goes("brand.to", "brand.toml")
    page.get_by_role("heading", name="brand.toml").wait_for()
    found(film.concept).filter(has_text="Storyboards").wait_for()
    page.keyboard.press("Escape")
    goes("films ·", film.concept)
    page.wait_for_url(f"**/films/{film.id}")


def test_everything_is_reached_by_keyboard_and_in_german(made, visit):
    page = visit("/campaigns")
    page.get_by_role("heading", name="Campaigns").wait_for()
    page.keyboard.press("Control+k")
    page.get_by_placeholder("Search pages").fill("people")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="People").wait_for()
    page.evaluate("localStorage.setItem('reelwright.language', 'de')")
    page.goto("/campaigns")
    page.get_by_role("heading", name="Kampagnen").wait_for()
    assert page.evaluate("document.documentElement.lang") == "de"


def test_a_campaign_is_begun_and_what_the_check_found_is_mended_in_place(visit):
    def written(file):
        return house.file("green-gate", file, who="editor").read_text("utf-8")

    page = visit("/campaigns/new", who="editor")
    page.get_by_role("tab", name="Begin with files").click()
    page.get_by_label("Company").fill("Green Gate")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_label("Product").fill("garden care")
    page.get_by_label("Address").fill("ring us")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("is not an https address").wait_for()
    assert "garden care" not in written("campaign.toml")
    page.get_by_label("Address").fill("https://green.example/visit")
    page.get_by_role("button", name="Add an offer").click()
    offer = page.get_by_role("group", name="Offer 2")
    offer.get_by_label("What is offered").fill("A first cut")
    offer.get_by_label("In your own words").fill("We mow once, and you see.")
    page.get_by_role("button", name="Remove: Offer 1").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved", exact=True).wait_for()
    text = written("campaign.toml")
    assert all(said in text for said in ("garden care", "A first cut", "# What is offered"))
    assert "first-visit" not in text
    page.get_by_role("link", name="Files", exact=True).click()
    page.get_by_text("The check found something to mend").wait_for()
    page.get_by_text("has no survey").wait_for()
    page.get_by_role("button", name="campaign.toml").click()
    text = page.get_by_label("Text of campaign.toml")
    text.fill(text.input_value().replace("Green Gate campaign", "Green Gate spring"))
    page.get_by_text("Not saved yet").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved", exact=True).wait_for()
    page.reload()
    page.get_by_role("heading", name="campaign.toml").wait_for()
    assert "Green Gate spring" in page.get_by_label("Text of campaign.toml").input_value()


def test_the_german_page_tells_in_german_what_check_finds(visit):
    page = visit("/campaigns/spring/files", locale="de-DE")
    page.get_by_text("Die Prüfung fand etwas zu beheben").wait_for()
    page.get_by_text("hat keine Umfrage; speichern Sie die Antworten als survey.csv").wait_for()
    assert page.get_by_text("has no survey").count() == 0


@pytest.mark.longer
def test_what_was_made_is_removed_once_a_word_is_typed(visit):
    shelves(Settings(), "spring").put(b"a take", "t.mp4", "video/mp4", "takes")
    page = visit("/campaigns", who="viewer")
    page.get_by_role("button", name="Account of viewer").click()
    page.get_by_role("menuitem", name="Sign out").wait_for()
    assert page.get_by_role("menuitem", name="Clean up").count() == 0
    page = visit("/campaigns")
    page.get_by_role("button", name="Account of admin").click()
    page.get_by_role("menuitem", name="Clean up").click()
    page.get_by_role("checkbox", name="Workers").uncheck()
    page.get_by_role("checkbox", name="Films and takes").check()
    page.get_by_text("takes, stills and films").first.wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Remove this").click()
    sure = page.get_by_role("dialog")
    act = sure.get_by_role("button", name="Remove")
    assert act.is_disabled()
    assert axe(page) == []
    sure.get_by_label("Type “remove”").fill("remove")
    act.click()
    page.get_by_text(re.compile("entry was removed|entries were removed")).wait_for()
    page.get_by_text("There is nothing to remove").wait_for()
    sure.wait_for(state="detached")
    assert axe(page) == []
