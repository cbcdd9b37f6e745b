"""What codes of structured disclosure are called for people."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.core.disclosure.schema import State
from gongkai.disclosure.policy import release_lifecycle
from gongkai.foundation.organisations import queries as organisations

OBLIGATIONS = {
    State.MISSING: gettext_lazy("逾期未公布"),
    State.NOT_YET_DUE: gettext_lazy("未到期"),
    State.LATE: gettext_lazy("逾期公布"),
    State.FULFILLED: gettext_lazy("按时公布"),
    State.EMPTY: gettext_lazy("本期无"),
    State.NOT_APPLICABLE: gettext_lazy("不适用"),
}
OBLIGATION_TAGS = {
    State.MISSING: "error", State.LATE: "warning", State.FULFILLED: "good", State.EMPTY: "quiet",
    State.NOT_APPLICABLE: "quiet", State.NOT_YET_DUE: "",
}  # fmt: skip
RELEASE_TAGS = {"released": "good", "returned": "error", "cancelled": "quiet"}
WAYS = {
    "form": gettext_lazy("逐条填写"),
    "paste": gettext_lazy("粘贴表格"),
    "upload": gettext_lazy("上传文件"),
    "api": gettext_lazy("接口推送"),
    "pull": gettext_lazy("定时抓取"),
    "stream": gettext_lazy("实时读数"),
    "rollback": gettext_lazy("撤销发布"),
    "correction": gettext_lazy("更正"),
    "withdrawal": gettext_lazy("撤回"),
    "expiry": gettext_lazy("到期撤下"),
}
VERDICTS = {
    "false_alarm": gettext_lazy("不是个人信息"),
    "may_stay": gettext_lazy("是个人信息，依法可以公开"),
}
SOURCE_KINDS = {
    "http": gettext_lazy("HTTP 抓取"),
    "sftp": gettext_lazy("SFTP 抓取"),
    "stream": gettext_lazy("实时读数"),
}
SOURCE_STATES = {
    "proposed": gettext_lazy("待批准"),
    "on": gettext_lazy("使用中"),
    "stopped": gettext_lazy("已停用"),
}
OBJECTION_STATES = {
    "received": gettext_lazy("待答复"),
    "upheld": gettext_lazy("异议成立"),
    "rejected": gettext_lazy("异议不成立"),
    "withdrawn": gettext_lazy("已撤回"),
}
DRAW_STATES = {
    "committed": gettext_lazy("已承诺，待抽取"),
    "drawn": gettext_lazy("已抽取"),
    "called_off": gettext_lazy("已取消"),
}
DRAW_TAGS = {"committed": "warning", "drawn": "good", "called_off": "quiet"}
RUNS = {
    "brought": gettext_lazy("送来数据，已公布"),
    "waits": gettext_lazy("送来数据，等人处理"),
    "same": gettext_lazy("没有变化"),
    "failed": gettext_lazy("没有取到"),
    "tried": gettext_lazy("试取成功"),
}
STATEMENTS = {"nothing": gettext_lazy("本期无"), "not_applicable": gettext_lazy("不适用")}
MODES = {
    "upsert": gettext_lazy("增加和更新：表里没有的，保持不变"),
    "whole": gettext_lazy("整张替换：表里没有的，从名单中移出"),
}
FINDINGS = {
    "name": gettext_lazy("姓名"),
    "id_card": gettext_lazy("身份证件号码"),
    "mobile": gettext_lazy("手机号码"),
    "bank_card": gettext_lazy("银行卡号"),
    "email": gettext_lazy("电子邮箱"),
    "account": gettext_lazy("社交账号"),
}


def release_state(state: str) -> str:
    return _(release_lifecycle().states.get(state, state))


def obligation_state(state: State) -> str:
    return str(OBLIGATIONS[state])


def names(codes: Iterable[str]) -> dict[str, str]:
    """People's names by the codes of actors; programs by what they are."""
    wanted = {code for code in codes if code}
    known = organisations.names_of(wanted)
    return {
        code: known.get(code) or (_("系统") if not code.startswith("person:") else code) for code in wanted
    }
