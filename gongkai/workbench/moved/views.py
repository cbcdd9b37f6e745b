"""Old addresses: one by one, by a list, and closed again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.moved import actions, lists, queries
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.shell import StaffRequest, page, staff_view

SHOWN = 50
BAD_SHOWN = 200
WHO = (Role.CITY_OFFICE,)


class AddForm(forms.Form):
    old = forms.CharField(
        label=gettext_lazy("旧网址"),
        max_length=600,
        help_text=gettext_lazy("例如 http://旧网站/art/2017/3/2/1.html"),
    )
    new = forms.CharField(
        label=gettext_lazy("新网址"),
        max_length=400,
        help_text=gettext_lazy("本网站的页面，例如 /documents/…/"),
    )


class ListForm(forms.Form):
    list = forms.FileField(
        label=gettext_lazy("清单"), help_text=gettext_lazy("XLSX 或 CSV，两列：旧网址、新网址。")
    )
    only_check = forms.BooleanField(label=gettext_lazy("先只检查，不载入"), required=False, initial=True)


@require_http_methods(["GET", "POST"])
@staff_view(*WHO)
def old_addresses(request: StaffRequest) -> HttpResponse:
    """All of them, and the form for one more."""
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = actions.add(
            actor=request.staff.actor,
            now=request.staff.now,
            old=form.cleaned_data["old"],
            new=form.cleaned_data["new"],
        )
        if not isinstance(done, Refused):
            messages.success(request, _("已设置。"))
            return redirect("workbench:old_addresses")
        form.add_error(None, done.reason.in_language(_))
    return _page(request, form, ListForm())


@require_POST
@staff_view(*WHO)
def load(request: StaffRequest) -> HttpResponse:
    """What is wrong in a list, row by row; then what is right is loaded."""
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, AddForm(), form)
    file = form.cleaned_data["list"]
    try:
        lines = lists.read(file.read(lists.LARGEST + 1))
    except lists.UnreadableError as error:
        form.add_error("list", error.message.in_language(_))
        return _page(request, AddForm(), form)
    good = [each.pair for each in lines if each.pair is not None]
    bad = [each for each in lines if each.problem is not None]
    told: dict[str, Any] = {"good": len(good), "bad": bad[:BAD_SHOWN], "bad_count": len(bad)}
    if not form.cleaned_data["only_check"]:
        done = actions.load(actor=request.staff.actor, now=request.staff.now, pairs=good)
        told |= {"refused": done.reason} if isinstance(done, Refused) else {"done": done}
    return _page(request, AddForm(), form, checked=told)


@require_POST
@staff_view(*WHO)
def close(request: StaffRequest, old_address_id: int) -> HttpResponse:
    done = actions.close(
        actor=request.staff.actor, now=request.staff.now, old_address_id=old_address_id,
        reason=request.POST.get("reason", "")[:200],
    )  # fmt: skip
    if isinstance(done, Refused):
        messages.error(request, done.reason.in_language(_))
    else:
        messages.success(request, _("已停用。"))
    return redirect("workbench:old_addresses")


def _page(request: StaffRequest, form: AddForm, list_form: ListForm, **more: object) -> HttpResponse:
    words = request.GET.get("q", "").strip().replace("\x00", "")[:100]
    after = request.GET.get("after", "")
    found = queries.old_addresses(words, int(after[:15]) if after.isdecimal() else 0, SHOWN + 1)
    return page(
        request, "workbench/moved/list.html", "integration", form=form, list_form=list_form,
        found=found[:SHOWN], after=found[SHOWN - 1].id if len(found) > SHOWN else None, words=words,
        crumbs=[(_("旧网址"), "")], **more,
    )  # fmt: skip
