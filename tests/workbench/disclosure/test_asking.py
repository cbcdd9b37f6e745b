"""A list's address as a question: names nobody declared are passed over, money is typed in its unit."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override

from gongkai.core.disclosure.schema import DataSet
from gongkai.foundation.rulebook import fields as installed
from gongkai.workbench.disclosure.asking import asked_of, boxes, orders
from gongkai.workbench.disclosure.cells import RowForm
from tests.disclosure.conftest import FINES, fields_of

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def fines() -> DataSet:
    text = FINES.replace('filters = ["kind", "decided_on"]', 'filters = ["kind", "decided_on", "amount"]')
    return fields_of(text).data_set("fines", TODAY)


def test_filters_words_and_day(fines: DataSet):
    said = QueryDict("kind=fine&amount-from=1.5&amount-to=x&party=张&q=样处&sort=-amount&on=2017-06-30")
    asked = asked_of(fines, said, frozenset({7}), TODAY)
    assert set(asked.filters) == {"kind", "amount"}, "who was fined is masked, and can't be asked for"
    assert asked.filters["kind"].values == ("fine",)
    assert (asked.filters["amount"].minimum, asked.filters["amount"].maximum) == ("1500000", "x")
    assert (asked.text, asked.bodies) == ("样处", frozenset({7}))
    assert [(each.column, each.descending) for each in asked.sort] == [("amount", True)]
    assert asked.as_of is not None
    assert timezone.localtime(asked.as_of).isoformat()[:19] == "2017-06-30T23:59:59"


def test_a_day_to_come_is_now_and_unknown_orders_are_as_declared(fines: DataSet):
    tomorrow = TODAY + timedelta(days=1)
    asked = asked_of(fines, QueryDict(f"on={tomorrow}&sort=-facts"), None, TODAY)
    assert (asked.as_of, asked.sort) == (None, ())


def test_boxes_fit_the_columns(fines: DataSet):
    found = {each.name: each for each in boxes(fines, QueryDict("amount-from=2"))}
    assert [title for _value, title in found["kind"].options] == ["警告", "罚款"]
    assert (found["amount"].between, found["amount"].label, found["amount"].least) == (
        True, "罚款金额（万元）", "2",
    )  # fmt: skip
    assert found["decided_on"].kind == "date"
    assert "-amount" in {value for value, _title in orders(fines)}


def test_a_form_is_read_in_english_and_sent_in_the_language_of_the_declaration():
    penalties = installed().data_set("penalties", TODAY)
    with override("en"):
        form = RowForm(data_set=penalties)
        fine, kind = form.fields["fine"], form.fields["penalty_kind"]
        told = dict(kind.widget.choices)
        assert (fine.label, kind.label) == ("Amount of the fine (10,000 yuan) (optional)", "Kind of penalty")
        assert told["罚款"] == "Fine"
        assert set(told) - {""} == {each.title for each in penalties.column("penalty_kind").enum}
        assert next(each.title for each in form.parts()) == "Person penalised"
