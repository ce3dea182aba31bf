"""Who is let in: refusals of the gateway, API keys, the rate limit, and pages of other origins."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Request, Response, current_app, g, request

from service.keys import KeyRing, key_ring
from service.problems import Refusal
from service.rates import Rates, neighborhood
from service.settings import SettingError, Settings
from service.state import State

REFUSAL = "rolecall.refusal"
"""Where the gateway puts a Refusal into the WSGI environment, so that it is answered and counted like all others."""

#: What is answered to everyone, however often: probes, counts and documentation. They judge nothing.
_OPEN = frozenset({"/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/docs.css"})


@dataclass(frozen=True, slots=True)
class Admission:
    """The rules of one application; None where a rule isn't set."""

    keys: KeyRing | None
    rates: Rates | None
    origins: tuple[str, ...]


def register(app: Flask, chosen: Settings) -> None:
    """Let ``app`` turn requests away before its views see them.

    Raises SettingError for keys that can't be read, and for a rate limit without a place to count in.
    """
    app.extensions["admission"] = Admission(
        key_ring(chosen.api_keys) if chosen.api_keys else None, _rates(chosen), chosen.cors_origins
    )
    app.before_request(_admit)
    app.after_request(_share)


def _rates(chosen: Settings) -> Rates | None:
    if chosen.rate_limit is None:
        return None
    if chosen.state_dir is None:
        message = "ROLECALL_RATE_LIMIT needs ROLECALL_STATE_DIR, a folder to count in; `rolecall serve` makes one."
        raise SettingError("bad_setting", message)
    return Rates(chosen.rate_limit, State(chosen.state_dir).rates)


def _admit() -> Response | None:
    refusal = request.environ.get(REFUSAL)
    if refusal:
        raise refusal
    rules: Admission = current_app.extensions["admission"]
    if request.method == "OPTIONS" and _origin(rules):
        return _preflight()
    if request.path in _OPEN or request.path.startswith("/static/"):
        return None
    if rules.keys:
        g.client = _owner(rules.keys, request)
    if rules.rates:
        _count(rules.rates)
    return None


def _owner(keys: KeyRing, asked: Request) -> str:
    kind, _, token = asked.headers.get("Authorization", "").partition(" ")
    owner = keys.owner(token.strip() if kind.lower() == "bearer" else asked.headers.get("X-API-Key", ""))
    if owner is None:
        detail = "This needs an API key: send it as `Authorization: Bearer KEY` or as `X-API-Key: KEY`."
        raise Refusal(HTTPStatus.UNAUTHORIZED, "unauthorized", detail)
    return owner


def _count(rates: Rates) -> None:
    wait = rates.wait(g.get("client") or neighborhood(request.remote_addr or ""))
    if wait:
        rate = rates.rate
        detail = f"More than {rate.requests:,} requests in {rate.seconds:,} seconds: ask again in {wait} seconds."
        raise Refusal(HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests", detail, wait)


def _origin(rules: Admission) -> str | None:
    """Return the origin that asks, if it is one of those that may."""
    origin = request.headers.get("Origin")
    return origin if origin in rules.origins else None


def _preflight() -> Response:
    answer = Response(status=HTTPStatus.NO_CONTENT)
    answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
    answer.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, X-API-Key, X-Request-ID, traceparent"
    answer.headers["Access-Control-Max-Age"] = "600"
    return answer


def _share(answer: Response) -> Response:
    """Let pages of the origins that may read the answer do so; without such origins nothing is said at all."""
    rules: Admission = current_app.extensions["admission"]
    if rules.origins:
        answer.vary.add("Origin")
        if origin := _origin(rules):
            answer.headers["Access-Control-Allow-Origin"] = origin
            answer.headers["Access-Control-Expose-Headers"] = (
                "X-Request-ID, X-Model-Version, X-Model-Sha256, Retry-After"
            )
    return answer
