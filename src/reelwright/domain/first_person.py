"""Whether a Spanish, Italian or Portuguese statement is about who says it, told by its verb alone.

These languages leave "I" out: "Comparo precios", "Mi sposto in bici", "Deixei de fumar". Their
verbs end as many nouns do ("Vino tinto"), so a verb is known by its form, by the list of those that
are no noun, or by what follows it that follows no noun.
"""

import re

_LED = (
    r"(?:(?:no|non|não|siempre|sempre|nunca|mai|casi|quasi|quase|apenas|ya|già|já|también|anche|"
    r"também|sólo|solo|só|spesso|raramente|normalmente|generalmente|geralmente|habitualmente|"
    r"frecuentemente|frequentemente|principalmente|sobre todo|soprattutto|sobretudo|di solito|"
    r"a volte|ogni tanto|di rado|a menudo|a veces|de vez en cuando|rara vez|por lo general|"
    r"às vezes|de vez em quando|raras vezes|em geral|cada vez|hoy|oggi|hoje)[ ,]+)"
)
_OBJECT = r"(?:(?:lo|la|los|las|me|mi|li|le|ne|ci|te|o|a|os|as|se|si) )?"

_ONLY_VERBS = (
    # Forms that are no noun in any of the three languages.
    "abbiamo accompagno acho acompanho acompaño acostumbro acredito acudo adio adopto adoro "
    "adoto adotto affido ahorro alleno allevo almuerzo alterno amo andavo ando aplazo apoio "
    "apoyo appoggio apprezzo aprecio aprovecho aproveito ascolto asisto aspetto assisto avalio "
    "avevo bebo bevo busco ceno cerco chiedo cocino colaboro coltivo combino como comparo "
    "compartilho comparto compro condivido conduzco conduzo confieso confio confronto confío "
    "conheço conosco conozco consiglio consulto consumo corro costumo cozinho credo creo crio "
    "crío cucino cuido cultivo debo dedico dei deixo dejo descargo descartei descarto desloco "
    "desplazo detesto devo devuelvo dico digo dimentico dirijo disfruto dispenso dormo dou doy "
    "duermo durmo elijo empleo encargo encomendo entreno era ero escolho escrevo escribo "
    "escucho espero esqueço estamos estive estou estoy estudio evalúo evito exijo experimento "
    "faccio faço fico fio fiz frequento fui fío gioco gosto guardo guido hago ho ignoro intento "
    "investo invierto invisto janto jogo juego lavoro leggo leio leo levo llamo llevo mangio "
    "mescolo metto mezclo mi miro misturo moro muevo muovo nado necesito nuoto odio ofereço "
    "offro ofrezco oigo olvido ordino organizo organizzo ouço pago paragono partecipo participo "
    "partilho passeio passo pego penso pesquiso peço pianifico pido pienso planeio planejo "
    "planeo planifico pongo ponho porto pospongo posso poupo preciso preferisco prefiero "
    "prefiro prendo prenoto preparo pretendo priorizo procuro provo pruebo publico puedo quero "
    "quiero rechazo reciclo reclamo recojo recomendo recomiendo recorro recurro recuso reduzco "
    "reduzo reservo resto reutilizo reviso riciclo ricorro riduco riesco rifiuto rimando "
    "rimango risparmio saio salgo scarto scelgo scrivo seguo sei sento separo siamo siento sigo "
    "sinto so solía somos sono sospecho sostengo sou soy spendo sposto stavo sto suelo sé temo "
    "temos tendo tenemos tengo tenho tento tenía tiendo tinha tive tomo trago traigo treino "
    "usaba uso utilizo utilizzo vado valorizo valoro valuto vamos vejo vengo venho veo viaggio "
    "viajo vim viro vivo voglio volto vou voy vuelvo "
).split()
_NOUNS_TOO = (
    # Forms that are nouns as well: verbs before what follows no noun.
    "almoço almuerzo busco cambio ceno compro conduzo confronto consiglio consumo corro corso "
    "desayuno encargo estudio gasto gioco guardo gusto lavoro ordino pago paseo passeio passo "
    "porto pranzo resto riciclo sento sposto trabajo trabalho treino uso viaggio viajo "
).split()
_ADVERB_AFTER = (
    r"(?:el|los|las|un|una|unos|mi|mis|casi|todo|toda|todos|siempre|poco|mucho|bastante|antes|"
    r"después|fuera|desde|online|por internet|que|si|cuando|dos|tres|cuatro|varias|cada|sin|"
    r"solo|sólo|juntos|muy|mejor|il|lo|gli|i|l'|quasi|tutto|tutta|sempre|molto|spesso|prima|dopo|"
    r"fuori|volentieri|tre|due|ogni|che|se|quando|da casa|senza|almeno|volte|um|uma|uns|o|os|"
    r"meu|minha|quase|tudo|pouco|muito|depois|fora|pela|pelo|três|duas|sozinho|em casa|en casa|"
    r"a casa|al bar|al perro|na rua|no trabalho|da solo|da sola|con|com|férias|la|le|el|las)\b"
)
_ARTICLE_AFTER = r"(?:el|la|los|las|un|una|unos|il|lo|gli|le|l'|um|uma|os|as|o|mi|mis|meu|minha)\b"
"""What follows a verb and hardly ever a noun."""
_NOT_VERBS = (
    r"(?:todo|tutto|solo|sólo|como|quando|cuando|cuanto|uno|otro|outro|altro|mismo|stesso|mesmo|"
    r"poco|poco|pouco|mucho|molto|muito|menos|nuevo|nuovo|novo|buono|bueno|bom|tanto|ecco|dopo|"
    r"meno|pero|però|caso|lado|vino|vinho|modo|tipo|sito|grupo|gruppo|pero|dentro|arriba|"
    r"photo|foto|video|vídeo|audio|áudio|radio|rádio|auto|euro|kilo|quilo|metro|zero|cero|"
    r"estoy seguro)\b"
)
_ENDINGS = (
    r"(?!(?:caf|pur|pat|beb|chal|carn|buf|t|consom|fricass|clich|comit|chimpanc)é\b)\w{3,}é\b",
    r"\w{2,}(?:aré|eré|iré)\b",
    r"(?!secretaría|contraría)\w{2,}(?:aría|iría)\b|iría\b|(?:ser|vend|beb|com|prefer|hac|har|tendr|"
    r"podr|querr|deb|cre|escog|volver|elegir)ía\b",
    r"\w{2,}(?:erei|irei|rei|rò)\b",
    r"(?!(?:lei|rei|frei|sei|quei|nostri)\b)\w{3,}ei\b",
    r"(?:gostaria|compraria|preferiria|usaria|seria|pagaria|escolheria|mudaria|iria|faria|teria|"
    r"poderia|deveria|viajaria|trocaria|experimentaria)\b",
    r"(?!(?:ra|tra|extre|re|mi|pri|gra|últi|míni|máxi|próxi|legíti|ani|ulti|óti)mos\b)"
    r"\w{2,}(?:[aá]mos|emos|imos)\b",
    r"\w{2,}iamo\b",
    r"\w{3,}-(?:me|nos)\b",
    r"(?:he|hemos|ho|abbiamo|havia|había|avevo|tenho|temos) (?:\w+ )?"
    r"\w+(?:[aeiu]d[oa]s?|[aeiu]t[oaie]|to|cho|so|sso|sto)\b",
)

_MINE = re.compile(
    rf"^{_LED}*{_OBJECT}(?:{'|'.join(sorted(set(_ONLY_VERBS) - set(_NOUNS_TOO)))})\s+\w"
    rf"|^{_LED}+{_OBJECT}(?!{_NOT_VERBS})\w{{2,}}o\b"
    rf"|^{_LED}*{_OBJECT}(?:{'|'.join(sorted(set(_NOUNS_TOO)))})\s+{_ADVERB_AFTER}"
    rf"|^{_LED}*{_OBJECT}(?!{_NOT_VERBS})\w{{3,}}o\s+{_ARTICLE_AFTER}"
    rf"|^{_LED}*{_OBJECT}(?:{'|'.join(_ENDINGS)})",
    re.I,
)


def of_who_speaks(statement: str) -> bool:
    """Whether its verb says "I" or "we" in Spanish, Italian or Portuguese; two words at least."""
    return " " in statement.strip() and bool(_MINE.match(statement.strip()))
