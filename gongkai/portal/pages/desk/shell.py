"""Who acts at the desk, and its pages."""

import functools
from collections.abc import Callable
from datetime import date, datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.portal.frame import clock
from gongkai.portal.pages.models import PublicSite
from gongkai.portal.pages.policy import APPROVERS
from gongkai.portal.pages.sites import sites_of

DESK_ROLES = (*APPROVERS, Role.BODY_ADMINISTRATOR)

type View = Callable[..., HttpResponse]


class DeskRequest(HttpRequest):
    """A request of somebody who looks after a site."""

    actor: Actor
    now: datetime
    day: date
    sites: list[PublicSite]


def desk_view(*roles: Role) -> Callable[[View], View]:
    """Let through who holds one of `roles` in a body that runs a site."""

    def decorate(view: View) -> View:
        @login_required
        @functools.wraps(view)
        def guarded(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponse:
            request.now = clock()
            request.day = timezone.localdate(request.now)
            request.actor = organisations.actor_for(int(request.user.pk or 0), request.day)
            request.sites = sites_of(request.actor, *roles)
            if not request.actor.bodies_as(*roles):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        return guarded

    return decorate


def page(
    request: DeskRequest, template: str, here: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """A page of the desk."""
    shown = {
        **context,
        "here": here,
        "edits": bool(sites_of(request.actor, Role.SITE_EDITOR)),
        "keeps": bool(request.actor.bodies_as(*DESK_ROLES)),
        "oversees": bool(request.actor.bodies_as(Role.CITY_OFFICE)),
        "title": _("网站工作台"),
    }
    return render(request, f"portal/pages/desk/{template}.html", shown, status=status)
