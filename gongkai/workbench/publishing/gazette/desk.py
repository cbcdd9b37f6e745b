"""An issue before a person: what every page of the gazette shares."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.foundation.ledger.verbs import Overtaken
from gongkai.publishing.gazette.policy import EDITORS, MASTERS, the_lifecycle
from gongkai.publishing.gazette.queries import work
from gongkai.publishing.gazette.queries.visible import NoSuchIssueError
from gongkai.publishing.gazette.queries.work import IssueDesk
from gongkai.workbench.answering import say
from gongkai.workbench.shell import GAZETTE, StaffRequest

__all__ = [
    "EDITORS",
    "MASTERS",
    "SECTION",
    "SEEING",
    "answered",
    "based_on",
    "crumbs",
    "seen_issue",
    "state_name",
]

SECTION = "gazette"
SEEING = GAZETTE


def seen_issue(request: StaffRequest, issue_id: int) -> IssueDesk:
    """The issue as the person may see it; 404 otherwise."""
    try:
        return work.desk(request.staff.actor, issue_id, request.staff.today)
    except NoSuchIssueError:
        raise Http404 from None


def answered(request: StaffRequest, issue_id: int, result: Any, done: str, at: str = "") -> HttpResponse:
    """Back to the issue, with what came of it; `at`: where on the page the person was."""
    if isinstance(result, Overtaken):
        done = ""
    say(request, result, done)
    return redirect(reverse("workbench:gazette_issue", args=[issue_id]) + (f"#{at}" if at else ""))


def based_on(request: StaffRequest) -> int | None:
    """The revision the person saw."""
    said = request.POST.get("based_on", "")
    return int(said) if said.isdecimal() and len(said) < 10 else None


def crumbs(*trail: tuple[str, str]) -> list[tuple[str, str]]:
    """公报 › …"""
    return [(_("政府公报"), reverse("workbench:gazette") if trail else ""), *trail]


def state_name(state: str) -> str:
    return _(the_lifecycle().states[state])
