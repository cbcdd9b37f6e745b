"""What the applicant does about his case: answers, pays, withdraws, objects."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.casework import accounts, actions
from gongkai.casework.actions import ApplicantFacts
from gongkai.casework.actions.challenges import ChallengeFacts, OpenedChallenge
from gongkai.casework.actions.paying import tell_payment
from gongkai.casework.actions.tidings import set_tidings
from gongkai.casework.choices import FileRole
from gongkai.casework.queries.challenges import heard_by
from gongkai.casework.queries.citizen import OwnCase, own_case
from gongkai.casework.queries.mine import my_case, my_contact
from gongkai.casework.queries.remedied import OwnRemedy, fee_of, remedy_of
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, Actor
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.portal.frame import clock, private
from gongkai.portal.limits import seconds_to_wait, slowed, submissions_an_hour, uploads_an_hour
from gongkai.portal.requests import access, account, attached, devices
from gongkai.portal.requests.attached import told
from gongkai.portal.requests.forms import AnswerForm, ComplaintForm, PaymentForm, ReasonsForm, WithdrawForm
from gongkai.portal.requests.kept import Asking, asking, begun, keep, let_go
from gongkai.portal.requests.shell import page

_CORRECTION = FileRole.CORRECTION.value


@dataclass(frozen=True, slots=True)
class Own:
    """The case this visitor was let in to, now."""

    actor: Actor
    now: datetime
    today: date
    case: OwnCase


@private
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest) -> HttpResponse:
    """Answer a correction notice: in words, with files, or both."""
    own = _own(request)
    if own is None:
        return redirect("portal:follow")
    if "case.receive_correction" not in own.case.can:
        return _not_now(request, own, _("现在没有等您补正的通知。"))
    slot = f"answer:{own.case.id}"
    answer = asking(request, own.now, slot)
    if request.method == "GET":
        return _correct(request, own, AnswerForm(initial={"text": answer.wanted}), answer)
    answer = replace(answer, body=own.case.body, wanted=request.POST.get("text", "")[:5000])
    keep(request, answer, own.now, slot)
    if request.FILES and (wait := seconds_to_wait(request, "upload", uploads_an_hour(), own.now)):
        return slowed(request, wait)
    answer, problems = attached.take(request, answer, "files", _CORRECTION, own.now)
    if "remove" in request.POST:
        answer = attached.without(answer, request.POST["remove"])
    form = AnswerForm(request.POST)
    keep(request, answer, own.now, slot)
    if "upload" in request.POST or "remove" in request.POST or problems or not form.is_valid():
        return _correct(request, own, form if form.data.get("text") else AnswerForm(), answer, problems)
    done = actions.receive_correction(
        actor=own.actor, now=own.now, case_id=own.case.id, text=form.cleaned_data["text"],
        files=[each.id for each in answer.attached],
    )  # fmt: skip
    if isinstance(done, Refused):
        form.add_error("text", told(done.reason))
        return _correct(request, own, form, answer)
    let_go(request, slot)
    return _done(request, own, _("补正已收到"), _("答复期限从今天起重新计算。"))


@private
@require_http_methods(["GET", "POST"])
def reasons(request: HttpRequest) -> HttpResponse:
    """Say why so much is asked for (第三十五条)."""
    own = _own(request)
    if own is None:
        return redirect("portal:follow")
    if "case.receive_reasons" not in own.case.can or own.case.until is None:
        return _not_now(request, own, _("现在没有要您说明理由的通知。"))
    form = ReasonsForm(request.POST or None)
    if form.is_valid():
        done = actions.receive_reasons(
            actor=own.actor, now=own.now, case_id=own.case.id, text=form.cleaned_data["text"]
        )
        if not isinstance(done, Refused):
            return _done(request, own, _("理由已收到"), _("单位会根据您说明的理由决定怎样办理。"))
        form.add_error(None, told(done.reason))
    return _page(request, own, "reasons", _("说明理由"), form)


@private
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest) -> HttpResponse:
    """What to pay, how it comes about, where to pay it; the voucher's number is told here and confirmed by
    the clerk."""
    own = _own(request)
    if own is None:
        return redirect("portal:follow")
    fee = fee_of(own.actor, own.today)
    if fee is None:
        return _not_now(request, own, _("现在没有要您缴纳的费用。"))
    form = PaymentForm(request.POST or None, initial={"voucher": fee.voucher})
    if form.is_valid():
        done = tell_payment(
            actor=own.actor, now=own.now, case_id=own.case.id, voucher=form.cleaned_data["voucher"]
        )
        if not isinstance(done, Refused):
            said = _("经办人核对到账后登记，答复期限从缴费之日起重新计算。")
            return _done(request, own, _("凭证号已收到"), said)
        form.add_error("voucher", told(done.reason))
    return _page(request, own, "pay", _("缴纳信息处理费"), form, fee=fee)


@private
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw the request, after saying so twice."""
    own = _own(request)
    if own is None:
        return redirect("portal:follow")
    kinds = {
        "case.withdraw": actions.withdraw,
        "data_correction.withdraw": actions.withdraw_data_correction,
        "suggestion.withdraw": actions.withdraw_suggestion,
    }
    verb = next((kinds[each] for each in own.case.can if each in kinds), None)
    if verb is None:
        return _not_now(request, own, _("这件申请已经办结，不能再撤回。"))
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        revision = request.POST.get("based_on", "")
        done = verb(
            actor=own.actor, now=own.now, case_id=own.case.id,
            based_on=int(revision) if revision.isdecimal() and len(revision) < 9 else None,
        )  # fmt: skip
        if not isinstance(done, Refused):
            return _done(request, own, _("已撤回"), _("这件申请不再办理。需要时可以重新申请。"))
        form.add_error(None, told(done.reason))
    return _page(request, own, "withdraw", _("撤回申请"), form)


@private
@require_POST
def tidings(request: HttpRequest) -> HttpResponse:
    """E-mail whenever there is something new: on or off."""
    own = _own(request)
    if own is None:
        return redirect("portal:follow")
    done = set_tidings(actor=own.actor, now=own.now, case_id=own.case.id, on=request.POST.get("on") == "1")
    if isinstance(done, Refused):
        return _not_now(request, own, told(done.reason))
    return redirect("portal:follow_case")


@private
@require_http_methods(["GET", "POST"])
def objections(request: HttpRequest) -> HttpResponse:
    """What stands open against the reply or against silence; and a complaint to the office above."""
    own = _own(request)
    if own is None:
        return redirect("portal:follow")
    office = heard_by(own.case.body, own.today)
    visiting = account.visiting(request, own.now)
    form = ComplaintForm(request.POST or None, initial=my_contact(visiting) if visiting else None)
    key = request.POST.get("key", "")[:60]
    if form.is_valid():
        if wait := seconds_to_wait(request, "submit", submissions_an_hour(), own.now):
            return slowed(request, wait)
        done = _complained(own, form, office, key)
        if not isinstance(done, Refused):
            return _complaint_sent(request, own, done)
        form.add_error(None, told(done.reason))
    found = remedy_of(own.actor, own.today) if own.case.kind == "request" else None
    remedy = found if isinstance(found, OwnRemedy) else None
    return _page(
        request, own, "object", _("对答复不服、逾期不答复"), form, remedy=remedy, office=office,
        none=None if remedy else found, key=begun().key,
    )  # fmt: skip


def _own(request: HttpRequest) -> Own | None:
    now = clock()
    actor = access.applicant(request, now)
    if actor is None:
        return None
    today = timezone.localdate(now)
    return Own(actor, now, today, own_case(actor, today))


def _correct(
    request: HttpRequest, own: Own, form: AnswerForm, answer: Asking, problems: list[str] | None = None
) -> HttpResponse:
    return _page(
        request, own, "correct", _("补正申请"), form, files=answer.files(_CORRECTION),
        problems=problems or [], field="files",
    )  # fmt: skip


def _page(
    request: HttpRequest, own: Own, template: str, title: str, form: object, **context: object
) -> HttpResponse:
    bad = request.method == "POST" and (bool(getattr(form, "errors", None)) or bool(context.get("problems")))
    return page(
        request, template, *_crumbs(own), (title, ""), status=400 if bad else 200, title=title, form=form,
        case=own.case, **context,
    )  # fmt: skip


def _not_now(request: HttpRequest, own: Own, said: str) -> HttpResponse:
    return page(request, "step_done", *_crumbs(own), (said, ""), status=409, title=said, said="")


def _done(request: HttpRequest, own: Own, title: str, said: str) -> HttpResponse:
    return page(request, "step_done", *_crumbs(own), (title, ""), title=title, said=said)


def _complaint_sent(request: HttpRequest, own: Own, made: OpenedChallenge) -> HttpResponse:
    """Its number and query code; sent once more by mistake, the same ones. It stands where the request it is
    about stands."""
    visiting = account.visiting(request, own.now)
    if visiting is not None and my_case(visiting, own.case.id) is not None:
        accounts.put_into(visiting, made.case_id, own.now)
    title = _("投诉已提交")
    response = page(
        request, "step_done", *_crumbs(own), (title, ""), title=title, said=_("主管部门审查后答复您。"),
        receipt=made,
    )  # fmt: skip
    devices.remember(request, response, made.number)
    return response


def _crumbs(own: Own) -> tuple[tuple[str, str], ...]:
    return ((own.case.number, reverse("portal:follow_case")),)


def _complained(
    own: Own, form: ComplaintForm, office: BodyOnDay | None, key: str
) -> OpenedChallenge | Refused:
    data = form.cleaned_data
    return actions.register_complaint(
        actor=PUBLIC, now=own.now, body_id=office.id if office else own.case.body, against_id=own.case.body,
        facts=ChallengeFacts(organ=office.name if office else "", filed_on=own.today), text=data["text"],
        about_id=own.case.id, applicant=ApplicantFacts(name=data["name"], phone=data["phone"]),
        key=f"portal:{own.case.id}:{key}" if key else "",
    )  # fmt: skip
