import json
import os
import stat
from fractions import Fraction
from typing import Any

import c2pa
import numpy as np
import pytest
from PIL import Image

from reelwright.domain.errors import InvalidIntake, Missing
from reelwright.domain.origin import Origin
from reelwright.domain.picture import Rights
from reelwright.domain.sound import Recording, Word
from reelwright.domain.take import Footage, Move, Take, Window
from reelwright.release.papers.credentials import read_credentials, sign_film
from reelwright.release.papers.disclosure import disclose
from reelwright.release.papers.signing import local_signing, own_signing

from makers.films import scenery, voice, write_film


def jpeg(folder, value):
    path = folder / f"photo-{value}.jpg"
    Image.fromarray(np.full((40, 60, 3), value, np.uint8)).save(path)
    return path


@pytest.fixture
def pictures(tmp_path, assets, picture):
    found = []
    for value in (60, 160):
        asset = assets.put_file(jpeg(tmp_path, value), "image/jpeg", "inputs")
        rights = Rights(holder="Studio Photo Ltd", licence="CC BY 4.0")
        found.append(
            picture.model_copy(update={"id": f"p{value}", "asset": asset, "rights": rights})
        )
    return found


def take(shot, backend="motion"):
    about = {"id": "t", "scene": "s1", "format": "9:16", "attempt": 1, "direction": "", "route": ""}
    return Take(shot=shot, backend=backend, **about)


def move(picture):
    return Move(picture=picture, name="push in", start=Window(), end=Window(zoom=1.05))


def _reader(file) -> Any:
    open_: Any = c2pa.Reader
    return open_("video/mp4", file)


def recording(picture, engine):
    return Recording(
        scene="s1",
        text="Hello.",
        language="en",
        asset=picture.asset,
        seconds=Fraction(1),
        words=(Word(text="Hello.", start=Fraction(0), end=Fraction(1)),),
        timing="syllables",
        engine=engine,
        voice="v",
    )


@pytest.fixture
def signed(tmp_path, assets, pictures):
    film = write_film(tmp_path / "film.mp4", scenery(15), voice(0.5))
    out = tmp_path / "signed.mp4"
    signing = local_signing(tmp_path / "keys", "Fernhill Home Care")
    disclosure = disclose([take(move(p)) for p in pictures], [recording(pictures[0], "espeak")])
    found = sign_film(
        film,
        out,
        title="The same face",
        author="Fernhill Home Care",
        pictures=pictures,
        disclosure=disclosure,
        signing=signing,
        assets=assets,
    )
    return out, signing, found


def test_a_signed_film_tells_its_sources_and_who_signed(signed):
    out, signing, found = signed
    assert found.state == "trusted"
    read = read_credentials(out, anchor=signing.anchor)
    assert read == found
    assert read.sources == ("photo-60.jpg", "photo-160.jpg")
    assert read.title == "The same face"
    assert read.disclosure == "Narration is a computer voice."
    assert read.source_type.endswith("/compositeSynthetic")
    assert "Fernhill" in read.signer


def test_without_our_root_the_signer_is_unknown_but_the_film_is_sound(signed):
    assert read_credentials(signed[0]).state == "valid"


def test_another_reader_finds_sources_and_the_ai_mark_without_our_help(signed, pictures):
    out, _, _ = signed
    with out.open("rb") as file, _reader(file) as reader:
        report = json.loads(reader.json())
    active = report["manifests"][report["active_manifest"]]
    assert [i["relationship"] for i in active["ingredients"]] == ["componentOf"] * 2
    for ingredient, picture in zip(active["ingredients"], pictures, strict=True):
        assert ingredient["title"] == picture.asset.name
        assert picture.asset.sha256[:32] in ingredient["instance_id"]
    told = {a["label"]: a["data"] for a in active["assertions"]}
    actions = {a["action"]: a for a in told["c2pa.actions.v2"]["actions"]}
    assert actions["c2pa.created"]["digitalSourceType"].endswith("/compositeSynthetic")
    assert len(actions["c2pa.placed"]["parameters"]["ingredients"]) == 2
    assert told["org.reelwright.disclosure"]["text"] == "Narration is a computer voice."
    assert [p["sha256"] for p in told["org.reelwright.sources"]["pictures"]] == [
        p.asset.sha256 for p in pictures
    ]


def test_one_changed_byte_is_noticed(signed):
    out, signing, _ = signed
    data = bytearray(out.read_bytes())
    data[-2000] ^= 0xFF
    out.write_bytes(data)
    read = read_credentials(out, anchor=signing.anchor)
    assert read.state == "invalid"
    assert read.problems


def test_an_unsigned_film_has_none(tmp_path):
    film = write_film(tmp_path / "film.mp4", scenery(5))
    assert read_credentials(film).state == "none"


def test_signing_leaves_the_film_playable_and_small(signed, tmp_path):
    from reelwright.media.streams.inspect import look_through

    out, _, _ = signed
    assert out.stat().st_size - (tmp_path / "film.mp4").stat().st_size < 40_000
    assert look_through(out).container.frames == 15
    assert not list(tmp_path.glob(".*.part"))


def test_local_certificates_are_made_once_and_the_key_is_private(tmp_path):
    first = local_signing(tmp_path, "Fernhill")
    again = local_signing(tmp_path, "Fernhill")
    assert first == again
    key = tmp_path / "signing" / "key.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert b"PRIVATE" not in repr(first).encode()


def test_a_key_that_others_can_read_is_refused(tmp_path):
    local_signing(tmp_path, "Fernhill")
    os.chmod(tmp_path / "signing" / "key.pem", 0o644)
    with pytest.raises(InvalidIntake, match="chmod 600"):
        local_signing(tmp_path, "Fernhill")


def test_own_certificates_are_checked(tmp_path):
    local_signing(tmp_path / "a", "A")
    local_signing(tmp_path / "b", "B")
    chain, key = tmp_path / "a/signing/chain.pem", tmp_path / "a/signing/key.pem"
    assert own_signing(chain, key).algorithm == "es256"
    with pytest.raises(InvalidIntake, match="does not belong"):
        own_signing(chain, tmp_path / "b/signing/key.pem")
    with pytest.raises(Missing, match=r"none\.pem"):
        own_signing(chain, tmp_path / "none.pem")


@pytest.mark.parametrize(
    ("engine", "ai_picture", "footage", "text", "ending"),
    [
        ("recordings", False, False, "", "compositeSynthetic"),
        ("espeak", False, False, "Narration is a computer voice.", "compositeSynthetic"),
        ("festival", False, False, "Narration is a computer voice.", "TrainedAlgorithmicMedia"),
        ("piper", False, False, "The voice was made with AI.", "TrainedAlgorithmicMedia"),
        ("kokoro", False, False, "The voice was made with AI.", "TrainedAlgorithmicMedia"),
        ("unheard-of", False, False, "The voice was made with AI.", "TrainedAlgorithmicMedia"),
        ("recordings", True, False, "Some pictures were made with AI.", "TrainedAlgorithmicMedia"),
        ("recordings", False, True, "Some scenes were made with AI.", "TrainedAlgorithmicMedia"),
    ],
)
def test_what_is_disclosed_follows_from_what_was_made(
    picture, engine, ai_picture, footage, text, ending
):
    pic = picture.model_copy(update={"made_by_ai": ai_picture})
    shot = Footage(clip=pic.asset) if footage else move(pic)
    told = disclose([take(shot, "wan" if footage else "motion")], [recording(pic, engine)])
    assert told.text == text
    assert told.source_type.endswith(ending)
    assert told.visible is ("made with AI" in text)


def test_without_any_machine_part_a_film_of_photos_is_a_composite_of_captures(picture):
    pic = picture.model_copy(update={"made_by_ai": False})
    told = disclose([take(move(pic))], [recording(pic, "recordings")], music="none")
    assert told.source_type.endswith("/compositeCapture")
    assert told.text == ""


def test_undeclared_pictures_are_put_before_a_person(picture):
    told = disclose([take(move(picture))])
    assert "woman-with-cup" in told.unsure[0]


def test_model_written_text_is_recorded_as_assisted(picture):
    told = disclose([take(move(picture))], texts=[Origin(maker="anthropic:claude-x")])
    text = next(p for p in told.parts if p.name == "text")
    assert text.role == "assisted"
    assert "anthropic:claude-x" in text.why
    assert json.loads(told.model_dump_json())["parts"]
