"""A city with someone in every role, and one object of every kind that belongs to its land office."""

import copy
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pypdfium2
import pytest
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from gongkai.casework import actions as casework
from gongkai.casework import importing, queries
from gongkai.casework.actions import Intake, RequestFacts
from gongkai.casework.queries.replies import notices_of, printed_notice, templates_for_body
from gongkai.core.disclosure.logic.draw import Candidate, Inspector, Plan, Pool
from gongkai.core.publishing.catalogue import Reading
from gongkai.core.publishing.gazette import Piece
from gongkai.core.receipt import Arrival, Channel
from gongkai.disclosure import actions as disclosure
from gongkai.disclosure import declared
from gongkai.disclosure.actions import Given
from gongkai.disclosure.models import Draw, Objection, Row
from gongkai.disclosure.queries.typed import cells_of
from gongkai.foundation.files import actions as files
from gongkai.foundation.mail import actions as mail
from gongkai.foundation.organisations import actions
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Actor, Role
from gongkai.foundation.search import actions as search
from gongkai.foundation.search.contents import Content
from gongkai.foundation.tokens import actions as tokens
from gongkai.foundation.webhooks import actions as webhooks
from gongkai.portal.pages import actions as pages
from gongkai.portal.pages.actions.reviewing import submit
from gongkai.portal.pages.models import StaticPage
from gongkai.publishing import actions as publishing
from gongkai.publishing import importing as batches
from gongkai.publishing.archives import actions as archives
from gongkai.publishing.archives import making as packing
from gongkai.publishing.catalogue import actions as catalogue
from gongkai.publishing.catalogue.facts import Facts
from gongkai.publishing.catalogue.models import CatalogueItem
from gongkai.publishing.channels import actions as channels
from gongkai.publishing.channels.adapters.base import Fetched
from gongkai.publishing.channels.models import Delivery as ChannelDelivery
from gongkai.publishing.gazette import actions as gazette
from gongkai.publishing.gazette.models import ScanPage, ScanReading
from gongkai.publishing.models import Edition
from gongkai.reporting import actions as reporting
from gongkai.reporting.queries import returns_visible_to
from tests.casework.importing.filling import ROW, filled
from tests.conftest import signed_in
from tests.standing import standing

NOW = datetime(2018, 1, 8, 2, 0, tzinfo=UTC)
FOUNDED = date(2010, 1, 1)
OBJECT = "91990000MA900008X2"
DRAWN_FROM = Pool(
    Plan("抽查", "餐饮服务", 1), (Candidate(OBJECT, "示例餐饮管理有限公司"),),
    (Inspector("99000017001", ("餐饮服务",)), Inspector("99000017002", ("餐饮服务",))),
).canonical()  # fmt: skip


OVERSEEING = frozenset({Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR})


@dataclass(frozen=True)
class Place:
    """Browsers of people at home (in the land office, or overseeing it) by role; elsewhere of somebody who
    holds every role there."""

    arguments: dict[str, Any]
    at_home: dict[Role, Client]
    elsewhere: Client

    def url(self, pattern: str, where: Mapping[str, str]) -> str:
        """The address with the sample's objects in its holes, or with `where`."""
        arguments = {**self.arguments, **where}
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda hole: str(arguments[hole[1]]), pattern)

    def anew(self) -> "Place":
        """The same with browsers of its own."""
        at_home = {role: _anew(browser) for role, browser in self.at_home.items()}
        return replace(self, at_home=at_home, elsewhere=_anew(self.elsewhere))


def _anew(browser: Client) -> Client:
    made = Client()
    made.cookies = copy.deepcopy(browser.cookies)
    return made


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        standing(django_db_blocker, _build) as place,
    ):
        yield place


@pytest.fixture
def place(built: Place, db: None) -> Place:
    return built.anew()


def _build() -> Place:
    bodies: dict[str, int] = {}
    for code, level, kind, parent in (
        ("city", "city", "government", None),
        ("land", "city", "department", "city"),
        ("forestry", "city", "department", "city"),
    ):
        facts = actions.BodyFacts(name=f"{code}局", level=level, kind=kind, parent=bodies.get(parent or ""))
        bodies[code] = _done(actions.found_body(actor=SYSTEM, now=NOW, code=code, facts=facts, on=FOUNDED))
    _done(reporting.open_year(actor=SYSTEM, now=NOW, root_id=bodies["city"], year=2017))
    someone = _person(bodies["land"], "someone")
    appointment = _appoint(someone, bodies["land"], Role.DRAFTER)
    meeting = actions.register_meeting(
        actor=SYSTEM, now=NOW, body_id=bodies["land"], on=timezone.localdate(), title="工作会议"
    )
    return Place(
        arguments={
            "body_id": bodies["land"],
            "return_id": returns_visible_to(SYSTEM, NOW.date()).get(body_id=bodies["land"]).pk,
            "person_id": someone,
            "appointment_id": appointment,
            "register": "meeting",
            "entry": _done(meeting),
            "code": "3.1.1",
            "cell": "3.1.1",
            "change": "rename",
            "body": "land",
            "year": 2017,
            "reply_id": 1,
            "kind": "pdf",
            "key": "opening",
            "token": "1.x",
            **_casework(bodies),
            **_document(bodies["land"]),
            **_channels(bodies["land"]),
            **_gazette(bodies["land"]),
            **_catalogue(bodies["land"]),
            **_archives(bodies["land"]),
            **_site(bodies["land"]),
            **_interface(bodies["land"], someone),
            **_disclosure(bodies["land"]),
            "run_id": _workbook(bodies["land"]),
            "file_id": _done(
                files.attach(
                    actor=SYSTEM,
                    now=NOW,
                    body_id=bodies["land"],
                    name="a.txt",
                    content=b"attached",
                    purpose="return_entry",
                )
            ),
        },
        at_home={role: signed_in(_staff(bodies[_home(role)], f"home.{role}", [role])) for role in Role},
        elsewhere=signed_in(_staff(bodies["forestry"], "elsewhere", Role)),
    )


def _home(role: Role) -> str:
    return "city" if role in OVERSEEING else "land"


def _site(body: int) -> dict[str, Any]:
    """The land office's site, with a public page and a reader's report."""
    facts = pages.Facts(name="国土局网站")
    site = _done(pages.open_site(actor=SYSTEM, now=NOW, body_id=body, slug="land", facts=facts))
    page = StaticPage(title="概况", slug="about", live=False)
    site.home.add_child(instance=page)
    page.save_revision()
    submit(page, None)
    _done(
        pages.publish_page(actor=SYSTEM, now=NOW, page_id=page.pk, revision_id=page.get_latest_revision().pk)
    )
    told = pages.report_fault(actor=PUBLIC, now=NOW, site_id=site.pk, kind="content", page="/", words="错")
    return {"site_id": site.pk, "page_id": page.pk, "fault_id": _done(told).pk}


def _disclosure(body: int) -> dict[str, int]:
    """A penalty of the body that is out, with an objection; a pasted table with a mistake on its way; a
    source; a statement; a draw that is made."""
    own = {"actor": Actor("writer", roles=frozenset({(Role.DRAFTER.value, body)})), "now": timezone.now()}
    head = {**own, "actor": Actor("head", roles=frozenset({(Role.OFFICE_HEAD.value, body)}))}
    about = {"body_id": body, "data_set": "penalties"}
    penalties = declared.data_set("penalties", timezone.localdate())
    given = Given.rows([cells_of(penalties, penalties.samples[0])])
    out = _done(disclosure.begin(**own, **about, way="form", given=given))
    for step, who in (
        (disclosure.check, own), (disclosure.submit, own), (disclosure.approve, head),
        (disclosure.release, own),
    ):  # fmt: skip
        _done(step(**who, release_id=out.pk))
    row = Row.objects.get(data_set="penalties", release_in=out.pk).number
    cells = cells_of(penalties, penalties.samples[0]) | {"party": ""}
    table = Given.pasted(
        "\n".join(
            "\t".join(line)
            for line in (
                [each.title for each in penalties.columns], [cells.get(each, "") for each in penalties.names],
            )
        )
    )  # fmt: skip
    wrong = _done(disclosure.begin(**own, **about, way="paste", given=table))
    _done(disclosure.check(**own, release_id=wrong.pk))
    source = disclosure.propose_source(
        **own, **about, kind="http", name="系统", url="https://example.org/a.csv"
    )
    said = disclosure.state_nothing(**own, **about, period="2017-10", reason="没有")
    objection = Objection.objects.create(
        data_set="penalties", row=row, body_id=body, state="received", name="某甲", contact="10000000000",
        text="有误", received_at=own["now"], due_on=timezone.localdate(),
    )  # fmt: skip
    drawn = Draw.objects.create(
        body_id=body, code="LAND-2018-01", title="抽查", line="餐饮服务", objects_set="inspection_objects",
        inspectors_set="inspectors", results_set="inspection_results", wanted=1, team=2, candidates=1,
        inspectors=2, pool=DRAWN_FROM, share="0" * 64, list_digest="0" * 64, share_digest="0" * 64,
        public_source="开奖号码", value_due_at=own["now"], finish_by=timezone.localdate(), state="drawn",
        committed_by="writer", committed_at=own["now"] - timedelta(days=1), public_value="1",
        value_at=own["now"], drawn_by="head", drawn_at=own["now"], key="0" * 64,
        found=[[OBJECT, ["99000017001", "99000017002"], False]],
    )  # fmt: skip
    return {
        "release_id": wrong.pk, "row": row, "source_id": _done(source).pk, "statement_id": _done(said).pk,
        "objection_id": objection.pk, "draw_id": drawn.pk, "object_code": OBJECT,
    }  # fmt: skip


def _casework(bodies: Mapping[str, int]) -> dict[str, Any]:
    """A request at the land office with everything that may hang on one, and what it was asked by others."""
    land, today = bodies["land"], timezone.localdate()
    case_id = _request(land)
    own = {"case_id": case_id, "actor": _clerk(land), "now": timezone.now()}
    case = queries.case_visible_to(SYSTEM, case_id, today)
    notice = notices_of(case)[0].id
    advice = _done(casework.draft_advice(**own, to_body=bodies["city"], text="请更新目录"))
    task = casework.propose_task(
        actor=_clerk(land), now=timezone.now(), body_id=land, subject="发放名单", case_ids=[case_id]
    )
    asking = {"case_id": _request(bodies["forestry"]), "actor": _clerk(bodies["forestry"])}
    inquiry = casework.inquire(
        **asking, now=timezone.now(), question="是否保存", due_on=today, to_body_id=land
    )
    opinion = casework.consult(
        **asking, now=timezone.now(), party="co_author", name="国土局", information="批复", address="样本路",
        to_body_id=land,
    )  # fmt: skip
    template = casework.save_template(
        actor=SYSTEM, now=timezone.now(), body_id=land, regime="2019", code="disclosed",
        text=_declared("disclosed"),
    )  # fmt: skip
    assert template, template
    pdf, proof = _file(own, "record", printed_notice(notice)), _file(own, "identity", printed_notice(notice))
    reply = casework.decide(**own, outcome="already_public", facts={"where_to_find": "本机关网站"})
    assert reply, reply
    arrived = mail.take_in(
        actor=SYSTEM, now=timezone.now(), body_id=land, raw=b"From: a@example.org\nSubject: x\n"
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\ntext\n'
        b'--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\na\n--b--\n',
    )  # fmt: skip
    return {
        "case_id": case_id, "notice_id": notice, "paper_id": pdf, "sealed_id": proof,
        "advice_id": advice.pk, "task_id": _done(task).pk, "inquiry_id": _done(inquiry).pk,
        "consultation_id": _done(opinion).pk, "mail_id": _done(arrived),
        "complaint_id": _complaint(bodies["forestry"], land),
    }  # fmt: skip


def _document(body: int) -> dict[str, int]:
    """A news item of the body, before its confidentiality review."""
    own = {"actor": Actor("writer", roles=frozenset({(Role.DRAFTER.value, body)})), "now": timezone.now()}
    words = publishing.Words(title="造林", html="<p>造林</p>", formed_on=timezone.localdate())
    edition = _done(publishing.begin(**own, body_id=body, kind="news", words=words)).edition
    settled = publishing.set_attribute(
        **own, document_id=edition.document_id, attribute="open", ground="widely_known"
    )
    _done(settled)
    page = publishing.attach(**own, edition_id=edition.pk, name="a.pdf", content=blank_pdf())
    _done(publishing.send_to_review(**own, edition_id=edition.pk))
    batch = batches.receive(**own, body_id=body, name="a.xlsx", content=batches.template())
    return {
        "batch_id": _done(batch).pk,
        "proposal_id": _done(
            search.propose(
                actor=SYSTEM, now=timezone.now(), what="synonyms", reason="常用",
                content=Content(["土地", "国土"]),
            )
        ).pk,
        "document_id": edition.document_id, "picture_id": _done(page).file_id, "edition_number": 1,
        "review_id": edition.gatereviews.get().pk,
    }  # fmt: skip


def _channels(body: int) -> dict[str, int]:
    """An account of the body with a message to answer, words to approve, something to do by hand, a list."""
    own = {"actor": Actor("writer", roles=frozenset({(Role.DRAFTER.value, body)})), "now": timezone.now()}
    head = {**own, "actor": Actor("head", roles=frozenset({(Role.OFFICE_HEAD.value, body)}))}
    day = timezone.localdate()
    facts = channels.AccountFacts(name="发布", responsible="样本", opened_on=day)
    account = _done(channels.register(**head, body_id=body, platform="wechat", facts=facts)).pk
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
        "account_id": account, "posting_id": _done(posting).pk, "sent_id": row.pk,
        "message_id": _done(messages)[0].pk, "list_id": _done(media).pk,
    }  # fmt: skip


def newest_edition(body: int) -> Edition:
    """Of the body's news item."""
    return Edition.objects.filter(body=body).latest("pk")


def _catalogue(body: int) -> dict[str, int]:
    """A catalogue with a row, a proposal that waits, a table that was read; a guide in hand."""
    writer = Actor("someone:catalogue-writer", roles=frozenset({(Role.DRAFTER.value, body)}))
    head = Actor("someone:catalogue-head", roles=frozenset({(Role.OFFICE_HEAD.value, body)}))
    own: dict[str, Any] = {"actor": writer, "now": timezone.now()}
    of = _done(catalogue.open_catalogue(**own, body_id=body, field="social_assistance")).pk
    row = Facts(
        "1", "最低生活保障", "办事指南", ("条件",), ("《办法》",), "及时公开", "民政局", ("website",)
    )  # fmt: skip
    told: dict[str, Any] = {"catalogue_id": of, "reason": "编制"}
    first = _done(catalogue.propose(**own, **told, rows=[catalogue.RowChange(None, row)]))
    _done(catalogue.approve(actor=head, now=timezone.now(), change_id=first.pk))
    second = _done(catalogue.propose(**own, **told, rows=[catalogue.RowChange(None, row)]))
    reading = Reading({1: row.row()}, ())
    table = _done(catalogue.receive_table(**own, catalogue_id=of, name="目录.xlsx", reading=reading))
    _done(catalogue.write_guide(**own, body_id=body, kind="guide", sections={}))
    item = CatalogueItem.objects.get(catalogue=of).pk
    return {"catalogue_id": of, "item_id": item, "change_id": second.pk, "table_id": table.pk}


def _archives(body: int) -> dict[str, int]:
    """A reading point, and a yearly package that lies in the folder."""
    head = Actor("someone:archive-head", roles=frozenset({(Role.OFFICE_HEAD.value, body)}))
    own: dict[str, Any] = {"actor": head, "now": timezone.now()}
    facts = archives.PointFacts("档案馆", "archive", "某路1号", "周一至周五", FOUNDED)
    point = _done(archives.register_point(**own, body_id=body, facts=facts))
    package = _done(archives.ask(**own, body_id=body, year=timezone.localdate().year))
    packing.make(package.pk, timezone.now)
    return {"point": point.entry_id, "package_id": package.pk}


def _gazette(body: int) -> dict[str, int]:
    """An old issue of the body's gazette, recognised and split."""
    day = date(2017, 3, 31)
    own = {"actor": Actor("editor", roles=frozenset({(Role.DRAFTER.value, body)})), "now": timezone.now()}
    head = {**own, "actor": Actor("head", roles=frozenset({(Role.OFFICE_HEAD.value, body)}))}
    made = gazette.set_up(**head, body_id=body, masthead=gazette.Masthead("公报", "办公室", day))
    numbers = gazette.Numbers(2017, 3, day, day, day + timedelta(days=1))
    issue = _done(
        gazette.upload_old(
            **own, gazette_id=_done(made).pk, numbers=numbers, name="旧.pdf", content=blank_pdf()
        )
    )
    ScanPage.objects.create(issue=issue, number=1, text="旧文件")
    ScanReading.objects.filter(issue=issue).update(pages=1, done=1)
    _done(gazette.finish_reading(actor=SYSTEM, now=timezone.now(), issue_id=issue.pk))
    _done(gazette.split(**own, issue_id=issue.pk, pieces=[Piece(1, 1, "旧文件")]))
    return {"issue_id": issue.pk, "entry_id": issue.entrys.get().pk}


def blank_pdf() -> bytes:
    """One empty page."""
    made = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(200, 280)
        document.save(made)
    return made.getvalue()


def _complaint(handling: int, against: int) -> int:
    """About a body, put to it for an explanation by another."""
    today = timezone.localdate()
    own = {"actor": _clerk(handling), "now": timezone.now()}
    opened = casework.register_complaint(
        **own, body_id=handling, against_id=against, text="逾期不答复",
        facts=casework.ChallengeFacts(organ="forestry局", filed_on=today),
    )  # fmt: skip
    case_id = _done(opened).case_id
    _done(casework.examine_complaint(**own, case_id=case_id))
    _done(casework.ask_explanation(**own, case_id=case_id, due_on=today))
    return case_id


def _workbook(body: int) -> int:
    """Existing cases of the body, tried and not yet brought in."""
    own = {"actor": _clerk(body), "now": timezone.now()}
    run = importing.begin(**own, body_id=body, name="旧.xlsx", content=filled(ROW))
    assert not importing.advance(**own, run_id=_done(run).pk)
    return _done(run).pk


def _interface(body: int, person: int) -> dict[str, int]:
    """A token of somebody, and an address that is told of what the body does."""
    now = timezone.now()
    issued = tokens.issue_token(
        actor=organisations.actor_for(person, timezone.localdate(now)), now=now, body_id=body, name="平台",
        scopes=["cases:read"], expires_on=timezone.localdate(now) + timedelta(days=9),
    )  # fmt: skip
    told = webhooks.subscribe(
        actor=SYSTEM, now=now, body_id=body, url="https://example.org/in", verbs=["body.rename"]
    )
    assert isinstance(issued, tokens.Issued), issued
    assert isinstance(told, webhooks.Subscribed), told
    ping = webhooks.ping(actor=SYSTEM, now=now, subscription_id=told.subscription_id)
    return {
        "token_id": issued.token_id, "subscription_id": told.subscription_id, "delivery_id": _done(ping),
    }  # fmt: skip


def _clerk(body: int) -> Actor:
    return Actor("someone", roles=frozenset({(Role.REQUEST_CLERK.value, body)}))


def _request(body: int) -> int:
    """Handed in today and taken up."""
    person = casework.ApplicantFacts(name="张样本", id_number="990000199001010012", phone="13800001234")
    made = casework.register(
        actor=SYSTEM, now=timezone.now(), body_id=body,
        arrival=Arrival(Channel.COUNTER, timezone.localdate()),
        facts=Intake(RequestFacts(wanted="发放名单"), person),
    )  # fmt: skip
    _done(casework.examine(actor=_clerk(body), now=timezone.now(), case_id=_done(made).case_id))
    return made.case_id


def _file(own: Mapping[str, Any], role: str, content: bytes) -> int:
    body = next(iter(own["actor"].bodies))
    kept = files.attach(
        actor=SYSTEM, now=timezone.now(), body_id=body, name="a.pdf", content=content,
        purpose=f"case_{role}", sealed=role == "identity",
    )  # fmt: skip
    _done(casework.add_file(**own, file_id=_done(kept), role=role))
    return kept


def _declared(code: str) -> str:
    return next(each.declared for each in templates_for_body(0, "2019") if each.code == code)


def _staff(body: int, name: str, roles: Iterable[Role]) -> int:
    made = _person(body, name)
    for role in roles:
        _appoint(made, body, role)
    return made


def _person(body: int, username: str) -> int:
    return _done(actions.create_person(actor=SYSTEM, now=NOW, body_id=body, username=username, name="王某"))


def _appoint(person: int, body: int, role: Role) -> int:
    return _done(
        actions.appoint(actor=SYSTEM, now=NOW, person_id=person, body_id=body, role=role, on=FOUNDED)
    )


def _done(result: Any) -> Any:
    assert result, result
    return result
