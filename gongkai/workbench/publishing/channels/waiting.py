"""What waits for somebody, everything that was sent, and the steps of a delivery."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look import writing
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.channels import actions
from gongkai.publishing.channels.choices import DeliveryState, What
from gongkai.publishing.channels.queries import deliveries as queries
from gongkai.publishing.channels.queries import inbox
from gongkai.publishing.channels.queries.deliveries import DeliveryLine
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.lists import number
from gongkai.workbench.publishing.channels import forms as own
from gongkai.workbench.publishing.channels.shell import SEEING, channel_name, form_page, manual_channels, show
from gongkai.workbench.shell import StaffRequest, staff_view

PAGE = 30


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step of a delivery: its verb, its form, what the button and the answer say."""

    do: Callable[..., Any]
    form: type[forms.Form]
    title: Any
    done: Any


STEPS = {
    "resend": StepPage(actions.resend, own.EmptyForm, gettext_lazy("再次发送"), gettext_lazy("已经排队。")),
    "settle": StepPage(
        actions.settle, own.SettleForm, gettext_lazy("登记平台上的结果"), gettext_lazy("已经登记。")
    ),
    "prove": StepPage(
        actions.prove, own.ProveForm, gettext_lazy("登记办理和凭证"), gettext_lazy("已经登记，等他人核对。")
    ),
    "check": StepPage(actions.check, own.CheckForm, gettext_lazy("核对凭证"), gettext_lazy("已经核对。")),
    "end": StepPage(
        actions.end_by_hand, own.ReasonForm, gettext_lazy("不再发送"), gettext_lazy("不再发送。")
    ),
}


@require_GET
@staff_view(*SEEING)
def waiting(request: StaffRequest) -> HttpResponse:
    """Dead letters first, each with what to do; words to approve; what came back."""
    staff = request.staff
    found = queries.waiting(staff.actor, staff.today)
    return show(
        request, "waiting", "waiting", rows=lines(found), bodies=bodies_of(found),
        approve=queries.to_approve(staff.actor, staff.today),
        rewrite=queries.to_rewrite(staff.actor, staff.today),
        messages_waiting=inbox.waiting(staff.actor, staff.today),
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def deliveries(request: StaffRequest) -> HttpResponse:
    """Everything that went anywhere, newest first."""
    staff = request.staff
    state = request.GET.get("state", "")
    channel = request.GET.get("channel", "")
    states = (state,) if state in DeliveryState.values else ()
    found = queries.listed(
        staff.actor, staff.today, states=states, channel=channel[:20],
        before=number(request.GET.get("before", "")), limit=PAGE + 1,
    )  # fmt: skip
    shown = found[:PAGE]
    said = {"state": state, "channel": channel}
    more = {**said, "before": str(shown[-1].id)} if len(found) > PAGE else {}
    return show(
        request, "deliveries", "deliveries", (_("发送记录"), ""), rows=lines(shown), bodies=bodies_of(shown),
        states=DeliveryState.choices, channels=_channels(), asked=said, page={"next": urlencode(more)},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def step(request: StaffRequest, sent_id: int, step: str) -> HttpResponse:
    """One step of one delivery."""
    staff = request.staff
    line = queries.delivery(staff.actor, sent_id, staff.today)
    chosen = STEPS.get(step)
    if line is None or chosen is None:
        raise Http404
    back = reverse("workbench:document_channels", args=[line.document_id])
    if step not in line.steps:
        messages.info(request, _("现在不能这样办理，或者由他人办理。"))
        return redirect(back)
    posted = request.method == "POST"
    form = chosen.form(request.POST if posted else None, request.FILES if posted else None)
    takes_down = line.what is What.WITHDRAW
    if takes_down and isinstance(form, own.ProveForm | own.CheckForm):
        form.of_taking_down()
    if posted and form.is_valid():
        done = chosen.do(
            actor=staff.actor, now=staff.now, delivery_id=sent_id, **_arguments(form.cleaned_data)
        )
        if not isinstance(done, Refused):
            messages.success(request, str(chosen.done))
            return redirect(back)
        into_form(form, done)
    name = f"{What.WITHDRAW.label}{_('：')}" if takes_down else ""
    name += channel_name(line.channel)
    subtitle = f"{line.title} · {name}{' · ' + line.of if line.of else ''}"
    intro, links = (line.next, ()) if step != "check" else (_proof(line), _proofs(line))
    return form_page(request, form, str(chosen.title), back, intro=intro, subtitle=subtitle, links=links)


def lines(found: list[DeliveryLine]) -> list[tuple[DeliveryLine, str, list[tuple[str, str, str]]]]:
    """Each with its channel and the steps there are: (name, label, address)."""
    return [(each, channel_name(each.channel), _steps(each)) for each in found]


def bodies_of(found: list[DeliveryLine]) -> Any:
    return organisations.latest_bodies({each.body for each in found})


def _steps(line: DeliveryLine) -> list[tuple[str, str, str]]:
    made = []
    for name in line.steps:
        if name == "words" and line.account is not None:
            address = reverse("workbench:posting_prepare", args=[line.document_id, line.account])
            made.append((name, _("拟写内容"), address))
        elif name in STEPS:
            address = reverse("workbench:channel_delivery_step", args=[line.id, name])
            made.append((name, str(STEPS[name].title), address))
    return made


def _arguments(said: dict[str, Any]) -> dict[str, Any]:
    """An uploaded file is its name and its content."""
    file = said.pop("file", None)
    if file is not None:
        said |= {"file_name": file.name, "content": file.read()}
    return said


def _proof(line: DeliveryLine) -> str:
    who = organisations.names_of([line.proof_by]).get(line.proof_by, line.proof_by)
    day = writing.day(line.proof_on) if line.proof_on else ""
    words = _("{who}登记：{day}撤下。") if line.what is What.WITHDRAW else _("{who}登记：{day}公开。")
    return words.format(who=who, day=day)


def _proofs(line: DeliveryLine) -> tuple[tuple[str, str], ...]:
    """Where the proof is looked at: the page it was put on, the file."""
    page = ((line.link, line.link),) if line.link else ()
    file = ((_("凭证"), reverse("workbench:file", args=[line.proof_file])),) if line.proof_file else ()
    return (*page, *file)


def _channels() -> list[tuple[str, str]]:
    by_machine = ("website", "gazette", "wechat", "microblog", "targeted")
    return [(code, channel_name(code)) for code in by_machine] + manual_channels()
