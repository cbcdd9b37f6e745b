"""Remedies: what is missing before the block can be printed, and what the declarations may switch."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.outcomes import Contested
from gongkai.core.remedies import (
    Address,
    Addresses,
    AddressMissingError,
    BodyKind,
    BodyLevel,
    BodyStanding,
    CourtLevel,
    Organ,
    remedy,
    remedy_for,
)
from gongkai.foundation import rulebook

RULES = rulebook.remedies()
BODY = BodyStanding(BodyKind.DEPARTMENT, BodyLevel.CITY)
GOVERNMENT = Address("示例市人民政府", "示例路1号")
COURT = Address("示例区人民法院", "示例路3号")
NAMELESS = Address("示例市人民政府", " ")
SAME = Organ.SAME_LEVEL_GOVERNMENT
OLD, NEW = date(2023, 12, 31), date(2024, 1, 1)

MISSING = [
    # 争议、日期                        登记了什么                                            缺什么
    (Contested.WITHHELD, NEW, {}, {}, ["本级人民政府"]),
    (Contested.WITHHELD, NEW, {SAME: GOVERNMENT}, {}, []),
    (Contested.WITHHELD, NEW, {SAME: NAMELESS}, {}, ["本级人民政府"]),
    (Contested.NOT_HELD, NEW, {SAME: GOVERNMENT}, {}, ["基层人民法院"]),
    (Contested.WITHHELD, OLD, {SAME: GOVERNMENT}, {CourtLevel.BASIC: COURT}, ["上一级主管部门"]),
    (Contested.NOTHING, NEW, {}, {}, []),
]  # fmt: skip


@pytest.mark.parametrize(("contested", "on", "organs", "courts", "missing"), MISSING)
def test_what_must_still_be_registered(contested, on, organs, courts, missing):
    found = remedy_for(RULES, contested, BODY, on)
    addresses = Addresses(organs, courts)
    said = [str(each) for each in found.missing(addresses)]
    assert len(said) == len(missing)
    assert all(name in each for name, each in zip(missing, said, strict=True))
    if missing:
        with pytest.raises(AddressMissingError) as refused:
            found.text(addresses)
        assert refused.value.missing == found.missing(addresses)


def test_a_reply_served_online_must_offer_review_online_from_2024_on():
    organs = {Organ.SAME_LEVEL_GOVERNMENT: GOVERNMENT, Organ.SUPERIOR_DEPARTMENT: GOVERNMENT}
    addresses = Addresses(organs, {CourtLevel.BASIC: COURT})
    assert remedy_for(RULES, Contested.WITHHELD, BODY, OLD).missing(addresses, served_online=True) == ()
    (said,) = remedy_for(RULES, Contested.WITHHELD, BODY, NEW).missing(addresses, served_online=True)
    assert "网上" in str(said)
    assert remedy_for(RULES, Contested.WITHHELD, BODY, NEW).missing(addresses) == ()


def test_telephones_are_printed_where_known():
    assert Address("示例", "示例路1号", "0000").printed() == "示例（地址：示例路1号，电话：0000）"
    assert GOVERNMENT.printed() == "示例市人民政府（地址：示例路1号）"


@pytest.mark.parametrize(("tell", "court_named"), [(True, True), (False, False)])
def test_the_office_decides_whether_a_court_that_may_decline_is_named(tell, court_named):
    laws = tuple(
        replace(law, declined=tuple(replace(each, tell=tell) for each in law.declined)) for law in RULES.court
    )
    outcome = rulebook.request_outcomes(date(2019, 5, 15)).find("publication")
    found = remedy(replace(RULES, court=laws), outcome, BODY, OLD)
    organs = {Organ.SAME_LEVEL_GOVERNMENT: GOVERNMENT, Organ.SUPERIOR_DEPARTMENT: GOVERNMENT}
    block = "".join(found.text(Addresses(organs, {CourtLevel.BASIC: COURT})))
    assert ("示例区人民法院" in block) is court_named
    assert "申请行政复议" in block


def test_an_order_dated_later_leaves_earlier_replies_alone():
    law = RULES.review[-1]
    changed = tuple(
        part
        for order in law.order
        for part in (
            (
                replace(order, last=date(2026, 12, 31)),
                replace(order, first=date(2027, 1, 1), review_first=False),
            )
            if Contested.PARTLY_GRANTED in order.contested
            else (order,)
        )
    )
    rules = replace(RULES, review=(RULES.review[0], replace(law, order=changed)))
    assert remedy_for(rules, Contested.PARTLY_GRANTED, BODY, date(2026, 12, 31)).review_first
    assert not remedy_for(rules, Contested.PARTLY_GRANTED, BODY, date(2027, 1, 1)).review_first


def test_articles_are_told_once_each():
    found = remedy_for(RULES, Contested.WITHHELD, BODY, NEW)
    assert found.articles == (
        "《行政复议法》（2023年修订）第二十条",
        "《行政复议法》（2023年修订）第二十四条第一款第一项",
        "《行政复议法》（2023年修订）第二十三条第一款第四项",
        "《行政诉讼法》第四十五条",
    )
