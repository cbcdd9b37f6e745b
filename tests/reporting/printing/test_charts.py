"""Charts drawn on the server."""

import json
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gongkai.core.report import Chart, ChartKind, Series
from gongkai.reporting.printing.charts import drawn, option, svgs
from gongkai.reporting.printing.pictures import pngs
from tests.reporting.printing.pages import report

BARS = Chart(
    ChartKind.BY_BODY,
    "各单位<收到>申请数",
    ("兰山区", "费县 & 其他"),
    (Series("收到申请数", (180, None)),),
    "件",
    "条形图",
)


def labels(svg: str) -> list[str]:
    return [
        text.text or "" for text in etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text")
    ]


def test_a_drawing_says_its_categories_and_figures_in_chinese():
    (svg,) = svgs([BARS]).values()
    assert {"兰山区", "费县 & 其他", "180"} <= set(labels(svg))
    assert etree.fromstring(svg.encode())[0].text == "各单位<收到>申请数"


def test_a_trend_names_its_series():
    trend = next(chart for chart in report("linyi-2017").charts if len(chart.series) == 2)
    (svg,) = svgs([trend]).values()
    assert {"行政复议", "行政诉讼", "2017年"} <= set(labels(svg))


def test_the_same_chart_is_drawn_the_same_whatever_stands_before_it():
    charts = list(report("linyi-2017").charts)
    drawn.cache_clear()
    alone = svgs(charts[-1:])[charts[-1]]
    assert svgs(charts)[charts[-1]] == alone


def test_no_chart_needs_no_engine():
    assert svgs([]) == {}


@settings(max_examples=5, deadline=None)
@given(
    values=st.lists(
        st.one_of(st.none(), st.integers(0, 10**10), st.decimals(0, 10**6, places=2)), min_size=1, max_size=8
    ),
    kind=st.sampled_from(ChartKind),
)
def test_any_figures_give_a_well_formed_drawing(values, kind):
    names = tuple(f"单位{number}" for number in range(len(values)))
    chart = Chart(kind, "标题", names, (Series("数量", tuple(values)),), "件", "说明")
    (svg,) = svgs([chart]).values()
    assert etree.fromstring(svg.encode()).get("role") == "img"


def test_the_option_is_plain_json():
    money = Chart(
        ChartKind.TREND, "经费", ("2017年",), (Series("经费", (Decimal("178.8"),)),), "万元", "折线图"
    )
    assert json.loads(json.dumps(option(money)))["series"][0]["data"] == [178.8]


def test_pictures_are_png_as_wide_as_the_text_when_printed():
    (picture,) = pngs([BARS]).values()
    assert picture.startswith(b"\x89PNG")
    width = int.from_bytes(picture[16:20], "big")
    assert width == pytest.approx(640 * 200 / 72, abs=2)


def test_drawing_leaves_the_process_able_to_end():
    """An engine left open would keep the interpreter alive for ever."""
    program = (
        "from gongkai.core.report import Chart, ChartKind, Series\n"
        "from gongkai.reporting.printing.charts import svgs\n"
        "svgs([Chart(ChartKind.TREND, 't', ('a',), (Series('s', (1,)),), '件', 'alt')])\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=30, check=False).returncode == 0
