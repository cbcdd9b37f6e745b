"""Applicants are told by e-mail when there is something new, by text message where they gave a mobile
telephone and no e-mail, unless they have asked not to be.

The mail says what it is about and where to look; the letter itself stays behind number and code. A letter
that is served by e-mail needs no mail beside it, and a reply's own mail is sent with it (`actions.serving`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings

from gongkai.casework import letters
from gongkai.casework.models import Case, CaseAccess, Notice, Way
from gongkai.casework.reaching import reachable_by
from gongkai.foundation.ledger.following import follows
from gongkai.foundation.mail.post import post
from gongkai.foundation.mail.texting import text_to

_STEPS = {
    "case.confirm_receipt": "单位已确认收到您的申请，答复期限开始计算",
    "case.receive_fee": "您缴纳的信息处理费已登记，答复期限重新计算",
    "case.consult": "正在征求其他方面的意见",
    "case.reopen": "您的申请重新办理",
}
"""Steps without a letter to the applicant, in words for him. Official mail is Chinese, as letters are."""

_SUBJECT = "关于您的申请（{number}）：{said}"
_TEXT = (
    "您的申请（登记编号：{number}）有新的进展：{said}。\n\n"
    "请凭登记编号和查询码在网站上查看：{site}\n"
    "不想再收到这样的提醒，可以在查询页面关闭。"
)
_SHORT = "您的申请（登记编号：{number}）有新的进展：{said}。请凭登记编号和查询码在网站上查看。"


class Noted(Protocol):
    """What a follower needs to know of an event."""

    subject_type: Any
    subject_id: Any


@follows
def tell_applicant(verb: str, now: datetime, events: Sequence[Noted]) -> None:
    """Queue a mail or text message for what the verb has done, in the verb's own transaction."""
    if verb == "notice.print":
        for event in events:
            if event.subject_type == "notice":
                _about_notice(int(event.subject_id), now)
    elif verb in _STEPS:
        number = next((each.subject_id for each in events if each.subject_type == "case"), None)
        case = Case.objects.filter(pk=int(number)).first() if number else None
        if case is not None:
            _tell(case, _STEPS[verb], now)


def _about_notice(notice_id: int, now: datetime) -> None:
    notice = Notice.objects.select_related("case").filter(pk=notice_id, shown=True).first()
    if notice is not None and notice.way != Way.EMAIL:
        _tell(notice.case, letters.title_of(notice), now)


def _tell(case: Case, said: str, now: datetime) -> None:
    if not CaseAccess.objects.filter(case=case, tells=True).exists():
        return
    email, mobile = reachable_by(case.pk)
    values = {"number": case.number, "said": said, "site": settings.SITE_URL}
    about = ("case", case.pk)
    if email:
        subject, text = _SUBJECT.format(**values), _TEXT.format(**values)
        post(to=email, subject=subject, text=text, about=about, now=now, body_id=case.body_id)
    elif mobile:
        text_to(phone=mobile, text=_SHORT.format(**values), about=about, now=now, body_id=case.body_id)
