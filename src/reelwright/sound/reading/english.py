"""English numbers in words."""

import re

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_ORDINAL = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def cardinal(number: int) -> str:
    """A whole number of 0 or more in words: 128 is "one hundred and twenty-eight"."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_SMALL[hundreds]} hundred" + (f" and {cardinal(rest)}" if rest else "")
    for size, name in _SCALES:
        if number >= size:
            count, rest = divmod(number, size)
            joint = " and " if 0 < rest < 100 else " "
            return f"{cardinal(count)} {name}" + (joint + cardinal(rest) if rest else "")
    raise AssertionError("unreachable: every number of 1000 or more has a scale")


def ordinal(number: int) -> str:
    """A whole number as a rank: 21 is "twenty-first"."""
    head, joint, last = re.fullmatch(r"(.*?)([ -]?)(\w+)", cardinal(number)).groups()  # pyright: ignore[reportOptionalMemberAccess]
    if last in _ORDINAL:
        last = _ORDINAL[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return head + joint + last


def digits(text: str) -> str:
    """Digit by digit, as a telephone number is said: "07" is "oh seven"."""
    return " ".join("oh" if c == "0" else _SMALL[int(c)] for c in text if c.isdecimal())


def year(number: int) -> str:
    """A year of four digits: 1998 is "nineteen ninety-eight", 2006 "two thousand and six"."""
    high, low = divmod(number, 100)
    if low == 0:
        return cardinal(number) if high % 10 == 0 else f"{cardinal(high)} hundred"
    if 2000 <= number < 2010:
        return cardinal(number)
    return f"{cardinal(high)} " + (f"oh {_SMALL[low]}" if low < 10 else cardinal(low))


def decimal(text: str) -> str:
    """A number as written ("1,200", "4.75") in words."""
    plain = text.replace(",", "")
    whole, _, part = plain.partition(".")
    said = cardinal(int(whole or "0"))
    return said + (" point " + " ".join(_SMALL[int(c)] for c in part) if part else "")


def decade(number: int) -> str:
    """A decade: 1990 is "nineteen nineties"."""
    said = year(number)
    return said[:-1] + "ies" if said.endswith("y") else said + "s"
