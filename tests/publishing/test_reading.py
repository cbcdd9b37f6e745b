"""What is pointed at in the passages of a file: line by line, over the ends of lines, from cell to cell."""

import pytest

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.findings import FindingKind
from gongkai.foundation.texts import Layer, Passage
from gongkai.publishing.reading import found_in

ID, MOBILE = "990000199003071235", "13800001234"


def passage(text: str, layer: Layer = Layer.BODY) -> Passage:
    return Passage(text, layer, Message(N_("第 {number} 段"), {"number": 1}))


def pointed(*passages: Passage) -> list[tuple[str, str]]:
    return [(finding.kind.value, finding.words) for finding, _ in found_in(passages, "名单.pdf")]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (f"张样例 1\n{MOBILE}\n2 李样例", "mobile", MOBILE),
        (f"1\n张样例\n{ID}\n2\n李样例", "id_card", ID),
        (f"号码{ID[:7]}\n{ID[7:]}的", "id_card", ID),
        ("某市文件\n内部资料 注意保存\n关于某事的通知", "internal_label", "内部资料 注意保存"),
        ("某市文件\n秘密\n关于某事的通知", "classification", "秘密"),
        ("000012\n某市文件", "copy_number", "000012"),
    ],
)  # fmt: skip
def test_lines_of_a_page(text: str, kind: str, words: str):
    assert pointed(passage(text)) == [(kind, words)]


def test_one_thing_in_two_lines_is_one_finding_where_it_stands():
    page = passage(f"电话\n{MOBILE}\n，{ID[:9]}\n{ID[9:]}")
    for finding, around in found_in([page], "名单.pdf"):
        assert page.flowing[finding.start : finding.end] == finding.words
        assert finding.words in around
    assert len(pointed(page)) == 2


def test_the_words_around_keep_the_ends_of_lines_apart():
    (_, around), *_rest = found_in([passage(f"1 张样例\n{MOBILE}\n2 李样例")], "名单.pdf")
    assert around == f"1 张样例 {MOBILE} 2 李样例"
    (_, around), *_rest = found_in([*map(passage, ["号码", *ID, "年龄"])], "名单.pdf")
    assert around == f"号码 {ID} 年龄"


def test_a_box_a_digit():
    assert pointed(*map(passage, ["身份证号", *ID, "年龄"])) == [("id_card", ID)]


def test_figures_in_cells_are_no_numbers_of_people():
    assert pointed(*map(passage, ["2017", "1380", "0001", "234", "2018", "139", "0000", "5678"])) == []


def test_what_a_property_or_the_name_of_a_file_within_holds():
    assert pointed(passage(f"张样例 {ID}", Layer.PROPERTY)) == [
        ("property", f"张样例 {ID}"), ("id_card", ID),
    ]  # fmt: skip
    assert pointed(passage(f"{ID}.jpg", Layer.ATTACHED))[1] == ("id_card", ID)


def test_a_hidden_layer_is_pointed_at_once_with_what_it_holds():
    kinds = [kind for kind, _ in pointed(passage(f"备注\n{MOBILE}\n1", Layer.HIDDEN))]
    assert kinds == [FindingKind.HIDDEN_TEXT, FindingKind.MOBILE]
