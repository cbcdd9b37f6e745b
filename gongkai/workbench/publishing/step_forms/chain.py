"""The chain: from the drafter to the signature, and out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.publishing import actions
from gongkai.workbench.publishing.desk import Desk
from gongkai.workbench.publishing.step_forms.base import Said, Step, reason_field


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class SendToReview(Step):
    do, verb = actions.send_to_review, "edition.send_to_review"
    help = _("送审以后内容不能再改，要改先撤回。公开属性、要素、解读方案不全的送不出去。")
    done = _("已送审。")


class ReviewOk(Step):
    do, verb = actions.review_ok, "edition.review_ok"
    help = _("您同意的是现在的内容；以后改动一个字都要重新审核。")
    done = _("审核通过，转保密审查。")


class LegalOk(Step):
    do, verb = actions.legal_ok, "edition.legal_ok"
    help = _("审查制定主体、权限、程序、内容是否合法。")
    done = _("合法性审查通过。")


class InterpretationOk(Step):
    do, verb = actions.interpretation_ok, "edition.interpretation_ok"
    help = _(
        "解读材料由拟稿人另外起草成“政策解读”，关联到本文件，同样送审。方案里列的材料都到了待签发，这里才能通过。"
    )
    done = _("解读材料审核通过。")


class Sign(Step):
    do, verb = actions.sign, "edition.sign"
    help = _("签发以后可以发布。各环节同意的应当是同一份内容，系统会核对。")
    done = _("已签发。")


class Release(Step):
    do, verb = actions.release, "edition.release"
    help = _("发布以后这一版本不能再改，改动要出新版本。有解读的，文件和解读一起发布，缺一个都不发布。")
    done = _("已发布。")

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if desk.document.attribute == "open" else _("公开属性不是主动公开。")


class Schedule(Step):
    do, verb = actions.schedule, "edition.schedule"
    help = _("到时由系统发布。系统中断的，恢复以后补发一次，并且注明。")
    done = _("已定时。")
    at = forms.DateTimeField(label=_("发布时间"), widget=MomentInput)

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return Release.unavailable(desk)


class Unschedule(Step):
    do, verb = actions.unschedule, "edition.unschedule"
    done = _("已取消定时发布。")

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if desk.edition and desk.edition.scheduled_for else _("没有定时发布。")


class Keep(Step):
    do, verb = actions.keep_back, "edition.keep"
    help = _("不主动公开的，定稿留存，到评估日期重新评估。")
    done = _("已留存。")

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return _("公开属性是主动公开，应当发布。") if desk.document.attribute == "open" else ""


class TakeUp(Step):
    do, verb = actions.take_up, "edition.take_up"
    help = _("改为主动公开的，重新走审核和保密审查。")
    done = _("已重新送审。")

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return Release.unavailable(desk)


class GiveBack(Step):
    do, verb = actions.give_back, "edition.return"
    help = _("退回给拟稿人。各环节的同意全部作废。")
    done = _("已退回。")
    danger = True
    reason = reason_field(_("退回意见"), _("拟稿人看到的就是这些话。将记入台账。"))


class TurnBack(Step):
    do, verb = actions.turn_back, "edition.turn_back"
    help = _("没有标明公开属性，或者没有依法说明理由的，可以退文。")
    done = _("已退文。")
    danger = True
    reason = reason_field()


class Recall(Step):
    do, verb = actions.recall, "edition.recall"
    help = _("撤回以后可以修改，各环节的同意全部作废。")
    done = _("已撤回，可以修改。")
    reason = reason_field()


class Discard(Step):
    do, verb = actions.discard, "edition.discard"
    help = _("这一版本不再办理。内容本单位仍然看得到。")
    done = _("已作废。")
    danger = True
    reason = reason_field()


class NewEdition(Step):
    do, verb = actions.new_edition, "document.new_edition"
    help = _("从最新的版本起草，附件一起带来。地址和索引号不变，旧版本公众仍然看得到，并且能看到改了什么。")
    done = _("新版本已建立，请编辑并写明变动说明。")

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        closed = ("released", "kept", "discarded")
        return "" if all(each.state in closed for each in desk.whole.editions) else _("已有一个版本在办理。")
