"""What the seven tutorials share: sample pictures, and showing pictures and films in a notebook."""

import csv
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

import numpy as np
from IPython.display import HTML

from reelwright.domain.clip import Clip
from reelwright.media.pictures.files import open_picture, within, write_jpeg
from reelwright.workflow.clip.steps import ClipDesk

HERE = Path(__file__).resolve().parent
DRAWINGS = HERE / "drawings"
"""`reelwright library start` lays them beside the notebooks; a checkout has them elsewhere."""
if not DRAWINGS.is_dir():
    DRAWINGS = HERE.parents[1] / "examples" / "fernhill" / "library"

SUBJECTS = {
    "armchair-window": "home",
    "bench-garden": "garden",
    "bird-feeder": "garden",
    "daughter-car-rain": "street",
    "empty-chair": "home",
    "front-door-arrival": "home",
    "garden-gate": "garden",
    "hands-tea": "kitchen",
    "kettle-steam": "kitchen",
    "photo-frames": "home",
    "raised-bed": "garden",
    "stairs-handrail": "home",
    "street-dusk": "street",
    "teapot-tray": "kitchen",
}
"""Fourteen drawings of the example campaign, and what each is about."""

UNCAPTIONED = ("bird-feeder", "photo-frames")
"""Two that the list of captions leaves out, as happens in every real collection."""


def sample_pictures(folder: Path, side: int = 1280) -> Path:
    """Write the fourteen as JPEG files with a list of captions; what is there is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    with (DRAWINGS / "captions.csv").open(encoding="utf-8", newline="") as file:
        rows = {Path(row["file"]).stem: row for row in csv.DictReader(file)}
    for name in SUBJECTS:
        place = folder / f"{name}.jpg"
        if not place.exists():
            place.write_bytes(write_jpeg(open_picture(DRAWINGS / f"{name}.svg", max_side=side)))
    with (folder / "captions.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "caption", "keywords", "subject", "holder", "licence"])
        for name, subject in SUBJECTS.items():
            row, told = rows[name], name not in UNCAPTIONED
            table.writerow(
                [
                    f"{name}.jpg",
                    row["caption"] if told else "",
                    row["keywords"] if told else "",
                    subject,
                    row["holder"],
                    row["licence"],
                ]
            )
    return folder


def gallery(pictures: Iterable[tuple[Path | np.ndarray, str]], width: int = 200) -> HTML:
    """Pictures side by side with a line of text below each."""
    cells = []
    for picture, text in pictures:
        seen = open_picture(picture) if isinstance(picture, Path) else picture
        data = b64encode(write_jpeg(within(seen, 2 * width), 82)).decode()
        cells.append(
            f'<figure style="display:inline-block;vertical-align:top;width:{width}px;margin:6px">'
            f'<img style="width:100%" alt="{escape(text)}" src="data:image/jpeg;base64,{data}">'
            f'<figcaption style="font-size:12px">{escape(text)}</figcaption></figure>'
        )
    return HTML("".join(cells))


def films(desk: ClipDesk, clips: Sequence[Clip], width: int = 360) -> HTML:
    """Finished clips as players, each with its prompt and the picture it stands on."""
    cells = []
    for clip in clips:
        data = b64encode(desk.assets.path(clip.file).read_bytes()).decode()
        ground = clip.grounds[0]
        told = f"{clip.request.prompt} ({clip.direction})"
        if ground.item is not None:
            told += f", from {ground.item.asset.name}, score {ground.score:.2f}"
        cells.append(
            f'<figure style="display:inline-block;vertical-align:top;width:{width}px;margin:6px">'
            f'<video controls loop style="width:100%" src="data:video/mp4;base64,{data}"></video>'
            f'<figcaption style="font-size:12px">{escape(told)}</figcaption></figure>'
        )
    return HTML("".join(cells))
