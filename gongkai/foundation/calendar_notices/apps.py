from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CalendarNoticesConfig(AppConfig):
    name = "gongkai.foundation.calendar_notices"
    label = "calendar_notices"

    def ready(self) -> None:
        """Every room's `deadlines.py` tells which of its dates rest on the calendar."""
        autodiscover_modules("deadlines")
