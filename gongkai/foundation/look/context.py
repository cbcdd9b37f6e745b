"""What every page needs to know."""

from django.conf import settings
from django.http import HttpRequest


def look(request: HttpRequest) -> dict[str, object]:
    """Large type (适老化) from the reader's choice, and whether this is the demonstration city."""
    return {"large_type": request.COOKIES.get("large_type") == "1", "is_demo": settings.DEMO}
