"""What the pages of channels share."""

from collections.abc import Sequence
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.publishing import law
from gongkai.publishing.channels import policy
from gongkai.publishing.channels.queries.deliveries import channel_title
from gongkai.workbench.publishing.desk import SECTION, Crumbs, crumbs, tabs
from gongkai.workbench.shell import StaffRequest, page

HANDLERS = policy.HANDLERS
SEEING = (*policy.HANDLERS, *policy.OVERSEERS)
PREPARING = policy.PREPARERS
KEEPING = (*policy.KEEPERS, *policy.OVERSEERS[:1])

GOOD, BAD, QUIET = "good", "error", "quiet"
TAGS = {
    "arrived": GOOD, "failed": BAD, "unsure": BAD, "by_hand": "warning", "proved": "warning",
    "held": "warning", "dropped": QUIET, "approved": GOOD, "returned": BAD, "proposed": "warning",
    "new": "warning", "answered": GOOD, "closed": QUIET, "open": GOOD, "suspended": "warning",
}  # fmt: skip
"""State → how its tag looks."""


def show(
    request: StaffRequest, template: str, here: str, *trail: tuple[str, str], **context: object
) -> HttpResponse:
    """A page of channels; `here` is its entry in the second row of tabs."""
    return page(
        request, f"workbench/publishing/channels/{template}.html", SECTION, **tabs(request, "channels"),
        parts=parts(request, here), crumbs=way(*trail), tags=TAGS, **context,
    )  # fmt: skip


def form_page(
    request: StaffRequest, form: Form, title: str, back: str, *, intro: str = "", button: str = "",
    subtitle: str = "", status: int = 200, links: Sequence[tuple[str, str]] = (),
) -> HttpResponse:  # fmt: skip
    """A form by itself. `links`: what has to be looked at for it, (label, address)."""
    answer = page(
        request, "workbench/form.html", SECTION, form=form, title=title, back=back, intro=intro,
        button=button, subtitle=subtitle, links=links, crumbs=way((title, "")),
    )  # fmt: skip
    answer.status_code = status
    return answer


def way(*trail: tuple[str, str]) -> Crumbs:
    """公文和信息 › 渠道 › …"""
    here = reverse("workbench:channels") if trail else ""
    return crumbs((_("渠道"), here), *trail)


def parts(request: StaffRequest, here: str) -> list[tuple[str, str, bool]]:
    """The pages of channels this person has."""
    offers: tuple[tuple[str, str, str, tuple[Any, ...]], ...] = (
        ("waiting", _("待处理"), "workbench:channels", ()),
        ("deliveries", _("发送记录"), "workbench:channel_deliveries", ()),
        ("accounts", _("新媒体账号"), "workbench:channel_accounts", ()),
        ("inbox", _("留言"), "workbench:channel_inbox", HANDLERS),
        ("media", _("媒体名单"), "workbench:channel_media", HANDLERS),
    )
    return [
        (label, reverse(address), name == here)
        for name, label, address, roles in offers
        if not roles or request.staff.acts_as(*roles)
    ]


def platforms() -> list[tuple[str, str]]:
    return [(each.code, _(each.title)) for each in law.rules().channels.platform]


def channel_name(code: str) -> str:
    return _(channel_title(code))


def manual_channels() -> list[tuple[str, str]]:
    """Where people make things public."""
    return [(each.code, _(each.title)) for each in law.rules().channels.channel if not each.by_machine]
