"""Marks that were never meant for the public, and the same words where they are none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.publishing.marks import MarkKind, find_marks

C, L, N = MarkKind.CLASSIFICATION, MarkKind.INTERNAL_LABEL, MarkKind.COPY_NUMBER
S, H, T, D = MarkKind.SIGNED_BY, MarkKind.HANDLING_SLIP, MarkKind.TELEGRAM, MarkKind.DRAFT_LABEL

MARKED = [
    # 密级标志
    ("机密★10年", C, "机密★10年"),
    ("绝密★30年", C, "绝密★30年"),
    ("秘密★长期", C, "秘密★长期"),
    ("秘密★启用前", C, "秘密★启用前"),
    ("机密☆5年", C, "机密☆5年"),
    ("秘密＊２０年", C, "秘密＊２０年"),
    ("机密★", C, "机密★"),
    ("机 密", C, "机 密"),
    ("　　绝　密　　", C, "绝　密"),
    ("秘密", C, "秘密"),
    ("【机密】", C, "机密"),
    ("（秘密）", C, "秘密"),
    ("密级：秘密", C, "密级：秘密"),
    ("密级:机密★五年", C, "密级:机密★五年"),
    ("涉密等级：秘密", C, "涉密等级：秘密"),
    ("保密期限：10年", C, "保密期限：10年"),
    ("000012　　机密★10年　　特急", C, "机密★10年"),
    ("示例市人民政府文件\n机密★1年\n关于防汛的通知", C, "机密★1年"),
    ("关于应急演练的报告（机密）", C, "机密"),
    # 内部标识
    ("内部资料", L, "内部资料"),
    ("内部文件", L, "内部文件"),
    ("内部资料　注意保存", L, "内部资料　注意保存"),
    ("内部资料，不得外传", L, "内部资料，不得外传"),
    ("（内部文件，请勿外传）", L, "内部文件，请勿外传"),
    ("【内部使用】", L, "内部使用"),
    ("注意保存", L, "注意保存"),
    ("不得翻印", L, "不得翻印"),
    ("严禁外传", L, "严禁外传"),
    ("仅供领导参阅", L, "仅供领导参阅"),
    ("仅供各位代表参考", L, "仅供各位代表参考"),
    ("仅供内部参考，请勿扩散。", L, "仅供内部参考，请勿扩散。"),
    ("本文件属内部资料，请妥善保管。", L, "本文件属内部资料，请妥善保管。"),
    ("未经批准，不得翻印", L, "未经批准，不得翻印"),
    ("（此件不登报、不上网）", L, "此件不登报、不上网"),
    ("内部掌握，不对外公布", L, "内部掌握，不对外公布"),
    ("阅后收回", L, "阅后收回"),
    ("会后请收回", L, "会后请收回"),
    ("（此件不公开）", L, "此件不公开"),
    ("（此件发至县级）", L, "此件发至县级"),
    ("此件传达至县处级以上领导干部", L, "此件传达至县处级以上领导干部"),
    # 份号、签发人
    ("份号：000012", N, "份号：000012"),
    ("000012\n\n示例市人民政府文件", N, "000012"),
    ("No.000012", N, "No.000012"),
    ("第0012份", N, "第0012份"),
    ("签发人：张某某", S, "签发人：张某某"),
    ("示政发〔2017〕3号　　　　签发人：李某某", S, "签发人：李某某"),
    ("签发人: 王某　会签人: 赵某", S, "签发人: 王某"),
    # 办理痕迹
    ("拟办意见：请刘市长阅示。", H, "拟办意见："),
    ("领导批示：", H, "领导批示："),
    ("批示：同意。", H, "批示："),
    ("示例市人民政府办公室收文处理笺", H, "示例市人民政府办公室收文处理笺"),
    ("公文处理单", H, "公文处理单"),
    ("文件传阅单", H, "文件传阅单"),
    ("发文稿纸", H, "发文稿纸"),
    ("呈张市长阅示", H, "呈张市长阅示"),
    ("拟请李副市长批示。", H, "拟请李副市长批示。"),
    ("核稿：", H, "核稿："),
    ("承办单位意见：拟同意。", H, "承办单位意见："),
    # 电报头
    ("发电单位　示例市政府办公室　　签批盖章　王某", T, "发电单位　示例市政府办公室　　签批盖章　王某"),
    ("等级　特提·明电　　示政办发电〔2020〕1号", T, "等级　特提·明电　　示政办发电〔2020〕1号"),
    ("特急·明电", T, "特急·明电"),
    ("示例市人民政府传真电报", T, "示例市人民政府传真电报"),
    ("内部明电", T, "内部明电"),
    # 稿样
    ("示例市公共停车场管理办法（送审稿）", D, "送审稿"),
    ("关于加强物业管理的意见（代拟稿）", D, "代拟稿"),
    ("（第三稿）", D, "第三稿"),
]


@pytest.mark.parametrize(("text", "kind", "words"), MARKED)
def test_marked(text, kind, words):
    assert (kind, words) in {(each.kind, text[each.start : each.end]) for each in find_marks(text)}


PLAIN = [
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "《中华人民共和国保守国家秘密法》",
    "依法确定为国家秘密的政府信息，不予公开。",
    "涉及商业秘密、个人隐私的，应当征求第三方意见。",
    "工作人员应当保守秘密。",
    "不得泄露国家秘密和工作秘密。",
    "加强对机密级计算机的管理。",
    "涉密人员、绝密级文件的管理，按照国家有关规定执行。",
    "本办法所称秘密载体，是指记录国家秘密的纸介质、光盘等。",
    "保密期限为10年的，届满自行解密。",
    "密级：公开",
    "密级：无",
    "《内部资料性出版物管理办法》",
    "加强单位内部资料管理，防止外泄。",
    "内部审计结果应当依法公开。",
    "内部控制制度不健全。",
    "内部文件管理不规范的问题已经整改。",
    "企业应当妥善保管内部资料，不得擅自外传。",
    "居民应当注意保存缴费凭证。",
    "请注意保存好购物小票，以备查验。",
    "本宣传册仅供参考的内容以官方发布为准，具体办理请咨询窗口工作人员。",
    "内部参考价格由市场形成的商品目录",
    "未经许可不得转载本网站内容。",
    "严禁外地车辆驶入禁行区域。",
    "特急",
    "加急",
    "（此件公开发布）",
    "（此件主动公开）",
    "（此件依申请公开）",
    "邮政编码：276000",
    "276000",
    "举报电话：12345",
    "共3份材料，第1份为申请表。",
    "第12份合同约定的工期为180天。",
    "法定代表人签发的授权委托书",
    "签发人应当对答复内容负责。",
    "许可证签发日期：2017年3月1日",
    "按照领导批示要求，认真抓好落实。",
    "市领导批示件办理情况实行台账管理。",
    "对群众来信，负责人应当及时阅示。",
    "承办单位提出处理意见后，报分管领导审签。",
    "处理意见反馈表填报说明",
    "处理意见",
    "处理意见：建议由纪检监察机关依规处理。",
    "五、处理意见",
    "承办单位",
    "（仅供参考）",
    "以上价格仅供参考。",
    "仅供申请人参考",
    "仅供学习参考",
    "内部工作流程",
    "未经授权，禁止转载本网站内容。",
    "本报告为年度报告，请公众监督。",
    "会签单位应当在3个工作日内反馈。",
    "办公室负责公文处理工作。",
    "公文处理工作条例",
    "电报、电传等通信方式",
    "防汛Ⅲ级应急响应等级：较大",
    "征求意见稿",
    "示例市公共停车场管理办法（征求意见稿）",
    "示例市公共停车场管理办法（试行）",
    "（草案）",
    "起草说明",
    "送审稿的修改情况由法制机构说明。",
    "绝密飞行（电影名）展映活动",
    "人民法院不公开审理的案件",
    "公开招标，不公开开标的除外。",
    "传达至每一名干部职工。",
    "发至各村民委员会，由其张贴公告。",
    "",
    "   \n\n",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain(text):
    assert [(each.kind.value, text[each.start : each.end]) for each in find_marks(text)] == []


def test_there_are_enough_examples_of_both():
    assert len(MARKED) >= 60
    assert len(PLAIN) >= 60


def test_copy_numbers_stand_at_the_head_of_a_sheet():
    head = "000012\n示例市人民政府文件"
    below = "\n".join(["第一条", "第二条", "第三条", "第四条", "第五条", "000012"])
    assert [each.kind for each in find_marks(head)] == [N]
    assert find_marks(below) == ()


def test_several_marks_in_one_text_keep_their_places():
    text = "000012\n机密★10年\n特急\n示政发〔2017〕3号　签发人：张某\n关于防汛工作的请示\n内部资料 注意保存\n"
    found = find_marks(text)
    assert [each.kind for each in found] == [N, C, S, L]
    assert [text[each.start : each.end] for each in found] == [
        "000012", "机密★10年", "签发人：张某", "内部资料 注意保存",
    ]  # fmt: skip


WORDS = st.sampled_from(
    ["机密", "★", "10年", "秘密", "内部资料", " ", "\n", "（", "）", "签发人", "：",
     "张", "请阅示", "000012", "，", "国家", "的"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map("".join))
def test_spans_are_in_order_without_overlaps_and_never_blank(text):
    found = find_marks(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[each.start].strip() and text[each.end - 1].strip() for each in found)


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text):
    find_marks(text)


def test_a_long_text_is_quick_to_look_through():
    """No pattern runs away on a long line: a book's length in one line gives nothing and ends."""
    line = "请" + "各单位认真贯彻落实" * 20_000
    assert find_marks(line) == ()
    assert find_marks("（" * 5000 + "机密" + "）" * 5000) == ()
