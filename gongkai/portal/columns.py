"""The columns of the site as the page tags name them (《政府网站发展指引》, 《网页设计规范》): name, purpose,
kind. A page says its section; documents of one kind make a column of their own."""

from dataclasses import dataclass

from gongkai.core.messages import N_


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is one of the list of ColumnType. Texts in Chinese; `keywords` of what is in it."""

    name: str
    description: str
    keywords: tuple[str, ...]
    kind: str


HOME = Column(N_("首页"), N_("最新公开的政府信息、申请公开、年度报告"), (N_("政府信息公开"),), "首页")
SECTIONS = {
    "home": HOME,
    "documents": Column(
        N_("政府信息"), N_("各单位主动公开的文件和信息，可以按类别、单位、主题、有效性查找"),
        (N_("政府信息公开"), N_("文件"), N_("全文检索")), "信息公开目录",
    ),
    "requests": Column(
        N_("依申请公开"), N_("提出政府信息公开申请，查询办理进度"),
        (N_("依申请公开"), N_("申请"), N_("答复")), "依申请公开",
    ),
    "replies": Column(
        N_("公开的答复"), N_("已经答复、可以公开的申请"), (N_("依申请公开"), N_("答复")), "依申请公开"
    ),
    "reports": Column(
        N_("年度报告"), N_("各单位政府信息公开工作年度报告，每个数字都可以点开"),
        (N_("政府信息公开"), N_("年度报告")), "信息公开年报",
    ),
    "check": Column(
        N_("核对报告"), N_("核对任何一份年度报告的数字"), (N_("年度报告"), N_("核对")), "信息公开年报"
    ),
    "fields": Column(
        N_("重点领域"), N_("各重点领域持续公开的数据：可以查、可以比、可以下载，写明由谁负责、多久更新一次"),
        (N_("重点领域"), N_("数据集"), N_("名单")), "重点领域",
    ),
    "data": Column(N_("开放数据"), N_("以数据形式取用公开的信息"), (N_("开放数据"), N_("接口")), "数据开放"),
}  # fmt: skip
KINDS = {
    "rule": "政策文件", "normative": "政策文件", "official": "政策文件", "interpretation": "政策解读",
    "news": "工作动态", "notice": "通知公告", "personnel": "人事信息", "report": "数据发布",
}  # fmt: skip
"""Kinds of documents that have a ColumnType of their own; the others belong to 信息公开目录."""


def column_of(section: str) -> Column:
    """The column a page of this section belongs to."""
    return SECTIONS.get(section, HOME)


def column_of_kind(code: str, title: str) -> Column:
    """The column that documents of a kind make. `title` in the reader's language."""
    whole = SECTIONS["documents"]
    return Column(title, whole.description, (title, *whole.keywords[:1]), KINDS.get(code, whole.kind))
