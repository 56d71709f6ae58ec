"""Parts a prompt into what is seen, who does what in it, and what the camera does.

"A shot of a harbour, while gulls circle and the camera pans left": a harbour; gulls circle; pans
left. Nothing of the camera goes into a search, and nothing of the scene is read as a move.
"""

import re

from ..domain.base import Frozen
from ..domain.sentences import short_form
from .camera_words import AMOUNT, BEYOND
from .direction import read_direction
from .plain import UNDONE, plainly
from .shown_text import put_back, set_aside
from .things import without_things

_LINK = re.compile(
    r"[,;.:!?]+(?=\s|$)|\s[-–—|/]+\s|\s*(?:→|⇒|[-=]+>)\s*"
    r"|\b(?:and then|and|while|whilst|as|with|then|before|after|followed by|plus|into)\b(?=\s)",
    re.IGNORECASE,
)
_ADVERBS = r"(?:(?:very |extremely )?\w+ly,? (?:and )?)*"
_PACES = (
    r"(?:(?:a|an|the|one|very|extremely|single|continuous|very|slow(?:ly)?|gentl[ey]|soft(?:ly)?|"
    r"smooth(?:ly)?|quick(?:ly)?|fast|rapid(?:ly)?|swift(?:ly)?|brisk(?:ly)?|steady|steadily|"
    r"cinematic|subtle|subtly|dramatic|slight(?:ly)?|calm(?:ly)?|long|short|sweeping|handheld|"
    r"first|second|third|finally|lastly|next|now|also|just|only|simultaneously|please|let'?s|"
    r"start(?:s|ing)?|"
    r"begin(?:s|ning)?|end(?:s|ing)?|finish(?:es|ing)?|with|by|on|camera|full|reverse)[\s,]+)*"
)
_OURS = re.compile(
    r"(?:the |our |a |this )?(?:virtual )?(?:camera|cam|lens|shot|view|viewpoint|frame|perspective|"
    r"we|viewer)(?:'s view)?\s+(?:then |also |now |just |first |finally |continu\w+ (?:to )?|"
    r"(?:start|begin)(?:s|ing|ning)? (?:to |by )?)*" + _ADVERBS + r"(?:mov|pan|tilt|zoom|push|pull|"
    r"dolly|dollies|truck|track|orbit|circl|crane|roll|rotat|ris|descend|glid|drift|sweep|swing|"
    r"fl[iy]|follow|hold|stay|remain|stand|is (?:still|static|fixed|locked|steady|mov\w+|pan\w+|"
    r"push\w+|pull\w+)|(?:does|do|must|should|will)\b|never|not|go(?:es|ing)?\b|travel|shift|"
    r"creep|eas|linger|rest|lift|lower|climb|float|slid|spin|turn|look|arc|back(?:s|ing)\b|advanc|"
    r"retreat|approach|reveal|com(?:e|es|ing)\b|clos|widen|boom|whip|fixed|locked|still|static|"
    r"in\b|out\b|left|right|up\b|down\b|movement|motion|move|work)\w*\b"
)
_CAMERA_ONLY = re.compile(
    r"(?:the )?camera$|(?:still|static|locked[- ]?(?:off|down)|fixed|steady|stationary|motionless|"
    r"handheld|moving|tracking|panning) (?:scene|shot|frame|camera|view)\b(?! of)|"
    r"(?:no|without(?: any)?) (?:camera )?(?:mov\w+|motion)|(?:don'?t|do not) move|on a tripod"
    r"|(?:the|our) camera (?:\w+ly )?(?!sits|lies|hangs|belongs|was|has|of)\w+s\b"
)
_GOES = (
    r"(?:left|right|up|down|\w+wards?|in|out|back|away|forward|across|along|around|round|over|to|"
    r"towards?|from|past|through|onto|into|horizontal\w*|vertical\w*|slowly|gently|sideways|"
    r"clockwise|and|then|shot|move\b|movement|effect)\b"
)
_STRONG = re.compile(
    rf"(?:zoom(?:s|ed|ing)?\b|(?:vertical |horizontal )?pan(?:s|ning)?(?= {_GOES}| of\b|$)|"
    rf"tilt(?:s|ing)?(?= {_GOES}| of\b|$)|dolly(?:s|ing)?\b|dollies\b|"
    r"push(?:es|ing)?[- ]?in\b|push(?:es|ing)? (?:closer|forward|toward)\w*|"
    r"pull(?:s|ing)?[- ]?(?:out|back|away)\b|(?:truck|crane|boom|pedestal)(?:s|ing)? "
    r"(?:left|right|in|out|up|down|along|across|forward|back|shot|over)\b|"
    rf"orbit(?:s|ing)?(?= {_GOES}| shot|$|ly)|orbit(?:s|ing)?\b|rack(?:ing)? (?:the )?focus|"
    r"(?:track|truck)(?:s|ing)? (?:shot|left|right|\w+wards?|along|in|out|back|forward|past|"
    r"across|sideways)\b|"
    r"(?:move|go|travel|fly|turn|look|drift|slide|glide|rise|sweep|swing|float|roll|shift|circle|"
    r"arc|rotate|spin|creep|lower|descend|climb|close)(?= (?:\w+ly )?(?:to the |straight )?"
    r"(?:left|right|up|down|\w+wards?|in|out|back|closer|sideways|around|(?:counter-?|anti-?)?clockwise|"
    r"across|over|along|through|past)\b)|"
    r"(?:still|static|locked[- ]?off|fixed|steady|stationary) (?:scene|shot|frame|camera|view)\b|"
    r"(?:counter-?|anti-?)?clockwise\b|hold(?= still| steady| on|$)|"
    r"(?:from )?(?:left|right|top|bottom)(?: side)? to (?:the )?(?:left|right|top|bottom)\b|"
    r"(?:whip|swish) pan|follow(?= (?:the|an?|him|her|it|them|his) ))"
)
_LEAD = re.compile(_PACES)
# Looked for anywhere, a thousand of them would be read from each of a thousand places.
_FEW_PACES = f"{_PACES.removesuffix('*')}{{0,12}}"
_SIZE = re.compile(
    r"^(?:(?:show|film|make|create|generate)(?: me| us)? )?(?:an? |the |one )?"
    r"(?P<how>(?:(?!(?:an?|the|of|in|on|with|at|by|his|her)\b)[\w'-]+,? (?:and )?){0,6}?"
    r"(?:[\w']+-)?)(?:shot|close-?up|view|video|clip|footage|film|picture|photo(?:graph)?|image|"
    r"scene|composition|framing|portrait)"
    r"(?P<of>(?: (?:near|from|at|on) (?:[\w-]+ ){0,3}[\w-]+(?= (?:capturing|showing|featuring)))?"
    r" (?:of|capturing|showing|featuring|framing|depicting|that (?:shows|captures))\b|$)"
)
_SIZES = frozenset(
    "wide medium close up closeup close-up aerial long full drone macro extreme very low high "
    "angle low-angle high-angle overhead establishing beautiful stunning cinematic short nice "
    "detailed 4k 8k hd pov top-down birds-eye bird's-eye photorealistic realistic product hero "
    "tight master two single quick".split()
)
_SHOTS = frozenset(
    "still static locked locked-off fixed tracking panning dolly crane zoom orbit orbiting truck "
    "trucking tilt tilting zooming pan slow gentle smooth steady handheld moving push-in pull-out "
    "rotating".split()
)
_THEY = re.compile(r"(?:he|she|they|someone|somebody|everyone|everybody|nobody|people|children)\b")
_PARTICIPLE = re.compile(r"(?:\w+ly )*\w+ing\b")
_SIDED = re.compile(r"\b(?:left|right|(?:for|back|left|right|up|down)wards?)\b")
_AIM = re.compile(
    r"(?:(?:slowly|gently|smoothly|quickly|up|down|left|right|in|out|back|away|straight|closer|"
    r"all the way|to the (?:left|right)|clockwise|shot|move|movement)\s+)*"
    r"\b(?:on|onto|over|across|along|around|round|past|through|from|towards?|to|into|at|of|"
    r"follow\w*|"
    r"reveal\w*|show\w*|between)\s+(?P<what>.+)$"
)
_AIMED = re.compile(
    r"\b(?:on|onto|to|towards?|from|across|over|past|along|through|around|round|in front)\b"
)
_NOTHING = re.compile(
    r"(?:the )?(?:left|right|top|bottom|side|up|down|it|them|him|her|rest)(?: side)?"
)
_KEPT = frozenset("with and before after into plus".split())
"""Links that stand between two parts of a scene as they were said."""

_SHOWN = re.compile(
    r"^(?:reveal|show|see|disclose|find|discover) (?=(?:the|an?|all|his|her|its|their|our)\b)", re.I
)
"""What a move is made for: "to reveal the garden" is searched for as the garden."""

_ARTICLE = re.compile(r"^(?:the|an?|his|her|its|their|our)\s+", re.IGNORECASE)


class Parted(Frozen):
    """A prompt in its parts: what is to be seen (with what goes on), that alone, and the camera."""

    seen: str
    happens: str
    camera: str


class _Piece(Frozen):
    """A run of words that is all scene or all camera. link: the word that led to it."""

    text: str
    link: str
    camera: bool
    aim: str = ""


def part(prompt: str) -> Parted:
    """The parts of a prompt, by its words alone."""
    prompt, shown = set_aside(prompt)
    text, far = _without_amounts(_opened(plainly(prompt)))
    pieces: list[_Piece] = []
    for link, words, clear in _atoms(text):
        pieces += _classed(link, words, clear, pieces)
    pieces = _joined(pieces)
    seen: list[str] = []
    happens: list[str] = []
    camera: list[str] = []
    for piece in pieces:
        if piece.camera:
            camera.append(f"{_between(piece.link, bool(camera))}{piece.text}")
            if piece.aim and not seen:
                seen.append(piece.aim)
            continue
        if piece.link in ("while", "whilst", "as"):
            happens.append(piece.text)
        if piece.link == "and" and camera and _LET.match(piece.text):
            # "Push in on the jar and let it glow": what is to happen there, and no second thing.
            happens.append(piece.text)
            continue
        glue = "" if not seen else f" {piece.link} " if piece.link in _KEPT else ", "
        seen.append(glue + piece.text)
    asked = "".join(camera)
    return Parted(
        seen=put_back("".join(seen), shown),
        happens=put_back(", ".join(happens), shown),
        camera=put_back(" ".join([asked, *far]), shown) if asked else "",
    )


_FAR = re.compile(
    r"\b(?P<move>(?:pan|tilt|truck|track|roll|rotat|orbit|arc|circl|spin|turn)(?:s|es|e|n?ing)?"
    r"(?: (?:left|right|up|down|around|shot|(?:counter-?|anti-?)?clockwise|\w+wards?))*)"
    rf" (?P<far>{AMOUNT.pattern})",
    re.IGNORECASE,
)


def _without_amounts(text: str) -> tuple[str, list[str]]:
    """The text without how far its moves are to go, and that: no thing is called so."""
    return _FAR.sub(r"\g<move>", text), [hit["far"] for hit in _FAR.finditer(text)]


_AGAIN = re.compile(
    r"(?:(?:then|also|again) )*(?:(?:back )?to the |back )?(?:left|right|up|down|in|"
    r"out)(?:wards?)?\b(?! side)"
    r"(?: again)?(?=$|[ ](?:again|slowly|gently|over|across|along|past|of|through)\b)|"
    r"back(?: again)?$"
)
_BRACKETS = re.compile(r"\s*[(\[{<](?:camera|shot|cam)?:?\s*([^()\[\]{}<>]+?)\s*[)\]}>]\s*")


def _opened(text: str) -> str:
    """The text with what is said of the camera in brackets set between commas."""

    def opened(hit: re.Match[str]) -> str:
        inner = part(hit[1])
        return f", {inner.camera}, " if inner.camera and not inner.seen else hit[0]

    return _BRACKETS.sub(opened, text).strip(" ,")


def _between(link: str, later: bool) -> str:
    if not later:
        return ""
    return f" {link} " if link.isalpha() or " " in link.strip() else ", "


def _atoms(text: str) -> list[tuple[str, str, str]]:
    """(link, words, words with things blanked) of everything between marks and linking words."""
    found: list[tuple[str, str, str]] = []
    begin, link = 0, ""
    clear = without_things(text)

    def take(start: int, end: int) -> bool:
        kept = text[start:end].strip(" ,;.:")
        if kept:
            at = start + text[start:end].index(kept)
            found.append((link, kept, clear[at : at + len(kept)]))
        return bool(kept)

    for hit in _LINK.finditer(clear):
        if hit[0] == "." and short_form(text[: hit.end()], text[hit.end() :]):
            continue
        if take(begin, hit.start()):
            link = ""
        said = hit[0].strip().lower()
        link = said if said.isalpha() or " " in said or not link else link
        begin = hit.end()
    take(begin, len(text))
    return found


def _classed(link: str, words: str, clear: str, before: list[_Piece]) -> list[_Piece]:
    """The pieces of one atom: camera, scene, or scene with a move at its end."""
    if sized := _sized(link, words, clear):
        return sized
    bare = _LEAD.match(clear)
    lead = bare.end() if bare else 0
    if _BEYOND_ONLY.fullmatch(clear) or UNDONE.fullmatch(words) or UNDONE.fullmatch(words, lead):
        return [_Piece(text=words, link=link, camera=True)]
    if before and not before[-1].camera and link in _MARKS and _A_TO_B.fullmatch(clear):
        return [_Piece(text=words, link=link, camera=True)]
    if before and before[-1].camera and link in _THEN and _goes_on(clear, lead):
        return _camera(link, words, clear)
    if _OURS.match(clear) or _CAMERA_ONLY.match(clear) or _CAMERA_ONLY.match(clear, lead):
        return _camera(link, words, clear)
    if _STRONG.match(clear, lead) and not _is_story(link, clear, lead, before):
        return _camera(link, words, clear)
    late = _late(clear, lead)
    if late is not None:
        first = words[:late].strip()
        return [
            _Piece(text=first, link=link, camera=False),
            *_camera("", words[late:], clear[late:]),
        ]
    if _is_camera(link, words, clear, before):
        return _camera(link, words, clear)
    return [_Piece(text=words, link=link, camera=False)]


_BEYOND_ONLY = re.compile(rf"(?:(?:an?|the|some|very|slightly|\w+ly) )*(?:{BEYOND})")
"""What is asked of the camera alone, though no picture can be filmed so."""

_THEN = frozenset(("and", "then", "and then", "before", "followed by", "while", "after"))
_GOING_ON = re.compile(
    r"(?:drift|sweep|glid|slid|mov|pan|tilt|zoom|ris|descend|travel|swing|com|go)(?:n?ing) "
    r"(?:\w+ly )?(?:to|on|onto|towards?|over|across|up|down|left|right|in|out|back)\b"
)


_MARKS = frozenset((",", ";", ".", ":", "-", "–", "—"))
_ITS = r"(?:the|an?|his|her|its|their)"
_A_TO_B = re.compile(rf"from {_ITS} (?:[\w'-]+ ){{1,4}}to {_ITS} [\w'-]+(?: [\w'-]+){{0,3}}")


def _goes_on(clear: str, lead: int) -> bool:
    """Whether an atom behind a move says where the camera goes next: "and right", "then out"."""
    return bool(_AGAIN.match(clear, lead) or _GOING_ON.match(clear, lead))


def _sized(link: str, words: str, clear: str) -> list[_Piece] | None:
    """A wide shot of a dog is a dog; "a slow tracking shot of a dog" tracks it besides."""
    found = _SIZE.match(clear)
    if found is None:
        return None
    how = [w.strip(",") for w in found["how"].split()]
    named = {w for part in how for w in (part, *part.split("-"))}
    if not found["of"] and not all(w in _SIZES or w in _SHOTS for w in how):
        # "Wedding photo" is a thing; "wide shot" is a size, and "a moody shot of" is one too.
        return None
    rest = words[found.end() :].strip()
    pieces: list[_Piece] = []
    moving = named & _SHOTS
    if moving - {"slow", "gentle", "smooth"} or (moving and len(how) > 1):
        told = words[: found.start("of")].strip()
        pieces.append(_Piece(text=_bare(told), link=link, camera=True))
        link = ""
    if rest:
        pieces += _classed(link, rest, clear[len(clear) - len(rest) :], [])
    return pieces


def _is_story(link: str, clear: str, lead: int, before: list[_Piece]) -> bool:
    """Whether a move at the beginning is somebody's of the scene: "while panning for gold"."""
    here = clear[lead:]
    if re.match(r"\w+ing for\b", here):
        return True
    if re.match(r"(?:push|pull)\w*[- ](?:in|out|back|away) (?:the|an?|his|her|their|its) ", here):
        return True
    weak = not re.match(
        r"(?:zoom|pan|tilt|dolly|dollies|push|pull|truck|track|orbit|rack|crane|still|static|"
        r"locked|fixed|steady|vertical|horizontal|from|left|right|top|bottom|hold|clock|counter|"
        r"anti|whip|follow)",
        here,
    )
    scene = any(not p.camera for p in before)
    return bool(
        weak and scene and link in ("while", "as", "with", "whilst") and "camera" not in clear
    )


def _late(clear: str, lead: int) -> int | None:
    """Where a move begins after words of the scene; None: there is none."""
    for hit in re.finditer(rf"(?<!\S){_FEW_PACES}(?={_STRONG.pattern})", clear):
        if hit.start() <= lead and hit.start() == 0:
            continue
        at, move = hit.start(), clear[hit.end() :]
        head = move.split()[0]
        paced = hit.end() > at
        if _OURS.search(clear[at:]) is None and head.endswith("s") and head not in ("cross",):
            # "The moon orbits the earth", "she pushes in the door": what the scene does.
            continue
        if head.endswith("ing") and not re.match(
            r"(?:zooming (?:in|out)|panning (?:left|right|up|down|across)|tilting (?:up|down))",
            move,
        ):
            continue
        if re.match(
            r"(?:push|pull)\w*[- ](?:in|out|back|away) (?:the|an?|his|her|their|its) ", move
        ):
            continue
        if not paced and not re.match(
            r"(?:zoom|pan|tilt|dolly|push|pull|orbit|(?:track|truck) (?:left|right)|rack|"
            r"still (?:scene|shot)|static|clockwise|counter|anti|whip|crane (?:up|down))",
            move,
        ):
            continue
        return at
    found = re.search(
        r"(?<!\S)(?:the |our )camera (?:\w+ly )*(?:\w+s|\w+ing|does|is|must|should)\b", clear
    )
    return found.start() if found and found.start() else None


def _is_camera(link: str, words: str, clear: str, before: list[_Piece]) -> bool:
    """Whether an atom without a sure word of cameras is still nothing but a move: "hold still"."""
    if _THEY.match(clear) or re.match(r"it\b", clear):
        return False
    last = before[-1] if before else None
    if link == "and" and last and last.camera and re.fullmatch(r"\w+s(?: \w+ly)?", clear):
        # "The camera pans left and explodes": what the camera is to do besides.
        return True
    if link == "and" and last and not last.camera and re.fullmatch(r"still|static|steady", clear):
        # "The water is silent and still": nothing of the camera.
        return False
    scene = any(not p.camera for p in before)
    if scene and _PARTICIPLE.match(clear) and not _SIDED.search(clear):
        # "A dancer, spinning slowly": who was named last does it.
        return False
    if re.match(r"(?:an?|the|some|two|three|his|her)\s+(?!slow|gentle|quick|fast|smooth)", clear):
        return False
    if "_" in clear and "_" not in words:
        # A thing that is called as a move is: a scene.
        return False
    read = read_direction(words)
    return not (read.assumed or read.unread or read.subject or read.origin)


def _camera(link: str, words: str, clear: str) -> list[_Piece]:
    """A piece of the camera, and what it is "of", which is seen."""
    move = _STRONG.search(clear)
    after = move.end() if move and not move[0].startswith("follow") else 0
    of = re.search(r"(?:^|\s)of\s+(?=\S)", clear)
    if of and move and of.start() >= after - 1 and not _AIMED.search(clear[after : of.start()]):
        told = _Piece(text=_bare(words[: of.start()]), link=link, camera=True)
        return [told, _Piece(text=words[of.end() :], link="", camera=False)]
    aim = _AIM.search(clear, after)
    what = _ARTICLE.sub("", _SHOWN.sub("", words[aim.start("what") :])) if aim else ""
    what = re.sub(
        r",? (?:slowly|gently|smoothly|quickly|(?:counter-?|anti-?)?clockwise)$", "", what
    )
    aimed = "" if _NOTHING.fullmatch(what.lower()) else what
    return [_Piece(text=_bare(words), link=link, camera=True, aim=aimed)]


def _bare(words: str) -> str:
    return re.sub(r"^an?\s+", "", words, flags=re.IGNORECASE)


_LET = re.compile(r"(?:let|lets|letting|make|makes|have|watch|see|feel)\b", re.IGNORECASE)
"""Words that begin what is to happen, behind the thing that a camera goes to."""


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """What belongs to the thing that a move goes to goes with it: "on a woman with a hat"."""
    made: list[_Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        joins = not piece.camera and piece.link in ("and", "with") and not _LET.match(piece.text)
        if last and last.camera and last.aim and joins:
            tail = f" {piece.link} {piece.text}"
            made[-1] = last.model_copy(update={"text": last.text + tail, "aim": last.aim + tail})
        else:
            made.append(piece)
    return made
