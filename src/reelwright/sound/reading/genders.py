"""Which gender a noun is counted in, by lists of common nouns and by endings."""

import re

from . import polish

ADJECTIVES = (
    "gran|grandes?|grandi|simple|simples|único|única|unico|unica|nuevo|nueva|novo|nova|nuovo|nuova|"
    "bel|bella|buen|buena|bom|boa|jeune|même|autre|double|grande?s?|petite?s?|nouvel(?:le)?|nouveau|"
    "nouvelles|belles?|bonnes?|seule?s?|verdaderos?|verdaderas?|kleine[rs]?|große[rs]?|neue[rs]?|"
    "freie[rs]?|kostenlose[rs]?|ny|nytt|nya|stor|stort|stora|liten|litet|små|fria?|fritt|gratis|"
    "hel|helt|hela|nowa|nowe|nowy|mała|małe|mały|duża|duże|duży|bezpłatna|bezpłatne|bezpłatny|"
    "darmowa|darmowe|darmowy|pełna|pełne|pełny|cała|całe|cały"
)
"""What may stand between a number and its noun, for a pattern."""

_MASCULINE = re.compile(
    r"(?:d[ií]as?|mapas?|problemas?|sistemas?|programas?|temas?|idiomas?|climas?|planetas?|"
    r"(?:quilo|mili)?gramas?|cinemas?|poemas?|esquemas?|sof[aá]s?|panorami|papas?|\w+istas?|"
    r"(?:proble|siste|program|te|cli|panora|dram|poe|sche|ci?ne|dia?gram|telegram|anagram|"
    r"cartellogram)mas?|problema|sistema|programma|tema|clima|panorama|dramma|poema|schema|cinema|"
    r"pigiama|papa|poeta|atleta|artista|turista|dentista|pianeta|cometas?|poetas?|atletas?|"
    r"colegas?|guardas?|aromas?|diplomas?|fantasmas?|telefonemas?|diagramas?|telegramas?|"
    r"dálmatas?|piratas?|polic[ií]as?|espías?|camaradas?|nómadas?|indígenas?|patriotas?|"
    r"gorilas?|pijamas?|tranvías?|paraguas|cumpleaños|caf[ée]s?|beb[êé]s?|peces|pez|meses?|viajes?|paisajes?|mensajes?|garajes?|masajes?|"
    r"equipajes?|personajes?|arroz|pa[íi]s(?:es)?|lápiz|lápices|jueces|juez|dentes?|pentes?)"
)
_FEMININE = re.compile(
    r"(?:noches?|clases?|vez|veces|partes?|llaves?|calles?|tardes?|mujer(?:es)?|flor(?:es)?|luz|"
    r"luces|voz|voces|im[aá]gen(?:es)?|imagen|manos?|red(?:es)?|leches?|vezes|noites?|"
    r"mulher(?:es)?|m[aã]os?|viage(?:m|ns)|image(?:m|ns)|paisage(?:m|ns)|ordens?|opç(?:ão|ões)|"
    r"\w+(?:ções|ção|sões|são|ción|sión|xión|zión)|\w+(?:dad|tad|tud|umbre)(?:es)?|not[te]e|classe|"
    r"chiave|nave|navi|persone|ore|volte|notti|mani|mano|gente|sedes?|fuentes?|sesi(?:ón|ones)|"
    r"\w*[cs]iones|\w*gens?|fotos?|motos?|radios?|bases?|series?|frases?|fases?|carnes?|sangre|"
    r"nubes?|torres?|superficies?|especies?|señal(?:es)?|piel(?:es)?|sal|miel|catedral(?:es)?|"
    r"raz[oó]n(?:es)?|canci[oó]n(?:es)?|ley(?:es)?|raíz|raíces|cruz|cruces|paz|nariz|narices|ra[ií]ces|costumbres?|sandwicheras?|hambres?|cumbres?|legumbres?|imágenes|virgen|orden|órdenes|labor(?:es)?|piel(?:es)?|cárceles|tribus?|vocal(?:es)?|capital(?:es)?|diagonal(?:es)?|mentes?|fuentes?|serpientes?|gentes?|corrientes?|pendientes?|llaves?|naves?|claves?|aves?|nueces|nuez|veces|perdices|perdiz|luces|pared(?:es)?|cárcel(?:es)?|crisis|tesis|madres?|nieve|suerte|muerte|fiebre|sangre|"
    r"parte|parti|luce|voce|croce|pace|carne|neve|torre|fonte|sede|serie|base|fase|frase|mente|"
    r"pelle|moglie|madre|arte|morte|sorte|corte|legge|rete|estate|lente|corrente|febbre|specie|"
    r"superficie|stagione|regione|ragione|\w+(?:zione|sione|gione|trice|tudine|igine|aggine)|"
    r"auto|bici|email|mail|app|newsletter|password|community|card|spa|chat|boutique|brochure|"
    r"mansione|canzone|\w+(?:tà|tù)|cornice|matrice|vernice|radice|"
    r"cor(?:es)?|dor(?:es)?|lei|leis|mãe|mães|maçãs?|manhãs?|irmãs?|lãs?|pontes?|chaves?|naves?|"
    r"fontes?|peles?|hortelã|rede|gripe|sobremesas?|equipes?|metades?|\w+dades?|paz|raiz|raízes|"
    r"voz|vozes|cruz|cruzes|luzes|colher(?:es)?|(?:opini|reuni|uni|regi|religi|legi|rebeli)(?:ão|ões)|"
    r"mensagens?|embalage(?:m|ns)|garage(?:m|ns)|"
    r"massage(?:m|ns)|reportage(?:m|ns)|hospedage(?:m|ns)|lavage(?:m|ns))"
)
_NEUTER_SWEDISH = re.compile(
    r"(?:hus|barn|år|bord|äpplen?|ägg|bröd|glas|kök|rum|paket|pris|kilo|par|dygn|hem|land|liv|"
    r"ljus|namn|ord|papper|program|spel|stycken?|styck|tåg|tips|träd|varv|vatten|kort|brev|besök|"
    r"försök|företag|projekt|meddelanden?|erbjudanden?|exemplar|nummer|problem|resultat|system|team|"
    r"test|foton?|kontor|konton?|kvarter|lager|lån|mål|möten?|recept|steg|svar|ställen?|tal|tecken|"
    r"tillfällen?|universitet|val|äventyr|ögon|öga|öra|hjärtan?|bolag|djur|val|köp|fönster|golv|"
    r"tak|badrum|block|blad|band|bidrag|bad|ben|berg|fat|hål|hjul|kapitel|kilogram|gram|ton|pund|"
    r"lopp|läger|lås|museum|nät|plagg|poäng|rör|schema|segel|skåp|skepp|slag|streck|stopp|ämne|"
    r"besked|beslut|betyg|bibliotek|apotek|dokument|element|evenemang|arrangemang|fack|format|"
    r"galleri|\w*eri|garage|gym|hotell|instrument|intyg|kafé|café|konditori|material|mejl|sms|nöje|"
    r"område|pass|piano|porto|quiz|smink|stipendium|stöd|sätt|tillval|tillbehör|utbud|verktyg|"
    r"vykort|zoo|abonnemang|avtal|alternativ|arbete|jobb|ansikte|bevis|boende|centrum|diplom|"
    r"exempel|filter|förslag|förråd|huvud|klipp|kvitto|larm|ljud|löfte|medlemskap|minne|moment|"
    r"mönster|bageri|ark|mellanrum|recept|samtal|sällskap|skydd|spår|stall|torg|torn|tält|under|"
    r"vin|ris|kött|smör|salt|socker|mjöl|te|kaffe|lejon|får|lamm|får|lass|lag|lov|rådhus|råd|rätt|"
    r"skott|snitt|stråk|svep|tack|uppdrag|uttag|vapen|värde|yrke|fat|lunchpaket)"
)
_NO_NOUN = frozenset(
    "st är och eller i på till med för som kan har ska vid från gäller visar blir var "
    "kommer".split()
)

_FEMININE_GERMAN = re.compile(
    r"(?:\w*(?:frau|nacht|hand|person|stadt|bahn|fahrt|saison|uhr|tür|zahl|wahl|tafel|gabel|schüssel|"
    r"milch|butter|wand|bank|burg|kraft|luft|lust|post|schuld|stunde|welt|zeit|arbeit|antwort|art|"
    r"form|figur|kultur|natur|tour|spur|kur|haut|maus|nuss|wurst|frucht|not|macht|pflicht|schicht|"
    r"sicht|übersicht|ansicht|aussicht|unterkunft|auskunft|zukunft|information|mutter|tochter|"
    r"schwester|kammer|leiter|nummer|feder|regel|insel|kartoffel|zwiebel|nadel|schachtel|couch|"
    r"firma|pizza|kamera|villa|box|app|mail|show|party|story|city|bar|jury|ananas|kiwi|mango|"
    r"flatrate|hotline|website)|\w+(?:ung|heit|keit|schaft|tion|sion|enz|anz|ität|ik|ei|ie|ur)|"
    r"\w{2,}(?<!term)(?<!magaz)(?<!benz)(?<!cous)(?<!med)(?<!rub)(?<!w)(?<!del)(?<!s)in|"
    r"\w+e)"
)
_NOT_FEMININE_GERMAN = re.compile(
    r"(?:\w*(?:käse|name|junge|kunde|kollege|gedanke|buchstabe|ende|auge|interesse|gebäude|gelände|"
    r"gemüse|getränke?|gewerbe|gebirge|erbe|experte|bote|zeuge|pate|neffe|hase|löwe|affe|wille|"
    r"glaube|friede|kaffee|tee|schnee|see|café|karree|klischee|komitee|knie|genie|zombie|smoothie|"
    r"hobby|urlaub|abitur|brei|picknick|"
    r"deutsche|verwandte|bekannte|angestellte|jugendliche|wochenende|image|regime|team|portemonnaie|"
    r"türke|schritte?|abonnement|termin|magazin|wein|stein|verein|bein|schein|gutschein|schwein)|"
    r"(?:hühner|oster|frühstücks|spiegel|rühr)?ei|hotel|spiegel)"
)

_FEMININE_FRENCH = re.compile(
    r"(?:\w+(?:tion|sion|xion|aison|té|tié|ance|ence|ette|elle|esse|eille|ille|onne|aine|ine|ienne|"
    r"euse|trice|ure|ade|ude|ise|aille|ée|ie|ue|ille|ole|asse|ance|anche|arte|orte|iche|ouche|ousse|"
    r"ouse|ande|onde|ente|ante|inte|onte|erte|este|ace|ange|inge|ouge|arge|erge)|fois|femme|pièce|"
    r"tasse|place|heure|nuit|main|fin|faim|soif|clé|clef|maison|saison|boisson|chanson|leçon|façon|"
    r"mer|mère|fleur|couleur|valeur|chaleur|odeur|saveur|sœur|soeur|peur|douceur|longueur|largeur|"
    r"hauteur|vapeur|faveur|erreur|dent|part|mort|forêt|vis|souris|brebis|croix|noix|voix|paix|loi|"
    r"foi|eau|peau|photo|moto|auto|radio|vidéo|pub|appli|info|promo|cour|jupe|"
    r"livre sterling|page|plage|image|cage|nage|rage|tige|bague|langue|vague|ligue|drogue|digue|"
    r"salle|ville|balle|malle|taille|table|fable|étable|cible|bible|feuille|famille|fille|bouteille|"
    r"chose|rose|dose|pause|cause|phrase|base|chaise|fraise|cerise|prise|surprise|valise|"
    r"crise|robe|boîte|porte|carte|liste|piste|veste|date|pâte|patte|note|côte|flûte|fête|tête|"
    r"recette|fenêtre|lettre|montre|rencontre|vitre|huître|chambre|ombre|œuvre|lèvre|chèvre|fièvre|"
    r"offre|pierre|terre|guerre|bière|lumière|rivière|prière|matière|crème|madame|dame|gamme|rame|"
    r"flamme|âme|larme|ferme|forme|plateforme|arme|cime|prime|rime|zone|icône|tonne|"
    r"couronne|personne|colonne|semaine|laine|plaine|douzaine|dizaine|centaine|marine|cuisine|piscine|"
    r"usine|machine|vitrine|mémoire|histoire|victoire|foire|poire|armoire|baignoire|affaire|paire|"
    r"grammaire|aire|glace|face|race|trace|surface|police|notice|épice|justice|cicatrice|source|"
    r"course|bourse|ressource|force|annonce|once|puce|douce|sauce|méthode|période|mode|étude|aide|"
    r"demande|commande|viande|bande|seconde|minute|route|goutte|chute|minute|pipe|équipe|soupe|coupe|"
    r"étape|nappe|grappe|enveloppe|lampe|pompe|jambe|tombe|cabane|banane|cellule|pilule|capsule|"
    r"formule|école|parole|étoile|toile|voile|île|huile|pile|semelle|échelle|poubelle|chapelle|"
    r"serviette|assiette|cigarette|école|classe|caisse|pousse|mousse|brosse|fosse|adresse|vitesse|"
    r"jeunesse|richesse|caresse|graisse|pluie|vie|roue|rue|vue|avenue|statue|queue|banlieue|joie|"
    r"soie|voie|monnaie|baie|haie|plaie|marque|remarque|banque|boutique|pratique|musique|brique|"
    r"chronique|clinique|technique|équipe|époque|coque|bibliothèque|discothèque|cave|preuve|épreuve|"
    r"rive|olive|lessive|gencive|tentative|alternative|perspective|initiative|herbe|barbe|courbe|"
    r"branche|manche|tranche|planche|avalanche|vache|tâche|hache|crèche|flèche|mèche|fiche|niche|"
    r"affiche|broche|poche|roche|cloche|approche|fourche|gauche|plume|brume|lampe|palme|firme|"
    r"énigme|bûche|ruche|peluche|entreprise|offre|lettre|encre)"
)
_MASCULINE_FRENCH = re.compile(
    r"(?:age|ège|isme|asme|iste|ème|ôme|ome|gramme|mètre|litre|tre|bre|vre|ple|cle|gle|ble|scope|"
    r"phone|graphe|phe|logue|cide|fère|aire|oire|ice|ule|yle|ète|ide|ède|ase|ype|ode|ime|homme|"
    r"verre|groupe|modèle|texte|beurre|genre|ordre|cadre|nombre|chiffre|coffre|souffle|problème|"
    r"rêve|peuple|axe|luxe|sexe|cône|trône|téléphone|nuage|orchestre|signe|cygne|peigne|règne|"
    r"insigne|disque|musée|vide|guide|acide|rire|sourire|empire|navire|pire|bruce|pouce|"
    r"dentifrice|prénom|crâne|âne|platane|organe|poète|athlète|casque|contraste|reste|poste|"
    r"geste|costume|volume|légume|parfum|baume|royaume|bitume|rhume)s?$"
)
"""Endings, and words, that are masculine though they end in -e."""

_NOT_FEMININE_FRENCH = re.compile(
    r"(?:cour|temp|repa|moi|bra|ju|parcour|succè|accè|procè|tapi|avi|coli|devi|pay|boi|poid|do|"
    r"corp|concour|discour|secour|univer|anana|permi|paradi|relai|palai|engrai|autobu|bu|campu|bonu|espace|palace|échange|mélange|ange|linge|singe|rouge|stade|symbole|pétrole|protocole|rôle|"
    r"\w*sque|\w*logue|chèque|cirque|pique-nique|moustique|portique|plastique|élastique|silence|"
    r"magazine|domaine|capitaine|murmure|reste|geste|conte|monde|incendie|génie|parapluie|foie|"
    r"musée|lycée|trophée|apogée|comité|côté|été|traité|pâté|thé|invité|député|dimanche|squelette|"
    r"gorille|restaurant|service|exercice|bénéfice|office|dentifrice|commerce|pouce|site)"
)
_NO_NOUN_FRENCH = frozenset(
    "de le que entre contre ce se ne je elle une encore comme quelque par sur et à ou en est sous "
    "avec dans pour même chaque notre votre".split()
)


_LITTLE = frozenset(
    "las unas das nas umas les des elle une foi sera notre votre toda todas tutta donde onde que "
    "este estes esse esses ese esos esas estas essas mais mas pour dans sous avec entre contre "
    "sobre ante desde hasta dove oltre dopo quando depuis puis après".split()
)
"""Short words that no number counts: "en 1921 las empresas"."""


def counted(word: str) -> bool:
    """Whether a word behind a figure may be a noun that is counted: it is one in the plural."""
    low = word.lower()
    return low not in _LITTLE and len(low) > 3 and low.endswith(("s", "e", "i", "x"))


def needs_uno(word: str) -> bool:
    """Whether an Italian word wants "uno" before it: "uno zaino", "uno studente"."""
    return re.match(r"z|s[bcdfgklmnpqrtvz]|gn|ps|pn|x|y|i[aeou]", word.lower()) is not None


_STRESSED = frozenset(
    "agua águila alma arma aula área hacha hambre ala ancla ave arca asma".split()
)
"""Feminine nouns of Spanish that "un" stands before."""


def gender(code: str, noun: str, number: int) -> str:
    """m, f or n as `noun` is counted with a number in a language; "" where nothing tells."""
    low = noun.lower()
    if code in ("es", "pt", "it"):
        if _MASCULINE.fullmatch(low) or (code == "es" and number == 1 and low in _STRESSED):
            return "m"
        feminine = re.search("(?:as?|ción|ciones|dad|dade|dades)$", low)
        return "f" if feminine or _FEMININE.fullmatch(low) else "m"
    if code == "de":
        if _NOT_FEMININE_GERMAN.fullmatch(low):
            return "m"
        return "f" if _FEMININE_GERMAN.fullmatch(low) else "m"
    if code == "fr":
        if low in _NO_NOUN_FRENCH or _NOT_FEMININE_FRENCH.fullmatch(low.rstrip("s")):
            return ""
        if any(_FEMININE_FRENCH.fullmatch(w) for w in {low, low.rstrip("s")}):
            return "f"
        # Of what ends in -e, most is feminine.
        mute = re.search("es?$", low) and not _MASCULINE_FRENCH.search(low)
        return "f" if mute else ""
    if code == "sv" and low not in _NO_NOUN:
        # A compound has the gender of its last part: "klassrum" that of "rum".
        return "n" if re.search(rf"(?:{_NEUTER_SWEDISH.pattern})$", low) else "f"
    return polish.gender(low, number) if code == "pl" else ""
