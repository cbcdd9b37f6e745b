"""What must be public and where it is: the catalogue, two side by side, guides, 制度, reading points."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from gongkai.core.publishing.guide import PageKind
from gongkai.foundation.organisations import queries as organisations
from gongkai.portal.frame import cached, clock
from gongkai.portal.publications.shell import page
from gongkai.portal.refreshing import listing
from gongkai.publishing.archives.queries import public as archives
from gongkai.publishing.catalogue import law, sheets
from gongkai.publishing.catalogue.queries import public

KINDS = {
    PageKind.GUIDE: gettext_lazy("政府信息公开指南"),
    PageKind.SYSTEM: gettext_lazy("政府信息公开制度"),
}
SIDES = {
    "same": (gettext_lazy("相同"), ""),
    "differing": (gettext_lazy("不同"), "warning"),
    "only_left": (gettext_lazy("只在左边"), "quiet"),
    "only_right": (gettext_lazy("只在右边"), "quiet"),
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 60
_SHOWN = 100
_FURTHEST = 100_000  # place of a document under a row


@require_GET
@cached
def catalogue(request: HttpRequest) -> HttpResponse:
    """Rows in force by body, field, level and words (or the code of a row), with how many documents were
    published under each and the newest; under a row alone all of them, page by page."""
    today = timezone.localdate(clock())
    bodies = organisations.latest_bodies(public.bodies())
    body = next((each for each in bodies.values() if each.code == request.GET.get("body", "")), None)
    known = {each.code: _(each.title) for each in law.fields()}
    field = request.GET.get("field", "")
    field = field if field in known else ""
    level = request.GET.get("level", "")
    text = " ".join(request.GET.get("q", "").split())[:_LONGEST].replace("\x00", "")
    body_id = body.id if body else None
    start = _place(request.GET.get("start", ""))
    rows, count = public.items(
        today, body_id=body_id, field=field, level=level, text=text, most=_SHOWN, start=start
    )
    further = start + public.PAGE if len(rows) == 1 and rows[0].count > start + public.PAGE else 0
    return page(
        request, "catalogue", (_("公开目录"), ""), rows=rows, count=count, shown=len(rows), bodies=bodies,
        body=body, fields=[(code, known[code]) for code in public.fields(body_id)], known=known, field=field,
        level=level, text=text, not_covered=[] if field or text else public.not_covered(body_id),
        channels={each.code: _(each.title) for each in law.channels().channel}, pages=_pages(),
        alone=rows[0].code if len(rows) == 1 else "", start=start, further=further,
    )  # fmt: skip


def _place(typed: str) -> int:
    """Of the first document to be shown; 0 for what is no place."""
    return min(int(typed), _FURTHEST) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0


@require_GET
@cached
def workbook(request: HttpRequest, body: str, field: str) -> HttpResponse:
    """One catalogue as the usual spreadsheet."""
    number, known = public.body_at(body), law.field(field)
    rows = public.rows_of(number, field) if number is not None and known is not None else []
    if number is None or known is None or not rows:
        raise Http404
    name = organisations.latest_bodies([number])[number].name
    title = f"{name}{known.title}领域基层政务公开标准目录"
    answer = HttpResponse(
        sheets.workbook(known.title, title, [each.row() for each in rows], law.channels()),
        content_type=_XLSX,
    )
    answer["Content-Disposition"] = f'attachment; filename="{body}-{field}.xlsx"'
    return answer


@require_GET
@cached
def compare(request: HttpRequest) -> HttpResponse:
    """The catalogues of two bodies in one field, line by line."""
    bodies = organisations.latest_bodies(public.bodies())
    codes = {each.code: each for each in bodies.values()}
    left, right = codes.get(request.GET.get("left", "")), codes.get(request.GET.get("right", ""))
    fields = [(each.code, _(each.title)) for each in law.fields() if each.code in set(public.fields())]
    field = request.GET.get("field", "")
    field = field if field in dict(fields) else ""
    rows = public.beside(field, left.id, right.id) if left and right and field else []
    counted = {words: sum(each.side == code for each in rows) for code, (words, _look) in SIDES.items()}
    return page(
        request, "catalogue_compare", (_("公开目录"), reverse("portal:catalogue")), (_("两个单位对照"), ""),
        bodies=bodies.values(), left=left, right=right, fields=fields, field=field,
        rows=[(each, *SIDES[each.side]) for each in rows], counted=counted.items(),
    )  # fmt: skip


@require_GET
@cached
def guide(request: HttpRequest, body: str, kind: str) -> HttpResponse:
    """The guide or 制度 of a body."""
    number = public.body_at(body)
    chosen = next((each for each in PageKind if each == kind), None)
    found = (
        public.page(number, chosen, timezone.localdate(clock()))
        if number is not None and chosen is not None
        else None
    )
    if found is None or chosen is None:
        raise Http404
    return page(
        request, "guide", (_("公开目录"), reverse("portal:catalogue")), (str(KINDS[chosen]), ""), page=found,
        title=KINDS[chosen], body=organisations.latest_bodies([found.body])[found.body],
    )  # fmt: skip


@require_GET
@cached
def reading_points(request: HttpRequest) -> HttpResponse:
    """Where to go and read."""
    points = archives.points(timezone.localdate(clock()))
    return page(
        request, "reading_points", (_("查阅场所"), ""), points=points,
        bodies=organisations.latest_bodies({each.body for each in points}),
    )  # fmt: skip


@listing
def addresses() -> Iterator[str]:
    """The catalogue, reading points, every guide and 制度."""
    yield reverse("portal:catalogue")
    yield reverse("portal:reading_points")
    for _title, body, kind in _pages():
        yield reverse("portal:guide", args=[body, kind])


def _pages() -> list[tuple[str, str, str]]:
    """(title with the body's name, code of the body, kind) of guides and 制度."""
    found = public.pages()
    names = organisations.latest_bodies({body for body, _kind in found})
    return [(f"{names[body].name} · {KINDS[PageKind(kind)]}", names[body].code, kind) for body, kind in found]
