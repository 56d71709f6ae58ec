"""When a licence ends by its own words, in ten languages; and dates in it that are no ends."""

from datetime import date

import pytest

from reelwright.domain.licence_dates import ending
from reelwright.domain.picture import Rights

ENDS = {
    # Words of a licence, and the last day it is good for.
    "valid until 31.12.2024": "2024-12-31",
    "licence expired 2023-05": "2023-05-31",
    "usage rights through March 2027": "2027-03-31",
    "gültig bis Ende 2025": "2025-12-31",
    "2025年3月まで": "2025-03-31",
    "Expires 2024-06-30": "2024-06-30",
    "Licence ends June 30, 2026": "2026-06-30",
    "until 25/12/2025": "2025-12-25",
    "valid thru 12/25/2025": "2025-12-25",
    "Lizenz läuft am 15. März 2026 ab": "2026-03-15",
    "Nutzungsrechte bis 06/2027": "2027-06-30",
    "befristet bis zum 1.7.2025": "2025-07-01",
    "valable jusqu'au 31 décembre 2026": "2026-12-31",
    "droits jusqu'en mars 2025": "2025-03-31",
    "expire le 1er juin 2027": "2027-06-01",
    "válida hasta el 15 de agosto de 2025": "2025-08-15",
    "derechos hasta finales de 2026": "2026-12-31",
    "valida fino al 30 settembre 2026": "2026-09-30",
    "scade il 5 maggio 2025": "2025-05-05",
    "válida até 10 de outubro de 2027": "2027-10-10",
    "expira em 31/01/2026": "2026-01-31",
    "geldig tot en met 31 mei 2026": "2026-05-31",
    "rechten verlopen op 1 maart 2025": "2025-03-01",
    "gäller till och med 30 juni 2026": "2026-06-30",
    "giltig t.o.m. 2025-12-31": "2025-12-31",
    "ważna do 31 grudnia 2025 r.": "2025-12-31",
    "licencja wygasa w marcu 2027": "2027-03-31",
    "有効期限：2026年12月31日": "2026-12-31",
    "使用期間は2027年3月31日まで": "2027-03-31",
    "valid from 01.01.2024 to 31.12.2026": "2026-12-31",
    "usage 2023-2025": "2025-12-31",
    "until 1st of May 2028": "2028-05-01",
    "one campaign, ends Q2 2026": "2026-06-30",
    "Lizenz 2024/25": "2025-12-31",
    "rights end 2026-02-28": "2026-02-28",
    "Valid till end of May 2025": "2025-05-31",
    "exp. 11/2026": "2026-11-30",
    "not valid after 30 April 2027": "2027-04-30",
    "good through 2028": "2028-12-31",
    "license term: 1 Jan 2025 - 31 Dec 2027": "2027-12-31",
    "to be used before 1 July 2026": "2026-06-30",
    "Until 04.05.25": "2025-05-04",
    "Gültigkeit: 31.3.2026": "2026-03-31",
    "Nutzung bis Mitte 2026": "2026-06-30",
    "Lizenzende 30.09.2025": "2025-09-30",
    "abgelaufen am 2.2.2022": "2022-02-02",
    "droits cédés jusqu'à fin 2027": "2027-12-31",
    "fin des droits : 15/03/2026": "2026-03-15",
    "échéance 30 avril 2025": "2025-04-30",
    "vigente hasta diciembre de 2025": "2025-12-31",
    "caduca el 1 de enero de 2027": "2027-01-01",
    "vence el 31/12/26": "2026-12-31",
    "diritti fino a dicembre 2025": "2025-12-31",
    "scadenza 31/12/2025": "2025-12-31",
    "valido sino al 15 gennaio 2028": "2028-01-15",
    "validade: 31/12/2027": "2027-12-31",
    "direitos até o fim de 2026": "2026-12-31",
    "vigência até março de 2025": "2025-03-31",
    "geldig t/m 31-12-2026": "2026-12-31",
    "licentie loopt af op 5 juni 2025": "2025-06-05",
    "tot eind 2027": "2027-12-31",
    "giltigt till 31 mars 2027": "2027-03-31",
    "licensen upphör den 1 maj 2026": "2026-05-01",
    "rättigheter till slutet av 2025": "2025-12-31",
    "prawa do końca 2026": "2026-12-31",
    "termin ważności: 30.06.2027": "2027-06-30",
    "licencja do czerwca 2025": "2025-06-30",
    "2026/12/31まで使用可": "2026-12-31",
    "期限 2025年末": "2025-12-31",
    "令和8年3月31日まで": "2026-03-31",
    "Usage: 2 years, until 5 September 2027": "2027-09-05",
    "Licence valid to 31/03/2026": "2026-03-31",
    "Rights cleared until 2026-Q3": "2026-09-30",
    "Web and print, through Dec 2025": "2025-12-31",
    "Lapsed in Feb 2024": "2024-02-29",
    "Valid 01/01/2025 – 31/12/2025": "2025-12-31",
    "Do not use after 13/05/2026": "2026-05-13",
    "Extended: until 2025-01-31, now until 2027-01-31": "2027-01-31",
    "Nutzung erlaubt bis einschließlich 30.11.2027": "2027-11-30",
    "Lizenz gültig: 01.01.2025–31.12.2026": "2026-12-31",
    "läuft Ende März 2027 aus": "2027-03-31",
    "Rechte enden zum 30. Juni 2026": "2026-06-30",
    "Licence accordée jusqu'au 3/4/2026": "2026-04-03",
    "droits acquis du 01/02/2025 au 31/01/2027": "2027-01-31",
    "n'est plus valable après le 1 mars 2025": "2025-03-01",
    "licencia vigente hasta el 3/4/2026": "2026-04-03",
    "derechos del 1/1/2025 al 31/12/2026": "2026-12-31",
    "uso permitido hasta abril de 2027": "2027-04-30",
    "licenza valida dal 1/1/2025 al 31/12/2026": "2026-12-31",
    "diritti in scadenza a giugno 2026": "2026-06-30",
    "entro il 1° luglio 2026": "2026-07-01",
    "uso permitido até 03/04/2026": "2026-04-03",
    "direitos expiram em maio de 2026": "2026-05-31",
    "licença de 1/1/2025 a 31/12/2026": "2026-12-31",
    "gebruik toegestaan tot 3/4/2026": "2026-04-03",
    "licentie verloopt eind 2026": "2026-12-31",
    "rechten t/m december 2027": "2027-12-31",
    "licensen gäller 2025-01-01 – 2026-12-31": "2026-12-31",
    "får användas t.o.m. mars 2027": "2027-03-31",
    "går ut den 5 juli 2026": "2026-07-05",
    "licencja ważna od 01.01.2025 do 31.12.2026": "2026-12-31",
    "prawa wygasają 5 maja 2026": "2026-05-05",
    "użycie dozwolone do 3/4/2026": "2026-04-03",
    "2025年1月1日から2026年12月31日まで": "2026-12-31",
    "ライセンス有効期限 2027/03": "2027-03-31",
    "2026年6月末まで利用可能": "2026-06-30",
    "2027年まで": "2027-12-31",
}
TODAY = date(2026, 1, 15)


@pytest.mark.parametrize(("words", "day"), ENDS.items())
def test_a_licence_ends_on_the_day_that_its_words_name(words, day):
    end = ending(words)
    assert end is not None
    assert (end.last.isoformat(), end.other) == (day, None)


@pytest.mark.parametrize(
    "words",
    [
        "CC BY 4.0, photo taken 12.05.2019",
        "© 2019 Ann Painter",
        "Getty Images, licensed 2021, all media",
        "licence bought 2024-01-10, unlimited",
        "royalty free since 2015",
        "© 2024–2026 Studio Nord",
        "Foto vom 3.4.2022, lizenziert",
        "Shot in March 2023, buyout",
        "Order 2024-11-03, perpetual",
        "CC BY-SA 3.0 (2012)",
        "pictures of 2025, no end date",
        "until the end of next year",
        "Foto: Ann, 12/2023",
        "photo prise le 3 mai 2020, tous droits",
        "撮影日：2024年5月1日",
        "embargoed until 2027-01-01",
        "nicht vor 01.01.2027 veröffentlichen",
        "CC0 1.0",
        "CC BY 2.0 DE",
        "AS-12-2024-001, Adobe Stock",
        "valid for 12 months from 2025-01-01",
    ],
)
def test_other_dates_in_a_licence_are_no_end(words):
    assert ending(words) is None


@pytest.mark.parametrize(
    "words", ["Use until 03/04/2025", "expires 1/2/2026", "expires: 07/08/2027"]
)
def test_a_day_that_can_be_read_in_two_ways_is_asked_for(words):
    end = ending(words)
    assert end is not None
    assert end.other is not None
    assert "note the right one as `expires`" in Rights(licence=words).told


def test_what_ended_is_refused_with_its_date_and_what_ends_later_is_told():
    ended = Rights(licence="gültig bis Ende 2025")
    assert ended.barred(TODAY) == "its licence ended on 2025-12-31"
    later = Rights(licence="usage rights through March 2027")
    assert later.barred(TODAY) == ""
    assert later.told.startswith("its licence ends on 2027-03-31")
    assert later.barred(date(2027, 4, 1)) == "its licence ended on 2027-03-31"


def test_a_notice_of_who_holds_it_may_name_the_day_too():
    assert Rights(holder="© Ann, valid until 2024").barred(TODAY)
    assert not Rights(holder="© 2024 Ann").barred(TODAY)


def test_of_two_readings_both_have_to_be_over_for_a_plain_refusal():
    words = Rights(licence="until 03/01/2026")
    assert "2026-01-03 or 2026-03-01" in words.barred(TODAY)
    assert words.barred(date(2026, 3, 2)) == "its licence ended on 2026-03-01"
    assert not words.barred(date(2026, 1, 2))


def test_the_day_that_a_person_noted_goes_before_the_words():
    renewed = Rights(licence="valid until 31.12.2024", expires="2028-06-30")
    assert not renewed.barred(TODAY)
    assert not renewed.told
