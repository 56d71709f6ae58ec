"""What JSON and TOML hold before it is checked, told apart so that a type checker follows."""

from typing import Any, TypeGuard


def is_table(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a read value is an object or a table: its keys are names, its values anything."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a read value is a list, of anything."""
    return isinstance(value, list)
