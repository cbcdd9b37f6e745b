"""The permanent address of what was released, as other systems are told it."""

from django.conf import settings

from gongkai.publishing.models import Edition


def address_of(edition: Edition) -> str:
    """Of the edition itself, so that posts of two editions can be told apart."""
    first = f"{settings.SITE_URL.rstrip('/')}/documents/{edition.document.address}/"
    return first if edition.number == 1 else f"{first}editions/{edition.number}/"
