"""Says what a prompt asks of a camera in the plain words that are read.

The same move is asked for in many ways: "from right to left", "zoom slowly out", "from wide to
close", "could you make the camera rise". Each has a plain one. What is not of the camera stays.
"""

import re
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from .things import without_things
from .times import timed
from .tongues import in_english

_FILE = Path(__file__).with_name("plain.toml")

_END = r"(?:the )?(?:far |very |extreme )?{0}(?:[- ]hand)?(?: side| edge| end| corner)?"
_OF = r"(?: of (?:the |an? )?(?:frame|picture|image|screen|shot|view|scene))?"
_WAYS = (("left", "right"), ("right", "left"), ("top", "bottom"), ("bottom", "top"))
_SIDEWAYS = tuple(
    (
        re.compile(
            rf"(?:\b(?:starting |going |moving )?from )?\b{_END.format(a)}{_OF}[- ]to[- ]"
            rf"(?:the )?{_END.format(b)}{_OF}\b",
            re.IGNORECASE,
        ),
        {"top": "upwards", "bottom": "downwards"}.get(b, f"{b}wards"),
    )
    for a, b in _WAYS
)
_VERBS = (
    r"pan(?:s|ning)?|track(?:s|ing)?|truck(?:s|ing)?|sweep(?:s|ing)?|drift(?:s|ing)?|slid(?:es?|"
    r"ing)|"
    r"tilt(?:s|ing)?"
)
_HOW = (
    r"an?|the|very|slow(?:ly)?|gentl[ey]|smooth(?:ly)?|soft(?:ly)?|quick(?:ly)?|fast|rapid(?:ly)?|"
    r"stead(?:y|ily)|calm|subtle|sweeping|cinematic|vertical(?:ly)?|horizontal(?:ly)?|camera"
)
_SHAPE = "long|wide|single|continuous|sideways|lateral|upright"
"""What is said of a move that its way tells already, or that no picture has room for."""
# The way stands behind its verb: "pan across the bay, right to left", "pan a shelf left to right".
_LATE_WAYS = (
    (
        # Told before and behind: "pan down a tower from top to bottom".
        re.compile(
            rf"\b((?:{_VERBS})(?: shot)? (left|right|up|down)(?:wards)? "
            r"(?:along|across|over|past|of) [^,;.:]+?),? (?:(?:pan|tilt) )?\2wards"
            r"(?=$|[,.;:]| (?:slowly|gently|smoothly|quickly|then|and|while|with)\b)",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    (
        re.compile(
            rf"(^|[,.;:] |camera )((?:(?:{_HOW}) )*?)(?:(?:{_SHAPE}) )*"
            rf"((?:{_VERBS})(?: (?:shot|move))?) "
            r"(along|across|over|past|of) ([^,;.:]+?),? (?:(?:pan|tilt) )?"
            r"((?:left|right|up|down)wards)"
            r"(?=$|[,.;:]| (?:slowly|gently|smoothly|quickly|then|and|while|with)\b)",
            re.IGNORECASE,
        ),
        r"\1\2\3 \6 \4 \5",
    ),
    (
        re.compile(
            rf"\b({_VERBS}) shot,? (?:pan|tilt) ((?:left|right|up|down)wards)\b", re.IGNORECASE
        ),
        r"\1 shot \2",
    ),
    (
        re.compile(
            rf"(^|[,.;:] |camera )({_VERBS}) (along|across|over|past) "
            r"((?:the|an?|his|her|its|their) [^,;.]+?),? (?:pan )?((?:left|right|up|down)wards)\b",
            re.IGNORECASE,
        ),
        r"\1\2 \5 \3 \4",
    ),
    (
        re.compile(
            rf"\b({_VERBS})((?: (?!(?:left|right|up|down)(?:wards)?\b|then\b)[^\s,;.]+)*),? "
            r"(?:then )?(?:pan|tilt) ((?:left|right|up|down)wards)\b",
            re.IGNORECASE,
        ),
        r"\1 \3\2",
    ),
    (
        re.compile(
            rf"(^|[,.;:] |camera )({_VERBS}) ((?:the|an?|his|her|its|their) [^,;.]+?) "
            r"((?:left|right|up|down)wards)\b",
            re.IGNORECASE,
        ),
        r"\1\2 \4 over \3",
    ),
)
_MARK = re.compile(r"[,;.:!?()\[\]{}](?=\s|$)|\s[-–—]\s|\b(?:and then|then|while|and)\b")
_MOVES = re.compile(
    r"\b(?:zoom|pan(?:s|ning)?\b|tilt|push|pull|dolly|dollies|truck|track|orbit|crane|drift|sweep|"
    r"swing|view go|shot go|slid|glid|mov|camera|travel|shift|rotat|scan|whip|float|fl[yi])\w*"
)
_GOING = re.compile(
    r"\b(?:\w+ing|walks?|runs?|sails?|pass(?:es)?|cross(?:es)?|flies|drives?|rides?|swims?|"
    r"march(?:es)?|"
    r"rolls?|goes|blows?|flows?|jumps?|leaps?|crawls?|strolls?|rush(?:es)?|reads?|written)\b"
)
_AFTER_WAY = re.compile(
    r"\s*(?:$|[,.;:!?)]|(?:over|across|along|past|of|through|slowly|gently|smoothly|quickly|with|while|"
    r"then|and)\b)",
    re.IGNORECASE,
)
_UNDONE_MOVE = (
    r"(?:zoom(?:s|ing)?|pan(?:s|ning)?(?! (?:on|in|of|with|full|from)\b)|tilt(?:s|ing)?|"
    r"push(?:es|ing)?[- ](?:in|forward)s?|pull(?:s|ing)?[- ](?:out|back|away)s?|dolly(?:s|ing)?|"
    r"dollies|"
    r"trucking|tracking|orbit(?:s|ing)?|craning|rolling|rotat(?:e|es|ing|ions?)|spinning|"
    r"camera ?work|mov(?:e|es|ing|ements?)|motion|shak(?:e|es|ing)|cut(?:s|ting)?)"
)
_UNDONE_MORE = (
    r"(?: (?:in|out|left|right|up|down|around|back|away|shots?|moves?|movements?|motion|work|shake|"
    r"effects?|at all|in or out|(?:the )?camera))*"
)
UNDONE = re.compile(
    r"(?:(?:the |our )?camera )?\b(?:(?:absolutely|please|definitely) )?(?:(?:with )?no|not|"
    r"never|without|avoid(?:s|ing)?|instead of|"
    r"rather than|(?:does|do|must|should|will|can|is|did)(?:n['’]t| not)|cannot|nor|neither)"
    r"(?: (?:any|an?|the|camera|to|sudden|fast|quick|further|more|use|do|be|kind of|extra|slow))*"
    rf" {_UNDONE_MOVE}{_UNDONE_MORE}"
    rf"(?:,? (?:or|nor|and no|and|and without)(?: any| no)? {_UNDONE_MOVE}{_UNDONE_MORE})*"
    r"(?=\s*(?:$|[,;.:!?)]|\b(?:but|and|then|just|while|only|on|at)\b))",
    re.IGNORECASE,
)
"""What the camera is told not to do."""

_UNDONE_LATE = re.compile(
    rf"(?<!\bwith)(?<!ly)(?<!please)(?<=\w),?(?: but| and)? (?=(?:(?:with )?no|without|"
    rf"instead of|rather than)\b)(?={UNDONE.pattern})",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def plainly(words: str) -> str:
    """The words, one space apart, with what they ask of the camera said plainly and in English.

    Words said plainly already come back as they were.
    """
    asked, times = timed(" ".join(words.replace("’", "'").split()))
    text = _tidy(in_english(asked))
    for pattern, plain in _says():
        text = _put(pattern, plain, text)
    for pattern, way in _SIDEWAYS:
        text = _put(pattern, lambda hit, way=way: _sided(hit, way), text)
    for pattern, plain in _LATE_WAYS:
        text = _put(pattern, plain, text)
    return _tidy(", ".join((_UNDONE_LATE.sub(", ", text), *times)))


def _sided(hit: re.Match[str], way: str) -> str:
    """Which way a move goes, told by both of its ends; things of the scene go so, too."""
    before = without_things(hit.string[: hit.start()])
    clause = _MARK.split(before)[-1]
    if _MOVES.search(clause):
        return way
    if re.search(r"\b(?:on|at|in|to)\s*$", before):
        # "Two people on the left to the right of a dog": where they are.
        return hit[0]
    if clause.strip() and not _AFTER_WAY.match(hit.string, hit.end()):
        return hit[0]
    if clause.strip() and (_GOING.search(clause) or re.match(r"\s*(?:he|she|they|it)\b", clause)):
        return hit[0]
    verb = "tilt" if way in ("upwards", "downwards") else "pan"
    tail = re.match(r"\s*[\w]", hit.string[hit.end() :])
    comma = ", " if clause.strip() else ""
    return f"{comma}{verb} {way}" + ("" if tail else ",")


@cache
def _says() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What plain.toml says, with its groups of words filled in."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    groups: dict[str, str] = table["words"]

    def filled(pattern: str) -> str:
        return re.sub(r"\{([a-z]+)\}", lambda m: groups[m[1]], pattern)

    return tuple(
        (re.compile(filled(rule["when"]), re.IGNORECASE), rule["plain"]) for rule in table["say"]
    )


def _put(pattern: re.Pattern[str], plain: str | Callable[[re.Match[str]], str], text: str) -> str:
    """A tidy text with what a pattern finds said otherwise, tidy again."""
    put, found = pattern.subn(plain, text)
    return _tidy(put) if found else text


def _tidy(text: str) -> str:
    """Marks and spaces as they would have been written."""
    text = re.sub(r"\s+([,;.:!?])", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r"(?:, ?)+,", ",", text)
    return re.sub(r"^[\s,]+|[\s,]+$", "", text)
