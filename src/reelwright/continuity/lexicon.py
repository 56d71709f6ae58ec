"""Words for things that pictures show, by kind; several words that name one thing stand first."""

from collections.abc import Mapping

from ..domain.continuity import ElementKind


def _words(text: str) -> frozenset[str]:
    return frozenset(w.replace("_", " ") for w in text.split())


LEXICON: Mapping[ElementKind, frozenset[str]] = {
    "actor": _words(
        """
        older_woman older_man young_woman young_man woman man lady gentleman mother
        father mum dad daughter son carer nurse doctor child children girl boy baby
        couple neighbour friend traveller passenger tourist grandmother grandfather
        granddaughter grandson worker customer owner driver cyclist runner baker barista
        cook chef gardener farmer teacher student dog puppy cat horse bird husband wife
        visitor builder mechanic engineer dancer musician
        """
    ),
    "location": _words(
        """
        living_room bathroom bedroom kitchen hallway hall garden street room office
        workshop classroom house cottage porch stairs airport plane cabin road beach
        city hospital shop store café cafe restaurant bar market field meadow sea ocean
        forest woods mountain mountains hotel platform station harbour park playground
        gym studio factory warehouse library church square bridge river lake desert
        island balcony terrace rooftop garage kiosk
        """
    ),
    "prop": _words(
        """
        walking_stick watering_can pill_box key_safe video_call phone tablet laptop keys
        key book newspaper crossword calendar notebook pen cup cups mug mugs teapot
        glass bottle plate bowl spoon bag handbag backpack suitcase coat hat cap gloves
        glove scarf slippers kettle photograph photographs umbrella ticket passport
        shoes shoe sneakers trainers boots sandals shirt jacket dress watch ring
        necklace camera letter parcel gift dominoes cards guitar bicycle bike ball
        flowers flower tulips bouquet tray pot pan knife blanket towel cushion helmet
        tools soup bread cake vegetables fruit
        """
    ),
    "object": _words(
        """
        raised_bed bird_feeder front_door garden_gate garden_path lit_window lamp
        armchair chair table desk bench bed sofa sideboard shelf feeder clock curtains
        rug plant fern tree trees gate path fence door window stove oven fridge sink
        basket handrail mirror fireplace car van bus train boat ship truck motorbike
        building tower skyscraper houses screen computer television counter wall clouds
        sun moon waves aurora
        """
    ),
}

SINGULAR: Mapping[str, str] = {
    "cups": "cup",
    "mugs": "mug",
    "keys": "key",
    "children": "child",
    "photographs": "photograph",
    "trees": "tree",
    "mountains": "mountain",
    "shoe": "shoes",
    "glove": "gloves",
    "cafe": "café",
    "trainers": "shoes",
    "sneakers": "shoes",
    "hall": "hallway",
    "mum": "mother",
    "dad": "father",
    "bike": "bicycle",
}
"""One name for what two words say, so that a thing is not found twice."""

VERBS = frozenset("waves cards rings watches plants boots cooks books parks".split())
"""Words that are things or deeds: after a person's name or "who" they are deeds."""

DATES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Christmas Easter".split()
)
"""Capitalised words that name nobody."""
