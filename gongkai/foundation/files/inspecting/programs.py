"""Programs, by how they begin and how they are called."""

_BEGINNINGS = (
    b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!",
    b"\x4c\x00\x00\x00\x01\x14\x02\x00",
)  # fmt: skip
_ENDINGS = frozenset((
    "exe", "dll", "com", "scr", "pif", "cpl", "msi", "msp", "bat", "cmd", "ps1", "vbs",
    "vbe", "js", "jse", "wsf", "wsh", "hta", "lnk", "jar", "sh", "py", "pl", "reg",
    "inf", "chm", "app", "apk", "dmg", "deb", "rpm", "iso", "img", "vhd", "docm", "xlsm",
    "dotm", "xltm", "pptm", "ppam", "xlam", "xll",
))  # fmt: skip


def is_program(name: str, beginning: bytes) -> bool:
    """Would a double click run it? `beginning` are its first bytes."""
    return beginning.startswith(_BEGINNINGS) or name.rpartition(".")[2].strip().lower() in _ENDINGS
