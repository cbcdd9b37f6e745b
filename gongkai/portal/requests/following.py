"""Following a case with number and code: where it stands, its clock, its papers."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.casework.choices import FileRole
from gongkai.casework.entering import enter
from gongkai.casework.queries import citizen, remedied
from gongkai.casework.queries.citizen import OwnCase, own_case
from gongkai.casework.queries.tidings import told_of_news
from gongkai.core.clock import Phase
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.files import serving
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.portal.frame import clock, private
from gongkai.portal.limits import codes_an_hour, seconds_to_wait, slowed
from gongkai.portal.requests import access, account, calendar_file, devices, picture
from gongkai.portal.requests.attached import told
from gongkai.portal.requests.forms import CodeForm
from gongkai.portal.requests.shell import page


@private
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Number and code. An unknown number and a wrong code get the same answer; many tries are slowed."""
    now = clock()
    if request.method == "GET":
        entered = access.applicant(request, now) is not None
        return page(request, "follow", (_("查询办理进度"), ""), form=CodeForm(), entered=entered)
    source = devices.source(request, request.POST.get("number", "")[:80])
    if wait := seconds_to_wait(request, "code", codes_an_hour(), now, source):
        return slowed(request, wait)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return page(request, "follow", (_("查询办理进度"), ""), status=400, form=form)
    number = form.cleaned_data["number"]
    applicant = enter(now=now, number=number, code=form.cleaned_data["code"], address=source)
    if isinstance(applicant, Refused):
        form.add_error(None, told(applicant.reason))
        return page(request, "follow", (_("查询办理进度"), ""), status=403, form=form)
    access.let_in(request, applicant, now)
    response = redirect("portal:follow_case")
    devices.remember(request, response, number)
    return response


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """No longer follow the case on this device."""
    access.leave(request)
    return redirect("portal:follow")


@private
@require_GET
def case(request: HttpRequest) -> HttpResponse:
    """Where the case stands, what the applicant may do now, every step, the clock, the papers."""
    now = clock()
    actor = access.applicant(request, now)
    if actor is None:
        return redirect("portal:follow")
    today = timezone.localdate(now)
    mine = account.visiting(request, now) is not None
    return page(request, "case", (_("查询办理进度"), ""), mine=mine, **shown(actor, today))


@private
@require_GET
def file(request: HttpRequest, file_id: int) -> HttpResponse:
    """A paper of the case that is shown to the applicant."""
    now = clock()
    actor = access.applicant(request, now)
    found = citizen.own_file(actor, timezone.localdate(now), file_id) if actor else None
    if found is None:
        raise Http404
    return serving.response(found)


@private
@require_GET
def dates(request: HttpRequest) -> HttpResponse:
    """The days to keep, for a calendar program."""
    now = clock()
    actor = access.applicant(request, now)
    if actor is None:
        raise Http404
    followed = own_case(actor, timezone.localdate(now))
    address = request.build_absolute_uri(reverse("portal:follow"))
    response = HttpResponse(
        calendar_file.of(followed, now, address), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return response


def shown(actor: Actor, today: date) -> dict[str, Any]:
    """What the page of a case shows."""
    followed = own_case(actor, today)
    calendar = current_calendar()
    reading = followed.reading
    drawing = picture.drawn(reading, calendar) if reading else None
    bodies = organisations.latest_bodies([followed.body])
    return {
        "case": followed,
        "body": bodies.get(followed.body),
        "office": next(iter(organisations.offices([followed.body], today)), None),
        "ended_as": remedied.ending_of(actor, today),
        "dated": any(True for _day in calendar_file.days(followed)),
        "drawing": drawing,
        "kinds": picture.kinds(),
        "due_said": reading and due_said(followed),
        "offers": offers(followed),
        "fee": remedied.fee_of(actor, today) if reading and reading.phase is Phase.FEE else None,
        "papers": [(each, FileRole(each.role).label) for each in followed.papers],
        "told_of_news": told_of_news(actor) if "case.set_tidings" in followed.can else None,
    }


def due_said(followed: OwnCase) -> str:
    """What the clock is doing, in a sentence."""
    reading = followed.reading
    if reading is None:
        return ""
    sentences = {
        Phase.WAITING: _("还没有确认收到，期限还没有开始计算。"),
        Phase.CORRECTING: _("在等您补正，期限停止计算；收到补正之日起重新计算。"),
        Phase.CONSULTING: _("正在征求其他方面的意见，这段时间不计入期限。"),
        Phase.FEE: _("在等您缴费，期限停止计算；缴费之日起重新计算。"),
        Phase.DELAYED: _("已确定延迟答复的日期。"),
        Phase.ENDED: _("已经办结。"),
    }
    return sentences.get(reading.phase, "")


def offers(followed: OwnCase) -> list[tuple[str, str]]:
    """(label, address) of what the applicant may do now, apart from what he is asked for."""
    found = []
    if "case.withdraw" in followed.can:
        found.append((_("撤回申请"), reverse("portal:follow_withdraw")))
    found.append((_("对答复不服、逾期不答复"), reverse("portal:follow_object")))
    return found
