"""Who acts, what the menu offers him, and the decorator every view of the workbench wears."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import Actor, Role

OVERSEEING = (Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR)
FILLING = (Role.STATISTICS_CLERK, Role.REVIEWER, Role.SIGNER)
WRITING = (Role.DRAFTER, *FILLING, Role.CITY_OFFICE)
HANDLING = (
    Role.REQUEST_CLERK, Role.REVIEWER, Role.CONFIDENTIALITY_REVIEWER, Role.LEGAL_REVIEWER, Role.SIGNER,
    Role.OFFICE_HEAD, Role.DRAFTER,
)  # fmt: skip
CASEWORK = (*HANDLING, Role.STATISTICS_CLERK, *OVERSEEING)
PUBLISHING = (
    Role.DRAFTER, Role.REVIEWER, Role.CONFIDENTIALITY_REVIEWER, Role.LEGAL_REVIEWER, Role.SIGNER,
    Role.OFFICE_HEAD, Role.STATISTICS_CLERK, Role.BODY_ADMINISTRATOR, Role.REQUEST_CLERK, *OVERSEEING,
)  # fmt: skip
GAZETTE = (
    Role.DRAFTER, Role.OFFICE_HEAD, Role.SIGNER, Role.CONFIDENTIALITY_REVIEWER, Role.STATISTICS_CLERK,
    Role.BODY_ADMINISTRATOR, *OVERSEEING,
)  # fmt: skip

CATALOGUE = (
    Role.DRAFTER, Role.OFFICE_HEAD, Role.REVIEWER, Role.SIGNER, Role.STATISTICS_CLERK,
    Role.BODY_ADMINISTRATOR, *OVERSEEING,
)  # fmt: skip
DATA = (
    Role.DRAFTER, Role.REVIEWER, Role.CONFIDENTIALITY_REVIEWER, Role.OFFICE_HEAD, *OVERSEEING,
)  # fmt: skip
SITES = (Role.SITE_EDITOR, Role.SIGNER, Role.OFFICE_HEAD, Role.BODY_ADMINISTRATOR)

type View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Staff:
    """The signed-in person at this moment, as verbs and queries want him."""

    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localtime(self.now).date()

    def acts_as(self, *roles: Role) -> bool:
        return bool(self.actor.bodies_as(*roles))


class StaffRequest(HttpRequest):
    """A request that `staff_view` let through."""

    staff: Staff


def staff_view(*roles: Role) -> Callable[[View], View]:
    """Let through who is signed in and holds one of `roles` somewhere (any role when none is named)."""

    def decorate(view: View) -> View:
        @login_required
        @functools.wraps(view)
        def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponse:
            now = timezone.now()
            actor = queries.actor_for(cast(int, request.user.pk), timezone.localtime(now).date())
            request.staff = Staff(actor, now)
            if not (actor.bodies_as(*roles) if roles else actor.roles):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        return guarded

    return decorate


def page(request: StaffRequest, template: str, section: str, **context: object) -> HttpResponse:
    """A page of the workbench with its menu."""
    return render(request, template, {**context, "menu": menu(request.staff, section)})


def attachment(name: str, media_type: str, data: bytes) -> HttpResponse:
    """A file to keep, with its Chinese name."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def menu(staff: Staff, section: str) -> list[tuple[str, str, bool]]:
    """(label, address, is current) of what the person's roles reach."""
    offers = (
        ("home", _("待办"), "workbench:home", ()),
        ("cases", _("办件"), "workbench:cases", CASEWORK),
        ("documents", _("公文"), "workbench:documents", PUBLISHING),
        ("gazette", pgettext("desk", "公报"), "workbench:gazette", GAZETTE),
        ("catalogue", pgettext("desk", "目录"), "workbench:catalogues", CATALOGUE),
        ("data", _("数据"), "workbench:data", DATA),
        ("sites", _("网站"), "site_desk:desk", SITES),
        ("all_sites", _("全部网站"), "site_desk:sites", (Role.CITY_OFFICE,)),
        ("returns", _("年报填报"), "workbench:returns", WRITING),
        ("overview", _("总览"), "workbench:overview", OVERSEEING),
        ("organisations", _("机构"), "workbench:bodies", ()),
        ("people", _("人员"), "workbench:people", (Role.BODY_ADMINISTRATOR, *OVERSEEING)),
        ("calendar", _("节假日"), "workbench:calendar", OVERSEEING),
        ("ledger", _("台账"), "workbench:ledger", OVERSEEING),
        ("tasks", _("后台任务"), "workbench:tasks", OVERSEEING),
        ("integration", _("对外接口"), "workbench:integration", (Role.BODY_ADMINISTRATOR, Role.CITY_OFFICE)),
    )
    return [
        (label, reverse(address), name == section)
        for name, label, address, roles in offers
        if not roles or staff.acts_as(*roles)
    ]
