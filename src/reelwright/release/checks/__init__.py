"""What keeps a film from being released: picture, sound, type and file."""
