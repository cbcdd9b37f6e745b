from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ChannelsConfig(AppConfig):
    name = "gongkai.publishing.channels"
    label = "channels"

    def ready(self) -> None:
        """Who may see which attachment, and which dates are open, is known before the first request."""
        autodiscover_modules("file_rules", "deadlines")
