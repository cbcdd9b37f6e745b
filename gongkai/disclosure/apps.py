from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import autodiscover_modules

from gongkai.disclosure import sound


class DisclosureConfig(AppConfig):
    name = "gongkai.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        """Who may see which attachment, and which dates are open, is known before the first request."""
        autodiscover_modules("file_rules", "deadlines")
        checks.register(sound.declarations)
