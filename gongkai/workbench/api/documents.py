"""Documents: the list page by page, one whole, an edition with words, review and files; a new one."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.files import UploadedFile
from pydantic import Field, StringConstraints, create_model

from gongkai.foundation.interface import cursors, versions
from gongkai.foundation.interface.fields import PLAIN, Code, Identifier, Text
from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError, done, nothing
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.tokens.scopes import Scope
from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from gongkai.publishing.queries import gate as gates
from gongkai.publishing.queries import marks
from gongkai.publishing.queries import whole as wholes
from gongkai.publishing.queries.cards import Wanted, listed
from gongkai.publishing.queries.visible import edition_visible_to, own_bodies
from gongkai.publishing.queries.whole import EditionWhole, WholeDocument
from gongkai.workbench.api import documents_shapes as shapes
from gongkai.workbench.api.cases import LARGEST_PAGE, PAGE, HappenedOut, body_id_of
from gongkai.workbench.api.door import REFUSES, SAYS_NO, Call, acting, once
from gongkai.workbench.api.signatures import Body, arguments, body_of

CREATED = 201

router = Router(tags=["documents"])


class Filters(Schema):
    """All that is given must hold. `q`: in published texts, and in titles and numbers of drafts; `mine`: on
    the way, and the person has written on it; `cursor`: `next` of the page before."""

    kind: Code = ""
    state: Code = ""
    standing: Code = ""
    attribute: Code = ""
    body: Code = ""
    batch: Identifier | None = None
    q: Annotated[str, StringConstraints(max_length=80, pattern=PLAIN)] = ""
    mine: bool = False
    cursor: str = Field("", max_length=400)
    limit: int = Field(PAGE, ge=1, le=LARGEST_PAGE)


@router.get(
    "/documents", response={200: shapes.DocumentPage, **SAYS_NO}, summary="公文和信息", url_name="documents",
)  # fmt: skip
def documents(request: HttpRequest, asked: Query[Filters]) -> Any:
    """Those the person may know of, newest first; new ones don't shift the pages that follow."""
    call = acting(request, Scope.DOCUMENTS_READ)

    def one(value: str) -> tuple[str, ...]:
        return (value,) if value else ()

    wanted = Wanted(
        body=body_id_of(call, asked.body) if asked.body else None, kinds=one(asked.kind),
        states=one(asked.state), standings=one(asked.standing), attribute=asked.attribute, text=asked.q,
        batch=asked.batch, mine=asked.mine,
    )  # fmt: skip
    before = cursors.read("documents", asked.cursor, _("cursor 只能用上一页的 next。"))
    found = listed(call.actor, call.today, wanted, before=before, limit=asked.limit)
    following = cursors.written("documents", found.before) if found.before else ""
    return {"documents": shapes.shown(found.items), "next": following}


@router.get(
    "/documents/{document_id}", response={200: shapes.DocumentDetailOut, **SAYS_NO}, summary="一件公文或信息",
    url_name="document",
)  # fmt: skip
def document(request: HttpRequest, document_id: Identifier) -> Any:
    """With its editions, relations, notices, and the steps to offer."""
    call = acting(request, Scope.DOCUMENTS_READ)
    return detailed(call, wholes.whole(call.actor, document_id, call.today))


def detailed(call: Call, found: WholeDocument) -> dict[str, Any]:
    """The document as this person may know it."""
    return shapes.detailed(found, own=found.document.body_id in own_bodies(call.actor, call.today))


@router.get(
    "/documents/{document_id}/history", response={200: list[HappenedOut], **SAYS_NO}, summary="经过",
    url_name="document_history",
)  # fmt: skip
def history(request: HttpRequest, document_id: Identifier) -> Any:
    """What was done with the document and its editions, oldest first, as the ledger tells it."""
    call = acting(request, Scope.DOCUMENTS_READ)
    told = [each for each in wholes.history(call.actor, document_id, call.today) if each.after is not None]
    names = organisations.names_of({each.actor for each in told})
    return [
        {
            "position": each.sequence, "at": each.at, "by": each.actor, "name": names.get(each.actor, ""),
            "verb": each.verb, "revision": each.after["revision"],
            "state": each.after["standing" if each.subject_type == "document" else "state"],
        }
        for each in reversed(told)
    ]  # fmt: skip


@router.get(
    "/editions/{edition_id}", response={200: shapes.EditionOut, 304: None, **SAYS_NO}, summary="一个版本",
    url_name="edition",
)  # fmt: skip
def edition(request: HttpRequest, response: HttpResponse, edition_id: Identifier) -> Any:
    """With its words and files. ETag is the revision."""
    call = acting(request, Scope.DOCUMENTS_READ)
    document_id, found = _edition(call, edition_id)
    if versions.unchanged(request, found.revision):
        return versions.tagged(HttpResponse(status=304), found.revision)
    versions.tagged(response, found.revision)
    return shapes.edition(document_id, found)


def _edition(call: Call, edition_id: int) -> tuple[int, EditionWhole]:
    document_id = edition_visible_to(call.actor, edition_id, call.today).document_id
    editions = wholes.whole(call.actor, document_id, call.today).editions
    found = next((each for each in editions if each.id == edition_id), None)
    if found is None:
        raise nothing()
    return document_id, found


@router.get(
    "/editions/{edition_id}/gate", response={200: shapes.GateOut, **SAYS_NO}, summary="保密审查",
    url_name="edition_gate",
)  # fmt: skip
def gate(request: HttpRequest, edition_id: Identifier) -> Any:
    """The newest review: the list item by item, what the machine points at, what was judged."""
    call = acting(request, Scope.DOCUMENTS_READ)
    found = gates.current(call.actor, edition_id, call.today)
    if found is None:
        raise nothing()
    return shapes.gate(found)


class FactsIn(Body):
    """`body`: code of the maker; the token's own when left out. `external`: the number the caller's system
    knows it by. `words` as the step edition.draft takes them."""

    kind: Code
    body: Code = ""
    external: Annotated[str, StringConstraints(max_length=80, pattern=PLAIN)] = ""


WordsIn = body_of(actions.draft, "First", ("actor", "now", "edition_id", "based_on"))
"""The words as the verb that drafts takes them."""

_WORDS: Any = WordsIn.model_fields["words"].annotation
DocumentIn = create_model("DocumentIn", __base__=FactsIn, words=(_WORDS, ...))


class BegunOut(Schema):
    """`removed`: foreign pictures and active parts that had to go from the text."""

    id: int
    edition: int
    removed: int


@router.post("/documents", response={CREATED: BegunOut, **REFUSES}, summary="起草", url_name="document_begin")
@decorate_view(once)
def begin(
    request: HttpRequest,
    response: HttpResponse,
    body: DocumentIn,  # type: ignore[valid-type]
    idempotency_key: str = key_header(),
) -> Any:
    """document.draft: a new document and its first edition."""
    call = acting(request, Scope.DOCUMENTS_WRITE)
    given: Any = body
    words: Words = arguments(actions.draft, WordsIn.model_construct(words=given.words))["words"]
    made = done(
        actions.begin(
            actor=call.actor, now=call.now, body_id=body_id_of(call, given.body), kind=given.kind,
            words=words, external=given.external,
        )
    )  # fmt: skip
    response["Location"] = f"{request.path}/{made.edition.document_id}"
    removed = made.pictures_removed + made.active_removed
    return Status(CREATED, {"id": made.edition.document_id, "edition": made.edition.pk, "removed": removed})


class PartForm(Schema):
    """What the file is in its edition; in words what a picture or a video (文字稿) shows; `beside`: the video
    of which it is the poster."""

    part: Literal["attachment", "picture", "video", "poster"] = "attachment"
    alternative: Text = ""
    beside: Identifier | None = None


class AttachedOut(Schema):
    """`file` is what steps take."""

    file: int


@router.post(
    "/editions/{edition_id}/files", response={CREATED: AttachedOut, **REFUSES}, summary="edition.attach",
    url_name="edition_attach",
)  # fmt: skip
@decorate_view(once)
def attach(
    request: HttpRequest,
    edition_id: Identifier,
    about: Form[PartForm],
    file: UploadedFile = File(...),
    idempotency_key: str = key_header(),
    if_match: str = versions.if_match(),
) -> Any:
    """edition.attach: it is read in the background, for the review and for search."""
    call = acting(request, Scope.DOCUMENTS_WRITE)
    made = actions.attach(
        actor=call.actor, now=call.now, edition_id=edition_id, name=str(file.name), part=about.part,
        content=uploaded(request, file), alternative=about.alternative, beside=about.beside,
        based_on=versions.revision(if_match),
    )  # fmt: skip
    return Status(CREATED, {"file": done(made).file_id})


def uploaded(request: HttpRequest, file: UploadedFile) -> bytes:
    """The content of what must come as a file. Raises ProblemError."""
    if "file" in request.POST:
        raise ProblemError(UNPROCESSABLE, _("file 要以文件上传，不能是文字。"))
    return file.read()


class MarkOut(Schema):
    """`registers`: a prefix of 登记号. `last` number of each `year`."""

    id: int
    body: int
    mark: str
    registers: bool
    stopped: bool
    given: list[tuple[int, int]]


@router.get("/marks", response={200: list[MarkOut], **SAYS_NO}, summary="机关代字", url_name="marks")
def marks_in_sight(request: HttpRequest) -> Any:
    """What was given under each: (year, last number)."""
    call = acting(request, Scope.DOCUMENTS_READ)
    return [
        {
            "id": each.id, "body": each.body, "mark": each.mark, "registers": each.registers,
            "stopped": each.stopped_on is not None, "given": each.given,
        }
        for each in marks.marks_visible_to(call.actor, call.today)
    ]  # fmt: skip
