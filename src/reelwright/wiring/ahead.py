"""Loads what making films and clips takes: what is forked off a process with it begins at once.

Imported by the server that orders' processes are forked off; it holds nothing of any settings.
"""

import gc
from importlib import import_module

from ..domain.licences import forbids_ads
from ..intake.survey_people import trait_of

LOADED = (
    "audience.find",
    "backends.embed.minilm",
    "backends.text.asking",
    "cutting.film",
    "graphics.easel",
    "intake.campaign",
    "judging.judge",
    "media.compositor.compositor",
    "release.checks.film",
    "sound.voice",
    "studio._performing",
    "wiring.campaigns",
    "wiring.clips",
    "wiring.libraries",
    "workflow.flows",
)
"""Modules that take long to load, or that much hangs on."""


def load() -> None:
    """Load them, and let the patterns of the word lists be compiled."""
    for name in LOADED:
        import_module(f"reelwright.{name}")
    trait_of("A question?")
    forbids_ads("no licence, press only, for commercial use")
    # What is shared stays shared: nobody looks at it for what is no longer used.
    gc.collect()
    gc.freeze()


load()
