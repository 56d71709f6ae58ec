"""The words by which scripts mark what is seen, said and shown, in the ten languages of films."""

import re
import unicodedata
from fractions import Fraction
from typing import Literal

Part = Literal["seen", "said", "shown", "camera", "seconds", "other"]
"""What a line, a column or a character's name is about; other: music and noises."""

_NAMES: dict[Part, str] = {
    "said": (
        "vo|v.o|v/o|o.s|o.c|voiceover|voice-over|voice over|voice|narration|narrator|narrated|off|"
        "speaker|announcer|anncr|spoken|words|audio|sound|"
        "sprecher|sprecherin|sprechertext|sprechtext|off-sprecher|off-stimme|off-text|stimme|"
        "erzähler|erzählerin|kommentar|ton|gesprochen|"
        "voix off|voix-off|voix|narrateur|narratrice|commentaire|texte dit|son|"
        "voz en off|voz|locución|locutor|locutora|narrador|narradora|narración|sonido|"
        "voce fuori campo|voce off|fuori campo|vfc|voce|narratore|narratrice|narrazione|suono|"
        "locução|locutor|locutora|narração|voz off|voz em off|som|"
        "verteller|vertelstem|commentaar|commentaarstem|stem|geluid|gesproken|"
        "berättare|berättarröst|speakertext|röst|ljud|"
        "lektor|lektorka|narratorka|narracja|głos|głos z offu|z offu|dźwięk|"
        "ナレーション|ナレーター|ナレ|ナレーター(声)|語り|声|音声|na|n"
    ),
    "seen": (
        "picture|pictures|visual|visuals|video|image|images|we see|shot|scene|action|vision|"
        "bild|bilder|bildinhalt|visuell|szene|einstellung|handlung|wir sehen|"
        "visuel|visuels|plan|scène|à l’image|à l'image|"
        "imagen|imágenes|vídeo|escena|plano|acción|"
        "immagine|immagini|visivo|scena|inquadratura|azione|"
        "imagem|imagens|cena|ação|"
        "beeld|beelden|scène|actie|"
        "scen|vi ser|obraz|wideo|scena|ujęcie|akcja|"
        "映像|画|絵|画面|画像|ビデオ|シーン|カット|内容"
    ),
    "shown": (
        "super|supers|text|on-screen text|on screen text|on screen|onscreen|title|titles|graphic|"
        "graphics|caption|gfx|cta|"
        "einblendung|texteinblendung|bauchbinde|schrift|titel|insert|grafik|"
        "texte|texte à l’écran|texte à l'écran|à l’écran|à l'écran|titre|incrustation|carton|"
        "texto|texto en pantalla|en pantalla|rótulo|título|sobreimpresión|"
        "testo|testo a schermo|scritta|titolo|in sovrimpressione|sovrimpressione|"
        "texto na tela|texto no ecrã|na tela|no ecrã|legenda|lettering|"
        "tekst|tekst in beeld|in beeld|titel|"
        "text i bild|i bild|skylt|"
        "napis|tekst na ekranie|na ekranie|tytuł|plansza|"
        "テロップ|字幕|スーパー|テキスト|文字|タイトル"
    ),
    "camera": "camera|move|kamera|caméra|cámara|câmera|câmara|camerabeweging|ruch kamery|カメラ",
    "seconds": (
        "duration|time|timing|seconds|secs|sec|length|tc|dauer|länge|zeit|sekunden|durée|temps|"
        "secondes|duración|tiempo|segundos|durata|tempo|secondi|duração|duur|tijd|lengte|seconden|"
        "längd|tid|sekunder|czas|długość|sekundy|秒|秒数|時間|尺"
    ),
    "other": (
        "music|sfx|fx|sound effect|sound effects|atmo|jingle|musik|geräusch|geräusche|musique|"
        "bruitage|música|efectos|musica|effetti|efeitos|muziek|geluidseffect|ljudeffekt|muzyka|"
        "efekty|音楽|効果音|bgm|se|note|notes|comment|notiz|remarque|nota|notitie|anteckning|uwaga|"
        "備考|client|agency|brand|product|date|version|#|no|no.|nr|nr.|番号"
    ),
}


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" .:*_")


_PARTS: dict[str, Part] = {
    _folded(name): part for part, names in _NAMES.items() for name in names.split("|")
}
_LABEL = re.compile(r"^\s*([^\s:：][^:：\n]{0,39}?)\s*[:：]\s*(.*)$", re.S)
_ASIDE = re.compile(r"[(（［\[][^)）］\]]*[)）］\]]")
_NUMBERED = re.compile(r"\s*#?\d+$")


def part_of(name: str) -> Part | None:
    """What a label, a column's head or a character's name is about; None for another word.

    "VO (warm)", "Speaker 2", "Picture / Visual" and "Bild & Text" are read by their first word.
    """
    plain = _ASIDE.sub("", name)
    for text in (plain, re.split(r"[/|&+,]|\s-\s", plain)[0]):
        whole = _folded(text)
        if found := _PARTS.get(whole) or _PARTS.get(_folded(_NUMBERED.sub("", whole))):
            return found
    return None


def labelled(line: str) -> tuple[Part, str] | None:
    """A line's part and what stands after its label; None for a line without one."""
    found = _LABEL.match(line)
    part = part_of(found[1]) if found else None
    return (part, found[2].strip()) if found and part else None


_RANGE = re.compile(
    r"(\d{1,2}):(\d{2})(?:[.,](\d+))?\s*(?:-|–|—|to|bis|à|a|〜|~)\s*(\d{1,2}):(\d{2})(?:[.,](\d+))?"
)
_SPAN = re.compile(
    r"(\d{1,3}(?:[.,]\d+)?)\s*(?:-|–|—|〜|~)\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:s|sec|sek)\b", re.I
)
_LONG = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:s|sec|secs|second|seconds|sek|sekunde|sekunden|sekunder|"
    r"sekund|sekundy|seg|segundo|segundos|seconde|secondes|secondi|secondo|seconden|秒|″|”|\")"
    r"(?![^\W\d_])\.?",
    re.I,
)


_BARE = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,3})?)\s*")


def seconds_in(text: str, *, bare: bool = False) -> tuple[Fraction | None, str]:
    """The seconds that a text gives, and the text without them.

    "4 s", "3,5 Sek.", "0:04–0:08", "4秒"; bare: a number alone counts too.
    """
    found: Fraction | None = None
    if hit := _RANGE.search(text):
        a, b = (
            Fraction(int(m) * 60 + int(s)) + Fraction(f"0.{d}" if d else "0")
            for m, s, d in (hit.groups()[:3], hit.groups()[3:])
        )
        found = b - a if b > a else None
    elif hit := _SPAN.search(text):
        a, b = (Fraction(n.replace(",", ".")) for n in hit.groups())
        found = b - a if b > a else None
    elif hit := _LONG.search(text) or (_BARE.fullmatch(text) if bare else None):
        found = Fraction(hit[1].replace(",", "."))
    else:
        return None, text
    rest = f"{text[: hit.start()]} {text[hit.end() :]}"
    rest = re.sub(r"[(（\[]\s*[)）\]]", "", rest)
    return (found or None), " ".join(rest.split()).strip(" -–—,;:|·・")
