from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FilesConfig(AppConfig):
    name = "gongkai.foundation.files"
    label = "files"

    def ready(self) -> None:
        """Who keeps sealed contents of his own is known before a key is changed."""
        autodiscover_modules("sealed_contents")
