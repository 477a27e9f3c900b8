"""The entry point of the server (gunicorn portal.wsgi)."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from core.keeping.pages import KeptPages
from core.web.arrival import note_entering

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django_application = get_wsgi_application()
inner_application = (
    KeptPages(django_application) if settings.KEEP_PAGES else django_application
)


def application(environ, start_response):
    note_entering(environ)
    return inner_application(environ, start_response)
