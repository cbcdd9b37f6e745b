"""The preview, the sending, and the receipt."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts, Intake, Registered, RequestFacts
from gongkai.casework.choices import ApplicantType, Delivery, Form
from gongkai.casework.drafts import discard_draft
from gongkai.casework.policy import applicant_of
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.portal.frame import clock, private
from gongkai.portal.limits import seconds_to_wait, slowed, submissions_an_hour
from gongkai.portal.requests import access, account, attached, devices, drafts, receipts
from gongkai.portal.requests.asking import ADDRESSES, STEPS, addressee
from gongkai.portal.requests.forms import ID_KINDS
from gongkai.portal.requests.identity import kept_name
from gongkai.portal.requests.kept import Asking, asking, keep
from gongkai.portal.requests.shell import page

_BEFORE = STEPS[:-1]


@private
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Read it over, then send. The form's key makes one request of a double click, of the back button and
    of a connection that was lost before the answer came."""
    now = clock()
    asked = asking(request, now)
    if any(step not in asked.done for step in _BEFORE):
        return redirect("portal:request_new")
    if request.method == "GET":
        return _preview(request, asked, now)
    if "save" in request.POST and not asked.sent_at:
        return drafts.save(request, asked, now)
    if request.POST.get("key", "") != asked.key:
        return _preview(
            request, asked, now, problem=_("这一页是以前打开的，内容可能已经改过。请核对后再提交。")
        )
    if not asked.sent_at and (wait := seconds_to_wait(request, "submit", submissions_an_hour(), now)):
        return slowed(request, wait)
    made = _sent(asked, now)
    if isinstance(made, Refused):
        return _preview(request, asked, now, problem=attached.told(made.reason), status=409)
    keep(request, replace(asked, sent_at=asked.sent_at or now.isoformat()), now)
    access.let_in(request, applicant_of(made.case_id), now)
    if asked.draft:
        discard_draft(code=asked.draft)
    response = redirect("portal:request_received")
    receipts.hand(response, made.case_id, made.number, made.code)
    devices.remember(request, response, made.number)
    return response


@private
@require_GET
def received(request: HttpRequest) -> HttpResponse:
    """The receipt: number, query code, the dates and why. It can be opened again for a while, on this
    device only."""
    now = clock()
    told = receipts.handed(request, now)
    if told is None:
        return redirect("portal:follow")
    mine = account.visiting(request, now) is not None
    return page(request, "received", (_("申请已提交"), ""), receipt=told, mine=mine)


@private
@require_GET
def received_text(request: HttpRequest) -> HttpResponse:
    """The same to keep."""
    told = receipts.handed(request, clock())
    if told is None:
        return redirect("portal:follow")
    response = HttpResponse(receipts.as_text(told, request), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{told.file_name}.txt"'
    return response


def _sent(asked: Asking, now: datetime) -> Registered | Refused:
    today = timezone.localdate(datetime.fromisoformat(asked.sent_at) if asked.sent_at else now)
    return actions.register(
        actor=PUBLIC, now=now, body_id=asked.body, arrival=Arrival(Channel.INTERNET, today),
        facts=Intake(
            RequestFacts(
                wanted=asked.wanted, feature=asked.feature, form=asked.form, delivery=asked.delivery
            ),
            ApplicantFacts(
                type=asked.type, name=asked.name, id_kind=kept_name(asked.id_kind),
                id_number=asked.id_number, contact=asked.contact, phone=asked.phone, email=asked.email,
                address=asked.address, postcode=asked.postcode,
            ),
            files=tuple((each.id, each.role) for each in asked.attached),
        ),
        key=f"portal:{asked.key}",
    )  # fmt: skip


def _preview(
    request: HttpRequest, asked: Asking, now: datetime, problem: str = "", status: int = 200
) -> HttpResponse:
    body = addressee(asked, now)
    return page(
        request, "check", (_("核对并提交"), ""), status=status if not problem else max(status, 409),
        asked=asked, body=body, groups=_groups(asked, body.name if body else ""), problem=problem,
        step=len(STEPS), steps=len(STEPS), back=reverse(ADDRESSES["delivery"]),
        unproved=not asked.files(attached.IDENTITY),
    )  # fmt: skip


def _groups(asked: Asking, body: str) -> list[tuple[str, str, list[tuple[str, object]]]]:
    """Title, address of the page to change it, and what was said there."""

    def names(role: str) -> str:
        return "\n".join(each.name for each in asked.files(role))

    you: list[tuple[str, object]] = [
        (_("申请人类别"), ApplicantType(asked.type).label),
        (_("姓名或者单位名称"), asked.name),
        (_("联系人"), asked.contact),
        (_("证件"), f"{dict(ID_KINDS).get(asked.id_kind, '')} {asked.id_number}"),
        (_("身份证明文件"), names(attached.IDENTITY) or _("没有附")),
        (_("联系电话"), asked.phone),
    ]
    way: list[tuple[str, object]] = [
        (_("获取信息的形式"), Form(asked.form).label),
        (_("答复的送达方式"), Delivery(asked.delivery).label),
        (_("电子邮箱"), asked.email),
        (_("通信地址"), f"{asked.postcode} {asked.address}".strip()),
        (_("附件"), names(attached.APPLICATION) or _("没有附")),
    ]
    groups: list[tuple[str, str, list[tuple[str, object]]]] = [
        (_("申请内容"), "what", [(_("所需信息"), asked.wanted), (_("文件名称或文号"), asked.feature)]),
        (_("受理单位"), "body", [(_("单位"), body)]),
        (_("申请人"), "you", you),
        (_("获取方式和附件"), "delivery", way),
    ]
    return [
        (title, reverse(ADDRESSES[step]), [(label, said) for label, said in lines if said])
        for title, step, lines in groups
    ]
