"""German wishes about a page, in the English of its grammar."""

import re
from collections.abc import Callable

from ...domain.wishes import Saying

_BLOCKS = {
    r"ersten? bildschirm|kopf|film|video": "hero",
    r"sorgen?|bedenken|probleme?|nöte": "worries",
    r"beweise?n?|belege?n?|nachweise?n?|fakten|zahlen": "proof",
    r"angebote?s?|preise?n?": "offer",
    r"schritte?n?|ablauf": "steps",
    r"galerie|bildern?|fotos": "gallery",
    r"stimmen?|zitate?n?|aussagen?|momente?n?": "moment",
    r"fragen|faqs?|häufigen? fragen": "questions",
    r"aufrufs?|handlungsaufrufs?|letzten? block|schlussblock": "call",
}
_WORDS = "|".join(_BLOCKS)
_B1, _B2 = (
    rf"(?:der |die |das |den |dem |des |ein |eine |einen )?(?P<b{n}>{_WORDS})" for n in (1, 2)
)
_IN = r"(?:im|in der|in den|in die|ins|beim|bei der|bei den|zum|zur|am|neben dem|neben der)"
_LINES = {
    r"überschrift|titel|schlagzeile|headline": "headline",
    r"einleitung|vorspann|erster satz|lead": "lead",
    r"schlusszeile|letzte zeile|schlusssatz|letzter satz": "closing line",
}
_LINE = rf"(?:die |den |der |das )?(?P<line>{'|'.join(_LINES)})"
_HEAD = r"(?:die |den |der |eine |einen )?(?:überschrift|titel|schlagzeile|headline)"
_SET = r"(?:\s*[:=]\s*| (?:(?:soll|sollte) (?:lauten|heißen|sein)|lautet|heißt|auf|in|zu) ?:? ?)"
_LOOKS = {
    r"ruhiger|leiser|kleiner": "calmer", r"schlichter|einfacher": "plainer",
    r"kräftiger|mutiger|lauter|größer|auffälliger": "bolder",
    r"luftiger|weiter": "airier", r"enger|dichter|kompakter": "closer",
    r"runder|weicher": "rounder", r"eckiger|kantiger|schärfer": "squarer",
}  # fmt: skip
_GROUNDS = {r"dunkel|dunkler|farbig|kräftig": "dark", r"sanft|getönt|zart": "soft",
            r"hell|heller|weiß|weiss|schlicht": "light"}  # fmt: skip
_PUT = r"(?:setze?|stelle?|verschiebe?|schiebe?|ziehe?|rücke?|bringe?|zeige?|lege?)"
_OUT = r"(?:entferne?|lösche?|streiche?|verstecke?)"
_GONE = r"(?:entfernen|löschen|streichen|weglassen|ausblenden|raus|weg|herausnehmen)"
_SCENE = r"(?:das |ein )?(?:bild |standbild |foto )?(?:von |aus |der )?szene (?P<scene>\d+)"
_QUOTE = r"[“\"][^”\"]*[”\"]"


def _said(pattern: str, english: Callable[[re.Match[str]], str | None]) -> Saying:
    return Saying(re.compile(pattern, re.I | re.S), english)


def _meaning(table: dict[str, str], said: str) -> str:
    return next(to for words, to in table.items() if re.fullmatch(words, said, re.I))


def _block(found: re.Match[str], which: int = 1) -> str:
    """A block as the English grammar calls it; the second where the first is not named."""
    told = found.groupdict()
    return f"the {_meaning(_BLOCKS, told.get(f'b{which}') or told['b2'])}"


def _moved(found: re.Match[str]) -> str:
    side = "above" if found["side"].casefold() in ("über", "vor") else "below"
    return f"put {_block(found)} {side} {_block(found, 2)}"


def _far(found: re.Match[str]) -> str:
    first = re.search(r"oben|anfang|erst|vorn", found["place"], re.I)
    return f"move {_block(found)} to the {'top' if first else 'end'}"


def _line(found: re.Match[str]) -> str:
    return f"{_meaning(_LINES, found['line'])}: {found['text']}"


def _length(found: re.Match[str]) -> str:
    longer = any((found[g] or "").casefold().startswith(("länger", "verlänger")) for g in "abc")
    return f"{'longer' if longer else 'shorter'} headline"


PAGE: tuple[Saying, ...] = (
    _said(rf"(?:ersetze?|tausche?|ändere?) (?P<old>{_QUOTE}) (?:durch|gegen|mit|in|zu) "
          rf"(?P<new>{_QUOTE})(?: überall)?", lambda m: f"replace {m['old']} with {m['new']}"),
    _said(rf"(?:(?:mache?|nimm) )?(?:(?:eine |die |den )?(?P<a>kürzere|längere)[nr]? "
          rf"(?:überschrift|headline|schlagzeile|titel)|{_HEAD} (?:etwas )?"
          rf"(?P<b>kürzer|länger|kürzen|verlängern)|(?P<c>kürze|verlängere) {_HEAD})", _length),
    _said(rf"{_LINE} soll(?:te)? (?P<text>{_QUOTE}) (?:lauten|heißen|sein)", _line),
    _said(rf"(?:(?:ändere?|setze?) )?{_LINE}{_SET}(?P<text>.+)", _line),
    _said(rf"(?:{_PUT} )?{_B1} (?:soll )?(?P<side>über|vor|unter|hinter|nach) {_B2}"
          r"(?: (?:setzen|stellen|verschieben|zeigen|stehen))?", _moved),
    _said(rf"(?:{_PUT} )?{_B1} (?:soll )?(?P<place>(?:ganz )?(?:nach oben|an den anfang|zuerst|als "
          r"erstes|nach vorne?|nach unten|ans ende|an den schluss|zum schluss|zuletzt|als letztes))"
          r"(?: (?:setzen|stellen|verschieben|zeigen|stehen))?", _far),
    _said(rf"(?:zeige?|nimm|setze?|verwende?) {_SCENE} {_IN} (?P<b1>{_WORDS})",
          lambda m: f"show scene {m['scene']} in {_block(m)}"),
    _said(rf"(?:kein|{_OUT} (?:das )?) ?(?:bild|foto|standbild) (?:{_IN}|aus dem|aus der|vom) "
          rf"(?P<b1>{_WORDS})", lambda m: f"no picture in {_block(m)}"),
    _said(rf"(?:(?:{_OUT}|ohne) {_B1}|(?:nimm|lass) {_B2} (?:weg|raus|heraus))",
          lambda m: f"remove {_block(m)}"),
    _said(rf"{_B1} {_GONE}", lambda m: f"remove {_block(m)}"),
    _said(rf"(?:(?:mache?|setze?|färbe?) )?{_B1} (?:soll )?(?:etwas )?(?:auf )?(?P<ground>"
          rf"{'|'.join(_GROUNDS)})(?: (?:machen|sein|werden|färben))?",
          lambda m: f"make {_block(m)} {_meaning(_GROUNDS, m['ground'])}"),
    _said(r"(?:(?:mache?|lass|gestalte) )?(?:(?:es|alles|die seite|die ecken|ecken) )?"
          rf"(?:etwas |ein bisschen |ein wenig )?(?P<look>{'|'.join(_LOOKS)})"
          r"(?: (?:machen|werden|wirken))?",
          lambda m: f"make it {_meaning(_LOOKS, m['look'])}"),
    _said(rf"(?:füge? {_B1} (?:wieder )?(?:hinzu|ein)|(?:zeige?|nimm) {_B2}(?: wieder)?"
          r"(?: (?:auf|dazu|an))?)", lambda m: f"add {_block(m)}"),
    _said(rf"{_B1} (?:wieder )?(?:hinzufügen|zeigen|einfügen|aufnehmen)",
          lambda m: f"add {_block(m)}"),
)  # fmt: skip
