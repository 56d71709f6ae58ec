"""Ranks written with a stop, a ring or Roman figures: "1. Platz", "il 1° posto", "Louis XIV"."""

import re
from collections.abc import Callable, Iterator

from . import polish
from .tongues import Tongue, tongue_of

Say = Callable[[re.Match[str], Tongue], str | None]

_LEFT, _RIGHT = r"(?<![\w.,/-])", r"(?!\w)"
_NEUTER = frozenset(
    "Jahrhundert Jahr Mal Kind Spiel Semester Quartal Viertel Obergeschoss Geschoss Stockwerk "
    "Kapitel Halbjahr Treffen Konzert Lebensjahr Jahrzehnt Jahrtausend Mitglied Haus Glas Stück "
    "Paar Produkt Buch Album Training Modul Tor Training Zimmer Bier Brot Pfund Dutzend Geschäft "
    "Fest Festival Schuljahr Zeichen OG UG DG ZG Jh".split()
)
_FEMININE = frozenset("Wahl Nacht Hand Bahn Person Saison Stadt Auswahl Million Fahrt Mark".split())
_RANKED = frozenset(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Advent "
    "Klasse Wahl Auflage Etage Runde Woche Stunde Minute Stufe Reihe Liga Folge Staffel Ausgabe "
    "Person Hälfte Generation Zeile Seite Saison Stelle Mannschaft Hilfe Nacht Platz Stock Rang "
    "Geburtstag Tag Monat Preis Gang Teil Schritt Versuch Sieger Besuch Jahrestag Weltkrieg Termin "
    "Bezirk Tage Plätze Preise Schritte Stufen Klassen Kundin Kunde Mitglied Gast Besucher Nutzer "
    "Auftrag Kurs Semester OG UG DG ZG Obergeschoss Untergeschoss Dachgeschoss Jh".split()
) | (_NEUTER - {"Bier", "Brot", "Pfund", "Glas", "Stück", "Paar", "Kind", "Buch", "Haus"})
"""What German ranks: before these a figure with a stop is a rank and ends no sentence."""

_WEAK = re.compile(
    r"(?i)\b(?:am|vom|zum|zur|im|beim|ab|den|dem|des|seit|(?:dies|jed|jen)e[nm]|"
    r"(?:k?ein|[msd]ein|ihr|unser|euer|eur)e[nmrs])$"
)
_STRONG_E = re.compile(r"(?i)\b(?:der|die|das|ins|fürs|ums|(?:dies|jed|jen)e[rs]?|"
                       r"(?:k?ein|[msd]ein|ihr|unser|eur)e)$")  # fmt: skip
_BARE = re.compile(r"(?i)\b(?:k?ein|[msd]ein|ihr|unser|euer)$")
_DATIVE = re.compile(r"(?i)\b(?:mit|in|aus|von|nach|bei|zu)$")
_ACCUSATIVE = re.compile(r"(?i)\b(auf|für|ohne|um|gegen|durch|per|pro|je)$")
_PLACES = frozenset("Platz Rang Stelle Etage Stock Stufe Position Reihe Seite Plätze".split())
"""Where somebody stands: "auf zweitem Platz", and "auf zweites Paar"."""
_STARTS = frozenset(
    "Danach Dann Der Die Das Den Dem Ein Eine Wir Er Sie Es Ich Ihr Du Und Aber Oder Heute Jetzt "
    "Hier Dort Da So Nun Auch Nur Noch Schon Wer Was Wie Wo Wenn Weil Mit Ohne In Im Am An Auf Bei "
    "Von Vor Nach Zu Zum Zur Alle Alles Jeder Jede Jedes Kein Keine Mehr Bitte Bald Später".split()
)
"""What begins the next sentence: the figure before it is no rank."""
_DATIVE_DER = re.compile(r"(?i)\b(?:in|mit|von|aus|nach|bei|zu|seit|ab|auf|an|vor|während)\s+der$")

_RULERS = (
    "Ludwig Louis Luis Luigi Luís Lodewijk Ludwik Heinrich Henry Henri Enrique Enrico Henrique "
    "Hendrik Henryk Friedrich Frederick Frédéric Federico Frederik Fryderyk Wilhelm William Willem "
    "Guillaume Guillermo Guglielmo Karl Charles Carlos Carlo Karel Karol Felipe Philipp Philip "
    "Philippe Filippo Filipe Filip Alfonso Afonso Juan Johannes John Jean Giovanni João Jan Paul "
    "Pablo Paolo Paulo Paweł Benedikt Benedict Benoît Benedicto Benedetto Bento Leo León Leone "
    "Leão Pius Pie Pío Pio Gregor Gregory Elisabeth Elizabeth Élisabeth Isabel Elisabetta Isabella "
    "Katharina Catherine Catalina Caterina Catarina Margrethe Gustav Gustaf Oscar Harald Georg "
    "George Jorge Giorgio Edward Eduard Édouard Eduardo Richard Ricardo Riccardo James Jacques "
    "Nikolaus Nicholas Nicolas Nicolás Nicola Alexander Alexandre Alejandro Alessandro Napoleon "
    "Napoléon Napoleón Napoleone Otto Pedro Peter Pierre Pietro Fernando Ferdinand Ferdinando "
    "Vittorio Umberto Manuel Emanuele Christian Kristian Zygmunt Stanisław Władysław Kazimierz "
    "August Bolesław Mieszko Franz François Francisco Francesco Albert Baudouin Leopold Maria Mary "
    "Maximilian Ramses Miguel Aleksander Mikołaj"
)
_ROMAN = r"(?=[IVX])(?P<roman>X{0,3}(?:IX|IV|V?I{0,3}))"
_RULED = {"de": "der die", "en": "the the", "nl": "de de", "sv": "den den"}


def rank_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns of ranks that are said otherwise than the same figures alone."""
    if code == "de":
        yield (
            (
                r"(?<![\w.,/-])(?P<n>\d{1,3}(?:\.\d{3})*)\.(?:\s?(?P<joint>[-–—/]|bis|und|oder|u\.)\s?"
                r"(?P<high>\d{1,3})\.)?(?=\s(?P<noun>[^\W\d_]+))"
            ),
            _german,
        )
        yield (
            _LEFT
            + r"(?P<n>\d{1,3})-?(?P<what>(?:mal|fach|jährig|tägig|stündig|köpfig|teilig|seitig|"
            r"stufig|wöchig|monatig|stellig|stöckig|prozentig|minütig|gängig|türig)(?!\w{4})\w*)",
            lambda m, t: ("ein" if m["n"] == "1" else t.cardinal(int(m["n"]))) + m["what"],
        )
        yield (
            _LEFT + r"(?P<n>\d{1,4})er(?=[\s,.!?-]|$)",
            lambda m, t: (t.year if len(m["n"]) == 4 else t.cardinal)(int(m["n"])) + "er",
        )
        yield (
            r"(?<!\d\s)" + _LEFT + r"(?:½|1/2)\s(?P<noun>[A-ZÄÖÜ][^\W\d_]{2,})",
            lambda m, t: german_half(m["noun"], m.string[: m.start()], t),
        )
    if code == "pl":
        yield (
            r"(?<![\w.,/-])(?P<n>\d{1,3})\.(?=\s(?P<noun>[a-ząćęłńóśźż]+))",
            _polish,
        )
    if code in ("it", "es", "pt"):
        tongue = tongue_of(code)
        months = "|".join(tongue.short_months) if tongue else ""
        yield (
            rf"(?<![\w.,/-])(?P<n>\d{{1,3}})°(?=\s(?!(?:{months})\.)"
            r"(?!(?:nord|sud|est|ovest|norte|sur|sul|all|fuori|con|com|"
            r"gradi|grados|graus|celsius|al|para|por|per|in|en)\b)[a-zà-ú]{3,})",
            lambda m, t: _short_first(t.ordinal(int(m["n"])), t) if int(m["n"]) else None,
        )
    if code == "es":
        yield (
            _LEFT + r"(?P<n>[13])\.?er" + _RIGHT,
            lambda m, t: "primer" if m["n"] == "1" else "tercer",
        )
        yield (
            _LEFT + r"(?P<n>\d{1,2})(?P<end>[dtrmnv]?[oa])" + _RIGHT,
            lambda m, t: t.ordinal(int(m["n"]))[:-1] + m["end"][-1],
        )
    if code != "ja":
        yield from _roman_rules(code)


def _short_first(said: str, tongue: Tongue) -> str:
    short = {"primero": "primer", "tercero": "tercer"}
    return short.get(said, said) if tongue.code == "es" else said


def _gender(noun: str, tongue: Tongue) -> str:
    if noun in _NEUTER or re.search("(?:jahr|spiel|geschoss|mal|chen|hundert)$", noun):
        return "n"
    return "f" if noun in _FEMININE else tongue.gender_of(noun)


def _german_ending(noun: str, before: str, tongue: Tongue) -> str | None:
    """What a German adjective ends in behind its -e; None: nothing shows that it is one."""
    gender = _gender(noun, tongue)
    if _WEAK.search(before) or (_DATIVE_DER.search(before) and gender == "f"):
        return "n"
    if _STRONG_E.search(before):
        return "n" if re.search(r"(?i)\bder$", before) and gender == "f" else ""
    strong = {"m": "r", "n": "s", "f": ""}[gender or "m"]
    if _BARE.search(before):
        return strong
    on = _ACCUSATIVE.search(before)
    if on and noun in _STARTS:
        return None
    if on and not (on[1].lower() == "auf" and noun in _PLACES):
        return {"m": "n", "n": "s", "f": ""}[gender or "m"]
    if noun not in _RANKED:
        return None
    if on:
        return "r" if gender == "f" else "m"
    if _DATIVE.search(before):
        return "r" if gender == "f" else "m"
    return strong


def _german(match: re.Match[str], tongue: Tongue) -> str | None:
    before = match.string[: match.start()].rstrip()
    noun = match["noun"]
    month = noun in tongue.months or noun in tongue.short_months
    if noun in ("bis", "und", "oder"):
        behind = re.match(r"\s\w+\s(?:zum\s)?\d{1,3}\.\s(\w+)", match.string[match.end() :])
        noun = behind[1] if behind else noun
    ending = _german_ending(noun, before, tongue)
    number = int(match["n"].replace(".", ""))
    if ending is None or not number:
        return None
    if match["high"] is None:
        # A day of a month is a date, and read with its year.
        return None if month else tongue.ordinal(number) + ending
    joint = {"und": "und", "u.": "und", "/": "und", "oder": "oder"}.get(match["joint"], "bis")
    first, last = (tongue.ordinal(n) + ending for n in (number, int(match["high"])))
    return f"{first} {joint} {last}"


def german_half(noun: str, before: str, tongue: Tongue) -> str:
    """Half of what a German noun names, by its gender and the words before: "halber Liter"."""
    before = before.rstrip()
    gender = _gender(noun, tongue) or "m"
    if _WEAK.search(before):
        ending = "en"
    elif _STRONG_E.search(before):
        ending = "e"
    else:
        ending = {"m": "er", "n": "es", "f": "e"}[gender]
    return f"halb{ending} {noun}"


def _polish(match: re.Match[str], tongue: Tongue) -> str:
    noun, before = match["noun"], match.string[: match.start()].rstrip()
    behind = re.match(r"\s(?:i|do|oraz|lub)\s\d{1,3}\.\s(\w+)", match.string[match.end() :])
    noun = behind[1] if behind else noun
    form = "gen" if noun in tongue.months else polish.rank_form(noun, before)
    return polish.rank(tongue.ordinal(int(match["n"])), form)


def value(roman: str) -> int:
    """What Roman figures up to XXXIX stand for."""
    sizes = {"I": 1, "V": 5, "X": 10}
    values = [sizes[c] for c in roman]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))


def _roman_rules(code: str) -> Iterator[tuple[str, Say]]:
    if code == "fr":
        yield rf"(?<!\w){_ROMAN}(?:e|ème)?\ss\.(?<=[IVXe]\ss\.)", _french_century
        yield (
            rf"(?<!\w)(?:s\.\s){_ROMAN}(?!\w)(?<=[IVX])",
            lambda m, t: f"{t.ordinal(value(m['roman']))} siècle",
        )
        yield rf"(?<!\w){_ROMAN}(?=\ssiècles?(?!\w))", lambda m, t: t.ordinal(value(m["roman"]))
    if code == "fr":
        yield (
            rf"(?<!\w){_ROMAN}(?P<mark>ère|re|er|e|ème)(?!\w)",
            lambda m, t: (
                ("première" if "r" in m["mark"] and m["mark"] != "er" else "premier")
                if m["roman"] == "I"
                else t.ordinal(value(m["roman"]))
            ),
        )
    if code in ("es", "pt", "it"):
        word = {"es": "siglos?", "pt": "séculos?", "it": "secol[oi]"}[code]
        short = {"es": r"ss?\.", "pt": r"(?:sécs?|s)\.", "it": r"(?:secc?|s)\."}[code]
        last = _ROMAN.replace("<roman>", "<last>")
        yield (
            rf"(?<!\w)(?P<word>{word}\s|[Ss]?{short}\s?){_ROMAN}(?!\w)(?<=[IVX])"
            rf"(?:(?P<joint>\s?[-–/]\s?|\s(?:y|e|al?|ao|o|ou)\s){last}(?!\w)(?<=[IVX]))?",
            _century,
        )
        if code == "it":
            yield (
                rf"(?<!\w){_ROMAN}\ssec\.(?<=[IVX]\ssec\.)",
                lambda m, t: t.ordinal(value(m["roman"])) + " secolo" + _stop(m),
            )
    if code in ("en", "nl", "sv"):
        word = {"en": "centur(?:y|ies)", "nl": "eeuw(?:en)?", "sv": "seklet"}[code]
        ending = {"en": "(?:st|nd|rd|th)?", "nl": "(?:e|de|ste)?", "sv": "(?::[ea])?"}[code]
        yield (
            rf"(?<!\w){_ROMAN}{ending}(?=\s{word}(?!\w))",
            lambda m, t: t.ordinal(value(m["roman"])),
        )
    if code in ("it", "pl"):
        yield rf"(?<!\w){_ROMAN}(?=\s(?P<noun>secolo|wieku?)(?!\w))", _century_before
    if code == "pl":
        yield (
            rf"(?<!\w){_ROMAN}(?=(?:\s(?:i|lub|oraz|do)\s|\s?[-–]\s?)[IVX]+\s(?:w\.|wieku))",
            lambda m, t: polish.rank(
                t.ordinal(value(m["roman"])),
                "loc" if re.search(r"(?i)\bw\s$", m.string[: m.start()]) else "gen",
            ),
        )
        yield rf"(?<!\w){_ROMAN}\sw\.(?<=[IVX]\sw\.)", _short_century
    rulers = _RULERS.replace(" ", "|")
    closed = r"(?:\.(?=\s|$))?" if code == "de" else ""
    pronoun = r"(?!I(?!\w))" if code == "en" else ""
    yield rf"(?<!\w)(?P<name>{rulers})\s{pronoun}{_ROMAN}(?!\w){closed}", _ruler
    yield (
        rf"(?<!\w)(?P<what>(?:{_NUMBERED[code]})\.?)\s{_ROMAN}(?!\w)(?<=[IVX])",
        lambda m, t: f"{_in_full(m['what'], t)} {t.cardinal(value(m['roman']))}",
    )
    yield (
        rf"(?<=[^\W\d_]\s){_ROMAN}(?!\w)(?<=[IVX]{{2}})",
        lambda m, t: t.cardinal(value(m["roman"])) if _titled(m) else None,
    )


_NUMBERED = {
    "en": "(?i:vol|volume|chapter|ch|part|pt|act|book|class|type|phase|stage|step|section|grade|"
    "level|unit|appendix|fig|mark|mk)",
    "de": "Bd|Band|Kap|Kapitel|Teil|Klasse|Typ|Phase|Stufe|Abschnitt|Akt|Buch|Abt|Art|Artikel",
    "fr": "(?i:vol|volume|t|tome|chap|chapitre|partie|acte|livre|classe|type|phase|niveau|art)",
    "es": "(?i:vol|volumen|tomo|t|cap|capítulo|parte|acto|libro|clase|tipo|fase|nivel|art)",
    "it": "(?i:vol|volume|tomo|cap|capitolo|parte|atto|libro|classe|tipo|fase|livello|art)",
    "pt": "(?i:vol|volume|tomo|cap|capítulo|parte|ato|livro|classe|tipo|fase|nível|art)",
    "nl": "(?i:vol|volume|dl|deel|hfst|hoofdstuk|akte|boek|klasse|type|fase|niveau|art)",
    "sv": "(?i:vol|volym|del|kap|kapitel|akt|bok|klass|typ|fas|steg|nivå|art)",
    "pl": "(?i:t|tom|rozdz|rozdział|cz|część|akt|księga|klasa|typ|faza|etap|poziom|art)",
}
"""What Roman figures number, whole or short, for a pattern."""


def _in_full(what: str, tongue: Tongue) -> str:
    """What is numbered, its short form in full and as it stood: "Vol." is "Volume"."""
    if not what.endswith("."):
        return what
    english = {"vol.": "volume", "ch.": "chapter", "pt.": "part", "fig.": "figure", "mk.": "mark"}
    full = english.get(what.lower()) if tongue.code == "en" else tongue.short.get(what)
    full = full or tongue.short.get(what.lower()) or what
    return full


def _stop(match: re.Match[str]) -> str:
    """The stop of a short form where it ends the line."""
    return "" if match.string[match.end() :].strip() else "."


def _french_century(match: re.Match[str], tongue: Tongue) -> str:
    return f"{tongue.ordinal(value(match['roman']))} siècle{_stop(match)}"


def _titled(match: re.Match[str]) -> bool:
    """Whether a capital word, or one of a part, stands before: "Part II" and no "via IV"."""
    before = re.search(r"(\w+)\s$", match.string[: match.start()])
    return before is not None and before[1][0].isupper() and not before[1].isupper()


_EARLIER = r"(?:\s[IVX]+\s(?:i|lub|oraz))?"
"""The century before, as in "w XV i XVI wieku"."""


def _century(match: re.Match[str], tongue: Tongue) -> str:
    """A century behind its noun, or its short form: "siglo XXI", "sec. XIX"."""
    number, word = value(match["roman"]), match["word"].strip()
    if word.endswith("."):
        many = word.lower() in ("ss.", "sécs.", "secc.")
        one = {"es": "siglo", "pt": "século", "it": "secol"}[tongue.code]
        word = one + ("s" * many if tongue.code != "it" else "i" if many else "o")
    said = f"{word} {_nth(number, tongue)}"
    if not match["joint"]:
        return said
    joint = match["joint"].strip(" -–/") or tongue.word("to")
    return f"{said} {joint} {_nth(value(match['last']), tongue)}"


def _nth(number: int, tongue: Tongue) -> str:
    ranked = tongue.code == "it" or number <= 10
    return tongue.ordinal(number) if ranked else tongue.cardinal(number)


def _century_before(match: re.Match[str], tongue: Tongue) -> str:
    number = value(match["roman"])
    if tongue.code == "pl":
        wiek = match["noun"] == "wiek"
        before = match.string[: match.start()].rstrip()
        located = re.search(rf"(?i)\bw{_EARLIER}$", before)
        return polish.rank(tongue.ordinal(number), "m" if wiek else "loc" if located else "gen")
    return tongue.ordinal(number)


def _short_century(match: re.Match[str], tongue: Tongue) -> str | None:
    """A Polish century with its noun cut short: "W XX w.", "od XIX w."."""
    if not (number := value(match["roman"])):
        return None
    before, after = match.string[: match.start()].rstrip(), match.string[match.end() :]
    form, noun = "m", "wiek"
    if re.search(rf"(?i)\bwe?{_EARLIER}$", before):
        form, noun = "loc", "wieku"
    elif before:
        of = (
            r"i|lub|oraz|[-–]|od|do|z|ze|około|połowy|początku|początków|końca|schyłku|lat|"
            r"ćwierci|dekadzie|sprzed"
        )
        form, noun = ("gen", "wieku") if re.search(rf"(?i)\b(?:{of})$", before) else (form, noun)
    stop = "" if after.strip() else "."
    return f"{polish.rank(tongue.ordinal(number), form)} {noun}{stop}"


def _ruler(match: re.Match[str], tongue: Tongue) -> str:
    name, number, code = match["name"], value(match["roman"]), tongue.code
    woman = name.endswith(("sabel", "beth", "Catherine", "Mary", "grethe")) or (
        name.endswith("a") and name != "Nicola"
    )
    said = tongue.ordinal(number)
    if (code in ("es", "pt") and number > 10) or (code == "fr" and number > 1):
        said = tongue.cardinal(number)
    elif woman and said.endswith(("o", "y", "i")):
        said = polish.rank(said, "f") if code == "pl" else said[:-1] + "a"
    elif woman and code == "fr":
        said = "première"
    if code in _RULED:
        article = _RULED[code].split()[woman]
        if code == "de":
            said = said.capitalize()
            before = match.string[: match.start()]
            if re.search(r"(?i)\b(?:von|mit|unter|bei|zu|seit|an)\s(?:König\s|Kaiser\s)?$", before):
                article, said = ("der" if woman else "dem"), said + "n"
        said = f"{article} {said}"
    stop = "." if match[0].endswith(".") and match.end() == len(match.string) else ""
    return f"{name} {said}{stop}"
