"""Texts and pictures become vectors."""
