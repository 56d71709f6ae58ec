"""A person's finished script as a storyboard: its scenes, its words, and nothing put to them."""

import math
import random
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from ..domain.brief import Brief, Concept, FeatureDraw, Match, Weighing
from ..domain.campaign import Campaign
from ..domain.claims import unbacked
from ..domain.errors import DoesNotFit, InvalidIntake
from ..domain.leaving import kept_back
from ..domain.origin import Origin
from ..domain.script import Screenplay, ScriptScene
from ..domain.segment import Segment
from ..domain.sentences import sentences
from ..domain.storyboard import Beat, Scene, Storyboard, Text
from ..domain.survey import Interval
from ..domain.tongues import language_name
from ..domain.wording import counted
from .camera import directions, move_of
from .languages import language_of
from .mood import MUSIC
from .pacing import PACE, needed
from .timing import CLOSING, GRID, share_out
from .vocabulary import stems
from .words import word_count

NAME = "script"
"""What its concept, brief and storyboard are called."""

EVERYBODY = "everybody"
"""The id of those whom a script is for."""

SHORTEST, LONGEST = 6, 60
"""Seconds of a film."""

READ_AT = (0.6, 3.5)
"""A moment to find type, then words a second."""

_LOOSE = 1.04
"""How much longer voices take than is reckoned, at the most."""

_CARD = re.compile(
    r"end ?card|end ?frame|packshot|pack shot|\blogo\b|abbinder|endkarte|schlusstafel|"
    r"carton de fin|"
    r"plan final|tarjeta final|cartela final|cartello finale|eindkaart|slutskylt|plansza końcowa|"
    r"エンドカード|ロゴ|パックショット",
    re.I,
)
_SCALES: tuple[tuple[Literal["wide", "medium", "close"], str], ...] = (
    ("close", r"\bclose\b|close[- ]?up|\bcu\b|\becu\b|nahaufnahme|\bnah\b|gros plan|primer plano|"
     r"primo piano|primeiro plano|grande plano|närbild|zbliżenie|アップ|クローズ"),
    ("wide", r"\bwide\b|\bestablishing\b|\best\.|\btotale\b|plan large|plano general|"
     r"plano geral|campo lungo|totaal|helbild|plan ogólny|"
     r"ワイド|全景|ロング"),
    ("medium", r"\bmedium\b|\bmid[- ]?shot\b|halbnah|plan moyen|plano medio|plano médio|"
     r"piano medio|halvbild|plan średni|ミディアム"),
)  # fmt: skip


def everybody(campaign: Campaign) -> Segment:
    """Those whom a script is for: whoever sees it. Nothing is known of them."""
    return Segment(
        id=EVERYBODY,
        name="Everybody",
        summary=f"Made from {_script(campaign).file}, for whoever sees it.",
        n=0,
        share=Interval(value=1, low=1, high=1),
        traits=(),
        drivers=(),
        verbatims=(),
        respondents=(),
        certainty=1,
        origin=Origin(maker="person"),
    )


def brief_of_script(campaign: Campaign) -> Brief:
    """The brief that a script carries in itself, for pages and prompts that are told of one."""
    script = _script(campaign)
    said = " ".join(s.said for s in script.scenes)
    first = next((t for s in script.scenes for t in sentences(s.said)), script.file)
    title = script.title or campaign.name
    proofs = tuple(p.id for p in campaign.proofs if _tells(said, (p.claim, p.short, *p.spoken)))
    offers = tuple(o.id for o in campaign.offers if _tells(said, (o.name, o.text, *o.spoken)))
    why = "not weighed: a person wrote the script"
    return Brief(
        id=NAME,
        segment=EVERYBODY,
        concept=Concept(
            id=NAME,
            title=title,
            idea=f"{title}: as {script.file} tells it.",
            abstraction="literal",
            form="demonstration",
            hook=first,
            proofs=proofs or tuple(p.id for p in campaign.proofs[:1]),
            offers=offers,
            traits=(),
        ),
        weighing=Weighing(
            concept=NAME,
            relevance=10,
            relevance_why=why,
            engagement=10,
            engagement_why=why,
            entertainment=10,
            entertainment_why=why,
        ),
        insight=first,
        promise=campaign.goal,
        message=first,
        proofs=proofs,
        tone=campaign.tone or campaign.brand.tone,
        look="As the script describes it.",
        avoid=campaign.brand.dont,
        origin=Origin(maker="person"),
    )


def board_of_script(
    campaign: Campaign, brief: Brief, *, seconds: Fraction, seed: int
) -> Storyboard:
    """The script as a storyboard: its scenes in its order, its words exactly.

    seconds: what was asked for; the script's own length goes before it, and so do its words where
    they take longer. A script without an end card gets the brand's. Raises DoesNotFit where the
    words take longer than films last.
    """
    script = _script(campaign)
    told = _with_card(script, campaign)
    times = _times(told, campaign, seconds, tuple(campaign.translations))
    pace = _pace(told, times)
    beats = _beats(told, campaign)
    moves = directions(beats, [False] * len(told), pace, random.Random(seed))
    return Storyboard(
        id=NAME,
        segment=EVERYBODY,
        brief=brief.id,
        title=brief.concept.title,
        language=campaign.language,
        seconds=sum(times, Fraction(0)),
        scenes=tuple(
            Scene(
                id=f"s{n + 1}",
                beat=beats[n],
                description=s.seen,
                seek=_sought(s.seen),
                camera=_camera(s, moves[n]),
                narration=s.said,
                seconds=times[n],
                text=_type(s, beats[n]),
                scale=_scale(s),
                facts=_facts(s, campaign),
            )
            for n, s in enumerate(told)
        ),
        draw=FeatureDraw(segment=EVERYBODY, seed=seed, traits=()),
        match=Match(
            brief=brief.id,
            segment=EVERYBODY,
            score=10,
            rationale="Not weighed: a person wrote the script, for whoever sees it.",
            origin=Origin(maker="person"),
        ),
        pace=pace,
        mood=MUSIC.get(campaign.brand.music, "warm"),
        origin=Origin(maker="person"),
    )


def length_of_script(campaign: Campaign) -> Fraction:
    """Seconds of a script's film. Raises DoesNotFit where its words take longer than films last."""
    script, wanted = _script(campaign), campaign.wanted
    told = _with_card(script, campaign)
    return sum(_times(told, campaign, wanted.seconds, wanted.languages), Fraction(0))


def told_of_script(campaign: Campaign) -> tuple[str, ...]:
    """What `check` tells of a script: its length, claims that no proof backs, what is left out.

    Raises InvalidIntake where its words take longer than films last.
    """
    script, wanted = _script(campaign), campaign.wanted
    told = _with_card(script, campaign)
    try:
        times = _times(told, campaign, wanted.seconds, wanted.languages)
    except DoesNotFit as problem:
        raise InvalidIntake(f"{script.file}: {problem}") from problem
    count = len(script.scenes)
    become = "1 scene becomes" if count == 1 else f"{count} scenes become"
    found = [f"{script.file}: {become} one film, for everybody"]
    if len(told) > len(script.scenes):
        found[0] += ", and the brand's end card after them"
    length = float(sum(times, Fraction(0)))
    if length != float(wanted.seconds):
        why = "as it says" if all(s.seconds for s in script.scenes) else "as its words take"
        found.append(
            f"{script.file}: the film lasts {length:g} s, {why}, and not the "
            f"{float(wanted.seconds):g} s that are asked for"
        )
    found += _foreign(script, campaign)
    nobody = everybody(campaign)
    for n, scene in enumerate(script.scenes):
        where = script.place(scene)
        short = needed(scene.said, last=n + 1 == len(told)) - float(scene.seconds or LONGEST)
        said = word_count(scene.said)
        if short > 0.1:
            found.append(
                f"{where}: {counted(said, 'word')} take{'s' if said == 1 else ''} "
                f"{float(times[n]):.1f} s, and the "
                f"scene says {float(scene.seconds or 0):g} s; it is made longer: cut about "
                f"{counted(max(1, math.ceil(short * PACE)), 'word')} to keep its time"
            )
        for text in (scene.said, scene.shown):
            found += [
                f"{where}: “{s}” claims what no proof backs; add a [[proofs]] with its "
                "substantiation, or be sure of it"
                for s in unbacked(text, campaign)
            ]
            found += [f"{where}: “{text[:60]}”: {why}" for why in kept_back(text, nobody, campaign)]
    return (*found, *_untranslated(script, campaign), *script.notes)


def _foreign(script: Screenplay, campaign: Campaign) -> list[str]:
    """A script in another language than the voice that the campaign's `language` gives it."""
    told = language_of(" ".join(s.said for s in script.scenes), least=2)
    own = campaign.language.split("-")[0].lower()
    if not told or told == own:
        return []
    named = language_name(own)
    return [
        f"{script.file}: its words are {language_name(told)}, and a voice for {named} would read "
        f'them: write language = "{told}" into campaign.toml, or the words in {named}'
    ]


def _untranslated(script: Screenplay, campaign: Campaign) -> list[str]:
    """Lines that films in other languages lack a translation of."""
    found: list[str] = []
    for language in campaign.wanted.languages:
        known = campaign.translations.get(language, {})
        texts = (t for s in script.scenes for t in (s.said, s.shown) if t)
        lack = [t for t in texts if t not in known and not all(x in known for x in sentences(t))]
        if lack and language != campaign.language:
            found.append(
                f"translations/{language}.toml: has no line for {lack[0][:40]!r} of {script.file} "
                f"({len(lack)} in all); write them, or choose a text model"
            )
    return found


def _script(campaign: Campaign) -> Screenplay:
    if campaign.script is None:
        raise InvalidIntake("the campaign has no script; put a script.md into its folder")
    return campaign.script


def _with_card(script: Screenplay, campaign: Campaign) -> tuple[ScriptScene, ...]:
    """The scenes, the last of them one that the end card stands in."""
    last = script.scenes[-1]
    call, host = campaign.call, campaign.call.link.partition("://")[2].partition("/")[0]
    asks = f"{last.said} {last.shown}".lower()
    named = any(w and w.lower() in asks for w in (call.text, call.spoken, host))
    if len(script.scenes) > 1 and (named or _CARD.search(f"{last.seen} {last.shown}")):
        return script.scenes
    shown = call.shows[0].seek if call.shows else last.seen
    return (*script.scenes, ScriptScene(line=last.line, seen=shown, seconds=None))


def _times(
    told: Sequence[ScriptScene], campaign: Campaign, seconds: Fraction, languages: Sequence[str]
) -> tuple[Fraction, ...]:
    """Each scene's time. Raises DoesNotFit for words that take longer than films last."""
    needs = [
        max(
            _takes(s, n + 1 == len(told), campaign, languages), CLOSING if n + 1 == len(told) else 0
        )
        for n, s in enumerate(told)
    ]
    wishes = [max(need, float(s.seconds or 0)) for need, s in zip(needs, told, strict=True)]
    # In whole frames, as scenes are timed.
    least = sum(math.ceil(w * GRID - 1e-9) for w in wishes) / GRID
    written = all(s.seconds for s in told[:-1]) and bool(told[:-1])
    whole = least if written else max(least, float(seconds))
    if least > LONGEST:
        over = sum(needs) - LONGEST
        cut = (
            f"cut about {counted(max(1, math.ceil(over * PACE)), 'word')}"
            if over > 0
            else "shorten its scenes"
        )
        raise DoesNotFit(
            f"it takes {least:.0f} s with {CLOSING:g} s for the end card, and films last up to "
            f"{LONGEST} s; {cut}"
        )
    # Whole tenths, upwards: nobody asks for a film of 21.7333 s.
    length = Fraction(
        min(LONGEST, max(SHORTEST, math.ceil(whole * 10 - 1e-6) / 10))
    ).limit_denominator(10)
    free = [wish if s.seconds else wish + 1.0 for wish, s in zip(wishes, told, strict=True)]
    return share_out([min(w, float(length)) for w in wishes], length, wishes=free)


def _takes(scene: ScriptScene, last: bool, campaign: Campaign, languages: Sequence[str]) -> float:
    """Seconds for a scene's words in the slowest of its languages, and for its type."""
    texts = [scene.said]
    for language in languages:
        known = campaign.translations.get(language, {})
        if scene.said in known:
            texts.append(known[scene.said])
        elif all(s in known for s in sentences(scene.said)):
            texts.append(" ".join(known[s] for s in sentences(scene.said)))
    said = max(needed(t, last=last) for t in texts) * (_LOOSE if scene.said else 1)
    moment, speed = READ_AT
    return max(said, moment + word_count(scene.shown) / speed if scene.shown else 0)


def _pace(
    told: Sequence[ScriptScene], times: Sequence[Fraction]
) -> Literal["calm", "steady", "brisk"]:
    """How the film is cut, from how long its scenes stand."""
    mean = float(sum(times, Fraction(0))) / len(told)
    return "brisk" if mean < 2.6 else "calm" if mean > 6 else "steady"


def _beats(told: Sequence[ScriptScene], campaign: Campaign) -> list[Beat]:
    """What each scene does in the film: its cuts and its page go by it."""
    found: list[Beat] = []
    for n, scene in enumerate(told):
        facts = _facts(scene, campaign)
        offers = {o.id for o in campaign.offers} & set(facts)
        middle: Beat = "tension" if n < len(told) / 2 else "turn"
        found.append("offer" if offers else "proof" if facts else middle)
    return ["hook", *found[1:-1], "call"]


def _facts(scene: ScriptScene, campaign: Campaign) -> tuple[str, ...]:
    text = f"{scene.said} {scene.shown}"
    proofs = (p.id for p in campaign.proofs if _tells(text, (p.claim, p.short, *p.spoken)))
    offers = (o.id for o in campaign.offers if _tells(text, (o.name, o.short, o.text, *o.spoken)))
    return (*proofs, *offers)


def _tells(text: str, facts: Sequence[str]) -> bool:
    """Whether a text says one of these facts: most of its words are in it."""
    said = stems(text)
    wanted = [w for f in facts if len(w := stems(f)) > 1]
    return any(len(w & said) >= max(2, 0.7 * len(w)) for w in wanted)


def _sought(seen: str) -> str:
    """What a picture is looked for by: the first sentences, without words of the camera."""
    text = seen
    for _, pattern in _SCALES:
        text = re.sub(rf"(?:{pattern})(?:\s+(?:shot|on|of|up)\b)*\s*[:,]?", " ", text, flags=re.I)
    kept: list[str] = []
    for sentence in sentences(" ".join(text.split())):
        kept.append(sentence)
        if word_count(" ".join(kept)) >= 14:
            break
    return " ".join(" ".join(kept).split()[:40]) or seen


def _scale(scene: ScriptScene) -> Literal["wide", "medium", "close", "any"]:
    text = f"{scene.camera} {scene.seen}"
    for scale, pattern in _SCALES:
        if re.search(pattern, text, re.I):
            return scale
    return "any"


def _camera(scene: ScriptScene, otherwise: str) -> str:
    """The script's own direction where it names a move; else one that suits the scene."""
    if scene.camera and move_of(scene.camera):
        return scene.camera
    return next((s for s in sentences(scene.seen) if _directs(s)), otherwise)


def _directs(sentence: str) -> bool:
    return bool(re.search(r"\b(?:camera|we)\b", sentence, re.I) and move_of(sentence))


def type_of_script(script: Screenplay) -> tuple[tuple[str, Text], ...]:
    """The place and the type of each scene, in the order of the film."""
    last = len(script.scenes) - 1
    beats: list[Beat] = [
        "call" if n == last else "hook" if n == 0 else "turn" for n in range(last + 1)
    ]
    return tuple(
        (script.place(scene), _type(scene, beat))
        for scene, beat in zip(script.scenes, beats, strict=True)
    )


def _type(scene: ScriptScene, beat: Beat) -> Text:
    """The script's type as it is written: its first sentence big, the others small."""
    lines = re.split(r"\s+[/|]\s+", scene.shown, maxsplit=1) if scene.shown else []
    if len(lines) == 1:
        parts = sentences(lines[0])
        lines = [parts[0], " ".join(parts[1:])] if parts else []
    head, body = (*lines, "", "")[:2]
    if beat == "call":
        return Text(kind="end card", head=head, body=body)
    if not head:
        return Text()
    return Text(kind="title" if beat == "hook" else "lower third", head=head, body=body)
