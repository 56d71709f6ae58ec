"""What the words of a licence mean for an ad, in the languages that films are made in.

A licence is free text: "CC BY-NC 4.0", "nur für private Zwecke", "editorial use only". Pictures,
clips and music all ask here, so that none of them is taken where another is refused.
"""

import re
from dataclasses import dataclass
from functools import cache

from .licence_words import bound_to, names_all_uses, paid, plain_of, unlimited


@dataclass(frozen=True)
class _Tongue:
    """How a language words it; patterns over text as `plain_of` leaves it (no accents, no dashes).

    no: words that deny what follows. banned: words that deny what stands before them. between:
    words that may stand between such a word and the use. commerce, ads: the uses. editorial,
    private: uses that are no ad, with the words that make them one. changes: nothing may be made of
    it. reserved: all rights are kept.
    """

    tongue: str
    no: str
    banned: str
    between: str
    commerce: str
    ads: str
    editorial: str
    private: str
    changes: str
    reserved: str


_TONGUES = (
    _Tongue(  # English
        tongue="en",
        no=(
            r"non|not|no|never|without|excluding|excludes|excl|except|contact|ask|prohibited|"
            r"forbidden|\w+n t"
        ),
        banned=r"not|prohibited|forbidden|excluded|disallowed|banned|on request|by request|"
        r"by arrangement|"
        r"never|(?:requires?|needs?|(?:only )?(?:with|by|"
        r"upon))(?: \w+){0,3} (?:permission|licen[cs]e|consent|approval)",
        between=r"for|in|any|be|used|use|uses|usage|to|the|of|or|a|us|me|licen[cs]ed?|licen[cs]es|"
        r"cleared|"
        r"available|allowed|permitted|intended|suitable|purposes?|kind|is|are|rights?|"
        r"direct|paid|and|"
        r"clearance|permission|approved|approval|released|rights|within|other",
        commerce=r"commerc\w*|resale",
        ads=r"advert\w*|ads?(?! us[oi]\b)|marketing|promotion\w*|promos?",
        editorial=(
            r"editorial(?:ly)?(?: and \w+)?(?: (?:use|usage|uses|purposes?|only|licen[cs]e|"
            r"rights))+|only editorial"
        ),
        private=r"(?:private|personal|home|hobby|domestic|internal|non ?profit|"
        r"not for profit)(?: \w+)? (?:use|usage|uses|purposes?|"
        r"projects?|only)|(?:educational|education|research|academic|classroom|"
        r"school)(?: \w+){0,2} (?:only|purposes)|"
        r"only for (?:education\w*|research)|not for profit|non ?profit(?: use| only|$)",
        changes=r"no ?deriv\w*|\bnot? (?:to )?be (?:edited|modified|changed|altered|cropped)|"
        r"\b(?:no|without) (?:\w+ )?(?:edit(?!orial)|modif|chang|alter|adapt|crop)",
        reserved=r"all rights reserved",
    ),
    _Tongue(  # German
        tongue="de",
        no=r"nicht(?! nur\b(?! fur))|kein\w*|ohne|ausser|ausgenommen|verboten",
        banned=(
            r"nicht|verboten|untersagt|ausgeschlossen|unzulassig|auf anfrage|nach absprache|"
            r"nur (?:mit|nach)|ausgenommen"
        ),
        between=(
            r"fur|zur|zum|zu|die|der|den|eine?|in|im|und|oder|ist|sind|nutzung|verwendung|"
            r"gebrauch|zwecke\w*|freigegeben|erlaubt|gestattet|"
            r"freigabe|lizenz|erlaubnis|rechte|bezahlt\w*|sozialen|social|media|medien|eigene\w*|jegliche\w*|jede\w*|verwenden|nutzen|geeignet"
        ),
        commerce=r"kommerz\w*|kommerziell\w*|gewerblich\w*",
        ads=r"werb(?:ung|lich|e|ezwecke)\w*|reklame\w*|anzeigen|marketing\w*",
        editorial=(
            r"(?:nur |rein |ausschliesslich )?(?:fur )?redaktionell\w*(?: (?:nutzung|"
            r"verwendung|zwecke\w*|gebrauch|lizenz)|$)"
        ),
        private=r"(?:privat|person?lich)\w* (?:gebrauch\w*|nutzung|zweck\w*|verwendung)|"
        r"privat(?:gebrauch|nutzung)\w*|nur (?:fur )?privat\w*|eigengebrauch|"
        r"(?:nur |ausschliesslich )(?:fur |zu )?(?:unterricht\w*|bildungs?\w*|lehr\w*|schul\w*)",
        changes=r"keine ?(?:bearbeitung|veranderung|abwandlung)\w*|nicht (?:bearbeitet|verandert)",
        reserved=r"alle rechte vorbehalten",
    ),
    _Tongue(  # French
        tongue="fr",
        no=r"non|pas|ne|aucune?|jamais|hors|sauf|sans|interdite?s?|ni",
        banned=r"(?:est |sont )?(?:interdite?s?|exclue?s?|prohibee?s?|non|sur demande)|pas",
        between=(
            r"d|de|des|l|la|le|les|a|en|pour|une?|usages?|utilisations?|fins?|est|aux?|du|"
            r"destinee?|et|toute?|autorisee?|"
            r"utilis\w+|employ\w*|autorisation|peut|doit|etre|droits?|cedes?|libres?|publi\w+|toutes?|aucune?|campagnes?|dans|ses|sur"
        ),
        commerce=r"commercia\w+|lucrati\w+",
        ads=r"publicit\w*|promotionnel\w*|pubs?",
        editorial=(
            r"(?:usage|utilisation|fins?|uniquement|exclusivement)(?: \w+)? editoria\w+|"
            r"licence editoriale|editoria\w+ (?:uniquement|seulement|exclusivement)"
        ),
        private=(
            r"(?:usages?|utilisations?|titre|cadre|fins?|cercle)(?: strictement| purement|"
            r" exclusivement)?(?: a des fins)? (?:privee?s?|personnel\w*|pedagogiques?|"
            r"familial)"
        ),
        changes=(
            r"pas de modif\w*|sans modif\w*|pas d oeuvres? derivees?|"
            r"modifications? interdites?"
        ),
        reserved=r"tous droits reserves",
    ),
    _Tongue(  # Spanish
        tongue="es",
        no=r"no|sin|ningun\w*|nunca|salvo|excepto|prohibid[oa]s?|ni",
        banned=r"(?:esta |estan )?(?:prohibid[oa]s?|excluid[oa]s?|no|bajo peticion)",
        between=(
            r"para|el|la|los|su|de|con|en|usos?|fines|utilizacion|es|apto|permitid[oa]s?|"
            r"animo|y|publicos?|"
            r"usar\w*|utiliz\w*|emplear\w*|permiso|autorizacion|licencia|derechos|autorizad\w*|valid[oa]s?|ningun\w*|campanas?|se|puede|ser|usad[oa]s?"
        ),
        commerce=r"comercia\w+|lucro|lucrativ\w+",
        ads=r"publici\w+|anuncios?|promocional\w*",
        editorial=(
            r"(?:uso|usos|fines|licencia|solo|solamente|"
            r"exclusivamente)(?: (?!de\b)\w+)? editorial(?:es)?|editorial (?:solo|solamente|"
            r"exclusivamente)"
        ),
        private=(
            r"(?:usos?|fines)(?: \w+)? (?:privad[oa]s?|personal(?:es)?|particular(?:es)?|"
            r"domesticos?|educativos?)"
        ),
        changes=(
            r"sin ?(?:obras? )?deriva\w*|sin modific\w*|no (?:se permiten )?(?:modific\w+|"
            r"obras derivadas)"
        ),
        reserved=r"todos los derechos reservados|reservados todos los derechos",
    ),
    _Tongue(  # Italian
        tongue="it",
        no=r"non|no|nessun\w*|senza|tranne|escluso|esclusa|vietat[oaie]|salvo|ne",
        banned=r"(?:e |sono )?(?:vietat[oaie]|esclus[oaie]|proibit[oaie]|non|su richiesta)",
        between=(
            r"per|a|ad|di|l|il|lo|la|gli|uso|usi|scop[oi]|fin[ei]|utilizz[oi]|in|e|"
            r"consentit[oaie]|"
            r"us\w+|utilizz\w+|impieg\w+|permesso|autorizzazion\w*|liberatori\w*|diritti|autorizzat\w*|valid[oaie]|nessun\w*|campagn\w+|nelle|nella|negli|puo|essere|da|idone\w*|alcun\w*"
        ),
        commerce=r"commercia\w+|lucro",
        ads=r"pubblicit\w*|promozional\w*",
        editorial=(
            r"(?:uso|usi|fini|scopi|scopo|licenza|solo|soltanto|"
            r"esclusivamente)(?: \w+)? editorial[ei]|editoriale (?:solo|soltanto)"
        ),
        private=(
            r"(?:uso|usi|scop[oi]|fin[ei]|utilizzo)(?: \w+)? (?:privat[oi]|personal[ei]|"
            r"domestic[oi]|didattic[oi])"
        ),
        changes=(
            r"(?:non|senza) opere derivate|senza modific\w*|non modificabil\w*|"
            r"modifiche vietate"
        ),
        reserved=r"tutti i diritti riservati|tutti i diritti sono riservati",
    ),
    _Tongue(  # Portuguese
        tongue="pt",
        no=r"nao|sem|nenhum\w*|exceto|salvo|proibid[oa]s?|vedad[oa]s?|nem",
        banned=r"(?:e |sao |esta )?(?:proibid[oa]s?|vedad[oa]s?|nao|exclu\w+|sob consulta)",
        between=r"para|o|a|os|de|com|em|usos?|fins|utilizacao|e|permitid[oa]s?|"
        r"us\w+|utiliz\w+|permissao|autorizac\w*|licenca|direitos|autorizad\w*|valid[oa]s?|nenhum\w*|campanhas?|pode|ser|nos|nas|na|no|qualquer",
        commerce=r"comercia\w+|lucrativ\w+|lucro",
        ads=r"publici\w+|anuncios?|promociona\w+|propaganda",
        editorial=(
            r"(?:uso|usos|fins|licenca|apenas|somente|so)(?: \w+)? editoria(?:l|is)|"
            r"editorial (?:apenas|somente)"
        ),
        private=(
            r"(?:usos?|fins)(?: \w+)? (?:privad[oa]s?|pessoa(?:l|is)|particular(?:es)?|"
            r"domesticos?|educativos?|didaticos?)"
        ),
        changes=r"sem ?deriva\w*|sem (?:obras derivadas|modific\w*|alterac\w*)|nao modificar",
        reserved=r"todos os direitos reservados",
    ),
    _Tongue(  # Dutch
        tongue="nl",
        no=r"niet(?! alleen)|geen|zonder|behalve|uitgezonderd|verboden",
        banned=r"(?:is |zijn )?(?:niet|verboden|uitgesloten|op aanvraag)",
        between=(
            r"voor|in|de|het|een|gebruik|gebruikt|doeleinden|is|en|of|bedoeld|toegestaan|"
            r"worden|"
            r"gebruiken|te|toestemming|rechten|licentie|vrijgegeven|geschikt|enkele|betaalde|mag|campagnes?"
        ),
        commerce=r"commerci\w+",
        ads=r"reclame\w*|advertent\w+|adverteren|promotie\w*",
        editorial=(
            r"redactione(?:el|le)(?: (?:gebruik|doeleinden|licentie)| alleen|$)|"
            r"alleen redactione\w+"
        ),
        private=(
            r"(?:prive|persoonlijk|particulier|eigen|huishoudelijk|educatief)\w* ?(?:gebruik|"
            r"doeleinden)|alleen (?:voor )?prive"
        ),
        changes=r"geen ?afgeleide\w*|geen bewerking\w*|niet bewerken|geen wijziging\w*",
        reserved=r"alle rechten voorbehouden",
    ),
    _Tongue(  # Swedish
        tongue="sv",
        no=r"icke|ej|inte(?! bara)|ingen|inga|inget|utan|utom|forbjudet",
        banned=r"(?:ar )?(?:forbjud\w+|ej|inte|icke|uteslut\w+|pa begaran)",
        between=(
            r"for|i|till|som|bruk|anvandning|andamal|syften?|ar|och|eller|far|anvandas|"
            r"tillaten|"
            r"tillstand|rattigheter|licens|klarerad\w*|godkand\w*|nagon|betald\w*|far|lampl\w*|avsedd\w*"
        ),
        commerce=r"kommersi\w+",
        ads=r"reklam\w*|annons\w*|marknadsforing\w*",
        editorial=(
            r"redaktionell\w*(?: (?:bruk|anvandning|andamal|syften?|licens)|$)|(?:endast|"
            r"bara) redaktionell\w*"
        ),
        private=(
            r"(?:privat|personlig|eget|enskil)\w* ?(?:bruk|anvandning|andamal|syften?)|"
            r"(?:endast|bara) privat\w*"
        ),
        changes=(
            r"inga ?bearbetning\w*|ingen ?bearbetning\w*|inga andringar|far inte (?:andras|"
            r"bearbetas)"
        ),
        reserved=r"alla rattigheter (?:forbehallna|reserverade)|med ensamratt",
    ),
    _Tongue(  # Polish
        tongue="pl",
        no=r"nie(?! tylko)|bez|brak|zadn\w*|oprocz|zakaz\w*|zabronion\w+|wylaczeniem",
        banned=r"(?:jest |sa )?(?:zabronion\w+|zakazan\w+|niedozwolon\w+|wykluczon\w+|nie)",
        between=(
            r"do|w|dla|na|celow|celach|uzycia|uzytku|uzytek|uzycie|wykorzystan\w+|jest|i|lub|"
            r"ani|zastosowan\w*|"
            r"zgody|praw\w*|licencji|wolno|uzywac|wykorzystywac|uzyw\w+|jakiejkolwiek|zadnych|zadnej|przeznaczon\w*|platn\w*|kampani\w*|moze|byc|uzyt\w*"
        ),
        commerce=r"komerc\w+|zarobkow\w+",
        ads=r"reklam\w*|promocyjn\w*|marketing\w*",
        editorial=(
            r"(?:uzyt\w*|wykorzystan\w*|cel\w*|licencj\w*|tylko|"
            r"wylacznie)(?: \w+)? redakcyjn\w+|redakcyjn\w+ uzyt\w*"
        ),
        private=(
            r"(?:uzyt\w*|uzyci\w*|cel\w*)(?: \w+)? (?:prywatn|osobist|wlasn|edukacyjn)\w*|"
            r"(?:prywatn|osobist|wlasn)\w* uzyt\w*"
        ),
        changes=r"bez utwor\w+ zalezn\w+|bez (?:zmian|przerobek|modyfikacji)|zakaz modyfikacji",
        reserved=r"wszelkie prawa zastrzezone|wszystkie prawa zastrzezone",
    ),
)

_EAST = {
    "commerce": r"非営利|非商用|非商業|"
    r"(?:商用|商業|営利)[^、。,;・/]{0,8}?(?:不可|禁止|できません|出来ません|ng\b|除く|お断り|"
    r"使えない|禁じ|ご遠慮|認め(?:られ)?(?:て)?(?:い)?(?:ません|ない)|できない|対象外|未許諾|控え)",
    "ads": r"広告[^、。,;]{0,8}?(?:不可|禁止|使えません|できません|出来ません|ng\b|除く|お断り|"
    r"使えない|禁じ|ご遠慮|認め(?:られ)?(?:て)?(?:い)?(?:ません|ない)|できない|対象外|未許諾|控え)",
    "editorial": r"エディトリアル|(?:報道|編集)(?:用途|目的|利用|使用|用)?(?:のみ|に限|限定)",
    "private": r"私的(?:利用|使用)|個人(?:利用|使用|用途|的な|目的|の範囲)|"
    r"教育(?:目的|用途|利用)?(?:のみ|に限|限定)",
    "changes": r"(?:改変|加工)(?:は|を)?(?:禁止|不可)|派生作品(?:は)?(?:禁止|不可)",
    "reserved": r"無断(?:転載|使用|複製)(?:を)?(?:禁|厳禁)|全著作権所有|著作権所有",
    "commerce_allowed": r"商用|商業|営利|広告",
}

_OR = r"or|nor|oder|noch|ou|ni|o|u|ne|of|eller|lub|albo|ani|nem"
_AND = r"and|und|sowie|et|y|e|en|och|i|oraz"
"""Between two uses that one word denies; "non-commercial and commercial" denies only one."""

_CODE = r"\b(?:cc|by|attribution)(?: by)?(?: sa)? "
_NC = rf"{_CODE}(?:nc|non ?commercial)\b|\bcc ?by ?nc\b|\bby ?nc\b|^nc$"
_ND = rf"{_CODE}(?:nc )?(?:nd|no ?deriv\w*)\b|\bby ?(?:nc ?)?nd\b|^nd$"
_SA = rf"{_CODE}(?:nc )?(?:sa|share ?alike)\b|\bby ?(?:nc ?)?sa\b|\bshare ?alike\b|同一条件"

_REASONS = {
    "commerce": "it is for no commerce",
    "ads": "it excludes ads",
    "editorial": "it is for editorial use",
    "ended": "it has ended",
    "none": "it says that there is none, or no leave to use it",
    "press": "it is for the press",
    "internal": "it is for internal use",
    "private": "it is for private use",
    "organic": "it is for unpaid posts",
    "sample": "it is only to look at, before a licence is taken",
}


@cache
def forbids_ads(licence: str, *, holder: bool = False) -> str:
    """Why no ad may use what is under this licence, as "it is for ..."; "" where nothing says so.

    A licence that allows commerce besides ("personal and commercial use") forbids nothing. holder:
    the text says whose it is, and names are read as names.
    """
    shut = _shut()
    text = unlimited(licence, shut["uses"].pattern)
    found: list[str] = []
    rest = text
    for kind in ("commerce", "ads"):
        if _named(kind).search(rest) and _denied(kind).search(rest):
            found.append(kind)
            rest = _denied(kind).sub(" | ", rest)
    bound = bound_to(licence, text, holder=holder)
    if bound in ("ended", "none"):
        found.append(bound)
    # Commerce that is named and not denied is allowed, and private use is one use among others.
    elif shut["allowed"].search(rest):
        return _REASONS["ads"] if "ads" in found else ""
    if shut["nc"].search(text):
        found.append("commerce")
    if not names_all_uses(text):
        found += [kind for kind in ("editorial", "private") if shut[kind].search(rest)]
    found += [bound] if bound else []
    return next((_REASONS[kind] for kind in _REASONS if kind in found), "")


@cache
def forbids_changes(licence: str) -> bool:
    """Whether the licence lets nothing be made of it ("CC BY-ND 4.0", "no derivatives")."""
    return bool(_shut()["changes"].search(plain_of(licence)))


@cache
def told(licence: str) -> str:
    """What a person should know of a licence that does not forbid ads, with the act; or ""."""
    text = plain_of(licence)
    shut = _shut()
    if forbids_changes(licence):
        return (
            "lets nothing be made of it, and a film crops and grades it: ask its holder for leave "
            "and note that, or take another"
        )
    if shut["sa"].search(text):
        return "asks that what is made with it is given away under the same licence: see to that"
    if shut["reserved"].search(text) and not shut["allowed"].search(text):
        return (
            "says only that all rights are reserved: note the licence under which it may be used "
            "in an ad"
        )
    return ""


def refusal(licence: str, *, holder: bool = False) -> str:
    """As `forbids_ads`, as a whole clause that quotes the licence and names the next act; or ""."""
    why = forbids_ads(licence, holder=holder)
    if not why:
        return ""
    return (
        f"its licence, “{' '.join(licence.split())[:60]}”, does not allow it in an ad ({why}); get "
        "one that does and note that, or leave it out"
    )


def _called(tongue: "_Tongue", use: str) -> str:
    """What a use, "commerce" or "ads", is called in a language."""
    return getattr(tongue, use) + (f"|{paid(tongue.tongue)}" if use == "ads" else "")


@cache
def _named(use: str) -> re.Pattern[str]:
    """Whatever names a use: short, so that the long patterns are compiled where it is found."""
    east = _EAST[use]
    names = [*(_called(t, use) for t in _TONGUES), east, east.replace("広告", f"(?:{paid('ja')})")]
    return re.compile("|".join(names))


@cache
def _denied(use: str) -> re.Pattern[str]:
    """A use that is denied, in every language."""
    found: list[str] = []
    for t in _TONGUES:
        what, mid = _called(t, use), rf"(?: (?:{t.between}))*"
        other = rf"(?: (?:\w+ )?(?:{t.commerce}|{t.ads}))?" if use == "ads" else ""
        next_use = rf"{mid} (?:{t.commerce}|{t.ads})"
        found += [
            rf"\b(?:{t.no})(?: (?:{t.between}))+{other}{mid} ?(?:{what})\b"
            rf"(?:{mid} (?:{_OR}|{_AND}){next_use})*",
            rf"\b(?:{t.no}){mid}{other}{mid} ?(?:{what})\b(?:{mid} (?:{_OR}){next_use})*",
            rf"\b(?:{what}){mid} (?:{t.banned})\b",
        ]
    east = _EAST[use]
    return re.compile("|".join([*found, east, east.replace("広告", f"(?:{paid('ja')})")]))


@cache
def _shut() -> dict[str, re.Pattern[str]]:
    """The patterns of all languages together, by what they forbid."""

    def any_of(parts: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(parts))

    def told_as(what: str) -> list[str]:
        return [*(rf"\b(?:{getattr(t, what)})" for t in _TONGUES), _EAST[what]]

    named = [rf"{t.commerce}|{t.ads}" for t in _TONGUES]
    allowed = [*(rf"\b(?:{uses})\b" for uses in named), _EAST["commerce_allowed"]]
    return {
        "editorial": any_of(told_as("editorial")),
        "private": any_of(told_as("private")),
        "changes": any_of([*told_as("changes"), _ND]),
        "reserved": any_of(told_as("reserved")),
        "allowed": any_of(allowed),
        "uses": any_of([*(rf"(?:{uses})\b" for uses in named), _EAST["commerce_allowed"]]),
        "nc": re.compile(_NC),
        "sa": re.compile(_SA),
    }
