"""Single clips from words, from a picture, or from pictures found in knowledge bases."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from ..domain.base import Frozen
from ..domain.clip import ClipRequest, alike
from ..domain.errors import InvalidIntake
from ..domain.loose import placed, quoted
from ..domain.picture import Picture
from ..wiring import clip_desk, clip_jobs, clip_results
from . import _given, jobs
from ._rights import demand
from .jobs import OUT, ClipJob, Listener

if TYPE_CHECKING:
    from ..workflow.clip.steps import ClipDesk

MOST = 1_000
"""Clips of one batch: more is a mistake in the lists far more often than a wish."""

LIMIT = 900.0
"""Seconds that a job may take, unless said otherwise."""


class Batch(Frozen):
    """Clips asked for together, and the page that shows them; page is None while they are open.

    alike: a clip's id -> what there is to tell of films, of this batch or before, that it is like.
    """

    name: str
    jobs: tuple[ClipJob, ...]
    page: Path | None = None
    alike: dict[str, tuple[str, ...]] = {}


class Wish(Frozen):
    """How a clip shall be, apart from its words.

    bases: knowledge bases to search; () makes it from words or a picture. where narrows the search:
    {"subject": ("botany", "trees")}. seconds: 2-60. seed: the same one makes the same clip. sound:
    words to find a sound with. ungrounded: what happens when nothing shows what was asked for.
    compare: make it without retrieval too.
    """

    bases: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = {}
    seconds: float = 6.0
    format: str = "16:9"
    seed: int = 1
    style: str = ""
    mood: str = ""
    grade: str = ""
    sound: str = ""
    ungrounded: Literal["refuse", "flag"] = "refuse"
    compare: bool = False


def request(
    prompt: str,
    wish: Wish | None = None,
    *,
    image: Path | None = None,
    object: str = "",
    action: str = "",
    shots: int = 1,
    out: Path = OUT,
) -> ClipRequest:
    """A clip to ask for.

    Args:
        prompt: What to see, and what the camera does.
        wish: How it shall be; None: as is usual.
        image: Film this picture.
        object: What to search for; "" is read from the prompt.
        action: What the camera does; "" is read from the prompt.
        shots: Pictures to assemble, best first (1-8).
        out: The folder of clips: it keeps the picture.

    Raises:
        InvalidIntake: It cannot be asked for; the message names what is wrong.
    """
    wish = wish or Wish()
    if wish.bases and image:
        raise InvalidIntake("give --library or --image, not both: a clip stands on one of them")
    picture: Picture | None = None
    if image:
        _, given = clip_desk(_given.settings(), out, ())
        picture = given(image)
    return _asked(wish, prompt, picture, object=object, action=action, shots=shots)


def batch(
    templates: str,
    wish: Wish | None = None,
    *,
    name: str = "the templates",
    objects: Sequence[str] = (),
    actions: Sequence[str] = (),
) -> tuple[ClipRequest, ...]:
    """A clip for every template, object and action.

    Args:
        templates: One a line, with <object_prompt> and <action_prompt>.
        wish: How they shall be; None: as is usual.
        name: What the templates are called in messages: a file's name.
        objects: What stands in for <object_prompt>.
        actions: What stands in for <action_prompt>.

    Raises:
        InvalidIntake: A template or a list cannot be used, or they make over MOST clips.
    """
    from ..shooting.asking import fill, read_templates

    filled = fill(read_templates(templates, name), list(objects), list(actions))
    if len(filled) > MOST:
        raise InvalidIntake(
            f"{name} with these lists makes {len(filled)} clips, over {MOST}; shorten one"
        )
    return tuple(
        _asked(
            wish or Wish(),
            f.prompt,
            None,
            object=f.object,
            action=f.action,
            line=f"line {f.line}",
            notes=f.notes,
        )
        for f in filled
    )


def ask(
    requests: Sequence[ClipRequest],
    *,
    out: Path = OUT,
    name: str = "",
    limit: float = LIMIT,
    model: str | None = None,
    who: str | None = None,
) -> Batch:
    """Note clips as jobs, and return at once; nothing is made yet: `jobs.work` does it.

    Args:
        requests: What is asked for.
        out: Where clips and their records go.
        name: What the batch is called: a word from which its name is made; "" takes the first's id.
        limit: Seconds that each may take.
        model: Text model; None: the settings'.
        who: Who asks; None: the person of the settings.

    Raises:
        NotFound: A knowledge base is not there.
        NotAllowed: It takes the role editor, or this person may not search the base.
    """
    from ..workflow.clip.flow import ask as note

    demand("editor", who)
    desk, _ = clip_desk(_given.settings(model=model, who=who), out, _bases(requests))
    called = _name(requests, name)
    _noted(desk, requests, called, who)
    note(desk, requests, batch=called, limit=limit)
    return Batch(name=called, jobs=jobs.listed(out, called))


def make(
    requests: Sequence[ClipRequest],
    *,
    out: Path = OUT,
    name: str = "",
    limit: float = LIMIT,
    model: str | None = None,
    who: str | None = None,
    listener: Listener | None = None,
) -> Batch:
    """Make clips in this process, and one page of results; one that fails stops none of the others.

    Args:
        requests: What is asked for.
        out: Where clips and their records go.
        name: What the batch is called: a word from which its name is made; "" takes the first's id.
        limit: Seconds that each may take.
        model: Text model; None: the settings'.
        who: Who asks; None: the person of the settings.
        listener: Hears how far they are; called from any thread.

    Raises:
        NotFound: A knowledge base is not there.
        NotAllowed: It takes the role editor, or this person may not search the base.
    """
    from ..workflow.clip.flow import ask as note

    demand("editor", who)
    desk, _ = clip_desk(_given.settings(model=model, who=who), out, _bases(requests))
    called = _name(requests, name)
    _noted(desk, requests, called, who)
    noted = note(desk, requests, batch=called, limit=limit)
    # Of the facade's own, and no operation.
    ended = jobs._worked(desk, noted, listener)  # pyright: ignore[reportPrivateUsage]
    page = clip_results(desk, called)
    return Batch(name=called, jobs=ended, page=page, alike=_alike(ended, out))


def results(name: str, *, out: Path = OUT) -> Batch:
    """A batch as it stands, and its page, written anew.

    Raises:
        NotFound: There is no such batch.
    """
    clip_jobs(out)
    found = jobs.listed(out, name)
    desk, _ = clip_desk(_given.settings(), out, ())
    page = clip_results(desk, found[0].batch)
    return Batch(name=name, jobs=found, page=page, alike=_alike(found, out))


def _alike(ended: Sequence[ClipJob], out: Path) -> dict[str, tuple[str, ...]]:
    among = [job.clips[0] for job in jobs.listed(out) if job.clips]
    return alike([job.clips[0] for job in ended if job.clips], among)


def _noted(desk: "ClipDesk", requests: Sequence[ClipRequest], name: str, who: str | None) -> None:
    """A line for each clip in the audit of its folder, before it is asked for."""
    by = _given.name_of(who)
    lines = [(by, "ask clip", one.id, f"batch {name}", one.prompt) for one in requests]
    desk.catalogue.trail.note_all(lines)


def _bases(requests: Sequence[ClipRequest]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(base for one in requests for base in one.bases))


def _name(requests: Sequence[ClipRequest], name: str) -> str:
    return _new_id(name) if name else requests[0].id


def _new_id(prompt: str) -> str:
    from ..workflow.clip.steps import job_id

    return job_id(prompt)


def _asked(wish: Wish, prompt: str, picture: Picture | None, **parts: Any) -> ClipRequest:
    """A request, or a message that names the option that cannot be used."""
    source = "library" if wish.bases else "picture" if picture else "words"
    options: Mapping[str, Any] = {
        "bases": wish.bases,
        "where": wish.where,
        "seconds": Fraction(wish.seconds).limit_denominator(1000),
        "format": wish.format,
        "seed": wish.seed,
        "mood": {"style": wish.style, "mood": wish.mood, "grade": wish.grade},
        "sound": wish.sound,
        "ungrounded": wish.ungrounded,
        "compare": wish.compare,
    }
    try:
        return ClipRequest(
            id=_new_id(prompt), prompt=prompt, source=source, picture=picture, **options, **parts
        )
    except ValidationError as problem:
        said = "; ".join(
            f"--{placed(e['loc'])}: {e['msg'].lower()} (it is {quoted(e['input'])})"
            for e in problem.errors()
        )
        raise InvalidIntake(f"this clip cannot be asked for: {said}") from problem
