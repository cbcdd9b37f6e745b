"""Lists of things no form asks for: 主动公开 98 条，其中：规范性文件 12 条；公告公示 81 条；工作动态 5 条.

Nobody says that such a list is complete, so it is doubted only when its parts exceed the total before
其中, or when the total behind it (…，总计 2292 条) is not the sum of the run before it. Things counted in two
places may exceed a total rightly, so both are warnings.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from gongkai.core.findings import Figure, Finding, Where
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.narrative.claims import Passage
from gongkai.core.narrative.quantities import Quantity
from gongkai.core.narrative.table import plain

BASIS = Message(N_("分项之和不应超过总数"))
_OF_WHICH = re.compile(r"其中[：:，]?")
# A clause that starts another statement and is no part of the list before it.
_NEW_STATEMENT = re.compile(
    r"全年|累计|此外|另外|同时|共|分别|较|同比|平均"
    r"|^[，；、]?(?:还|并|另)?(?:发布|公开(?!栏)|收到|受理|办理|举办|召开|开展|印发|制定|回复|答复|解读|更新|推送)"
)
# Places of publication: one thing may stand in several, so that they exceed their total by right.
_PLACES = re.compile(
    r"网站|网页|微信|微博|公众号|公报|新媒体|客户端|电子屏|公示栏|公告栏|平台|媒体|抖音|头条|视频号|专栏|政务网"
)
_TOTAL_BEHIND = re.compile(r"(?:总计|合计|共计)(?:为|有|达)?$")
_FEWEST = 2

type Place = tuple[Passage, Quantity]


def check_plain_lists(read: Sequence[Passage], explained: Collection[tuple[int, int]]) -> Iterator[Finding]:
    """Lists that do not fit their total. `explained` are the figures (sentence, start) a measure already
    ties to the form."""
    for passage in read:
        for match in _OF_WHICH.finditer(passage.text):
            yield from _after_of_which(passage, match, read, explained)
        yield from _before_total(passage, explained)


def _after_of_which(
    passage: Passage, match: re.Match[str], read: Sequence[Passage], explained: Collection[tuple[int, int]]
) -> Iterator[Finding]:
    total = _total_before(passage, match.start(), read)
    if total is None or (total[0].index, total[1].start) in explained:
        return
    parts = list(_parts(passage, match.end(), read, total[1]))
    if len(parts) < _FEWEST or any((place.index, part.start) in explained for place, part in parts):
        return
    sum_ = sum((part.value for _, part in parts), Decimal(0))
    if sum_ > total[1].value:
        yield _finding(total, parts, sum_)


def _total_before(passage: Passage, start: int, read: Sequence[Passage]) -> Place | None:
    """The last figure before 其中, in this sentence or at the end of the one before."""
    here = [quantity for quantity in passage.quantities if quantity.end <= start and not quantity.is_share]
    if here:
        return (passage, here[-1]) if here[-1].unit and here[-1].is_exact else None
    if start > 1 or passage.index == 0:
        return None
    before = read[passage.index - 1]
    if before.heading != passage.heading or not before.quantities:
        return None
    last = before.quantities[-1]
    follows = len(before.text) - last.end <= _FEWEST  # nothing but the full stop after it
    return (before, last) if follows and last.unit and last.is_exact and not last.is_share else None


def _parts(passage: Passage, start: int, read: Sequence[Passage], total: Quantity) -> Iterator[Place]:
    """The figures of the list: same unit, none above the total, until another statement begins."""
    while True:
        position = start
        for quantity in passage.quantities:
            if quantity.start < start or quantity.is_share:
                continue
            window = passage.text[position : quantity.start]
            if _PLACES.search(window):
                return
            if _ends_list(window, position == start) or quantity.value > total.value:
                return
            if "（" in window or quantity.unit != total.unit or not quantity.is_exact:
                return
            yield passage, quantity
            position = quantity.end
        following = passage.index + 1
        if not passage.text.endswith("；") or following == len(read):
            return
        passage, start = read[following], 0
        if _OF_WHICH.search(passage.text) or not passage.quantities:
            return


def _ends_list(window: str, is_first: bool) -> bool:
    return "其中" in window or "。" in window or (not is_first and bool(_NEW_STATEMENT.search(window)))


def _before_total(passage: Passage, explained: Collection[tuple[int, int]]) -> Iterator[Finding]:
    """A total said behind its parts in one sentence."""
    for position, total in enumerate(passage.quantities):
        before = passage.text[: total.start]
        if (
            not _TOTAL_BEHIND.search(before)
            or not total.is_exact
            or (passage.index, total.start) in explained
        ):
            continue
        run: list[Place] = []
        for part in reversed(passage.quantities[:position]):
            if part.unit != total.unit or not part.is_exact:
                break
            run.insert(0, (passage, part))
        if len(run) > _FEWEST and not _some_run_fits(run, total.value):
            yield _finding((passage, total), run, sum((part.value for _, part in run), Decimal(0)))


def _some_run_fits(run: Sequence[Place], total: Decimal) -> bool:
    values = [part.value for _, part in run]
    return any(sum(values[start:]) == total for start in range(len(values)))


def _finding(total: Place, parts: Sequence[Place], sum_: Decimal) -> Finding:
    where = _where(total)
    values = {
        "sum": "+".join(str(plain(part.value)) for _, part in parts) + f"={plain(sum_)}",
        "total": total[1].text,
        "gap": plain(abs(sum_ - total[1].value)),
    }
    figures = tuple(
        Figure(f"正文：{part.text}", plain(part.value), _where((at, part))) for at, part in (total, *parts)
    )
    return Finding(
        "text-list",
        Severity.WARNING,
        Message(N_("正文分项 {sum}，与总数 {total} 相差 {gap}"), values),
        where,
        plain(total[1].value),
        plain(sum_),
        figures,
        BASIS,
        Message(N_("请核总数和各分项；各分项有重复的，请写明")),
    )


def _where(place: Place) -> Where:
    passage, quantity = place
    return passage.at(quantity.start, quantity.end)
