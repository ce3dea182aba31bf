"""Rolecall over HTTP: `create_app` is the whole architecture, one view module a subject."""

from service.app import create_app

__all__ = ["create_app"]
