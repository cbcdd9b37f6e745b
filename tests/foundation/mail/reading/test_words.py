"""Text behind missing, wrong and right labels; header lines as Chinese mail programs write them."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.mail.reading import headers
from gongkai.foundation.mail.reading.charsets import known, plain, text_of

_ASKED = "申请公开城市道路大修工程的招标文件"


def b64(text: str, encoding: str) -> str:
    return base64.b64encode(text.encode(encoding)).decode()


@pytest.mark.parametrize(
    ("text", "holds", "says"),
    [
        (_ASKED, "gb2312", "gb2312"),
        (_ASKED, "gbk", "GBK"),
        ("申请人：朱镕基、㐀", "gb18030", "gb2312"),
        (_ASKED, "gbk", "utf-8"),
        (_ASKED, "utf-8", "gb2312"),
        (_ASKED, "utf-8", ""),
        (_ASKED, "gbk", ""),
        (_ASKED, "gbk", "us-ascii"),
        (_ASKED, "gbk", "iso-8859-1"),
        (_ASKED, "gbk", "no-such-charset"),
        ("联通", "gbk", ""),
        ("一", "gbk", ""),
        ("龘靐", "utf-8", ""),
        ("鑫淼焱垚", "utf-8", ""),
        ("鑫淼焱垚", "gbk", "gb2312"),
        ("申請公開道路工程", "big5", "big5"),
        ("申請公開道路工程", "gb18030", ""),
        ("café à Genève", "iso-8859-1", "iso-8859-1"),
        ("café à Genève", "utf-8", "utf-8"),
        (_ASKED, "utf-16", ""),
        (_ASKED, "utf-8-sig", "gbk"),
        (_ASKED, "hz", "hz-gb-2312"),
        ("", "utf-8", "gbk"),
    ],
)
def test_what_it_holds_counts_and_the_label_helps(text, holds, says):
    assert text_of(text.encode(holds), says) == (text, True)


def test_a_character_cut_in_half_is_told():
    text, whole = text_of(_ASKED.encode("gb18030")[:-1], "gb2312")
    assert (text[:-1], text[-1], whole) == (_ASKED[:-1], "\ufffd", False)


@pytest.mark.parametrize(
    "name", ["unicode_escape", "idna", "punycode", "rot13", "zlib", "undefined", "\0", ""]
)
def test_encodings_that_are_no_charsets_are_not_used(name):
    assert known(name) == ""


def test_what_a_database_cannot_hold_is_left_out():
    assert plain("甲\x00乙\r\n丙\udcff\x1b丁\r") == "甲乙\n丙丁\n"


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "gb2312", "utf-8", "utf-7", "utf-16", "hz", "big5", "iso-2022-jp"]),
)
def test_any_bytes_give_text(content, declared):
    plain(text_of(content, declared)[0]).encode()


_GBK = _ASKED.encode("gbk")
_FIRST, _REST = (base64.b64encode(piece).decode() for piece in (_GBK[:9], _GBK[9:]))
_SPLIT = f"=?gb2312?B?{_FIRST}?=\r\n =?GB2312?B?{_REST}?="  # between the bytes of one character
_WHOLE = base64.b64encode(_GBK).decode()


@pytest.mark.parametrize(
    "line",
    [
        f"=?gb2312?B?{_WHOLE}?=",
        _SPLIT,
        f"=?gb2312?B?{_WHOLE[:10]}?= =?gb2312?B?{_WHOLE[10:]}?=",  # base64 cut anywhere
        f"=?utf-8?B?{_WHOLE}?=",  # says utf-8, holds GBK
        f"=?utf-8?b?{b64(_ASKED, 'utf-8').rstrip('=')}?=",
        f"=?GBK*zh?B?{_WHOLE}?=",
        f"=?gb18030?B?{_WHOLE[:12]}\r\n {_WHOLE[12:]}?=",  # folded within the word
        "=?gb2312?Q?" + "".join(f"={byte:02X}" for byte in _GBK) + "?=",
        _ASKED.encode("gbk").decode("latin-1"),
        _ASKED.encode().decode("latin-1"),
    ],
)
def test_a_subject(line):
    assert headers.text(line.encode("latin-1")) == _ASKED


def test_words_of_two_charsets_and_plain_ones_between():
    line = f"Re: =?utf-8?B?{b64('关于', 'utf-8')}?= =?gbk?B?{b64('申请', 'gbk')}?= (2) =?utf-8?Q?=E7=9A=84?="
    assert headers.text(line.encode()) == "Re: 关于申请 (2) 的"


@pytest.mark.parametrize(
    "line", ["=?gb2312?B??=", "=?x?B?!!!?=", "=?utf-8?Q?=ZZ?=", "=?utf-8?B?A?=", "=?", "=?a?b?c"]
)
def test_broken_words_do_no_harm(line):
    headers.text(line.encode())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("wang@example.cn", [("", "wang@example.cn")]),
        (f'"=?gb2312?B?{b64("王某某", "gbk")}?=" <wang@qq.com>', [("王某某", "wang@qq.com")]),
        (
            f"=?gb2312?B?{b64('王某,局长 <x@y.cn>', 'gbk')}?= <wang@qq.com>",
            [("王某,局长 <x@y.cn>", "wang@qq.com")],
        ),
        ("王某某 <wang@163.com>", [("王某某", "wang@163.com")]),
        ("a@example.cn, B <b@example.cn>", [("", "a@example.cn"), ("B", "b@example.cn")]),
        ("我的邮箱：wang@example.cn（工作）", [("", "wang@example.cn")]),
        ("<>", []),
        ("undisclosed-recipients:;", []),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_addresses(line, expected, encoding):
    found = headers.addresses(line.encode(encoding))
    assert [(each.name, each.address) for each in found] == expected


_NAME = "身份证复印件(正面).jpg"
_HALF = _NAME.encode("gbk").decode("latin-1")


_HEAD, _TAIL = _NAME.encode("gbk")[:5], _NAME.encode("gbk")[5:]


def _percent(content: bytes) -> str:
    return "".join(f"%{byte:02X}" for byte in content)


@pytest.mark.parametrize(
    "told",
    [
        f'filename="=?gb18030?B?{b64(_NAME, "gb18030")}?="',
        f"filename==?utf-8?B?{b64(_NAME, 'utf-8')}?=",
        f'filename="{_HALF}"',
        f'filename="{_NAME.encode().decode("latin-1")}"',
        f"filename*=GB2312''{_percent(_NAME.encode('gbk'))}",
        f"filename*=utf-8'zh'{_percent(_NAME.encode())}",
        f"filename*=''{_percent(_NAME.encode())}",
        f"filename*0*=gbk''{_percent(_HEAD)};\r\n filename*1*={_percent(_TAIL)}",
        f"filename*1*={_percent(_TAIL)};\r\n filename*0*=gbk''{_percent(_HEAD)}",
        f"filename=\"x.jpg\"; filename*=utf-8''{_percent(_NAME.encode())}",
    ],
)
def test_names_of_files(told):
    value, found = headers.parameters(f"attachment; size=3; {told}".encode("latin-1"))
    assert (value, found["filename"]) == ("attachment", _NAME)


def test_a_name_with_semicolons_and_quotes():
    _value, found = headers.parameters(b'attachment; filename="a;b\\"c.txt"; x=y')
    assert found == {"filename": 'a;b"c.txt', "x": "y"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Mon, 22 Jan 2018 09:30:00 +0800 (CST)", datetime(2018, 1, 22, 1, 30, tzinfo=UTC)),
        ("22 Jan 2018 01:30:00 -0000", datetime(2018, 1, 22, 1, 30, tzinfo=UTC)),
        ("Mon, 22 Jan 99999 09:30:00 +0800", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("昨天下午", None),
        ("", None),
    ],
)
def test_dates(line, expected):
    assert headers.date(line.encode()) == expected
