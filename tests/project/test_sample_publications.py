"""The sample city's year of publications: the report's own words through every step, and the cells of the
return that count themselves from them."""

from collections import Counter
from datetime import date, datetime

import pytest

from gongkai.core.publishing.catalogue_compare import Side
from gongkai.foundation import rulebook
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.organisations.queries import actor_for, leaders
from gongkai.foundation.transparency.queries import proof_of
from gongkai.project.demo import catalogues, guides, lately, leading, packages, publications
from gongkai.project.demo import city as sample
from gongkai.project.demo.cases.playing import play
from gongkai.project.demo.ground import DATA, SHANGHAI, YEAR, entering
from gongkai.project.demo.published import normative, since, year
from gongkai.project.demo.published.telling import numbered, sentences
from gongkai.project.demo.returns import COUNTING_THEMSELVES, PROVED, not_in_the_sample
from gongkai.publishing import periodic
from gongkai.publishing.catalogue.queries import public as catalogue
from gongkai.publishing.channels.queries import deliveries
from gongkai.publishing.gazette import making
from gongkai.publishing.gazette.models import Issue
from gongkai.publishing.models import Document, Relation
from gongkai.publishing.queries import public
from gongkai.publishing.queries.work import work_of
from gongkai.reporting import counts
from tests.publishing.gazette.conftest import blank

PRINTED = (DATA / publications.PRINTED).read_text(encoding="utf-8")
FORM = rulebook.form_for(YEAR)
NOW = datetime(2026, 11, 2, 9, tzinfo=SHANGHAI)
FIGURES = {
    "1.1": 1000, "1.1.1": 8, "1.1.2": 8, "1.2.1": 4, "1.2.2": 900, "1.2.3": 200, "1.2.4": 100, "1.2.5": 100,
    "2.2.3": 8, "7.1": 400, "7.2": 100, "9.1": 2, "9.2": 5001, "10.1": 2, "10.2": 2, "11.1": 1001,
    "11.2": 1002,
}  # fmt: skip


def test_the_items_of_the_print_are_read_whole():
    items = list(publications.printed_items(PRINTED))
    titles = [each.title for each in items]
    assert len(items) == 18
    assert "推进“双随机、一公开”监管" in titles
    text = next(each.text for each in items if each.title == "做好教育监管信息公开")
    assert text.startswith("继续推进高校本科教学质量")
    assert "\n" not in text


def test_its_sentences_are_items_with_a_title_and_a_subject():
    told = sentences()
    assert len(told) > 150
    assert len({each.title for each in told}) == len(told)
    assert all(each.text.startswith(each.title) and each.text.endswith("。") for each in told)
    assert {"finance", "education", "construction", "general"} <= {each.subject for each in told}
    assert not any("0539" in each.text for each in told)


def test_a_body_that_has_told_the_whole_report_begins_another_issue():
    told = sentences()
    items = [numbered(told, 37, number) for number in range(3 * len(told))]
    assert len({title for title, _, _ in items}) == len({text for _, text, _ in items}) == len(items)
    assert items[len(told)][0].endswith("（第2期）")


def test_what_the_sample_leaves_out_is_said_beside_the_count():
    rest = dict(not_in_the_sample(FORM, Counter(FIGURES), {"1.1": 12, "9.1": 2, "3.1.1": 5}, 100))
    assert {code: entry.text for code, entry in rest.items()} == {"1.1": "988"}
    assert "1∶100" in rest["1.1"].reason


@pytest.mark.django_db
def test_the_year_counts_itself(monkeypatch, settings, tmp_path):
    """Of the city, a county and a department."""
    settings.MEDIA_ROOT, settings.HEAD_KEY = tmp_path, str(tmp_path / "head.key")
    declared = sample.declared()
    small = declared | {
        "county": declared["county"][:1], "zone": [], "committee": [],
        "department": declared["department"][:1],
    }  # fmt: skip
    monkeypatch.setattr(sample, "declared", lambda: small)
    monkeypatch.setattr(normative, "OF_CITY", 1)
    monkeypatch.setattr(since, "_LAPSES_EVERY", 2)
    monkeypatch.setattr(making, "to_pages", blank)
    fields = publications.key_fields()[:2]
    monkeypatch.setattr(publications, "key_fields", lambda: fields)
    with entering():
        city = sample.enter_city()
        figures = {body.share.code: Counter(FIGURES) for body in city.everyone}
        play(year.stories(city, figures, 100), lambda ended, of: None)
        publications.sign(PROVED)
        since.enter_since(city, NOW)
    position = Event.objects.order_by("-sequence").values_list("sequence", flat=True)[0]
    found = counts.counted(FORM, YEAR, [each.id for each in city.everyone], position)
    told = {
        code: sum(each[code] for each in found.values() if each.get(code) is not None)
        for code in COUNTING_THEMSELVES
    }
    assert told == {
        "1.1": 30, "1.2.2": 30, "1.1.1": 2, "1.1.2": 2, "2.2.3": 2, "1.2.1": 2, "1.2.3": 6, "1.2.4": 3,
        "1.2.5": 3, "7.1": 12, "7.2": 3, "9.1": 2, "9.2": 5001, "10.1": 4, "10.2": 2, "10.3": 0,
        "11.1": 2002, "11.2": 1002, "11.3": 0, "12.2": 6,
    }  # fmt: skip
    assert Document.objects.filter(is_sample=False).count() == 0
    assert Relation.objects.filter(kind="interprets").count() == 2
    ruled = Document.objects.get(kind="normative", body=city.city.id)
    assert (ruled.number, ruled.registration_number) == ("临政规〔2017〕1号", "LYSDR-2022-0000001")
    assert ruled.expires_on == date(2027, 1, 19)
    (lapsed,) = Document.objects.filter(standing="expired")
    assert (lapsed.kind, lapsed.standing_on.year) == ("normative", 2022)
    assert periodic.expire_over(NOW) == 0
    assert {each.published_at.month for each in Issue.objects.all()} == {1, 2}
    newest = public.released().items[0]
    assert newest.is_sample
    assert proof_of(newest.index_number)["content"]["title"] == newest.title
    with entering():
        packages.enter_package(city)
        leading.enter_leaders(city)
        catalogues.enter_catalogues(city, NOW)
        guides.enter_guides(city, NOW)
        lately.enter_lately(city, NOW)
    _of_these_days(city)


def _of_these_days(city):
    """Catalogues that differ, documents under their rows, deliveries in every state that stays so."""
    codes = {body.share.code: body.id for body in city.everyone}
    rows, of = catalogue.items(NOW.date())
    under = {(each.body, each.facts.second): [it.title for it in each.published] for each in rows}
    assert of == 13 + 13 + 1
    assert under[codes["lanshan"], "课后服务收费"] == ["义务教育学校课后服务收费标准（示例）"]
    assert "关于公布学生资助申请流程的通知（示例）" in under[codes["linyi"], "学生资助"]
    assert [] in under.values()
    (county,) = (each for each in city.everyone if each.share.code == "lanshan")
    waiting = work_of(actor_for(county.desk.confidentiality, NOW.date()), NOW.date())
    assert [each.title for each in waiting.steps] == ["困难家庭学生补助发放名单公示（示例）"]
    sides = catalogue.beside("compulsory_education", codes["linyi"], codes["lanshan"])
    assert Counter(each.side for each in sides) == {Side.SAME: 4, Side.ONLY_RIGHT: 1}
    sides = catalogue.beside("social_assistance", codes["linyi"], codes["lanshan"])
    assert [each.columns for each in sides if each.side is Side.DIFFERING] == [("公开时限",)]
    assert len(catalogue.pages()) == 4
    assert [each.post for each in leaders([codes["linyi"]], NOW.date())][:2] == ["市长", "副市长"]
    clerk = actor_for(city.city.clerk, NOW.date())
    states = {each.state for each in deliveries.listed(clerk, NOW.date())}
    assert {"held", "failed", "by_hand", "proved", "arrived", "dropped"} <= states
