"""Where a request comes from. Only the proxies of this installation are believed about it."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address: the one the outermost of our PROXIES saw; without proxies the connection's.

    What a client writes into X-Forwarded-For himself stands further left and is ignored.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    told = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if each.strip()]
    if settings.PROXIES < 1 or len(told) < settings.PROXIES:
        return direct
    return told[-settings.PROXIES]
