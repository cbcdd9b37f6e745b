"""Texts of replies: what a template and a finished letter may not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.outcomes import Contested, Outcome, Requirement
from gongkai.core.replies import (
    PLACES,
    Notice,
    Placeholder,
    UnfilledError,
    check_letter,
    check_template,
    fill,
    placeholders_of,
    read_templates,
)
from gongkai.core.replies.sayings import plain


def outcome(contested=Contested.WITHHELD, requires=(Requirement.GROUNDS_TEXT,), refusal=True):
    return Outcome(
        code="x", title="例", short="例", articles=("第一条",), cells={}, contested=contested,
        refusal=refusal, replied=True, requires=requires,
    )  # fmt: skip


GOOD = """{applicant}：
本机关于{received}收到您的申请（{case_number}）：{description}
依据{article}，不予公开。理由：{grounds}
{remedy}
{body}
{date}"""

TEMPLATES = [
    # 改动                                           说了什么
    (GOOD, None),
    (GOOD.replace("{remedy}", ""), "正好出现一次，现为 0 次"),
    (GOOD.replace("{remedy}", "{remedy}\n{remedy}"), "现为 2 次"),
    (GOOD.replace("{grounds}", ""), "缺少填充项“grounds”"),
    (GOOD.replace("{article}", "条例"), "缺少填充项“article”"),
    (GOOD.replace("{grounds}", "{grounds}{weather}"), "不认识的填充项“weather”"),
    (GOOD.replace("{grounds}", "{grounds}{"), "大括号不成对"),
    (GOOD.replace("{remedy}", "{remedy}｛remedy｝"), "全角大括号"),
    (GOOD + "\n如不服，可在60日内申请行政复议。", "“60日”"),
    (GOOD + "\n如不服，可申请复议。", "“复议”"),
    (GOOD + "\n可以向人民法院提出。", "“法院”"),
    (GOOD + "\n六十日内提出。", "“60日”"),
    (GOOD + "\n陆拾天内提出。", "“60天”"),
    (GOOD + "\n６０ 日内提出。", "“60日”"),
    (GOOD + "\n六 十\n日内提出。", "“60日”"),
    (GOOD + "\n六个月内提出。", "“6个月”"),
    (GOOD + "\n半年内提出。", "“半年”"),
    (GOOD + "\n十五日内提出。", "“15日”"),
    (GOOD + "\n可申請行政復議或提起訴訟。", "“复议”"),
    (GOOD + "\nWithin 60 days or 6 months.", "“60days”"),
    (GOOD + "\n行\u200b政复\u200b议", "“复议”"),
    (GOOD + "\n请于15个工作日内来函。", None),
    (GOOD + "\n2026年6月15日以前。", None),
    (GOOD + "\n共160日。", None),
]


@pytest.mark.parametrize(("text", "said"), TEMPLATES)
def test_templates(text, said):
    found = " ".join(str(each) for each in check_template(text, outcome()))
    assert (found == "") if said is None else (said in found)


@pytest.mark.parametrize(
    "contested",
    [Contested.NOTHING, Contested.CORRECTION_NOTICE, Contested.EXTENSION_NOTICE, Contested.FEE_NOTICE],
)
def test_where_nothing_can_be_contested_no_remedy_is_told(contested):
    (said,) = check_template(GOOD, outcome(contested))
    assert "请删去" in str(said)
    assert check_template(GOOD.replace("{remedy}\n", ""), outcome(contested)) == ()


def test_a_notice_needs_its_own_places():
    text = "{addressee}：{information}{grounds}{remedy}{body}{date}"
    assert check_template(text, Notice.OVERRIDE) == ()
    assert [str(each) for each in check_template(text.replace("{information}", ""), Notice.OVERRIDE)] == [
        "缺少填充项“information”（信息内容）"
    ]
    (said,) = check_template("{applicant}{items}{period_end}{body}{date}{remedy}", Notice.CORRECTION)
    assert "请删去" in str(said)


BLOCK = (
    "如对本答复不服，应当先申请行政复议：请自收到本答复之日起60日内向示例市人民政府（地址：示例路1号）提出。"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向有管辖权的人民法院提起行政诉讼。",
    "行政复议申请也可以通过互联网提交：https://review.example/。",
)
LETTER = "张样例：\n经审查，您申请公开的信息不予公开。\n" + "\n".join(BLOCK) + "\n示例市示例局\n2024年1月2日"


def with_sentence(sentence):
    return LETTER.replace("\n示例市示例局", f"\n{sentence}\n示例市示例局")


CONTRADICTING = [
    "如对本答复不服，可以在60日内申请行政复议，或者在6个月内向人民法院提起行政诉讼。",
    "如不服，可自收到之日起六十日内申请行政复议，也可六个月内起诉。",
    "如不服，可自收到之日起陆拾日内申请复议，亦可陆个月内向法院起诉。",
    "如不服，可自收到之日起６０日内申请行政复议，６个月内提起诉讼。",
    "如不服，可自收到之日起六 十 日内申请行 政 复\n议。",
    "您可以直接向人民法院提起行政诉讼。",
    "您也可以起诉。",
    "救济途径：行政复议（60日）；行政诉讼（6个月）。",
    "您可向上级申请行政复议。",
    "复议或者诉讼由您选择。",
    "应先向示例区人民政府申请行政复议。",
    "对本答复有异议的，三个月内可诉讼。",
    "请在半年内向法院提出。",
    "60日或者6个月内提出。",
    "Youmayapplyforreviewwithin60daysorsuewithin6months.",
    "You may apply for review within 60 days or go to court within six months.",
    "不服本答復，可申請行政復議或提起行政訴訟。",
    "如不服，可以自收到本答复之日起60日内向示例省人民政府申请行政复议。",
    "行政复议前置不适用，可直接起诉。",
    "如不服可复议。",
    "不服的，请提请示例市人民政府行政复议。",
    "有异议的，应先向示例省示例厅提出复议申请。",
    "诉讼期限为六个月。",
    "可依法另行起诉。",
    "如有异议，可依据《行政复议法》《行政诉讼法》维护自身权益。",
    "如不服，可告到法院。",
    "不服本答复，可以向人民法院提出。",
    "如不服，可在60日内向示例市人民政府提出。",
    "You may file an administrative lawsuit directly.",
]


@pytest.mark.parametrize("sentence", CONTRADICTING)
def test_another_remedy_beside_the_block_is_refused(sentence):
    (said,) = check_letter(with_sentence(sentence), BLOCK)
    assert "另有关于救济途径的话" in str(said)


HARMLESS = [
    "您申请公开的是2023年行政复议决定书，共12份。",
    "您申请公开的行政诉讼案件统计表，应当由示例单位公开。",
    "经查，2023年5月10日示例区人民法院已作出判决。",
    "该项目公示60日，自2023年1月1日起。",
    "答复期限经批准延长20个工作日。",
    "涉及民事纠纷的，可以依法提起民事诉讼。",
    "您要求确认已经获取的《行政复议法》宣传材料，不予处理。",
    "本机关法制机构负责行政复议应诉工作。",
    "15日上午可以来查阅。",
    "您对该决定不服，已申请行政复议，示例市人民政府已经维持。",
    "您申请查阅的行政复议案卷，可以按照规定办理。",
    "请您提供行政复议申请书复印件。",
    "行政复议办理情况将于6月底前公开。",
    "The office may issue copies.",
    "该案由示例区人民法院执行，期限60日。",
    "如对办理不满意，可以向示例市人民政府办公室投诉。",
    "您曾于2022年向人民法院起诉，该案已于2023年6月1日审结。",
    "该信息由示例市中级人民法院负责公开，可以向其咨询。",
    "本机关可能不掌握行政诉讼的信息。",
]


@pytest.mark.parametrize("sentence", HARMLESS)
def test_speaking_of_reviews_and_suits_tells_no_remedy(sentence):
    assert check_letter(with_sentence(sentence), BLOCK) == ()


def test_the_block_must_stand_word_for_word_and_once():
    assert check_letter(LETTER, BLOCK) == ()
    assert check_letter(LETTER.replace("15日内向", "15日内\n向"), BLOCK) == ()
    said = [str(each) for each in check_letter(LETTER.replace("示例路1号", "示例路9号"), BLOCK)]
    assert "没有系统计算的救济途径" in said[0]
    assert "另有关于救济途径的话" in said[1]
    (twice,) = check_letter(LETTER + BLOCK[1], BLOCK)
    assert "写了 2 次" in str(twice)


def test_the_old_text_on_a_refusal_of_2024_fails():
    old = "如不服，可以自收到本答复之日起60日内申请行政复议，也可以在6个月内提起行政诉讼。"
    letter = LETTER.replace("\n".join(BLOCK), old)
    assert len(check_letter(letter, BLOCK)) == len(BLOCK) + 1


def test_without_a_block_no_remedy_may_be_told():
    assert check_letter("您已经撤回申请，本机关终止办理。", ()) == ()
    assert len(check_letter("终止办理。如不服，可以申请行政复议。", ())) == 1


def test_what_the_applicant_wrote_may_say_anything():
    asked = "请公开：不服拆迁决定可以在60日内向谁申请行政复议的文件"
    letter = with_sentence(f"您申请公开：{asked}。")
    assert len(check_letter(letter, BLOCK)) == 1
    assert check_letter(letter, BLOCK, quoted=[asked]) == ()


NUMERALS = [
    ("六十日", "60日"), ("陆拾日", "60日"), ("六〇日", "60日"), ("六零日", "60日"), ("十五日", "15日"),
    ("壹拾伍日", "15日"), ("两个月", "2个月"), ("一百二十天", "120天"), ("６０日", "60日"),
    ("三十个工作日", "30个工作日"),
    ("第二十条", "第二十条"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "read"), NUMERALS)
def test_numerals_however_written(written, read):
    assert plain(written) == read


def test_filling_puts_values_in_as_they_are():
    text = "{applicant}：\n{number}\n{facts}\n\n{description}"
    values = {"applicant": "张样例", "number": "", "facts": "", "description": "{remedy} {0} 100%"}
    assert fill(text, values) == "张样例：\n\n{remedy} {0} 100%"


def test_filling_names_what_is_missing():
    with pytest.raises(UnfilledError) as refused:
        fill("{applicant}{date}{date}", {"applicant": "张样例"})
    assert str(refused.value.message) == "文书还缺少：成文日期"


@pytest.mark.parametrize("body", ['text = "{body}"', 'text = "{body}"\noutcome = "x"\nnotice = "fee"'])
def test_a_template_is_for_one_thing(body):
    text = f'regime = "2019"\nlayout = ""\n[[template]]\ntitle = "例"\n{body}'
    with pytest.raises(DeclarationError, match="只写明一个"):
        read_templates(Declaration(text, "replies.toml"))


def test_placeholders_in_order():
    assert placeholders_of("{b}{a}{b}") == ("b", "a", "b")


def test_every_place_has_its_words():
    assert set(PLACES) == set(Placeholder)


@given(st.lists(st.sampled_from(["", "", " ", "\n", "\u3000", "\u200b", "\t"]), min_size=40, max_size=40))
def test_gaps_between_the_characters_hide_nothing(gaps):
    sentence = "如不服，可在60日内申请行政复议，或者6个月内起诉"
    spread = "".join(character + gap for character, gap in zip(sentence, gaps, strict=False))
    assert len(check_letter(with_sentence(spread + "。"), BLOCK)) == 1


@given(st.text(), st.text())
def test_filling_never_reads_a_value(first, second):
    assert fill("甲{applicant}乙{facts}丙", {"applicant": first, "facts": second}) == f"甲{first}乙{second}丙"
