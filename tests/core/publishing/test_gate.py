"""The confidentiality gate: every item answered, every finding judged, for this text, by another person."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.publishing.attribute import Attribute
from gongkai.core.publishing.findings import (
    FindingKind,
    Part,
    Place,
    embedded_finding,
    findings,
    property_findings,
    unreadable_finding,
)
from gongkai.core.publishing.gate import (
    Answer,
    GateResult,
    GateReview,
    ItemAnswer,
    Judgement,
    UnderReview,
    Verdict,
    gate_problems,
    review_due,
    where,
)

DAY = date(2026, 3, 2)
DIGEST, OTHER = "a" * 64, "b" * 64
BODY = Place(Part.BODY)


@pytest.fixture
def rules(law):
    return law.gate


@pytest.fixture
def review(rules):
    """A review that passes for a text without findings."""
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in rules.item}
    return GateReview(DIGEST, "reviewer", GateResult.OPEN, "", answers)


def under_review(*found, **changed):
    return replace(UnderReview(DIGEST, Attribute.OPEN, {"writer"}, found), **changed)


def said(rules, review, of):
    return [str(each.reason) for each in gate_problems(rules, review, of, DAY)]


def test_a_clean_text_passes(rules, review):
    assert gate_problems(rules, review, under_review(), DAY) == ()


def test_whoever_wrote_does_not_review(rules, review):
    assert "写过这份内容的人" in said(rules, review, under_review(writers={"reviewer"}))[0]


def test_a_text_changed_since_does_not_pass(rules, review):
    assert "请重新审查" in said(rules, review, under_review(digest=OTHER))[0]


def test_every_item_is_asked(rules, review):
    for item in rules.item:
        answers = {code: each for code, each in review.answers.items() if code != item.code}
        problems = gate_problems(rules, replace(review, answers=answers), under_review(), DAY)
        assert [str(each.reason) for each in problems] == [f"还没有审查：{item.text}。"]
        assert problems[0].article == item.article(DAY)


def test_only_some_items_may_not_apply(rules, review):
    for item in rules.item:
        answers = {**review.answers, item.code: ItemAnswer(Answer.NOT_APPLICABLE)}
        passes = not said(rules, replace(review, answers=answers), under_review())
        assert passes is item.may_not_apply


def test_an_unknown_item_is_no_answer(rules, review):
    answers = {**review.answers, "shoe_size": ItemAnswer(Answer.CLEAR)}
    assert said(rules, replace(review, answers=answers), under_review()) == ["没有“shoe_size”这一审查项目。"]


def test_a_concern_is_written_down_and_stands_against_full_publication(rules, review):
    bare = replace(review, answers={**review.answers, "privacy": ItemAnswer(Answer.CONCERN)})
    assert "写明是什么问题" in said(rules, bare, under_review())[0]
    noted = replace(
        review, answers={**review.answers, "privacy": ItemAnswer(Answer.CONCERN, "附件二有住址，已删")}
    )
    assert "不能全部公开" in said(rules, noted, under_review())[0]
    partly = replace(noted, result=GateResult.PARTLY, reason="附件二去掉住址后公开")
    assert said(rules, partly, under_review()) == []


RESULTS = {
    (GateResult.OPEN, Attribute.OPEN): True,
    (GateResult.OPEN, Attribute.ON_REQUEST): True,
    (GateResult.OPEN, Attribute.WITHHELD): False,
    (GateResult.PARTLY, Attribute.OPEN): True,
    (GateResult.PARTLY, Attribute.ON_REQUEST): True,
    (GateResult.PARTLY, Attribute.WITHHELD): False,
    (GateResult.NOT_OPEN, Attribute.OPEN): False,
    (GateResult.NOT_OPEN, Attribute.ON_REQUEST): True,
    (GateResult.NOT_OPEN, Attribute.WITHHELD): True,
    (GateResult.REFERRED, Attribute.OPEN): False,
    (GateResult.REFERRED, Attribute.ON_REQUEST): False,
    (GateResult.REFERRED, Attribute.WITHHELD): False,
}


@pytest.mark.parametrize(("result", "attribute"), [(r, a) for r in GateResult for a in Attribute])
def test_result_and_attribute_agree(rules, review, result, attribute):
    given = replace(review, result=result, reason="涉及商业秘密的部分已经去除")
    assert (said(rules, given, under_review(attribute=attribute)) == []) is RESULTS[result, attribute]


@pytest.mark.parametrize("result", [GateResult.PARTLY, GateResult.NOT_OPEN, GateResult.REFERRED])
def test_all_but_full_publication_give_their_reason(rules, review, result):
    of = under_review(attribute=Attribute.ON_REQUEST)
    assert any("说明理由" in each for each in said(rules, replace(review, result=result), of))


def test_without_a_result_nothing_passes(rules, review):
    assert said(rules, replace(review, result=None), under_review()) == ["请选定审查结论。"]


def test_joint_makers_agree_in_writing(rules, review):
    problems = said(rules, review, under_review(silent_makers=("示例市水利局", "示例市财政局")))
    assert len(problems) == 2
    assert "示例市水利局" in problems[0]


TEXT = "联系人电话13800001234，密件如下\n机密★5年\n办公室电话0539-8000123，再打13800001234"


def test_every_finding_is_judged(rules, review):
    found = findings(TEXT, BODY)
    assert {each.kind for each in found} == {
        FindingKind.MOBILE, FindingKind.CLASSIFICATION, FindingKind.PHONE,
    }  # fmt: skip
    problems = said(rules, review, under_review(*found))
    assert len(problems) == 3  # the same number twice in one place is judged once
    assert all(each.startswith("还没有认定：正文的") for each in problems)


def judged(found, **verdicts):
    return {each.key: verdicts[each.kind.value] for each in found}


def test_judged_findings_pass(rules, review):
    found = findings(TEXT, BODY)
    verdicts = judged(
        found,
        mobile=Judgement(Verdict.STAYS, "公布的值班手机号"),
        phone=Judgement(Verdict.STAYS, "办公电话"),
        classification=Judgement(Verdict.DECLASSIFIED, "已经办理解密", "示保〔2024〕3号，2024年5月6日"),
    )
    assert said(rules, replace(review, judged=verdicts), under_review(*found)) == []


@pytest.mark.parametrize(
    ("judgement", "told"),
    [
        (Judgement(Verdict.MASKED), "文字里还有"),
        (Judgement(Verdict.STAYS, "反正没有关系"), "不能这样认定"),
        (Judgement(Verdict.DECLASSIFIED, "已经办理解密"), "文号和日期"),
        (Judgement(Verdict.DECLASSIFIED, "", "示保〔2024〕3号"), "为什么可以保留"),
        (Judgement(Verdict.FALSE_ALARM, "不是"), "为什么可以保留"),
    ],
)
def test_a_classification_mark_leaves_by_two_ways_only(rules, review, judgement, told):
    found = findings("机密★5年", BODY)
    verdicts = {each.key: judgement for each in found}
    (problem,) = said(rules, replace(review, judged=verdicts), under_review(*found))
    assert told in problem


def test_an_identity_number_never_stays(rules, review):
    found = findings("身份证号：99000019900307000X", BODY)
    verdicts = {each.key: Judgement(Verdict.STAYS, "本人同意公开") for each in found}
    (problem,) = said(rules, replace(review, judged=verdicts), under_review(*found))
    assert "不能这样认定" in problem


def test_a_judgement_holds_for_its_words_and_place_only():
    here = findings("电话13800001234", BODY)[0]
    moved = findings("各位请注意：电话13800001234", BODY)[0]
    other_number = findings("电话13800005678", BODY)[0]
    other_file = findings("电话13800001234", Place(Part.ATTACHMENT, "名单.xlsx"))[0]
    hidden = findings("电话13800001234", replace(BODY, hidden=True))[1]
    assert here.key == moved.key
    assert len({here.key, other_number.key, other_file.key, hidden.key}) == 4


def test_the_office_s_own_particulars_are_not_found():
    assert findings("办公电话0539-8000123", BODY, keep=("0539-8000123",)) == ()


def test_names_the_office_knows_are_found():
    (found,) = findings("申请人张某某提出", BODY, names=("张某某",))
    assert (found.kind, found.words) == (FindingKind.NAME, "张某某")


def test_a_hidden_layer_is_itself_a_finding():
    place = Place(Part.ATTACHMENT, "方案.docx", "批注", hidden=True)
    assert [each.kind for each in findings("请改为13800001234", place)] == [
        FindingKind.HIDDEN_TEXT, FindingKind.MOBILE,
    ]  # fmt: skip
    assert findings("  \n", place) == ()


def test_what_files_carry_is_found():
    found = [
        *property_findings([("作者", "王某"), ("标题", " ")], "方案.docx"),
        embedded_finding("底稿.xlsx", "方案.docx"),
        unreadable_finding("扫描件.pdf", "没有文字层"),
    ]
    assert [each.kind for each in found] == [
        FindingKind.PROPERTY, FindingKind.EMBEDDED_FILE, FindingKind.UNREADABLE,
    ]  # fmt: skip
    assert str(where(found[0])) == "《方案.docx》作者"


def test_what_the_machine_cannot_read_a_person_looks_at(rules, review):
    found = unreadable_finding("扫描件.pdf", "没有文字层")
    assert "《扫描件.pdf》" in said(rules, review, under_review(found))[0]
    looked = replace(review, judged={found.key: Judgement(Verdict.STAYS, "逐页看过，没有问题")})
    assert said(rules, looked, under_review(found)) == []


def test_articles_are_those_of_the_day(rules):
    item = next(each for each in rules.item if each.code == "state_secret")
    assert "2007年" in item.article(date(2017, 6, 1))
    assert "2019年修订" in item.article(date(2020, 1, 1))
    assert "第三十五条" in item.article(date(2024, 5, 1))


def test_a_review_is_due_within_working_days(rules, calendar):
    assert review_due(rules, date(2026, 9, 18), calendar).date == date(2026, 10, 9)


def test_every_kind_of_finding_can_be_cleared_somehow(rules):
    for kind in FindingKind:
        assert rules.rule_of(kind).verdicts
