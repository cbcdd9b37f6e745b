"""People: accounts and appointments, for the body's administrator and the office above."""

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import actions, queries
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.organisations.values import PersonCard
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.organisations.choices import BodyField, DayField, StaffForm
from gongkai.workbench.shell import OVERSEEING, StaffRequest, page, staff_view

SECTION = "people"
SEEING = (Role.BODY_ADMINISTRATOR, *OVERSEEING)
MANAGING = (Role.BODY_ADMINISTRATOR, Role.CITY_OFFICE)


class PersonForm(StaffForm):
    """A new account."""

    body = BodyField(label=gettext_lazy("单位"))
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    username = forms.CharField(
        label=gettext_lazy("用户名"),
        max_length=60,
        help_text=gettext_lazy("登录用，字母和数字，以后不能改。"),
    )
    email = forms.EmailField(label=gettext_lazy("电子邮箱"), required=False)
    phone = forms.CharField(label=gettext_lazy("电话"), max_length=30, required=False)
    role = forms.ChoiceField(label=gettext_lazy("岗位"), choices=Role.choices)


class AppointmentForm(StaffForm):
    body = BodyField(label=gettext_lazy("单位"))
    role = forms.ChoiceField(label=gettext_lazy("岗位"), choices=Role.choices)
    on = DayField(label=gettext_lazy("自何日起"))


@require_GET
@staff_view(*SEEING)
def people(request: StaffRequest) -> HttpResponse:
    """Visible people with what they are appointed to today."""
    found = queries.people_visible_to(request.staff.actor, request.staff.today)
    ids = {each.body for person in found for each in person.appointments}
    return page(
        request, "workbench/organisations/people.html", SECTION,
        people=[(person, _standing(person, request)) for person in found], bodies=queries.latest_bodies(ids),
        may_manage=request.staff.acts_as(*MANAGING), crumbs=[(_("人员"), "")],
    )  # fmt: skip


def _standing(person: PersonCard, request: StaffRequest) -> list[Any]:
    today = request.staff.today
    return [each for each in person.appointments if each.valid_to is None or each.valid_to > today]


@require_http_methods(["GET", "POST"])
@staff_view(*MANAGING)
def create(request: StaffRequest) -> HttpResponse:
    """A new account with its first role. Its first password is shown once."""
    form = PersonForm(request.POST if request.method == "POST" else None, staff=request.staff, body_id=0)
    field = form.fields["body"]
    assert isinstance(field, BodyField)
    field.offer(request.staff)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        body_id, role = said.pop("body"), Role(said.pop("role"))
        who: dict[str, Any] = {"actor": request.staff.actor, "now": request.staff.now}
        password = secrets.token_urlsafe(9)
        result = actions.create_person(body_id=body_id, password=password, **said, **who)
        if not isinstance(result, Refused):
            appointed = actions.appoint(
                person_id=result, body_id=body_id, role=role, on=request.staff.today, **who
            )
            say(request, appointed, _first_password(password))
            return redirect("workbench:person", result)
        into_form(form, result)
    return page(
        request, "workbench/form.html", SECTION, form=form, title=_("新建账号"), subtitle="",
        back=reverse("workbench:people"),
        crumbs=[(_("人员"), reverse("workbench:people")), (_("新建账号"), "")],
    )  # fmt: skip


def _first_password(password: str) -> str:
    return _("初始密码是 {password} ，只显示这一次。请当面交给本人，并请其登录后修改。").format(
        password=password
    )


def visible_person(request: StaffRequest, person_id: int) -> PersonCard:
    """404 when the person may not be seen."""
    found = queries.person(request.staff.actor, person_id, request.staff.today)
    if found is None:
        raise Http404
    return found


@require_GET
@staff_view(*SEEING)
def person(request: StaffRequest, person_id: int) -> HttpResponse:
    """One colleague: contact, roles, and what may be changed."""
    return _person_page(request, visible_person(request, person_id), _appointment_form(request, None))


def _appointment_form(request: StaffRequest, data: Any) -> AppointmentForm:
    form = AppointmentForm(data, staff=request.staff, body_id=0, initial={"on": request.staff.today})
    field = form.fields["body"]
    assert isinstance(field, BodyField)
    field.offer(request.staff)
    return form


def _person_page(request: StaffRequest, seen: PersonCard, form: AppointmentForm) -> HttpResponse:
    bodies = queries.latest_bodies({each.body for each in seen.appointments})
    return page(
        request, "workbench/organisations/person.html", SECTION,
        person=seen, bodies=bodies, form=form, may_manage=request.staff.acts_as(*MANAGING),
        crumbs=[(_("人员"), reverse("workbench:people")), (seen.name, "")],
    )  # fmt: skip


@require_POST
@staff_view(*MANAGING)
def appoint(request: StaffRequest, person_id: int) -> HttpResponse:
    seen = visible_person(request, person_id)
    form = _appointment_form(request, request.POST)
    if form.is_valid():
        result = actions.appoint(
            actor=request.staff.actor, now=request.staff.now, person_id=person_id,
            body_id=form.cleaned_data["body"], role=Role(form.cleaned_data["role"]),
            on=form.cleaned_data["on"],
        )  # fmt: skip
        if not isinstance(result, Refused):
            messages.success(request, _("已任命。"))
            return redirect("workbench:person", person_id)
        into_form(form, result)
    return _person_page(request, seen, form)


@require_POST
@staff_view(*MANAGING)
def end_appointment(request: StaffRequest, person_id: int, appointment_id: int) -> HttpResponse:
    seen = visible_person(request, person_id)
    if appointment_id not in {each.id for each in seen.appointments}:
        raise Http404
    result = actions.end_appointment(
        actor=request.staff.actor, now=request.staff.now, appointment_id=appointment_id,
        on=request.staff.today, reason=request.POST.get("reason", ""),
    )  # fmt: skip
    say(request, result, _("任职已结束。"))
    return redirect("workbench:person", person_id)


@require_POST
@staff_view(*MANAGING)
def deactivate(request: StaffRequest, person_id: int) -> HttpResponse:
    visible_person(request, person_id)
    result = actions.deactivate_person(
        actor=request.staff.actor, now=request.staff.now, person_id=person_id,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    say(request, result, _("账号已停用。"))
    return redirect("workbench:people")


@require_POST
@staff_view(*MANAGING)
def new_password(request: StaffRequest, person_id: int) -> HttpResponse:
    """A forgotten password is replaced by one that is shown once."""
    visible_person(request, person_id)
    password = secrets.token_urlsafe(9)
    result = actions.set_password(
        actor=request.staff.actor, now=request.staff.now, person_id=person_id, password=password,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    say(request, result, _first_password(password))
    return redirect("workbench:person", person_id)
