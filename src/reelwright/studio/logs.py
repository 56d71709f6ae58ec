"""What a process tells of itself as it runs, a line each, for people or programs; no secrets."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any

from . import _given

LOG = logging.getLogger("reelwright")

_SECRETS = (
    (re.compile(r"\brw_[\w-]{8,}"), "rw_…"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), r"\1 …"),
    (re.compile(r"(\w://[^\s/:@]*:)[^\s/@]+@"), r"\1…@"),
    (
        re.compile(
            r"(?i)((?:password|passwd|secret|token|api[_-]?key|proof|code)[\"']?\s*[=:]\s*[\"']?)"
            r"[^\s\"',;&}]+"
        ),
        r"\1…",
    ),
)


def begin() -> None:
    """Let this process log as the settings say: to its error output, from now on.

    Nothing is logged where REELWRIGHT_LOG is not set but warnings and errors.
    """
    how = _given.settings().log
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if how == "json" else _Text())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOG.setLevel(logging.INFO if how else logging.WARNING)


def tell(event: str, **more: str | float | None) -> None:
    """Log that something happened.

    Args:
        event: What, in a few words that stay the same.
        more: What is to be told of it; no secrets, and no words of people.
    """
    if LOG.isEnabledFor(logging.INFO):
        LOG.info(event, extra={"told": more})


def masked(text: str) -> str:
    """A text without keys, passwords and tokens.

    Args:
        text: As a library or an error says it.
    """
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": masked(record.getMessage()),
            "logger": record.name,
            "process": record.process,
        }
        for name, value in getattr(record, "told", {}).items():
            said[name] = masked(value) if isinstance(value, str) else _short(value)
        if record.exc_info:
            said["error"] = masked(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        told = getattr(record, "told", {}).items()
        more = " ".join(f"{name}={_short(value)}" for name, value in told if value is not None)
        text = f"{at} {record.levelname.lower():7} {record.getMessage()} {more}".rstrip()
        if record.exc_info:
            text = f"{text}\n{self.formatException(record.exc_info)}"
        return masked(text)


def _short(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value
