"""Whether a text tells of people what no film may say to them: faith, health, means and the like.

A survey's columns are sorted where they are read; this is the last look at single statements, which
an older codebook may have let through. Only words that can hardly mean anything else stand here.
"""

import re
import unicodedata

_STEMS = (
    # faith
    r"pray(?:s|ing|ers?)?|halal|kosher|hijab|headscar(?:f|ves)|ramadan|mosque|"
    r"go(?:es)? to (?:church|mass)|attend church|believe in god|their faith|"
    r"muslims?|christians?|jewish|catholics?|"
    r"beten (?:jeden|täglich|regelmäßig|oft)|koscher|kopftuch|moschee|prient|voile islamique|"
    r"casher|mosquée|rezan|rezar|misa|pregano|in chiesa|a messa|rezam|missa|bidden (?:elke|iedere)|"
    r"hoofddoek|moskee|slöja|moské|modlą się|modlitw\w*|礼拝|お祈り|ハラール|"
    # origin
    r"roots|visas?(?! card)|asylum|refugees?|immigrants?|nationality|ethnic\w*|"
    r"migrationshintergrund|"
    r"asyl\w*|racines|titre de séjour|raíces|permiso de residencia|radici|permesso di soggiorno|"
    r"raízes|verblijfsvergunning|uppehållstillstånd|rötter|korzenie|karta pobytu|在留資格|国籍|"
    # health and disability
    r"insulin\w*|diabet\w*|depress(?:ed|ion)|depressi\w*|psychiatr\w*|psychotherap\w*|psiquiatr\w*|"
    r"psichiatr\w*|psykiatr\w*|medication|antidepress\w*|wheelchairs?|disab(?:led|ility)|pregnant|"
    r"cancer|hiv|rollstuhl|schwanger|handicapés?|discapacidad|disabili\w*|deficiência|rolstoel|"
    r"rullstol|niepełnosprawn\w*|インスリン|精神科|うつ病|車椅子|"
    r"high blood pressure|hypertens\w*|hipertens\w*|ipertens\w*|bluthochdruck\w*|nadciśnieni\w*|"
    r"hoge bloeddruk|högt blodtryck|高血圧|migr(?:ai|ä|a)n\w*|migraña\w*|enxaqueca\w*|"
    r"emicrani\w*|片頭痛|co?eliac\w*|zöliakie|c[œo]eliaque|celíac\w*|celiac[ioah]\w*|"
    r"celiaki\w*|(?:gluten|lactose|laktose?)[- ]?intoleran\w*|intoléran\w*|hay ?fever|"
    r"heuschnupfen|hooikoorts|hösnuva|花粉症|allergi(?:c|es|sch|que)\w*|asthma\w*|astmatik\w*|"
    r"epilep\w*|arthritis|rheuma\w*|statins?|insulina|walking frames?|rollators?|"
    r"hearing aids?|hörgerät\w*|menopaus\w*|wechseljahre\w*|更年期|bipolar\w*|schizo\w*|"
    r"anorexi\w*|bulimi\w*|alcoholi(?:c|cs|sm)|dementia|demenz|alzheimer\w*|chronic\w* ill\w*|"
    # politics, unions, love
    r"trade unions?|their unions?|vote (?:in|for)|left[- ]wing|right[- ]wing|gewerkschaft\w*|"
    r"syndiqués?|sindicato|sindacato|vakbond|fackförening|związk\w* zawodow\w*|労働組合|"
    r"gay|lesbian|"
    r"bisexual|homosexuel\w*|homosexual\w*|"
    # means
    r"(?:pay|afford) (?:their|the|my) rent|make ends meet|on benefits|universal credit|food banks?|"
    r"in debt|bürgergeld|über die runden|leur loyer|rsa|a fin de mes|a fine mese|bolsa família|"
    r"credit scores?|tax brackets?|steuerklasse\w*|schufa\w*|tranche d.imposition|irpef|"
    r"uitkering|rondkomen|försörjningsstöd|zasiłek|生活保護|家賃"
)
_TELLS = re.compile(rf"(?<![^\W\u3040-\u9fff])(?:{_STEMS})(?![^\W\u3040-\u9fff])", re.I)
_NOT = re.compile(r"\b(?:root (?:beer|vegetable)s?|roots? vegetables?|credit unions?)\b", re.I)


def tells_who_people_are(text: str) -> bool:
    """Whether a statement on people tells a protected trait of theirs, or how poor they are."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    return bool(_TELLS.search(_NOT.sub(" ", plain)))
