"""What the pages of publications share: their frame, their caching, the law's words for codes."""

import functools
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.core.publishing.kinds import Effect
from gongkai.publishing import law

SECTION = "documents"
FRESH = 60  # seconds a cache before the site answers by itself
STALE = 7 * 24 * 3600  # seconds it may go on answering when the site is down
RELATIONS = {
    "amends": (gettext_lazy("本文件修改的文件"), gettext_lazy("修改本文件的文件")),
    "repeals": (gettext_lazy("本文件废止的文件"), gettext_lazy("废止本文件的文件")),
    "replaces": (gettext_lazy("本文件替代的文件"), gettext_lazy("替代本文件的文件")),
    "consolidates": (gettext_lazy("并入本文件的文件"), gettext_lazy("本文件并入的文件")),
    "interprets": (gettext_lazy("所解读的文件"), gettext_lazy("政策解读")),
    "notice_of": (gettext_lazy("所公布的文件"), gettext_lazy("公布本文件的通知")),
}
"""How a relation reads at the document that does it, and at the other."""

type View = Callable[..., HttpResponse]


def page(
    request: HttpRequest, template: str, *crumbs: tuple[str, str], status: int = 200, **context: object
) -> HttpResponse:
    """A page under 政府信息. `crumbs` stand after it."""
    path = [(_("首页"), reverse("portal:home")), (_("政府信息"), reverse("portal:documents"))]
    path = [*path, *crumbs] if crumbs else [path[0], (path[1][0], "")]
    shown = {"section": SECTION, **context, "crumbs": path}
    return render(request, f"portal/publications/{template}.html", shown, status=status)


def cached(view: View) -> View:
    """For what is the same for everybody: a cache in front may keep it, and goes on when the site is down.

    A signed-in reader's page names him, so that is kept by nobody.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.user.is_authenticated or response.status_code not in (200, 404, 410):
            patch_cache_control(response, private=True, no_store=True)
        else:
            patch_cache_control(
                response, public=True, max_age=0, s_maxage=FRESH, stale_while_revalidate=FRESH,
                stale_if_error=STALE,
            )  # fmt: skip
        return response

    return guarded


def clock() -> datetime:
    """The moment of this request. The one place where these pages read the time."""
    return timezone.now()


def kind_title(code: str) -> str:
    return _(law.kind_of(code).title)


def subject_title(code: str) -> str:
    found = law.rules().metadata.subjects.find(code)
    return _(found.title) if found else ""


def genre_title(code: str) -> str:
    found = law.rules().metadata.genres.find(code)
    return _(found.title) if found else ""


def has_force(code: str) -> bool:
    """Is the kind one that is in force, amended, repealed? News and notices are only there."""
    return law.kind_of(code).effect is Effect.FORCE
