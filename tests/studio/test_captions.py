"""What the pictures of a campaign show and may be used for, as a form."""

import shutil
from pathlib import Path

import pytest

from reelwright.domain.errors import Conflict, InvalidIntake, NotAllowed, NotFound, WrongFields
from reelwright.studio import captions, house, people

PICTURE = Path(__file__).resolve().parents[2] / "src/reelwright/studio/starter/logo.svg"
LIST = "library/captions.csv"
EVERYWHERE = pytest.mark.parametrize("home", ["files", "servers"], indirect=True)

WRITTEN = (
    "sep=;\r\n"
    "Filename;shelf mark;description;People consented;licence\r\n"
    'gate.svg;"A; 1";"An old gate";Ja;\r\n'
    "\r\n"
    "far/pond.svg;B2;A pond;;one campaign\r\n"
    "gone.svg;C3;Nobody knows;;"
)
"""A list as a spreadsheet wrote it, with a column that nobody reads and a row of no file."""


ENCODINGS = (
    (b"", "utf-8"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"", "cp1252"),
)


def text_of(name):
    return house.file(name, LIST).read_bytes().decode()


def changed(found, file, **fields):
    """The list with one picture in it, of which other things are said."""
    (row,) = [one for one in found.pictures if one.file == file]
    return found.model_copy(update={"pictures": (row.model_copy(update=fields),)})


@pytest.fixture
def spring(home):
    """A campaign as it is begun, with three pictures."""
    house.new("spring", "Blue Door")
    for n, file in enumerate(("gate.svg", "far/pond.svg", "new one.svg")):
        drawn = PICTURE.read_text("utf-8").replace("</svg>", f"<desc>{n}</desc></svg>")
        house.put_file("spring", f"library/{file}", drawn.encode())
    return "spring"


@EVERYWHERE
def test_a_picture_is_captioned_and_the_rest_of_the_list_stays_as_it_was(home, spring):
    house.put_file(spring, LIST, WRITTEN.encode())
    found = captions.found(spring)
    said = {one.file: one for one in found.pictures}
    assert list(said) == ["far/pond.svg", "gate.svg", "new one.svg"]
    assert (said["gate.svg"].caption, said["gate.svg"].people_consented) == ("An old gate", "yes")
    assert said["far/pond.svg"].licence == "one campaign"
    assert not any(said["new one.svg"].model_dump(exclude={"file"}).values())

    first = captions.keep(
        spring, changed(found, "gate.svg", caption=" A white;\n gate ", scale="wide")
    )
    assert text_of(spring) == WRITTEN.replace(";licence\r", ";licence;scale\r").replace(
        '"A; 1";"An old gate";Ja;', '"A; 1";"A white; gate";Ja;;wide'
    )
    again = captions.keep(
        spring, changed(first, "new one.svg", caption="A door", holder="Blue Door")
    )
    *before, last = text_of(spring).splitlines()
    assert before[0:2] == [
        "sep=;",
        "Filename;shelf mark;description;People consented;licence;scale;holder",
    ]
    assert before[-1] == "gone.svg;C3;Nobody knows;;"
    assert last == "new one.svg;;A door;;;;Blue Door"
    assert again == captions.found(spring)
    assert [one.caption for one in again.pictures] == ["A pond", "A white; gate", "A door"]
    with pytest.raises(Conflict, match="was changed meanwhile"):
        captions.keep(spring, changed(found, "gate.svg", caption="An older gate"))


def test_a_first_list_is_begun_and_what_says_nothing_gets_no_row(home, spring):
    found = captions.found(spring)
    assert (found.path, found.version) == (LIST, "")
    assert captions.keep(spring, found) == found
    kept = captions.keep(spring, changed(found, "gate.svg", expires="2097-05-31", people="Ann; Bo"))
    head, row = text_of(spring).splitlines()
    assert head.startswith("file,caption,")
    assert row == "gate.svg,,,Ann; Bo,,,,2097-05-31"
    assert kept.version
    cleared = captions.keep(spring, changed(kept, "gate.svg", expires="", people=""))
    assert not any(one.expires or one.people for one in cleared.pictures)


def test_a_wrong_value_is_told_at_its_field_and_nothing_is_written(home, spring):
    found = captions.found(spring)
    wanted = changed(found, "gate.svg", caption="A gate", expires="May", people_consented="perhaps")
    with pytest.raises(WrongFields) as refused:
        captions.keep(spring, wanted)
    fields = dict(refused.value.fields)
    assert set(fields) == {"pictures.0.expires", "pictures.0.people_consented"}
    assert fields["pictures.0.expires"] == "expires 'May' is no date; write it as 2027-12-31"
    assert captions.found(spring) == found
    lost = found.pictures[0].model_copy(update={"file": "never.svg"})
    with pytest.raises(NotFound, match=r"no picture never\.svg"):
        captions.keep(spring, found.model_copy(update={"pictures": (lost,)}))
    house.put_file(spring, "library/captions.json", b'[{"file": "gate.svg", "caption": "A gate"}]')
    listed = captions.found(spring)
    assert "A gate" in [one.caption for one in listed.pictures]
    with pytest.raises(InvalidIntake, match="no list that a form can change"):
        captions.keep(spring, changed(listed, "gate.svg", caption="A door"))


def test_what_check_says_of_a_picture_is_told_at_it(home, spring):
    shutil.copy(
        house.file(spring, "library/gate.svg"), house.folder(spring) / "library" / "twin.svg"
    )
    ended = b"file,licence,expires\nfar/pond.svg,one campaign,2001-01-01\nno.svg,,\n"
    house.put_file(spring, LIST, ended)
    told = {one.file: one for one in captions.findings(spring)}
    assert "2001-01-01" in told["far/pond.svg"].text
    assert told["twin.svg"].text == "is the same file as gate.svg"
    assert "names no.svg" in told[""].text
    house.put_file(spring, LIST, b"file,expires\nnew one.svg,tomorrow\n")
    (wrong,) = [one for one in captions.findings(spring) if one.wrong]
    assert (wrong.file, wrong.field) == ("new one.svg", "expires")
    assert wrong.text == "expires 'tomorrow' is no date; write it as 2027-12-31"
    house.put_file(spring, LIST, b"file,edit\nnew one.svg,nonsense\n")
    (wrong,) = [one for one in captions.findings(spring) if one.wrong]
    assert (wrong.file, wrong.field) == ("new one.svg", "")


@pytest.mark.parametrize(("mark", "codec"), ENCODINGS)
def test_a_list_stays_in_its_encoding(home, spring, mark, codec):
    written = "file;caption;Öffnung\r\ngate.svg;Grüne Tür;früh\r\n"
    house.put_file(spring, LIST, mark + written.encode(codec))
    found = captions.found(spring)
    kept = captions.keep(spring, changed(found, "gate.svg", caption="Weiße Tür"))
    data = house.file(spring, LIST).read_bytes()
    assert data == mark + written.replace("Grüne", "Weiße").encode(codec)
    # What it cannot hold makes it UTF-8, as spreadsheets recognise it.
    captions.keep(spring, changed(kept, "gate.svg", caption="白い扉"))
    data = house.file(spring, LIST).read_bytes()
    if codec == "cp1252":
        mark, codec = b"\xef\xbb\xbf", "utf-8"
    assert data == mark + written.replace("Grüne Tür", "白い扉").encode(codec)


@pytest.mark.parametrize(
    ("word", "said"),
    [(word, "yes") for word in ("Ja", "oui", "sí", "vero", "Sim", "tak", "はい", "TRUE")]
    + [(word, "no") for word in ("nein", "non", "Não", "nej", "nie", "いいえ", "0")]
    + [("vielleicht", "vielleicht")],
)
def test_yes_and_no_are_read_in_every_language_and_left_as_written(home, spring, word, said):
    house.put_file(spring, LIST, f"file,caption,consent\ngate.svg,A gate,{word}\n".encode())
    found = captions.found(spring)
    assert {one.file: one.people_consented for one in found.pictures}["gate.svg"] == said
    wanted = changed(found, "gate.svg", caption="A door")
    if said not in ("yes", "no"):
        with pytest.raises(WrongFields, match="is neither yes nor no"):
            captions.keep(spring, wanted)
        return
    captions.keep(spring, wanted)
    assert text_of(spring) == f"file,caption,consent\ngate.svg,A door,{word}\n"


def test_a_list_that_holds_no_letters_is_not_written_over(home, spring):
    data = b"file,caption\ngate.svg," + b"caf\xe9 at the gate; " * 30 + b"\x81\n"
    house.put_file(spring, LIST, data)
    found = captions.found(spring)
    with pytest.raises(InvalidIntake, match="change its text"):
        captions.keep(spring, changed(found, "new one.svg", caption="A door"))
    assert house.file(spring, LIST).read_bytes() == data


def test_a_picture_is_seen_small_and_only_an_editor_writes(home, spring):
    people.add("admin", ["admin"], who="ann")
    people.add("vi", ["viewer"], who="admin")
    found = captions.found(spring, who="vi")
    assert captions.small(spring, "far/pond.svg", wide=64, who="vi").startswith(b"\xff\xd8\xff")
    with pytest.raises(NotFound):
        captions.small(spring, "no.svg", who="vi")
    with pytest.raises(NotAllowed):
        captions.keep(spring, changed(found, "gate.svg", caption="Mine"), who="vi")
