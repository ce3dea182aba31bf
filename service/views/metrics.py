"""Counts for Prometheus."""

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from service.meters import exposition

views = Blueprint("metrics", __name__)


@views.get("/metrics")
def metrics() -> Response:
    """Answer the counts of all workers."""
    return Response(exposition(), content_type=CONTENT_TYPE_PLAIN_0_0_4)
