"""Stages, their results, and what stands: the build graph of a campaign."""
