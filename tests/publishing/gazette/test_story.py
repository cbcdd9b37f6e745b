"""From the documents that must be in it to the issue that stays as it is."""

import hashlib
import io
import json
from argparse import Namespace
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from PIL import Image

from gongkai.core.counts import Period
from gongkai.core.transparency.proof import Act, Examined, Holds, examine
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.ledger import chain, counting
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.ledger.verbs import Overtaken
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Role
from gongkai.foundation.transparency import command as verify
from gongkai.foundation.transparency.actions import sign_head
from gongkai.foundation.transparency.digests import DIGESTS
from gongkai.foundation.transparency.entering import complete
from gongkai.foundation.transparency.queries import proof_of
from gongkai.foundation.transparency.signing import ED25519, SigningKey, checker, new_key, write_key
from gongkai.publishing import actions as publishing
from gongkai.publishing.gazette import actions, duty, making
from gongkai.publishing.gazette.actions import approving
from gongkai.publishing.gazette.found import GazetteDocuments
from gongkai.publishing.gazette.models import Entry, Issue, Omission, Paper
from gongkai.publishing.gazette.papers.pdf import to_pages
from gongkai.publishing.gazette.papers.printed import with_pictures
from gongkai.publishing.gazette.queries import public
from gongkai.publishing.gazette.queries.public import NoSuchPlaceError, Place
from gongkai.publishing.models import EditionFile
from tests.publishing.conftest import DAY, constraints_now, said

from .conftest import APRIL, LATER, MARCH, Press, again, out

pytestmark = pytest.mark.django_db
HERE = Place("city", 2026, 3)


def value(name: str, body: int) -> int:
    return counting.value(name, body, Period.of_year(2026), chain.position()).value


def test_from_what_must_be_in_it_to_everybody(press: Press, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(making, "to_pages", to_pages)
    office = press.office
    edition, news = out(office), office.released()
    material = edition.document.told_by.get(kind="interprets").document
    issue = press.opened()
    assert [each.pk for each in duty.lacking(issue)] == [edition.pk]
    assert [each.document_id for each in duty.choices(issue)] == [material.pk, edition.document_id]

    refused = press.do(actions.close, issue_id=issue.pk)
    assert "还没有内容" in str(refused.reason)
    refused = press.do(actions.add, issue_id=issue.pk, document_ids=[news.document_id])
    assert "不属于" in str(refused.reason)
    press.must(actions.add, issue_id=issue.pk, document_ids=[material.pk])
    refused = press.do(actions.close, issue_id=issue.pk)
    assert "应登" in str(refused.reason)
    assert [str(each) for _, each in refused.details] == [f"《{edition.title}》"]

    press.must(actions.add, issue_id=issue.pk, document_ids=[edition.document_id])
    assert [(row.section, row.order) for row in press.entries(issue)] == [
        ("departments", 1), ("interpretation", 2)
    ]  # fmt: skip
    assert press.entries(issue)[0].maker == "市林业局"
    press.must(actions.close, issue_id=issue.pk)
    refused = press.do(actions.approve, Role.OFFICE_HEAD, issue_id=issue.pk)
    assert "清样" in str(refused.reason)
    making.set_pages(issue.pk, office.at(LATER))
    making.set_pages(issue.pk, office.at(LATER))
    assert Paper.objects.count() == 1
    assert [row.page for row in press.entries(issue)] == [1, 2]

    with pytest.raises(NoSuchPlaceError):
        public.issue(HERE)
    press.must(actions.approve, Role.OFFICE_HEAD, issue_id=issue.pk)
    press.must(actions.publish, issue_id=issue.pk)
    constraints_now()
    told = public.issue(HERE)
    assert told.line.line == "2026年第3期（总第45期）"
    assert told.pdf is not None
    assert [(title, len(lines)) for title, lines in told.sections] == [("部门文件", 1), ("政策解读", 1)]
    one = public.entry(HERE, 1)
    assert one.html == edition.html
    assert (one.before, one.after.order) == (None, 2)
    (printed,) = public.gazette_of(edition.document_id)
    assert (printed.issue.line, printed.page, printed.edition) == ("2026年第3期（总第45期）", 1, 1)

    bodies = office.bodies
    assert value("gazette_issues", bodies["city"]) == 1
    assert value("gazette_items", bodies["forestry"]) == 2
    assert value("gazette_items", bodies["city"]) == 0
    items = list(GazetteDocuments().items(GazetteDocuments().every()))
    assert len(items) == 2
    assert list(mismatches()) == []


def test_what_is_out_is_never_changed(press: Press):
    issue = press.published(press.filled(out(press.office)))
    (row,) = press.entries(issue)
    for change in (
        lambda: Issue.objects.filter(pk=issue.pk).update(number=9),
        lambda: Entry.objects.filter(pk=row.pk).update(order=2),
        lambda: Entry.objects.filter(pk=row.pk).delete(),
        lambda: Paper.objects.filter(issue=issue).update(pages=1),
        lambda: Issue.objects.filter(pk=issue.pk)._raw_delete("default"),
        lambda: Omission.objects.create(
            issue=issue,
            body_id=issue.body_id,
            document_id=row.document_id,
            reason="x",
            by="x",
            at=issue.opened_at,
        ),
    ):
        with pytest.raises(DatabaseError, match="gazette"), transaction.atomic():
            change()
    for verb in (actions.remove, actions.add, actions.close):
        more = {"entry_id": row.pk} if verb is actions.remove else {}
        more |= {"document_ids": [row.document_id]} if verb is actions.add else {}
        assert not press.do(verb, issue_id=issue.pk, **more)


def test_nobody_approves_what_he_put_together(press: Press):
    issue = press.filled(out(press.office))
    head = press.person(Role.OFFICE_HEAD)
    press.must(actions.give_back, Role.SIGNER, issue_id=issue.pk, reason="目录次序")
    press.must(actions.order, Role.OFFICE_HEAD, issue_id=issue.pk,
               placed=[(row.pk, row.section) for row in press.entries(issue)])  # fmt: skip
    issue = press.closed(issue)
    refused = press.do(actions.approve, Role.OFFICE_HEAD, issue_id=issue.pk)
    assert "自己" in str(refused.reason)
    assert press.do(actions.approve, Role.DRAFTER, issue_id=issue.pk).reason.text == "您的岗位不能{label}。"
    with pytest.raises(DatabaseError, match="nobody approves"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(
            state="approved", approved_by=head.code, approved_digest=issue.digest
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(state="published", published_at=issue.touched_at)
    press.must(actions.approve, Role.SIGNER, issue_id=issue.pk)
    stale = press.do(actions.publish, issue_id=issue.pk, based_on=issue.revision)
    assert isinstance(stale, Overtaken)
    assert [verb for verb, _ in stale.details] == ["gazette.approve"]


def test_approved_is_what_was_approved(press: Press):
    issue = press.filled(out(press.office))
    press.must(actions.approve, Role.OFFICE_HEAD, issue_id=issue.pk)
    press.gazette.refresh_from_db()
    type(press.gazette).objects.filter(pk=press.gazette.pk).update(contact="另一地址")
    refused = press.do(actions.publish, issue_id=issue.pk)
    assert "审定以后" in str(refused.reason)


def test_left_out_with_a_reason_and_asked_for_again(press: Press):
    first, second = out(press.office), press.office.released(day=DAY)
    issue = press.opened()
    assert not press.do(actions.leave_out, issue_id=issue.pk, document_id=first.document_id, reason=" ")
    assert not press.do(actions.leave_out, issue_id=issue.pk, document_id=second.document_id, reason="不登")
    press.must(
        actions.leave_out, issue_id=issue.pk, document_id=first.document_id, reason="下期与配套规定同登"
    )
    assert list(duty.lacking(issue)) == []
    assert [each.pk for each in duty.excused(issue)] == [first.pk]
    assert [each.pk for each in duty.lacking(press.opened(APRIL))] == [first.pk]
    press.must(actions.add, issue_id=issue.pk, document_ids=[first.document_id])
    assert list(duty.excused(issue)) == []
    press.must(actions.drop, issue_id=issue.pk, reason="并入下期")
    assert [each.pk for each in duty.lacking(Issue.objects.get(number=4))] == [first.pk]
    assert press.opened().number == 3


def test_a_later_edition_is_printed_too_and_counts_once(press: Press):
    first = out(press.office)
    press.published(press.filled(first))
    office = press.office
    second = office.must(publishing.new_edition, office.drafter(), LATER, document_id=first.document_id)
    office.must(
        publishing.draft, office.drafter(), LATER, edition_id=second.pk,
        words=publishing.Words(change_note="更正错字", html="<p>更正后的文字。</p>"),
    )  # fmt: skip
    second = office.released(second, day=LATER)
    april = press.opened(APRIL)
    assert [each.pk for each in duty.lacking(april)] == [second.pk]
    press.must(actions.add, issue_id=april.pk, document_ids=[first.document_id])
    press.published(press.closed(april))
    assert [each.edition for each in public.gazette_of(first.document_id)] == [2, 1]
    assert value("gazette_items", office.bodies["forestry"]) == 1
    assert value("gazette_issues", office.bodies["city"]) == 2


@dataclass
class Reader:
    """Somebody who takes proof files along, and the site's public key."""

    key: SigningKey
    folder: Path

    def proved(self, press: Press, place: Place, *attached: bytes) -> tuple[int, Examined]:
        """What `gongkai verify` answers of the proof of the issue and of files said to be its own."""
        press.office.must(sign_head, SYSTEM)
        proof = public.proof(place)
        assert isinstance(proof, dict), proof
        names = ["proof.json", "keys.json", *(f"{at}.pdf" for at in range(len(attached)))]
        paths = [self.folder / name for name in names]
        keys = {"keys": [asdict(self.key.public_key)]}
        for path, content in zip(
            paths, (json.dumps(proof).encode(), json.dumps(keys).encode(), *attached), strict=True
        ):
            path.write_bytes(content)
        asked = Namespace(file=paths[0], keys=paths[1], site=None, attachment=paths[2:])
        return verify.run(asked), examine(proof, DIGESTS, checker([self.key.public_key]))


@pytest.fixture
def reader(settings, tmp_path: Path) -> Reader:
    settings.HEAD_KEY = str(tmp_path / "head.key")
    key = new_key(ED25519)
    write_key(key, Path(settings.HEAD_KEY))
    return Reader(key, tmp_path)


def handed_out(place: Place) -> bytes:
    card = public.issue(place).pdf
    assert card is not None
    return content_of(card)


def test_a_correction_is_linked_both_ways(press: Press, reader: Reader):
    march = press.published(press.filled(out(press.office)))
    (wrong,) = press.entries(march)
    april = press.opened(APRIL)
    refused = press.do(
        actions.erratum, issue_id=april.pk, corrects_id=wrong.pk, text="联系人手机 13900001111 有误"
    )
    assert "不宜公开" in str(refused.reason)
    row = press.must(
        actions.erratum, issue_id=april.pk, corrects_id=wrong.pk, text="第一条“三十日”应为“二十日”。"
    )
    assert not press.do(actions.erratum, issue_id=april.pk, corrects_id=row.pk, text="再更正")
    assert reader.proved(press, HERE, handed_out(HERE))[1].holds is Holds.CURRENT
    press.published(press.closed(april))
    told = public.entry(Place("city", 2026, 4), 1)
    assert told.corrects.issue.line == "2026年第3期（总第45期）"
    (back,) = public.entry(HERE, 1).corrected_by
    assert (back.issue.line, back.order) == ("2026年第4期（总第46期）", 1)
    status, found = reader.proved(press, HERE, handed_out(HERE))
    assert (status, found.holds, [each.act for each in found.later]) == (0, Holds.CHANGED, [Act.STANDING])
    said = proof_of(found.later[0].address)
    assert said["content"]["text"] == "第一条“三十日”应为“二十日”。"
    assert said["content"]["issue"] == reader.proved(press, Place("city", 2026, 4))[1].entry.address
    assert value("gazette_items", press.office.bodies["forestry"]) == 1


@pytest.mark.parametrize("both", [True, False])
def test_issues_from_before_the_tree_knew_them_get_their_leaf_once(
    press: Press, reader: Reader, monkeypatch, both: bool
):
    with monkeypatch.context() as before:
        before.setattr(approving, "enter_issue", lambda *_: None)
        march = press.published(press.filled(out(press.office)))
        april = press.opened(APRIL)
        (wrong,) = press.entries(march)
        text = "第一条“三十日”应为“二十日”。"
        press.must(actions.erratum, issue_id=april.pk, corrects_id=wrong.pk, text=text)
        if both:
            press.published(press.closed(april))
    if not both:
        press.published(press.closed(april))
    assert not isinstance(public.proof(HERE), dict)
    assert not press.do(actions.enter_late, issue_id=march.pk), "by the system only"
    now = press.office.at(LATER)
    assert (complete(now), complete(now)) == (2 if both else 1, 0)
    status, found = reader.proved(press, HERE, handed_out(HERE))
    assert (status, found.holds, [each.act for each in found.later]) == (0, Holds.CHANGED, [Act.STANDING])
    assert proof_of(found.later[0].address)["content"]["text"] == text
    place = Place("city", 2026, 4)
    assert reader.proved(press, place, handed_out(place))[1].holds is Holds.CURRENT
    assert list(mismatches()) == []


def test_a_withdrawn_document_answers_with_its_notice(press: Press, reader: Reader):
    edition = out(press.office)
    issue = press.published(press.filled(edition))
    printed = handed_out(HERE)
    assert edition.title not in json.dumps(dict(reader.proved(press, HERE)[1].content), ensure_ascii=False)
    keeper = press.office.gatekeeper(edition)
    press.office.must(
        publishing.withdraw,
        keeper,
        LATER,
        document_id=edition.document_id,
        reason="内容有误，待更正后重新发布",
    )
    told = public.issue(HERE)
    assert told.pdf is None
    assert told.sections[0][1][0].is_gone
    one = public.entry(HERE, 1)
    assert (one.html, one.line.title, one.notice) == ("", "", "内容有误，待更正后重新发布")
    assert edition.title not in repr(public.book(HERE))
    assert list(GazetteDocuments().items([one.line.id])) == []
    assert GazetteDocuments().originals(PUBLIC, LATER, [one.line.id]) == {}
    assert reader.proved(press, HERE)[1].entry.edition == 1
    making.set_pages(issue.pk, press.office.at(LATER))
    assert public.issue(HERE).pdf is not None
    status, found = reader.proved(press, HERE, handed_out(HERE))
    assert (status, found.holds, found.entry.edition) == (0, Holds.CURRENT, 2)
    assert found.content["without"] == [edition.document.index_number]
    first = proof_of(found.entry.address, 1)
    assert first["content"]["files"][0]["sha256"] == hashlib.sha256(printed).hexdigest()
    assert reader.proved(press, HERE, b"%PDF-1.7 another")[0] == 1
    assert Paper.objects.filter(issue=issue).count() == 2
    assert again(issue).revision == issue.revision


def test_copies_printed_and_given_away(press: Press):
    issue = press.published(press.filled(out(press.office)))
    city = press.office.bodies["city"]
    assert not press.do(actions.record_copies, issue_id=issue.pk, place="library", copies=5, on=LATER)
    press.must(actions.record_copies, issue_id=issue.pk, place="printed", copies=6000, on=LATER)
    given = press.must(
        actions.record_copies, Role.STATISTICS_CLERK, issue_id=issue.pk, place="library", name="市图书馆",
        copies=5000, on=LATER,
    )  # fmt: skip
    press.must(actions.record_copies, issue_id=issue.pk, place="grassroots", copies=900, on=LATER)
    refused = press.do(actions.record_copies, issue_id=issue.pk, place="citizen", copies=101, on=LATER)
    assert "印6000份" in str(refused.reason)
    assert not press.do(actions.record_copies, issue_id=issue.pk, place="moon", copies=1, on=LATER)
    assert value("gazette_given", city) == 5900
    assert value("gazette_copies[library]", city) == 5000
    press.must(
        actions.strike_copies, Role.OFFICE_HEAD, issue_id=issue.pk, entry=given.entry_id, reason="重复"
    )
    assert value("gazette_given", city) == 900
    rows = counting.rows("gazette_given", city, Period.of_year(2026), chain.position())
    assert [(row.label, row.opens) for row in rows] == [("2026年第3期", ("gazette_issue", str(issue.pk)))]


def test_numbers_and_masthead(press: Press):
    press.opened()
    refused = press.do(actions.open_issue, gazette_id=press.gazette.pk, numbers=MARCH)
    assert "已经有了" in str(refused.reason)
    wrong = actions.Masthead("某市人民政府公报", "办公室", DAY, issn="2049-3631")
    refused = press.do(actions.set_up, Role.OFFICE_HEAD, body_id=press.gazette.body_id, masthead=wrong)
    assert "校验码" in str(refused.reason), said(refused)
    assert not press.do(actions.set_up, body_id=press.gazette.body_id, masthead=wrong)


def test_files_of_a_document_are_named_or_shown(press: Press):
    office = press.office
    edition = office.drafted("report")
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, "PNG")
    office.attach(edition)
    picture = office.must(
        publishing.attach, office.drafter(), edition_id=edition.pk, name="流程图.png",
        content=drawn.getvalue(), part="picture",
    )  # fmt: skip
    blocks = with_pictures((), [EditionFile.objects.get(pk=picture.pk)])
    assert [(each.file, each.alt) for each in blocks] == [(picture.file_id, "流程图.png")]
