"""Segments as the survey analysis draws them, and a brand of another category with bare facts."""

from reelwright.domain.campaign import CallToAction, Campaign, Offer, Proof
from reelwright.domain.segment import Segment, Trait
from reelwright.domain.survey import Cell, Interval

from values.boards import words_campaign


def segment(name: str, traits: dict[str, list[tuple[str, int]]], phrases: tuple[str, ...]):
    """A card with (text, index) traits by group."""
    made = tuple(
        Trait(
            id=f"{group[:4]}-{n}",
            group=group,
            text=text,
            cell=Cell(
                column=f"{group[:4]}-{n}",
                level="high",
                share=0.6,
                base_share=0.3,
                index=index,
                n=90,
            ),
        )
        for group, rows in traits.items()
        for n, (text, index) in enumerate(rows, 1)
    )
    return Segment(
        id=name.lower().replace(" ", "-"),
        name=name,
        summary=f"{name}: 90 of those asked.",
        n=90,
        share=Interval(value=0.25, low=0.2, high=0.3),
        traits=made,
        drivers=(),
        verbatims=(),
        respondents=(),
        certainty=0.9,
        phrases=phrases,
    )


FAMILY = segment(
    "Family carers in the middle",
    {
        "demographics": [
            ("live under 10 miles away", 205),
            ("look for care for their mother or father", 210),
        ],
        "motivations": [
            ("want the same carer to come every week", 190),
            ("would be helped most by a break from caring", 260),
        ],
        "pain points": [
            ("feel stretched between caring, work and their own family", 230),
            ("worry about who is coming into the house", 180),
            ("do not fear that help costs independence", 130),
        ],
        "decision factors": [("look first for the same carer each time", 220)],
    },
    ("the same carer at the same time", "not a rota manager", "mum clams up with new faces"),
)
SENIOR = segment(
    "Independents who need a hand",
    {
        "demographics": [("are 70 or over", 280), ("look for care for themselves", 230)],
        "motivations": [
            ("would be helped most by lifts and small jobs", 270),
            ("want to go on doing things in their own way", 170),
        ],
        "pain points": [("are afraid that accepting help means losing their independence", 200)],
        "decision factors": [
            ("only need a hand with a few things", 210),
            ("look first for paying only for the hours they use", 250),
        ],
    },
    ("jars and light bulbs", "otherwise left in peace", "I hate asking for lifts"),
)
AFAR = segment(
    "Relatives watching from afar",
    {
        "demographics": [
            ("live over 50 miles away", 390),
            ("look for care for their mother or father", 205),
        ],
        "motivations": [("would be helped most by someone looking in each day", 260)],
        "pain points": [("lie awake wondering how things are when they are not there", 210)],
        "decision factors": [
            ("would choose a company that sends a message after every visit", 190),
            ("look first for updates they can see from anywhere", 300),
        ],
    },
    ("eyes and ears in the house", "I can't take silence", "did they come"),
)
MENDING = segment(
    "Back-on-their-feet planners",
    {
        "demographics": [("look for care for themselves", 210)],
        "motivations": [("want help for a few weeks, not for good", 330)],
        "pain points": [("worry little about who is coming into the house", 160)],
        "decision factors": [
            ("look first for a quick start", 340),
            ("would choose a company that can start within a few days", 230),
        ],
    },
    ("in place the day I get home", "discharge will not wait", "no waiting list"),
)
FERNHILL = (FAMILY, SENIOR, AFAR, MENDING)

COMMUTER = segment(
    "Two flights a week",
    {
        "demographics": [("are 30 to 49 years old", 150)],
        "motivations": [
            ("want to walk past the baggage belt", 240),
            ("want one bag for the office and the plane", 200),
        ],
        "pain points": [
            ("lose time in queues at the airport", 220),
            ("dread being sent to the gate desk with a bag that is too big", 190),
        ],
        "decision factors": [("look first for a bag that fits every airline", 230)],
    },
    ("straight off the plane", "no waiting at the belt", "it has to fit"),
)
KEEPER = segment(
    "Buy once travellers",
    {
        "demographics": [("are 50 or over", 140)],
        "motivations": [("want a bag that lasts for many years", 210)],
        "pain points": [("are tired of broken zips and wheels", 260)],
        "decision factors": [("value repairs more than a low price", 240)],
    },
    ("the zip always goes first", "mend it, not bin it"),
)
HALDEN = (COMMUTER, KEEPER)


def bare_campaign() -> Campaign:
    """Travel bags: facts alone, without moments, metaphors, spoken lines or pictures."""
    base = words_campaign()
    brand = base.brand.model_copy(
        update={
            "name": "Halden",
            "tagline": "Packed once.",
            "never_say": ("indestructible",),
            "dont": (),
        }
    )
    return base.model_copy(
        update={
            "brand": brand,
            "name": "Halden spring",
            "slug": "halden",
            "category": "travel bags",
            "goal": "more travellers order a Carry 28",
            "product": "the Carry 28 bag",
            "audience": "",
            "offers": (
                Offer(
                    id="trial",
                    name="Thirty days to try it",
                    text="Fly with it for 30 days and send it back if it does not suit you.",
                    terms="Return postage paid within the EU",
                    answers=("try", "doubt", "airline"),
                ),
                Offer(id="bag", name="Carry 28", text="A cabin bag of 28 litres.", price="€189"),
            ),
            "proofs": (
                Proof(
                    id="fits",
                    claim="It fits the cabin limits of 62 airlines.",
                    substantiation="Own comparison of published limits, 3 March 2026: 62 of 64.",
                    answers=("fit", "airline", "big", "gate", "queue", "cabin"),
                ),
                Proof(
                    id="repair",
                    claim="Zips and wheels are repaired free of charge for ten years.",
                    substantiation="Warranty terms, section 2, January 2026",
                    answers=("repair", "last", "years", "zips", "wheels", "broken"),
                ),
                Proof(
                    id="weight",
                    claim="Empty, it weighs 1.9 kilograms.",
                    substantiation="Weighed by an outside laboratory, 12 January 2026.",
                    answers=("light", "weight", "carry"),
                ),
            ),
            "call": CallToAction(text="Order the Carry 28", link="https://halden.example/28"),
            "moments": (),
            "metaphors": (),
            "tone": ("plain",),
        }
    )
