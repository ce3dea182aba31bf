"""The Flask application."""

from flask import Flask

from classifier import Model, load
from service import problems
from service.views import health, verdicts


def create_app(model: Model | None = None) -> Flask:
    """Return the application around ``model``; without one the bundled model is loaded.

    Raises classifier.ModelError where the model can't be used.
    """
    app = Flask("service")
    app.config["MODEL"] = model or load()
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the provider's own switch, missing from its base type
    app.register_blueprint(health.views)
    app.register_blueprint(verdicts.views)
    problems.register(app)
    return app
