"""What a list says of a licence reaches its picture, however the name is written."""

import io
import json
import unicodedata
from datetime import date

import numpy as np
import pytest
from PIL import Image

from reelwright.domain.errors import InvalidIntake
from reelwright.library import read_pictures
from reelwright.library.ingest.captions import said_of_one

DAY = date(2026, 11, 21)
ENDED = "its licence ended on 2020-01-01"


def jpeg(seed: int) -> bytes:
    rng = np.random.default_rng(seed)
    made = Image.fromarray(rng.integers(0, 255, (6, 8, 3), np.uint8)).resize((400, 300))
    sink = io.BytesIO()
    made.save(sink, "JPEG")
    return sink.getvalue()


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


def put(folder, *names):
    for n, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(jpeg(n))


def listed(folder, text, name="captions.csv", encoding="utf-8"):
    (folder / name).write_bytes(text.encode(encoding))


def read(folder, assets):
    return read_pictures(folder, assets, today=DAY)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (unicodedata.normalize("NFD", "Hündin.jpg"), "Hündin.jpg"),
        ("Hündin.jpg", unicodedata.normalize("NFD", "Hündin.jpg")),
        ("DOG.JPG", "dog.jpg"),
        ("dog.jpg", "Dog.Jpg"),
        ("STRASSE.JPG", "straße.jpg"),
        ("ŻÓŁW.jpg", "żółw.JPG"),
        (unicodedata.normalize("NFD", "がっこう.jpg"), "がっこう.jpg"),
        ("Été/Chien.jpg", unicodedata.normalize("NFD", "été\\chien.JPG")),
        ("a/dog.jpg", "a\\dog.jpg"),
        ("a/dog.jpg", "./A//dog.jpg"),
        ("a/dog.jpg", "DOG.jpg"),
        ("dog.jpg", " dog.jpg "),
        ("№1.jpg", "No1.jpg"),
        ("No1.jpg", "№1.jpg"),
        ("ｄｏｇ①.jpg", "dog1.jpg"),
        ("ﬁsh™.jpg", "fishTM.jpg"),
    ],
)
def test_a_licence_that_ended_keeps_its_picture_out(library, assets, there, said):
    put(library, there)
    listed(library, f'file,caption,expires\n"{said}",A dog,2020-01-01\n')
    shelf = read(library, assets)
    assert shelf.pictures == ()
    assert len(shelf.refused) == 1
    assert ENDED in shelf.refused[0]


@pytest.mark.parametrize("sidecar", ["{stem}.json", "{name}.json", "{STEM}.JSON", "{nfd}.json"])
def test_so_does_a_sidecar_whose_name_is_written_otherwise(library, assets, sidecar):
    put(library, "Hündin.JPG")
    nfd = unicodedata.normalize("NFD", "hündin")
    name = sidecar.format(stem="hündin", name="HÜNDIN.jpg", STEM="HÜNDIN", nfd=nfd)
    (library / name).write_text('{"expires": "2020-01-01"}', encoding="utf-8")
    assert ENDED in "".join(read(library, assets).refused)


def test_a_name_that_may_be_two_files_is_refused(library, assets):
    put(library, "a/dog.jpg", "b/dog.jpg")
    listed(library, "file,expires\ndog.jpg,2020-01-01\n")
    with pytest.raises(InvalidIntake, match=r"row 2: dog\.jpg may be a/dog\.jpg or b/dog\.jpg"):
        read(library, assets)


def test_files_that_differ_by_case_alone_take_their_own_rows(library, assets):
    put(library, "dog.jpg", "Dog.jpg")
    if len(list(library.iterdir())) < 2:
        pytest.skip("this disk takes both names for one")
    listed(library, "file,caption\ndog.jpg,Small\nDog.jpg,Large\n")
    found = {p.asset.name: p.caption for p in read(library, assets).pictures}
    assert found == {"dog.jpg": "Small", "Dog.jpg": "Large"}
    listed(library, "file,caption\nDOG.jpg,Which\n")
    with pytest.raises(InvalidIntake, match="may be"):
        read(library, assets)
    listed(library, "file,caption\ndog.jpg,Small\n")
    (library / "dog.txt").write_text("The small one", encoding="utf-8")
    told = {p.asset.name: p.captions[0].source for p in read(library, assets).pictures}
    assert told == {"dog.jpg": "person", "Dog.jpg": "file name"}


def test_two_rows_for_one_file_are_refused(library, assets):
    put(library, "dog.jpg")
    listed(library, "file,caption\ndog.jpg,A\nDOG.JPG,B\n")
    with pytest.raises(InvalidIntake, match=r"row 3: DOG\.JPG is dog\.jpg, .*\(row 2\)"):
        read(library, assets)


def test_two_lists_are_refused(library, assets):
    put(library, "dog.jpg")
    listed(library, "file,expires\ndog.jpg,2020-01-01\n", "Captions.CSV")
    assert ENDED in "".join(read(library, assets).refused)
    listed(library, "[]", "captions.json")
    with pytest.raises(InvalidIntake, match=r"Captions\.CSV and captions\.json"):
        read(library, assets)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('file,caption\nbag.jpg,"A bag\ndog.jpg,A dog\n', "row 2: a quotation mark is opened"),
        ('file,caption\nbag.jpg,"A bag\ndog.jpg,A dog"\n', "row 2: a quotation mark is not closed"),
        ('file,caption\nbag.jpg,A\ndog.jpg,"A "small" dog"\n', "row 3: .*quotation marks"),
        ("file,caption\ndog.jpg,A dog, lying,2020-01-01\n", "row 2 has more fields"),
        ("file,caption,expire\ndog.jpg,A,2020-01-01\n", "no column expire; is it expires"),
        ("file,expires,expires\ndog.jpg,2020-01-01,\n", "column expires stands there twice"),
    ],
)
def test_a_list_that_would_lose_a_row_is_refused(library, assets, text, said):
    put(library, "dog.jpg", "bag.jpg")
    listed(library, text)
    with pytest.raises(InvalidIntake, match=said):
        read(library, assets)


def test_a_caption_may_run_over_lines_and_hold_quotes(library, assets):
    put(library, "dog.jpg")
    listed(library, 'file,caption\ndog.jpg,"A ""small"" dog\non a mat"\n')
    assert read(library, assets).pictures[0].caption == 'A "small" dog on a mat'


@pytest.mark.parametrize(
    "word", "yes Y ja j oui o sí si s sì sim tak t はい 同意 ○ ✓ TRUE 1 Waar".split()
)
def test_yes_in_ten_languages(library, assets, word):
    put(library, "dog.jpg")
    listed(library, f"file,people_consented,made by AI\ndog.jpg,{word},{word}\n")
    (found,) = read(library, assets).pictures
    assert found.rights.people_consented is True
    assert found.made_by_ai is True


@pytest.mark.parametrize(
    "word", "no N nein nee nej non não nao nie いいえ 不可 × ✗ false 0 Nein.".split()
)
def test_no_in_ten_languages(library, assets, word):
    put(library, "dog.jpg")
    listed(library, json.dumps([{"file": "dog.jpg", "consent": word}]), "captions.json")
    (found,) = read(library, assets).pictures
    assert found.rights.people_consented is False


@pytest.mark.parametrize("word", ["x", "maybe", "?", "asked", "2", "yes and no"])
def test_what_is_neither_is_refused_with_row_and_field(library, assets, word):
    put(library, "dog.jpg", "bag.jpg")
    listed(library, f"file,people_consented\nbag.jpg,\ndog.jpg,{word}\n")
    with pytest.raises(
        InvalidIntake, match=r"row 3, dog\.jpg: people_consented .*neither yes nor no"
    ):
        read(library, assets)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp932", "cp1250"])
def test_lists_are_read_as_spreadsheets_write_them(library, assets, encoding):
    name = {"cp932": "写真の犬と子供.jpg", "cp1250": "źrebię łąka.jpg"}.get(encoding, "Hündin.jpg")
    put(library, name)
    said = {"cp932": "公園で走る犬と子供たち", "cp1250": "Źrebię pasące się na łące przy płocie"}
    caption = said.get(encoding, "Eine Hündin")
    text = f"sep=;\r\nFile;Caption;Expires\r\n{name};{caption};2020-01-01 00:00:00\r\n"
    listed(library, text, encoding=encoding)
    assert ENDED in "".join(read(library, assets).refused)


@pytest.mark.parametrize(
    ("picture", "sidecar"),
    [
        ("IMG_1.jpg", "IMG_1.jpg.json"),
        ("IMG_1.jpg", "IMG_1.jpg.supplemental-metadata.json"),
        ("IMG_1.jpg", "IMG_1.jpg.supplemental-me.json"),
        ("IMG_1(1).jpg", "IMG_1.jpg.supplemental-metadata(1).json"),
        ("IMG_1(1).jpg", "IMG_1.jpg(1).json"),
        ("x" * 50 + ".jpg", "x" * 46 + ".json"),
        ("y" * 40 + ".jpg", ("y" * 40 + ".jpg.supplemental")[:46] + ".json"),
    ],
)
def test_what_google_takeout_says_is_read(library, assets, picture, sidecar):
    put(library, "IMG_2.jpg", picture)
    said = {
        "title": picture,
        "description": "Two people at the sea",
        "people": [{"name": "A Person"}, {"name": "Ben"}],
        "geoData": {"latitude": 0.0},
    }
    (library / sidecar).write_text(json.dumps(said), encoding="utf-8")
    shelf = read(library, assets)
    assert shelf.refused == ()
    told = {p.asset.name: p for p in shelf.pictures}
    assert told[picture].people == ("A Person", "Ben")
    assert told[picture].keywords == ("A Person", "Ben")
    assert told[picture].caption == "Two people at the sea"
    assert told["IMG_2.jpg"].people == ()


def test_files_that_are_not_read_and_rows_without_a_file_are_named(library, assets):
    put(library, "dog.jpg", "a/bag.jpg")
    for name in (
        "clip.mp4", "take.mov", "tune.wav", "cup.glb", "README.txt", "Thumbs.db", "dog.txt",
        "IMG_1.AAE", "scan.tif", "raw.cr2", "notes.txt", "rights.xlsx", "a/captions.csv",
    ):  # fmt: skip
        (library / name).write_bytes(b"something")
    listed(library, "file,caption\ndog.jpg,A\nclip.mp4,A clip\nbag.jpeg,A bag\ngone.jpg,A\n")
    assert sorted(read(library, assets).refused) == [
        "a/captions.csv is not read: a list of captions is called captions.csv, captions.json or "
        "captions.jsonl and lies in the folder itself",
        "clip.mp4 is no sound or film that is read; export it again",
        "cup.glb is a 3D model; a knowledge base takes it in and draws it (reelwright library "
        "add), or save a view of it here as a picture",
        "notes.txt is beside no picture of that name",
        "raw.cr2 is of a kind that is not read; save it as JPEG, PNG or SVG, a clip as MP4",
        "rights.xlsx is not read: a list of captions is called captions.csv, captions.json or "
        "captions.jsonl and lies in the folder itself",
        "scan.tif is of a kind that is not read; save it as JPEG, PNG or SVG, a clip as MP4",
        "take.mov is no sound or film that is read; export it again",
        "the captions list names bag.jpeg, which is not there; is it a/bag.jpg?",
        "the captions list names gone.jpg, which is not there",
        "tune.wav is a sound, which a campaign's library has no use for; a recording of a scene's "
        "words belongs in voice/, music stands as a file under music in brand.toml",
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.jfif", "JPEG"), ("a.jpe", "JPEG"), ("a.gif", "GIF"), ("a.mpo", "MPO"), ("a.dat", "PNG"),
     ("photo", "JPEG"), ("a.png", "WEBP")],
)  # fmt: skip
def test_pictures_are_read_by_content_whatever_their_ending(library, assets, name, kind):
    made = Image.open(io.BytesIO(jpeg(1)))
    options = {"save_all": True, "append_images": [made]} if kind == "MPO" else {}
    made.save(library / name, kind, **options)
    listed(library, f"file,caption\n{name},A field\n")
    shelf = read(library, assets)
    assert shelf.refused == ()
    assert shelf.pictures[0].caption == "A field"


def test_a_picture_that_comes_alone_is_told_by_its_folders_list(library):
    put(library, "dog.jpg", "bag.jpg")
    listed(library, "file,caption,expires\nDOG.JPG,A dog,2020-01-01\n")
    assert said_of_one(library / "dog.jpg").rights == {"expires": "2020-01-01"}
    assert said_of_one(library / "bag.jpg").rights == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('[{"file": "dog.jpg", "caption": ' + "9" * 5000 + "}]", "far too many digits"),
        ('[{"file": "dog.jpg", "caption": "\\ud83d"}]', "row 1: .*half of a character"),
        ('{"dog.jpg": {"caption": "A"}, "dog.jpg": {"caption": "B"}}', "stands there twice"),
        ('[{"file": "dog.jpg", "caption": NaN}]', "NaN is no number"),
    ],
)
def test_a_list_that_breaks_its_reader_is_refused(library, assets, text, said):
    put(library, "dog.jpg")
    listed(library, text, "captions.json")
    with pytest.raises(InvalidIntake, match=said):
        read(library, assets)


def test_a_sidecar_that_breaks_its_reader_is_refused(library, assets):
    put(library, "dog.jpg")
    (library / "dog.json").write_text('{"a":' * 20_000, encoding="utf-8")
    with pytest.raises(InvalidIntake, match=r"dog\.json, .*nested too deeply"):
        read(library, assets)


def test_names_of_any_bytes_and_of_any_length_harm_nothing(library, assets):
    put(library, "d" * 251 + ".jpg", "catalogue.db/dog.jpg")
    try:
        with open(bytes(library) + b"/\xff\xfe bag.jpg", "wb") as file:
            file.write(jpeg(7))
    except OSError:
        pytest.skip("this disk takes no names of other bytes")
    shelf = read(library, assets)
    assert len(shelf.pictures) == 2
    assert shelf.refused == ("?? bag.jpg has a name that is no text; rename it",)


@pytest.mark.parametrize("copy", ["adog.jpg", "zdog.jpg", "more/dog copy.jpg"])
def test_rights_belong_to_a_picture_whatever_its_copies_are_called(library, assets, copy):
    put(library, "dog.jpg", "bag.jpg")
    (library / copy).parent.mkdir(exist_ok=True)
    (library / copy).write_bytes((library / "dog.jpg").read_bytes())
    (library / "zzz.jpg").write_bytes((library / "bag.jpg").read_bytes())
    listed(
        library,
        "file,caption,expires,people_consented\ndog.jpg,A dog,,no\nbag.jpg,A bag,2020-01-01,\n",
    )
    shelf = read(library, assets)
    (dog,) = shelf.pictures
    assert dog.rights.people_consented is False
    assert dog.caption == "A dog"
    assert ENDED in "".join(shelf.refused)
    assert sum("is the same file as" in line for line in shelf.refused) == 2


@pytest.mark.parametrize(
    ("people", "named"),
    [("0", ()), ("2", ()), ("none", ()), ("Keine", ()), ("なし", ()), ("ninguém", ()),
     ("Amara", ("Amara",)), ("Amara, 2", ("Amara",)), ("María José; none", ("María José",))],
)  # fmt: skip
def test_how_many_people_a_picture_shows_is_nobodys_name(library, people, named):
    put(library, "bag.jpg")
    rows = f'file,caption,people\nbag.jpg,A bag on a table,"{people}"\n'
    (library / "captions.csv").write_text(rows, encoding="utf-8")
    said = said_of_one(library / "bag.jpg")
    assert tuple(said.people) == named
    assert tuple(said.keywords) == named


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("my dog.jpg", "my%20dog.jpg"),
        ("my dog.jpg", "my_Dog.JPG"),
        ("my  dog.jpg", "my dog.jpg"),
        ("anna's dog.jpg", "anna\u2019s dog.jpg"),
        ("a-b.jpg", "a\u2013b.jpg"),
        ("hun\u00addehütte.jpg", "hundehütte.jpg"),
        ("İSTANBUL.JPG", "istanbul.jpg"),
        ("Hündin.jpg", "HÃ¼ndin.jpg"),
        ("Huendin.jpg", "Hündin.jpg"),
        ("dog.jpg", "C:\\Users\\Ann\\library\\dog.jpg"),
        ("dog.jpg", "https://example.com/pictures/dog.jpg"),
        ("a/dog.jpg", "library/a/dog.jpg"),
    ],
)
def test_a_name_that_programs_wrote_otherwise_keeps_its_licence(library, assets, there, said):
    put(library, there)
    listed(library, f'file,caption,expires\n"{said}",A dog,2020-01-01\n')
    shelf = read(library, assets)
    assert shelf.pictures == ()
    assert ENDED in "".join(shelf.refused)


@pytest.mark.parametrize("said", ["dog", "dog.jpeg", "b/dog.png"])
def test_a_row_with_rights_that_may_be_for_a_picture_there_is_asked_about(library, assets, said):
    put(library, "dog.jpg")
    listed(library, f"file,people_consented\n{said},no\n")
    with pytest.raises(InvalidIntake, match=r"row 2: .* is not there; is it dog\.jpg\?"):
        read(library, assets)
    listed(library, f"file,caption\n{said},A dog\n")
    assert any("is it dog.jpg?" in line for line in read(library, assets).refused)


def test_a_name_that_programs_wrote_otherwise_and_may_be_two_files_is_refused(library, assets):
    put(library, "my dog.jpg", "my_dog.jpg")
    listed(library, "file,expires\nmy%20dog.jpg,2020-01-01\n")
    with pytest.raises(InvalidIntake, match="may be"):
        read(library, assets)


@pytest.mark.parametrize(
    "column",
    ["Expiry date", "Usage rights", "Model-Release", "Ablaufdatum", "Bildrechte", "Einwilligung",
     "Date d'expiration", "Autorisation", "Caducidad", "Derechos", "Scadenza", "Diritti",
     "Validade", "Vervaldatum", "Toestemming", "Giltig till", "Samtycke",
     "Data ważności", "Zgoda", "有効期限"],
)  # fmt: skip
def test_a_column_of_rights_that_is_not_read_is_refused_where_it_is_filled(library, assets, column):
    put(library, "dog.jpg")
    listed(library, f'file,caption,"{column}"\ndog.jpg,A dog,2020-01-01\n')
    with pytest.raises(InvalidIntake, match=r"row 2: the column .* tells of rights"):
        read(library, assets)
    listed(library, f'file,caption,"{column}"\ndog.jpg,A dog,\n')
    assert len(read(library, assets).pictures) == 1


@pytest.mark.parametrize(
    "column", ["brightness", "copyright year", "right side", "cascade", "rechts oben", "Titel"]
)
def test_a_column_of_something_else_is_passed_over(library, assets, column):
    put(library, "dog.jpg")
    listed(library, f"file,caption,{column}\ndog.jpg,A dog,3\n")
    assert len(read(library, assets).pictures) == 1
