"""Days as Japanese lines write them, with the day of the week in brackets."""

import re
from collections.abc import Callable, Iterator

from .clock import told_date
from .tongues import Tongue

Say = Callable[[re.Match[str], Tongue], str | None]
"""What is said for a match; None: it is not what it looked like."""

_WEEKDAYS = dict(zip("月火水木金土日", "げつ か すい もく きん ど にち".split(), strict=True))
_TAXED = {"込": "こみ", "抜": "ぬき", "別": "べつ"}
_DATED = (
    r"(?=\s?[(（][月火水木金土日祝]|\s?(?:から|まで|より|以降|限定|に(?:開|公|発|放|オープン|スタート)|[〜～]|"
    r"(?:プレ)?オープン|スタート|発売|開[催店始演]|締切|当日|必着))"
)
"""What shows in Japanese that "3/5" is a day, and no part of a whole."""


def japanese_day_rules() -> Iterator[tuple[str, Say]]:
    """Days as Japanese lines write them: "4/10(金)から", "3/5〜3/8", and what tax is in a price."""
    day = r"(?<![\w.,/:-])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?P<y>)(?![\w/.])"
    yield day + _DATED, _japanese_day
    yield rf"(?:(?<=[〜～])|(?<=から)){day}", _japanese_day
    yield day + r"(?!\s?(?:の|カップ|個|本|合|枚|リットル|サイズ|以[上下]|ほど|に))", _late_day
    yield (
        r"(?:(?<=[\d日祝週休業〜～・、:：\s)）])|^|(?=[(（].[)）]\s?[〜～]))[(（](?P<day>[月火水木金土日])"
        r"(?:曜日?)?(?P<off>[・/]祝日?)?[)）]",
        lambda m, t: f"{_WEEKDAYS[m['day']]}ようび" + ("、しゅくじつ" if m["off"] else ""),
    )
    yield (
        r"(?:(?<=[\s、。・,;:：(（「])|^)(?P<day>[月火水木金土日])(?:曜日?)?"
        r"(?=[\s:：]?(?:(?:午[前後]|朝|夜)?\d{1,2}[:時]))",
        lambda m, t: f"{_WEEKDAYS[m['day']]}ようび、",
    )
    yield (
        r"〒\s?(?P<a>\d{3})[-‐–]?(?P<b>\d{4})(?!\d)",
        lambda m, t: f"ゆうびんばんごう、{t.digits(m['a'])}の{t.digits(m['b'])}",
    )
    yield r"(?<=[\d)）])\s?[〜～]\s?(?=\d{1,2}/\d|[(（][月火水木金土日])", lambda m, t: "から"
    yield (
        r"(?P<open>[(（])?税(?P<how>[込抜別])[みき]?(?(open)[)）])",
        lambda m, t: ("、" if m["open"] else "") + f"ぜい{_TAXED[m['how']]}",
    )


def _japanese_day(match: re.Match[str], tongue: Tongue) -> str | None:
    month, day = int(match["m"]), int(match["d"])
    return told_date(day, month, "", "", tongue) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _late_day(match: re.Match[str], tongue: Tongue) -> str | None:
    """A day that no part of a whole is written as: "7/24"."""
    return _japanese_day(match, tongue) if int(match["d"]) > 12 else None
