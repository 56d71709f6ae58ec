"""Encoded film and sound: written, read back, looked through."""
