"""Why a batch as a whole can't be taken."""

from gongkai.core.messages import Message


class NotImportableError(ValueError):
    """The file as a whole can't be read. `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))
