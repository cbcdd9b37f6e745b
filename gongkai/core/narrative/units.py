"""One measure in two units: 行政诉讼 60 起 … 6 次 … 9 起, 不予公开 317 条 beside 317 件 in the table."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gongkai.core.findings import Figure, Finding
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.narrative.against_table import subject_label
from gongkai.core.narrative.claims import Claim
from gongkai.core.narrative.scope import Time
from gongkai.core.narrative.table import TableSide, plain

BASIS = Message(N_("同一指标在正文和统计表中应使用同一计量单位"))
_COUNTED = frozenset(["件", "条", "次", "起", "宗", "份", "例", "项", "个", "案", "件次", "条次"])
_FAMILIES = {"result": "cases", "cases": "cases", "channel": "received", "received": "received"}


def check_units(claims: Sequence[Claim], table: TableSide | None) -> Iterator[Finding]:
    """One note for each matter that is counted in more than one unit."""
    counted = [claim for claim in claims if claim.quantity and claim.quantity.unit in _COUNTED]
    counted = [claim for claim in counted if claim.time is not Time.OTHER and claim.measure.cells]
    for _, group in groupby(sorted(counted, key=_matter), key=_matter):
        said = list(group)
        units = list(dict.fromkeys(claim.quantity.unit for claim in said if claim.quantity))
        printed = _printed_unit(said[0], table)
        if len(units) > 1 or (printed and printed not in units):
            yield _finding(said, units, printed)


def _matter(claim: Claim) -> tuple[str, str]:
    name = (claim.measure.shares_out and claim.measure.id) or claim.measure.family or claim.measure.id
    merged = _FAMILIES.get(name, claim.measure.id)
    return merged, (claim.topic or "") if merged == "cases" else ""


def _printed_unit(claim: Claim, table: TableSide | None) -> str | None:
    """The unit the table prints beside the figure (the forms since 2019 print none)."""
    if table is None or table.form.code != "2014":
        return None
    codes = claim.measure.alternatives(claim.topic)
    spec = table.form.cells.get(codes[0][0]) if codes else None
    return spec.unit if spec and spec.unit == "件" else None


def _finding(said: list[Claim], units: list[str], printed: str | None) -> Finding:
    first = said[0]
    values = {"label": subject_label(first), "units": "、".join(units), "printed": printed or ""}
    if printed:
        message = Message(N_("“{label}”正文用“{units}”，统计表用“{printed}”"), values)
    else:
        message = Message(N_("“{label}”正文混用“{units}”"), values)
    figures = tuple(Figure(f"正文：{claim.said}", plain(claim.value), claim.where) for claim in said)
    return Finding(
        "text-units",
        Severity.NOTE,
        message,
        first.where,
        "、".join(units),
        printed,
        figures,
        BASIS,
        Message(N_("请统一计量单位")),
    )
