"""How much a stranger may ask for: files an hour from one address, and bytes a request."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from gongkai.foundation.signin.address import client_address

HOUR = 3600
FORM = 64 << 10  # what a form adds to its files, in bytes


def take(request: HttpRequest, number: int) -> bool:
    """Count `number` more files for the visitor; False when that would be too many for this hour."""
    key = f"checks:{client_address(request)}"
    cache.add(key, 0, HOUR)
    try:
        used = cache.incr(key, number)
    except ValueError:  # the hour ended in between
        return True
    return bool(used <= settings.CHECKS_AN_HOUR)


def too_large(request: HttpRequest) -> bool:
    """Does the request announce more than the files it may hold? Asked before the body is read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return not announced.isdecimal() or int(announced) > settings.CHECK_REQUEST_BYTES + FORM
