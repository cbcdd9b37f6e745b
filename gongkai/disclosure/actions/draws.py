"""双随机: what is drawn from and the seed are committed to in public before; the draw follows from a public
value nobody knew then, put in by another person; what the inspections found is told by rows of a data set."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.core.disclosure.logic.draw import FEWEST_INSPECTORS, Candidate, Plan, Pool, digest_of
from gongkai.core.disclosure.logic.draw import draw as drawn
from gongkai.core.disclosure.validating import Checker
from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, drawing, policy, proving, secret_words
from gongkai.disclosure.actions.checking import check_now
from gongkai.disclosure.actions.preparing import begin
from gongkai.disclosure.actions.steps import submit
from gongkai.disclosure.checking.knowing import Store
from gongkai.disclosure.given import Given
from gongkai.disclosure.models import Draw, DrawResult, DrawState, Release, Row, Way
from gongkai.disclosure.queries.visible import draws_visible_to
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role

_SHARE_BYTES = 32
_AHEAD = timedelta(minutes=10)  # so that the commitment is out before the value is
_LONGEST = 200


@verb("draw.commit")
def commit_draw(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    title: str,
    line: str,
    objects: int,
    public_source: str,
    value_due_at: datetime,
    finish_by: date,
    item: str = "",
    team: int = FEWEST_INSPECTORS,
    most: int = 0,
    is_sample: bool = False,
) -> Draw | Refused:
    """抽取承诺: the libraries as they stand, a secret share and the public value to come are fixed, and their
    digests published. `value_due_at`: nobody knows the value before; `finish_by`: the last day to inspect."""
    day = timezone.localdate(now)
    known = drawing.libraries(day)
    if known is None:
        return Refused(Message(N_("没有双随机的名录库和结果数据集。")))
    refused = first_refusal(
        policy.may_write(actor, body_id, day), _incomplete(title, line, public_source),
        _wrong_times(now, value_due_at, finish_by), _no_item(known.results.name, item, day),
    )  # fmt: skip
    if refused is not None:
        return refused
    pool = _pool(known, frozenset({body_id}), Plan(title.strip(), line, 1), objects, team, most)
    if isinstance(pool, Refused):
        return pool
    share = secrets.token_hex(_SHARE_BYTES)
    draw = Draw(
        body_id=body_id, code=_code(body_id, day), title=title.strip(), item=item.strip(), line=line,
        objects_set=known.objects.name, inspectors_set=known.inspectors.name, results_set=known.results.name,
        wanted=pool.plan.objects, team=pool.plan.team, most=pool.plan.most,
        candidates=len(pool.candidates), inspectors=len(pool.inspectors), pool=pool.canonical(),
        share=secret_words.seal(share), list_digest=pool.digest, share_digest=digest_of(share),
        public_source=public_source.strip(), value_due_at=value_due_at, finish_by=finish_by,
        state=DrawState.COMMITTED, committed_by=actor.code, committed_at=now, is_sample=is_sample,
    )  # fmt: skip
    write(draw)
    proving.enter_draw(draw, now)
    return draw


@verb("draw.run")
def run_draw(
    *, actor: Actor, now: datetime, draw_id: int, public_value: str, value_at: datetime
) -> Draw | Refused:
    """抽取, by another person than who committed to it, with the public value exactly as it came out at
    `value_at`. The share is public from then on."""
    draw = _taken(actor, now, draw_id)
    if isinstance(draw, Refused):
        return draw
    refused = first_refusal(
        _not_the_second(actor, now, draw), _wrong_value(draw, public_value, value_at, now)
    )
    if refused is not None:
        return refused
    pool, share = drawing.pool_of(draw), secret_words.unseal(draw.share)
    result = drawn(pool, share, public_value.strip())
    write(
        draw, state=DrawState.DRAWN, public_value=public_value.strip(), value_at=value_at,
        drawn_by=actor.code, drawn_at=now, key=result.key, share=share,
        found=[[each.code, list(each.inspectors), each.short] for each in result.assignments],
    )  # fmt: skip
    proving.enter_draw(draw, now)
    return draw


@verb("draw.call_off")
def call_off_draw(*, actor: Actor, now: datetime, draw_id: int, reason: str) -> Draw | Refused:
    """取消抽取, in public and with a reason. Not once the public value may be known: who did not like the
    result could draw again and again."""
    draw = _taken(actor, now, draw_id)
    if isinstance(draw, Refused):
        return draw
    refused = policy.may_answer_for(actor, draw.body_id, timezone.localdate(now))
    if refused is not None:
        return refused
    if not reason.strip():
        said = Message(N_("请写明理由，理由对外公开。"))
        return Refused(said, details=(("reason", said),))
    if now >= draw.value_due_at:
        return Refused(Message(N_("公开数值已经公布，不能再取消，只能抽取。")))
    why = reason.strip()
    write(draw, reason=why, state=DrawState.CALLED_OFF, called_off_at=now, called_off_for=why)
    proving.enter_draw(draw, now)
    return draw


@verb("draw.record_result")
def record_result(
    *, actor: Actor, now: datetime, draw_id: int, code: str, row: Mapping[str, Any]
) -> DrawResult | Refused:
    """登记抽查结果 of one object: `row` is the result as typed; draw, object and inspectors are the draw's.
    It goes to review as a release of the results, owed from the day the inspection ended."""
    day = timezone.localdate(now)
    draw = draws_visible_to(actor, day).select_for_update().filter(pk=draw_id).first()
    if draw is None or draw.state != DrawState.DRAWN:
        return Refused(Message(N_("没有这次抽取，或者还没有抽取。")))
    refused = first_refusal(policy.may_write(actor, draw.body_id, day), _not_open(draw, code))
    if refused is not None:
        return refused
    release = _told(actor, now, draw, drawing.result_row(draw, code, row, day))
    if isinstance(release, Refused):
        return release
    result = DrawResult(
        draw=draw, body_id=draw.body_id, code=code, release=release, recorded_by=actor.code, recorded_at=now,
        is_sample=draw.is_sample,
    )  # fmt: skip
    write(result)
    return result


def _told(actor: Actor, now: datetime, draw: Draw, row: Mapping[str, Any]) -> Release | Refused:
    """The row on its way to review, or what is wrong with its cells."""
    day = timezone.localdate(now)
    data_set = declared.data_set(draw.results_set, day)
    table = Checker(data_set).table([(1, row)], Store(data_set, day))
    if table.refused:
        problems = tuple((each.column, each.message) for each in table.refused[0].problems)
        return Refused(problems[0][1], details=problems)
    begun = begin(
        actor=actor, now=now, body_id=draw.body_id, data_set=draw.results_set, way=Way.FORM,
        given=Given.rows([row]), is_sample=draw.is_sample,
    )  # fmt: skip
    if isinstance(begun, Refused):
        return begun
    checked = check_now(actor=actor, now=now, release_id=begun.pk)
    if isinstance(checked, Refused):
        return checked
    return submit(actor=actor, now=now, release_id=begun.pk)


def _taken(actor: Actor, now: datetime, draw_id: int) -> Draw | Refused:
    """A draw that is still open, locked."""
    day = timezone.localdate(now)
    found = draws_visible_to(actor, day).select_for_update().filter(pk=draw_id).first()
    if found is None:
        return Refused(Message(N_("没有这次抽取，或者您不能办理。")))
    if found.state != DrawState.COMMITTED:
        return Refused(Message(N_("这次抽取已经办结。")))
    return found


def _pool(
    known: drawing.Libraries, bodies: frozenset[int], plan: Plan, objects: int, team: int, most: int
) -> Pool | Refused:
    """Everything that goes in, as the libraries stand."""
    listed: tuple[Candidate, ...] = drawing.candidates(known, bodies, plan.line)
    inspectors = drawing.inspectors(known, bodies)
    able = sum(plan.line in each.lines for each in inspectors)
    if not listed:
        said = Message(N_("检查对象名录库里没有“{line}”的对象。"), {"line": plan.line})
        return Refused(said, details=(("line", said),))
    if able < team:
        values = {"line": plan.line, "there": able, "team": team}
        said = Message(N_("能查“{line}”的执法人员只有 {there} 名，每个对象要 {team} 名。"), values)
        return Refused(said, details=(("team", said),))
    try:
        return Pool(Plan(plan.name, plan.line, objects, team, most), listed, inspectors)
    except ValueError as error:
        (said,) = error.args
        return Refused(said, details=(("objects", said),))


def _code(body_id: int, day: date) -> str:
    """抽取编号: the body's code, the year, and how many it has drawn that year."""
    body = organisations.latest_bodies([body_id])[body_id].code
    begins = f"{body.upper()}-{day.year}-"
    return f"{begins}{Draw.objects.filter(code__startswith=begins).count() + 1:02d}"


def _incomplete(title: str, line: str, public_source: str) -> Refused | None:
    wanted = (
        ("title", title, N_("请写明抽查任务的名称。")),
        ("line", line, N_("请选择监管领域。")),
        ("public_source", public_source, N_("请写明将来用哪个公开数值，例如某期彩票的开奖号码。")),
    )  # fmt: skip
    details = tuple((name, Message(said)) for name, value, said in wanted if not value.strip())
    return Refused(details[0][1], details=details) if details else None


def _wrong_times(now: datetime, value_due_at: datetime, finish_by: date) -> Refused | None:
    if value_due_at < now + _AHEAD:
        said = Message(N_("公开数值应当在承诺之后才公布，至少十分钟以后。"))
        return Refused(said, details=(("value_due_at", said),))
    if finish_by < timezone.localdate(value_due_at):
        said = Message(N_("检查不能在抽取之前结束。"))
        return Refused(said, details=(("finish_by", said),))
    return None


def _no_item(results: str, item: str, day: date) -> Refused | None:
    """The item stands in the published list, where the results refer to one."""
    data_set = declared.data_set(results, day)
    column = next((each for each in data_set.columns if each.name == "item"), None)
    if column is None or not (column.required or item):
        return None
    wanted = column.references
    if item and (wanted is None or Row.objects.filter(
        data_set=wanted.data_set, valid_to__isnull=True, **{f"content__{wanted.column}": item}
    ).exists()):  # fmt: skip
        return None
    said = Message(N_("请从已公布的随机抽查事项清单中选择事项。"))
    return Refused(said, details=(("item", said),))


def _not_the_second(actor: Actor, now: datetime, draw: Draw) -> Refused | None:
    held = policy.standing(actor, draw.body_id, timezone.localdate(now))
    if not held & {f"{role}@own" for role in (Role.DRAFTER, Role.REVIEWER, Role.OFFICE_HEAD)}:
        return Refused(Message(N_("只有本单位的拟稿人、审核人和公开机构负责人可以办理。")))
    if actor.code == draw.committed_by:
        return Refused(Message(N_("作出承诺的人不能自己抽取，请由他人办理。")))
    return None


def _wrong_value(draw: Draw, value: str, at: datetime, now: datetime) -> Refused | None:
    if not value.strip() or len(value) > _LONGEST or "\n" in value:
        said = Message(N_("请照公布的原样写明公开数值，最多 {most} 个字，写在一行。"), {"most": _LONGEST})
        return Refused(said, details=(("public_value", said),))
    if now < draw.value_due_at:
        return Refused(Message(N_("公开数值还没有公布，到时候再抽取。")))
    if not draw.committed_at + _AHEAD <= at <= now:
        said = Message(N_("公开数值的公布时间应当在承诺之后、现在之前。"))
        return Refused(said, details=(("value_at", said),))
    return None


def _not_open(draw: Draw, code: str) -> Refused | None:
    if code not in {each for each, _team, _short in draw.found}:
        return Refused(Message(N_("这次没有抽中这个对象。")))
    told = DrawResult.objects.filter(draw=draw, code=code)
    if told.exclude(release__state__in=("cancelled", "returned")).exists():
        return Refused(Message(N_("这个对象的结果已经登记。要改的，请改那一次发布，或者更正那一行。")))
    return None
