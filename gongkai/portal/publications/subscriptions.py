"""Subscribing by e-mail to what is published: asked for, confirmed, changed and ended by links in letters.

Opening a link changes nothing: programs that look through mail do that, too. The one-click address takes a
POST without cookies, as mail programs send it (RFC 8058).
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.foundation.interface import rates
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.foundation.signin.address import client_network
from gongkai.portal.frame import clock, private
from gongkai.portal.publications.shell import kind_title, page, subject_title
from gongkai.publishing import law
from gongkai.publishing.channels import actions
from gongkai.publishing.channels.actions import Wish
from gongkai.publishing.channels.queries.inbox import masked_name
from gongkai.publishing.channels.queries.subscriptions import SubscriptionCard, by_token

ASKS_AN_HOUR = 20  # from one network
FREQUENCIES = (
    ("at_once", gettext_lazy("随时，一有新的就发")),
    ("daily", gettext_lazy("每天早上一封")),
    ("weekly", gettext_lazy("每周一早上一封")),
)
_ASKED = "asked_to_subscribe"


class SubscriptionForm(forms.Form):
    """What, how often and to which address."""

    email = forms.EmailField(
        label=gettext_lazy("邮箱"), max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("请填写邮箱。"), "invalid": gettext_lazy("请填写完整的邮箱。")
        },
    )  # fmt: skip
    body = forms.ChoiceField(label=gettext_lazy("单位"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), required=False)
    subject = forms.ChoiceField(label=gettext_lazy("主题"), required=False)
    q = forms.CharField(
        label=gettext_lazy("含有这些词"), required=False, max_length=100,
        help_text=gettext_lazy("标题、正文、附件里都有这些词才发。可以不填。"),
    )  # fmt: skip
    frequency = forms.ChoiceField(
        label=gettext_lazy("多久发一次"), choices=FREQUENCIES, widget=forms.RadioSelect, initial="daily"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {each.code: each for each in organisations.bodies_on(clock().date()).values()}
        rules = law.rules()
        self._offer("body", [(code, each.label) for code, each in self.bodies.items()])
        self._offer("kind", [(each.code, _(each.title)) for each in rules.kinds.kind])
        self._offer("subject", [(each.code, _(each.title)) for each in rules.metadata.subjects.subject])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("全部")), *choices]

    def wish(self) -> Wish:
        said = self.cleaned_data
        body = self.bodies.get(said["body"])
        words = " ".join(said["q"].split())
        return Wish(body.id if body else None, said["kind"], said["subject"], words)


@private
@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form, filled with what the list was narrowed to. Whether an address is known makes no difference
    to what is answered."""
    now = clock()
    if request.method == "GET":
        given = {name: request.GET.get(name, "")[:100] for name in ("body", "kind", "subject", "q")}
        return _form_page(request, SubscriptionForm(initial={**given, "frequency": "daily"}))
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, 400)
    wait = rates.wait(f"subscribe:{client_network(request)}", ASKS_AN_HOUR, now, rates.WINDOW * 60)
    if wait:
        form.add_error(None, _("这个网络订阅得太多了，请过一小时再试。"))
        answer = _form_page(request, form, 429)
        answer["Retry-After"] = str(wait)
        return answer
    email = form.cleaned_data["email"]
    actions.ask(
        actor=PUBLIC, now=now, email=email, wish=form.wish(), frequency=form.cleaned_data["frequency"],
        language=translation.get_language() or "zh-hans",
    )  # fmt: skip
    name, _at, host = email.partition("@")
    request.session[_ASKED] = f"{masked_name(name)}@{host}"
    return redirect("portal:subscription_sent")


@private
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Look into your mailbox."""
    if _ASKED not in request.session:
        return redirect("portal:subscribe")
    return page(
        request, "subscription_sent", _way(), (_("请到邮箱确认"), ""), address=request.session[_ASKED]
    )


@private
@require_GET
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """One subscription, by the link in a letter."""
    card = _card(token)
    return page(
        request, "subscription", _way(), (_("我的订阅"), ""), card=card, token=token, wish=_words(card),
        frequencies=FREQUENCIES,
    )  # fmt: skip


@private
@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm, or change how often."""
    card = _card(token)
    given = request.POST.get("frequency", "")
    frequency = given if given in dict(FREQUENCIES) else ""
    actions.confirm(actor=PUBLIC, now=clock(), subscription_id=card.id, frequency=frequency)
    return redirect("portal:subscription", token)


@private
@require_POST
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End it."""
    actions.unsubscribe(actor=PUBLIC, now=clock(), subscription_id=_card(token).id)
    return redirect("portal:subscription", token)


@csrf_exempt
@require_POST
def one_click(request: HttpRequest, token: str) -> HttpResponse:
    """For mail programs; a second click finds it ended."""
    done = actions.unsubscribe(actor=PUBLIC, now=clock(), subscription_id=_card(token).id)
    said = _("已经退订。") if not isinstance(done, Refused) else done.reason.in_language(_)
    return HttpResponse(f"{said}\n", content_type="text/plain; charset=utf-8")


def _card(token: str) -> SubscriptionCard:
    card = by_token(token)
    if card is None:
        raise Http404
    return card


def _words(card: SubscriptionCard) -> list[tuple[str, str]]:
    """What it is about, in words; everything when nothing narrows it."""
    bodies = organisations.latest_bodies([card.of]) if card.of is not None else {}
    said = [
        (_("单位"), bodies[card.of].label if card.of in bodies else ""),
        (_("类别"), kind_title(card.kind) if card.kind else ""),
        (_("主题"), subject_title(card.subject)),
        (_("含有这些词"), card.text),
    ]
    return [(name, value) for name, value in said if value] or [(_("范围"), _("全部政府信息"))]


def _form_page(request: HttpRequest, form: SubscriptionForm, status: int = 200) -> HttpResponse:
    return page(request, "subscribe", (_("邮件订阅"), ""), status=status, form=form)


def _way() -> tuple[str, str]:
    return (_("邮件订阅"), reverse("portal:subscribe"))
