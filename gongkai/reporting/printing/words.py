"""Words every print shares: dates, editions, captions."""

from collections.abc import Mapping
from datetime import date

from gongkai.core.report import Chart, Report


def day(when: date) -> str:
    """成文日期 in Arabic figures without leading zeros (GB/T 9704): 2018年1月22日."""
    return f"{when.year}年{when.month}月{when.day}日"


def edition(report: Report) -> str:
    """What stands under the title of a corrected report; nothing for the first version."""
    return f"（第{report.version}版）" if report.version > 1 else ""


def captions(report: Report) -> Mapping[Chart, str]:
    """Charts numbered through the report: 图1　收到政府信息公开申请数（单位：件）."""
    return {
        chart: f"图{number}　{chart.title}（单位：{chart.unit}）"
        for number, chart in enumerate(report.charts, start=1)
    }
