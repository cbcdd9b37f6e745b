# ruff: noqa: E501 - sentences are quoted whole
"""Lists, shares and units inside the prose."""

import pytest

from tests.core.narrative.reports import report, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共收到政府信息公开申请1108件：当面申请43件，传真申请3件，网络申请234件，信函申请828件。", []),
        ("共收到政府信息公开申请1108件：当面申请43件，传真申请3件，网络申请234件，信函申请790件。", [("text-sum", "error")]),
        ("收到政府信息公开申请14件（其中信件申请10件，网络申请4件）。", []),
        ("收到政府信息公开申请14件（其中信件申请10件，网络申请5件）。", [("text-sum", "error")]),
        ("收到政府信息公开申请19件，邮箱受理2件。", []),
        ("收到政府信息公开申请19件，主要为网络申请9件、信函申请5件。", []),
        ("收到政府信息公开申请100件，答复100件，其中予以公开50件，不予公开10件。", []),
        ("收到政府信息公开申请100件，答复100件，其中予以公开90件，不予公开20件。", [("text-sum", "error")]),
        ("政府信息公开行政复议10件，其中维持5件，纠正2件，其他结果3件。", []),
        ("政府信息公开行政复议10件，其中维持5件，纠正2件，其他结果2件。", [("text-sum", "error")]),
        ("政府信息公开行政复议10件，其中维持5件，纠正2件。", []),
        ("收到政府信息公开申请约100件，其中网络申请90件，信函申请20件。", []),
    ],
)  # fmt: skip
def test_declared_lists(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(report("2021", text)) == expected


def test_a_list_the_table_contradicts_is_reported_once() -> None:
    cells = {"3.1": 1108, "3.1.1": 43, "3.1.2": 3, "3.1.3": 234, "3.1.4": 828, "3.1.5": 0}
    text = "共收到政府信息公开申请1108件：当面申请43件，传真申请3件，网络申请234件，信函申请790件。"
    assert said(report("2014", text, cells)) == [("text-table", "error")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主动公开政府信息98条。其中：规范性文件12条；公告公示81条；工作动态5条。", []),
        (
            "主动公开政府信息98条。其中：规范性文件12条；公告公示81条；工作动态15条。",
            [("text-list", "warning")],
        ),
        ("公开信息4042条，其中概况类1495条，公开栏2918条。", [("text-list", "warning")]),
        ("公开信息4702条。其中，政务要闻672条，视频新闻259条。", []),
        ("公开信息100条，其中要闻60条，公告30条，全年发布微信500条。", []),
        ("公开信息100条，其中要闻60条，公告30条，发布微信50条。", []),
        ("发布要闻378条、学校动态807条、县区动态402条，总计1587条。", []),
        ("发布要闻378条、学校动态807条、县区动态402条，总计1600条。", [("text-list", "warning")]),
        ("接受咨询190余次。其中咨询电话接听140次；当面咨询接待55次。", []),
    ],
)
def test_plain_lists(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(report("2021", text, heading="（一）主动公开情况")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共有400个市重点建设项目，其中新建项目284个，占项目总数的71%。", []),
        ("共有400个市重点建设项目，其中新建项目284个，占项目总数的75%。", [("text-share", "error")]),
        ("共收到1499件。其中，通过网络1303件，占86.92%；信函172件，占11.47%。", []),
        ("共收到1499件。其中，通过网络1303件，占68.92%。", [("text-share", "warning")]),
        ("新建项目投资占总投资的68%，同比提高8%和8.05%。", []),
        ("44.3%的企业从政策中受益，43%的企业从减税中受益。", []),
        ("发布信息300条，公开文件20件，占全部文件的90%。", []),
    ],
)
def test_shares(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(report("2021", text, heading="七、重点工作")) == expected


def test_a_share_of_a_figure_of_the_table_is_right() -> None:
    text = "公开文件80件，其中网络方式的60件，占申请总数的60%。"
    assert said(report("2021", text, {"T3.R1.C7": 100}, heading="一、总体情况")) == []


@pytest.mark.parametrize(
    ("form", "text", "cells", "notes"),
    [
        ("2014", "行政诉讼60起，其中维持45起，被依法纠错6次，其他情形9起，均因政府信息公开。", {"5": 60}, 1),
        ("2014", "全市产生不予公开政府信息317条。", {"3.3.4": 317}, 1),
        ("2014", "全市产生不予公开政府信息317件。", {"3.3.4": 317}, 0),
        ("2021", "收到政府信息公开申请56条。", {"T3.R1.C7": 56}, 0),
        ("2021", "收到政府信息公开申请10件，其中当面申请1宗，网上申请9宗。", {"T3.R1.C7": 10}, 0),
    ],
)
def test_one_measure_in_two_units(form: str, text: str, cells: dict[str, int], notes: int) -> None:
    assert [rule for rule, _ in said(report(form, text, cells)) if rule == "text-units"] == [
        "text-units"
    ] * notes
