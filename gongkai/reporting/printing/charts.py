"""Charts drawn on the server: one ECharts option for web, PDF and DOCX.

The script that draws is the same file the web page loads; here it runs in V8 inside the process, without
a browser and without Node. Each batch has an engine of its own that is closed at once: an engine left open
keeps the process from ending.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from lxml import etree
from py_mini_racer import MiniRacer

from gongkai.core.report import Chart, ChartKind, Series

SCRIPT = Path(__file__).parents[2] / "foundation/look/static/vendor/echarts/echarts.common.min.js"
FAMILY = "Noto Sans CJK SC, FandolHei, Microsoft YaHei, SimHei, PingFang SC, sans-serif"
INK, QUIET, LINE = "#18252b", "#4a5a62", "#c7d2d6"
COLOURS = ("#0f4a5a", "#b4541a", "#3f7d4e", "#6b4c9a")
SYMBOLS = ("circle", "rect", "triangle", "diamond")
WIDTH = 640  # px; as wide as the text block when printed
ROW = 26  # px a bar
SVG = "http://www.w3.org/2000/svg"

DRAW = """
function draw(option, width, height) {
  var chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width: width, height: height});
  chart.setOption(option);
  var svg = chart.renderToSVGString().replace(/ ecmeta_[a-z_]+="[^"]*"/g, ""); // no attributes of SVG's
  chart.dispose();
  return svg;
}
"""
STAGE = (
    "var self = this; var global = this; var setTimeout = function () {}; var clearTimeout = function () {};"
)


def option(chart: Chart) -> dict[str, object]:
    """The ECharts option of `chart`, as plain JSON: the page feeds it to the same script."""
    shape = _trend if chart.kind is ChartKind.TREND else _bars
    return {
        "animation": False,
        "aria": {"enabled": True, "label": {"description": chart.alt}},
        "color": list(COLOURS),
        "textStyle": {"fontFamily": FAMILY, "color": INK},
        "legend": {"show": len(chart.series) > 1, "top": 0, "textStyle": {"color": INK, "fontSize": 13}},
        "tooltip": {"renderMode": "richText"},  # drawn, not HTML: its inline styles would be refused
        **shape(chart),
    }


def size(chart: Chart) -> tuple[int, int]:
    """Width and height in px."""
    if chart.kind is ChartKind.TREND:
        return WIDTH, 210
    return WIDTH, ROW * len(chart.categories) * len(chart.series) + (16 if len(chart.series) == 1 else 44)


def _trend(chart: Chart) -> Mapping[str, object]:
    return {
        "grid": {"left": 16, "right": 32, "top": 40, "bottom": 8, "containLabel": True},
        "xAxis": _categories(chart.categories),
        "yAxis": _amounts(),
        "series": [_line(one, at) for at, one in enumerate(chart.series)],
    }


def _line(series: Series, at: int) -> Mapping[str, object]:
    return {
        "type": "line",
        "name": series.name,
        "data": _data(series),
        "symbol": SYMBOLS[at % len(SYMBOLS)],
        "symbolSize": 9,
        "lineStyle": {"width": 2.5, "type": ("solid", "dashed", "dotted")[at % 3]},
        "label": {"show": True, "position": "top", "fontSize": 13, "color": COLOURS[at % len(COLOURS)]},
    }


def _bars(chart: Chart) -> Mapping[str, object]:
    """Bars lie down, so that the names of bodies and outcomes stand beside them in full."""
    return {
        "grid": {"left": 8, "right": 64, "top": 8 if len(chart.series) == 1 else 36, "bottom": 8,
                 "containLabel": True},
        "xAxis": {**_amounts(), "show": False},
        "yAxis": {**_categories(chart.categories), "inverse": True},
        "series": [
            {
                "type": "bar",
                "name": one.name,
                "data": _data(one),
                "barMaxWidth": 18,
                "label": {"show": True, "position": "right", "fontSize": 13, "color": INK},
            }
            for one in chart.series
        ],
    }  # fmt: skip


def _categories(names: Iterable[str]) -> Mapping[str, object]:
    return {
        "type": "category",
        "data": list(names),
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": QUIET}},
        "axisLabel": {"color": INK, "fontSize": 13, "interval": 0},
    }


def _amounts() -> Mapping[str, object]:
    return {
        "type": "value",
        "min": 0,
        "axisLabel": {"color": QUIET, "fontSize": 12, "hideOverlap": True},
        "splitLine": {"lineStyle": {"color": LINE}},
    }


def _data(series: Series) -> list[int | float | None]:
    return [float(value) if isinstance(value, Decimal) else value for value in series.values]


# Drawing ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn: an ECharts option as JSON, its size in px, and what it shows in words."""

    option: str
    width: int
    height: int
    title: str
    alt: str


def svgs(charts: Iterable[Chart]) -> dict[Chart, str]:
    """Each chart as an SVG with its title and description inside, the same each time it is drawn."""
    wanted = tuple(dict.fromkeys(charts))
    drawings = (Drawing(json.dumps(option(each)), *size(each), each.title, each.alt) for each in wanted)
    return dict(zip(wanted, drawn(tuple(drawings)), strict=True))


@lru_cache(maxsize=64)
def drawn(wanted: tuple[Drawing, ...]) -> tuple[str, ...]:
    """Each as an SVG that names itself and that a strict content security policy leaves as it is."""
    if not wanted:
        return ()
    with MiniRacer() as engine:
        engine.eval(STAGE)
        engine.eval(_script())
        engine.eval(DRAW)
        raw = [str(engine.call("draw", json.loads(one.option), one.width, one.height)) for one in wanted]
    return tuple(_named(svg, one) for svg, one in zip(raw, wanted, strict=True))


@lru_cache(maxsize=1)
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def _named(svg: str, chart: Drawing) -> str:
    """Add title and description, give ids of their own, and turn style attributes into plain ones:
    a page with a strict content security policy ignores inline styles."""
    key = hashlib.sha256(json.dumps([chart.title, chart.alt]).encode()).hexdigest()[:10]
    root = etree.fromstring(re.sub(r"\bzr\d+-", f"c{key}-", svg).encode())
    for style in root.findall(f".//{{{SVG}}}style"):
        style.getparent().remove(style)  # type: ignore[union-attr]
    for element in root.iter():
        _plain_style(element)
    title, description = etree.Element(f"{{{SVG}}}title"), etree.Element(f"{{{SVG}}}desc")
    title.text, description.text = chart.title, chart.alt
    title.set("id", f"t{key}")
    description.set("id", f"d{key}")
    root.insert(0, description)
    root.insert(0, title)
    root.set("role", "img")
    root.set("aria-labelledby", f"t{key} d{key}")
    return etree.tostring(root, encoding="unicode")


def _plain_style(element: etree._Element) -> None:
    style = element.attrib.pop("style", "")
    element.attrib.pop("class", "")
    for declaration in str(style).split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            element.set(name.strip(), value.strip())
