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
    """A verb in words, for lists of events."""
    return {
        "reporting_year.open": _("布置年报"),
        "return.refresh_counts": _("刷新系统统计数"),
        "return.save_cells": _("填报"),
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
        "report.write": _("撰写正文"),
        "body.found": _("设立机构"),
        "body.revise": _("变更机构"),
        "body.rename": _("机构更名"),
        "body.move": _("改变隶属关系"),
        "body.correct": _("更正机构登记"),
        "body.close": _("撤销机构"),
        "body.merge": _("机构合并"),
        "body.split": _("机构拆分"),
        "body.transfer": _("职能划转"),
        "person.create": _("建立账号"),
        "person.appoint": _("任职"),
        "person.end_appointment": _("结束任职"),
        "person.deactivate": _("停用账号"),
        "person.set_password": _("设置密码"),
        "person.link_identity": _("对应统一身份"),
        "person.reset_second_factor": _("重置第二重验证"),
        "person.erase": _("删除个人信息"),
        "person.end_sessions": _("结束登录"),
        "office.register": _("登记公开工作机构"),
        "office.correct": _("更正公开工作机构"),
        "office.close": _("撤销公开工作机构"),
        "staffing.set": _("登记人员配备"),
        "fund.register": _("登记专项经费"),
        "meeting.register": _("登记会议"),
        "course.register": _("登记培训"),
        "register.correct": _("更正登记"),
        "register.withdraw": _("删去登记"),
        "file.attach": _("上传材料"),
        "calendar.load_notice": _("载入放假安排"),
        "task.retry": _("重试后台任务"),
        "token.issue": _("签发令牌"),
        "token.revoke": _("吊销令牌"),
        "webhook.subscribe": _("设置消息推送"),
        "webhook.stop": _("停止推送"),
        "webhook.resume": _("恢复推送"),
        "webhook.renew_secret": _("更换推送密钥"),
        "webhook.ping": _("发测试消息"),
        "webhook.resend": _("重发消息"),
        "webhook.give_up": _("连续失败后停止推送"),
    }.get(verb, verb)
