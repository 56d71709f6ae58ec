"""Clips as a person asks for them: the real program, a real library, real films read back."""

import html
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from reelwright.domain.clip import ClipRequest
from reelwright.library.ingest.run import ingest
from reelwright.media.streams.video import probe
from reelwright.release import read_credentials
from reelwright.settings import Settings
from reelwright.store.jobs import Jobs
from reelwright.wiring import clip_desk, open_library
from reelwright.workflow.clip.flow import ask

from makers.bases import write_pictures
from servers import warm

ROOT = Path(__file__).resolve().parent.parent.parent
DRAWINGS = ("tea", "garden", "hands", "key-safe", "slippers")
"""Words in the names of the drawings that the small base holds."""


class Home:
    """A library with one base, and the program run beside it."""

    def __init__(self, at: Path) -> None:
        self.at = at
        self.library = at / "library"
        self.out = at / "clips"

    def start(self, *words: str) -> warm.Program:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")}
        return warm.Program(
            [sys.executable, "-m", "reelwright", *words, "--out", str(self.out)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment | {"REELWRIGHT_WHO": "ann", "REELWRIGHT_LIBRARY": str(self.library)},
        )

    def run(self, *words: str, code: int = 0) -> str:
        process = self.start(*words)
        said, _ = process.communicate(timeout=240)
        assert process.returncode == code, said
        return said

    def run_trace(self, name: str) -> str:
        words = [sys.executable, "-m", "reelwright", "trace", str(self.out), name, "--json"]
        return warm.run(words, capture_output=True, text=True, check=True, timeout=240).stdout

    def open(self):
        return open_library(Settings(library=self.library, who="ann"))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = Home(tmp_path_factory.mktemp("clips"))
    pictures = made.at / "pictures"
    pictures.mkdir()
    source = ROOT / "examples" / "fernhill" / "library"
    for path in sorted(source.glob("*.svg")):
        if any(word in path.name for word in DRAWINGS):
            shutil.copy(path, pictures)
    shutil.copy(source / "captions.csv", pictures)
    library = made.open()
    ingest(library.new("rooms"), pictures, approve=True)
    library.close()
    return made


@pytest.mark.proves("S2-01", "S2-22", "S2-08", "S2-09", "S3-01", "S3-03", "S3-05", "S3-08")
def test_a_clip_stands_on_the_picture_its_object_found_and_says_so_everywhere(home):
    said = home.run(
        "clip", "a cup of tea on a table, slow push in", "--library", "rooms", "--seconds", "2",
        "--json",
    )  # fmt: skip
    (told,) = json.loads(said)
    assert told["state"] == "done"
    assert told["object"] == "cup of tea on a table"
    assert told["action"] == "slow push in"
    (source,) = told["sources"]
    assert "tea" in source["picture"]
    assert source["score"] > 0.34
    folder = next(home.out.glob("*/results.json")).parent
    film = folder / told["films"][0]
    assert float(probe(film).seconds) == pytest.approx(2, abs=0.05)
    # The film itself carries how its picture was found.
    credentials = read_credentials(film)
    assert credentials.state in ("valid", "trusted")
    assert credentials.retrieval["prompt"] == "a cup of tea on a table, slow push in"
    assert credentials.retrieval["sources"][0]["sha256"] == source["sha256"]
    assert credentials.retrieval["receipts"] == told["receipts"]
    assert credentials.retrieval["seed"] == 1
    # The page shows the exact prompt, the source and its score.
    page = (folder / "index.html").read_text()
    assert page.count(">a cup of tea on a table, slow push in<") == 2, "the title, and the heading"
    assert 'aria-label="a cup of tea on a table, slow push in"' in page, "the film itself"
    assert f"{source['score']:.2f}" in page
    # What the picture answers of the prompt, and what the camera.
    assert "tea" in told["coverage"]["picture"]
    assert told["coverage"]["camera"] == "slow push in"
    assert "From the picture" in page
    assert (folder / f"{told['id']}-source-1.jpg").exists()
    # How true it stays to its reference is measured, and shown with it.
    record = json.loads((folder / f"{told['id']}.json").read_text("utf-8"))
    true = {score["name"]: score for score in record["fidelity"]}
    assert set(true) == {"colour", "likeness"}
    assert all(5 < score["value"] <= 10 for score in true.values())
    assert all(score["why"] in html.unescape(page) for score in true.values())
    # Lineage both ways: film to picture in the trace, picture to films in the base.
    traced = json.loads(home.run_trace(told["id"]))
    (shot,) = traced["sources"]
    assert shot["sha256"] == source["sha256"]
    assert shot["score"] == source["score"]
    assert shot["query"] == "cup of tea on a table"
    assert (shot["seed"], shot["backend"], shot["receipt"]) == (1, "motion", told["receipts"][0])
    back = json.loads(home.run_trace(source["picture"]))
    assert told["id"] in [film for film, _ in back["films"]]
    base = home.open().open("rooms")
    item = base.item(source["sha256"])
    assert told["id"] in {use.film for use in base.films([item])}


@pytest.mark.longer
@pytest.mark.proves("S3-13", "S2-10")
def test_one_request_assembles_several_pictures_within_a_persons_preferences(home):
    library = home.open()
    base = library.open("rooms")
    for item in base.items():
        drink = any(word in item.asset.name for word in ("tea", "mugs"))
        base.describe(item.id, facets={"interest": "tea" if drink else "other"})
    told = {}
    for interest in ("tea", "other"):
        said = home.run(
            "clip", "a quiet moment, slow push in", "--library", "rooms", "--shots", "3",
            "--where", f"interest={interest}", "--seconds", "3", "--format", "1:1",
            "--ungrounded", "--json",
        )  # fmt: skip
        (told[interest],) = json.loads(said)
    shown = {i: [s["sha256"] for s in t["sources"]] for i, t in told.items()}
    for interest, sources in shown.items():
        assert len(set(sources)) == 3
        assert {base.item(s).facets["interest"] for s in sources} == {(interest,)}
        film = home.out / told[interest]["id"] / told[interest]["films"][0]
        assert float(probe(film).seconds) == pytest.approx(3, abs=0.05)
        facts = read_credentials(film).retrieval
        assert [s["sha256"] for s in facts["sources"]] == sources
    library.close()


@pytest.mark.proves("S2-11")
def test_a_comparison_makes_the_same_prompt_with_and_without_retrieval(home):
    said = home.run(
        "clip", "hands holding keys, still", "--library", "rooms", "--compare",
        "--seconds", "2", "--format", "1:1",
        "--seed", "5", "--json",
    )  # fmt: skip
    (told,) = json.loads(said)
    assert len(told["films"]) == 2
    folder = next(p for p in home.out.glob("*") if p.name == told["id"])
    with_, without = (
        json.loads((folder / f"{Path(f).stem}.json").read_text()) for f in told["films"]
    )
    assert with_["request"] == without["request"]
    assert (with_["source"], without["source"]) == ("library", "words")
    assert with_["receipts"]
    assert not without["receipts"]
    (found,), (drawn,) = with_["grounds"], without["grounds"]
    assert found["item"]["base"] == "rooms"
    assert drawn["item"] is None
    assert drawn["picture"]["asset"]["sha256"] != found["picture"]["asset"]["sha256"]
    assert with_["origin"]["seed"] == without["origin"]["seed"] == 5
    assert (folder / told["films"][0]).read_bytes() != (folder / told["films"][1]).read_bytes()


@pytest.mark.proves("S3-12")
def test_a_sound_that_is_found_by_words_is_heard_under_the_clip(home, tmp_path):
    """Of two sounds the one that was asked for, over the whole film; another clip has none."""
    folder, rate = tmp_path / "in", 48_000
    folder.mkdir()
    times = np.arange(3 * rate) / rate
    for name, pitch in (("horn", 220), ("whistle", 1760)):
        soundfile.write(folder / f"{name}.wav", 0.3 * np.sin(2 * np.pi * pitch * times), rate)
    (folder / "captions.csv").write_text(
        "file,caption\nhorn.wav,the deep horn of a ship\nwhistle.wav,a tin whistle\n", "utf-8"
    )
    library = home.open()
    base = library.new("sounds")
    ingest(base, folder, approve=True)
    wish = (
        "a cup of tea on a table, still",
        "--library",
        "rooms,sounds",
        "--seconds",
        "4",
        "--format",
        "1:1",
    )
    (told,) = json.loads(home.run("clip", *wish, "--sound", "a horn of a ship", "--json"))
    film = home.out / told["id"] / told["films"][0]
    heard, rate = heard_in(film)
    assert len(heard) / rate == pytest.approx(4, abs=0.1)
    pitches = np.abs(np.fft.rfft(heard)) ** 2
    hertz = np.fft.rfftfreq(len(heard), 1 / rate)
    assert pitches[(hertz > 200) & (hertz < 240)].sum() > 0.9 * pitches.sum()
    level = np.sqrt((heard[rate // 2 : 3 * rate].reshape(-1, rate // 10) ** 2).mean(axis=1))
    assert level.min() > 0.5 * level.max() > 0.05
    # The sound is part of its lineage.
    item = base.item("horn.wav")
    assert told["id"] in {use.film for use in base.films([item])}
    library.close()
    (told,) = json.loads(home.run("clip", *wish, "--json"))
    assert not heard_in(home.out / told["id"] / told["films"][0])[0].any()


def heard_in(film):
    """A film's sound, one channel, and its rate; silence where it has none."""
    with av.open(str(film)) as opened:
        if not opened.streams.audio:
            return np.zeros(1), 48_000
        parts = [f.to_ndarray() for f in opened.decode(audio=0)]
        return np.concatenate(parts, axis=1)[0], opened.streams.audio[0].rate


@pytest.mark.longer
@pytest.mark.proves("S3-09")
def test_what_nothing_in_the_library_shows_is_refused_and_made_only_when_allowed(home):
    said = home.run("clip", "a submarine under the ice", "--library", "rooms", code=1)
    assert "under the floor" in said
    assert "allow an ungrounded clip (--ungrounded)" in " ".join(said.split())
    told = json.loads(
        home.run(
            "clip", "a submarine under the ice", "--library", "rooms", "--ungrounded",
            "--seconds", "2", "--format", "1:1", "--json",
        )
    )  # fmt: skip
    assert told[0]["sources"][0]["grounded"] is False


@pytest.mark.proves("S2-06", "S2-05", "S2-21")
def test_a_batch_makes_every_pair_and_one_failure_stops_none(home, tmp_path):
    prompts = tmp_path / "prompts.txt"
    prompts.write_text("<object_prompt>, <action_prompt>\nA quiet view of <object_prompt>\n")
    said = home.run(
        "batch", str(prompts), "--objects", "a cup of tea,a submarine", "--actions", "zoom in",
        "--library", "rooms", "--seconds", "2", "--format", "1:1", "--json", code=1,
    )  # fmt: skip
    told = json.loads(said)
    assert [(t["line"], t["object"], t["state"]) for t in told] == [
        ("line 1", "a cup of tea", "done"),
        ("line 1", "a submarine", "failed"),
        ("line 2", "a cup of tea", "done"),
        ("line 2", "a submarine", "failed"),
    ]
    assert "under the floor" in told[1]["reason"]
    assert any("<action_prompt>" in note for note in told[2]["notes"])
    assert all(t["seconds"] > 0 for t in told if t["state"] == "done")


@pytest.mark.proves("S2-26")
def test_a_film_of_an_ai_picture_says_so_and_who_used_it_stays_on_record(home, tmp_path):
    """Disclosed to people and to machines; who, when and what outlive the base itself."""
    folder = tmp_path / "in"
    write_pictures(folder, 2)
    (folder / "captions.csv").write_text(
        "file,caption,made_by_ai\nscene-0000.jpg,a balloon over hills,yes\n"
        "scene-0001.jpg,a harbour at night,no\n",
        encoding="utf-8",
    )
    library = home.open()
    base = library.new("declared")
    ingest(base, folder, approve=True)
    told, seen = {}, {}
    for asked in ("a balloon over hills", "a harbour at night"):
        said = home.run(
            "clip", f"{asked}, still", "--library", "declared", "--seconds", "2",
            "--format", "1:1", "--json",
        )  # fmt: skip
        (told[asked],) = json.loads(said)
        film = home.out / told[asked]["id"] / told[asked]["films"][0]
        seen[asked] = read_credentials(film)
        assert seen[asked].state in ("valid", "trusted")
    made, plain = seen.values()
    assert made.source_type.endswith("compositeWithTrainedAlgorithmicMedia")
    assert plain.source_type.endswith("compositeCapture")
    assert (made.disclosure, plain.disclosure) == ("Some pictures were made with AI.", "")
    one, other = told.values()
    record = json.loads((home.out / one["id"] / f"{one['id']}.json").read_text("utf-8"))
    assert record["disclosure"] == "Some pictures were made with AI."
    assert "made with AI" in (home.out / one["id"] / "index.html").read_text("utf-8")
    assert "made with AI" not in (home.out / other["id"] / "index.html").read_text("utf-8")
    # The film shows the label from its first second on, and the other shows none.
    marked, bare = (first_second(home.out / t["id"] / t["films"][0]) for t in (one, other))
    assert marked > bare + 100
    # Every read of the bytes is on record, and the receipt says who asked for what and when.
    item = base.item("scene-0000.jpg")
    log = (base.folder / "assets" / "access" / "log.jsonl").read_text("utf-8").splitlines()
    acts = [line["act"] for line in map(json.loads, log) if line["sha256"] == item.id]
    assert "write" in acts
    assert "read" in acts
    receipt = library.receipt(one["receipts"][0])
    assert (receipt.who, receipt.query.words, receipt.chosen[0].id) == (
        "ann", "balloon over hills", item.id,
    )  # fmt: skip
    # Removing the base keeps the evidence.
    list(library.remove("declared"))
    (kept,) = (home.library / "removed").glob("declared-*.jsonl")
    rows = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    assert {r["receipt"]["id"] for r in rows if "receipt" in r} >= {receipt.id}
    assert one["id"] in {r["use"]["film"] for r in rows if "use" in r}
    assert any(r.get("what") == "add" and r["item"] == item.id for r in rows)
    library.close()


def frame_at(film, second):
    """The frame shown at a time, BGR."""
    with av.open(str(film)) as opened:
        for frame in opened.decode(video=0):
            if frame.time >= second:
                return frame.to_ndarray(format="bgr24")
    raise AssertionError(second)


def first_second(film):
    """How many pixels at the top right changed between the first frame and one at a second."""
    before, after = (frame_at(film, at).astype(int) for at in (0.0, 1.0))
    height, width = before.shape[:2]
    corner = (slice(0, height // 4), slice(width // 2, width))
    return int((abs(before[corner] - after[corner]).max(axis=2) > 40).sum())


def test_a_base_that_was_removed_fails_only_the_jobs_that_search_it(home):
    library = home.open()
    library.new("passing")
    desk, _ = clip_desk(Settings(library=home.library, who="ann"), home.out, ("passing",))
    plain = ClipRequest(id="left-1", prompt="a garden gate, still", seconds=Fraction(2))
    bound = {"id": "left-0", "source": "library", "bases": ("passing",)}
    asked = [plain.model_copy(update=bound), plain]
    ask(desk, asked, batch="left", limit=600)
    list(library.remove("passing"))
    library.close()
    home.run("jobs", "left", "--work", code=0)
    told = {j["id"]: j for j in json.loads(home.run("jobs", "left", "--json"))}
    assert told["left-1"]["state"] == "done"
    assert told["left-0"]["state"] == "failed"
    assert "passing" in told["left-0"]["reason"]


@pytest.mark.longer
@pytest.mark.proves("S2-07")
def test_a_job_is_known_at_once_and_is_made_by_a_process_of_its_own(home):
    asked = json.loads(
        home.run(
            "clip", "a porch, pan left", "--seconds", "2", "--format", "1:1", "--no-wait", "--json"
        )
    )
    (job,) = asked["jobs"]
    known = Jobs(home.out / ".reelwright" / "jobs.db").job(job)
    assert not known.ended, "the answer comes before the clip"
    said = home.run("jobs", job, "--wait", "--json")
    (told,) = json.loads(said)
    assert told["state"] == "done"
    assert told["asked_at"] <= told["began_at"] <= told["ended_at"]
    deadline = time.monotonic() + 240
    page = home.out / asked["batch"] / "index.html"
    while not page.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert page.exists()


@pytest.mark.proves("S2-07")
def test_a_job_past_its_time_limit_ends_and_says_so(home):
    said = home.run("clip", "a garden, tilt up", "--seconds", "15", "--limit", "1", code=1)
    assert "timed out" in said
    assert "over its limit of 1 s" in said
    assert "--limit" in said


@pytest.mark.longer
def test_a_killed_job_is_taken_up_and_made_once(home):
    process = home.start("clip", "a garden gate, slow pan right", "--seconds", "12")
    jobs = None
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        if (home.out / ".reelwright" / "jobs.db").exists():
            jobs = jobs or Jobs(home.out / ".reelwright" / "jobs.db")
            open_ = [j for j in jobs.listed(open_only=True) if "gate" in j.request["prompt"]]
            if open_ and open_[0].step == "film":
                break
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert jobs is not None
    (left,) = jobs.listed(open_only=True)
    assert left.state == "running"
    home.run("jobs", "--work")
    ended = jobs.job(left.id)
    assert ended.state == "done"
    assert (home.out / left.batch / f"{left.id}.mp4").exists()


@pytest.mark.proves("S2-20", "S2-21", "S3-04", "S3-08")
def test_words_alone_and_a_persons_own_picture_make_clips_too(home):
    picture = ROOT / "examples" / "fernhill" / "library" / "teapot-tray.svg"
    colours = {}
    for grade in ("vivid", "mono"):
        told = json.loads(
            home.run(
                "clip", "a teacup, orbit left", "--image", str(picture), "--seconds", "2",
                "--grade", grade, "--style", "watercolour", "--mood", "calm", "--format", "1:1",
                "--json",
            )
        )  # fmt: skip
        assert told[0]["sources"][0]["picture"] == picture.name
        back = json.loads(home.run_trace(picture.name))
        assert told[0]["id"] in [clip for clip, _ in back["films"]]
        film = home.out / told[0]["id"] / told[0]["films"][0]
        assert (probe(film).width, probe(film).height) == (1080, 1080)
        colours[grade] = float(np.ptp(frame_at(film, 1.0).astype(int), axis=2).mean())
        # Style, mood and grade are kept beside the words, which stay as they were said.
        asked = json.loads((film.with_suffix(".json")).read_text("utf-8"))["request"]
        assert (asked["prompt"], asked["mood"]["style"], asked["mood"]["mood"]) == (
            "a teacup, orbit left", "watercolour", "calm",
        )  # fmt: skip
        assert any("watercolour, calm" in note for note in told[0]["notes"])
    assert colours["mono"] < 3 < 20 < colours["vivid"]
    told = json.loads(
        home.run("clip", "a seashell, zoom in", "--seconds", "2", "--format", "1:1", "--json")
    )
    assert told[0]["state"] == "done"
    assert told[0]["receipts"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("clip", "x", "--library", "nowhere"), "no knowledge base 'nowhere'"),
        (("clip", "x", "--seconds", "1"), "--seconds"),
        (("clip", "x", "--grade", "sepia"), "--mood.grade"),
        (("clip", "x", "--image", "none.jpg"), "no picture none.jpg"),
        (("clip", "x", "--library", "rooms", "--where", "subject"), "is no filter"),
        (("clip", "x", "--library", "rooms", "--image", "a.jpg"), "not both"),
        (("batch", "none.txt"), "there is no file none.txt"),
    ],
)
def test_what_cannot_be_asked_for_is_said_before_anything_is_made(home, words, said):
    before = len(Jobs(home.out / ".reelwright" / "jobs.db").listed()) if home.out.exists() else 0
    assert said in home.run(*words, code=1)
    after = len(Jobs(home.out / ".reelwright" / "jobs.db").listed()) if home.out.exists() else 0
    assert after == before


@pytest.mark.proves("S2-06", "S2-09")
def test_two_requests_for_the_same_film_say_so_on_the_page_in_the_terminal_and_for_programs(
    home, tmp_path
):
    prompts = tmp_path / "prompts.txt"
    prompts.write_text(
        "<object_prompt>, <action_prompt>\nOnce more <object_prompt>, <action_prompt>\n"
    )
    wish = (
        "batch", str(prompts), "--objects", "a cup of tea on a table", "--actions",
        "pan left then zoom in", "--library", "rooms", "--seconds", "2", "--format", "1:1",
    )  # fmt: skip
    said = " ".join(home.run(*wish).split())
    assert said.count("this is the same film, frame for frame, as") == 2
    assert "2 of 2 films are like another" in said
    batch = max(home.out.glob("prompts-*"), key=lambda p: p.stat().st_mtime)
    told = json.loads((batch / "results.json").read_text())
    assert all("frame for frame" in t["notes"][0] for t in told)
    page = (batch / "index.html").read_text()
    assert page.count("frame for frame") == 2
    assert "Like another" in page
    for row in told:
        assert f"</span> {row['prompt']}</h2>" in page
    # Both moves are in the films.
    first = json.loads((batch / f"{told[0]['id']}.json").read_text())
    assert first["direction"] == "pan left then push in"
