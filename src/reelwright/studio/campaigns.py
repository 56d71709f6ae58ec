"""Campaigns: scaffolded, checked, made up to a step or a gate, and looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from ..domain.base import Frozen, Seconds
from ..domain.errors import InvalidIntake
from . import _alike, _given
from ._results import Exported as Exported
from ._results import FilmFailed as FilmFailed
from ._results import FilmMade as FilmMade
from ._results import Made as Made
from ._results import Named as Named
from ._results import Row as Row
from ._rights import demand

if TYPE_CHECKING:
    from ..domain.campaign import Campaign
    from ..store.catalogue import Catalogue
    from ..workflow.build.progress import Told
    from ..workflow.campaign.studio import Studio

Step = Literal["audience", "briefs", "storyboard", "continuity", "shoot", "cut", "release"]
"""The seven steps, in order."""


class Overrides(Frozen):
    """Options of one run that go before the campaign's [wanted] table; None leaves it as it is.

    seconds: of each film. formats: 9:16, 1:1, 4:5 or 16:9; with them no extra formats are made.
    page: "plain", or "built" for landing pages that are composed and built with Node. budget: most
    that the campaign may spend in all, what it spent before included.
    """

    segments: tuple[str, ...] | None = None
    concepts: int | None = None
    films: int | None = None
    formats: tuple[str, ...] | None = None
    seconds: float | None = None
    languages: tuple[str, ...] | None = None
    seed: int | None = None
    quality: str | None = None
    page: str | None = None
    budget: float | None = None

    def changes(self) -> dict[str, Any]:
        """What was given, by name, as changes to the [wanted] table."""
        found = {name: value for name, value in self if value is not None}
        return found | ({"extra_formats": ()} if "formats" in found else {})


class Inspected(Frozen):
    """What a campaign folder holds, in counts and names, and what would be made of it.

    basis: questions that may form segments; texts: questions with free answers; least: respondents
    under which all are taken as one group. dropped and notes: what was left out, and noticed.
    lacking: what has to be mended before all that is asked for can be made.
    confirmed: who or what confirmed the codebook; "" while it is a draft. script: the file that is
    the campaign's one film, "" where films are written; seconds are that film's then.
    """

    name: str
    category: str
    product: str
    goal: str
    offers: int
    proofs: int
    call_text: str
    call_link: str
    brand: str
    heading: str
    body: str
    accent: str
    voices: tuple[str, ...]
    """Whose voice is heard, by language, where nothing is recorded: "en: kokoro, af_heart"."""
    pictures: int
    layered: int
    clips: tuple[str, ...]
    """What was found in each clip, in words; its still is one of the pictures."""
    respondents: int
    least: int
    basis: int
    texts: int
    dropped: tuple[str, ...]
    notes: tuple[str, ...]
    lacking: tuple[str, ...]
    confirmed: str
    segments: tuple[str, ...]
    films: int
    seconds: Seconds
    concepts: int
    formats: tuple[str, ...]
    extra_formats: tuple[str, ...]
    languages: tuple[str, ...]
    seed: int
    script: str = ""


@dataclass(frozen=True)
class Heard:
    """One thing that happened in a run.

    kind: "noticed" (about the folder), "begin" (why), "part" (share, 0-1), "done" (fresh, seconds),
    "broke" (it ended in an error), "busy" (text of work beside the stages, "" when it is over;
    share), "note" (text), "failed" (why), "gate" or "end". percent is of the whole run; left is in
    seconds, None while it cannot be said.
    """

    kind: str
    step: str = ""
    stage: str = ""
    item: str = ""
    percent: float = 0.0
    left: float | None = None
    why: str = ""
    text: str = ""
    share: float = 0.0
    fresh: bool = False
    seconds: float = 0.0


Listener = Callable[[Heard], None]
"""Hears what happens in a run. Called from any thread."""


def new(folder: Path | str, company: str = "", *, who: str | None = None) -> Path:
    """Scaffold a campaign folder to fill in.

    Args:
        folder: Where it shall lie; it may be there, when it is empty.
        company: The company's name; "" is read from the folder's.
        who: Who begins it; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        InvalidIntake: The folder is a file, or not empty; nothing was changed.
        StoreFailed: It could not be written.
    """
    from ._scaffold import scaffold

    demand("editor", who)
    scaffold(Path(folder), company)
    return Path(folder)


def describe(folder: Path | str, *, workspace: Path | None = None) -> "Campaign":
    """A campaign as its folder says it.

    Raises:
        InvalidIntake: The folder cannot be used; the message names file, row and field.
    """
    return _given.opened(folder, workspace).campaign


def check(folder: Path | str, *, workspace: Path | None = None) -> Inspected:
    """Validate a campaign folder and say what would be made. Nothing is.

    Raises:
        InvalidIntake: The folder cannot be used; the message names file, row and field.
    """
    from ..audience.thresholds import THRESHOLDS
    from ..backends.text.ask import OFFLINE
    from ..domain.campaign import FORMATS
    from ..domain.footage import told
    from ..domain.framing import coarse
    from ..domain.survey import Survey
    from ..intake.deadlines import ended, ending
    from ..intake.survey import read_survey, read_table
    from ..library.ingest.unsaid import unsaid
    from ..sound.narration import plainer, unheard_lines, unused_recordings, voices
    from ..wiring import open_studio
    from ..workflow.campaign.alike import alike as word_for_word
    from ..workflow.campaign.codebook import confirmed, stand
    from ..workflow.campaign.stale import stale as standing
    from ..writing import asked_for, lacks
    from ..writing.scripted import length_of_script
    from ._scaffold import untouched
    from ._type import crowded

    settings = _given.settings(workspace=workspace)
    opened = open_studio(Path(folder), settings)
    studio, campaign = opened.studio, opened.studio.campaign
    survey = Survey(columns=(), respondents=(), rows=())
    if campaign.survey:
        table = read_table(
            studio.assets.path(campaign.survey),
            name=campaign.survey.name,
            sheet=campaign.codebook.sheet,
        )
        survey = read_survey(table, campaign.codebook)
    if not campaign.codebook.confirmed:
        stand(studio.catalogue, campaign.codebook)
    wanted, brand = campaign.wanted, campaign.brand
    bare = [p.file.name for p in campaign.pictures if p.captions[0].source == "file name"]
    films = [FORMATS[f] for f in (*wanted.formats, *wanted.extra_formats)]
    offline, today = settings.model_for("concepts") == OFFLINE, date.today()
    broken, idle = unused_recordings(campaign, studio.assets)
    agreed = confirmed(studio.catalogue, campaign.codebook)
    written = studio.catalogue.items("storyboard")
    same = word_for_word(studio, standing(studio)) if len(written) > 1 else {}
    return Inspected(
        name=campaign.name,
        category=campaign.category,
        product=campaign.product,
        goal=campaign.goal,
        offers=len(campaign.offers),
        proofs=len(campaign.proofs),
        call_text=campaign.call.text,
        call_link=campaign.call.link,
        brand=brand.name,
        heading=brand.heading.family,
        body=brand.body.family,
        accent=brand.palette.accent,
        voices=voices(campaign),
        pictures=len(campaign.pictures),
        layered=sum(bool(p.layers) for p in campaign.pictures),
        clips=tuple(told(p) for p in campaign.pictures if p.moving),
        respondents=len(survey.respondents),
        least=THRESHOLDS.least,
        basis=len(campaign.codebook.of("basis")),
        texts=len(campaign.codebook.of("text")),
        dropped=tuple(survey.dropped),
        notes=(
            *opened.notes,
            *(line for p in campaign.pictures if p.moving and (line := coarse(p, films))),
            *unsaid(bare, len(campaign.pictures), Path(folder) / "library"),
            *untouched(campaign),
            *plainer(campaign),
            *ending(campaign, today),
            *asked_for(campaign, offline=offline),
            *idle,
            *_alike.told(same, folder),
            # What a draft asks of a person counts until that person has agreed to it.
            *(() if agreed else (f"codebook.toml: {n}" for n in campaign.codebook.notes)),
        ),
        lacking=(
            *ended(campaign, today),
            *lacks(campaign, offline=offline),
            *crowded(campaign, studio.assets),
            *unheard_lines(campaign, studio.assets),
            *broken,
        ),
        confirmed=agreed,
        segments=wanted.segments,
        films=wanted.films,
        seconds=length_of_script(campaign) if campaign.script else wanted.seconds,
        script=campaign.script.file if campaign.script else "",
        concepts=wanted.concepts,
        formats=wanted.formats,
        extra_formats=wanted.extra_formats,
        languages=wanted.languages,
        seed=wanted.seed,
    )


def make(
    folder: Path | str,
    *,
    until: Step = "release",
    yes: bool = False,
    overrides: Overrides | None = None,
    model: str | None = None,
    out: Path | None = None,
    workspace: Path | None = None,
    who: str | None = None,
    listener: Listener | None = None,
) -> Made:
    """Make a campaign's films, up to a step or the next gate; goes on from where it stopped.

    Args:
        folder: The campaign's folder.
        until: The step to stop after.
        yes: Pass every gate unseen; each item is approved in the person's name, on the record.
        overrides: Options of this run that go before the campaign's own.
        model: Text model, such as "anthropic:..."; None: the settings'; "offline" needs none.
        out: Where films go; None: FOLDER/out.
        workspace: Where results are kept; None: FOLDER/.reelwright.
        who: Whose name approvals of `yes` are noted under; None: the person of the settings.
        listener: Hears what happens; called from any thread.

    Raises:
        NotAllowed: It takes the role editor, and approver with `yes`.
        InvalidIntake: The folder or an override cannot be used, or an offer's last day has passed.
        StudioError: Any other reason for which no run could be begun or ended. A film that cannot
            be made raises nothing: it is among `failed`.
    """
    from ..intake.deadlines import ended
    from ..wiring import make as run
    from ..wiring import open_studio, standing
    from ..workflow.campaign.alike import alike as word_for_word
    from ..workflow.campaign.stale import stale as amiss
    from . import _audit
    from ._report import told

    demand("editor", who)
    if yes:
        demand("approver", who)
    heard = _Heard(listener)
    settings = _given.settings(model=model, workspace=workspace, who=who)
    heard.tell(Heard("busy", text="reading the campaign"))
    opened = open_studio(
        Path(folder),
        settings,
        wanted=(overrides or Overrides()).changes(),
        out=Path(out) if out else None,
        listener=heard,
        approve_all=yes,
    )
    heard.tell(Heard("busy"))
    if over := tuple(ended(opened.studio.campaign, date.today())):
        raise InvalidIntake("\n".join(over))
    for note in opened.notes:
        heard.tell(Heard("noticed", text=note))
    unseen = "gates passed unseen" if yes else "up to the next gate"
    catalogue, campaign = opened.studio.catalogue, opened.studio.campaign
    _audit.noted(catalogue, who, "make", campaign.name, f"until {until}, {unseen}")
    result = run(opened, settings, until=until)
    standing.note(Path(folder), _given.settings(workspace=workspace), _look)
    same = word_for_word(opened.studio, amiss(opened.studio))
    return told(opened.studio, result).model_copy(
        update={
            "notes": opened.notes,
            "alike": _alike.told(same, folder),
            "made": heard.made,
            "found": heard.found,
        }
    )


def stop(folder: Path | str, *, workspace: Path | None = None, who: str | None = None) -> int:
    """Stop the runs of a campaign, whoever works on them, at their next step; returns how many.

    What is finished stays; the next `make` goes on from there. The audit notes who stopped it.

    Args:
        folder: The campaign's folder.
        workspace: Where results are kept; None: FOLDER/.reelwright.
        who: Who stops it; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: Nothing of the campaign was made yet.
        StoreFailed: The database cannot be reached.
    """
    from ..wiring.campaigns import stop as end
    from . import _audit

    demand("editor", who)
    name = Path(folder).resolve().name

    def before(catalogue: "Catalogue", runs: int) -> None:
        _audit.noted(catalogue, who, "stop", name, f"{runs} run{'s' if runs > 1 else ''}")

    return end(Path(folder), _given.settings(workspace=workspace), before)


def status(folder: Path | str, *, workspace: Path | None = None) -> tuple[Row, ...]:
    """Every item that was made, or failed: whether it stands, and why not.

    Raises:
        NotFound: Nothing of the campaign was made yet.
    """
    from ..wiring import standing

    found = standing.rows(Path(folder), _given.settings(workspace=workspace), _look)
    return tuple(Row.model_validate(row) for row in found)


def alike(rows: Sequence[Row], folder: Path | str) -> tuple[str, ...]:
    """A line for each group of storyboards that say the same, word for word; from `status`."""
    return _alike.told({row.item: row.alike for row in rows if row.alike}, folder)


def prepare() -> None:
    """Load the libraries that a look at a campaign takes, so that the first look is no longer."""
    from ..wiring import campaigns
    from . import _status

    _ = (campaigns, _status)


def stale(folder: Path | str, *, workspace: Path | None = None) -> tuple[Row, ...]:
    """Items that the next `make` makes anew, or that nothing needs any more; each with its cause.

    Raises:
        NotFound: Nothing of the campaign was made yet.
    """
    rows = status(folder, workspace=workspace)
    return tuple(row for row in rows if row.state in ("stale", "unused"))


def _look(studio: "Studio") -> list[dict[str, Any]]:
    from ._status import rows

    return [row.model_dump(mode="json") for row in rows(studio)]


class _Heard:
    """Counts what a run made and found, and passes on what happens in it."""

    def __init__(self, listener: Listener | None) -> None:
        self.made = 0
        self.found = 0
        self.listener = listener
        self._lock = Lock()

    def __call__(self, told: "Told") -> None:
        from ..workflow.campaign.stages import STAGES

        if told.kind == "done":
            with self._lock:
                self.made += told.body["fresh"]
                self.found += not told.body["fresh"]
        self.tell(
            Heard(
                kind=told.kind,
                step=STAGES.step(told.stage) if told.stage in STAGES.names else "",
                stage=told.stage,
                item=told.item,
                percent=told.percent,
                left=told.left,
                **{k: v for k, v in told.body.items() if k in _PARTS},
            )
        )

    def tell(self, heard: Heard) -> None:
        """Let the listener hear something."""
        if self.listener:
            self.listener(heard)


_PARTS = ("why", "text", "share", "fresh", "seconds")
