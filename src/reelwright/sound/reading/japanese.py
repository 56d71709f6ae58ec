"""Japanese numbers in kana: what every voice can read, and no voice reads wrongly."""

_ONES = ["", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"]
_HUNDREDS = {1: "ひゃく", 3: "さんびゃく", 6: "ろっぴゃく", 8: "はっぴゃく"}
_THOUSANDS = {1: "せん", 3: "さんぜん", 8: "はっせん"}
_MYRIADS = ("", "まん", "おく", "ちょう")
_DAYS = {
    1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか",
    8: "ようか", 9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか",
    24: "にじゅうよっか",
}  # fmt: skip
_HOURS = {4: "よじ", 7: "しちじ", 9: "くじ"}
_MINUTES = ("ぷん", "いっぷん", "にふん", "さんぷん", "よんぷん", "ごふん", "ろっぷん", "ななふん",
            "はっぷん", "きゅうふん")  # fmt: skip


def cardinal(number: int) -> str:
    """A whole number of 0 or more: 360 is "さんびゃくろくじゅう"."""
    if number == 0:
        return "ゼロ"
    said = ""
    for power in range(len(_MYRIADS) - 1, -1, -1):
        part = number // 10_000**power % 10_000 if power < 3 else number // 10_000**3
        if part:
            said += ("いっ" if power == 3 and part == 1 else _four(part)) + _MYRIADS[power]
    return said


def _four(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    tens, ones = divmod(rest, 10)
    said = _THOUSANDS.get(thousands, _ONES[thousands] + "せん") if thousands else ""
    said += _HUNDREDS.get(hundreds, _ONES[hundreds] + "ひゃく") if hundreds else ""
    said += ("" if tens == 1 else _ONES[tens]) + "じゅう" if tens else ""
    return said + _ONES[ones]


def day(number: int) -> str:
    """A day of the month: 3 is "みっか"."""
    return _DAYS.get(number, cardinal(number) + "にち")


def hour(number: int) -> str:
    """An hour of the day: 9 is "くじ", 14 "じゅうよじ"."""
    tens, ones = divmod(number, 10)
    if ones in _HOURS:
        return (cardinal(tens * 10) if tens else "") + _HOURS[ones]
    return ("れい" if number == 0 else cardinal(number)) + "じ"


def minute(number: int) -> str:
    """Minutes past: 30 is "さんじゅっぷん"."""
    tens, ones = divmod(number, 10)
    if ones == 0:
        return ("" if tens == 1 else _ONES[tens]) + "じゅっぷん"
    return (cardinal(tens * 10) if tens else "") + _MINUTES[ones]
