"""Narration, music, the mix, and the timing of captions."""

from .captions import caption_cues, to_srt, to_vtt
from .mix import master
from .music import compose_bed
from .record import hurry, record

__all__ = ["caption_cues", "compose_bed", "hurry", "master", "record", "to_srt", "to_vtt"]
