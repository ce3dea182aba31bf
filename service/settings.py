"""The settings of the service, all of them environment variables, read here and nowhere else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from classifier import RolecallError

_LEVELS = ("debug", "info", "warning", "error")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
_RATE = re.compile(r"(\d{1,9})\s*/\s*(second|minute|hour|day)")
_ORIGIN = re.compile(r"https?://[\w.-]{1,253}(:\d{1,5})?")


class SettingError(RolecallError):
    """A setting that can't be used; the message names the variable and what it takes."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many requests a client may make in how many seconds."""

    requests: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Settings:
    """How the service behaves; docs/api.md has the table. All times are in seconds, all counts are for each worker.

    ``threads`` judge at a time and ``queue`` requests wait for one, each up to ``queue_seconds``. ``body_seconds`` is
    how long a client may send nothing of its body. A stop waits ``drain_delay`` for load balancers to look elsewhere,
    then up to ``drain_seconds`` for requests in flight. ``state_dir`` holds what workers share.
    """

    threads: int = 4
    queue: int = 64
    queue_seconds: int = 30
    body_seconds: int = 15
    connections: int = 768
    drain_delay: int = 1
    drain_seconds: int = 30
    api_keys: Path | None = None
    rate_limit: Rate | None = None
    cors_origins: tuple[str, ...] = ()
    trusted_proxies: int = 0
    log_level: str = "info"
    state_dir: Path | None = None


def settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings of the ``ROLECALL_*`` variables in ``environ``; what isn't set, or is empty, has its default.

    Raises SettingError ``bad_setting``.
    """
    given = _Variables(environ)
    return Settings(
        threads=given.number("THREADS", 4, 1, 64),
        queue=given.number("QUEUE", 64, 0, 10_000),
        queue_seconds=given.number("QUEUE_SECONDS", 30, 1, 600),
        body_seconds=given.number("BODY_SECONDS", 15, 1, 600),
        connections=given.number("CONNECTIONS", 768, 16, 100_000),
        drain_delay=given.number("DRAIN_DELAY", 1, 0, 300),
        drain_seconds=given.number("DRAIN_SECONDS", 30, 1, 3600),
        api_keys=given.path("API_KEYS"),
        rate_limit=given.rate("RATE_LIMIT"),
        cors_origins=given.origins("CORS_ORIGINS"),
        trusted_proxies=given.number("TRUSTED_PROXIES", 0, 0, 10),
        log_level=given.choice("LOG_LEVEL", "info", _LEVELS),
        state_dir=given.path("STATE_DIR"),
    )


@dataclass(frozen=True, slots=True)
class _Variables:
    """The environment, asked by the rest of a name."""

    environ: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.environ.get(f"ROLECALL_{name}", "").strip()

    def number(self, name: str, default: int, least: int, most: int) -> int:
        text = self.text(name) or str(default)
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise _bad(name, text, f"a whole number from {least:,} to {most:,}")
        return int(text)

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        text = self.text(name).lower() or default
        if text not in choices:
            raise _bad(name, text, f"one of {', '.join(choices)}")
        return text

    def path(self, name: str) -> Path | None:
        text = self.text(name)
        if text and not Path(text).exists():
            raise _bad(name, text, "a file or folder that exists")
        return Path(text) if text else None

    def rate(self, name: str) -> Rate | None:
        text = self.text(name)
        found = _RATE.fullmatch(text.lower())
        if text and not (found and int(found[1])):
            raise _bad(name, text, "a rate such as 60/minute (second, minute, hour or day)")
        return Rate(int(found[1]), _SECONDS[found[2]]) if found else None

    def origins(self, name: str) -> tuple[str, ...]:
        origins = tuple(part.strip() for part in self.text(name).split(",") if part.strip())
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                raise _bad(name, origin, "origins such as https://hr.example.org, parted by commas (no *)")
        return origins


def _bad(name: str, value: str, wanted: str) -> SettingError:
    return SettingError("bad_setting", f"ROLECALL_{name} is {value[:80]!r}; it takes {wanted}.")
