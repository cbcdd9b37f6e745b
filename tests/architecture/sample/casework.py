"""Requests and what hangs on them, in the sample of the walk."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from gongkai.casework import actions as casework
from gongkai.casework import importing, queries
from gongkai.casework.actions import Intake, RequestFacts
from gongkai.casework.queries.replies import notices_of, printed_notice, templates_for_body
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.files import actions as files
from gongkai.foundation.mail import actions as mail
from gongkai.foundation.organisations.roles import SYSTEM
from tests.architecture.sample.people import clerk, done
from tests.casework.importing.filling import ROW, filled


def casework_of(bodies: Mapping[str, int]) -> dict[str, Any]:
    """A request at the land office with everything that may hang on one, and what it was asked by others."""
    land, today = bodies["land"], timezone.localdate()
    case_id = request_at(land)
    own = {"case_id": case_id, "actor": clerk(land), "now": timezone.now()}
    case = queries.case_visible_to(SYSTEM, case_id, today)
    notice = notices_of(case)[0].id
    advice = done(casework.draft_advice(**own, to_body=bodies["city"], text="请更新目录"))
    task = casework.propose_task(
        actor=clerk(land), now=timezone.now(), body_id=land, subject="发放名单", case_ids=[case_id]
    )
    asking = {"case_id": request_at(bodies["forestry"]), "actor": clerk(bodies["forestry"])}
    inquiry = casework.inquire(
        **asking, now=timezone.now(), question="是否保存", due_on=today, to_body_id=land
    )
    opinion = casework.consult(
        **asking, now=timezone.now(), party="co_author", name="国土局", information="批复", address="样本路",
        to_body_id=land,
    )  # fmt: skip
    template = casework.save_template(
        actor=SYSTEM, now=timezone.now(), body_id=land, regime="2019", code="disclosed",
        text=declared_text("disclosed"),
    )  # fmt: skip
    assert template, template
    pdf, proof = (
        file_of(own, "record", printed_notice(notice)),
        file_of(own, "identity", printed_notice(notice)),
    )
    reply = casework.decide(**own, outcome="already_public", facts={"where_to_find": "本机关网站"})
    assert reply, reply
    arrived = mail.take_in(
        actor=SYSTEM, now=timezone.now(), body_id=land, raw=b"From: a@example.org\nSubject: x\n"
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\ntext\n'
        b'--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\na\n--b--\n',
    )  # fmt: skip
    return {
        "case_id": case_id, "notice_id": notice, "paper_id": pdf, "sealed_id": proof,
        "advice_id": advice.pk, "task_id": done(task).pk, "inquiry_id": done(inquiry).pk,
        "consultation_id": done(opinion).pk, "mail_id": done(arrived),
        "complaint_id": complaint_at(bodies["forestry"], land),
    }  # fmt: skip


def complaint_at(handling: int, against: int) -> int:
    """About a body, put to it for an explanation by another."""
    today = timezone.localdate()
    own = {"actor": clerk(handling), "now": timezone.now()}
    opened = casework.register_complaint(
        **own, body_id=handling, against_id=against, text="逾期不答复",
        facts=casework.ChallengeFacts(organ="forestry局", filed_on=today),
    )  # fmt: skip
    case_id = done(opened).case_id
    done(casework.examine_complaint(**own, case_id=case_id))
    done(casework.ask_explanation(**own, case_id=case_id, due_on=today))
    return case_id


def workbook_of(body: int) -> int:
    """Existing cases of the body, tried and not yet brought in."""
    own = {"actor": clerk(body), "now": timezone.now()}
    run = importing.begin(**own, body_id=body, name="旧.xlsx", content=filled(ROW))
    assert not importing.advance(**own, run_id=done(run).pk)
    return done(run).pk


def request_at(body: int) -> int:
    """Handed in today and taken up."""
    person = casework.ApplicantFacts(name="张样本", id_number="990000199001010012", phone="13800001234")
    made = casework.register(
        actor=SYSTEM, now=timezone.now(), body_id=body,
        arrival=Arrival(Channel.COUNTER, timezone.localdate()),
        facts=Intake(RequestFacts(wanted="发放名单"), person),
    )  # fmt: skip
    done(casework.examine(actor=clerk(body), now=timezone.now(), case_id=done(made).case_id))
    return made.case_id


def file_of(own: Mapping[str, Any], role: str, content: bytes) -> int:
    body = next(iter(own["actor"].bodies))
    kept = files.attach(
        actor=SYSTEM, now=timezone.now(), body_id=body, name="a.pdf", content=content,
        purpose=f"case_{role}", sealed=role == "identity",
    )  # fmt: skip
    done(casework.add_file(**own, file_id=done(kept), role=role))
    return kept


def declared_text(code: str) -> str:
    return next(each.declared for each in templates_for_body(0, "2019") if each.code == code)
