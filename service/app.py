"""The Flask application."""

import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from classifier import Model
from service import admission, exchange, problems
from service.bundled import bundled
from service.settings import Settings, settings
from service.views import docs, fit, health, knowledge, metrics, page, page_fit, verdicts

#: One module a subject; each has its routes in ``views``.
_SUBJECTS = (verdicts, fit, knowledge, health, metrics, docs, page, page_fit)


def create_app(model: Model | None = None, chosen: Settings | None = None) -> Flask:
    """Return the application around ``model`` (else the bundled one), set up by ``chosen`` (else by the environment).

    Raises classifier.ModelError where the model can't be used, and SettingError for a setting that can't.
    """
    chosen = chosen or settings(os.environ)
    app = Flask("service")
    app.config["MODEL"] = model or bundled()
    app.config["SETTINGS"] = chosen
    # A path with slashes too many is unknown: to send it on would name whatever host the client says.
    app.url_map.merge_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the provider's own switch, missing from its base type
    exchange.register(app)
    admission.register(app, chosen)
    for subject in _SUBJECTS:
        app.register_blueprint(subject.views)
    problems.register(app)
    hops = chosen.trusted_proxies
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
