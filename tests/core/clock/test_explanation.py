"""What the clock says of itself, sentence by sentence."""

from datetime import date

from gongkai.core.clock import ClockEvent, Consulted, Counting, Happened, Phase, reckon
from gongkai.core.declarations import Declaration
from gongkai.core.holiday_notice import read_year
from gongkai.foundation import rulebook
from tests.core.clock.test_decisions import events
from tests.core.clock.walking import day

NOTICE_2026 = "《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号）"
ARTICLE = "《政府信息公开条例》（2019年修订）"
THIRD, JOINT = Consulted.THIRD_PARTY, Consulted.CO_AUTHOR


def read(told: list[ClockEvent], today: str, calendar=None):
    rules = rulebook.request_clock(told[0].on)
    return reckon(rules, told, calendar or rulebook.calendar(), day(today))


def letter(sent: str, ref: str = "a", party: Consulted = THIRD, **more) -> ClockEvent:
    return ClockEvent(Happened.CONSULTED, day(sent), ref=ref, party=party, **more)


def test_spring_festival_with_a_make_up_saturday() -> None:
    reading = read(events("received 2026-02-10"), "2026-02-25")
    assert [(str(line.message), line.article, line.first, line.last) for line in reading.lines] == [
        (
            "2026年2月10日收到申请，自次日起算，答复期限为 20 个工作日",
            ARTICLE + "第三十三条第二款",
            day("2026-02-10"),
            day("2026-02-10"),
        ),
        ("2026年2月14日（春节调休上班）计入", NOTICE_2026, day("2026-02-14"), day("2026-02-14")),
        (
            "2026年2月15日至2026年2月23日（春节放假）不计入",
            NOTICE_2026,
            day("2026-02-15"),
            day("2026-02-23"),
        ),
        ("2026年2月28日（春节调休上班）计入", NOTICE_2026, day("2026-02-28"), day("2026-02-28")),
        (
            "答复期限于2026年3月16日届满",
            ARTICLE + "第三十三条第二款",
            day("2026-03-16"),
            day("2026-03-16"),
        ),
    ]
    assert (reading.day_number, reading.of) == (6, 20)
    assert reading.correction_by == day("2026-02-26")
    assert read(events("received 2026-02-10"), "2026-02-20").day_number == 4  # a day off adds none


def test_a_consultation_over_the_festival_then_an_extension() -> None:
    told = [*events("received 2026-02-02"), letter("2026-02-06"), *events("extended 2026-03-10 20")]
    told.append(ClockEvent(Happened.CONSULT_ENDED, day("2026-02-26"), ref="a"))
    reading = read(told, "2026-03-10")
    assert [str(line.message) for line in reading.lines] == [
        "2026年2月2日收到申请，自次日起算，答复期限为 20 个工作日",
        "2026年2月6日征求第三方的意见，2026年2月7日至2026年2月26日 9 个工作日不计入答复期限",
        "2026年2月28日（春节调休上班）计入",
        "2026年3月10日决定延长答复期限 20 个工作日",
        "2026年4月4日至2026年4月6日（清明节放假）不计入",
        "答复期限于2026年4月17日届满",
    ]
    assert [(run.kind, run.first, run.last, run.workdays) for run in reading.picture] == [
        (Counting.COUNTED, day("2026-02-03"), day("2026-02-06"), 4),
        (Counting.PAUSED, day("2026-02-07"), day("2026-02-26"), 9),
        (Counting.COUNTED, day("2026-02-27"), day("2026-04-17"), 36),
    ]


def test_silence_of_a_third_party_and_of_a_joint_author() -> None:
    received = events("received 03-03")
    for party, said in ((THIRD, "由本机关决定是否公开"), (JOINT, "视为同意公开")):
        waiting = read([*received, letter("03-05", party=party)], "03-26")
        assert (waiting.phase, waiting.due) == (Phase.CONSULTING, day("04-22"))
        assert waiting.consultations["a"].date == day("03-26")
        assert "应在2025年3月26日以前提出" in str(waiting.lines[1].message)
        after = read([*received, letter("03-05", party=party)], "03-27")
        assert (after.phase, after.due, after.day_number) == (Phase.RUNNING, day("04-22"), 3)
        assert said in str(after.lines[1].message)
        late_answer = ClockEvent(Happened.CONSULT_ENDED, day("04-10"), ref="a")
        assert read([*received, letter("03-05", party=party), late_answer], "04-11").due == day("04-22")


def test_the_period_for_an_opinion_runs_from_the_day_the_letter_was_received() -> None:
    told = [*events("received 03-03"), letter("03-05"), ClockEvent(Happened.SERVED, day("03-10"), ref="a")]
    reading = read(told, "03-12")
    assert reading.consultations["a"].date == day("03-31")
    assert reading.due == day("04-25")  # 18 working days left out from 6 March, two were counted


def test_two_consultations_at_once_are_one_pause() -> None:
    told = [*events("received 03-03"), letter("03-05"), letter("03-10", "b", JOINT)]
    told.append(ClockEvent(Happened.CONSULT_ENDED, day("03-14"), ref="a"))
    told.append(ClockEvent(Happened.CONSULT_ENDED, day("03-18"), ref="b"))
    reading = read(told, "03-20")
    assert reading.due == day("04-14")  # 9 working days left out, 6 to 18 March
    assert "2025年3月11日至2025年3月14日同时征求几方的意见，只扣除一次" in map(
        str, (line.message for line in reading.lines)
    )


def test_under_the_first_regulation_another_organs_opinion_costs_the_offices_own_time() -> None:
    told = [*events("received 2018-05-28"), letter("2018-06-01", party=JOINT)]
    reading = read(told, "2018-06-05")
    assert (reading.phase, reading.due) == (Phase.RUNNING, day("2018-06-19"))
    assert str(reading.lines[1].message) == "2018年6月1日征求共同制作机关的意见，所需时间计入答复期限"


def test_under_the_first_regulation_the_letter_may_set_the_period() -> None:
    told = [*events("received 2018-05-28"), letter("2018-06-01", days=5)]
    reading = read(told, "2018-06-20")
    assert reading.consultations["a"].date == day("2018-06-08")
    assert (reading.phase, reading.due) == (Phase.RUNNING, day("2018-06-26"))


def test_a_late_holiday_notice_moves_the_date() -> None:
    told = events("received 2026-12-10")
    before = read(told, "2026-12-15")
    assert (before.due, before.provisional) == (day("2027-01-07"), True)
    assert str(before.lines[-1].message) == "2027年的放假安排尚未公布，此日期为暂定"
    text = (
        'year = 2027\n[[notice]]\ntitle = "国务院办公厅关于2027年部分节假日安排的通知"\nverified = false\n'
        '[[holiday]]\nname = "元旦"\nfirst = 2027-01-01\nlast = 2027-01-03\n'
    )
    known = rulebook.calendar().with_notice(read_year(Declaration(text, "2027.toml")))
    after = read(told, "2026-12-15", known)
    assert (after.due, after.provisional) == (day("2027-01-08"), False)
    cited = {str(line.message): line.article for line in after.lines}
    assert (
        cited["2027年1月1日至2027年1月3日（元旦放假）不计入"]
        == "《国务院办公厅关于2027年部分节假日安排的通知》"
    )


def test_a_fee_stops_the_clock_and_payment_begins_it_anew() -> None:
    told = events("received 03-03", "extended 03-10 10", "fee_asked 03-14")
    unknown = read(told, "03-20")
    assert (unknown.phase, unknown.due, unknown.fee_by) == (Phase.FEE, None, None)
    assert (unknown.lapse, unknown.awaits_proof) == (None, True)
    assert any("还没有登记收费通知的送达" in str(line.message) for line in unknown.lines)
    served = ClockEvent(Happened.SERVED, day("03-17"), ref="a")
    waiting = read([*told, served], "03-20")
    assert (waiting.fee_by, waiting.awaits_proof) == (day("04-15"), False)
    assert (waiting.lapse.on, waiting.lapse.outcome, waiting.lapsed) == (day("04-16"), "fee_unpaid", False)
    assert read([*told, served], "04-16").lapsed
    paid = read([*told, *events("fee_paid 03-20")], "03-21")
    assert (paid.phase, paid.due, paid.extended, paid.fee_by) == (Phase.RUNNING, day("04-18"), False, None)
    said = [str(line.message) for line in paid.lines]
    assert "此前延长的期限随原答复期限终止，不计入重新计算的期限" in said
    assert "2025年3月20日缴纳信息处理费，答复期限自次日起重新计算，为 20 个工作日" in said


def test_an_awaited_payment_is_provisional_without_the_years_notice() -> None:
    served = ClockEvent(Happened.SERVED, day("2026-12-10"), ref="a")
    reading = read([*events("received 2026-12-01", "fee_asked 2026-12-10"), served], "2026-12-11")
    assert (reading.lapse.on, reading.provisional) == (day("2027-01-08"), True)


def test_a_correction_lapses_on_the_day_after_its_last_day() -> None:
    told = events("received 03-03", "correction_asked 03-12 until 03-21")
    reading = read(told, "03-21")
    assert (reading.phase, reading.due, reading.lapsed) == (Phase.CORRECTING, None, False)
    assert (reading.lapse.on, reading.lapse.outcome) == (day("03-22"), "lapsed_correction")
    assert reading.lapse.article == ARTICLE + "第三十条"
    assert read(told, "03-22").lapsed
    closed = read([*told, *events("closed 03-22")], "03-24")
    assert (closed.phase, closed.on_time, closed.lapse) == (Phase.ENDED, True, None)
    assert [(run.kind, run.last) for run in closed.picture] == [
        (Counting.COUNTED, day("03-12")),
        (Counting.STOPPED, day("03-22")),
    ]


def test_reopened_by_order_of_a_court() -> None:
    told = events("received 03-03", "extended 03-10 20", "replied 04-01")
    law = read([*told, *events("reopened 06-03")], "06-04")
    assert (law.phase, law.due, law.of, law.extended) == (Phase.RUNNING, day("07-01"), 20, False)
    ordered = read([*told, *events("reopened 06-03 10")], "06-04")
    assert (ordered.due, ordered.of) == (day("06-17"), 10)
    dated = read([*told, *events("reopened 06-03 until 06-30")], "07-01")
    assert (dated.due, dated.overdue, dated.phase) == (day("06-30"), True, Phase.RUNNING)
    assert "应在2025年6月30日以前答复" in str(dated.lines[-3].message)
    again = read([*told, *events("reopened 06-03", "extended 06-20 20")], "06-21")
    assert (again.due, again.extended) == (day("07-29"), True)


def test_a_date_of_its_own_is_not_moved_by_a_consultation() -> None:
    told = events("received 03-03", "reasons_asked 03-04", "reasons_given 03-06", "delayed 03-10 until 05-30")
    reading = read([*told, letter("03-12")], "03-20")
    assert (reading.phase, reading.due, reading.provisional) == (Phase.DELAYED, day("05-30"), False)
    assert [(str(line.message), line.article) for line in reading.lines][1:] == [
        ("2025年3月4日要求说明理由，等待说明的时间计入答复期限", ARTICLE + "第三十五条"),
        ("2025年3月10日确定延迟答复，答复日期为2025年5月30日", ARTICLE + "第三十五条"),
        ("2025年3月12日征求第三方的意见，另行确定的答复日期不变", ARTICLE + "第三十三条第三款"),
        ("答复期限于2025年5月30日届满", ARTICLE + "第三十五条"),
    ]


def test_a_case_received_before_the_change_keeps_its_rules_in_all_later_periods() -> None:
    told = events("received 2019-05-14", "replied 2019-05-28", "reopened 2020-03-02")
    reading = read(told, "2020-03-03")
    assert (reading.of, reading.due) == (15, day("2020-03-23"))


def test_late_is_said_of_an_open_and_of_an_ended_request() -> None:
    told = events("received 03-03")
    saturday = read(told, "2025-04-05")
    assert (saturday.overdue, saturday.days_late, saturday.day_number) == (True, 3, 23)
    assert str(saturday.lines[-1].message) == "超过答复期限 3 个工作日"
    assert saturday.picture[-1].kind is Counting.LATE
    ended = read([*told, *events("replied 04-07")], "2025-12-01")
    assert (ended.overdue, ended.on_time, ended.days_late) == (False, False, 4)


def test_late_by_a_weekend_is_late() -> None:
    told = events("received 2025-03-06")  # day 20 is Thursday 3 April, before the Qingming days off
    assert read(told, "2025-04-03").overdue is False
    reading = read(told, "2025-04-05")
    assert (reading.due, reading.overdue, reading.days_late) == (day("2025-04-03"), True, 1)


def test_without_a_day_of_receipt_the_clock_waits() -> None:
    rules = rulebook.request_clock(date(2025, 3, 3))
    reading = reckon(rules, [], rulebook.calendar(), day("03-03"))
    assert (reading.phase, reading.due, reading.day_number, reading.of) == (Phase.WAITING, None, 0, 20)
