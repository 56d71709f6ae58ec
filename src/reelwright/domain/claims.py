"""Claims in a person's own copy: figures and superlatives, and whether a fact backs them."""

import re

from .campaign import Campaign
from .sentences import sentences
from .wording import says

_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_SUPERLATIVE = re.compile(
    r"\b(?:best|cheapest|fastest|safest|strongest|lowest|highest|greatest|finest|leading|"
    r"number one|unbeatable|guaranteed?|proven|the most|the only|award[- ]winning|"
    r"beste[nrs]?|günstigste\w*|schnellste\w*|sicherste\w*|führend\w*|nummer eins|einzige\w*|"
    r"garantiert|bewiesen|höchste\w*|niedrigste\w*|"
    r"l[ea]s? (?:plus|moins|meilleure?s?|seule?s?)|meilleure?s?|numéro un|leader|garantie?s?|"
    r"prouvée?s?|"
    r"(?:el|la|los|las) (?:mejor(?:es)?|más|menos|únic[oa]s?)|número uno|líder|garantizad[oa]s?|"
    r"(?:il|la|i|le|lo) (?:miglior[ei]?|più|meno|unic[oa])|numero uno|garantit[oaei]|"
    r"(?:o|a|os|as) (?:melhor(?:es)?|mais|menos|únic[oa]s?)|número um|garantid[oa]s?|"
    r"comprovad[oa]s?|"
    r"goedkoopste|snelste|nummer één|toonaangevend\w*|gegarandeerd|bewezen|laagste|hoogste|"
    r"bästa?|billigaste?|snabbaste?|ledande|nummer ett|garanterat?|lägsta?|högsta?|"
    r"naj(?:lep|tań|szyb|wyż|niż|bezp|więk)\w+|numer jeden|liderem?|gwarant\w+)\b"
    r"|最も|一番|最高|最安|最速|最大|唯一|日本一|世界一|業界初|ナンバーワン|保証|必ず|絶対",
    re.I,
)


def unbacked(text: str, campaign: Campaign) -> tuple[str, ...]:
    """Sentences with a figure or a superlative that no proof, offer or call of the campaign has."""
    facts = _facts(campaign)
    known = {_plain(n) for n in _FIGURE.findall(facts)}
    found: list[str] = []
    for sentence in sentences(text):
        figures = [n for n in _FIGURE.findall(sentence) if _plain(n) not in known]
        claims = [m[0] for m in _SUPERLATIVE.finditer(sentence) if not says(facts, m[0])]
        if figures or claims:
            found.append(sentence)
    return tuple(found)


def _plain(figure: str) -> str:
    return re.sub(r"[.,\s]", "", figure)


def _facts(campaign: Campaign) -> str:
    rows = [campaign.brand.name, campaign.brand.tagline, campaign.product]
    rows += [campaign.call.text, campaign.call.spoken, campaign.call.link]
    for p in campaign.proofs:
        rows += [p.claim, p.short, p.substantiation, p.source, *p.spoken, *p.more]
    for o in campaign.offers:
        rows += [o.name, o.text, o.price, o.terms, o.short, *o.spoken, *o.more]
    return "\n".join(rows)
