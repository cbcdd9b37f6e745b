"""Percentages in prose: 新建项目 284 个，占项目总数的 71%.

A share is checked against every larger figure in the same unit said shortly before; only when none of them
gives the percentage is it wrong. Rounding and cutting are both accepted.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from gongkai.core.findings import Figure, Finding
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.narrative.claims import Passage
from gongkai.core.narrative.quantities import Quantity
from gongkai.core.narrative.table import plain

BASIS = Message(N_("占比应等于分项除以总数"))
_SHARE_WORDS = re.compile(
    r"^(?:）|\))?[，（(、]?(?:约)?占(?:比|到|了|有)?(?P<of>(?:[^，。；、（]{0,14}?(?:总数|总量|总件数|全部|合计))?[^，。；、（\d]{0,8})?(?:的|为|约|比)?(?:比例|比重)?(?:为)?$"
)
_OTHER_BASE = re.compile(r"总投资|面积|人口|同比|较|比上|投资")
_NEAR = 6  # sentences under the same heading in which the total may have been said


def check_shares(read: Sequence[Passage], in_table: Collection[Decimal] = ()) -> Iterator[Finding]:
    """Percentages that no total near them yields, nor any figure of the table."""
    for passage in read:
        for position, share in enumerate(passage.quantities):
            if position == 0 or not share.is_share or share.unit == "‰":
                continue
            part = passage.quantities[position - 1]
            between = passage.text[part.end : share.start]
            match = _SHARE_WORDS.match(between)
            if (
                match
                and part.unit
                and part.is_exact
                and not part.is_share
                and not _OTHER_BASE.search(between)
            ):
                named = bool(match["of"] and re.search("总|全部", match["of"]))
                yield from _judge(passage, read, position, named, in_table)


def _judge(
    passage: Passage, read: Sequence[Passage], position: int, named: bool, in_table: Collection[Decimal]
) -> Iterator[Finding]:
    part, share = passage.quantities[position - 1], passage.quantities[position]
    totals = _totals(passage, read, part)
    possible = [total.value for total in totals] + [value for value in in_table if value >= part.value > 0]
    if not totals or any(_yields(part.value, value, share) for value in possible):
        return
    single = len({total.value for total in totals}) == 1
    if not single and not named:
        return  # several totals could be meant, none was named: nothing certain to say
    total = max(totals, key=lambda quantity: quantity.value)
    actual = (part.value * 100 / total.value).quantize(Decimal(1).scaleb(-_decimals(share)))
    values = {"part": part.text, "total": total.text, "actual": actual, "said": share.text}
    where = passage.at(share.start, share.end)
    yield Finding(
        "text-share",
        Severity.ERROR if single and named else Severity.WARNING,
        Message(N_("{part}占{total}应为 {actual}%，正文写 {said}"), values),
        where,
        plain(share.value),
        actual,
        (
            Figure(f"正文：{part.text}", plain(part.value), where),
            Figure(f"正文：{total.text}", plain(total.value), where),
        ),
        BASIS,
        Message(N_("请核分项、总数和百分比；若以别的数为总数，请写明")),
    )


def _totals(passage: Passage, read: Sequence[Passage], part: Quantity) -> list[Quantity]:
    """Figures that may be the whole: same unit, not smaller, said in this or the two sentences before."""
    earlier = [
        quantity
        for other in read[max(0, passage.index - _NEAR) : passage.index]
        if other.heading == passage.heading
        for quantity in other.quantities
    ]
    here = [quantity for quantity in passage.quantities if quantity.start < part.start]
    return [
        quantity
        for quantity in (*earlier, *here)
        if quantity.unit == part.unit and quantity.value >= part.value and quantity.value > 0
    ]


def _decimals(share: Quantity) -> int:
    digits = re.match(r"\D*[\d,]+(?:\.(\d+))?", share.text)
    return len(digits[1]) if digits and digits[1] else 0


def _yields(part: Decimal, total: Decimal, share: Quantity) -> bool:
    step = Decimal(1).scaleb(-_decimals(share))
    return abs(part * 100 / total - share.value) < step
