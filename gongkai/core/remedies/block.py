"""What is told about remedies: the organs, courts and periods, and the block printed in a reply."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Contested
from gongkai.core.remedies.standing import CourtLevel, Organ

ORGANS: Mapping[Organ, str] = {
    Organ.SAME_LEVEL_GOVERNMENT: N_("本级人民政府"),
    Organ.SUPERIOR_GOVERNMENT: N_("上一级人民政府"),
    Organ.SUPERIOR_DEPARTMENT: N_("上一级主管部门"),
    Organ.FOUNDING_GOVERNMENT: N_("设立本机关的人民政府"),
    Organ.FOUNDING_DEPARTMENT: N_("设立本机构的部门"),
    Organ.GOVERNMENT_OF_FOUNDER: N_("设立本机构的部门的本级人民政府"),
    Organ.MANAGING_BODY: N_("直接管理本单位的人民政府或者部门"),
    Organ.MANAGING_GOVERNMENT: N_("管理本单位的人民政府"),
    Organ.ITSELF: N_("本机关"),
}

COURTS: Mapping[CourtLevel, str] = {
    CourtLevel.BASIC: N_("基层人民法院"),
    CourtLevel.INTERMEDIATE: N_("中级人民法院"),
}


@dataclass(frozen=True, slots=True)
class Address:
    """An organ or a court as printed in a reply."""

    name: str
    address: str
    phone: str = ""

    def printed(self) -> str:
        phone = f"，电话：{self.phone}" if self.phone else ""
        return f"{self.name}（地址：{self.address}{phone}）"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Fills the block. `online`: where a review may be applied for on the internet."""

    organs: Mapping[Organ, Address] = field(default_factory=dict)
    courts: Mapping[CourtLevel, Address] = field(default_factory=dict)
    online: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRoute:
    organ: Organ
    article: str


@dataclass(frozen=True, slots=True)
class CourtRoute:
    """`direct`: a suit is possible without a review before, within `months` of knowing of the act; after a
    review always within `days_after_review` of its decision. `told`: named in the block."""

    level: CourtLevel
    direct: bool
    months: int
    days_after_review: int
    article: str
    after_review_article: str
    told: bool = True


@dataclass(frozen=True, slots=True)
class Remedy:
    """`reviews`: more than one means the applicant chooses. Empty: the act can't be contested by itself and
    no block is printed. `basis`: the article by which review comes first, printed where the law settles it.
    `undecided`: the quarrel where it doesn't, else empty."""

    contested: Contested
    review_first: bool
    reviews: tuple[ReviewRoute, ...]
    review_days: int
    court: CourtRoute | None
    online_review: bool
    articles: tuple[str, ...]
    wording: Mapping[str, str] = field(default_factory=dict)
    basis: str = ""
    undecided: str = ""
    then_state_council: bool = False

    @property
    def told(self) -> bool:
        """Whether a block must be printed."""
        return bool(self.reviews)

    def missing(self, addresses: Addresses, *, served_online: bool = False) -> tuple[Message, ...]:
        """What must still be registered before the block can be printed.

        `served_online`: a reply served on the internet must offer review there too (《行政复议法》2023年修订
        第二十二条).
        """
        said = [
            Message(
                N_("没有登记行政复议机关（{organ}）的名称和地址"), {"organ": Message(ORGANS[route.organ])}
            )
            for route in self.reviews
            if not _complete(addresses.organs.get(route.organ))
        ]
        if self._names_court and self.court and not _complete(addresses.courts.get(self.court.level)):
            said.append(
                Message(N_("没有登记{court}的名称和地址"), {"court": Message(COURTS[self.court.level])})
            )
        if self.told and self.online_review and served_online and not addresses.online:
            said.append(Message(N_("通过互联网送达的答复应当提供网上提交行政复议申请的渠道，尚未登记")))
        return tuple(said)

    def text(self, addresses: Addresses, *, served_online: bool = False) -> tuple[str, ...]:
        """The block as printed, one paragraph each; empty when there is nothing to tell. Raises
        AddressMissingError. Chinese whatever the reader's language: it is part of an official document."""
        if not self.told:
            return ()
        missing = self.missing(addresses, served_online=served_online)
        if missing:
            raise AddressMissingError(missing)
        values = {
            "act": self._said("act"),
            "since": self._said("since"),
            "days": str(self.review_days),
            "basis": self.basis,
            "organs": "或者".join(addresses.organs[route.organ].printed() for route in self.reviews),
        }
        if self.court:
            values |= {"months": str(self.court.months), "after": str(self.court.days_after_review)}
            if self._names_court:
                values["court"] = addresses.courts[self.court.level].printed()
        names = [self._main, *(["state_council"] if self.then_state_council else [])]
        paragraphs = [self._said(name).format(**values) for name in names]
        if self.online_review and addresses.online:
            paragraphs.append(self.wording["online"].format(online=addresses.online))
        return tuple(paragraphs)

    @property
    def _names_court(self) -> bool:
        return self.court is not None and self.court.told and not self.review_first

    @property
    def _main(self) -> str:
        """The name of the sentence that tells the way."""
        if self.review_first:
            return "first_undecided" if self.undecided else "first"
        return "either" if self._names_court else "review_only"

    def _said(self, name: str) -> str:
        """The declared wording, or its variant for what is contested."""
        return self.wording.get(f"{name}_{self.contested}", self.wording[name])


def _complete(address: Address | None) -> bool:
    return address is not None and bool(address.name.strip()) and bool(address.address.strip())


class AddressMissingError(LookupError):
    """An organ or a court the block must name has no name or address."""

    def __init__(self, missing: tuple[Message, ...]) -> None:
        self.missing = missing
        super().__init__("；".join(str(each) for each in missing))
