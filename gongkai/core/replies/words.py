"""What the places of a template are called for people."""

from collections.abc import Mapping

from gongkai.core.messages import N_, Message
from gongkai.core.replies.placeholders import Placeholder

PLACES: Mapping[Placeholder, str] = {
    Placeholder.APPLICANT: N_("申请人"),
    Placeholder.ADDRESSEE: N_("收件人"),
    Placeholder.BODY: N_("本机关名称"),
    Placeholder.NUMBER: N_("发文字号"),
    Placeholder.CASE_NUMBER: N_("登记编号"),
    Placeholder.QUERY_CODE: N_("查询码"),
    Placeholder.CHANNEL: N_("提交方式"),
    Placeholder.RECEIVED: N_("收到之日"),
    Placeholder.SUBMITTED: N_("提交之日"),
    Placeholder.DESCRIPTION: N_("申请内容"),
    Placeholder.FACTS: N_("办理经过"),
    Placeholder.GROUNDS: N_("具体理由"),
    Placeholder.GROUND: N_("选定的情形"),
    Placeholder.ARTICLE: N_("依据的条款"),
    Placeholder.ATTACHMENTS: N_("附件"),
    Placeholder.WHERE_TO_FIND: N_("获取的方式、途径"),
    Placeholder.RESPONSIBLE_BODY: N_("负责的机关和联系方式"),
    Placeholder.SEARCH_RECORD: N_("检索查找记录"),
    Placeholder.EARLIER_REPLY: N_("原答复"),
    Placeholder.OTHER_CHANNEL: N_("其他渠道"),
    Placeholder.ITEMS: N_("具体事项"),
    Placeholder.PERIOD_END: N_("期限的最后一天"),
    Placeholder.DUE: N_("答复期限"),
    Placeholder.NEW_DUE: N_("延长后的答复期限"),
    Placeholder.WORKDAYS: N_("延长的工作日数"),
    Placeholder.REASON: N_("延期的理由"),
    Placeholder.INFORMATION: N_("信息内容"),
    Placeholder.FEE_STANDARD: N_("收费标准"),
    Placeholder.FEE_AMOUNT: N_("收费金额"),
    Placeholder.FEE_PAYMENT: N_("缴纳方式"),
    Placeholder.REMEDY: N_("救济途径"),
    Placeholder.CONTACT: N_("联系方式"),
    Placeholder.DATE: N_("成文日期"),
}


def word(name: str) -> Message | str:
    """The place's name for people; a name nobody knows stays as it is."""
    return Message(PLACES[Placeholder(name)]) if name in Placeholder else name
