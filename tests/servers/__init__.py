"""Servers and processes that run beside the tests, as strict as what they stand for."""
