"""Who leads some of the sample's bodies and what these are there for, so that the pages of leaders and bodies
fill themselves. The names are invented."""

import tomllib

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.queries import actor_for
from gongkai.project.demo.city import SampleCity
from gongkai.project.demo.ground import DATA, IN_OFFICE_FROM, done, moment


def enter_leaders(city: SampleCity) -> None:
    """As the bodies' own people enter them in the registers."""
    bodies = {body.share.code: body for body in city.everyone}
    now = moment(IN_OFFICE_FROM, 10)
    for said in tomllib.loads((DATA / "leading.toml").read_text(encoding="utf-8"))["body"]:
        body = bodies.get(said["code"])
        if body is None:
            continue
        keeper = actor_for(body.clerk, IN_OFFICE_FROM)
        done(
            organisations.register_duty(
                actor=keeper, now=now, body_id=body.id, text=said["duty"], basis=said["basis"],
                valid_from=IN_OFFICE_FROM,
            )
        )  # fmt: skip
        for order, (name, post, duties) in enumerate(said["leaders"], start=1):
            done(
                organisations.register_leader(
                    actor=keeper, now=now, body_id=body.id, name=name, post=post, duties=duties,
                    valid_from=IN_OFFICE_FROM, order=order,
                )
            )  # fmt: skip
