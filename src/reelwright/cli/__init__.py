"""The command line: one command a file."""

from .app import app

__all__ = ["app"]
