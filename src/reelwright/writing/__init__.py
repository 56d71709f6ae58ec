"""Concepts, briefs, matches and storyboards, with a language model or without; and their edits."""

from .asked import asked_for, lacks
from .brief import brief_id, write_brief
from .concepts import write_concepts
from .draw import draw_features
from .edits import EditPlan, apply_edit, plan_edit
from .match import match_brief
from .storyboard import write_storyboard
from .translate import translate_storyboard

__all__ = [
    "EditPlan",
    "apply_edit",
    "asked_for",
    "brief_id",
    "draw_features",
    "lacks",
    "match_brief",
    "plan_edit",
    "translate_storyboard",
    "write_brief",
    "write_concepts",
    "write_storyboard",
]
