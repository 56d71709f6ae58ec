"""A bicycle shop: some moments and one image of its own, the rest facts. Invented."""

from reelwright.domain.campaign import CallToAction, Campaign, Metaphor, Moment, Offer, Proof, Sight

from values.boards import words_campaign
from values.segments import segment

COMMUTERS = segment(
    "Riders who need it on Monday",
    {
        "demographics": [("are 30 to 49 years old", 140)],
        "motivations": [
            ("ride to work in all weathers", 220),
            ("want their bicycle back by the next morning", 260),
        ],
        "pain points": [
            ("are annoyed by repairs that take a week", 240),
            ("do not trust a bill that they cannot follow", 170),
        ],
        "decision factors": [("look first for a fixed price", 210)],
    },
    ("I need it on Monday", "squeaky brakes", "no idea what I paid for"),
)
PARENTS = segment(
    "Parents on two wheels",
    {
        "demographics": [("have children under 12", 290)],
        "motivations": [("want to leave the car at home on school days", 230)],
        "pain points": [
            ("worry about the brakes when a child sits behind them", 280),
            ("find that children outgrow every bicycle", 210),
        ],
        "decision factors": [("would choose a shop that takes the old bicycle back", 190)],
    },
    ("she outgrew it by June", "two children and one hill", "the brakes going downhill"),
)
SEGMENTS = (COMMUTERS, PARENTS)


def campaign() -> Campaign:
    """Kettleby Cycles, who repair overnight and take children's bicycles back."""
    base = words_campaign()
    brand = base.brand.model_copy(
        update={
            "name": "Kettleby Cycles",
            "tagline": "Ready by breakfast",
            "tone": ("cheerful", "plain"),
            "never_say": ("cheap",),
            "dont": ("make fun of drivers",),
            "music": "bright",
        }
    )
    return base.model_copy(
        update={
            "brand": brand,
            "name": "Kettleby autumn",
            "slug": "kettleby",
            "category": "bicycle repair",
            "goal": "more riders leave their bicycle overnight",
            "audience": "people who ride, and those who ride with children",
            "product": "the overnight repair",
            "offers": (
                Offer(
                    id="overnight",
                    name="Overnight service",
                    text="Leave it by six, ride it at seven: a full service at one price.",
                    price="£68",
                    terms="Parts are extra, and we ring before we fit any.",
                    answers=("next morning", "fixed price", "repairs that take a week"),
                ),
                Offer(
                    id="swap",
                    name="The growing bicycle",
                    text="Bring the small one back, and its price comes off the next one.",
                    terms="Half of what you paid, for three years.",
                    answers=("children outgrow every bicycle", "takes the old bicycle back"),
                    only_for=("children",),
                ),
            ),
            "proofs": (
                Proof(
                    id="overnight-rate",
                    claim="Last year 96 of 100 bicycles were ready at seven the next morning.",
                    short="96 of 100 by seven",
                    substantiation="Workshop book, January to December 2025: 4,112 of 4,283.",
                    answers=("back by the next morning", "repairs that take a week", "Monday"),
                ),
                Proof(
                    id="brakes",
                    claim="Every brake is tested on the hill before you get it back.",
                    short="Tested on the hill",
                    substantiation="Workshop rule 4: a loaded ride down Mill Hill, signed by name.",
                    answers=("brakes", "child sits behind", "worry", "safe", "downhill"),
                ),
                Proof(
                    id="price-list",
                    claim="Our prices hang on the wall, and no bill is higher.",
                    substantiation="Price list of 1 March 2026; terms of repair, clause 2.",
                    answers=("fixed price", "bill", "cannot follow", "paid for"),
                ),
            ),
            "call": CallToAction(text="Book a night", link="https://kettleby.example/night"),
            "moments": (
                Moment(
                    id="rain",
                    spoken=(
                        "Quarter to eight, rain, and the back brake sings.",
                        "It squeaks all the way to work, and people turn round.",
                    ),
                    head="The brake that sings",
                    shows=(Sight(seek="a cyclist in the rain, wet street", scale="wide"),),
                    answers=("ride to work in all weathers", "squeaky brakes", "brakes"),
                    only_for=("ride to work",),
                ),
                Moment(
                    id="hill",
                    spoken=(
                        "One child behind you, and the whole hill in front.",
                        "Downhill, with her arms around you, you think of the brakes.",
                    ),
                    head="All of the hill",
                    shows=(Sight(seek="mother and child on a bicycle, hill", scale="medium"),),
                    answers=("brakes when a child sits behind", "worry", "downhill", "hill"),
                    only_for=("children",),
                ),
                Moment(
                    id="monday",
                    when="after",
                    spoken=(
                        "At seven it stands by the door, dry and oiled.",
                        "You ride to work, and nothing squeaks.",
                    ),
                    head="Dry, oiled, ready",
                    shows=(Sight(seek="a clean bicycle by a door, morning", scale="medium"),),
                    answers=("back by the next morning", "ride to work", "Monday"),
                ),
            ),
            "metaphors": (
                Metaphor(
                    id="milk",
                    meaning="some things are done while the street is asleep",
                    spoken=("Once upon a time, the milk came in the night.",),
                    turn=("Kettleby Cycles brings your bicycle back like that.",),
                    head="Like milk, by seven",
                    shows=(Sight(seek="milk bottles on a doorstep at dawn", scale="close"),),
                    answers=("next morning", "back by", "Monday", "school days"),
                ),
            ),
            "tone": ("cheerful", "plain"),
        }
    )
