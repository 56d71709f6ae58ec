"""How much faster a line may be said."""

from ..domain.brand import VoiceProfile
from ..domain.sound import Recording

FASTEST = 260
"""Words a minute that no line is said faster than."""

HURRIED, STRETCHED = 1.12, 1.06
"""How much faster a line may be said: by an engine, and by a person's own recording."""


def hurry(recording: Recording, profile: VoiceProfile) -> float:
    """How much faster a recorded line may be recorded again: 1.12 is twelve in a hundred."""
    if recording.origin.maker == "person":
        return STRETCHED
    return max(1.0, min(HURRIED, FASTEST / profile.speed))
