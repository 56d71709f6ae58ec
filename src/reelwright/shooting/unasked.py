"""The move of a clip for which none was asked: what the words of the picture suggest, told as such.

Prompts that name no move would else all be filmed by the same push in, and of one picture they
would be one film.
"""

import hashlib
import re

from .aiming import Find

_SUGGESTED: tuple[tuple[str, str], ...] = (
    (
        r"(?:stays?|remains?|stands?|is|are|lies?|everything|all) (?:\w+ (?:and )?){0,3}"
        r"(?:still|silent|motionless|frozen|quiet)\b|\b(?:stillness|silence)\b",
        "hold still",
    ),
    (r"\b(?:low[- ]angle|from below|towering|worm'?s[- ]eye)\b", "slow tilt up"),
    (r"\b(?:high[- ]angle|from above|overhead|top[- ]down|bird'?s[- ]eye)\b", "slow tilt down"),
    (r"\b(?:wide|establishing|aerial|panoramic|long) (?:\w+ )?(?:shot|view|angle)\b|\bpanorama\b",
     "slow pull out"),
    (r"\b(?:tight|close-?up|close (?:shot|view)|macro|intimate|portrait|detail)\b", "slow push in"),
    (r"\b(?:ris(?:e|es|ing)|climb\w*|soar\w*|grow(?:s|ing)?)\b", "slow tilt up"),
    (r"\b(?:fall(?:s|ing)?|sink\w*|descend\w*|rain(?:s|ing)?)\b", "slow tilt down"),
    (r"\b(?:flow\w*|drift\w*|wave(?:s)?|pass(?:es|ing)|shift\w*|row of|along|crowd|street|coast)\b",
     "slow pan"),
)  # fmt: skip
_OTHERS = ("slow push in", "slow pull out", "slow pan left", "slow pan right", "slow tilt up")


_TO = {"push in": "on", "pull out": "from", "pan": "to", "tilt": "to"}
"""How a move goes by a thing."""


def suggested(prompt: str, seed: int, thing: str = "", find: Find | None = None) -> str:
    """A camera direction for a prompt that names none; the same words and seed give the same.

    thing: what the prompt is about. Where it is found in the picture, the move goes by it.
    """
    words = prompt.lower()
    chance = hashlib.sha256(f"{seed}/{words}".encode()).digest()
    move = next((m for pattern, m in _SUGGESTED if re.search(pattern, words)), "")
    move = move or _OTHERS[chance[1] % len(_OTHERS)]
    move = f"{move} {('left', 'right')[chance[0] % 2]}" if move == "slow pan" else move
    box = find(thing) if find and thing else None
    how = next((link for name, link in _TO.items() if name in move), "")
    near = box is not None and box.w * box.h < 0.6
    return f"{move} {how} the {thing}" if near and how else move
