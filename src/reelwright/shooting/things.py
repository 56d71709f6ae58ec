"""Things that are called as moves are: a crane by the river, a pan of soup, a still life.

A camera is never sent off by them: their letters are blanked before moves are looked for.
"""

import re

_ROLLS = "bread|spring|cinnamon|sushi|egg|toilet|film|jelly|sausage|swiss|drum|kitchen|lobster"
_PANS = (
    "frying|fry|sauce|baking|cake|pie|roasting|roast|sheet|muffin|dust|oil|bed|drip|hot|paella|"
    "iron|steel|copper|stick|brass|bread|loaf|milk|salt"
)
_TRUCKS = "baby|hand|tea|food|fire|pickup|pick-up|tow|dump|delivery|garbage|monster|ice cream|toy"
_TRACKS = (
    "race|running|train|railway|railroad|rail|dirt|cycle|bike|sound|film|tram|ski|animal|tyre|tire"
)
_PHRASES = re.compile(
    r"\b(?:"
    r"still[- ](?:li(?:fe|fes|ves)|water\w*|lake\w*|pond\w*|air|night|morning|image\w*|photo\w*)"
    r"|stills? from (?=an? |the |his |her )|(?:reels?|strips?) of film|film (?:roll|reel|strip)s?"
    r"|zoom (?:call|meeting|lens|class|session|link|background|window|lesson)\w*|on zoom(?! \w)"
    r"|track and field|track ?suits?|track record|tracking (?:device|number|code)s?"
    r"|tilted|tilt-?shift|tilting (?:windmill|table|train)s?"
    rf"|(?:{_ROLLS}) rolls?|rolls? of|rolls?[- ]royce|roll call"
    r"|rolling (?:hill|pin|stone|green|field|meadow|countryside|sea|wave|thunder|suitcase|chair|"
    r"dune|fog|mist|landscape|farmland)s?"
    rf"|(?:{_PANS})[- ]pans?|pots and pans|pans (?:of|full)"
    r"|pan(?: pizza|-seared|-fried| flutes?| pipes?| lids?| handles?)"
    rf"|(?:{_TRUCKS}) trucks?|truck (?:driver|stop|bed|load)s?"
    r"|(?:whooping|paper|origami|tower|construction|building|harbou?r|dock|sandhill) cranes?"
    rf"|(?:{_TRACKS}) tracks?|tracks? in the (?:snow|sand|mud|dust)"
    r"|dolly parton|dolly (?:dress|(?:the )?sheep)|(?:in|into|low|earth) orbit|orbit of"
    r"|an? orbiting (?!shot|camera|view|move)\w+"
    r"|(?:tv|television|radio|screen) static|static (?:noise|on (?:the|an?) (?:tv|tele|radio|"
    r"scr)\w*)"
    r"|(?:security|surveillance|cctv|speed|traffic|dash|web|movie|polaroid|instant|"
    r"vintage) cameras?"
    r"|(?:photographer|man|woman|boy|girl|person|reporter|tourist|journalist)s? with "
    r"(?:an?|his|her|their) (?:\w+ )?cameras?"
    r"|(?:holding|holds|carrying|carries|buying|selling|using) (?:an?|his|her|"
    r"the) (?:\w+ )?cameras?"
    r"|spinning (?:wheel|top|record|yarn|wool)s?|spin class"
    r"|arc (?:de|lamp|of|welder)\w*|circles? of"
    r"|(?:the )?rest of|rest (?:area|home|room|stop)s?"
    r"|floating (?:lantern|candle|market|dock|lea[fv]|island|petal|flower)\w*"
    r"|(?:rising|drifting|falling|climbing|sliding|swinging|sweeping|spinning|rotating|circling) "
    r"(?:sun|moon|tide|dough|bread|steam|smoke|snow|boat|cloud|leaves|leaf|rose|wall|plant|ivy|"
    r"frame|door|bridge|gull|bird|plane|dancer|plate|blade|globe|planet|balloon|mist|fog|sand)\w*"
    r"|(?:water|playground|microscope|hair) slides?|swing sets?|boom ?box(?:es)?"
    r"|boom (?:mic|town)s?"
    r"|lower (?:back|deck|floor|lip|slope|town)s?|fixed[- ]gear|static electricity"
    r"|lock(?:ed)? (?:door|gate|box|chest|safe|house|room|phone|and key|of hair)s?|canal locks?"
    r"|pull-?(?:out|back) (?:bed|sofa|couch|drawer|car)s?|push[- ]?pins?"
    r"|open to the (?:public|sky|sea|elements)"
    r")\b"
)
_HEADS = re.compile(
    r"\b(crane|truck|dolly|dollies|pan|boom|slide|swing|roll|track|arc|circle|camera)(s?)\b"
)
_FIRST = frozenset(
    "a an the his her their its my your our this that one two three four five some many several no "
    "with of by beside near under behind".split()
)
_PACE = frozenset(
    "slow gentle smooth soft quick fast rapid swift brisk subtle slight steady cinematic camera it "
    "left right upward downward horizontal vertical sideways long short sweeping dramatic lateral "
    "forward backward very extremely first second final then lens shot zoom tracking aerial single "
    "reverse parallel diagonal circular".split()
)
_GOES = frozenset(
    "left right up down upward upwards downward downwards leftward leftwards rightward rightwards "
    "shot shots move moves movement across along around round towards toward to from past through "
    "forward forwards backward backwards sideways away horizontally vertically clockwise".split()
)
_CAMERA_DOES = re.compile(
    r"\s+(?:\w+ly\s+)?(?:mov|pan|tilt|zoom|push|pull|dolly|doll|truck|track|orbit|circl|crane|roll|"
    r"rotat|ris|descend|glid|drift|sweep|swing|fl|follow|hold|stay|remain|stand|is|does|do|must|"
    r"should|will|go|travel|shift|creep|eas|linger|rest|start|begin|lift|lower|climb|float|slid|"
    r"spin|turn|look|arc|work|angle|direction|back|in|out|left|right|up|down|never|not|slow|still|"
    r"static|locked|fixed|advanc|retreat|approach|reveal|com|clos|widen|boom|whip|dut)\w*\b"
)


_TITLED = re.compile(
    r"\b(?:(?i:mr|mrs|ms|mx|dr|prof|st|capt|sgt|lt|gen|sr|jr)\.?|(?:Sir|Captain|Miss|Lady|Lord|"
    r"Uncle|"
    r"Aunt|Auntie|King|Queen|Prince|Princess|Professor|Doctor|Mister|Herr|Frau|Madame|Monsieur|"
    r"Signora?|"
    r"Señora?|Detective|Officer|Inspector|General|Sergeant|Chef|Nurse|Saint)) (?:[A-Z][\w'-]*|"
    r"(?i:pan|"
    r"crane|dolly|zoom|truck|roll|boom|tilt)\b)(?: [A-Z][\w'-]*)?"
)
_NAMED = re.compile(
    r"\b(?:Pan|Crane|Dolly|Boom|Truck|Still|Stills|Roll|Arc|Zoom|Tilt|Orbit)\b(?!-)"
)


def _names(text: str) -> list[tuple[int, int]]:
    """Where people are called as moves are, by titles and capitals: Mr. Pan, Peter Pan."""
    found = [m.span() for m in _TITLED.finditer(text)]
    for hit in _NAMED.finditer(text):
        before = re.search(r"([\w'-]+) $", text[: hit.start()])
        after = re.match(r",? ?([\w'-]*)", text[hit.end() :])
        following = after[1].lower() if after else ""
        if following in _GOES or following in ("in", "out", "on"):
            continue
        if before is None:
            # "Pan, the god, plays the flute": who is told of is told more of.
            if re.match(r", (?:the|an?|my|our) [^,;.]+, \w+s\b| the \w+", text[hit.end() :]):
                found.append(hit.span())
        elif before[1].lower() not in _PACE | {"a", "an", "the", "and", "then", "no", "or"}:
            found.append(hit.span())
    return found


def without_things(text: str) -> str:
    """The text in lower case with the letters of such things blanked, as long as it was."""
    lower = text.lower()
    marks = [m.span() for m in _PHRASES.finditer(lower)] + _names(text)
    marks += [m.span() for m in _HEADS.finditer(lower) if _is_thing(lower, m)]
    for start, end in marks:
        lower = lower[:start] + "_" * (end - start) + lower[end:]
    return lower


def _is_thing(text: str, found: re.Match[str]) -> bool:
    """Whether a word that may be a move is a thing here, by the words before and after it."""
    word = found.group(1)
    before = re.split(r"[,;.:]", text[: found.start()])[-1].split()[-3:]
    after = re.split(r"[,;.:]", text[found.end() :])[0].split()
    if found.group(2) and not before:
        return True
    if word == "camera":
        return _is_camera_thing(text, found, before)
    first = next((n for n in range(len(before) - 1, -1, -1) if before[n] in _FIRST), None)
    if first is not None and any(w in _PACE for w in before[first + 1 :]):
        return False
    goes = after[0] if after else ""
    if before and before[-1] in _PACE:
        return False
    if goes in _GOES or goes.endswith("ly"):
        return goes.endswith("ly") and first is not None
    if word == "pan" and goes == "of":
        # Soup fills a pan; a skyline is panned over.
        return after[1:2] not in (["the"], ["a"], ["an"], ["this"])
    if goes == "over" and word != "pan":
        return first is not None
    if goes in ("in", "out"):
        return first is not None and after[1:2] not in ([], ["on"], ["to"], ["onto"], ["slowly"])
    if goes in ("over", "and", "then", "with", "back", "into", "onto", ""):
        return first is not None and word != "pan"
    if goes in ("by", "of", "at", "under", "near", "beside", "behind", "against", "full", "parked"):
        return True
    return first is not None or (goes == "on" and word not in ("dolly", "truck"))


def _is_camera_thing(text: str, found: re.Match[str], before: list[str]) -> bool:
    """An old camera on a shelf is no camera of ours; "the camera" and "static camera" are."""
    if _CAMERA_DOES.match(text, found.end()):
        return False
    return (
        bool(before)
        and before[-1] not in _PACE | {"the", "with", "static", "still", "fixed"}
        and (any(w in ("a", "an", "his", "her", "old", "vintage", "their", "my") for w in before))
    )
