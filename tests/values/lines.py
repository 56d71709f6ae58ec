"""The lines that the tests of sound record, and the voice they use."""

from reelwright.domain.brand import VoiceProfile

LINES = (
    "Some mornings start with a phone call you hoped would never come.",
    "Your mother wants to stay at home, and you want to sleep at night.",
    "With Fernhill the same carer comes every week, 24/7, from £18 an hour.",
    "Book a visit today.",
)
ESPEAK = VoiceProfile(engine="espeak")
