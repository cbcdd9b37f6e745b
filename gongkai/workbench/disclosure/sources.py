"""Sources that bring rows by themselves: one proposes, another approves; and where programs push."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.messages import Message
from gongkai.disclosure import actions
from gongkai.disclosure.policy import HANDLERS
from gongkai.disclosure.queries import others
from gongkai.disclosure.queries.others import SourceCard
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.answering import into_form, say, words
from gongkai.workbench.disclosure.desk import (
    ANSWERING,
    SECTION,
    Crumbs,
    crumbs,
    fields_on,
    own_bodies,
    tabs,
    title_of,
)
from gongkai.workbench.disclosure.desk import SEEING as DESK
from gongkai.workbench.disclosure.words import RUNS, SOURCE_KINDS, SOURCE_STATES, names
from gongkai.workbench.shell import Staff, StaffRequest, page, staff_view

APPROVING = (Role.REVIEWER, Role.OFFICE_HEAD)
SETTING_UP = (Role.DRAFTER, Role.BODY_ADMINISTRATOR)
SEEING = (*HANDLERS, Role.BODY_ADMINISTRATOR)
_LONGEST = 500


class SourceForm(forms.Form):
    """What a source is and how it is reached."""

    body = forms.TypedChoiceField(label=_("单位"), coerce=int)
    data_set = forms.ChoiceField(label=_("数据集"))
    kind = forms.ChoiceField(
        label=_("种类"), choices=list(SOURCE_KINDS.items()), widget=forms.RadioSelect, initial="http"
    )
    name = forms.CharField(label=_("名称"), max_length=80, required=False, help_text=_("哪个系统、哪张表。"))
    url = forms.CharField(
        label=_("地址"), max_length=400, required=False,
        help_text=_("HTTP 抓取写 https:// 开头的地址，SFTP 写 sftp:// 开头的；实时读数由对方推送，不填。"),
    )  # fmt: skip
    every_minutes = forms.IntegerField(label=_("间隔（分钟）"), initial=1440)
    username = forms.CharField(label=_("用户名（选填）"), max_length=80, required=False)
    secret = forms.CharField(
        label=_("密码或者令牌（选填）"), max_length=400, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("加密保存，以后不再显示。"),
    )  # fmt: skip
    host_key = forms.CharField(
        label=_("主机公钥（SFTP）"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("known_hosts 的一行，防止别的机器冒充。"),
    )  # fmt: skip

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body, data_set = self.fields["body"], self.fields["data_set"]
        assert isinstance(body, forms.ChoiceField)
        assert isinstance(data_set, forms.ChoiceField)
        body.choices = [(pk, each.name) for pk, each in own_bodies(staff, *SETTING_UP).items()]
        data_set.choices = [
            (each.title, [(one.name, one.title) for one in each.data]) for each in fields_on(staff.today)
        ]


@require_GET
@staff_view(*SEEING)
def sources(request: StaffRequest) -> HttpResponse:
    """The sources of the person's bodies, with how they run."""
    staff = request.staff
    found = others.sources(staff.actor, staff.today)
    return page(
        request, "workbench/disclosure/sources.html", SECTION, **tabs(request, "sources"),
        sources=[
            (each, title_of(each.data_set, staff.today), SOURCE_KINDS.get(each.kind, each.kind),
             SOURCE_STATES.get(each.state))
            for each in found
        ],
        bodies=organisations.latest_bodies({each.body for each in found}),
        may_propose=staff.acts_as(*SETTING_UP),
        crumbs=_crumbs(staff, (_now("自动来源"), "")),
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def source(request: StaffRequest, source_id: int) -> HttpResponse:
    """One source: how it is reached, its last ten runs with what was said, what may be done."""
    staff = request.staff
    card = _seen(request, source_id)
    answering = card.body in own_bodies(staff, *ANSWERING, Role.BODY_ADMINISTRATOR)
    return page(
        request, "workbench/disclosure/source.html", SECTION, card=card,
        title=title_of(card.data_set, staff.today), kind=SOURCE_KINDS.get(card.kind, card.kind),
        state=SOURCE_STATES.get(card.state), people=names([card.proposed_by, card.approved_by]),
        body=organisations.latest_bodies([card.body])[card.body],
        runs=[(run, RUNS.get(run.outcome, run.outcome), _told(run.said)) for run in card.runs],
        may_approve=card.state != "on" and card.proposed_by != staff.actor.code
        and card.body in own_bodies(staff, *APPROVING),
        may_stop=card.state != "stopped" and answering, may_try=card.kind != "stream" and answering,
        crumbs=_crumbs(staff, (_now("自动来源"), reverse("workbench:data_sources")), (card.name, "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*SETTING_UP)
def propose(request: StaffRequest) -> HttpResponse:
    """登记来源; it works once another person has approved it."""
    staff = request.staff
    form = SourceForm(request.POST if request.method == "POST" else None, staff=staff)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        done = actions.propose_source(actor=staff.actor, now=staff.now, body_id=said.pop("body"), **said)
        if not isinstance(done, Refused):
            say(request, done, _now("已登记，等待批准。可以先试取一次。"))
            return redirect("workbench:data_source", done.pk)
        into_form(form, done)
    back = reverse("workbench:data_sources")
    return page(
        request, "workbench/form.html", SECTION, form=form, title=_now("登记自动来源"),
        subtitle=_now("由另一位同事批准后使用"), back=back,
        crumbs=_crumbs(staff, (_now("自动来源"), back), (_now("登记"), "")),
    )  # fmt: skip


@require_POST
@staff_view(*SEEING)
def step(request: StaffRequest, source_id: int, verb: str) -> HttpResponse:
    """批准, 试取 or 停用."""
    staff = request.staff
    _seen(request, source_id)
    who: dict[str, Any] = {"actor": staff.actor, "now": staff.now, "source_id": source_id}
    if verb == "approve":
        done: Any = actions.approve_source(**who)
        said = _now("已批准。")
    elif verb == "try":
        done = actions.try_source(**who)
        said = _now("正在试取，结果过一会儿出现在“最近十次”里，请刷新页面。")
    elif verb == "stop":
        done = actions.stop_source(**who, reason=request.POST.get("reason", "")[:_LONGEST])
        said = _now("已停用。")
    else:
        raise Http404
    say(request, done, said)
    return redirect("workbench:data_source", source_id)


def _seen(request: StaffRequest, source_id: int) -> SourceCard:
    for each in others.sources(request.staff.actor, request.staff.today):
        if each.id == source_id:
            return each
    raise Http404


def _told(said: Message | str) -> str:
    return said if isinstance(said, str) else words(said)


def _crumbs(staff: Staff, *trail: tuple[str, str]) -> Crumbs:
    """Below 数据; an administrator, who has no desk there, comes from 对外接口."""
    if staff.acts_as(*DESK):
        return crumbs(*trail)
    return [(_now("对外接口"), reverse("workbench:integration")), *trail]
