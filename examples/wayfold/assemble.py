"""Puts together a folder that `reelwright make` can use: this campaign, real photographs, answers.

    python examples/wayfold/assemble.py PHOTOS SURVEY.csv FOLDER

Photographs that captions.csv does not name are left out; one that it names must be there.
FOLDER must not hold the library of another campaign.
"""

import argparse
import csv
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent


def assemble(photos: Path, survey: Path, folder: Path) -> Path:
    """Copy the campaign, the photographs and the answers into `folder`; returns the folder.

    Raises FileNotFoundError naming the first photograph or survey that is missing.
    """
    library = folder / "library"
    library.mkdir(parents=True, exist_ok=True)
    for name in ("campaign.toml", "brand.toml", "codebook.toml"):
        shutil.copyfile(HERE / name, folder / name)
    shutil.copytree(HERE / "brand", folder / "brand", dirs_exist_ok=True)
    shutil.copyfile(HERE / "captions.csv", library / "captions.csv")
    with (HERE / "captions.csv").open(encoding="utf-8", newline="") as file:
        names = [row["file"] for row in csv.DictReader(file)]
    for name in names:
        shutil.copyfile(photos / name, library / name)
    shutil.copyfile(survey, folder / "survey.csv")
    return folder


def main() -> None:
    """Read the three paths from the command line."""
    parser = argparse.ArgumentParser(description="Put the Wayfold campaign together.")
    parser.add_argument("photos", type=Path, help="folder of the 14 photographs")
    parser.add_argument("survey", type=Path, help="flying-etiquette.csv")
    parser.add_argument("folder", type=Path, help="where the campaign folder shall be")
    given = parser.parse_args()
    try:
        folder = assemble(given.photos, given.survey, given.folder)
    except FileNotFoundError as problem:
        parser.exit(2, f"{problem.filename} is missing; give the folder that holds it\n")
    print(f"{folder} is ready: reelwright make {folder} --yes")


if __name__ == "__main__":
    main()
