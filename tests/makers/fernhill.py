"""The example campaign, small: a few of its pictures, and one film of six seconds."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEGMENT = "family-carers-in-the-middle"


def small_fernhill(folder: Path) -> None:
    """Copy it to a folder that is not there yet."""
    source = ROOT / "examples" / "fernhill"
    ignore = shutil.ignore_patterns("draw", "out", ".reelwright", "library", "*.py", "__pycache__")
    shutil.copytree(source, folder, ignore=ignore)
    speak_plainly(folder)
    (folder / "library").mkdir()
    for path in sorted((source / "library").glob("*.svg"))[::3]:
        shutil.copy(path, folder / "library")
    shutil.copy(source / "library" / "captions.csv", folder / "library")
    head, _, _ = (folder / "campaign.toml").read_text("utf-8").partition("[wanted]")
    wanted = f'[wanted]\nseconds = 6\nformats = ["1:1"]\nsegments = ["{SEGMENT}"]\nseed = 7\n'
    (folder / "campaign.toml").write_text(head + wanted, "utf-8")


def speak_plainly(folder: Path) -> None:
    """Let the voice that costs no time speak in a copy: the films of a suite are many."""
    brand = folder / "brand.toml"
    text = brand.read_text("utf-8")
    assert 'engine = "auto"' in text
    text = text.replace('engine = "auto"', 'engine = "espeak"')
    brand.write_text(text.replace('accent = "en-GB"\n', ""), "utf-8")
