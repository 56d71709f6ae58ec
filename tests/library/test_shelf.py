"""A library folder becomes pictures that say what they show, who owns them and where to look."""

import json
from datetime import date

import numpy as np
import pytest
from PIL import Image, ImageDraw

from reelwright.domain.errors import InvalidIntake
from reelwright.library import read_pictures

DAY = date(2026, 11, 21)


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


def picture(path, seed=1, **options):
    """A photograph-like picture: a disc on a gradient with noise."""
    rng = np.random.default_rng(seed)
    path.parent.mkdir(exist_ok=True)
    made = Image.fromarray(rng.integers(0, 255, (6, 8, 3), np.uint8)).resize((400, 300))
    x, y = rng.integers(80, 320), rng.integers(80, 220)
    ImageDraw.Draw(made).ellipse((x - 60, y - 60, x + 60, y + 60), fill="white")
    made.save(path, **options)
    return path


def read(folder, assets):
    return read_pictures(folder, assets, today=DAY)


def only(folder, assets):
    shelf = read(folder, assets)
    assert len(shelf.pictures) == 1, shelf.refused
    return shelf.pictures[0]


@pytest.mark.longer
def test_the_example_library_is_read_whole(fernhill, assets):
    shelf = read(fernhill / "library", assets)
    assert shelf.refused == ()
    assert len(shelf.pictures) == len(list((fernhill / "library").glob("*.svg")))
    assert all(p.caption and p.captions[0].source == "person" for p in shelf.pictures)
    assert all(p.layers and p.keywords and len(p.palette) == 5 for p in shelf.pictures)
    margaret = next(p for p in shelf.pictures if p.id == "margaret-portrait")
    assert margaret.scale == "close"
    assert "Margaret" in margaret.keywords
    assert assets.path(margaret.asset).is_file()
    assert shelf == read(fernhill / "library", assets)


def test_real_photographs_are_read_without_any_captions(shared_data, assets):
    shelf = read(shared_data / "photos", assets)
    assert shelf.refused == ()
    assert [p.id for p in shelf.pictures][:3] == ["aurora", "bag", "building"]
    table = next(p for p in shelf.pictures if p.id == "clothes-table")
    assert (table.caption, table.captions[0].source) == ("clothes table", "file name")
    assert (table.width, table.height) == (1280, 853)


def test_an_empty_folder_and_a_single_picture_are_fine(library, assets):
    assert read(library, assets).pictures == ()
    picture(library / "one.jpg")
    assert only(library, assets).id == "one"


def test_sub_folders_and_equal_names_keep_their_ids_apart(library, assets):
    for n, name in enumerate(("a/cup.jpg", "b/cup.jpg", "cup.png", "a-cup.jpg")):
        picture(library / name, n)
    ids = [p.id for p in read(library, assets).pictures]
    assert sorted(ids) == ["a-cup", "a-cup-2", "b-cup", "cup"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("captions.csv", 'file,caption,keywords,scale\ncup.jpg,A café cup,"tea, Ann",close\n'),
        ("captions.csv", "File;Caption;Keywords;Scale\r\ncup.jpg;A café cup;tea,Ann;Close\r\n"),
        (
            "captions.jsonl",
            '{"file": "cup.jpg", "caption": "A café cup", "keywords": ["tea", "Ann"], '
            '"scale": "close"}\n',
        ),
        (
            "captions.json",
            '{"cup.jpg": {"caption": "A café cup", "keywords": "tea", "people": "Ann", '
            '"scale": "close"}}',
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_manifest_captions_pictures(library, assets, name, text, encoding):
    picture(library / "cup.jpg")
    (library / name).write_bytes(text.encode(encoding))
    found = only(library, assets)
    assert found.caption == "A café cup"
    assert found.captions[0].source == "person"
    assert found.keywords == ("tea", "Ann")
    assert found.scale == "close"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Datei,caption\na.jpg,x\n", "row 2: there is no column file among datei, caption; call"),
        ("file,caption\n,x\n", "row 2: the column file is empty"),
        (f"file,licen{'s' * 500}\na.jpg,x\n", r"row 2: the column licens{55} tells of rights and"),
        ("file,caption\ncup.jpg,a\ncup.jpg,b\n", "row 3: cup.jpg has a row already"),
        ("file,scale\ncup.jpg,huge\n", "scale 'huge' is none of"),
        ("file,expires\ncup.jpg,soon\n", "expires 'soon' is no date"),
    ],
)
def test_a_wrong_manifest_names_the_row_or_field(library, assets, text, said):
    picture(library / "cup.jpg")
    (library / "captions.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidIntake, match=said):
        read(library, assets)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("captions.csv", "file,caption\ncup.jpg,a\ncup.jpg,b\n", "Shoot 7/captions.csv, row 3: "),
        ("captions.csv", "caption\nx\n", "Shoot 7/captions.csv, row 2: "),
        ("captions.json", "[1", "Shoot 7/captions.json"),
        ("CAPTIONS.JSONL", '{"file": "cup.jpg"}\n{', "Shoot 7/CAPTIONS.JSONL, row 2 "),
        ("in/cup.json", "[]", "Shoot 7/in/cup.json holds no "),
        ("in/cup.json", '{"scale": "huge"}', "Shoot 7/in/cup.json: scale"),
    ],
)
def test_a_fault_names_the_real_file_of_the_real_folder(tmp_path, assets, name, text, said):
    folder = tmp_path / "Shoot 7"
    (folder / "in").mkdir(parents=True)
    picture(folder / "cup.jpg")
    picture(folder / "in" / "cup.jpg")
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidIntake) as told:
        read(folder, assets)
    assert str(told.value).startswith(said)


def test_two_lists_in_a_folder_are_named_with_it(tmp_path, assets):
    folder = tmp_path / "Shoot 7"
    folder.mkdir()
    for name in ("captions.csv", "captions.json"):
        (folder / name).write_text("", encoding="utf-8")
    with pytest.raises(InvalidIntake, match=r"^Shoot 7: captions\.csv and captions\.json are all"):
        read(folder, assets)


def test_rows_for_pictures_that_are_not_there_are_named(library, assets):
    picture(library / "cup.jpg")
    (library / "captions.csv").write_text("file,caption\ngone.jpg,A\n", encoding="utf-8")
    assert read(library, assets).refused == (
        "the captions list names gone.jpg, which is not there",
    )


XMP = """<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 i:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/{kind}">
 <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt></dc:description>
 <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Ann Photo</rdf:li></rdf:Alt></dc:rights>
 <dc:subject><rdf:Bag><rdf:li>harbour</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_every_source_is_kept_and_people_come_first(library, assets):
    xmp = XMP.format(kind="digitalCapture", caption="From the XMP packet")
    path = picture(library / "IMG_boat-house_2.jpg", xmp=xmp.encode())
    path.with_suffix(".txt").write_text("From the sidecar\n", encoding="utf-8")
    (library / "captions.csv").write_text(
        f"file,caption\n{path.name},From a person\n", encoding="utf-8"
    )
    found = only(library, assets)
    assert [(c.source, c.text) for c in found.captions] == [
        ("person", "From a person"),
        ("sidecar", "From the sidecar"),
        ("xmp", "From the XMP packet"),
        ("file name", "img boat house"),
    ]
    assert found.keywords == ("harbour",)
    assert found.rights.holder == "Ann Photo"
    assert found.made_by_ai is False


def test_pictures_made_by_models_are_marked(library, assets):
    xmp = XMP.format(kind="trainedAlgorithmicMedia", caption="x")
    picture(library / "a.jpg", 1, xmp=xmp.encode())
    picture(library / "b.png", 2)
    (library / "b.json").write_text(json.dumps({"made_by_ai": True}), encoding="utf-8")
    picture(library / "c.jpg", 3)
    assert [p.made_by_ai for p in read(library, assets).pictures] == [True, True, None]


def test_exif_words_are_repaired_and_cameras_own_words_passed_over(library, assets):
    exif = Image.Exif()
    exif[0x010E] = "Café am Hafen".encode()
    picture(library / "a.jpg", 1, exif=exif)
    exif[0x010E] = "OLYMPUS DIGITAL CAMERA"
    picture(library / "b.jpg", 2, exif=exif)
    a, b = read(library, assets).pictures
    assert a.caption == "Café am Hafen"
    assert b.captions[0].source == "file name"


def test_rights_are_kept_and_expired_pictures_refused(library, assets):
    for n, name in enumerate(("a", "b", "c")):
        picture(library / f"{name}.jpg", n)
    (library / "captions.csv").write_text(
        "file,holder,licence,expires,people_consented\n"
        "a.jpg,Ann,CC BY 4.0,2027-01-31,yes\nb.jpg,Bob,,2026-11-20,\nc.jpg,,,2026-11-21,no\n",
        encoding="utf-8",
    )
    shelf = read(library, assets)
    assert [p.id for p in shelf.pictures] == ["a", "c"]
    assert shelf.pictures[0].rights.model_dump() == {
        "holder": "Ann",
        "licence": "CC BY 4.0",
        "expires": "2027-01-31",
        "people_consented": True,
    }
    assert shelf.pictures[1].rights.people_consented is False
    assert shelf.refused == (
        "b.jpg: its licence ended on 2026-11-20; renew it or take the picture out",
    )


def test_copies_are_left_out_and_near_copies_named(library, assets):
    path = picture(library / "a.jpg", quality=95)
    (library / "b.jpg").write_bytes(path.read_bytes())
    Image.open(path).resize((800, 600)).save(library / "c.png")
    picture(library / "d.jpg", 9)
    shelf = read(library, assets)
    assert [p.id for p in shelf.pictures] == ["a", "c", "d"]
    assert shelf.refused == (
        "b.jpg is the same file as a.jpg",
        "c.png looks the same as a.jpg; both are kept",
    )


def test_links_out_of_the_folder_are_refused(library, assets, tmp_path):
    secret = picture(tmp_path / "outside" / "secret.jpg")
    (library / "link.jpg").symlink_to(secret)
    (library / "folder").symlink_to(secret.parent)
    sidecar = tmp_path / "outside" / "words.txt"
    sidecar.write_text("secret words", encoding="utf-8")
    picture(library / "own.jpg", 2)
    (library / "own.txt").symlink_to(sidecar)
    shelf = read(library, assets)
    assert [p.id for p in shelf.pictures] == ["own"]
    assert "secret" not in shelf.pictures[0].caption
    assert sorted(shelf.refused) == [
        "folder is a link to a folder; copy its pictures in",
        "link.jpg is a link out of the library folder; copy the file in",
    ]


def test_what_cannot_be_used_is_named_and_the_rest_is_read(library, assets):
    picture(library / "good.jpg")
    (library / "broken.jpg").write_bytes((library / "good.jpg").read_bytes()[:2000])
    (library / "evil.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script/></svg>',
        encoding="utf-8",
    )
    Image.new("RGB", (40, 30)).save(library / "tiny.png")
    picture(library / "scan.tiff", 2)
    (library / "notes.md").write_text("not a picture", encoding="utf-8")
    (library / ".DS_Store.jpg").write_bytes(b"x")
    shelf = read(library, assets)
    assert [p.id for p in shelf.pictures] == ["good"]
    named = sorted(line.split()[0].strip(":") for line in shelf.refused)
    assert named == ["broken.jpg", "evil.svg", "scan.tiff", "tiny.png"]


def test_hostile_metadata_harms_nothing(library, assets):
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    picture(library / "a.jpg", 1, xmp=bomb.encode())
    (library / "a.xmp").write_text(bomb, encoding="utf-8")
    picture(library / "b.jpg", 2)
    (library / "b.txt").write_text("x\x00\x1b[31m" + "word " * 2_000, encoding="utf-8")
    a, b = read(library, assets).pictures
    assert a.captions[0].source == "file name"
    assert b.caption.startswith("x [31m")
    assert len(b.caption) <= 2_000
