"""Characters that fonts of PDF files give in place of common ones: radicals that look like whole words.

A file made with such a font holds ⼀ (Kangxi radical one) where the page shows 一, and no search finds it.
"""

import unicodedata

_SUPPLEMENT = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺫⻁⺕⺌⺼⻌⻖⻊⻑",
        "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟目虎彐小肉辶阝足长",
        strict=True,
    )
)
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_COMPATIBLE = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for code in range(0xF900, 0xFB00)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}
_WORDS = str.maketrans(_KANGXI | _COMPATIBLE | _SUPPLEMENT)


def as_words(text: str) -> str:
    """`text` with look-alike radicals made the words they stand for; length unchanged."""
    return text.translate(_WORDS)
