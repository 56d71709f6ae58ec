"""Everyday images for campaigns that bring none of their own: they claim nothing of anybody."""

from ...domain.campaign import Metaphor, Sight

EVERYDAY: tuple[Metaphor, ...] = (
    Metaphor(
        id="a-key",
        meaning="trust is given slowly, and for a reason",
        spoken=("You hand your door key to very few people.",),
        turn=("Trust is like that: slow, and for a reason.",),
        head="Very few get the key",
        shows=(Sight(seek="a key in a hand, a front door", scale="close"),),
        answers=("trust", "worry", "safe", "checked", "stranger", "reliable", "quality", "know"),
    ),
    Metaphor(
        id="a-heavy-bag",
        meaning="relief is felt when a weight is put down",
        spoken=("You notice how heavy it was when you put it down.",),
        turn=("Some weights you carry only out of habit.",),
        head="Put it down",
        shows=(Sight(seek="a heavy bag put down on the floor", scale="medium"),),
        answers=("stretched", "heavy", "carry", "work", "tired", "stress", "burden", "queue"),
    ),
    Metaphor(
        id="a-light",
        meaning="one small sign is enough to stop wondering",
        spoken=("One lit window tells you that somebody is home.",),
        turn=("A small sign is often all you need.",),
        head="One lit window",
        shows=(Sight(seek="one lit window in the evening", scale="wide"),),
        answers=("wondering", "awake", "night", "message", "updates", "know", "far", "alone"),
    ),
    Metaphor(
        id="a-clock",
        meaning="time is kept in small pieces",
        spoken=("Nobody loses an hour. You lose it in minutes.",),
        turn=("So it is the minutes that are worth saving.",),
        head="Lost in minutes",
        shows=(Sight(seek="a clock on the wall, a watch", scale="close"),),
        answers=("time", "quick", "wait", "fast", "minutes", "hours", "days", "start", "late"),
    ),
    Metaphor(
        id="an-open-door",
        meaning="a choice is only yours when the way out is open",
        spoken=("An open door lets you in, and out again.",),
        turn=("A choice is yours when you can change it.",),
        head="The door stays open",
        shows=(Sight(seek="an open door, light falls in", scale="wide"),),
        answers=("own", "way", "free", "independence", "choose", "contract", "price", "pay"),
    ),
    Metaphor(
        id="a-well-worn-tool",
        meaning="the things worth having are used, not looked at",
        spoken=("The good things in a house show that they are used.",),
        turn=("What is made well is there on the thousandth day.",),
        head="Worn, and still good",
        shows=(Sight(seek="hands at work, a well used thing", scale="close"),),
        answers=("last", "made", "repair", "strong", "quality"),
    ),
)
