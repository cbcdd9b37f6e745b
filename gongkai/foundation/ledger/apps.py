from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LedgerConfig(AppConfig):
    name = "gongkai.foundation.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Every room's verbs, counts, comparisons with the ledger and followers are known before the first
        request."""
        autodiscover_modules("actions", "counts", "replay", "following")
