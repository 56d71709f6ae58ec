"""Tax software: claims, offers and nothing else. Invented."""

from reelwright.domain.campaign import CallToAction, Campaign, Offer, Proof

from values.boards import words_campaign
from values.segments import segment

SHOEBOXES = segment(
    "Shoebox freelancers",
    {
        "demographics": [("work for themselves", 260)],
        "motivations": [
            ("want their Sundays back", 270),
            ("would like to know what they owe before January", 210),
        ],
        "pain points": [
            ("are afraid of getting the tax return wrong", 250),
            ("spend whole evenings looking for receipts", 230),
        ],
        "decision factors": [("look first for a person who answers", 200)],
    },
    ("a shoebox of receipts", "I dread January", "chasing people for money"),
)
FIRMS = segment(
    "Small firms that are growing",
    {
        "demographics": [("employ 3 to 9 people", 240)],
        "motivations": [("want to see each month what is left", 220)],
        "pain points": [
            ("wait too long for their customers to pay", 280),
            ("lose hours to wages and forms", 210),
        ],
        "decision factors": [("compare the price of every program", 170)],
    },
    ("paid in sixty days", "wages on Friday", "a form for everything"),
)
SEGMENTS = (SHOEBOXES, FIRMS)


def campaign() -> Campaign:
    """Ledgerly, which files receipts and sends the return."""
    base = words_campaign()
    brand = base.brand.model_copy(
        update={
            "name": "Ledgerly",
            "tagline": "Done by Friday",
            "tone": ("dry", "plain"),
            "never_say": ("guaranteed refund",),
            "dont": ("frighten people with fines",),
            "music": "bright",
        }
    )
    return base.model_copy(
        update={
            "brand": brand,
            "name": "Ledgerly winter",
            "slug": "ledgerly",
            "category": "tax software",
            "goal": "more freelancers try a month",
            "audience": "people who work for themselves, and small firms",
            "product": "Ledgerly",
            "offers": (
                Offer(
                    id="month",
                    name="A month to try",
                    text="One month with all that it can do, and no card to leave.",
                    terms="Then £14 a month. Stop by e-mail.",
                    answers=("know what they owe", "price", "try"),
                ),
                Offer(
                    id="wages",
                    name="Wages included",
                    text="Wages for up to nine people are in the price.",
                    price="£29 a month",
                    terms="For firms of up to nine people.",
                    answers=("wages and forms", "price of every program"),
                    only_for=("employ",),
                ),
            ),
            "proofs": (
                Proof(
                    id="photo",
                    claim="A photo of a receipt files it in four seconds.",
                    substantiation="Measured on 1,000 receipts, 3 February 2026.",
                    answers=("looking for receipts", "shoebox", "whole evenings", "Sundays"),
                ),
                Proof(
                    id="checked",
                    claim="An accountant reads every return before it is sent.",
                    substantiation="Terms of service, clause 9, January 2026.",
                    answers=("getting the tax return wrong", "afraid", "a person who answers"),
                ),
                Proof(
                    id="sooner",
                    claim="Most invoices are paid eleven days sooner than before.",
                    substantiation="2,340 invoices of 212 customers, 2025 against 2024.",
                    answers=("customers to pay", "wait too long", "chasing people for money"),
                ),
                Proof(
                    id="leeds",
                    claim="A person in Leeds answers within two hours.",
                    substantiation="Support log, 2025: median 1 h 52 min.",
                    answers=("a person who answers", "afraid", "forms"),
                ),
            ),
            "call": CallToAction(text="Try a month", link="https://ledgerly.example/try"),
            "moments": (),
            "metaphors": (),
            "tone": ("dry", "plain"),
        }
    )
