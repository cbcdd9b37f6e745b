"""Old office files (.doc, .xls, .wps): containers of streams whose names stand in UTF-16."""

from gongkai.core.messages import N_, Message

_MACROS = ("_VBA_PROJECT", "VBA_PROJECT_CUR")
_LOCKED = ("EncryptedPackage", "EncryptionInfo")
_PROGRAMS = ("Ole10Native",)


def problem(content: bytes) -> Message | None:
    """Macros, passwords, embedded programs."""
    if _has(content, _LOCKED):
        return Message(N_("文件有密码，请去掉密码后再上传"))
    if _has(content, _MACROS):
        return Message(N_("文件含有宏，请另存为不含宏的文件后再上传"))
    if _has(content, _PROGRAMS):
        return Message(N_("文件里嵌有程序，未接收"))
    return None


def _has(content: bytes, names: tuple[str, ...]) -> bool:
    return any(name.encode("utf-16-le") in content for name in names)
