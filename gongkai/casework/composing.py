"""Putting a reply's text together, and holding it against what the law wants in it."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.casework import remedies, wording
from gongkai.casework.models import Case, CaseFile, Reply
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Outcome
from gongkai.core.replies import Placeholder, check_letter, fill
from gongkai.foundation.ledger.verbs import Refused

BLANK = "＿＿＿＿"
"""Stands in a draft where the template wants a fact that is not there yet. No letter goes out with it."""

FACTS = (
    Placeholder.FACTS,
    Placeholder.WHERE_TO_FIND,
    Placeholder.RESPONSIBLE_BODY,
    Placeholder.SEARCH_RECORD,
    Placeholder.EARLIER_REPLY,
    Placeholder.OTHER_CHANNEL,
)
"""What the drafter fills in beside grounds and enclosures."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A reply's text for a day. Number and date are still open in it."""

    title: str
    text: str
    remedy: str
    articles: tuple[str, ...]


def composed(case: Case, reply: Reply, day: date) -> Composed:
    """The template of the outcome, filled. A remedy that can't be told yet leaves its place blank."""
    outcome = wording.outcome_of(case, reply.outcome)
    template = wording.template_for(case, reply.outcome)
    told = remedies.told_for(outcome, case.body_id, day)
    block = told.block if isinstance(told, remedies.Told) else BLANK
    articles = articles_of(outcome, reply.ground_codes)
    places: dict[str, str] = wording.values_for(case, day)
    places |= {
        Placeholder.GROUNDS: reply.grounds.strip() or BLANK,
        Placeholder.GROUND: _ground(outcome, reply.ground_codes) or BLANK,
        Placeholder.ARTICLE: wording.cited(articles),
        Placeholder.ATTACHMENTS: wording.listed(enclosure_names(case, reply.enclosures)) or BLANK,
        Placeholder.REMEDY: block,
        **{name: BLANK for name in FACTS if name is not Placeholder.FACTS},
        **{name: text for name, text in reply.facts.items() if text.strip()},
    }
    return Composed(
        template.title, fill(template.text, places), block if block != BLANK else "", tuple(articles)
    )


def articles_of(outcome: Outcome, ground_codes: Collection[str]) -> list[str]:
    """What the reply rests on: the chosen grounds' articles, or all of the outcome's."""
    chosen = [ground.article for ground in outcome.grounds if ground.code in ground_codes]
    return list(dict.fromkeys(chosen or outcome.articles))


def enclosure_names(case: Case, file_ids: Sequence[int]) -> list[str]:
    """Names of the case's files without their endings, in the order given."""
    found = {
        each.file_id: each.file.name
        for each in CaseFile.objects.filter(case=case, file_id__in=file_ids).select_related("file")
    }
    return [_stem(found[pk]) for pk in file_ids if pk in found]


def block_of_day(case: Case, reply: Reply, day: date, *, served_online: bool = False) -> str | Refused:
    """The remedy block as the law of `day` has it for this reply."""
    outcome = wording.outcome_of(case, reply.outcome)
    told = remedies.told_for(outcome, case.body_id, day, served_online=served_online)
    return told if isinstance(told, Refused) else told.block


def inconsistent(
    case: Case, reply: Reply, day: date, *, served_online: bool = False
) -> Message | Refused | None:
    """Why the text can't go on: the remedy has changed, is not told word for word, or is contradicted; or a
    place is still blank."""
    block = block_of_day(case, reply, day, served_online=served_online)
    if isinstance(block, Refused):
        return block
    if block != reply.remedy:
        return _changed(reply, day)
    if BLANK in reply.text:
        return Message(N_("文书还有没有填写的地方（{blank}），请补充后再办理。"), {"blank": BLANK})
    wrong = check_letter(reply.text, block.splitlines(), wording.quoted_in(case))
    if wrong:
        return Refused(wrong[0], details=tuple(("text", each) for each in wrong))
    return _open_places(reply.text)


def _changed(reply: Reply, day: date) -> Message:
    values = {
        "drafted": wording.chinese_day(reply.remedy_on),
        "day": wording.chinese_day(day),
    }
    return Message(
        N_("救济途径与{drafted}起草时不同：按{day}的规定和登记，应当重写。请撤回修改后重新审批。"), values
    )


def _open_places(text: str) -> Message | None:
    """The date must be left for the signature; a text that dates itself would soon be wrong."""
    if wording.hole(Placeholder.DATE) in text:
        return None
    return Message(
        N_("文书落款处应当保留“{hole}”，签发时填写日期。"), {"hole": wording.hole(Placeholder.DATE)}
    )


def with_block(text: str, before: str, after: str) -> str:
    """The drafter's own text with the block of another day in the old one's place, or in the blank left for
    it."""
    if before and before in text:
        return text.replace(before, after)
    return text.replace(BLANK, after, 1) if not before and BLANK in text and after else text


def digest_of(reply: Reply, files: Mapping[int, str]) -> str:
    """SHA-256 of all that is approved: outcome, grounds, text and the enclosures' contents (`files`: number →
    SHA-256)."""
    parts: dict[str, Any] = {
        "outcome": reply.outcome, "grounds": reply.grounds, "articles": reply.articles, "title": reply.title,
        "text": reply.text, "enclosures": [[pk, files.get(pk, "")] for pk in reply.enclosures],
    }  # fmt: skip
    written = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def contents_of(case: Case, file_ids: Collection[int]) -> dict[int, str]:
    """SHA-256 of the case's files by number."""
    found = CaseFile.objects.filter(case=case, file_id__in=list(file_ids))
    return dict(found.values_list("file_id", "file__sha256"))


def _ground(outcome: Outcome, codes: Collection[str]) -> str:
    return "、".join(ground.text for ground in outcome.grounds if ground.code in codes)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name
