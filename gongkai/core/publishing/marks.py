"""Marks in a text that was never meant for the public: 密级标志, internal labels, copy numbers, the head of a
paper sent upwards, handling slips, telegram heads.

A mark stands by itself: a line, a bracket at the edge of a line, or a label with its colon. The same words in
running prose (“涉及国家秘密的”, “《保守国家秘密法》”, “按照领导批示要求”) are no marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    CLASSIFICATION = "classification"  # 绝密、机密、秘密 with or without ★ and term
    INTERNAL_LABEL = "internal_label"  # 内部资料、注意保存、不得外传、仅供领导参阅
    COPY_NUMBER = "copy_number"  # 份号
    SIGNED_BY = "signed_by"  # 签发人: the head of a paper sent upwards
    HANDLING_SLIP = "handling_slip"  # 拟办意见、领导批示、文件处理单
    TELEGRAM = "telegram"  # 电报头
    DRAFT_LABEL = "draft_label"  # 送审稿、代拟稿、会签稿


@dataclass(frozen=True, slots=True)
class Mark:
    """Half-open span in the text as given."""

    kind: MarkKind
    start: int
    end: int


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_STARS = dict.fromkeys(map(ord, "☆＊*∗﹡⋆✦✩✪✫✬✭✮✯✰⭐⭑"), "★")
_FORMS = str.maketrans("機絕祕級啟開試結長", "机绝秘级启开试结长")
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_OPEN, _CLOSE = r"[(\[【〔「『<《]", r"[)\]】〕」』>》]"

_LEVEL = r"(?:绝密|机密|秘密)"
_TERM = (
    r"(?:长期|定期|(?:启用|启封|开启|使用|考试结束|开考)前|\d{1,3}(?:年|个月|月|天|日)"
    r"|[一二三四五六七八九十]{1,3}(?:年|个月)|至?\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)"
)
_BEFORE = r"(?:启用|启封|开启|使用|考试结束|开考)前"
_LEVEL_LINE = rf"★?{_LEVEL}(?:级)?(?:(?:[:·—-]|保密期限|期限)*{_TERM}|\({_TERM}\))?"
_OF_THIS = (
    r"(?:本|此|该)(?:文件|资料|材料|通知|件|报告|文|图|卷)(?:的?密级)?(?:定?为|系|属于|属|是)?"
    rf"{_LEVEL}(?:级)?(?:文件|资料|材料|件|级别)?"
)
_TRADE = rf"(?:核心|普通)商(?:业秘)?密(?:▲{_TERM}?)?"
_LATIN = r"(?:TOPSECRET|SECRET|CONFIDENTIAL)"

_THIS = r"(?:(?:本(?:文件|资料|材料|通知|件|报告)|此(?:件|文|资料|材料))(?:为|系|属于|属|是)?)?"
_INTERNAL = (
    rf"{_THIS}(?:本?(?:单位|机关|系统|部门|政府)?内部"
    r"(?:资料|文件|材料|文稿|刊物|通报|参考|使用|掌握|传阅|交流|学习材料|印发|发行)(?:使用|参考|传阅)?"
    r"|请?(?:注意|妥善)(?:保存|保管|保密)"
    r"|(?:未经(?:批准|许可|同意|授权)[,，]?)?请?(?:不得|请勿|严禁|禁止|切勿|勿)(?:擅自)?"
    r"(?:外传|外泄|翻印|复印|复制|转发|上网|公开|扩散|传播|张贴)"
    r"|(?:仅供|只供|专供)(?:领导|内部|首长|常委|委员|代表|同志|与会|会议|机关|各位|各级|本单位|系统内)"
    r"[\u4e00-\u9fa5、]{0,12}?(?:参阅|参考|掌握|使用|研究)"
    r"|(?:阅后|用后|会后)(?:请?(?:收回|退回|归还|销毁))"
    r"|不公开(?:发布|报道|见报)?|不(?:作)?公开报道|不对外(?:公开|公布|发布|宣传)|不予公开|暂不公开|不上网|不登报"
    r"|(?:发|传达|阅读)至?(?:县|市|省|乡|厅|处|科|地|师|团|军)[\u4e00-\u9fa5]{0,6}级(?:以上)?(?:领导)?(?:干部)?)"
)
_SLIP = (
    r"(?:拟办(?:意见)?|领导(?:批示|签批|批阅|阅示)(?:意见)?|批示(?:意见)?|批办(?:意见)?|签批(?:意见)?|会签(?:意见)?"
    r"|核稿人?|办公室拟办意见|阅办意见)"
)
_SLIP_LABEL = r"(?:承办(?:单位)?意见|传阅(?:人|意见)?|会签(?:单位|人)|办公室意见)"
_SLIP_HEAD = (
    r"(?:[\u4e00-\u9fa5]{0,20}?)(?:(?:收文|来文|发文|公文|文件)(?:处理|办理|审批|传阅|阅办|呈批|呈阅)(?:单|笺|签|卡|表)|办文单"
    r"|发文稿纸|发文拟稿纸|文件传阅单|领导批示件|批示件办理单|呈批件|呈阅件|签报)"
)
_SLIP_ASK = (
    r"(?:拟?(?:请|呈|送|转))[\u4e00-\u9fa5、]{1,18}?(?:同志|市长|县长|区长|省长|局长|主任|秘书长|书记|处长|科长)?"
    r"(?:阅示|阅批|阅处|阅知|批示|审示|审签|签批|审定|核签)"
)
_TELEGRAM_LINE = (
    r"(?:[\u4e00-\u9fa5]{0,16}?)(?:传真电报|密码电报|明码电报|内部明电|内部传真电报)"
    r"|(?:发电单位|签批盖章|发电机关)(?::?.{0,40})|等级:?(?:特提|特急|加急|平急)(?:[·.\-—]?(?:明电|密电))?.{0,24}"
    r"|(?:特提|特急|加急|平急)[·.\-—]?(?:明电|密电|内电)|[\u4e00-\u9fa5]{0,6}机发\d{1,6}号"
)
_DRAFT = (
    r"(?:送审稿|代拟稿|会签稿|讨论稿|内部讨论稿|草稿|审议稿|报审稿|上会稿"
    r"|第[一二三四五六七八九十\d]{1,2}稿|\d{1,2}月\d{1,2}日稿)"
)

_COPY = r"(?:份号|份数序号|文件份号)[:：]?(?:No\.?)?\d{1,8}|第0\d{1,6}份|共\d{1,5}份,?第\d{1,5}份"

_SIGNED = r"(?:签发人|会签人|签发):[\u4e00-\u9fa5·×]{1,12}?(?=会签人|签发|[^\u4e00-\u9fa5·×]|$)"
_SEPARATED = r"(?:[,，、.。;；!！:：·★—\-|/]*)"

_WHOLE: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    (MarkKind.CLASSIFICATION, re.compile(rf"(?:密级:?)?{_LEVEL_LINE}")),
    (MarkKind.CLASSIFICATION, re.compile(rf"保密期限:?{_TERM}")),
    (MarkKind.CLASSIFICATION, re.compile(rf"{_OF_THIS}{_SEPARATED}|{_LATIN}")),
    (MarkKind.CLASSIFICATION, re.compile(r"解密(?:时间|日期|条件):.{1,30}")),
    (MarkKind.CLASSIFICATION, re.compile(rf".{{0,12}}{_BEFORE}[·,，]?{_LEVEL}")),
    (MarkKind.INTERNAL_LABEL, re.compile(rf"{_TRADE}|工作秘密(?:★{_TERM}?)?|内部事项|知悉范围:.{{1,40}}")),
    (MarkKind.INTERNAL_LABEL, re.compile(rf"{_INTERNAL}(?:{_SEPARATED}{_INTERNAL})*{_SEPARATED}")),
    (MarkKind.COPY_NUMBER, re.compile(_COPY)),
    (MarkKind.HANDLING_SLIP, re.compile(rf"{_SLIP}:?|{_SLIP_HEAD}|{_SLIP_ASK}{_SEPARATED}")),
    (MarkKind.TELEGRAM, re.compile(_TELEGRAM_LINE)),
    (MarkKind.DRAFT_LABEL, re.compile(rf"{_DRAFT}")),
)  # fmt: skip
"""What a whole line, or a whole bracket at the edge of a line, may say."""

_ANYWHERE: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    (MarkKind.CLASSIFICATION, re.compile(rf"{_LEVEL}(?:级)?★(?:保密期限)?(?:{_TERM})?")),
    (MarkKind.CLASSIFICATION, re.compile(rf"(?:密级|秘密等级|涉密等级):{_LEVEL}(?:级)?(?:★?{_TERM})?")),
    (MarkKind.COPY_NUMBER, re.compile(r"(?:份号|份数序号):(?:No\.?)?\d{1,8}")),
    (
        MarkKind.SIGNED_BY,
        re.compile(_SIGNED),
    ),
    (MarkKind.HANDLING_SLIP, re.compile(rf"^(?:{_SLIP}|{_SLIP_LABEL}):")),
    (MarkKind.TELEGRAM, re.compile(r"(?:发电单位|签批盖章):?")),
)
"""What is a mark wherever it stands in a line."""

_BRACKETED = re.compile(rf"{_OPEN}([^()\[\]【】〔〕「」『』<>《》]{{2,40}}){_CLOSE}")
_COPY_ALONE = re.compile(r"(?:No\.?)?0\d{5}")
_HEAD_LINES = 5  # the copy number stands in the first lines of a sheet, by itself
_LONGEST_MARK = 60


def find_marks(text: str) -> tuple[Mark, ...]:
    """Every mark, in order, without overlaps: of two that overlap the one that begins earlier, then the
    longer."""
    found: list[Mark] = []
    at, seen = 0, 0
    for raw in _lines(text):
        line = _Line.of(raw, at)
        if line.compact:
            found += line.marks(first=seen < _HEAD_LINES)
            seen += 1
        at += len(raw)
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


_HALVES = frozenset("绝机秘絕機祕")


def _lines(text: str) -> Iterator[str]:
    """Line by line, with their ends; a mark set upright or broken over the end of a line stays whole."""
    held = ""
    for raw in text.splitlines(keepends=True):
        if held and (not raw.strip() or raw.lstrip().startswith("密")):
            held += raw
        else:
            if held:
                yield held
            held = raw
        if held.strip()[-1:] not in _HALVES:
            yield held
            held = ""
    if held:
        yield held


@dataclass(frozen=True, slots=True)
class _Line:
    """One line without its blanks; `places`: where each character stands in the text."""

    compact: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, raw: str, at: int) -> "_Line":
        kept = [
            (place, each) for place, each in enumerate(raw, at) if not each.isspace() and each not in _UNSEEN
        ]
        flat = "".join(each for _, each in kept).translate(_WIDE).translate(_STARS).translate(_FORMS)
        return cls(flat, tuple(place for place, _ in kept))

    def marks(self, first: bool) -> Iterator[Mark]:
        if len(self.compact) <= _LONGEST_MARK:
            yield from self._whole(0, len(self.compact))
        if first and _COPY_ALONE.fullmatch(self.compact):
            yield self._mark(MarkKind.COPY_NUMBER, 0, len(self.compact))
        for match in _BRACKETED.finditer(self.compact):
            if match.start() == 0 or match.end() == len(self.compact):
                yield from self._whole(match.start(1), match.end(1))
        for kind, pattern in _ANYWHERE:
            for match in pattern.finditer(self.compact):
                yield self._mark(kind, *match.span())

    def _whole(self, start: int, end: int) -> Iterator[Mark]:
        for kind, pattern in _WHOLE:
            if pattern.fullmatch(self.compact, start, end):
                yield self._mark(kind, start, end)

    def _mark(self, kind: MarkKind, start: int, end: int) -> Mark:
        return Mark(kind, self.places[start], self.places[end - 1] + 1)
