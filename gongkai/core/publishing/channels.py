"""Channels (公开渠道和载体): the columns of standard catalogues, and the row of annex 1 an item counts in
by its channel. rules/publishing/channels.toml."""

import re
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message


class ChannelRow(StrEnum):
    """通过不同渠道和方式公开政府信息的情况: rows 1.2.1 to 1.2.5 of the form of 2014."""

    GAZETTE = "gazette"
    WEBSITE = "website"
    MICROBLOG = "microblog"
    WECHAT = "wechat"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Channel:
    """`names`: what catalogues call it, the first being the printed one. `by_machine`: this system delivers
    to it; otherwise a person does and proves it."""

    code: str
    names: tuple[str, ...]
    row: ChannelRow
    by_machine: bool

    @property
    def title(self) -> str:
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Channels:
    title: str
    legal_basis: str
    channel: tuple[Channel, ...]

    def __post_init__(self) -> None:
        names = [name for each in self.channel for name in each.names]
        codes = [each.code for each in self.channel]
        if len(set(names)) != len(names) or len(set(codes)) != len(codes):
            raise ValueError(Message(N_("渠道的名称或者标识重复")))

    def find(self, code: str) -> Channel | None:
        return next((each for each in self.channel if each.code == code), None)

    def named(self, name: str) -> Channel | None:
        """By any of its names; blanks and the kind of brackets and slashes make no difference."""
        wanted = _bare(name)
        return next((each for each in self.channel if wanted in map(_bare, each.names)), None)

    def of_row(self, row: ChannelRow) -> tuple[Channel, ...]:
        return tuple(each for each in self.channel if each.row is row)


def read_channels(declaration: Declaration) -> Channels:
    """Raises DeclarationError with file and line."""
    return declaration.read(Channels)


def _bare(name: str) -> str:
    return re.sub(r"[\s（）()/／、·]+", "", name)
