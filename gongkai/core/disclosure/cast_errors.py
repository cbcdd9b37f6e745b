"""A cell is refused: in words, saying what would be accepted."""

from gongkai.core.messages import N_, Message

_SHOWN = 40


class CellRefusedError(ValueError):
    """`message` tells a person what is wrong with one cell and what to write."""

    def __init__(self, text: str, /, **values: object) -> None:
        self.message = Message(text, values)
        super().__init__(str(self.message))


def shown(raw: object) -> str:
    """A cell's content as a refusal quotes it."""
    flat = " ".join(str(raw).split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


def not_a(what: Message, raw: object, accepted: Message) -> CellRefusedError:
    """“{raw}”不是日期；可以写：…"""
    return CellRefusedError(
        N_("“{raw}”不是{what}；可以写：{accepted}"), raw=shown(raw), what=what, accepted=accepted
    )
