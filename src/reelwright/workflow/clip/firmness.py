"""On how firm a ground a clip stands, in words: what a person has to know before showing it."""

from collections.abc import Sequence

from ...domain.clip import Asked, ClipRequest, Coverage, Ground, Source
from ...domain.knowledge import Receipt

NEAR = 0.05
"""A score that is no more than this over the floor is told of."""


def firmness(
    request: ClipRequest,
    asked: Asked,
    source: Source,
    grounds: Sequence[Ground],
    receipts: Sequence[Receipt],
    covered: Coverage,
) -> tuple[str, ...]:
    """What is doubtful about the pictures that a clip stands on; () where nothing is."""
    if source == "words":
        return ()
    words = asked.object or request.prompt
    told = [
        *(_far(ground, words) for ground in grounds if source == "library"),
        *(_nameless(ground) for ground in grounds),
        _captionless(receipts),
        _unsaid(grounds, covered, words),
        *(
            f"“{thing}” is in the picture, but at no time in the frame: send the camera there "
            f"(“pan to the {thing}”), or ask for it wider"
            for thing in covered.cropped
        ),
        asked.happens
        and f"a still cannot show what happens (“{asked.happens}”): it is kept for a video model",
    ]
    return tuple(dict.fromkeys(t for t in told if t))


def _far(ground: Ground, words: str) -> str:
    how = f"({ground.score:.2f}, floor {ground.floor:.2f})"
    if ground.score < ground.floor or not ground.grounded:
        return (
            f"“{ground.picture.caption}” is under the floor {how}: nothing was found that shows "
            f"“{words}”; add a picture of it"
        )
    if ground.score < ground.floor + NEAR:
        return f"“{ground.picture.caption}” is only just over the floor {how}: look if it is right"
    return ""


def _nameless(ground: Ground) -> str:
    picture = ground.picture
    if picture.captions[0].source != "file name":
        return ""
    base = ground.item.base if ground.item else ""
    item = ground.item.id[:12] if ground.item else ""
    act = (
        f'say what it shows with: reelwright library caption {base} {item} "..."'
        if ground.item
        else "name what it shows in a captions.csv beside it (columns: file, caption)"
    )
    return f"{picture.file.name} has no caption and was taken by its file name alone: {act}"


def _captionless(receipts: Sequence[Receipt]) -> str:
    """Where hardly any of what was weighed has a caption, the whole base is the trouble."""
    weighed = [c for r in receipts for c in r.candidates if "sound" not in c.reason[:9]]
    bare = [c for c in weighed if c.reason.startswith("its file name")]
    if len(weighed) < 2 or len(bare) * 2 < len(weighed):
        return ""
    base = bare[0].base
    return (
        f"{len(bare)} of the {len(weighed)} items of {base} that were weighed have no caption: "
        "what they show is not known. Write captions.csv beside the files (reelwright library "
        f"captions FOLDER writes one to fill in) and add the folder to {base} again"
    )


def _unsaid(grounds: Sequence[Ground], covered: Coverage, words: str) -> str:
    if covered.picture or not words.strip():
        return ""
    said = grounds[0].picture.caption
    return (
        f"nothing that is known of the picture (“{said}”) bears out “{words}”: look if it is right"
    )
