"""Tests that take long run only where they are asked for: `python -m pytest tests/longer`."""


def pytest_ignore_collect(collection_path, config):
    asked = any("longer" in str(word) for word in config.invocation_params.args)
    return None if asked else True
