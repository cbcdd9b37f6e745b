"""银行卡 and accounts of 一卡通 and 存折: 16 to 19 digits with Luhn's check digit, or announced."""

import re

from gongkai.core.organisation_codes import credit_code_problem
from gongkai.core.personal_numbers.rule import ENDS, NO_AMOUNT, SAYS, Kind, Rule

_LUHN = 10


def _is_card(text: str, start: int, end: int) -> bool:
    """16 to 19 digits that satisfy Luhn's check and are no credit code of an organisation."""
    digits = re.sub(r"\D", "", text[start:end])
    if not 16 <= len(digits) <= 19 or credit_code_problem(digits) is None:
        return False
    doubled = (int(each) * (2 if place % 2 else 1) for place, each in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % _LUHN == 0


CARD = Rule(
    kind=Kind.BANK_CARD,
    name="银行卡号：四位一组、银联两段或者断行，校验位对",
    before=r"(?<![0-9A-Za-z.-])",
    number=(
        r"[3-6]\d{3}(?:[ -]{0,2}\d{4}){2,3}(?:[ -]{0,2}\d{1,4})?"
        r"|62\d{4}[ -]{1,2}\d{10,13}|62\d{2,16}\n\d{4,15}"
    ),
    after=rf"{ENDS}{NO_AMOUNT}",
    holds=_is_card,
    found=("卡【4111 1111 1111 1111】", "【622200 0000000000012】", "【6222000000\n000000012】"),
    left=("4111 1111 1111 1112", "预算600000000000000000元", "订单号41111111111111111111111"),
)

ANNOUNCED_CARD = Rule(
    kind=Kind.BANK_CARD,
    name="“卡号”“银行账号”“一卡通号”“存折账号”等字样后面的十至二十八位数字，不论校验位对不对",
    lead=(
        r"(?:(?:银行|储蓄|社保|信用|惠农|一卡通)?卡号|银行卡|银行账[号户]|一卡通(?:账号|号)|存折(?:账号|号码?)"
        rf"|个人(?:银行)?账[号户])(?:码)?{SAYS}"
    ),
    number=r"\d(?:[ -]{0,2}\d){9,27}",
    after=ENDS,
    found=(
        "社保卡号：【6222000012345678】",
        "惠农一卡通号 【900000 123 456 789】",
        "存折账号为【9000001234567890】",
    ),
    left=("卡号共19位", "一卡通发放2600000000元", "保证金账户：900000123456789012"),
)
