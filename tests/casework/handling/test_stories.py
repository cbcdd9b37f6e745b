"""Requests on their way: corrected, consulted on, extended, charged, ended."""

from datetime import date

from gongkai.casework import actions
from gongkai.casework.models import Case, CaseStanding, Notice
from gongkai.casework.queries import reading
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM, Role

from .conftest import case_of


def test_correction_resets_the_clock(office):
    case_id = office.received(date(2026, 3, 2))
    office.must(
        actions.ask_correction, case_id, date(2026, 3, 11), items="请写明年度", until=date(2026, 3, 25)
    )
    assert case_of(case_id).state == "correcting"
    office.must(actions.receive_correction, case_id, date(2026, 3, 20), text="2025年度")
    shown = reading(case_id, date(2026, 3, 20))
    assert (case_of(case_id).state, shown.due) == ("registered", date(2026, 4, 20))
    again = office.do(
        actions.ask_correction, case_id, date(2026, 3, 23), items="再补", until=date(2026, 4, 1)
    )
    assert isinstance(again, Refused)
    assert "三十条" in again.article


def test_correction_on_day_seven_but_not_on_day_eight(office):
    in_time = office.received(date(2026, 3, 2))
    assert office.do(actions.ask_correction, in_time, date(2026, 3, 11), items="一", until=date(2026, 3, 25))
    late = office.received(date(2026, 3, 2))
    refused = office.do(actions.ask_correction, late, date(2026, 3, 12), items="一", until=date(2026, 3, 25))
    assert isinstance(refused, Refused)
    assert "三十条" in refused.article


def test_silence_lapses_on_the_lawful_day_even_when_noticed_late(office):
    case_id = office.received(date(2026, 3, 2))
    office.must(actions.ask_correction, case_id, date(2026, 3, 4), items="一", until=date(2026, 3, 18))
    early = office.do(actions.lapse, case_id, date(2026, 3, 18), SYSTEM)
    assert isinstance(early, Refused)
    office.must(actions.lapse, case_id, date(2026, 3, 24), SYSTEM)
    case = case_of(case_id)
    assert (case.state, case.outcome, case.closed_on) == ("closed", "lapsed_correction", date(2026, 3, 19))
    standing = CaseStanding.objects.standing().get(case=case)
    assert (standing.closed_on, standing.result) == (date(2026, 3, 19), "lapsed_correction")


def test_consultation_pauses_and_extension_adds(office):
    case_id = office.handled(date(2026, 3, 2))
    asked = office.must(
        actions.consult, case_id, date(2026, 3, 9), party="third_party", name="某公司", email="a@example.org",
        information="合同",
    )  # fmt: skip
    assert case_of(case_id).state == "consulting"
    office.must(actions.request_extension, case_id, date(2026, 3, 10), days=20, reason="卷宗多")
    own = office.do(actions.extend, case_id, date(2026, 3, 10), office.person(Role.OFFICE_HEAD))
    assert own, own
    office.must(
        actions.receive_opinion, case_id, date(2026, 3, 16), consultation_id=asked.pk, opinion="agrees"
    )
    case = case_of(case_id)
    assert case.state == "handling"
    shown = reading(case_id, date(2026, 3, 16))
    assert shown.extended
    assert shown.due > date(2026, 4, 27)
    second = office.do(actions.request_extension, case_id, date(2026, 3, 17), days=5, reason="再延")
    assert isinstance(second, Refused)
    assert "三十三条" in second.article


def test_nobody_grants_what_he_asked_for(office):
    case_id = office.handled(date(2026, 3, 2))
    office.must(actions.request_extension, case_id, date(2026, 3, 10), days=20, reason="卷宗多")
    assert isinstance(office.do(actions.extend, case_id, date(2026, 3, 10)), Refused)
    assert reading(case_id, date(2026, 3, 10)).due == date(2026, 3, 30)


def test_a_refusing_third_party_blocks_release_until_told(office):
    case_id = office.handled(date(2026, 3, 2))
    asked = office.must(
        actions.consult, case_id, date(2026, 3, 9), party="third_party", name="某公司", address="某路",
        information="合同",
    )  # fmt: skip
    office.must(
        actions.receive_opinion, case_id, date(2026, 3, 16), consultation_id=asked.pk,
        opinion="refuses_with_grounds", text="商业秘密",
    )  # fmt: skip
    refused = office.do(actions.decide, case_id, date(2026, 3, 17), outcome="disclosed")
    assert isinstance(refused, Refused)
    assert "三十二条" in refused.article
    office.must(
        actions.notify_override, case_id, date(2026, 3, 17), consultation_id=asked.pk, information="合同",
        reason="关系公共安全",
    )  # fmt: skip
    assert office.must(actions.decide, case_id, date(2026, 3, 18), outcome="disclosed")
    assert case_of(case_id).state == "replying"


def test_splitting_gives_linked_cases_with_the_same_clock(office):
    case_id = office.received(date(2026, 3, 2), wanted="甲的名单；乙的预算；丙的会议纪要")
    parts = office.must(
        actions.split,
        case_id,
        date(2026, 3, 3),
        matters=["甲的名单", "乙的预算", "丙的会议纪要"],
        reason="三件事",
    )
    assert [part.split_of_id for part in parts] == [case_id, case_id]
    assert {reading(pk, date(2026, 3, 3)).due for pk in (case_id, *(p.pk for p in parts))} == {
        date(2026, 3, 30)
    }
    assert CaseStanding.objects.standing().count() == 3
    assert Case.objects.get(pk=case_id).title == "甲的名单"


def test_withdrawing_closes_with_a_letter(office):
    case_id = office.handled(date(2026, 3, 2))
    office.must(actions.withdraw, case_id, date(2026, 3, 5), reason="不需要了")
    case = case_of(case_id)
    assert (case.state, case.outcome, case.closed_on) == ("closed", "withdrawn", date(2026, 3, 5))
    assert Notice.objects.filter(case=case, template="withdrawn").exists()
