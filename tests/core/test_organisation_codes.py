"""Codes of bodies, against codes in public use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.organisation_codes import (
    credit_code_check_digit,
    credit_code_problem,
    division_code_problem,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALID = "91350100M000100Y43"  # the worked example of GB 32100-2015


def test_the_standards_own_example_holds():
    assert credit_code_problem(VALID) is None


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(first, place, other):
    code = first + credit_code_check_digit(first)
    assert credit_code_problem(code) is None
    changed = code[:place] + other + code[place + 1 :]
    assert (credit_code_problem(changed) is None) == (changed == code)


@pytest.mark.parametrize(
    ("code", "said"),
    [("9135", "18 位"), ("91350100M000100Y4I", "第 18 位"), ("91350100M000100Y44", "校验位应为“3”")],
)
def test_what_is_wrong_is_said(code, said):
    assert said in str(credit_code_problem(code))


@pytest.mark.parametrize(
    ("code", "right"),
    [("371300", True), ("371302001", True), ("371302001001", True), ("3713", False), ("37130x", False)],
)
def test_division_codes(code, right):
    assert (division_code_problem(code) is None) == right
