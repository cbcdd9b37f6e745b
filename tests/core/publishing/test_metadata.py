"""Metadata: what each kind must carry, and what is wrong is said in words."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.publishing.kinds import Kind, NoSuchKindError, Required, Step
from gongkai.core.publishing.metadata import Metadata, iso_date, metadata_problems

TODAY = date(2026, 3, 2)
WHOLE = Metadata(
    title="示例市公共停车场管理办法",
    summary="规定公共停车场的规划、建设、收费和监督。",
    subject="industry",
    genre="measures",
    keywords=("停车场", "收费"),
    formed_on=date(2026, 2, 10),
    effective_on=date(2026, 4, 1),
    expires_on=date(2031, 3, 31),
    number="示政发〔2026〕3号",
    registration="SLDR-2026-0010007",
    attachments=1,
    text_alternative="图中列出收费标准。",
    interprets=1,
    catalogue="1-2",
)


def said(law, given, kind="normative", **options):
    kind = law.kinds.find(kind)
    return [str(each.reason) for each in metadata_problems(law.metadata, kind, given, TODAY, **options)]


def test_whole_metadata_suit_every_kind(law):
    for code in law.kinds.codes:
        assert said(law, WHOLE, code, numbered=True) == []


EMPTY = {
    "attachments": 0, "interprets": 0, "keywords": (), "formed_on": None, "effective_on": None,
    "expires_on": None,
}  # fmt: skip
FIELDS = {
    Required.ATTACHMENT: "attachments",
    Required.INTERPRETED: "interprets",
}


@pytest.mark.parametrize("required", Required)
def test_each_missing_field_is_asked_for_by_the_kinds_that_need_it(law, required):
    field = FIELDS.get(required, required.value)
    missing = replace(WHOLE, **{field: EMPTY.get(field, "")})
    for code in law.kinds.codes:
        asked = [each for each in said(law, missing, code, numbered=True) if "要填写" in each]
        assert bool(asked) is law.kinds.find(code).needs(required)


def test_numbers_are_asked_for_before_release_only(law):
    bare = replace(WHOLE, number="", registration="")
    assert said(law, bare) == []
    assert len(said(law, bare, numbered=True)) == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "请填写标题"),
        ({"title": "办" * 121}, "不超过 120 个字，现为 121 个"),
        ({"title": "示例市 停车场\n管理办法"}, None),
        ({"title": " 示例市停车场管理办法"}, "多余的空格"),
        ({"title": "示例市停车场管理办法。"}, "末尾不用标点"),
        ({"title": "市府关于停车场的通知"}, "如“市人民政府”"),
        ({"title": "示例市住建局关于物业的通知"}, "住房和城乡建设局"),
        ({"summary": "概" * 301}, "现为 301 个"),
        ({"keywords": tuple("一二三四五六七八九")}, "不超过 8 个"),
        ({"keywords": ("停车", "停车")}, "重复"),
        ({"keywords": ("停车场 ",)}, "不带空格"),
        ({"subject": "weather"}, "主题分类"),
        ({"genre": "poem"}, "体裁"),
        ({"formed_on": date(2026, 3, 3)}, "今天以后"),
        ({"formed_on": date(1926, 3, 3)}, "太早"),
        ({"effective_on": date(2026, 2, 9)}, "早于成文日期"),
        ({"expires_on": date(2026, 3, 31)}, "早于施行日期"),
        ({"number": "示政发[2026]3号"}, "应写作“示政发〔2026〕3号”"),
        ({"number": "示政发〔2025〕3号"}, "年份与成文日期"),
        ({"edition": 2}, "说明改了什么"),
        ({"edition": 2, "change_note": "改" * 501}, "修改说明不超过 500"),
    ],
)
def test_what_is_wrong_is_said(law, changed, told):
    problems = said(law, replace(WHOLE, **changed))
    assert problems
    assert told is None or any(told in each for each in problems)


def test_full_names_that_hold_a_short_one_are_right(law):
    title = "示例市人民政府办公室关于停车场的通知"
    assert said(law, replace(WHOLE, title=title)) == []


def test_an_edition_with_its_note(law):
    assert said(law, replace(WHOLE, edition=2, change_note="第三条的收费标准改为每小时四元。")) == []


def test_22_subjects_and_15_statutory_genres(law):
    assert len(law.metadata.subjects.subject) == 22
    assert sum(each.statutory for each in law.metadata.genres.genre) == 15


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("示例市人民政府关于加强停车管理的通知", "notice"),
        ("示例市停车管理办法（试行）", "measures"),
        ("2025年国民经济和社会发展统计公报", "statistics"),
        ("示例市人民政府公报", "communique"),
        ("示例市2026年政务公开工作要点", "plan"),
        ("王某某同志任职", None),
    ],
)
def test_a_genre_is_proposed_by_the_title(law, title, genre):
    found = law.metadata.genres.proposed_for(title)
    assert (found.code if found else None) == genre


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("2025年度财政预算执行情况", "finance"),
        ("关于做好防汛抗旱工作的通知", "agriculture"),
        ("义务教育学校招生方案", "education"),
    ],
)
def test_subjects_are_proposed_by_the_title(law, title, subject):
    assert law.metadata.subjects.proposed_for(title)[0].code == subject


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026年3月1日", date(2026, 3, 1)),
        ("2026/3/1", date(2026, 3, 1)),
        ("2026.3.1", date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1)),
        (" 2026年 3月 1日 ", date(2026, 3, 1)),
        ("2026-02-30", None),
        ("2026-03", None),
        ("三月一日", None),
    ],
)
def test_dates(text, day):
    assert iso_date(text) == day


def test_no_kind_leaves_out_the_gate_or_the_signature(law):
    for kind in law.kinds.kind:
        assert not kind.leaves_out(Step.CONFIDENTIALITY)
        assert not kind.leaves_out(Step.TO_SIGN)
    with pytest.raises(ValueError, match="缺少任何一类都不能少的环节"):
        Kind("x", "某类", False, (Step.TO_SIGN,), "plain", "never", (), "《》")


def test_light_and_full_chains(law):
    light = {each.code for each in law.kinds.kind if each.is_light}
    assert light == {"notice", "news", "topic", "picture", "video"}
    assert [each.code for each in law.kinds.kind if each.is_normative] == ["normative"]


def test_an_unknown_kind_is_refused(law):
    with pytest.raises(NoSuchKindError, match="poem"):
        law.kinds.find("poem")


def test_channels(law):
    assert {each.row.value for each in law.channels.channel} == {
        "website", "gazette", "wechat", "microblog", "other",
    }  # fmt: skip
    assert law.channels.named("社区/企事业单位/村公示栏(电子屏)").code == "notice_board"
    assert law.channels.named("政务 微博").code == "microblog"
    assert law.channels.named("飞鸽传书") is None


def test_the_word_of_the_body_tells_the_paper(law):
    told = {
        word: mark.title
        for word in ("示政发", "示政办函", "示政规", "示政发电")
        if (mark := law.word_marks.of(word))
    }
    assert told == {
        "示政发": "普发性文件", "示政办函": "函", "示政规": "行政规范性文件", "示政发电": "电报",
    }  # fmt: skip
    assert law.word_marks.of("示政") is None
