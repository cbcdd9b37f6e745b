"""Where a request comes from. Only the proxies of this installation are believed about it."""

import ipaddress

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


def client_network(request: HttpRequest) -> str:
    """The client's address for counting: of IPv6 the first 64 bits, since whoever has one address has all of
    its network's."""
    told = client_address(request)
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told
    if not isinstance(address, ipaddress.IPv6Address):
        return told
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))
