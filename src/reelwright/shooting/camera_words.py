"""The words of cameramen: which phrases are moves, sides and paces, and which are things.

Many of them are both: a crane lifts a camera or a load, a pan may be full of soup.
"""

import re

from ..backends.video.interface import Toward
from ..domain.take import MoveKind

_GOES = r"(?:mov(?:e|es|ing)|travel(?:s|l?ing)?|go(?:es|ing)?|fl(?:y|ies|ying)|shift(?:s|ing)?)"
_HOW = r"(?: \w+ly)?(?: (?:to(?:wards?)?|from) the| vertically| straight)?"
_HIGH = r"(?:up(?! close)|down|upwards?|downwards?|vertical(?:ly)?|top|bottom)"
_UPRIGHT = rf"(?={_HOW} {_HIGH}\b| vertically\b)"
_NO_PACE = (
    r"(?!,? (?:\w+ ){0,2}(?:pan|zoom|push|pull|tilt|dolly|truck|track|orbit|drift|mov|roll|crane|"
    r"glid|slid|sweep|circl|arc))"
)
_SIDE = r"(?:left|right|leftwards?|rightwards?|sideways|side)"

# Longest phrases first: "pull back to reveal" must not be read as "back". Side and height are only
# looked ahead at, for they are read once more as where the camera goes.
MOVES: tuple[tuple[str, MoveKind], ...] = (
    (
        r"(?:without|no|never|not|n't) (?:the |any )?(?:camera )?(?:mov\w*|motion)|motionless"
        r"|(?:does|do|is|should|must)(?: not|n't) mov\w*",
        "still",
    ),
    (rf"vertical(?:ly)? pan(?:s|ning)?|pan(?:s|ning)?{_UPRIGHT}|{_GOES}{_UPRIGHT}", "tilt"),
    (rf"(?:drift|sweep|swing|slid|float|glid)\w*{_UPRIGHT}", "tilt"),
    (rf"(?:turn(?:s|ing)?|swivel\w*|look(?:s|ing)?)(?={_HOW} {_SIDE}\b)", "pan"),
    (
        rf"{_GOES}(?={_HOW} {_SIDE}\b)|(?:dolly|doll(?:y|ies)ing|glid\w+)(?={_HOW} {_SIDE}\b)",
        "truck",
    ),
    (rf"(?:{_GOES}|dolly|dollies|dollying|truck\w*|glid\w+)(?: \w+ly)? backwards?", "pull out"),
    (rf"(?:{_GOES}|truck\w*)(?: \w+ly)? (?:forwards?|ahead|onwards?)", "dolly"),
    (
        r"rack(?:ing)?(?: the)? focus|focus (?:pull|shift)|(?:pull|shift) focus|into focus",
        "rack focus",
    ),
    (r"push(?:es|ing)?[- ]?in(?:to)?|push(?:es|ing)? (?:toward|closer|forward)", "push in"),
    (r"zoom(?:s|ing)?[- ]?out|pull(?:s|ing)?[- ]?(?:out|back|away)|widen(?:s|ing)?", "pull out"),
    (
        r"back(?:s|ing)? (?:away|off|out)|step(?:s|ping)? back|mov(?:e|es|ing) (?:back|away)",
        "pull out",
    ),
    (r"reveal(?:s|ing)?|open(?:s|ing)? (?:up|out)|open to", "pull out"),
    (r"zoom(?:s|ing)?(?:[- ]?in(?:to)?)?|mov(?:e|es|ing) (?:in|closer|nearer|toward)", "push in"),
    (
        r"clos(?:e|es|ing) in|lean(?:s|ing)? in|creep(?:s|ing)?(?: in)?|ease(?:s)? in|closer",
        "push in",
    ),
    (r"orbit(?:s|ing)?|arc(?:s|ing)?|circl(?:e|es|ing)", "orbit"),
    (
        r"truck(?:s|ing)?|track(?:s|ing)?|slid(?:e|es|ing)|sideways|follow(?:s|ing)?|alongside",
        "truck",
    ),
    (r"dolly(?:ing)?|dollies|glid(?:e|es|ing)|float(?:s|ing)? (?:in|through)", "dolly"),
    (r"tilt(?:s|ing)?|crane(?:s)?|pedestal|ris(?:e|es|ing)|climb(?:s|ing)?|boom(?:s)?", "tilt"),
    (r"lower(?:s|ing)?|descend(?:s|ing)?|look(?:s|ing)? (?:up|down)", "tilt"),
    (r"pan(?:s|ning)?|drift(?:s|ing)?|sweep(?:s|ing)?|float(?:s|ing)?|swing(?:s)?", "pan"),
    (r"roll(?:s|ing)?|dutch|rotat(?:e|es|ing|ion)|spin(?:s|ning)?|twist(?:s)?", "roll"),
    (
        r"still|static|hold(?:s|ing)?|lock(?:ed)?[- ]?(?:off|down)?|tripod|no movement|fixed",
        "still",
    ),
    (rf"steady{_NO_PACE}|unmoving|rest(?:s|ing)?|linger(?:s|ing)?|pause(?:s)?", "still"),
)
# Prepositions only count where no verb of movement is there: light falls "through" windows too.
WEAK: tuple[tuple[str, MoveKind], ...] = (
    (r"closer|nearer|in on|up close", "push in"),
    (
        r"(?:top|head) to (?:the )?(?:bottom|toes?)|(?:bottom|toes?) to (?:the )?(?:top|head)",
        "tilt",
    ),
    (r"(?:left|right)(?: side)? to (?:the )?(?:left|right)", "pan"),
    (r"backwards?", "pull out"),
    (r"forwards?", "dolly"),
    (r"(?:turn(?:s|ing)? )?around", "orbit"),
    (r"across", "pan"),
    (r"from (?:(?:the|an?|his|her|its|their) )?[a-z'-]+(?: [a-z'-]+){0,2}(?= to\b)", "pan"),
    (r"through", "dolly"),
    (r"up(?! close)|down", "tilt"),
    (r"turn(?:s|ing)?|(?:counter-?|anti-?)?clockwise", "roll"),
)
TOWARD: tuple[tuple[str, Toward], ...] = (
    (r"left(?: side)? to (?:the )?right", "right"),
    (r"right(?: side)? to (?:the )?left", "left"),
    (r"(?:top|head) to (?:the )?(?:bottom|toes?)", "down"),
    (r"(?:bottom|toes?) to (?:the )?(?:top|head)", "up"),
    (r"to the right|rightwards?|right", "right"),
    (r"to the left|leftwards?|left", "left"),
    (r"upward[s]?|up|ris(?:e|es|ing)|climb(?:s|ing)?", "up"),
    (r"downward[s]?|down|lower(?:s|ing)?|descend(?:s|ing)?|out|back|away", "down"),
)
GENTLE = (
    r"slow(?:ly)?|gentl[ey]|soft(?:ly)?|subtle|subtly|calm(?:ly)?|barely|slight(?:ly)?|creep\w*"
)
FAST = r"fast|quick(?:ly)?|brisk(?:ly)?|rapid(?:ly)?|swift(?:ly)?|energetic(?:ally)?|snappy|whip"
BEYOND = (
    r"(?:shaky|shaking|wobbly|jittery|hand-?held)(?:,? (?:shaky|wobbly|hand-?held))*"
    r"(?: (?:cam|camera|camerawork|camera work|footage|feel|look|style|shot|movement|motion))*|"
    r"camera (?:shake|wobble)|(?:dolly|contra|trombone)[- ]zoom|zolly|vertigo (?:effect|shot|zoom)|"
    r"bullet[- ]time|slow motion|time lapse|hyperlapse|(?:reverse|fast|stop) motion|"
    r"(?:aerial )?drone (?:shot|view|footage|flight|flyover)s?"
    r"(?: (?:flying|flies|gliding|moving)(?: (?:over|across|above|around|past))?)?|"
    r"(?:aerial |drone )?fly-?(?:over|by)|(?:high|low) angle(?: (?:shot|view))?|"
    r"snorricam|barrel roll|speed ramp(?:ing)?|jump cuts?|match cuts?"
)
"""What is asked of cameras and cannot be done with a picture: it is named as not followed."""

_TURNS = r"(?:once|twice|thrice|(?:\d+|two|three|four) times)"
AMOUNT = re.compile(rf"\b\d{{1,3}}(?:\.\d+)?(?:[ -]?deg(?:ree)?s?\b| ?°)|\b{_TURNS}(?=$|[,.;])")
"""How far, or how often, a move is to go: no picture can be gone round by degrees."""

# What a move is for, or how it ends, is nothing to aim at: "to feel it", "and come to rest".
_SHOWING = r"reveal|show|see|find|discover|meet|watch|admire|notice|follow|include|frame"
_DOING = (
    r"be|feel|rest|breathe|settle|hold|wait|listen|think|finish|end|close|stop|halt|linger|"
    r"remember|say|tell|let|give|take|make|keep|leave|look|get|come|go|bring|build|create|suggest|"
    r"stress|underline|emphasi[sz]e|heighten|isolate|convey|express|reflect|match|land|pause|"
    r"understand|know|share|explore|introduce|invite|lift|open|turn|move|stay|sit|stand"
)
_HOW_MANY = r"all|both|either|each|half|one|two|three|many|some|such"
_OBJECT = r"it|them|him|us|me|you|this|that|what|how|where|who|everything|the|an?|her|his|their|its"
ENDING = re.compile(
    r"\b(?:and )?(?:com(?:e|es|ing)|slow(?:s|ing)?|draw(?:s|ing)?|settl(?:e|es|ing)) to "
    r"(?:an? )?(?:rest|stop|halt|standstill|stillness|close|end)\b"
)
SHOWN = re.compile(
    rf"\b(?:so as |in order )?to (?:{_SHOWING}) (?=(?:{_OBJECT})\b|\w+$)"
    r"|(?:, )?\b(?:revealing|showing|following|and (?:follows?|reveals?|shows?)) "
)
PURPOSE = re.compile(
    rf"\b(?:so as |in order )?to (?:(?:{_DOING})\b|(?:{_SHOWING})$"
    rf"|(?!{_HOW_MANY})\w+ (?=(?:{_OBJECT})\b))"
    r".*?(?=\b(?:then|while|as|before|until|with|on|onto|toward|towards|past|around)\b|$)"
)
NOWHERE = re.compile(
    r"(?:the )?(?:left|right|up|down|top|bottom)(?: (?:side|edge|end))?\s*$"
    r"|(?:at|in|by|near|from)\b|it$"
)
FILLER = frozenset(
    re.findall(
        r"\w+",
        "a an the on in into to of at with for from and then as toward towards until while over "
        "camera shot very just take move moves moving frame scene picture view across out back "
        "away up down left right it its his her their him them we us is by close wide medium "
        "angle lens top bottom side vertical vertically horizontal horizontally straight stay "
        "stays camera's motion steady first second third finally lastly next start starts "
        "starting begin begins beginning end ends ending finish finishes same time "
        "simultaneously also again followed smooth smoothly steadily evenly seamlessly between "
        "all way come comes coming full just only other any but around along past travel "
        "travels traveling travelling go goes going fly flies flying shift shifts shifting",
    )
)
