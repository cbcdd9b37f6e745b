from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CaseworkConfig(AppConfig):
    name = "gongkai.casework"
    label = "casework"

    def ready(self) -> None:
        """Who may see files of cases, and which dates are open, is known before the first request."""
        autodiscover_modules("file_rules", "deadlines")
