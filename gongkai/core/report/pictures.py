"""Charts of a report as values: categories, series, and the sentence that says what they show."""

from collections.abc import Sequence

from gongkai.core.report.figures import Figures, in_prose
from gongkai.core.report.parts import Chart, ChartKind, Number, Series
from gongkai.core.report.wording import ChartSpec

SAID_IN_FULL = 12  # categories; a longer chart's sentence names the largest and refers to the table
FEWEST_YEARS = 2


def drawn(spec: ChartSpec, figures: Figures) -> Chart | None:
    """The chart `spec` asks for; None when there are too few figures to draw."""
    maker = {
        ChartKind.TREND: _trend,
        ChartKind.COMPOSITION: _composition,
        ChartKind.BY_BODY: _by_body,
    }[spec.kind]
    return maker(spec, figures)


def _label(spec: ChartSpec, figures: Figures, index: int) -> str:
    if spec.labels:
        return spec.labels[index]
    cell = figures.form.cells.get(spec.cells[index])
    return cell.label if cell else spec.cells[index]


def _read(figures: Figures, cell: str, at: str | None = None) -> Number | None:
    amount = figures.find(cell, at)
    return amount.read if amount else None


def _unit(spec: ChartSpec, figures: Figures) -> str:
    amount = figures.find(spec.cells[0])
    return (amount.unit if amount else None) or ""


def _trend(spec: ChartSpec, figures: Figures) -> Chart | None:
    years = sorted({*figures.history, figures.year})
    series = tuple(
        Series(_label(spec, figures, index), tuple(_read(figures, cell, str(year)) for year in years))
        for index, cell in enumerate(spec.cells)
    )
    told = [year for place, year in enumerate(years) if any(one.values[place] is not None for one in series)]
    if len(told) < FEWEST_YEARS:
        return None
    kept = tuple(
        Series(one.name, tuple(v for v, year in zip(one.values, years, strict=True) if year in told))
        for one in series
    )
    return _chart(spec, figures, tuple(f"{year}年" for year in told), kept)


def _composition(spec: ChartSpec, figures: Figures) -> Chart | None:
    parts = [(_label(spec, figures, index), _read(figures, cell)) for index, cell in enumerate(spec.cells)]
    told = [(label, value) for label, value in parts if value is not None]
    if sum(bool(value) for _, value in told) < 2:
        return None
    values = tuple(value for _, value in told)
    return _chart(spec, figures, tuple(label for label, _ in told), (Series("数量", values),))


def _by_body(spec: ChartSpec, figures: Figures) -> Chart | None:
    """Largest first; past `top` the rest is one bar, so that the bars still add up to the total."""
    cell = spec.cells[0]
    found = [(body, _read(figures, cell, body)) for body in figures.by_body]
    told = sorted(((body, value) for body, value in found if value), key=lambda pair: -pair[1])
    if len(told) < 2:
        return None
    shown, rest = told[: spec.top], told[spec.top :]
    if rest:
        shown = [*shown, (f"其余{len(rest)}个单位", sum(value for _, value in rest))]
    categories = tuple(body for body, _ in shown)
    return _chart(spec, figures, categories, (Series(_label(spec, figures, 0), tuple(v for _, v in shown)),))


def _chart(
    spec: ChartSpec, figures: Figures, categories: tuple[str, ...], series: tuple[Series, ...]
) -> Chart:
    unit = _unit(spec, figures)
    return Chart(spec.kind, spec.title, categories, series, unit, _alt(spec, unit, categories, series))


def _alt(spec: ChartSpec, unit: str, categories: Sequence[str], series: Sequence[Series]) -> str:
    """What a reader who can't see the chart is told: every figure when they are few."""
    name = {ChartKind.TREND: "折线图", ChartKind.COMPOSITION: "条形图", ChartKind.BY_BODY: "条形图"}[
        spec.kind
    ]
    several = len(series) > 1
    said = "；".join(
        (f"{one.name}：" if several else "") + _listed(categories, one.values, unit) for one in series
    )
    return f"{name}：{spec.title}。{said}。"


def _listed(categories: Sequence[str], values: Sequence[Number | None], unit: str) -> str:
    pairs = [
        f"{category}{in_prose(value)}{unit}"
        for category, value in zip(categories, values, strict=True)
        if value is not None
    ]
    if len(pairs) <= SAID_IN_FULL:
        return "，".join(pairs)
    return f"{'，'.join(pairs[:SAID_IN_FULL])}，其余见数据表"
