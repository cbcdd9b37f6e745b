"""Codes of bodies: 统一社会信用代码 (GB 32100-2015), 组织机构代码 (GB 11714-1997) and 行政区划代码 (GB/T
2260, GB/T 10114)."""

from gongkai.core.messages import N_, Message

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
_LENGTH = 18
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_DIVISION_LENGTHS = (6, 9, 12)  # county and above, township, village


def credit_code_problem(code: str) -> Message | None:
    """What is wrong with a 统一社会信用代码; None when length, characters and check digit hold."""
    if len(code) != _LENGTH:
        return Message(N_("统一社会信用代码应为 18 位，现为 {length} 位"), {"length": len(code)})
    for place, character in enumerate(code, start=1):
        if character not in _ALPHABET:
            return Message(
                N_("统一社会信用代码第 {place} 位“{character}”不是允许的字符，请核对"),
                {"place": place, "character": character},
            )
    expected = credit_code_check_digit(code[:-1])
    if code[-1] != expected:
        return Message(
            N_("统一社会信用代码校验位应为“{expected}”，现为“{found}”，请核对"),
            {"expected": expected, "found": code[-1]},
        )
    return None


def credit_code_check_digit(first_seventeen: str) -> str:
    """The 18th character: weights 3^(i-1) mod 31 (GB 32100-2015, 附录 A)."""
    weighted = sum(_ALPHABET.index(each) * pow(3, place, 31) for place, each in enumerate(first_seventeen))
    return _ALPHABET[-weighted % 31]


def organisation_code_problem(code: str) -> Message | None:
    """What is wrong with a 组织机构代码 of nine characters, written without its hyphen; None when it
    holds."""
    if len(code) != len(_ORGANISATION_WEIGHTS) + 1 or not code.isascii() or not code.isalnum():
        return Message(N_("组织机构代码应为 9 位数字或者大写字母"))
    if code != code.upper():
        return Message(N_("组织机构代码的字母应当大写"))
    expected = organisation_code_check_digit(code[:-1])
    if code[-1] != expected:
        values = {"expected": expected, "found": code[-1]}
        return Message(N_("组织机构代码校验位应为“{expected}”，现为“{found}”，请核对"), values)
    return None


def organisation_code_check_digit(first_eight: str) -> str:
    """The ninth character (GB 11714-1997): letters count from A = 10; X stands for 10, 0 for 11."""
    values = (int(each, 36) for each in first_eight)
    total = sum(weight * value for weight, value in zip(_ORGANISATION_WEIGHTS, values, strict=True))
    return "X" if (check := 11 - total % 11) == 10 else str(check % 11)


def division_code_problem(code: str) -> Message | None:
    """What is wrong with a 行政区划代码; None when it has 6, 9 or 12 digits."""
    if code.isascii() and code.isdigit() and len(code) in _DIVISION_LENGTHS:
        return None
    return Message(N_("行政区划代码应为 6、9 或 12 位数字"))
