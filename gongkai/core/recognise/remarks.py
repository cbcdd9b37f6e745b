"""What is noticed while reading: a misprinted label, a row the form does not have, an illegible figure."""

from collections.abc import Iterator

from gongkai.core.findings import Finding, Where
from gongkai.core.forms import CellSpec, Severity
from gongkai.core.messages import N_, Message
from gongkai.core.recognise.align import Match
from gongkai.core.recognise.text import key

# Editions of a label that offices print and that mean the same.
VARIANTS = (("其它", "其他"), ("他它", "他"), ("政府信息公开申请数量", "申请数量"), ("年度", "年"))


def illegible(spec: CellSpec, text: str, where: Where) -> Finding:
    """A cell whose characters are neither a number nor a stroke."""
    return Finding(
        rule="illegible-cell",
        severity=Severity.NOTE,
        message=Message(
            N_("“{label}”一格写着“{text}”，不是数字，也不是划线，没有读入。"),
            {"label": spec.label, "text": text[:40]},
        ),
        where=where,
        printed=text[:40],
        suggestion=Message(N_("请改为数字；不适用的填“/”，没有的填 0。")),
    )


def other_unit(spec: CellSpec, text: str, unit: str, where: Where) -> Finding:
    """A money figure printed in another unit than the form's; it was read in the unit printed."""
    return Finding(
        rule="unit-differs",
        severity=Severity.NOTE,
        message=Message(
            N_("“{label}”按“{unit}”填报，格式要求的单位是“{wanted}”；已按“{unit}”读入。"),
            {"label": spec.label, "unit": unit, "wanted": spec.unit or ""},
        ),
        where=where,
        printed=text[:40],
        basis=Message(N_("年度报告格式规定的计量单位")),
        suggestion=Message(N_("请换算成格式要求的单位。")),
    )


def scrambled(match: Match) -> Finding:
    """表三 came as text column by column, so that no figure can be given to its row."""
    return Finding(
        rule="scrambled-table",
        severity=Severity.NOTE,
        message=Message(N_("表三的文字次序已打乱，分不清各数属于哪一行，没有读入。")),
        where=Where(match.entry.page, match.entry.number, None),
        suggestion=Message(N_("请上传原来的 PDF、Word 或网页文件，不要上传转出的文本。")),
    )


def short_row(match: Match, wanted: int) -> Finding:
    """A row whose figures are fewer than the columns, with nothing to tell which are missing."""
    printed = len(match.entry.values)
    return Finding(
        rule="short-row",
        severity=Severity.NOTE,
        message=Message(
            N_("“{label}”一行应有 {wanted} 个数，只读到 {printed} 个，分不清各属哪一列，没有读入。"),
            {"label": match.row.label, "wanted": wanted, "printed": printed},
        ),
        where=Where(match.entry.page, match.entry.number, None),
        suggestion=Message(N_("请补全这一行；空格也会使后面的数错列。")),
    )


def single_other_row(match: Match) -> Finding:
    """（六）其他处理 printed as one row; the form of 2021 has three."""
    return Finding(
        rule="form-deviation",
        severity=Severity.NOTE,
        message=Message(N_("表三“（六）其他处理”只有一行，2021 年格式分三行；数字计入“3.其他”。")),
        where=Where(match.entry.page, match.entry.number, None),
        basis=Message(N_("《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）表三")),
        suggestion=Message(N_("请按“逾期不补正”“逾期不缴费”“其他”三行填报。")),
    )


def misprint(match: Match) -> Iterator[Finding]:
    """A label that is surely this row's but differs from the form in real characters."""
    if match.entry.grid is None and match.label not in match.entry.labels:
        return  # pieced together from broken lines: what looks like a misprint may be the layout's
    printed, wanted = _edition(key(match.label)), _edition(key(match.row.label))
    if printed == wanted or match.score < 0.75 or wanted in printed or printed in wanted:
        return
    yield Finding(
        rule="label-misprint",
        severity=Severity.NOTE,
        message=Message(
            N_("行名印作“{printed}”，格式原文是“{wanted}”。"),
            {"printed": match.label.strip(), "wanted": match.row.label},
        ),
        where=Where(match.entry.page, match.entry.number, None),
        printed=match.label.strip(),
        computed=match.row.label,
        basis=Message(N_("年度报告格式的行名")),
        suggestion=Message(N_("请照格式原文改正行名。")),
    )


def _edition(label: str) -> str:
    for printed, meant in VARIANTS:
        label = label.replace(printed, meant)
    return label
