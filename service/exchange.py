"""What every answer carries, whatever view made it: who judged, which request it was, what a browser may do with it."""

import re
import time
import uuid
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request

from service import logs
from service.meters import meters
from service.state import State

_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_TRACE = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_SECURITY = {
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request on its way: its id, its trace, and when it began on the monotonic clock."""

    id: str
    traceparent: str | None
    began: float


def register(app: Flask) -> None:
    """Let ``app`` number, time, count and log each request, and put headers on each answer."""
    app.before_request(_begin)
    app.after_request(_sign)


def _begin() -> None:
    given, trace = request.headers.get("X-Request-ID", ""), request.headers.get("traceparent", "")
    g.exchange = Exchange(
        id=given if _ID.fullmatch(given) else uuid.uuid4().hex,
        traceparent=trace if _TRACE.fullmatch(trace) else None,
        began=time.perf_counter(),
    )


def _sign(answer: Response) -> Response:
    exchange: Exchange = g.exchange
    answer.headers["X-Request-ID"] = exchange.id
    if exchange.traceparent:
        answer.headers["traceparent"] = exchange.traceparent
    if model := current_app.config["MODEL"]:
        answer.headers["X-Model-Version"] = model.version
        answer.headers["X-Model-Sha256"] = model.sha256
    for name, value in _SECURITY.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Cache-Control", "no-store")
    if draining():
        answer.headers["Connection"] = "close"
    _tell(exchange, answer)
    return answer


def draining() -> bool:
    """Return whether the server that runs this application was told to stop."""
    folder = current_app.config["SETTINGS"].state_dir
    return folder is not None and State(folder).draining


def _tell(exchange: Exchange, answer: Response) -> None:
    """Count and log the exchange. The route is told, not the path: a path may hold anything."""
    route = request.url_rule.rule if request.url_rule else "none"
    method = request.method if request.method in ("GET", "POST", "HEAD", "OPTIONS") else "other"
    seconds = time.perf_counter() - exchange.began
    meters().requests.labels(method, route, str(answer.status_code)).inc()
    meters().seconds.labels(method, route).observe(seconds)
    told = {
        "request_id": exchange.id,
        "trace_id": exchange.traceparent and exchange.traceparent.split("-")[1],
        "method": method,
        "route": route,
        "status": answer.status_code,
        "milliseconds": round(seconds * 1000, 1),
        "bytes_in": request.content_length or 0,
        "bytes_out": answer.calculate_content_length(),
        "client": g.get("client"),
    }
    logs.access.info("%s %s %s", method, route, answer.status_code, extra={"told": told})
