"""Logs as one JSON object a line, on stderr: what was asked and how it went, never what the posting says."""

import json
import logging
import traceback
from typing import Any

from service.settings import Settings

access = logging.getLogger("service.access")


class JsonLines(logging.Formatter):
    """Formats a record as JSON; its ``extra={"told": {...}}`` adds keys."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. Of an exception only its type and the places in the code are told."""
        line: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["places"] = traceback.format_list(traceback.extract_tb(record.exc_info[2]))
        return json.dumps(line, ensure_ascii=False, default=str)


def logging_config(chosen: Settings) -> dict[str, Any]:
    """Return the configuration of the standard library's logging, for the server's own lines too."""
    level = chosen.log_level.upper()
    ours = {"handlers": ["stderr"], "level": level, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "service.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
        "loggers": {name: dict(ours) for name in ("service", "_granian", "granian.access")},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
    }
