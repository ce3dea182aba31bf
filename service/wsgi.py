"""The application as WSGI servers import it: ``service.wsgi:app``."""

from service import create_app

app = create_app()
