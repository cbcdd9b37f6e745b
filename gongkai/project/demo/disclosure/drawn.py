"""Two draws of whom to inspect (双随机) in the sample's autumn: one with its result told, one that waits."""

from datetime import date, timedelta
from typing import Any

from gongkai.core.disclosure.logic import Logic
from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import actions
from gongkai.foundation.organisations.roles import Actor
from gongkai.project.demo.ground import YEAR, done, moment

BODY, TITLE, LINE, ITEM = "hbj", "餐饮单位油烟抽查", "餐饮服务", "SYJ-004"
_MINUTE = timedelta(minutes=1)
_TOLD = {"finished_on": "2017-11-03", "result": "未发现问题"}


def is_declared(data_sets: list[DataSet]) -> bool:
    return any(Logic.RANDOM_DRAW in each.logic for each in data_sets)


def draw(body_id: int, writer: Actor, other: Actor) -> None:
    """After the libraries are out: a draw in October whose inspection was told, and one at the year's end."""
    made = _committed(body_id, writer, date(YEAR, 10, 16))
    drawn = moment(date(YEAR, 10, 18), 9)
    result = done(
        actions.run_draw(
            actor=other, now=drawn, draw_id=made.pk, public_value="06 09 17 23 28 31 + 02",
            value_at=moment(date(YEAR, 10, 17), 21, 30),
        )
    )  # fmt: skip
    (code, *_), *_ = result.found
    now = moment(date(YEAR, 11, 6), 9)
    told = done(actions.record_result(actor=writer, now=now, draw_id=made.pk, code=code, row=_TOLD))
    done(actions.approve(actor=other, now=now + _MINUTE, release_id=told.release_id))
    done(actions.release_now(actor=writer, now=now + 2 * _MINUTE, release_id=told.release_id))
    _committed(body_id, writer, date(YEAR, 12, 28))


def _committed(body_id: int, writer: Actor, day: date) -> Any:
    """The value comes out on the evening of the next day."""
    due = day + timedelta(days=1)
    return done(
        actions.commit_draw(
            actor=writer, now=moment(day, 9), body_id=body_id, title=TITLE, line=LINE, item=ITEM,
            objects=1, public_source=f"{due:%Y年%m月%d日}双色球开奖号码", value_due_at=moment(due, 21, 30),
            finish_by=due + timedelta(days=20), is_sample=True,
        )
    )  # fmt: skip
