from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "gongkai.foundation.search"
    label = "search"

    def ready(self) -> None:
        """A room tells in its `found.py` what of it can be found."""
        autodiscover_modules("found")
