"""Channels (公开渠道和载体): the columns of standard catalogues, and the row of annex 1 an item counts in
by its channel; the platforms of 政务新媒体. rules/publishing/channels.toml."""

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
class Platform:
    """A platform on which bodies keep accounts. `longest`, `longest_title`: characters; 0: it has no title.
    `by_machine`: this system posts there; otherwise a person does and proves it."""

    code: str
    title: str
    channel: str
    by_machine: bool
    longest_title: int
    longest: int


@dataclass(frozen=True, slots=True)
class NewMedia:
    """国办发〔2018〕123号; 国办秘函〔2019〕19号: an account without a post for more than `silent_days` fell
    silent. `answer_workdays` are counted from the day after a message came."""

    review_months: int
    silent_days: int
    answer_workdays: int


@dataclass(frozen=True, slots=True)
class Channels:
    title: str
    legal_basis: str
    channel: tuple[Channel, ...]
    new_media: NewMedia
    platform: tuple[Platform, ...]

    def __post_init__(self) -> None:
        names = [name for each in self.channel for name in each.names]
        codes = [each.code for each in self.channel]
        if len(set(names)) != len(names) or len(set(codes)) != len(codes):
            raise ValueError(Message(N_("渠道的名称或者标识重复")))
        if not {each.channel for each in self.platform} <= set(codes):
            raise ValueError(Message(N_("平台所属的渠道没有声明")))

    def platform_of(self, code: str) -> Platform:
        """Raises NoSuchPlatformError."""
        for each in self.platform:
            if each.code == code:
                return each
        raise NoSuchPlatformError(code)

    def find(self, code: str) -> Channel | None:
        return next((each for each in self.channel if each.code == code), None)

    def named(self, name: str) -> Channel | None:
        """By any of its names; blanks and the kind of brackets and slashes make no difference."""
        wanted = _bare(name)
        return next((each for each in self.channel if wanted in map(_bare, each.names)), None)

    def of_row(self, row: ChannelRow) -> tuple[Channel, ...]:
        return tuple(each for each in self.channel if each.row is row)


class NoSuchPlatformError(LookupError):
    """No platform has this code."""


def read_channels(declaration: Declaration) -> Channels:
    """Raises DeclarationError with file and line."""
    return declaration.read(Channels)


def _bare(name: str) -> str:
    return re.sub(r"[\s（）()/／、·]+", "", name)
