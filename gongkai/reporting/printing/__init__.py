"""Prints of the report: PDF, DOCX, web page, workbook, CSV and JSON, all from one `Report`."""

from gongkai.reporting.printing.charts import option as chart_option
from gongkai.reporting.printing.docx import to_docx
from gongkai.reporting.printing.page import to_html
from gongkai.reporting.printing.pdf import to_pdf
from gongkai.reporting.printing.sheets import to_csv, to_json, to_xlsx

__all__ = ["chart_option", "to_csv", "to_docx", "to_html", "to_json", "to_pdf", "to_xlsx"]
