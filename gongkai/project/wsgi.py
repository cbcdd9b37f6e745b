"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
application = get_wsgi_application()
reverse("portal:home")
"""All addresses and what they lead to are read before anybody asks: three seconds of processor time that the
first reader after a start would wait for."""
