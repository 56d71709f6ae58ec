"""Licences bound to a use that is no ad, and those that only seem so, in ten languages."""

import pytest

from reelwright.domain.licences import forbids_ads, refusal
from reelwright.domain.picture import Rights

SHUT = {
    "en": (
        "Editorial", "Getty Images Editorial", "Editorial RF", "Editorial Collection 2024",
        "Press use only", "News use only", "For press purposes",
        "Press photo, for coverage of the opening", "Photojournalism use only", "personal",
        "Personal licence", "Private", "Internal", "Internal use", "For internal purposes",
        "For internal communications only", "Intranet only", "Staff training only",
        "Not cleared for paid media", "No paid media", "No paid social", "organic social only",
        "Organic only, no boosting", "Unpaid posts: owned media only", "For family use only",
        "Students only", "Comp", "Comp image", "Comping licence", "Layout use only",
        "Preview only", "Watermarked preview", "For evaluation only", "For evaluation purposes",
        "Test use only", "Expired", "Licence expired", "The licence has expired",
        "Usage rights expired", "No longer licensed", "Unlicensed", "Not licensed",
        "Not for use", "Permission pending; not cleared", "Not for advertisement",
        "Not cleared for commercial or advertising use", "No ads", "Restricted to editorial",
        "Classroom use only", "Non-profit use only", "Not for sponsored posts",
        "not approved for marketing",
    ),
    "de": (
        "Redaktionell", "rein redaktionell", "Editorial",
        "Pressebild, nur für Berichterstattung", "Pressefoto", "Nur für Presse",
        "Nur für die Presse", "Pressenutzung", "Nur für journalistische Zwecke", "persönlich",
        "privat", "Für private Nutzung", "intern", "Nur für interne Zwecke",
        "Nur zum internen Gebrauch", "Interne Nutzung", "Nur firmenintern",
        "Nur für Mitarbeiter", "Nur für Schulungen", "Keine bezahlten Medien",
        "Nicht für bezahlte Werbung", "Nur organisch", "Nur organische Nutzung",
        "Keine Kampagnen", "Nur für die Familie", "Nur für Unterricht", "Layoutbild",
        "Nur zur Ansicht", "Nur als Muster", "Vorschau", "Nur für Testzwecke", "Abgelaufen",
        "Die Lizenz ist abgelaufen", "Nutzungsrechte abgelaufen", "Nicht mehr lizenziert",
        "Nicht lizenziert", "Keine Lizenz", "Nicht freigegeben", "Nicht zu Werbezwecken",
        "Darf nicht in Anzeigen verwendet werden", "Keine Freigabe für Werbung",
        "Rechte ungeklärt", "Nicht für Werbemittel", "Keine Anzeigen",
    ),
    "fr": (
        "Éditorial", "Usage rédactionnel", "rédactionnel", "Licence éditoriale",
        "Presse uniquement", "Réservé à la presse", "Photo de presse", "Usage journalistique",
        "personnel", "Personnel uniquement", "privé", "Interne", "Usage interne",
        "À usage interne uniquement", "Réservé aux salariés", "Pas de médias payants",
        "Pas de publication sponsorisée", "Organique uniquement", "Usage familial",
        "Usage scolaire", "Maquette uniquement", "Pour maquette", "Aperçu",
        "Pour évaluation uniquement", "Expirée", "Licence expirée", "La licence a expiré",
        "Droits expirés", "Sans licence", "Droits non acquis", "Ne pas utiliser",
        "Ne pas utiliser en publicité", "Pas d'autorisation pour la publicité",
        "Publicité exclue", "Aucun usage publicitaire", "Pas pour la pub", "Sans droits pub",
    ),
    "es": (
        "Editorial", "Uso editorial", "Foto solo para prensa", "Prensa", "Uso periodístico",
        "Solo medios de comunicación", "Personal", "Privado", "Uso privado", "Interno",
        "Uso interno", "Solo para uso interno", "Sin medios de pago",
        "No apto para medios pagados", "Solo orgánico", "Uso familiar", "Uso escolar",
        "Solo maqueta", "Vista previa", "Solo para evaluación", "Caducada", "Licencia caducada",
        "La licencia ha caducado", "Derechos vencidos", "Sin licencia", "No autorizado",
        "No usar", "No usar en publicidad", "No utilizar para anuncios", "Publicidad no",
        "Sin permiso para publicidad", "Prohibido en publicidad", "Ningún uso publicitario",
    ),
    "it": (
        "Editoriale", "Uso redazionale", "Uso giornalistico", "Solo per la stampa",
        "Diritto di cronaca", "Personale", "Privato", "Uso privato", "Interno", "Uso interno",
        "Solo per uso interno", "Riservato ai dipendenti", "No media a pagamento",
        "Non per media a pagamento", "Solo organico", "Uso familiare", "Uso didattico",
        "Solo bozza", "Anteprima", "Solo per valutazione", "Scaduta", "Licenza scaduta",
        "La licenza è scaduta", "Diritti scaduti", "Senza licenza", "Non autorizzato",
        "Non usare", "Non usare in pubblicità", "Non utilizzabile a fini pubblicitari",
        "Nessun uso pubblicitario", "Pubblicità esclusa", "Vietato in pubblicità",
    ),
    "pt": (
        "Editorial", "Uso editorial", "Apenas imprensa", "Uso jornalístico", "Pessoal",
        "Privado", "Uso privado", "Interno", "Uso interno", "Somente uso interno",
        "Sem mídia paga", "Não para meios pagos", "Só orgânico", "Uso familiar", "Uso escolar",
        "Apenas maquete", "Pré-visualização", "Apenas para avaliação", "Expirada",
        "Licença expirada", "A licença expirou", "Direitos expirados", "Sem licença",
        "Não autorizado", "Não usar", "Não usar em publicidade", "Não utilizar em anúncios",
        "Nenhum uso publicitário", "Publicidade proibida", "Sem autorização para publicidade",
    ),
    "nl": (
        "Redactioneel", "Editorial", "Alleen redactioneel", "Alleen voor pers", "Persfoto",
        "Journalistiek gebruik", "Persoonlijk", "Privé", "Intern", "Intern gebruik",
        "Alleen voor intern gebruik", "Alleen personeel", "Geen betaalde media",
        "Alleen organisch", "Familiegebruik alleen voor familie",
        "Schoolgebruik, alleen onderwijs", "Alleen voor layout", "Preview",
        "Alleen ter beoordeling", "Verlopen", "Licentie verlopen", "De licentie is verlopen",
        "Rechten verlopen", "Niet gelicentieerd", "Geen licentie", "Niet gebruiken",
        "Niet gebruiken in advertenties", "Geen toestemming voor reclame", "Reclame uitgesloten",
        "Geen advertenties",
    ),
    "sv": (
        "Redaktionell", "Redaktionellt", "Endast redaktionellt bruk", "Endast för press",
        "Pressbild", "Journalistiskt bruk", "Personlig", "Personligt bruk", "Privat", "Intern",
        "Internt bruk", "Endast internt", "Endast för internt bruk", "Endast anställda",
        "Inga betalda medier", "Ej för betald media", "Endast organiskt", "Endast familj",
        "Endast skolbruk", "Endast layout", "Förhandsvisning", "Endast för utvärdering",
        "Utgången", "Licensen har gått ut", "Rättigheterna har gått ut", "Ej licensierad",
        "Ingen licens", "Får inte användas", "Får ej användas i reklam", "Ingen reklam",
        "Inte för annonser", "Reklam förbjuden", "Inget tillstånd för reklam",
    ),
    "pl": (
        "Redakcyjne", "Tylko redakcyjne", "Użytek redakcyjny", "Dla prasy", "Tylko prasa",
        "Zdjęcie prasowe", "Użytek dziennikarski", "Osobiste", "Osobisty", "Prywatne",
        "Wewnętrzne", "Do użytku wewnętrznego", "Tylko do użytku wewnętrznego",
        "Tylko dla pracowników", "Nie do płatnych mediów", "Bez płatnych mediów",
        "Tylko organicznie", "Tylko dla rodziny", "Tylko do celów edukacyjnych", "Tylko podgląd",
        "Podgląd", "Tylko do oceny", "Licencja wygasła", "Wygasła", "Prawa wygasły",
        "Bez licencji", "Brak licencji", "Nie używać", "Nie używać w reklamie",
        "Nie wolno używać w reklamie", "Bez zgody na reklamę", "Reklama zabroniona",
        "Zakaz reklamy", "Tylko do użytku służbowego wewnętrznego",
    ),
    "ja": (
        "エディトリアル", "報道用", "報道のみ", "プレス用", "取材目的のみ", "個人用",
        "個人利用のみ", "私用のみ", "社内用", "社内限定",
        "社内利用に限る", "有料広告不可", "有料媒体での使用は禁止", "オーガニック投稿のみ",
        "家族のみ", "教育目的に限る", "カンプ用", "カンプ", "見本",
        "プレビュー", "評価用のみ", "期限切れ", "ライセンス切れ", "ライセンスが切れています",
        "使用期限が過ぎています", "ライセンスなし", "無許可",
        "使用不可", "広告での使用はご遠慮ください", "広告への使用は認めていません",
        "広告使用禁止", "宣伝利用不可",
    ),
    "mixed": (
        "For news organisations only", "Only to be used by the press",
        "Use limited to internal meetings", "Reuters Editorial",
        "This image may only be used in the family album", "Not for use in adverts",
        "Not licensed for paid advertising", "organic use only", "Review copy – not for use",
        "License terminated", "Nur zur internen Verwendung",
        "Nur für journalistische Berichterstattung",
        "Bildmaterial ausschließlich für die Presse", "Nicht für bezahlte Social-Media-Werbung",
        "Nur für den persönlichen Gebrauch", "Licence échue", "Réservé à un usage interne",
        "Pour la presse uniquement", "Ne peut être utilisé dans une publicité",
        "Solo para medios periodísticos", "Solo uso doméstico", "Prohibida la publicidad",
        "Licencia terminada", "Ad uso esclusivo della stampa",
        "Esclusivamente per uso personale", "Non utilizzare per campagne pubblicitarie",
        "Exclusivo para imprensa", "Proibido usar em propaganda", "Uso restrito interno",
        "Enkel voor persoonlijk gebruik", "Uitsluitend voor de pers",
        "Mag niet in reclame gebruikt worden", "Endast för pressändamål",
        "Får inte användas kommersiellt", "Endast för personligt bruk", "Wyłącznie dla prasy",
        "Tylko na użytek wewnętrzny", "Nie do celów reklamowych", "報道機関のみ使用可",
        "社内資料限定",
        "広告転用不可", "非売品・個人観賞用のみ", "Licens utgången 2023", "Vervallen licentie",
        "Licencja ważna do 2020, wygasła",
    ),
    "more": (
        "Editorial use restriction applies", "Shutterstock Editorial", "For journalists only",
        "Staff use only", "Not for paid promotion", "Nur für Zeitungen", "Redaktionelle Lizenz",
        "Nur für den Hausgebrauch", "Keine Nutzung in Werbemitteln", "Lizenz ist ausgelaufen",
        "Cliché presse", "Réservé aux membres de la famille", "Diffusion interne uniquement",
        "Publicité interdite", "Uso exclusivo de prensa", "Solo uso particular",
        "Derechos caducados", "Uso solo redazionale", "Solo uso aziendale interno",
        "Licenza non più valida", "Somente para a imprensa", "Uso estritamente pessoal",
        "Não autorizado para publicidade", "Alleen voor privé", "Uitsluitend intern gebruik",
        "Verlopen", "Enbart för intern användning", "Ej för kommersiell användning",
        "Wyłącznie do użytku redakcyjnego", "Materiał prasowy", "報道目的以外の使用不可",
        "社内用", "ライセンス期限切れ", "Internal use only, not for external use",
        "Nur intern, nicht extern",
    ),
}  # fmt: skip

OPEN = {
    "en": (
        "No commercial restrictions", "No restrictions on advertising",
        "Commercial use is not prohibited", "Not restricted to personal use",
        "Not only for editorial use", "Without limitation", "Press and advertising use allowed",
        "Internal and external use", "Editorial and advertising", "All uses incl. press",
        "Unrestricted, buyout", "Letterpress Studio, commissioned",
        "French Press Coffee Co., own work", "Personal Trainer Anna, own work",
        "Editorial Planeta, licence 44", "Press Association, paid licence 2024",
        "Home Depot, own shoot", "Family Photography Ltd, buy-out", "Copyright expired",
        "Public domain (expired)", "Organic Farm Ltd, own photos",
        "Internal ref. 4711, own work", "Licensed, paid", "License not expired",
        "No licence needed", "Model release not needed", "Studio test shoot, own work",
        "News Corp licence 12, all media", "No limits on use", "Not exclusive", "No AI training",
    ),
    "de": (
        "Keine kommerzielle Einschränkung", "Ohne Einschränkung nutzbar",
        "Keine Beschränkung auf private Nutzung", "Nicht auf redaktionelle Nutzung beschränkt",
        "Werbung nicht verboten", "Kommerzielle Nutzung nicht ausgeschlossen",
        "Nicht nur für die Presse", "Intern und extern", "Alle Nutzungsarten",
        "Uneingeschränkte Nutzung", "Persönlich beauftragt, eigenes Werk",
        "Privatfoto von uns, Werbung erlaubt", "Presse- und Werbenutzung",
        "Familienfoto, eigenes Werk", "Lizenz bezahlt", "Keine Exklusivität",
        "Urheberrecht abgelaufen, gemeinfrei", "Intern-Nr. 4711, eigenes Werk",
    ),
    "fr": (
        "Sans restriction commerciale", "Aucune limitation d'usage commercial",
        "Publicité non interdite", "Pas limité à un usage éditorial", "Usage interne et externe",
        "Tous usages", "Presse et publicité", "Pas seulement pour la presse",
        "Usage commercial non exclu", "Œuvre de commande",
        "Photo personnelle, tous droits cédés pour la publicité", "Licence payée",
    ),
    "es": (
        "Sin restricción comercial", "Sin limitaciones de uso comercial",
        "Publicidad no prohibida", "No limitado a uso editorial", "Uso interno y externo",
        "Todos los usos", "Prensa y publicidad", "No solo para prensa",
        "Licencia de Editorial Planeta", "Licencia pagada", "Uso comercial no excluido",
    ),
    "it": (
        "Nessuna restrizione commerciale", "Senza limiti di uso commerciale",
        "Pubblicità non vietata", "Non limitato all'uso editoriale", "Uso interno ed esterno",
        "Tutti gli usi", "Non solo per uso privato", "Stampa e pubblicità",
        "Licenza per stampa e web", "Uso commerciale non vietato", "Licenza pagata",
    ),
    "pt": (
        "Nenhuma restrição comercial", "Sem limites de uso comercial",
        "Publicidade não proibida", "Não limitado ao uso editorial", "Uso interno e externo",
        "Todos os usos", "Não só para imprensa", "Imprensa e publicidade", "Licença paga",
        "Uso comercial não proibido",
    ),
    "nl": (
        "Zonder commerciële beperking", "Geen beperking op commercieel gebruik",
        "Reclame niet verboden", "Niet beperkt tot redactioneel gebruik",
        "Intern en extern gebruik", "Alle media", "Niet alleen voor pers", "Pers en reclame",
        "Licentie betaald", "Onbeperkt gebruik",
    ),
    "sv": (
        "Utan kommersiella begränsningar", "Ingen begränsning av kommersiellt bruk",
        "Reklam inte förbjuden", "Inte begränsad till redaktionellt bruk",
        "Internt och externt bruk", "Alla medier", "Inte bara för press", "Press och reklam",
        "Licens betald",
    ),
    "pl": (
        "Bez ograniczeń komercyjnych", "Brak ograniczeń użycia komercyjnego",
        "Reklama nie jest zabroniona", "Nie tylko dla prasy", "Użytek wewnętrzny i zewnętrzny",
        "Wszystkie media", "Prasa i reklama", "Licencja opłacona", "Bez ograniczeń",
    ),
    "ja": (
        "商用利用制限なし", "商用利用に制限はありません", "社内・社外利用", "広告利用可",
        "報道・広告利用可", "全媒体", "商用利用可、個人利用可",
        "制限なし", "個人だけでなく商用も可", "無断使用の心配なし",
    ),
    "mixed": (
        "Cleared for press, web and paid media", "Commercial rights without restriction",
        "No restriction whatsoever", "Personal gift of the photographer, ads permitted",
        "Editorial and commercial licence", "Family Foods GmbH, Eigenproduktion",
        "Kommerziell uneingeschränkt nutzbar", "Werbung und Presse erlaubt",
        "Keine Einschränkungen", "Aucune interdiction commerciale",
        "Usage publicitaire sans restriction", "Sin ninguna restricción para uso comercial",
        "Prensa Ibérica S.A., cesión total", "Nessun divieto di uso commerciale",
        "Stampato in proprio", "Sem qualquer restrição ao uso comercial",
        "Geen enkele beperking voor reclame", "Inga förbud mot reklam", "Brak zakazu reklamy",
        "広告利用の制限はありません", "Internes Archiv Nr. 12, selbst fotografiert",
        "Persson Foto AB, köpt",
        "Pressman Academy, own work", "Comp. Acme, own", "Test kitchen shoot 2024, our own",
        "Preview Magazine, all media", "Studio Privat, Auftragsarbeit",
        "Unlimited commercial licence", "not just for editorial",
    ),
    "more": (
        "Restriction-free commercial use", "No editorial restriction",
        "Keine Beschränkungen für Werbung", "Nicht nur für interne Zwecke",
        "Sans limitation d'usage publicitaire", "Sin limitaciones publicitarias",
        "Senza restrizioni commerciali", "Sem limitações comerciais",
        "Zonder beperking voor commercieel gebruik", "Utan begränsningar för reklam",
        "Brak ograniczeń komercyjnych", "商用・広告利用の制限なし", "Letterpress print, own work",
        "Privatbrauerei Müller, Auftrag", "Redaktion Müller, Werbung erlaubt",
        "Personal project of ours, all uses", "personal use, all rights included",
    ),
}  # fmt: skip


def cases(table):
    return [(t, licence) for t, licences in table.items() for licence in licences]


@pytest.mark.parametrize(("tongue", "licence"), cases(SHUT))
def test_a_licence_for_the_press_the_house_or_to_look_at_is_refused(tongue, licence):
    assert "does not allow it in an ad" in refusal(licence)
    assert "get one that does" in refusal(licence)


@pytest.mark.parametrize(("tongue", "licence"), cases(OPEN))
def test_a_denied_limit_a_name_and_a_use_among_others_are_allowed(tongue, licence):
    assert refusal(licence) == ""


@pytest.mark.parametrize(
    ("licence", "why"),
    [("Editorial RF", "editorial"), ("Press use only", "press"), ("Uso interno", "internal"),
     ("persönlich", "private"), ("organic social only", "unpaid"), ("Comp image", "look at"),
     ("La licencia ha caducado", "ended"), ("Nicht lizenziert", "no leave"),
     ("Not cleared for paid media", "excludes ads")],
)  # fmt: skip
def test_the_reason_names_the_use(licence, why):
    assert why in forbids_ads(licence)


def test_names_of_holders_are_names_and_what_they_say_besides_counts():
    for name in ("Acme Editorial", "© Editorial Planeta", "Private", "Press", "Intern", "Comp."):
        assert not Rights(holder=name).forbids_ads
    assert Rights(holder="© Ann, press use only").forbids_ads
    assert Rights(holder="© Ann, nur für interne Zwecke").forbids_ads
    assert Rights(licence="Acme Editorial").forbids_ads


def test_words_that_begin_like_an_ad_allow_nothing():
    for name in ("Adobe Stock", "Adam Smith", "Publisher One", "Address 12"):
        assert forbids_ads(f"{name}, editorial use only")
