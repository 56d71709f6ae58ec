"""Storyboards that say the same, word for word, as people are told of them."""

from collections.abc import Mapping


def told(found: Mapping[str, tuple[str, ...]], folder: object) -> tuple[str, ...]:
    """A line for each group of storyboards that are alike, with what can be done about it.

    found: a storyboard's item, and the items that say the same. folder is the campaign's.
    """
    groups = dict.fromkeys(tuple(sorted((item, *others))) for item, others in found.items())
    return tuple(
        f"{', '.join(f'storyboard/{item}' for item in group)} say the same, word for word: where "
        f"their people differ, `reelwright edit {folder} storyboard/{group[-1]}` gives one of them "
        "other words, `reelwright reject` has it drawn anew, and [[moments]] with `answers` or "
        "`only_for` in campaign.toml tell the writer who is spoken to"
        for group in groups
    )
