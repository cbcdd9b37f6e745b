"""Every rule the check may name, with its meaning: the source of docs/check.md.

The rules of the forms (A01, T3-SUM …) stand in rules/returns/form-*.toml with their own basis; here are the
rules of the text, the frame and the reading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.core.forms import Form, Rule, Scope, Severity, Term
from gongkai.core.messages import N_

_LONG = 6  # sums of more terms are shortened
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule: its id, the severities it may have, what it says and where it comes from."""

    rule: str
    severities: tuple[Severity, ...]
    meaning: str
    basis: str


TEXT_RULES = (
    Entry(
        "text-table",
        (ERROR, WARNING),
        N_("正文写的数与统计表不一致。数是约数而相差不大、表内有空格、或正文别处写对时只作提醒"),
        N_("正文所述数字应与统计表一致"),
    ),
    Entry(
        "text-table-scope",
        (WARNING,),
        N_("正文写的是部分单位的数或口径不明的累计数，与统计表不同，又没有别处写全数"),
        N_("正文所述数字应与统计表一致"),
    ),
    Entry(
        "text-none", (ERROR, WARNING), N_("正文称没有发生，统计表却有数"), N_("正文所述数字应与统计表一致")
    ),
    Entry(
        "text-running-total",
        (NOTE,),
        N_("正文称历年累计的数，统计表填作本年数"),
        N_("统计表填本年度的数"),
    ),
    Entry(
        "text-sum",
        (ERROR, WARNING),
        N_("正文列出的分项加起来不等于正文的总数；只写部分分项的不算"),
        N_("分项之和应等于总数"),
    ),
    Entry(
        "text-list",
        (WARNING,),
        N_("“其中”之后的分项超过总数，或“合计”与前列各项不符"),
        N_("分项之和不应超过总数"),
    ),
    Entry(
        "text-share",
        (ERROR, WARNING),
        N_("正文的百分比与分项、总数算不拢；总数不能确定时只作提醒"),
        N_("占比应等于分项除以总数"),
    ),
    Entry("text-units", (NOTE,), N_("同一指标用了两种计量单位"), N_("同一指标应使用同一计量单位")),
    Entry(
        "requests-unanswered-in-text",
        (NOTE,),
        N_("2014 年格式：正文写了收到申请的件数，没有写办结、答复的件数"),
        N_("年度报告应写明依申请公开的处理情况"),
    ),
    Entry(
        "fee-row-missing",
        (NOTE,),
        N_("2014 年格式：正文写有收费情况，附表没有收费一行"),
        N_("国办发〔2014〕32号统计表"),
    ),
)
FRAME_RULES = (
    Entry("form-year", (ERROR,), N_("用了别的年度的统计表格式"), N_("各年度报告格式的适用年度")),
    Entry(
        "date-before-period-end",
        (ERROR,),
        N_("落款日期早于统计期末"),
        N_("年度报告报告的是上一年度的工作"),
    ),
    Entry("date-late", (NOTE,), N_("报告日期晚于法定公布期限"), N_("《政府信息公开条例》规定的公布期限")),
    Entry("period", (ERROR, WARNING), N_("统计期限不是报告年度的全年"), N_("年度报告报告的是上一年度的工作")),
    Entry(
        "other-year", (WARNING,), N_("把别的年份的工作量写进本年度报告"), N_("年度报告报告的是本年度的工作")
    ),
    Entry("other-year-title", (WARNING,), N_("开头自称别的年度的报告"), N_("年度报告报告的是本年度的工作")),
    Entry("stale-plan", (WARNING,), N_("改进打算针对的年份已经过去"), N_("打算应针对下一年度")),
    Entry("two-titles", (WARNING,), N_("同一文件在报告中有两个名称"), N_("同一文件应使用同一名称")),
    Entry(
        "superior-task",
        (WARNING, NOTE),
        N_("留有上级任务分工的原文"),
        N_("年度报告应写本机关做了什么，不是任务分工"),
    ),
    Entry("chapter-missing", (WARNING,), N_("缺少格式规定的部分"), N_("《政府信息公开工作年度报告格式》")),
    Entry("chapter-number", (WARNING,), N_("章节序号重复、跳号或与格式不同"), N_("章节序号应连续")),
    Entry("chapter-title", (NOTE,), N_("章名与格式规定的不同"), N_("《政府信息公开工作年度报告格式》")),
    Entry("lone-bracket", (NOTE,), N_("括号、书名号不成对"), N_("《标点符号用法》（GB/T 15834）")),
    Entry("punctuation", (NOTE,), N_("标点重复"), N_("《标点符号用法》（GB/T 15834）")),
)
COMPARISON_RULES = (
    Entry(
        "previous-report", (NOTE,), N_("所给的不是上一年度的报告，未作年度比对"), N_("只与上一年度的报告比对")
    ),
    Entry(
        "child-report",
        (NOTE,),
        N_("下级报告的年度或格式不同，未计入汇总"),
        N_("只与同年度、同格式的下级报告比对"),
    ),
    Entry("year-jump", (NOTE,), N_("与上年相差十倍以上"), N_("两年报告比对")),
)
READING_RULES = (
    Entry("no-table", (WARNING,), N_("没有找到统计表"), N_("年度报告格式")),
    Entry("no-year", (WARNING,), N_("没有认出报告年度"), N_("年度报告格式")),
    Entry("illegible-cell", (NOTE,), N_("一格写的不是数字也不是划线，没有读入"), N_("年度报告格式")),
    Entry(
        "unit-differs",
        (NOTE,),
        N_("金额的单位与格式要求的不同，按所写单位读入"),
        N_("年度报告格式的计量单位"),
    ),
    Entry("short-row", (NOTE,), N_("一行的数少于列数，分不清各属哪一列，没有读入"), N_("年度报告格式")),
    Entry("scrambled-table", (NOTE,), N_("表三的文字次序已打乱，没有读入"), N_("年度报告格式")),
    Entry("form-deviation", (NOTE,), N_("表的行列与格式不同"), N_("年度报告格式")),
    Entry("label-misprint", (NOTE,), N_("行名与格式原文不同"), N_("年度报告格式的行名")),
)


def rules_of_forms(forms: tuple[Form, ...]) -> Iterator[tuple[Form, Entry]]:
    """The forms' own rules, each id once a form."""
    for form in forms:
        seen: set[str] = set()
        for rule in form.rules:
            if rule.id not in seen:
                seen.add(rule.id)
                basis = f"{rule.basis}；{rule.note}" if rule.note else rule.basis
                yield form, Entry(rule.id, (rule.severity,), _equation(rule), basis)


def _equation(rule: Rule) -> str:
    """The rule by its cells, long sums shortened: T3.R3.7.C1 = T3.R3.1.C1 + T3.R3.2.C1 + … + T3.R3.6.3.C1."""
    if rule.scope is Scope.CHILDREN:
        return N_("每个单元格 = 下级同一单元格之和")
    signs = {"==": "=", "<=": "≤", ">=": "≥"}
    return f"{_sum(rule.left)} {signs[rule.op]} {_sum(rule.right)}"


def _sum(terms: Sequence[Term]) -> str:
    names = [f"{term.cell}（上年）" if term.years_back else term.cell for term in terms]
    signed = [(" − " if term.sign < 0 else " + ") + name for term, name in zip(terms, names, strict=True)]
    if len(signed) > _LONG:
        signed = [*signed[:2], " + …", signed[-1]]
    return "".join(signed).removeprefix(" + ")


GROUPS = (
    (N_("正文与统计表、正文各数之间"), TEXT_RULES),
    (N_("报告的文字与框架"), FRAME_RULES),
    (N_("与上年、与下级"), COMPARISON_RULES),
    (N_("读取"), READING_RULES),
)
_SEVERITIES = {ERROR: N_("错误"), WARNING: N_("提醒"), NOTE: N_("提示")}


def as_markdown(forms: tuple[Form, ...]) -> str:
    """The whole list as the tables of docs/check.md."""
    parts = []
    for title, entries in GROUPS:
        rows = "".join(_row(entry) for entry in entries)
        parts.append(f"### {title}\n\n| 规则 | 严重程度 | 含义 | 依据 |\n|---|---|---|---|\n{rows}")
    rows = "".join(_row(entry, f"{form.code} 年格式 ") for form, entry in rules_of_forms(forms))
    parts.append(f"### 各格式的勾稽规则\n\n| 规则 | 严重程度 | 含义 | 依据 |\n|---|---|---|---|\n{rows}")
    return "\n".join(parts)


def _row(entry: Entry, form: str = "") -> str:
    severities = "、".join(_SEVERITIES[severity] for severity in entry.severities)
    cells = (text.replace("|", "\\|").replace("\n", " ") for text in (entry.meaning, entry.basis))
    return f"| {form}`{entry.rule}` | {severities} | {' | '.join(cells)} |\n"


def known(rule: str, forms: tuple[Form, ...]) -> bool:
    """Whether a finding's rule is in the catalogue: T3-SUM[C1] is known as T3-SUM."""
    listed = {entry.rule for _, entries in GROUPS for entry in entries}
    listed |= {entry.rule for _, entry in rules_of_forms(forms)}
    return rule.partition("[")[0] in listed
