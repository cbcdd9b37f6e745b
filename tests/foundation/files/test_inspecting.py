"""Files made to do harm are refused with words; the ones people really have are not."""

import io
import random
import struct
import zipfile
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from gongkai.core.messages import Message
from gongkai.foundation.files import accepting, kinds
from gongkai.foundation.redaction import preparing

WORD = ("[Content_Types].xml", "word/document.xml")
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)


def container(parts, **kwargs):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **kwargs) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def word(**parts):
    """A DOCX with more parts; `__` in a name stands for a slash, `_dot_` for a dot."""
    more = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return container({name: "<x/>" for name in WORD} | more)


def lying_word():
    """The directory claims one byte a part."""
    honest = word(word__big_dot_xml=b"0" * 60_000_000)
    packed = bytearray(honest)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = packed.find(signature)
        while at >= 0:
            struct.pack_into("<L", packed, at + offset, 1)
            at = packed.find(signature, at + 4)
    return bytes(packed)


def locked_word():
    packed = bytearray(word())
    at = packed.find(b"PK\x01\x02")
    packed[at + 8] |= 1
    return bytes(packed)


def overlapping_word():
    """All entries point to the same packed kernel."""
    kernel = word(word__big_dot_xml=b"0" * 30_000_000)
    with zipfile.ZipFile(io.BytesIO(kernel)) as made:
        start = made.start_dir
        big = made.getinfo("word/big.xml")
    directory = kernel[start : kernel.rindex(b"PK\x05\x06")]
    entry_at = directory.index(b"PK\x01\x02", directory.index(b"word/document.xml"))
    entry = directory[entry_at:]
    assert big.filename.encode() in entry
    copies = b"".join(entry.replace(b"word/big.xml", b"word/b%03d.xml" % index) for index in range(100))
    whole = directory + copies
    count = 3 + 100
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(whole), start, 0)
    return kernel[:start] + whole + end


def nested(depth):
    inner = b"x"
    for level in range(depth):
        inner = container({name: "<x/>" for name in WORD} | {f"word/embeddings/{level}.docx": inner})
    return inner


def old_office(*streams):
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + b"".join(s.encode("utf-16-le") for s in streams)
    )


def pdf(change=None, **options):
    buffer = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        if change:
            change(made)
        made.save(buffer, **options)
    return buffer.getvalue()


def _opens_script(made):
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _named_script(made):
    action = made.make_indirect(Dictionary(S=Name.JavaScript, JS=made.make_stream(b"app.alert(1)")))
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


def _launches(made):
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.Launch, F=String("cmd.exe")),
    )  # fmt: skip
    made.pages[0].obj.Annots = Array([link])


def _field_script(made):
    made.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("x")))


def _attached(name, content):
    def change(made):
        made.attachments[name] = pikepdf.AttachedFileSpec(made, content, filename=name)

    return change


def _plays(made):
    made.pages[0].obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]))]
    )


def _dynamic(made):
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=made.make_stream(b"<xdp/>"))


def _bomb(made):
    """A stream that unfolds to more than a quarter of a gigabyte."""
    bomb = made.make_stream(b"")
    bomb.write(zlib.compress(b" " * (300 << 20)), filter=Name.FlateDecode)
    made.Root.Bomb = bomb


def picture(kind, size=(40, 30), **options):
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, kind, **options)
    return buffer.getvalue()


def vast_png():
    """A few bytes that claim 60,000 × 60,000 pixels."""
    small = bytearray(picture("PNG"))
    struct.pack_into("!LL", small, 16, 60_000, 60_000)
    struct.pack_into("!L", small, 29, zlib.crc32(bytes(small[12:29])))
    return bytes(small)


REFUSED = {
    "压缩炸弹": ("a.docx", lambda: word(word__big_dot_xml=b"0" * 60_000_000), "压缩炸弹"),
    "谎报大小": ("a.docx", lying_word, "损坏"),
    "重叠的部件": ("a.docx", overlapping_word, "损坏"),
    "部件太多": ("a.docx", lambda: word(**{f"p{n}": "" for n in range(10_001)}), "部件过多"),
    "层层嵌套": ("a.docx", lambda: nested(4), "嵌套"),
    "有密码的部件": ("a.docx", locked_word, "密码"),
    "路径逃逸": ("a.docx", lambda: container({n: "<x/>" for n in WORD} | {"../../etc/x": "x"}), "损坏"),
    "嵌入程序": ("a.docx", lambda: word(word__a_dot_bin=b"MZ\x90\x00program"), "程序"),
    "嵌入脚本": ("a.docx", lambda: word(word__a_dot_vbs="x"), "程序"),
    "打包程序": ("a.docx", lambda: word(word__o_dot_bin="\x01Ole10Native".encode("utf-16-le")), "程序"),
    "宏": ("a.docx", lambda: word(word__vbaProject_dot_bin="x"), "宏"),
    "实体炸弹": ("a.docx", lambda: word(word__x_dot_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "实体"),
    "宽字符的实体": ("a.docx", lambda: word(word__x_dot_xml='<!ENTITY b "c">'.encode("utf-16")), "实体"),
    "网上的模板": (
        "a.docx",
        lambda: word(r_dot_rels=RELATIONS.format(type="attachedTemplate", target="http://x/a.dotm")),
        "网上",
    ),
    "网上的对象": (
        "a.docx", lambda: word(r_dot_rels=RELATIONS.format(type="oleObject", target="\\\\x\\a")), "网上",
    ),
    "旧文档的宏": ("a.doc", lambda: old_office("_VBA_PROJECT"), "宏"),
    "加密的文档": ("a.doc", lambda: old_office("EncryptedPackage"), "密码"),
    "旧文档的程序": ("a.doc", lambda: old_office("\x01Ole10Native"), "程序"),
    "打开时运行脚本": ("a.pdf", lambda: pdf(_opens_script), "脚本"),
    "有名的脚本": ("a.pdf", lambda: pdf(_named_script), "脚本"),
    "压缩对象里的脚本": (
        "a.pdf",
        lambda: pdf(_named_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "脚本",
    ),
    "页面的脚本": ("a.pdf", lambda: pdf(_field_script), "脚本"),
    "启动程序": ("a.pdf", lambda: pdf(_launches), "启动程序"),
    "附程序": ("a.pdf", lambda: pdf(_attached("说明.exe", b"x")), "附有程序"),
    "附改名的程序": ("a.pdf", lambda: pdf(_attached("说明.txt", b"MZ\x90\x00")), "附有程序"),
    "多媒体": ("a.pdf", lambda: pdf(_plays), "多媒体"),
    "动态表单": ("a.pdf", lambda: pdf(_dynamic), "动态表单"),
    "要密码的PDF": ("a.pdf", lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "密码"),
    "坏的PDF": ("a.pdf", lambda: b"%PDF-1.7\nnothing", "损坏"),
    "既是PDF又是压缩包": ("a.pdf", lambda: pdf() + container({"a.txt": "x"}), "压缩包"),
    "既是图片又是压缩包": ("a.png", lambda: picture("PNG") + container({"a.txt": "x"}), "夹带"),
    "图片后有网页": ("a.png", lambda: picture("PNG") + b"<script>x</script>", "夹带"),
    "照片后有PDF": ("a.jpg", lambda: picture("JPEG") + pdf(), "夹带"),
    "照片后有压缩包再收尾": ("a.jpg", lambda: picture("JPEG") + container({"a": "x"}) + b"\xff\xd9", "夹带"),
    "照片注释里有脚本": ("a.jpg", lambda: picture("JPEG", comment=b"<?php system(1);"), "夹带"),
    "像素炸弹": ("a.png", vast_png, "万像素"),
    "断了的图": ("a.png", lambda: picture("PNG")[:60], "损坏"),
    "断了的照片": ("a.jpg", lambda: picture("JPEG")[:200], "损坏"),
    "冒充的照片": ("a.jpg", lambda: b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9", "损坏"),
    "改了名的RTF": ("a.txt", lambda: rb"{\rtf1\ansi \'39\'39}", "不能识别"),
    "名不副实": ("a.jpg", lambda: picture("PNG"), "扩展名不符"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "made", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_in_words(name, made, said):
    refused = accepting.accepted(name, made())
    assert isinstance(refused, Message), refused
    assert said in str(refused)


def test_a_stream_that_unfolds_without_end_is_not_unfolded():
    bomb = pdf(_bomb)
    assert len(bomb) < 1 << 20
    with preparing.opened(bomb) as opened, pytest.raises(pikepdf.PdfError):
        opened.Root.Bomb.read_bytes()
    assert accepting.accepted("a.pdf", bomb) == kinds.PDF  # nobody unfolds what is not shown


def _telephone():
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture("JPEG", exif=exif, quality=90) + b"\x00" * 20 + b"SEFT"


ACCEPTED = {
    "内嵌工作簿": ("a.docx", lambda: nested(2), kinds.DOCX),
    "本机模板": (
        "a.docx",
        lambda: word(r_dot_rels=RELATIONS.format(type="attachedTemplate", target="file:///C:\\Normal.dotm")),
        kinds.DOCX,
    ),
    "超级链接": (
        "a.docx", lambda: word(r_dot_rels=RELATIONS.format(type="hyperlink", target="http://x/")), kinds.DOCX,
    ),
    "不需要密码的加密": (
        "a.pdf", lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="")), kinds.PDF,
    ),
    "附文档的PDF": ("a.pdf", lambda: pdf(_attached("原件.txt", b"text")), kinds.PDF),
    "手机照片": ("a.jpg", _telephone, kinds.JPEG),
    "渐进照片": ("a.jpg", lambda: picture("JPEG", progressive=True), kinds.JPEG),
    "截图": ("a.png", lambda: picture("PNG"), kinds.PNG),
    "旧文档": ("a.wps", lambda: old_office("WordDocument"), kinds.OLD_OFFICE),
}  # fmt: skip


@pytest.mark.parametrize(("name", "made", "kind"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_people_really_have_is_accepted(name, made, kind):
    assert accepting.accepted(name, made()) == kind


def test_from_outside_less_is_taken(settings):
    settings.FILES_PUBLIC_LARGEST = 100
    larger = accepting.accepted("a.txt", b"x" * 101, largest=settings.FILES_PUBLIC_LARGEST)
    assert "超过" in str(larger)
    other = accepting.accepted("a.csv", b"x", endings=["txt", "pdf"])
    assert "txt、pdf" in str(other)
    assert accepting.accepted("a.TXT", b"x", endings=["txt"]) == kinds.TEXT


WHOLE = {
    "a.pdf": lambda: pdf(_attached("x.txt", b"abc")),
    "a.docx": lambda: nested(2),
    "a.png": lambda: picture("PNG"),
    "a.jpg": _telephone,
    "a.doc": lambda: old_office("WordDocument"),
}


def _damaged(content, chance):
    """A few bytes changed, cut out or put in."""
    broken = bytearray(content)
    for _ in range(chance.choice([1, 3, 10])):
        at = chance.randrange(len(broken))
        what = chance.random()
        if what < 0.5:
            broken[at] = chance.randrange(256)
        elif what < 0.8:
            del broken[at : at + chance.randrange(1, 30)]
        else:
            broken[at:at] = chance.randbytes(5)
    return bytes(broken)


@pytest.mark.parametrize("name", WHOLE)
def test_a_damaged_file_is_judged_in_words_whatever_is_wrong_with_it(name):
    chance = random.Random(name)
    whole = WHOLE[name]()
    judged = [accepting.accepted(name, _damaged(whole, chance)) for _ in range(150)]
    assert {type(each) for each in judged} <= {kinds.Kind, Message}
    assert any(isinstance(each, Message) for each in judged)
