"""What the pages of catalogues, reading points and packages share."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.catalogue import policy
from gongkai.workbench.shell import CATALOGUE, Staff, StaffRequest, page

SECTION = "catalogue"
SEEING = CATALOGUE
STATES = {
    "late": (gettext_lazy("超期未公开"), "error"),
    "missed": (gettext_lazy("到期没有更新"), "error"),
    "empty": (gettext_lazy("还没有公开"), "warning"),
    "met": (gettext_lazy("已公开"), "good"),
    "on_request": (gettext_lazy("依申请公开"), "quiet"),
}
"""How a row stands: words, and how the tag looks."""


def show(
    request: StaffRequest, template: str, here: str, *trail: tuple[str, str], **context: object
) -> HttpResponse:
    """A page of the section; `here` is its entry in the row of tabs."""
    return page(
        request, f"workbench/publishing/{template}.html", SECTION, parts=parts(request, here),
        crumbs=crumbs(*trail), **context,
    )  # fmt: skip


def crumbs(*trail: tuple[str, str]) -> list[tuple[str, str]]:
    """目录 › …"""
    return [(pgettext("desk", "目录"), reverse("workbench:catalogues") if trail else ""), *trail]


def parts(request: StaffRequest, here: str) -> list[tuple[str, str, bool]]:
    """The pages of the section this person has."""
    offers = (
        ("catalogues", _("标准目录"), "workbench:catalogues"),
        ("guides", _("指南和制度"), "workbench:guides"),
        ("points", _("查阅点"), "workbench:reading_points"),
        ("packages", _("年度归档"), "workbench:archive_packages"),
    )
    return [(label, reverse(address), name == here) for name, label, address in offers]


def own_bodies(staff: Staff) -> list[tuple[int, str]]:
    """Bodies for which the person writes catalogues and guides."""
    own = staff.actor.bodies_as(*policy.PROPOSERS)
    return [(each.id, each.name) for each in organisations.bodies_on(staff.today, own).values()]
