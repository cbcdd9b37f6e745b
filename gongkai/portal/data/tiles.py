"""Pictures of the land behind a map, from a server of tiles that the installation names; without one, none.

Tiles are squares of the Web Mercator projection (EPSG:3857) in WGS 84 or CGCS2000, as 天地图 gives them. Maps
here are plain degrees: each tile is stretched to where its corners are, which within a city is exact to the
eye.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

SIDE = 256  # px of a tile
MOST = 40  # tiles behind one map
_NORTHMOST = 85.0511  # degrees: where the projection ends


@dataclass(frozen=True, slots=True)
class Tile:
    """`west`..`east`, `south`..`north`: its edges in degrees."""

    address: str
    west: float
    north: float
    east: float
    south: float


def source() -> str:
    """Whose pictures they are, as their owner wants it told (审图号); "" without tiles."""
    return str(settings.MAP_TILES_SOURCE) if settings.MAP_TILES else ""


def behind(west: float, north: float, east: float, south: float, width: int) -> Iterator[Tile]:
    """The tiles that cover the place on a map of `width` px, at the depth in which they are about their own
    size."""
    if not settings.MAP_TILES or east <= west or north <= south:
        return
    depth = round(math.log2(360 * width / (SIDE * (east - west))))
    depth = max(0, min(depth, settings.MAP_TILES_DEEPEST))
    while True:
        columns = range(_column(west, depth), _column(east, depth) + 1)
        rows = range(_row(north, depth), _row(south, depth) + 1)
        if len(columns) * len(rows) <= MOST or depth == 0:
            break
        depth -= 1
    for row in rows:
        for column in columns:
            address = settings.MAP_TILES.format(z=depth, x=column, y=row)
            yield Tile(
                address, _west(column, depth), _north(row, depth), _west(column + 1, depth),
                _north(row + 1, depth),
            )  # fmt: skip


def _column(longitude: float, depth: int) -> int:
    return min(max(math.floor((longitude + 180) / 360 * 2**depth), 0), 2**depth - 1)


def _row(latitude: float, depth: int) -> int:
    angle = math.radians(min(max(latitude, -_NORTHMOST), _NORTHMOST))
    return min(max(math.floor((1 - math.asinh(math.tan(angle)) / math.pi) / 2 * 2**depth), 0), 2**depth - 1)


def _west(column: int, depth: int) -> float:
    return column / 2**depth * 360 - 180


def _north(row: int, depth: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / 2**depth))))
