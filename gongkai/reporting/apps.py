from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReportingConfig(AppConfig):
    name = "gongkai.reporting"
    label = "reporting"

    def ready(self) -> None:
        """Every room's `replay.py` tells how to hold its tables against the ledger."""
        autodiscover_modules("replay")
