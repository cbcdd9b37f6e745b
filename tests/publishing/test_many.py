"""Routine items led together: judged one by one as they are alone, written together."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.search.models import Change
from gongkai.foundation.transparency import entering
from gongkai.foundation.transparency.models import TreeNode
from gongkai.publishing import actions, law, proving
from gongkai.publishing.channels.models import Delivery
from gongkai.publishing.leading import lead
from gongkai.publishing.models import Edition, Publication, StandingNotice

from .conftest import TEXT, Office, constraints_now, fresh
from .test_importing import brought_in, many, workbook

pytestmark = pytest.mark.django_db
CLEAR = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
STEPS = (
    ("send_to_review", Role.DRAFTER), ("gate", Role.CONFIDENTIALITY_REVIEWER), ("sign", Role.SIGNER),
    ("release", Role.DRAFTER),
)  # fmt: skip


def led(office: Office, step: str, numbers: list[int], actor: Actor | None = None, **more: Any) -> Any:
    role = dict(STEPS)[step]
    return lead(
        step, actor=actor or office.person(role), now=office.at(), edition_ids=numbers,
        answers=CLEAR if step == "gate" else None, **more,
    )  # fmt: skip


def arrived(office: Office, count: int, first: int = 0) -> list[int]:
    rows = [{**row, "external": f"T-{first + n}"} for n, row in enumerate(many(count))]
    batch = brought_in(office, workbook(*rows))
    return list(Edition.objects.filter(batch=batch).order_by("pk").values_list("pk", flat=True))


def written_of(edition: Edition) -> dict[str, list[tuple[str, int]]]:
    """Verb and kind of each event of the item, as the ledger tells it of one led alone."""
    reviews = edition.gatereviews.values_list("pk", flat=True)
    subjects = {("edition", str(edition.pk)), ("document", str(edition.document_id))}
    subjects |= {("gate_review", str(each)) for each in reviews}
    found: dict[str, list[tuple[str, int]]] = {}
    for event in Event.objects.order_by("sequence"):
        if (event.subject_type, event.subject_id) in subjects:
            found.setdefault(event.verb, []).append(event.subject_type)
    return found


def test_each_is_out_as_if_it_had_been_led_alone(office: Office, settings):
    with_file = office.drafted()
    office.attach(with_file)
    alone = office.released()
    normative, _ = office.normative()
    numbers = [*arrived(office, 5), with_file.pk]
    numbers.sort()
    changed = {numbers[0]: 99}
    assert led(office, "send_to_review", numbers, based_on=changed).held[0][0] == numbers[0]
    assert led(office, "send_to_review", numbers[:1]).done == tuple(numbers[:1])
    writer = Actor(
        office.drafter().code, roles=frozenset({("confidentiality_reviewer", office.bodies["forestry"])})
    )
    own = led(office, "gate", numbers, writer)
    assert (own.done, {str(said.reason) for _, said in own.held}) == (
        (), {"不能审批自己起草、修改或者提出的内容，请由他人办理。"},
    )  # fmt: skip
    assert led(office, "sign", numbers).done == ()
    for step, _role in STEPS[1:]:
        more = [normative.pk] if step == "release" else []
        assert led(office, step, [*numbers, *more, 999_999]).done == tuple(sorted([*numbers, *more]))
    constraints_now()
    assert [str(each.message) for each in mismatches()] == []
    assert list(chain.breaks()) == []

    editions = list(Edition.objects.select_related("document").filter(pk__in=numbers))
    assert len({each.document.address for each in editions}) == len(numbers)
    for each in editions:
        assert each.document.standing == alone.document.standing
        told = written_of(each)
        assert set(told) - {"batch.bring_in"} <= set(written_of(alone)) | {"edition.attach"}
        assert sorted(told["edition.release"]) == ["document", "edition"]
        assert StandingNotice.objects.filter(document=each.document).count() == 1
        assert Publication.objects.filter(document=each.document).count() == 1
        assert set(Delivery.objects.filter(edition=each).values_list("channel", flat=True)) == {
            "website", "targeted",
        }  # fmt: skip
        assert Change.objects.filter(item=each.document_id).exists()
        entry = entering.PublicEntry.objects.get(address=each.document.index_number)
        assert entering.published_content(entering.entry_of(entry)) == proving.edition_content(fresh(each))
    kept = set(TreeNode.objects.values_list("level", "index", "hash"))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; DELETE FROM transparency_treenode")
        cursor.execute("SET session_replication_role = origin")
    entering.rebuild(settings.TREE_DIGEST)
    assert {(a, b, bytes(c)) for a, b, c in TreeNode.objects.values_list("level", "index", "hash")} == {
        (a, b, bytes(c)) for a, b, c in kept
    }


def test_what_can_not_go_stays_with_its_reason_and_hinders_no_other(office: Office):
    numbers = arrived(office, 3)
    lacking = office.must(
        actions.begin, office.drafter(), body_id=office.bodies["forestry"], kind="news",
        words=actions.Words(title="没有定公开属性的信息", html=TEXT),
    ).edition.pk  # fmt: skip
    went = led(office, "send_to_review", [*numbers, lacking])
    assert (went.done, [number for number, _ in went.held]) == (tuple(numbers), [lacking])
    foreign = led(office, "gate", numbers, office.gatekeeper_of("land"))
    assert (foreign.done, len(foreign.held)) == ((), 3)
    unanswered = lead("gate", actor=office.gatekeeper_of("forestry"), now=office.at(), edition_ids=numbers)
    assert "还没有审查" in str(unanswered.held[0][1].reason)
    assert led(office, "gate", numbers).done == tuple(numbers)
    Edition.objects.filter(pk=numbers[1]).update(title="审查以后改的题目")
    signed = led(office, "sign", numbers)
    assert signed.done == (numbers[0], numbers[2])
    assert "有变化" in str(signed.held[0][1].reason)


def test_many_take_as_many_statements_as_some(office: Office):
    counted = []
    for count, first in ((6, 0), (30, 100)):
        numbers = arrived(office, count, first)
        with CaptureQueriesContext(connection) as captured:
            for step, _role in STEPS:
                assert len(led(office, step, numbers).done) == count
        counted.append(len(captured))
    assert counted[1] <= counted[0] + 2  # the tree asks for neighbours now and then
