"""Letters on the way to the reply: what they say, where they lie, how they go out."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.actions.notices import Addressee, NotPrintedError, issue_notice, make_sure
from gongkai.casework.models import CaseFile, Consultation, Notice
from gongkai.casework.queries import replies
from gongkai.core.messages import Message
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.foundation.ledger.verbs import REGISTRY, Refused, verb
from gongkai.foundation.mail.models import Letter, LetterAttachment
from gongkai.foundation.organisations.roles import SYSTEM

from .conftest import PERSON, moment, said
from .test_documents import text_of

RECEIVED, ASKED = date(2024, 3, 4), date(2024, 3, 6)


def no_scanner_today(content: bytes) -> Message:
    return Message("病毒检查服务没有应答")


def issued(**arguments):
    """`issue_notice` inside a verb of the test's own, which is taken off the register again."""
    name = "test.issue"
    given = {"actor": SYSTEM, "now": moment(ASKED), **arguments}
    try:
        return verb(name)(issue_notice)(**given)
    finally:
        REGISTRY.pop(name, None)


def correction_of(case):
    return Notice.objects.get(case=case, template="correction")


@pytest.fixture
def asked(office):
    """A request whose applicant was asked to correct it."""

    def _asked(**more):
        case = office.handled(RECEIVED, **more)
        done = actions.ask_correction(
            actor=office.clerk(), now=office.at(ASKED), case_id=case.pk, items="请写明所需信息的年度",
            until=date(2024, 3, 20),
        )  # fmt: skip
        assert done, said(done)
        return case

    return _asked


def test_a_correction_notice_says_what_and_until_when(asked):
    notice = correction_of(asked())
    assert (notice.template, notice.until, notice.file_id) == ("correction", date(2024, 3, 20), None)
    assert notice.number == "forestry公开告〔2024〕1号"
    for words in ("张样本：", "请写明所需信息的年度", "2024年3月20日", "2024年3月6日", notice.number):
        assert words in notice.text
    assert "复议" not in notice.text, "a notice on the way can't be contested by itself"


def test_its_document_is_made_once_and_shown_to_the_applicant(asked):
    case = asked(delivery="email")
    notice = correction_of(case)
    make_sure(notice.pk, moment(ASKED))
    make_sure(notice.pk, moment(ASKED))
    notice.refresh_from_db()
    (file,) = CaseFile.objects.filter(case=case, role="notice")
    assert (file.file_id, file.shown) == (notice.file_id, True), "once, though asked for twice"
    assert "请写明所需信息的年度" in text_of(content_of(cards([notice.file_id])[notice.file_id]))
    letter = Letter.objects.get(pk=notice.letter)
    assert letter.to == PERSON.email
    assert (
        LetterAttachment.objects.get(letter=letter).name == f"政府信息公开申请补正告知书 {notice.number}.pdf"
    )


def test_by_post_the_notice_is_not_mailed_only_that_there_is_one(asked):
    notice = correction_of(asked(delivery="post"))
    make_sure(notice.pk, moment(ASKED))
    notice.refresh_from_db()
    assert (notice.way, notice.letter) == ("ems", None)
    told = Letter.objects.get()
    assert "有新的进展" in told.text
    assert notice.text not in told.text
    assert not LetterAttachment.objects.exists()


def test_mail_was_wished_but_no_address_is_known(asked):
    case = asked(delivery="email", applicant=replace(PERSON, email=""))
    assert correction_of(case).way == "ems"


def test_without_the_scanner_it_is_tried_again(asked, settings):
    notice = correction_of(asked())
    settings.FILES_SCANNER = f"{__name__}.no_scanner_today"
    with pytest.raises(NotPrintedError):
        make_sure(notice.pk, moment(ASKED))
    settings.FILES_SCANNER = ""
    make_sure(notice.pk, moment(ASKED))
    notice.refresh_from_db()
    assert notice.file_id is not None


def test_a_letter_to_a_third_party_is_not_for_the_applicant(office):
    case = office.handled(RECEIVED)
    done = actions.consult(
        actor=office.clerk(), now=office.at(ASKED), case_id=case.pk, party="third_party", name="某某公司",
        information="采购合同", email="company@example.org", address="样本路2号",
    )  # fmt: skip
    assert done, said(done)
    notice = Notice.objects.get(case=case, template="third_party_inquiry")
    make_sure(notice.pk, moment(ASKED))
    assert notice.text.splitlines()[1] == "某某公司："
    assert "张样本" not in notice.text, "who asks is not told to the third party"
    assert not CaseFile.objects.get(case=case, role="notice").shown
    notice.refresh_from_db()
    assert Letter.objects.get(pk=notice.letter).to == "company@example.org"
    assert Consultation.objects.get(case=case).party == "third_party"


def test_the_query_code_is_kept_nowhere(office):
    case = office.handled(RECEIVED)
    notice = issued(
        case=case, template="receipt", values={"query_code": "ABCD-EFGH-JKMN", "due": date(2024, 4, 1)}
    )
    assert "ABCD" not in notice.text
    assert "2024年4月1日" in notice.text
    assert "ABCD-EFGH-JKMN" in text_of(replies.printed_notice(notice.pk, code="ABCD-EFGH-JKMN"))
    make_sure(notice.pk, moment(ASKED))
    notice.refresh_from_db()
    assert "ABCD" not in text_of(content_of(cards([notice.file_id])[notice.file_id]))


def test_the_mailed_receipt_tells_the_code_once(office):
    case = office.handled(RECEIVED, delivery="email")
    notice = issued(case=case, template="receipt", values={"query_code": "ABCD-EFGH-JKMN", "due": "—"})
    make_sure(notice.pk, moment(ASKED))
    letter = Letter.objects.get(pk=notice.letter)
    assert "ABCD-EFGH-JKMN" in letter.text
    assert letter.is_secret, "forgotten once sent"
    assert not LetterAttachment.objects.filter(letter=notice.letter).exists(), "posted once, as text"


def test_an_ending_without_a_reply_tells_its_remedy(office):
    case = office.handled(RECEIVED)
    notice = issued(case=case, template="lapsed_correction", values={})
    assert "视为放弃申请" in notice.text
    assert "直接向某市兰山区人民法院" in notice.text, "lapsed corrections go to court directly"
    withdrawn = issued(case=case, template="withdrawn", values={})
    assert "复议" not in withdrawn.text


def test_an_override_tells_the_third_party_its_remedy(office):
    case = office.handled(RECEIVED)
    notice = issued(
        case=case, template="override", values={"information": "采购合同", "grounds": "关系公共安全"},
        to=Addressee("某某公司"),
    )  # fmt: skip
    assert "如对本决定不服" in notice.text
    assert not notice.shown


@pytest.mark.parametrize(
    ("template", "values", "words"),
    [
        ("extension", {"reason": "需要检索"}, "文书还缺少"),
        ("love_letter", {}, "没有“love_letter”这种文书"),
        ("extension", {"reason": "可在60日内申请行政复议", "workdays": 5, "new_due": ASKED}, "救济途径"),
    ],
)
def test_what_can_not_be_said_is_refused(office, template, values, words):
    case = office.handled(RECEIVED)
    refused = issued(case=case, template=template, values=values)
    assert isinstance(refused, Refused)
    assert words in str(refused.reason)
    assert not Notice.objects.filter(case=case, template=template).exists()


def test_notices_are_listed(asked):
    case = asked()
    card = replies.notices_of(case)[-1]
    assert (card.title, card.until, card.file) == ("政府信息公开申请补正告知书", date(2024, 3, 20), None)
