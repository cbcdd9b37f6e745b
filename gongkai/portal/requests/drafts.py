"""Drafts: a form put aside and taken up again by its code, on any device."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.casework import guessing
from gongkai.casework.drafts import open_draft as draft_of
from gongkai.casework.drafts import save_draft
from gongkai.casework.entering import tell_of_guessing, wait_for
from gongkai.foundation.files.queries import cards
from gongkai.foundation.signin.address import client_network
from gongkai.portal.frame import clock, private
from gongkai.portal.limits import codes_an_hour, seconds_to_wait, slowed, submissions_an_hour
from gongkai.portal.requests.attached import told
from gongkai.portal.requests.forms import DraftForm
from gongkai.portal.requests.kept import Asking, begun, from_data, keep, to_data
from gongkai.portal.requests.shell import page


def save(request: HttpRequest, asked: Asking, now: datetime) -> HttpResponse:
    """Keep what was typed and attached so far; the code is told once."""
    if wait := seconds_to_wait(request, "draft", 3 * submissions_an_hour(), now):
        return slowed(request, wait)
    code = save_draft(data=to_data(asked), now=now, code=asked.draft)
    keep(request, replace(asked, draft=code), now)
    until = timezone.localdate(now) + timedelta(days=settings.CASE_DRAFT_DAYS)
    return page(request, "draft_saved", (_("草稿已保存"), ""), code=code, until=until)


@private
@require_http_methods(["GET", "POST"])
def open_draft(request: HttpRequest) -> HttpResponse:
    """Take a draft up again where it was left."""
    now = clock()
    if request.method == "GET":
        return page(request, "draft_open", (_("打开草稿"), ""), form=DraftForm())
    if wait := seconds_to_wait(request, "code", codes_an_hour(), now):
        return slowed(request, wait)
    form = DraftForm(request.POST)
    source = client_network(request)
    if form.is_valid() and (wait := guessing.seconds_to_wait(source, now)):
        form.add_error("code", told(wait_for(wait).reason))
    elif form.is_valid():
        found = draft_of(code=form.cleaned_data["code"], now=now)
        if found is not None:
            request.session.cycle_key()
            keep(request, _whole(from_data(found), form.cleaned_data["code"]), now)
            return redirect("portal:request_new")
        tell_of_guessing(guessing.wrong(source, "", now), source, now)
        form.add_error("code", _("没有这个草稿，或者已经过期。请核对草稿码。"))
    return page(request, "draft_open", (_("打开草稿"), ""), status=400, form=form)


def _whole(asked: Asking, code: str) -> Asking:
    """With the files that are still kept, and a key of its own: two devices may not send one key with
    different words."""
    known = cards([each.id for each in asked.attached])
    there = tuple(each for each in asked.attached if each.id in known and known[each.id].erased_at is None)
    return replace(asked, attached=there, draft=code, key=begun().key)
