"""Prints of the two sample reports, made once for all tests."""

from functools import cache

from gongkai.core.report import Report
from gongkai.reporting.printing import to_docx, to_pdf
from tests.core.report.samples import huaian_report, linyi_report

REPORTS = ("linyi-2017", "huaian-2024")


@cache
def report(name: str) -> Report:
    return {"linyi-2017": linyi_report, "huaian-2024": huaian_report}[name]()


@cache
def pdf(name: str) -> bytes:
    return to_pdf(report(name))


@cache
def docx(name: str) -> bytes:
    return to_docx(report(name))
