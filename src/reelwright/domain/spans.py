"""Spans of work in one trace, as OpenTelemetry has them.

They lead nowhere until the process says where to (`studio/traces.py`), and cost next to nothing
then. Who works in another process goes on with the same trace by its `traceparent` (W3C).
"""

from collections.abc import Generator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_TRACER = trace.get_tracer("reelwright")
_FORM = TraceContextTextMapPropagator()
_HEADER = "traceparent"

_ours = ""


def works_for(carried: str) -> None:
    """Put all spans of this process that stand under none from now on under this one.

    carried: as `carry` gave it, perhaps in another process; "": they stand alone.
    """
    global _ours
    _ours = carried


def carry() -> str:
    """The span that this work is in, for another thread or process; "" where nobody traces."""
    held: dict[str, str] = {}
    _FORM.inject(held)
    return held.get(_HEADER, _ours)


@contextmanager
def span(
    name: str, *, under: str = "", kind: SpanKind = SpanKind.INTERNAL, **told: str | int | bool
) -> Generator[Span]:
    """Work of a name, under the span that it is in; an error marks it by its kind alone.

    Args:
        name: Few different ones: what is worked on stands in what is told of it.
        under: What `carry` gave, or a `traceparent` from outside; "": where this work is in.
        kind: Server, for what is answered.
        told: What is told of it; no words of people.
    """
    where = trace.get_current_span().get_span_context()
    carried = under or ("" if where.is_valid else _ours)
    with _TRACER.start_as_current_span(
        name,
        context=_FORM.extract({_HEADER: carried}) if carried else None,
        kind=kind,
        attributes={f"reelwright.{key}": value for key, value in told.items()},
        # Messages of errors name people's files and words.
        record_exception=False,
        set_status_on_exception=False,
    ) as made:
        try:
            yield made
        except BaseException as problem:
            made.set_status(Status(StatusCode.ERROR, type(problem).__name__))
            raise
