"""Finding words about remedies in a text, however they are written.

Full-width digits, 大写 and Chinese numerals, traditional characters, spaces, line breaks and invisible
characters between the words make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable

_SIMPLE = str.maketrans(
    "復議訴訟個請應審壹贰貳叁參肆伍陆陸柒捌玖拾佰零兩两", "复议诉讼个请应审一二二三三四五六六七八九十百〇二二"
)
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
_NUMERAL = re.compile(r"[〇一二三四五六七八九十百]+(?=个|日|天|月|年|周)")
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+")
_DATE = re.compile(r"(?:\d{2,4}年)?\d{1,2}月\d{1,2}日|\d{4}年度?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_TITLE = re.compile(r"《[^》]*》")
_OTHER_SUIT = re.compile(r"(?:民事|刑事)(?:诉讼|起诉|案件|判决)|劳动仲裁")

_TERM = re.compile(r"复议|诉讼|起诉|法院|review|reconsider|lawsuit|litigat|court|(?<!is)sue")
_CLEAR_TERM = re.compile(r"复议|诉讼|起诉|review|reconsider|lawsuit|litigat|court")
_ENGLISH_ACT = re.compile(r"(?:may|must|can|should).*(?:review|reconsider|lawsuit|litigat|court|(?<!is)sue)")
_PERIOD = re.compile(
    r"\d+个?(?:自然|日历|工作)?(?:日|天)|\d+个月|\d+月(?:之?内|以内)|半年|\d+周"
    r"|\d+(?:days?|months?)|sixtydays|(?:six|three)months|fifteendays"
)
_STATUTORY = re.compile(
    r"(?<![\d月])(?:60|15)个?(?:自然|日历)?(?:日|天)|(?<!\d)[36]个月|半年"
    r"|(?<!\d)(?:60|15)days?|(?<!\d)[36]months?|sixtydays|sixmonths"
)
_MODAL = re.compile(
    r"可(?!能)|有权|应当|应(?=先|向|在|于|自)|(?<![申提])请(?!求)|须|必需|需要?(?=先|向|在)|任选|选择|直接|may|must|can"
)
_REVIEW = r"(?:复议(?!决定|案|申请书|机构|文书|法(?!院)|材料|卷|信息|数|工作|听证|意见|应诉))"
_SUIT = r"(?:诉讼(?!案|材料|卷|数|请求|文书)|起诉(?!状|书|案|材料|意见))"
_ACT = re.compile(
    rf"(?:申请|提起|提出|提请|寻求|先经|先行|经过|进行)(?!公开|获取|的)[^。]{{0,60}}?(?:{_REVIEW}|{_SUIT})"
    rf"|(?:可以?|应当?|须|(?<![申提])请|先|有权)(?:依法|依照法律|再|先|另行|直接|选择)*(?:行政)?(?:{_REVIEW}|{_SUIT})"
    r"|起诉(?!状|书|案|材料|意见)|复议前置"
)
_UNHAPPY = re.compile(rf"(?:不服|异议|救济|维权).*(?:{_REVIEW}|{_SUIT}|法院|法庭)")
_UNHAPPY_WORD = re.compile(r"不服|异议")
_LAW_NAMED = re.compile(r"(?:不服|异议|救济|权益).*《(?:中华人民共和国)?行政(?:复议|诉讼)法")
_BOTH = re.compile(r"复议.*(?:诉讼|起诉|法院)|(?:诉讼|起诉|法院).*复议")
_LONG_AND_SHORT = re.compile(r"60(?:个?(?:自然|日历)?[日天]|days?).*(?:[36]个月|半年|[36]months?)")


def plain(text: str) -> str:
    """`text` without spaces and invisible characters, digits and numerals in one form."""
    text = unicodedata.normalize("NFKC", text).translate(_SIMPLE).lower()
    return _NUMERAL.sub(lambda found: str(_number(found[0])), _INVISIBLE.sub("", text))


def without(text: str, passages: Iterable[str]) -> tuple[str, tuple[int, ...]]:
    """The plain text less the passages, and how often each of them stood in it."""
    rest, counts = plain(text), []
    for passage in passages:
        sought = plain(passage)
        counts.append(rest.count(sought) if sought else 0)
        rest = rest.replace(sought, "。") if sought else rest
    return rest, tuple(counts)


def words_about_remedies(text: str) -> tuple[str, ...]:
    """Every word or period of the remedies in a template, where only the computed block may say them."""
    flat = _DATE.sub("", plain(text))
    return tuple(dict.fromkeys(found[0] for each in (_TERM, _STATUTORY) for found in each.finditer(flat)))


def sentences_about_remedies(text: str) -> tuple[str, ...]:
    """Sentences of a finished letter that tell somebody a remedy. To speak of a review decision or a judgment
    that was asked for, or of what happened in a suit, tells none. `text` is plain."""
    flat = _OTHER_SUIT.sub("", _DATE.sub("", text))
    return tuple(each for each in re.split(r"[。!！?？]", flat) if _tells(each))


def _tells(sentence: str) -> bool:
    """Whether a sentence points a reader to a review or a court, or to their periods."""
    bare = _TITLE.sub("", sentence)
    if _LONG_AND_SHORT.search(bare) or _ENGLISH_ACT.search(bare):
        return True
    if _CLEAR_TERM.search(bare) and _PERIOD.search(bare):
        return True
    if not _MODAL.search(bare):
        return False
    if _LAW_NAMED.search(sentence) or any(each.search(bare) for each in (_ACT, _BOTH, _UNHAPPY)):
        return True
    if _UNHAPPY_WORD.search(bare) and _STATUTORY.search(bare):
        return True
    return bool(_TERM.search(bare) and _PERIOD.search(bare))


def _number(numeral: str) -> int:
    """The value of a Chinese numeral up to 999, positional ("六〇") or not ("六十")."""
    if not set(numeral) & {"十", "百"}:
        return int("".join(str(_DIGITS[each]) for each in numeral))
    total, digit = 0, 0
    for each in numeral:
        if each in _DIGITS:
            digit = _DIGITS[each]
        else:
            total += (digit or 1) * (10 if each == "十" else 100)
            digit = 0
    return total + digit
