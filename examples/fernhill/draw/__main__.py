"""Draw the library again: `python examples/fernhill/draw/__main__.py [--out FOLDER] [NAME ...]`."""

import argparse
import csv
import importlib
import io
from pathlib import Path

import logo
from gallery import PICTURES, render

RIGHTS = ("Fernhill (example brand of Reelwright)", "Apache-2.0")
HERE = Path(__file__).resolve().parent
ROOMS = (
    "home",
    "table",
    "visits",
    "family",
    "outdoors",
    "closeups",
    "quiet",
    "people",
    "street",
    "faces",
)


def _write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE.parent, help="the example's folder")
    parser.add_argument("names", nargs="*", help="only these pictures")
    args = parser.parse_args()
    for room in ROOMS:
        if (HERE / f"scenes_{room}.py").exists():
            importlib.import_module(f"scenes_{room}")
    library, brand = args.out / "library", args.out / "brand"
    library.mkdir(parents=True, exist_ok=True)
    brand.mkdir(parents=True, exist_ok=True)
    _write(brand / "logo.svg", logo.logo())
    _write(brand / "logo-reversed.svg", logo.reversed_logo())
    for name, entry in sorted(PICTURES.items()):
        if not args.names or name in args.names:
            _write(library / entry.file, render(entry))
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["file", "caption", "keywords", "scale", "people", "holder", "licence"])
    for _, e in sorted(PICTURES.items()):
        writer.writerow([e.file, e.caption, e.keywords, e.scale, e.people, *RIGHTS])
    _write(library / "captions.csv", table.getvalue())


if __name__ == "__main__":
    main()
