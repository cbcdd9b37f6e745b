"""Pictures as they come in: what they are is told from their content; camera, place and time are taken
out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.images.forms import BaseImageForm

from gongkai.core.messages import Message
from gongkai.foundation.files import accepting, kinds
from gongkai.foundation.files.stripping import photographs

ENDINGS = ("jpg", "jpeg", "png")


class PictureForm(BaseImageForm):
    """Takes JPEG and PNG only; no SVG, whose scripts would run on our pages."""

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return given
        given.seek(0)
        content = given.read()
        kind = accepting.accepted(given.name, content, endings=ENDINGS)
        if isinstance(kind, Message):
            raise ValidationError(str(kind))
        bare = photographs.stripped_png(content) if kind is kinds.PNG else photographs.stripped_jpeg(content)
        if isinstance(bare, Message):
            raise ValidationError(str(bare))
        clean = ContentFile(bare, name=given.name)
        clean.image = given.image  # type: ignore[attr-defined]
        return clean
