"""The caption of an edited picture: that of its source, changed as the picture was.

A caption that still named what was taken out would bring the picture to whoever looks for just
that. English phrases are understood; where the words are not found, the caption stays.
"""

import re
from collections.abc import Sequence

EMPTY = "An empty background"
"""What is left to say of a picture whose whole caption was the thing that went."""

_ARTICLES = frozenset("a an the his her their its my our your this that these those some".split())
_COUNTS = frozenset("one two three four five six seven eight nine ten several many all".split())
_OWNERS = frozenset("his her their its".split())
_JOINTS = frozenset(
    "with and or wearing holding carrying beside near next to by on in at under over behind before "
    "of from against among between inside outside through across along above below around".split()
)
_NOUNLESS = frozenset(
    "left right top bottom upper lower middle centre center corner half third quarter side picture "
    "image photo photograph everything but except all every thing object".split()
)


def recaptioned(caption: str, mode: str, thing: str, new: str = "") -> str:
    """The caption with what thing names ("the red hat") taken out, or put as new.

    mode: "remove", "replace" or "repair". thing: how the mask was found, in words.
    """
    if mode == "repair":
        return caption
    words = caption.rstrip(".").split()
    found = _phrase(words, thing)
    if found is None:
        named = mode == "replace" and new
        return f"{caption.rstrip('.')}, with {new}" if named else caption
    begin, end = found
    if mode == "replace":
        return _sentence([*words[:begin], new, *words[end:]])
    if begin == 0:
        return _sentence(_after(words[end:])) or EMPTY
    while begin and (_bare(words[begin - 1]) in _JOINTS or not _bare(words[begin - 1])):
        begin -= 1
    end = _owned(words, end)
    kept = [*words[:begin], *words[end:]]
    return _sentence(kept if begin else _after(kept)) or EMPTY


def kept_keywords(keywords: Sequence[str], mode: str, thing: str) -> tuple[str, ...]:
    """Keywords but for those that name what is no longer there."""
    gone = _named(thing) if mode != "repair" else []
    if not gone:
        return tuple(keywords)
    return tuple(
        k for k in keywords if not (told := [_single(w) for w in k.split()]) or told[-1] != gone[-1]
    )


def _named(thing: str) -> list[str]:
    """The words of a thing, single and bare: "the red hats on the left" is red, hat."""
    words: list[str] = []
    for word in thing.split():
        bare = _bare(word)
        if bare in _JOINTS and words:
            break
        if bare and bare not in _ARTICLES and bare not in _NOUNLESS and bare not in _JOINTS:
            words.append(_single(word))
    return words


def _phrase(words: Sequence[str], thing: str) -> tuple[int, int] | None:
    """Where a caption names the thing, with article and adjectives: [begin, end) of its words."""
    named = _named(thing)
    if not named:
        return None
    told = [_single(w) for w in words]
    heads = [n for n, word in enumerate(told) if word == named[-1]]
    if not heads:
        return None
    # Of two hats the red one is meant where red was said.
    head = max(heads, key=lambda n: len(set(named) & set(told[max(0, n - 3) : n + 1])))
    begin = head
    while begin and told[begin - 1] in named[:-1]:
        begin -= 1
    for back in range(4):
        at = begin - 1 - back
        if at < 0 or words[at].endswith((",", ";")) or _bare(words[at]) in _JOINTS:
            break
        if _bare(words[at]) in _ARTICLES | _COUNTS:
            begin = at
            break
    return begin, head + 1


def _after(words: Sequence[str]) -> list[str]:
    """What a caption still shows when its first thing is gone: "in the grass" is the grass."""
    rest = list(words)
    joints = [n for n, word in enumerate(rest[:4]) if _bare(word) in _JOINTS]
    if not joints:
        return []
    rest = rest[joints[0] :]
    while rest and _bare(rest[0]) in _JOINTS:
        rest.pop(0)
    return rest if not rest or _bare(rest[0]) not in _OWNERS else []


def _owned(words: Sequence[str], end: int) -> int:
    """Where "on his head" ends, which goes with the hat; end itself where nothing such follows."""
    here = [_bare(w) for w in words[end : end + 3]]
    return end + 3 if len(here) == 3 and here[0] in _JOINTS and here[1] in _OWNERS else end


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words).strip(" ,;")
    return text[:1].upper() + text[1:]


def _bare(word: str) -> str:
    return re.sub(r"[^\w'-]", "", word).lower()


def _single(word: str) -> str:
    bare = _bare(word)
    for ending, short in (("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x")):
        if bare.endswith(ending):
            return bare.removesuffix(ending) + short
    return bare if bare.endswith("ss") else bare.removesuffix("s")
