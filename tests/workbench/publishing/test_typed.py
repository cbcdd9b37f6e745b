"""What people type becomes structure, with and without the editor's paragraphs around the lines."""

import pytest

from gongkai.workbench.publishing.typed import as_html


@pytest.mark.parametrize(
    ("typed", "structure"),
    [
        ("一、总则\n二、附则", "<p>一、总则</p><p>二、附则</p>"),
        ("# 总则\n- 甲 < 乙\n- 丙", "<h2>总则</h2><ul><li>甲 &lt; 乙</li><li>丙</li></ul>"),
        ("| 甲 | 乙 |\n| 1 | 2 |", '<table><thead><tr><th scope="col">甲</th><th scope="col">乙</th></tr>'
         "</thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"),
        ("第一行<div>第二行</div><div><br></div>", "<p>第一行</p><p>第二行</p>"),
        ("<p># 总则</p><p>甲 &lt; 乙&amp;丙</p>", "<h2>总则</h2><p>甲 &lt; 乙&amp;丙</p>"),
        ("<p>路一<br>路二</p>", "<p>路一<br>路二</p>"),
        ('<p class="x">- 甲</p>', '<p class="x">- 甲</p>'),
        ("<p><strong>甲</strong></p><p># 乙</p>", "<p><strong>甲</strong></p><p># 乙</p>"),
    ],
)  # fmt: skip
def test_lines_become_structure_and_structure_stays(typed: str, structure: str):
    assert as_html(typed) == structure
