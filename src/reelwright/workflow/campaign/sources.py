"""What several stages of a campaign read, and work that is imported when something is made."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from ...domain.campaign import Campaign
from ..build import views
from ..build.stage import (
    Reads,
    Tools,
)
from .studio import Studio


def later(name: str) -> Callable[[Any, Tools], Any]:
    """The work "module.function" of this room, imported when it is called."""
    module, _, function = name.partition(".")

    def work(given: Any, tools: Tools) -> Any:
        return getattr(import_module(f".{module}", __package__), function)(given, tools)

    work.__qualname__ = name
    return work


def wanted(name: str) -> Reads:
    """An option of what shall be made."""
    return Reads(f"wanted: {name}", lambda studio, told: getattr(studio.campaign.wanted, name))


WORDS = Reads("facts and tone", lambda studio, told: views.words(studio.campaign))
LOOK = Reads("brand: look", lambda studio, told: views.look(studio.campaign.brand))


def in_one_language(studio: Studio, told: Mapping[str, Any]) -> Campaign:
    """What writers read, with the translations of the language told."""
    return views.words(studio.campaign, languages=(told["language"],))
