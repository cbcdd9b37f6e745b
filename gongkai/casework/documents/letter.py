"""A letter of an office as it will stand on paper, whatever it is written to."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter (GB/T 9704, 信函): head, number, title, text, list of enclosures, signature.

    `text` holds a paragraph a line. A first line that ends in a colon names the addressee, not indented. The
    number at the beginning, the office and the day at the end are set in their own places. `mark` is printed
    above the head ("示例" on letters of a sample).
    """

    body: str
    title: str
    text: str
    issued_on: date
    number: str = ""
    enclosures: tuple[str, ...] = ()
    mark: str = ""

    @property
    def addressee(self) -> str:
        first = self._lines[0] if self._lines else ""
        return first if first.endswith(("：", ":")) else ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return self._lines[1:] if self.addressee else self._lines

    @property
    def listed(self) -> tuple[str, ...]:
        """附件说明, as GB/T 9704 writes it: one stands alone, several are numbered."""
        if len(self.enclosures) == 1:
            return (f"附件：{self.enclosures[0]}",)
        return tuple(
            f"{'附件：' if at == 1 else '　　　'}{at}.{name}" for at, name in enumerate(self.enclosures, 1)
        )

    @property
    def day(self) -> str:
        """成文日期 in Arabic figures without leading zeros."""
        return f"{self.issued_on.year}年{self.issued_on.month}月{self.issued_on.day}日"

    @property
    def _lines(self) -> tuple[str, ...]:
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        if self.number and lines and lines[0] == self.number:
            lines.pop(0)
        for signed in (self.day, self.body):
            if lines and lines[-1] == signed:
                lines.pop()
        return tuple(lines)
