"""Videos: told by their content, whole, and nothing that merely calls itself one."""

import struct

import pytest

from gongkai.core.messages import Message
from gongkai.foundation.files import accepting, kinds


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(brand: bytes = b"isom", length: int = 64) -> bytes:
    """As players know it by its boxes; there is nothing to be seen in it."""
    return box(b"ftyp", brand + bytes(4) + brand) + box(b"moov", b"x" * 8) + box(b"mdat", b"v" * length)


WEBM = b"\x1a\x45\xdf\xa3\x93\x42\x82\x88webm" + b"\x18\x53\x80\x67" + b"\x00" * 32


@pytest.mark.parametrize(
    ("name", "content", "film", "said"),
    [
        ("a.mp4", mp4(), True, ""),
        ("a.webm", WEBM, True, ""),
        ("a.mp4", mp4(), False, "不接收视频"),
        ("a.avi", mp4(), True, "不接收这种文件"),
        ("a.mp4", mp4(b"heic"), True, "不能识别"),
        ("a.mp4", mp4()[:-9], True, "不完整"),
        ("a.mp4", mp4() + b"MZ", True, "不完整"),
        ("a.mp4", box(b"ftyp", b"isom" + bytes(4)) + box(b"mdat", b"v"), True, "不完整"),
        ("a.mp4", b"%PDF-1.7 not a film", True, "不是可以播放的视频"),
        ("a.txt", b"words", False, ""),
        ("a.txt", b"words", True, "不是可以播放的视频"),
    ],
)
def test_what_is_a_video(name, content, film, said):
    found = accepting.accepted(name, content, film=film)
    assert isinstance(found, Message) is bool(said)
    assert said in str(found)


def test_a_box_of_64_bits_and_one_to_the_end_are_read():
    long = struct.pack(">I4sQ", 1, b"mdat", 16 + 4) + b"vvvv"
    open_end = struct.pack(">I4s", 0, b"mdat") + b"vvvv"
    for last in (long, open_end):
        assert (
            accepting.accepted("a.mp4", box(b"ftyp", b"mp42") + box(b"moov") + last, film=True) is kinds.MP4
        )
