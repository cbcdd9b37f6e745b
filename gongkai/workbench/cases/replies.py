"""The reply: written, reviewed, signed, sent; the computed remedies beside it all the way."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.casework import actions
from gongkai.casework.queries import case_visible_to
from gongkai.casework.queries.replies import ReplyView, enclosure_choices, preview
from gongkai.casework.queries.whole import WholeCase
from gongkai.core.comparing import compared
from gongkai.foundation.ledger.verbs import Overtaken, Refused
from gongkai.foundation.look.choosing import offer
from gongkai.foundation.mail.queries import letters_about
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.case import case_context
from gongkai.workbench.cases.deciding import add_facts, facts_said, prepare_grounds
from gongkai.workbench.cases.desk import SECTION, SEEING, Desk, case_crumbs, case_desk, seen_case
from gongkai.workbench.cases.step_forms.base import text_field
from gongkai.workbench.cases.steps import based_on, overtaken_context, step_page
from gongkai.workbench.cases.words import approval_name, requirement_name, state_name
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

CHAIN = ("drafting", "in_review", "confidentiality", "legal", "to_sign", "signed", "sent")
AT_ONCE = (
    "reply.send_to_review", "reply.review_ok", "reply.confidentiality_ok", "reply.legal_ok",
)  # fmt: skip
"""Steps that need nothing said: a button on the page itself."""


class Draft(forms.Form):
    """What the drafter may write on. Until he writes on the letter itself it follows the template."""

    grounds = text_field(_("理由"), rows=4, required=False)
    ground_codes = forms.MultipleChoiceField(
        label=_("依据的情形"), required=False, widget=forms.CheckboxSelectMultiple
    )
    enclosures = forms.TypedMultipleChoiceField(
        label=_("附件"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("从案卷的“拟公开材料”和“区分处理件”里选。"),
    )  # fmt: skip
    text = text_field(
        _("答复书全文"), rows=22, required=False,
        help_text=_(
            "改动全文后不再随范本变化。{number}、{date} 在签发时填上；救济途径由系统计算，改了会被换回来。"
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, reply: ReplyView, files: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "grounds": reply.grounds, "ground_codes": list(reply.ground_codes), "text": reply.text,
            "enclosures": [each.id for each in reply.enclosures],
            **{f"fact_{name}": said for name, said in reply.facts.items()},
        }  # fmt: skip
        prepare_grounds(self, reply.outcome)
        offer(self, "enclosures", [(each.id, each.name) for each in files])
        if not files:
            del self.fields["enclosures"]
        add_facts(self, reply.outcome)
        facts = [name for name in self.fields if name.startswith("fact_")]
        self.order_fields(["ground_codes", "grounds", *facts, "enclosures", "text"])

    def said(self, reply: ReplyView, *, from_template: bool) -> dict[str, Any]:
        """The verb's arguments: a letter that was not touched goes on following the template."""
        given = self.cleaned_data
        text = given["text"].replace("\r\n", "\n").strip()
        touched = text != reply.text.strip() and not from_template
        return {
            "grounds": given["grounds"], "ground_codes": given.get("ground_codes"),
            "facts": facts_said(given), "enclosures": given.get("enclosures"),
            "text": text if touched else None, "from_template": from_template,
        }  # fmt: skip


def reply_desk(request: StaffRequest, whole: WholeCase, reply: ReplyView) -> Desk:
    """The reply before the person."""
    desk = case_desk(request, whole)
    return Desk(
        request.staff, "reply", reply.state, desk.body_id, ("reply_id", reply.id), reply.revision,
        reply.verbs, whole.held, desk.title, reverse("workbench:case_reply", args=[whole.card.id]), whole,
        reply,
    )  # fmt: skip


def seen_reply(request: StaffRequest, case_id: int) -> tuple[WholeCase, ReplyView]:
    """The case and its reply under way; 404 while there is none, or it is not for the person's eyes."""
    whole = seen_case(request, case_id)
    if whole.reply is None:
        raise Http404
    return whole, whole.reply


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest, case_id: int) -> HttpResponse:
    """The reply as it stands; to be written on while it is with its drafter."""
    whole, reply = seen_reply(request, case_id)
    return _page(request, whole, reply)


def _page(
    request: StaffRequest,
    whole: WholeCase,
    reply: ReplyView,
    form: Draft | None = None,
    seen: int | None = None,
    overtaken: Overtaken | None = None,
) -> HttpResponse:
    desk = reply_desk(request, whole, reply)
    may_write = "reply.draft" in reply.verbs
    if form is None and may_write:
        form = Draft(reply=reply, files=_files(request, whole))
    return page(
        request, "workbench/cases/reply.html", SECTION,
        **{**case_context(whole, case_desk(request, whole)), "desk": desk},
        reply=reply, form=form, may_write=may_write,
        chain=[(code, state_name("reply", code)) for code in CHAIN],
        at_once=[(verb, desk.label_of(verb)) for verb in AT_ONCE if verb in reply.verbs],
        by_page=[
            (verb, desk.label_of(verb)) for verb in ("reply.sign", "reply.send") if verb in reply.verbs
        ],
        back=[
            (verb, desk.label_of(verb)) for verb in ("reply.return", "reply.recall") if verb in reply.verbs
        ],
        checklist=[(line, requirement_name(line.requirement)) for line in reply.checklist],
        approvals=[(each, approval_name(each.step)) for each in reply.approvals],
        letters={each.id: each for each in letters_about("case", whole.card.id)},
        compared=compared(reply.earlier_text, reply.text) if reply.earlier_text else (),
        earlier=whole.replies[1:], based_on=reply.revision if seen is None else seen,
        crumbs=case_crumbs(whole, gettext("答复")), **overtaken_context(overtaken),
    )  # fmt: skip


def _files(request: StaffRequest, whole: WholeCase) -> Sequence[Any]:
    return enclosure_choices(case_visible_to(request.staff.actor, whole.card.id, request.staff.today))


@require_POST
@staff_view(*SEEING)
def draft(request: StaffRequest, case_id: int) -> HttpResponse:
    """Keep what was written; with `next` send it to review by the same stroke."""
    whole, reply = seen_reply(request, case_id)
    form = Draft(request.POST, reply=reply, files=_files(request, whole))
    if not form.is_valid():
        return _page(request, whole, reply, form, based_on(request))
    result = actions.draft(
        actor=request.staff.actor, now=request.staff.now, reply_id=reply.id, based_on=based_on(request),
        **form.said(reply, from_template="from_template" in request.POST),
    )  # fmt: skip
    if isinstance(result, Overtaken):
        return _page(request, whole, reply, form, overtaken=result)
    if isinstance(result, Refused):
        into_form(form, result)
        return _page(request, whole, reply, form, based_on(request))
    messages.success(request, gettext("已保存。"))
    return redirect("workbench:case_reply", case_id)


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def step(request: StaffRequest, case_id: int, verb: str) -> HttpResponse:
    """A step of the chain."""
    whole, reply = seen_reply(request, case_id)
    desk = reply_desk(request, whole, reply)
    return step_page(request, desk, verb, case_crumbs(whole, desk.label_of(verb)))


@require_GET
@staff_view(*SEEING)
def pdf(request: StaffRequest, case_id: int) -> HttpResponse:
    """The reply as it would be printed now."""
    whole, reply = seen_reply(request, case_id)
    return attachment(f"{whole.card.number} {reply.title}.pdf", "application/pdf", preview(reply.id))
