"""Charts as PNG, for formats that hold no SVG: typst sets the drawing on a page of its size."""

from collections.abc import Iterable

import typst

from gongkai.core.report import Chart
from gongkai.foundation.printing.fonts import installed
from gongkai.reporting.printing.charts import size, svgs

PAGE = b"""
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
PPI = 200  # of the drawing's px; about 290 dpi when 640 px are printed 156 mm wide


def pngs(charts: Iterable[Chart]) -> dict[Chart, bytes]:
    """Each chart as PNG."""
    return {chart: png(chart, svg) for chart, svg in svgs(charts).items()}


def png(chart: Chart, svg: str) -> bytes:
    """The drawing `svg` of `chart` as PNG on white."""
    width, height = size(chart)
    shelf, _ = installed()
    return typst.compile(
        PAGE,
        font_paths=shelf,
        ignore_system_fonts=True,
        format="png",
        ppi=PPI,
        sys_inputs={"width": str(width), "height": str(height), "svg": svg},
    )
