"""Dated stories around the clock: receipt by every channel, fees, remedies, rows of the report, letters."""

from datetime import date

import pytest

from gongkai.core.fees import charge_by_item, charge_by_page
from gongkai.core.outcomes import NoSuchOutcomeError, cell
from gongkai.core.receipt import Arrival, Channel, receipt
from gongkai.core.remedies import (
    Address,
    Addresses,
    BodyKind,
    BodyLevel,
    BodyStanding,
    CourtLevel,
    Organ,
    remedy,
)
from gongkai.core.replies import check_letter, check_template
from gongkai.foundation import rulebook

RULES = rulebook.receipt_rules()


def at(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


# 渠道           提交或寄出   签收         到达系统     双方确认     寄错   收到之日     条例    条文
RECEIVED = """
counter        2008-05-01  -           -           -           no    2008-05-01  2007   第1项
counter        2019-05-14  -           -           -           no    2019-05-14  2007   第1项
counter        2019-05-15  -           -           -           no    2019-05-15  2019   第三十一条第一项
counter        2026-02-14  -           -           -           no    2026-02-14  2019   第三十一条第一项
counter        2024-02-29  -           -           -           no    2024-02-29  2019   第三十一条第一项
signed_post    2019-05-13  2019-05-14  -           -           no    2019-05-14  2007   第2项
signed_post    2019-05-14  2019-05-15  -           -           no    2019-05-15  2019   第三十一条第二项
signed_post    2019-05-10  2019-05-13  -           2019-05-16  yes   2019-05-16  2019   第二十九条
signed_post    2025-02-28  2025-03-01  -           -           no    2025-03-01  2019   第三十一条第二项
signed_post    2025-02-28  -           -           -           no    -           -      签收
ordinary_post  2019-05-06  -           -           2019-05-14  no    2019-05-14  2007   第2项
ordinary_post  2019-05-06  -           -           2019-05-15  no    2019-05-15  2019   第三十一条第二项
ordinary_post  2019-05-06  -           -           -           no    -           -      恢复联系
ordinary_post  2012-02-20  -           -           2012-02-29  no    2012-02-29  2007   第2项
email          2019-05-14  -           2019-05-14  -           no    2019-05-14  2007   第3项
email          2019-05-14  -           2019-05-14  2019-05-16  no    2019-05-14  2007   第3项
email          2019-05-14  -           2019-05-15  -           no    -           -      确认
email          2019-05-14  -           2019-05-15  2019-05-20  no    2019-05-20  2019   第三十一条第三项
email          2025-03-01  -           2025-03-01  2025-03-03  no    2025-03-03  2019   第三十一条第三项
email          2018-03-01  -           2018-03-01  -           yes   -           -      确认
fax            2019-05-13  -           2019-05-13  2019-05-14  no    2019-05-14  2007   第4项
fax            2019-05-13  -           2019-05-13  2019-05-15  no    2019-05-15  2019   第三十一条第三项
fax            2018-03-05  -           2018-03-06  2018-03-05  no    2018-03-06  2007   第4项
fax            2018-03-05  -           2018-03-05  -           no    -           -      确认
fax            2025-03-05  -           2025-03-05  2025-03-07  no    2025-03-07  2019   第三十一条第三项
internet       2019-05-14  -           -           -           no    2019-05-14  2007   第5项
internet       2019-05-15  -           -           -           no    2019-05-15  2019   第三十一条第三项
internet       2025-02-01  -           -           -           no    2025-02-01  2019   第三十一条第三项
other          2018-03-05  -           -           2018-03-07  no    2018-03-07  2007   第5项
other          2025-03-05  -           -           -           no    -           -      确认
"""


@pytest.mark.parametrize("row", RECEIVED.strip().splitlines())
def test_received(row: str) -> None:
    channel, submitted, signed, reached, confirmed, astray, day, regime, words = row.split()
    sent = at(submitted)
    assert sent is not None
    arrival = Arrival(Channel(channel), sent, at(signed), at(reached), at(confirmed), astray == "yes")
    found = receipt(RULES, arrival)
    assert found.day == at(day)
    if found.day is None:
        assert words in str(found.waiting_for)
        return
    assert words in found.article
    assert f"{found.day.year}年{found.day.month}月{found.day.day}日" in str(found.explanation)
    assert rulebook.request_clock(found.day).regime == regime


# 同一申请人本月此前的件数、这次的件数 → 分
ITEMS = [
    (0, 10, 0), (0, 11, 100_00), (10, 1, 100_00), (29, 1, 100_00), (30, 1, 200_00), (39, 1, 200_00),
    (40, 1, 300_00), (50, 1, 400_00), (60, 1, 500_00), (100, 1, 900_00), (0, 30, 2000_00), (0, 70, 16000_00),
    (5, 6, 100_00),
]  # fmt: skip
PAGES = [
    (0, 0),
    (30, 0),
    (31, 10_00),
    (100, 700_00),
    (101, 720_00),
    (200, 2700_00),
    (201, 2740_00),
    (1000, 34700_00),
]


@pytest.mark.parametrize(("before", "count", "fen"), ITEMS)
def test_fee_by_item(before: int, count: int, fen: int) -> None:
    tariff = rulebook.fee_tariff(date(2021, 1, 1))
    assert tariff is not None
    assert charge_by_item(tariff, count, before).total_fen == fen


@pytest.mark.parametrize(("count", "fen"), PAGES)
def test_fee_by_page(count: int, fen: int) -> None:
    tariff = rulebook.fee_tariff(date(2025, 3, 3))
    assert tariff is not None
    assert charge_by_page(tariff, count).total_fen == fen


def test_no_fee_before_the_tariff() -> None:
    assert rulebook.fee_tariff(date(2020, 12, 31)) is None


DEPARTMENT = BodyStanding(BodyKind.DEPARTMENT, BodyLevel.CITY)
CITY = BodyStanding(BodyKind.GOVERNMENT, BodyLevel.CITY)
COUNTY = BodyStanding(BodyKind.GOVERNMENT, BodyLevel.COUNTY)
ADDRESSES = Addresses(
    organs={organ: Address(f"示例{organ}", "示例路1号") for organ in Organ},
    courts={court: Address(f"示例{court}法院", "示例路2号") for court in CourtLevel},
)

# 收到、答复、机关、结果、先复议、复议机关、法院（直接起诉的）、月数
REMEDIES = [
    ("2025-03-03", "2025-03-20", DEPARTMENT, "trade_secret", True, ["same_level_government"], None),
    ("2023-12-15", "2023-12-31", DEPARTMENT, "trade_secret", False,
     ["same_level_government", "superior_department"], ("basic", 6)),
    ("2023-12-15", "2024-01-01", DEPARTMENT, "trade_secret", True, ["same_level_government"], None),
    ("2019-05-14", "2024-01-02", DEPARTMENT, "trade_secret", True, ["same_level_government"], None),
    ("2023-12-15", "2024-01-01", CITY, "state_secret", True, ["superior_government"], None),
    ("2023-12-15", "2023-12-31", CITY, "state_secret", False, ["superior_government"], ("intermediate", 6)),
    ("2014-04-01", "2014-04-20", CITY, "state_secret", False, ["superior_government"], ("intermediate", 3)),
    ("2014-04-01", "2014-04-20", COUNTY, "disclosed", False, ["superior_government"], ("intermediate", 3)),
    ("2015-04-08", "2015-04-30", DEPARTMENT, "state_secret", False,
     ["same_level_government", "superior_department"], ("basic", 3)),
    ("2015-04-08", "2015-05-01", DEPARTMENT, "state_secret", False,
     ["same_level_government", "superior_department"], ("basic", 6)),
    ("2025-05-06", "2025-05-31", DEPARTMENT, "nonexistent", False, ["same_level_government"], ("basic", 6)),
    ("2025-05-06", "2025-06-01", DEPARTMENT, "nonexistent", False, ["same_level_government"], ("basic", 6)),
    ("2025-05-06", "2025-06-01", DEPARTMENT, "lapsed_correction", False,
     ["same_level_government"], ("basic", 6)),
    ("2025-05-06", "2025-06-01", CITY, "fee_unpaid", False, ["superior_government"], ("intermediate", 6)),
    ("2025-05-06", "2025-05-31", DEPARTMENT, "repeated", True, ["same_level_government"], None),
    ("2025-05-06", "2025-06-01", DEPARTMENT, "repeated", False, ["same_level_government"], ("basic", 6)),
    ("2025-05-06", "2025-05-31", DEPARTMENT, "needs_compilation", True, ["same_level_government"], None),
    ("2025-05-06", "2025-06-01", DEPARTMENT, "needs_compilation", False,
     ["same_level_government"], ("basic", 6)),
    ("2025-05-06", "2025-06-01", DEPARTMENT, "partly_disclosed", True, ["same_level_government"], None),
    ("2025-05-06", "2025-06-01", DEPARTMENT, "query_matter", True, ["same_level_government"], None),
    ("2025-05-06", "2025-06-01", DEPARTMENT, "enforcement_file", True, ["same_level_government"], None),
]  # fmt: skip


@pytest.mark.parametrize(("received", "replied", "body", "code", "first", "organs", "court"), REMEDIES)
def test_remedy(received, replied, body, code, first, organs, court) -> None:
    outcome = rulebook.request_outcomes(date.fromisoformat(received)).find(code)
    found = remedy(rulebook.remedies(), outcome, body, date.fromisoformat(replied))
    assert (found.review_first, [each.organ for each in found.reviews]) == (first, organs)
    block = found.text(ADDRESSES)
    assert ("应当先申请行政复议" in block[0]) is first
    if court is not None:
        level, months = court
        assert (found.court.level, found.court.months) == (level, months)
        assert f"{months}个月内直接向示例{level}法院" in block[0]
    else:
        assert "个月" not in "".join(block)


# 旧的写法，怎样变着写都不能代替或者并列于算出的一段
OLD_WORDING = [
    "如不服本答复，可以在60日内申请行政复议，或者在6个月内提起行政诉讼。",
    "如不服本答复，可以自收到之日起六十日内申请行政复议，也可以自收到之日起六个月内向人民法院起诉。",
    "如对本答复不服，可在６０日内申请复议或者６个月内起诉。",
    "如对本答复不服，可在六 十 日内申请行政\n复议。",
    "对本答复有异议的，可于陆拾日内提请行政復議。",
    "您也可以直接向人民法院提起行政诉讼。",
    "不服的，可以在三个月内向人民法院起诉。",
]


@pytest.mark.parametrize("wording", OLD_WORDING)
def test_old_wording_on_a_refusal_of_2024_is_refused(wording: str) -> None:
    outcome = rulebook.request_outcomes(date(2024, 3, 4)).find("trade_secret")
    block = remedy(rulebook.remedies(), outcome, DEPARTMENT, date(2024, 3, 18)).text(ADDRESSES)
    template = "经审查，依据{article}，不予公开。\n理由：{grounds}\n"
    letter = "经审查，不予公开。理由：涉及商业秘密。\n"
    otherwise = set(map(str, check_template(template + "{remedy}", outcome)))  # no layout here, so not empty
    said = [str(each) for each in check_template(template + "{remedy}\n" + wording, outcome)]
    assert any("由系统按结果、机关和日期计算" in each for each in said if each not in otherwise)
    assert check_letter(letter + "\n".join(block), block) == ()
    assert check_letter(letter + "\n".join(block) + "\n" + wording, block)
    assert check_letter(letter + wording, block)


# 收到之日、结果 → 各年报格式的行
CELLS = [
    ("2019-05-15", "partly_disclosed", "2019", "R3.2"),
    ("2019-05-15", "partly_disclosed", "2021", "R3.2"),
    ("2018-03-01", "partly_disclosed", "2014", "3.3.3"),
    ("2019-05-15", "lapsed_correction", "2019", "R3.6"),
    ("2021-03-01", "lapsed_correction", "2021", "R3.6.1"),
    ("2021-03-01", "fee_unpaid", "2021", "R3.6.2"),
    ("2021-03-01", "withdrawn", "2021", "R3.6.3"),
    ("2021-03-01", "not_this_body", "2021", "R3.4.1"),
    ("2021-03-01", "nonexistent", "2021", "R3.4.1"),
    ("2021-03-01", "personal_privacy", "2021", "R3.3.4"),
    ("2021-03-01", "trade_secret", "2021", "R3.3.4"),
    ("2018-03-01", "trade_secret", "2014", "3.3.4.2"),
    ("2018-03-01", "personal_privacy", "2014", "3.3.4.3"),
    ("2018-03-01", "endangers_security", "2014", "3.3.4.4"),
    ("2018-03-01", "told_to_clarify", "2014", "3.3.7"),
    ("2019-05-14", "told_to_clarify", "2019", "R3.4.3"),
    ("2021-03-01", "excessive", "2021", "R3.5.4"),
    ("2021-03-01", "reissue", "2021", "R3.5.5"),
    ("2021-03-01", "query_matter", "2021", "R3.3.8"),
]


@pytest.mark.parametrize(("received", "code", "form", "row"), CELLS)
def test_row_of_the_report(received: str, code: str, form: str, row: str) -> None:
    outcome = rulebook.request_outcomes(date.fromisoformat(received)).find(code)
    assert cell(outcome, form) == row


NOT_YET_OR_NO_MORE = [
    # 2007 年没有的、2019 年取消的
    ("2019-05-14", "lapsed_correction"), ("2019-05-14", "fee_unpaid"), ("2019-05-14", "excessive"),
    ("2019-05-15", "told_to_clarify"), ("2019-05-15", "unrelated_to_needs"),
    ("2019-05-15", "not_government_information"),
]  # fmt: skip


@pytest.mark.parametrize(("received", "code"), NOT_YET_OR_NO_MORE)
def test_an_outcome_of_the_other_regulation_is_unknown(received: str, code: str) -> None:
    with pytest.raises(NoSuchOutcomeError):
        rulebook.request_outcomes(date.fromisoformat(received)).find(code)
