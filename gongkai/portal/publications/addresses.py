"""The addresses of an item and its other forms. Each pattern is resolved once."""

from functools import cache

from django.urls import reverse

FORMS = {
    "page": "document", "json": "document_json", "text": "document_text", "pdf": "document_pdf",
    "proof": "document_proof",
}  # fmt: skip
_ANY = "any"


@cache
def _around(form: str) -> tuple[str, str]:
    before, _any, after = reverse(f"portal:{FORMS[form]}", args=[_ANY]).rpartition(_ANY)
    return before, after


def addresses(address: str, earlier: int | None = None) -> dict[str, str]:
    """Paths of the item at `address`, by form. `this_pdf`, `this_proof`: those of the edition shown, which
    are its own where it is an `earlier` one."""
    told = {form: address.join(_around(form)) for form in FORMS}
    if earlier is None:
        return {**told, "this_pdf": told["pdf"], "this_proof": told["proof"]}
    return {
        **told,
        "this_pdf": reverse("portal:edition_pdf", args=[address, earlier]),
        "this_proof": reverse("portal:edition_proof", args=[address, earlier]),
    }
