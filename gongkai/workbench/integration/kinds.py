"""The verbs that other systems can be told of, by what they are about: a kind can be chosen whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.foundation.webhooks.actions import subscribable
from gongkai.workbench.returns.words import verb_name

_OTHERS = "others"
_KINDS: Mapping[str, tuple[object, tuple[str, ...]]] = {
    "requests": (gettext_lazy("依申请公开办件"), ("case", "notice")),
    "replies": (gettext_lazy("答复和文书"), ("reply", "template", "remedy")),
    "sides": (gettext_lazy("个人信息更正、主动公开建议"), ("data_correction", "suggestion")),
    "challenges": (gettext_lazy("复议、诉讼、投诉"), ("reconsideration", "lawsuit", "complaint")),
    "outreach": (gettext_lazy("工作建议、转为主动公开"), ("advice", "proactive_task")),
    "imports": (gettext_lazy("导入已有案件"), ("import",)),
    "documents": (gettext_lazy("公开的文件"), ("document", "edition", "number_mark")),
    "channels": (
        gettext_lazy("渠道和新媒体"),
        ("posting", "channel_delivery", "media_account", "media_list", "inbox_message"),
    ),
    "returns": (gettext_lazy("年度报告"), ("return", "report", "reporting_year")),
    "bodies": (
        gettext_lazy("机构和工作登记"),
        ("body", "office", "staffing", "fund", "meeting", "course", "leader", "duty", "register"),
    ),
    "calendars": (gettext_lazy("节假日"), ("calendar",)),
}
"""Title, and the nouns of the verbs. What stands in none of them comes last."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`verbs`: name and what people call it."""

    key: str
    title: str
    verbs: tuple[tuple[str, str], ...]


def kinds() -> tuple[Kind, ...]:
    """Every verb that can be subscribed to, once; kinds without any are left out."""
    by_noun = {noun: key for key, (_title, nouns) in _KINDS.items() for noun in nouns}
    found: dict[str, list[tuple[str, str]]] = {key: [] for key in (*_KINDS, _OTHERS)}
    for name in subscribable():
        found[by_noun.get(name.partition(".")[0], _OTHERS)].append((name, verb_name(name)))
    titles = {key: str(title) for key, (title, _nouns) in _KINDS.items()} | {_OTHERS: _("其他")}
    return tuple(Kind(key, titles[key], tuple(verbs)) for key, verbs in found.items() if verbs)
