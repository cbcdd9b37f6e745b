"""Rows put right where they stand: those the check refused, or the one row of the form. The rest of the table
stays as it was given."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.core.disclosure.schema import DataSet
from gongkai.core.messages import Message
from gongkai.disclosure import actions
from gongkai.disclosure.queries import releases
from gongkai.disclosure.queries.releases import WholeRelease
from gongkai.disclosure.queries.typed import TypedRow, typed
from gongkai.disclosure.queries.visible import NoSuchReleaseError
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.declared import translated
from gongkai.workbench.answering import refusal_text
from gongkai.workbench.cases.lists import number
from gongkai.workbench.disclosure.cells import RowForm, with_titles
from gongkai.workbench.disclosure.desk import SECTION, WRITING, data_set_of, set_crumbs
from gongkai.workbench.shell import StaffRequest, page, staff_view

MOST = 30  # rows mended on one page
FEW = 20  # rows that are all shown, also those without fault
MOST_CELLS = 900  # of one form; the web server takes no more fields than a thousand


@dataclass(frozen=True, slots=True)
class Mended:
    """One row on the page."""

    place: int
    form: RowForm
    wrong: bool


def may_mend(data_set: DataSet, whole: WholeRelease, given: tuple[TypedRow, ...] | None) -> bool:
    """Is there something to mend here, and is it little enough? Of a file that is refused as a whole there
    are no rows."""
    refused = {each.row for each in whole.problems}
    return (
        "release.write" in whole.may
        and given is not None
        and bool(refused)
        and len(refused) <= most_rows(data_set)
        and refused <= {each.place for each in given}
        and whole.problem_count == len(whole.problems)
    )


def most_rows(data_set: DataSet) -> int:
    return min(MOST, MOST_CELLS // len(data_set.columns))


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def mend(request: StaffRequest, release_id: int) -> HttpResponse:
    """The cells as typed with what is wrong beside each; sent, they are checked again."""
    staff = request.staff
    try:
        whole = releases.whole(staff.actor, staff.today, release_id)
    except NoSuchReleaseError:
        raise Http404 from None
    given = typed(staff.actor, staff.today, release_id)
    data_set = data_set_of(request, whole.card.data_set)
    few = given is not None and len(given) <= min(FEW, most_rows(data_set))
    if "release.write" not in whole.may or not given or not (few or may_mend(data_set, whole, given)):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    rows = _rows(request, whole, given)
    if posted is not None:
        done = _written(request, whole, given, rows)
        if done:
            return redirect(done)
    return page(
        request, "workbench/disclosure/mend.html", SECTION, card=whole.card, data_set=translated(data_set),
        rows=rows, several=len(given) > 1, errors=_errors(rows) if len(given) > 1 else [],
        crumbs=set_crumbs(
            data_set,
            (_("第 {n} 号").format(n=release_id), reverse("workbench:data_release", args=[release_id])),
            (_("修改"), ""),
        ),
    )  # fmt: skip


def _rows(request: StaffRequest, whole: WholeRelease, given: tuple[TypedRow, ...]) -> list[Mended]:
    """The refused rows; all of them where there are few and none is refused."""
    data_set = data_set_of(request, whole.card.data_set)
    problems: dict[int, list[tuple[str, Message]]] = {}
    for told in whole.problems:
        problems.setdefault(told.row, []).append((told.column, told.message))
    shown = [each for each in given if each.place in problems] or list(given)
    rows = []
    for each in shown[: most_rows(data_set)]:
        typed_cells = with_titles(data_set, each.cells)
        prefix = f"r{each.place}"
        data = request.POST if request.method == "POST" else {
            f"{prefix}-{name}": said for name, said in typed_cells.items()
        }  # fmt: skip
        form = RowForm(data, data_set=data_set, prefix=prefix)
        if request.method == "GET":
            form.tell(problems.get(each.place, ()))
        rows.append(Mended(each.place, form, each.place in problems))
    return rows


def _errors(rows: list[Mended]) -> list[tuple[str, str]]:
    """All that is wrong on the page, (place, words), each with the row it is in: one list at its top."""
    return [
        (bound.id_for_label or bound.auto_id,
         f"{_('第 %(n)s 行') % {'n': each.place}}{_('：')}{bound.label}{_('：')}{text}")
        for each in rows
        for bound in each.form.visible_fields()
        for text in bound.errors
    ]  # fmt: skip


def _written(
    request: StaffRequest, whole: WholeRelease, given: tuple[TypedRow, ...], rows: list[Mended]
) -> str:
    """Every row again, the mended ones in their places, those struck left out. "" when it was refused."""
    staff = request.staff
    mended = {each.place: each.form.cells() for each in rows}
    struck = {each.place for each in rows if request.POST.get(f"strike-{each.place}")}
    cells = [
        mended.get(each.place, dict(each.cells)) for each in given if each.place not in struck
    ]  # fmt: skip
    based_on = number(request.POST.get("based_on", ""))
    done = actions.write_rows(
        actor=staff.actor, now=staff.now, release_id=whole.card.id, rows=[each for each in cells if each],
        based_on=based_on,
    )  # fmt: skip
    if not isinstance(done, Refused):
        done = actions.check(actor=staff.actor, now=staff.now, release_id=whole.card.id)
    if isinstance(done, Refused):
        messages.error(request, refusal_text(done))
        return ""
    again = done.refused and done.refused <= most_rows(data_set_of(request, whole.card.data_set))
    here = "workbench:data_mend" if again else "workbench:data_release"
    if done.refused:
        messages.error(request, _("还有 {count} 行有问题，见下。").format(count=done.refused))
    return reverse(here, args=[whole.card.id])
