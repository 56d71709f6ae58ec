"""The words of scripts in the ten languages of films: labels, places, directions."""

from typing import Literal

Part = Literal[
    "seen", "said", "audio", "sound", "lips", "shown", "camera", "seconds", "noise", "other"
]  # fmt: skip
"""What a line, a column or a character's name is about.

audio: a voice where nothing else is told; sound: a voice as a column, a noise as a line; lips: who
speaks in the picture; noise: music, noises and pauses; other: what is about the script.
"""

VOICES = (
    "vo|v.o|v/o|mvo|fvo|narr|anncr|voiceover|voice-over|voice over|narration|narrator|narrated|"
    "announcer|off voice|off-voice|"
    "sprecher|sprecherin|sprechertext|sprechtext|off-sprecher|off-sprecherin|offsprecher|"
    "off-stimme|offstimme|off-text|offtext|off-kommentar|erzähler|erzählerin|erzählerstimme|"
    "stimme aus dem off|"
    "voix off|voix-off|voix hors champ|narrateur|narratrice|texte dit|"
    "voz en off|voz off|locución|locutor|locutora|narrador|narradora|narración|"
    "voce fuori campo|voce off|voce narrante|fuori campo|vfc|narratore|narratrice|narrazione|"
    "locução|narração|loc|loc off|loc. off|loc em off|voz em off|voz off|voz-off|"
    "verteller|vertelster|vertelstem|commentaarstem|voice-overtekst|"
    "berättare|berättarröst|speakertext|speakerröst|"
    "lektor|lektorka|narratorka|narracja|głos z offu|z offu|głos lektora|"
    "ナレーション|ナレーター|ナレ|語り手|ボイスオーバー"
)
"""Who is heard and not seen, also beside other words: "Narrator VO", "Anna VO"."""

NOTES = (
    "note|notes|production notes|director's notes|director’s notes|comment|comments|remark|"
    "remarks|references|"
    "notiz|notizen|anmerkung|anmerkungen|hinweis|hinweise|bemerkung|bemerkungen|kommentare|"
    "remarque|remarques|commentaires|observations|notes de production|"
    "nota|notas|anotaciones|observaciones|comentarios|"
    "appunti|osservazioni|commenti|note di produzione|note di regia|"
    "anotações|observações|comentários|"
    "notitie|notities|opmerking|opmerkingen|aantekeningen|toelichting|"
    "anteckning|anteckningar|anmärkning|anmärkningar|noter|kommentarer|"
    "uwaga|uwagi|notatka|notatki|komentarze|przypisy|"
    "備考|メモ|注|注記|注釈|注意|ノート|補足"
)
"""What is about the script, also before other words: "Notes for the director"."""

LABELS: dict[Part, str] = {
    "said": (
        f"{VOICES}|voice|off|o.s|o.c|spoken|speaker|"
        "stimme|kommentar|gesprochen|voix|commentaire|voz|voce|commentaar|stem|gesproken|röst|"
        "głos|語り|声|na|n|ナレーター(声)"
    ),
    "audio": "audio|áudio|words|audiospur|piste audio|音声|オーディオ",
    "sound": (
        "sound|ton|son|sonido|suono|som|geluid|ljud|dźwięk|サウンド|音|"
        "we hear|what we hear|you hear|heard|wir hören|was wir hören|man hört|zu hören|"
        "on entend|ce qu’on entend|ce qu'on entend|nous entendons|oímos|lo que oímos|"
        "escuchamos|lo que escuchamos|se oye|se escucha|lo que se oye|sentiamo|si sente|udiamo|"
        "quello che sentiamo|cosa sentiamo|ouvimos|o que ouvimos|ouve-se|"
        "we horen|wat we horen|je hoort|te horen|vi hör|vad vi hör|man hör|hörs|"
        "słyszymy|co słyszymy|słychać|聞こえる音|聞こえるもの"
    ),
    "lips": (
        "dialogue|dialog|dialogues|dialogs|on camera|on-camera|sync|line|lines|o-ton|im bild|"
        "diálogo|diálogos|dialogo|dialoghi|dialoog|dialogen|replik|repliker|dialogi|"
        "réplique|répliques|セリフ|台詞|会話"
    ),
    "seen": (
        "picture|pictures|visual|visuals|video|image|images|we see|what we see|you see|seen|"
        "shot|scene|action|vision|b-roll|footage|bild|bilder|bildinhalt|bildebene|visuell|"
        "szene|einstellung|handlung|wir sehen|was wir sehen|man sieht|zu sehen|visuel|visuels|"
        "vidéo|plan|scène|à l’image|à l'image|on voit|nous voyons|ce qu’on voit|ce qu'on voit|"
        "imagen|imágenes|vídeo|escena|plano|acción|vemos|lo que vemos|se ve|lo que se ve|"
        "immagine|immagini|visivo|scena|inquadratura|azione|vediamo|si vede|quello che vediamo|"
        "cosa vediamo|imagem|imagens|cena|ação|vemos|o que vemos|vê-se|beeld|beelden|scène|"
        "actie|we zien|wat we zien|je ziet|te zien|scen|vi ser|vad vi ser|man ser|syns|obraz|"
        "obrazy|wideo|scena|ujęcie|akcja|widzimy|co widzimy|widać|"
        "映像|画|絵|画面|画像|ビデオ|見えるもの|シーン|"
        "カット|内容"
    ),
    "shown": (
        "super|supers|text|on-screen text|on screen text|on-screen title|on screen|onscreen|"
        "on-screen|text on screen|text overlay|overlay|title|titles|title card|title-card|"
        "titlecard|end title|lower third|lower-third|lower thirds|chyron|graphic|graphics|caption|"
        "captions|subtitle|subtitles|headline|tagline|gfx|ost|cta|"
        "einblendung|einblender|texteinblendung|bauchbinde|schrift|schriftzug|schrifttafel|"
        "texttafel|titeltafel|titelkarte|titel|untertitel|insert|grafik|text im bild|"
        "bildschirmtext|schlagzeile|"
        "texte|texte à l’écran|texte à l'écran|texte écran|texte affiché|à l’écran|à l'écran|"
        "titre|titres|sous-titre|sous-titres|incrustation|carton|carton titre|bandeau|synthé|"
        "accroche|"
        "texto|texto en pantalla|en pantalla|rótulo|rótulos|título|títulos|subtítulo|subtítulos|"
        "sobreimpresión|sobreimpreso|faldón|cartela|tercio inferior|"
        "testo|testo a schermo|testo in sovrimpressione|scritta|titolo|sottotitolo|sottotitoli|"
        "in sovrimpressione|sovrimpressione|cartello|sottopancia|didascalia|grafica|"
        "texto na tela|texto no ecrã|gc|texto em tela|na tela|no ecrã|legenda|legendas|lettering|"
        "letreiro|terço inferior|rodapé|"
        "tekst|tekst in beeld|tekst op scherm|in beeld|beeldtekst|titelkaart|ondertitel|"
        "onderschrift|naambalk|"
        "text i bild|i bild|text på skärmen|bildtext|skylt|namnskylt|textskylt|titelkort|"
        "undertext|"
        "napis|napisy|tekst na ekranie|na ekranie|tytuł|plansza|plansza tytułowa|belka|"
        "podpis|grafika|"
        "テロップ|字幕|スーパー|テキスト|文字|画面文字|タイトル|タイトルカード|下部テロップ|"
        "ローワーサード|キャプション|見出し"
    ),
    "camera": "camera|move|kamera|caméra|cámara|câmera|câmara|camerabeweging|ruch kamery|カメラ",
    "seconds": (
        "duration|time|timing|timecode|seconds|secs|sec|length|tc|dauer|länge|zeit|sekunden|durée|"
        "temps|secondes|duración|tiempo|segundos|durata|tempo|secondi|duração|duur|tijd|lengte|"
        "seconden|längd|tid|sekunder|czas|długość|sekundy|秒|秒数|時間|尺"
    ),
    "noise": (
        "music|music cue|song|score|underscore|soundtrack|sfx|fx|sound effect|sound effects|"
        "sound fx|ambience|ambient|atmos|atmo|nats|nat sound|foley|jingle|pause|beat|silence|bgm|"
        "musik|musikbett|lied|geräusch|geräusche|soundeffekt|soundeffekte|toneffekt|toneffekte|"
        "effekt|effekte|stille|"
        "musique|fond sonore|chanson|bruitage|bruitages|bruit|bruits|effet sonore|effets sonores|"
        "ambiance|ambiance sonore|"
        "música|canción|efecto|efectos|efectos de sonido|efectos sonoros|efecto sonoro|ambiente|"
        "sonido ambiente|ruido|ruidos|pausa|silencio|"
        "musica|canzone|sottofondo|effetto|effetti|effetti sonori|effetto sonoro|rumore|rumori|"
        "silenzio|"
        "efeito|efeitos|efeitos sonoros|efeito sonoro|som ambiente|ruído|ruídos|trilha|"
        "trilha sonora|banda sonora|silêncio|"
        "muziek|geluidseffect|geluidseffecten|effect|effecten|achtergrondgeluid|"
        "omgevingsgeluid|liedje|pauze|stilte|"
        "ljudeffekt|ljudeffekter|effekter|bakgrundsljud|låt|paus|tystnad|"
        "muzyka|piosenka|podkład|podkład muzyczny|efekt|efekty|efekty dźwiękowe|"
        "efekt dźwiękowy|odgłosy|tło dźwiękowe|pauza|cisza|"
        "音楽|楽曲|曲|効果音|環境音|bgm|se|ジングル|間|ポーズ|無音"
    ),
    "other": (
        f"{NOTES}|"
        "client|agency|brand|product|date|version|kunde|marke|client|cliente|klant|kund|klient|"
        "クライアント|#|no|no.|nr|nr.|番号"
    ),
}

COUNTED = (
    "scene|shot|frame|panel|szene|bild|einstellung|scène|séquence|plan|escena|toma|plano|scena|"
    "inquadratura|cena|tomada|scen|tagning|ujęcie|beeld|shot|シーン|カット|場面"
)
"""What scenes are counted by: "Scene 3", "Szene 3"."""

SAYS = "says|said|speaks|sagt|spricht|dit|dice|diz|zegt|säger|mówi|dicho"

OFF = (
    r"v\.?\s?o\.?|o\.?\s?s\.?|o\.?\s?c\.?|off|voice[- ]?over|off[- ]screen|off[- ]camera|pre-?lap|"
    r"aus dem off|stimme|hors[- ]champ|voix off|voix|voz en off|en off|voz|fuera de campo|"
    r"voce off|voce|fuori campo|v?\.?f\.?\s?c\.?|em off|voz em off|fora de campo|"
    r"buiten beeld|stem|röst|berättarröst|z offu|poza kadrem|głos|lektor|"
    r"ナレーション|声|オフ|モノローグ|画面外|n"
)
"""How a character's name tells that it is heard and not seen, in brackets behind it."""

PLACES = (
    "INT|EXT|EST|I/E|INTERIOR|EXTERIOR|INNEN|AUSSEN|AUßEN|INTÉRIEUR|EXTÉRIEUR|INTERIEUR|"
    "EXTERIEUR|INTERNO|ESTERNO|BINNEN|BUITEN|INTERIÖR|EXTERIÖR|INOMHUS|UTOMHUS|INNE|UTE|"
    "WNĘTRZE|WNĘTRZA|WN|PLENER|PL|屋内|屋外|室内|室外"
)
"""How a heading of Fountain begins."""

CUTS = (
    "FADE|CUT|SMASH CUT|MATCH CUT|DISSOLVE|ABBLENDE|AUFBLENDE|SCHNITT|ÜBERBLENDUNG|FONDU|COUPE|"
    "FUNDIDO|CORTE|DISSOLVENZA|STACCO|TAGLIO|FUSÃO|OVERVLOEIER|INFADE|UITFADE|TONING|KLIPP|"
    "ŚCIEMNIENIE|ROZJAŚNIENIE|CIĘCIE|PRZENIKANIE|暗転|溶暗|溶明"
)
"""How one picture becomes the next: no picture of its own."""

PAGE = (
    "title|credit|author|authors|source|draft date|date|contact|copyright|notes|revision|format|"
    "language|client|agency|written by|"
    "titel|autor|autorin|autoren|verfasser|verfasserin|quelle|fassung|datum|kontakt|buch|kunde|"
    "titre|auteur|auteure|autrice|auteurs|scénario|crédit|date de version|contact|"
    "título|autora|autores|guion|guión|fecha|contacto|crédito|fuente|"
    "titolo|autore|autrice|autori|data|contatto|fonte|sceneggiatura|"
    "roteiro|argumento|contato|contacto|fonte|"
    "schrijver|bron|versie|klant|"
    "författare|källa|version|manus|kund|"
    "tytuł|autorka|autorzy|źródło|wersja|scenariusz|kontakt|klient|"
    "タイトル|題名|作者|著者|脚本|日付|連絡先|クライアント|原作"
)
"""Keys of Fountain's title page."""

TITLES = "title|titel|titre|título|titolo|tytuł|タイトル|題名"

DIRECTIONS = (
    "beat|pause|softly|quietly|gently|warm|warmly|whisper|whispers|whispering|whispered|laughs|"
    "laughing|laughter|smiles|smiling|slowly|sadly|happily|cheerful|cheerfully|calm|calmly|"
    "serious|seriously|excited|excitedly|loudly|sighs|sighing|cont'd|cont’d|continued|contd|"
    "leise|laut|ruhig|sanft|flüstert|flüsternd|lacht|lachend|lächelt|lächelnd|langsam|ernst|"
    "fröhlich|seufzt|weiter|forts|"
    "doucement|calme|calmement|chuchote|chuchotant|rit|riant|sourit|souriant|souriante|"
    "lentement|gravement|joyeux|joyeuse|temps|suite|bas|"
    "suave|suavemente|susurra|susurrando|ríe|riendo|sonríe|sonriendo|despacio|baja|alegre|"
    "tranquilo|tranquila|"
    "sottovoce|dolcemente|sussurra|sussurrando|ride|ridendo|sorride|sorridendo|lentamente|piano|"
    "calmo|calma|"
    "baixinho|baixo|sussurrando|ri|rindo|sorri|sorrindo|devagar|"
    "zacht|zachtjes|rustig|fluistert|fluisterend|glimlacht|glimlachend|langzaam|ernstig|vrolijk|"
    "lågt|mjukt|tyst|viskar|viskande|skrattar|skrattande|ler|leende|långsamt|lugnt|allvarligt|"
    "glatt|"
    "cicho|spokojnie|szeptem|szepcze|śmieje|uśmiecha|wolno|powoli|ciepło|poważnie|wesoło|łagodnie|"
    "静かに|小声|小声で|ささやく|囁く|ささやき|笑う|笑|優しく|やさしく|ゆっくり|沈黙"
)
"""How words are said, in brackets among them."""

FILLING = (
    "a|an|the|very|so|with|and|up|out|in|over|under|fades|swells|long|short|two|un|une|uma|una|"
    "tout|toute|très|voix|muy|en|voz|voce|em|sehr|ganz|etwas|lange|kurze|eine|ein|heel|erg|een|"
    "lange|korte|mycket|lite|en|bardzo|się|longue|courte|larga|corta|lunga|breve|longa|curta|"
    "tono|mit|avec|con|com|met|med|z"
)

NOTHING = (
    "n/a|n.a|none|nil|no vo|no voice|no voiceover|no narration|no text|silent|k.a|k. a|kein|keine|"
    "keiner|ohne|entfällt|aucun|aucune|néant|sans|sans voix|s/o|ninguno|ninguna|sin voz|sin texto|"
    "nessuno|nessuna|nenhum|nenhuma|sem voz|sem texto|n.v.t|nvt|geen|ingen|inget|inga|brak|"
    "nie dotyczy|n.d|nd|なし|無し|ナシ|該当なし"
)
"""What a cell says that holds nothing."""

FRAMED = (
    "wide|close|close up|close-up|cu|ecu|mcu|bcu|ms|ls|ws|els|mls|pov|angle on|close on|insert|"
    "establishing|medium|aerial|drone|montage|int|ext|later|then|nah|totale|halbtotale|"
    "gros plan|plan large|primer plano|plano general|primo piano|campo lungo|close|totaal|"
    "närbild|helbild|zbliżenie|plan ogólny"
)
"""Shouted words before a colon that nobody is called by."""
