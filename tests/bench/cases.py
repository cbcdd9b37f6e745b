"""A city's casework at 100,000 cases: the board, the lists, one case, and the year's tables."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment
from django.utils import timezone

from gongkai.casework.models import Case
from gongkai.foundation import rulebook
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.reporting import counts
from tests.bench import casework_rows
from tests.bench.measure import Line, best, seconds
from tests.bench.pages import line, signed_in
from tests.bench.province import FOUNDED, found

CASES = 100_000
BODIES = 64
CITY_WIDE = "全市 64 个单位"
POSITION = 1_000_000_000
BY_HAND = """
SELECT body_id, kind, "group", regime, channel, applicant_type, extended, late,
       CASE WHEN closed_on < %(end)s THEN result END,
       received_on >= %(start)s,
       closed_on IS NULL OR closed_on >= %(end)s,
       count(*)
FROM casework_casestanding
WHERE recorded_from <= %(position)s AND (recorded_to IS NULL OR recorded_to > %(position)s)
  AND received_on < %(end)s AND (closed_on IS NULL OR closed_on >= %(start)s)
  AND body_id = ANY(%(bodies)s) AND round = 1
  AND kind IN ('request', 'reconsideration', 'lawsuit', 'complaint')
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
"""


def measure(root: Path, folder: Path) -> list[Line]:
    today = timezone.localdate()
    now = datetime.combine(today, time(1), UTC)
    city = found("cases", None, 0, now)
    bodies = [found(f"cases-{number}", city, number, now) for number in range(BODIES)]
    for username, body, role in (
        ("bench-office", city, Role.CITY_OFFICE), ("bench-clerk", bodies[0], Role.REQUEST_CLERK)
    ):  # fmt: skip
        _appointed(username, body, role, now)
    took = seconds(lambda: casework_rows.fill(bodies, CASES, today))
    size = f"{CASES:,} 件、{CASES * casework_rows.EVENTS:,} 个事件，{took:.0f} s"
    return [Line("装入案件", size), *_tables(bodies, today), *_pages(bodies[0])]


def _appointed(username: str, body: int, role: Role, now: datetime) -> None:
    person = organisations.create_person(
        actor=SYSTEM, now=now, body_id=body, username=username, name="基准", is_sample=True
    )
    assert isinstance(person, int), person
    done = organisations.appoint(actor=SYSTEM, now=now, person_id=person, body_id=body, role=role, on=FOUNDED)
    assert done, done


def _tables(bodies: list[int], today: date) -> list[Line]:
    year = today.year - 1
    form = rulebook.form_for(year)
    period = {"start": date(year, 1, 1), "end": date(year + 1, 1, 1), "position": POSITION, "bodies": bodies}

    def by_hand() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BY_HAND, period)
            cursor.fetchall()

    hand = best(by_hand, 5)
    each = best(lambda: counts.counted(form, year, bodies, POSITION), 5)
    whole = best(lambda: counts.case_table(form, year, bodies, POSITION), 5)
    return [
        Line(f"表三、表四，{BODIES} 个单位：手写一条 SQL", f"{hand * 1000:.0f} ms"),
        Line(
            f"表三、表四，{BODIES} 个单位各一份", f"{each * 1000:.0f} ms，{each / hand:.1f} 倍", "至多 3 倍"
        ),
        Line("表三、表四，全市合计", f"{whole * 1000:.0f} ms，{whole / hand:.1f} 倍", "至多 3 倍"),
    ]


def _pages(body: int) -> list[Line]:
    settings.SESSION_COOKIE_SECURE = False
    one = Case.objects.filter(body_id=body, kind="request", closed_on__isnull=True).order_by("pk")[0]
    setup_test_environment()
    try:
        office, clerk = signed_in("bench-office"), signed_in("bench-clerk")
        return [
            line(f"期限看板，{CITY_WIDE}", office, "/workbench/cases/board/"),
            line("期限看板，一个单位", clerk, "/workbench/cases/board/"),
            line(f"案件列表，{CITY_WIDE}", office, "/workbench/cases/"),
            line("案件列表，一个单位", clerk, "/workbench/cases/"),
            line("一件申请的办理页", clerk, f"/workbench/cases/{one.pk}/"),
            line(f"依申请公开统计，{CITY_WIDE}", office, "/workbench/cases/statistics/"),
        ]
    finally:
        teardown_test_environment()
