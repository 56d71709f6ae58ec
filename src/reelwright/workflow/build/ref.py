"""A typed name for a kept result: what stages hand to one another, and the engine keeps as JSON."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")


@dataclass(frozen=True)
class Ref(Generic[T]):
    """The result of a stage, by its key. T is the type of its value.

    As JSON it is "stage:key".
    """

    stage: str
    key: str

    def __str__(self) -> str:
        """As JSON has it."""
        return f"{self.stage}:{self.key}"

    @classmethod
    def read(cls, text: Any) -> "Ref[Any]":
        """A ref from its JSON. Raises ValueError for anything else."""
        if isinstance(text, Ref):
            return cast("Ref[Any]", text)
        stage, colon, key = str(text).rpartition(":")
        if not (stage and colon and key):
            raise ValueError(f"{text!r} names no result; it should read stage:key")
        return cls(stage, key)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """How pydantic reads and writes it."""
        return core_schema.no_info_plain_validator_function(
            cls.read, serialization=core_schema.to_string_ser_schema()
        )
