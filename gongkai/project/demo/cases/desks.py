"""The people of a body with a part in its cases, as the verbs see them."""

from dataclasses import dataclass
from datetime import date

from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import Actor
from gongkai.project.demo.city import SampleBody


@dataclass(frozen=True, slots=True)
class Staff:
    """One body's. Appointments do not change within the sample's time."""

    body: int
    code: str
    place: str
    clerk: Actor
    reviewer: Actor
    confidentiality: Actor
    legal: Actor
    signer: Actor
    head: Actor


def staff_of(body: SampleBody, day: date) -> Staff:
    """Those in office on `day`."""
    desk = body.desk
    numbers = (desk.clerk, desk.reviewer, desk.confidentiality, desk.legal, desk.signer, desk.head)
    known = {number: actor_for(number, day) for number in set(numbers)}
    return Staff(body.id, body.share.code, body.short_name, *(known[number] for number in numbers))
