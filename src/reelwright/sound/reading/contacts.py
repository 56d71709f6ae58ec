"""Telephone numbers and addresses of the net, figure by figure and sign by sign."""

import re

from .tongues import Tongue


def telephone(match: re.Match[str], tongue: Tongue) -> str | None:
    """Groups of figures that are a telephone number by their form, or by the word before them."""
    text = match[0]
    groups = re.findall(r"\d+", re.sub(r"(?<=\d )\(0\)|(?<=\d)\(0\)", "", text))
    count = sum(map(len, groups))
    if not 7 <= count <= 15 or (re.search(r"[.,]\d{1,2}$", text) and groups[0][0] != "0"):
        return None
    before = match.string[max(0, match.start() - 30) : match.start()]
    asked = re.search(f"(?i)(?:{tongue.word('call')})", before) and len(groups) > 1
    thousands = all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3
    starts = text[0] in "+(" or (text[0] == "0" and (len(groups) > 1 or count >= 9))
    sizes = [len(g) for g in groups]
    american = sizes[-3:] == [3, 3, 4] and len(groups) <= 4
    american = american or (sizes == [3, 4] and "-" in text and tongue.code == "en")
    if not (starts or american or asked) or (thousands and not (starts or asked)):
        return None
    plus = f"{tongue.word('plus')} " if text[0] == "+" else ""
    return plus + " ".join(tongue.digits(g) for g in groups)


def address(match: re.Match[str], tongue: Tongue) -> str:
    """An address of the net or of mail, its signs in words."""
    text = re.sub(r"^(https?://)?(www\.)?", "", match[0]).split("?")[0].rstrip("/")
    names = {".": "dot", "/": "slash", "@": "at", "-": "dash"}
    parts = [p for p in re.split(r"([./@-])", text) if p]
    said = [tongue.word(names[p]) if p in names else _part_of_address(p, tongue) for p in parts]
    return " ".join(said)


def _part_of_address(part: str, tongue: Tongue) -> str:
    if part.isdecimal():
        return tongue.number(part) if len(part) < 4 and part[0] != "0" else tongue.digits(part)
    short = {"uk", "us", "eu", "tv", "ai", "io", "de", "fr", "es", "nl", "pl", "pt", "jp", "se"}
    if part in short and (tongue.code == "en" or len(part) == 2):
        return " ".join(part.upper())
    pieces = re.findall(r"\d+|[^\d]+", part.replace("_", " underscore ").replace("+", " plus "))
    said = (tongue.number(p) if p.isdecimal() and len(p) < 5 else p for p in pieces)
    return " ".join(" ".join(said).split())
