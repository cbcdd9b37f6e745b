"""Named counts over what was published, open dates, the clean-up list, the printed review."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pdfplumber import open as open_pdf

from gongkai.core.counts import Period
from gongkai.core.publishing.cleanup import Next
from gongkai.core.publishing.standing import Standing
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger import chain, counting
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.rulebook import form
from gongkai.publishing import actions, deadlines, periodic
from gongkai.publishing.actions import Words
from gongkai.publishing.papers import gate_form
from gongkai.publishing.queries import cards, gate, normative, public
from gongkai.reporting.counts import counted

from .conftest import DAY, Office, fresh, moment, said

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2026)
NEXT = Period.of_year(2027)


def value(office: Office, name: str, period: Period = YEAR, position: int | None = None) -> int:
    at = chain.position() if position is None else position
    return counting.value(name, office.bodies["forestry"], period, at).value


def out(office: Office) -> int:
    edition, _ = office.normative()
    done = office.release(edition)
    assert done, said(done)
    return edition.document_id


def test_each_item_counts_once_and_by_kind(office: Office):
    out(office)
    office.released()
    assert value(office, "published_items") == 3
    assert value(office, "published_by_kind[normative]") == 1
    assert value(office, "published_by_kind[interpretation]") == 1
    assert value(office, "published_by_kind[news]") == 1
    assert value(office, "published_items", NEXT) == 0
    rows = counting.rows("published_by_kind[normative]", office.bodies["forestry"], YEAR, chain.position())
    assert [row.label for row in rows] == ["某市退耕还林补助资金管理办法"]
    assert rows[0].opens[0] == "document"


def test_a_new_edition_is_no_new_item(office: Office):
    edition = office.released()
    second = office.must(actions.new_edition, office.drafter(), document_id=edition.document_id)
    office.must(actions.draft, office.drafter(), edition_id=second.pk, words=Words(change_note="更正错字"))
    office.released(second)
    assert value(office, "published_items") == 1


def test_stock_is_that_of_the_year_before_and_made_less_ended(office: Office):
    number = out(office)
    frozen = chain.position()
    head = office.person(Role.OFFICE_HEAD)
    office.must(
        actions.repeal,
        head,
        date(2027, 5, 1),
        document_id=number,
        reason="不再需要",
        basis="样林规〔2027〕9号",
    )
    families = ("published_by_kind", "documents_ended", "documents_in_force")
    first = [value(office, f"{name}[normative]") for name in families]
    second = [value(office, f"{name}[normative]", NEXT) for name in families]
    assert first == [1, 0, 1]
    assert second == [0, 1, 0]
    assert second[2] == first[2] + second[0] - second[1]
    assert value(office, "documents_ended[normative]", NEXT, frozen) == 0, "as known then"


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("2021", {"T2.a2.made": 1, "T2.a2.repealed": 0, "T2.a2.valid": 1, "T2.a1.made": 0}),
        ("2019", {"T2.a2.made": 1, "T2.a2.newpub": 1, "T2.a2.totalpub": 1}),
        ("2014", {"1.1": 2, "1.1.1": 1, "1.1.2": 1, "2.2.3": 1}),
    ],
)
def test_the_cells_of_the_annual_report_fill_themselves(office: Office, code: str, cells: dict[str, int]):
    out(office)
    forestry, land = office.bodies["forestry"], office.bodies["land"]
    found = counted(form(code), 2026, [forestry, land], chain.position())
    assert {cell: found[forestry][cell] for cell in cells} == cells
    assert not set(cells) & set(found[land]), "who publishes nothing here fills them in"


def test_the_clean_up_list_of_a_year(office: Office):
    number = out(office)
    body = [office.bodies["forestry"]]
    (line,) = normative.cleanup_list(body, 2026).lines
    assert (line.made, line.next) == (True, Next.KEEP)
    (line,) = normative.cleanup_list(body, 2030).lines
    assert line.next is Next.EVALUATE
    periodic.expire_over(moment(date(2031, 6, 1)))
    listed = normative.cleanup_list(body, 2031)
    assert (listed.ended, listed.in_force) == (1, 0)
    assert normative.picture(number, DAY).standing is Standing.NOT_YET
    assert normative.picture(number, date(2026, 5, 1)).standing is Standing.IN_FORCE
    assert normative.picture(number, date(2031, 6, 1)).standing is Standing.EXPIRED


def test_open_dates_move_with_the_calendar(office: Office):
    edition = office.chain(office.drafted(), "confidentiality")
    found = {each.subject[0]: each for each in deadlines.open_dates(current_calendar())}
    assert found["edition"].due == date(2026, 3, 30), "20 working days after 2 March"
    assert found["gate_review"].due == date(2026, 3, 16)
    assert edition.title not in str(found["edition"].label)
    office.released(edition)
    assert list(deadlines.open_dates(current_calendar())) == []


def test_the_review_is_printed(office: Office):
    words = Words(title="办事指南", html="<p>咨询电话：0539-8123456</p>", formed_on=DAY)
    edition = office.chain(office.drafted("news", words), "confidentiality")
    office.judge_all(edition, "stays")
    edition = office.chain(edition)
    keeper = office.gatekeeper(edition)
    card = gate.current(keeper, edition.pk, DAY)
    with open_pdf(BytesIO(gate_form(keeper, card, DAY))) as printed:
        text = "".join(page.extract_text() for page in printed.pages)
    assert "政府信息公开保密审查单" in text
    assert "办事指南" in text
    assert "0539" not in text, "what was found is not carried on"
    assert card.digest[:12] in text.replace("\n", "")


def test_pages_cost_few_statements(office: Office, django_assert_max_num_queries):
    days = [DAY + timedelta(days=n) for n in range(6)]
    editions = [office.released(office.drafted(day=day), day) for day in days]
    with django_assert_max_num_queries(2):  # the keys of a page by their index, then what stands under them
        assert len(public.released(limit=5).items) == 5
    with django_assert_max_num_queries(10):
        public.item(fresh(editions[0]).document.address)
    with django_assert_max_num_queries(12):
        assert len(cards.listed(office.drafter(), DAY).items) == 6
