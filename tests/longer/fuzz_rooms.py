"""The rooms that fuzz.py tries: good inputs for each, under the names of the files they come in,
and what the product does with such a file.

A room is made in a folder of its own; what it reads lies there, and nothing may be written beside.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fuzz_seeds import (
    LISTS,
    PROMPTS,
    ROOT,
    SCRIPTS,
    SIDECARS,
    answers,
    bitmaps,
    books,
    drawings,
    films,
    items,
    logos,
    masks,
    models,
    moving,
    sounds,
    surveys,
    tunes,
    typefaces,
)

from reelwright.domain.asset import Asset
from reelwright.domain.base import digest_of
from reelwright.domain.picture import Picture
from reelwright.library import Shelf
from reelwright.library.ingest.captions import Said, said_outside
from reelwright.library.ingest.lists import read_list
from reelwright.library.ingest.prepare import prepare, prepare_clip
from reelwright.library.ingest.shelf import read_pictures
from reelwright.media.pictures.source import Blob
from reelwright.store.catalogue import Catalogue, Result, now
from reelwright.store.folder import FolderStore

FERNHILL = ROOT / "examples" / "fernhill"
Read = Callable[[Path, int], Any]


@dataclass(frozen=True)
class Room:
    """seeds: good contents by file name. read: what is done with a file; n is its number."""

    seeds: dict[str, list[bytes]]
    read: Read


def survey(folder: Path) -> Room:
    found = surveys()
    return Room({"survey.csv": found[:3], "survey.json": found[3:]}, _table)


def workbooks(folder: Path) -> Room:
    """Workbooks damaged from outside, and what is within them damaged before it is packed."""
    packed, parts = books(folder)

    def read(path: Path, n: int) -> None:
        if path.name in parts:
            path = parts[path.name](path.read_bytes())
        _table(path, n)

    return Room(packed, read)


def labelled(folder: Path) -> Room:
    return Room(answers(folder), _table)


def _table(path: Path, n: int) -> None:
    from reelwright.intake.codebook import draft_codebook
    from reelwright.intake.survey import read_survey
    from reelwright.intake.survey_table import read_table

    table = read_table(path)
    read_survey(table, draft_codebook(table))


def lists(folder: Path) -> Room:
    def read(path: Path, n: int) -> None:
        rows, _ = read_list(path).matched(["a.jpg", "b/c.jpg"])
        for name, row in rows.items():
            said_outside(folder / name, row)

    csv, listed, named, lines = ([one] for one in LISTS)
    seeds = {"captions.csv": csv, "captions.json": listed + named, "captions.jsonl": lines}
    return Room(seeds, read)


def sidecars(folder: Path) -> Room:
    def read(path: Path, n: int) -> None:
        said_outside(folder / "a.jpg")

    return Room(SIDECARS, read)


def toml(folder: Path) -> Room:
    """Each TOML file of a campaign, the others being good."""
    load = _campaign(folder)
    names = ("campaign.toml", "brand.toml", "codebook.toml", "translations/de.toml")
    return Room({name: [(folder / name).read_bytes()] for name in names}, load)


def scripts(folder: Path) -> Room:
    from reelwright.intake.campaign import _checked
    from reelwright.intake.script import load_script

    campaign, _ = _campaign(folder)(folder, 0)

    def read(path: Path, n: int) -> None:
        script = load_script(folder, path.name)
        _checked(campaign.model_copy(update={"script": script}))

    return Room(SCRIPTS, read)


def _campaign(folder: Path) -> Read:
    """Lay out a campaign with few pictures; gives what loads it."""
    from reelwright.graphics.fonts import read_face
    from reelwright.intake.campaign import load_campaign

    left_out = shutil.ignore_patterns("library")
    shutil.copytree(FERNHILL, folder, ignore=left_out, dirs_exist_ok=True)
    (folder / "library").mkdir()
    for path in sorted((FERNHILL / "library").glob("*.svg"))[:2]:
        shutil.copy(path, folder / "library")
    assets = FolderStore(folder / ".store")
    shelf: Shelf = read_pictures(folder / "library", assets)
    faces: dict[Path, tuple[str, int, bool]] = {}

    def face(path: Path) -> tuple[str, int, bool]:
        if path not in faces:
            faces[path] = read_face(path)
        return faces[path]

    return lambda path, n: load_campaign(folder, assets, lambda *_: shelf, face)


def edits(folder: Path) -> Room:
    """Items of a campaign that a person edited as text."""
    from reelwright.cli.edit import _text
    from reelwright.workflow.campaign.edits import accept

    catalogue = Catalogue(folder / "catalogue.db")
    kept: dict[str, Result] = {}
    for stage, item in items().items():
        value = item.model_dump(mode="json")
        kept[stage] = Result(stage, stage, item.id, {}, value, digest_of(value), 0.1, now())
        catalogue.keep(kept[stage])

    def read(path: Path, n: int) -> None:
        accept(catalogue, kept[path.stem], _text(path), "ann")

    seeds = {f"{k}.json": [v.model_dump_json(indent=1).encode()] for k, v in items().items()}
    return Room(seeds, read)


def prompts(folder: Path) -> Room:
    from reelwright.cli.batch import _text
    from reelwright.shooting.asking import split_prompt
    from reelwright.studio.clips import batch

    def read(path: Path, n: int) -> None:
        for one in batch(_text(path), objects=["a red kettle"], actions=["slow push in"]):
            split_prompt(one.prompt)

    return Room({"prompts.txt": PROMPTS}, read)


def pictures(folder: Path) -> Room:
    return Room({"picture.jpg": bitmaps()}, _prepared)


def svg(folder: Path) -> Room:
    return Room({"drawing.svg": drawings()}, _prepared)


def video(folder: Path) -> Room:
    return Room({"clip.mp4": films()}, _prepared)


def _prepared(path: Path, n: int) -> None:
    # A name of its own: what was read of a file is remembered by it.
    prepare(path.read_bytes(), f"{path.stem}-{n}{path.suffix}")


def gltf(folder: Path) -> Room:
    from reelwright.media.models3d.gltf import read_gltf

    def read(path: Path, n: int) -> None:
        # A view takes a second: one in twenty is drawn too.
        if n % 20:
            read_gltf(Blob(f"model-{n}{path.suffix}", path.read_bytes()))
        else:
            _prepared(path, n)

    packed, plain = models()
    return Room({"model.glb": packed, "model.gltf": plain}, read)


def logo(folder: Path) -> Room:
    from reelwright.media.pictures.logos import read_logo

    return Room({"logo.svg": logos(), "logo.png": bitmaps()}, lambda path, n: read_logo(path))


def mask(folder: Path) -> Room:
    from reelwright.media.painting.mask import read_mask

    return Room({"mask.png": masks()}, lambda path, n: read_mask(path, 320, 240))


def sound(folder: Path) -> Room:
    from reelwright.media.streams.listening import open_sound

    def read(path: Path, n: int) -> None:
        if n % 2:
            open_sound(path)
        else:
            _prepared(path, n)

    return Room({"voice.wav": sounds()}, read)


def music(folder: Path) -> Room:
    """A campaign's own music, and its way under a film."""
    from reelwright.intake.music import read_music
    from reelwright.sound.own_music import fit_own

    assets = FolderStore(folder / ".store")

    def read(path: Path, n: int) -> None:
        read_music(folder, assets, {"file": path.name, "licence": "CC0"}, None)
        fit_own(path, 12.0, (3.0, 6.0, 9.0), None)

    return Room(tunes(folder), read)


def clips(folder: Path) -> Room:
    """Footage of a campaign's library: looked through, then filmed as a scene would."""
    from reelwright.media.compositor.footage import FilmedClip
    from reelwright.media.compositor.plan import ClipShot
    from reelwright.media.pictures.planes import buffer, split
    from reelwright.media.streams.following import way_of
    from reelwright.media.streams.own_sound import own_sound

    assets = FolderStore(folder / ".store")

    def filmed(path: Path, picture: Picture) -> None:
        parts = picture.moving.stretches if picture.moving else ()
        for part in parts[:1]:
            seconds = min(0.4, part.end - part.start)
            own_sound(path, part.start, part.start + seconds, 48_000)
            way_of(path, part.start, part.start + seconds)
            shot = ClipShot(path=str(path), sha="", offset=part.start)
            film = FilmedClip(shot, 90, 160, max(1, round(seconds * 30)), 30)
            for frame in range(max(1, round(seconds * 30))):
                film.film(frame, *split(buffer(90, 160)))

    def read(path: Path, n: int) -> None:
        # A name of its own: what was read of a file is remembered by it.
        path = path.rename(path.with_stem(f"clip-{n}"))
        try:
            picture, _, _ = prepare_clip(path, Said(), lambda kind: _kept(assets, path, kind))
            filmed(path, picture)
        finally:
            path.unlink()

    return Room(moving(folder), read)


def _kept(assets: FolderStore, path: Path, kind: str) -> Asset:
    return assets.put_file(path, kind, "references")


def fonts(folder: Path) -> Room:
    """A brand's font, and the weights that a variable one is cut into."""
    from reelwright.graphics.fonts import read_face
    from reelwright.intake.brand import _faces
    from reelwright.media.pictures.families import covered

    assets = FolderStore(folder / ".store")

    def read(path: Path, n: int) -> None:
        for face in _faces(folder, assets, read_face, path.name, "body"):
            covered(assets.path(face.asset))

    return Room({"face.ttf": typefaces()}, read)


def names(folder: Path) -> Room:
    """Files of odd names in a campaign's folder: kept, laid out elsewhere, and looked through."""
    from reelwright.store.snapshot import lay_out, take_snapshot

    assets = FolderStore(folder / ".store")
    shown = masks()[0]
    place, there = folder / "campaign", folder / "laid-out"

    def read(path: Path, n: int) -> None:
        name = path.read_bytes().replace(b"/", b"-").replace(b"\0", b"-")[:250]
        shutil.rmtree(place, ignore_errors=True)
        (place / "library").mkdir(parents=True)
        (place / "library" / "good.png").write_bytes(shown)
        odd = bytes(place / "library") + b"/" + (name if name not in (b"", b".", b"..") else b"x")
        with open(odd, "wb") as file:
            file.write(shown)
        read_pictures(place / "library", assets)
        lay_out(take_snapshot(place, assets), assets, there)

    seeds = [
        b"a photo (1).jpg",
        "Caf\u00e9 \u65e5\u672c.png".encode(),
        b"a.captions.csv",
        b"..\\x.svg",
    ]
    return Room({"name": seeds}, read)


ROOMS: dict[str, Callable[[Path], Room]] = {
    made.__name__: made
    for made in (
        survey, workbooks, labelled, lists, sidecars, toml, scripts, edits, prompts, names,
        pictures, svg, gltf, logo, mask, sound, music, video, clips, fonts,
    )
}  # fmt: skip
