"""Which gender a noun is counted in, by lists of common nouns and by endings."""

import re

from . import polish

_MASCULINE = re.compile(
    r"(?:d[ií]as?|mapas?|problemas?|sistemas?|programas?|temas?|idiomas?|climas?|planetas?|"
    r"(?:quilo|mili)?gramas?|cinemas?|poemas?|esquemas?|sof[aá]s?|panorami|papas?)"
)
_FEMININE = re.compile(
    r"(?:noches?|clases?|veces|partes?|llaves?|calles?|tardes?|mujer(?:es)?|flor(?:es)?|luces|"
    r"im[aá]genes|manos?|redes?|leches?|vezes|noites?|mulher(?:es)?|m[aã]os?|viagens|paisagens|"
    r"imagens|ordens|opç(?:ão|ões)|\w+(?:ções|ções|sões)|flores|not[te]e|classe|chiave|nave|"
    r"persone|ore|volte|notti|mani|gente|sedes?|fuentes?|sesi(?:ón|ones)|\w*[cs]iones|\w*gens?)"
)
_NEUTER_SWEDISH = re.compile(
    r"(?:hus|barn|år|bord|äpplen?|ägg|bröd|glas|kök|rum|paket|pris|kilo|par|dygn|hem|land|liv|"
    r"ljus|namn|ord|papper|program|spel|stycken?|tåg|tips|träd|varv|vatten|kort|brev|besök|försök|"
    r"företag|projekt|meddelanden?|erbjudanden?|exemplar|nummer|problem|resultat|system|team|test|"
    r"foton?|kontor|konton?|kvarter|lager|lån|mål|möten?|recept|steg|svar|ställen?|tal|tecken|"
    r"tillfällen?|universitet|val|äventyr|ögon|öga|öra|hjärtan?|bolag|djur|val|köp|fönster|golv|"
    r"tak|badrum|block|blad|band|bidrag|bad|ben|berg|fat|hål|hjul|kapitel|kilogram|gram|ton|pund|"
    r"lopp|läger|lås|museum|nät|plagg|poäng|rör|schema|segel|skåp|skepp|slag|streck|stopp|ämne)"
)
_NO_NOUN = frozenset(
    "är och eller i på till med för som kan har ska vid från gäller visar blir var kommer".split()
)


def gender(code: str, noun: str, number: int) -> str:
    """m, f or n as `noun` is counted with a number in a language; "" where nothing tells."""
    low = noun.lower()
    if code in ("es", "pt", "it"):
        if _MASCULINE.fullmatch(low):
            return "m"
        feminine = re.search("(?:as?|ción|ciones|dad|dade|dades)$", low)
        return "f" if feminine or _FEMININE.fullmatch(low) else "m"
    if code == "de":
        return "f" if re.search("(?:[^i]e|ung|heit|keit|schaft|tion)$", low) else "m"
    if code == "fr":
        return "f" if re.search("(?:tion|té|ée|esse|ette|ille|onne|aine|ine)s?$", low) else ""
    if code == "sv" and low not in _NO_NOUN:
        # A compound has the gender of its last part: "klassrum" that of "rum".
        return "n" if re.search(rf"(?:{_NEUTER_SWEDISH.pattern})$", low) else "f"
    return polish.gender(low, number) if code == "pl" else ""
