"""The entry point of the server (gunicorn portal.wsgi)."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from core.keeping.pages import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django_application = get_wsgi_application()
application = (
    KeptPages(django_application) if settings.KEEP_PAGES else django_application
)
