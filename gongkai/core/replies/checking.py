"""What a template and a finished letter may not say."""

import re
from collections.abc import Iterable, Sequence

from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Contested, Outcome
from gongkai.core.replies.placeholders import Placeholder
from gongkai.core.replies.sayings import sentences_about_remedies, without, words_about_remedies
from gongkai.core.replies.templates import Notice, contested_in, placeholders_of, required_for
from gongkai.core.replies.words import word

_SHOWN = 60  # characters of an offending sentence
_TELLS_NOTHING = frozenset(
    {
        Contested.NOTHING,
        Contested.CORRECTION_NOTICE,
        Contested.EXTENSION_NOTICE,
        Contested.FEE_NOTICE,
    }
)


def check_template(text: str, of: Outcome | Notice) -> tuple[Message, ...]:
    """Why `text` can't be saved as the template of an outcome or a notice; empty when it can.

    The remedies stand in it as `{remedy}`, exactly once where something can be contested and not at all
    elsewhere; no other word about them may stand beside it, since it would contradict the block on some day.
    """
    return (*_placeholders(text, of), *_remedy_hole(text, of), *_remedy_words(text))


def _placeholders(text: str, of: Outcome | Notice) -> Iterable[Message]:
    names = placeholders_of(text)
    known = {each.value for each in Placeholder}
    for name in dict.fromkeys(names):
        if name not in known:
            yield Message(N_("不认识的填充项“{name}”"), {"name": name})
    if re.search(r"[{}｛｝]", re.sub(r"\{[^{}]*\}", "", text)):
        yield Message(N_("大括号不成对，或者用了全角大括号"))
    for needed in required_for(of):
        if needed not in names:
            values = {"name": needed.value, "word": word(needed)}
            yield Message(N_("缺少填充项“{name}”（{word}）"), values)


def _remedy_hole(text: str, of: Outcome | Notice) -> Iterable[Message]:
    count = placeholders_of(text).count(Placeholder.REMEDY)
    if contested_in(of) in _TELLS_NOTHING:
        if count:
            yield Message(N_("这种文书不告知救济途径，请删去填充项“remedy”"))
    elif count != 1:
        yield Message(N_("填充项“remedy”应当正好出现一次，现为 {count} 次"), {"count": count})


def _remedy_words(text: str) -> Iterable[Message]:
    for said in words_about_remedies(re.sub(r"\{[^{}]*\}", "。", text)):
        yield Message(
            N_("模板中写了“{word}”：复议、诉讼的机关和期限由系统按结果、机关和日期计算，请删去"),
            {"word": said},
        )


def check_letter(text: str, block: Sequence[str], quoted: Iterable[str] = ()) -> tuple[Message, ...]:
    """Why a finished letter can't be signed or sent; empty when it can.

    `block`: the computed paragraphs of the day (`Remedy.text`), each of which must stand in the letter
    once, word for word (line breaks aside). `quoted`: what the applicant wrote, which may say anything.
    Nothing else may tell a remedy: an old "60日或者6个月" beside or instead of the block is refused.
    """
    rest, counts = without(text, block)
    said = [
        Message(N_("文书中没有系统计算的救济途径：{paragraph}"), {"paragraph": paragraph})
        if count == 0
        else Message(
            N_("文书中救济途径写了 {count} 次：{paragraph}"), {"count": count, "paragraph": paragraph}
        )
        for paragraph, count in zip(block, counts, strict=True)
        if count != 1
    ]
    rest, _ = without(rest, quoted)
    said += [
        Message(
            N_("文书中另有关于救济途径的话，与系统计算的不一致，请删去：{sentence}"),
            {"sentence": sentence[:_SHOWN]},
        )
        for sentence in sentences_about_remedies(rest)
    ]
    return tuple(said)
