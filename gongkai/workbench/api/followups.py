"""Beside cases: advice, tasks of publication, what other bodies ask, and the texts of letters."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from gongkai.casework.queries import bodies_seen_by, followups, inquiries
from gongkai.casework.queries.followups import AdviceCard, TaskCard
from gongkai.casework.queries.replies import TemplateView, templates_for_body
from gongkai.foundation.interface import cursors
from gongkai.foundation.interface.fields import Code, Identifier
from gongkai.foundation.interface.problems import nothing
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.api.door import SAYS_NO, Call, acting

PAGE, LARGEST_PAGE = 50, 200

router = Router(tags=["followups"])


class PageIn(Schema):
    """`cursor`: `next` of the page before."""

    cursor: str = Field("", max_length=400)
    limit: int = Field(PAGE, ge=1, le=LARGEST_PAGE)


class AdviceOut(Schema):
    """From `body` to `to_body`; both by code. `case` is null for whom it is only addressed to. `steps`: what
    this person may try with it now; the revision goes into If-Match of its steps."""

    id: int
    case: int | None
    number: str
    body: str
    to_body: str
    to_unit: str
    state: str
    text: str
    given_on: date | None
    due_on: date
    answer: str
    answered_on: date | None
    revision: int
    steps: list[str]


class AdvicePage(Schema):
    advice: list[AdviceOut]
    next: str


class TaskOut(Schema):
    """`cases`: those that asked for it. Closed by the address where it stands, or by a reason."""

    id: int
    body: str
    state: str
    subject: str
    cases: list[int]
    unit: str
    opened_on: date
    due_on: date
    closed_on: date | None
    address: str
    reason: str
    revision: int
    steps: list[str]


class TaskPage(Schema):
    tasks: list[TaskOut]
    next: str


class AskedOut(Schema):
    """A question of `from_body` to one of the person's bodies. `number` is the asking body's of its case;
    nothing of the applicant. Answered by `/inquiries/{id}/steps/answer_inquiry`."""

    id: int
    from_body: str
    to_body: str
    to_unit: str
    number: str
    question: str
    asked_on: date
    due_on: date
    answered_on: date | None
    answer: str


class AskedPage(Schema):
    inquiries: list[AskedOut]
    next: str


class OpinionOut(Schema):
    """A co-author's body is asked whether it agrees to a release. After `due_on` silence is consent. Answered
    by `/cases/{case}/steps/receive_opinion` with `id` as `consultation_id`."""

    id: int
    case: int
    from_body: str
    to_body: str
    number: str
    information: str
    sent_on: date
    due_on: date | None
    ended_on: date | None
    opinion: str


class OpinionPage(Schema):
    opinions: list[OpinionOut]
    next: str


class LettersIn(Schema):
    """`body`: by code, the token's own when left out. `regime`: of the day of receipt."""

    body: Code = ""
    regime: Literal["2007", "2019"] = "2019"


class LettersPageIn(LettersIn, PageIn):
    """Both."""


class LetterOut(Schema):
    """`declared`: the text that comes with the rules; `own`: the body's own, null where it has none. `id` is
    that of the own one, for `/templates/{id}/steps/drop`."""

    code: str
    title: str
    is_notice: bool
    declared: str
    own: str | None
    id: int | None


class LetterPage(Schema):
    body: str
    regime: str
    templates: list[LetterOut]
    next: str


@router.get("/advice", response={200: AdvicePage, **SAYS_NO}, summary="工作建议", url_name="advice")
def advice(request: HttpRequest, asked: Query[PageIn]) -> Any:
    """Given by bodies the person sees, and to his own once it was sent. Newest first."""
    call = acting(request, Scope.CASES_READ)
    return paged(
        "advice", asked, _advice,
        lambda before, most: followups.advice_visible_to(call.actor, call.today, before=before, most=most),
    )  # fmt: skip


@router.get(
    "/advice/{advice_id}", response={200: AdviceOut, **SAYS_NO}, summary="一项工作建议",
    url_name="advice_one",
)  # fmt: skip
def one_advice(request: HttpRequest, advice_id: Identifier) -> Any:
    """Its text, its answer, and what may be done with it."""
    call = acting(request, Scope.CASES_READ)
    found = followups.advice_for(call.actor, advice_id, call.today)
    if found is None:
        raise nothing()
    return _advice([found])[0]


@router.get(
    "/proactive-tasks", response={200: TaskPage, **SAYS_NO}, summary="转为主动公开的任务", url_name="tasks",
)  # fmt: skip
def tasks(request: HttpRequest, asked: Query[PageIn]) -> Any:
    """Matters that several asked for, to be published for everybody. Newest first."""
    call = acting(request, Scope.CASES_READ)
    return paged(
        "tasks", asked, _tasks,
        lambda before, most: followups.tasks_by_number(call.actor, call.today, before=before, most=most),
    )  # fmt: skip


@router.get(
    "/proactive-tasks/{task_id}", response={200: TaskOut, **SAYS_NO}, summary="一项任务", url_name="task",
)  # fmt: skip
def task(request: HttpRequest, task_id: Identifier) -> Any:
    """What is to be published, why, and what may be done about it."""
    call = acting(request, Scope.CASES_READ)
    found = followups.task_for(call.actor, task_id, call.today)
    if found is None:
        raise nothing()
    return _tasks([found])[0]


class AskedIn(PageIn):
    """`open`: only those that wait for an answer."""

    open: bool = False


@router.get(
    "/inquiries", response={200: AskedPage, **SAYS_NO}, summary="其他单位请本单位核查的事项",
    url_name="inquiries",
)  # fmt: skip
def asked_of_us(request: HttpRequest, asked: Query[AskedIn]) -> Any:
    """Addressed to the person's bodies. Newest first."""
    call = acting(request, Scope.CASES_READ)
    return paged(
        "inquiries", asked, _coded("from_body", "to_body"),
        lambda before, most: inquiries.asked_by_number(
            call.actor, open_only=asked.open, before=before, most=most
        ),
    )  # fmt: skip


@router.get(
    "/opinions", response={200: OpinionPage, **SAYS_NO}, summary="请本单位提出意见的征求",
    url_name="opinions",
)  # fmt: skip
def opinions(request: HttpRequest, asked: Query[AskedIn]) -> Any:
    """Addressed to the person's bodies as co-authors (第三十四条). Newest first."""
    call = acting(request, Scope.CASES_READ)

    def found(before: int | None, most: int) -> list[Any]:
        listed = inquiries.opinions_asked_of(call.actor, call.today)
        wanted = [
            each
            for each in listed
            if (before is None or each.id < before) and not (asked.open and each.ended_on)
        ]
        return sorted(wanted, key=lambda each: -each.id)[:most]

    return paged("opinions", asked, _coded("from_body", "to_body", case="case_id"), found)


@router.get("/templates", response={200: LetterPage, **SAYS_NO}, summary="文书模板", url_name="templates")
def templates(request: HttpRequest, asked: Query[LettersPageIn]) -> Any:
    """Every letter of a regime, by its code, with the body's own wording. Changed by
    `/bodies/{id}/steps/template.save`."""
    call = acting(request, Scope.CASES_READ)
    kind = f"templates:{asked.body}:{asked.regime}"
    after = cursors.read(kind, asked.cursor, _("cursor 只能用上一页的 next。")) or ""
    listed = sorted(letters(call, asked.body, asked.regime), key=lambda each: each.code)
    rest = [each for each in listed if each.code > after]
    page = rest[: asked.limit]
    return {
        "body": asked.body or organisations.latest_bodies([call.body_id])[call.body_id].code,
        "regime": asked.regime,
        "templates": [
            {
                "code": each.code, "title": _(each.title), "is_notice": each.is_notice,
                "declared": each.declared, "own": each.own, "id": each.own_id,
            }
            for each in page
        ],
        "next": cursors.written(kind, page[-1].code) if len(rest) > len(page) else "",
    }  # fmt: skip


def letters(call: Call, code: str, regime: str) -> list[TemplateView]:
    """Of a body the person sees or administers. Raises ProblemError."""
    body_id = call.body_id
    if code:
        try:
            body_id = organisations.body_by_code(code, call.today).id
        except organisations.NoSuchBodyError:
            raise nothing() from None
    seen = bodies_seen_by(call.actor, call.today) | call.actor.bodies_as(Role.BODY_ADMINISTRATOR)
    if body_id not in seen:
        raise nothing()
    return templates_for_body(body_id, regime)


def paged(
    kind: str,
    asked: PageIn,
    shown: Callable[[Sequence[Any]], list[dict[str, Any]]],
    found: Callable[[int | None, int], Sequence[Any]],
) -> dict[str, Any]:
    """A page of what `found` gives before a number, newest first."""
    before = cursors.read(kind, asked.cursor, _("cursor 只能用上一页的 next。"))
    rows = found(before, asked.limit + 1)
    page = rows[: asked.limit]
    following = cursors.written(kind, page[-1].id) if len(rows) > asked.limit else ""
    return {kind: shown(page), "next": following}


def _advice(cards: Sequence[AdviceCard]) -> list[dict[str, Any]]:
    told = _coded("body", "to_body")(cards)
    return [{**each, "steps": _tails(card.verbs)} for each, card in zip(told, cards, strict=True)]


def _tasks(cards: Sequence[TaskCard]) -> list[dict[str, Any]]:
    told = _coded("body", cases="case_ids")(cards)
    return [{**each, "steps": _tails(card.verbs)} for each, card in zip(told, cards, strict=True)]


def _tails(verbs: Sequence[str]) -> list[str]:
    return [verb.partition(".")[2] for verb in verbs]


def _coded(*bodies: str, **renamed: str) -> Callable[[Sequence[Any]], list[dict[str, Any]]]:
    """Records as they go out: `bodies` by their codes, `renamed` fields under the name of outside."""

    def shown(cards: Sequence[Any]) -> list[dict[str, Any]]:
        ids = {getattr(card, name) for card in cards for name in bodies}
        codes = {pk: body.code for pk, body in organisations.latest_bodies(ids - {None, 0}).items()}
        return [
            {
                **{name: getattr(card, name) for name in type(card).__slots__ if name not in bodies},
                **{name: codes.get(getattr(card, name), "") for name in bodies},
                **{outside: getattr(card, inside) for outside, inside in renamed.items()},
            }
            for card in cards
        ]

    return shown
