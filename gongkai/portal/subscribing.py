"""What the pages of every mailing list share: subscriptions are asked for, confirmed, changed and ended by
links in letters.

Opening a link changes nothing: programs that look through mail do that, too. The one-click address takes a
POST without cookies, as mail programs send it (RFC 8058).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail.subscriptions import actions
from gongkai.foundation.mail.subscriptions.lists import MailingList
from gongkai.foundation.mail.subscriptions.rows import Subscription
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.portal.frame import View, clock, private
from gongkai.portal.limits import seconds_to_wait, slowed

FREQUENCIES = (
    ("at_once", gettext_lazy("随时，一有更新就发")),
    ("daily", gettext_lazy("每天早上一封")),
    ("weekly", gettext_lazy("每周一早上一封")),
)
_ASKED = "asked_for_letters"


class SubscriptionForm(forms.Form):
    """How often and to which address; a list's own form says of what."""

    email = forms.EmailField(
        label=gettext_lazy("邮箱"), max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("请填写邮箱。"), "invalid": gettext_lazy("请填写完整的邮箱。")
        },
    )  # fmt: skip
    frequency = forms.ChoiceField(
        label=gettext_lazy("多久发一次"), choices=FREQUENCIES, widget=forms.RadioSelect, initial="daily"
    )


def ask[S: Subscription](
    request: HttpRequest,
    to: MailingList[S],
    form: SubscriptionForm,
    wish: Mapping[str, Any],
    section: str,
    now: datetime,
) -> HttpResponse | None:
    """Post the letter that asks to confirm; an answer when this network asks too often. Whether an address is
    known makes no difference to what the reader sees."""
    if wait := seconds_to_wait(request, "subscribe", settings.PORTAL_SUBSCRIPTIONS_AN_HOUR, now):
        return slowed(request, wait, section)
    email = form.cleaned_data["email"]
    actions.ask(
        actor=PUBLIC, now=now, to=to, email=email, wish=wish, frequency=form.cleaned_data["frequency"],
        language=translation.get_language() or "zh-hans",
    )  # fmt: skip
    name, _at, host = email.partition("@")
    request.session[_ASKED] = f"{name[:1]}**@{host}"
    return None


def asked_for(request: HttpRequest) -> str:
    """The address this reader has just given, masked; empty when there is none."""
    return str(request.session.get(_ASKED, ""))


def shown(route: str, token: str) -> dict[str, Any]:
    """What the page of one subscription needs besides the subscription (`found`) and its `wish` in words."""
    return {
        "frequencies": FREQUENCIES, "confirm_at": reverse(f"{route}_confirm", args=[token]),
        "end_at": reverse(f"{route}_end", args=[token]),
    }  # fmt: skip


def answers[S: Subscription](to: MailingList[S], route: str) -> tuple[View, View, View]:
    """What the two buttons of the page called `route` do, confirm (or change how often) and end; and the
    address for mail programs."""

    @private
    @require_POST
    def confirm(request: HttpRequest, token: str) -> HttpResponse:
        given = request.POST.get("frequency", "")
        frequency = given if given in dict(FREQUENCIES) else ""
        number = found(to, token).pk
        actions.confirm(actor=PUBLIC, now=clock(), to=to, subscription_id=number, frequency=frequency)
        return redirect(route, token)

    @private
    @require_POST
    def end(request: HttpRequest, token: str) -> HttpResponse:
        actions.end(actor=PUBLIC, now=clock(), to=to, subscription_id=found(to, token).pk)
        return redirect(route, token)

    @csrf_exempt
    @require_POST
    def one_click(request: HttpRequest, token: str) -> HttpResponse:
        """A second click finds it ended."""
        done = actions.end(actor=PUBLIC, now=clock(), to=to, subscription_id=found(to, token).pk)
        said = done.reason.in_language(_) if isinstance(done, Refused) else _("已经退订。")
        return HttpResponse(f"{said}\n", content_type="text/plain; charset=utf-8")

    return confirm, end, one_click


def found[S: Subscription](to: MailingList[S], token: str) -> S:
    """The subscription of a link, or 404."""
    row = to.by_token(token)
    if row is None:
        raise Http404
    return row
