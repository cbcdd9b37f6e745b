"""Masking personal data in texts to be published: what must go, and what must stay."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.anonymise import MASK, Kind, anonymise, find_personal_data

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(first_seventeen):
    return (
        first_seventeen
        + "10X98765432"[sum(w * int(d) for w, d in zip(_WEIGHTS, first_seventeen, strict=True)) % 11]
    )


ID = id_number("99000019900307123")
WIDE_ID = ID.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)})

WITH_X = next(each for n in range(999) if (each := id_number(f"99000019900307{n:03d}")).endswith("X"))

GOES = [
    (f"身份证号码为{ID}，", Kind.ID_CARD, ID),
    (f"证件{ID[:6]} {ID[6:14]} {ID[14:]}号", Kind.ID_CARD, f"{ID[:6]} {ID[6:14]} {ID[14:]}"),
    (f"证件{WIDE_ID}。", Kind.ID_CARD, WIDE_ID),
    ("身份证号：99000019900307000X", Kind.ID_CARD, "99000019900307000X"),
    (f"残疾人证号{ID}43，", Kind.ID_CARD, f"{ID}43"),
    (f"残疾证{ID}43B1", Kind.ID_CARD, f"{ID}43B1"),
    (f"学籍号G{ID}", Kind.ID_CARD, f"G{ID}"),
    ("手机138 0000 1234", Kind.MOBILE, "138 0000 1234"),
    ("手机１３８００００１２３４", Kind.MOBILE, "１３８００００１２３４"),
    ("家里0539-8000123", Kind.PHONE, "0539-8000123"),
    ("卡号6222000000000000015", Kind.BANK_CARD, None),
    ("卡号4111 1111 1111 1111", Kind.BANK_CARD, "4111 1111 1111 1111"),
    ("邮箱ｓａｍｐｌｅ＠ｅｘａｍｐｌｅ．ｃｏｍ", Kind.EMAIL, "ｓａｍｐｌｅ＠ｅｘａｍｐｌｅ．ｃｏｍ"),
    ("住示例村123号", Kind.ADDRESS, "123号"),
    ("住示例小区5#楼2单元301室", Kind.ADDRESS, "5#楼2单元301室"),
    ("车牌鲁Q00000", Kind.VEHICLE, "鲁Q00000"),
    ("住示例苑A座1203室", Kind.ADDRESS, "A座1203室"),
    # as people type and as lines break
    (f"证件{' '.join(ID)}。", Kind.ID_CARD, " ".join(ID)),
    (f"证件{ID[:9]}\n{ID[9:]}。", Kind.ID_CARD, f"{ID[:9]}\n{ID[9:]}"),
    ("\n".join(ID), Kind.ID_CARD, "\n".join(ID)),
    (f"证件{ID[:6]}\u200b{ID[6:]}。", Kind.ID_CARD, f"{ID[:6]}\u200b{ID[6:]}"),
    (
        f"证件{ID[:6]}\u00a0{ID[6:14]}\u2013{ID[14:]}。",
        Kind.ID_CARD,
        f"{ID[:6]}\u00a0{ID[6:14]}\u2013{ID[14:]}",
    ),
    (f"名单：1.{ID}", Kind.ID_CARD, ID),
    (f"ID{ID}", Kind.ID_CARD, ID),
    (f"证件{WITH_X.lower()}，", Kind.ID_CARD, WITH_X.lower()),
    (f"证件{WITH_X[:17]}×，", Kind.ID_CARD, f"{WITH_X[:17]}×"),
    ("公民身份号码 990000199003070001", Kind.ID_CARD, "990000199003070001"),
    ("身份证号（18位）：9900 0019 9003 0700 01", Kind.ID_CARD, "9900 0019 9003 0700 01"),
    ("身份证号九九〇〇〇〇一九九〇〇三〇七〇〇〇一", Kind.ID_CARD, "九九〇〇〇〇一九九〇〇三〇七〇〇〇一"),
    ("联系人张样例，13800001234，请来电", Kind.MOBILE, "13800001234"),
    ("张样例,13800001234,500", Kind.MOBILE, "13800001234"),
    ("008613800001234", Kind.MOBILE, "008613800001234"),
    ("手机一三八〇〇〇〇一二三四", Kind.MOBILE, "一三八〇〇〇〇一二三四"),
    ("电话：0539-8000123、8000124", Kind.PHONE, "0539-8000123、8000124"),
    ("张样例,4111111111111111,500", Kind.BANK_CARD, "4111111111111111"),
    ("住示例路 12 号 3 号楼 2 单元 501 室", Kind.ADDRESS, "12 号 3 号楼 2 单元 501 室"),
    (f"证件{ID[:6]}.{ID[6:14]}.{ID[14:]}，", Kind.ID_CARD, f"{ID[:6]}.{ID[6:14]}.{ID[14:]}"),
    ("电话：0539-800-0123", Kind.PHONE, "0539-800-0123"),
    ("电话（0539）800 0123", Kind.PHONE, "（0539）800 0123"),
    ("住示例小区A区12栋3-502", Kind.ADDRESS, "12栋3-502"),
]


@pytest.mark.parametrize(("text", "kind", "part"), GOES)
def test_goes(text, kind, part):
    if part is None:
        part = luhn_completed("622200000000000001")
        text = f"卡号{part}"
    found = find_personal_data(text)
    assert [(each.kind, text[each.start : each.end]) for each in found] == [(kind, part)]
    assert anonymise(text).text == text.replace(part, MASK)


def luhn_completed(digits):
    doubled = [int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(reversed(digits))]
    return digits + str(-sum(v - 9 if v > 9 else v for v in doubled) % 10)


STAYS = [
    "示政发〔2017〕12号",
    "示政办字〔2023〕138号文件",
    "2017年10月19日至2017年11月9日",
    "2019-05-15、2019.05.15、20190515",
    "收入13800001234元，支出1380000123.50元",
    "面积13812345678平方米",
    "1,204件；13,800,001,234元",
    "统一社会信用代码11990000MB0000001X",
    "统一社会信用代码911100000000000000"[:-1] + "A",
    "第12号令、中央1号文件",
    "沿地铁1号线、G2高速公路12号桥",
    "示例路3号地块、示例街5号宗地",
    "12345热线、119、110",
    "登记编号 20260000123",
    "《政府信息公开条例》第三十六条第一项",
    "经度118.35638012，纬度35.10465012",
    "年报第3.3.4.1行",
    "鲁JZ201900120012、鲁政字〔2019〕1号",
    "示例区2019-05-15、示例区1-2-3",
    "订单号123456789012345678901234",
    "政务微博26239条、政务微信26231条",
    "市民卡号段由发卡机构规定，卡号共19位",
    "1380 2000 1800\n13500 12000 1380\n2017 2018 2019",
    "新建公园3座，新建厂区2栋",
    "二〇二六年一月一日",
]


@pytest.mark.parametrize("text", STAYS)
def test_stays(text):
    assert find_personal_data(text) == ()
    assert anonymise(text).text == text


def test_names_given_go_everywhere_even_spaced():
    text = "申请人张样例（张 样例）与李样例共有。"
    done = anonymise(text, names=["张样例", "李样例", "共"])
    assert done.text == f"申请人{MASK}（{MASK}）与{MASK}共有。"
    assert {each.kind for each in done.masked} == {Kind.NAME}


def test_the_longer_name_goes_whole():
    assert anonymise("示例商贸公司", names=["示例", "示例商贸公司"]).text == MASK


def test_what_is_public_is_kept():
    office = "联系电话：0539-8000123，地址：示例市示例路12号"
    assert anonymise(office, keep=["0539-8000123", "示例路12号"]).text == office


def test_spans_are_those_of_the_text_given():
    text = f"一、{WIDE_ID}；二、sample@example.com"
    assert [text[each.start : each.end] for each in find_personal_data(text)] == [
        WIDE_ID,
        "sample@example.com",
    ]


def test_masking_again_changes_nothing():
    once = anonymise(f"{ID} 13800001234 住示例路12号", names=["张样例"]).text
    assert anonymise(once, names=["张样例"]) == anonymise(once)
    assert anonymise(once).text == once


@given(
    st.text(alphabet="0123456789 -张样例路号室单元@.comX，。Q鲁", max_size=60),
    st.sampled_from(["张样例", "样例"]),
)
def test_spans_are_in_order_apart_and_inside(text, name):
    done = anonymise(text, names=[name])
    ends = [(each.start, each.end) for each in done.masked]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
    assert name not in done.text


@given(
    st.text(alphabet="0123456789 -路号室单元，", max_size=80),
    st.lists(st.text(alphabet="0123456789路号", min_size=1, max_size=4), max_size=4),
)
def test_nothing_found_touches_what_is_kept(text, keep):
    for each in find_personal_data(text, keep=keep):
        for passage in keep:
            at = text.find(passage)
            while at >= 0:
                assert each.end <= at or at + len(passage) <= each.start
                at = text.find(passage, at + len(passage))


def test_a_list_of_thousands_is_looked_through():
    """A subsidy list of a county: every line holds three findings, and none is lost."""
    lines = [
        f"第{n}户 示例村{n % 999 + 1}号 电话1380000{n:04d} 身份证号：99000019900307000X" for n in range(4000)
    ]
    assert len(find_personal_data("\n".join(lines))) == 3 * len(lines)
