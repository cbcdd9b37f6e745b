"""Editors of the search: one proposes, sees what changes, another agrees."""

import pytest
from django.utils import timezone

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.search import edited, missing, updating
from gongkai.publishing import actions, law

from .conftest import FOUNDED, OPENED, Office, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/documents/search/"


@pytest.fixture
def editors(office: Office):
    """Two people of the office in charge."""
    desks = []
    for name in ("first", "second"):
        person = organisations.create_person(
            actor=SYSTEM,
            now=OPENED,
            body_id=office.bodies["city"],
            username=f"city.{name}",
            name=f"样本{name}",
        )
        assert organisations.appoint(
            actor=SYSTEM, now=OPENED, person_id=person, body_id=office.bodies["city"],
            role=Role.CITY_OFFICE, on=FOUNDED,
        )  # fmt: skip
        desks.append(office.sign_in(person))
    return desks


def _released(office: Office, title: str) -> None:
    edition = office.drafted(title=title)
    about = {"edition_id": edition.pk}
    office.do(actions.send_to_review, **about)
    answers = {each.code: ItemAnswer(Answer.CLEAR) for each in law.gate().item}
    office.do(actions.check_item, Role.CONFIDENTIALITY_REVIEWER, answers=answers, **about)
    office.do(actions.confidentiality_ok, Role.CONFIDENTIALITY_REVIEWER, result="open", **about)
    office.do(actions.sign, Role.SIGNER, **about)
    office.do(actions.release, **about)


def test_a_word_that_found_nothing_finds_after_two_have_agreed(office, editors, settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path / "search"
    first, second = editors
    assert "检索还没有建好" in text_of(first.get(HERE, {"try": "植树"}))
    _released(office, "春季造林现场会")
    updating.rebuild()
    missing.note("植树", timezone.localdate())
    shown = text_of(first.get(HERE, {"try": "植树"}))
    assert "没有结果" in shown
    assert "propose/synonyms/?word=" in shown
    form = text_of(first.get(f"{HERE}propose/synonyms/", {"word": "植树"}))
    assert ">植树</textarea>" in form.replace("\n", "")
    alone = text_of(first.post(f"{HERE}propose/synonyms/", {"words": "植树", "reason": "常有人搜"}))
    assert "不同的词" in alone
    made = first.post(f"{HERE}propose/synonyms/", {"words": "植树\n造林", "reason": "常有人搜"}, follow=True)
    (card,) = edited.proposals(waiting=True)
    told = text_of(made)
    before, after = told.split('id="after"')
    assert "现场会" not in before
    assert "现场会" in after
    assert "收回" in told
    first.post(f"{HERE}{card.id}/", {"agree": "1"})
    assert edited.synonyms() == []
    assert "常有人搜" in text_of(second.get(HERE))
    second.post(f"{HERE}{card.id}/", {"agree": "1"})
    assert [each.words for each in edited.synonyms()] == [("植树", "造林")]
    assert "现场会" in text_of(first.get(HERE, {"try": "植树"}))
    first.post(f"{HERE}drop/synonyms/{edited.synonyms()[0].id}/", {"reason": ""})
    assert edited.proposals(waiting=True) == []
    bet = {"words": "植树", "title": "植树办事指南", "address": "javascript:x", "reason": "常问"}
    assert "应以 / 或者" in text_of(first.post(f"{HERE}propose/best_bet/", bet))
    first.post(f"{HERE}propose/best_bet/", {**bet, "address": "/topics/trees/"})
    (bet_card,) = edited.proposals(waiting=True)
    assert "植树办事指南" in text_of(second.get(f"{HERE}{bet_card.id}/")).split('id="after"')[1]
    second.post(f"{HERE}{bet_card.id}/", {"refuse": "1", "answer": "页面还没有"})
    assert edited.proposals(waiting=False)[0].answer == "页面还没有"
    assert office.desk(Role.OFFICE_HEAD).get(HERE).status_code == 403
