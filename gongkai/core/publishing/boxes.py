"""公开渠道和载体 as catalogues tick them: ■ must, □ may, over a closed list of channels and 其他 in words."""

import re
from dataclasses import dataclass

from gongkai.core.publishing.channels import Channels

_OTHER = "other"
_MUST, _MAY = "■", "□"
_BOX = re.compile(r"([■☑√✓▣●◼⬛]|[□☐▢○◻⬜])\s*([^■☑√✓▣●◼⬛□☐▢○◻⬜]*)")
_FILLED = frozenset("■☑√✓▣●◼⬛")


@dataclass(frozen=True, slots=True)
class Boxes:
    """Codes of rules/publishing/channels.toml in the order of the list. `others`: the words after 其他.
    `unknown`: ticked names the list doesn't have, outside 其他."""

    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def read_boxes(cell: str, channels: Channels) -> Boxes:
    """The boxes of one cell. A name alone, without any box in the cell, counts as ticked."""
    found = [(match[1] in _FILLED, match[2]) for match in _BOX.finditer(cell)]
    if not found:
        found = [(True, name) for name in re.split(r"[\n、，,；;]", cell) if name.strip()]
    must: set[str] = set()
    may: set[str] = set()
    others: list[str] = []
    unknown: list[str] = []
    for filled, words in found:
        name = " ".join(words.split()).strip("，,；;、。")
        code, told = _meant(name, channels)
        if code is None:
            unknown += [name] if filled and name else []
        else:
            (must if filled else may).add(code)
            others += [told] if told else []
    order = [each.code for each in channels.channel]
    return Boxes(
        tuple(code for code in order if code in must),
        tuple(code for code in order if code in may - must),
        tuple(dict.fromkeys(others)),
        tuple(dict.fromkeys(unknown)),
    )


def _meant(name: str, channels: Channels) -> tuple[str | None, str]:
    """The channel's code, and what stands after 其他."""
    other = re.fullmatch(r"其[他它](?:[:：（(\s]*(.*?)[）)]?)?", name)
    if other:
        return _OTHER, (other[1] or "").strip("_＿ ")
    channel = channels.named(name)
    return (channel.code if channel else None), ""


def written_boxes(boxes: Boxes, channels: Channels) -> str:
    """The cell as printed: one channel a line, ■ and □ in the order of the list; others' words after 其他."""
    lines = []
    for channel in channels.channel:
        if channel.code in (*boxes.must, *boxes.may):
            box = _MUST if channel.code in boxes.must else _MAY
            words = "、".join(boxes.others) if channel.code == _OTHER else ""
            lines.append(f"{box}{channel.title}{f'：{words}' if words else ''}")
    return "\n".join((*lines, *(f"{_MUST}{name}" for name in boxes.unknown)))
