"""What a body sets before it can answer: the organs its letters name, its own wording, its mailbox."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.casework import actions, law
from gongkai.casework.actions import RemedyFacts
from gongkai.casework.actions.templates import REGIME_DAYS, may_set
from gongkai.casework.queries import bodies_seen_by
from gongkai.casework.queries.missing_addresses import lacking_in
from gongkai.casework.queries.previewing import previewed
from gongkai.casework.queries.replies import TemplateView, templates_for_body
from gongkai.casework.remedies import addresses_on
from gongkai.core.remedies import Line
from gongkai.core.replies.words import PLACES
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail import actions as mail
from gongkai.foundation.mail.queries import mailboxes
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.cases.desk import SECTION, SEEING, crumbs, tabs
from gongkai.workbench.cases.lists import number
from gongkai.workbench.cases.step_forms.base import day_field, line_field, text_field
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

VISITING = (*SEEING, Role.BODY_ADMINISTRATOR)
REGIMES = (("2019", _("2019年修订的条例")), ("2007", _("2007年的条例")))
EXPORTS = (
    ("deadlines", _("期限")),
    ("challenges", _("复议、诉讼、投诉")),
    ("advice", _("工作建议")),
    ("tasks", _("主动公开任务")),
    ("inquiries", _("协查")),
    ("opinions", _("征求意见")),
)
_LINES = [
    (Line.ORDINARY.value, _("一般：受本级人民政府领导")),
    (Line.VERTICAL.value, _("垂直领导：海关、金融、外汇管理、税务、国家安全等")),
    (Line.JUSTICE.value, _("履行行政复议机构职责的司法行政部门")),
    (Line.DISPATCHED.value, _("派出机构、派出机关")),
]


class Addresses(forms.Form):
    """Who hears complaints about the body."""

    valid_from = day_field(_("自何日起"))
    line = forms.ChoiceField(label=_("领导体制"), choices=_LINES)
    government_name = line_field(_("本级人民政府（复议机关）名称"), required=False)
    government_address = line_field(_("地址"), 200, required=False)
    superior_name = line_field(_("上一级主管部门或者人民政府（复议机关）名称"), required=False)
    superior_address = line_field(_("地址"), 200, required=False)
    court_name = line_field(_("有管辖权的人民法院名称"), required=False)
    court_address = line_field(_("地址"), 200, required=False)
    online_review = forms.URLField(label=_("网上行政复议渠道"), required=False, assume_scheme="https")
    reply_prefix = line_field(_("答复文号代字"), 40, required=False, help_text=_("例如：临林依申请"))


class Wording(forms.Form):
    """The body's own words for one letter."""

    text = text_field(_("全文"), rows=20)


class Box(forms.Form):
    """A mailbox to look into."""

    address = forms.EmailField(label=_("邮箱地址"))
    url = line_field(
        _("收件服务器"),
        200,
        help_text=_("例如：imaps://user@mail.example.cn/INBOX。密码由系统管理员另行配置。"),
    )
    done_folder = line_field(_("收取后移到的文件夹"), 60, required=False)
    is_enabled = forms.BooleanField(label=_("启用"), required=False, initial=True)


@require_GET
@staff_view(*VISITING)
def show(request: StaffRequest) -> HttpResponse:
    """Of one body: what is set, and what is missing."""
    body_id, bodies = _body(request)
    regime = request.GET.get("regime", "2019")
    if regime not in dict(REGIMES):
        raise Http404
    return page(
        request, "workbench/cases/settings.html", SECTION, **tabs(request, "settings"),
        body=bodies[body_id], bodies=bodies,
        may_set=may_set(request.staff.actor, body_id, request.staff.today),
        unready=lacking_in([body_id], request.staff.today),
        addresses=addresses_on(body_id, request.staff.today), lines=dict(_LINES), regime=regime,
        regimes=REGIMES, letters=templates_for_body(body_id, regime),
        outcomes=_outcome_titles(regime), exports=[(what, str(label)) for what, label in EXPORTS],
        boxes=[each for each in mailboxes(request.staff.actor) if each.body == body_id],
        crumbs=crumbs((gettext("文书和设置"), "")),
    )  # fmt: skip


def _outcome_titles(regime: str) -> dict[str, str]:
    """What each reply's letter is for."""
    listed = law.outcomes_of(REGIME_DAYS[regime])
    return {each.code: gettext(each.short) for each in listed.outcome}


def _body(request: StaffRequest) -> tuple[int, dict[int, Any]]:
    """The body asked for among those the person sees, else his own."""
    actor, day = request.staff.actor, request.staff.today
    seen = bodies_seen_by(actor, day) | actor.bodies_as(Role.BODY_ADMINISTRATOR)
    if not seen:
        raise PermissionDenied
    asked = number(request.GET.get("body", "")) or number(request.POST.get("body", ""))
    own = sorted(actor.bodies & seen) or sorted(seen)
    chosen = asked or own[0]
    if chosen not in seen:
        raise Http404
    return chosen, organisations.latest_bodies(seen)


def _back(body_id: int) -> str:
    return f"{reverse('workbench:case_settings')}?body={body_id}"


@require_http_methods(["GET", "POST"])
@staff_view(*VISITING)
def addresses(request: StaffRequest) -> HttpResponse:
    """Register the organs from a day on; letters already sent keep what they said."""
    body_id, bodies = _body(request)
    staff = request.staff
    known = addresses_on(body_id, staff.today)
    names = RemedyFacts.__dataclass_fields__
    first = {name: getattr(known, name) for name in names} if known else {}
    form = Addresses(request.POST or None, initial={**first, "valid_from": staff.today})
    if request.method == "POST" and form.is_valid():
        facts = RemedyFacts(**{name: form.cleaned_data[name] for name in names})
        result = actions.register_addresses(
            actor=staff.actor, now=staff.now, body_id=body_id, valid_from=form.cleaned_data["valid_from"],
            facts=facts,
        )  # fmt: skip
        if not isinstance(result, Refused):
            messages.success(request, gettext("已登记，自所填日期起写进文书。"))
            return redirect(_back(body_id))
        into_form(form, result)
    return _form(request, form, body_id, bodies, gettext("登记复议机关、法院和文号代字"))


@require_http_methods(["GET", "POST"])
@staff_view(*VISITING)
def wording(request: StaffRequest, regime: str, code: str) -> HttpResponse:
    """Word one letter; how it would look in an invented case, and why it can't be saved, stands beside it."""
    body_id, bodies = _body(request)
    letter = _letter(body_id, regime, code)
    text = letter.own or letter.declared
    form = Wording(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if "pdf" in request.POST:
            shown = previewed(body_id, regime, code, text, request.staff.today)
            return attachment(f"{gettext(letter.title)}.pdf", "application/pdf", shown.pdf)
        if "preview" not in request.POST:
            done = _kept(request, form, body_id, (regime, code))
            if done is not None:
                return done
    return page(
        request, "workbench/cases/wording.html", SECTION, form=form, letter=letter, regime=regime,
        body=bodies[body_id], back=_back(body_id), tried="preview" in request.POST,
        may_set=may_set(request.staff.actor, body_id, request.staff.today),
        shown=previewed(body_id, regime, code, text, request.staff.today),
        places=[(place.value, gettext(name)) for place, name in PLACES.items()],
        crumbs=crumbs((gettext("文书和设置"), _back(body_id)), (gettext(letter.title), "")),
    )  # fmt: skip


def _kept(request: StaffRequest, form: Wording, body_id: int, which: tuple[str, str]) -> HttpResponse | None:
    """Keep the wording; None when it was refused, which then stands in the form."""
    regime, code = which
    result = actions.save_template(
        actor=request.staff.actor, now=request.staff.now, body_id=body_id, regime=regime, code=code,
        text=form.cleaned_data["text"],
    )  # fmt: skip
    if isinstance(result, Refused):
        into_form(form, result)
        return None
    messages.success(request, gettext("已保存，以后起草的文书用这份范本。"))
    return redirect(_back(body_id))


@require_POST
@staff_view(*VISITING)
def drop(request: StaffRequest, regime: str, code: str) -> HttpResponse:
    """Back to the declared wording."""
    body_id, _bodies = _body(request)
    letter = _letter(body_id, regime, code)
    if letter.own_id is None:
        raise Http404
    result = actions.drop_template(
        actor=request.staff.actor, now=request.staff.now, template_id=letter.own_id
    )
    say(request, result, gettext("已恢复统一范本。"))
    return redirect(_back(body_id))


def _letter(body_id: int, regime: str, code: str) -> TemplateView:
    if regime not in dict(REGIMES):
        raise Http404
    found = next((each for each in templates_for_body(body_id, regime) if each.code == code), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@staff_view(*VISITING)
def mailbox(request: StaffRequest) -> HttpResponse:
    """The mailbox into which requests come."""
    body_id, bodies = _body(request)
    form = Box(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = mail.set_mailbox(
            actor=request.staff.actor, now=request.staff.now, body_id=body_id, **form.cleaned_data
        )
        if not isinstance(result, Refused):
            messages.success(request, gettext("已设置，稍后自动收取。"))
            return redirect(_back(body_id))
        into_form(form, result)
    return _form(request, form, body_id, bodies, gettext("设置收件邮箱"))


def _form(request: StaffRequest, form: Any, body_id: int, bodies: Any, title: str) -> HttpResponse:
    return page(
        request, "workbench/form.html", SECTION, form=form, title=title, subtitle=bodies[body_id].name,
        back=_back(body_id), crumbs=crumbs((gettext("文书和设置"), _back(body_id)), (title, "")),
    )  # fmt: skip
