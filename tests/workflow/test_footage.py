"""A campaign whose library holds clips: one film of them, whole, looked at frame by frame."""

import csv
import json

import av
import cv2
import numpy as np
import pytest

from reelwright.domain.picture import Picture
from reelwright.domain.take import Footage, Take
from reelwright.media.pictures.svg import render_svg
from reelwright.studio.trace import trace

from .conftest import ROOT, small_campaign
from makers.clips import clip

pytestmark = pytest.mark.longer

LIBRARY = ROOT / "examples" / "fernhill" / "library"
TONE = 3100.0
"""Hertz of what is heard in every clip, where no instrument of ours plays."""


def walked(name, seed):
    """A drawn room filmed by a hand; something crosses it, so that every moment is its own."""
    room = render_svg(LIBRARY / name, width=720)[..., 2::-1]
    room = cv2.resize(room, (720, max(420, room.shape[0])))
    rng = np.random.default_rng(seed)
    beats, phases = rng.uniform(1.5, 5.0, 6), rng.uniform(0, 6.28, 6)

    def at(t):
        dx = 5 * sum(np.sin(6.283 * beats[:3] * t + phases[:3]))
        dy = 5 * sum(np.sin(6.283 * beats[3:] * t + phases[3:]))
        x, y = int(40 + dx), int(25 + dy)
        seen = np.ascontiguousarray(room[y : y + 360, x : x + 640])
        cv2.circle(seen, (int(200 + 50 * t), 190), 36, (60, 90, 200), -1)
        cv2.circle(seen, (int(200 + 50 * t), 190), 14, (240, 240, 240), -1)
        return seen

    return at


def listed(captions):
    with captions.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def filmed(tmp_path_factory):
    """The campaign after `make --yes`: every picture of it is a clip whose sound is kept."""
    bench = small_campaign(tmp_path_factory.mktemp("footage") / "fernhill", pictures=6)
    library = bench.folder / "library"
    rows = listed(library / "captions.csv")
    kept = []
    for n, row in enumerate(r for r in rows if (library / r["file"]).is_file()):
        drawn = library / row["file"]
        tone = lambda t: 0.2 * np.sin(2 * np.pi * TONE * t)
        clip(drawn.with_suffix(".mp4"), walked(drawn.name, n), 6, sound=tone)
        drawn.unlink()
        kept.append(row | {"file": drawn.with_suffix(".MP4").name, "sound": "keep"})
    with (library / "captions.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(kept[0]))
        writer.writeheader()
        writer.writerows(kept)
    said = " ".join(bench.run("check").split())
    assert f"{len(kept)} pictures, 0 of them layered, {len(kept)} the still of a clip" in said
    assert "kettle-steam.mp4: 6.0 s, 640 x 360; fills scenes of up to 7." in said
    assert said.count("its sound is kept") == len(kept)
    bench.run("make", "--yes")
    return bench


@pytest.fixture(scope="module")
def papers(filmed):
    """The film's manifest."""
    (found,) = filmed.out.glob("*/manifest.json")
    return json.loads(found.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def frames(filmed, papers):
    """Every frame of the film that left the house, BGR."""
    with av.open(str(filmed.out / papers["film"]["file"])) as box:
        return [f.to_ndarray(format="bgr24") for f in box.decode(video=0)]


def test_every_scene_shows_its_own_part_of_its_clip(filmed, papers, frames):
    for scene in papers["scenes"][:-1]:
        part = scene["take"]["footage"]
        held = frames_of(filmed.folder / "library" / part["file"])
        for share in (0.3, 0.5, 0.7):
            t = scene["seconds"] * share
            frame = frames[round((scene["starts"] + t) * 30)]
            likeness = {at: alike(frame, picture) for at, picture in held.items()}
            best = max(likeness, key=likeness.__getitem__)
            assert likeness[best] > 0.9, "the film does not show the clip"
            assert best == pytest.approx(part["starts"] + t * part["pace"], abs=0.13)


def frames_of(path):
    """Frames of a clip by their second, grey and of half its size: enough to tell them apart."""
    with av.open(str(path)) as box:
        greys = ((f.time, f.to_ndarray(format="gray")) for f in box.decode(video=0))
        return {t: cv2.resize(grey, None, fx=0.5, fy=0.5) for t, grey in greys}


def alike(frame, picture):
    """How like a place in a clip's frame the middle of a film's frame is, free of type: 0 to 1."""
    frame = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
    found = 0.0
    for zoom in (1.0, 1.05, 1.1, 1.15):
        side = round(picture.shape[0] / zoom)
        small = cv2.resize(frame, (side, side), interpolation=cv2.INTER_AREA)
        band = small[round(0.55 * side) : round(0.8 * side), round(0.1 * side) : round(0.9 * side)]
        found = max(found, float(cv2.matchTemplate(picture, band, cv2.TM_CCOEFF_NORMED).max()))
    return found


def test_the_papers_name_clip_part_licence_and_that_no_model_made_it(filmed, papers):
    scene = papers["scenes"][0]
    part = scene["take"]["footage"]
    assert scene["source"]["file"] == part["file"]
    assert scene["source"]["sha256"] == part["sha256"]
    assert scene["source"]["licence"] == "Apache-2.0"
    assert (part["steadied"], part["sound"]) == (True, "keep")
    assert scene["take"]["backend"] == "library"
    told = {p["name"]: p for p in papers["disclosure"]["parts"]}
    assert told[f"scene {scene['id']}"]["role"] == "none"
    assert part["file"] in told[f"scene {scene['id']}"]["why"]
    assert "AI" not in papers["disclosure"]["text"]
    assert part["file"] in papers["content_credentials"]["sources"]
    found = trace(filmed.folder, papers["film"]["id"])
    source = found.sources[0]
    assert (source.file, source.sha256, source.licence) == (
        part["file"],
        part["sha256"],
        "Apache-2.0",
    )
    assert f"{part['starts']:.2f} to {part['ends']:.2f} s" in source.part
    assert any(role.startswith(f"footage: {part['file']}") for _, role in found.others)
    assert trace(filmed.folder, part["file"]).films
    sheet = (filmed.out / "index.html").read_text(encoding="utf-8")
    assert part["file"] in sheet


def test_scenes_of_one_clip_and_cuts_hold_no_part_twice(papers):
    shown = {}
    for scene in papers["scenes"]:
        part = scene["take"].get("footage")
        for other in shown.get(part["file"], []) if part else []:
            assert part["ends"] <= other["starts"] or part["starts"] >= other["ends"]
        if part:
            shown.setdefault(part["file"], []).append(part)


def test_the_clips_own_sound_is_heard_and_the_loudness_holds(filmed, papers):
    with av.open(str(filmed.out / papers["film"]["file"])) as box:
        heard = np.concatenate([f.to_ndarray()[0] for f in box.decode(audio=0)])
    power = np.abs(np.fft.rfft(heard * np.hanning(len(heard)))) ** 2
    hertz = np.fft.rfftfreq(len(heard), 1 / 48_000)
    near = (np.abs(hertz - TONE) > 60) & (np.abs(hertz - TONE) < 400)
    assert power[np.abs(hertz - TONE) < 8].max() > 200 * power[near].mean()
    assert papers["film"]["loudness_lufs"] == pytest.approx(-14, abs=0.5)
    assert all(c["ok"] for c in papers["checks"] if c["blocking"])


def test_a_clip_that_did_not_change_is_not_looked_at_again(filmed, monkeypatch):
    def never(*arguments):
        raise AssertionError("it was read again")

    monkeypatch.setattr("reelwright.library.ingest.prepare.look_at_clip", never)
    assert "the still of a clip" in filmed.run("check")


def test_one_sight_says_whether_its_clip_is_heard(filmed):
    """`shows` goes before the list that keeps the sound of every clip."""
    path = filmed.folder / "campaign.toml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("{ seek = ", '{ sound = "mute", seek = '), "utf-8")
    try:
        filmed.run("shoot", "--yes")
        from reelwright.store.catalogue import Catalogue

        catalogue = Catalogue(filmed.state / "catalogue.db")
        try:
            boards = {kept.value["id"]: kept.value for kept in catalogue.items("storyboard")}
            takes = {kept.item: Take.model_validate(kept.value) for kept in catalogue.items("take")}
        finally:
            catalogue.close()
    finally:
        path.write_text(before, "utf-8")
    asked = {
        f"{board}--{scene['id']}": scene.get("sound")
        for board, value in boards.items()
        for scene in value["scenes"]
    }
    heard = {
        item.rpartition("--")[0]: take.shot.keeps_sound
        for item, take in takes.items()
        if isinstance(take.shot, Footage)
    }
    assert "mute" in {asked[scene] for scene in heard}
    assert heard == {scene: asked[scene] != "mute" for scene in heard}


def test_a_clip_whose_people_did_not_consent_is_shown_nowhere(filmed, papers):
    used = papers["scenes"][0]["take"]["footage"]["file"]
    captions = filmed.folder / "library" / "captions.csv"
    rows = listed(captions)
    for row in rows:
        row["people_consented"] = "no" if row["file"].lower() == used else ""
    with captions.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    filmed.run("continuity", "--yes")
    from reelwright.store.catalogue import Catalogue

    catalogue = Catalogue(filmed.state / "catalogue.db")
    try:
        kept = max(catalogue.items("continuity"), key=lambda found: found.made_at)
        shown = [Picture.model_validate(r["picture"]) for r in kept.value["references"]]
    finally:
        catalogue.close()
    assert used not in [p.file.name for p in shown]
