"""Paints captions: two lines at most, the spoken word marked, one overlay a word."""

from collections.abc import Sequence

from ..domain.base import Box
from ..domain.errors import DoesNotFit
from ..domain.letters import clusters
from ..domain.sentences import short_form
from ..domain.sound import CaptionCue, Word
from ..domain.timeline import Overlay
from .breaking import finer
from .easel import Easel
from .parts import Fine, Finer, Voice, text
from .typeset import Card, right_to_left, short

_STOPS = ",.;:!?\u3002\u3001\u060c\u061f\u0964"

SMALLER = (1.0, 0.975)
"""Sizes that a word which is too wide is tried in, divided; captions stay as large as they must."""

Part = tuple[Sequence[Word], tuple[Card, ...]]
"""Words shown together, and the card in which each of them is marked."""


def paint_captions(
    easel: Easel, cue: CaptionCue, *, name: str, until: int, at: Box | None = None
) -> tuple[Overlay, ...]:
    """See Painter.captions."""
    joiner = " " if any(" " in line for line in cue.lines) or len(cue.words) < 3 else ""
    rate = easel.format.rate
    last = min(until, round(cue.end * rate))
    width = round(at.w * easel.format.width) if at is not None else easel.zones.width
    parts = _parts(easel, cue.words, joiner, width)
    overlays: list[Overlay] = []
    for n, part in enumerate(parts):
        first = cue.start if n == 0 else part[0][0].start
        end = last
        if n + 1 < len(parts):
            end = min(last, round(parts[n + 1][0][0].start * rate))
        shown = (round(first * rate), end)
        overlays += _states(easel, part, joiner, shown, f"{name}-{n + 1}", at)
    return tuple(overlays)


def _parts(easel: Easel, words: Sequence[Word], joiner: str, width: int) -> list[Part]:
    """All words in one part, or as many parts as two lines each need.

    A word wider than a line is divided, and set smaller where even that is not enough; one too
    long for that is shown in halves, one after the other.
    """
    try:
        return [(words, _cards(easel, words, joiner, width))]
    except DoesNotFit as problem:
        if len(words) < 2:
            fine = Finer(easel.language)
            for share in SMALLER:
                try:
                    cards = _cards(easel, words, joiner, width, fine=fine, share=share)
                except DoesNotFit:
                    continue
                return [(words, cards)]
            halves = _halves(words[0])
            if not halves:
                raise DoesNotFit(
                    f"the word {short(words[0].text)} is too wide for a caption of a "
                    f"{easel.format.name} film; write it shorter or in two words"
                ) from problem
            return [part for half in halves for part in _parts(easel, [half], joiner, width)]
    lengths = [len(w.text) + 1 for w in words]

    def uneven(k: int) -> float:
        return abs(sum(lengths[:k]) - sum(lengths[k:])) - (8 if _stops(words, k - 1) else 0)

    middle = min(range(1, len(words)), key=uneven)
    return [
        *_parts(easel, words[:middle], joiner, width),
        *_parts(easel, words[middle:], joiner, width),
    ]


def _halves(word: Word) -> tuple[Word, Word] | tuple[()]:
    """A word in two that share its time, parted between letters by a hyphen; () for a short one."""
    letters = clusters(word.text)
    at = len(letters) // 2
    if at < 4:
        return ()
    joint = "-" if letters[at - 1].isalpha() and letters[at].isalpha() else ""
    middle = (word.start + word.end) / 2
    first, second = "".join(letters[:at]) + joint, "".join(letters[at:])
    return (
        word.model_copy(update={"text": first, "end": middle}),
        word.model_copy(update={"text": second, "start": middle}),
    )


def _cards(
    easel: Easel,
    words: Sequence[Word],
    joiner: str,
    width: int,
    *,
    fine: Fine = None,
    share: float = 1.0,
) -> tuple[Card, ...]:
    line = joiner.join(w.text for w in words)
    voice = Voice("body", easel.bold, "on dark")
    lines = 2 if share == 1 else 4
    base = text(line, voice, [(easel.caption * share, lines)], width, name="caption")
    pad = _pad(easel)
    cut = [[w.text + joiner] for w in words[:-1]] + [[words[-1].text]]
    if fine is not None:
        cut = [finer(list(word[0].split()), fine.language, anywhere=True) for word in cut]
    count = [len(word) for word in cut]
    part = {
        **base,
        "pieces": [piece for word in cut for piece in word],
        "words": [n for n, pieces in enumerate(count) for _ in range(pieces)],
        "leaning": [
            _leans(words, n) or k + 1 < pieces for n, pieces in enumerate(count)
            for k in range(pieces)
        ],
        "closing": [
            _stops(words, n) and k + 1 == pieces for n, pieces in enumerate(count)
            for k in range(pieces)
        ],
        "held": [],
        "tape": {"fill": "shade", "start": pad, "end": pad, "radius": round(easel.gap * 0.35)},
        "pitch": max(1.3, base["pitch"]),
        "on": "mark",
    }  # fmt: skip
    pages = [{"parts": [{**part, "marked": n}]} for n in range(len(words))]
    return easel.setter.pages(
        pages, easel.colours, language=easel.language, rtl=right_to_left(line)
    )


def _states(
    easel: Easel, part: Part, joiner: str, shown: tuple[int, int], name: str, at: Box | None
) -> list[Overlay]:
    words, cards = part
    begin, end = shown
    line = joiner.join(w.text for w in words)
    starts = [begin, *(max(begin, round(w.start * easel.format.rate)) for w in words[1:]), end]
    pad, z = _pad(easel), easel.zones
    high = easel.format.height
    raised = at is not None and (at.y + at.h) * high < z.bottom - 2
    made: list[Overlay] = []
    for n, card in enumerate(cards):
        first, to = min(starts[n], end), min(starts[n + 1], end)
        if to <= first:
            continue
        made.append(
            easel.kept(
                card,
                z.right + pad - card.width if right_to_left(line) else z.left - pad,
                at.y * high if at is not None and raised else z.bottom - card.height,
                first,
                to - first,
                kind="caption",
                name=f"{name}-{n + 1}",
                words=line,
                colour=easel.colours["mark" if len(words) == 1 else "on dark"],
                size=easel.caption,
                inset=(pad, 0),
                enter=3 if first == begin else 0,
                leave=3 if to == end else 0,
            )
        )
    return made


def _pad(easel: Easel) -> int:
    """From a strip's side to its letters, which keep to the safe box's edge."""
    return round(easel.gap * 0.9)


def _stops(words: Sequence[Word], n: int) -> bool:
    """Whether a clause ends with a word: a good place to break."""
    return words[n].text.rstrip()[-1:] in _STOPS and not _leans(words, n)


def _leans(words: Sequence[Word], n: int) -> bool:
    """Whether a word is a short form that the next belongs to: "Dr."."""
    return n + 1 < len(words) and short_form(words[n].text, words[n + 1].text)
