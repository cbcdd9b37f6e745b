"""异议和意见: whoever finds something wrong in a posted row, in a list of people, or in a list as a whole
says so here; the body answers, and its answer stands beside the list."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongkai.disclosure import actions, posted
from gongkai.disclosure.queries import rows, sets
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.portal.data.cells import title
from gongkai.portal.data.shell import card_at, clock, names_on, of_set, page, today, translated_card
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
        label=gettext_lazy("姓名或者单位名称"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("请写明姓名或者单位名称。")},
    )  # fmt: skip
    contact = forms.CharField(
        label=gettext_lazy("联系方式"), max_length=120,
        help_text=gettext_lazy("电话或者邮箱，用来答复您，不公开。"),
        error_messages={"required": gettext_lazy("请写明联系方式，以便答复。")},
    )  # fmt: skip


class ListForm(ObjectionForm):
    """To the list as one body keeps it."""

    field_order = ("body", "text", "name", "contact")
    body = forms.TypedChoiceField(
        label=gettext_lazy("哪个单位的"), coerce=int,
        error_messages={"required": gettext_lazy("请选择单位。")},
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["body"]
        assert isinstance(chosen, forms.ChoiceField)
        first = [("", _("请选择"))] if len(bodies) > 1 else []
        chosen.choices = [*first, *bodies.items()]
        self.fields["text"].label = _("哪里不对、漏了什么，或者有什么建议")


@private
@require_http_methods(["GET", "POST"])
def object_to(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """To a row: the form; after it, when the answer is due. What was typed is not lost when it is refused."""
    day = today()
    card, names = translated_card(card_at(name, day)), names_on(day)
    row = rows.row(card.data_set, number)
    told = title(card.data_set, row.content, names) if row else ""
    way = (told, reverse("portal:data_row", args=[name, number]))
    return _asked(request, name, ObjectionForm(request.POST or None), way, number)


@private
@require_http_methods(["GET", "POST"])
def object_to_list(request: HttpRequest, name: str) -> HttpResponse:
    """To a list as one body keeps it."""
    day = today()
    card_at(name, day)
    names = names_on(day)
    bodies = {each: names.body(each) for each in sets.who_answers(name)}
    return _asked(request, name, ListForm(request.POST or None, bodies=bodies))


def _asked(
    request: HttpRequest, name: str, form: ObjectionForm, way: tuple[str, str] = ("", ""),
    number: int = posted.WHOLE,
) -> HttpResponse:  # fmt: skip
    now = clock()
    card, due = translated_card(card_at(name, timezone.localdate(now))), None
    if request.method == "POST" and form.is_valid():
        if wait := seconds_to_wait(request, "objection", submissions_an_hour(), now):
            return slowed(request, wait, "fields")
        said = form.cleaned_data
        made = actions.object_to(
            actor=PUBLIC, now=now, data_set=name, number=number, name=said["name"], contact=said["contact"],
            text=said["text"], body_id=said.get("body"),
        )  # fmt: skip
        if isinstance(made, Refused):
            form.add_error(None, ValidationError(made.reason.in_language(_)))
        else:
            due = made.due_on
    crumbs = [of_set(card), *([way] if way[0] else []), (_("提出异议"), "")]
    return page(
        request, "object", *crumbs, status=400 if form.errors else 200, card=card, form=form, due=due,
        title=way[0], number=number, workdays=settings.OBJECTION_ANSWER_WORKDAYS,
        is_posted=posted.is_posted(card.data_set),
    )  # fmt: skip
