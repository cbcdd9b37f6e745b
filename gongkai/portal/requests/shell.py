"""The frame of the pages of 依申请公开."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.portal import frame

SECTION = "requests"


def page(
    request: HttpRequest, template: str, *crumbs: tuple[str, str], status: int = 200, **context: object
) -> HttpResponse:
    """A page under 依申请公开. `crumbs` stand after it. A page may say that it belongs to another section."""
    section = str(context.pop("section", SECTION))
    way = (_("依申请公开"), reverse("portal:requests"))
    return frame.page(
        request, f"portal/requests/{template}.html", section, way, *crumbs, status=status, **context
    )
