"""Text that stands in a picture: what a sign says, and what is quoted, asks nothing of a camera.

"A sign that says ZOOM IN, still" is filmed still. Such text is set aside while a prompt is read,
and put back into what is to be seen.
"""

import re
from collections.abc import Mapping

_QUOTED = (
    r"\"[^\"]{1,80}\"|“[^”]{1,80}”|„[^“”]{1,80}[“”]|«[^»]{1,80}»|‘[^’]{1,80}’|「[^」]{1,40}」|"
    r"『[^』]{1,40}』|(?<!\w)'[^']{1,60}'(?!\w)"
)
_ASKED = frozenset("then and camera do a an the with use using please move shot".split())
"""Words before a quotation that may itself be what is asked: and "pan left"."""

_BEARERS = (
    r"(?:signs?|logos?|labels?|posters?|buttons?|banners?|boards?|stickers?|letters|text|words?)\b"
)
_SAYS = (
    r"(?:says?|saying|said|reads?|reading|words?|text|lettering|letters|inscription|slogan|caption|"
    r"(?:printed|painted|written|stamped|engraved|carved|embroidered|emblazoned)(?: with)?|"
    r"labell?ed|marked|titled|entitled|called|named|spelling(?: out)?|spells(?: out)?|bearing|"
    r"aufschrift|schriftzug|steht|text|indique|dit|mots?|letrero|dice|pone|palabras?|scritta|"
    r"parol[ae]|escrito|diz|palavras?|opschrift|tekst|zegt|staat|woorden|texten|står|säger|orden|"
    r"napis(?:em)?|słow\w+)"
)
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'!?&-]+(?: [A-ZÀ-ÖØ-Þ\d][A-ZÀ-ÖØ-Þ\d'!?&-]*)*"
_CAPITALISED = re.compile(rf"(?P<lead>\b(?i:{_SAYS}):? )(?P<text>{_CAPITALS})(?!\w)")
_SAID = re.compile(
    r"(?P<lead>\b(?:sign|poster|label|board|banner|button|note|screen|sticker|shirt|mug|card|door|"
    r"window|billboard)s? (?:(?:that|which) )?(?:says|saying|reads|reading) )(?P<text>[^,;.:]+)",
    re.IGNORECASE,
)


def set_aside(prompt: str) -> tuple[str, Mapping[str, str]]:
    """A prompt with a plain word for each text that stands in the picture, and what each is."""
    kept: dict[str, str] = {}

    def aside(text: str) -> str:
        name = f"qxz{chr(ord('a') + len(kept) % 26)}q"
        kept[name] = text
        return name

    def quoted(hit: re.Match[str]) -> str:
        before = hit.string[: hit.start()].rstrip()
        last = re.search(r"[\w-]+$", before)
        east = hit[0][0] in "「『"
        if not east and (last is None or hit.start() == len(before)):
            return hit[0]
        borne = re.match(rf"\s+{_BEARERS}", hit.string[hit.end() :])
        if last and last[0].lower() in _ASKED and not borne:
            return hit[0]
        return aside(hit[0])

    made = re.sub(_QUOTED, quoted, prompt)
    if re.search(r"[a-zà-ÿ]{2}", made):
        made = _CAPITALISED.sub(lambda hit: hit["lead"] + aside(hit["text"]), made)
    made = _SAID.sub(lambda hit: hit["lead"] + aside(hit["text"]), made)
    return made, kept


def put_back(text: str, kept: Mapping[str, str]) -> str:
    """The text with what was set aside where it stood; what was set aside twice, within."""
    for name, told in reversed(tuple(kept.items())):
        text = text.replace(name, told)
    return text
