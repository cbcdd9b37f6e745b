"""Reading points of the city's and the counties' own, who came there, and what was deposited. Those of the
townships are not bodies of the sample: their figures stay typed."""

from collections.abc import Mapping
from datetime import date

from gongkai.foundation.organisations.queries import actor_for
from gongkai.project.demo.cases.playing import Story
from gongkai.project.demo.city import SampleBody
from gongkai.project.demo.figures import CITY_LEVEL, spread
from gongkai.project.demo.ground import IN_OFFICE_FROM, YEAR, done, moment
from gongkai.publishing.archives import actions
from gongkai.publishing.archives.actions import PointFacts
from gongkai.publishing.queries.public import first_released_of

_PLACES = (("archive", "档案馆"), ("library", "图书馆"), ("hall", "政务大厅"))
_FORMS: Mapping[str, str] = {"paper": "7.1", "electronic": "7.2"}
_MONTHS = 12


def cells(body: SampleBody) -> tuple[str, str]:
    """The cells of its reading points and of who came there."""
    return ("10.1", "11.1") if body.share.kind in CITY_LEVEL else ("10.2", "11.2")


def story(body: SampleBody, figures: Mapping[str, int], deposits: Mapping[str, int]) -> Story:
    """`figures` of the body; `deposits`: items by form."""
    points, visits = cells(body)
    if not figures[points]:
        return
    keeper = actor_for(body.clerk, IN_OFFICE_FROM)
    yield (now := moment(date(YEAR, 1, 4), 8, 45))
    entries = []
    for number in range(figures[points]):
        place, title = _PLACES[number % len(_PLACES)]
        facts = PointFacts(
            name=f"{body.short_name}{title}政府信息查阅点（示例{number + 1}）", place=place,
            address=f"示例路{number + 1}号", hours="工作日 9:00—17:00", valid_from=IN_OFFICE_FROM,
        )  # fmt: skip
        entries.append(
            done(
                actions.register_point(actor=keeper, now=now, body_id=body.id, facts=facts, is_sample=True)
            ).entry_id
        )
    yield (now := moment(date(YEAR, 12, 29), 16, body.id % 50))
    came = spread(figures[visits], [1] * (len(entries) * _MONTHS))
    for at, visitors in enumerate(came):
        done(
            actions.record_visits(
                actor=keeper, now=now, point=entries[at // _MONTHS], visitors=visitors,
                month=date(YEAR, at % _MONTHS + 1, 1),
            )
        )  # fmt: skip
    for form, several in deposits.items():
        documents = first_released_of(body.id, several)
        if documents:
            done(
                actions.deposit(
                    actor=keeper, now=now, point=entries[0], document_ids=documents, form=form, on=now.date()
                )
            )


def deposited(
    bodies: tuple[SampleBody, ...],
    figures: Mapping[str, Mapping[str, int]],
    items: Mapping[str, int],
    of: int,
) -> dict[str, dict[str, int]]:
    """Items by body and form, one for `of` printed; only where there is a reading point to take them."""
    weights = [items[each.share.code] if figures[each.share.code][cells(each)[0]] else 0 for each in bodies]
    found: dict[str, dict[str, int]] = {each.share.code: {} for each in bodies}
    for form, cell in _FORMS.items():
        whole = sum(figures[each.share.code][cell] for each in bodies) // of
        for each, part, weight in zip(bodies, spread(whole, weights), weights, strict=True):
            found[each.share.code][form] = min(part, weight)
    return found
