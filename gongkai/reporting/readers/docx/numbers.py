"""List numbers: in Word the "一、" of a heading is often numbering, not text, and must be printed again."""

import re

import lxml.etree

from gongkai.reporting.readers.docx.xml import W, integer, value

_CHINESE = "零一二三四五六七八九"
_COUNTING = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "ideographTraditional",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseDigitalTenThousand",
}
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def chinese(number: int) -> str:
    """1–99 in Chinese numerals ("十二"); larger ones in Arabic."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_CHINESE[tens]}十")
    return head + (_CHINESE[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for worth, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while number >= worth:
            text, number = text + sign, number - worth
    return text


def written(number: int, style: str) -> str:
    """`number` in Word's number format `style`."""
    if style == "ideographTraditional":
        return _STEMS[number - 1] if 0 < number <= 10 else str(number)
    if style in _COUNTING:
        return chinese(number)
    if style.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if style == "decimalZero":
        return f"{number:02d}"
    if style in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((97 if style == "lowerLetter" else 65) + number - 1)
    if style in ("lowerRoman", "upperRoman") and 0 < number < 200:
        return _roman(number).lower() if style == "lowerRoman" else _roman(number)
    return "" if style in ("bullet", "none") else str(number)


class Numbering:
    """The document's list definitions and where each list has counted to."""

    def __init__(self, numbering: lxml.etree._Element | None, styles: lxml.etree._Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._styles: dict[str, tuple[str | None, int | None, str | None]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_numbering(self, root: lxml.etree._Element) -> None:
        for abstract in root.findall(f"{W}abstractNum"):
            levels = {}
            for level in abstract.findall(f"{W}lvl"):
                shape = value(level.find(f"{W}numFmt")) or "decimal"
                text = value(level.find(f"{W}lvlText")) or ""
                start = integer(value(level.find(f"{W}start")), 1)
                levels[integer(value(level, "ilvl"), 0)] = (shape, text, start)
            self._levels[value(abstract, "abstractNumId") or ""] = levels
        for num in root.findall(f"{W}num"):
            identity = value(num, "numId") or ""
            self._abstract[identity] = value(num.find(f"{W}abstractNumId")) or ""
            for override in num.findall(f"{W}lvlOverride"):
                restart = value(override.find(f"{W}startOverride"))
                if restart is not None:
                    at = integer(value(override, "ilvl"), 0)
                    self._starts.setdefault(identity, {})[at] = integer(restart, 1)

    def _read_styles(self, root: lxml.etree._Element) -> None:
        for style in root.findall(f"{W}style"):
            marks = style.find(f"{W}pPr/{W}numPr")
            number = value(marks.find(f"{W}numId")) if marks is not None else None
            level = value(marks.find(f"{W}ilvl")) if marks is not None else None
            based = value(style.find(f"{W}basedOn"))
            self._styles[value(style, "styleId") or ""] = (
                number,
                integer(level, 0) if level else None,
                based,
            )

    def _of_style(self, style: str | None) -> tuple[str | None, int]:
        level: int | None = None
        for _ in range(20):
            if style is None or style not in self._styles:
                break
            number, own, style = self._styles[style]
            level = own if level is None else level
            if number is not None:
                return number, level or 0
        return None, 0

    def of(self, properties: lxml.etree._Element | None) -> str:
        """The number printed before a paragraph with these properties, "" when it has none."""
        if properties is None:
            return ""
        marks = properties.find(f"{W}numPr")
        number = value(marks.find(f"{W}numId")) if marks is not None else None
        level = integer(value(marks.find(f"{W}ilvl")), 0) if marks is not None else 0
        if number is None:
            number, inherited = self._of_style(value(properties.find(f"{W}pStyle")))
            level = level or inherited
        if number is None or number == "0":
            return ""
        return self._next(number, level)

    def _next(self, number: str, level: int) -> str:
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        own = self._starts.pop(number, None)
        if own:
            counts.update({at: start - 1 for at, start in own.items()})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]

        def fill(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shape, _, start = levels.get(at, ("decimal", "", 1))
            return written(counts.get(at, start), shape)

        shape, text, _ = levels[level]
        return "" if shape in ("bullet", "none") else re.sub(r"%(\d)", fill, text)
