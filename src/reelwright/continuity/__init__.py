"""What binds scenes together: elements, blueprints, prompts, and the choice of references."""

from .bind import bind

__all__ = ["bind"]
