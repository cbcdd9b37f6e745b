"""Pictures for the tests."""

import io

from PIL import Image
from PIL.ExifTags import Base


def png(size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#0f4a5a").save(out, "PNG")
    return out.getvalue()


def photograph() -> bytes:
    """A JPEG that says which camera took it."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[Base.Make] = "SampleCamera"
    Image.new("RGB", (40, 30), "#0f4a5a").save(out, "JPEG", exif=exif)
    return out.getvalue()
