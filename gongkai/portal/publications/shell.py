"""What the pages of publications share: their frame, and the law's words for codes."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.core.publishing.kinds import Effect
from gongkai.portal import frame
from gongkai.portal.frame import cached, clock, today
from gongkai.publishing import law

__all__ = [
    "RELATIONS",
    "SECTION",
    "cached",
    "clock",
    "genre_title",
    "has_force",
    "kind_title",
    "page",
    "subject_title",
    "today",
]  # fmt: skip
SECTION = "documents"
RELATIONS = {
    "amends": (gettext_lazy("本文件修改的文件"), gettext_lazy("修改本文件的文件")),
    "repeals": (gettext_lazy("本文件废止的文件"), gettext_lazy("废止本文件的文件")),
    "replaces": (gettext_lazy("本文件替代的文件"), gettext_lazy("替代本文件的文件")),
    "consolidates": (gettext_lazy("并入本文件的文件"), gettext_lazy("本文件并入的文件")),
    "interprets": (gettext_lazy("所解读的文件"), gettext_lazy("政策解读")),
    "notice_of": (gettext_lazy("所公布的文件"), gettext_lazy("公布本文件的通知")),
}
"""How a relation reads at the document that does it, and at the other."""


def page(
    request: HttpRequest, template: str, *crumbs: tuple[str, str], status: int = 200, **context: object
) -> HttpResponse:
    """A page under 政府信息. `crumbs` stand after it."""
    way = (_("政府信息"), reverse("portal:documents"))
    section = str(context.pop("section", SECTION))
    template = f"portal/publications/{template}.html"
    return frame.page(request, template, section, way, *crumbs, status=status, **context)


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
