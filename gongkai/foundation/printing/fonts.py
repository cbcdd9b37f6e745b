"""Which fonts a print is set in: 仿宋 and its companions where the machine has them, else what it has.

GB/T 9704 asks for 仿宋 (body), 小标宋 (title), 黑体 and 楷体 (heads). They are not free to ship, so they are
looked for by family name: those of Windows, macOS and the foundries first, then Debian's free Fandol fonts,
then Noto, whose Sans comes with the program.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import typst
from django.conf import settings

SHIPPED = Path(str(resources.files("noto_cjk_sans_otc")))
LAST = ("Noto Sans CJK SC",)

WANTED = {
    "body": ("FangSong_GB2312", "FangSong", "STFangsong", "FZFangSong-Z02S", "FZFangSong-Z02", "FandolFang R",
             "Noto Serif CJK SC", "Source Han Serif SC", *LAST),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", "FandolSong", "Noto Serif CJK SC",
              "Source Han Serif SC", *LAST),
    "head": ("SimHei", "STHeiti", "FZHei-B01S", "FandolHei", "Source Han Sans SC", *LAST),
    "second_head": ("KaiTi_GB2312", "KaiTi", "STKaiti", "FZKai-Z03S", "FandolKai", "Noto Serif CJK SC",
                    "Source Han Serif SC", *LAST),
    "table": ("SimSun", "STSong", "FZShuSong-Z01S", "FandolSong", "Noto Serif CJK SC", "Source Han Serif SC",
              *LAST),
    "latin": ("Times New Roman", "Liberation Serif", "Libertinus Serif"),
}  # fmt: skip
OFFICIAL_BODIES = WANTED["body"][:6]  # the families that are a 仿宋


@dataclass(frozen=True, slots=True)
class Fonts:
    """The family chosen for each part of the page, as typst names them."""

    body: str
    title: str
    head: str
    second_head: str
    table: str
    latin: str

    @property
    def official(self) -> bool:
        """True when the body stands in a 仿宋, as GB/T 9704 asks."""
        return self.body in OFFICIAL_BODIES

    def __str__(self) -> str:
        return f"正文 {self.body}，标题 {self.title}，一级标题 {self.head}，二级标题 {self.second_head}"


def chosen(families: Iterable[str]) -> Fonts:
    """The best family of `families` for each part; the shipped Noto Sans where none is there."""
    there = set(families)
    return Fonts(
        **{part: next((name for name in names if name in there), names[-1]) for part, names in WANTED.items()}
    )


def shelf(folders: Iterable[Path], *, system: bool = True) -> typst.Fonts:
    """The fonts of `folders`, of the program and (with `system`) of the machine."""
    paths = [str(folder) for folder in (*folders, SHIPPED) if folder.is_dir()]
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=True, font_paths=paths)


@cache
def installed() -> tuple[typst.Fonts, Fonts]:
    """The fonts this installation prints with: the folder `fonts` beside its data, then the machine's."""
    fonts = shelf([settings.VAR / "fonts"])
    return fonts, chosen(fonts.families())
