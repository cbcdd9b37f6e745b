"""The receipt of a request. Its query code is told once: it travels in a cookie of this one device for a
while and is kept on no server, so that a reload or a lost answer still shows it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.casework.policy import applicant_of
from gongkai.casework.queries.cases import NoSuchCaseError
from gongkai.casework.queries.citizen import OwnCase, own_case
from gongkai.core.messages import Message
from gongkai.foundation.look.writing import day as written
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.values import BodyOnDay

COOKIE, PATH = "request_receipt", "/requests/"
SHOWN = timedelta(minutes=30)
_SALT = "gongkai.portal.requests.receipt"


@dataclass(frozen=True, slots=True)
class Receipt:
    """`why` tells how the dates come about, each sentence with its article."""

    case: OwnCase
    number: str
    code: str
    body: BodyOnDay | None
    why: tuple[tuple[Message, str], ...]

    @property
    def file_name(self) -> str:
        return "".join(letter for letter in self.number if letter.isascii() and letter.isalnum()) or "receipt"


def hand(response: HttpResponse, case_id: int, number: str, code: str) -> None:
    """Give the code to the device that sent the request."""
    response.set_signed_cookie(
        COOKIE, json.dumps([case_id, number, code]), salt=_SALT, max_age=SHOWN, path=PATH, httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE), samesite="Strict",
    )  # fmt: skip


def handed(request: HttpRequest, now: datetime) -> Receipt | None:
    """The receipt this device was given a short while ago."""
    try:
        told = request.get_signed_cookie(COOKIE, salt=_SALT, max_age=SHOWN)
        case_id, number, code = json.loads(str(told))
        case = own_case(applicant_of(case_id), timezone.localdate(now))
    except (KeyError, ValueError, signing.BadSignature, NoSuchCaseError):
        return None
    body = organisations.latest_bodies([case.body]).get(case.body)
    lines = case.reading.lines if case.reading else ()
    return Receipt(case, number, code, body, tuple((each.message, each.article) for each in lines))


def as_text(receipt: Receipt, request: HttpRequest) -> str:
    """The receipt as a text file."""
    case = receipt.case
    lines = [
        _("政府信息公开申请回执"),
        "",
        _("申请编号：{number}").format(number=receipt.number),
        _("查询码：{code}").format(code=receipt.code),
        _("受理单位：{body}").format(body=receipt.body.name if receipt.body else ""),
        _("提交日期：{day}").format(day=written(case.submitted_on)),
    ]
    if case.waiting_for is not None:
        lines.append(str(case.waiting_for.in_language(_)))
    if case.reading is not None and case.reading.due is not None:
        lines.append(_("答复期限：{day}").format(day=written(case.reading.due)))
    lines += [f"{message.in_language(_)}{article and f'（{article}）'}" for message, article in receipt.why]
    lines += [
        "",
        _("凭编号和查询码查询进度：{address}").format(
            address=request.build_absolute_uri(reverse("portal:follow"))
        ),
        _("查询码只告诉您这一次，请妥善保存，不要给别人。"),
    ]
    return "\r\n".join(lines) + "\r\n"
