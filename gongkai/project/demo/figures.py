"""How the city's printed figures are spread over its bodies, so that the parts add up to the print.

Only leaf cells are spread; totals follow from them. Where the printed annex contradicts itself, the parts
are kept and the total is what they give. The spreading is a sample: the report does not say which body
stands for which share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise


@dataclass(frozen=True, slots=True)
class Share:
    """A body as the spreading sees it: `kind` is city, county, zone, committee or department."""

    code: str
    kind: str
    weight: int


def spread(total: int, weights: Sequence[int], phase: int = 0) -> list[int]:
    """Whole parts of `total` in proportion to `weights` that add up to it exactly.

    Each part is the difference of two rounded running sums, so that no part drifts by more than one.
    `phase` (0 to the sum of the weights) moves where the rounding falls. Weights that are all zero give
    everything to the first.
    """
    whole = sum(weights)
    if not whole:
        return [total] + [0] * (len(weights) - 1)
    edges = [(total * running + phase % whole) // whole for running in accumulate(weights, initial=0)]
    return [after - before for before, after in pairwise(edges)]


CITY_LEVEL = frozenset({"city", "department"})
COUNTY_LEVEL = frozenset({"county", "zone", "committee"})
TOWNSHIPS = frozenset({"county", "zone"})
EVERYBODY = CITY_LEVEL | COUNTY_LEVEL

# Which bodies hold a figure, when it is not everybody.
HOLDERS: Mapping[str, frozenset[str]] = {
    "8.1": CITY_LEVEL,
    "8.2": TOWNSHIPS,
    "8.3": TOWNSHIPS,
    "9.1": frozenset({"city"}),
    "9.2": frozenset({"city"}),
    "10.1": CITY_LEVEL,
    "10.2": COUNTY_LEVEL,
    "10.3": TOWNSHIPS,
    "11.1": CITY_LEVEL,
    "11.2": COUNTY_LEVEL,
    "11.3": TOWNSHIPS,
}

# A figure spread like another, so that a part never exceeds its whole in any body.
LIKE: Mapping[str, str] = {
    "1.1.1": "1.1.2",
    "1.2.2": "1.1",
    "2.2.1.1": "2.2.1",
    "2.2.2.1": "2.2.2",
    "11.1": "10.1",
    "11.2": "10.2",
    "11.3": "10.3",
    "12.3.1": "12.1",
    "12.3.2": "12.1",
    "13.3": "13.2",
}


def spread_over(printed: Mapping[str, int], shares: Sequence[Share]) -> dict[str, dict[str, int]]:
    """Figures of each body by cell code. `printed` holds the leaf cells of the city, inside values.

    A figure `LIKE` another must come after it in `printed`, or is spread when its model is known.
    """
    by_body: dict[str, dict[str, int]] = {share.code: {} for share in shares}
    for ordinal, cell in enumerate(sorted(printed, key=lambda code: (code in LIKE, code))):
        weights = [_weight(cell, share, by_body[share.code]) for share in shares]
        grain = GRAIN.get(cell, 1)
        parts = spread(printed[cell] // grain, weights, phase=ordinal * STRIDE)
        for share, part in zip(shares, parts, strict=True):
            by_body[share.code][cell] = part * grain
    _one_answer_a_request(by_body, printed, shares)
    for figures in by_body.values():
        figures.update({cell: sum(figures[part] for part in parts) for cell, parts in ASKED_TWICE.items()})
    return by_body


def _weight(cell: str, share: Share, known: Mapping[str, int]) -> int:
    if share.kind not in HOLDERS.get(cell, EVERYBODY):
        return 0
    return known[LIKE[cell]] if cell in LIKE else share.weight


# A figure the form asks twice: the second is the sum of these.
ASKED_TWICE: Mapping[str, tuple[str, ...]] = {"12.2": ("10.1", "10.2", "10.3")}

GRAIN = {"12.4": 10_000}  # money is given in hundredths of 万元, as the form prints it
STRIDE = 379  # keeps the rounding of one figure from falling on the same body as the next
BUSIEST = 4  # bodies that close and answer more than they received

CHANNELS = ("3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.5")
CLOSED = ("3.2.1", "3.2.2")
ANSWERS = (
    "3.3.1", "3.3.2", "3.3.3", "3.3.4.1", "3.3.4.2", "3.3.4.3", "3.3.4.4", "3.3.4.5", "3.3.4.6",
    "3.3.5", "3.3.6", "3.3.7", "3.3.8",
)  # fmt: skip


def _one_answer_a_request(
    by_body: dict[str, dict[str, int]], printed: Mapping[str, int], shares: Sequence[Share]
) -> None:
    """Deal closures and answers out request by request, so that most bodies close what they received.

    What the city closed or answered beyond what it received falls to its busiest bodies, which explain it.
    """
    received = {share.code: sum(by_body[share.code].get(cell, 0) for cell in CHANNELS) for share in shares}
    for group in (CLOSED, ANSWERS):
        room = _rooms(sum(printed.get(cell, 0) for cell in group), received)
        _deal({cell: printed.get(cell, 0) for cell in group}, room, by_body)


def _rooms(total: int, received: Mapping[str, int]) -> dict[str, int]:
    """How many each body closes or answers: what it received, and the busiest few what is over."""
    rooms = dict(received)
    busiest = sorted(rooms, key=lambda code: -rooms[code])[:BUSIEST]
    over = total - sum(rooms.values())
    for code, part in zip(busiest, spread(over, [received[code] for code in busiest]), strict=True):
        rooms[code] += part
    return rooms


def _deal(stock: Mapping[str, int], rooms: Mapping[str, int], by_body: dict[str, dict[str, int]]) -> None:
    """Fill each body's room from the stock of the group's cells, keeping the stock's proportions."""
    left, open_rooms = dict(stock), sum(rooms.values())
    for code, room in rooms.items():
        dealt = spread(room, list(left.values())) if sum(left.values()) >= room else list(left.values())
        if room == open_rooms:
            dealt = list(left.values())
        for cell, part in zip(left, dealt, strict=True):
            by_body[code][cell] = part
            left[cell] -= part
        open_rooms -= room
