"""Taking in requests one after another, and telling each number as soon as it is kept."""

from datetime import UTC, date, datetime
from itertools import count

from gongkai.casework import actions
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.organisations.roles import PUBLIC

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def take(body: int, server: int, first: int) -> None:
    """Never ends by itself. `first`: the number of the first request to send."""
    print("ready", flush=True)
    for number in count(first):
        key = f"bench-{server}-{number}"
        made = actions.register(
            actor=PUBLIC, now=NOW, body_id=body, key=key, arrival=Arrival(Channel.INTERNET, DAY),
            facts=actions.Intake(
                actions.RequestFacts(wanted=f"示例申请 {key}"),
                actions.ApplicantFacts(name="样本", phone="13800000000"),
            ),
        )  # fmt: skip
        assert made, made
        print(key, made.number, flush=True)
