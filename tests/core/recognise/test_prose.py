"""Sentences and headings from the lines of a document, each with the line where it begins."""

import pytest

from gongkai.core.document import Document, Line
from gongkai.core.recognise.prose import mend, read_prose


def prose(text: str, kind: str = "txt") -> tuple[list[tuple[int, str]], list[str]]:
    lines = tuple(
        Line(part, 1, number) for number, part in enumerate(text.split("\n"), start=1) if part.strip()
    )
    sentences, headings = read_prose(Document("年报", kind, lines), set())
    return [(s.where.line, s.text) for s in sentences], [h.text for h in headings]


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("2017 年共 1 108 件", "2017年共1108件"),
        ("２０１７年 12 月", "2017年12月"),
        ("2 0 2 4 年", "2024年"),
        ("占 31. 5 ％", "占31.5%"),
        ("PPP 项目 49 个", "PPP项目49个"),
        ("open data 平台", "open data平台"),
        ("电话 0539 8727092", "电话0539 8727092"),
    ],
)
def test_numbers_and_words_are_mended(printed: str, mended: str) -> None:
    text, places = mend(printed, [(1, 1)] * len(printed))
    assert text == mended
    assert len(places) == len(text)


WRAPPED = """南山市人民政府
2017年政府信息公开工作年度报告
一、总体情况
    2017 年，全市共收到政府信息公开申请 1108 件。根据申请方式来
看：当面申请 43 件，传真申请 3 件，网络申请 234 件，信函申请 82
8 件。主要涉及土地征收、房屋补偿、财政、教育、行政处罚、城市规
划、机构设置及职责等。
    （一）主动公开情况。全市主动公开 29736 条政府信息，其中规范
性文件 12 件。
二、主动公开政府信息情况
    全年发布政策解读 17 条，未发生因政府信息公开引起的失泄密事件
和擅自发布信息的情况，群众较为满意，工作平稳有序。"""


def test_wrapped_lines_are_joined_and_keep_their_places() -> None:
    sentences, headings = prose(WRAPPED)
    assert headings == ["一、总体情况", "二、主动公开政府信息情况"]
    assert (4, "2017年，全市共收到政府信息公开申请1108件。") in sentences
    assert (4, "根据申请方式来看：当面申请43件，传真申请3件，网络申请234件，信函申请828件。") in sentences
    assert (8, "（一）主动公开情况。") in sentences
    assert (8, "全市主动公开29736条政府信息，其中规范性文件12件。") in sentences
    assert sentences[1] == (2, "2017年政府信息公开工作年度报告")


def test_contents_are_no_headings() -> None:
    contents = "目录\n一、总体情况………………1\n二、主动公开政府信息情况 ...... 3\n"
    text = "一、总体情况\n全年平稳。\n二、主动公开政府信息情况\n无。"
    assert prose(contents + text, "docx")[1] == ["一、总体情况", "二、主动公开政府信息情况"]


@pytest.mark.parametrize(
    "heading",
    [
        "一、总体情况",
        "## 一、总体情况",
        "**一、总体情况**",
        "一．总体情况",
        "一 、 总体情况",
        "第一部分 总体情况",
        "第一章　总体情况",
    ],
)
def test_headings_in_many_hands(heading: str) -> None:
    _, headings = prose(f"2023年政府信息公开工作年度报告\n{heading}\n全年平稳。", "docx")
    assert len(headings) == 1
    assert headings[0].endswith("总体情况")


def test_a_list_inside_a_sentence_is_no_heading() -> None:
    _, headings = prose("一、总体情况\n工作中，一是公开意识有待增强。二、三季度有所改善。", "docx")
    assert headings == ["一、总体情况"]


def test_a_sentence_knows_the_line_of_each_figure() -> None:
    lines = tuple(Line(part, 1, number) for number, part in enumerate(WRAPPED.split("\n"), start=1))
    sentences, _ = read_prose(Document("年报", "txt", lines), set())
    sentence = next(s for s in sentences if "信函申请" in s.text)
    at = {word: sentence.where_of(sentence.text.index(word)).line for word in ("根据", "43件", "828件")}
    assert at == {"根据": 4, "43件": 5, "828件": 5}
