"""Run as a program it makes the site; imported by a server it serves it."""

import os
import sys
from datetime import date

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.plain_wagtail.settings"


def make(title: str, body: str) -> None:
    """Tables, and one page beside a menu of five."""
    django.setup()
    call_command("migrate", verbosity=0)
    from wagtail.models import Page  # noqa: PLC0415 - no models before Django starts

    from tests.bench.plain_wagtail.models import PlainPage  # noqa: PLC0415

    home = Page.objects.get(depth=2)
    day = date(2026, 3, 2)
    for number in range(5):
        column = PlainPage(title=f"栏目 {number}", slug=f"column-{number}", show_in_menus=True, date=day)
        home.add_child(instance=column)
    column = PlainPage.objects.get(slug="column-0")
    column.add_child(instance=PlainPage(title=title, slug="page", date=day, body=body))


if __name__ == "__main__":
    make(sys.argv[1], sys.stdin.read())
else:
    application = get_wsgi_application()
