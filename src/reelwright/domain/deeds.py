"""Answers that are no thing: a deed ("Buy at the airport") or how, where or when ("Im Auto").

"Those who picked fresh bread" reads well and "those who picked buy at the airport" does not, so
what an answer is must be known before it is said.
"""

import re

from .wording import third_person


def deed_of(option: str) -> str:
    """What people do who give such an answer: "To buy at my airport" gives "buy at their airport".

    "" for what is no deed, is in doubt, or is in another language than English.
    """
    text = " ".join(option.strip().rstrip(" .!").split())
    plain = re.sub(r"^to (?=[a-z])", "", text, flags=re.I)
    found = _DEED.match(plain)
    if not found or _COMPOUND.match(plain) or re.search(r"[\u201c\u201d\"();:/]", plain):
        return ""
    return third_person(plain[:1].lower() + plain[1:])


def how_of(option: str) -> str:
    """How, where or when an answer says it is: "At my desk" gives "at their desk"; "" for others.

    In English only. Places and times that are named alone get the word that goes before them:
    "Office" gives "at the office", "Evenings" gives "in the evening".
    """
    text = " ".join(option.strip().rstrip(" .!").split())
    if re.search(r"[\u201c\u201d\"();:/]", text):
        return ""
    if _HOW_EN.match(text):
        return third_person(text[:1].lower() + text[1:])
    return place_of(text) or _time_of(text)


def place_of(option: str) -> str:
    """Where people are at a place that is named alone: "Office" or "The office"; "" for others."""
    word = re.sub(r"^(?:the|my|our|your) ", "", " ".join(option.lower().rstrip(" .!").split()))
    if word in {"home", "work", "school", "university", "college", "church"}:
        return f"at {word}"
    if word in {"outdoors", "outside", "indoors", "online", "abroad", "downtown"}:
        return word
    return next((f"{lead} the {word}" for lead, words in _PLACES.items() if word in words), "")


def no_thing(option: str) -> bool:
    """Whether an answer is a deed or says how, where or when, in any of the ten languages."""
    text = " ".join(option.strip().rstrip(" .!。！").split())
    return bool(
        deed_of(text)
        or _time_of(text)
        or text.lower() in _ADVERBS
        or _HOW.match(text)
        or _FIRST.match(text)
        or (" " in text and _LAST.search(text))
        or re.search(r"(?:[でに]|から|まで|とき|ながら)$", text)
    )


def _time_of(text: str) -> str:
    word = text.lower()
    if word in {"morning", "mornings", "afternoon", "afternoons", "evening", "evenings"}:
        return f"in the {word.removesuffix('s')}"
    if word in {"weekend", "weekends"}:
        return "at the weekend"
    if word in {"night", "nights", "lunchtime"}:
        return f"at {word.removesuffix('s')}"
    if word in {"christmas", "easter"}:
        return f"at {word.title()}"
    if re.fullmatch(r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?", word):
        return f"on {text.removesuffix('s')}s"
    if re.fullmatch(r"weekdays?|workdays?", word):
        return f"on {word.removesuffix('s')}s"
    return ""


_SURE = (
    "buy eat get go keep make take use ask bring choose find grow read send spend save avoid "
    "prefer compare learn meet wear pay sell borrow hire give become wait enjoy relax listen "
    "explore discover earn join invite prepare bake repair replace reuse recycle throw build "
    "create improve reduce manage carry collect catch see tell teach try write lose forget follow "
    "turn put set pick pack recommend"
).split()
"""Words that begin a deed, whatever follows."""
_MAYBE = (
    "cook order book plan check call visit watch work travel walk run drive ride cycle drink rent "
    "stay shop sleep exercise play study train camp swim fly browse research search chat text "
    "share move leave return switch start stop open offer cut help look clean wash fix mend change "
    "plant work live sit stand talk speak hike fish surf snack stream download subscribe"
).split()
"""Words that begin a deed only before what follows no noun, or before what they take."""
_AFTER = (
    r"(?: (?:at|in|on|from|with|without|by|the|a|an|my|our|your|their|it|them|more|less|online|out|"
    r"up|early|earlier|late|later|ahead|abroad|outdoors|indoors|together|alone|there|home|new|"
    r"through|over|every|each|things|something|everything|people|friends|family|prices|reviews|"
    r"films|movies|music|games|weekly|daily|once|twice|around|for (?:the|my|friends|others|two|us|"
    r"myself)|to (?:work|music|school|town)|instead|myself|only|well|better|fast|faster|away))\b"
)
_DEED = re.compile(
    rf"(?:(?:do not|don['\u2019]t|never|always|often|usually|just|simply) )?"
    rf"(?:(?:{'|'.join(_SURE)})(?![\w-])|(?:{'|'.join(_MAYBE)})(?![\w-])(?={_AFTER}))",
    re.I,
)
_COMPOUND = re.compile(
    r"(?:use cases?|go karts?|pay (?:rise|gap|check|slip|day|tv)s?|take (?:away|out|off)s?|"
    r"keep cups?|read receipts?|make ?up|save the date|see through|get up and go|try on|"
    r"grow (?:bag|light|tent|box)e?s?|find my|write off|throw pillows?|throws?$|catch of|"
    r"wait (?:time|list)s?|build quality|keep fit|carry on|follow ups?)\b",
    re.I,
)
"""Names of things that begin as a deed does."""
_HOW_EN = re.compile(
    r"(?:at|in|on|by|from|with|without|during|before|after|while|when|whilst|between|near|through|"
    r"over (?:lunch|breakfast|dinner|the)|outside of|inside) (?=\S)(?!demand\b|time delivery)|"
    r"(?:outdoors|indoors|outside|online|abroad|alone)$",
    re.I,
)
_PLACES = {
    "at": (
        "office", "airport", "gym", "supermarket", "beach", "shop", "store", "market", "station",
        "bar", "pub", "bakery", "butcher", "pharmacy", "restaurant", "cafe", "café", "library",
        "workplace", "desk", "hotel", "stadium", "cinema", "pool", "table", "farm", "campsite",
        "hairdresser", "mall", "playground", "lake", "seaside", "studio", "club",
        "workshop", "construction site", "building site", "museum", "hospital", "bank",
    ),
    "in": (
        "car", "kitchen", "garden", "bathroom", "bedroom", "living room", "garage", "park", "city",
        "countryside", "mountains", "hills", "woods", "forest", "classroom", "canteen", "yard",
        "backyard", "basement", "attic", "hallway", "shower", "van", "warehouse", "shed", "lab",
    ),
    "on": (
        "train", "bus", "plane", "road", "go", "balcony", "terrace", "water", "sofa", "couch",
        "trail", "mountain", "commute", "metro", "subway", "underground", "ferry", "boat", "phone",
    ),
}  # fmt: skip
"""Places by the word that stands before them."""
_ADVERBS = frozenset(
    "online outdoors indoors outside abroad alone draußen drinnen unterwegs abends morgens mittags "
    "nachts zuhause daheim allein dehors partout seul fuera solo sola fuori sozinho sozinha fora "
    "thuis onderweg buiten binnen alleen 's hemma utomhus inomhus ensam sam sama wieczorem rano "
    "nocą ute".split()
)
_HOW = re.compile(
    # A word that never begins the name of a thing, before another: English, then the others.
    r"(?:(?:at|in|on|by|from|with|without|during|before|after|while|when|between)|"
    r"(?:am|im|an|auf|bei|beim|mit|ohne|zu|zum|zur|nach|vor|während|unter|aus|von|vom|ins|wenn)|"
    r"(?:à|au|aux|en|dans|chez|sur|avec|sans|pour|par|pendant|avant|après|quand|depuis)|"
    r"(?:le (?:matin|soir|midi|week-end|dimanche|samedi))|"
    r"(?:con|sin|por|para|desde|durante|al|cuando|antes|después|los (?:fines|domingos|sábados))|"
    r"(?:allo|alla|ai|agli|alle|da|dal|dalla|senza|per|su|sul|sulla|nel|nella|prima|dopo|quando|"
    r"la (?:mattina|sera|domenica)|di (?:sera|mattina|notte))|"
    r"(?:em|na|nos|nas|ao|com|sem|depois|de (?:manhã|tarde|noite))|no (?:trabalho|carro|avião|"
    r"aeroporto|escritório|supermercado|ginásio|fim|verão|inverno)|"
    r"(?:op|aan|bij|met|zonder|voor|tijdens|naar|via|als|'s)|"
    r"(?:på|hos|med|utan|vid|till|från|före|efter|när)|"
    r"(?:w|we|na|z|ze|bez|u|przy|do|od|przed|po|podczas|kiedy|gdy)) (?=\S)",
    re.I,
)
_FIRST = re.compile(
    r"(?:ne pas |ne plus |se |me |s['\u2019]|m['\u2019]|no |non |não |nie |att |inte |"
    r"para |per |di |pour )?(?:"
    # French
    r"acheter|commander|manger|boire|prendre|aller|faire|cuisiner|payer|comparer|lire|regarder|"
    r"écouter|voir|visiter|voyager|économiser|gagner|éviter|apprendre|partir|sortir|rester|utiliser|trouver|"
    r"attendre|essayer|choisir|réserver|marcher|courir|dormir|travailler|jouer|louer|vendre|"
    r"donner|offrir|passer|partager|rencontrer|découvrir|préparer|réparer|garder|recycler|"
    r"emporter|emprunter|chercher|demander|aider|changer|"
    # Spanish and Portuguese
    r"comprar|pedir|comer|beber|tomar|ir|hacer|fazer|cocinar|cozinhar|pagar|comparar|leer|ler|ver|"
    r"escuchar|ouvir|visitar|quedarse|viajar|ahorrar|poupar|economizar|ganar|ganhar|evitar|aprender|salir|sair|"
    r"quedar(?:me|se)?|ficar|usar|utilizar|encontrar|esperar|probar|provar|elegir|escolher|"
    r"reservar|caminar|caminhar|andar|correr|dormir|trabajar|trabalhar|jugar|jogar|alquilar|"
    r"alugar|vender|dar|pasar|passar|compartir|partilhar|conocer|conhecer|descubrir|descobrir|"
    r"preparar|reparar|llevar|levar|buscar|ayudar|ajudar|cambiar|trocar|encomendar|"
    r"coger|pegar|"
    # Italian
    r"comprare|acquistare|ordinare|mangiare|bere|prendere|andare|fare|cucinare|pagare|confrontare|"
    r"leggere|guardare|ascoltare|viaggiare|risparmiare|guadagnare|evitare|imparare|partire|uscire|"
    r"restare|rimanere|usare|utilizzare|trovare|aspettare|provare|scegliere|prenotare|camminare|"
    r"correre|dormire|lavorare|giocare|noleggiare|affittare|vendere|dare|passare|condividere|"
    r"incontrare|scoprire|preparare|riparare|portare|cercare|aiutare|cambiare|"
    # Swedish
    r"köpa|beställa|äta|dricka|ta|gå|åka|resa|laga|betala|jämföra|läsa|titta|lyssna|spara|undvika|"
    r"lära|stanna|använda|hitta|vänta|prova|välja|boka|springa|sova|jobba|arbeta|spela|hyra|sälja|"
    r"träffa|upptäcka|handla|cykla|köra|hämta|göra|låna|byta|ha med|"
    # Polish
    r"(?!sieć|płeć)\w{2,}(?:[aeiyuą]|jś|eś)ć|iść|jeść|móc|piec"
    r")(?: się)?(?= \S|$)",
    re.I,
)
"""Infinitives that begin an answer."""
_LAST = re.compile(
    r"(?-i:\b[a-zäöüß]*(?:kaufen|bestellen|essen|trinken|nehmen|gehen|fahren|machen|kochen|zahlen|"
    r"vergleichen|lesen|schauen|sehen|hören|reisen|sparen|vermeiden|lernen|bleiben|nutzen|"
    r"benutzen|verwenden|finden|warten|probieren|wählen|buchen|laufen|schlafen|arbeiten|spielen|"
    r"mieten|leihen|verkaufen|geben|teilen|treffen|entdecken|holen|bringen|suchen|fliegen|"
    r"verbringen|wechseln|helfen|tragen|backen|"
    r"kopen|bestellen|eten|drinken|nemen|gaan|rijden|maken|koken|betalen|vergelijken|lezen|"
    r"kijken|luisteren|reizen|sparen|besparen|vermijden|leren|blijven|gebruiken|vinden|wachten|"
    r"proberen|kiezen|boeken|lopen|wandelen|slapen|werken|spelen|huren|lenen|verkopen|delen|"
    r"ontmoeten|ontdekken|halen|brengen|zoeken|fietsen|vliegen|doen|winkelen|afhalen|meenemen))$",
)
"""Infinitives that end an answer, in German and Dutch."""
