"""Bodies through the 2018–19 reform: names, places, successors; and sums that go on adding up."""

from datetime import UTC, date, datetime

import pytest

from gongkai.core.counts import Period
from gongkai.foundation.ledger import chain, counting, rows
from gongkai.foundation.organisations import actions, queries
from gongkai.foundation.organisations.roles import SYSTEM, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2019, 1, 21, 2, 0, tzinfo=UTC)
REFORM = date(2019, 1, 1)
BEFORE = date(2018, 12, 31)
BY_SYSTEM = {"actor": SYSTEM, "now": NOW}
REASON = "机构改革"


def _reform(city):
    """林业 and 国土 merge into 自然资源和规划局; 文广新局 splits into 文化和旅游局 and 新闻出版局; a county
    becomes a district; the township moves below the city."""
    new = {}
    for code, name in [
        ("nature", "市自然资源和规划局"),
        ("tourism", "市文化和旅游局"),
        ("press", "市新闻出版局"),
    ]:
        facts = actions.BodyFacts(name=name, level="city", kind="department", parent=city.city)
        new[code] = actions.found_body(**BY_SYSTEM, code=code, facts=facts, on=REFORM, reason=REASON)
    done = [
        actions.merge_bodies(
            **BY_SYSTEM, body_ids=[city.forestry, city.land], into=new["nature"], on=REFORM, reason=REASON
        ),
        actions.split_body(
            **BY_SYSTEM, body_id=city.culture, into=[new["tourism"], new["press"]], heir=new["tourism"],
            on=REFORM, reason=REASON,
        ),
        actions.rename_body(
            **BY_SYSTEM, body_id=city.county, name="甲区人民政府", on=REFORM, reason="撤县设区"
        ),
        actions.move_body(
            **BY_SYSTEM, body_id=city.township, parent=city.city, on=REFORM, reason="直管"
        ),
    ]  # fmt: skip
    assert all(done), done
    return new


def test_each_day_has_its_own_tree(city):
    new = _reform(city)
    before = {each.name for each in queries.subtree(city.city, BEFORE)}
    after = {each.name for each in queries.subtree(city.city, REFORM)}
    assert before - after == {"市林业局", "市国土资源局", "市文化广电新闻出版局", "甲县人民政府"}
    assert after - before == {"市自然资源和规划局", "市文化和旅游局", "市新闻出版局", "甲区人民政府"}
    assert queries.name_on(city.county, BEFORE) == "甲县人民政府"
    assert [each.id for each in queries.ancestors(city.township, BEFORE)] == [
        city.county, city.city, city.province,
    ]  # fmt: skip
    assert [each.id for each in queries.ancestors(city.township, REFORM)] == [city.city, city.province]
    assert [each.name for each in queries.history(city.county)] == ["甲县人民政府", "甲区人民政府"]
    assert queries.predecessors(new["nature"], REFORM) == {city.forestry, city.land}
    assert queries.predecessors(new["press"], REFORM) == frozenset()


def _hold_meetings(city, new):
    held = [
        (city.forestry, date(2018, 3, 1)), (city.land, date(2018, 4, 1)), (city.land, date(2018, 5, 1)),
        (city.culture, date(2018, 6, 1)), (city.county, date(2018, 7, 1)), (city.township, date(2018, 8, 1)),
        (new["nature"], date(2019, 3, 1)), (new["press"], date(2019, 3, 2)), (city.county, date(2019, 3, 3)),
    ]  # fmt: skip
    for body, on in held:
        assert actions.register_meeting(**BY_SYSTEM, body_id=body, on=on, title="工作会议")


@pytest.mark.parametrize(("year", "day", "total"), [(2018, BEFORE, 6), (2018, REFORM, 6), (2019, REFORM, 3)])
def test_sums_by_the_old_tree_and_the_new_agree(city, year, day, total):
    _hold_meetings(city, _reform(city))
    answering = queries.heirs_on(day)
    figures = counting.values(["disclosure_meetings"], answering, Period.of_year(year), chain.position())
    tree = queries.subtree_ids([city.province], day)
    assert sum(figure for (_, body), figure in figures.items() if answering[body] in tree) == total


def test_old_figures_stand_with_the_heir(city):
    new = _reform(city)
    _hold_meetings(city, new)
    heirs = queries.heirs_on(REFORM)
    figures = counting.values(["disclosure_meetings"], heirs, Period.of_year(2018), chain.position())
    by_heir = {}
    for (_, body), figure in figures.items():
        by_heir[heirs[body]] = by_heir.get(heirs[body], 0) + figure
    assert (by_heir[new["nature"]], by_heir[new["tourism"]], by_heir[new["press"]]) == (3, 1, 0)


def test_a_body_with_bodies_below_cannot_end(city):
    refused = actions.close_body(**BY_SYSTEM, body_id=city.county, on=REFORM, heir=city.city, reason="撤销")
    assert "下级机构" in str(refused.reason)
    assert queries.name_on(city.county, REFORM) == "甲县人民政府"


def test_a_body_cannot_stand_below_itself(city):
    refused = actions.move_body(**BY_SYSTEM, body_id=city.city, parent=city.township, on=REFORM, reason="误")
    assert "上级机构不能是本机构" in str(refused.reason)


def test_functions_handed_over_move_no_figures(city):
    assert actions.transfer_functions(
        **BY_SYSTEM, body_id=city.land, to=city.forestry, on=REFORM, note="林权登记", reason=REASON
    )
    assert queries.heirs_on(REFORM)[city.land] == city.land
    assert [each.note for each in queries.successions(city.land)] == ["林权登记"]


def test_wrong_facts_are_named_field_by_field(city):
    facts = actions.BodyFacts(
        name=" ", level="empire", kind="department", parent=city.city,
        credit_code="113713000042131X3U", division_code="3713",
    )  # fmt: skip
    refused = actions.found_body(**BY_SYSTEM, code="x", facts=facts, on=REFORM)
    assert {name for name, _ in refused.details} == {"name", "level", "credit_code", "division_code"}


def test_a_correction_changes_no_day_but_keeps_what_was_said(city):
    facts = actions.BodyFacts(name="乙街道办事处", level="township", kind="government", parent=city.county)
    assert actions.correct_body(**BY_SYSTEM, body_id=city.township, on=BEFORE, facts=facts, reason="录入有误")
    assert queries.name_on(city.township, BEFORE) == "乙街道办事处"
    assert len(queries.history(city.township)) == 1


def test_only_the_office_in_charge_changes_bodies(city, appointed):
    for role in Role:
        actor = appointed(role, city.city)
        result = actions.rename_body(
            actor=actor, now=NOW, body_id=city.land, name=f"{role}局", on=REFORM, reason="更名"
        )
        assert bool(result) == (role is Role.CITY_OFFICE), role
    elsewhere = appointed(Role.CITY_OFFICE, city.county)
    assert not actions.rename_body(
        actor=elsewhere, now=NOW, body_id=city.land, name="甲", on=REFORM, reason="更名"
    )


def test_a_closed_body_ends_its_appointments(city, appointed):
    clerk = appointed(Role.DRAFTER, city.land)
    _reform(city)
    assert queries.actor_for(clerk.person_id, BEFORE).holds(Role.DRAFTER, city.land)
    assert not queries.actor_for(clerk.person_id, REFORM).roles


def test_tables_are_what_the_ledger_says(city, appointed):
    appointed(Role.DRAFTER, city.land)
    _hold_meetings(city, _reform(city))
    assert list(rows.mismatches()) == []


def test_a_row_changed_behind_the_ledgers_back_is_found(city):
    from_outside = rows.projections()[0].model.objects
    from_outside.filter(pk=city.land).update(code="tampered")
    assert [each.identifier for each in rows.mismatches()] == [str(city.land)]


def test_the_tree_takes_two_statements_at_any_depth(city, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert [each.id for each in queries.subtree(city.county, BEFORE)] == [city.county, city.township]
    with django_assert_num_queries(1):
        assert len(queries.bodies_on(BEFORE)) == 7
