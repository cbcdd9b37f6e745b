"""Whole mails: ordinary ones, damaged ones, and those that no person wrote."""

import base64
import binascii
import html
import struct
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.foundation.mail.reading import Kind, parts, read_message

_TEXT = "现申请公开城市道路大修工程的招标文件，请以电子邮件答复。"
_LETTER = "<letter-2f6c1a34-7d1e-4c55-9d65-0f1b2c3d4e5f@gongkai.example.cn>"


def mail(body: bytes = _TEXT.encode("gbk"), *more: str, kind: str = "text/plain; charset=gb2312") -> bytes:
    lines = [
        "From: =?gb2312?B?zfXEs8Sz?= <wang@example.cn>", "To: office@example.gov.cn",
        "Subject: =?gb2312?B?yerH67mrv6o=?=", "Date: Mon, 22 Jan 2018 09:30:00 +0800",
        "Message-ID: <1@example.cn>",
        f"Content-Type: {kind}", *more, "", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + body


def mixed(*parts_of_it: bytes, boundary: str = "b1", closed: bool = True) -> bytes:
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + each + b"\r\n" for each in parts_of_it)
    return body + (b"--" + boundary.encode() + b"--\r\n" if closed else b"")


def text_part(text: str = _TEXT, kind: str = "plain") -> bytes:
    return f"Content-Type: text/{kind}; charset=utf-8\r\n\r\n{text}".encode()


def file_part(name: str, content: bytes) -> bytes:
    head = (
        "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment; filename={name}\r\n\r\n"
    )
    return head.encode("gbk") + base64.encodebytes(content)


_MIXED = "multipart/mixed; boundary=b1"


def test_an_ordinary_mail():
    read = read_message(mail())
    assert (read.message_id, read.sender.name, read.sender.address) == (
        "<1@example.cn>",
        "王某某",
        "wang@example.cn",
    )
    assert [each.address for each in read.to] == ["office@example.gov.cn"]
    assert (read.subject, read.text, read.kind, read.problems) == ("申请公开", _TEXT, Kind.PERSON, ())
    assert read.date == datetime(2018, 1, 22, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", base64.encodebytes(_TEXT.encode("gbk"))),
        ("base64", base64.b64encode(_TEXT.encode("gbk")).rstrip(b"=")),
        ("quoted-printable", "".join(f"={byte:02X}" for byte in _TEXT.encode("gbk")).encode()),
        ("8bit", _TEXT.encode("gbk")),
        ("8bit", _TEXT.encode()),
        ("no-such-encoding", _TEXT.encode("gbk")),
    ],
)
def test_encodings_of_the_body(encoding, body):
    assert read_message(mail(body, f"Content-Transfer-Encoding: {encoding}")).text == _TEXT


def test_of_plain_text_and_page_the_plain_text_is_read():
    body = mixed(text_part(), text_part(f"<p>{_TEXT}</p>", "html"))
    assert read_message(mail(body, kind="multipart/alternative; boundary=b1")).text == _TEXT


def test_a_page_is_read_without_what_a_browser_runs():
    page = (
        "<html><head><style>p{}</style><script>alert(1)</script></head><body><p>第一行<br>第二行&nbsp;甲</p>"
        "<img src=x onerror=y><table><tr><td>一</td><td>二</td></tr></table></body></html>"
    )
    body = mixed(text_part("  "), text_part(page, "html"))
    assert (
        read_message(mail(body, kind="multipart/alternative; boundary=b1")).text
        == "第一行\n第二行 甲\n一\t二"
    )


def test_a_page_that_declares_its_charset_itself():
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>{_TEXT}</p>'.encode("gbk")
    assert read_message(mail(page, kind="text/html")).text == _TEXT


def test_files_are_kept_apart_from_the_text():
    body = mixed(text_part(), file_part('"身份证.jpg"', b"\xff\xd8\xff"), file_part("../../etc/passwd", b"x"))
    read = read_message(mail(body, kind=_MIXED))
    assert [(each.name, each.content) for each in read.attachments] == [
        ("身份证.jpg", b"\xff\xd8\xff"),
        ("passwd", b"x"),
    ]
    assert (read.text, read.problems) == (_TEXT, ())


def test_an_invitation_is_a_file():
    invitation = b"Content-Type: text/calendar; charset=utf-8\r\n\r\nBEGIN:VCALENDAR"
    read = read_message(mail(mixed(text_part(), invitation), kind=_MIXED))
    assert (read.text, [each.name for each in read.attachments]) == (_TEXT, ["附件1.ics"])


def test_an_unterminated_mail_keeps_what_came():
    body = mixed(text_part(), file_part("a.bin", b"0123456789" * 20), closed=False)[:-40]
    read = read_message(mail(body, kind=_MIXED))
    assert (read.text, read.problems) == (_TEXT, (parts.CUT_SHORT,))
    assert read.attachments[0].content.startswith(b"0123456789")


@pytest.mark.parametrize(
    "kind", ["multipart/mixed", 'multipart/mixed; boundary="other"', "multipart/mixed; boundary="]
)
def test_a_missing_or_wrong_boundary_is_found_in_the_body(kind):
    read = read_message(mail(mixed(text_part(), file_part("a.bin", b"abc")), kind=kind))
    assert (read.text, [each.content for each in read.attachments]) == (_TEXT, [b"abc"])
    assert parts.NO_BOUNDARY in read.problems


def test_a_multipart_without_parts_is_text():
    read = read_message(mail(_TEXT.encode(), kind=_MIXED))
    assert read.text == _TEXT


def test_one_boundary_used_at_two_levels():
    inner = b"Content-Type: multipart/alternative; boundary=b1\r\n\r\n" + mixed(
        text_part(), text_part("<p>页</p>", "html")
    )
    read = read_message(mail(mixed(inner, file_part("a.bin", b"abc")), kind=_MIXED))
    assert _TEXT in read.text


def test_a_forwarded_mail_brings_its_text_and_files():
    inside = mail(
        mixed(text_part("原来的申请"), file_part("b.bin", b"b")),
        kind="multipart/mixed; boundary=b2".replace("b2", "b1"),
    )
    inside = inside.replace(b"boundary=b1", b"boundary=b2").replace(b"--b1", b"--b2")
    body = mixed(text_part("请受理。"), b"Content-Type: message/rfc822\r\n\r\n" + inside)
    read = read_message(mail(body, kind=_MIXED))
    assert read.text.startswith("请受理。")
    assert "发件人：王某某 <wang@example.cn>\n主题：申请公开" in read.text
    assert read.text.endswith("原来的申请")
    assert [each.name for each in read.attachments] == ["b.bin"]


def test_a_mail_attached_as_a_file_brings_its_text_and_files():
    body = mixed(text_part("请受理。"), file_part('"转发.eml"', mail()))
    read = read_message(mail(body, kind=_MIXED))
    assert read.text.startswith("请受理。")
    assert read.text.endswith(_TEXT)
    assert read.attachments == ()
    not_a_mail = read_message(mail(mixed(text_part(), file_part("x.eml", b"\0\1")), kind=_MIXED))
    assert [each.name for each in not_a_mail.attachments] == ["x.eml"]


def test_uuencoded_files_in_the_text():
    content = bytes(range(256))
    lines = b"".join(binascii.b2a_uu(content[at : at + 45]) for at in range(0, 256, 45))
    body = "见附件\r\nbegin 644 材料.bin\r\n".encode("gbk") + lines + b"`\r\nend\r\n"
    read = read_message(mail(body))
    assert (read.text, [(each.name, each.content) for each in read.attachments]) == (
        "见附件",
        [("材料.bin", content)],
    )


def test_words_that_look_uuencoded_stay():
    assert "begin 100 times" in read_message(mail(b"begin 100 times\r\n\xff\xfe broken\r\nend\r\n")).text


def _tnef(*attributes: tuple[int, bytes]) -> bytes:
    packed = struct.pack("<LH", 0x223E9F78, 1)
    for attribute, value in attributes:
        packed += (
            struct.pack("<BHHL", 2, attribute, 6, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
        )
    return packed


def _long_name(name: str) -> bytes:
    value = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<LHHLL", 1, 0x001F, 0x3707, 1, len(value)) + value + b"\0" * (-len(value) % 4)


def test_what_outlook_packed_is_unpacked():
    packed = _tnef(
        (0x9007, struct.pack("<LL", 936, 0)), (0x800C, _TEXT.encode("gbk") + b"\0"), (0x9002, b"\0" * 14),
        (0x8010, "申请表~1.DOC".encode("gbk") + b"\0"), (0x800F, b"content"),
        (0x9005, _long_name("申请表（最终稿）.doc")),
    )  # fmt: skip
    read = read_message(mail(mixed(file_part("winmail.dat", packed)), kind=_MIXED))
    assert (read.text, read.problems) == (_TEXT, ())
    assert [(each.name, each.content) for each in read.attachments] == [("申请表（最终稿）.doc", b"content")]


def test_a_mail_packed_within_a_packed_mail():
    inner = _tnef((0x9002, b"\0" * 14), (0x8010, b"in.txt\0"), (0x800F, b"inner"))
    packed = _tnef((0x9002, b"\0" * 14), (0x8010, b"mail\0"), (0x800F, inner))
    read = read_message(mail(mixed(text_part(), file_part("winmail.dat", packed)), kind=_MIXED))
    assert [(each.name, each.content) for each in read.attachments] == [("in.txt", b"inner")]


def test_what_outlook_packed_and_is_damaged_is_told_by_name():
    packed = _tnef((0x9002, b"\0" * 14), (0x8010, b"a.doc\0"), (0x800F, b"content"), (0x800F, b"x" * 100))[
        :-50
    ]
    for content, files in ((packed, ["a.doc"]), (b"rubbish", ["winmail.dat"])):
        read = read_message(mail(mixed(text_part(), file_part("winmail.dat", content)), kind=_MIXED))
        assert [each.name for each in read.attachments] == files
        assert "winmail.dat" in str(read.problems[0])
        assert read.text == _TEXT


def test_ten_thousand_parts_and_a_thousand_levels_are_borne():
    many = read_message(mail(mixed(*[text_part("甲")] * 10_000), kind=_MIXED))
    assert parts.TOO_MANY in many.problems
    deep = text_part("底")
    for level in range(3000):
        deep = (
            f"Content-Type: multipart/mixed; boundary=d{level}\r\n\r\n".encode()
            + mixed(deep, boundary=f"d{level}")
            if level < 60
            else b"Content-Type: message/rfc822\r\n\r\n" + deep
        )
    read = read_message(b"From: wang@example.cn\r\nSubject: deep\r\n" + deep)
    assert (read.sender.address, read.subject) == ("wang@example.cn", "deep")
    assert parts.TOO_TANGLED in read.problems


@pytest.mark.parametrize(
    "raw", [b"", b"\0", b"\r\n\r\n", b"From ", b"From: \r\n", b"no header at all", b"\xff\xfe\0\0"]
)
def test_hardly_anything_is_still_a_mail(raw):
    read = read_message(raw)
    assert read.kind is Kind.PERSON
    assert read.problems


@pytest.mark.parametrize(
    "raw",
    [
        mail(b"begin 644 a\n" * 200_000 + b"end\n"),
        b"From: " + b"(" * 60_000 + b"\r\n\r\n",
        b"From: " + b"a" * 60_000 + b" b@c\r\n\r\n",
        b"Subject: " + b"=?a?B?" * 10_000 + b"\r\n\r\n",
        b"Content-Type: text/plain; " + b'a="' * 20_000 + b"\r\n\r\n",
        mail(b"<div>" * 100_000, kind="text/html"),
    ],
)
def test_what_is_made_to_take_long_does_not(raw):
    started = time.process_time()
    read_message(raw)
    assert time.process_time() - started < 5


def test_nul_bytes_and_a_missing_sender():
    read = read_message(mail(b"a\0b").replace(b"From: =?gb2312?B?zfXEs8Sz?= <wang@example.cn>\r\n", b""))
    assert (read.text, read.sender.address) == ("ab", "")
    assert "发件人" in str(read.problems[0])


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_damage_makes_it_raise(data):
    packed = _tnef(
        (0x9007, struct.pack("<LL", 936, 0)),
        (0x9002, b"\0" * 14),
        (0x9005, _long_name("甲.doc")),
        (0x800F, b"x"),
    )
    whole = mail(
        mixed(text_part(), text_part("<p>x", "html"), file_part("winmail.dat", packed)),
        kind="multipart/mixed; boundary=b1",
    )
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    read = read_message(whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:])
    read.text.encode()
    assert "\0" not in read.text


@pytest.mark.parametrize(
    ("lines", "subject", "kind"),
    [
        (["Auto-Submitted: auto-replied (vacation)"], "Re: 通知", Kind.OUT_OF_OFFICE),
        (["X-Autoreply: yes"], "通知", Kind.OUT_OF_OFFICE),
        (["Precedence: auto_reply"], "通知", Kind.OUT_OF_OFFICE),
        ([], "自动回复: 关于补正的通知", Kind.OUT_OF_OFFICE),
        ([], "自动回复", Kind.OUT_OF_OFFICE),
        (["In-Reply-To: <2@example.cn>"], "外出期间邮件", Kind.OUT_OF_OFFICE),
        ([], "自动回复系统的采购合同", Kind.PERSON),
        ([], "外出务工人员补贴发放情况", Kind.PERSON),
        (["X-Auto-Response-Suppress: All"], "申请公开", Kind.PERSON),
        (["Auto-Submitted: no"], "申请公开", Kind.PERSON),
        (["List-Unsubscribe: <mailto:x@example.cn>"], "优惠", Kind.LIST),
        (["Precedence: bulk"], "优惠", Kind.LIST),
        (["Auto-Submitted: auto-generated"], "系统通知", Kind.LIST),
        ([], "关于投诉退信一事的申请", Kind.PERSON),
        (["Return-Path: <>"], "系统退信", Kind.BOUNCE),
    ],
)
def test_who_wrote_it(lines, subject, kind):
    raw = mail(_TEXT.encode("gbk"), *lines).replace(b"=?gb2312?B?yerH67mrv6o=?=", subject.encode("gbk"))
    assert read_message(raw).kind is kind


def test_our_own_letters_are_known():
    raw = mail().replace(b"<1@example.cn>", _LETTER.encode())
    assert read_message(raw).kind is Kind.OURSELVES
    assert read_message(mail(), ours={"WANG@example.cn"}).kind is Kind.OURSELVES


def _report(action: str = "failed") -> bytes:
    status = (
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.cn\r\n\r\n"
        f"Final-Recipient: rfc822; gone@example.cn\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1\r\n no such user\r\n"
    )
    original = f"Content-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID: {_LETTER}\r\n"
    body = mixed(text_part("退信"), status.encode(), original.encode())
    return mail(body, kind="multipart/report; report-type=delivery-status; boundary=b1")


def test_a_returned_letter_tells_whom_it_did_not_reach():
    read = read_message(_report())
    assert read.kind is Kind.BOUNCE
    assert (read.bounce.address, read.bounce.message_id, read.bounce.final) == (
        "gone@example.cn",
        _LETTER,
        True,
    )
    assert read.bounce.said == "550 5.1.1 no such user"


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_a_notice_of_delay_is_no_failure(action):
    assert read_message(_report(action)).bounce.final is False


def test_a_report_with_broken_paragraphs_is_still_read():
    broken = b"\r\n\r\nContent-Type: multipart/x\r\n\xb5\xc4\r\n"
    raw = _report().replace(b"\r\n no such user", b"\r\n no such user" + broken)
    assert read_message(raw).bounce.address == "gone@example.cn"


def test_a_returned_letter_with_the_letter_itself_inside():
    raw = _report().replace(b"text/rfc822-headers", b"message/rfc822")
    assert read_message(raw).bounce.message_id == _LETTER


def test_a_returned_letter_in_words_alone():
    said = f"<p>抱歉，您的邮件被退回来了</p><p>收件人 gone@example.cn</p>Message-ID: {html.escape(_LETTER)}"
    body = said.encode("gbk")
    raw = mail(body, kind="text/html; charset=gb18030")
    raw = raw.replace(b"wang@example.cn", b"PostMaster@qq.com").replace(
        b"=?gb2312?B?yerH67mrv6o=?=", "系统退信".encode()
    )
    read = read_message(raw)
    assert read.kind is Kind.BOUNCE
    assert (read.bounce.address, read.bounce.message_id) == ("gone@example.cn", _LETTER)
