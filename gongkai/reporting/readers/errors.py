"""Why a file was not read, in words for the person who sent it."""

from gongkai.core.messages import N_, Message


class Unreadable(Exception):  # noqa: N818 - the name says it all
    """A file that cannot be read. `message` says what is wrong and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message

    @classmethod
    def empty(cls) -> "Unreadable":
        return cls(Message(N_("文件里没有文字。请确认上传的是完整的年度报告。")))

    @classmethod
    def broken(cls) -> "Unreadable":
        return cls(Message(N_("文件已损坏，打不开。请重新导出后再上传。")))

    @classmethod
    def encrypted(cls) -> "Unreadable":
        return cls(Message(N_("文件加了密码，打不开。请去掉密码后再上传。")))

    @classmethod
    def too_long(cls, pages: int, limit: int) -> "Unreadable":
        return cls(
            Message(
                N_("文件有 {pages} 页，超过 {limit} 页的上限。请只上传年度报告本身。"),
                {"pages": pages, "limit": limit},
            )
        )

    @classmethod
    def too_big(cls) -> "Unreadable":
        return cls(Message(N_("文件展开后太大，没有读取。请只上传年度报告本身。")))

    @classmethod
    def unknown(cls, name: str) -> "Unreadable":
        return cls(
            Message(
                N_("读不了“{name}”这种文件。请上传 PDF、DOCX、DOC、HTML、TXT 或 XLSX。"), {"name": name[-60:]}
            )
        )

    @classmethod
    def scanned(cls) -> "Unreadable":
        return cls(
            Message(
                N_(
                    "这份 PDF 是扫描件，只有图像没有文字。"
                    "请上传文字版；或在服务器上安装 tesseract-ocr-chi-sim 后再试。"
                )
            )
        )

    @classmethod
    def needs_office(cls) -> "Unreadable":
        return cls(
            Message(
                N_(
                    "这是旧版 Word 文件（.doc），服务器上没有装 LibreOffice，读不了。"
                    "请另存为 DOCX 或 PDF 后再上传。"
                )
            )
        )
