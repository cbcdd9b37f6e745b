"""What the sample's city published in its year, packed for the archive and handed over to a reading point."""

from datetime import date

from gongkai.foundation.organisations.queries import actor_for
from gongkai.project.demo.city import SampleCity
from gongkai.project.demo.ground import YEAR, done, moment
from gongkai.publishing.archives import making
from gongkai.publishing.archives.actions import ask, hand_over
from gongkai.publishing.archives.queries.work import points

_PACKED, _HANDED = date(YEAR + 1, 3, 5), date(YEAR + 1, 3, 12)


def enter_package(city: SampleCity) -> None:
    """After the year; nothing where there is no reading point to take it."""
    clerk, day = actor_for(city.city.clerk, _HANDED), _HANDED
    own = [each.entry for each in points(day) if each.body == city.city.id]
    if not own:
        return
    asked = moment(_PACKED, 10)
    package = done(ask(actor=clerk, now=asked, body_id=city.city.id, year=YEAR))
    making.make(package.pk, lambda: asked)
    done(
        hand_over(
            actor=clerk, now=moment(day, 10), package_id=package.pk, point=own[0],
            receipt="示例档案馆 收〔2018〕1号", on=day,
        )
    )  # fmt: skip
