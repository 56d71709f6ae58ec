"""`reelwright stop FOLDER`: end the run of a campaign, whoever works on it."""

from ..studio import campaigns
from .options import Folder, Workspace
from .screen import say


def command(folder: Folder, workspace: Workspace = None) -> None:
    """Stop the making of a campaign; what is finished stays."""
    if campaigns.stop(folder, workspace=workspace):
        say(f"stopped after the steps in hand; `reelwright make {folder}` goes on from there")
    else:
        say(f"nothing of {folder} is being made")
