"""What Rolecall knows: the roles and the credentials."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify

from classifier import Credential, codebook, credentials

views = Blueprint("knowledge", __name__, url_prefix="/v1")

_SHOWN = ("code", "name", "issuer", "kind", "family", "level", "status", "successor", "supports", "former", "note")


@views.get("/roles")
def roles() -> Response:
    """Answer the codebook."""
    return jsonify(roles=[asdict(entry) for entry in codebook()])


@views.get("/credentials")
def catalogue() -> Response:
    """Answer the catalogue of credentials."""
    return jsonify(credentials=[_shown(entry) for entry in credentials()])


def _shown(entry: Credential) -> dict[str, object]:
    """Return what a reader of the catalogue needs; how ads misspell it is left out."""
    fields = asdict(entry)
    return {name: fields[name] for name in _SHOWN}
