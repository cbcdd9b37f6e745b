"""The register of accounts: seen, opened, changed, connected, looked at, closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing.channels import actions, policy
from gongkai.publishing.channels.actions import AccountFacts
from gongkai.publishing.channels.pushed import token_of
from gongkai.publishing.channels.queries import accounts as queries
from gongkai.publishing.channels.queries.accounts import AccountCard
from gongkai.workbench.answering import into_form
from gongkai.workbench.publishing.channels import forms as own
from gongkai.workbench.publishing.channels.shell import KEEPING, SEEING, form_page, show
from gongkai.workbench.shell import Staff, StaffRequest, staff_view


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step of an account; `when`: states in which it is offered."""

    do: Callable[..., Any]
    form: Callable[..., forms.Form]
    title: Any
    done: Any
    when: tuple[str, ...]


STEPS = {
    "change": StepPage(
        actions.change, own.AccountForm, gettext_lazy("变更登记"), gettext_lazy("已经变更。"),
        ("open", "suspended"),
    ),
    "connect": StepPage(
        actions.connect, own.ConnectForm, gettext_lazy("连接平台"), gettext_lazy("密钥已经保存。"),
        ("open", "suspended"),
    ),
    "review": StepPage(
        actions.review, own.ReviewForm, gettext_lazy("年度检查"), gettext_lazy("已经登记。"),
        ("open", "suspended"),
    ),
    "suspend": StepPage(
        actions.suspend, own.ReasonForm, gettext_lazy("暂停"), gettext_lazy("已经暂停。"), ("open",)
    ),
    "reopen": StepPage(
        actions.reopen, own.ReasonForm, gettext_lazy("恢复"), gettext_lazy("已经恢复。"), ("suspended",)
    ),
    "close": StepPage(
        actions.close, own.ReasonForm, gettext_lazy("关停"), gettext_lazy("已经关停，密钥已删除。"),
        ("open", "suspended"),
    ),
}  # fmt: skip


@require_GET
@staff_view(*SEEING)
def accounts(request: StaffRequest) -> HttpResponse:
    """Each with its last post and what it has not answered; who is silent, and who is due to be looked at."""
    staff = request.staff
    found = queries.accounts(staff.actor, staff.now, closed="closed" in request.GET)
    return show(
        request, "accounts", "accounts", (_("新媒体账号"), ""),
        rows=[(each, each.review_due <= staff.today) for each in found],
        bodies=organisations.latest_bodies({each.body for each in found}), may_open=bool(_keeps(staff)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*KEEPING)
def register(request: StaffRequest) -> HttpResponse:
    """Open one."""
    staff = request.staff
    form = own.AccountForm(request.POST or None, bodies=_keeps(staff))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        body, platform, because = said.pop("body"), said.pop("platform"), said.pop("because")
        done = actions.register(
            actor=staff.actor, now=staff.now, body_id=body, platform=platform, facts=AccountFacts(**said),
            because=because,
        )  # fmt: skip
        if not isinstance(done, Refused):
            messages.success(request, _("已经登记。由系统发布的平台，请再连接平台。"))
            return redirect("workbench:channel_account", done.pk)
        into_form(form, done)
    return form_page(request, form, _("登记账号"), reverse("workbench:channel_accounts"))


@require_GET
@staff_view(*SEEING)
def account(request: StaffRequest, account_id: int) -> HttpResponse:
    """One account, and its steps for who keeps it."""
    staff = request.staff
    card = _seen(request, account_id)
    keeps = policy.may_keep(staff.actor, card.body, staff.today) is None
    steps = [
        (str(each.title), reverse("workbench:channel_account_step", args=[card.id, name]))
        for name, each in STEPS.items()
        if keeps and card.state in each.when and (name != "connect" or card.by_machine)
    ]
    pushed = ("", "")
    if keeps and card.platform == "wechat" and card.state != "closed":
        address = reverse("portal:platform_wechat", args=[card.id])
        pushed = (f"{settings.SITE_URL.rstrip('/')}{address}", token_of(card.id))
    return show(
        request, "account", "accounts", (card.name, ""), card=card, steps=steps, pushed=pushed,
        body=organisations.latest_bodies([card.body])[card.body], is_due=card.review_due <= staff.today,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*KEEPING)
def step(request: StaffRequest, account_id: int, step: str) -> HttpResponse:
    """One step of one account."""
    card = _seen(request, account_id)
    chosen = STEPS.get(step)
    if chosen is None or policy.may_keep(request.staff.actor, card.body, request.staff.today) is not None:
        raise Http404
    back = reverse("workbench:channel_account", args=[account_id])
    form = _form(request, chosen, step, card)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        given = {"facts": AccountFacts(**said), "based_on": card.revision} if step == "change" else said
        done = chosen.do(actor=request.staff.actor, now=request.staff.now, account_id=account_id, **given)
        if not isinstance(done, Refused):
            messages.success(request, str(chosen.done))
            return redirect(back)
        into_form(form, done)
    return form_page(request, form, str(chosen.title), back, subtitle=card.name)


def _form(request: StaffRequest, chosen: StepPage, step: str, card: AccountCard) -> forms.Form:
    given = request.POST if request.method == "POST" else None
    if step == "change":
        first = {
            name: getattr(card, name)
            for name in ("name", "address", "responsible", "phone", "filed_number", "opened_on")
        }
        return chosen.form(given, bodies=None, initial=first)
    first = {"key": card.key, "cover": card.cover} if step == "connect" else {}
    return chosen.form(given, initial=first)


def _seen(request: StaffRequest, account_id: int) -> AccountCard:
    card = queries.account(request.staff.actor, account_id, request.staff.now)
    if card is None:
        raise Http404
    return card


def _keeps(staff: Staff) -> list[tuple[int, str]]:
    """Bodies whose register the person keeps; the office in charge keeps those of all below it."""
    today: date = staff.today
    own_bodies = staff.actor.bodies_as(*policy.KEEPERS)
    below = organisations.subtree_ids(staff.actor.bodies_as(Role.CITY_OFFICE), today)
    return [(each.id, each.name) for each in organisations.bodies_on(today, own_bodies | below).values()]
