"""Measurements and model opinion become a verdict; a verdict says what happens next."""

from .judge import NextAct, best, judge_take, next_act
from .thresholds import DIMENSIONS, Thresholds

__all__ = ["DIMENSIONS", "NextAct", "Thresholds", "best", "judge_take", "next_act"]
