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
    """Codes of rules/publishing/channels.toml in the order of the list. `others`: the words after 其他, and
    names ticked that the list doesn't have (投资项目在线审批监管平台)."""

    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def read_boxes(cell: str, channels: Channels) -> Boxes:
    """The boxes of one cell. A name alone, without any box in the cell, counts as ticked."""
    found = [(match[1] in _FILLED, match[2]) for match in _BOX.finditer(_boxed(cell, channels))]
    if not found:
        found = [(True, name) for name in re.split(r"[\n、，,；;]", cell) if name.strip()]
    must: set[str] = set()
    may: set[str] = set()
    others: list[str] = []
    for filled, words in found:
        code, told = _meant(" ".join(words.split()).strip("，,；;、。"), channels)
        (must if filled else may).add(code)
        others += [told] if told else []
    order = [each.code for each in channels.channel]
    return Boxes(
        tuple(code for code in order if code in must),
        tuple(code for code in order if code in may - must),
        tuple(dict.fromkeys(others)),
    )


def _boxed(cell: str, channels: Channels) -> str:
    """Boxes that were lost on the way put back: 口 for an empty one, t (Wingdings) for a filled one."""
    for channel in channels.channel:
        for name in channel.names:
            cell = re.sub(rf"口(?={re.escape(name)})", _MAY, cell)
            cell = re.sub(rf"(?<![A-Za-z])t(?={re.escape(name)})", _MUST, cell)
    return cell


def _meant(name: str, channels: Channels) -> tuple[str, str]:
    """The channel's code; for 其他 and for names the list doesn't have, the words."""
    other = re.fullmatch(r"其[他它](?:[:：（(\s]*(.*?)[）)]?)?", name)
    if other:
        return _OTHER, (other[1] or "").strip("_＿ ")
    channel = channels.named(name)
    return (channel.code, "") if channel else (_OTHER, name)


def written_boxes(boxes: Boxes, channels: Channels) -> str:
    """The cell as printed: one channel a line, ■ and □ in the order of the list; others' words after 其他."""
    lines = []
    for channel in channels.channel:
        if channel.code in (*boxes.must, *boxes.may):
            box = _MUST if channel.code in boxes.must else _MAY
            words = "、".join(boxes.others) if channel.code == _OTHER else ""
            lines.append(f"{box}{channel.title}{f'：{words}' if words else ''}")
    return "\n".join(lines)
