"""Which words of a prompt the picture answers, which the camera, and which text alone (S3-03)."""

import re
from collections.abc import Iterable

from ..backends.index.exact import words
from ..domain.clip import Asked, Coverage

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SIZES = frozenset("wide medium close closeup close-up macro aerial long full drone".split())
_CRAFT = frozenset(
    "shot view video clip film footage cinematic photorealistic realistic picture photo image "
    "scene camera show make create generate".split()
)


def cover(prompt: str, asked: Asked, said: Iterable[str], *, carried: bool) -> Coverage:
    """What answers each word of a prompt that carries sense.

    said: captions and keywords of the pictures that it stands on. carried: whether its words reach
    the film as text, to a model that films them or as type. A word that the pictures' captions do
    not say, and that no text carries, is left over: a person has to look whether it is shown.
    """
    held = {stem for text in said for stem in words(text)}
    unread = {stem for word in asked.unread for stem in words(word)}
    moved = set(words(asked.action)) - unread
    seen: dict[str, list[str]] = {"picture": [], "text": [], "left": []}
    for token in _TOKEN.findall(prompt):
        stems = set(words(token))
        bare = token.lower()
        if not stems or bare in _CRAFT or (bare in _SIZES and asked.scale != "any"):
            continue
        if stems & held:
            kind = "picture"
        elif stems <= moved:
            continue
        else:
            kind = "text" if carried else "left"
        if bare not in (w.lower() for w in seen[kind]):
            seen[kind].append(token)
    return Coverage(
        picture=tuple(seen["picture"]),
        camera=asked.action,
        text=tuple(seen["text"]),
        left=tuple(seen["left"]),
    )
