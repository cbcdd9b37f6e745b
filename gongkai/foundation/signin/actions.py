"""Verbs on sign-in: tie an identity to its account, take away a lost second factor, end sessions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialLogin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations import policy, queries
from gongkai.foundation.organisations.roles import SYSTEM, Actor
from gongkai.foundation.signin.models import SignIn


@verb("person.link_identity")
def _link(
    *, actor: Actor, now: datetime, person_id: int, sociallogin: SocialLogin, request: HttpRequest
) -> int:
    person = queries.account(person_id)
    sociallogin.connect(request, person)
    record(
        subject=("identity", person_id), body=None, after={"provider": sociallogin.account.provider},
        reason="按管理员设定的对应规则",
    )  # fmt: skip
    return person_id


def link_identity(*, now: datetime, person_id: int, sociallogin: SocialLogin, request: HttpRequest) -> int:
    """Tie the single sign-on's identity to the account, by the administrator's rule."""
    actor = replace(SYSTEM, code="system:single_sign_on")
    return _link(actor=actor, now=now, person_id=person_id, sociallogin=sociallogin, request=request)


def person_for_identity(claims: Mapping[str, Any], rule: str) -> int | None:
    """The one active account an identity belongs to by `rule`: "username", "email" (verified only), or ""."""
    if rule == "username":
        return queries.account_by(username=str(claims.get("preferred_username") or ""))
    if rule == "email" and claims.get("email_verified") is True:
        return queries.account_by(email=str(claims.get("email") or ""))
    return None


@verb("person.reset_second_factor")
def reset_second_factor(*, actor: Actor, now: datetime, person_id: int, reason: str) -> int | Refused:
    """The person has lost his second factor: it is removed, and he must enrol again at the next sign-in."""
    refused = policy.may_administer_person(actor, person_id, timezone.localdate(now))
    if refused is not None:
        return refused
    removed, _kinds = Authenticator.objects.filter(user_id=person_id).delete()
    _end_sessions(person_id)
    record(
        subject=("second_factor", person_id), body=None, before={"number": removed}, after={"number": 0},
        reason=reason,
    )  # fmt: skip
    return person_id


@verb("person.end_sessions")
def end_sessions(*, actor: Actor, now: datetime, person_id: int, reason: str) -> int | Refused:
    """The person is signed out everywhere."""
    refused = policy.may_administer_person(actor, person_id, timezone.localdate(now))
    if refused is not None:
        return refused
    ended = _end_sessions(person_id)
    record(
        subject=("sessions", person_id),
        body=None,
        before={"number": ended},
        after={"number": 0},
        reason=reason,
    )
    return ended


@verb("person.erase")
def erase_person(*, actor: Actor, now: datetime, person_id: int, reason: str) -> int | Refused:
    """删除个人信息 (《个人信息保护法》第四十七条): name, contacts, credentials, traces of sign-in.

    The number stays, and with it everything the ledger tells.
    """
    refused = policy.may_administer_person(actor, person_id, timezone.localdate(now))
    if refused is not None:
        return refused
    person = queries.account(person_id)
    if person.is_active:
        return Refused(Message(N_("请先停用账号，再删除个人信息")))
    _end_sessions(person_id)
    Authenticator.objects.filter(user_id=person_id).delete()
    SocialAccount.objects.filter(user_id=person_id).delete()
    for traces in (AccessAttempt, AccessFailureLog, AccessLog):
        traces.objects.filter(username__iexact=person.username).delete()
    write(
        person, reason=reason, username=f"erased-{person_id}", name=_("已删除"), email="", phone="",
        password=make_password(None), last_login=None,
    )  # fmt: skip
    return person_id


def _end_sessions(person_id: int) -> int:
    keys = list(SignIn.objects.filter(person_id=person_id).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
    return len(keys)
