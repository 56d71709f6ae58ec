"""Reelwright: from what a company already has to finished, personalised video ads."""

__version__ = "0.1.0"
