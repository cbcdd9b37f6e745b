"""索引号 and 发文字号: as printed, as typed, within texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.organisation_codes import organisation_code_check_digit, organisation_code_problem
from gongkai.core.publishing import document_numbers, index_numbers
from gongkai.core.publishing.document_numbers import DocumentNumber, document_number
from gongkai.core.publishing.index_numbers import IndexNumber, Scheme, index_number

PRINTED = [  # read on public pages
    ("000014349/2017-00110", Scheme.ORGANISATION),
    ("11441700007280420Y/2021-00050", Scheme.CREDIT),
    ("113708280043326001/2024-02411", Scheme.CREDIT),
    ("11370322004222241N/2021-5135380", Scheme.CREDIT),
]


@pytest.mark.parametrize(("text", "scheme"), PRINTED)
def test_index_numbers_in_public_use_hold(text, scheme):
    assert index_numbers.number_problem(text) is None
    number = index_numbers.parse(text)
    assert (str(number), number.scheme) == (text, scheme)


TYPED = [
    ("000014349/2017-00110", "000014349/2017-00110"),
    ("０００１４３４９/2017-00110", None),
    ("００００１４３４９／２０１７－００１１０", "000014349/2017-00110"),
    ("00001434-9/2017-00110", "000014349/2017-00110"),
    ("000014349 2017 00110", "000014349/2017-00110"),
    ("000014349/201700110", "000014349/2017-00110"),
    ("000014349201700110", "000014349/2017-00110"),
    ("索引号：11370322004222241n/2021-5135380", "11370322004222241N/2021-5135380"),
    ("11370322004222241N—2021—5135380", "11370322004222241N/2021-5135380"),
    ("11370322004222241N\\2021-5135380", "11370322004222241N/2021-5135380"),
    ("2021-5135380", None),
    ("示政办发〔2017〕12号", None),
]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_an_index_number_typed_loosely(typed, meant):
    found = index_numbers.read_loosely(typed)
    assert (str(found) if found else None) == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("000014349-2017-00110", "写作"),
        ("000014349/2017-0110", "写作"),
        ("000014349/2017-001100", "5 至 5 位"),
        ("000014348/2017-00110", "校验位应为“9”"),
        ("000014349/0017-00110", "年份"),
        ("11370322004222241M/2021-00001", "校验位"),
    ],
)
def test_what_is_wrong_with_an_index_number_is_said(text, said):
    assert said in str(index_numbers.number_problem(text))


ORGANISATIONS = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)


@given(ORGANISATIONS, st.integers(2000, 2099), st.integers(1, 99999))
def test_what_a_body_gives_is_read_back_however_it_is_typed(first, year, serial):
    code = first + organisation_code_check_digit(first)
    assert organisation_code_problem(code) is None
    number = index_number(code, year, serial)
    assert index_numbers.parse(str(number)) == number
    for typed in (str(number).lower(), str(number).replace("/", " "), str(number).replace("-", "")):
        assert index_numbers.read_loosely(typed).key == number.key


@pytest.mark.parametrize(
    ("code", "year", "serial", "width"),
    [("000014349", 2017, 0, 5), ("000014348", 2017, 1, 5), ("0000", 2017, 1, 5), ("000014349", 2017, 1, 6)],
)
def test_no_number_is_given_that_would_not_be_one(code, year, serial, width):
    with pytest.raises(ValueError, match=r"索引号|前段码|校验位|流水号|位"):
        index_number(code, year, serial, width)


def test_numbers_that_differ_in_width_alone_are_the_same():
    code = "11370322004222241N"
    assert IndexNumber(code, 2021, 135, 5).key == IndexNumber(code, 2021, 135, 7).key


def test_index_numbers_within_a_text():
    text = "见000014349/2017-00110和１１３７０８２８００４３３２６００１/2024-02411。"
    assert [str(each) for each in index_numbers.numbers_in(text)] == [
        "000014349/2017-00110", "113708280043326001/2024-02411",
    ]  # fmt: skip


LOOSELY = [
    ("示政办发〔2017〕12号", "示政办发〔2017〕12号"),
    ("示政办发[2017]12号", "示政办发〔2017〕12号"),
    ("示政办发【2017】12号", "示政办发〔2017〕12号"),
    ("示政办发(2017)12号", "示政办发〔2017〕12号"),
    ("示政办发（２０１７）１２号", "示政办发〔2017〕12号"),
    ("示政办发［2017］第12号", "示政办发〔2017〕12号"),
    ("示政办发〔2017〕012号", "示政办发〔2017〕12号"),
    ("示政办发〔2017〕12", "示政办发〔2017〕12号"),
    ("示政办发201712号", "示政办发〔2017〕12号"),
    ("示政办发 2017 12", "示政办发〔2017〕12号"),
    (" 示政办发 〔 2017 〕 12 号 ", "示政办发〔2017〕12号"),
    ("示政办发〔二〇一七〕12号", "示政办发〔2017〕12号"),
    ("示政办发<2017>12号", "示政办发〔2017〕12号"),
    ("示政办发2017年12号", "示政办发〔2017〕12号"),
    ("示政发〔二〇一七〕三号", "示政发〔2017〕3号"),
    ("示政办发2017-12", "示政办发〔2017〕12号"),
    ("示政办发２０１７－１２号", "示政办发〔2017〕12号"),
    ("示政办发〔2017〕—12", "示政办发〔2017〕12号"),
    ("山东省人民政府令第353号", "山东省人民政府令第353号"),
    ("省政府令353号", "省政府令第353号"),
    ("国务院令第 711 号", "国务院令第711号"),
    ("停车场管理办法", None),
    ("2017年", None),
    ("2017-12", None),
    ("示政办发〔2017〕号", None),
    ("示政办发〔1017〕12号", None),
    ("12号", None),
]


@pytest.mark.parametrize(("typed", "meant"), LOOSELY)
def test_a_document_number_typed_loosely(typed, meant):
    found = document_numbers.read_loosely(typed)
    assert (str(found) if found else None) == meant


@pytest.mark.parametrize(("typed", "meant"), [pair for pair in LOOSELY if pair[1]])
def test_all_ways_of_writing_have_one_key_and_the_standard_is_told(typed, meant):
    assert document_numbers.read_loosely(typed).key == document_numbers.parse(meant).key
    problem = document_numbers.number_problem(typed)
    assert problem is None if typed == meant else meant in str(problem)


@given(
    st.text("示政办发规字函市府农水", min_size=2, max_size=8),
    st.integers(1949, 2099),
    st.integers(1, 9999),
)
def test_a_number_given_is_read_back(word, year, serial):
    number = document_number(word, year, serial)
    assert document_numbers.parse(str(number)) == number
    assert document_numbers.read_loosely(str(number).replace("〔", "(").replace("〕", ")")) == number
    assert [each.number for each in document_numbers.numbers_in(f"（{number}）")] == [number]


@pytest.mark.parametrize(("word", "year", "serial"), [("示", 2017, 1), ("abc", 2017, 1), ("示政", 2017, 0)])
def test_no_document_number_is_given_that_would_not_be_one(word, year, serial):
    with pytest.raises(ValueError, match="不能组成发文字号"):
        document_number(word, year, serial)


WITHIN = [
    ("根据国办发〔2016〕80号文件精神", ["国办发〔2016〕80号"]),
    ("现将鲁政办字(2021)115号转发给你们", ["鲁政办字〔2021〕115号"]),
    ("《条例》（国务院令第711号）已经公布", ["国务院令第711号"]),
    ("示政发〔2010〕3号和示政发〔2011〕4号同时废止", ["示政发〔2010〕3号", "示政发〔2011〕4号"]),
    ("废止示政办发[2009]第07号", ["示政办发〔2009〕7号"]),
    ("按照示政规〔2023〕1号执行", ["示政规〔2023〕1号"]),
    (
        "经研究，同意废止示政办发〔2009〕7号和示政办发〔2010〕8号",
        ["示政办发〔2009〕7号", "示政办发〔2010〕8号"],
    ),
    ("《和政发〔2020〕1号》", ["和政发〔2020〕1号"]),
    ("和政发〔2020〕1号", ["和政发〔2020〕1号"]),
    ("到2020年，建成12号线", []),
    ("《办法》（试行）〔注〕", []),
]


@pytest.mark.parametrize(("text", "numbers"), WITHIN)
def test_document_numbers_within_a_text(text, numbers):
    found = list(document_numbers.numbers_in(text))
    assert [str(each.number) for each in found] == numbers
    for each in found:
        assert document_numbers.read_loosely(text[each.start : each.end]) == each.number


def test_an_order_has_no_year():
    assert document_numbers.parse("国务院令第711号") == DocumentNumber("国务院令", None, 711)
