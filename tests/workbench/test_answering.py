"""A refusal in words: its reason, what it lacks, its article, and nothing twice."""

from django import forms

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.workbench.answering import into_form, refusal_text

SUBJECT = Message(N_("通知公告要填写主题分类。"))
REASON = Message(N_("请写明理由。"))
REFUSED = Refused(SUBJECT, "第十二条", (("gate", SUBJECT), ("gate", REASON)))


def test_a_reason_that_is_its_first_detail_is_said_once():
    assert refusal_text(REFUSED).splitlines() == [
        "通知公告要填写主题分类。",
        "请写明理由。",
        "依据：第十二条",
    ]


def test_above_a_form_too():
    form = forms.Form({})
    into_form(form, REFUSED)
    assert form.non_field_errors() == ["通知公告要填写主题分类。 请写明理由。 依据：第十二条"]
