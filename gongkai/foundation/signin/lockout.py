"""Whom axes counts failures for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

_LONGEST = 60


def username(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The name tried, lower-cased: in allauth's credentials, or in its form."""
    tried = (credentials or {}).get("username") or request.POST.get("login") or ""
    return str(tried).strip().lower()[:_LONGEST]
