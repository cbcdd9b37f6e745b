"""公示异议: whoever finds something wrong in a list that is posted says so here, while it is posted."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongkai.disclosure import actions
from gongkai.disclosure.queries import rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.portal.data.cells import title
from gongkai.portal.data.shell import card_at, clock, names_on, of_set, page
from gongkai.portal.frame import private
from gongkai.portal.limits import seconds_to_wait, slowed, submissions_an_hour

LONGEST = 4_000


class ObjectionForm(forms.Form):
    """By name, so that it can be answered; only the body reads who it was."""

    text = forms.CharField(
        label=gettext_lazy("哪里不对，为什么"), widget=forms.Textarea(attrs={"rows": 6}), max_length=LONGEST,
        error_messages={"required": gettext_lazy("请写明异议的事实和理由。")},
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("姓名或者单位名称"), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("请写明姓名或者单位名称。")},
    )  # fmt: skip
    contact = forms.CharField(
        label=gettext_lazy("联系方式"), max_length=120, help_text=gettext_lazy("电话或者邮箱，用来答复您。"),
        error_messages={"required": gettext_lazy("请写明联系方式，以便答复。")},
    )  # fmt: skip


@private
@require_http_methods(["GET", "POST"])
def object_to(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The form; after it, when the answer is due. What was typed is not lost when it is refused."""
    now = clock()
    card, names = card_at(name, now.date()), names_on(now.date())
    row = rows.row(card.data_set, number)
    form = ObjectionForm(request.POST or None)
    due = None
    if request.method == "POST" and form.is_valid():
        if wait := seconds_to_wait(request, "objection", submissions_an_hour(), now):
            return slowed(request, wait, "fields")
        said = form.cleaned_data
        made = actions.object_to(
            actor=PUBLIC, now=now, data_set=name, number=number, name=said["name"], contact=said["contact"],
            text=said["text"],
        )  # fmt: skip
        if isinstance(made, Refused):
            form.add_error(None, ValidationError(made.reason.in_language(_)))
        else:
            due = made.due_on
    told = title(card.data_set, row.content, names) if row else ""
    way = (told, reverse("portal:data_row", args=[name, number]))
    return page(
        request, "object", of_set(card), way, (_("提出异议"), ""), status=400 if form.errors else 200,
        card=card, form=form, due=due, title=told, number=number,
    )  # fmt: skip
