"""In which forms a data set can be taken away."""

from dataclasses import dataclass

from gongkai.core.messages import N_


@dataclass(frozen=True, slots=True)
class Format:
    """`code` stands in the address; `ending` of the file; `at_once`: rows up to which it is made while the
    reader waits, None for any number."""

    code: str
    title: str
    ending: str
    mime: str
    hint: str
    at_once: int | None = None


FORMATS = (
    Format("csv", N_("CSV（UTF-8）"), "csv", "text/csv; charset=utf-8", N_("一般用这个")),
    Format(
        "csv-gb18030", N_("CSV（GB18030）"), "csv", "text/csv; charset=gb18030",
        N_("打开 UTF-8 出现乱码的旧版表格软件用这个"),
    ),
    Format(
        "xlsx", N_("Excel 工作簿"), "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", N_("最多20万行"), 20_000,
    ),
    Format("json", "JSON", "json", "application/json; charset=utf-8", N_("给程序用")),
    Format(
        "parquet", "Parquet", "parquet", "application/vnd.apache.parquet", N_("数据很大时用这个"), 200_000
    ),
    Format(
        "package", N_("数据包（Frictionless）"), "zip", "application/zip",
        N_("CSV 和数据项说明打在一个压缩包里"), 100_000,
    ),
)  # fmt: skip
BY_CODE = {each.code: each for each in FORMATS}
