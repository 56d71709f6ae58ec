"""Answers to a questionnaire, and the codebook that says what each column means."""

from typing import Literal

from pydantic import Field

from .base import Frozen, Slug

Role = Literal["basis", "profile", "weight", "text", "id", "contact", "ignore"]
"""basis: needs and attitudes that may form segments; profile: describes them; contact: personal
data, never read on; text: free answers."""

Scale = Literal["nominal", "ordinal", "binary", "number", "text"]


class Column(Frozen):
    """One column. id is stable; header is the question as the file has it."""

    id: Slug
    header: str
    label: str
    """A few words for cards and charts."""
    role: Role
    scale: Scale
    levels: tuple[str, ...] = ()
    """Answers in order, for ordinal, nominal and binary columns."""
    group: Literal["demographics", "motivations", "pain points", "decision factors", ""] = ""
    """The attribute group of a segment card it informs (S0-26)."""
    prompt: str = ""
    """How a high answer reads after "people who", and after " | " how a low one does: "want to stay
    at home | would move". In a nominal column {answer} stands for the answer."""
    called: str = ""
    """A name for people who answer high, in 2-5 words: "Carers in the middle". Optional."""


class Codebook(Frozen):
    """What the columns mean. confirmed turns true when a person has agreed to the draft."""

    columns: tuple[Column, ...]
    confirmed: bool = False
    notes: tuple[str, ...] = ()
    sheet: str = Field(default="", exclude_if=lambda sheet: not sheet)
    """The sheet that holds the answers, where the survey is a workbook."""

    def of(self, *roles: str) -> tuple[Column, ...]:
        """The columns that have one of these roles, in file order."""
        return tuple(c for c in self.columns if c.role in roles)


class Survey(Frozen):
    """Answers, one row a respondent, as text; blanks are None. Columns follow the codebook."""

    columns: tuple[Column, ...]
    respondents: tuple[str, ...]
    """Respondent ids; row numbers stand in where the file has no id column."""
    rows: tuple[tuple[str | None, ...], ...]
    dropped: tuple[str, ...] = ()
    """Why rows were left out, one line a reason with its count."""


class Interval(Frozen):
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float


class Cell(Frozen):
    """How one answer stands in a segment against all respondents; index 100 is average."""

    column: str
    level: str
    share: float
    base_share: float
    index: int
    n: int
    significant: bool = False
    effect: float = Field(default=0, description="Cramer's V or eta squared of the column")
