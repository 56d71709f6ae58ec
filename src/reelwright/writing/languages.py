"""Which of the ten languages a text is in, by its small words and its letters."""

import re
from collections import Counter
from functools import cache

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
_UNSEEN = {
    "de": "als alle allen aller alles anderen bevor beim bin bist bleibt bleiben damit dann "
    "dass da dazu denn deren dessen dies diese diesem diesen dieser dieses doch durch "
    "eigene einfach einmal etwas euer eure gegen genau gibt geht ganz gut habe hatte hier "
    "hinter ihm ihn ihnen ihre ihrem ihren ihrer ins jede jedem jeden jeder jedes jetzt "
    "kann können könnte machen macht man manche meinen meiner muss müssen ohne schon sehr "
    "seine seinen seit selbst sich sofort sogar sollen soll statt unsere unserem unseren "
    "unserer unter viel viele vielen vom wann warum weil weniger welche welcher wenig "
    "werden wieder will wollen wurde würde zwei drei vier fünf sechs zehn zwar zwischen "
    "gratis kostenlos während wegen",
    "fr": "afin ainsi alors après avant avez avec avoir avons beaucoup cela celle celui ces cet "
    "chaque chez comme comment depuis dès deux devant dix donc dont elles entre êtes être "
    "eux faire fait faut font ici ils jusque jusqu lui lorsque mes moins même notre nôtre "
    "ont par parce peu peut peuvent plusieurs pour pourquoi puis quand quelque quelques "
    "quelle quels rien sera seul seule sommes sont sous suis tant tous toutes très trois "
    "trop une vers veux veut voici voilà vôtre gratuit gratuite cinq quatre six",
    "es": "además ahora algo alguien algún alguna antes aquí así aunque cada casi como contra "
    "cosa cosas cual cualquier desde después donde durante ella ellas ellos entre era "
    "eres ese esa esos esas este esta estos estas fue gratis hace hacer hacia haya menos "
    "mientras mis mucha muchas mucho muchos nada nadie ninguna ningún otra otras otro "
    "otros pocos poco porque puede pueden puedes pues qué quieren quiere según sea ser "
    "siempre sido sino solo sólo somos son sus tanto tener tiene tienen todas toda todo "
    "todos tras tuya unas unos vez dos tres cuatro cinco seis diez todavía aún",
    "it": "agli ai allo altri altro altra anche ancora avere avete bene chi ciò come contro "
    "cosa cui dagli dai dal dalla dalle dallo dello degli deve devono dopo due dunque "
    "ecco essere fa fare fatto fra già gratis hai hanno ho loro lui meno mentre mia miei "
    "mie mio molta molte molti molto nei nelle nello nessuno niente noi ogni oppure per "
    "perché però poco poi prima può puoi qualche qualcosa quella quelle quello quei "
    "questa queste questi qui sarà sei sempre senza sia siamo siete solo sopra sotto "
    "stata stato stesso sua sue suo sugli sui sul sulla sulle tra tre troppo tua tue tuoi "
    "tutta tutte tutti una vostro vostra voi volta vuole quattro cinque dieci sta stai "
    "stanno stare vanno va viene",
    "pt": "agora ainda além algo alguém algum alguma antes após aqui aquela aquele assim cada "
    "coisa coisas contra depois desde deve dela dele desta deste dois duas durante elas "
    "eles entre era essa esse esta estamos estão estar fazer faz foi grátis gratuito "
    "havia isto lhe mais mas mesmo menos meu minha muita muitas muitos nada nem nenhum "
    "nossa nossas nossos num numa outra outras outro outros pela pelas pelo pelos pode "
    "podem por porque pouco pois qual qualquer quase quer seja sempre ser será sob sobre "
    "somos sua tanto tem têm temos ter toda todas todo todos tudo uma umas uns vai vez "
    "três quatro cinco seis dez nós vós",
    "nl": "alles alleen altijd andere ben bent beter bij binnen boven daar daarna dat deze doen "
    "doet door dus echt een eens eerst elke elk gaan gaat geen goed had haar hebt hen "
    "hier hij hun ieder iedere iemand iets ik jezelf jou jullie kan kunnen maken maakt "
    "meer men met mij minder moet moeten naast niemand niets nodig nu omdat onder onszelf "
    "op sinds soms straks tegen terug tijdens toch toen tussen twee vaak van vanaf veel "
    "voordat waarom wanneer want waren weer wel welke werd wil willen worden zal zelf "
    "zich zo zonder zou drie vier vijf gratis",
    "sv": "aldrig alla allt andra ännu bli blir borde båda därför dem denna dess dessa detta "
    "dig din dock där efter eftersom egen ej enda era er fler flera får få före genom ger "
    "går gör göra hans hennes här igen ingen inget inga innan inom inte in ju kanske "
    "kunna ligger lite man med mellan mera mig mindre mina mitt mot mycket måste ner nog "
    "nu någon något några när nästan oss också redan samma sedan sen sin sina sitt själv "
    "ska skulle slippa som står så sådan tar tas två under upp utan vad varför varje "
    "varit vara vem vid vilka vilken vilket vill våra över tre fyra fem gratis",
    "pl": "aby albo ale ani bardzo bez bo być będzie był była było były bądź cała cały chce "
    "chcą ciebie cię coś czego czegoś często czyli dlaczego dlatego dobrze dopiero dużo "
    "dwa dwie gdy gdyż ile inna inne inny jako jakie jaki jaka jeden jedna jedno jednak "
    "jesteś jesteśmy jeśli każda każdy każde kilka ktoś która które którego której który "
    "których ma mają masz mamy mnie mniej moja moje może można musi nad nam nami nasz "
    "nasza nasze nich nic nikt niż nowa nowe obok oraz około pod podczas ponad ponieważ "
    "potem poza prawie przed przez przy sam sama sobie swoja swoje swój są ta tam te tego "
    "tej ten teraz to tobie twoje tych tyle tylko tym u wam was wasz wasza wasze we "
    "według wiele więc więcej wszystko wszyscy wszystkie zamiast zaraz ze że trzy cztery "
    "pięć dziesięć darmo gratis bezpłatnie każdym każdego każdej każdemu trochę",
}
"""More words that no picture shows: forms of "be" and "can", what points, joins and counts."""

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


@cache
def unseen(language: str) -> frozenset[str]:
    """Small words of a language other than English, which no picture shows."""
    code = language.partition("-")[0].lower()
    return frozenset(f"{_SMALL[code]} {_UNSEEN[code]}".split()) if code in _UNSEEN else frozenset()
