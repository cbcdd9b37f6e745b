"""Subscribing by e-mail to what is published."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.foundation.organisations import queries as organisations
from gongkai.portal import subscribing
from gongkai.portal.frame import clock, private, today
from gongkai.portal.publications.shell import SECTION, kind_title, page, subject_title
from gongkai.publishing import law
from gongkai.publishing.channels.subscribers import ITEMS, Wish

_ROUTE = "portal:subscription"
confirm, end, one_click = subscribing.answers(ITEMS, _ROUTE)


class SubscriptionForm(subscribing.SubscriptionForm):
    """What, how often and to which address."""

    body = forms.ChoiceField(label=gettext_lazy("单位"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), required=False)
    subject = forms.ChoiceField(label=gettext_lazy("主题"), required=False)
    q = forms.CharField(
        label=gettext_lazy("含有这些词"), required=False, max_length=100,
        help_text=gettext_lazy("标题、正文、附件里都有这些词才发。可以不填。"),
    )  # fmt: skip
    field_order = ("email", "body", "kind", "subject", "q", "frequency")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {each.code: each for each in organisations.bodies_on(today()).values()}
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
    """The form, filled with what the list was narrowed to."""
    if request.method == "GET":
        given = {name: request.GET.get(name, "")[:100] for name in ("body", "kind", "subject", "q")}
        return _form_page(request, SubscriptionForm(initial={**given, "frequency": "daily"}))
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, 400)
    refused = subscribing.ask(request, ITEMS, form, asdict(form.wish()), SECTION, clock())
    return refused or redirect("portal:subscription_sent")


@private
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Look into your mailbox."""
    address = subscribing.asked_for(request)
    if not address:
        return redirect("portal:subscribe")
    return page(request, "subscription_sent", _way(), (_("请到邮箱确认"), ""), address=address)


@private
@require_GET
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """One subscription, by the link in a letter."""
    found = subscribing.found(ITEMS, token)
    wish = _words(Wish(found.of_id, found.kind, found.subject, found.text))
    return page(
        request, "subscription", _way(), (_("我的订阅"), ""), found=found, wish=wish,
        again_at=reverse("portal:subscribe"), **subscribing.shown(_ROUTE, token),
    )  # fmt: skip


def _words(wish: Wish) -> list[tuple[str, str, str]]:
    """What it is about: a name, words and no address; everything when nothing narrows it."""
    bodies = organisations.latest_bodies([wish.of_id]) if wish.of_id is not None else {}
    said = [
        (_("单位"), bodies[wish.of_id].label if wish.of_id in bodies else ""),
        (_("类别"), kind_title(wish.kind) if wish.kind else ""),
        (_("主题"), subject_title(wish.subject)),
        (_("含有这些词"), wish.text),
    ]
    return [(name, value, "") for name, value in said if value] or [(_("范围"), _("全部政府信息"), "")]


def _form_page(request: HttpRequest, form: SubscriptionForm, status: int = 200) -> HttpResponse:
    return page(request, "subscribe", (_("邮件订阅"), ""), status=status, form=form)


def _way() -> tuple[str, str]:
    return (_("邮件订阅"), reverse("portal:subscribe"))
