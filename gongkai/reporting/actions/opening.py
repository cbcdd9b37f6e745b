"""Opening a year: one return for each body that reports, prefilled from the registers."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.core.forms import Form
from gongkai.core.messages import N_, Message
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.reporting.actions.prefilling import counted_columns
from gongkai.reporting.changes import Change, row_as_json
from gongkai.reporting.counts import counted
from gongkai.reporting.judgement import judge, note_findings
from gongkai.reporting.models import ReportingYear, Return, ReturnCell
from gongkai.reporting.queries.visible import day_of

ARTICLE = "《政府信息公开条例》（2019年修订）第四十九条；2007年条例第三十一条"


@dataclass(frozen=True, slots=True)
class OpenedYear:
    """`created` and `adopted` are return ids: new ones, and ones that joined from a year opened below."""

    id: int
    created: tuple[int, ...]
    adopted: tuple[int, ...]


@verb("reporting_year.open")
def open_year(
    *,
    actor: Actor,
    now: datetime,
    root_id: int,
    year: int,
    tree_day: date | None = None,
    asked_for: date | None = None,
) -> OpenedYear | Refused:
    """Open the report of `year` for a body and all below it that report (《条例》第四十九条).

    The tree of bodies is that of `tree_day`, by default 31 December of the year. Doing it again adds the
    bodies that have come since. `asked_for` is the day by which the office wants the returns from below;
    it can only be earlier than the law's.
    """
    refusal = _refusal(actor, root_id, year, day_of(now))
    if refusal is not None:
        return refusal
    form = rulebook.form_for(year)
    opening = _year(actor, now, root_id, year, form, tree_day, asked_for)
    bodies = _reporting(root_id, opening.tree_day)
    if not bodies:
        return Refused(
            Message(N_("该单位在{day}不存在，不能布置年度报告。"), {"day": opening.tree_day}), ARTICLE
        )
    return _Opening(opening, form, now).open(bodies)


def _refusal(actor: Actor, root_id: int, year: int, day: date) -> Refused | None:
    if not (actor.is_system or organisations.covers(actor, root_id, day, Role.CITY_OFFICE)):
        return Refused(Message(N_("只有政务公开主管部门可以布置年度报告。")), ARTICLE)
    if year > day.year:
        return Refused(Message(N_("{year} 年尚未开始。"), {"year": year}), ARTICLE)
    if not any(form.covers(year) for form in rulebook.forms()):
        return Refused(Message(N_("没有适用于 {year} 年度的统计表。"), {"year": year}), ARTICLE)
    return None


def _year(
    actor: Actor,
    now: datetime,
    root_id: int,
    year: int,
    form: Form,
    tree_day: date | None,
    asked_for: date | None,
) -> ReportingYear:
    opening = ReportingYear.objects.filter(root_id=root_id, year=year).first()
    before = row_as_json(opening) if opening else None
    if opening is None:
        opening = ReportingYear(
            root_id=root_id, year=year, form=form.code, tree_day=date(year, 12, 31),
            opened_at=now, opened_by=actor.code,
        )  # fmt: skip
    opening.tree_day = tree_day or opening.tree_day
    opening.asked_for = asked_for or opening.asked_for
    opening.save()
    record(
        subject=("reporting_year", opening.pk), body=root_id, before=before,
        after=row_as_json(opening), rule_version=rulebook.rule_version(),
    )  # fmt: skip
    return opening


def _reporting(root_id: int, day: date) -> list[BodyOnDay]:
    """The root and the bodies below it that report, parents first. Below one that does not, nobody does."""
    kept: dict[int, BodyOnDay] = {}
    for body in organisations.subtree(root_id, day):
        if body.id == root_id or (body.reports_to_parent and body.parent in kept):
            kept[body.id] = body
    return list(kept.values())


class _Opening:
    """Creates or adopts the returns of one year, from the top down."""

    def __init__(self, opening: ReportingYear, form: Form, now: datetime) -> None:
        self.opening = opening
        self.form = form
        self.now = now
        self.position = chain.position()
        self.by_body: dict[int, Return] = {}

    def open(self, bodies: list[BodyOnDay]) -> OpenedYear:
        ids = [body.id for body in bodies]
        known = {
            each.body_id: each
            for each in Return.objects.filter(year=self.opening.year, body_id__in=ids).select_for_update()
        }
        figures = counted(self.form, self.opening.year, ids, self.position)
        created, adopted = [], []
        for body in bodies:
            if body.id not in known:
                created.append(self._create(body, figures[body.id]))
            elif self._adopt(known[body.id], body):
                adopted.append(known[body.id].pk)
        self._note()
        return OpenedYear(self.opening.pk, tuple(created), tuple(adopted))

    def _place(self, body: BodyOnDay) -> dict[str, object]:
        """Where the body's return hangs in this year's tree."""
        above = self.by_body.get(body.parent or 0) if body.id != self.opening.root_id else None
        return {
            "parent_id": above.pk if above else None,
            "ancestors": [above.body_id, *above.ancestors] if above else [],
            "order": body.order,
        }

    def _create(self, body: BodyOnDay, figures: dict[str, int]) -> int:
        of = Return.objects.create(
            reporting_year=self.opening, year=self.opening.year, body_id=body.id, state_since=self.now,
            **self._place(body),
        )  # fmt: skip
        self.by_body[body.id] = of
        change = Change(of)
        change.created()
        change.cells(
            [
                (ReturnCell(of=of, code=code), counted_columns(value, self.now, self.position))
                for code, value in figures.items()
            ]
        )
        change.record(rule_version=rulebook.rule_version())
        return of.pk

    def _adopt(self, of: Return, body: BodyOnDay) -> bool:
        """Hang a return that exists already, opened below this root or placed otherwise, where it belongs."""
        self.by_body[body.id] = of
        change = Change(of)
        change.set(reporting_year_id=self.opening.pk, **self._place(body))
        if change.is_empty:
            return False
        change.record()
        return True

    def _note(self) -> None:
        """Returns above others start with a word about those they miss."""
        parents = [of for of in self.by_body.values() if of.pk in self._above]
        for of in parents:
            note_findings(of, judge(of))

    @property
    def _above(self) -> set[int | None]:
        return {of.parent_id for of in self.by_body.values()}
