"""One release: what the check found, what will change, what another person must judge, and its steps."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.masking import public_content
from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure.actions import VERDICTS as VERDICT_CODES
from gongkai.disclosure.given import PASTED, ROWS
from gongkai.disclosure.policy import release_lifecycle
from gongkai.disclosure.queries import releases
from gongkai.disclosure.queries.releases import Previewed, Told, WholeRelease
from gongkai.disclosure.queries.typed import TypedRow, typed
from gongkai.disclosure.queries.visible import NoSuchReleaseError
from gongkai.foundation.look.declared import translated
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.answering import words
from gongkai.workbench.disclosure.desk import SECTION, SEEING, data_set_of, own_bodies, set_crumbs
from gongkai.workbench.disclosure.mending import may_mend
from gongkai.workbench.disclosure.sets import cell
from gongkai.workbench.disclosure.words import (
    FINDINGS,
    MODES,
    RELEASE_TAGS,
    VERDICTS,
    WAYS,
    names,
    release_state,
)
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

REFUSED_SHOWN = 50  # rows on the page; all are in the download
AT_ONCE = ("release.check", "release.recall", "release.unschedule", "release.approve", "release.release")
WITH_WORDS = ("release.schedule", "release.return", "release.roll_back", "release.cancel")


@dataclass(frozen=True, slots=True)
class WrongCell:
    """What is wrong in one place of a refused row, and what was typed there."""

    place: str
    title: str
    typed: str
    said: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A refused row as it was typed; `cells`: (title, what was typed) of the others."""

    place: int
    wrong: list[WrongCell]
    cells: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the preview. `cells` in the order of the list, `all` every column; `differing`: (title,
    before, after)."""

    title: str
    number: int | None
    cells: list[str]
    all: list[tuple[str, str]]
    differing: list[tuple[str, str, str]]

    @property
    def line(self) -> str:
        """The row in one line."""
        return " · ".join(each for each in self.cells if each) or self.title


def seen_release(request: StaffRequest, release_id: int) -> WholeRelease:
    """The release as the person may see it; 404 otherwise."""
    try:
        return releases.whole(request.staff.actor, request.staff.today, release_id)
    except NoSuchReleaseError:
        raise Http404 from None


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest, release_id: int) -> HttpResponse:
    """The dry run; while something large is worked on, how far it is."""
    whole = seen_release(request, release_id)
    card = whole.card
    if request.headers.get("HX-Request"):
        if card.progress.get("doing"):
            return render(request, "workbench/disclosure/progress.html", {"card": card})
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    data_set = translated(data_set_of(request, card.data_set))
    reads = card.body in own_bodies(request.staff)
    as_public = request.GET.get("as") == "public"
    given = typed(request.staff.actor, request.staff.today, release_id) if whole.problems else None
    return page(
        request, "workbench/disclosure/release.html", SECTION, card=card, whole=whole, data_set=data_set,
        body=organisations.latest_bodies([card.body])[card.body], state=release_state(card.state),
        tag=RELEASE_TAGS.get(card.state, ""), way=WAYS.get(card.way, card.way), reads=reads,
        mode=MODES.get(card.mode, ""), people=names([card.created_by, card.approved_by, *whole.writers]),
        columns=[data_set.column(each) for each in data_set.presentation.list], as_public=as_public,
        personal=bool(data_set.personal_columns), refused=_refused(data_set, whole, given),
        changes=_changes(data_set, whole, as_public), findings=_findings(data_set, whole),
        verdicts=[(code, VERDICTS[code]) for code in VERDICT_CODES], steps=_steps(request, whole),
        uploaded=bool(whole.file_name) and whole.file_name not in (ROWS, PASTED),
        may_mend=may_mend(data_set, whole, given),
        crumbs=set_crumbs(data_set, (_("第 {n} 号").format(n=card.id), "")),
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def refusals(request: StaffRequest, release_id: int) -> HttpResponse:
    """The refused rows as typed with what is wrong in each, as a table to mend and to upload again once the
    first columns are deleted. A cell that a spreadsheet would take for a formula is quoted."""
    whole = seen_release(request, release_id)
    if whole.card.body not in own_bodies(request.staff) or not whole.problems:
        raise Http404
    data_set = data_set_of(request, whole.card.data_set)
    given = {each.place: each for each in typed(request.staff.actor, request.staff.today, release_id) or ()}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("行"), _("哪里不对"), *(each.title for each in data_set.columns)])
    for place, some in _by_row(whole.problems).items():
        said = "；".join(f"{each.cell} {words(each.message)}".strip() for each in some)
        row = given.get(place)
        cells = [row.cells.get(name, "") if row else "" for name in data_set.names]
        writer.writerow([place, said, *map(_harmless, cells)])
    name = _("第 {n} 号的问题.csv").format(n=whole.card.id)
    return attachment(name, "text/csv; charset=utf-8", out.getvalue().encode("utf-8-sig"))


@require_GET
@staff_view(*SEEING)
def upload(request: StaffRequest, release_id: int) -> HttpResponse:
    """What was uploaded, as it came, for its own body."""
    seen_release(request, release_id)
    found = releases.upload_of(request.staff.actor, request.staff.today, release_id)
    if found is None:
        raise Http404
    return attachment(found[0], "application/octet-stream", found[1])


def _harmless(said: str) -> str:
    return f"'{said}" if said[:1] in ("=", "+", "-", "@", "\t") and not _is_number(said) else said


def _is_number(said: str) -> bool:
    try:
        float(said)
    except ValueError:
        return False
    return True


def _by_row(problems: tuple[Told, ...]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = {}
    for each in problems:
        found.setdefault(each.row, []).append(each)
    return found


def _refused(data_set: DataSet, whole: WholeRelease, given: tuple[TypedRow, ...] | None) -> list[RefusedRow]:
    rows = {each.place: each.cells for each in given or ()}
    titles = {each.name: each.title for each in data_set.columns}
    return [
        RefusedRow(
            place,
            [
                WrongCell(one.cell, titles.get(one.column, ""), rows.get(place, {}).get(one.column, ""),
                          words(one.message))
                for one in some
            ],
            [(titles.get(name, name), said) for name, said in rows.get(place, {}).items()],
        )
        for place, some in list(_by_row(whole.problems).items())[:REFUSED_SHOWN]
    ]  # fmt: skip


def _changes(
    data_set: DataSet, whole: WholeRelease, as_public: bool
) -> list[tuple[str, str, int, list[Change]]]:
    card = whole.card
    kinds = (
        ("added", _("新增"), card.added, whole.added), ("changed", _("变更"), card.changed, whole.changed),
        ("removed", _("移出"), card.removed, whole.removed),
    )  # fmt: skip
    return [
        (code, title, count, [_change(data_set, each, as_public) for each in some])
        for code, title, count, some in kinds
        if count
    ]


def _change(data_set: DataSet, each: Previewed, as_public: bool) -> Change:
    content = public_content(data_set, each.content) if as_public else each.content
    before: Any = each.before or {}
    before = public_content(data_set, before) if as_public else before
    titles = {column.name: column.title for column in data_set.columns}
    return Change(
        title="" if as_public else each.key, number=each.number,
        cells=[cell(data_set, name, content) for name in data_set.presentation.list],
        all=[(titles[name], said) for name in data_set.names if (said := cell(data_set, name, content))],
        differing=[
            (titles[name], cell(data_set, name, before), cell(data_set, name, content))
            for name in data_set.names
            if name in each.columns
        ],
    )  # fmt: skip


def _findings(data_set: DataSet, whole: WholeRelease) -> list[Any]:
    titles = {each.name: each.title for each in data_set.columns}
    return [
        (each, titles.get(each.column, each.column), FINDINGS.get(each.kind, each.kind),
         VERDICTS.get(each.judged, ""))
        for each in whole.findings
    ]  # fmt: skip


def _steps(request: StaffRequest, whole: WholeRelease) -> dict[str, Any]:
    """What the person may do now: at once by a button, or on a page that asks for words. Nobody is offered
    to approve what he wrote."""
    lifecycle = release_lifecycle()
    mine = request.staff.actor.code in whole.writers
    may = [each for each in whole.may if not (mine and each in ("release.approve", "release.judge"))]
    if whole.card.rolled_back or whole.card.way in ("rollback", "expiry"):
        may = [each for each in may if each != "release.roll_back"]
    if whole.card.way in ("correction", "withdrawal", "rollback"):  # nothing was typed to go back to
        may = [each for each in may if each not in ("release.recall", "release.write", "release.check")]

    def offered(verbs: tuple[str, ...]) -> list[tuple[str, str, str]]:
        return [(verb.partition(".")[2], _(lifecycle.label_of(verb)), _address(whole, verb))
                for verb in verbs if verb in may]  # fmt: skip

    at_once = offered(AT_ONCE)
    if whole.card.state == "checked":
        at_once = [each for each in at_once if each[0] != "check"]
    return {
        "at_once": at_once, "with_words": offered(WITH_WORDS), "submit": "release.submit" in may,
        "judge": "release.judge" in may, "write": "release.write" in may, "own": mine,
        "submit_address": _address(whole, "release.submit"),
        "judge_address": _address(whole, "release.judge"),
    }  # fmt: skip


def _address(whole: WholeRelease, verb: str) -> str:
    return reverse("workbench:data_step", args=[whole.card.id, verb.partition(".")[2]])
