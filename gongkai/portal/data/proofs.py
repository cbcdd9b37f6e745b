"""公开证明 of what stands in the tree of publications: a release of data, the row it brought, a draw."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.messages import Message
from gongkai.disclosure import proving
from gongkai.disclosure.queries import draws, rows
from gongkai.disclosure.queries import releases as released
from gongkai.portal.data.shell import cached, data_set_at, page, today

LONGEST = 40  # letters of a draw's code


@require_GET
@cached
def of_release(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The proof file of a release."""
    if released.released_one(name, number) is None:
        raise Http404
    back = reverse("portal:data_release", args=[name, number])
    return _given(request, proving.proof_of_release(name, number), f"{name}-{number}", back)


@require_GET
@cached
def of_row(request: HttpRequest, name: str, number: int, version: int) -> HttpResponse:
    """The proof file of the release that brought this version of the row."""
    versions = rows.history(data_set_at(name, today()), number)
    found = next((each for each in versions if each.version == version), None)
    place = released.public_place(found.release_in) if found else None
    if place is None:
        raise Http404
    back = reverse("portal:data_row", args=[name, number])
    return _given(request, proving.proof_of_release(*place), f"{place[0]}-{place[1]}", back)


@require_GET
@cached
def of_draw(request: HttpRequest, code: str) -> HttpResponse:
    """The proof file of the commitment; what came out of the draw stands in it as a later change."""
    if len(code) > LONGEST or draws.by_code(code) is None:
        raise Http404
    return _given(
        request, proving.proof_of_draw(code), f"draw-{code}", reverse("portal:data_draw", args=[code])
    )


def _given(request: HttpRequest, made: object, name: str, back: str) -> HttpResponse:
    """The file to keep; what is not signed yet says so (404)."""
    if isinstance(made, Message):
        said = made.in_language(_)
        return page(request, "no_proof", (_("公开证明"), ""), status=404, said=said, back=back)
    answer = JsonResponse(made, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{name}.proof.json"'
    return answer
