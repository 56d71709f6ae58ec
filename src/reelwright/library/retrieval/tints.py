"""Colour words of a query against the colours of a picture: they break ties, and no more.

"A red car" among cars that are said of alike is the red one. What captions say counts far more, so
a colour never brings up a picture that does not show the thing, nor lifts one over the floor.
"""

import math
import re
from collections.abc import Sequence

from ...domain.colour import lab
from ...media.pictures.colour import RANGES

TINT = 0.03
"""What the right colour adds to a score, of 1."""

_WORDS = {
    "red": "red crimson scarlet rot rote roten rotes rouge rouges rojo roja rojos rojas rosso "
    "rossa rossi rosse vermelho vermelha vermelhos vermelhas rood rode röd röda rött czerwony "
    "czerwona czerwone 赤い 赤",
    "orange": "orange orangefarben naranja arancione laranja oranje orangea pomarańczowy "
    "pomarańczowa オレンジ",
    "yellow": "yellow golden gelb gelbe gelben gelbes jaune jaunes amarillo amarilla giallo "
    "gialla amarelo amarela geel gele gul gula gult żółty żółta żółte 黄色 黄色い",
    "green": "green grün grüne grünen grünes vert verte verts vertes verde verdes verdi groen "
    "groene grön gröna grönt zielony zielona zielone 緑 緑の",
    "turquoise": "turquoise teal cyan türkis turquesa turchese turkoois turkos turkusowy",
    "blue": "blue navy blau blaue blauen blaues bleu bleue bleus bleues azul azules azuis blu "
    "azzurro blauw blauwe blå blåa blått niebieski niebieska niebieskie 青い 青",
    "purple": "purple violet lila violett violette morado morada viola roxo roxa paars paarse "
    "fioletowy fioletowa 紫",
    "pink": "pink rosa rose rosado rosada roze różowy różowa ピンク",
    "brown": "brown braun braune braunen braunes brun brune marrón marrone marrom bruin bruine "
    "bruna brunt brązowy brązowa 茶色",
    "beige": "beige cream sand beżowy beżowa ベージュ",
    "black": "black schwarz schwarze schwarzen schwarzes noir noire noirs noires negro negra nero "
    "nera preto preta zwart zwarte svart svarta czarny czarna czarne 黒い 黒",
    "grey": "grey gray silver grau graue grauen graues gris grises grigio grigia cinza cinzento "
    "grijs grijze grå gråa grått szary szara szare 灰色",
    "white": "white weiß weiße weißen weißes blanc blanche blancs blanches blanco blanca bianco "
    "bianca branco branca wit witte vit vita vitt biały biała białe 白い 白",
}
_NAMED = {word: colour for colour, words in _WORDS.items() for word in words.split()}


def colours_in(query: str) -> tuple[str, ...]:
    """The colours that a query names, in the ten languages of films: "red", "blue"."""
    said = re.findall(r"[^\W\d_]+", query.lower())
    return tuple(dict.fromkeys(_NAMED[w] for w in said if w in _NAMED))


def tint_of(palette: Sequence[str], wanted: Sequence[str]) -> float:
    """How well a picture's colours ("#rrggbb", most of it first) hold those wanted, 0-1."""
    if not wanted or not palette:
        return 0.0
    found = [
        max((1 - 0.1 * n) * _likeness(colour, name) for n, colour in enumerate(palette[:5]))
        for name in wanted
    ]
    return round(sum(found) / len(found), 3)


def tinted(score: float, tint: float, floor: float) -> float:
    """A score with what the colour adds to it, which never carries it over the floor."""
    more = round(min(1.0, score + TINT * tint), 4)
    return more if score >= floor else min(more, max(score, round(floor - 0.001, 4)))


def _likeness(colour: str, name: str) -> float:
    """How much "#rrggbb" is a colour of RANGES, 0-1."""
    hue, width, low, high, least = RANGES[name]
    light, a, b = lab(colour)
    chroma = math.hypot(a, b)
    if not low <= light <= high:
        return 0.0
    if not least:
        # Black, grey and white are what has hardly any colour.
        return max(0.0, min(1.0, (16 - chroma) / 8))
    off = abs((math.degrees(math.atan2(b, a)) - hue + 180) % 360 - 180)
    return max(0.0, min(1.0, (chroma - 0.7 * least) / (0.5 * least), (1.25 * width - off) / 6))
