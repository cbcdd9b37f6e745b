"""The columns of the workbook in which many items arrive."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.core.publishing.attribute import Attribute
from gongkai.publishing import law

SHEET = "信息"
NOTES = "填写说明"
ATTRIBUTES = {"主动公开": Attribute.OPEN, "依申请公开": Attribute.ON_REQUEST, "不予公开": Attribute.WITHHELD}


class Holds(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """`choices`: the words of the list → the program's value."""

    key: str
    title: str
    holds: Holds
    note: str
    required: bool = False
    width: int = 14
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> frozenset[str]:
        """The program's values, as programs send them."""
        return frozenset(self.choices.values())


def columns() -> tuple[Column, ...]:
    """In the order of the template."""
    text, day, choice = Holds.TEXT, Holds.DATE, Holds.CHOICE
    rules = law.rules()
    grounds = {each.text: each.code for regime in rules.attributes for each in regime.ground}
    kinds = {each.title: each.code for each in rules.kinds.kind}
    subjects = {each.title: each.code for each in rules.metadata.subjects.subject}
    genres = {each.title: each.code for each in rules.metadata.genres.genre}
    forms = {each.title: each.code.value for each in rules.interpretation.form}
    return (
        Column("external", "原编号", text, "办公系统里的编号，每行不同；再次导入时据此认出同一件", True, 18),
        Column("kind", "类别", choice, "从列表中选择", True, choices=kinds),
        Column("title", "标题", text, "不用简称，末尾不用标点", True, 40),
        Column("text", "正文", text, "纯文本，分段用换行；正文在文件里的留空，文件名写在附件列", width=40),
        Column("files", "附件", text, "压缩包里的文件名，几个文件用分号分开", width=24),
        Column("summary", "内容概述", text, "没有的留空", width=30),
        Column("subject", "主题分类", choice, "从列表中选择", choices=subjects),
        Column("genre", "体裁分类", choice, "从列表中选择", choices=genres),
        Column("keywords", "关键词", text, "几个词用分号分开", width=20),
        Column("formed_on", "成文日期", day, "写成 2017-03-05", True),
        Column("effective_on", "施行日期", day, "没有的留空"),
        Column("expires_on", "有效期至", day, "规范性文件必填"),
        Column("number", "发文字号", text, "如 示政办发〔2023〕12号", width=22),
        Column("registration", "登记号", text, "规范性文件统一登记的编号", width=18),
        Column("catalogue", "公开目录", text, "目录条目的编号或者名称", width=14),
        Column("attribute", "公开属性", choice, "从列表中选择", True,
               choices={title: each.value for title, each in ATTRIBUTES.items()}),
        Column("ground", "公开依据", choice, "从列表中选择", True, 30, grounds),
        Column("reason", "不公开的理由", text, "不主动公开的必填", width=30),
        Column("reassess_on", "评估日期", day, "不主动公开的必填"),
        Column("interprets", "解读的文件", text, "政策解读填：被解读文件的原编号", width=18),
        Column("form", "解读形式", choice, "政策解读填", choices=forms),
    )  # fmt: skip
