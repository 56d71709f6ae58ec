"""One clip from a few words, step by step."""
