"""“My requests”: everything asked under one address, after a link by e-mail or digits by text message."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.casework import accounts, guessing
from gongkai.casework.entering import tell_of_guessing, wait_for
from gongkai.casework.queries import mine as mine_of
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.signin.address import client_network
from gongkai.foundation.tasks.queue import enqueue
from gongkai.portal.frame import clock, private
from gongkai.portal.limits import links_an_hour, seconds_to_wait, slowed
from gongkai.portal.requests import access, account
from gongkai.portal.requests.attached import told
from gongkai.portal.requests.forms import AddressForm, DigitsForm
from gongkai.portal.requests.shell import page

SEND = "portal.send_sign_in"
_ASKED = "asked_for_link"


@private
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The list, or the way in. Whether an address is known makes no difference to what is answered."""
    now = clock()
    visiting = account.visiting(request, now)
    if visiting is not None:
        return _listed(request, visiting, now)
    form = AddressForm(request.POST or None)
    if not form.is_valid():
        status = 400 if form.is_bound else 200
        return page(request, "mine_ask", (_("我的申请"), ""), status=status, form=form)
    if wait := seconds_to_wait(request, "link", links_an_hour(), now):
        return slowed(request, wait)
    address: accounts.Address = form.cleaned_data["address"]
    with transaction.atomic():
        link = accounts.ask(address, now)
        enqueue(SEND, link=link)
    request.session[_ASKED] = {"link": link, "email": address.is_email, "shown": address.shown}
    return redirect("portal:mine_sent")


@private
@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest) -> HttpResponse:
    """What to do next; the digits of a text message are typed here."""
    now = clock()
    asked = request.session.get(_ASKED)
    if not asked:
        return redirect("portal:mine")
    form = None if asked["email"] else DigitsForm(request.POST or None)
    status = 200
    if form is not None and form.is_bound:
        status = 400
        if form.is_valid() and not _waits(request, form, now):
            token = accounts.enter_by_digits(asked["link"], form.cleaned_data["digits"], now)
            if token is not None:
                return _begun(request, token, now)
            _note_wrong(request, now)
            form.add_error("digits", _("验证码不对，或者过了15分钟。请核对，或者重新要一个。"))
    return page(request, "mine_sent", (_("我的申请"), ""), status=status, asked=asked, form=form)


@private
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The address from the mail. Opening it uses nothing up: programs that look through mail do that, too."""
    now = clock()
    if request.method == "GET":
        return page(request, "mine_enter", (_("我的申请"), ""), problem="")
    wait = guessing.seconds_to_wait(client_network(request), now)
    begun = None if wait else accounts.enter_by_link(token, now)
    if begun is not None:
        return _begun(request, begun, now)
    problem = _("这个地址已经用过，或者过了15分钟。请重新要一个。")
    if wait:
        problem = told(wait_for(wait).reason)
    else:
        _note_wrong(request, now)
    return page(request, "mine_enter", (_("我的申请"), ""), status=403, problem=problem)


@private
@require_POST
def open_case(request: HttpRequest) -> HttpResponse:
    """Follow one of the list, as with its number and code."""
    now = clock()
    visiting = account.visiting(request, now)
    if visiting is None:
        return redirect("portal:mine")
    number = request.POST.get("case", "")
    found = mine_of.my_case(visiting, int(number)) if number.isdecimal() and len(number) < 19 else None
    if found is None:
        raise Http404
    access.let_in(request, found, now)
    return redirect("portal:follow_case")


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out; the case that was opened is closed, too."""
    access.leave(request)
    response = redirect("portal:follow")
    account.leave(request, response)
    return response


def send(link: int, now: datetime) -> None:
    """The background's part: write to the address if anything was asked under it."""
    written = f"{settings.SITE_URL.rstrip('/')}{reverse('portal:mine_enter', args=['TOKEN'])}"
    accounts.send(link, written.replace("TOKEN", "{token}"), now)


def _listed(request: HttpRequest, visiting: accounts.Visit, now: datetime) -> HttpResponse:
    found = mine_of.my_cases(visiting, timezone.localdate(now))
    bodies = organisations.latest_bodies({each.body for each in found})
    return page(
        request, "mine", (_("我的申请"), ""), visiting=visiting,
        cases=[(each, bodies.get(each.body)) for each in found],
    )  # fmt: skip


def _begun(request: HttpRequest, token: str, now: datetime) -> HttpResponse:
    """Signed in. The case that was open in this browser joins the account, if the address is in it."""
    request.session.pop(_ASKED, None)
    visiting, following = accounts.visit(token, now), access.applicant(request, now)
    if visiting is not None and following is not None:
        accounts.join(following, visiting, now)
    response = redirect("portal:mine")
    account.let_in(response, token)
    return response


def _waits(request: HttpRequest, form: DigitsForm, now: datetime) -> bool:
    wait = guessing.seconds_to_wait(client_network(request), now)
    if wait:
        form.add_error("digits", told(wait_for(wait).reason))
    return bool(wait)


def _note_wrong(request: HttpRequest, now: datetime) -> None:
    source = client_network(request)
    tell_of_guessing(guessing.wrong(source, "", now), source, now)
