"""政策解读: who drafts interprets; document, plan and material are organised, signed and released together.

What needs one, what a plan and the material must hold, and how much later the material may follow:
rules/publishing/interpretation.toml.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.lifecycle import Denied
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar, written


class Element(StrEnum):
    """What material tells of the document."""

    BACKGROUND = "background"  # 背景依据
    PROCESS = "process"  # 研判过程
    AIMS = "aims"  # 目标任务
    CONTENT = "content"  # 主要内容
    SCOPE = "scope"  # 涉及范围
    STANDARDS = "standards"  # 执行标准
    CAUTIONS = "cautions"  # 注意事项
    TERMS = "terms"  # 关键词诠释
    BENEFITS = "benefits"  # 惠民举措
    DIFFERENCES = "differences"  # 新旧差异


class Form(StrEnum):
    """解读形式."""

    TEXT = "text"  # 文字
    DIAGRAM = "diagram"  # 图解
    COMIC = "comic"  # 漫画
    VIDEO = "video"  # 视频、动漫
    QUESTIONS = "questions"  # 问答
    CONFERENCE = "conference"  # 新闻发布会
    INTERVIEW = "interview"  # 在线访谈、媒体专访
    EXPERT = "expert"  # 专家、媒体解读


@dataclass(frozen=True, slots=True)
class Named:
    """A member of a closed list and its words for people."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class ElementRule:
    """`always`: material leaves it out never; the others when there is something to tell."""

    code: Element
    title: str
    always: bool = False


@dataclass(frozen=True, slots=True)
class FormRule:
    code: Form
    title: str


@dataclass(frozen=True, slots=True)
class RequiredKinds:
    """Documents of these kinds, formed from `first` on, need an interpretation."""

    kinds: tuple[str, ...]
    first: date
    article: str


@dataclass(frozen=True, slots=True)
class InterpretationRules:
    """`lag_workdays`: a setting. 0: material appears with the document; a local rule may allow 3, and then
    the plan alone must be ready at release. `forms_needed`: fewest forms. `outline_length`: fewest
    characters."""

    title: str
    in_force: date
    legal_basis: str
    lag_workdays: int
    lag_article: str
    forms_needed: int
    outline_length: int
    plan_article: str
    material_article: str
    together_article: str
    required: tuple[RequiredKinds, ...]
    ground: tuple[Named, ...]
    element: tuple[ElementRule, ...]
    form: tuple[FormRule, ...]

    def required_for(self, kind: str, formed_on: date) -> RequiredKinds | None:
        """The rule by which a document of that kind and day needs an interpretation."""
        fitting = [each for each in self.required if kind in each.kinds and each.first <= formed_on]
        return max(fitting, key=lambda each: each.first, default=None)


@dataclass(frozen=True, slots=True)
class Plan:
    """解读方案. `channels`: codes of rules/publishing/channels.toml. `planned_on`: when the material appears.
    `interpreter`: who is responsible (第一解读人)."""

    outline: str = ""
    forms: tuple[Form, ...] = ()
    channels: tuple[str, ...] = ()
    planned_on: date | None = None
    interpreter: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """One piece of 解读材料. `ready`: it went through its own chain and waits to be released, or is
    released."""

    title: str
    form: Form
    elements: tuple[Element, ...]
    ready: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """Whether a document needs an interpretation, and by what."""

    needed: bool
    article: str = ""
    ground: str = ""


def read_interpretation(declaration: Declaration) -> InterpretationRules:
    """Raises DeclarationError with file and line."""
    return declaration.read(InterpretationRules)


def duty_of(rules: InterpretationRules, kind: str, formed_on: date, ticked: str = "") -> Duty:
    """By rule, or because the drafter ticked one of the grounds (`ticked`: its code)."""
    rule = rules.required_for(kind, formed_on)
    if rule is not None:
        return Duty(True, rule.article)
    ground = next((each for each in rules.ground if each.code == ticked), None)
    return Duty(True, rules.plan_article, ground.title) if ground else Duty(False)


def plan_problems(rules: InterpretationRules, plan: Plan | None) -> tuple[Denied, ...]:
    """Without these the office does not accept the document (不予收文)."""
    if plan is None:
        return (Denied(Message(N_("请先编制解读方案。")), rules.plan_article),)
    missing = (
        (len("".join(plan.outline.split())) < rules.outline_length, Message(N_("解读方案要写明提纲。"))),
        (len(set(plan.forms)) < rules.forms_needed, _few_forms(rules)),
        (not plan.channels, Message(N_("解读方案要写明发布途径。"))),
        (plan.planned_on is None, Message(N_("解读方案要写明发布时间。"))),
        (not plan.interpreter.strip(), Message(N_("解读方案要写明由谁解读。"))),
    )
    return tuple(Denied(said, rules.plan_article) for failing, said in missing if failing)


def _few_forms(rules: InterpretationRules) -> Message:
    return Message(N_("解读方案至少要有 {number} 种解读形式。"), {"number": rules.forms_needed})


def material_problems(
    rules: InterpretationRules, plan: Plan, materials: Collection[Material]
) -> tuple[Denied, ...]:
    """What the material still lacks against plan and list."""
    return tuple(Denied(said, rules.material_article) for said in _material_lacks(rules, plan, materials))


def _material_lacks(
    rules: InterpretationRules, plan: Plan, materials: Collection[Material]
) -> Iterator[Message]:
    if not materials:
        yield Message(N_("还没有解读材料。"))
        return
    told = {element for each in materials for element in each.elements}
    for rule in rules.element:
        if rule.always and rule.code not in told:
            yield Message(N_("解读材料没有讲到：{title}。"), {"title": Message(rule.title)})
    made = {each.form for each in materials}
    for form in rules.form:
        if form.code in plan.forms and form.code in _MADE_AS_MATERIAL and form.code not in made:
            yield Message(N_("解读方案列了“{title}”，还没有这种材料。"), {"title": Message(form.title)})
    for each in materials:
        if not each.ready:
            yield Message(N_("解读材料“{title}”还没有审签完毕。"), {"title": each.title})


_MADE_AS_MATERIAL = frozenset({Form.TEXT, Form.DIAGRAM, Form.COMIC, Form.VIDEO, Form.QUESTIONS})
"""Forms that are documents. Conferences and interviews are events, held at their own time."""


def release_problems(
    rules: InterpretationRules,
    duty: Duty,
    plan: Plan | None,
    materials: Collection[Material],
    released_on: date,
    calendar: Calendar,
) -> tuple[Denied, ...]:
    """Why the document may not be released on `released_on` as far as its interpretation goes."""
    if not duty.needed:
        return ()
    lacking = plan_problems(rules, plan)
    if lacking or plan is None:
        return lacking
    if rules.lag_workdays == 0:
        return material_problems(rules, plan, materials)
    latest = material_due(rules, released_on, calendar)
    if plan.planned_on is not None and plan.planned_on > latest:
        values = {"latest": written(latest)}
        return (Denied(Message(N_("解读材料最迟 {latest} 发布，请改方案。"), values), rules.lag_article),)
    return ()


def material_due(rules: InterpretationRules, released_on: date, calendar: Calendar) -> date:
    """The last day for the material of a document released on that day; the same day without a lag."""
    return calendar.add_workdays(released_on, rules.lag_workdays).date
