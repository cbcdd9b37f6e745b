"""The result of a check and its JSON form, version 1 (docs/check.md): fields are added, never changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongkai.core.cells import in_unit
from gongkai.core.findings import Figure, Finding, Number, Where
from gongkai.core.forms import Form, Severity
from gongkai.core.messages import Message
from gongkai.core.reading import Found, Reading

FORMAT_VERSION = 1
type Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ReportResult:
    """One file's result: what was read and found, or a `message` that says why it could not be read."""

    file: str
    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()
    message: Message | None = None

    @property
    def readable(self) -> bool:
        return self.reading is not None

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def unchanged(text: str) -> str:
    return text


def as_json(results: Iterable[ReportResult], translate: Translate = unchanged) -> dict[str, Any]:
    """The whole answer, ready for json.dumps."""
    return {"version": FORMAT_VERSION, "reports": [report_json(result, translate) for result in results]}


def report_json(result: ReportResult, translate: Translate = unchanged) -> dict[str, Any]:
    """One report of the answer."""
    reading = result.reading
    if reading is None:
        message = result.message.in_language(translate) if result.message else ""
        return {
            "file": result.file,
            "body": None,
            "year": None,
            "form": None,
            "readable": False,
            "message": message,
            "cells": {},
            "findings": [],
        }
    return {
        "file": result.file,
        "body": reading.body,
        "year": reading.year,
        "form": reading.form.code if reading.form else None,
        "readable": True,
        "cells": {code: _cell(code, found, reading.form) for code, found in reading.cells.items()},
        "findings": [finding_json(finding, translate) for finding in result.findings],
    }


def finding_json(finding: Finding, translate: Translate = unchanged) -> dict[str, Any]:
    """One finding of the answer."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message.in_language(translate),
        "where": _where(finding.where),
        "printed": _number(finding.printed),
        "computed": _number(finding.computed),
        "figures": [_figure(figure) for figure in finding.figures],
        "basis": finding.basis.in_language(translate),
        "suggestion": finding.suggestion.in_language(translate),
    }


def _cell(code: str, found: Found, form: Form | None) -> dict[str, Any]:
    spec = form.cells.get(code) if form else None
    value = found.cell.value
    return {
        "value": None if value is None else _number(in_unit(value, spec.unit if spec else None)),
        "state": found.cell.state.value,
        "where": _where(Where(found.where.page, found.where.line, code)),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"label": figure.label, "value": _number(figure.value), "where": _where(figure.where)}


def _where(where: Where) -> dict[str, Any]:
    return {"page": where.page, "line": where.line, "cell": where.cell}


def _number(value: Number | str | None) -> int | float | str | None:
    """JSON has no decimals: a whole amount is an integer, any other the nearest float (two places here)."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
