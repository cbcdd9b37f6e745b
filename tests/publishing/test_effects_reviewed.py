"""What a document does to others is reviewed with it, and only what has force can be changed."""

import pytest

from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.actions import Words

from .conftest import DAY, TEXT, Office, said

pytestmark = pytest.mark.django_db

NOTICE = Words(title="关于停止执行旧通知的通知", html=TEXT, formed_on=DAY, subject="general", genre="notice")


def published_notice(office: Office) -> int:
    words = Words(title="关于林区防火的通知", html=TEXT, formed_on=DAY, subject="agriculture", genre="notice")
    return office.released(office.drafted("notice", words)).document_id


def test_what_repeals_another_is_named_before_review(office: Office):
    old = published_notice(office)
    edition = office.drafted("notice", NOTICE)
    drafter = office.drafter()
    naming = {"document_id": edition.document_id, "to_id": old, "kind": "repeals"}
    relation = office.must(actions.relate, drafter, **naming)
    office.chain(edition, "confidentiality")
    unnaming = {"document_id": edition.document_id, "relation_id": relation.pk, "reason": "写错了"}
    refused = office.do(actions.unrelate, drafter, **unnaming)
    assert "一起审批" in said(refused)
    office.must(actions.recall, drafter, edition_id=edition.pk, reason="改动关联")
    office.must(actions.unrelate, drafter, **unnaming)
    office.chain(edition, "confidentiality")
    assert "一起审批" in said(office.do(actions.relate, drafter, **naming))


def test_a_released_document_repeals_nothing_afterwards(office: Office):
    old, new = published_notice(office), office.released(office.drafted("notice", NOTICE))
    refused = office.do(
        actions.relate, office.drafter(), document_id=new.document_id, to_id=old, kind="repeals"
    )
    assert "一起审批" in said(refused)


def test_news_has_no_force_to_lose(office: Office):
    news = office.released()
    head = office.person(Role.OFFICE_HEAD)
    for act in (actions.repeal, actions.amend, actions.consolidate):
        refused = office.do(
            act, head, document_id=news.document_id, reason="不再需要", basis="样林规〔2026〕9号"
        )
        assert "没有有效性" in said(refused)
    edition = office.drafted("notice", NOTICE)
    refused = office.do(
        actions.relate, office.drafter(), document_id=edition.document_id, to_id=news.document_id,
        kind="repeals",
    )  # fmt: skip
    assert "没有有效性" in said(refused)
