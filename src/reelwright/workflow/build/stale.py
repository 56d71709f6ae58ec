"""Which current results no longer match the campaign, found without making anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ...domain.base import digest_of
from ...domain.campaign import FORMATS
from ...domain.continuity import Reference
from ...store.catalogue import Result
from ..campaign.references import DECIDED, people, shown, storyboard_of
from ..campaign.studio import Studio
from . import views
from .bench import EDIT, EDIT_OF, listed, plain
from .gates import rejections, standing

READS = {
    "audience": {"survey", "codebook", "seed", "model", "temperature"},
    "concepts": {"campaign", "seed", "count", "model", "temperature"},
    "brief": {"campaign", "seed", "model", "temperature"},
    "match": {"campaign", "seed", "model", "temperature"},
    "storyboard": {"campaign", "seconds", "seed", "model", "temperature"},
    "continuity": {"pictures", "seed", "model", "temperature", "tiers", "floor", *DECIDED},
    "recording": {"voice"},
    "take": {"model", "temperature"},
    "timeline": {"brand"},
    "release": {"model", "temperature"},
}
"""Inputs of each stage that come straight from the campaign folder, the settings or people."""

JOBS = {
    "audience": "segments",
    "concepts": "concepts",
    "brief": "briefs",
    "match": "match",
    "storyboard": "storyboard",
    "continuity": "continuity",
    "take": "judge",
    "release": "page",
}
"""The text model's job in each stage."""

FROM: dict[str, dict[str, str]] = {
    "segment": {"segment": "audience"},
    "concepts": {"segment": "segment"},
    "brief": {"segment": "segment", "concept": "concepts", "weighing": "concepts"},
    "match": {"segment": "segment", "brief": "brief"},
    "storyboard": {
        "segment": "segment",
        "brief": "brief",
        "match": "match",
        "storyboard": "storyboard",
    },
    "continuity": {"storyboard": "storyboard", "brief": "brief"},
    "recording": {"text": "storyboard"},
    "cut plan": {"storyboard": "storyboard"},
    "take": {"scene": "storyboard", "reference": "continuity", "prompt": "continuity"},
    "mix": {"plan": "cut plan"},
    "timeline": {"storyboard": "storyboard", "plan": "cut plan", "sound": "mix"},
    "film": {"timeline": "timeline", "sound": "mix"},
    "checks": {"film": "film", "timeline": "timeline"},
    "release": {"film": "film", "storyboard": "storyboard", "brief": "brief"},
}
"""The stage whose result, or a part of it, each input of a stage is."""

AFTER = (
    "continuity",
    "recording",
    "cut plan",
    "take",
    "mix",
    "timeline",
    "film",
    "checks",
    "release",
)
"""Stages whose items are named after their storyboard."""

PARTS = {"cut plan": "recording", "mix": "recording", "timeline": "take"}
"""Stages that read several results at once, known by the beginning of their names."""


@dataclass(frozen=True)
class Staleness:
    """How an item stands: "stale" will be made anew, "unused" nothing needs any more."""

    state: Literal["stale", "unused"]
    why: str


@dataclass
class _Seen:
    """What is known of the stages before: digests of what stands, and what is amiss, by name."""

    good: dict[str, set[str]] = field(default_factory=dict)
    old: dict[str, dict[str, Staleness]] = field(default_factory=dict)
    amiss: dict[str, Staleness] = field(default_factory=dict)


def stale(studio: Studio) -> dict[str, Staleness]:
    """Items that do not stand, by full name, and why: "survey changed", "its storyboard is stale".

    Items that merely wait for a decision, or failed, are not named.
    """
    seen = _Seen()
    for stage in ("audience", *FROM):
        results = studio.catalogue.items(stage)
        if stage == "storyboard":
            # A translation reads the storyboard that it translates.
            results = tuple(sorted(results, key=lambda r: "storyboard" in r.inputs))
        for result in results:
            name = f"{stage}/{result.item}"
            found = _standing(studio, stage, result, seen)
            if found:
                seen.amiss[name] = found
            for digest in _digests(stage, result):
                if found:
                    seen.old.setdefault(stage, {})[digest] = found
                else:
                    seen.good.setdefault(stage, set()).add(digest)
    return seen.amiss


def _standing(studio: Studio, stage: str, result: Result, seen: _Seen) -> Staleness | None:
    if why := _unwanted(studio, stage, result, seen):
        return Staleness("unused", why)
    changed: list[str] = []
    for name, upstream in FROM.get(stage, {}).items():
        digest = result.inputs.get(name)
        if digest is None or digest in seen.good.get(upstream, ()):
            continue
        before = seen.old.get(upstream, {}).get(digest)
        if before and before.state == "unused":
            return before
        changed.append("" if before else name)
    now = _now(studio, stage, result)
    for name in READS.get(stage, set()) - {EDIT, EDIT_OF}:
        if result.inputs.get(name) != now.get(name) and (name in now or name in result.inputs):
            changed.append(name)
    if names := sorted(filter(None, changed)):
        return Staleness("stale", f"{listed(names)} changed")
    if changed:
        upstream = next(u for n, u in FROM[stage].items() if _is_old(result, n, u, seen))
        return Staleness("stale", f"its {upstream} is stale")
    return _of_parts(studio, stage, result, seen)


def _is_old(result: Result, name: str, upstream: str, seen: _Seen) -> bool:
    return result.inputs.get(name) in seen.old.get(upstream, {})


def _of_parts(studio: Studio, stage: str, result: Result, seen: _Seen) -> Staleness | None:
    """Whether one of several results that it was made of is stale."""
    kind = PARTS.get(stage)
    if kind is None:
        return None
    start, end = _part_names(studio, stage, result)
    for name, found in seen.amiss.items():
        if name.startswith(f"{kind}/{start}") and name.endswith(end) and found.state == "stale":
            return Staleness("stale", f"a {kind} of it is stale")
    return None


def _part_names(studio: Studio, stage: str, result: Result) -> tuple[str, str]:
    """How the names of a result's parts begin and end."""
    if stage != "timeline":
        return result.item.rpartition("--")[0] + "--", ""
    slug = FORMATS[result.value["format"]["name"]].slug
    boards = studio.catalogue.items("storyboard")
    of = next((b for b in boards if b.digest == result.inputs["storyboard"]), None)
    return (f"{of.value['id']}--" if of else result.item), f"--{slug}"


def _unwanted(studio: Studio, stage: str, result: Result, seen: _Seen) -> str:
    """Why the campaign as it is now would not make this item at all; "" when it would."""
    wanted, value = studio.campaign.wanted, result.value
    if stage == "segment":
        if wanted.segments and result.item not in wanted.segments:
            return "this segment is not wanted now"
        if result.item not in _known_segments(studio):
            return "the answers show no such segment any more"
    elif stage == "brief":
        concepts = studio.catalogue.latest("concepts", value["segment"])
        if concepts and value["concept"]["id"] not in [c["id"] for c in concepts.value["concepts"]]:
            return "other concepts took its place"
    elif stage in ("match", "storyboard") and "storyboard" not in result.inputs:
        # Which concepts become films is known only once their briefs are.
        unsure = any(
            name.startswith(("concepts/", "brief/")) and found.state == "stale"
            for name, found in seen.amiss.items()
        )
        if not unsure and result.item not in _chosen(studio):
            return "another concept took its place"
    elif stage == "film":
        formats = (*wanted.formats, *wanted.extra_formats)
        if value["format"] not in formats or value["language"] not in wanted.languages:
            return "this format or language is not wanted now"
    if stage in AFTER and (board := _board_of(studio, result)):
        found = seen.amiss.get(f"storyboard/{board}")
        return found.why if found and found.state == "unused" else ""
    return ""


def _board_of(studio: Studio, result: Result) -> str:
    """The storyboard item that a result's name begins with the id of; "" when there is none."""
    boards = {b.value["id"]: b.item for b in studio.catalogue.items("storyboard")}
    fits = [i for i in boards if result.item == i or result.item.startswith(f"{i}-")]
    return boards[max(fits, key=len)] if fits else ""


def _known_segments(studio: Studio) -> set[str]:
    found = studio.catalogue.latest("audience", "all")
    return {s["id"] for s in found.value["segments"]} if found else set()


def _chosen(studio: Studio) -> set[str]:
    """Items of each segment's first approved briefs, down to the last that becomes a film."""
    catalogue = studio.catalogue
    found: set[str] = set()
    for concepts in catalogue.items("concepts"):
        films = 0
        for concept in concepts.value["concepts"]:
            item = f"{concepts.item}--{concept['id']}"
            brief, fit = catalogue.latest("brief", item), catalogue.latest("match", item)
            if films == studio.campaign.wanted.films or brief is None:
                continue
            if standing(catalogue, "briefs", item, brief.digest).state == "approved":
                found.add(item)
                films += fit is None or not fit.value["veto"]
    return found


def _digests(stage: str, result: Result) -> Iterable[str]:
    """Digests that results after this one may have among their inputs."""
    yield result.digest
    value = result.value
    if stage == "audience":
        yield from map(digest_of, value["segments"])
    elif stage == "concepts":
        yield from map(digest_of, (*value["concepts"], *value["weighings"]))
    elif stage == "storyboard":
        yield from map(digest_of, value["scenes"])
        yield from (digest_of(s["narration"]) for s in value["scenes"])
    elif stage == "continuity":
        yield from map(digest_of, value["prompts"])
        yield from (shown(Reference.model_validate(r)).digest() for r in value["references"])


def _now(studio: Studio, stage: str, result: Result) -> Mapping[str, str]:
    """Digests of what a stage would read from the campaign, the settings and people now."""
    campaign, wanted = studio.campaign, studio.campaign.wanted
    found: dict[str, Any] = {"seed": wanted.seed, "brand": views.look(campaign.brand)}
    if stage in JOBS:
        found["model"] = studio.choices.model_for(JOBS[stage])
        found |= studio.choices.warmth(JOBS[stage])
    if stage == "audience":
        found |= {"survey": campaign.survey.sha256, "codebook": views.meaning(campaign.codebook)}
    elif stage == "storyboard":
        found["seconds"] = str(wanted.seconds)
        found["seed"] = wanted.seed + rejections(studio.catalogue, "storyboards", result.item)
        found["campaign"] = views.words(campaign, languages=wanted.languages)
        if "storyboard" in result.inputs:
            language = result.value["language"]
            found = {"campaign": views.words(campaign, languages=(language,))}
            found["model"] = studio.choices.model_for("translate")
            found |= studio.choices.warmth("translate")
    elif stage == "continuity":
        board = storyboard_of(studio.catalogue, result.value["storyboard"])
        found |= {"pictures": views.pictures(campaign)} | people(studio, board)
    elif stage == "recording":
        found["voice"] = [campaign.brand.voice, campaign.recordings]
    else:
        found |= {"campaign": views.words(campaign), "count": wanted.concepts}
    reads = READS.get(stage, set())
    return {name: digest_of(plain(value)) for name, value in found.items() if name in reads}
