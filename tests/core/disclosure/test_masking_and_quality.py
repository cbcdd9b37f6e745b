"""What the public sees of a row, and how a data set is marked."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.disclosure.due import Due
from gongkai.core.disclosure.masking import masked, public_columns, public_content
from gongkai.core.disclosure.obligations import Obligation
from gongkai.core.disclosure.periods import Period
from gongkai.core.disclosure.quality import Criterion, Published, quality
from gongkai.core.disclosure.schema import Column, ColumnType, Personal, Shown, State
from gongkai.core.disclosure.timing import Every
from tests.core.disclosure.declared import permit_counts, permits


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Personal.NAME, "张小明", "张某某"),
        (Personal.NAME, "欧阳修", "欧阳某"),
        (Personal.NAME, "欧阳", "欧某"),
        (Personal.NAME, "李", "李某"),
        (Personal.NAME, "张三、李四光", "张某、李某某"),
        (Personal.ID_NUMBER, "990000199001010014", "990000************"),
        (Personal.ID_NUMBER, "E12345678", "*********"),
        (Personal.PHONE, "10000001234", "100****1234"),
        (Personal.PHONE, "110", "*10"),
        (Personal.ADDRESS, "兰山区银雀山街道示例社区3号楼2单元", "兰山区银雀山街道示例社区***"),
        (Personal.ADDRESS, "无名路7号", "***"),
        (Personal.BANK_CARD, "6200990000000001", "************0001"),
    ],
)
def test_masks(kind: Personal, value: str, shown: str) -> None:
    column = Column("it", "它", ColumnType.STRING, personal=kind, shown=Shown.MASKED)
    assert masked(column, value) == shown


def test_the_public_sees_a_row_as_declared() -> None:
    content = {"number": "1号", "party": "张样例", "decided_on": "2017-10-09"}
    assert public_content(permits(), content) == {**content, "party": "张某某"}
    hidden = replace(
        permits(),
        columns=tuple(
            replace(column, shown=Shown.HIDDEN) if column.personal else column for column in permits().columns
        ),
    )
    assert "party" not in public_content(hidden, content)
    assert "party" not in [column.name for column in public_columns(hidden)]
    assert content["party"] == "张样例"


def obligation(state: State) -> Obligation:
    period = Period.of(Every.MONTH, date(2017, 9, 1))
    return Obligation("permit_counts", "jyj", "jyj", period, Due(date(2017, 10, 15), ()), state)


GROUNDED = replace(permit_counts().cadence, legal_basis="某办法第一条")
GOOD = Published(
    data_set=replace(permit_counts(), about="每个月作出许可的件数，由各机关报送。", cadence=GROUNDED),
    about="",
    rows=12,
    filled={"month": 12, "count": 12},
    obligations=[obligation(State.FULFILLED)] * 12,
    last_released=date(2017, 10, 15),
    contact="0539-0000001",
    formats=frozenset({"csv"}),
)


def test_a_data_set_that_wants_nothing_has_the_full_mark() -> None:
    found = quality(GOOD)
    assert (found.score, found.failing) == (100, ())
    assert [each.criterion for each in found.judged] == list(Criterion)


@pytest.mark.parametrize(
    ("change", "criterion", "says"),
    [
        ({"obligations": [obligation(State.LATE)]}, Criterion.ON_TIME, "1 次公开晚于"),
        ({"obligations": [obligation(State.MISSING)]}, Criterion.NOTHING_MISSING, "1 期到期没有公开"),
        ({"filled": {"month": 12, "count": 11}}, Criterion.REQUIRED_COMPLETE, "件数"),
        ({"rows": 0}, Criterion.HAS_ROWS, "还没有公开"),
        ({"data_set": permit_counts()}, Criterion.DESCRIBED, "一两句话"),
        ({"contact": " "}, Criterion.CONTACT, "由谁解答"),
        ({"formats": frozenset({"pdf"})}, Criterion.OPEN_FORMAT, "开放格式"),
        ({"data_set": permit_counts()}, Criterion.LEGAL_BASIS, "公开依据"),
        ({"open_corrections": 2}, Criterion.MISTAKES_ANSWERED, "2 条纠错"),
        ({"data_set": permits(), "filled": {}}, Criterion.OPTIONAL_COMPLETE, "选填的列"),
    ],
)
def test_each_criterion_fails_by_itself_with_its_reason(
    change: dict[str, object], criterion: Criterion, says: str
) -> None:
    found = quality(replace(GOOD, **change))  # type: ignore[arg-type]
    failing = {each.criterion: str(each.reason) for each in found.failing}
    assert says in failing[criterion]
    assert found.score < 100
