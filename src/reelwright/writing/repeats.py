"""One frame says a thing once: type that its scene's caption says already gives way to it."""

import re
from difflib import SequenceMatcher

from ..domain.letters import unspaced
from ..domain.storyboard import Scene, Text

NEAR = 0.75
"""From which likeness on, 0-1, two texts say the same in almost the same words."""


def repeats(shown: str, said: str) -> bool:
    """Whether type says what is said with it: the same words, some of them, or nearly the same.

    Capitals, accents' forms and marks do not count. Figures that a voice says as words are other
    words: "9 in 10" beside "nine in ten" is read at a glance.
    """
    type_, words = _words(shown), _words(said)
    if not type_ or not words:
        return False
    if len(type_) <= len(words):
        count = len(type_)
        if any(words[n : n + count] == type_ for n in range(len(words) - count + 1)):
            return True
    return SequenceMatcher(None, type_, words, autojunk=False).ratio() >= NEAR


def said_once(scene: Scene) -> Scene:
    """The scene with the type that its narration leaves to say.

    Prices stay, and so do sources and terms. The end card comes when the captions are gone.
    """
    text = scene.text
    if text.kind in ("none", "end card", "price") or not scene.narration:
        return scene
    head = "" if repeats(text.head, scene.narration) else text.head
    body = "" if repeats(text.body, scene.narration) or repeats(text.body, head) else text.body
    if (head, body) == (text.head, text.body):
        return scene
    left = text.model_copy(update={"head": head, "body": body})
    return scene.model_copy(update={"text": left if left.lettered else Text()})


def _words(text: str) -> list[str]:
    found = re.findall(r"[^\W_]+", text.casefold().replace("\u2019", "").replace("'", ""))
    return list("".join(found)) if unspaced(text) else found
