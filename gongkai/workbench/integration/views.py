"""Tokens and subscriptions: seen, made (the secret is shown once), ended; what became of messages."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.tokens import actions as token_actions
from gongkai.foundation.tokens import queries as tokens
from gongkai.foundation.webhooks import actions as webhook_actions
from gongkai.foundation.webhooks import queries as webhooks
from gongkai.foundation.webhooks.actions import Subscribed
from gongkai.foundation.webhooks.queries import SubscriptionCard
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.disclosure.desk import title_of
from gongkai.workbench.integration.forms import MANAGING, SubscriptionForm, TokenForm
from gongkai.workbench.returns.words import verb_name
from gongkai.workbench.shell import StaffRequest, page, staff_view

SECTION = "integration"
PAGE = 30
_USUAL_LIFE = timedelta(days=180)


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    path = [(_("对外接口"), reverse("workbench:integration")), *more]
    return [*path[:-1], (path[-1][0], "")]


@require_GET
@staff_view()
def integration(request: StaffRequest) -> HttpResponse:
    """One's own tokens, those one looks after, and subscriptions."""
    staff = request.staff
    seen = tokens.tokens_visible_to(staff.actor, staff.today)
    told = webhooks.subscriptions_visible_to(staff.actor, staff.today)
    return page(
        request, "workbench/integration/index.html", SECTION,
        tokens=seen, subscriptions=told, may_subscribe=staff.acts_as(*MANAGING),
        may_redirect=staff.acts_as(Role.CITY_OFFICE),
        bodies=organisations.latest_bodies({each.body for each in seen} | {each.body for each in told}),
        titles={
            name: title_of(name, staff.today) for each in seen for name in each.data_sets
        },
        crumbs=_crumbs(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view()
def issue_token(request: StaffRequest) -> HttpResponse:
    """A token for oneself, shown on the page that answers, and never again."""
    staff = request.staff
    form = TokenForm(
        request.POST if request.method == "POST" else None, staff=staff, body_id=0,
        initial={"expires_on": staff.today + _USUAL_LIFE},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        made = token_actions.issue_token(actor=staff.actor, now=staff.now, body_id=said.pop("body"), **said)
        if not isinstance(made, Refused):
            return _once(request, _("令牌"), made.token, reverse("workbench:integration"))
        into_form(form, made)
    return _form_page(request, form, _("签发令牌"))


@require_POST
@staff_view()
def revoke_token(request: StaffRequest, token_id: int) -> HttpResponse:
    staff = request.staff
    if not tokens.token_is_visible_to(staff.actor, token_id, staff.today):
        raise Http404
    done = token_actions.revoke_token(
        actor=staff.actor, now=staff.now, token_id=token_id, reason=request.POST.get("reason", "")[:200]
    )
    say(request, done, _("令牌已吊销，立即失效。"))
    return redirect("workbench:integration")


@require_http_methods(["GET", "POST"])
@staff_view(*MANAGING)
def subscribe(request: StaffRequest) -> HttpResponse:
    """An address to tell; its secret is shown once."""
    staff = request.staff
    form = SubscriptionForm(request.POST if request.method == "POST" else None, staff=staff, body_id=0)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        made = webhook_actions.subscribe(actor=staff.actor, now=staff.now, body_id=said.pop("body"), **said)
        if not isinstance(made, Refused):
            back = reverse("workbench:subscription", args=[made.subscription_id])
            return _once(request, _("推送密钥"), made.secret, back)
        into_form(form, made)
    return _form_page(request, form, _("设置消息推送"), "workbench/integration/subscribe.html")


def _seen(request: StaffRequest, subscription_id: int) -> SubscriptionCard:
    found = webhooks.subscription(request.staff.actor, subscription_id, request.staff.today)
    if found is None:
        raise Http404
    return found


@require_GET
@staff_view(*MANAGING)
def subscription(request: StaffRequest, subscription_id: int) -> HttpResponse:
    """One subscription with its newest messages."""
    found = _seen(request, subscription_id)
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 19 else None
    came = webhooks.deliveries(found.id, before=number, limit=PAGE + 1)
    shown = came[:PAGE]
    return page(
        request, "workbench/integration/subscription.html", SECTION,
        subscription=found, deliveries=[(each, verb_name(each.verb)) for each in shown],
        verbs=[(name, verb_name(name)) for name in found.verbs],
        body=organisations.latest_bodies([found.body])[found.body],
        page={"next": urlencode({"before": shown[-1].id}) if len(came) > PAGE else ""},
        crumbs=_crumbs((found.url, "")),
    )  # fmt: skip


def _steps() -> Mapping[str, tuple[Callable[..., Any], str]]:
    """What can be done with a subscription, and what is said then."""
    return {
        "stop": (webhook_actions.stop, _("推送已停止。")),
        "resume": (webhook_actions.resume, _("推送已恢复。")),
        "ping": (webhook_actions.ping, _("测试消息已排队，结果见下表。")),
        "renew-secret": (webhook_actions.renew_secret, ""),
    }


@require_POST
@staff_view(*MANAGING)
def subscription_step(request: StaffRequest, subscription_id: int, step: str) -> HttpResponse:
    found = _seen(request, subscription_id)
    verb, said = _steps().get(step, (None, ""))
    if verb is None:
        raise Http404
    done = verb(actor=request.staff.actor, now=request.staff.now, subscription_id=found.id)
    back = reverse("workbench:subscription", args=[found.id])
    if isinstance(done, Subscribed):
        return _once(request, _("推送密钥"), done.secret, back)
    say(request, done, said)
    return redirect(back)


@require_POST
@staff_view(*MANAGING)
def resend(request: StaffRequest, delivery_id: int) -> HttpResponse:
    owner = webhooks.subscription_of(delivery_id)
    if owner is None:
        raise Http404
    found = _seen(request, owner)
    done = webhook_actions.resend(actor=request.staff.actor, now=request.staff.now, delivery_id=delivery_id)
    say(request, done, _("已重新排队。"))
    return redirect("workbench:subscription", found.id)


def _once(request: StaffRequest, what: str, secret: str, back: str) -> HttpResponse:
    """The page on which a secret is shown, this one time. Not by redirect: nothing keeps it in between."""
    messages.success(request, _("已完成。请现在就复制保存。"))
    return page(
        request, "workbench/integration/once.html", SECTION, what=what, secret=secret, back=back,
        crumbs=_crumbs((what, "")),
    )  # fmt: skip


def _form_page(
    request: StaffRequest, form: Any, title: str, template: str = "workbench/form.html"
) -> HttpResponse:
    return page(
        request, template, SECTION, form=form, title=title, subtitle="",
        back=reverse("workbench:integration"), crumbs=_crumbs((title, "")),
    )  # fmt: skip
