"""Public pages: home, published reports, one report, one figure, open data."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.casework.queries import public
from gongkai.core.cells import Cell
from gongkai.core.report import Chart, ChartKind, Series
from gongkai.portal.downloads import FORMATS
from gongkai.portal.frame import cached
from gongkai.portal.pages.serving import front
from gongkai.portal.shelving import shelved
from gongkai.publishing.queries.public import released
from gongkai.reporting import queries
from gongkai.reporting.printing import to_html
from gongkai.reporting.printing.charts import option, svgs
from gongkai.reporting.queries.public import PublicCell, public_value

SHOWN_AT_HOME, REPLIES_AT_HOME, DOCUMENTS_AT_HOME = 8, 4, 6


@require_GET
@cached
@shelved()
def home(request: HttpRequest) -> HttpResponse:
    """The home page that editors have designed; else the newest items, the way to a request, the latest
    replies and reports, and the check."""
    designed = front(request)
    if designed is not None:
        return designed
    years = queries.published_years()
    latest = queries.published_list(years[0]) if years else []
    return render(request, "portal/home.html", {
        "section": "home", "latest": latest[:SHOWN_AT_HOME], "years": years,
        "replies": public.search(limit=REPLIES_AT_HOME).items,
        "documents": released(limit=DOCUMENTS_AT_HOME).items,
    })  # fmt: skip


@require_GET
@cached
@shelved("year")
def reports(request: HttpRequest) -> HttpResponse:
    """Published reports by year and name of body."""
    years = queries.published_years()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else None
    name = request.GET.get("q", "").strip()[:60]
    found = [each for each in queries.published_list(year) if name in each.body.name]
    return render(request, "portal/reports.html", {
        "section": "reports", "found": found, "years": years, "year": year, "name": name,
        "crumbs": [(_("首页"), reverse("portal:home")), (_("年度报告"), "")],
    })  # fmt: skip


def asked_version(request: HttpRequest) -> int | None:
    """The version named in the address; None for the newest. 404 for nonsense."""
    text = request.GET.get("version", "")
    if text and not (text.isdecimal() and len(text) < 5):
        raise Http404
    return int(text) if text else None


@require_GET
@cached
@shelved("version")
def report(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """One published report whole: text, tables, charts, every figure a link; its versions and downloads."""
    version = asked_version(request)
    try:
        seen = queries.published(body, year, version)
        value = queries.published_report(body, year, version)
    except queries.NotPublishedError:
        raise Http404 from None
    suffix = f"?{urlencode({'version': seen.version})}" if version else ""
    shown = to_html(value, lambda code: reverse("portal:figure", args=[body, year, code]) + suffix)
    return render(request, "portal/report.html", {
        "section": "reports", "seen": seen, "report": value, "html": shown,
        "newest": seen.versions[0].version,
        "formats": [(name, label, reverse("portal:download", args=[body, year, name]) + suffix)
                    for name, label in FORMATS.items()],
        "crumbs": [(_("首页"), reverse("portal:home")), (_("年度报告"), reverse("portal:reports")),
                   (value.title, "")],
    })  # fmt: skip


@require_GET
@cached
def figure(request: HttpRequest, body: str, year: int, code: str) -> HttpResponse:
    """One published figure: over the years, and down to the bodies."""
    version = asked_version(request)
    try:
        seen = queries.published(body, year, version)
        opened = queries.open_published(body, year, code, version)
    except LookupError:
        raise Http404 from None
    charts = _charts(opened)
    drawings = svgs(charts)
    return render(request, "portal/figure.html", {
        "section": "reports", "seen": seen, "opened": opened,
        "charts": [(chart, drawings[chart], option(chart)) for chart in charts],
        "crumbs": [(_("首页"), reverse("portal:home")), (_("年度报告"), reverse("portal:reports")),
                   (_("{body}{year}年").format(body=seen.body.name, year=year),
                    reverse("portal:report", args=[body, year])),
                   (opened.spec.label, "")],
    })  # fmt: skip


def _charts(opened: PublicCell) -> list[Chart]:
    """Trend over years and comparison by body, where there is more than one value."""
    unit = opened.spec.unit or ""

    def chart(kind: ChartKind, title: str, pairs: list[tuple[str, Cell]]) -> Chart:
        values = tuple(public_value(cell, opened.spec) for _name, cell in pairs)
        series = (Series(opened.spec.label, values),)
        return Chart(kind, title, tuple(name for name, _cell in pairs), series, unit, title)

    found = []
    if len(opened.trend) > 1:
        pairs = [(str(year), cell) for year, cell in opened.trend]
        found.append(chart(ChartKind.TREND, _("历年变化"), pairs))
    numbers = [(body.label, cell) for body, cell in opened.bodies if cell.value]
    if len(numbers) > 1:
        largest = sorted(numbers, key=lambda pair: -(pair[1].value or 0))[:15]
        found.append(chart(ChartKind.BY_BODY, _("各单位（前 15 位）"), largest))
    return found


@require_GET
@cached
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be had as data, and how."""
    years = queries.published_years()
    latest = queries.published_list(years[0]) if years else []
    example: dict[str, Any] = {"body": latest[0].body.code, "year": latest[0].year} if latest else {}
    return render(request, "portal/open_data.html", {
        "section": "data", "example": example, "host": request.build_absolute_uri("/").rstrip("/"),
        "crumbs": [(_("首页"), reverse("portal:home")), (_("开放数据"), "")],
    })  # fmt: skip
