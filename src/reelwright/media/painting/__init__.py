"""Masks, and what fills them: patches, seams, pastes."""
