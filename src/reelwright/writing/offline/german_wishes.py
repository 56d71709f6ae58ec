"""German wishes about storyboards, segments and briefs, in the English of their grammars."""

import re
from collections.abc import Callable

from ...domain.wishes import Saying, unquoted

NUMBERS = {"ein": 1, "eins": 1, "eine": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5,
           "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10}  # fmt: skip
ORDER = {"erste": "first", "zweite": "second", "dritte": "third", "vierte": "fourth",
         "fünfte": "fifth", "sechste": "sixth", "siebte": "seventh", "achte": "eighth",
         "letzte": "last"}  # fmt: skip
_BEATS = {"aufhänger": "hook", "einstieg": "hook", "hook": "hook", "spannung": "tension",
          "wende": "turn", "wendung": "turn", "beweis": "proof", "beleg": "proof",
          "angebot": "offer", "aufruf": "call"}  # fmt: skip
_CARDINAL = "|".join(n for n in NUMBERS if n not in ("ein", "eine", "einer"))
_ORDINAL = "|".join(ORDER)
_SCENE = (
    r"(?:(?:in|an|von|bei|für|aus|auf|zu|zur|mit)? ?(?:der |die |das |dem |den |des )?"
    rf"(?:(?:szene|einstellung) (?P<n{{0}}>\d+|{_CARDINAL})\b|"
    rf"(?P<o{{0}}>{_ORDINAL})[nrms]? (?:szene|einstellung)\b)|"
    rf"(?:(?:im|vom|des|der|die|den|das|beim|zum|am) )?(?P<b{{0}}>{'|'.join(_BEATS)})s?\b)"
)
_S, _T = _SCENE.format(1), _SCENE.format(2)
_A = r"(?:den |die |das |der |ihren |seinen |ihre |seine |dessen |deren )?"
_SAY = rf"{_A}(?:sprechertext|sprecher|text|erzähltext|erzählung|off-?text|narration|kommentar)"
_HEAD = rf"{_A}(?:überschrift|titel|schlagzeile|headline|einblendung)"
_BIT = r"(?:etwas |ein bisschen |ein wenig |ein klein wenig |viel |deutlich |noch )*"
_LOOKS = {
    r"wärmer|sonniger|goldener": "warmer",
    r"warm|golden|sonnig": "warm",
    r"kühler|kälter|bläulicher": "cooler",
    r"kühl|kalt": "cool",
    r"heller|lichter": "brighter",
    r"hell": "bright",
    r"dunkler|düsterer|dramatischer": "darker",
    r"dunkel|düster": "dark",
    r"gedämpfter|matter|blasser|entsättigter|weicher|weniger (?:bunt|farbig|kräftig)": "more muted",
    r"gedämpft|matt|blass": "muted",
    r"bunter|farbiger|kräftiger|satter|leuchtender|farbenfroher": "more vivid",
    r"bunt|farbig|kräftig|leuchtend|farbenfroh": "vivid",
    r"schwarz[- ]?wei(?:ß|ss)|s/?w|einfarbig": "black and white",
    r"natürlicher|natürlich|neutral|normal|wie gefilmt": "natural",
}
_LOOK = "(?P<look>" + "|".join(_LOOKS) + ")"
_FEELS = {
    r"ruhiger|langsamer|stiller": "calmer",
    r"gleichmäßiger|stetiger": "steadier",
    r"schneller|flotter|zügiger|lebhafter|lebendiger|dynamischer": "faster",
    r"wärmer": "warmer",
    r"heller": "brighter",
    r"fröhlicher|heiterer": "happier",
    r"sanfter|zarter|weicher": "gentler",
    r"dringlicher|dringender": "urgent",
    r"treibender|mitreißender": "more driving",
}
_FEEL = "(?P<feel>" + "|".join(_FEELS) + ")"
_NUMBER = rf"(?P<sec>\d+(?:[.,]\d+)?|{'|'.join(NUMBERS)}|eine halbe|anderthalb)"
_SECONDS = rf"{_NUMBER} ?(?:s|sek\.?|sekunden?)"
_MAY = r"(?:soll|sollte|muss|müsste|darf|kann|könnte)"
_DO = r"(?:mach|mache|macht|lass|setz|setze|stell|stelle|halt|halte|gestalte|färb|färbe) "
_OUT = r"(?:entferne?|lösche?|streiche?|tilge?)"
_PUT = r"(?:verschiebe?|schiebe?|ziehe?|rücke?|setze?|stelle?|zeige?|bringe?|lege?)"
_PLACE = (
    r"(?:ganz )?(?:an den anfang|nach vorne?|zum anfang|an den beginn|zuerst|als erste[sn]?|"
    r"ans ende|an den schluss|zum schluss|nach hinten|zuletzt|als letzte[sn]?|an (?:die )?"
    r"(?:stelle|position) (?P<at>\d+))"
)
_GONE = r"(?:entfernen|löschen|streichen|weglassen|raus|rausnehmen|herausnehmen|weg)"
_SET = (
    r"(?:\s*[:=]\s*| (?:(?:soll|sollte) (?:lauten|heißen|sein|sagen)|lautet|heißt|sagt|auf|in|zu)"
    r" ?:? ?)"
)
_CAMERA = {
    r"(?:langsam(?:e)? |sacht(?:e)? )?(?:heran|rein|hinein|näher)(?:fahren|zoomen|gehen|fahrt)?"
    r"(?: langsam)?": "slow push in",
    r"(?:langsam(?:e)? )?(?:zurück|heraus|raus|weg)(?:fahren|zoomen|ziehen|fahrt)?":
        "slow pull out",
    r"(?:ganz )?(?:still|ruhig|fest)(?:halten|stehen| halten| stehen)?|stillhalten": "hold still",
    r"(?:langsam(?:e[rn]?)? )?(?:schwenk(?:en)? nach links|nach links schwenken)": "slow pan left",
    r"(?:langsam(?:e[rn]?)? )?(?:schwenk(?:en)? nach rechts|nach rechts schwenken)":
        "slow pan right",
    r"(?:langsam(?:e[rn]?)? )?(?:schwenk(?:en)? nach oben|nach oben schwenken)": "slow tilt up",
    r"(?:langsam(?:e[rn]?)? )?(?:schwenk(?:en)? nach unten|nach unten schwenken)": "slow tilt down",
}  # fmt: skip


def _scene(found: re.Match[str], which: int = 1) -> str:
    """A scene as the English grammar has it; "" where none is named."""
    number, order, beat = (found.groupdict().get(f"{kind}{which}") for kind in "nob")
    if number:
        return f"scene {number if number.isdigit() else NUMBERS[number.casefold()]}"
    if order:
        return f"the {ORDER[order.casefold()]} scene"
    return f"the {_BEATS[beat.casefold()]} scene" if beat else ""


def _of(found: re.Match[str], word: str = "of") -> str:
    scene = _scene(found)
    return f" {word} {scene}" if scene else ""


def _meaning(table: dict[str, str], said: str) -> str | None:
    return next((to for words, to in table.items() if re.fullmatch(words, said, re.I)), None)


def _amount(said: str) -> str:
    half = {"eine halbe": "0.5", "anderthalb": "1.5"}
    said = said.casefold()
    return half.get(said) or str(NUMBERS.get(said, said))


def _camera(found: re.Match[str]) -> str:
    text = unquoted(found["text"])
    return f"camera{_of(found)}: {_meaning(_CAMERA, text) or text}"


def _directed(found: re.Match[str]) -> str | None:
    move = _meaning(_CAMERA, found["text"].strip())
    return f"camera{_of(found)}: {move}" if move else None


def _look(found: re.Match[str]) -> str:
    return f"make {_scene(found)} {_meaning(_LOOKS, found['look'])}"


def _feel(found: re.Match[str]) -> str:
    return f"make it {_meaning(_FEELS, found['feel'])}"


def _longer(found: re.Match[str]) -> str:
    way = {"länger": "longer", "kürzer": "shorter", "langsamer": "slower", "schneller": "quicker"}
    how = way[found["way"].casefold()]
    by = found.groupdict().get("sec")
    return (
        f"make {_scene(found)} {_amount(by)} seconds {how}" if by else f"make {_scene(found)} {how}"
    )


def _moved(found: re.Match[str]) -> str:
    side = "before" if found["side"].casefold() == "vor" else "after"
    return f"move {_scene(found)} {side} {_scene(found, 2)}"


def _placed(found: re.Match[str]) -> str:
    place = found["place"].casefold()
    if found["at"]:
        return f"move {_scene(found)} to {found['at']}"
    first = any(word in place for word in ("anfang", "erst", "beginn", "vorn", "start"))
    return f"move {_scene(found)} to {'first' if first else 'last'}"


def _swapped(found: re.Match[str]) -> str:
    return f"replace {found['old']} with {found['new']}{_of(found, 'in')}"


def _said(pattern: str, english: Callable[[re.Match[str]], str | None]) -> Saying:
    return Saying(re.compile(pattern, re.I | re.S), english)


_QUOTE = r"[“\"][^”\"]*[”\"]"

BOARD: tuple[Saying, ...] = (
    _said(rf"(?:{_OUT}|nimm|lass) {_HEAD} {_S}(?: heraus| raus| weg)?|{_HEAD} {_T} {_GONE}",
          lambda m: f"remove the headline of {_scene(m) or _scene(m, 2)}"),
    _said(rf"(?:kürze?|straffe?) {_BIT}{_SAY}(?: {_S})?(?: (?:etwas|ein bisschen|ein wenig))?",
          lambda m: f"shorten the narration{_of(m)}"),
    _said(rf"(?:{_DO})?{_SAY}(?: {_S})? (?:{_MAY} )?{_BIT}(?:kürzer|kürzen|knapper|straffen)"
          r"(?: (?:sein|werden|machen))?",
          lambda m: f"shorten the narration{_of(m)}"),
    _said(rf"(?:{_DO})?{_S}[,:]? {_BIT}{_SAY} {_BIT}(?:kürzer|kürzen|knapper|straffen)",
          lambda m: f"shorten the narration{_of(m)}"),
    _said(rf"(?:{_DO})?(?:(?:das |die |den )?(?:farben?|licht|stimmung|look|farbton) )?{_S}[,:]? "
          rf"(?:{_MAY} |in |jetzt )*{_BIT}(?:in )?{_LOOK}"
          r"(?: sein| wirken| aussehen| werden| machen)?", _look),
    _said(rf"gib {_S} {_BIT}(?:ein |einen |eine )?{_BIT}{_LOOK}(?:e[snrm]?)? "
          r"(?:licht|look|ton|farben|farbe|stimmung|farbton)", _look),
    _said(rf"(?:helle|helle?) {_S} (?:etwas )?auf|{_T} aufhellen",
          lambda m: f"make {_scene(m) or _scene(m, 2)} brighter"),
    _said(rf"(?:dunkle|dunkel) {_S} (?:etwas )?ab|{_T} abdunkeln",
          lambda m: f"make {_scene(m) or _scene(m, 2)} darker"),
    _said(rf"(?:{_OUT} {_S}|(?:nimm|lass|schneide?|wirf) {_T} (?:heraus|raus|weg))",
          lambda m: f"remove {_scene(m) or _scene(m, 2)}"),
    _said(rf"{_S} {_GONE}|ohne {_T}", lambda m: f"remove {_scene(m) or _scene(m, 2)}"),
    _said(rf"(?:ersetze?|tausche?|ändere?) (?P<old>{_QUOTE}) (?:durch|gegen|mit|in|zu) "
          rf"(?P<new>{_QUOTE})(?: (?:aus)?| {_S}| überall)?", _swapped),
    _said(rf"(?:{_PUT} )?{_S} "
          rf"(?P<side>vor|hinter|nach) {_T}(?: (?:verschieben|setzen|stellen|zeigen))?", _moved),
    _said(rf"(?:{_PUT} )?{_S} (?:{_MAY} )?(?P<place>{_PLACE})"
          r"(?: (?:verschieben|ziehen|setzen|stellen|zeigen|kommen))?",
          _placed),
    _said(rf"(?:{_DO})?{_S} (?:{_MAY} |auf )*(?:um )?{_SECONDS} (?P<way>länger|kürzer)"
          r"(?: (?:sein|machen|dauern))?", _longer),
    _said(rf"(?:{_DO})?{_S} (?:{_MAY} )?{_BIT}(?P<way>länger|kürzer|langsamer|schneller)"
          rf"(?: (?:sein|machen|dauern))?(?: um {_SECONDS})?", _longer),
    _said(rf"(?:{_DO}|zeige? )?{_S} (?:{_MAY} |auf |dauert )*{_SECONDS}(?: lang)?"
          r"(?: (?:dauern|sein|zeigen|machen|halten))?",
          lambda m: f"make {_scene(m)} {_amount(m['sec'])} seconds"),
    _said(rf"{_HEAD} {_S} soll(?:te)? (?P<text>{_QUOTE}) (?:lauten|heißen|sein)",
          lambda m: f"headline{_of(m)}: {m['text']}"),
    _said(rf"(?:(?:ändere?|setze?|nimm) )?{_HEAD} {_S}{_SET}(?P<text>.+)",
          lambda m: f"headline{_of(m)}: {m['text']}"),
    _said(rf"{_S}[,:]? {_HEAD}{_SET}(?P<text>.+)", lambda m: f"headline{_of(m)}: {m['text']}"),
    _said(rf"(?:{_SAY} )?{_S} soll(?:te)? (?P<text>{_QUOTE}) (?:sagen|lauten|heißen)",
          lambda m: f"narration{_of(m)}: {m['text']}"),
    _said(rf"(?:(?:ändere?|setze?|nimm) )?{_SAY} {_S}{_SET}(?P<text>.+)",
          lambda m: f"narration{_of(m)}: {m['text']}"),
    _said(rf"{_S}[,:]? {_SAY}{_SET}(?P<text>.+)", lambda m: f"narration{_of(m)}: {m['text']}"),
    _said(rf"{_S},? (?:soll(?:te)? sagen|sagt|spricht|lautet):? (?P<text>.+)",
          lambda m: f"narration{_of(m)}: {m['text']}"),
    _said(rf"(?:ändere? )?(?:die )?kamera(?:fahrt)? {_S}(?:\s*[:=]\s*| soll | auf | in )"
          r"(?P<text>.+)", _camera),
    _said(rf"{_S}[,:]? (?:die )?kamera(?:\s*[:=]\s*| soll | auf )(?P<text>.+)", _camera),
    _said(rf"(?:die )?kamera soll {_S} (?P<text>.+)", _camera),
    _said(rf"{_S}[,:]? (?P<text>.+)", _directed),
    _said(rf"(?P<text>.+?) {_S}", _directed),
    _said(rf"(?:zeige?|verwende?|nimm|nutze?|suche?) (?:mir )?"
          rf"(?:ein (?:anderes )?bild (?:von|mit) )?(?P<text>.+?) {_S}",
          lambda m: f"show {m['text']}{_of(m, 'in')}"),
    _said(rf"(?:ändere? )?(?:das )?(?:bild|foto|motiv) {_S}"
          r"(?:\s*[:=]\s*| soll | zeigt | auf | in )(?P<text>.+?)(?: zeigen)?",
          lambda m: f"show {m['text']}{_of(m, 'in')}"),
    _said(rf"(?:zeige?|nimm|suche?|verwende?) {_S} (?:ein anderes bild|etwas anderes): "
          r"(?P<text>.+)",
          lambda m: f"show {m['text']}{_of(m, 'in')}"),
    _said(rf"{_S},? (?:zeigt (?P<text>.+)|soll (?P<more>.+?) (?:zeigen|zu sehen sein|sein))",
          lambda m: f"show {m['text'] or m['more']}{_of(m, 'in')}"),
    _said(r"(?:mache?|macht|lass|gestalte)?(?: ?(?:es|alles|das ganze|den film|die anzeige|"
          rf"das video|den spot|die werbung|das tempo))? ?(?:insgesamt )?{_BIT}{_FEEL}"
          r"(?: werden| wirken| machen| sein)?", _feel),
)  # fmt: skip
"""About a storyboard or a film, for `wishes`."""

_FIELDS = {
    "zusammenfassung|beschreibung": "summary", "titel|name|überschrift": "title",
    "idee|konzept": "idea", "aufhänger|einstieg|hook|erster satz|anfang": "hook",
    "einsicht|erkenntnis|insight": "insight", "versprechen|nutzen": "promise",
    "botschaft|kernbotschaft|hauptbotschaft|aussage": "message",
    "look|bildstil|stil|bildsprache": "look",
}  # fmt: skip
_THINGS = {
    "merkmal|bedürfnis|grund|motiv|eigenschaft": "trait", "vorbehalt|hinweis|anmerkung": "caveat",
    "tonwort|ton": "tone", "muss|pflicht|pflichtangabe": "must", "tabu": "avoid",
    "beweis|beleg|fakt|nachweis": "proof",
}  # fmt: skip
_TONES = {
    "wärmer": "warmer", "ruhiger": "calmer", "mutiger|kühner": "bolder",
    "freundlicher": "friendlier", "witziger|lustiger": "funnier", "leichter": "lighter",
    "sanfter|weicher": "softer", "klarer": "clearer", "einfacher|schlichter": "simpler",
    "ernster": "more serious", "verspielter": "more playful", "ehrlicher": "more honest",
    "selbstbewusster|sicherer": "more confident", "persönlicher": "more personal",
    "leiser|stiller": "quieter",
}  # fmt: skip
_IT = (
    r"(?:(?:das|dieses|die|diese|den|diesen) (?:segment|briefing|brief|gruppe|zielgruppe|konzept|"
    r"film|anzeige|ton|spot)|es|sie|das|die|den)"
)
_FIELD = rf"(?:der |die |das |den |ihr |ihre |sein |seine )?(?P<field>{'|'.join(_FIELDS)})"
_THING = rf"(?P<thing>{'|'.join(_THINGS)})(?:s|e|er)?"
_ONE = (
    rf"(?:(?:den |die |das )?(?P<o>{_ORDINAL})[nrms]? {_THING}"
    rf"|(?:den |die |das )?(?P<thing2>{'|'.join(_THINGS)}) (?P<n>\d+))"
)


def _thing(found: re.Match[str]) -> str:
    name = _meaning(_THINGS, found["thing"] or found["thing2"])
    return f"leave out {name} {found['n']}" if found["n"] else (
        f"leave out the {ORDER[found['o'].casefold()]} {name}"
    )  # fmt: skip


def _field(found: re.Match[str]) -> str:
    return f"{_meaning(_FIELDS, found['field'])}: {found['text']}"


CARD: tuple[Saying, ...] = (
    _said(rf"(?:ersetze?|tausche?|ändere?) (?P<old>{_QUOTE}) (?:durch|gegen|mit|in|zu) "
          rf"(?P<new>{_QUOTE})(?: überall)?", lambda m: f"replace {m['old']} with {m['new']}"),
    _said(rf"(?:kürze?|straffe?) {_BIT}{_FIELD}|(?:mache? )?{_FIELD.replace('field', 'other')} "
          rf"{_BIT}(?:kürzer|kürzen)",
          lambda m: f"shorten the {_meaning(_FIELDS, m['field'] or m['other'])}"),
    _said(rf"(?:nenne?|benenne?) {_IT}(?: um)?(?: in)?:? (?P<text>.+)",
          lambda m: f"call it {m['text']}"),
    _said(rf"(?:{_OUT}|ohne|nimm|lass) {_ONE}(?: weg| raus| heraus| aus)?", _thing),
    _said(rf"{_ONE} {_GONE}", _thing),
    _said(rf"(?:{_OUT}|nimm|lass) (?P<text>{_QUOTE})(?: weg| raus| heraus| aus)?",
          lambda m: f"leave out {m['text']}"),
    _said(rf"(?:{_IT} (?:ist|sind) |gilt )?nicht für (?P<text>.+)",
          lambda m: f"not for {m['text']}"),
    _said(rf"{_FIELD} soll(?:te)? (?P<text>{_QUOTE}) (?:lauten|heißen|sein|sagen)", _field),
    _said(rf"(?:(?:ändere?|setze?) )?{_FIELD}{_SET}(?P<text>.+)", _field),
    _said(r"(?:vermeide|meide):? (?P<text>.+)", lambda m: f"avoid {m['text']}"),
    _said(rf"(?:{_IT} darf )?(?:nie|niemals|nicht) (?P<text>.+?) (?:erwähnen|sagen|zeigen|nennen)",
          lambda m: f"never mention {m['text']}"),
    _said(r"(?:sage?|erwähne?|zeige?|nenne?) (?:nie|niemals):? (?P<text>.+)",
          lambda m: f"never mention {m['text']}"),
    _said(rf"(?:{_IT} muss |immer )(?:immer )?(?P<text>.+?) (?:erwähnen|sagen|zeigen|nennen)",
          lambda m: f"always mention {m['text']}"),
    _said(r"(?:sage?|erwähne?|zeige?|nenne?) immer:? (?P<text>.+)",
          lambda m: f"always mention {m['text']}"),
    _said(rf"(?:mache?|macht|lass|gestalte)(?: (?:{_IT}|alles))? {_BIT}(?P<tone>{'|'.join(_TONES)})"
          r"(?: klingen| wirken| werden| sein)?",
          lambda m: f"make it {_meaning(_TONES, m['tone'])}"),
)  # fmt: skip
"""About a segment or a brief, for `card_wishes`."""
