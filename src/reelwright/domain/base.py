"""What every domain value shares: it is frozen, strict about its fields, and has a digest."""

import hashlib
import json
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer


class Frozen(BaseModel):
    """A value: it never changes after it is made, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")

    def digest(self) -> str:
        """Hex SHA-256 of the value's canonical JSON: equal values have equal digests anywhere."""
        return digest_of(self.model_dump(mode="json"))


def digest_of(value: Any) -> str:
    """Hex SHA-256 of a JSON-ready value, keys sorted, so that dictionaries compare by content."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    # The name of a file may be of any bytes, which Python reads as halves of characters.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _fraction(value: Any) -> Any:
    try:
        if isinstance(value, float):
            return Fraction(value).limit_denominator(90_000)
        # Of "1e999999999" a thousand million digits would be written out.
        if isinstance(value, str) and (len(value) > 40 or "e" in value.lower()):
            raise ValueError("write the seconds as a plain number")
        return Fraction(value) if isinstance(value, int | str) else value
    except (OverflowError, ZeroDivisionError) as problem:
        raise ValueError("is no number of seconds") from problem


Seconds = Annotated[
    Fraction, BeforeValidator(_fraction), PlainSerializer(str, return_type=str, when_used="json")
]
"""Exact time in seconds; written to JSON as "7/2". Floats are taken to the nearest 1/90000 s."""

Share = Annotated[float, Field(ge=0, le=1)]
"""A part of a whole, 0 to 1."""

Hex = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
"""An sRGB colour, "#rrggbb"."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
"""A name fit for ids, file names and addresses."""


class Box(Frozen):
    """A rectangle in shares of the whole: x and y of the top left corner, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box, in the same shares."""
        return self.x + self.w / 2, self.y + self.h / 2

    def overlap(self, other: "Box") -> float:
        """Area both boxes cover, as a share of the whole."""
        w = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        h = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        return max(0.0, w) * max(0.0, h)


def slug(text: str, fallback: str = "item") -> str:
    """A Slug from any text: its letters without accents and digits, all else becomes one hyphen."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    plain = plain.encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:60].strip("-") or fallback


def within(room: int, name: str) -> str:
    """A Slug in so many characters: of a longer one its beginning, with a digest of the whole.

    So that two long names that begin alike stay two names.
    """
    if len(name) <= room:
        return name
    return f"{name[: room - 5].rstrip('-')}-{digest_of(name)[:4]}"


_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h",
     "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th",
     "ı": "i", "ŋ": "n", "ŧ": "t", "Ħ": "H", "Ŋ": "N", "Ŧ": "T", "ĸ": "k", "ſ": "s", "ə": "e"}
)  # fmt: skip
"""Letters that are no others with an accent, as they are written in plain ones."""
