from collections.abc import Iterable
from typing import Any

from .opentime import RationalTime, TimeRange

class TrackKind:
    Video: str
    Audio: str

class TransitionTypes:
    SMPTE_Dissolve: str
    Custom: str

class ExternalReference:
    def __init__(self, *, target_url: str, available_range: TimeRange) -> None: ...

class Marker:
    def __init__(self, *, name: str, marked_range: TimeRange) -> None: ...

class Composable:
    metadata: dict[str, Any]

class Clip(Composable):
    def __init__(
        self, *, name: str, media_reference: ExternalReference, source_range: TimeRange
    ) -> None: ...

class Gap(Composable):
    def __init__(self, *, source_range: TimeRange) -> None: ...

class Transition(Composable):
    def __init__(
        self,
        *,
        name: str,
        transition_type: str,
        in_offset: RationalTime,
        out_offset: RationalTime,
    ) -> None: ...

class Track(Composable):
    markers: list[Marker]

    def __init__(self, *, name: str, kind: str) -> None: ...
    def append(self, item: Composable) -> None: ...

class Stack(Composable):
    def append(self, item: Track) -> None: ...
    def extend(self, items: Iterable[Track]) -> None: ...

class Timeline:
    metadata: dict[str, Any]

    def __init__(self, *, name: str, global_start_time: RationalTime) -> None: ...
    @property
    def tracks(self) -> Stack: ...
