"""Speakers: programs that say a line aloud, all behind one small protocol."""
