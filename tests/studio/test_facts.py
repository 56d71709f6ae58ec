"""The facts of a campaign as a form: read, checked, and kept field by field."""

import shutil
import tomllib
from pathlib import Path

import pytest

from reelwright.domain.errors import Conflict, InvalidIntake, NotAllowed, WrongFields
from reelwright.studio import facts, house, people

PICTURE = Path(__file__).resolve().parents[2] / "src/reelwright/studio/starter/logo.svg"
EVERYWHERE = pytest.mark.parametrize("home", ["files", "servers"], indirect=True)


def text_of(file, name="spring"):
    return house.file(name, file).read_text("utf-8")


def changed(found, **fields):
    """Facts with other values; a name with two underlines leads into a group: call__text."""
    value = found.model_dump()
    for field, to in fields.items():
        *way, key = field.split("__")
        table = value
        for part in way:
            table = table[part]
        table[key] = to
    return facts.CampaignFacts.model_validate(value)


@pytest.fixture
def spring(home):
    """A campaign as it is begun, with what no form knows of in its files."""
    house.new("spring", "Blue Door")
    known = text_of("campaign.toml")
    added = known.replace('# answers = ["trust", "easy start"]', "answers = []  # whoever asks")
    assert added != known
    house.put_file("spring", "campaign.toml", added.encode())
    return "spring"


@EVERYWHERE
def test_what_a_form_does_not_tell_of_stays_in_the_files_as_it_was(home, spring):
    before = {file: text_of(file) for file in ("campaign.toml", "brand.toml")}
    found = facts.found(spring)
    assert (found.brand.name, found.call.text) == ("Blue Door", "Book a visit")
    wanted = changed(
        found,
        goal="more people ring us",
        audience="those who wait",
        wanted__seconds=12.0,
        brand__never_say=("cheap",),
        brand__palette__accent="#aa3311",
    )
    kept = facts.keep(spring, wanted)
    after = {file: text_of(file) for file in before}
    for file, gone in (("campaign.toml", 2), ("brand.toml", 2)):
        lines = before[file].splitlines()
        assert len([line for line in lines if line not in after[file].splitlines()]) == gone
    assert 'accent = "#aa3311"                  # one job' in after["brand.toml"]
    assert "answers = []  # whoever asks" in after["campaign.toml"]
    assert tomllib.loads(after["campaign.toml"])["wanted"]["seconds"] == 12
    assert kept.facts == facts.found(spring)
    assert kept.facts == wanted.model_copy(update={"version": kept.facts.version})


def test_a_logo_is_picked_among_the_files_and_one_that_is_none_is_told_at_its_field(home, spring):
    found = facts.found(spring)
    assert found.brand.logo == "brand/logo.svg"
    house.put_file(spring, "brand/new mark.svg", PICTURE.read_bytes())
    house.put_file(spring, "brand/notes.png", b"no picture")
    kept = facts.keep(spring, changed(found, brand__logo="brand/new mark.svg")).facts
    assert tomllib.loads(text_of("brand.toml"))["logo"] == "brand/new mark.svg"
    assert "# SVG, or PNG of 120 pixels or more" in text_of("brand.toml")
    for wrong in ("brand/notes.png", "brand/gone.svg", "../logo.svg", ""):
        with pytest.raises(WrongFields) as refused:
            facts.keep(spring, changed(kept, brand__logo=wrong))
        assert [field for field, _ in refused.value.fields] == ["brand.logo"]
    assert facts.found(spring) == kept


def test_rows_are_added_and_taken_out_and_the_others_keep_all_they_have(home, spring):
    found = facts.found(spring)
    offer, moment = found.offers[0], found.moments[0]
    both = (
        offer.model_copy(update={"price": "Free"}),
        offer.model_copy(update={"place": -1, "name": "A free first visit", "until": "2097-05-31"}),
    )
    first = facts.keep(spring, changed(found, offers=both)).facts
    there = tomllib.loads(text_of("campaign.toml"))["offers"]
    assert [(o["id"], o["price"], o.get("until", "")) for o in there] == [
        ("first-visit", "Free", ""),
        ("a-free-first-visit", "", "2097-05-31"),
    ]
    heading = text_of("campaign.toml").index("# Claims you can prove")
    assert text_of("campaign.toml").index("a-free-first-visit") < heading
    seen = (moment.model_copy(update={"seen": "a dog at a window"}),)
    facts.keep(spring, changed(first, offers=first.offers[1:], moments=seen))
    text = text_of("campaign.toml")
    assert [o["id"] for o in tomllib.loads(text)["offers"]] == ["a-free-first-visit"]
    assert 'shows = [{ seek = "a dog at a window", scale = "medium" }]' in text
    assert "# Claims you can prove" in text


def test_what_says_a_changed_claim_in_other_words_goes_with_it(home, spring):
    """No film may go on to say what the company does not claim any more."""
    text = text_of("campaign.toml")
    source = 'substantiation = "Enquiry log, name the period and the figure here."\n'
    other = 'spoken = ["We answer within a day."]  # said\nsource = "Log"\nonly_for = ["wait"]\n'
    assert source in text
    house.put_file(spring, "campaign.toml", text.replace(source, source + other).encode())
    found = facts.found(spring)
    proof = found.proofs[0]

    def row(**fields):
        wanted = changed(found, proofs=(proof.model_copy(update=fields),))
        facts.keep(spring, wanted)
        (there,) = tomllib.loads(text_of("campaign.toml"))["proofs"]
        return there

    there = row(short="Within a day", answers=("waiting",))
    assert (there["short"], there["answers"]) == ("Within a day", ["waiting"])
    assert there["spoken"], "the claim is the same, and so are its other words"
    found = facts.found(spring)
    proof = found.proofs[0]
    there = row(claim="We answer every enquiry within two working days.")
    assert "spoken" not in there
    assert (there["source"], there["only_for"]) == ("Log", ["wait"])


def test_what_the_example_says_is_told_at_its_field_until_it_is_written_anew(home):
    """A team that leaves the example's claim there would claim what is not theirs."""
    house.new("autumn", "Blue Door")
    at = house.folder("autumn")
    (at / "script.md").write_text("# Doors\n\nVO: A blue door opens.\n", encoding="utf-8")
    shutil.copy(PICTURE, at / "library" / "door.svg")
    told = {one.field for one in facts.findings("autumn") if "is the example's" in one.text}
    assert told == {"offers.0.text", "proofs.0.claim", "moments.0.spoken"}
    found = facts.found("autumn")
    own = found.proofs[0].model_copy(update={"claim": "We paint every door twice."})
    kept = facts.keep("autumn", changed(found, proofs=(own,)))
    told = {one.field for one in kept.findings if "is the example's" in one.text}
    assert told == {"offers.0.text", "moments.0.spoken"}


def test_a_wrong_value_is_told_at_its_field_and_nothing_is_written(home, spring):
    found = facts.found(spring)
    before = text_of("campaign.toml"), text_of("brand.toml")
    wrong = changed(
        found,
        call__link="ring us",
        wanted__seconds=90.0,
        brand__palette__ink="black",
        offers=(found.offers[0], found.offers[0].model_copy(update={"place": -1, "name": " "})),
        proofs=(found.proofs[0].model_copy(update={"substantiation": ""}),),
    )
    with pytest.raises(WrongFields, match="is not an https address") as told:
        facts.keep(spring, wrong)
    assert {field for field, _ in told.value.fields} == {
        "call.link",
        "wanted.seconds",
        "brand.palette.ink",
        "offers.1.name",
        "proofs.0.substantiation",
    }
    with pytest.raises(WrongFields, match="never_say") as told:
        facts.keep(spring, changed(found, brand__never_say=("obligation",)))
    assert [field for field, _ in told.value.fields] == ["offers.0.text"]
    assert (text_of("campaign.toml"), text_of("brand.toml")) == before


def test_what_is_wrong_elsewhere_is_told_and_keeps_nobody_from_writing(home, spring):
    found = facts.found(spring)
    kept = facts.keep(spring, changed(found, goal="more"))
    (survey,) = [one for one in kept.findings if "survey.csv" in one.text]
    assert (survey.field, survey.wrong) == ("", True)
    assert str(house.folder(spring)) not in survey.text
    assert facts.findings(spring) == kept.findings
    assert facts.found(spring).goal == "more"


@EVERYWHERE
def test_a_second_writer_is_refused(home, spring):
    found = facts.found(spring)
    facts.keep(spring, changed(found, goal="one"))
    for wanted in (changed(found, goal="two"), changed(found, brand__name="Red Door")):
        with pytest.raises(Conflict, match="was changed meanwhile"):
            facts.keep(spring, wanted)
    assert (facts.found(spring).goal, facts.found(spring).brand.name) == ("one", "Blue Door")


def test_a_file_that_cannot_be_read_is_not_written(home, spring):
    found = facts.found(spring)
    broken = text_of("campaign.toml").replace("[call]", "[call")
    house.put_file(spring, "campaign.toml", broken.encode())
    for act in (lambda: facts.found(spring), lambda: facts.keep(spring, found)):
        with pytest.raises(InvalidIntake, match=r"campaign\.toml: .*line \d+"):
            act()
    assert text_of("campaign.toml") == broken


def test_values_of_another_kind_are_left_alone_until_somebody_changes_them(home, spring):
    text = text_of("campaign.toml").replace('goal = "more people book a first visit"', "goal = 3")
    house.put_file(spring, "campaign.toml", text.encode())
    found = facts.found(spring)
    assert found.goal == ""
    (told,) = [one for one in facts.findings(spring) if one.field == "goal"]
    assert told.wrong
    with pytest.raises(WrongFields, match="goal"):
        facts.keep(spring, changed(found, product="our help"))
    facts.keep(spring, changed(found, goal="more"))
    assert facts.findings(spring)[0].field == ""


def test_who_may_only_look_writes_no_facts(home, spring):
    people.add("admin", ["admin"], who="ann")
    people.add("vi", ["viewer"], who="admin")
    found = facts.found(spring, who="vi")
    with pytest.raises(NotAllowed):
        facts.keep(spring, changed(found, goal="mine"), who="vi")
