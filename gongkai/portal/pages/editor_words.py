"""The words of the editor's scripts. Wagtail's own catalogue leaves some of them in English; these stand in
ours (`gongkai/locale/zh_Hans`), with what its templates leave."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

PACKAGES = ["wagtail.admin"]
SINGLE = (
    "(%(number)s new items in this menu)", "(1 new item in this menu)", "(New)",
    "%(time_zone_option)s: %(localized_time_zone_label)s", "A network error occurred.",
    "A server error occurred.", "Autosave in progress…", "Blocks", "Changes have been autosaved.", "Complex",
    "Error while sending preview data.", "Fair", "Good", "Insert a block", "Split block",
    "Write something or type ‘/’ to insert a block",
)  # fmt: skip
COUNTED = ("%(num)s error", "%(num)s min", "%(num)s pixel")


class Words(JavaScriptCatalog):
    """Wagtail's catalogue with what it lacks."""

    def get_catalog(self) -> dict[str, Any]:
        told = super().get_catalog()
        for each in SINGLE:
            if gettext(each) != each:
                told.setdefault(each, gettext(each))
        for each in COUNTED:
            if gettext(each) != each:
                told.setdefault(each, [gettext(each)])
        return told


_words = Words.as_view(packages=PACKAGES)


def words(request: HttpRequest) -> HttpResponse:
    """In the language of the person."""
    return get_localized_response(_words, request)
