"""Invented applicants and what they ask for. Names, telephones and numbers of proofs belong to nobody."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.casework.actions import ApplicantFacts, RequestFacts
from gongkai.project.demo.cases.planning import Planned

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = (
    "样文", "样平", "样芳", "样军", "样丽", "样强", "样敏", "样静", "样伟", "样娜", "样涛", "样霞", "样刚",
    "样燕", "样辉", "样玲",
)  # fmt: skip
_ORGANISATIONS = {
    "business": "示例商贸有限公司",
    "research": "示例区域发展研究所",
    "social": "示例环保公益协会",
    "legal_service": "示例律师事务所",
    "other_organisation": "示例村民委员会",
}
_TYPES = ("natural",) * 17 + ("business", "legal_service", "social")

_MATTERS = (
    ("{year}年度{place}土地征收补偿安置方案及批准文件", "征地批复"),
    ("{place}旧城改造项目房屋征收决定、补偿方案和评估报告", "房屋征收"),
    ("{place}{year}年度财政预算执行情况和部门决算表", "预算决算"),
    ("{place}{year}年农村低保对象名单及资金发放情况", "低保"),
    ("{place}中小学招生划片方案及学区调整依据", "招生划片"),
    ("{place}某化工项目环境影响报告书及审批意见", "环评审批"),
    ("{place}行政处罚裁量基准及{year}年行政处罚决定书", "行政处罚"),
    ("{place}建设工程规划许可证及总平面图", "规划许可"),
    ("{place}机构设置、内设科室职责和人员编制情况", "机构职责"),
    ("{place}道路改造工程招标文件、中标结果和合同", "工程招标"),
    ("{place}{year}年扶贫资金分配使用情况", "扶贫资金"),
    ("{place}住宅小区物业维修资金归集和使用情况", "维修资金"),
    ("{place}集体土地使用权登记档案及确权依据", "土地确权"),
    ("{place}供热价格成本监审报告和听证会材料", "供热价格"),
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_REGION = "990000"  # no such region


@dataclass(frozen=True, slots=True)
class Asked:
    applicant: ApplicantFacts
    request: RequestFacts


def asked(planned: Planned, number: int, place: str, year: int, *, regime_2007: bool = True) -> Asked:
    """Who asks and for what. `number` is unique in the sample and gives every detail."""
    form = "electronic" if planned.channel in ("internet", "email") else "paper"
    delivery = {"internet": "online", "counter": "pick_up"}.get(planned.channel, "post")
    wanted, feature = _MATTERS[number * 5 % len(_MATTERS)]
    request = RequestFacts(
        wanted=f"{wanted.format(place=place, year=year - 1)}（示例申请{number}）", feature=feature,
        purpose="自身生产、生活需要" if regime_2007 else "", form=form, delivery=delivery,
    )  # fmt: skip
    return Asked(applicant(number), request)


def applicant(number: int) -> ApplicantFacts:
    name = _SURNAMES[number * 7 % len(_SURNAMES)] + _GIVEN[number * 3 % len(_GIVEN)]
    kind = _TYPES[number % len(_TYPES)]
    told = {
        "phone": f"1380000{number % 10000:04d}",
        "address": f"临沂市示例街道{number % 97 + 1}号",
        "postcode": "276000",
    }
    if kind == "natural":
        return ApplicantFacts(name=name, id_kind="居民身份证", id_number=_identity(number), **told)
    return ApplicantFacts(
        type=kind, name=f"{name[0]}氏{_ORGANISATIONS[kind]}", contact=name, id_kind="统一社会信用代码",
        id_number=f"99990000SAMPLE{number:04d}", **told,
    )  # fmt: skip


def _identity(number: int) -> str:
    born = date(1950, 1, 1) + timedelta(days=number * 37 % 15000)
    digits = f"{_REGION}{born:%Y%m%d}{number % 1000:03d}"
    return (
        digits + _CHECK[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]
    )
