"""Signed heads, keys, and a page that looks a proof file over."""

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.transparency import reading
from gongkai.core.transparency.proof import Act, Examined, Holds, examine
from gongkai.foundation.transparency import queries
from gongkai.foundation.transparency.digests import DIGESTS
from gongkai.foundation.transparency.signing import checker
from gongkai.portal.limits import proofs_an_hour, seconds_to_wait, slowed
from gongkai.portal.publications.shell import cached, clock, page

LARGEST = 4 << 20  # bytes of a proof file
SHOWN = 30
LONGEST_NUMBER = 10  # digits of an edition's number


@require_GET
@cached
def proofs(request: HttpRequest) -> HttpResponse:
    """What a proof is, how to check one, and the signed heads; between each and the one before, what shows
    that nothing was changed."""
    found = queries.heads(SHOWN + 1)
    pairs = [
        (each, before if before is not None and before.head.digest == each.head.digest else None)
        for each, before in zip(found, [*found[1:], None], strict=False)  # the oldest has none before it
    ]
    return page(
        request, "proofs", (_("公开证明"), ""), heads=pairs[:SHOWN], keys=queries.signing_keys(),
        site_address=request.build_absolute_uri("/"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The form for a proof file, and the answer in words."""
    shown: dict[str, Any] = {}
    if request.method == "POST":
        seconds = seconds_to_wait(request, "proofs", proofs_an_hour(), clock())
        if seconds:
            return slowed(request, seconds, "documents")
        shown = _answer(request)
    way = (_("公开证明"), reverse("portal:proofs"))
    return page(request, "verify", way, (_("核对证明文件"), ""), **shown)


@require_GET
@cached
def consistency(request: HttpRequest, earlier: int, later: int) -> HttpResponse:
    """What shows that between two signed heads nothing was changed or taken out."""
    told = queries.consistency_of(earlier, later)
    if told is None:
        raise Http404
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_GET
def since(request: HttpRequest) -> HttpResponse:
    """What has happened at an address since an entry, for the program that checks a proof file."""
    address, edition = request.GET.get("address", ""), request.GET.get("edition", "")
    known = edition.isdecimal() and len(edition) < LONGEST_NUMBER
    told = queries.since(address, int(edition), request.GET.get("act", "")) if known else None
    if told is None:
        raise Http404
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Cache-Control"] = "no-store"
    return answer


def _answer(request: HttpRequest) -> dict[str, object]:
    file = request.FILES.get("proof")
    if file is None:
        return {"problem": _("请选择证明文件。")}
    if (file.size or 0) > LARGEST:
        return {"problem": _("文件太大，不是证明文件。")}
    try:
        told = reading.file(file.read())
    except reading.NoProofError as error:
        return {"problem": error.words.in_language(_)}
    found = examine(told, DIGESTS, checker(queries.signing_keys()))
    stood = found.holds in (Holds.CURRENT, Holds.CHANGED)
    return {
        "found": found, "title": reading.named(found.content).in_language(_), "acts": _acts(found),
        "stood": stood, "since": _since(found) if stood else [],
    }  # fmt: skip


def _since(found: Examined) -> list[tuple[str, str]]:
    """What has happened at the address since, by what this site knows now: (what, when)."""
    assert found.entry is not None
    names = {
        Act.PUBLISHED: _("公开了新版本"), Act.STANDING: _("效力有变化"), Act.WITHDRAWN: _("已撤回"),
    }  # fmt: skip
    return [(names[each.act], each.at) for each in queries.later_than(found.entry)]


def _acts(found: Examined) -> str:
    names = {Act.PUBLISHED: _("公开"), Act.STANDING: _("公告效力变化"), Act.WITHDRAWN: _("公告撤回")}
    return names[found.entry.act] if found.entry else ""


@require_GET
@cached
def heads(request: HttpRequest) -> HttpResponse:
    """Signed heads as data, newest first, for whoever keeps them."""
    told = [{**asdict(each.head), "signature": asdict(each.signature)} for each in queries.heads()]
    return JsonResponse({"heads": told}, json_dumps_params={"ensure_ascii": False})


@require_GET
@cached
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys heads are signed with."""
    told = [
        {"key": each.name, "algorithm": each.algorithm, "public": each.public}
        for each in queries.signing_keys()
    ]
    return JsonResponse({"keys": told})
