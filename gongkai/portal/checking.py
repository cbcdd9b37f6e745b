"""The check page: no account, several files, results in the browser; nothing is kept."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.portal import limits
from gongkai.portal.check_workbook import workbook
from gongkai.portal.downloads import file_response
from gongkai.portal.sandboxed import checked, counts
from gongkai.reporting.checking.sandbox import Answer, as_json

ACCEPTED = ".pdf,.docx,.doc,.wps,.html,.htm,.txt,.xlsx,.xls"
AT_MOST = 20


@csrf_exempt  # changes nothing and knows nobody; so that the size can be judged before the body is read
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form; or, posted, the results: as a page, as the fragment the page's script asks for, or a file."""
    if request.method != "POST":
        return _page(request, {})
    problem, status = _problem(request)
    if problem:
        return _refused(request, problem, status)
    wanted = request.POST.get("format", "page")
    files = request.FILES.getlist("files")[:AT_MOST]
    answers = checked(files, request.FILES.get("against"), html=wanted in ("page", "html"))
    if wanted == "json":
        data = json.dumps(as_json(answers), ensure_ascii=False, indent=1).encode()
        return file_response(_("核对结果"), "json", data)
    if wanted == "xlsx":
        return file_response(_("核对结果"), "xlsx", workbook([answer.report for answer in answers]))
    results = [_result(number, answer) for number, answer in enumerate(answers, start=_first(request))]
    if wanted == "html":
        text = render_to_string("portal/check_standalone.html", {"results": results}, request)
        response = HttpResponse(text)
        response["Content-Disposition"] = "attachment; filename=check.html"
        return response
    if request.headers.get("X-Fragment"):
        return render(request, "portal/check_results.html", {"results": results})
    return _page(request, {"results": results})


def _first(request: HttpRequest) -> int:
    """The number of the first result on the page it will stand on."""
    text = request.POST.get("number", "")
    return int(text) if text.isdecimal() and len(text) < 4 else 1


def _problem(request: HttpRequest) -> tuple[str, int]:
    if limits.too_large(request):
        return _("文件太大。请每次上传总计不超过 60 MB。"), 413
    files = request.FILES.getlist("files")
    if not files:
        return _("请先选择要核对的报告文件。"), 400
    if not limits.take(request, len(files)):
        return _("您这一小时核对的文件已很多。请一小时后再试，或下载本系统在自己的电脑上核对。"), 429
    return "", 200


def _refused(request: HttpRequest, problem: str, status: int) -> HttpResponse:
    if request.headers.get("X-Fragment"):
        return JsonResponse({"message": problem}, status=status)
    return _page(request, {"problem": problem}, status)


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    shared = {
        "section": "check", "accepted": ACCEPTED, "at_most": AT_MOST,
        "crumbs": [(_("首页"), reverse("portal:home")), (_("核对报告"), "")],
    }  # fmt: skip
    return render(request, "portal/check.html", {**shared, **context}, status=status)


def _result(number: int, answer: Answer) -> dict[str, Any]:
    """What the template shows of one report. Anchors in the fragment are made this result's own."""
    report = answer.report
    fragment = (
        (answer.html or "").replace('id="r1-', f'id="r{number}-').replace('href="#r1-', f'href="#r{number}-')
    )
    return {
        "number": number,
        "report": report,
        "counts": counts(report),
        "html": mark_safe(fragment),  # escaped where it was made, in reporting.checking.page
    }
