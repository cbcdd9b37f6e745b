"""The gazette for everybody: its issues, each document in them, as pages, PDF and electronic book; old ones
with their scan beside the text."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.messages import Message
from gongkai.foundation.files import serving
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.foundation.search import missing
from gongkai.foundation.search import queries as search
from gongkai.foundation.search.engine import Unavailable
from gongkai.foundation.search.queries import Asked
from gongkai.portal import frame
from gongkai.portal.frame import STALE, cached, kept, today
from gongkai.portal.refreshing import listing
from gongkai.publishing.gazette.papers.epub import MEDIA_TYPE, to_book
from gongkai.publishing.gazette.queries import public
from gongkai.publishing.gazette.queries.public import NoSuchPlaceError, Place
from gongkai.publishing.gazette.scans import apart
from gongkai.publishing.queries import public as documents
from gongkai.publishing.sanitising import pictures_in

SECTION = "documents"
FOUND = "gazette_document"
_PAGE = 20
_LONGEST = 100
_SCANS_FRESH = 30 * 24 * 3600  # a page of a scan never changes


@require_GET
@cached
def issues(request: HttpRequest) -> HttpResponse:
    """All issues by year, newest first; or the documents in them that fit the words."""
    text = " ".join(request.GET.get("q", "").split())[:_LONGEST]
    if text:
        return _page(request, "gazette_found", (_("搜索"), ""), text=text, **_found(request, text))
    bodies = organisations.latest_bodies(list(public.gazettes()))
    asked = next((each for each in bodies.values() if each.code == request.GET.get("body", "")), None)
    years = public.years(asked.id if asked else None)
    said = request.GET.get("year", "")
    year = int(said) if said.isdecimal() and int(said) in years else next(iter(years), None)
    shown = public.issues(body_id=asked.id if asked else None, year=year)
    return _page(
        request, "gazette_issues", issues=shown, years=years, year=year, bodies=bodies.values(), body=asked,
        several=len(bodies) > 1,
    )  # fmt: skip


@require_GET
@cached
def issue(request: HttpRequest, body: str, year: int, number: int) -> HttpResponse:
    """An issue: its contents, and the files to take along."""
    whole = _issue(Place(body, year, number))
    return _page(request, "gazette_issue", (whole.line.line, ""), issue=whole, place=whole.line.place)


@require_GET
@cached
def entry(request: HttpRequest, body: str, year: int, number: int, order: int) -> HttpResponse:
    """One document as printed. What was withdrawn since answers with its notice (410)."""
    place = Place(body, year, number)
    try:
        whole = public.entry(place, order)
    except NoSuchPlaceError:
        raise Http404 from None
    title = whole.line.title or _("已撤回的文件")
    crumb = (whole.issue.line.line, reverse("portal:gazette_issue", args=[body, year, number]))
    return _page(
        request, "gazette_entry", crumb, (title, ""), entry=whole, issue=whole.issue, place=place,
        title=title, **_files(whole), status=410 if whole.line.is_gone else 200,
    )  # fmt: skip


@require_GET
def pdf(request: HttpRequest, body: str, year: int, number: int) -> HttpResponse:
    """The pages for print; the scan of an old issue."""
    whole = _issue(Place(body, year, number))
    if whole.pdf is None:
        raise Http404
    return serving.response(whole.pdf)


@require_GET
@cached
def epub(request: HttpRequest, body: str, year: int, number: int) -> HttpResponse:
    """The issue as an electronic book. There is none of a scan."""
    whole = _issue(Place(body, year, number))
    if whole.line.is_old or whole.published_at is None:
        raise Http404
    address = request.build_absolute_uri(reverse("portal:gazette_issue", args=[body, year, number]))
    made = to_book(public.book(whole.line.place), address=address, published_at=whole.published_at)
    answer = HttpResponse(made, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="gazette-{body}-{year}-{number}.epub"'
    return answer


@require_GET
@cached
def proof(request: HttpRequest, body: str, year: int, number: int) -> HttpResponse:
    """The proof file of the issue; what is not signed yet says so (404)."""
    place = Place(body, year, number)
    line = _issue(place).line
    made = public.proof(place)
    if isinstance(made, Message):
        address = reverse("portal:gazette_issue", args=[body, year, number])
        said = {"said": str(made), "line": line, "address": address}
        return _page(
            request, "gazette_no_proof", (line.line, address), (_("公开证明"), ""), status=404, **said
        )
    answer = JsonResponse(made, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="gazette-{body}-{year}-{number}.proof.json"'
    return answer


@require_GET
@kept(fresh=_SCANS_FRESH, stale=STALE)
def scan(request: HttpRequest, body: str, year: int, number: int, page: int) -> HttpResponse:
    """A page of a scan as a picture, drawn in a process of its own."""
    try:
        card, pages = public.scan_of(Place(body, year, number))
    except NoSuchPlaceError:
        raise Http404 from None
    drawn = apart.picture(content_of(card), page) if 1 <= page <= pages else Message("")
    if isinstance(drawn, Message):
        raise Http404
    return HttpResponse(drawn, content_type="image/png")


@listing
def addresses() -> Iterator[str]:
    """The list of issues, and the pages of what was withdrawn."""
    yield reverse("portal:gazette")
    for place, order in public.withdrawn():
        at = [place.body, place.year, place.number]
        yield reverse("portal:gazette_issue", args=at)
        yield reverse("portal:gazette_epub", args=at)
        yield reverse("portal:gazette_entry", args=[*at, order])


def _files(whole: public.EntryWhole) -> dict[str, Any]:
    """Attachments of the edition as printed, and its pictures that do not stand within the text."""
    if not whole.html:
        return {}
    edition = documents.item(whole.line.address, edition=whole.edition).edition
    files = edition.attachments if edition else ()
    within = pictures_in(whole.html)
    return {
        "attached": [each for each in files if each.part == "attachment"],
        "pictures": [each for each in files if each.part == "picture" and each.id not in within],
    }


def _found(request: HttpRequest, text: str) -> dict[str, Any]:
    question = Asked(text, kinds=(FOUND,), size=_PAGE, after=request.GET.get("after", "")[:300])
    try:
        answer = search.find(PUBLIC, today(), question)
    except Unavailable:
        return {"is_out_of_order": True, "rows": []}
    if (answer.near or not answer.shown) and not question.after:
        missing.note(text, today())
    places = {each.id: each for each in public.entries_out([hit.key.number for hit in answer.shown])}
    rows = [
        (places[hit.key.number], hit.title, hit.fragments) for hit in answer.shown if hit.key.number in places
    ]
    return {"answer": answer, "rows": rows}


def _issue(place: Place) -> public.IssueWhole:
    try:
        return public.issue(place)
    except NoSuchPlaceError:
        raise Http404 from None


def _page(
    request: HttpRequest, template: str, *crumbs: tuple[str, str], status: int = 200, **context: object
) -> HttpResponse:
    """A page under 政府公报."""
    way = (_("政府公报"), reverse("portal:gazette"))
    return frame.page(
        request, f"portal/publications/{template}.html", SECTION, way, *crumbs, status=status, **context
    )
