"""The gazette's rules, and how recognised pages become documents."""

import pytest

from gongkai.core.publishing.gazette import Maker, Piece, piece_problems, proposed, squeezed
from gongkai.publishing.gazette import law


@pytest.mark.parametrize(
    ("kind", "maker", "section"),
    [
        ("rule", Maker.GOVERNMENT, "rules"),
        ("normative", Maker.GOVERNMENT, "government"),
        ("normative", Maker.DEPARTMENT, "departments"),
        ("official", Maker.DEPARTMENT, "departments"),
        ("interpretation", Maker.DEPARTMENT, "interpretation"),
        ("personnel", Maker.GOVERNMENT, "personnel"),
        ("report", Maker.GOVERNMENT, "others"),
    ],
)
def test_where_a_document_stands(kind: str, maker: Maker, section: str):
    assert law.rules().section_of(kind, maker) == section


def test_what_must_and_what_may_be_in_it():
    assert law.must() == ["rule", "normative"]
    assert set(law.must()) < set(law.may())
    assert not {"news", "picture"} & set(law.may())


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("关 于 植 树 造 林 的 通 知", "关于植树造林的通知"),
        ("一 、 按 时 发 放 。", "一、按时发放。"),
        ("第 3 期 ISSN 2049-3630", "第 3 期 ISSN 2049-3630"),
        ("\n  甲 \n\n 乙\n", "甲\n乙"),
    ],
)
def test_gaps_between_characters_go(seen: str, said: str):
    assert squeezed(seen) == said


@pytest.mark.parametrize(
    ("pieces", "problems"),
    [
        ((Piece(1, 3, "甲"), Piece(3, 8, "乙", "某政发〔1998〕7号")), 0),
        ((Piece(1, 3, " "),), 1),
        ((Piece(4, 3, "甲"),), 1),
        ((Piece(0, 3, "甲"),), 1),
        ((Piece(1, 9, "甲"),), 1),
        ((Piece(1, 5, "甲"), Piece(4, 6, "乙")), 1),
        ((Piece(1, 2, "甲", "7号文件"),), 1),
        ((Piece(9, 9, "", "x"),), 3),
    ],
)
def test_what_is_wrong_with_a_split(pieces: tuple[Piece, ...], problems: int):
    assert len(list(piece_problems(pieces, 8))) == problems


def test_a_first_split_from_the_numbers():
    pages = (
        "某市人民政府公报\n目 录\n某政发〔1998〕7号关于造林的通知",
        "某政发【1998】7号\n某市人民政府\n关于植树造林的通知\n各县区：\n根据某政发〔1997〕2号文件，现就造林通知如下。",
        "一、按时造林。",
        "关于防汛的通知\n某政办发[1998]12号\n各有关部门：",
    )
    assert proposed(pages) == (
        Piece(2, 3, "某市人民政府关于植树造林的通知", "某政发〔1998〕7号"),
        Piece(4, 4, "关于防汛的通知", "某政办发〔1998〕12号"),
    )
    assert proposed(("没有文号的一页",)) == ()
    for seen in ("临政发(1996]18吨", "临政发〈1996]18昌", "，临政发1996)018号0", "临政发【1996】第18"):
        assert proposed((f"{seen}\n关于粮食收购的通知\n为进一步做好工作，",)) == (
            Piece(1, 1, "关于粮食收购的通知", "临政发〔1996〕18号"),
        ), "as recognition sees it"
    assert proposed(("各县区根据临政发(1996]18号\n通知如下", "全年收入1996)18吨")) == ()
