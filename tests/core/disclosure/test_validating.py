"""Rows and tables against their declaration, and what they would change."""

from collections.abc import Collection, Mapping

from gongkai.core.disclosure.changes import compare, differing, digest
from gongkai.core.disclosure.schema import Mode, Reference
from gongkai.core.disclosure.validating import Checker, key_of
from tests.core.disclosure.declared import permit_counts, permits

CHECKER = Checker(permits())


def row(number: str, **more: object) -> dict[str, object]:
    return {"number": number, "party": "张样例", "decided_on": "2017-10-09", **more}


class Store:
    """What the store would answer in these tests."""

    def existing(self, reference: Reference, values: Collection[str]) -> Collection[str]:
        assert (reference.data_set, reference.column) == ("permits", "number")
        return {"旧1号"} & set(values)

    def holders(self, column: str, values: Collection[str]) -> Mapping[str, str]:
        assert column == "seal"
        return {"A1": "旧1号"} if "A1" in values else {}

    def bodies(self, codes: Collection[str]) -> Collection[str]:
        return {"czj"} & set(codes)


def test_a_row_is_refused_cell_by_cell() -> None:
    checked = CHECKER.row({"number": "  ", "fee": "很多", "colour": "红", "party": "张样例", "note": ""}, 12)
    assert checked.place == 12
    assert checked.key == ""
    assert [problem.column for problem in checked.problems] == ["number", "fee", "decided_on", "colour"]
    assert str(checked.problems[0].message) == "必须填写"


def test_a_good_row_is_canonical_and_leaves_blanks_out() -> None:
    checked = CHECKER.row(row(" 1号 ", fee="35.50", seal=""))
    assert not checked.problems
    assert checked.content == {"number": "1号", "party": "张样例", "decided_on": "2017-10-09", "fee": 3550}
    assert checked.key == "1号"


def test_a_key_of_several_columns_is_one_text() -> None:
    data_set = permit_counts()
    assert key_of(data_set, {"month": "2017-09", "count": 1}) == "2017-09"


def test_only_the_whole_table_shows_what_is_met_twice() -> None:
    table = CHECKER.table(
        enumerate(
            [row("1号"), row("1号"), row("1号", fee=1), row("2号", seal="B"), row("3号", seal="B")], start=2
        )
    )
    assert [each.key for each in table.accepted] == ["1号", "2号"]
    assert table.repeated == {3: 2}
    assert [(each.place, each.problems[0].column) for each in table.refused] == [(4, "number"), (6, "seal")]
    assert "第 2 行" in str(table.refused[0].problems[0].message)


def test_references_unique_values_and_bodies_are_asked_of_the_store() -> None:
    rows = [
        row("1号", replaces="旧1号"),
        row("2号", replaces="3号"),
        row("3号", replaces="没有"),
        row("4号", seal="A1"),
        row("5号", issuer="czj"),
        row("6号", issuer="nobody"),
    ]
    table = CHECKER.table(enumerate(rows, start=1), Store())
    assert [each.place for each in table.accepted] == [1, 5]
    words = [str(each.problems[0].message) for each in table.refused]
    assert words[0] == "引用的“3号”被拒绝了"
    assert "“没有”在“permits”中没有" in words[1]
    assert "已用于另一条：旧1号" in words[2]
    assert "没有代码为“nobody”的机关" in words[3]


def test_a_long_chain_of_references_falls_whole_and_soon() -> None:
    chain = [row(f"{n}号", replaces=f"{n - 1}号") for n in range(1, 20_000)]
    rows = [row("0号", fee="很多"), *chain, row("另号", replaces="旧1号"), row("自号", replaces="自号")]
    table = CHECKER.table(enumerate(rows), Store())
    assert [each.key for each in table.accepted] == ["另号", "自号"]
    assert {len(each.problems) for each in table.refused} == {1}


def test_changes_are_told_row_by_row_and_column_by_column() -> None:
    table = CHECKER.table(enumerate([row("1号"), row("2号", fee=2), row("3号"), {"number": "4号"}], start=1))
    current = {
        "1号": CHECKER.row(row("1号")).content,
        "2号": CHECKER.row(row("2号", fee=1)).content,
        "4号": CHECKER.row(row("4号")).content,
        "9号": CHECKER.row(row("9号")).content,
    }
    changes = compare(table, current, Mode.UPSERT)
    assert ([each.key for each in changes.added], changes.same, changes.removed) == (["3号"], 1, ())
    assert [(each.row.key, each.columns) for each in changes.changed] == [("2号", ("fee",))]
    whole = compare(table, current, Mode.WHOLE)
    assert whole.removed == ("9号",)  # the refused row's key was not left out
    again = compare(CHECKER.table([(1, row("1号"))]), current, Mode.UPSERT)
    assert again.is_nothing
    assert differing({"a": 1, "b": 2}, {"a": 1, "c": 3}) == ("c", "b")


def test_the_digest_is_of_what_is_said_not_of_how() -> None:
    first = CHECKER.table([(1, row("1号", fee="35.50")), (2, row("2号"))]).accepted
    second = CHECKER.table([(1, row("2号", decided_on="2017年10月9日")), (2, row(" 1号", fee=35.5))]).accepted
    assert digest("permits", Mode.UPSERT, first) == digest("permits", Mode.UPSERT, second)
    assert digest("permits", Mode.UPSERT, first) != digest("permits", Mode.WHOLE, first)
    assert digest("permits", Mode.UPSERT, first) != digest("permits", Mode.UPSERT, first[:1])
