"""Parts of pictures replaced, removed or repaired."""
