"""What the lifecycle's verbs are called on buttons, and what each next step asks of a person."""

from django.utils.translation import gettext as _


def next_step(verb: str) -> str:
    """What the person is asked to do, for the list of what waits."""
    return {
        "return.save_cells": _("填报"),
        "return.review_ok": _("审核"),
        "return.submit": _("报送"),
        "return.accept": _("接收或退回"),
        "return.freeze": _("定稿"),
        "return.publish": _("公布"),
    }.get(verb, verb)


def verb_name(verb: str) -> str:
    """An event of a return in words."""
    return {
        "reporting_year.open": _("布置年报"),
        "return.refresh_counts": _("刷新系统统计数"),
        "return.save_cells": _("填报"),
        "return.import_workbook": _("导入工作簿"),
        "return.state_zero": _("作零报告"),
        "return.explain_warning": _("说明提示事项"),
        "return.send_to_review": _("送审"),
        "return.recall": _("撤回送审"),
        "return.review_ok": _("审核通过"),
        "return.review_send_back": _("审核退回"),
        "return.submit": _("报送"),
        "return.accept": _("接收"),
        "return.send_back": _("上级退回"),
        "return.reopen": _("退回重填"),
        "return.remind": _("催报"),
        "return.freeze": _("定稿"),
        "return.publish": _("公布"),
        "return.correct": _("更正"),
        "return.write_text": _("撰写正文"),
    }.get(verb, verb)
