"""Pictures follow their pages: handed out while a live page shows them, and no longer."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from gongkai.portal.pages import reading
from gongkai.portal.pages.models import Picture


def release_pictures(page: Page, now: datetime) -> None:
    """What the page shows may be handed out from now on."""
    Picture.objects.filter(pk__in=reading.pictures_of(page), released_at__isnull=True).update(released_at=now)


def withhold_pictures(page: Page) -> None:
    """What no other live page shows is no longer handed out."""
    kind = ContentType.objects.get_for_model(Picture)
    for picture in reading.pictures_of(page):
        sources = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=str(picture)).annotate(
            page=Cast("object_id", IntegerField())
        )
        if not Page.objects.filter(live=True, pk__in=sources.values("page")).exists():
            Picture.objects.filter(pk=picture).update(released_at=None)
