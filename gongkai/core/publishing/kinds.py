"""Kinds of what is published, each with the chain it goes through and what it must carry:
rules/publishing/kinds.toml."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message


class Step(StrEnum):
    """The steps of approval, in order. 保密审查 stands in every chain."""

    UNIT_REVIEW = "unit_review"
    CONFIDENTIALITY = "confidentiality"
    LEGAL = "legal"
    INTERPRETATION = "interpretation"
    TO_SIGN = "to_sign"


class GazetteDuty(StrEnum):
    """Whether the gazette of the maker's government prints it."""

    MUST = "must"  # 应登尽登: rules and normative documents
    MAY = "may"
    NEVER = "never"


class Effect(StrEnum):
    """What a document of the kind can become beside being published and withdrawn."""

    FORCE = "force"  # 有效性: amended, repealed, replaced, expired
    PLAIN = "plain"  # nothing: it is published or withdrawn


class Required(StrEnum):
    """Metadata a kind may ask for."""

    SUMMARY = "summary"  # 内容概述
    SUBJECT = "subject"  # 主题分类
    GENRE = "genre"  # 体裁分类
    KEYWORDS = "keywords"
    FORMED_ON = "formed_on"  # 成文日期
    EFFECTIVE_ON = "effective_on"  # 施行日期
    EXPIRES_ON = "expires_on"  # 有效期至
    NUMBER = "number"  # 发文字号
    REGISTRATION = "registration"  # 统一登记号
    ATTACHMENT = "attachment"  # the picture or video itself
    TEXT_ALTERNATIVE = "text_alternative"  # words for those who can't see or hear it
    INTERPRETED = "interpreted"  # which document it interprets
    CATALOGUE = "catalogue"  # 公开目录 entry


@dataclass(frozen=True, slots=True)
class Kind:
    """`steps`: the chain, of which 保密审查 and signing are always part. `official`: numbered paper of a
    body (公文). Reports count by the code of the kind (rules/returns/counts-*-publishing.toml)."""

    code: str
    title: str
    official: bool
    steps: tuple[Step, ...]
    effect: Effect
    gazette: GazetteDuty
    requires: tuple[Required, ...]
    article: str

    def __post_init__(self) -> None:
        for always in (Step.CONFIDENTIALITY, Step.TO_SIGN):
            if always not in self.steps:
                values = {"code": self.code, "step": always.value}
                raise ValueError(Message(N_("“{code}”缺少任何一类都不能少的环节“{step}”"), values))
        if list(self.steps) != sorted(self.steps, key=list(Step).index):
            raise ValueError(Message(N_("“{code}”的环节次序不对"), {"code": self.code}))

    @property
    def is_light(self) -> bool:
        """The short chain (简易程序): from the drafter straight to 保密审查."""
        return Step.UNIT_REVIEW not in self.steps

    @property
    def is_normative(self) -> bool:
        """Under 统一登记、统一编号、统一公布 and validity."""
        return Required.REGISTRATION in self.requires

    @property
    def has_force(self) -> bool:
        """Whether it can be amended, repealed or replaced."""
        return self.effect is Effect.FORCE

    def needs(self, required: Required) -> bool:
        return required in self.requires

    def leaves_out(self, step: Step) -> bool:
        """True when the chain passes over `step`; never for 保密审查 and signing."""
        return step not in self.steps


@dataclass(frozen=True, slots=True)
class Kinds:
    title: str
    in_force: date
    legal_basis: str
    kind: tuple[Kind, ...]

    def __post_init__(self) -> None:
        codes = [each.code for each in self.kind]
        if len(set(codes)) != len(codes):
            raise ValueError(Message(N_("信息类别的标识重复")))

    def find(self, code: str) -> Kind:
        """Raises NoSuchKindError when the list does not know it."""
        for each in self.kind:
            if each.code == code:
                return each
        raise NoSuchKindError(Message(N_("没有“{code}”这一类信息"), {"code": code}))

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(each.code for each in self.kind)


class NoSuchKindError(LookupError):
    """The list of kinds has no such code."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def read_kinds(declaration: Declaration) -> Kinds:
    """Raises DeclarationError with file and line."""
    return declaration.read(Kinds)
