"""Polish numbers bend: ranks and genitives in words, and which gender a noun is counted in."""

import re
from collections.abc import Sequence

_RANKS = {
    "y": {"m": "y", "n": "e", "f": "a", "gen": "ego", "loc": "ym", "f-gen": "ej", "f-acc": "ą"},
    "gi": {"m": "gi", "n": "gie", "f": "ga", "gen": "giego", "loc": "gim", "f-gen": "giej",
           "f-acc": "gą"},
    "ci": {"m": "ci", "n": "cie", "f": "cia", "gen": "ciego", "loc": "cim", "f-gen": "ciej",
           "f-acc": "cią"},
}  # fmt: skip
_OF = ("zera jeden dwóch trzech czterech pięciu sześciu siedmiu ośmiu dziewięciu dziesięciu "
       "jedenastu dwunastu trzynastu czternastu piętnastu szesnastu siedemnastu osiemnastu "
       "dziewiętnastu").split()  # fmt: skip
_OF_TENS = ("_ _ dwudziestu trzydziestu czterdziestu pięćdziesięciu sześćdziesięciu "
            "siedemdziesięciu osiemdziesięciu dziewięćdziesięciu").split()  # fmt: skip
_OF_HUNDREDS = ("_ stu dwustu trzystu czterystu pięciuset sześciuset siedmiuset ośmiuset "
                "dziewięciuset").split()  # fmt: skip

_FEMININE = (
    "kobiety osoby godziny minuty sekundy doby kawy herbaty zupy pizze raty strony szkoły firmy "
    "rodziny karty oferty nagrody wody porady próby liczby gwiazdy tony córy ryby czekolady lampy "
    "mapy sosny grupy klasy trasy kasy rasy sprawy zabawy wystawy przerwy zmiany ściany rany ceny "
    "sceny opony korony krowy głowy umowy rozmowy sumy reklamy damy formy zimy wizyty płyty "
    "drogi nogi uwagi usługi noce owce ulice świece róże podróże pary szafy gazety toalety "
    "kobyły bramy promocje twarze wsie kolejki pracownice"
).split()
_MASCULINE = re.compile(
    r"(?:(?:min|kom|magaz|beton|term)[iy]ny|(?:n|u|t)iki|[ao]ki|unki|[ąi]tki|kubki|kawałki|dodatki|"
    r"wieki|wózki|listki|pączki|zestawki|budynki|ogródki|wnioski|pociągi|progi|rogi|stogi|dni)$"
)

_MEN = re.compile(
    r"mężczyzna|kolega|tata|\w+(?:ista|ysta|yta|ologa)|poeta|sędzia|kierowca|wykładowca|"
    r"\w+owca|dzień|tydzień|gość|liść|koń|ogień|cień|kamień|poziom|stopień|uczeń"
)
_SOFT = re.compile(
    r"noc|rzecz|wieś|sól|twarz|mysz|krew|brew|kolej|moc|pomoc|łódź|gałąź|sieć|pamięć|"
    r"młodzież|podróż|wilgoć|dłoń|jesień|kieszeń|broń|woń|toń|przyjaźń|jaźń|baśń|pieśń|"
    r"odpowiedź|wypowiedź|zapowiedź|postać|pieczęć|nić|marchew|pościel|kąpiel|biel|stal|"
    r"odzież|sprzedaż|kradzież|podaż|gospodyni|pani|\w+(?:ość|eść|ęść|ieść|ść|aść)"
)


def rank(ordinal: str, form: str) -> str:
    """A rank in words, bent: m, n, f; gen and loc (not feminine); f-gen, f-acc."""
    *head, last = ordinal.split()
    bent = [_bent(w, form) if w.endswith(("dziesty", "dziesiąty")) else w for w in head]
    return " ".join([*bent, _bent(last, form)])


def _bent(word: str, form: str) -> str:
    for ending, forms in _RANKS.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + forms[form]
    return word


def rank_form(noun: str, before: str) -> str:
    """The form of a rank before a noun, by its ending and the preposition before the rank."""
    low = noun.lower()
    if re.search(r"(?i)\b(?:w|na|po|o|przy)$", before):
        if low.endswith(("ę", "e")) and not low.endswith(("ie", "rze", "ce")):
            return "f-acc" if low.endswith("ę") else "n"
        if low.endswith("ce") and "miejsce" in low:
            return "n"
        masculine = low.endswith("u") or low in ("piętrze", "etapie", "terminie", "planie")
        return "loc" if masculine else "f-gen" if low.endswith(("ie", "rze", "ce", "i")) else "m"
    if low.endswith(("em", "im", "ym")):
        return "loc"
    if low in ("dnia", "roku", "miejsca", "piętra", "razu", "etapu", "wieku", "stopnia"):
        return "gen"
    if low.endswith("ą") or low.endswith("ę"):
        return "f-acc"
    if low.endswith(("y", "i")):
        return "f-gen"
    return "n" if low.endswith(("o", "e", "um")) else "f" if low.endswith("a") else "m"


def of(number: int, gender: str = "") -> str:
    """A whole number below a million in the genitive: 5 is "pięciu"."""
    if number == 1:
        return "jednej" if gender == "f" else "jednego"
    thousands, rest = divmod(number, 1000)
    said = "" if not thousands else "tysiąca" if thousands == 1 else of(thousands) + " tysięcy"
    hundreds, small = divmod(rest, 100)
    said += f" {_OF_HUNDREDS[hundreds]}" if hundreds else ""
    if small >= 20:
        said += f" {_OF_TENS[small // 10]}"
        small %= 10
    said += f" {_OF[small]}" if small or not number else ""
    return said.strip()


def at(number: int, gender: str = "") -> str:
    """A whole number below a million in the locative: 5 is "pięciu", 2,000 "dwóch tysiącach"."""
    if number == 1:
        return "jednej" if gender == "f" else "jednym"
    return of(number, gender).replace("tysiąca", "tysiącu").replace("tysięcy", "tysiącach")


def along(number: int, gender: str = "") -> str:
    """A whole number below a million in the instrumental: 5 is "pięcioma", 2 also "dwiema"."""
    if number == 1:
        return "jedną" if gender == "f" else "jednym"
    thousands, rest = divmod(number, 1000)
    said = ""
    if thousands:
        said = "tysiącem" if thousands == 1 else f"{along(thousands)} tysiącami"
    hundreds, small = divmod(rest, 100)
    said += f" {_OF_HUNDREDS[hundreds]}" if hundreds else ""
    if small >= 20:
        said += f" {_OF_TENS[small // 10].removesuffix('u')}oma"
        small %= 10
    if small == 2 and gender == "f":
        said += " dwiema"
    elif small or not number:
        said += f" {_WITH[small] if small < 5 else _OF[small].removesuffix('u') + 'oma'}"
    return said.strip()


_WITH = ("zerem", "jeden", "dwoma", "trzema", "czterema")
_BESIDE = re.compile(r"(?i)\b(?:z|ze|nad|pod|przed|między|pomiędzy|za|wraz z|razem z)\s$")


def accompanies(before: str, after: str) -> bool:
    """Whether a number stands with a noun in the instrumental: "z 5 osobami", "z 1 kolegą"."""
    if re.search(r"(?i)między\s$", before) and re.match(r"\s[ai]\s\d", after):
        return True
    noun = re.match(r"\s(?:[^\W\d]+(?:ymi|imi|ym|im|ą)\s)?(?P<noun>[^\W\d]+)", after)
    if noun is None:
        return False
    low = noun["noun"].lower()
    if low.endswith("mi") and low not in ("ziemi", "armii"):
        return True
    return low.endswith(("ą", "em")) and bool(_BESIDE.search(before))


def at_these(forms: Sequence[str]) -> str:
    """The locative plural of a noun with its forms one, few, many: "stopniach Celsjusza"."""
    few, behind = forms[1].partition(" ")[0], forms[2].partition(" ")[2]
    if few in ("euro", "peso"):
        return few
    if few == "złote":
        return "złotych"
    located = re.sub("[yiea]$", "", few)
    located += "iach" if few.endswith("i") and few[-2:-1] not in ("k", "g") else "ach"
    return f"{located} {behind}".strip()


_AT = re.compile(r"(?i)\b(w|we|przy|po|o|na)\s(?:\d+\s[^\W\d]+ach(?:,|\s(?:i|oraz|lub|albo))\s)*$")
_LASTS = re.compile(r"(?:h|godz|min|s|sek|mies|tyg|lat)\b")
_FAR = re.compile(r"(?:k?m|cm|mm|%|°)")
_NO_PLURAL = frozenset("dach gmach zamach zapach strach szach blach".split())


def locates(before: str, amount: str, after: str) -> bool:
    """Whether the words about an amount put it in the locative: "w 180 °C", "o 3 procentach".

    A span of time, "w 5 minut", and what something costs or differs by, "o 5%", stay as they are.
    """
    found = _AT.search(before)
    if not found or re.fullmatch(r"1(?:\D.*)?", amount):
        return False
    word, tail = found[1].lower(), re.sub(r"^[-+\d\s.,]+", "", amount)
    noun = re.match(r"\s(?:[^\W\d]+(?:ych|ich)\s)?([^\W\d]+)", after)
    if not tail and noun:
        low = noun[1].lower()
        return (low.endswith("ach") and low not in _NO_PLURAL) or word == "przy"
    if word in ("w", "we"):
        return (
            bool(tail) and not _LASTS.match(tail) and not re.match(r"zł|[:€$£/]|kr|PLN|EUR", tail)
        )
    if word == "po":
        return bool(_FAR.match(tail) or _LASTS.match(tail)) and not tail.startswith("°C/")
    return word == "przy"


_WITH_MEN = re.compile(
    r"(?:kolegą|mężczyzną|tatą|[iy]stą|ologą|owcą|poetą|kierowcą|sędzią|"
    r"kolegami|mężczyznami|tatami|[iy]stami|ologami|owcami|poetami|cami|[^k]ikami)$"
)
"""Men, and masculine things, in the instrumental plural."""


def gender(noun: str, number: int) -> str:
    """The gender a noun is counted in: one, by its singular; two, by its plural."""
    low = noun.lower()
    if low.endswith(("ami", "ą")) and not _WITH_MEN.search(low):
        # Whom one is with: "z dwiema osobami"; what is one ends in -ą where it is feminine.
        stem = low.removesuffix("ami")
        feminine = low.endswith("ą") or gender(stem + ("i" if stem[-1:] in "kg" else "y"), 2) == "f"
        return "f" if feminine else "m"
    if number % 10 == 1:
        if _MEN.fullmatch(low):
            return "m"
        if _SOFT.fullmatch(low):
            return "f"
    if (low.endswith("a") and number % 10 == 2) or low.endswith(("o", "ę", "um")):
        return "n"
    if low in _FEMININE:
        return "f"
    if _MASCULINE.search(low):
        return "m"
    feminine = low.endswith(("a", "ki", "gi", "iny", "yny", "cje", "sje", "zje", "ice", "yce",
                             "rnie", "ści"))  # fmt: skip
    return "f" if feminine else "n" if low.endswith("e") else "m"


_NEAR = r"na|przy|od|do|z|ze|u|koło|obok|w|we|po|o|ku|wzdłuż|naprzeciwko?|blisko|niedaleko|róg"
_BEHIND = "za|przed|nad|pod|między"
_ONTO = "przez|ponad"
_PLACES = {
    # By itself, of and at, with, through.
    "ul": ("ulica", "ulicy", "ulicą", "ulicę"),
    "al": ("aleja", "alei", "aleją", "aleję"),
    "pl": ("plac", "placu", "placem", "plac"),
    "os": ("osiedle", "osiedlu", "osiedlem", "osiedle"),
}


def place(short: str, before: str, following: str) -> str:
    """A street, avenue or square in the form that the words about it ask for: "na ulicy Leśnej"."""
    low, lead = short.lower(), re.search(r"(?i)(\w+)\s*$", before)
    word = lead[1].lower() if lead else ""
    alone, at, along, through = _PLACES[low]
    beside, behind = (re.fullmatch(words, word) for words in (_NEAR, _BEHIND))
    if low == "al" and following.endswith(("kie", "ie")):
        said = "aleje"
    elif low == "al" and following.endswith("ich"):
        said = "alejach" if word in ("w", "we", "na", "przy", "po", "o") else "alej"
    elif low in ("ul", "al") and following.endswith("ą"):
        said = along if behind else through
    elif low in ("ul", "al") and following.endswith("ej"):
        said = at
    elif low == "os" and word in ("od", "do", "z", "ze", "u", "koło", "obok"):
        said = "osiedla"
    elif beside:
        said = at
    elif behind:
        said = along
    else:
        said = through if re.fullmatch(_ONTO, word) else alone
    return said.capitalize() if short[0].isupper() else said


def floor(ordinal: str, before: str) -> str:
    """A floor by its rank: "drugie piętro", "na drugim piętrze"."""
    if re.search(r"(?i)\b(?:na|o|po|przy)\s*$", before):
        return f"{rank(ordinal, 'loc')} piętrze"
    if re.search(r"(?i)\b(?:do|od|z|ze)\s*$", before):
        return f"{rank(ordinal, 'gen')} piętra"
    return f"{rank(ordinal, 'n')} piętro"


NOT_COUNTED = (
    r"\s*(?:[.,;!?…)](?!\d)|$)|\s(?:rano|wieczorem|po południu|w|we|na|i|przy|u|codziennie|dziś|"
    r"jutro|pod|spotkajmy|przed|czekamy|zapraszamy|od|bez)(?!\w)"
)
"""What follows a Polish figure that counts nothing."""

ROSE = re.compile(
    r"(?i)\b(?:wzr[oó]s\w*|spad\w*|mniej\w*|więcej|wyżs\w*|niżs\w*|taniej|drożej|szybciej|wolniej|"
    r"większ\w*|zwiększ\w*|zmniejsz\w*|podnie\w*|obniż\w*|mówi\w*|chodzi|młods\w*|stars\w*)\b[^.!?]*$"
)
OPEN = re.compile(
    r"(?i)otwar|czynn|pracuj|codzien|godzin|poniedzi|wtor|środ|czwart|piąt|sobot|niedziel|"
    r"zaprasza|przyjmuj|dostaw|dzwoń|dyżur"
)


WEEK = re.compile(r"(?i)(?:\b(?:pon|pn|wt|śr|czw|cz|pt|sob|sb|niedz|nd|ndz)\.?|poniedział\w+|"
                   r"wtor\w+|środ\w+|czwart\w+|piąt\w+|sobot\w+|niedziel\w+):?\s$")  # fmt: skip
