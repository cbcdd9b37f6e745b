"""From opening to publication, correction included."""

import pytest

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.foundation.ledger import chain
from gongkai.foundation.organisations.roles import Role
from gongkai.reporting import actions, queries
from gongkai.reporting.figures import cells_from_json
from gongkai.reporting.models import FrozenReturn, Return

from .conftest import DAY, judged

pytestmark = pytest.mark.django_db


def test_a_year_opens_one_return_for_each_body(story):
    story.open()
    returns = {each.body_id: each for each in Return.objects.all()}
    assert set(returns) == set(story.bodies.values())
    village = returns[story.bodies["village"]]
    assert village.ancestors == [story.bodies[each] for each in ("township", "county", "city")]
    assert village.parent == returns[story.bodies["township"]]
    assert {each.state for each in returns.values()} == {"opened"}


def test_opening_again_adds_nothing(story):
    story.open()
    story.open()
    assert Return.objects.count() == len(story.bodies)


def test_a_county_that_opened_first_joins_the_city(story):
    story.open("county")
    assert Return.objects.count() == 3
    story.open("city")
    assert Return.objects.count() == len(story.bodies)
    assert story.of("county").parent == story.of("city")
    assert story.of("village").ancestors[-1] == story.bodies["city"]


def test_only_the_office_opens_a_year(story):
    refused = actions.open_year(
        actor=story.clerk("city"), now=story.now, root_id=story.bodies["city"], year=2017
    )
    assert not refused
    assert not actions.open_year(actor=story.office(), now=story.now, root_id=story.bodies["city"], year=2019)
    assert not actions.open_year(actor=story.office(), now=story.now, root_id=story.bodies["city"], year=1999)


def test_from_the_village_to_the_city(opened):
    """Any depth: each level adds its own figures to those below."""
    story = opened
    story.report("village", {"3.1.1": "1", "3.2.1": "1", "3.3.2": "1"}, by="township")
    for body, above in (("township", "county"), ("county", "city")):
        story.report(body, {"3.1.1": "10", "3.2.1": "10", "3.3.2": "10"}, by=above)
    story.report("forestry", {"3.1.3": "5", "3.2.1": "5", "3.3.1": "5", "9.1": "/"})
    story.report("land", {"9.1": "/"})
    frozen = story.freeze_city({"3.1.1": "100", "3.2.1": "100", "3.3.2": "100"})
    cells = cells_from_json(frozen.figures)
    assert cells["3.1.1"] == Cell.number(121)
    assert cells["3.1.3"] == Cell.number(5)
    assert cells["3.1"] == Cell.number(126)
    assert cells["9.1"] == Cell.number(0)  # struck in two, 0 in the county
    assert frozen.submission.missing == []
    assert list(chain.breaks()) == []


def test_missing_bodies_are_named_and_must_be_explained(opened):
    story = opened
    story.report("forestry")
    story.fill("city")
    refused = story.do(actions.send_to_review, story.clerk("city"), "city")
    assert [key for key, _ in refused.details] == ["CHILDREN-MISSING"]
    assert "甲县人民政府" in str(refused.details[0][1])
    story.explain_all("city")
    assert story.do(actions.send_to_review, story.clerk("city"), "city")


def test_an_explanation_lapses_when_its_figures_change(opened):
    story = opened
    story.fill("forestry", {"1.1": "10", "1.2.2": "12"})
    (warning,) = judged(story.of("forestry")).warnings
    assert warning.key == "A23"
    story.explain_all("forestry")
    assert judged(story.of("forestry")).warnings[0].explanation.text == "已核实"
    story.save("forestry", cells={"1.2.1": "1"})
    assert judged(story.of("forestry")).warnings[0].explanation is not None  # another cell
    story.save("forestry", cells={"1.2.2": "13"})
    assert judged(story.of("forestry")).warnings[0].must_be_explained


def test_blank_is_not_zero(opened):
    story = opened
    story.save("forestry", cells={"3.1.1": "4"})
    refused = story.do(actions.send_to_review, story.clerk("forestry"), "forestry")
    assert "未填" in str(refused.reason)
    assert "3.1.2" in dict(refused.details)
    assert judged(story.of("forestry")).cells["3.1"] == BLANK


def test_zero_report_only_when_stated(opened):
    story = opened
    story.save("forestry", cells={"3.1.1": "4", "9.1": "/", "3.2.1": "4", "3.3.1": "4"})
    done = story.do(actions.state_zero, story.clerk("forestry"), "forestry")
    assert "3.1.2" in done
    cells = judged(story.of("forestry")).cells
    assert cells["3.1"] == Cell.number(4)
    assert cells["9.1"] == STRUCK
    assert story.do(actions.send_to_review, story.clerk("forestry"), "forestry")


def test_errors_block_and_are_named(opened):
    story = opened
    story.fill("forestry", {"2.2.1.1": "3", "2.2.1": "2"})
    refused = story.do(actions.send_to_review, story.clerk("forestry"), "forestry")
    assert [key for key, _ in refused.details] == ["A21"]
    assert story.of("forestry").errors == 1


def test_nobody_approves_his_own(opened):
    story = opened
    both = story.person("forestry", *(role for role in _roles("statistics_clerk", "reviewer")), name="both")
    story.fill("forestry")
    story.save("forestry", cells={"3.1.1": "1", "3.2.1": "1", "3.3.1": "1"}, actor=both)
    assert story.do(actions.send_to_review, story.clerk("forestry"), "forestry")
    assert "他人" in str(story.do(actions.review_ok, both, "forestry").reason)
    assert story.do(actions.review_ok, story.reviewer("forestry"), "forestry")


def _roles(*names):
    from_names = {role.value: role for role in Role}
    return [from_names[name] for name in names]


def test_sent_back_with_comments_and_out_of_the_sum(opened):
    story = opened
    story.report("forestry", {"3.1.1": "4", "3.2.1": "4", "3.3.1": "4"})
    city = story.of("city").pk
    assert queries.rolled_up(story.office(), city, DAY).cells["3.1"].final == Cell.number(4)
    sent = story.do(
        actions.send_back, story.office(), "forestry", reason="请核对", comments={"3.1.1": "台账为 5 件"}
    )
    assert sent.state == "sent_back"
    rolled = queries.rolled_up(story.office(), city, DAY)
    assert rolled.cells["3.1"].final == BLANK
    assert "forestry" in [each.body_code for each in rolled.missing]
    view = queries.return_view(story.clerk("forestry"), sent.pk, DAY)
    assert [(each.code, each.text) for each in view.comments] == [("", "请核对"), ("3.1.1", "台账为 5 件")]
    story.save("forestry", cells={"3.1.1": "5", "3.2.1": "5", "3.3.1": "5"})
    story.pass_on("forestry")
    assert not any(
        each.is_open for each in queries.return_view(story.clerk("forestry"), sent.pk, DAY).comments
    )


def test_a_correction_is_a_second_version_and_both_stay_public(opened):
    story = opened
    _all_report(story)
    story.freeze_city({"9.1": "12"})
    assert story.do(actions.publish, story.office(), "city")
    corrected = story.do(actions.correct, story.office(), "city", reason="公报期数漏计 1 期")
    assert (corrected.version, corrected.state) == (2, "filling")
    assert queries.published("city", 2017).version == 1  # still public
    story.freeze_city({"9.1": "13"})
    story.do(actions.publish, story.office(), "city")
    public = queries.published("city", 2017)
    assert public.version == 2
    assert public.cells["9.1"] == Cell.number(13)
    second, first = public.versions
    assert second.reason == "公报期数漏计 1 期"
    assert [(each.code, each.before.value, each.after.value) for each in second.changed] == [("9.1", 12, 13)]
    assert first.changed == ()
    assert queries.published("city", 2017, version=1).cells["9.1"] == Cell.number(12)


def test_a_corrected_child_counts_with_its_old_version_until_accepted(opened):
    story = opened
    _all_report(story)
    story.freeze("forestry")
    story.do(actions.correct, story.office(), "forestry", reason="漏报")
    story.save("forestry", cells={"3.1.1": "9", "3.2.1": "9", "3.3.1": "9"})
    city = story.of("city").pk
    assert queries.rolled_up(story.office(), city, DAY).cells["3.1.1"].final == Cell.number(1)
    story.pass_on("forestry")
    assert queries.rolled_up(story.office(), city, DAY).cells["3.1.1"].final == Cell.number(1)
    ahead = queries.rolled_up(story.office(), city, DAY, submitted=True)
    assert ahead.cells["3.1.1"].final == Cell.number(9)
    story.do(actions.accept, story.office(), "forestry")
    assert queries.rolled_up(story.office(), city, DAY).cells["3.1.1"].final == Cell.number(9)


def test_the_sum_is_not_frozen_over_changed_parts(opened):
    story = opened
    _all_report(story)
    story.fill("city")
    story.explain_all("city")
    story.pass_on("city")
    story.do(actions.send_back, story.office(), "forestry", reason="再核")
    refused = story.do(actions.freeze, story.office(), "city")
    assert "1 个下级单位" in str(refused.reason)
    assert FrozenReturn.objects.count() == 0


def test_a_sum_that_was_sent_on_shows_what_was_summed(opened):
    """A body below is sent back afterwards: the city's frozen return goes on showing its own figures."""
    story = opened
    _all_report(story)
    story.freeze_city({"9.1": "12"})
    story.freeze("forestry")
    story.do(actions.correct, story.office(), "forestry", reason="漏报")
    story.save("forestry", cells={"3.1.1": "9", "3.2.1": "9", "3.3.1": "9"})
    story.pass_on("forestry")
    story.do(actions.accept, story.office(), "forestry")
    city = story.of("city").pk
    assert queries.rolled_up(story.office(), city, DAY).cells["3.1.1"].final == Cell.number(1)
    assert queries.return_view(story.office(), city, DAY).cells["3.1.1"].final == Cell.number(1)
    story.do(actions.correct, story.office(), "city", reason="林业局更正")
    assert queries.rolled_up(story.office(), city, DAY).cells["3.1.1"].final == Cell.number(9)


def test_last_years_closing_is_this_years_opening(story):
    story.open(year=2021)
    _report_2021(story, 2021, {"T3.R1.C1": "3", "T3.R3.1.C1": "2", "T3.R4.C1": "1"})
    story.freeze("forestry", 2021)
    story.open(year=2022)
    story.fill("forestry", {"T3.R2.C1": "2", "T3.R3.1.C1": "2"}, year=2022)
    assert [each.key for each in judged(story.of("forestry", 2022)).warnings] == [
        "T3-YEAR[C1]",
        "T3-YEAR[C7]",
    ]


def _report_2021(story, year, cells):
    story.fill("forestry", cells, year=year)
    story.explain_all("forestry", year)
    story.pass_on("forestry", year)
    done = story.do(actions.accept, story.office(), "forestry", year)
    assert done, done


def _all_report(story):
    story.report("village", by="township")
    story.report("township", by="county")
    story.report("county")
    story.report("forestry", {"3.1.1": "1", "3.2.1": "1", "3.3.1": "1"})
    story.report("land")


def test_a_report_with_empty_chapters_is_not_frozen(opened):
    story = opened
    _all_report(story)
    refused = story.do(actions.freeze, story.office(), "forestry")
    assert not refused
    assert [place for place, _ in refused.details] == ["一", "七", "八"]


def test_a_counted_figure_is_not_typed_into_the_report(opened):
    story = opened
    story.report("forestry", {"3.1.1": "4", "3.2.1": "4", "3.3.1": "4"})
    typed = "本局收到政府信息公开申请4件。"
    refused = story.do(actions.write_text, story.clerk("forestry"), "forestry", slot="一", text=typed)
    assert [place for place, _ in refused.details] == ["1"]
    assert "{3.1}" in str(refused.details[0][1])
    bound = "本局收到政府信息公开申请{3.1}件。"
    assert story.do(actions.write_text, story.clerk("forestry"), "forestry", slot="一", text=bound)
    report = queries.draft(story.clerk("forestry"), story.of("forestry").pk, DAY).report
    assert "收到政府信息公开申请4件" in "".join(
        run.text for section in report.sections for block in section.blocks
        if hasattr(block, "runs") for run in block.runs
    )  # fmt: skip
