"""The HTTP service: what the facade offers, for browsers and programs. It never makes films itself.

A file a resource; `app.py` puts them together, `doors.py` lets callers in, `guards.py` stands
before all.
"""
