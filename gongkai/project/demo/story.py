"""What the demonstration tells when the city is compiled: what was found, and where to look."""

from collections.abc import Iterator

from gongkai.core.cells import in_unit
from gongkai.core.forms import Severity
from gongkai.foundation import rulebook
from gongkai.project.demo.ground import DATA, YEAR
from gongkai.project.demo.returns import printed_figures
from gongkai.reporting import queries
from gongkai.reporting.checking.engine import check_file

CITY = "linyi"
PRINTED = "linyi-2017-report.txt"
BESIDE = "?left=linyi&right=yinan&field=compulsory_education"


def is_told() -> bool:
    """Has the sample city published its report already?"""
    return any(each.body.code == CITY for each in queries.published_list(YEAR))


def summary(port: int, *, serving: bool) -> Iterator[str]:
    """Lines for the terminal."""
    yield from compiled_beside_printed()
    yield ""
    yield from found_in_print()
    yield ""
    yield from where_to_look(port, serving)


def compiled_beside_printed() -> Iterator[str]:
    """The figures where the print contradicts the sum of its parts."""
    report = queries.published(CITY, YEAR)
    form = rulebook.form_for(YEAR)
    bodies = len(report.bodies)
    yield f"{report.body.name} {YEAR} 年度报告已由 {bodies} 个单位和市本级的报表汇编、定稿、公布。"
    yield "汇编数与当年印发数不同的：印发稿的合计与分项不符，这里是分项之和；信函申请数按报告正文。"
    for code, printed in printed_figures().items():
        spec, cell = form.cells[code], report.cells[code]
        if cell.value != printed:
            shown = "空白" if printed is None else in_unit(printed, spec.unit)
            yield f"  {spec.label}：印发 {shown}，汇编 {in_unit(cell.value or 0, spec.unit)}"


def found_in_print() -> Iterator[str]:
    """What the check finds in the report as it was printed."""
    result = check_file((DATA / PRINTED).read_bytes(), PRINTED)
    errors = [each for each in result.findings if each.severity is Severity.ERROR]
    others = len(result.findings) - len(errors)
    yield f"检查当年印发的报告原文：{len(errors)} 处错误，{others} 处提示。错误有："
    for each in errors:
        yield f"  · {each.message}"


def where_to_look(port: int, serving: bool) -> Iterator[str]:
    site = f"http://127.0.0.1:{port}"
    if not serving:
        yield f"运行 make serve，然后打开 {site}/ 。"
    yield f"公开页面  {site}/"
    yield f"检查任意年报  {site}/check/   （命令行：scripts/uv run gongkai check 文件…）"
    yield f"工作台  {site}/workbench/   示例账号、密码和动态口令：{site}/demo/"
    yield f"申请公开  {site}/requests/   公开的答复 {site}/requests/replies/"
    yield f"公开目录  {site}/catalogue/   并排对照 {site}/catalogue/compare/{BESIDE}"
    yield f"数据公开  {site}/data/"
    yield f"期限看板  {site}/workbench/cases/board/   兰山区、市教育局的账号下有在办的申请，各处一个环节。"
    yield "本年度的报表已布置给各单位，可用填报人账号试填、审核人账号审核。"
    if serving:
        yield "按 Ctrl+C 结束。"
