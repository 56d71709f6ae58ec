"""`python -m reelwright`."""

from .cli import app

app()
