"""A sheet of candidates to pick from: the reference first, at most three columns."""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ...media.painting.inlay import png
from ...media.pictures.measure import small
from .printing import environment

COLUMNS = 3
CELL, GAP, FOOT = 620, 28, 136
PAPER, INK, QUIET, MARK, WELL = "#fbfaf8", "#1b1d1f", "#5d6367", "#1d6b45", "#e2f0e8"
_FONTS = Path(__file__).parents[2] / "graphics" / "fonts"


@dataclass(frozen=True)
class SheetCell:
    """One cell: a BGR picture, its name, a line about it, its score, and what is masked in it."""

    picture: np.ndarray
    name: str
    line: str
    score: str = ""
    mask: np.ndarray | None = None
    best: bool = False
    link: str = "reference.png"


def candidate_sheet(cells: list[SheetCell], out: Path, *, title: str, facts: str) -> None:
    """Write sheet.png and index.html into the folder; the pictures beside them are linked."""
    (out / "sheet.png").write_bytes(_drawn(cells, title, facts))
    outlined = next((c for c in cells if c.mask is not None), None)
    if outlined is not None and outlined.mask is not None:
        (out / "masked.png").write_bytes(png(_outlined(outlined.picture, outlined.mask)))
    page = (
        environment().get_template("candidates.html").render(cells=cells, title=title, facts=facts)
    )
    (out / "index.html").write_text(page, encoding="utf-8")


def _drawn(cells: list[SheetCell], title: str, facts: str) -> bytes:
    columns = min(COLUMNS, len(cells))
    tall = max(round(CELL * c.picture.shape[0] / c.picture.shape[1]) for c in cells)
    tall = min(tall, 2 * CELL)
    rows = -(-len(cells) // columns)
    width = GAP + columns * (CELL + GAP)
    sheet = Image.new("RGB", (width, 150 + rows * (tall + FOOT) + GAP), PAPER)
    pen = ImageDraw.Draw(sheet)
    head, name, plain = _font("700Bold", 40), _font("600SemiBold", 26), _font("400Regular", 21)
    pen.text((GAP, 34), _cut(title, head, width - 2 * GAP), INK, head)
    pen.text((GAP, 92), _cut(facts, plain, width - 2 * GAP), QUIET, plain)
    for n, cell in enumerate(cells):
        x, y = GAP + n % columns * (CELL + GAP), 150 + n // columns * (tall + FOOT)
        seen = cell.picture if cell.mask is None else _outlined(cell.picture, cell.mask)
        picture = Image.fromarray(np.ascontiguousarray(small(seen, 2 * CELL)[..., ::-1]))
        scale = min(CELL / picture.width, tall / picture.height)
        picture = picture.resize(
            (max(1, round(picture.width * scale)), max(1, round(picture.height * scale))),
            Image.Resampling.LANCZOS,
        )
        sheet.paste(picture, (x, y))
        foot = y + picture.height + 10
        pen.text((x, foot), cell.name, INK, name)
        if cell.score:
            label = f"best, {cell.score}" if cell.best else cell.score
            box = pen.textbbox((0, 0), label, name)
            left = x + picture.width - box[2] - 20
            if cell.best:
                pen.rounded_rectangle((left - 4, foot - 1, left + box[2] + 20, foot + 36), 8, WELL)
            pen.text((left + 8, foot), label, MARK if cell.best else QUIET, name)
        for row, line in enumerate(_lines(cell.line, plain, CELL)):
            pen.text((x, foot + 38 + 28 * row), line, QUIET, plain)
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def _outlined(picture: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The picture with what is masked veiled in red and outlined."""
    hole = mask > 0
    found = picture.astype(np.float32)
    found[hole] = found[hole] * 0.55 + np.array([60, 60, 235], np.float32) * 0.45
    wide = max(1, round(max(mask.shape) / 640))
    edge = np.zeros_like(hole)
    for axis in (0, 1):
        for by in (-wide, wide):
            edge |= hole & ~np.roll(hole, by, axis)
    found[edge] = (40, 40, 225)
    return found.clip(0, 255).astype(np.uint8)


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / f"Figtree_{weight}.ttf"), size)


def _cut(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip(' ,')}…"


def _lines(text: str, font: ImageFont.FreeTypeFont, width: float) -> tuple[str, ...]:
    """The text in at most two lines."""
    first, rest = "", text.split()
    while rest and font.getlength(f"{first} {rest[0]}") <= width:
        first = f"{first} {rest.pop(0)}".strip()
    return (first, _cut(" ".join(rest), font, width)) if rest else (first,)
