"""What belongs to one row: the files its cell names, and those in the folder that has its 原编号 as name.

In the folder a picture is a picture, told in words by its own name or by a text beside it (会场.jpg.txt); a
video has its text beside it (宣讲.mp4.txt) and a picture of the same name as its poster (宣讲.jpg);
everything else is attached.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from gongkai.core.messages import N_, Message
from gongkai.publishing.importing.container import Container
from gongkai.publishing.models import FilePart

_PICTURES = ("png", "jpg", "jpeg")
_FILMS = ("mp4", "m4v", "webm")
_NOTE = ".txt"
_NO_NAME = re.compile(r'[\\/:*?"<>|]')  # what no folder can be called
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class Placed:
    """A file of a row by its name in the zip. `words` tell a picture or a video; `beside`: the video of which
    it is the poster."""

    name: str
    part: FilePart
    words: str = ""
    beside: str = ""


def folder_of(external: str) -> str:
    """What the folder of a row is called."""
    return _NO_NAME.sub("_", external)


def in_folders(names: Collection[str]) -> dict[str, list[str]]:
    """The files by the folder right above them."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        folder = name.rpartition("/")[0].rpartition("/")[2]
        if folder:
            found.setdefault(folder, []).append(name)
    return found


class Folder:
    """The files of one row, and what is wrong with them."""

    def __init__(self, container: Container, names: Sequence[str]) -> None:
        self.container = container
        self.notes = {each for each in names if each.removesuffix(_NOTE) in names and each.endswith(_NOTE)}
        self.names = [each for each in names if each not in self.notes]
        self.films = {_stem(each): each for each in self.names if _ending(each) in _FILMS}
        self.problems: list[Message] = []

    def placed(self) -> tuple[Placed, ...]:
        """Videos before their posters."""
        found = [each for name in self.names if (each := self._placed(name)) is not None]
        return tuple(sorted(found, key=lambda each: each.part == FilePart.POSTER))

    def _placed(self, name: str) -> Placed | None:
        film = self.films.get(_stem(name))
        if film == name:
            made = Placed(name, FilePart.VIDEO, self._note(name))
            missing = Message(N_("视频“{name}”没有文字稿：请在旁边放“{name}.txt”。"), {"name": _last(name)})
        elif _ending(name) not in _PICTURES:
            return self._looked_at(Placed(name, FilePart.ATTACHMENT))
        elif film is not None:
            return self._looked_at(Placed(name, FilePart.POSTER, beside=film))
        else:
            own = _last(_stem(name))
            made = Placed(name, FilePart.PICTURE, self._note(name) or (own if _CHINESE.search(own) else ""))
            missing = Message(
                N_("图片“{name}”没有文字说明：请用内容给文件命名，或者在旁边放“{name}.txt”写明。"),
                {"name": _last(name)},
            )
        if not made.words:
            self.problems.append(missing)
            return None
        return self._looked_at(made)

    def _looked_at(self, made: Placed) -> Placed | None:
        refused = file_problem(self.container, made)
        if refused is None:
            return made
        self.problems.append(refused)
        return None

    def _note(self, name: str) -> str:
        if f"{name}{_NOTE}" not in self.notes:
            return ""
        content = self.container.read(f"{name}{_NOTE}")
        return next(_decoded(content), "").strip() if isinstance(content, bytes) else ""


def file_problem(container: Container, made: Placed) -> Message | None:
    """Why the file can't be taken, with its name."""
    looked_at = container.look_at(made.name, film=made.part is FilePart.VIDEO)
    if not isinstance(looked_at, Message):
        return None
    return Message(N_("“{name}”：{problem}"), {"name": _last(made.name)[:60], "problem": looked_at})


def _decoded(content: bytes) -> Iterator[str]:
    for encoding in _ENCODINGS:
        try:
            yield content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
