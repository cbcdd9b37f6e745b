"""Data sets and what other programs are told, in the sample of the walk."""

from datetime import timedelta

from django.utils import timezone

from gongkai.core.disclosure.logic.draw import Candidate, Inspector, Plan, Pool
from gongkai.disclosure import actions as disclosure
from gongkai.disclosure import declared
from gongkai.disclosure.actions import Given
from gongkai.disclosure.models import Draw, Objection, Row
from gongkai.disclosure.queries.typed import cells_of
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.foundation.tokens import actions as tokens
from gongkai.foundation.webhooks import actions as webhooks
from tests.architecture.sample.people import done

OBJECT = "91990000MA900008X2"
DRAWN_FROM = Pool(
    Plan("抽查", "餐饮服务", 1), (Candidate(OBJECT, "示例餐饮管理有限公司"),),
    (Inspector("99000017001", ("餐饮服务",)), Inspector("99000017002", ("餐饮服务",))),
).canonical()  # fmt: skip


def disclosure_of(body: int) -> dict[str, int]:
    """A penalty of the body that is out, with an objection; a pasted table with a mistake on its way; a
    source; a statement; a draw that is made."""
    own = {"actor": Actor("writer", roles=frozenset({(Role.DRAFTER.value, body)})), "now": timezone.now()}
    head = {**own, "actor": Actor("head", roles=frozenset({(Role.OFFICE_HEAD.value, body)}))}
    about = {"body_id": body, "data_set": "penalties"}
    penalties = declared.data_set("penalties", timezone.localdate())
    given = Given.rows([cells_of(penalties, penalties.samples[0])])
    out = done(disclosure.begin(**own, **about, way="form", given=given))
    for step, who in (
        (disclosure.check, own), (disclosure.submit, own), (disclosure.approve, head),
        (disclosure.release, own),
    ):  # fmt: skip
        done(step(**who, release_id=out.pk))
    row = Row.objects.get(data_set="penalties", release_in=out.pk).number
    cells = cells_of(penalties, penalties.samples[0]) | {"party": ""}
    table = Given.pasted(
        "\n".join(
            "\t".join(line)
            for line in (
                [each.title for each in penalties.columns], [cells.get(each, "") for each in penalties.names],
            )
        )
    )  # fmt: skip
    wrong = done(disclosure.begin(**own, **about, way="paste", given=table))
    done(disclosure.check(**own, release_id=wrong.pk))
    source = disclosure.propose_source(
        **own, **about, kind="http", name="系统", url="https://example.org/a.csv"
    )
    said = disclosure.state_nothing(**own, **about, period="2017-10", reason="没有")
    objection = Objection.objects.create(
        data_set="penalties", row=row, body_id=body, state="received", name="某甲", contact="10000000000",
        text="有误", received_at=own["now"], due_on=timezone.localdate(),
    )  # fmt: skip
    drawn = Draw.objects.create(
        body_id=body, code="LAND-2018-01", title="抽查", line="餐饮服务", objects_set="inspection_objects",
        inspectors_set="inspectors", results_set="inspection_results", wanted=1, team=2, candidates=1,
        inspectors=2, pool=DRAWN_FROM, share="0" * 64, list_digest="0" * 64, share_digest="0" * 64,
        public_source="开奖号码", value_due_at=own["now"], finish_by=timezone.localdate(), state="drawn",
        committed_by="writer", committed_at=own["now"] - timedelta(days=1), public_value="1",
        value_at=own["now"], drawn_by="head", drawn_at=own["now"], key="0" * 64,
        found=[[OBJECT, ["99000017001", "99000017002"], False]],
    )  # fmt: skip
    return {
        "release_id": wrong.pk, "row": row, "source_id": done(source).pk, "statement_id": done(said).pk,
        "objection_id": objection.pk, "draw_id": drawn.pk, "object_code": OBJECT,
    }  # fmt: skip


def interface_of(body: int, person: int) -> dict[str, int]:
    """A token of somebody, and an address that is told of what the body does."""
    now = timezone.now()
    issued = tokens.issue_token(
        actor=organisations.actor_for(person, timezone.localdate(now)), now=now, body_id=body, name="平台",
        scopes=["cases:read"], expires_on=timezone.localdate(now) + timedelta(days=9),
    )  # fmt: skip
    told = webhooks.subscribe(
        actor=SYSTEM, now=now, body_id=body, url="https://example.org/in", verbs=["body.rename"]
    )
    assert isinstance(issued, tokens.Issued), issued
    assert isinstance(told, webhooks.Subscribed), told
    ping = webhooks.ping(actor=SYSTEM, now=now, subscription_id=told.subscription_id)
    return {
        "token_id": issued.token_id, "subscription_id": told.subscription_id, "delivery_id": done(ping),
    }  # fmt: skip
