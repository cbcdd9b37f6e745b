"""Verbs on people and their appointments."""

from collections.abc import Callable
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations import policy
from gongkai.foundation.organisations.models import Appointment, Body, Person
from gongkai.foundation.organisations.roles import Actor, Role


@verb("person.create")
def create_person(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    username: str,
    name: str,
    email: str = "",
    phone: str = "",
    password: str | None = None,
    is_sample: bool = False,
) -> int | Refused:
    """A new account for a colleague of the body. Without a password it can't sign in until one is set."""
    refused = first_refusal(
        policy.may_administer_people(actor, body_id, timezone.localdate(now)),
        _wrong(username, name, email),
        _weak(password) if password is not None else None,
    )
    if refused is not None:
        return refused
    person = Person(
        username=username, name=name.strip(), email=email, phone=phone, created=now,
        password=make_password(password), is_sample=is_sample,
    )  # fmt: skip
    write(person)
    return person.pk


@verb("person.appoint")
def appoint(
    *, actor: Actor, now: datetime, person_id: int, body_id: int, role: Role, on: date
) -> int | Refused:
    """The person holds `role` in the body from the day `on`."""
    refused = first_refusal(
        policy.may_appoint(actor, person_id, body_id, role, on), _may_hold(person_id, body_id, role, on)
    )
    if refused is not None:
        return refused
    appointment = Appointment(person_id=person_id, body_id=body_id, role=role, valid_from=on)
    write(appointment)
    return appointment.pk


@verb("person.end_appointment")
def end_appointment(
    *, actor: Actor, now: datetime, appointment_id: int, on: date, reason: str = ""
) -> int | Refused:
    """The person no longer holds the role on the day `on`."""
    appointment = Appointment.objects.select_for_update().filter(pk=appointment_id).first()
    if appointment is None:
        return Refused(Message(N_("没有这项任职")))
    refused = policy.may_administer_people(actor, appointment.body_id, on)
    if refused is None and (appointment.valid_to is not None or on <= appointment.valid_from):
        refused = Refused(Message(N_("该任职已结束，或结束日期不晚于起始日期，请核对日期")))
    if refused is not None:
        return refused
    write(appointment, reason=reason, valid_to=on)
    return appointment_id


@verb("person.deactivate")
def deactivate_person(*, actor: Actor, now: datetime, person_id: int, reason: str) -> int | Refused:
    """The account can no longer sign in, and its appointments end today."""
    day = timezone.localdate(now)
    refused = policy.may_administer_person(actor, person_id, day)
    if refused is not None:
        return refused
    person = Person.objects.select_for_update().get(pk=person_id)
    write(person, reason=reason, is_active=False)
    for held in Appointment.objects.filter(person=person, valid_to__isnull=True, valid_from__lt=day):
        write(held, reason=reason, valid_to=day)
    return person_id


@verb("person.set_password")
def set_password(
    *, actor: Actor, now: datetime, person_id: int, password: str, reason: str = ""
) -> int | Refused:
    """An administrator sets a first or forgotten password. The ledger keeps that it was set, no more."""
    refused = first_refusal(
        policy.may_administer_person(actor, person_id, timezone.localdate(now)), _weak(password)
    )
    if refused is not None:
        return refused
    person = Person.objects.select_for_update().get(pk=person_id)
    write(person, reason=reason, password=make_password(password))
    return person_id


def _may_hold(person_id: int, body_id: int, role: Role, on: date) -> Refused | None:
    if not Person.objects.filter(pk=person_id, is_active=True).exists():
        return Refused(Message(N_("没有这个人员，或账号已停用")))
    body = Body.objects.filter(pk=body_id).first()
    if body is None or body.founded > on or (body.closed is not None and body.closed <= on):
        return Refused(Message(N_("机构当日不存在，请核对日期")))
    if Appointment.objects.filter(
        person_id=person_id, body_id=body_id, role=role, valid_to__isnull=True
    ).exists():
        return Refused(Message(N_("该人员已担任此角色")))
    return None


def _wrong(username: str, name: str, email: str) -> Refused | None:
    problems = []
    if not name.strip():
        problems.append(("name", Message(N_("请填写姓名"))))
    if not _valid(UnicodeUsernameValidator(), username):
        problems.append(("username", Message(N_("用户名只能含文字、数字和 @ . + - _"))))
    elif Person.objects.filter(username=username).exists():
        problems.append(
            ("username", Message(N_("用户名“{username}”已有人使用，请另取一个"), {"username": username}))
        )
    if email and not _valid(validate_email, email):
        problems.append(("email", Message(N_("电子邮箱格式不对"))))
    if not problems:
        return None
    return Refused(Message(N_("人员信息有误，请改正后再提交")), details=tuple(problems))


def _weak(password: str) -> Refused | None:
    """Why the password can't be taken, by the installation's rules."""
    try:
        validate_password(password)
    except ValidationError as error:
        problems = tuple(("password", Message(text)) for text in error.messages)
        return Refused(Message(N_("密码不符合要求，请另设一个")), details=problems)
    return None


def _valid(validator: Callable[[str], None], value: str) -> bool:
    try:
        validator(value)
    except ValidationError:
        return False
    return True
