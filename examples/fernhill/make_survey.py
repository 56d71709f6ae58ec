"""Draw Fernhill's survey: 400 invented people, answering as four kinds of people would.

Run `python examples/fernhill/make_survey.py` to write survey.csv beside this file, the same bytes
every time. Nobody in it is real. The group each person was drawn from stays
in this script: `people()` returns it so that a test can compare it with what the analysis finds.
"""

import csv
import random
import re
from pathlib import Path

from voices import ANYONE, FIRST, GOOD, HARDEST, LAST, NAMED

HERE = Path(__file__).resolve().parent
COUNT = 400
SEED = 20260
MISSING = 0.05
BLANK = 0.28
"""Shares of closed and of free questions left unanswered."""
GROUPS = ("family carer", "independent senior", "after hospital", "distant relative")
SHARES = (0.31, 0.27, 0.19, 0.23)
AGREE = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
HOW_OFTEN = ("Never", "Once a month or less", "A few times a month", "Once a week",
             "Several times a week", "Every day")  # fmt: skip

# Means on the 1-5 scale, in the order of GROUPS.
STATEMENTS = {
    "I want the same carer to come every week.": (4.7, 3.1, 2.3, 3.7),
    "I worry about who is coming into the house.": (4.5, 2.7, 2.0, 3.6),
    "It matters to me to go on doing things in my own way.": (3.0, 4.8, 3.7, 2.9),
    "I only need a hand with a few things.": (1.7, 4.5, 3.3, 2.3),
    "I feel stretched between caring, work and my own family.": (4.7, 1.4, 1.9, 3.4),
    "I lie awake wondering how things are when I am not there.": (3.7, 1.4, 1.5, 4.7),
    "I would choose a company that sends a message after every visit.": (3.5, 1.9, 2.4, 4.8),
    "I would choose a company that can start within a few days.": (3.0, 2.3, 4.8, 2.9),
    "I want help for a few weeks, not for good.": (1.5, 2.8, 4.7, 1.7),
    "I am afraid that accepting help means losing my independence.": (2.0, 4.4, 3.1, 2.1),
}
CHOICES = {
    "Which one thing would most make you choose a home-care company?": {
        "The same carer each time": (0.42, 0.12, 0.04, 0.10),
        "Carers who are checked and trained": (0.34, 0.10, 0.14, 0.16),
        "A quick start": (0.06, 0.04, 0.55, 0.05),
        "Updates I can see from anywhere": (0.05, 0.02, 0.03, 0.55),
        "Paying only for the hours I use": (0.06, 0.50, 0.17, 0.06),
        "A recommendation from someone I know": (0.07, 0.22, 0.07, 0.08),
    },
    "What would help most at the moment?": {
        "A break from caring": (0.46, 0.03, 0.06, 0.10),
        "Washing and dressing": (0.22, 0.07, 0.45, 0.10),
        "Meals and shopping": (0.10, 0.22, 0.27, 0.14),
        "Lifts and small jobs": (0.05, 0.46, 0.12, 0.05),
        "Company and a chat": (0.07, 0.20, 0.04, 0.16),
        "Someone looking in each day": (0.10, 0.02, 0.06, 0.45),
    },
}
HELP_NOW = (4.6, 1.9, 3.2, 3.2)

PROFILE = {
    "How old are you?": {
        "18-29": (0.01, 0.00, 0.06, 0.04),
        "30-39": (0.06, 0.00, 0.10, 0.21),
        "40-49": (0.39, 0.00, 0.14, 0.33),
        "50-59": (0.43, 0.01, 0.24, 0.30),
        "60-69": (0.10, 0.09, 0.26, 0.11),
        "70-79": (0.01, 0.44, 0.15, 0.01),
        "80 or over": (0.00, 0.46, 0.05, 0.00),
    },
    "Who is the care for?": {
        "Myself": (0.00, 0.93, 0.78, 0.00),
        "My mother or father": (0.79, 0.00, 0.06, 0.76),
        "My husband, wife or partner": (0.14, 0.06, 0.13, 0.02),
        "Another relative or a friend": (0.07, 0.01, 0.03, 0.22),
    },
    "How far do you live from the person who needs care?": {
        "In the same home": (0.22, 0.97, 0.90, 0.01),
        "Under 10 miles away": (0.66, 0.03, 0.08, 0.03),
        "10 to 50 miles away": (0.11, 0.00, 0.02, 0.15),
        "Over 50 miles away": (0.01, 0.00, 0.00, 0.81),
    },
    "Which of these best describes your working life?": {
        "I work full-time": (0.47, 0.00, 0.38, 0.70),
        "I work part-time": (0.34, 0.02, 0.13, 0.14),
        "I am retired": (0.06, 0.97, 0.36, 0.08),
        "I am not working at present": (0.13, 0.01, 0.13, 0.08),
    },
    "What is your gender?": {
        "Woman": (0.72, 0.58, 0.51, 0.55),
        "Man": (0.27, 0.41, 0.47, 0.43),
        "Prefer not to say": (0.01, 0.01, 0.02, 0.02),
    },
    "Where do you live?": {
        "A city": (0.30, 0.18, 0.30, 0.62),
        "A town": (0.45, 0.44, 0.42, 0.26),
        "A village or the countryside": (0.25, 0.38, 0.28, 0.12),
    },
}
FOR_WHOM = "Who is the care for?"
DISTANCE = "How far do you live from the person who needs care?"
HARDEST_QUESTION = "What has been hardest lately?"
GOOD_QUESTION = "In your own words, what would good help look like?"
EMAIL_QUESTION = "E-mail address, if you would like to hear the results"
HEADERS = (
    "Respondent ID",
    *STATEMENTS,
    *CHOICES,
    "How often does somebody help at home now?",
    *PROFILE,
    HARDEST_QUESTION,
    GOOD_QUESTION,
    EMAIL_QUESTION,
    "Weight",
)


def people(count: int = COUNT, seed: int = SEED) -> tuple[list[dict[str, str]], list[str]]:
    """Rows by header, and the group each person was drawn from, in the same order."""
    rng = random.Random(seed)
    drawn = [g for g, s in zip(GROUPS, SHARES, strict=True) for _ in range(round(s * count))]
    drawn = (drawn + [GROUPS[0]] * count)[:count]
    rng.shuffle(drawn)
    told: set[str] = set()
    turns: dict[str, list[str]] = {}
    rows = [_person(rng, i, group, told, turns) for i, group in enumerate(drawn)]
    return rows, drawn


def _person(
    rng: random.Random, number: int, group: str, told: set[str], turns: dict[str, list[str]]
) -> dict[str, str]:
    at = GROUPS.index(group)
    leaning = rng.gauss(0, 0.22)
    row: dict[str, str] = {"Respondent ID": f"FH-{1001 + number * 7 % 9000}"}
    for question, means in STATEMENTS.items():
        row[question] = AGREE[_level(rng.gauss(means[at] + leaning, 0.85), len(AGREE))]
    for question, options in CHOICES.items():
        row[question] = _pick(rng, options, at)
    often = _level(rng.gauss(HELP_NOW[at], 1.1), len(HOW_OFTEN))
    row["How often does somebody help at home now?"] = HOW_OFTEN[often]
    for question, options in PROFILE.items():
        row[question] = _pick(rng, options, at)
    if row[FOR_WHOM] == "Myself":
        row[DISTANCE] = ""
    for question in (*STATEMENTS, *CHOICES, *PROFILE):
        if rng.random() < MISSING:
            row[question] = ""
    first, last = rng.choice(FIRST), rng.choice(LAST)
    email = f"{first}.{last}{rng.randrange(10, 99)}@example.org".lower()
    for question, lines in ((HARDEST_QUESTION, HARDEST), (GOOD_QUESTION, GOOD)):
        row[question] = "" if rng.random() < BLANK else _words(rng, group, lines, told, turns)
    if rng.random() < 0.02:
        line = rng.choice(NAMED).replace("{first}", first).replace("{last}", last)
        line = line.replace("{email}", email).replace(
            "{phone}", f"01632 960{rng.randrange(1000):03}"
        )
        row[GOOD_QUESTION] = f"{row[GOOD_QUESTION]} {_said(rng, line)}".strip()
    row[EMAIL_QUESTION] = email if rng.random() < 0.3 else ""
    age = row["How old are you?"]
    young = 1.25 if age in {"18-29", "30-39", "60-69"} else 0.95
    row["Weight"] = f"{young * rng.uniform(0.85, 1.15):.3f}"
    return row


def _level(value: float, count: int) -> int:
    return min(count, max(1, round(value))) - 1


def _pick(rng: random.Random, options: dict[str, tuple[float, ...]], at: int) -> str:
    return rng.choices(list(options), [shares[at] for shares in options.values()])[0]


def _words(
    rng: random.Random,
    group: str,
    lines: dict[str, tuple[str, ...]],
    told: set[str],
    turns: dict[str, list[str]],
) -> str:
    """Something nobody has said yet: mostly of one's own kind, now and then of another's."""
    for _ in range(200):
        roll = rng.random()
        if roll < 0.08:
            text = _said(rng, rng.choice(ANYONE))
        else:
            kind = group if roll > 0.12 else rng.choice(GROUPS)
            key = f"{kind}/{id(lines)}"
            if not turns.get(key):
                turns[key] = rng.sample(lines[kind], len(lines[kind]))
            text = _said(rng, turns[key].pop())
            if rng.random() < 0.12 and len(text) < 90 and turns[key]:
                text = f"{text} {_said(rng, turns[key].pop())}"
        text = _typed(rng, text)
        if text not in told:
            told.add(text)
            return text
    return ""


def _said(rng: random.Random, line: str) -> str:
    text = re.sub(r"\{([^{}]*)\}", lambda m: rng.choice(m[1].split("|")), line)
    text = re.sub(r"\s+([.,?])", r"\1", " ".join(text.split()))
    return re.sub(r"(^|[.?!] )([a-z])", lambda m: m[1] + m[2].upper(), text)


def _typed(rng: random.Random, text: str) -> str:
    """As people type on a phone: some without capitals, full stops or apostrophes."""
    roll = rng.random()
    if roll < 0.10:
        return text.rstrip(".")
    if roll < 0.16:
        return (text[:1].lower() if text[:2] != "I " else "i") + text[1:].rstrip(".")
    if roll < 0.20:
        return text.replace("do not", "dont").replace("cannot", "cant").replace("it is", "its")
    if roll < 0.45:
        text = text.replace(" do not ", " don't ").replace(" cannot ", " can't ")
        text = text.replace("It is ", "It's ").replace(" I am ", " I'm ").replace("I am ", "I'm ")
        return text.replace("did not", "didn't").replace(" I would ", " I'd ")
    return text


def main() -> None:
    """Write the survey beside this file."""
    rows, _ = people()
    with (HERE / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADERS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
