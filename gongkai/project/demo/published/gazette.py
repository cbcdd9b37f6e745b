"""The year's twelve issues of the city's gazette: put together by one, approved by another, printed, given
away."""

from collections.abc import Mapping
from datetime import date, datetime

from gongkai.foundation.organisations.queries import actor_for
from gongkai.project.demo.cases.playing import Story
from gongkai.project.demo.city import SampleBody
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR, done, moment
from gongkai.publishing.channels import sending
from gongkai.publishing.gazette import actions, duty, making
from gongkai.publishing.gazette.actions import Masthead, Numbers

_CLOSES, _OUT = 26, 28  # days of the month
_TO: Mapping[str, int] = {"reading_point": 4, "library": 1, "service_centre": 3, "grassroots": 12}
"""Shares of the places to which copies went."""


def story(body: SampleBody, issues: int, copies: int) -> Story:
    """Every issue of the year, one a month. `copies`: given away in the year."""
    yield (now := moment(date(YEAR, 1, 4), 8, 40))
    masthead = Masthead(
        "临沂市人民政府公报（示例）", "临沂市人民政府办公室（示例）", date(YEAR, 1, 1), issn="2049-3630",
        contact="示例路1号 电话 0000-0000000",
    )  # fmt: skip
    head = actor_for(body.desk.head, now.date())
    gazette = done(actions.set_up(actor=head, now=now, body_id=body.id, masthead=masthead))
    for number, given in zip(range(1, issues + 1), spread(copies, [1] * issues), strict=True):
        yield (now := moment(date(YEAR, number, _OUT), 10))
        _issue(body, gazette.pk, number, given, now)


def _issue(body: SampleBody, gazette: int, number: int, given: int, now: datetime) -> None:
    editor, head = actor_for(body.clerk, now.date()), actor_for(body.desk.head, now.date())
    starts = date(YEAR, number - 1, _CLOSES) if number > 1 else date(YEAR, 1, 1)
    numbers = Numbers(YEAR, number, now.date(), starts, date(YEAR, number, _CLOSES))
    opened = done(
        actions.open_issue(actor=editor, now=now, gazette_id=gazette, numbers=numbers, is_sample=True)
    )
    issue = opened.pk
    documents = [each.document_id for each in duty.lacking(opened)]
    done(actions.add(actor=editor, now=now, issue_id=issue, document_ids=documents))
    done(actions.close(actor=editor, now=now, issue_id=issue))
    making.set_pages(issue, now)
    done(actions.approve(actor=head, now=now, issue_id=issue))
    done(actions.publish(actor=editor, now=now, issue_id=issue))
    sending.note_printed(now)
    parts = spread(given, list(_TO.values()))
    for place, copies in (("printed", given), *zip(_TO, parts, strict=True)):
        done(
            actions.record_copies(
                actor=editor, now=now, issue_id=issue, place=place, copies=copies, on=now.date()
            )
        )
