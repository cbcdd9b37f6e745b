"""Two shorter forms: correction of a record about oneself (第四十一条), and a suggestion of what everybody
should be able to read (第四十四条)."""

import re
from dataclasses import replace
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts
from gongkai.casework.actions.kinds import Filed
from gongkai.casework.policy import applicant_of
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.portal.frame import clock, private
from gongkai.portal.limits import seconds_to_wait, slowed, submissions_an_hour, uploads_an_hour
from gongkai.portal.requests import access, attached, devices, receipts
from gongkai.portal.requests.attached import told
from gongkai.portal.requests.forms import DataCorrectionForm, SuggestionForm
from gongkai.portal.requests.identity import kept_name
from gongkai.portal.requests.kept import Asking, asking, begun, keep
from gongkai.portal.requests.shell import page

_EVIDENCE = attached.APPLICATION
_KEY = re.compile(r"[A-Za-z0-9_-]{16,60}")


@private
@require_http_methods(["GET", "POST"])
def data_correction(request: HttpRequest) -> HttpResponse:
    """Which record is wrong, what is right, and the evidence."""
    now = clock()
    asked = _form(request, now, "data_correction")
    if request.method == "GET":
        return _data_correction(
            request, DataCorrectionForm(bodies=_bodies(now), initial=_initial(asked)), asked
        )
    form = DataCorrectionForm(request.POST, bodies=_bodies(now))
    valid = form.is_valid()
    asked = replace(asked.with_typed(_typed(form)), body=form.cleaned_data.get("body") or asked.body)
    keep(request, asked, now, "data_correction")
    if request.FILES and (wait := seconds_to_wait(request, "upload", uploads_an_hour(), now)):
        return slowed(request, wait)
    asked, problems = _with_evidence(request, asked, now)
    keep(request, asked, now, "data_correction")
    if "upload" in request.POST or "remove" in request.POST:
        fresh = DataCorrectionForm(bodies=_bodies(now), initial=_initial(asked))
        return _data_correction(request, fresh, asked, problems)
    if not valid or problems:
        return _data_correction(request, form, asked, problems)
    if wait := seconds_to_wait(request, "submit", submissions_an_hour(), now):
        return slowed(request, wait)
    made = actions.register_data_correction(
        actor=PUBLIC, now=now, body_id=asked.body, text=asked.wanted, applicant=_applicant(asked),
        files=tuple((each.id, each.role) for each in asked.attached), key=f"portal:{asked.key}",
    )  # fmt: skip
    if isinstance(made, Refused):
        form.add_error(None, told(made.reason))
        return _data_correction(request, form, asked)
    return _filed(request, asked, "data_correction", made, now)


@private
@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """What should be open to everybody, and why."""
    now = clock()
    asked = _form(request, now, "suggestion")
    initial = {"wanted": request.GET.get("wanted", "")[:1_000], **_initial(asked)}
    form = SuggestionForm(request.POST or None, bodies=_bodies(now), initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = replace(asked.with_typed(_typed(form)), body=form.cleaned_data["body"])
        if wait := seconds_to_wait(request, "submit", submissions_an_hour(), now):
            return slowed(request, wait)
        made = actions.register_suggestion(
            actor=PUBLIC, now=now, body_id=asked.body, text=asked.wanted, applicant=_applicant(asked),
            key=f"portal:{asked.key}",
        )  # fmt: skip
        if not isinstance(made, Refused):
            return _filed(request, asked, "suggestion", made, now)
        form.add_error(None, told(made.reason))
    return page(
        request, "suggest", (_("建议主动公开"), ""), status=400 if form.errors else 200, form=form,
        key=asked.key,
    )  # fmt: skip


@private
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """The receipt of either."""
    receipt = receipts.handed(request, clock())
    if receipt is None:
        return redirect("portal:follow")
    return page(request, "side_sent", (_("已提交"), ""), receipt=receipt)


def _filed(request: HttpRequest, asked: Asking, form: str, made: Filed, now: datetime) -> HttpResponse:
    keep(request, replace(asked, sent_at=asked.sent_at or now.isoformat()), now, form)
    access.let_in(request, applicant_of(made.case_id), now)
    response = redirect("portal:side_sent")
    receipts.hand(response, made.case_id, made.number, made.code)
    devices.remember(request, response, made.number)
    return response


def _form(request: HttpRequest, now: datetime, form: str) -> Asking:
    """What was typed so far under the key that the page carries: a page opened anew begins another form, an
    old one sent again finds what it made."""
    asked = asking(request, now, form)
    if request.method == "GET":
        return begun() if asked.sent_at else asked
    key = request.POST.get("key", "")
    if key == asked.key or not _KEY.fullmatch(key):
        return asked
    return replace(begun() if asked.sent_at else asked, key=key)


def _with_evidence(request: HttpRequest, asked: Asking, now: datetime) -> tuple[Asking, list[str]]:
    if "remove" in request.POST:
        asked = attached.without(asked, request.POST["remove"])
    if not asked.body:
        told_ = _("请先选择单位，再上传文件。")
        return asked, [told_] if request.FILES else []
    asked = attached.moved(asked, now)
    asked, problems = attached.take(request, asked, "files", _EVIDENCE, now)
    asked, others = attached.take(request, asked, "identity", attached.IDENTITY, now)
    return asked, [*problems, *others]


def _data_correction(
    request: HttpRequest, form: DataCorrectionForm, asked: Asking, problems: list[str] | None = None
) -> HttpResponse:
    bad = bool(form.errors) or bool(problems)
    return page(
        request, "data_correction", (_("更正与自己有关的信息"), ""), status=400 if bad else 200, form=form,
        files=asked.files(_EVIDENCE), proofs=asked.files(attached.IDENTITY), problems=problems or [],
        field="files", key=asked.key,
    )  # fmt: skip


def _applicant(asked: Asking) -> ApplicantFacts:
    return ApplicantFacts(
        name=asked.name, id_kind=kept_name(asked.id_kind) if asked.id_number else "",
        id_number=asked.id_number, phone=asked.phone, email=asked.email,
    )  # fmt: skip


def _typed(form: forms.Form) -> dict[str, str]:
    return {name: str(form.data.get(name, ""))[:5000].strip() for name in form.fields if name != "body"}


def _initial(asked: Asking) -> dict[str, object]:
    typed = {
        name: getattr(asked, name) for name in ("wanted", "name", "id_kind", "id_number", "phone", "email")
    }
    return {name: value for name, value in {**typed, "body": asked.body}.items() if value}


def _bodies(now: datetime) -> list[tuple[int, str]]:
    found = organisations.bodies_on(timezone.localdate(now))
    return [(each.id, each.name) for each in found.values()]
