"""Japanese numbers in kana: what every voice can read, and no voice reads wrongly."""

LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ "
        "オー ピー キュー アール エス ティー ユー ブイ ダブリュー エックス ワイ ゼット".split(),
        strict=True,
    )
)
"""How Latin letters are spelled aloud."""

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
            count = _four(part) if part < 10_000 else cardinal(part)
            said += ("いっ" if power == 3 and part == 1 else count) + _MYRIADS[power]
    return said


def _four(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    tens, ones = divmod(rest, 10)
    said = _THOUSANDS.get(thousands, _ONES[thousands] + "せん") if thousands else ""
    said += _HUNDREDS.get(hundreds, _ONES[hundreds] + "ひゃく") if hundreds else ""
    said += ("" if tens == 1 else _ONES[tens]) + "じゅう" if tens else ""
    return said + _ONES[ones]


_COUNTERS = {
    "本": "ほん h", "杯": "はい h", "匹": "ひき h", "泊": "はく h", "歩": "ほ h", "個": "こ k",
    "コ": "こ k", "回": "かい k", "階": "かい k", "件": "けん k", "曲": "きょく k",
    "か月": "かげつ k", "ヶ月": "かげつ k", "カ月": "かげつ k", "ヵ月": "かげつ k",
    "か国": "かこく k", "冊": "さつ s", "歳": "さい s", "才": "さい s", "週間": "しゅうかん s",
    "種類": "しゅるい s", "点": "てん s", "丁目": "ちょうめ s", "席": "せき s", "足": "そく s",
    "食": "しょく s", "着": "ちゃく s", "枚": "まい", "台": "だい", "名": "めい", "倍": "ばい",
    "番": "ばん", "秒": "びょう", "度": "ど", "号": "ごう", "円": "えん", "位": "い", "割": "わり",
    "人": "にん", "時間": "じかん", "年": "ねん", "年間": "ねんかん", "分": "ふん",
    "分間": "ふんかん",
}  # fmt: skip
_THINGS = "_ ひとつ ふたつ みっつ よっつ いつつ むっつ ななつ やっつ ここのつ".split()
_VOICED = {"本": "ぼん", "杯": "ばい", "匹": "びき", "階": "がい", "足": "ぞく"}

COUNTERS = "|".join(sorted([*_COUNTERS, "つ", "日間", "日"], key=len, reverse=True))
"""Counters whose readings change with the number, for a pattern; the longest first."""


def counted(number: int, counter: str) -> str:
    """A number and its counter: 3本 is "さんぼん", 1人 "ひとり"."""
    if counter == "つ":
        return _THINGS[number] if 0 < number < 10 else cardinal(number)
    if counter in ("日", "日間"):
        behind = "かん" if counter == "日間" else ""
        return ("いちにち" if number == 1 else day(number)) + behind
    if counter in ("分", "分間") and number:
        behind = "かん" if counter == "分間" else ""
        hundreds, rest = divmod(number, 100)
        if not rest:
            return cardinal(number).removesuffix("く") + "っぷん" + behind
        return (cardinal(hundreds * 100) if hundreds else "") + minute(rest) + behind
    if counter == "人" and number in (1, 2):
        return ("ひとり", "ふたり")[number - 1]
    if counter in ("歳", "才") and number == 20:
        return "はたち"
    said, _, kind = _COUNTERS[counter].partition(" ")
    spoken = cardinal(number)
    if counter in ("人", "時間", "年", "年間", "円") and number % 10 == 4:
        return spoken.removesuffix("よん") + "よ" + said
    if counter == "時間" and number % 10 in (7, 9):
        return (
            spoken[: -2 if number % 10 == 7 else -3] + ("しち" if number % 10 == 7 else "く") + said
        )
    return _doubled(spoken, number, counter, said, kind)


def _doubled(spoken: str, number: int, counter: str, said: str, kind: str) -> str:
    """The number and the counter with the sounds between them doubled or voiced."""
    ones = number % 10
    if counter in _VOICED and (ones == 3 or (number % 1000 == 0 and number)):
        return spoken + _VOICED[counter]
    if (
        (ones in (1, 8) and kind)
        or (ones == 6 and kind in ("h", "k"))
        or (kind and number and number % 10 == 0 and number % 100)
        or (kind in ("h", "k") and number and number % 100 == 0 and number % 1000)
    ):
        stem = spoken[:-1] + "っ"
    else:
        return spoken + said
    return stem + (chr(ord(said[0]) + 2) if kind == "h" else said[0]) + said[1:]


_FIGURES = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_SIGNS = "〇一二三四五六七八九十百千万"
KANJI = rf"(?<![{_SIGNS}何数\d])[{_SIGNS[1:-1]}][{_SIGNS}]{{0,7}}"
"""Figures written as characters, for a pattern."""
NO_COUNT = (
    r"(?!(?<=十分)(?!間)|(?<=分)(?:の|目|ほど咲|五分)|(?<=本)[木当]|(?<=日)[月市]|(?<=人)(?:前|十色)|"
    r"(?<=足)先|(?<=番)[茶街]|(?<=月)[雨人]|(?<=時)[間代計期点]|(?<=年)[中末]|(?<=着)く|(?<=台)所)"
)
"""What stands behind a counter in words of their own: "六本木", "一人前", "十分"."""


def value(kanji: str) -> int:
    """A number written in characters: 三百二十 is 320."""
    total = part = last = 0
    for sign in kanji:
        if sign in _FIGURES:
            last = last * 10 + _FIGURES[sign]
        elif sign == "万":
            total, part, last = total + (part + last or 1) * 10_000, 0, 0
        else:
            part += (last or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            last = 0
    return total + part + last


def month(number: int) -> str:
    """A month: 4 is "しがつ"."""
    return {4: "し", 7: "しち", 9: "く"}.get(number, cardinal(number)) + "がつ"


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
