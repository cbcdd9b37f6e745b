"""An item in other forms than its page: data, plain text, PDF, its files, its proof."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.messages import Message
from gongkai.foundation.files import serving
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.look import writing
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.transparency.queries import proof_of
from gongkai.portal.publications import plain, prints
from gongkai.portal.publications.items import facts, force_words, item_at, standing_words, withdrawn
from gongkai.portal.publications.shell import cached, has_force, page
from gongkai.portal.shelving import shelved, tells_of
from gongkai.publishing.queries import public
from gongkai.publishing.queries.public import Item

LARGEST_KEPT = 20 << 20  # bytes: caches in front keep files up to this size


@require_GET
@cached
@shelved()
def as_json(request: HttpRequest, address: str) -> HttpResponse:
    """The item as data; what was withdrawn tells its notices alone (410)."""
    item = item_at(address)
    tells_of(request, item.card.id)
    if item.is_withdrawn:
        return _told(plain.withdrawn_as_data(request, item), status=410)
    return _told(plain.as_data(request, item))


def _told(told: dict[str, Any], status: int = 200) -> HttpResponse:
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


@require_GET
@cached
def as_text(request: HttpRequest, address: str) -> HttpResponse:
    """The item as plain text; of what was withdrawn the notice alone (410)."""
    item = item_at(address)
    text, status = plain.as_text(item, _notice(item)), 410 if item.is_withdrawn else 200
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)


@require_GET
@cached
def as_pdf(request: HttpRequest, address: str, edition: int | None = None) -> HttpResponse:
    """The newest edition, or a certain one, as it is printed. What was withdrawn answers with its notice."""
    item = item_at(address, edition)
    if item.edition is None:
        body = organisations.latest_bodies([item.card.body]).get(item.card.body)
        return withdrawn(request, item, body)
    answer = HttpResponse(prints.pdf(item.edition, _printed(request, item)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{address}.pdf"'
    return answer


def _printed(request: HttpRequest, item: Item) -> prints.Printed:
    edition = item.edition
    assert edition is not None
    body = organisations.latest_bodies([item.card.body]).get(item.card.body)
    told = [(name, _written(words)) for name, words in facts(item, body)]
    if has_force(item.card.kind):
        told.append((_("有效性"), force_words(item)))
    link = plain.address(request, item.card)
    foot = _("第 {number} 版 · {address}").format(number=edition.number, address=link)
    return prints.Printed(
        title=edition.title, body=body.name if body else "", on=item.card.on, facts=told,
        head=(_("项目"), _("内容")), notice=_notice(item), foot=foot,
        sample=_("样例：不是真实的公文。") if item.card.is_sample else "", attachment=_("附件："),
    )  # fmt: skip


def _written(words: object) -> str:
    return writing.day(words) if isinstance(words, date) else str(words)


def _notice(item: Item) -> str:
    """What a reader must know before he trusts the text: a newer edition, or no longer in force."""
    edition = item.edition
    said = []
    if edition is not None and edition.number != item.editions[0][0]:
        said.append(_("这是第 {number} 版，已有新版本。").format(number=edition.number))
    if item.card.standing != "in_force" and item.notices:
        last = item.notices[0]
        words = standing_words(last.standing)
        day = writing.day(last.on)
        said.append(_("{words}（{day}）：{reason}").format(words=words, day=day, reason=last.reason))
    return "".join(said)


@require_GET
@cached
def attachment(request: HttpRequest, address: str, file_id: int) -> HttpResponseBase:
    """A file of the item. A cache in front keeps it like a page: it is there while the site is down."""
    file = public.public_file(address, file_id)
    if file is None:
        raise Http404
    kept = file.size <= LARGEST_KEPT and not file.is_sealed and file.erased_at is None
    if file.content_type.startswith("video/"):
        return serving.played(request, file)
    answer = serving.opened_response(file, content_of(file)) if kept else serving.response(file)
    answer["ETag"] = f'"{file.sha256}"'
    return answer


@require_GET
@cached
def proof(request: HttpRequest, address: str, edition: int | None = None) -> HttpResponse:
    """The proof file of the item; what is not signed yet says so (404)."""
    item = item_at(address)
    made = proof_of(item.card.index_number, edition)
    if isinstance(made, Message):
        return page(request, "no_proof", (_("公开证明"), ""), status=404, said=str(made), item=item)
    answer = JsonResponse(made, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{address}.proof.json"'
    return answer
