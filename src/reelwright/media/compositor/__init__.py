"""Stills, camera moves, type and transitions become frames; frames become spans of a film."""
