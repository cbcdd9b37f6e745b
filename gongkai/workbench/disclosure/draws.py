"""双随机抽取: commit, draw, tell the results."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.disclosure import actions, declared
from gongkai.disclosure.policy import HANDLERS
from gongkai.disclosure.queries import draws as queries
from gongkai.disclosure.queries.draws import DrawCard
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.answering import into_form, say, words
from gongkai.workbench.disclosure.cells import RowForm
from gongkai.workbench.disclosure.desk import ANSWERING, SECTION, WRITING, crumbs, own_bodies, tabs
from gongkai.workbench.disclosure.words import DRAW_STATES, DRAW_TAGS, names
from gongkai.workbench.shell import Staff, StaffRequest, page, staff_view

_LONGEST = 500


def _when(label: Any, help_text: Any = "") -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, help_text=help_text,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("请写明时间。"), "invalid": _("请按 2017-11-21 21:30 的样子写时间。")},
    )  # fmt: skip


class CommitForm(forms.Form):
    """What is committed to before the draw."""

    body = forms.TypedChoiceField(label=_("单位"), coerce=int)
    title = forms.CharField(label=_("抽查任务的名称"), max_length=100, required=False)
    item = forms.ChoiceField(label=_("抽查事项"), required=False)
    line = forms.ChoiceField(
        label=_("监管领域"), required=False, help_text=_("检查对象名录库里写的领域；名录库要先公布。"),
    )  # fmt: skip
    objects = forms.IntegerField(label=_("抽几个对象"), min_value=1)
    team = forms.IntegerField(label=_("每个对象几名执法人员"), min_value=2, initial=2)
    most = forms.IntegerField(
        label=_("一名执法人员最多几个对象"), min_value=0, initial=0, help_text=_("0 是不限。")
    )
    public_source = forms.CharField(
        label=_("将来用哪个公开数值"), max_length=200, required=False,
        help_text=_("承诺时谁也不知道、到时候人人都能查到的，例如“双色球第2017136期开奖号码”。"),
    )  # fmt: skip
    value_due_at = _when(_("公开数值什么时候公布"), _("在这以前不能抽取，在这以后不能取消。"))
    finish_by = forms.DateField(
        label=_("检查最迟哪天结束"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("到这一天还没有登记的结果，从这一天起计算公布期限。"),
    )  # fmt: skip

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = own_bodies(staff, *WRITING)
        lines, items = queries.choices(own, staff.today)
        self._choose("body", [(str(pk), each.name) for pk, each in own.items()])
        self._choose("line", [("", _now("请选择")), *((each, each) for each in lines)])
        self._choose("item", [("", _now("请选择")), *((code, f"{code} {said}") for code, said in items)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class RunForm(forms.Form):
    """The value that came out."""

    public_value = forms.CharField(
        label=_("公开数值"), max_length=200, required=False, help_text=_("照公布的原样写，一个字也不要改。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    value_at = _when(_("公开数值的公布时间"))


@require_GET
@staff_view(*HANDLERS)
def draws(request: StaffRequest) -> HttpResponse:
    """Draws of the person's bodies, those that wait first."""
    staff = request.staff
    found = queries.mine(staff.actor, staff.today)
    return page(
        request, "workbench/disclosure/draws.html", SECTION, **tabs(request, "draws"),
        draws=[(each, *_state(each)) for each in found], progress=queries.progress(found), now=staff.now,
        bodies=organisations.latest_bodies({each.body for each in found}),
        may_commit=staff.acts_as(*WRITING), crumbs=crumbs((_now("双随机抽取"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def commit(request: StaffRequest) -> HttpResponse:
    """作出承诺."""
    staff = request.staff
    form = CommitForm(request.POST if request.method == "POST" else None, staff=staff)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        done = actions.commit_draw(actor=staff.actor, now=staff.now, body_id=said.pop("body"), **said)
        if not isinstance(done, Refused):
            say(request, done, _now("已承诺。名录摘要、份额摘要和将用的公开数值已经对外公布。"))
            return redirect("workbench:data_draw", done.pk)
        into_form(form, done)
    back = reverse("workbench:data_draws")
    return page(
        request, "workbench/form.html", SECTION, form=form, title=_now("承诺一次抽取"), back=back,
        intro=_now("名录库照现在的样子定下来，连同随机份额的摘要一起公布；定下以后不能再改。"),
        button=_now("承诺并公布"), crumbs=crumbs((_now("双随机抽取"), back), (_now("承诺"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*HANDLERS)
def draw(request: StaffRequest, draw_id: int) -> HttpResponse:
    """One draw: what was committed to, the next step, what was drawn and told. Posting makes the draw."""
    staff = request.staff
    card = _seen(request, draw_id)
    may_run = card.waits and card.committed_by != staff.actor.code and _answers(request, card)
    posted = request.POST if request.method == "POST" else None
    form = RunForm(posted, initial={"value_at": timezone.localtime(card.value_due_at)})
    if posted is not None and form.is_valid():
        done = actions.run_draw(actor=staff.actor, now=staff.now, draw_id=card.id, **form.cleaned_data)
        if not isinstance(done, Refused):
            say(request, done, _now("已抽取，结果和抽取文件已经公开。"))
            return redirect("workbench:data_draw", card.id)
        into_form(form, done)
    state, tag = _state(card)
    return page(
        request, "workbench/disclosure/draw.html", SECTION, card=card, state=state, tag=tag, form=form,
        lines=queries.lines_of(card.id), may_run=may_run and staff.now >= card.value_due_at,
        awaited=card.waits and staff.now < card.value_due_at, is_mine=card.committed_by == staff.actor.code,
        may_write=card.body in own_bodies(staff, *WRITING), people=names([card.committed_by]),
        may_call_off=card.waits and staff.now < card.value_due_at and _answers(request, card),
        body=organisations.latest_bodies([card.body])[card.body],
        crumbs=crumbs((_now("双随机抽取"), reverse("workbench:data_draws")), (card.code, "")),
    )  # fmt: skip


@require_POST
@staff_view(*ANSWERING)
def call_off(request: StaffRequest, draw_id: int) -> HttpResponse:
    """取消 before the value is known."""
    card = _seen(request, draw_id)
    done = actions.call_off_draw(
        actor=request.staff.actor, now=request.staff.now, draw_id=card.id,
        reason=request.POST.get("reason", "")[:_LONGEST],
    )  # fmt: skip
    say(request, done, _now("已取消，理由对外公开。"))
    return redirect("workbench:data_draw", card.id)


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def result(request: StaffRequest, draw_id: int, object_code: str) -> HttpResponse:
    """登记抽查结果 of one object drawn; draw, object and inspectors are filled in and stay."""
    staff = request.staff
    card = _seen(request, draw_id)
    line = next((each for each in queries.lines_of(card.id) if each.code == object_code), None)
    if line is None or line.release is not None or card.body not in own_bodies(staff, *WRITING):
        raise Http404
    data_set = declared.data_set(card.results_set, staff.today)
    given = queries.result_given(card.id, object_code, staff.today)
    form = RowForm(request.POST if request.method == "POST" else None, data_set=data_set)
    for name in given:
        form.fields.pop(name, None)
    if request.method == "POST":
        done = actions.record_result(
            actor=staff.actor, now=staff.now, draw_id=card.id, code=object_code, row=form.cells()
        )
        if not isinstance(done, Refused):
            say(request, done, _now("已送审。另一位同事审核通过并公布后生效。"))
            return redirect("workbench:data_draw", card.id)
        if done.details:
            form.tell(done.details)
        else:
            form.is_valid()
            form.add_error(None, words(done.reason))
    back = reverse("workbench:data_draw", args=[card.id])
    return page(
        request, "workbench/form.html", SECTION, form=form, title=_now("登记抽查结果"), back=back,
        subtitle=f"{card.code} · {line.name} · {'、'.join(line.inspectors)}", button=_now("登记并送审"),
        crumbs=crumbs((_now("双随机抽取"), reverse("workbench:data_draws")), (card.code, back),
                      (_now("登记结果"), "")),
    )  # fmt: skip


def _seen(request: StaffRequest, draw_id: int) -> DrawCard:
    card = queries.one(request.staff.actor, request.staff.today, draw_id)
    if card is None:
        raise Http404
    return card


def _answers(request: StaffRequest, card: DrawCard) -> bool:
    return card.body in own_bodies(request.staff, *ANSWERING)


def _state(card: DrawCard) -> tuple[Any, str]:
    return DRAW_STATES.get(card.state, card.state), DRAW_TAGS.get(card.state, "")
