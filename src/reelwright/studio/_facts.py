"""What campaign.toml and brand.toml say, as a form has it: read from the files, written into them.

The names of the models' fields are those of the files. Numbers of rows count from 0.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from ..domain.base import Frozen, slug
from ..domain.errors import Conflict, InvalidIntake
from ..domain.loose import is_list, is_table
from ..domain.tongues import accent_of, languages_of, sex_of, speed_of, tag_of

CAMPAIGN = "campaign.toml"
BRAND = "brand.toml"

PLACE = Field(ge=-1, description="number of the row in the file, from 0; -1: it is new")


ANSWERS = Field(default=(), description="words of the needs that it answers, as customers put them")


class OfferFacts(Frozen):
    """An offer. terms: its conditions, shown as given, like price.

    until: the last day on which it stands ("2027-05-31"), said behind the terms; "" for none.
    """

    place: int = PLACE
    name: str
    text: str
    price: str
    terms: str
    until: str = ""
    answers: tuple[str, ...] = ANSWERS


class ProofFacts(Frozen):
    """A claim, and what proves it. short: the claim in 2-6 words of type; "" leaves it to us."""

    place: int = PLACE
    claim: str
    short: str = ""
    substantiation: str
    answers: tuple[str, ...] = ANSWERS


class MomentFacts(Frozen):
    """A small true moment of a customer's day. seen: what its first picture shows, in words."""

    place: int = PLACE
    when: Literal["before", "after"]
    head: str
    spoken: tuple[str, ...]
    seen: str
    answers: tuple[str, ...] = ANSWERS


class CallFacts(Frozen):
    """What the viewer is asked to do: words, the address it leads to, and how it is said."""

    text: str
    link: str
    spoken: str


class WantedFacts(Frozen):
    """What shall be made. seconds: of each film."""

    seconds: float = Field(allow_inf_nan=False)
    formats: tuple[str, ...]
    languages: tuple[str, ...]


class PaletteFacts(Frozen):
    """Colours as "#rrggbb"."""

    primary: str
    ink: str
    paper: str
    accent: str


class VoiceFacts(Frozen):
    """How the brand speaks. accent: as "en-GB", "" for any. speed: words a minute."""

    accent: str
    sex: Literal["", "female", "male"]
    speed: int


class BrandFacts(Frozen):
    """What brand.toml says. logo: a file's path.

    music: a mood, "none", a file's path, or "" for each film's own.
    """

    name: str
    tagline: str
    logo: str
    tone: tuple[str, ...]
    say: tuple[str, ...]
    never_say: tuple[str, ...]
    music: str
    palette: PaletteFacts
    voice: VoiceFacts


class CampaignFacts(Frozen):
    """What campaign.toml and brand.toml say that people change most.

    version: of both files as they were read; given back with what was changed.
    """

    version: str
    name: str
    product: str
    category: str
    goal: str
    audience: str
    language: str
    call: CallFacts
    wanted: WantedFacts
    offers: tuple[OfferFacts, ...]
    proofs: tuple[ProofFacts, ...]
    moments: tuple[MomentFacts, ...]
    brand: BrandFacts


class FactsFinding(Frozen):
    """What `check` says of the facts. field: where in them, as "offers.0.price"; "" elsewhere.

    wrong: nothing can be made while it is so; else something is only lacking.
    """

    field: str
    text: str
    wrong: bool


ROWS: dict[str, type[Frozen]] = {
    "offers": OfferFacts,
    "proofs": ProofFacts,
    "moments": MomentFacts,
}

RESTATED: dict[str, dict[str, tuple[str, ...]]] = {
    "offers": dict.fromkeys(("name", "text", "price", "terms"), ("short", "spoken", "more")),
    "proofs": {"claim": ("spoken", "more"), "substantiation": ("source",)},
    "moments": {"spoken": ("more",)},
}
"""Keys of a row that no form has, and that say again what a key of the form says."""


def facts_in(texts: Mapping[str, str], version: str) -> CampaignFacts:
    """The facts in the files' texts. What is of another kind there counts as left out."""
    campaign, brand = (tomllib.loads(texts[file]) for file in (CAMPAIGN, BRAND))
    call, wanted = _table(campaign, "call"), _table(campaign, "wanted")
    palette, voice = _table(brand, "palette"), _table(brand, "voice")
    language = _tag(_text(campaign, "language")) or "en"
    music = brand.get("music")
    sex = sex_of(_text(voice, "sex"))
    return CampaignFacts(
        version=version,
        **{
            key: _text(campaign, key) for key in ("name", "product", "category", "goal", "audience")
        },
        language=language,
        call=CallFacts(**{key: _text(call, key) for key in CallFacts.model_fields}),
        wanted=WantedFacts(
            seconds=_number(wanted, "seconds", 20),
            formats=_texts(wanted, "formats", ("9:16",)),
            languages=_languages(wanted.get("languages"), language),
        ),
        offers=tuple(
            OfferFacts(
                place=n,
                **{key: _text(row, key) for key in ("name", "text", "price", "terms")},
                until=str(row.get("until") or ""),
                answers=_texts(row, "answers"),
            )
            for n, row in _rows(campaign, "offers")
        ),
        proofs=tuple(
            ProofFacts(
                place=n,
                **{key: _text(row, key) for key in ("claim", "short", "substantiation")},
                answers=_texts(row, "answers"),
            )
            for n, row in _rows(campaign, "proofs")
        ),
        moments=tuple(
            MomentFacts(
                place=n,
                when="after" if row.get("when") == "after" else "before",
                head=_text(row, "head"),
                spoken=_texts(row, "spoken"),
                seen=next((_text(sight, "seek") for _, sight in _rows(row, "shows")), ""),
                answers=_texts(row, "answers"),
            )
            for n, row in _rows(campaign, "moments")
        ),
        brand=BrandFacts(
            name=_text(brand, "name"),
            tagline=_text(brand, "tagline"),
            logo=_text(brand, "logo"),
            **{key: _texts(brand, key) for key in ("tone", "say", "never_say")},
            music=_text(music, "file") if is_table(music) else _text(brand, "music"),
            palette=PaletteFacts(**{key: _text(palette, key) for key in PaletteFacts.model_fields}),
            voice=VoiceFacts(
                accent=_accent(_text(voice, "accent")),
                sex=sex or "",
                speed=int(_number({"speed": speed_of(voice.get("speed"))}, "speed", 150)),
            ),
        ),
    )


def rewritten(texts: Mapping[str, str], wanted: CampaignFacts) -> dict[str, str]:
    """The files' texts with these facts in them; all that the facts do not tell of stays.

    But for other wordings of what was changed: no film may say on what nobody claims any more.

    Raises InvalidIntake where a file says something in a way that a form cannot change, Conflict
    for a row that is not there.
    """
    from ..intake.rewriting import Rewriting

    before = facts_in(texts, wanted.version)
    files = {file: Rewriting(texts[file], file) for file in (CAMPAIGN, BRAND)}
    old, new = before.model_dump(mode="json"), wanted.model_dump(mode="json")
    for file, was, will in ((BRAND, old.pop("brand"), new.pop("brand")), (CAMPAIGN, old, new)):
        for place, value in _changes(was, will):
            files[file].put(place, value)
    campaign = files[CAMPAIGN]
    for table in ROWS:
        was = {row["place"]: row for row in old[table]}
        will = {row["place"]: row for row in new[table] if row["place"] >= 0}
        if not set(will) <= set(was):
            raise Conflict(f"{CAMPAIGN} has no such row of {table}; load the page again")
        for n, row in will.items():
            for (key, *_), value in _changes(was[n], row):
                campaign.put(*_written(table, n, key, value, was[n]))
                for other in RESTATED[table].get(key, ()):
                    campaign.leave_out([table, n, other])
        if gone := sorted(set(was) - set(will)):
            campaign.take_out(table, gone)
        added = [row for row in new[table] if row["place"] < 0]
        for values in _new(campaign.text(), table, added):
            campaign.add_row(table, values)
    found = {file: rewriting.text() for file, rewriting in files.items()}
    if not _same(found, wanted):
        raise InvalidIntake(
            f"{CAMPAIGN} or {BRAND} says this in a way that a form cannot change; change it in "
            "the text of the file"
        )
    return found


def placed(line: str, texts: Mapping[str, str], *, wrong: bool) -> FactsFinding:
    """A line of `check` at the field that it tells of; texts: the files' that were checked."""
    if found := _LINE.match(line):
        rest, ahead = found["rest"], "brand." if found["file"] == "brand" else ""
        if not ahead and (row := _ROW.match(rest)) and row["table"] in ROWS:
            n = _numbered(texts, row["table"]).get(row["id"])
            own = _own(ROWS[row["table"]])
            key = row["field"] or next((key for key in own if key in row["why"]), "")
            if n is not None and _named(key) in own:
                field = f"{row['table']}.{n}.{_named(key)}"
                return FactsFinding(field=field, text=row["why"].strip(), wrong=wrong)
        elif (told := _PLACE.match(rest)) and (field := _field(ahead + told["place"])):
            return FactsFinding(field=field, text=told["why"].strip(), wrong=wrong)
    return FactsFinding(field="", text=line, wrong=wrong)


_LINE = re.compile(r"(?P<file>campaign|brand)\.toml: (?P<rest>.*)", re.S)
_ROW = re.compile(
    r"(?P<table>[a-z]+):? '(?P<id>[^']*)':? (?:(?P<field>\w+)(?=:| says )(?:: )?)?(?P<why>.*)",
    re.S,
)
_PLACE = re.compile(r"(?P<place>[a-z_]+(?:\[\d+\]|\.[\w-]+)*)(?=:| says )(?:: )?(?P<why>.*)", re.S)


def _field(place: str) -> str:
    """The field of the facts at a place in the files, as "offers[2].price"; "" where none is."""
    parts = [
        str(int(part) - 1) if part.isdigit() else part for part in re.findall(r"[\w-]+", place)
    ]
    if parts[0] in ROWS:
        known = len(parts) > 2 and _named(parts[2]) in _own(ROWS[parts[0]])
        return f"{parts[0]}.{parts[1]}.{_named(parts[2])}" if known else ""
    for end in range(len(parts), 0, -1):
        if (name := ".".join(parts[:end])) in _FIELDS:
            return name
    # What is said of a whole table stands at the first field of it.
    return next((name for name in _FIELDS if name.startswith(f"{'.'.join(parts)}.")), "")


def _fields(model: type[Frozen], ahead: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Frozen):
            yield from _fields(kind, f"{ahead}{name}.")
        elif name not in (*ROWS, "version"):
            yield f"{ahead}{name}"


_FIELDS = tuple(_fields(CampaignFacts))


def _named(key: str) -> str:
    """What a key of a row is called in the facts."""
    return "seen" if key == "shows" else key


def _own(model: type[Frozen]) -> list[str]:
    return [key for key in model.model_fields if key != "place"]


def _numbered(texts: Mapping[str, str], table: str) -> dict[str, int]:
    """The rows of a table by their ids."""
    rows = _rows(_read(texts.get(CAMPAIGN, "")), table)
    return {_text(row, "id"): n for n, (_, row) in enumerate(rows)}


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _changes(
    was: Mapping[str, Any], will: Mapping[str, Any], way: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each value that is another now, with its place."""
    for key, value in will.items():
        if key in (*ROWS, "version", "place") or value == was[key]:
            continue
        if is_table(value):
            yield from _changes(was[key], value, (*way, key))
        else:
            whole = isinstance(value, float) and value.is_integer()
            yield (*way, key), int(value) if whole else value


def _written(
    table: str, n: int, key: str, value: Any, was: Mapping[str, Any]
) -> tuple[list[str | int], Any]:
    """Where a value of a row stands in the file, and as what."""
    if key != "seen":
        return [table, n, key], value
    if was["seen"]:
        return [table, n, "shows", 0, "seek"], value
    return [table, n, "shows"], [{"seek": value}]


def _new(text: str, table: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """New rows as the file has them, each with an id of its own."""
    taken = {_text(row, "id") for _, row in _rows(_read(text), table)}
    for row in rows:
        left = {"place"} | {key for key in ("short", "answers", "until") if not row.get(key)}
        values = {key: value for key, value in row.items() if key not in left}
        if "seen" in values:
            values["shows"] = [{"seek": values.pop("seen")}]
        name = str(row.get("name") or row.get("claim") or row.get("head") or "")
        base = slug(name[:40], table.removesuffix("s"))
        id_, n = base, 1
        while id_ in taken:
            n += 1
            id_ = f"{base}-{n}"
        taken.add(id_)
        yield {"id": id_} | values


def _same(texts: Mapping[str, str], wanted: CampaignFacts) -> bool:
    """Whether the texts say these facts."""
    return _told(facts_in(texts, "")) == _told(wanted)


def _told(facts: CampaignFacts) -> dict[str, Any]:
    """Facts as values; new rows stand behind the others, and rows are told by their order."""
    value: dict[str, Any] = facts.model_dump() | {"version": ""}
    value["language"] = _tag(value["language"])
    value["wanted"]["languages"] = _languages(value["wanted"]["languages"], "")
    value["brand"]["voice"]["accent"] = _accent(value["brand"]["voice"]["accent"])
    for table in ROWS:
        rows: list[dict[str, Any]] = sorted(value[table], key=_behind)
        value[table] = [row | {"place": 0} for row in rows]
    return value


def _behind(row: Mapping[str, Any]) -> tuple[bool, int]:
    return row["place"] < 0, row["place"]


def _table(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key)
    return value if is_table(value) else {}


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _tag(text: str) -> str:
    """A language by its tag; what is none as it was written, for `check` to name."""
    return tag_of(text) or text


def _accent(text: str) -> str:
    """An accent by its tag, "" for any; what is none as it was written."""
    return "" if sex_of(text) == "" else accent_of(text) or text


def _languages(given: Any, own: str) -> tuple[str, ...]:
    found = languages_of(given)
    texts = (own,) if found is None else found
    return tuple(dict.fromkeys(_tag(text) for text in texts if isinstance(text, str)))


def _texts(table: Mapping[str, Any], key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    value = table.get(key)
    if not is_list(value):
        return default
    return tuple(str(v) for v in value) if all(isinstance(v, str) for v in value) else default


def _number(table: Mapping[str, Any], key: str, default: float) -> float:
    value = table.get(key)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else default


def _rows(table: Mapping[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    value = table.get(key)
    if is_list(value):
        yield from ((n, row) for n, row in enumerate(value) if is_table(row))
