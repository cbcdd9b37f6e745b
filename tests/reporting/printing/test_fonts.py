"""Which fonts are chosen."""

import pytest

from gongkai.foundation.printing.fonts import SHIPPED, chosen, shelf

WINDOWS = {"FangSong", "SimHei", "KaiTi", "SimSun", "Times New Roman", "Microsoft YaHei"}
FANDOL = {"FandolFang R", "FandolHei", "FandolKai", "FandolSong", "Libertinus Serif"}
NOTO = {"Noto Serif CJK SC", "Noto Sans CJK SC", "Liberation Serif"}


@pytest.mark.parametrize(
    ("families", "body", "head", "official"),
    [
        (WINDOWS, "FangSong", "SimHei", True),
        (FANDOL, "FandolFang R", "FandolHei", True),
        (NOTO, "Noto Serif CJK SC", "Noto Sans CJK SC", False),
        (WINDOWS | FANDOL | NOTO, "FangSong", "SimHei", True),
        (set(), "Noto Sans CJK SC", "Noto Sans CJK SC", False),
    ],
)
def test_the_best_there_is(families, body, head, official):
    fonts = chosen(families)
    assert (fonts.body, fonts.head, fonts.official) == (body, head, official)
    assert body in str(fonts)


def test_the_shipped_font_is_there_without_any_system_font():
    assert "Noto Sans CJK SC" in shelf([], system=False).families()
    assert list(SHIPPED.glob("*.ttc"))


def test_a_folder_that_is_missing_does_no_harm(tmp_path):
    assert shelf([tmp_path / "no"], system=False).families() == shelf([], system=False).families()
