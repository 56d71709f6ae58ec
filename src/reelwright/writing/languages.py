"""Which of the ten languages a text is in, by its small words and its letters."""

import re
from collections import Counter

from .words import words

_SMALL = {
    "en": "the of is and you your do how what my i it are would have to in that for was with not "
    "this we they be on at by from but no never ever just who when where all there here out up "
    "so if or as has had his her our us them their its been can will some one more than",
    "de": "der die das ist und ich wie mir sind nicht ein eine mein sie für den dem des zu mit "
    "auf im von es wir ihr du er war auch noch nur nie dein deine wenn wo wer aber oder an am "
    "zum zur einen einem einer kein keine weit immer mehr hat haben wird bei nach aus über bis "
    "was so dich dir uns euch",
    "fr": "le la les est et vous je que des une mon pour pas quel votre un du de il elle nous on "
    "ce cette qui ne se au aux dans sur avec sans plus mais ou où jamais non ni tu ta ton tes "
    "son sa ses leur nos notre vos y en ça c'est il y a tout toute bien même encore",
    "es": "el los es y usted que mi una por con le su más qué cómo la las un al del de en no se "
    "lo te tu tus nunca pero o donde dónde cuando quien quién nos nuestro nuestra hay tampoco "
    "también muy sin sobre está son ya hasta para esto eso",
    "it": "il gli è e che mi una per non di lei quanto della come più lo la le un uno del dei "
    "delle al alla alle nel nella con su tu ti ci si sono ma o dove mai anche nemmeno quando chi "
    "tuo tua nostro nostra questo senza fino ogni tutto cosa",
    "pt": "o os é e você que me uma por não do da com mais quanto um as dos das no na nos nas ao "
    "à para se seu sua seus tu te mas ou onde quando quem nunca também nem isso este esta está "
    "são sem até muito já nosso nossa ele ela em de",
    "nl": "de het is en ik een van mijn niet hoe wat u uw voor zijn op te met dat die er je jij "
    "jouw we wij ze zij hij maar of ook nog nooit waar wie als aan bij naar uit over om tot geen "
    "dan heeft hebben wordt deze dit ons onze alle",
    "sv": "och är jag en det att min inte hur vad du för som med på av ett den de vi ni han hon "
    "men eller aldrig alltid var när vem till från om ut in din ditt dina vår vårt också heller "
    "bara här där har hade så kan ska utan mer än sig",
    "pl": "i jest w na nie się że jak mój do czy to mnie dla co z za od po o u ty twój twoja my "
    "wy on ona oni ale lub albo też także nigdy zawsze gdzie kiedy kto są był była być już tylko "
    "jeszcze bez przez nas was ich jego jej tak a tu tam",
}
_COUNTS = Counter(w for text in _SMALL.values() for w in set(text.split()))
_WORTH = {code: {w: 1 / _COUNTS[w] for w in text.split()} for code, text in _SMALL.items()}
_LETTERS = {
    "de": "äöüß", "fr": "çœàèêëîïôûù", "es": "ñ¿¡áíóú", "it": "èàòùì", "pt": "ãõçáâêó",
    "nl": "ĳë", "sv": "åäö", "pl": "łąęśżźćńó",
}  # fmt: skip
_SHARED = Counter(c for letters in _LETTERS.values() for c in letters)


def language_of(text: str, *, least: float = 3.0) -> str:
    """The language of a text of several sentences; "" where its small words say little.

    A word or a letter of one language alone counts whole, one of several counts in part. least:
    what a language's words have to come to.
    """
    if re.search("[\u3040-\u30ff]", text):
        return "ja"
    said = words(text.lower())
    counts = {code: sum(worth.get(w, 0) for w in said) for code, worth in _WORTH.items()}
    for code, letters in _LETTERS.items():
        counts[code] += sum(0.5 / _SHARED[c] for w in said for c in set(w) if c in letters)
    best = max(counts, key=lambda code: (counts[code], code))
    rest = max(n for code, n in counts.items() if code != best)
    return best if counts[best] >= least and counts[best] > 1.3 * rest else ""
