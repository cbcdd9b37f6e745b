"""Pictures of designed pages, kept apart from the records' files."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, get_upload_to


def shelf() -> Storage:
    """Where pictures lie; the serving view hands them out."""
    return storages["pictures"]


class Picture(AbstractImage):
    """What an editor uploaded. `released_at`: since when a live page shows it, so that it may be handed
    out; what was only tried in a draft stays with its editors."""

    file = WagtailImageField(
        verbose_name=_("文件"),
        upload_to=get_upload_to,
        storage=shelf,
        width_field="width",
        height_field="height",
    )
    released_at = models.DateTimeField(null=True, editable=False)

    admin_form_fields = ("title", "description", "file", "collection")

    class Meta(AbstractImage.Meta):
        verbose_name = _("图片")


class Drawn(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="drawn_once")
        ]
