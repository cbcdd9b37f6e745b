"""What codes of publishing are called for people."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.core.publishing.kinds import NoSuchKindError
from gongkai.publishing import law
from gongkai.publishing.policy import lifecycle_of

ATTRIBUTES = {
    "open": gettext_lazy("主动公开"),
    "on_request": gettext_lazy("依申请公开"),
    "withheld": gettext_lazy("不予公开"),
}
RELATIONS = {
    "amends": (gettext_lazy("修改"), gettext_lazy("被修改")),
    "repeals": (gettext_lazy("废止"), gettext_lazy("被废止")),
    "replaces": (gettext_lazy("替代"), gettext_lazy("被替代")),
    "consolidates": (gettext_lazy("合并"), gettext_lazy("被合并")),
    "interprets": (gettext_lazy("解读"), gettext_lazy("解读材料")),
    "notice_of": (gettext_lazy("公告"), gettext_lazy("有关公告")),
}
"""As seen from the document that does it, and from the other."""

ANSWERS = {
    "clear": gettext_lazy("没有问题"),
    "concern": gettext_lazy("有问题"),
    "not_applicable": gettext_lazy("不涉及"),
}
VERDICTS = {
    "masked": gettext_lazy("应当遮盖"),
    "stays": gettext_lazy("可以保留"),
    "false_alarm": gettext_lazy("不属于"),
    "declassified": gettext_lazy("已经解密"),
}
CONCLUSIONS = {
    "keep": gettext_lazy("继续有效"),
    "amend": gettext_lazy("需要修改"),
    "repeal": gettext_lazy("需要废止"),
    "lapse": gettext_lazy("到期失效"),
}
PARTS = {
    "attachment": gettext_lazy("附件"),
    "picture": gettext_lazy("图片"),
    "video": gettext_lazy("视频"),
    "poster": gettext_lazy("视频封面"),
    "original": gettext_lazy("遮盖前的原件"),
}


def kind_name(code: str) -> str:
    try:
        return _(law.kind_of(code).title)
    except NoSuchKindError:
        return code


def kinds() -> list[tuple[str, str]]:
    return [(each.code, _(each.title)) for each in law.rules().kinds.kind]


def state_name(kind: str, state: str) -> str:
    """A state of an edition, or the standing of a document."""
    return _(lifecycle_of(kind).states.get(state, state))


def states(kind: str) -> list[tuple[str, str]]:
    return [(code, _(label)) for code, label in lifecycle_of(kind).states.items()]


def ground_name(code: str, day: date) -> str:
    found = law.attribute_rules(day).find(code)
    return _(found.text) if found else code


def relation_name(kind: str, outward: bool) -> str:
    return str(RELATIONS[kind][0 if outward else 1])


def result_name(code: str) -> str:
    return next((_(each.title) for each in law.gate().result if each.code == code), "")
