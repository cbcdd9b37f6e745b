"""Prose against table: what a claim says must be what its cells hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.core.findings import Figure, Finding, Where
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.narrative.claims import Claim
from gongkai.core.narrative.scope import Subject, Time
from gongkai.core.narrative.table import Amount, Balance, TableSide, plain

BASIS = Message(N_("正文所述数字应与统计表一致"))
SCOPE_RULE = "text-table-scope"


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two sides of a comparison add up to."""

    table: TableSide
    stated: Mapping[str, Decimal]  # cells as the prose would have them
    prose: Mapping[Claim, Balance]  # the list of the prose a claim stands in


def compare(
    claims: Sequence[Claim], table: TableSide, prose: Mapping[Claim, Balance]
) -> tuple[tuple[Finding, ...], frozenset[Claim]]:
    """The findings, and the claims that stand against the table (so that nothing is reported twice).

    `prose` tells for a claim that stands in a list of the prose whether that list adds up.
    """
    opposed = [claim for claim in claims if _comparable(claim) and _opposes(claim, table)]
    sides = Sides(table, _replacements(claims, table), prose)
    subjects: dict[tuple[str, str], list[Claim]] = {}
    for claim in opposed:
        subjects.setdefault(_subject(claim), []).append(claim)
    findings = [finding for group in subjects.values() for finding in _judge(group, claims, sides)]
    findings = _one_scope_a_passage(findings, opposed)
    findings += _running_totals(claims, table)
    return tuple(findings), frozenset(opposed)


def _one_scope_a_passage(findings: Sequence[Finding], opposed: Sequence[Claim]) -> list[Finding]:
    """Where a passage speaks of a part of the body, that is said once, at its first figure."""
    headings = {claim.where: claim.heading for claim in opposed}
    seen: set[str] = set()
    kept = []
    for finding in sorted(findings, key=lambda each: each.where.line or 0):
        heading = headings.get(replace(finding.where, cell=None), "")
        if finding.rule != SCOPE_RULE or heading not in seen:
            kept.append(finding)
        if finding.rule == SCOPE_RULE:
            seen.add(heading)
    return kept


def _subject(claim: Claim) -> tuple[str, str]:
    return claim.measure.id, claim.topic or "" if len(claim.measure.cells) > 1 else ""


def _comparable(claim: Claim) -> bool:
    if claim.time in (Time.OTHER, Time.SINCE) or claim.subject is Subject.OTHER:
        return False
    if not claim.measure.cells:
        return False
    # 其中 before a total speaks of a share of it: another body's, another kind's.
    return not (claim.is_of_which and claim.measure.shares_out) or claim.measure.of_which_too


def _amounts(claim: Claim, table: TableSide) -> list[Amount]:
    sums = claim.measure.alternatives(claim.topic)
    return [amount for codes in sums if (amount := table.amount(codes)) is not None]


def _opposes(claim: Claim, table: TableSide) -> bool:
    amounts = _amounts(claim, table)
    return bool(amounts) and not any(claim.agrees_with(amount.value) for amount in amounts)


def agrees(claim: Claim, table: TableSide) -> bool:
    """True when the table holds what the claim says."""
    return any(claim.agrees_with(amount.value) for amount in _amounts(claim, table))


def _judge(opposed: list[Claim], claims: Sequence[Claim], sides: Sides) -> Iterator[Finding]:
    """One finding for each figure said of one measure, unless only a part of the body was meant."""
    table = sides.table
    subject = _subject(opposed[0])
    same = [claim for claim in claims if _subject(claim) == subject and claim.time is not Time.OTHER]
    confirmed = any(agrees(claim, table) for claim in same)
    narrow = [claim for claim in opposed if claim.subject is Subject.PART or claim.time is Time.RUNNING]
    amount = _amounts(opposed[0], table)[0]
    shared = [claim for claim in same if claim.subject is not Subject.WHOLE]
    if narrow and narrow[0].measure.asks_scope and not confirmed and not _adds_up(shared, amount):
        yield _scope_finding(narrow[0], amount, table)
    seen: set[Decimal] = set()
    for claim in opposed:
        if claim not in narrow and claim.value not in seen:
            seen.add(claim.value)
            yield _finding(claim, amount, sides, confirmed)


def _adds_up(parts: Iterable[Claim], amount: Amount) -> bool:
    """Whether the parts of the body named in the prose make up the table's figure together."""
    values = [claim.value for claim in parts]
    return len(values) > 1 and sum(values) == amount.value


def _finding(claim: Claim, amount: Amount, sides: Sides, confirmed: bool) -> Finding:
    rounded = claim.quantity is not None and not claim.quantity.is_exact
    weak = confirmed or not amount.certain or (rounded and not _far(claim, amount))
    severity = claim.measure.severity
    if weak and severity is Severity.ERROR:
        severity = Severity.WARNING
    suggestion = _which_side(claim, amount, sides)
    if confirmed:
        suggestion = Message(N_("正文别处的数与统计表一致；请核对此处，或写明口径"))
    if claim.quantity is None:
        rule = "text-none"
        message = Message(
            N_("正文称“{said}”，统计表“{label}”为 {table}"),
            {"said": claim.said, "label": claim.measure.label, "table": plain(amount.value)},
        )
    else:
        rule = "text-table"
        message = Message(
            N_("“{label}”：正文写 {text}，统计表为 {table}，相差 {gap}"),
            {
                "label": subject_label(claim),
                "text": claim.quantity.text,
                "table": plain(amount.value),
                "gap": plain(abs(claim.value - amount.value)),
            },
        )
    return _built(rule, severity, message, claim, amount, sides.table, suggestion)


def _far(claim: Claim, amount: Amount) -> bool:
    """Whether a rounded figure is off by more than a tenth of the table's."""
    return abs(claim.value - amount.value) * 10 > abs(amount.value)


def _scope_finding(claim: Claim, amount: Amount, table: TableSide) -> Finding:
    message = Message(
        N_("“{label}”：正文写 {text}，统计表为 {table}，口径可能不同"),
        {
            "label": subject_label(claim),
            "text": claim.quantity.text if claim.quantity else claim.said,
            "table": plain(amount.value),
        },
    )
    suggestion = Message(
        N_("正文说的是“{said}”；若与统计表口径不同，请在报告中写明各自范围"), {"said": claim.said}
    )
    return _built(SCOPE_RULE, Severity.WARNING, message, claim, amount, table, suggestion)


def _built(
    rule: str,
    severity: Severity,
    message: Message,
    claim: Claim,
    amount: Amount,
    table: TableSide,
    suggestion: Message,
) -> Finding:
    code = amount.codes[0] if len(amount.codes) == 1 else None
    where = Where(claim.where.page, claim.where.line, code)
    figures = (Figure(f"正文：{claim.said}", plain(claim.value), claim.where), *table.figures(amount))
    return Finding(
        rule, severity, message, where, plain(claim.value), plain(amount.value), figures, BASIS, suggestion
    )


def subject_label(claim: Claim) -> str:
    names = {
        "review": "行政复议",
        "suit": "行政诉讼",
        "suit-direct": "未经复议直接起诉",
        "suit-after": "复议后起诉",
        "both": "行政复议和行政诉讼",
        "complaint": "被举报投诉",
    }
    if len(claim.measure.cells) < 2 or claim.topic not in names:
        return claim.measure.label
    if claim.measure.shares_out:
        return names[claim.topic]
    return f"{names[claim.topic]}·{claim.measure.label}"


def _replacements(claims: Sequence[Claim], table: TableSide) -> dict[str, Decimal]:
    """The cells as the prose would have them, for cells it states one by one."""
    stated: dict[str, Decimal] = {}
    for claim in claims:
        if claim.time is not Time.YEAR or claim.subject is not Subject.WHOLE or not _comparable(claim):
            continue
        amounts = _amounts(claim, table)
        exact = claim.quantity is None or claim.quantity.is_exact
        plainly = amounts and (claim.agrees_with(amounts[0].value) or not agrees(claim, table))
        if plainly and exact and len(amounts[0].codes) == 1:
            stated.setdefault(amounts[0].codes[0], claim.value)
    return stated


def _which_side(claim: Claim, amount: Amount, sides: Sides) -> Message:
    """Which of the two figures the sum around it closes with. Argued from arithmetic alone."""
    text, table = _balances(claim, amount, sides)
    values: dict[str, object] = {"text": plain(claim.value), "table": plain(amount.value)}
    if text is not None:
        values["text_sum"] = text.arithmetic
    if table is not None:
        values["table_sum"] = table.arithmetic
    text_closes, table_closes = text is not None and text.closes, table is not None and table.closes
    if text_closes and table_closes:
        wording = N_("正文 {text}（{text_sum}）、附表 {table}（{table_sum}）各自都能平，请查原始登记")
    elif text_closes and table is not None:
        wording = N_("正文 {text} 能平（{text_sum}），附表 {table} 不能平（{table_sum}）：请核附表")
    elif table_closes and text is not None:
        wording = N_("附表 {table} 能平（{table_sum}），正文 {text} 不能平（{text_sum}）：请核正文")
    elif text_closes:
        wording = N_("正文 {text} 能平（{text_sum}）；附表无相应合计可核，请查原始登记")
    else:
        wording = N_("算术上分不出哪一边对，请查原始登记")
    return Message(wording, values)


def _balances(claim: Claim, amount: Amount, sides: Sides) -> tuple[Balance | None, Balance | None]:
    """The sums around the figure as the prose has them and as the table has them."""
    prose = sides.prose.get(claim)
    if len(amount.codes) != 1:
        return prose, None
    code = amount.codes[0]
    text = sides.table.balance(code, {**sides.stated, code: claim.value})
    return prose or text, sides.table.balance(code, {})


def _running_totals(claims: Sequence[Claim], table: TableSide) -> Iterator[Finding]:
    """A total said to have run up over the years, that stands in the table as the year's figure."""
    for claim in claims:
        if claim.time is not Time.SINCE or claim.measure.stock or claim.value == 0:
            continue
        amounts = _amounts(claim, table)
        if not amounts or claim.value != amounts[0].value:
            continue
        message = Message(
            N_("“{label}”：正文称累计 {text}，统计表把同一个数填作本年数"),
            {"label": subject_label(claim), "text": claim.quantity.text if claim.quantity else ""},
        )
        suggestion = Message(N_("请确认统计表所填是本年数；若是，正文不应写作累计"))
        yield _built("text-running-total", Severity.NOTE, message, claim, amounts[0], table, suggestion)
