"""The demonstration's accounts: who they are, and how to sign in with both factors.

The demonstration tells passwords and present one-time codes on a page, which exists only while
`GONGKAI_DEMO` is on. A real installation has no such page and no such accounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.foundation.organisations.queries import bodies_on, people_visible_to
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.organisations.values import BodyOnDay, PersonCard
from gongkai.project.demo.staff import PASSWORD, TOLD


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """A line of the page: who, where, what he may do, and his two factors."""

    username: str
    name: str
    body: str
    role: str
    password: str
    code: str


def enrol() -> None:
    """Give each told account a second factor, as its owner would on first signing in."""
    for person in get_user_model().objects.filter(username__in=TOLD).order_by("pk"):
        totp.TOTP.activate(person, totp.generate_totp_secret())


def accounts() -> list[SampleAccount]:
    """The told accounts, in the order of `TOLD`, with the code of this half minute."""
    day = timezone.localdate()
    people = [person for person in people_visible_to(SYSTEM, day) if person.username in TOLD]
    names = bodies_on(day, [appointment.body for person in people for appointment in person.appointments])
    secrets = dict(
        Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", "data__secret")
    )
    lines = [_line(person, names, secrets.get(person.id)) for person in people]
    return sorted(lines, key=lambda line: TOLD.index(line.username))


def _line(person: PersonCard, names: Mapping[int, BodyOnDay], secret: str | None) -> SampleAccount:
    held = person.appointments
    return SampleAccount(
        username=person.username,
        name=person.name,
        body=names[held[0].body].name if held else "",
        role="、".join(str(appointment.role.label) for appointment in held),
        password=PASSWORD,
        code=_code(secret) if secret else _("未设置"),
    )


def _code(secret: str) -> str:
    counters = list(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(decrypt(secret), counters[len(counters) // 2]))
