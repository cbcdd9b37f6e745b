"""Every list of casework as a table, personal data masked: requests and other cases, deadlines, challenges,
advice, what others asked, tasks, letters, figures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import batched

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongkai.casework import law
from gongkai.casework.importing.queries import LineCard
from gongkai.casework.listing.tables import Column, Table
from gongkai.casework.models import (
    Advice,
    ApplicantType,
    Case,
    CaseKind,
    Challenge,
    Opinion,
    ProactiveTask,
)
from gongkai.casework.models.cases import ChannelLabel
from gongkai.casework.queries.board import BoardRow
from gongkai.casework.queries.cards import CaseCard, cards
from gongkai.casework.queries.cases import bodies_seen_by, cases_visible_to
from gongkai.casework.queries.clocks import readings
from gongkai.casework.queries.inquiries import Asked, OpinionAsked, asked_of, opinions_asked_of
from gongkai.casework.queries.replies import TemplateView
from gongkai.casework.queries.statistics import Overview
from gongkai.core.clock import Reading
from gongkai.core.outcomes import NoSuchOutcomeError
from gongkai.foundation import rulebook
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor

_AT_ONCE = 500  # cases fetched together


@dataclass(frozen=True, slots=True)
class _CaseLine:
    card: CaseCard
    reading: Reading | None
    body: str


@dataclass(frozen=True, slots=True)
class _ChallengeLine:
    card: CaseCard
    challenge: Challenge
    body: str
    about: str


@dataclass(frozen=True, slots=True)
class _FigureLine:
    section: str
    label: str
    value: int


def cases_table(actor: Actor, day: date, found: QuerySet[Case] | None = None) -> Table[_CaseLine]:
    """Cases the person sees, or those of `found` among them, by number of entry. With the clocks of requests
    as of `day`."""
    seen = cases_visible_to(actor, day)
    if found is not None:
        seen = seen.filter(pk__in=found.order_by().values("pk"))
    columns: tuple[Column[_CaseLine], ...] = (
        Column(_("编号"), lambda line: line.card.number, 22),
        Column(_("单位"), lambda line: line.body, 24),
        Column(_("类型"), lambda line: str(CaseKind(line.card.kind).label), 18),
        Column(_("状态"), lambda line: _state(line.card)),
        Column(_("事由"), lambda line: line.card.title, 40),
        Column(_("申请人类别"), lambda line: _label(ApplicantType, line.card.applicant_type)),
        Column(_("姓名或者名称"), lambda line: line.card.name),
        Column(_("联系电话"), lambda line: line.card.phone),
        Column(_("收到方式"), lambda line: _label(ChannelLabel, line.card.channel)),
        Column(_("提交日期"), lambda line: line.card.submitted_on, 12),
        Column(_("收到日期"), lambda line: line.card.received_on, 12),
        Column(_("答复期限"), lambda line: _due(line), 12),
        Column(_("办理结果"), lambda line: outcome_title(line.card), 30),
        Column(_("办结日期"), lambda line: line.card.closed_on, 12),
        Column(_("逾期工作日数"), lambda line: line.reading.days_late if line.reading else None, 10),
        Column(_("承办机构"), lambda line: line.card.unit),
        Column(_("示例"), lambda line: _("是") if line.card.is_sample else "", 8),
    )
    return Table(_("案件"), columns, _case_lines(seen.order_by("pk"), day))


def deadlines_table(rows: Iterable[BoardRow]) -> Table[BoardRow]:
    """Rows of the deadlines board (`queries.board`, `queries.due_dates`)."""
    body = _body_names()
    columns: tuple[Column[BoardRow], ...] = (
        Column(_("编号"), lambda row: row.card.number, 22),
        Column(_("单位"), lambda row: body(row.card.body), 24),
        Column(_("事由"), lambda row: row.card.title, 40),
        Column(_("状态"), lambda row: _state(row.card)),
        Column(_("答复期限"), lambda row: row.due, 12),
        Column(_("已计工作日"), lambda row: row.day_number, 10),
        Column(_("期限工作日"), lambda row: row.of, 10),
        Column(_("逾期工作日数"), lambda row: row.days_late, 10),
        Column(_("等待至"), lambda row: row.waits_until, 12),
        Column(_("已延期"), lambda row: _("是") if row.extended else "", 8),
        Column(_("承办机构"), lambda row: row.card.unit),
    )
    return Table(_("期限"), columns, rows)


def challenges_table(actor: Actor, day: date) -> Table[_ChallengeLine]:
    """Reconsiderations, lawsuits and complaints the person sees."""
    columns: tuple[Column[_ChallengeLine], ...] = (
        Column(_("编号"), lambda line: line.card.number, 22),
        Column(_("被申请人、被告、被投诉单位"), lambda line: line.body, 24),
        Column(_("类别"), lambda line: str(line.challenge.get_group_display()), 18),
        Column(_("针对的申请"), lambda line: line.about, 22),
        Column(_("复议机关、法院或者受理机关"), lambda line: line.challenge.organ, 24),
        Column(_("案号"), lambda line: line.challenge.organ_number, 22),
        Column(_("状态"), lambda line: _state(line.card)),
        Column(_("申请、起诉日期"), lambda line: line.challenge.filed_on, 12),
        Column(_("答复、答辩日期"), lambda line: line.challenge.answered_on, 12),
        Column(_("开庭、听证日期"), lambda line: line.challenge.hearing_on, 12),
        Column(_("结案日期"), lambda line: line.challenge.decided_on, 12),
        Column(_("文书文号"), lambda line: line.challenge.document, 22),
        Column(_("结案方式"), lambda line: _decision(line.card.kind, line.challenge.decision), 20),
        Column(_("纠正内容"), lambda line: line.challenge.corrected_what, 40),
    )
    return Table(_("复议、诉讼、举报投诉"), columns, _challenge_lines(actor, day))


def advice_table(actor: Actor, day: date) -> Table[Advice]:
    """Advice from cases the person sees, and advice given to his bodies."""
    own = Advice.objects.filter(case__in=cases_visible_to(actor, day).order_by().values("pk"))
    given = Advice.objects.filter(to_body__in=actor.bodies, given_on__isnull=False)
    body = _body_names()
    columns: tuple[Column[Advice], ...] = (
        Column(_("案件编号"), lambda row: row.case.number, 22),
        Column(_("提出单位"), lambda row: body(row.body_id), 24),
        Column(_("被建议单位"), lambda row: body(row.to_body_id), 24),
        Column(_("承办机构"), lambda row: row.to_unit),
        Column(_("状态"), lambda row: str(_(law.lifecycle_of("advice").states[row.state]))),
        Column(_("建议"), lambda row: row.text, 50),
        Column(_("送达日期"), lambda row: row.given_on, 12),
        Column(_("答复期限"), lambda row: row.due_on, 12),
        Column(_("答复日期"), lambda row: row.answered_on, 12),
        Column(_("答复"), lambda row: row.answer, 50),
    )
    found = (own | given).distinct().select_related("case").order_by("pk")
    return Table(_("工作建议"), columns, found.iterator(_AT_ONCE))


def inquiries_table(actor: Actor, day: date) -> Table[Asked]:
    """Questions that were put to the person's bodies, soonest first."""
    body = _body_names()
    columns: tuple[Column[Asked], ...] = (
        Column(_("案件编号"), lambda row: row.number, 22),
        Column(_("提出单位"), lambda row: body(row.from_body), 24),
        Column(_("协查单位"), lambda row: body(row.to_body) if row.to_body else "", 24),
        Column(_("承办机构"), lambda row: row.to_unit),
        Column(_("核查事项"), lambda row: row.question, 50),
        Column(_("提出日期"), lambda row: row.asked_on, 12),
        Column(_("答复期限"), lambda row: row.due_on, 12),
        Column(_("答复日期"), lambda row: row.answered_on, 12),
        Column(_("答复"), lambda row: row.answer, 50),
    )
    return Table(_("协查"), columns, asked_of(actor, day))


def opinions_table(actor: Actor, day: date) -> Table[OpinionAsked]:
    """Opinions that the person's bodies were asked for as co-authors, open ones first."""
    body = _body_names()
    columns: tuple[Column[OpinionAsked], ...] = (
        Column(_("案件编号"), lambda row: row.number, 22),
        Column(_("征求单位"), lambda row: body(row.from_body), 24),
        Column(_("被征求单位"), lambda row: body(row.to_body), 24),
        Column(_("征求意见的信息"), lambda row: row.information, 50),
        Column(_("发出日期"), lambda row: row.sent_on, 12),
        Column(_("答复期限"), lambda row: row.due_on, 12),
        Column(_("意见"), lambda row: str(Opinion(row.opinion).label) if row.opinion else "", 24),
        Column(_("结束日期"), lambda row: row.ended_on, 12),
    )
    return Table(_("征求意见"), columns, opinions_asked_of(actor, day))


def tasks_table(actor: Actor, day: date) -> Table[ProactiveTask]:
    """Matters to be published proactively, of the bodies the person sees."""
    body = _body_names()
    columns: tuple[Column[ProactiveTask], ...] = (
        Column(_("单位"), lambda row: body(row.body_id), 24),
        Column(_("事项"), lambda row: row.subject, 40),
        Column(_("状态"), lambda row: str(_(law.lifecycle_of("proactive_task").states[row.state]))),
        Column(_("承办机构"), lambda row: row.unit),
        Column(_("提出日期"), lambda row: row.opened_on, 12),
        Column(_("办理期限"), lambda row: row.due_on, 12),
        Column(_("办结日期"), lambda row: row.closed_on, 12),
        Column(_("公开网址"), lambda row: row.address, 40),
        Column(_("理由"), lambda row: row.reason, 40),
    )
    found = ProactiveTask.objects.filter(body_id__in=bodies_seen_by(actor, day)).order_by("pk")
    return Table(_("主动公开任务"), columns, found.iterator(_AT_ONCE))


def templates_table(letters: Iterable[TemplateView]) -> Table[TemplateView]:
    """The letters of a regime (`queries.replies.templates_for_body`), as the body words them."""
    columns: tuple[Column[TemplateView], ...] = (
        Column(_("代码"), lambda row: row.code, 24),
        Column(_("文书"), lambda row: _(row.title), 30),
        Column(_("种类"), lambda row: _("告知书") if row.is_notice else _("答复书")),
        Column(_("本单位改写"), lambda row: _("是") if row.own is not None else ""),
        Column(_("全文"), lambda row: row.declared if row.own is None else row.own, 80),
    )
    return Table(_("文书"), columns, letters)


def import_table(lines: Iterable[LineCard]) -> Table[LineCard]:
    """What became of each line of a workbook of existing cases (`importing.every_line`)."""
    columns: tuple[Column[LineCard], ...] = (
        Column(_("工作表"), lambda row: row.sheet),
        Column(_("行"), lambda row: row.row, 8),
        Column(_("原编号"), lambda row: row.external, 18),
        Column(_("结果"), lambda row: str(row.became.label)),
        Column(_("编号"), lambda row: row.number, 22),
        Column(_("问题"), _problems, 80),
    )
    return Table(_("逐行结果"), columns, lines)


def _problems(row: LineCard) -> str:
    """One a line."""
    told = [(column, said.in_language(_)) for column, said in row.problems]
    return "\n".join(
        _("{column}：{said}").format(column=column, said=said) if column else said for column, said in told
    )


def statistics_table(shown: Overview) -> Table[_FigureLine]:
    """The period's figures (`queries.statistics.overview`), a line each."""
    columns: tuple[Column[_FigureLine], ...] = (
        Column(_("类别"), lambda line: line.section, 24),
        Column(_("统计指标"), lambda line: line.label, 40),
        Column(_("数量"), lambda line: line.value, 10),
    )
    lines = (
        _FigureLine(str(section.title), str(figure.label), figure.value)
        for section in shown.sections
        for figure in section.figures
    )
    return Table(_("统计"), columns, lines)


def outcome_title(card: CaseCard) -> str:
    """How it ended, in the words of its list."""
    if not card.outcome:
        return ""
    if card.kind == CaseKind.REQUEST:
        try:
            return _(law.outcomes_of(card.received_on or card.submitted_on).find(card.outcome).title)
        except NoSuchOutcomeError:
            return card.outcome
    return _state(card)


def _case_lines(found: QuerySet[Case], day: date) -> Iterator[_CaseLine]:
    body = _body_names()
    for batch in batched(found.iterator(_AT_ONCE), _AT_ONCE):
        clocks = readings(batch, day)
        for card in cards(batch):
            yield _CaseLine(card, clocks.get(card.id), body(card.body))


def _challenge_lines(actor: Actor, day: date) -> Iterator[_ChallengeLine]:
    body = _body_names()
    seen = cases_visible_to(actor, day).filter(challenge__isnull=False)
    found = seen.select_related("challenge", "about").order_by("pk")
    for batch in batched(found.iterator(_AT_ONCE), _AT_ONCE):
        for case, card in zip(batch, cards(batch), strict=True):
            about = case.about.number if case.about else ""
            yield _ChallengeLine(card, case.challenge, body(case.challenge.body_id), about)


def _body_names() -> Callable[[int], str]:
    """Names of bodies, each asked once."""

    @cache
    def name(body_id: int) -> str:
        found = organisations.latest_bodies([body_id])
        return found[body_id].name if body_id in found else ""

    return name


def _state(card: CaseCard) -> str:
    return _(law.lifecycle_of(card.kind).states[card.state])


def _due(line: _CaseLine) -> date | None:
    return line.reading.due if line.reading and line.card.closed_on is None else None


def _label(kind: type[ApplicantType] | type[ChannelLabel], value: str) -> str:
    return str(kind(value).label) if value in kind.values else value


def _decision(kind: str, code: str) -> str:
    return _(rulebook.challenge_results(kind).decided(code).title) if code else ""
