"""Replies and notices as they stand on paper."""

from gongkai.casework import wording
from gongkai.casework.composing import enclosure_names
from gongkai.casework.documents import Letter
from gongkai.casework.models import Notice, Reply

CODE_TOLD = "已另行告知，请妥善保存"  # in place of the query code, which is kept nowhere
_SAMPLE = "示例"


def of_reply(reply: Reply) -> Letter:
    """Before it is signed: without number, and with the day of the draft."""
    day = reply.signed_on or reply.remedy_on
    number = reply.number if reply.signed_on else ""
    return Letter(
        body=wording.body_name(reply.body_id, day),
        title=reply.title,
        text=wording.finished(reply.text, number=number, day=day),
        issued_on=day,
        number=number,
        enclosures=tuple(enclosure_names(reply.case, reply.enclosures)),
        mark=_SAMPLE if reply.case.is_sample else "",
    )


def of_notice(notice: Notice, *, code: str = "") -> Letter:
    """`code`: the query code, for the receipt that is handed over."""
    return Letter(
        body=wording.body_name(notice.body_id, notice.on),
        title=title_of(notice),
        text=notice.text.replace(CODE_TOLD, code) if code else notice.text,
        issued_on=notice.on,
        number=notice.number,
        mark=_SAMPLE if notice.case.is_sample else "",
    )


def title_of(notice: Notice) -> str:
    return wording.declared(notice.case.regime, notice.template).title
