"""Where sentences end, and which short forms end none: the one place that knows, for ten languages.

A full stop is the end of a sentence, or of a short form, or of both ("at 5 p.m. Bring a friend").
Which it is hangs on the short form and on the word behind it.
"""

import re

CLOSING = "\"”’'»›)\\]」』）"
"""Marks that may stand behind the stop that ends a sentence, for a class in a pattern."""

_OPENING = "“‘„«‹\"'([¿¡「『（"
_STOPS = ".!?…؟۔։"
_WIDE = "。！？।॥"
"""Stops of scripts that leave no space behind them, or end no short form."""

_END = re.compile(rf"[{_STOPS}][{CLOSING}]*(\s+)(?=\S)|[{_WIDE}][{CLOSING}]*(\s*)(?=\S)")
_CLOSED = re.compile(rf"[{_STOPS}{_WIDE}][{CLOSING}]*$")

# Before a name a title is never the end of a sentence.
_TITLES = frozenset(
    "Mr Mrs Ms Mx Dr Drs Prof Rev Hon Capt Col Gen Sgt Lt Sen Gov Messrs Hr Hrn Fr Frl Dipl Ing "
    "Dipl.-Ing Mag MM Mme Mlle Mlles Mmes Mgr Sr Sra Srs Sras Srta Srtas Dª Dña Dn Ud Uds Vd Vds "
    "Dra Drª "
    "Dres Profª Profa Lic Arq Excmo Excma Ilmo Ilma Sig Sigg Sig.ra Sig.na Sig.ri Dott Dott.ssa "
    "Dottssa Avv Geom Prof.ssa Rag Arch Egr Gent Spett Exmo Exma Eng Engª Dhr Mevr Mw Mej Fru Frk "
    "Inż Św Bp Abp Płk Ks dr prof mgr inż św ks bp sig sigg sig.ra sig.na dott dott.ssa avv geom "
    "ing arch dhr mevr mw drs sr sra srta lic hr fr Fa Fam lek Lek adw Adw doc Doc".split()
)
# What comes behind these belongs to them: "ca. 40", "bzw. Strom", "3 Mio. Euro", "ul. Długa".
_NEVER = frozenset(
    "e.g i.e approx vs cf viz esp incl excl resp mln mld mrd mio tys ca env aprox av avd avda "
    "ctra pza p.za p.zza v.le c.so l.go ul np tzn tzw tj m.in wg bzw zzgl abzgl ggf evtl sog inkl "
    "exkl gem vgl bez geb tsd lfd z.b zb d.h dh u.a i.d.r v.a o.g z.t z.zt p.ex c.-à-d c.à.d p.ej "
    "p.es ad.es bijv bijv.b v.b b.v bv o.a d.w.z m.b.t t.a.v i.p.v t.ex bl.a d.v.s dvs s.k milj "
    "ev mt ft bd blvd trav pç pça rod woj plac gegr gepr zert".split()
)
# Short only where a figure comes behind: "No. 7", "Nr. 12", "max. 3"; else words like any other.
_BEFORE_FIGURE = frozenset(
    "no nos nr nrn núm num nbr art abs abschn vol fig abb p pp s pg pág págs pag pagg str tel tél "
    "telef tlf tlfn fax max máx min mín est mind ok jan feb febr mar mär apr avr abr jun jul juil "
    "juin aug ago août sep sept set oct okt ott out nov dec dez déc dic kap ch apt ste rm poz kl "
    "godz hr cap lok m par pkt l pl os al st nº n° n cd stk ed edn "
    # Days, months and what Roman figures number: "Sat. 3 Jan.", "s. XXI", "Vol. III", "Bj. 1998".
    "mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so lun mar mer mié jeu jue ven "
    "vie sam sáb dim dom gio sab seg ter qua qui sex ma wo vr za zo mån tis ons tors tor lör sön "
    "pon pn wt śr czw cz pt sob sb niedz ndz nd janv févr fév avril ene abr ago set sept gen mag "
    "giu lug fev mai out dez mrt sty lut kwi maj cze lip sie wrz paź lis gru sec séc jh bj bd bde "
    "t tom tome libro deel dl hfst rozdz cz abt mk bldg apto apt ca c est ed qty hab blz afb rys "
    "str sid bil uppl aufl ext pg ref réf rif gr tg tam rozm stl strl mt vån ét piętro pos verd "
    "hausnr huisnr art-nr art.nr "
    # Where something is, and how often: "Bldg. 4", "Hwy. 101", "wew. 12", "1 x tägl. 20 Tropfen".
    "bldg blg blk rm fl flr rte hwy ln unit chap chapitre hfdst wew gab kod nip int kam kav tst "
    "pta esc blq dcho dpto ofic loc suc lgh uppg anv storg kungsg drottningg vasag hamng kyrkog "
    "skolg götag järnvägsg tgl tägl wö wöchentl mtl monatl jährl stdl stündl dagl wekel dagel codz "
    "ausg folge lfg heft app bât".split()
)
_LETTERED_SHORT = frozenset(
    "bldg blg blk rm apt ste unit fig abb vol nr zi gr gab lok apto bl blq esc pta scala int haus "
    "gate geb kap bât app".split()
)
"""Short before a letter of its own too: "Bldg. C"."""

_AFTER_TITLE = frozenset(
    "med dent vet wet rer nat phil jur iur oec hum techn tech stom farm hab inż psych theol sc pol "
    "agr h.c soc ek kand".split()
)
"""What doctors are of, behind another short form: "Dr. med. dent. Lee", "lek. wet. Lis"."""
_NUMERAL = re.compile(r"(?=[IVXLC]*[VX]|I{2})[IVXLC]+")
"""A Roman figure that is no word: "I" alone is one, and so are most single letters."""

_COUNTED_SHORT = frozenset(
    "min std sek stk pers zi mon jh j wo pck pkg msp pr tl el godz szt os pok mies tyg łyż łyżecz "
    "szkl kpl op tim tsk msk st pers mån hab cda cdas cdta cdtas ud uds pza cucch pz sett qto qtos "
    "col colh xíc un sem eetl theel mnd wk tsp tbsp oz lb lbs pkg doz gal qt hr hrs mins".split()
)
"""Short units: behind a figure they end no sentence before a word that begins none."""

_IN_SWEDEN = frozenset("på vid till från och i".split())
"""What stands before a Swedish street that ends in a short "gata" or "väg": "på Sveav. 12"."""

_ALLEYS = re.compile("(?:skie|ckie|skich|ości|ego|Jana|Armii|Wojska|Pokoju|Róż)$")
"""What Polish alleys are called: before other words "al." may end a sentence."""

_DEGREES = frozenset("Ph.D M.D Ed.D D.Phil M.Sc B.Sc M.A B.A LL.M LL.B M.B.A D.D.S Psy.D".split())
"""Degrees: "a Ph.D. student", and "Anna Lee, Ph.D. She ..."."""
_SAINTS = frozenset(
    "Albans Albert Andrew Andrews Ann Anne Anthony Augustine Austell Barnabas Bartholomew Barts "
    "Bernard Bride Brigid Catherine Catharines Cecilia Christopher Clair Clare Columba Cuthbert "
    "David Davids Denis Dunstan Edmund Edmunds Edward Elizabeth Etienne Francis Gallen George "
    "Georges Germain Giles Gregory Helen Helena Helens Ignatius Ives James Jerome Joan Joe John "
    "Johns Joseph Jude Julian Just Kilda Kitts Laurence Lawrence Leonard Leonards Louis Lucia "
    "Luke Malo Margaret Mark Marks Martin Martins Mary Marys Matthew Mellion Michael Michaels "
    "Moritz Neot Neots Nicholas Nick Olave Oswald Pancras Patrick Patricks Paul Pauls Peter "
    "Peters Petersburg Philip Pierre Pölten Regis Rita Sebastian Simon Stephen Stephens Swithin "
    "Teresa Thomas Tropez Ursula Valentine Vincent William".split()
)
"""Who is a saint behind "St.": any other name behind a street begins a sentence."""

_RANKED = frozenset(
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember "
    "Stock Etage Klasse Geburtstag Jahrhundert Jahrestag Platz Runde Tag Mal OG UG DG ZG Jh "
    "Obergeschoss Untergeschoss Stockwerk Semester Auflage Liga Halbjahr Quartal Jahr Woche Aufl "
    "Ausg Kl Et Abt Stck Std Jhd Kap Sem Wo Mon Jan Feb Febr Apr Aug Sept Sep Okt Nov Dez "
    "Lebensjahr Spieltag Versuch Anlauf Preis Kind Gang Satz".split()
)
"""What German counts with a figure and a stop: "am 5. Mai"."""

_TIMES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|[ECMP][SD]?T\b|"
    r"GMT|UTC|BST|CET|Eastern|Central|Pacific|Mountain|January|February|March|April|June|July|"
    r"August|September|October|November|December|I\b(?=['’])"
)
_OPENERS = frozenset(
    "The A An We You They He She It I This That These Those There Here Our Your My His Her Its "
    "Their Come Call Ask Visit See Try Get Book Buy Bring Join Start Order Find Tell Let Make "
    "Take And But So Or If When While Now Then Today Every Each All No Not Just Only More Most "
    "One Two What Why How Who Where Which Is Are Do Does Can Will In On At For From With After "
    "Before Der Die Das Ein Eine Wir Sie Er Es Und Aber Oder Wenn Im Am Jetzt Heute Mit Für "
    "Kommen Le La Les L Un Une Des Nous Vous Il Elle Ils Et Mais Ou Si Quand Dans Avec Pour Venez "
    "El Los Las Una Y O Pero Cuando En Con Para Nosotros Ven Usted Lo Gli I Il Noi Voi E Ma Se "
    "Quando Per Con Oggi Vieni Os As Um Uma Nós Você Mas Em Com Venha De Het Een Wij We U Jij "
    "Maar Of Als In Met Voor Kom Nu Det Den En Ett Vi Ni Och Men Om Med To Ten Ta My Wy On Ona I "
    "Ale Lub Gdy Z Dla Przyjdź".split()
)
"""Words that begin sentences and follow no initials: the end of "in the U.S. The queue ..."."""


def sentences(text: str) -> list[str]:
    """The text cut after the stops that end its sentences, spaces made single."""
    text = " ".join(text.split())
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        at = match.end()
        if ends(text[start : match.end()].rstrip(), text[at:]):
            found.append(text[start:at].strip())
            start = at
    found.append(text[start:].strip())
    return [part for part in found if part]


def ends(before: str, after: str) -> bool:
    """Whether a sentence ends between two parts of a line; with nothing after, whether it may."""
    before, after = before.rstrip(), after.lstrip()
    closed = _CLOSED.search(before)
    if closed is None:
        return False
    if before[closed.start()] in _WIDE or not after:
        return True
    opener = re.match(r"[\W_]*(\w[\w'’]*)", after)
    following = opener[1] if opener else ""
    if not _may_begin(after, following):
        return False
    if before[closed.start()] != ".":
        return True
    return not _short(before[: closed.start() + 1], following)


def short_form(before: str, after: str) -> bool:
    """Whether a text ends in a short form, or a sign, that what follows belongs to: "Dr.", "§"."""
    if re.search(r"(?:^|\s)[§№#]+$", before):
        return bool(after.strip())
    bare = before.rstrip(CLOSING)
    opener = re.match(r"[\W_]*(\w[\w'’]*)", after)
    return bare.endswith(".") and opener is not None and _short(bare, opener[1])


_SHORT_LAST = frozenset(
    "ltd inc co corp bros jr sr etc llc plc usw osw osv itd itp ecc enz ave rd blvd dr ct pcs "
    "approx godz min szt os tel sp mies rok r zł kw pers std uds cda apto abb mwst incl inkl "
    "excl".split()
)
"""Short forms that lines of type end in: "Miller & Co.", "2026 r.", "every 4 godz."."""


def unstopped(text: str) -> str:
    """A line of type without the stop of its sentence; a short form keeps its own: "to 5 p.m."."""
    text = text.rstrip()
    bare = text.rstrip(".")
    last = bare.split()[-1].lstrip(_OPENING) if bare.split() else ""
    dotted = re.fullmatch(r"(?:[^\W\d_A-Z]{1,2}\.)+[^\W\d_A-Z]{1,3}|(?:[A-Z]\.)+[A-Z]", last)
    if text == f"{bare}." and (dotted or last.lower() in _SHORT_LAST or last in _TITLES):
        return text
    return bare


def numbered(following: str) -> bool:
    """Whether a word is a figure or a Roman one: what "No." and "Vol." are short before."""
    return following[:1].isdecimal() or bool(_NUMERAL.fullmatch(following.rstrip(".,;:!?)")))


def opens(word: str) -> bool:
    """Whether a word begins sentences and is part of no name: "The", "Ask"."""
    return word in _OPENERS


def _may_begin(after: str, following: str) -> bool:
    if not following:
        return True
    first = following[0]
    return not first.islower() or after[0] in "¿¡"


def _short(before: str, following: str) -> bool:
    """Whether the text ends in a short form that what follows belongs to."""
    *earlier, last = before.split()
    previous = earlier[-1] if earlier else ""
    core = re.sub(
        r"^(?:[dlnsDLNS]|un|dell|all|dall|nell|sull|quell|qu)['’](?=\w)",
        "",
        last.lstrip(_OPENING)[:-1],
    )
    # Of days and numbers that are joined, the last is short: "Mo.–Fr. 9", "Kunden-Nr. 3".
    parted = re.search(r"[–—/](\w[\w.]*)$", core)
    core = parted[1] if parted else core
    low = core[:1].lower() + core[1:]
    figure = numbered(following)
    if _led(core, low.lower(), previous, following):
        return True
    if core in ("St", "Ste") and not figure:
        saint = re.sub(r"['’]s?$", "", following) in _SAINTS
        return saint or not (previous[:1].isupper() and len(earlier) > 1)
    if core == "Dr" and opens(following) and previous[:1].isupper() and not opens(previous):
        # "12 Elm Dr. Call us": a drive.
        return False
    if core in _TITLES:
        return not figure or low.lower() in _BEFORE_FIGURE
    if low.lower() in _NEVER or (len(core) < 4 and previous.lower() in _CHAINS):
        return True
    if figure:
        return low.lower() in _BEFORE_FIGURE or low.endswith("str")
    if low == "al" and _ALLEYS.search(following):
        return True
    if core in _DEGREES or (low.lower() in _COUNTED_SHORT and re.search(r"\d$|½$", previous)):
        return following not in _OPENERS
    if core.isdecimal():
        return len(core) <= 2 and following in _RANKED
    if core.lower() in ("a.m", "p.m"):
        return bool(_TIMES.match(following))
    if re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]|[A-Z]{2}", core):
        return _initial(core, previous, following)
    return previous.lower() in ("ad", "per", "p.") and core in ("es", "ex", "ej")


def _led(core: str, low: str, previous: str, following: str) -> bool:
    """Whether a short form goes on by what stands about it: "Bldg. C", "lek. wet. Lis"."""
    if low in _LETTERED_SHORT and re.fullmatch(r"[A-Z]", following):
        return True
    if core in _AFTER_TITLE and previous.endswith("."):
        return True
    street = core[:1].isupper() and low[-1:] in ("g", "v") and previous.lower() in _IN_SWEDEN
    return street and numbered(following)


def _initial(core: str, previous: str, following: str) -> bool:
    """Whether letters with a stop go on: a name's ("J. Smith"), a short form's ("z. B. Obst")."""
    if core in ("EE", "z", "u", "d", "p", "t"):
        return not previous[:1].isdecimal()
    if core == "I" and previous.islower():
        return False
    if core.islower() or (len(core) == 2 and core.isalpha()):
        return False
    return following not in _OPENERS and previous.lower() not in _LETTERED


_CHAINS = frozenset(("z.", "u.", "d.", "p.", "t.", "bl.", "o.", "v.", "i."))
"""First letters of short forms of several: "z. B.", "p. ej."."""

_LETTERED = frozenset(
    "vitamin vitamine vitamina plan option type class grade room gate terminal hepatitis point "
    "size typ klasse größe taille talla taglia maat storlek zone zona line linie i".split()
)
"""Nouns that a letter names: "vitamin C." ends a sentence where "J." would begin a name."""
