"""A request that came to the office is registered by a clerk: how it came first, then the rest."""

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.casework import actions
from gongkai.casework.actions import Intake, Registered
from gongkai.casework.choices import FileRole
from gongkai.casework.queries.replies import printed_notice
from gongkai.casework.queries.whole import whole_case
from gongkai.core.replies import Notice
from gongkai.foundation.files.actions import attach
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail import actions as mail_actions
from gongkai.foundation.mail import queries as mail
from gongkai.foundation.mail.reading import Mail
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.arriving import CHANNELS, NewRequest
from gongkai.workbench.cases.desk import SECTION, SEEING, case_crumbs, case_desk, crumbs, seen_case
from gongkai.workbench.cases.lists import number
from gongkai.workbench.cases.step_forms.base import Step, file_purpose, reason_field
from gongkai.workbench.cases.steps import based_on, form_page
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

CODES = "query_codes"  # in the session: case number → code, until it was shown once


@require_GET
@staff_view(Role.REQUEST_CLERK)
def choose(request: StaffRequest) -> HttpResponse:
    """How did it come? The days to be entered depend on it."""
    own = organisations.latest_bodies(request.staff.actor.bodies_as(Role.REQUEST_CLERK))
    return page(
        request, "workbench/cases/choose_channel.html", SECTION, channels=list(CHANNELS.items()), own=own,
        crumbs=crumbs((_("登记申请"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(Role.REQUEST_CLERK)
def new(request: StaffRequest, channel: str) -> HttpResponse:
    """The form for one channel; with `mail` it begins with what a mail says."""
    if channel not in CHANNELS:
        raise Http404
    body_id = _body(request)
    came = _mail(request)
    if request.method == "GET":
        form = NewRequest(channel=channel, initial=_beginning(request, came))
        return _form_page(request, form, body_id, came)
    form = NewRequest(request.POST, request.FILES, channel=channel)
    if not form.is_valid():
        return _form_page(request, form, body_id, came)
    result = _registered(request, form, body_id, came)
    if isinstance(result, Refused):
        into_form(form, result)
        return _form_page(request, form, body_id, came)
    request.session[CODES] = {**request.session.get(CODES, {}), str(result.case_id): result.code}
    return redirect("workbench:case_registered", result.case_id)


def _form_page(
    request: StaffRequest, form: NewRequest, body_id: int, came: tuple[int, Mail] | None
) -> HttpResponse:
    title, explanation = CHANNELS[form.channel]
    return page(
        request, "workbench/cases/new.html", SECTION, form=form, channel=title, explanation=explanation,
        body=organisations.latest_bodies([body_id])[body_id], body_id=body_id, came=came,
        key=request.POST.get("key") or secrets.token_urlsafe(18),
        crumbs=crumbs((_("登记申请"), reverse("workbench:case_choose")), (title, "")),
    )  # fmt: skip


def _body(request: StaffRequest) -> int:
    """Which of his bodies the clerk registers for."""
    own = sorted(request.staff.actor.bodies_as(Role.REQUEST_CLERK))
    asked = number(request.POST.get("body", "") or request.GET.get("body", ""))
    if asked is not None and asked not in own:
        raise PermissionDenied
    return asked or own[0]


def _mail(request: StaffRequest) -> tuple[int, Mail] | None:
    asked = number(request.POST.get("mail", "") or request.GET.get("mail", ""))
    if asked is None:
        return None
    opened = mail.opened(request.staff.actor, asked)
    if opened is None:
        raise Http404
    return asked, opened


def _beginning(request: StaffRequest, came: tuple[int, Mail] | None) -> dict[str, Any]:
    first: dict[str, Any] = {"submitted": request.staff.today}
    if came is None:
        return first
    number, read = came
    card = mail.mail_visible_to(request.staff.actor, number)
    sent = card.sent_at if card and card.sent_at else None
    arrived = card.arrived_at if card else request.staff.now
    return {
        "submitted": localdate(min(sent or arrived, arrived)), "reached_system": localdate(arrived),
        "name": card.sender_name if card else "", "email": card.sender_address if card else "",
        "wanted": read.text.strip(), "feature": read.subject[:200], "delivery": "email", "form": "electronic",
    }  # fmt: skip


def _registered(
    request: StaffRequest, form: NewRequest, body_id: int, came: tuple[int, Mail] | None
) -> Registered | Refused:
    files = _kept(request, form, body_id, came)
    if isinstance(files, Refused):
        return files
    staff = request.staff
    result = actions.register(
        actor=staff.actor, now=staff.now, body_id=body_id, arrival=form.arrival,
        facts=Intake(form.request, form.applicant, tuple(files)), helped=form.cleaned_data["helped"],
        key=f"desk:{request.POST.get('key', '')[:60]}" if request.POST.get("key") else "",
    )  # fmt: skip
    if isinstance(result, Registered) and came is not None and not result.again:
        mail_actions.taken_as(
            actor=staff.actor, now=staff.now, mail_id=came[0], subject=("case", result.case_id)
        )
    return result


def _kept(
    request: StaffRequest, form: NewRequest, body_id: int, came: tuple[int, Mail] | None
) -> list[tuple[int, str]] | Refused:
    """Every scan and attachment, kept for the body; the proof of identity sealed."""
    given = [(str(each.name), each.read(), FileRole.APPLICATION) for each in form.cleaned_data["scans"]]
    given += [(str(each.name), each.read(), FileRole.IDENTITY) for each in form.cleaned_data["identity"]]
    kept: list[tuple[int, str]] = []
    for name, content, role in given:
        file = attach(
            actor=request.staff.actor, now=request.staff.now, body_id=body_id, name=name, content=content,
            purpose=file_purpose(role), sealed=role is FileRole.IDENTITY,
        )  # fmt: skip
        if isinstance(file, Refused):
            field = "identity" if role is FileRole.IDENTITY else "scans"
            return Refused(file.reason, file.article, ((field, file.reason),))
        kept.append((file, role.value))
    return kept + _attachments(request, body_id, came[1] if came else None)


def _attachments(request: StaffRequest, body_id: int, read: Mail | None) -> list[tuple[int, str]]:
    """Attachments of a mail that may be kept; one that may not is told and stays in the mail."""
    kept: list[tuple[int, str]] = []
    left_out: list[str] = []
    for each in read.attachments if read else ():
        file = attach(
            actor=request.staff.actor, now=request.staff.now, body_id=body_id, name=each.name,
            content=each.content, purpose=file_purpose(FileRole.APPLICATION),
        )  # fmt: skip
        if isinstance(file, Refused):
            left_out.append(each.name)
        else:
            kept.append((file, FileRole.APPLICATION.value))
    if left_out:
        said = _("这些附件没有放进案卷，仍在来信中：{names}").format(names="、".join(left_out))
        messages.warning(request, said)
    return kept


@require_GET
@staff_view(Role.REQUEST_CLERK)
def registered(request: StaffRequest, case_id: int) -> HttpResponse:
    """Number and query code for the applicant. The code is known while this sitting lasts, kept nowhere."""
    whole = seen_case(request, case_id)
    code = request.session.get(CODES, {}).get(str(case_id), "")
    return page(
        request, "workbench/cases/registered.html", SECTION, whole=whole, card=whole.card, code=code,
        slip=_slip(request, case_id), crumbs=case_crumbs(whole, _("登记回执")),
    )  # fmt: skip


class RenewCode(Step):
    """For an applicant who lost the code; the old one is void."""

    do, verb = actions.renew_code, "case.renew_code"
    help = gettext_lazy("核对申请人的身份以后再发。新的查询码只显示一次，旧的随即作废。")
    reason = reason_field(gettext_lazy("怎样核对的身份"))


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def renew(request: StaffRequest, case_id: int) -> HttpResponse:
    """A new query code, shown once."""
    whole = seen_case(request, case_id)
    desk = case_desk(request, whole)
    if not desk.ever_does(RenewCode.verb):
        raise PermissionDenied
    trail = case_crumbs(whole, desk.label_of(RenewCode.verb))
    form = RenewCode(request.POST or None, desk=desk)
    if request.method == "GET" or not form.is_valid():
        return form_page(request, desk, form, trail)
    result = form.act(based_on(request))
    if isinstance(result, Refused):
        into_form(form, result)
        return form_page(request, desk, form, trail)
    request.session[CODES] = {**request.session.get(CODES, {}), str(case_id): result}
    messages.success(request, _("新的查询码已生成，旧的已作废。"))
    return redirect("workbench:case_registered", case_id)


def _slip(request: StaffRequest, case_id: int) -> int | None:
    """The receipt among the notices."""
    found = whole_case(request.staff.actor, case_id, request.staff.today).notices
    return next((each.id for each in found if each.template == Notice.RECEIPT), None)


@require_POST
@staff_view(Role.REQUEST_CLERK)
def slip(request: StaffRequest, case_id: int) -> HttpResponse:
    """The receipt to hand over, with the code as long as it is known."""
    whole = seen_case(request, case_id)
    notice = _slip(request, case_id)
    if notice is None:
        raise Http404
    code = request.session.get(CODES, {}).get(str(case_id), "")
    name = _("登记回执 {number}.pdf").format(number=whole.card.number)
    return attachment(name, "application/pdf", printed_notice(notice, code=code))
