"""How many statements a verb on a case asks of the database: it holds the ledger no longer than needed."""

from datetime import date

from gongkai.casework import actions

MONDAY = date(2026, 3, 2)
NEXT = date(2026, 3, 3)


def test_registering(office, django_assert_max_num_queries):
    office.received(MONDAY, wanted="第一件")  # what is declared is read once in the life of a process
    with django_assert_max_num_queries(32):
        office.received(MONDAY, wanted="第二件")


def test_a_step_without_a_letter(office, django_assert_max_num_queries):
    case_id = office.received(MONDAY)
    with django_assert_max_num_queries(16):
        office.must(actions.examine, case_id, NEXT)
    with django_assert_max_num_queries(16):
        office.must(actions.request_extension, case_id, NEXT, days=20, reason="档案年代较久")


def test_a_step_that_ends_the_case_with_a_letter(office, django_assert_max_num_queries):
    case_id = office.handled(MONDAY)
    with django_assert_max_num_queries(32):
        office.must(actions.withdraw, case_id, NEXT)


def test_a_refused_step_asks_little(office, django_assert_max_num_queries):
    case_id = office.handled(MONDAY)
    with django_assert_max_num_queries(10):
        assert not office.do(actions.examine, case_id, NEXT)
