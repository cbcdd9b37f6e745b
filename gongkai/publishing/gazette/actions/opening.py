"""The masthead, and a new issue."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.gazette import policy
from gongkai.publishing.gazette.models import Gazette, Issue
from gongkai.publishing.gazette.queries.visible import NoSuchIssueError, gazettes_visible_to

_ISSN = re.compile(r"(\d{4})-(\d{3})([\dX])")


@dataclass(frozen=True, slots=True)
class Masthead:
    """刊名, ISSN, 国内统一刊号, who edits it, and from which release on it must be complete."""

    title: str
    editor: str
    since: date
    issn: str = ""
    serial_number: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Year, number within it, 总期号 where one is kept, the printed day, and the period taken in: from
    `starts` to before `ends`."""

    year: int
    number: int
    dated: date
    starts: date
    ends: date
    total_number: int | None = None


@verb("gazette.set_up")
def set_up(*, actor: Actor, now: datetime, body_id: int, masthead: Masthead) -> Gazette | Refused:
    """Set up the gazette of a government, or change its masthead. Issues that are out keep theirs."""
    if not actor.is_system and not any(actor.holds(role, body_id) for role in policy.MASTERS):
        return Refused(Message(N_("只有公开机构负责人或者单位管理员可以设置公报。")), policy.ARTICLE)
    if not masthead.title.strip() or not masthead.editor.strip():
        return Refused(Message(N_("请写明刊名和编辑单位。")), policy.ARTICLE)
    problem = issn_problem(masthead.issn)
    if problem is not None:
        return Refused(problem, "GB/T 9999.1 中国标准连续出版物号", (("issn", problem),))
    found = Gazette.objects.select_for_update().filter(body=body_id).first()
    row = found or Gazette(body_id=body_id)
    write(
        row, title=masthead.title.strip(), editor=masthead.editor.strip(), since=masthead.since,
        issn=masthead.issn.strip(), serial_number=masthead.serial_number.strip(),
        contact=masthead.contact.strip(), revision=row.revision + (found is not None),
    )  # fmt: skip
    return row


def issn_problem(issn: str) -> Message | None:
    """ISO 3297: eight characters, the last a check digit modulo 11. None when it is right or left out."""
    if not issn.strip():
        return None
    found = _ISSN.fullmatch(issn.strip())
    if found is None:
        return Message(N_("ISSN 应写作 1234-5679 的样子。"))
    digits = [int(each) for each in found[1] + found[2]]
    rest = -sum(weight * digit for weight, digit in zip(range(8, 1, -1), digits, strict=True)) % 11
    if found[3] != ("X" if rest == 10 else str(rest)):
        return Message(N_("ISSN 的校验码不对，请核对。"))
    return None


@verb("gazette.open")
def open_issue(
    *, actor: Actor, now: datetime, gazette_id: int, numbers: Numbers, is_sample: bool = False
) -> Issue | Refused:
    """新开一期."""
    issue = begun(actor=actor, now=now, gazette_id=gazette_id, numbers=numbers, is_sample=is_sample)
    if isinstance(issue, Refused):
        return issue
    decision = policy.decide(
        "open", "gazette.open", policy.standing(actor, issue.body_id, timezone.localdate(now))
    )
    if isinstance(decision, Refused):
        return decision
    write(issue)
    return issue


def begun(
    *, actor: Actor, now: datetime, gazette_id: int, numbers: Numbers, is_sample: bool = False
) -> Issue | Refused:
    """An issue not yet written, if its numbers are free. Raises NoSuchIssueError for a gazette the person
    does not see. The gazette is locked, so that two people don't take one number."""
    day = timezone.localdate(now)
    gazette = gazettes_visible_to(actor, day).select_for_update(of=("self",)).filter(pk=gazette_id).first()
    if gazette is None:
        raise NoSuchIssueError(gazette_id)
    if numbers.ends <= numbers.starts:
        return Refused(Message(N_("收录时段的末日应当在首日以后。")))
    if numbers.number < 1 or not 1900 <= numbers.year <= 2200:
        return Refused(Message(N_("年份或者期号不对。")))
    living = Issue.objects.filter(gazette=gazette).exclude(state="dropped")
    if living.filter(year=numbers.year, number=numbers.number).exists():
        return Refused(
            Message(N_("{year}年第{number}期已经有了。"), {"year": numbers.year, "number": numbers.number})
        )
    if numbers.total_number is not None and living.filter(total_number=numbers.total_number).exists():
        return Refused(Message(N_("总第{number}期已经有了。"), {"number": numbers.total_number}))
    return Issue(
        gazette=gazette, body_id=gazette.body_id, year=numbers.year, number=numbers.number,
        total_number=numbers.total_number, starts=numbers.starts, ends=numbers.ends, dated=numbers.dated,
        state="open", opened_by=actor.code, opened_at=now, touched_at=now, is_sample=is_sample,
    )  # fmt: skip
