"""Reading in a process of its own: see `foundation.confinement`."""

from gongkai.core.messages import N_, Message
from gongkai.foundation import confinement
from gongkai.foundation.confinement import Parameters
from gongkai.foundation.files.kinds import Kind
from gongkai.foundation.texts import passage, reading
from gongkai.foundation.texts.passage import Passage

_TASK = "passages"
_SECONDS = 900


def passages(content: bytes, kind: Kind) -> tuple[Passage, ...] | Message:
    """All text of the file in reading order, seen or not; or why it can't be read at all.

    Pictures are not read: they become passages of the layer UNREAD, as do the pages of a scan.
    """
    parameters = {"content_type": kind.content_type}
    told = confinement.run(
        __package__, _TASK, content, parameters, seconds=_SECONDS, unfinished=_unfinished()
    )
    return told if isinstance(told, Message) else passage.read(told)


def _unfinished() -> Message:
    return Message(N_("文件过于复杂，没有读完，请打印为新的 PDF 后再试"))


def _work(content: bytes, parameters: Parameters) -> bytes | Message:
    found = reading.passages(content, str(parameters["content_type"]))
    return found if isinstance(found, Message) else passage.written(found)


def main(task: str, parameters: str) -> None:
    """What the process does."""
    assert task == _TASK
    confinement.serve(_work, parameters, _SECONDS)
