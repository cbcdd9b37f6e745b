"""Labels as people print them, brought to one shape so that they can be compared.

Width, spaces, punctuation, numbering and bracketed notes differ from office to office and mean nothing;
what is left of a label after they are taken away is its key.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.．,:]|\([一二三四五六七八九十]{1,3}\)[、.]?|\d{1,2}[.、,)](?!\d)|\(\d{1,2}\)|[①-⑳])"
)
_NOTE = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^【】]*】")
_NOISE = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]")
_TRADITIONAL = str.maketrans(
    "規範許處罰強費數額項目單關於機構業務屬內過執檔補確說請訴複議決結審製發現廢總計訊開與對動實無轉繼續辦撥據"
    "統標準諮詢類別傳網絡輿應專職經萬積極讀階級圖書館報導稱檢舉當滿護參與從員間場質會議訓練層縣鄉鎮區黨風險",
    "规范许处罚强费数额项目单关于机构业务属内过执档补确说请诉复议决结审制发现废总计讯开与对动实无转继续办拨据"
    "统标准咨询类别传网络舆应专职经万积极读阶级图书馆报导称检举当满护参与从员间场质会议训练层县乡镇区党风险",
)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """`text` in half width, without any space, traditional label characters made simplified."""
    return re.sub(r"[\s\u200b\ufeff\u00ad]+", "", unicodedata.normalize("NFKC", text)).translate(_TRADITIONAL)


@lru_cache(maxsize=8192)
def numbering(text: str) -> str:
    """The number a label begins with, as digits and brackets mean it: "（三）" → "(三)", "1." → "1"."""
    shape = plain(text).removeprefix("其中:")
    found = _NUMBERING.match(shape)
    if not found:
        return ""
    mark = unicodedata.normalize("NFKC", found.group().strip("第、.,:"))
    return mark if mark.startswith("(") else mark.strip(")")


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The characters that carry a label's meaning, numbering and notes in brackets left out."""
    shape = plain(text)
    shape = _NUMBERING.sub("", shape.removeprefix("其中:").removeprefix("其中"))
    bare = _NOTE.sub("", _NOTE.sub("", shape))
    bare = re.sub(r"[(\[（][^)\]）]*$", "", bare) or bare
    return _NOISE.sub("", bare) or _NOISE.sub("", shape)


@lru_cache(maxsize=200_000)
def _alike(left: str, right: str) -> float:
    if left == right:
        return 1.0
    shorter, longer = sorted((len(left), len(right)))
    if not shorter or shorter * 3 < longer:
        return 0.0
    if len(set(left) & set(right)) * 2 < len(set(left)):
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def similarity(printed: str, label: str) -> float:
    """How alike two labels are, 0 to 1, whatever their numbering and notes."""
    left, right = key(printed), key(label)
    if not left or not right:
        return 0.0
    if len(left) > 120:
        return 0.0
    return _alike(left, right)
