from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class GazetteConfig(AppConfig):
    name = "gongkai.publishing.gazette"
    label = "gazette"

    def ready(self) -> None:
        """Who may see which attachment, and which dates are open, is known before the first request."""
        autodiscover_modules("file_rules", "deadlines")
