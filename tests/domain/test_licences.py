"""What the words of licences mean for an ad: refused, noted, or allowed, in ten languages."""

import pytest

from reelwright.domain.licences import forbids_ads, forbids_changes, refusal, told

SHUT = (
    # Creative Commons, as codes, addresses and names
    "CC BY-NC 4.0", "CC-BY-NC-SA 4.0", "cc by nc", "CC_BY_NC", "BY-NC-ND", "CC BY‑NC 3.0", "NC",
    "https://creativecommons.org/licenses/by-nc/4.0/",
    "Attribution-NonCommercial 4.0 International",
    "Creative Commons Namensnennung - Nicht kommerziell 4.0",
    "Attribution - Pas d'Utilisation Commerciale", "Reconocimiento-NoComercial",
    "Attribuzione - Non commerciale", "Atribuição-NãoComercial", "Naamsvermelding-NietCommercieel",
    "Erkännande-IckeKommersiell", "Uznanie autorstwa-Użycie niekomercyjne", "表示-非営利 4.0",
    # English
    "non-commercial use only", "noncommercial", "Not for commercial use", "no commercial use",
    "Commercial use prohibited", "commercial use is not allowed", "Editorial use only",
    "editorial only",
    "for editorial purposes", "personal use only", "Free for personal use", "private use",
    "Not for advertising",
    "No advertising", "not to be used in ads", "advertising use excluded", "internal use only",
    "educational use only", "for research purposes only",
    "non-commercial; commercial licence on request",
    "Free for non-commercial use, contact us for commercial use",
    "commercial use requires written permission",
    # German
    "nicht kommerziell", "nichtkommerzielle Nutzung", "nicht für kommerzielle Zwecke",
    "Keine gewerbliche Nutzung", "kommerzielle Nutzung untersagt", "nur für private Zwecke",
    "Nur zum privaten Gebrauch", "Privatgebrauch", "nur redaktionelle Nutzung", "nicht für Werbung",
    "keine werbliche Verwendung", "Werbung ausgeschlossen",
    # French
    "usage non commercial", "utilisation commerciale interdite", "usage privé uniquement",
    "à titre personnel", "usage éditorial uniquement", "pas de publicité", "hors publicité",
    # Spanish
    "uso no comercial", "prohibido el uso comercial", "sin fines comerciales", "sin ánimo de lucro",
    "solo uso editorial", "uso personal", "no apto para publicidad",
    "prohibida su utilización en publicidad",
    # Italian
    "uso non commerciale", "vietato l'uso commerciale", "solo uso editoriale", "per uso personale",
    "non per pubblicità", "senza scopo di lucro",
    # Portuguese
    "uso não comercial", "proibido o uso comercial", "sem fins lucrativos", "apenas uso editorial",
    "uso pessoal", "não para publicidade",
    # Dutch
    "niet-commercieel gebruik", "niet voor commerciële doeleinden", "geen commercieel gebruik",
    "redactioneel gebruik", "alleen voor privégebruik", "persoonlijk gebruik", "niet voor reclame",
    # Swedish
    "icke-kommersiell användning", "ej för kommersiellt bruk", "endast redaktionell användning",
    "för privat bruk", "inte för reklam",
    # Polish
    "użytek niekomercyjny", "nie do użytku komercyjnego", "tylko do użytku redakcyjnego",
    "do użytku prywatnego", "do użytku osobistego", "nie do reklamy", "zakaz użycia w reklamie",
    # Japanese
    "非商用", "商用利用不可", "商用利用は禁止", "営利目的での使用禁止", "私的利用のみ",
    "個人利用のみ",
    "エディトリアル使用のみ", "報道目的のみ", "広告利用不可",
)  # fmt: skip

OPEN = (
    "", "CC BY 4.0", "CC0", "Public domain", "CC BY-SA 4.0", "CC BY-ND 4.0",
    "commercial use allowed",
    "Commercial use OK", "free for commercial and non-commercial use",
    "personal and commercial use",
    "for private or commercial use", "editorial and commercial use",
    "no restrictions on commercial use",
    "No attribution required, commercial use allowed", "commercial use requires attribution",
    "Not only for personal use, also for commercial use", "licensed for advertising",
    "royalty free",
    "Unsplash License", "Pexels", "MIT", "Getty 2024-118, all media", "own work", "© Acme",
    "All rights reserved", "Licence from Editorial Planeta", "Photo: Ann, Raleigh, NC",
    "NC State Archives",
    "Private Collection", "Bank of Commerce", "kommerzielle Nutzung erlaubt", "Werbung erlaubt",
    "nicht nur privat, auch kommerziell", "für private und gewerbliche Zwecke",
    "usage commercial autorisé",
    "usage privé et commercial", "uso comercial permitido", "uso personal y comercial",
    "uso commerciale consentito",
    "uso personale e commerciale", "uso comercial permitido e pessoal",
    "commercieel gebruik toegestaan",
    "privé- en commercieel gebruik", "kommersiell användning tillåten",
    "użycie komercyjne dozwolone",
    "do użytku prywatnego i komercyjnego", "商用利用可",
    "個人利用・商用利用可", "Alle Rechte vorbehalten",
    "CC BY 4.0, no changes made", "shot for our ads in 2024", "made by us",
)  # fmt: skip


@pytest.mark.parametrize("licence", SHUT)
def test_licence_that_forbids_ads_is_refused_with_why_and_the_next_act(licence: str) -> None:
    assert forbids_ads(licence), licence
    assert licence[:20].split()[0] in refusal(licence)
    assert "get one that does" in refusal(licence)


@pytest.mark.parametrize("licence", OPEN)
def test_licence_that_does_not_forbid_ads_is_allowed(licence: str) -> None:
    assert refusal(licence) == ""


@pytest.mark.parametrize(
    ("licence", "says"),
    [
        ("CC BY-ND 4.0", "lets nothing be made of it"),
        ("Namensnennung, keine Bearbeitung", "lets nothing be made of it"),
        ("sans modification", "lets nothing be made of it"),
        ("sin obras derivadas", "lets nothing be made of it"),
        ("non opere derivate", "lets nothing be made of it"),
        ("sem derivações", "lets nothing be made of it"),
        ("geen afgeleide werken", "lets nothing be made of it"),
        ("inga bearbetningar", "lets nothing be made of it"),
        ("bez utworów zależnych", "lets nothing be made of it"),
        ("改変禁止", "lets nothing be made of it"),
        ("CC BY-SA 4.0", "under the same licence"),
        ("All rights reserved", "all rights are reserved"),
        ("© Ann. Alle Rechte vorbehalten", "all rights are reserved"),
        ("Tous droits réservés", "all rights are reserved"),
        ("Todos los derechos reservados", "all rights are reserved"),
        ("Tutti i diritti riservati", "all rights are reserved"),
        ("Todos os direitos reservados", "all rights are reserved"),
        ("Alle rechten voorbehouden", "all rights are reserved"),
        ("Alla rättigheter förbehållna", "all rights are reserved"),
        ("Wszelkie prawa zastrzeżone", "all rights are reserved"),
        ("無断転載を禁じます", "all rights are reserved"),
        ("All rights reserved; licensed for advertising until 2027", ""),
        ("CC BY 4.0", ""),
        ("", ""),
    ],
)
def test_what_a_person_should_know_of_a_licence_is_told(licence: str, says: str) -> None:
    assert says in told(licence)
    assert bool(told(licence)) == bool(says)


def test_no_derivatives_is_known_as_before() -> None:
    assert forbids_changes("CC BY-NC-ND 3.0")
    assert forbids_changes("no derivatives")
    assert not forbids_changes("CC BY-NC 3.0")
    assert not forbids_changes("no editorial use")
