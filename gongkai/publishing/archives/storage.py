"""The folder of packages, beside the store of files: a package may be larger than any file somebody
uploads."""

from pathlib import Path

from django.conf import settings

_FOLDER = "packages"


def folder() -> Path:
    made = Path(settings.MEDIA_ROOT) / _FOLDER
    made.mkdir(parents=True, exist_ok=True)
    return made


def path_of(package_id: int, sha256: str) -> Path:
    return folder() / f"{package_id}-{sha256}.zip"
