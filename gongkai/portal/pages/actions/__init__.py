"""Verbs on sites, their pages, and what readers report as wrong in them."""

from gongkai.portal.pages.actions.faults import answer_fault, report_fault
from gongkai.portal.pages.actions.reviewing import (
    judge_finding,
    publish_page,
    return_page,
    submit,
    take_down_page,
)
from gongkai.portal.pages.actions.sites import Facts, close_site, describe_site, open_site, reopen_site
from gongkai.portal.pages.models import FaultResult

__all__ = [
    "Facts", "FaultResult", "answer_fault", "close_site", "describe_site", "judge_finding", "open_site",
    "publish_page", "reopen_site", "report_fault", "return_page", "submit", "take_down_page",
]  # fmt: skip
