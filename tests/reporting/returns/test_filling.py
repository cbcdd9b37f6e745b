"""Saving cells: what people type, what others typed meanwhile, and what the registers count."""

from datetime import UTC, date, datetime

import pytest

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.foundation.files import actions as files
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.reporting import actions, replay
from gongkai.reporting.actions import Entry, Saved, StaleSave, Unchanged
from gongkai.reporting.models import ReturnCell

from .conftest import judged

pytestmark = pytest.mark.django_db


def test_many_cells_at_once_as_people_type_them(opened):
    saved = opened.save(
        "forestry", cells={"1.1": "1,204", "1.2.1": "１２", "9.1": "空", "12.4": "", "3.1.1": " 4 "}
    )
    assert isinstance(saved, Saved)
    assert saved.cells["1.1"] == Cell.number(1204)
    assert saved.cells["1.2.1"] == Cell.number(12)
    assert saved.cells["9.1"] == STRUCK
    assert saved.cells["3.1"] == BLANK
    assert set(saved.changed) == {"1.1", "1.2.1", "9.1", "3.1.1"}
    assert opened.of("forestry").state == "filling"


def test_bad_entries_are_given_back_and_the_good_ones_saved(opened):
    saved = opened.save(
        "forestry", cells={"1.1": "12", "1.2.1": "十二", "3.1.1": "-4", "8.8": "1", "13.1": "1.5"}
    )
    assert saved.changed == ("1.1",)
    assert {each.code: each.typed.text for each in saved.rejected} == {
        "1.2.1": "十二", "3.1.1": "-4", "8.8": "1", "13.1": "1.5",
    }  # fmt: skip


def test_nothing_but_bad_entries_is_refused_cell_by_cell(opened):
    refused = opened.save("forestry", cells={"1.1": "abc", "1.2.1": "1.5"})
    assert [code for code, _ in refused.details] == ["1.1", "1.2.1"]
    assert opened.of("forestry").state == "opened"


def test_all_or_nothing_where_asked(opened):
    refused = opened.save("forestry", cells={"1.1": "12", "1.2.1": "x"}, whole=True)
    assert [code for code, _ in refused.details] == ["1.2.1"]
    assert not ReturnCell.objects.filter(code="1.1", of=opened.of("forestry")).exists()


def test_the_same_again_is_no_change(opened):
    opened.save("forestry", cells={"1.1": "12"})
    events = Event.objects.count()
    assert isinstance(opened.save("forestry", cells={"1.1": "12"}), Unchanged)
    assert Event.objects.count() == events


def test_a_cell_emptied_is_blank_again(opened):
    opened.save("forestry", cells={"1.1": "12"})
    saved = opened.save("forestry", cells={"1.1": ""})
    assert saved.cells["1.1"] == BLANK


def test_two_clerks_on_different_cells_do_not_disturb_each_other(opened):
    based_on = opened.of("forestry").revision
    assert opened.save("forestry", cells={"1.1": "12"}, based_on=based_on)
    assert opened.save("forestry", cells={"1.2.1": "3"}, based_on=based_on)


def test_a_stale_save_is_refused_and_loses_nothing(opened):
    based_on = opened.of("forestry").revision
    opened.save("forestry", cells={"1.1": "12"}, based_on=based_on)
    stale = opened.save("forestry", cells={"1.1": "15", "1.2.1": "3"}, based_on=based_on)
    assert isinstance(stale, StaleSave)
    (conflict,) = stale.conflicts
    assert (conflict.code, conflict.standing, conflict.typed.text) == ("1.1", Cell.number(12), "15")
    assert {code: entry.text for code, entry in stale.typed.items()} == {"1.1": "15", "1.2.1": "3"}
    assert judged(opened.of("forestry")).cells["1.1"] == Cell.number(12)
    again = opened.save("forestry", cells={"1.1": "15", "1.2.1": "3"}, based_on=stale.revision)
    assert isinstance(again, Saved)


def test_the_same_figure_typed_by_two_is_no_conflict(opened):
    based_on = opened.of("forestry").revision
    opened.save("forestry", cells={"1.1": "12"}, based_on=based_on)
    assert isinstance(opened.save("forestry", cells={"1.1": "12", "1.2.1": "3"}, based_on=based_on), Saved)


def test_a_total_is_not_typed(opened):
    refused = opened.save("forestry", cells={"3.1": "7", "3.1.1": "4"}, whole=True)
    assert "合计由系统" in str(dict(refused.details)["3.1"])
    right = {"3.1.1": "4", "3.1.2": "0", "3.1.3": "0", "3.1.4": "0", "3.1.5": "0", "3.1": "4"}
    assert opened.save("forestry", cells=right, whole=True)


def test_only_the_clerk_while_it_is_his(opened):
    assert "岗位" in str(
        opened.save("forestry", cells={"1.1": "1"}, actor=opened.reviewer("forestry")).reason
    )
    opened.fill("forestry")
    opened.pass_on("forestry")
    assert "已报送" in str(opened.save("forestry", cells={"1.1": "1"}).reason)


@pytest.fixture
def counted(story):
    """The forestry bureau has two offices in the register, so 12.1 counts 2."""
    for name in ("信息公开科", "档案室"):
        organisations.register_office(
            actor=SYSTEM, now=datetime(2017, 6, 1, tzinfo=UTC), body_id=story.bodies["forestry"],
            name=name, valid_from=date(2016, 1, 1),
        )  # fmt: skip
    story.open()
    return story


def _add(story, text, reason=None, file=None):
    return actions.save_cells(
        actor=story.clerk("forestry"), now=story.now, return_id=story.of("forestry").pk,
        entries={"12.1": Entry(text, reason, file)}, based_on=story.of("forestry").revision,
    )  # fmt: skip


def test_a_counted_cell_is_prefilled(counted):
    cell = ReturnCell.objects.get(of=counted.of("forestry"), code="12.1")
    assert (cell.counted, cell.entry_value) == (2, None)
    assert cell.counted_position is not None
    assert judged(counted.of("forestry")).cells["12.1"] == Cell.number(2)


@pytest.mark.parametrize(
    ("text", "reason", "outcome"),
    [
        ("1", None, "写明理由"),
        ("1", "  ", "写明理由"),
        ("1", "派驻窗口未登记", 3),
        ("-1", "合署办公", 1),
        ("-3", "合署办公", "减去的数大于"),
        ("/", None, "不能划去"),
        ("0", None, 2),
    ],
)
def test_an_entry_beside_a_count_adds_to_it_with_a_reason(counted, text, reason, outcome):
    done = _add(counted, text, reason)
    if isinstance(outcome, int):
        assert done.cells["12.1"] == Cell.number(outcome)
    else:
        assert outcome in str(dict(done.details)["12.1"])


@pytest.fixture
def attach(tmp_path, settings):
    """Keep a text file for a body."""
    settings.MEDIA_ROOT = tmp_path

    def _attach(story, body="forestry"):
        kept = files.attach(
            actor=story.clerk(body), now=story.now, body_id=story.bodies[body], name="台账.txt",
            content="纸质台账".encode(), purpose="return_cell",
        )  # fmt: skip
        assert isinstance(kept, int), kept
        return kept

    return _attach


def test_reason_and_file_stay_when_only_the_figure_changes(counted, attach):
    file = attach(counted)
    assert _add(counted, "1", "派驻窗口未登记", file)
    assert _add(counted, "2")
    cell = ReturnCell.objects.get(of=counted.of("forestry"), code="12.1")
    assert (cell.reason, cell.file_id, cell.entry_value) == ("派驻窗口未登记", file, 2)
    assert list(replay.mismatches()) == []


def test_a_file_of_another_body_or_of_nobody_is_refused(counted, attach):
    for file in (attach(counted, "land"), 10**9):
        assert "没有这份依据材料" in str(_add(counted, "1", "派驻窗口未登记", file).reason)


def test_the_file_is_required_where_the_office_says_so(counted, attach, settings):
    settings.RETURN_FILE_REQUIRED = True
    refused = _add(counted, "1", "派驻窗口未登记")
    assert "附依据材料" in str(dict(refused.details)["12.1"])
    assert isinstance(_add(counted, "0"), Saved)  # nothing added, nothing to prove
    assert isinstance(_add(counted, "1", "派驻窗口未登记", attach(counted)), Saved)
    assert isinstance(counted.save("forestry", cells={"1.1": "3"}), Saved)  # not a counted cell


def test_counting_again_keeps_the_entry(counted):
    assert _add(counted, "1", "派驻窗口未登记")
    organisations.register_office(
        actor=SYSTEM, now=datetime(2018, 1, 11, tzinfo=UTC), body_id=counted.bodies["forestry"],
        name="政务服务科", valid_from=date(2017, 1, 1),
    )  # fmt: skip
    assert counted.do(actions.refresh_counts, counted.clerk("forestry"), "forestry") == 1
    assert judged(counted.of("forestry")).cells["12.1"] == Cell.number(4)


def test_a_change_may_be_below_zero_where_the_form_says_so(story):
    story.open(year=2019)
    saved = story.save("forestry", 2019, cells={"T2.b1.delta": "-3", "T2.b1.prev": "10"})
    assert saved.cells["T2.b1.delta"] == Cell.number(-3)
    assert "小于零" in str(
        dict(story.save("forestry", 2019, cells={"T2.b1.prev": "-3"}).details)["T2.b1.prev"]
    )
