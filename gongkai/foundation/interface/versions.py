"""ETags of things that have a revision: `"12"`. Who changes one says which revision he saw (If-Match)."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Header

_TAG = r'^(\*|(W/)?"\d{1,9}")?$'


def etag(revision: int) -> str:
    return f'"{revision}"'


def if_match() -> Any:
    """The parameter that an operation declares for the revision its caller saw."""
    return Header(
        "", alias="If-Match", pattern=_TAG,
        description="照抄所见的 ETag；其间他人办理过的，回答 412 并说明是谁办了什么。不填则不核对。",
    )  # fmt: skip


def revision(told: str) -> int | None:
    """The revision in If-Match; None without one or for `*`."""
    found = re.search(r"\d+", told)
    return int(found[0]) if found else None


def unchanged(request: HttpRequest, revision: int) -> bool:
    """Does the caller have this revision already (If-None-Match)?"""
    told = request.headers.get("If-None-Match", "")
    return etag(revision) in (each.strip().removeprefix("W/") for each in told.split(","))


def tagged(response: HttpResponse, revision: int) -> HttpResponse:
    response["ETag"] = etag(revision)
    return response
