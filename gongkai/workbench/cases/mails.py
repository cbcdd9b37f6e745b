"""Mail that arrived for the body: taken as a request, put to one there is, or set aside with a reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.casework import actions
from gongkai.casework.choices import FileRole
from gongkai.casework.queries import cases_visible_to
from gongkai.foundation.files.actions import attach
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail import actions as mail_actions
from gongkai.foundation.mail import intake, queries
from gongkai.foundation.mail.queries import MailCard
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.answering import refusal_text, say
from gongkai.workbench.cases.desk import SECTION, case_address, crumbs, tabs
from gongkai.workbench.cases.lists import number
from gongkai.workbench.cases.step_forms.base import file_purpose
from gongkai.workbench.cases.words import about
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

READING = (Role.REQUEST_CLERK, Role.OFFICE_HEAD)
PAGE = 50
SHOWN = {"arrived": ("arrived",), "done": ("taken", "set_aside", "noted")}


@require_GET
@staff_view(*READING)
def arrived(request: StaffRequest) -> HttpResponse:
    """What came and is not yet dealt with; with `?done=1` what was."""
    done = request.GET.get("done") == "1"
    before = number(request.GET.get("before", ""))
    found = queries.arrived(
        request.staff.actor, SHOWN["done" if done else "arrived"], before=before, limit=PAGE + 1
    )
    shown = found[:PAGE]
    following = f"{'done=1&' if done else ''}before={shown[-1].id}" if len(found) > PAGE else ""
    return page(
        request, "workbench/cases/mails.html", SECTION, **tabs(request, "mail"),
        mails=shown, done=done,
        bodies=organisations.latest_bodies({each.body for each in shown}), page={"next": following},
        boxes=queries.mailboxes(request.staff.actor), may_import=request.staff.acts_as(Role.REQUEST_CLERK),
        undelivered=queries.undelivered_visible_to(request.staff.actor), crumbs=crumbs((_("来信"), "")),
    )  # fmt: skip


@require_GET
@staff_view(*READING)
def mail(request: StaffRequest, mail_id: int) -> HttpResponse:
    """One mail with its text, its attachments and what was wrong with it."""
    card = _card(request, mail_id)
    return page(
        request, "workbench/cases/mail.html", SECTION, mail=card,
        read=queries.opened(request.staff.actor, mail_id), may_take=_may_take(request, card),
        crumbs=crumbs((_("来信"), reverse("workbench:case_mail")), (card.title or _("无主题"), "")),
    )  # fmt: skip


def _card(request: StaffRequest, mail_id: int) -> MailCard:
    card = queries.mail_visible_to(request.staff.actor, mail_id)
    if card is None:
        raise Http404
    return card


def _may_take(request: StaffRequest, card: MailCard) -> bool:
    return card.state == "arrived" and card.body in request.staff.actor.bodies_as(Role.REQUEST_CLERK)


@require_POST
@staff_view(*READING)
def set_aside(request: StaffRequest, mail_id: int) -> HttpResponse:
    """It is no request; why is told."""
    _card(request, mail_id)
    result = mail_actions.set_aside(
        actor=request.staff.actor, now=request.staff.now, mail_id=mail_id,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    done = say(request, result, _("已搁置。"))
    return redirect("workbench:case_mail") if done else redirect("workbench:case_mail_open", mail_id)


@require_POST
@staff_view(*READING)
def put_to(request: StaffRequest, mail_id: int) -> HttpResponse:
    """It belongs to a case there is: its attachments become that case's."""
    card, staff = _card(request, mail_id), request.staff
    if not _may_take(request, card):
        raise PermissionDenied
    text = request.POST.get("number", "").strip()
    case = cases_visible_to(staff.actor, staff.today).filter(number=text, body_id=card.body).first()
    if case is None:
        messages.error(request, _("没有编号为“{number}”的办件。").format(number=text))
        return redirect("workbench:case_mail_open", mail_id)
    result = mail_actions.taken_as(
        actor=staff.actor, now=staff.now, mail_id=mail_id, subject=("case", case.pk)
    )
    if say(request, result, _("已归入办件。")):
        _keep_files(request, mail_id, case.pk, card.body)
        return redirect(case_address(case.pk))
    return redirect("workbench:case_mail_open", mail_id)


def _keep_files(request: StaffRequest, mail_id: int, case_id: int, body_id: int) -> None:
    read, staff = queries.opened(request.staff.actor, mail_id), request.staff
    for each in read.attachments if read else ():
        file = attach(
            actor=staff.actor, now=staff.now, body_id=body_id, name=each.name, content=each.content,
            purpose=file_purpose(FileRole.CORRECTION),
        )  # fmt: skip
        if not isinstance(file, Refused):
            actions.add_file(
                actor=staff.actor, now=staff.now, case_id=case_id, file_id=file, role=FileRole.CORRECTION
            )
        else:
            messages.warning(request, about(each.name, refusal_text(file)))


@require_http_methods(["POST"])
@staff_view(Role.REQUEST_CLERK)
def upload(request: StaffRequest) -> HttpResponse:
    """Mail exported as .eml or .mbox. What is known already is not taken twice."""
    staff = request.staff
    own = sorted(staff.actor.bodies_as(Role.REQUEST_CLERK))
    body = number(request.POST.get("body", "")) or own[0]
    new = known = 0
    for file in request.FILES.getlist("files"):
        result = intake.import_file(
            actor=staff.actor, now=staff.now, body_id=body, content=file.read(), name=str(file.name)
        )
        if isinstance(result, Refused):
            messages.error(request, about(str(file.name), refusal_text(result)))
            continue
        new += sum(each.is_new for each in result)
        known += sum(not each.is_new for each in result)
    messages.info(request, _("收取 {new} 封，已有的 {known} 封没有重复收取。").format(new=new, known=known))
    return redirect("workbench:case_mail")


@require_GET
@staff_view(*READING)
def raw(request: StaffRequest, mail_id: int) -> HttpResponse:
    """The mail as it arrived."""
    content = queries.raw_of(request.staff.actor, mail_id)
    if content is None:
        raise Http404
    return attachment(f"{mail_id}.eml", "message/rfc822", content)


@require_GET
@staff_view(*READING)
def part(request: StaffRequest, mail_id: int, place: int) -> HttpResponse:
    """One attachment, to keep; it was not looked over for malice as kept files are."""
    read = queries.opened(request.staff.actor, mail_id)
    if read is None or not 0 <= place < len(read.attachments):
        raise Http404
    found = read.attachments[place]
    return attachment(found.name or "attachment", "application/octet-stream", found.content)
