"""What an issue is printed as: straight blocks from any text, pages for print, an electronic book."""

import io
import subprocess
from datetime import UTC, datetime

import pytest
from pdfplumber import open as open_pdf
from PIL import Image

from gongkai.publishing.gazette.papers.blocks import (
    Cell,
    Listing,
    Paragraph,
    Picture,
    Rule,
    Run,
    Table,
    blocks_of,
    from_lines,
    pictures_of,
    told_in_words,
)
from gongkai.publishing.gazette.papers.epub import to_book
from gongkai.publishing.gazette.papers.pdf import to_pages
from gongkai.publishing.gazette.papers.printed import PrintedEntry, PrintedIssue, PrintedSection
from gongkai.publishing.sanitising import cleaned

EPUBCHECK = "/usr/share/java/epubcheck.jar"
RICH = """<h3>第一章 总则</h3>
<p>为了规范<strong>补助资金</strong>管理，根据 H<sub>2</sub>O 和 m<sup>2</sup>，制定本办法。</p>
<p>第一条 详见 <a href="https://example.org/a?b=1&amp;c=2">网页</a>，<a href="attachment:9">附表</a>。</p>
<h2>第二章 标准</h2><h4>一、分类</h4>
<ol start="3"><li>按时足额发放<ul><li>不得挪用</li></ul></li><li><p>公示 &lt; 7 日</p></li></ol>
<table><caption>补助标准</caption><tr><th>类别</th><th colspan="2">标准（元/亩）</th></tr>
<tr><td rowspan="2">生态林</td><td>第一年</td><td>500</td></tr><tr><td>第二年</td><td>300</td></tr>
<tr><td>经济林</td><td>400</td></tr></table>
<figure><img src="attachment:7" alt="造林示意图"><figcaption>图一</figcaption></figure>
<div>散在外面的字<p class="right">某市人民政府</p></div>
<blockquote><p class="center">引文</p></blockquote><hr>
<dl><dt>术语</dt><dd>解释</dd></dl>"""


def shown(blocks) -> str:
    """One word a block."""
    told = []
    for each in blocks:
        match each:
            case Paragraph():
                told.append(f"{each.level or each.align or 'p'}:{each.text}")
            case Listing():
                told.append(f"list{each.start}[{' | '.join(shown(item) for item in each.items)}]")
            case Table():
                told.append(f"table{each.columns}x{each.rows}h{each.heads}")
            case Picture():
                told.append(f"picture{each.file}")
            case Rule():
                told.append("rule")
    return " / ".join(told)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("<p>甲<br>乙</p>丙", "p:甲 / p:乙 / p:丙"),
        ("<h4>先</h4><p>x</p><h2>后</h2><h3>里</h3><h4>深</h4>", "1:先 / p:x / 1:后 / 2:里 / 3:深"),
        ("<p class='center'><strong>甲</strong> 乙</p>", "center:甲 乙"),
        ("<ul><li>甲<ol><li>乙</li></ol></li><li></li></ul>", "listNone[p:甲 / list1[p:乙]]"),
        ("<p>前<img src='attachment:3' alt=''>后</p>", "p:前 / picture3 / p:后"),
        ("<table><tr><td>甲</td></tr></table><hr>", "table1x1h0 / rule"),
        ("<table><tr><th>甲</th></tr></table>", "table1x1h0"),
        ("<table><thead><tr><th>甲</th></tr></thead><tr><td>乙</td></tr></table>", "table1x2h1"),
        ("<table><tr><th rowspan='2'>甲</th><th>乙</th></tr><tr><td>丙</td></tr></table>", "table2x2h0"),
    ],
)  # fmt: skip
def test_any_text_comes_out_straight(given: str, expected: str):
    assert shown(blocks_of(cleaned(given).html)) == expected


def test_no_two_cells_on_one_spot_and_no_gap():
    given = (
        "<table><tr><td rowspan='3'>甲</td><td colspan='9'>乙</td></tr>"
        "<tr><td colspan='2' rowspan='9'>丙</td></tr><tr><td>丁</td></tr></table>"
    )
    (table,) = blocks_of(cleaned(given).html)
    spots = [
        (x, y)
        for cell in table.cells
        for x in range(cell.x, cell.x + cell.width)
        for y in range(cell.y, cell.y + cell.height)
    ]
    assert sorted(spots) == [(x, y) for x in range(table.columns) for y in range(table.rows)]
    assert all(isinstance(cell, Cell) for cell in table.cells)


def test_pictures_are_told_in_words():
    given = (
        "<p>甲</p><ul><li><img src='attachment:3' alt=''></li></ul>"
        "<table><tr><td><img src='attachment:4' alt='自己的'></td></tr></table>"
    )
    told = told_in_words(blocks_of(cleaned(given).html), {3: "流程图", 4: "别的"})
    _paragraph, listing, table = told
    assert listing.items[0][0].alt == "流程图"
    assert table.cells[0].blocks[0].alt == "自己的"


def test_links_into_the_edition_are_words_only():
    (one,) = blocks_of('<p><a href="attachment:9">附表</a><a href="https://example.org/">网页</a></p>')
    assert one.runs == (Run("附表"), Run("网页", href="https://example.org/"))


def issue() -> PrintedIssue:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(drawn, "PNG")
    blocks = blocks_of(cleaned(RICH).html)
    assert list(pictures_of(blocks)) == [7]
    long = from_lines(
        "\n".join(
            f"第{number}条 县级以上人民政府应当加强领导，" + "各负其责，" * 30 for number in range(1, 25)
        )
    )
    titles = (
        "某市退耕还林补助资金管理办法",
        "某市人民政府办公室关于进一步规范重大行政决策程序和加强政策解读工作的通知",
    )
    gone = from_lines("本文件已于2026年4月2日撤回。")
    entries = (
        PrintedEntry(11, titles[0], "某政发〔2026〕3号", "某市人民政府", blocks, ("申请表.docx",), False),
        PrintedEntry(12, titles[1], "某政办发〔2026〕8号", "", long, (), False),
        PrintedEntry(13, "（已撤回的文件）", "", "市林业局", gone, (), True),
    )
    sections = (
        PrintedSection("government", "政府文件", entries[:2]), PrintedSection("others", "其他", entries[2:])
    )  # fmt: skip
    return PrintedIssue(
        "某市人民政府公报", "2026年第3期（总第45期）", "2026年3月31日", "2049-3630", "（某）第0001号",
        "某市人民政府办公室", "某市样本路1号", "在政府公报上刊登的规章文本为标准文本。",
        sections, (), {7: ("png", drawn.getvalue())},
    )  # fmt: skip


def test_pages_for_print(tmp_path):
    pages = to_pages(issue())
    (tmp_path / "issue.pdf").write_bytes(pages.content)
    with open_pdf(io.BytesIO(pages.content)) as pdf:
        texts = [page.extract_text() or "" for page in pdf.pages]
        assert len(pdf.pages) == pages.count
        first = next(at for at, text in enumerate(texts) if "第一章" in text)
        assert first % 2 == 0, "the first document stands on a right page"
        assert "某市人民政府公报" in texts[0].replace("\n", "")
        assert "标准文本" in texts[1]
        contents = next(text for text in texts if "目" in text and "录" in text and "管理办法" in text)
        for entry, title in ((11, "管理办法"), (12, "决策程序"), (13, "已撤回")):
            at = first + pages.places[entry] - 1
            assert title in texts[at].replace("\n", "")
            assert f"— {pages.places[entry]} —" in texts[at]
            assert str(pages.places[entry]) in contents
        right, left = pdf.pages[first + 4], pdf.pages[first + 5]
        assert "管理办法" not in texts[first + 3].split("\n")[0]
        assert "2026年第3期" in texts[first + 3].split("\n")[0], "a left page names the issue"
        assert "重大行政决策" in texts[first + 4].split("\n")[0], "a right page names the document"
        inner = [min(char["x0"] for char in page.chars if char["size"] > 15) for page in (right, left)]
        assert inner[0] > inner[1] + 3, "the margin for binding is on the other side"
        assert "补助标准" in texts[first + 1] + texts[first]
    told = subprocess.run(
        ["pdfinfo", tmp_path / "issue.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert "Tagged:          yes" in told
    assert to_pages(issue()).content == pages.content, "the same issue gives the same file"


def test_the_book_passes_epubcheck(tmp_path):
    asked = {
        "address": "https://example.org/gazette/city/2026/3/",
        "published_at": datetime(2026, 4, 1, tzinfo=UTC),
    }
    book = to_book(issue(), **asked)
    assert to_book(issue(), **asked) == book
    place = tmp_path / "issue.epub"
    place.write_bytes(book)
    told = subprocess.run(
        ["java", "-jar", EPUBCHECK, "--failonwarnings", place], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
