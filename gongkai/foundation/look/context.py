"""What every page needs to know."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _


def look(request: HttpRequest) -> dict[str, object]:
    """The site's name, large type (适老化) and high contrast by the reader's choice, and whether this is the
    demonstration."""
    return {
        "site_name": settings.SITE_NAME or _("{city}政府信息公开").format(city=settings.CITY_NAME),
        "city_name": settings.CITY_NAME,
        "large_type": request.COOKIES.get("large_type") == "1",
        "high_contrast": request.COOKIES.get("high_contrast") == "1",
        "is_demo": settings.DEMO,
    }
