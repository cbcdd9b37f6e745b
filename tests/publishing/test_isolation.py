"""Who sees what of whose documents."""

import pytest

from gongkai.foundation.files import queries as files
from gongkai.foundation.organisations.roles import PUBLIC, Actor, Role
from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from gongkai.publishing.found import Documents
from gongkai.publishing.models import Document, Relation
from gongkai.publishing.queries import cards, gate, public, whole, work
from gongkai.publishing.queries.visible import NoSuchDocumentError, NoSuchEditionError

from .conftest import DAY, Office, fresh

pytestmark = pytest.mark.django_db


def titles(actor: Actor) -> list[str]:
    return [each.title for each in cards.listed(actor, DAY).items]


def test_another_bodys_people_see_nothing_of_a_draft(office: Office):
    edition = office.drafted()
    for role in Role:
        stranger = office.person(role, "land")
        assert titles(stranger) == []
        with pytest.raises(NoSuchDocumentError):
            whole.whole(stranger, edition.document_id, DAY)
        with pytest.raises(NoSuchEditionError):
            office.do(actions.draft, stranger, edition_id=edition.pk, words=Words(title="x"))
        with pytest.raises(NoSuchEditionError):
            gate.current(stranger, edition.pk, DAY)
    assert titles(PUBLIC) == []


def test_the_city_office_sees_state_and_title_of_a_draft_below_not_its_words(office: Office):
    edition = office.chain(office.drafted(), "confidentiality")
    city = office.person(Role.CITY_OFFICE, "city")
    assert titles(city) == [edition.title]
    told = whole.whole(city, edition.document_id, DAY)
    assert told.editions[0].state == "confidentiality"
    assert told.editions[0].words is None
    assert told.editions[0].files == ()
    assert told.plan is None


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PROVINCE_OBSERVER])
def test_who_observes_sees_what_was_released_and_what_the_review_said(office: Office, role: Role):
    draft, edition = office.drafted(), office.released()
    observer = office.person(role, "city")
    assert titles(observer) == [edition.title]
    with pytest.raises(NoSuchDocumentError):
        whole.whole(observer, draft.document_id, DAY)
    told = gate.current(observer, edition.pk, DAY)
    assert (told.passed, told.result) == (True, "open")


def test_a_new_draft_of_a_released_document_is_not_for_observers(office: Office):
    edition = office.released()
    office.must(actions.new_edition, office.drafter(), document_id=edition.document_id)
    observer = office.person(Role.AUDITOR, "city")
    assert [each.number for each in whole.whole(observer, edition.document_id, DAY).editions] == [1]
    assert len(whole.whole(office.drafter(), edition.document_id, DAY).editions) == 2


def test_what_another_body_prepares_does_not_show_at_what_it_concerns(office: Office):
    old = office.released()
    both = Actor(
        "someone:city-drafter",
        roles=frozenset({(role.value, office.bodies["city"]) for role in (Role.DRAFTER, Role.CITY_OFFICE)}),
    )
    made = office.must(
        actions.begin, both, body_id=office.bodies["city"], kind="news",
        words=Words(title="拟废止的决定", html="<p>x</p>", formed_on=DAY),
    )  # fmt: skip
    related = office.do(
        actions.relate, both, document_id=made.edition.document_id, to_id=old.document_id, kind="notice_of"
    )
    assert related, related
    assert whole.whole(office.drafter(), old.document_id, DAY).relations == ()
    assert len(whole.whole(both, old.document_id, DAY).relations) == 1


def test_observers_read_the_released_title_and_nobody_elses_reasons(office: Office):
    edition = office.released()
    second = office.must(actions.new_edition, office.drafter(), document_id=edition.document_id)
    office.must(
        actions.draft,
        office.drafter(),
        edition_id=second.pk,
        words=Words(title="尚未公开的标题", change_note="改"),
    )
    office.chain(second, "confidentiality")
    office.must(actions.give_back, office.gatekeeper(second), edition_id=second.pk, reason="第二段涉密")
    auditor, city = office.person(Role.AUDITOR, "city"), office.person(Role.CITY_OFFICE, "city")
    assert titles(auditor) == [edition.title]
    assert titles(city) == ["尚未公开的标题"]
    sought = cards.Wanted(text="尚未公开")
    assert cards.listed(auditor, DAY, sought).items == ()
    assert cards.listed(auditor, DAY, cards.Wanted(states=["returned"])).items == ()
    assert len(cards.listed(city, DAY, sought).items) == 1
    assert [each.returned for each in cards.listed(city, DAY).items] == [""]
    assert [each.returned for each in cards.listed(office.drafter(), DAY).items] == ["第二段涉密"]


def test_the_files_of_a_draft_are_for_its_body(office: Office):
    edition = office.drafted()
    row = office.attach(edition)
    assert files.file_visible_to(office.drafter(), DAY, row.file_id)
    assert files.file_visible_to(office.drafter("land"), DAY, row.file_id) is None
    assert public.public_file(edition.document.address, row.file_id) is None
    edition = office.released(edition)
    assert public.public_file(edition.document.address, row.file_id)
    assert files.file_visible_to(office.drafter("land"), DAY, row.file_id)


def test_each_finds_his_own_step(office: Office):
    edition = office.chain(office.drafted(), "to_sign")
    assert [each.id for each in work.work_of(office.person(Role.SIGNER), DAY).steps] == [edition.document_id]
    assert work.work_of(office.person(Role.SIGNER, "land"), DAY).total == 0
    assert work.work_of(office.drafter(), DAY).total == 0
    both = Actor(office.drafter().code, roles=frozenset({(Role.SIGNER.value, office.bodies["forestry"])}))
    assert work.work_of(both, DAY).steps == (), "what he wrote is not his to sign"


def test_search_finds_drafts_for_their_body_only(office: Office):
    draft, edition = office.drafted(), office.released()
    source = Documents()
    items = {each.key.number: each for each in source.items([draft.document_id, edition.document_id])}
    own = f"publishing:{office.bodies['forestry']}"
    assert items[draft.document_id].audiences == {own}
    assert items[edition.document_id].audiences == {own, "public"}
    both = [draft.document_id, edition.document_id]
    assert set(source.originals(PUBLIC, DAY, both)) == {edition.document_id}
    assert set(source.originals(office.drafter(), DAY, both)) == set(both)
    assert source.audiences(office.drafter(), DAY) == {own}
    assert source.audiences(PUBLIC, DAY) == frozenset()
    assert set(source.every()) == set(both)


def test_what_files_say_is_found_too(office: Office, django_assert_max_num_queries):
    editions = [office.drafted() for _ in range(3)]
    for edition in editions:
        office.attach(edition, content=f"附件里的退耕还林{edition.pk}".encode())
        office.released(edition)
    with django_assert_max_num_queries(4):
        items = list(Documents().items([edition.document_id for edition in editions]))
    assert all(f"退耕还林{edition.pk}" in item.text for edition, item in zip(editions, items, strict=True))
    shown = Documents().originals(PUBLIC, DAY, [editions[0].document_id])
    assert "附件里的" in shown[editions[0].document_id].text


def test_withdrawn_it_is_gone_from_what_can_be_found(office: Office):
    edition = office.released()
    office.must(
        actions.withdraw, office.person(Role.OFFICE_HEAD), document_id=edition.document_id, reason="内容有误"
    )
    source = Documents()
    assert source.originals(PUBLIC, DAY, [edition.document_id]) == {}
    (item,) = source.items([edition.document_id])
    assert "public" not in item.audiences


def test_lists_are_narrowed(office: Office):
    office.released()
    office.drafted()
    mine = office.drafter()
    everything = cards.listed(mine, DAY).items
    assert len(everything) == 2
    assert len(cards.listed(mine, DAY, cards.Wanted(states=["drafting"])).items) == 1
    assert len(cards.listed(mine, DAY, cards.Wanted(standings=["in_force"])).items) == 1
    assert len(cards.listed(mine, DAY, cards.Wanted(text="造林")).items) == 2
    assert len(cards.listed(mine, DAY, cards.Wanted(text="/2026-00001")).items) == 1
    page = cards.listed(mine, DAY, limit=1)
    assert len(cards.listed(mine, DAY, before=page.before).items) == 1


def test_the_history_tells_who_did_what(office: Office):
    edition = office.released()
    lines = whole.history(office.drafter(), edition.document_id, DAY)
    verbs = [each.verb for each in lines]
    assert verbs[-1] == "document.draft"
    assert "edition.release" in verbs
    told = "".join(str(each.after) for each in lines)
    assert fresh(edition).title not in told, "the words stay out of the ledger"
    assert Document.objects.count() == 1


def test_what_is_to_be_interpreted_waits_until_its_interpretation_is_out(office: Office):
    """A notice that is out and an interpretation that is not do not make an interpretation that is."""
    told, notice, material = (office.drafted(day=DAY) for _ in range(3))
    office.released(told)
    Document.objects.filter(pk=told.document_id).update(interpretation="later")
    about = {"to_id": told.document_id, "body_id": told.body_id, "on": DAY}
    Relation.objects.create(document_id=notice.document_id, kind="notice", **about)
    Relation.objects.create(document_id=material.document_id, kind="interprets", **about)
    office.released(notice)
    assert [each.id for each in work.work_of(office.drafter(), DAY).interpret] == [told.document_id]
    office.released(material)
    assert work.work_of(office.drafter(), DAY).interpret == ()
