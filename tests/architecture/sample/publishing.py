"""Documents, channels and the gazette, in the sample of the walk."""

import io
from datetime import date, timedelta

import pypdfium2
from django.utils import timezone

from gongkai.core.publishing.gazette import Piece
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.foundation.search import actions as search
from gongkai.foundation.search.contents import Content
from gongkai.publishing import actions as publishing
from gongkai.publishing import importing as batches
from gongkai.publishing.channels import actions as channels
from gongkai.publishing.channels.adapters.base import Fetched
from gongkai.publishing.channels.models import Delivery as ChannelDelivery
from gongkai.publishing.gazette import actions as gazette
from gongkai.publishing.gazette.models import ScanPage, ScanReading
from gongkai.publishing.models import Edition
from tests.architecture.sample.people import done


def document_of(body: int) -> dict[str, int]:
    """A news item of the body, before its confidentiality review."""
    own = {"actor": Actor("writer", roles=frozenset({(Role.DRAFTER.value, body)})), "now": timezone.now()}
    words = publishing.Words(title="造林", html="<p>造林</p>", formed_on=timezone.localdate())
    edition = done(publishing.begin(**own, body_id=body, kind="news", words=words)).edition
    settled = publishing.set_attribute(
        **own, document_id=edition.document_id, attribute="open", ground="widely_known"
    )
    done(settled)
    page = publishing.attach(**own, edition_id=edition.pk, name="a.pdf", content=blank_pdf())
    done(publishing.send_to_review(**own, edition_id=edition.pk))
    batch = batches.receive(**own, body_id=body, name="a.xlsx", content=batches.template())
    return {
        "batch_id": done(batch).pk,
        "proposal_id": done(
            search.propose(
                actor=SYSTEM, now=timezone.now(), what="synonyms", reason="常用",
                content=Content(["土地", "国土"]),
            )
        ).pk,
        "document_id": edition.document_id, "picture_id": done(page).file_id, "edition_number": 1,
        "review_id": edition.gatereviews.get().pk,
    }  # fmt: skip


def channels_of(body: int) -> dict[str, int]:
    """An account of the body with a message to answer, words to approve, something to do by hand, a list."""
    own = {"actor": Actor("writer", roles=frozenset({(Role.DRAFTER.value, body)})), "now": timezone.now()}
    head = {**own, "actor": Actor("head", roles=frozenset({(Role.OFFICE_HEAD.value, body)}))}
    day = timezone.localdate()
    facts = channels.AccountFacts(name="发布", responsible="样本", opened_on=day)
    account = done(channels.register(**head, body_id=body, platform="wechat", facts=facts)).pk
    edition = newest_edition(body)
    posting = channels.prepare(
        **own, edition_id=edition.pk, account_id=account, title="造林", text="造林现场会"
    )
    row = ChannelDelivery.objects.create(
        edition=edition, document_id=edition.document_id, body_id=body, what="publish", channel="press",
        state="by_hand", at=timezone.now(),
    )  # fmt: skip
    come = Fetched("1", "样本", "1", "什么时候发", timezone.now())
    messages = channels.receive(
        actor=SYSTEM, now=timezone.now(), account_id=account, kind="comment", fetched=[come]
    )
    media = channels.keep_list(
        **own, body_id=body, name="媒体", channel="press", contacts=[("样本", "a@example.org")]
    )
    return {
        "account_id": account, "posting_id": done(posting).pk, "sent_id": row.pk,
        "message_id": done(messages)[0].pk, "list_id": done(media).pk,
    }  # fmt: skip


def newest_edition(body: int) -> Edition:
    """Of the body's news item."""
    return Edition.objects.filter(body=body).latest("pk")


def gazette_of(body: int) -> dict[str, int]:
    """An old issue of the body's gazette, recognised and split."""
    day = date(2017, 3, 31)
    own = {"actor": Actor("editor", roles=frozenset({(Role.DRAFTER.value, body)})), "now": timezone.now()}
    head = {**own, "actor": Actor("head", roles=frozenset({(Role.OFFICE_HEAD.value, body)}))}
    made = gazette.set_up(**head, body_id=body, masthead=gazette.Masthead("公报", "办公室", day))
    numbers = gazette.Numbers(2017, 3, day, day, day + timedelta(days=1))
    issue = done(
        gazette.upload_old(
            **own, gazette_id=done(made).pk, numbers=numbers, name="旧.pdf", content=blank_pdf()
        )
    )
    ScanPage.objects.create(issue=issue, number=1, text="旧文件")
    ScanReading.objects.filter(issue=issue).update(pages=1, done=1)
    done(gazette.finish_reading(actor=SYSTEM, now=timezone.now(), issue_id=issue.pk))
    done(gazette.split(**own, issue_id=issue.pk, pieces=[Piece(1, 1, "旧文件")]))
    return {"issue_id": issue.pk, "entry_id": issue.entrys.get().pk}


def blank_pdf() -> bytes:
    """One empty page."""
    made = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(200, 280)
        document.save(made)
    return made.getvalue()
