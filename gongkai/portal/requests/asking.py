"""Asking: the pages of the form, one group of questions each. All work without scripts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.casework.queries import mine, public
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.portal.frame import clock, private
from gongkai.portal.limits import seconds_to_wait, slowed, uploads_an_hour
from gongkai.portal.publications.alike import documents_like
from gongkai.portal.requests import account, attached, drafts
from gongkai.portal.requests.forms import BodyForm, DeliveryForm, WhatForm, YouForm
from gongkai.portal.requests.kept import Asking, asking, begun, keep
from gongkai.portal.requests.shell import page
from gongkai.reporting import queries as reports

STEPS = ("what", "body", "you", "delivery", "check")
ADDRESSES = {
    "what": "portal:requests",
    "body": "portal:request_body",
    "you": "portal:request_you",
    "delivery": "portal:request_delivery",
    "check": "portal:request_check",
}
ALIKE, FOUND = 5, 10


@private
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What may be asked, what is public already, and the form's first question."""
    now = clock()
    asked = asking(request, now)
    if request.method == "GET":
        typed = {} if asked.sent_at else {"wanted": asked.wanted, "feature": asked.feature}
        return _start(request, WhatForm(initial=typed), request.GET.get("q", ""))
    if asked.sent_at:  # another request
        asked = begun()
    form = WhatForm(request.POST)
    valid = form.is_valid()
    asked = asked.with_typed(_typed(form)).with_done("what", valid)
    keep(request, asked, now)
    if "save" in request.POST and asked.wanted:
        return drafts.save(request, asked, now)
    if "look" in request.POST:
        return _start(request, WhatForm(initial=_typed(form)), asked.wanted)
    return redirect(_next(asked)) if valid else _start(request, form, "", status=400)


@require_POST
def alike(request: HttpRequest) -> HttpResponse:
    """While somebody types: what was published that is like it. A fragment."""
    text = request.POST.get("wanted", "") or request.POST.get("q", "")
    return render(request, "portal/requests/_alike.html", _alike(text))


@private
@require_GET
def new(_request: HttpRequest) -> HttpResponse:
    """The form's first page that is not yet done."""
    return redirect(_next(asking(_request, clock())))


@private
@require_http_methods(["GET", "POST"])
def body(request: HttpRequest) -> HttpResponse:
    """Which body to ask, found by name."""
    now = clock()
    asked = asking(request, now)
    if (back := _too_early(asked, "body")) is not None:
        return back
    sought = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:40]
    bodies = _bodies()
    form = BodyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.cleaned_data["body"] in bodies:
        asked = replace(asked.with_done("body"), body=form.cleaned_data["body"])
        asked = attached.moved(asked, now)
        keep(request, asked, now)
        return _aside(request, "body", asked, now) or redirect(_next(asked))
    if (left := _aside(request, "body", asked, now)) is not None:
        return left
    if form.is_bound and form.is_valid():
        form.add_error("body", _("没有这个单位，请重新选择。"))
    found = [each for each in bodies.values() if sought in each.name or sought in each.short_name]
    return _step(
        request, "body", asked, form, status=400 if form.is_bound else 200, found=found, sought=sought,
        offices=_offices(found),
    )  # fmt: skip


@private
@require_http_methods(["GET", "POST"])
def you(request: HttpRequest) -> HttpResponse:
    """Who asks, and the proof of it."""
    return _with_files(request, "you", YouForm, "identity", attached.IDENTITY)


@private
@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest) -> HttpResponse:
    """How the answer is wanted, and what is attached."""
    return _with_files(request, "delivery", DeliveryForm, "files", attached.APPLICATION)


def _with_files(
    request: HttpRequest, step: str, kind: type[forms.Form], field: str, role: str
) -> HttpResponse:
    """A page with entries and files. Files are kept first: an error in the entries loses none of them."""
    now = clock()
    asked = asking(request, now)
    if (back := _too_early(asked, step)) is not None:
        return back
    if request.method == "GET":
        before = {} if step in asked.done else _known(request, now, kind)
        initial = {**before, **_initial(asked, kind)}
        return _step(request, step, asked, kind(initial=initial), files=asked.files(role))
    form = kind(request.POST)
    valid = form.is_valid()
    asked = asked.with_typed(_typed(form)).with_done(step, valid and step in asked.done)
    keep(request, asked, now)
    if request.FILES and (wait := seconds_to_wait(request, "upload", uploads_an_hour(), now)):
        return slowed(request, wait)
    asked, problems = attached.take(request, asked, field, role, now)
    if "remove" in request.POST:
        asked = attached.without(asked, request.POST["remove"])
    keep(request, asked, now)
    left = None if problems else _aside(request, step, asked, now)
    if left is not None:
        return left
    only_files = "upload" in request.POST or "remove" in request.POST
    if only_files and not problems:
        return redirect(f"{reverse(ADDRESSES[step])}#{field}")
    if only_files:
        form = kind(initial=_initial(asked, kind))
    if valid and not problems and not only_files:
        asked = asked.with_done(step)
        keep(request, asked, now)
        return redirect(_next(asked))
    return _step(
        request, step, asked, form, status=400, files=asked.files(role), problems=problems, field=field
    )


def _aside(request: HttpRequest, step: str, asked: Asking, now: datetime) -> HttpResponse | None:
    """Put aside as a draft, or one page back; either keeps what stands on the page."""
    if "save" in request.POST:
        return drafts.save(request, asked, now)
    if "back" in request.POST:
        return redirect(ADDRESSES[STEPS[STEPS.index(step) - 1]])
    return None


def addressee(asked: Asking, now: datetime) -> BodyOnDay | None:
    """The body the form is addressed to."""
    return organisations.bodies_on(timezone.localdate(now), [asked.body]).get(asked.body)


def _start(request: HttpRequest, form: WhatForm, text: str, status: int = 200) -> HttpResponse:
    return page(request, "start", status=status, form=form, **_alike(text, FOUND))


def _alike(text: str, limit: int = ALIKE) -> dict[str, object]:
    """Published items, replies and reports that are like the text."""
    text = " ".join(text.split())[:200]
    replies = public.suggest(text, limit) if text else ()
    documents = documents_like(text, limit) if text else []
    bodies = organisations.latest_bodies({each.body for each in replies} | {each.body for each in documents})
    return {
        "text": text,
        "documents": [(each, bodies.get(each.body)) for each in documents],
        "alike": [(each, bodies.get(each.body)) for each in replies],
        "reports": _reports(text) if text else [],
    }


def _reports(text: str) -> Sequence[object]:
    """Annual reports of a body the text names, newest first."""
    if "年度报告" not in text and "年报" not in text:
        return []
    years = reports.published_years()
    published = reports.published_list(None) if years else []
    return [each for each in published if each.body.name in text or each.body.label in text][:ALIKE]


def _step(
    request: HttpRequest, step: str, asked: Asking, form: forms.Form, status: int = 200, **context: object
) -> HttpResponse:
    titles = {
        "body": _("向哪个单位申请"), "you": _("申请人"), "delivery": _("获取方式和附件"),
    }  # fmt: skip
    return page(
        request, step, (titles[step], ""), status=status, form=form, asked=asked, step=STEPS.index(step) + 1,
        steps=len(STEPS), title=titles[step], back=reverse(ADDRESSES[STEPS[STEPS.index(step) - 1]]),
        **context,
    )  # fmt: skip


def _next(asked: Asking) -> str:
    """The address of the first page not yet done."""
    left = [step for step in STEPS if step not in asked.done]
    return reverse(ADDRESSES[left[0]])


def _too_early(asked: Asking, step: str) -> HttpResponseRedirect | None:
    """Back to the first open page when an earlier one is not done."""
    if asked.sent_at or any(each not in asked.done for each in STEPS[: STEPS.index(step)]):
        return redirect(_next(asked) if not asked.sent_at else reverse(ADDRESSES["check"]))
    return None


def _typed(form: forms.Form) -> dict[str, str]:
    """What stands in the entries, right or wrong, so that nothing typed is lost."""
    return {name: str(form.data.get(name, ""))[:5000].strip() for name in form.fields}


def _initial(asked: Asking, kind: type[forms.Form]) -> dict[str, str]:
    """Entries of before; where nothing was chosen yet, the form's own beginning stands."""
    typed = {name: getattr(asked, name) for name in kind.base_fields}
    return {name: value for name, value in typed.items() if value}


def _known(request: HttpRequest, now: datetime, kind: type[forms.Form]) -> dict[str, str]:
    """Of who is signed in: what he wrote the last time."""
    visiting = account.visiting(request, now)
    contact = mine.my_contact(visiting) if visiting else {}
    return {name: value for name, value in contact.items() if name in kind.base_fields}


def _bodies() -> dict[int, BodyOnDay]:
    """Bodies that may be asked, in their order."""
    return organisations.bodies_on(timezone.localdate(clock()))


def _offices(bodies: list[BodyOnDay]) -> dict[int, object]:
    """Their disclosure offices by body."""
    day = timezone.localdate(clock())
    found = organisations.offices([each.id for each in bodies], day)
    return {each.body: each for each in found if each.valid_to is None or each.valid_to > day}
