"""Subscribing by e-mail to what changes in a data set, or in a list of it that is narrowed: asked for,
confirmed, changed and ended by links in letters.

Opening a link changes nothing: programs that look through mail do that, too. The one-click address takes a
POST without cookies, as mail programs send it (RFC 8058).
"""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import actions
from gongkai.disclosure.queries.asking import Asked
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.disclosure.queries.subscriptions import SubscriptionCard, by_token
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.declared import translated
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.portal.data.asked import Wish, parsed, read
from gongkai.portal.data.shell import card_at, clock, codes_on, names_on, of_set, page
from gongkai.portal.data.spoken import in_words
from gongkai.portal.frame import private
from gongkai.portal.limits import seconds_to_wait, slowed

FREQUENCIES = (
    ("at_once", gettext_lazy("随时，一有更新就发")),
    ("daily", gettext_lazy("每天早上一封")),
    ("weekly", gettext_lazy("每周一早上一封")),
)
LONGEST = 1000  # of a question
_ASKED = "asked_for_letters"


class SubscriptionForm(forms.Form):
    """How often and to which address."""

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


@private
@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest, name: str) -> HttpResponse:
    """The form; what the list is narrowed to stands in the address. Whether an address is known makes no
    difference to what is answered."""
    now = clock()
    card = card_at(name, now.date())
    wish = read(request.GET, card.data_set, now.date(), codes_on(now.date()))
    question = wish.lasting
    form = SubscriptionForm(request.POST or None, initial={"frequency": "daily"})
    if wish.faults or len(question) > LONGEST:
        return redirect(reverse("portal:data_set", args=[name]) + f"?{request.GET.urlencode()}")
    if request.method == "GET" or not form.is_valid():
        return _form_page(request, card, form, wish, 400 if form.errors else 200)
    if wait := seconds_to_wait(request, "subscribe", settings.PORTAL_DATA_FILES_AN_HOUR, now):
        return slowed(request, wait, "fields")
    email = form.cleaned_data["email"]
    actions.ask_for_letters(
        actor=PUBLIC, now=now, email=email, data_set=name, question=question,
        frequency=form.cleaned_data["frequency"], language=translation.get_language() or "zh-hans",
    )  # fmt: skip
    who, _at, host = email.partition("@")
    request.session[_ASKED] = f"{who[:1]}**@{host}"
    return redirect("portal:data_subscription_sent", name)


@private
@require_GET
def sent(request: HttpRequest, name: str) -> HttpResponse:
    """Look into your mailbox."""
    if _ASKED not in request.session:
        return redirect("portal:data_subscribe", name)
    card = card_at(name, clock().date())
    return page(
        request, "subscription_sent", of_set(card), (_("请到邮箱确认"), ""), card=card,
        address=request.session[_ASKED],
    )  # fmt: skip


@private
@require_GET
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """One subscription, by the link in a letter."""
    found = _found(token)
    day = clock().date()
    card = card_at(found.data_set, day)
    wish = parsed(found.question, card.data_set, day, codes_on(day))
    return page(
        request, "subscription", of_set(card), (_("我的订阅"), ""), card=card, found=found, token=token,
        wish=in_words(wish, translated(card.data_set), names_on(day)), frequencies=FREQUENCIES,
    )  # fmt: skip


@private
@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm, or change how often."""
    given = request.POST.get("frequency", "")
    frequency = given if given in dict(FREQUENCIES) else ""
    actions.confirm_letters(actor=PUBLIC, now=clock(), subscription_id=_found(token).id, frequency=frequency)
    return redirect("portal:data_subscription", token)


@private
@require_POST
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End it."""
    actions.end_letters(actor=PUBLIC, now=clock(), subscription_id=_found(token).id)
    return redirect("portal:data_subscription", token)


@csrf_exempt
@require_POST
def one_click(request: HttpRequest, token: str) -> HttpResponse:
    """For mail programs; a second click finds it ended."""
    done = actions.end_letters(actor=PUBLIC, now=clock(), subscription_id=_found(token).id)
    said = _("已经退订。") if not isinstance(done, Refused) else done.reason.in_language(_)
    return HttpResponse(f"{said}\n", content_type="text/plain; charset=utf-8")


def understood(data_set: DataSet, question: str) -> Asked:
    """What a kept question asks today; everything where it is no longer understood."""
    day = clock().date()
    wish = parsed(question, data_set, day, codes_on(day))
    return Asked() if wish.faults else wish.asked


def _found(token: str) -> SubscriptionCard:
    card = by_token(token)
    if card is None:
        raise Http404
    return card


def _form_page(
    request: HttpRequest, card: DataSetCard, form: SubscriptionForm, wish: Wish, status: int
) -> HttpResponse:
    return page(
        request, "subscribe", of_set(card), (_("邮件订阅"), ""), status=status, card=card, form=form,
        wish=in_words(wish, translated(card.data_set), names_on(clock().date())), question=wish.lasting,
    )  # fmt: skip
