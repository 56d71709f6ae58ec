"""Narrative adherence: whether the take shows what the storyboard asked for."""

import re

from ..domain.continuity import Reference
from ..domain.storyboard import Scene
from ..domain.take import Move, Take
from .thresholds import Finding

_STOP = frozenset(
    re.findall(
        r"\w+",
        "a an and the of in on at to for with from by as is are was were be her his their its it "
        "they she he we you our your who which that this these those into onto over under near one "
        "two some someone something very just shows showing show picture photo image scene",
    )
)


def content_words(text: str) -> frozenset[str]:
    """Words that carry meaning, cut to their stems ("walking" and "walks" both give "walk")."""
    return frozenset(_stem(w) for w in _words(text))


def _words(text: str) -> list[str]:
    found = re.findall(r"[^\W\d_]+", text.lower())
    return list(dict.fromkeys(w for w in found if w not in _STOP and len(w) > 2))


def _stem(word: str) -> str:
    for end in ("ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            base = word[: -len(end)] + ("y" if end == "ies" else "")
            # "holding" and "hold", but also "sitting" and "sit", "caring" and "care".
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lse":
                base = base[:-1]
            return base.rstrip("e")
    return word.rstrip("e")


def findings(take: Take, scene: Scene, reference: Reference) -> list[Finding]:
    """What speaks for and against the take as this scene; costs start from 10."""
    found: list[Finding] = []
    picture = reference.picture
    if reference.pinned:
        found.append(Finding("a person chose the picture"))
    elif not reference.grounded:
        found.append(
            Finding(
                f"the best picture scores {reference.score:.2f}, under the floor of "
                f"{reference.floor:.2f}",
                4.5,
                "another picture",
            )
        )
    else:
        above = (reference.score - reference.floor) / max(1e-6, 1 - reference.floor)
        cost = round(max(0.0, 1.6 * (1 - 2.2 * above)), 2)
        found.append(
            Finding(f"the picture scores {reference.score:.2f} for “{reference.query}”", cost)
        )
    found.append(_overlap(scene, reference))
    if scene.scale != "any" and picture.scale != scene.scale:
        sizes = ("wide", "medium", "close")
        act = "closer" if sizes.index(scene.scale) > sizes.index(picture.scale) else "wider"
        text = f"the scene asks for a {scene.scale} view, the picture is {picture.scale}"
        found.append(Finding(text, 0.7, act if isinstance(take.shot, Move) else None))
    return found


def _overlap(scene: Scene, reference: Reference) -> Finding:
    wanted = content_words(scene.seek or scene.description)
    words = " ".join([reference.picture.caption, *reference.picture.keywords])
    there = content_words(words)
    both = wanted & there
    named = [w for w in _words(scene.seek or scene.description) if _stem(w) in both]
    if not wanted:
        return Finding("the scene does not say what its picture must show")
    share = len(both) / len(wanted)
    # Half of the wanted words is as good as all: captions and scenes are worded by others.
    cost = 0.0 if reference.pinned else round(2.0 * (1 - min(1.0, 2 * share)), 2)
    if both:
        return Finding(f"its caption shares {', '.join(named[:5])} with the scene", cost)
    return Finding(f"its caption shares no word with “{scene.seek}”", cost, "another picture")
