"""Reads wishes about a storyboard by rule: the grammar behind edits without a model.

It understands one change a clause; clauses are parted by semicolons, line ends, "and then", and by
"and" or a comma where both sides are understood. A clause without a scene means that of the clause
before it. Whatever it does not understand becomes a question, never a guess.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction

from pydantic import ValidationError

from ...domain.errors import DoesNotFit, InvalidIntake
from ...domain.storyboard import Storyboard
from ...domain.wishes import AND, clauses, german, in_english, plainly, unquoted, veiled
from ..edit_ops import (
    Clarify,
    MoveScene,
    Op,
    RemoveScene,
    ReplaceWords,
    SetCamera,
    SetFeel,
    SetHeadline,
    SetLook,
    SetNarration,
    SetPicture,
    SetSeconds,
)
from .german_wishes import BOARD
from .shorter import shorter

HELP = (
    "I did not understand {said}. You can say, for example: scene 2 says “...”; headline of scene "
    "1: ...; camera of scene 3: slow push in; make scene 2 4 seconds; remove scene 3; move scene 4 "
    "before scene 2; shorten the narration of scene 2; show the garden gate in scene 1; replace "
    "“old” with “new”; make scene 2 warmer; make it calmer"
)

HELP_GERMAN = (
    "Nicht verstanden: {said}. Sagen Sie zum Beispiel: Szene 2 sagt „...“; Überschrift von Szene "
    "1: ...; Kamera in Szene 3: langsam heranfahren; Szene 2 vier Sekunden lang; Szene 3 löschen; "
    "Szene 4 vor Szene 2; Text in Szene 2 kürzen; zeige das Gartentor in Szene 1; ersetze „alt“ "
    "durch „neu“; Szene 2 wärmer; mach es ruhiger"
)

ORDER = {
    "first": 1,
    "opening": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
}
_BEATS = "hook|tension|turn|proof|offer|call"
_ORDINALS = "|".join(w for w in ORDER if w.endswith("th") or w in ("first", "second", "third"))
_NUMBERS = "|".join(w for w in ORDER if w not in ("opening",) and not w.endswith("th"))
_SCENE = (
    rf"(?:(?:the )?scene (?P<n{{0}}>\d+|{_NUMBERS})|(?:the )?(?P<o{{0}}>{_ORDINALS}|opening|last|"
    rf"closing|final) (?:scene|shot|picture)|(?:the )?(?P<b{{0}}>{_BEATS})(?: scene)?)"
)
_S, _T = _SCENE.format(1), _SCENE.format(2)
_SAY = r"(?:narration|voice(?:-?over)?|spoken (?:line|words|text)|line|words|text)"
_HEAD = r"(?:headline|title|heading|big (?:words|text|type)|on-?screen text|caption|overlay)"
_PUSH = (
    r"(?:slow(?:ly)?|gentl[ey]|gradual(?:ly)?|fast|quick(?:ly)?|hold|push|pull|pan|tilt|zoom|dolly|"
    r"truck|track|orbit|roll|rack|still|static|lock|drift|rise|crane)\b.*"
)

PARTS = re.compile(r"\s*(?:;|\n|,? and then |, then |,? und dann |, dann )\s*", re.I)
"""What parts clauses for certain."""


Applied = Callable[[Sequence[Op], Storyboard], Storyboard]


def read_wish(text: str, board: Storyboard, applied: Applied) -> tuple[Op, ...]:
    """The operations that a wish asks for, or one question when a part is not understood.

    applied: how operations change a board, so that each is read on what those before it left.
    """
    parts = clauses(text, PARTS)
    if not parts:
        return (Clarify(question="What shall be changed?"),)
    ops: list[Op] = []
    desk = _Desk(board, applied)
    for clause in parts:
        read = _several(clause, desk)
        if isinstance(read, Clarify):
            return (read,)
        ops += read
        desk = desk.after(*read)
    return tuple(ops)


@dataclass(frozen=True)
class _Desk:
    """The board as far as it was changed, and the scene that was spoken of last."""

    board: Storyboard
    applied: Applied
    scene: int | None = None

    def after(self, *ops: Op) -> "_Desk":
        scene, board = self.scene, self.board
        for op in ops:
            if isinstance(op, RemoveScene | MoveScene):
                scene = op.to if isinstance(op, MoveScene) else None
            else:
                scene = getattr(op, "scene", None) or scene
        # What cannot be done is told once the whole plan is looked at.
        with suppress(InvalidIntake, DoesNotFit):
            board = self.applied(ops, board)
        return replace(self, board=board, scene=scene)


def _several(clause: str, desk: _Desk) -> list[Op] | Clarify:
    """The changes of a clause: one, or one of each of its parts."""
    whole = _in_scene(clause, desk)
    texts = isinstance(whole, SetNarration | SetHeadline)
    if not isinstance(whole, Clarify | SetCamera | SetPicture) and not texts:
        return [whole]
    for found in AND.finditer(veiled(clause)):
        first = _in_scene(clause[: found.start()], desk)
        if _lost(first):
            continue
        if isinstance(first, Clarify):
            return first
        after = desk.after(first)
        # In a text it has to name its scene itself: "hold still" may well be said.
        rest = _several(clause[found.end() :], replace(after, scene=None) if texts else after)
        if isinstance(rest, Clarify):
            # What is left over is asked about by itself, unless it belongs to what was directed.
            if isinstance(whole, Clarify):
                return rest
            if texts:
                continue
            return [whole]
        if texts or all(type(op) is not type(first) for op in rest) or isinstance(whole, Clarify):
            return [first, *rest]
    return whole if isinstance(whole, Clarify) else [whole]


def _lost(op: Op) -> bool:
    """Whether nothing at all was understood."""
    helps = tuple(text.partition("{")[0] for text in (HELP, HELP_GERMAN))
    return isinstance(op, Clarify) and op.question.startswith(helps)


def _in_scene(clause: str, desk: _Desk) -> Op:
    told = in_english(clause, BOARD)
    op = _read(told, desk.board, clause)
    named = re.search(_SCENE.format(1), told, re.I)
    if isinstance(op, Clarify) and desk.scene and not named:
        again = _read(f"{told.rstrip('. ')} in scene {desk.scene}", desk.board, clause)
        return op if _lost(again) else again
    return op


def _read(clause: str, board: Storyboard, as_said: str) -> Op:
    plain = plainly(clause)
    for pattern, make in _RULES:
        found = pattern.fullmatch(plain)
        if found is None:
            continue
        try:
            op = make(found, board)
        except ValidationError as problem:
            return Clarify(question=f"“{as_said[:80]}” cannot be done: {_told(problem)}.")
        if op is not None:
            return op
    if german(as_said):
        said = f"„{as_said}“" if len(as_said) <= 80 else "das"
        return Clarify(question=HELP_GERMAN.format(said=said))
    said = f"“{as_said}”" if len(as_said) <= 80 else "that"
    return Clarify(question=HELP.format(said=said))


def _told(problem: ValidationError) -> str:
    """What is wrong with a value, in short."""
    first = problem.errors()[0]
    return f"{' '.join(map(str, first['loc'][-1:]))}: {first['msg'].lower()}"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I | re.S)


def _scene(found: re.Match[str], board: Storyboard, which: int = 1) -> int | Clarify:
    number, order, beat = (found[f"{k}{which}"] for k in "nob")
    if order and order.lower() in ("last", "closing", "final"):
        return len(board.scenes)
    if said := number or order:
        at = ORDER.get(said.lower()) or int(said[:6])
        if 1 <= at <= len(board.scenes):
            return at
        return Clarify(question=f"There is no scene {at}; there are {len(board.scenes)}.")
    of = [i for i, s in enumerate(board.scenes, 1) if s.beat == beat.lower()]
    if len(of) == 1:
        return of[0]
    if not of:
        return Clarify(question=f"No scene is a {beat}. Which scene by number do you mean?")
    listed = ", ".join(str(i) for i in of)
    return Clarify(question=f"Scenes {listed} are each a {beat}. Which one do you mean?")


def _named(make: Callable[[int, re.Match[str], Storyboard], Op | None]):
    def read(found: re.Match[str], board: Storyboard) -> Op | None:
        scene = _scene(found, board)
        return scene if isinstance(scene, Clarify) else make(scene, found, board)

    return read


def _either(make: Callable[[int, re.Match[str], Storyboard], Op | None]):
    def read(found: re.Match[str], board: Storyboard) -> Op | None:
        first = any(found[f"{kind}1"] for kind in "nob")
        scene = _scene(found, board, 1 if first else 2)
        return scene if isinstance(scene, Clarify) else make(scene, found, board)

    return read


def _seconds(scene: int, found: re.Match[str], board: Storyboard) -> Op | None:
    return _lasting(scene, Fraction(found["sec"].replace(",", ".")), board)


def _lasting(scene: int, length: Fraction, board: Storyboard) -> Op:
    if not 0 < length < board.seconds:
        return Clarify(
            question=f"Scene {scene} cannot be {float(length):g} s of the film's "
            f"{float(board.seconds):g}. How long then?"
        )
    return SetSeconds(scene=scene, seconds=length)


def _longer(scene: int, found: re.Match[str], board: Storyboard) -> Op | None:
    by = Fraction((found["sec"] or "1").replace(",", "."))
    sign = 1 if found["way"].lower() in ("longer", "slower") else -1
    length = board.scenes[scene - 1].seconds + sign * by
    if length <= 0:
        return Clarify(question=f"Scene {scene} cannot be {float(by):g} s shorter. How long then?")
    return _lasting(scene, length, board)


def _move(found: re.Match[str], board: Storyboard) -> Op | None:
    scene, other = _scene(found, board), _scene(found, board, 2)
    if isinstance(scene, Clarify):
        return scene
    if isinstance(other, Clarify):
        return other
    to = other if found["side"].lower() == "before" else other + 1
    return MoveScene(scene=scene, to=max(1, to - 1 if scene < to else to))


def _place(scene: int, found: re.Match[str], board: Storyboard) -> Op | None:
    place = found["place"].lower()
    to = 1 if place in ("first", "start", "front", "beginning") else len(board.scenes)
    if place.isdigit():
        to = int(place[:6])
        if not 1 <= to <= len(board.scenes):
            return Clarify(
                question=f"There is no place {to}; there are {len(board.scenes)} scenes."
            )
    return MoveScene(scene=scene, to=to)


def _replace(found: re.Match[str], board: Storyboard) -> Op | None:
    scene = None
    if found["n1"] or found["o1"] or found["b1"]:
        named = _scene(found, board)
        if isinstance(named, Clarify):
            return named
        scene = named
    return ReplaceWords(old=unquoted(found["old"]), new=unquoted(found["new"]), scene=scene)


def _feel(found: re.Match[str], board: Storyboard) -> Op | None:
    word = found["feel"].lower()
    pace = {"calmer": "calm", "calm": "calm", "slower": "calm", "quieter": "calm",
            "steady": "steady", "steadier": "steady", "brisk": "brisk", "brisker": "brisk",
            "faster": "brisk", "quicker": "brisk", "livelier": "brisk"}.get(word)  # fmt: skip
    mood = {"warm": "warm", "warmer": "warm", "bright": "bright", "brighter": "bright",
            "happier": "bright", "tender": "tender", "softer": "tender", "gentler": "tender",
            "driving": "driving", "more driving": "driving", "urgent": "driving",
            }.get(word)  # fmt: skip
    return SetFeel.model_validate({"pace": pace, "mood": mood})


def _shorter(scene: int, found: re.Match[str], board: Storyboard) -> Op | None:
    """Narration without what `shorter` takes from it."""
    said = board.scenes[scene - 1].narration
    if (text := shorter(said, board.language)) is None:
        return Clarify(
            question=f"Scene {scene} says one sentence, “{said}”. What shall it say instead?"
            if said
            else f"Scene {scene} says nothing. Which scene do you mean?"
        )
    return SetNarration(scene=scene, text=text)


def _which(found: re.Match[str], board: Storyboard) -> Op | None:
    return Clarify(question="Of which scene? Say, for example: shorten the narration of scene 2")


def _lit(scene: int, found: re.Match[str], board: Storyboard) -> Op | None:
    """A look by its name or by a comparison, which takes the opposite look back first."""
    said = next(w for w in (found["look"], found.groupdict().get("verb")) if w)
    look = next(name for name, words in _LOOKS.items() if re.fullmatch(words, said, re.I))
    now = board.scenes[scene - 1].look
    if look == now:
        told = f"in a {look} look already" if look else "as it was filmed already"
        return Clarify(question=f"Scene {scene} is {told}. What else shall be changed about it?")
    if look and now == _AGAINST.get(look) and re.search(r"er$|^more ", said, re.I):
        look = ""
    return SetLook.model_validate({"scene": scene, "look": look})


_LOOKS = {
    "warm": r"warm(?:er)?|golden|sunnier|sunny|warm up",
    "cool": r"cool(?:er)?|cold(?:er)?|bluer|icier|icy|cool down",
    "bright": r"(?:more )?bright(?:er)?|lighter|happier|sunlit|brighten(?: up)?|lighten(?: up)?",
    "dark": r"dark(?:er)?|dimmer|moodier|moody|more dramatic|darken|dim",
    "muted": r"(?:more )?muted|soft(?:er)?|gentler|paler|faded|less (?:colou?rful|vivid|saturated)|"
    r"mute|soften|desaturate",
    "vivid": r"(?:more )?(?:vivid|colou?rful|saturated)|richer|saturate",
    "mono": r"black[- ]and[- ]white|b ?(?:&|/) ?w|monochrome|grey|gr[ae]yscale",
    "": r"natural|neutral|normal|as it was(?: filmed)?|as filmed|plain|its own",
}
"""What says a look. Verbs that take a look stand last in their line."""

_AGAINST = {"warm": "cool", "cool": "warm", "bright": "dark", "dark": "bright",
            "muted": "vivid", "vivid": "muted"}  # fmt: skip
_LOOK = "(?P<look>" + "|".join(_LOOKS.values()) + ")"
_VERB = (
    r"(?P<verb>(?:warm|cool|brighten|lighten)(?: up| down)?|darken|dim|soften|mute|desaturate|"
    r"saturate)"
)


_TO = r"(?:\s*(?::|=)\s*| (?:to|with|say|says|should (?:say|be|read)|reads?|into|as) ?:? ?)"
_SAID = r"(?:\s*(?::|=)\s*| )"

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Storyboard], Op | None]], ...] = (
    (
        _rule(rf"(?:(?:shorten|tighten|trim|cut) (?:down )?(?:the |its )?{_SAY}|say less) "
              rf"(?:of|in|for) {_S}\.?"),
        _named(_shorter),
    ),
    (
        _rule(rf"(?:shorten|tighten|trim|cut) (?:down )?(?:the |its )?{_SAY}\.?"),
        _which,
    ),
    (
        _rule(rf"make (?:the |its )?{_SAY} (?:(?:of|in|for) {_S} shorter|shorter in {_T})\.?"),
        _either(_shorter),
    ),
    (
        _rule(rf"(?:make |let |have |turn |put |keep )?{_S},? (?:be |to be |look |to look |"
              rf"feel |should (?:be |look )|in |into )*(?:a (?:bit|little|touch|shade) |slightly |"
              rf"much |an? )?{_LOOK}"
              r"(?: (?:light|look|tones?|colou?rs?|mood|grade))?\.?"),
        _named(_lit),
    ),
    (
        _rule(rf"give {_S} (?:a |an )?(?:bit |little )?(?:of )?(?:a )?{_LOOK} "
              r"(?:light|look|tones?|colou?rs?|mood|feel|grade)\.?"),
        _named(_lit),
    ),
    (
        _rule(rf"{_VERB}(?P<look>)(?: up| down)? {_S}(?: (?:up|down))?(?: a (?:bit|little))?\.?"),
        _named(_lit),
    ),
    (
        _rule(rf"(?:remove|delete|drop|cut|leave out|take out|skip) {_S}\.?"),
        _named(lambda n, m, b: RemoveScene(scene=n)),
    ),
    (
        _rule(rf"(?:replace|change|swap) (?P<old>[“\"][^”\"]+[”\"]) (?:with|by|for|to|into) "
              rf"(?P<new>[“\"][^”\"]*[”\"])(?: in {_S}| everywhere)?\.?"),
        _replace,
    ),
    (
        _rule(rf"(?:move|put|place|bring) {_S} (?P<side>before|after|behind) {_T}\.?"),
        _move,
    ),
    (
        _rule(rf"(?:move|put|place|bring) {_S} (?:to |at |in |as )?(?:the )?(?:place |position )?"
              r"(?P<place>first|last|start|front|beginning|end|\d+)(?: place)?\.?"),
        _named(_place),
    ),
    (
        _rule(rf"(?:make |let |keep |hold )?{_S} (?:last |be |lasts |to |for )*"
              r"(?P<sec>\d+(?:[.,]\d+)?) ?(?:s|secs?|seconds?)(?: long)?\.?"),
        _named(_seconds),
    ),
    (
        _rule(rf"(?:make |let )?{_S} (?:be )?(?:(?P<sec>\d+(?:[.,]\d+)?) ?(?:s|secs?|seconds?) )?"
              r"(?P<way>longer|shorter|slower|quicker)\.?"),
        _named(_longer),
    ),
    (
        _rule(rf"(?:make |let )?{_S} (?:a (?:bit|little) )?(?P<way>longer|shorter)"
              r"(?: by (?P<sec>\d+(?:[.,]\d+)?) ?(?:s|secs?|seconds?))?\.?"),
        _named(_longer),
    ),
    (
        _rule(rf"(?:remove|delete|drop|take out) the {_HEAD} (?:of|in|from|on) {_S}\.?"),
        _named(lambda n, m, b: SetHeadline(scene=n, text="")),
    ),
    (
        _rule(rf"(?:change |set |make )?(?:the )?{_HEAD} (?:of|in|for|on) {_S}{_TO}(?P<text>.+)"),
        _named(lambda n, m, b: SetHeadline(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?:in |on )?{_S},? (?:the )?{_HEAD}{_TO}(?P<text>.+)"),
        _named(lambda n, m, b: SetHeadline(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?:change |set |make )?(?:the )?{_SAY} (?:of|in|for) {_S}{_TO}(?P<text>.+)"),
        _named(lambda n, m, b: SetNarration(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?:make |let |have )?{_S},? (?:should say|says?|reads?)\b{_SAID}(?P<text>.+)"),
        _named(lambda n, m, b: SetNarration(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?:in )?{_S},? say ?:? ?(?P<text>.+)"),
        _named(lambda n, m, b: SetNarration(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?:change |set )?(?:the )?camera (?:of|in|for|on) {_S}{_TO}(?P<text>.+)"),
        _named(lambda n, m, b: SetCamera(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?:in |on )?{_S},? (?:the )?camera{_TO}(?P<text>.+)"),
        _named(lambda n, m, b: SetCamera(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?:in |on |make )?{_S}(?:,|:)? (?P<text>{_PUSH})"),
        _named(lambda n, m, b: SetCamera(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?P<text>{_PUSH}) (?:in|on|for) {_S}\.?"),
        _named(lambda n, m, b: SetCamera(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?:show|use|find)(?: me)?(?: a picture of)? (?P<text>.+?) (?:in|for) {_S}\.?"),
        _named(lambda n, m, b: SetPicture(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?:change |set )?(?:the )?(?:picture|image|shot|photo) (?:of|in|for) {_S}{_TO}"
              r"(?P<text>.+)"),
        _named(lambda n, m, b: SetPicture(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(rf"(?:in )?{_S},? (?:should )?shows? (?P<text>.+)"),
        _named(lambda n, m, b: SetPicture(scene=n, text=unquoted(m["text"]))),
    ),
    (
        _rule(r"(?:make|let)(?: (?:it|the film|the ad|everything|the whole thing))?(?: feel| be)?"
              r"(?: a (?:bit|little))? (?P<feel>calmer|calm|slower|quieter|steady|steadier|brisk|"
              r"brisker|faster|quicker|livelier|warm|warmer|bright|brighter|happier|tender|softer|"
              r"gentler|driving|more driving|urgent)\.?"),
        _feel,
    ),
)  # fmt: skip
