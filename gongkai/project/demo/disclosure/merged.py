"""An office that is merged into another in mid-year: what it published stays, who took it over answers for
it."""

from dataclasses import replace
from datetime import date

from gongkai.core.disclosure.schema import DataSet
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.actions import BodyFacts
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.project.demo.city import SampleBody, SampleCity
from gongkai.project.demo.disclosure.batches import Batch, samples_of
from gongkai.project.demo.disclosure.growing import another
from gongkai.project.demo.figures import Share
from gongkai.project.demo.ground import FOUNDED, SET_UP, YEAR, done, moment
from gongkai.project.demo.staff import Desk, person

CODE, HEIR, PUBLISHED = "fgb", "fcj", "inspection_items"
MERGED_ON, _OUT = date(YEAR, 7, 3), date(YEAR, 3, 30)
_TURN = 90  # of the samples' copies: no other body has these codes


def enter_office(city: SampleCity) -> SampleBody:
    """The office with a writer and a reviewer. It makes no annual report of its own."""
    name, short = "临沂市住房制度改革办公室（示例）", "市房改办"
    facts = BodyFacts(
        name=name, short_name=short, level="city", kind="department", parent=city.city.id,
        reports_to_parent=False, division_code="", credit_code="", order=99,
    )  # fmt: skip
    body = done(organisations.found_body(actor=SYSTEM, now=SET_UP, code=CODE, facts=facts, on=FOUNDED))
    clerk = person(f"{CODE}-tianbao", f"{short}填报人（示例）", body, Role.STATISTICS_CLERK)
    reviewer = person(f"{CODE}-shenhe", f"{short}审核人（示例）", body, Role.REVIEWER)
    desk = Desk(clerk, reviewer, reviewer, reviewer, reviewer, reviewer)
    return replace(
        city.city, id=body, share=Share(CODE, "department", 0), short_name=short, clerk=clerk,
        reviewer=reviewer, desk=desk,
    )  # fmt: skip


def published(data_set: DataSet) -> Batch:
    """What it gave out before the merger."""
    code = data_set.column("code")
    rows = [
        row | {"code": another(code, row["code"], _TURN, place), "body": CODE, "since": date(YEAR, 3, 20)}
        for place, row in enumerate(samples_of(data_set))
    ]
    return Batch(data_set.name, CODE, _OUT, rows)


def merge(office: SampleBody, heir: SampleBody) -> None:
    done(
        organisations.merge_bodies(
            actor=SYSTEM, now=moment(MERGED_ON, 9), body_ids=[office.id], into=heir.id, on=MERGED_ON,
            reason="职责并入房产和住房保障局（示例）",
        )
    )  # fmt: skip
