"""Campaigns that are odd and allowed: names, facts and lines as people really write them."""

from fractions import Fraction

from reelwright.domain.campaign import CallToAction, Campaign, Offer, Proof, Wanted

from values.segments import bare_campaign, segment

BRANDS = ("Empower", "eBay", "E.ON", "Yahoo!", "Le Coin", "C++ Club", "adidas", "Bora Bora", "4 Us")
CLAIMS = (
    "Empower pays back its price in five years.",
    "Bread is baked here  at five every morning.",
    "Less than 5 g of sugar (<5 %) in every loaf.",
    "Over 9,000 members say yes!!",
    "Rated 4.9/5 by 1,204 people on Doctify.example.",
    "An MRI takes 20 minutes, and Prof. Lee reads it.",
    "eBay sellers of all sizes trust it.",
    "An SUV, a van or a bike: one price.",
    "We was here first, as the song goes.",
    "Ring 0800 123 4567 or write to hello@corner.example.",
    "No. 1 in Leeds since 1987.",
    "Seamless since 1920",
    "All of our bread is baked on the premises every single morning by a master baker with more "
    "than twenty years of experience.",
)
OFFERS = (
    Offer(id="loaf", name="A first loaf, free", text="Come before ten. The loaf is on us.",
          price="Free", terms="One loaf a household."),
    Offer(id="back", name="Thirty days", text="Send it back within 30 days. We pay the postage."),
    Offer(id="month", name="Taster", text="A month for £1, then £9.50 a month; stop when you like.",
          price="£1", terms="New customers only, one a household, until 31 May 2026, UK mainland, "
          "not with other offers, and subject to stock."),
)  # fmt: skip
CALLS = ("Come before ten", "MRI scan now", "eBay shop", "Book")
TRAITS = (
    "want a reply within 24 hours",
    "want an MRI without a wait",
    "shop on eBay every week",
    "worry about being overcharged",
    "do not trust a website with 3 pop-ups",
    "think that Prof. Lee is right",
)


def campaign(n: int) -> Campaign:
    """One of them; each number mixes the parts otherwise."""
    base = bare_campaign()
    claims = [CLAIMS[(n + k * 5) % len(CLAIMS)] for k in range(3)]
    if all(len(c.split()) > 14 for c in claims[:1]):
        claims.reverse()
    proofs = tuple(
        Proof(
            id=f"p{k}", claim=c, substantiation=f"Own log; seen {k + 3} times.", answers=("reply",)
        )
        for k, c in enumerate(claims)
    )
    never = (("key", "door"), ("100%", "#1", "C++ course"), ("waits",), (), ("film",))[n % 5]
    return base.model_copy(
        update={
            "brand": base.brand.model_copy(
                update={"name": BRANDS[n % len(BRANDS)], "never_say": never}
            ),
            "product": ("our corner shop", "the E.ON tariff", "an X-ray, explained")[n % 3],
            "proofs": proofs,
            "offers": (OFFERS[n % 3],) if n % 4 else (),
            "call": CallToAction(text=CALLS[n % len(CALLS)], link="https://corner.example/now"),
            "wanted": Wanted(seconds=Fraction((10, 15, 20, 30, 6, 60)[n % 6])),
        }
    )


def audience(n: int):
    """A segment whose answers are as odd."""
    pick = [TRAITS[(n + k * 2) % len(TRAITS)] for k in range(3)]
    return segment(
        "Odd people",
        {"motivations": [(pick[0], 150)], "pain points": [(pick[1], 140), (pick[2], 130)]},
        ("I shop on eBay", "no time for 3 calls"),
    )
