"""Subscribing by e-mail to what changes in a data set, or in a list of it that is narrowed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure.queries.asking import Asked
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.disclosure.subscribers import CHANGES
from gongkai.foundation.look.declared import translated, word
from gongkai.portal import subscribing
from gongkai.portal.data.asked import Wish, parsed, read
from gongkai.portal.data.shell import SECTION, card_at, clock, codes_on, names_on, of_set, page, today
from gongkai.portal.data.spoken import in_words
from gongkai.portal.frame import private

LONGEST = 1000  # of a question
_ROUTE = "portal:data_subscription"
confirm, end, one_click = subscribing.answers(CHANGES, _ROUTE)


@private
@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest, name: str) -> HttpResponse:
    """The form; what the list is narrowed to stands in the address."""
    now = clock()
    card = card_at(name, timezone.localdate(now))
    wish = read(request.GET, card.data_set, timezone.localdate(now), codes_on(timezone.localdate(now)))
    question = wish.lasting
    form = subscribing.SubscriptionForm(request.POST or None, initial={"frequency": "daily"})
    if wish.faults or len(question) > LONGEST:
        return redirect(reverse("portal:data_set", args=[name]) + f"?{request.GET.urlencode()}")
    if request.method == "GET" or not form.is_valid():
        return _form_page(request, card, form, wish, 400 if form.errors else 200)
    meant = {"data_set": name, "question": question}
    refused = subscribing.ask(request, CHANGES, form, meant, SECTION, now)
    return refused or redirect("portal:data_subscription_sent", name)


@private
@require_GET
def sent(request: HttpRequest, name: str) -> HttpResponse:
    """Look into your mailbox."""
    address = subscribing.asked_for(request)
    if not address:
        return redirect("portal:data_subscribe", name)
    card = card_at(name, today())
    crumb = (_("请到邮箱确认"), "")
    return page(request, "subscription_sent", of_set(card), crumb, card=card, address=address)


@private
@require_GET
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """One subscription, by the link in a letter."""
    found = subscribing.found(CHANGES, token)
    day = today()
    card = card_at(found.data_set, day)
    asked = parsed(found.question, card.data_set, day, codes_on(day))
    address = reverse("portal:data_set", args=[card.name]) + (f"?{found.question}" if found.question else "")
    wish = [(_("数据集"), word(card.data_set.title), address)]
    wish += [(name, value, "") for name, value in in_words(asked, translated(card.data_set), names_on(day))]
    return page(
        request, "subscription", of_set(card), (_("我的订阅"), ""), found=found, wish=wish,
        again_at=reverse("portal:data_subscribe", args=[card.name]), **subscribing.shown(_ROUTE, token),
    )  # fmt: skip


def understood(data_set: DataSet, question: str) -> Asked:
    """What a kept question asks today; everything where it is no longer understood."""
    day = today()
    wish = parsed(question, data_set, day, codes_on(day))
    return Asked() if wish.faults else wish.asked


def _form_page(
    request: HttpRequest, card: DataSetCard, form: subscribing.SubscriptionForm, wish: Wish, status: int
) -> HttpResponse:
    return page(
        request, "subscribe", of_set(card), (_("邮件订阅"), ""), status=status, card=card, form=form,
        wish=in_words(wish, translated(card.data_set), names_on(today())), question=wish.lasting,
    )  # fmt: skip
