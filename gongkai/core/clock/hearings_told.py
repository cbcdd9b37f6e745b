"""One sentence about a consultation: what it leaves out of the reply period, and why."""

from gongkai.core.clock.events import Consulted
from gongkai.core.clock.reading import Line
from gongkai.core.clock.rules import Silence
from gongkai.core.clock.spans import DAY, Hearing
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar, written

_WHO = {Consulted.THIRD_PARTY: N_("第三方"), Consulted.CO_AUTHOR: N_("共同制作机关")}


def hearing_line(each: Hearing, calendar: Calendar, dated: bool) -> Line:
    """Its days run from the letter to the last day left out. `dated`: the reply has a date of its own."""
    span, sent = each.left_out, each.inquiry.sent.on
    values: dict[str, object] = {
        "who": Message(_WHO[each.inquiry.party]),
        "sent": written(sent),
        "first": written(span.first),
        "last": written(span.last),
        "days": calendar.workdays_between(span.first - DAY, span.last),
    }
    if each.too_late is not None:
        values["over"] = written(each.too_late)
    if each.due is not None:
        values["due"] = written(each.due.date)
    text = N_("{sent}征求{who}的意见，另行确定的答复日期不变") if dated else _sentence(each)
    article = each.rule.pause_article if each.rule.pauses else each.rule.article
    return Line(Message(text, values), article, sent, max(span.last, sent))


def _sentence(each: Hearing) -> str:
    if not each.rule.pauses:
        return N_("{sent}征求{who}的意见，所需时间计入答复期限")
    if each.too_late is not None and each.too_late == each.inquiry.sent.on:
        return N_("{sent}征求{who}的意见，当日是答复期限的最后一天，所需时间不能再从中扣除")
    if each.too_late is not None:
        return N_("{sent}征求{who}的意见，答复期限已于{over}届满，所需时间不能再从中扣除")
    if each.silent:
        if each.rule.silence is Silence.CONSENT:
            return N_(
                "{sent}征求{who}的意见，至{due}未提出意见，视为同意公开；"
                "{first}至{last} {days} 个工作日不计入答复期限"
            )
        return N_(
            "{sent}征求{who}的意见，至{due}未提出意见，由本机关决定是否公开；"
            "{first}至{last} {days} 个工作日不计入答复期限"
        )
    if each.going_on and each.due is not None:
        return N_(
            "{sent}征求{who}的意见，应在{due}以前提出；{first}至{last} {days} 个工作日不计入答复期限，"
            "提前收到意见的提前恢复计算"
        )
    if each.going_on:
        return N_(
            "{sent}征求{who}的意见，尚未收到；{first}至{last} {days} 个工作日不计入答复期限，"
            "收到意见以前届满日随之顺延"
        )
    if not each.left_out:
        return N_("{sent}征求{who}的意见，当日结束，没有不计入的时间")
    return N_("{sent}征求{who}的意见，{first}至{last} {days} 个工作日不计入答复期限")
