"""Where a process sends the spans of its work, so that one sees what took how long."""

from typing import TYPE_CHECKING

from ..domain.errors import Missing
from . import _given

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

_sending: "TracerProvider | None" = None


def begin(name: str) -> None:
    """Send spans where REELWRIGHT_TRACES says, from now on; without it, and a second time, nothing.

    Headers that the place wants stand in OTEL_EXPORTER_OTLP_HEADERS.

    Args:
        name: What this process is: "service" or "worker".

    Raises:
        Missing: The extra `traces` is not installed.
    """
    global _sending
    address = _given.settings().traces
    if not address or _sending:
        return
    try:
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ModuleNotFoundError as problem:
        raise Missing(
            f"traces need {problem.name}: pip install 'reelwright[traces]', or take "
            "REELWRIGHT_TRACES out of the environment"
        ) from problem
    from .. import __version__
    from ..backends.text.asking import trace_questions

    about = {SERVICE_NAME: f"reelwright-{name}", SERVICE_VERSION: __version__}
    _sending = TracerProvider(resource=Resource.create(about))
    there = OTLPSpanExporter(endpoint=f"{address.rstrip('/')}/v1/traces")
    _sending.add_span_processor(BatchSpanProcessor(there))
    trace.set_tracer_provider(_sending)
    trace_questions()


def end() -> None:
    """Send what is left; before a process ends at once."""
    if _sending:
        _sending.force_flush(5000)
