"""A published report as a file. Made once and kept in the cache: a published version never changes."""

import io
import zipfile
from urllib.parse import quote

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from gongkai.core.report import Report
from gongkai.reporting import queries
from gongkai.reporting.printing import to_csv, to_docx, to_json, to_pdf, to_xlsx

FORMATS = {
    "pdf": _("PDF（印刷版式）"),
    "docx": _("Word 文档"),
    "xlsx": _("Excel 工作簿"),
    "csv": _("CSV（压缩包）"),
    "json": "JSON",
}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "application/zip",
    "json": "application/json; charset=utf-8",
}
KEPT = 7 * 24 * 3600  # seconds


def _zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


MAKERS = {
    "pdf": to_pdf,
    "docx": to_docx,
    "xlsx": to_xlsx,
    "csv": lambda report: _zipped(to_csv(report)),
    "json": lambda report: to_json(report).encode(),
}


def file_response(name: str, kind: str, data: bytes) -> HttpResponse:
    """`data` as a file called `name`, in a way old and new browsers understand."""
    response = HttpResponse(data, content_type=TYPES[kind])
    ending = "zip" if kind == "csv" else kind
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{ending}')}"
    return response


def printed(report: Report, kind: str) -> bytes:
    """`report` in the format `kind`."""
    return MAKERS[kind](report)


@require_GET
def download(request: HttpRequest, body: str, year: int, kind: str) -> HttpResponse:
    """A published version in one of `FORMATS`."""
    text = request.GET.get("version", "")
    if kind not in FORMATS or (text and not (text.isdecimal() and len(text) < 5)):
        raise Http404
    try:
        seen = queries.published(body, year, int(text) if text else None)
        report = queries.published_report(body, year, seen.version)
    except queries.NotPublishedError:
        raise Http404 from None
    key = f"print:{seen.versions[0].sha256}:{body}:{year}:{seen.version}:{kind}"
    data = cache.get(key)
    if data is None:
        data = printed(report, kind)
        cache.set(key, data, KEPT)
    return file_response(report.title, kind, data)
