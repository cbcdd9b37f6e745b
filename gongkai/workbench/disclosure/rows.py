"""One row: what it says and said, who objects; corrected or withdrawn with a public reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import actions
from gongkai.disclosure.queries import others
from gongkai.disclosure.queries import rows as row_queries
from gongkai.disclosure.queries.rows import RowCard
from gongkai.disclosure.queries.typed import whole_row
from gongkai.disclosure.queries.visible import overseen
from gongkai.disclosure.wording import title_of
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.declared import translated
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.answering import into_form
from gongkai.workbench.disclosure import asking
from gongkai.workbench.disclosure.cells import RowForm, with_titles
from gongkai.workbench.disclosure.desk import SECTION, SEEING, WRITING, data_set_of, set_crumbs
from gongkai.workbench.disclosure.sets import cell
from gongkai.workbench.disclosure.words import OBJECTION_STATES
from gongkai.workbench.shell import StaffRequest, page, staff_view

_LONGEST = 500


class PublicReasonForm(forms.Form):
    """Why, for everybody."""

    reason = forms.CharField(
        required=False, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3}), label="",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("理由")
        self.fields["reason"].help_text = _("对外公开，和这一行的历史放在一起。")


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest, name: str, row: int) -> HttpResponse:
    """The row as it stands, or stood on the day asked for, with its past. Its own body sees it whole."""
    data_set = translated(data_set_of(request, name))
    staff = request.staff
    moment = asking.as_of(request.GET, staff.today)
    found = row_queries.row(data_set, row, moment)
    if found is None:
        raise Http404
    whole = whole_row(staff.actor, staff.today, data_set, row) if moment is None else None
    history = row_queries.history(data_set, row)
    own = whole is not None and staff.acts_as(*WRITING)
    return page(
        request, "workbench/disclosure/row.html", SECTION, data_set=data_set, row=found,
        title=title_of(data_set, found.content), on=request.GET.get("on", ""),
        linked=found.body in overseen(staff.actor, staff.today),
        cells=_cells(data_set, found, whole), history=_versions(data_set, history), may_change=own,
        body=organisations.latest_bodies([found.body]).get(found.body),
        objections=[(each, OBJECTION_STATES.get(each.state, each.state))
                    for each in others.public_objections(data_set.name, row)],
        address=f"/data/{data_set.name}/{row}/",
        crumbs=set_crumbs(data_set, (_("第 {n} 条").format(n=row), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def correct(request: StaffRequest, name: str, row: int) -> HttpResponse:
    """更正: the row whole as it stands, to be changed."""
    data_set = data_set_of(request, name)
    cells = _own(request, data_set, row)
    posted = request.POST if request.method == "POST" else None
    form = RowForm(posted, data_set=data_set, initial=with_titles(data_set, cells))
    reason = PublicReasonForm(posted)
    if posted is not None and reason.is_valid():
        done = actions.correct(
            actor=request.staff.actor, now=request.staff.now, data_set=name, number=row, row=form.cells(),
            reason=reason.cleaned_data["reason"],
        )  # fmt: skip
        if not isinstance(done, Refused):
            return _sent(request, done.pk)
        _tell(done, form, reason)
    return _page(request, data_set, row, _("更正"), reason, form)


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def withdraw(request: StaffRequest, name: str, row: int) -> HttpResponse:
    """撤回."""
    data_set = data_set_of(request, name)
    _own(request, data_set, row)
    reason = PublicReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and reason.is_valid():
        done = actions.withdraw(
            actor=request.staff.actor, now=request.staff.now, data_set=name, number=row,
            reason=reason.cleaned_data["reason"],
        )  # fmt: skip
        if not isinstance(done, Refused):
            return _sent(request, done.pk)
        into_form(reason, done)
    return _page(request, data_set, row, _("撤回"), reason, None)


def _own(request: StaffRequest, data_set: DataSet, row: int) -> dict[str, str]:
    found = whole_row(request.staff.actor, request.staff.today, data_set, row)
    if found is None:
        raise Http404
    return found


def _sent(request: StaffRequest, release_id: int) -> HttpResponse:
    messages.success(request, _("已送审。另一位同事审核通过并公布后生效。"))
    return redirect("workbench:data_release", release_id)


def _tell(refused: Refused, form: RowForm, reason: PublicReasonForm) -> None:
    """Beside its cell, beside the reason, or above."""
    of_cells = [(name, said) for name, said in refused.details if name in form.fields]
    if of_cells and not any(name == "reason" for name, _said in refused.details):
        form.tell(of_cells)
    else:
        into_form(reason, refused)


def _page(
    request: StaffRequest, data_set: DataSet, row: int, title: str, reason: PublicReasonForm,
    form: RowForm | None,
) -> HttpResponse:  # fmt: skip
    back = reverse("workbench:data_row", args=[data_set.name, row])
    return page(
        request, "workbench/disclosure/change.html", SECTION, data_set=translated(data_set), title=title,
        reason=reason, form=form, back=back, row=row,
        crumbs=set_crumbs(data_set, (_("第 {n} 条").format(n=row), back), (title, "")),
    )  # fmt: skip


def _cells(data_set: DataSet, row: RowCard, whole: dict[str, str] | None) -> list[tuple[str, str, str]]:
    """(title, value, note) of what the reader may see."""
    found = []
    for column in data_set.columns:
        public = cell(data_set, column.name, row.content)
        said = (whole or {}).get(column.name, "")
        if column.personal is not None and said:
            hidden = _("不对公众显示") if not public else _("公众看到：{shown}").format(shown=public)
            found.append((column.title, said, "" if public == said else hidden))
        elif public:
            found.append((column.title, public, ""))
    return found


def _versions(data_set: DataSet, history: tuple[RowCard, ...]) -> list[tuple[RowCard, list[Any]]]:
    """Each version with what differs from the one before: (title, before, after)."""
    found: list[tuple[RowCard, list[Any]]] = []
    for at, each in enumerate(history):
        before = history[at + 1].content if at + 1 < len(history) else None
        differing = [] if before is None else [
            (column.title, cell(data_set, column.name, before), cell(data_set, column.name, each.content))
            for column in data_set.columns
            if before.get(column.name) != each.content.get(column.name)
        ]  # fmt: skip
        found.append((each, differing))
    return found
