"""Blacklists, credit scores, the list of powers, consultations of lists."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongkai.core.disclosure.logic import blacklist, consultation, powers, scores
from gongkai.core.disclosure.logic.blacklist import BlacklistRules, Entry, Standing
from gongkai.core.disclosure.logic.consultation import Answer, Consultation, Objection, Phase
from gongkai.core.disclosure.logic.powers import ChangeKind, Power, PowerChange
from gongkai.core.disclosure.logic.scores import ScoreEvent, ScoreRules
from gongkai.foundation import rulebook
from gongkai.foundation.rulebook import disclosure_logic

CALENDAR = rulebook.calendar()
RULES = BlacklistRules()


def day(text: str) -> date:
    return date.fromisoformat(text)


ENTRY = Entry(
    "91990000MA900010XF",
    "示例化工有限公司",
    day("2017-09-25"),
    day("2017-10-11"),
    "较大事故",
    "临安监黑〔2017〕1号",
)


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        ("2017-09-24", Standing.NOT_YET),
        ("2017-09-25", Standing.NOTICED),
        ("2017-09-30", Standing.NOTICED),  # 26、27、28、29、30（补班）
        ("2017-10-01", Standing.HEARD),
        ("2017-10-11", Standing.LISTED),
        ("2020-10-10", Standing.LISTED),
        ("2020-10-11", Standing.EXPIRED),
    ],
)
def test_where_an_entry_stands(on: str, standing: Standing) -> None:
    assert blacklist.standing(ENTRY, day(on), RULES, CALENDAR) is standing
    assert blacklist.flaws(ENTRY, RULES, CALENDAR) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"noticed_on": None}, "没有告知"),
        ({"noticed_on": day("2017-10-12")}, "早于告知"),
        ({"decided_on": day("2017-09-30")}, "2017-09-30 才结束"),
        ({"stated_on": day("2017-09-27")}, "没有复核答复"),
        ({"stated_on": day("2017-09-27"), "answered_on": day("2017-10-12")}, "没有复核答复"),
        ({"ground": " "}, "事由"),
        ({"document": ""}, "文号"),
        ({"removed_on": day("2018-10-10"), "removal_ground": "改正"}, "满 12 个月"),
        ({"removed_on": day("2019-01-10")}, "移出的理由"),
        ({"decided_on": None, "removed_on": day("2019-01-10")}, "没有列入就移出"),
        ({"until": day("2020-10-11")}, "长于这类名单的 3 年"),
        ({"until": day("2017-10-10")}, "早于列入决定"),
    ],
)
def test_what_due_process_lacks(changes: dict, said: str) -> None:
    assert any(said in str(flaw) for flaw in blacklist.flaws(replace(ENTRY, **changes), RULES, CALENDAR))


def test_a_statement_that_was_answered_lets_the_body_decide_before_the_period_ends() -> None:
    heard = replace(
        ENTRY, stated_on=day("2017-09-26"), answered_on=day("2017-09-27"), decided_on=day("2017-09-28")
    )
    assert blacklist.flaws(heard, RULES, CALENDAR) == ()
    assert blacklist.standing(heard, day("2017-09-26"), RULES, CALENDAR) is Standing.HEARD


@pytest.mark.parametrize("rules", disclosure_logic.blacklist_rules(), ids=lambda each: each.name)
def test_examples_of_the_dated_terms(rules: BlacklistRules) -> None:
    assert rules.example
    for each in rules.example:
        entry = replace(ENTRY, noticed_on=each.decided_on, decided_on=each.decided_on)
        kind = next(iter(rules.kinds), "安全生产")
        applied = blacklist.rules_on(disclosure_logic.blacklist_rules(), each.decided_on, kind)
        assert applied is rules
        assert blacklist.standing(entry, each.today, applied, CALENDAR) is each.standing, each.about


@pytest.mark.parametrize(
    ("on", "answered", "has_result", "said"),
    [
        ("2017-07-31", None, False, ["公示自2017年8月1日开始，到2017年8月16日截止。"]),
        ("2017-08-16", None, False, ["正在公示，到2017年8月16日截止，在此之前可以提出异议。"]),
        ("2017-08-10", None, True, ["正在公示", "还不到确定结果"]),
        ("2017-08-17", None, False, ["还有 1 份异议没有答复"]),
        ("2017-08-17", "2017-08-17", True, ["没有未答复的异议"]),
        ("2017-08-17", "2017-08-18", True, ["还有 1 份异议没有答复", "还不到确定结果"]),
    ],
)
def test_what_a_posting_has_come_to(on: str, answered: str | None, has_result: bool, said: list[str]) -> None:
    posted = Consultation(day("2017-08-01"), 15, workdays=False)
    objection = Objection(
        "1",
        "a",
        day("2017-08-16"),
        Answer.REJECTED if answered else None,
        day(answered) if answered else None,
    )
    found = [
        str(each) for each in consultation.told(posted, [objection], day(on), CALENDAR, has_result=has_result)
    ]
    assert len(found) == len(said)
    assert all(words in each for words, each in zip(said, found, strict=True)), found


def test_the_term_of_the_decision_comes_before_that_of_the_rules() -> None:
    short = replace(ENTRY, until=day("2018-10-10"))
    assert blacklist.flaws(short, RULES, CALENDAR) == ()
    standings = [blacklist.standing(short, day(f"2018-10-{on}"), RULES, CALENDAR) for on in (10, 11)]
    assert standings == [Standing.LISTED, Standing.EXPIRED]
    (*_, gone) = blacklist.changes_between([short], day("2017-01-01"), day("2030-01-01"), RULES)
    assert (gone.day, gone.listed) == (day("2018-10-11"), False)
    assert blacklist.flaws(replace(ENTRY, until=day("2020-10-10")), RULES, CALENDAR) == ()


def test_examples_of_the_dated_scores() -> None:
    for rules in disclosure_logic.score_rules():
        assert rules.example
        for each in rules.example:
            events = [ScoreEvent("F", rules.in_force, points, "事由", "文书") for points in each.points]
            applied = scores.score_rules_on(disclosure_logic.score_rules(), rules.in_force)
            found = scores.score("F", events, rules.in_force, applied)
            assert (found.value, found.level) == (each.value, each.level), each.about
    assert scores.score_rules_on((), day("2017-01-01")) == ScoreRules()


def test_the_list_of_a_day_and_the_feed_of_changes() -> None:
    early = replace(ENTRY, code="B", removed_on=day("2019-01-10"), removal_ground="信用修复")
    entries = [ENTRY, early]
    assert [each.code for each in blacklist.listed_on(entries, day("2018-06-01"), RULES, CALENDAR)] == [
        "B",
        ENTRY.code,
    ]
    assert blacklist.listed_on(entries, day("2019-01-10"), RULES, CALENDAR) == (ENTRY,)
    feed = blacklist.changes_between(entries, day("2017-10-11"), day("2020-12-31"), RULES)
    assert [(change.day, change.code, change.listed, str(change.why)) for change in feed] == [
        (day("2019-01-10"), "B", False, "信用修复"),
        (day("2020-10-11"), ENTRY.code, False, "期满"),
    ]


def event(firm: str, on: str, points: int, number: int = 1, revoked: str = "") -> ScoreEvent:
    return ScoreEvent(
        firm, day(on), Decimal(points), "扣分标准3.2", f"文{number}", day(revoked) if revoked else None
    )


@pytest.mark.parametrize(
    ("events", "on", "value", "level", "uncounted"),
    [
        ([], "2017-12-31", 100, "B", 0),
        ([("2017-05-18", -10)], "2017-05-17", 100, "B", 0),
        ([("2017-05-18", -10)], "2017-05-18", 90, "B", 0),
        ([("2017-05-18", -11)], "2018-05-17", 89, "C", 0),
        ([("2017-05-18", -11)], "2018-05-18", 100, "B", 0),
        ([("2017-05-18", 40), ("2017-06-18", 40)], "2017-12-31", 150, "A", 30),
        ([("2017-05-18", 40), ("2017-06-18", 40), ("2017-07-01", -5)], "2017-12-31", 145, "A", 30),
        ([("2017-05-18", -50), ("2017-06-18", -50), ("2017-07-01", -50)], "2017-12-31", 0, "D", 0),
    ],
)
def test_scores(events: list, on: str, value: int, level: str, uncounted: int) -> None:
    made = [event("F", happened, points, n) for n, (happened, points) in enumerate(events)]
    found = scores.score("F", [*made, event("G", "2017-05-01", -50)], day(on), ScoreRules())
    assert (found.value, found.level, found.uncounted) == (value, level, uncounted)
    assert sum(each.points for each in found.events) == found.added - found.deducted


def test_firms_are_tallied_once_and_revoked_events_not() -> None:
    firms = [f"F{n}" for n in range(10)]
    events = [
        event("F1", "2017-02-01", -1), event("F1", "2017-03-01", -2, 2), event("F1", "2017-03-02", 5, 3),
        event("F2", "2017-04-01", -3, revoked="2017-06-01"), event("F3", "2016-12-31", 4),
        event("X", "2017-05-05", 4),
    ]  # fmt: skip
    found = scores.tally(firms, events, day("2017-01-01"), day("2017-12-31"))
    assert (found.firms, found.deducted, found.added) == (10, 1, 1)
    assert scores.score("F2", events, day("2017-05-31"), ScoreRules()).value == 97
    assert scores.score("F2", events, day("2017-06-01"), ScoreRules()).value == 100
    for points, ground in ((0, "有"), (1, " ")):
        with pytest.raises(ValueError, match="加分"):
            ScoreEvent("F", day("2017-01-01"), Decimal(points), ground, "文")


def item(code: str, kind: str = "行政许可") -> Power:
    return Power(code, f"事项{code}", kind, "fgw")


def test_the_list_of_a_day_after_its_changes() -> None:
    start = [item("A1"), item("A2", "行政处罚"), item("A3")]
    changes = [
        PowerChange("第一批", day("2017-03-28"), ChangeKind.CANCELLED, "A1"),
        PowerChange("第二批", day("2017-06-15"), ChangeKind.MERGED, "A2", into="B1"),
        PowerChange("第二批", day("2017-06-15"), ChangeKind.TAKEN_OVER, "B1", item("B1")),
        PowerChange("第三批", day("2017-10-01"), ChangeKind.DELEGATED, "A3", to="县级"),
        PowerChange("第三批", day("2017-10-02"), ChangeKind.RENAMED, "B1", replace(item("B1"), name="新名")),
    ]
    codes = {
        when: [each.code for each in powers.list_as_of(start, changes, day(when)).powers]
        for when in ("2017-01-01", "2017-03-28", "2017-06-15", "2017-12-31")
    }
    assert codes == {
        "2017-01-01": ["A1", "A2", "A3"], "2017-03-28": ["A2", "A3"], "2017-06-15": ["A3", "B1"],
        "2017-12-31": ["B1"],
    }  # fmt: skip
    end = powers.list_as_of(start, changes, day("2017-12-31"))
    assert (end.powers[0].name, end.refused, end.count("行政许可"), end.count()) == ("新名", (), 1, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (PowerChange("b", day("2017-01-02"), ChangeKind.CANCELLED, "Z9"), "清单上没有"),
        (PowerChange("b", day("2017-01-02"), ChangeKind.TAKEN_OVER, "A1", item("A1")), "已经在清单上"),
        (PowerChange("b", day("2017-01-02"), ChangeKind.ADDED, "B1"), "没有写明内容"),
        (PowerChange("b", day("2017-01-02"), ChangeKind.MERGED, "A1", into="Z9"), "不在清单上"),
        (PowerChange("b", day("2017-01-02"), ChangeKind.MERGED, "A1", into="A1"), "不在清单上"),
        (PowerChange("b", day("2017-01-02"), ChangeKind.RENAMED, "A1"), "调整后的内容"),
    ],
)
def test_a_change_that_does_not_fit_is_named_and_not_applied(change: PowerChange, said: str) -> None:
    found = powers.list_as_of([item("A1")], [change], day("2017-12-31"))
    assert found.powers == (item("A1"),)
    assert said in str(found.refused[0][1])


def test_counts_by_batch_and_since_the_years_start() -> None:
    changes = [
        *(PowerChange("一、二批", day("2017-03-28"), ChangeKind.CANCELLED, f"A{n}") for n in range(120)),
        *(PowerChange("一、二批", day("2017-03-28"), ChangeKind.DELEGATED, f"B{n}") for n in range(66)),
        *(
            PowerChange("省下放", day("2017-06-15"), ChangeKind.TAKEN_OVER, f"C{n}", item(f"C{n}"))
            for n in range(13)
        ),
        *(PowerChange("第三批", day("2017-10-01"), ChangeKind.CANCELLED, f"D{n}") for n in range(89)),
    ]
    counts = powers.counts_by_batch(changes)
    assert {batch: sum(kinds.values()) for batch, kinds in counts.items()} == {
        "一、二批": 186, "省下放": 13, "第三批": 89,
    }  # fmt: skip
    assert counts["一、二批"][ChangeKind.DELEGATED] == 66
    since = powers.counts_between(changes, day("2017-06-01"), day("2017-12-31"))
    assert (since[ChangeKind.TAKEN_OVER], since[ChangeKind.CANCELLED]) == (13, 89)


def test_a_consultation_from_notice_to_result() -> None:
    seven = Consultation(day("2017-09-25"), 7)
    assert consultation.closes_on(seven, CALENDAR) == day("2017-10-10")  # 26–30, 10-09, 10-10
    objections = [
        Objection("Y1", "r2", day("2017-09-27"), Answer.UPHELD, day("2017-10-12")),
        Objection("Y2", "r3", day("2017-10-10"), Answer.REJECTED, day("2017-10-13")),
        Objection("Y3", "r1", day("2017-10-11"), Answer.UPHELD, day("2017-10-20")),
    ]
    phases = {
        when: consultation.phase(seven, objections, day(when), CALENDAR)
        for when in ("2017-09-24", "2017-09-25", "2017-10-10", "2017-10-11", "2017-10-12", "2017-10-13")
    }
    assert list(phases.values()) == [
        Phase.ANNOUNCED, Phase.OPEN, Phase.OPEN, Phase.ANSWERING, Phase.ANSWERING, Phase.DECIDABLE,
    ]  # fmt: skip
    found = consultation.outcome(seven, ["r1", "r2", "r3"], objections, CALENDAR)
    assert (found.kept, found.dropped) == (("r1", "r3"), ("r2",))
    assert [each.number for each in found.late] == ["Y3"]
    decided = replace(seven, decided_on=day("2017-10-13"))
    assert consultation.flaws(decided, objections, CALENDAR) == ()
    assert consultation.phase(decided, objections, day("2017-10-13"), CALENDAR) is Phase.DECIDED


@pytest.mark.parametrize(
    ("decided", "said"),
    [("2017-10-10", "2017-10-10 才结束"), ("2017-10-12", "异议 Y2 还没有答复")],
)
def test_a_list_decided_too_early(decided: str, said: str) -> None:
    open_still = Objection("Y2", "r3", day("2017-10-10"))
    list_put_up = Consultation(day("2017-09-25"), 7, decided_on=day(decided))
    assert [said in str(flaw) for flaw in consultation.flaws(list_put_up, [open_still], CALENDAR)] == [True]


def test_calendar_days_and_days_on_which_the_list_was_gone() -> None:
    assert consultation.closes_on(Consultation(day("2017-11-06"), 7, workdays=False), CALENDAR) == day(
        "2017-11-13"
    )
    gone = Consultation(
        day("2017-11-06"), 7, workdays=False, interrupted=frozenset({day("2017-11-08"), day("2017-11-13")})
    )
    assert consultation.closes_on(gone, CALENDAR) == day("2017-11-15")
    with pytest.raises(ValueError, match="至少一天"):
        Consultation(day("2017-11-06"), 0)
