"""Small PDFs with a known word in a known place."""

import io
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

FONTS = [Path(str(resources.files("noto_cjk_sans_otc")))]
SECRET = "SECRET4711"
ABOVE, BELOW, LEFT, RIGHT = "ABOVELINE", "BELOWLINE", "LEFTSIDE", "RIGHTSIDE"
NEIGHBOURS = (ABOVE, BELOW, LEFT, RIGHT)
WIDTH, HEIGHT = 400, 300
SIZE = 12
SECRET_AT = (160.0, 150.0)  # the base line's start, from the bottom left of the page
SECRET_WIDE = 84.0
WORDS = (
    (ABOVE, 160, 166),
    (LEFT, 60, 150),
    (SECRET, *SECRET_AT),
    (RIGHT, 270, 150),
    (BELOW, 160, 134),
)


def drawing(words=WORDS, mode=0):
    shown = [f"BT /F1 {SIZE} Tf {mode} Tr 1 0 0 1 {x} {y} Tm ({word}) Tj ET" for word, x, y in words]
    return "\n".join(shown).encode()


def font(pdf):
    return pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )


@dataclass
class Sheet:
    """A page to be made."""

    content: bytes = field(default_factory=drawing)
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    user_unit: float = 1.0
    resources: dict = field(default_factory=dict)


def paper(*sheets, change=None):
    """A PDF of these pages. `change(pdf)` may do more to it."""
    pdf = pikepdf.new()
    for sheet in sheets or (Sheet(),):
        resources = Dictionary(Font=Dictionary(F1=font(pdf)))
        for kind, made in sheet.resources.items():
            resources[kind] = made(pdf)
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, WIDTH, HEIGHT]), Resources=resources,
            Contents=pdf.make_stream(sheet.content),
        )  # fmt: skip
        if sheet.rotate:
            page.Rotate = sheet.rotate
        if sheet.crop:
            page.CropBox = Array(list(sheet.crop))
        if sheet.user_unit != 1:
            page.UserUnit = sheet.user_unit
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    if change:
        change(pdf)
    return written(pdf, compress_streams=False)


def written(pdf, **options):
    buffer = io.BytesIO()
    pdf.save(buffer, **options)
    return buffer.getvalue()


def secret_as_seen(sheet):
    """Left, top, width, height of the secret in fractions of the page as seen, worked out by hand."""
    x, y = SECRET_AT
    left, bottom, right, top = x - 2, y - 3, x + SECRET_WIDE, y + 10
    x0, y0, x1, y1 = sheet.crop or (0, 0, WIDTH, HEIGHT)
    wide, high = x1 - x0, y1 - y0
    left, right = (left - x0) / wide, (right - x0) / wide
    upper, lower = (y1 - top) / high, (y1 - bottom) / high
    return {
        0: (left, upper, right - left, lower - upper),
        90: (1 - lower, left, lower - upper, right - left),
        180: (1 - right, 1 - lower, right - left, lower - upper),
        270: (upper, 1 - right, lower - upper, right - left),
    }[sheet.rotate]


def form(words=WORDS):
    """A page that draws its text through a form within a form."""

    def made(pdf):
        inner = pdf.make_stream(
            drawing(words), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, WIDTH, HEIGHT]),
            Resources=Dictionary(Font=Dictionary(F1=font(pdf))),
        )  # fmt: skip
        outer = pdf.make_stream(
            b"/Inner Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, WIDTH, HEIGHT]),
            Resources=Dictionary(XObject=Dictionary(Inner=inner)),
        )  # fmt: skip
        return Dictionary(Outer=outer)

    return Sheet(content=b"/Outer Do", resources={"/XObject": made})


def scanned(text_layer=True):
    """A picture of the page with the words laid over it without ink."""
    picture = Image.new("L", (WIDTH * 2, HEIGHT * 2), "white")
    draw = ImageDraw.Draw(picture)
    for word, x, y in WORDS:
        draw.text((x * 2, (HEIGHT - y - SIZE) * 2), word, fill="black", font_size=SIZE * 2)

    def made(pdf):
        image = pikepdf.Stream(pdf, picture.tobytes())
        image.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=picture.width, Height=picture.height,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        return Dictionary(Scan=image)

    content = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Scan Do Q\n".encode()
    return Sheet(content=content + (drawing(mode=3) if text_layer else b""), resources={"/XObject": made})


def typst_page(text):
    """A page of Chinese text with an embedded font cut down to its characters."""
    setting = '#set page(width: 12cm, height: 6cm)\n#set text(font: "Noto Sans CJK SC", size: 12pt)\n'
    return typst.compile((setting + text).encode(), font_paths=FONTS)
