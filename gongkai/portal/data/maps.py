"""A map of rows that have a place: points and areas over a grid of degrees, drawn here, without the internet;
with pictures of the land behind where the installation names a server of them (`tiles`). Each mark leads to
its row; the list beside says the same."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.core.disclosure.schema import ColumnType, DataSet
from gongkai.portal.data import tiles

WIDTH = 720
TALLEST, LOWEST = 640, 280
MOST = 2_000
_LEAST_SPAN = 0.02  # degrees: about two kilometres, so that a single mark still stands in a landscape
_SMALLEST = 10  # px: an area drawn smaller is a spot too, so that it is seen and can be hit
_STEPS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_RINGS_OF = frozenset({"Polygon", "MultiPolygon"})
_SPOTS_OF = frozenset({"Point", "MultiPoint"})
_PATHS_OF = frozenset({"LineString", "MultiLineString"})
type Spot = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True, slots=True)
class Mark:
    """`spots`: each a point; `rings`: closed outlines; `paths`: lines."""

    label: str
    address: str
    spots: tuple[Spot, ...] = ()
    rings: tuple[tuple[Spot, ...], ...] = ()
    paths: tuple[tuple[Spot, ...], ...] = ()

    @property
    def every(self) -> Iterator[Spot]:
        yield from self.spots
        for line in (*self.rings, *self.paths):
            yield from line


@dataclass(frozen=True, slots=True)
class _Frame:
    """From degrees to px: plain, with the width of a degree at the middle latitude."""

    west: float
    north: float
    scale: float
    shrink: float
    height: float

    def x(self, longitude: float) -> float:
        return round((longitude - self.west) * self.scale * self.shrink, 1)

    def y(self, latitude: float) -> float:
        return round((self.north - latitude) * self.scale, 1)


def mark(data_set: DataSet, content: Mapping[str, Any], label: str, address: str) -> Mark | None:
    """The mark of a row; None for one without a place."""
    told = data_set.presentation.map
    value = content.get(told.place) if told else None
    if not told or not isinstance(value, Mapping):
        return None
    if data_set.column(told.place).type is ColumnType.PLACE:
        return Mark(label, address, spots=((float(value["lon"]), float(value["lat"])),))
    return _shape(value, label, address)


def _shape(value: Mapping[str, Any], label: str, address: str) -> Mark | None:
    kind, held = str(value.get("type")), value.get("coordinates") or ()
    if kind in _SPOTS_OF:
        spots = [held] if kind == "Point" else held
        return Mark(label, address, spots=tuple(_spot(each) for each in spots))
    if kind in _RINGS_OF:
        areas: Iterable[Any] = [held] if kind == "Polygon" else held
        return Mark(label, address, rings=tuple(_line(ring) for area in areas for ring in area))
    if kind in _PATHS_OF:
        lines: Iterable[Any] = [held] if kind == "LineString" else held
        return Mark(label, address, paths=tuple(_line(each) for each in lines))
    return None


def _spot(pair: Sequence[Any]) -> Spot:
    return float(pair[0]), float(pair[1])


def _line(pairs: Iterable[Sequence[Any]]) -> tuple[Spot, ...]:
    return tuple(_spot(each) for each in pairs)


def drawn(marks: Sequence[Mark], title: str) -> SafeString:
    """The marks as an SVG; "" without any."""
    spots = [spot for each in marks for spot in each.every]
    if not spots:
        return SafeString("")
    frame, east, south = _frame(spots)
    return format_html(
        '<svg class="gk-map" viewBox="0 0 {} {}" role="group" aria-label="{}">'
        '<rect class="gk-map__ground" width="{}" height="{}"/>{}{}{}{}</svg>',
        WIDTH, round(frame.height), title, WIDTH, round(frame.height), _land(frame, east, south),
        _lattice(frame, east, south), format_html_join("", "{}", ((_drawn(frame, each),) for each in marks)),
        _source(frame),
    )  # fmt: skip


def _frame(spots: Sequence[Spot]) -> tuple[_Frame, float, float]:
    """With a margin of a tenth on each side. Also the east and south edge."""
    longitudes, latitudes = [each[0] for each in spots], [each[1] for each in spots]
    middle = (max(latitudes) + min(latitudes)) / 2
    shrink = max(math.cos(math.radians(middle)), 0.1)
    wide = max(max(longitudes) - min(longitudes), _LEAST_SPAN) * 1.2
    tall = max(max(latitudes) - min(latitudes), _LEAST_SPAN) * 1.2
    scale = min(WIDTH / (wide * shrink), TALLEST / tall)
    height = min(max(tall * scale, LOWEST), TALLEST)
    wide, tall = WIDTH / (scale * shrink), height / scale
    west = (max(longitudes) + min(longitudes)) / 2 - wide / 2
    north = middle + tall / 2
    return _Frame(west, north, scale, shrink, height), west + wide, north - tall


def _land(frame: _Frame, east: float, south: float) -> SafeString:
    """Tiles behind the marks, where there are any."""
    pictures = (
        (
            each.address, frame.x(each.west), frame.y(each.north),
            round(frame.x(each.east) - frame.x(each.west), 1),
            round(frame.y(each.south) - frame.y(each.north), 1),
        )
        for each in tiles.behind(frame.west, frame.north, east, south, WIDTH)
    )  # fmt: skip
    return format_html_join(
        "", '<image href="{}" x="{}" y="{}" width="{}" height="{}" preserveAspectRatio="none"/>', pictures
    )


def _source(frame: _Frame) -> SafeString:
    said = tiles.source()
    if not said:
        return SafeString("")
    return format_html(
        '<text class="gk-map__words" text-anchor="end" x="{}" y="{}">{}</text>',
        WIDTH - 4, round(frame.height) - 6, said,
    )  # fmt: skip


def _lattice(frame: _Frame, east: float, south: float) -> SafeString:
    """Degrees, so that one sees where one is without a picture of the land."""
    step = next((each for each in _STEPS if (east - frame.west) / each <= 6), _STEPS[-1])
    lines = []
    for longitude in _ticks(frame.west, east, step):
        at = frame.x(longitude)
        lines.append(_rule(f"M{at} 0V{round(frame.height)}", at + 3, 12, f"{longitude:g}°E"))
    for latitude in _ticks(south, frame.north, step):
        at = frame.y(latitude)
        lines.append(_rule(f"M0 {at}H{WIDTH}", 3, at - 3, f"{latitude:g}°N"))
    return format_html_join("", "{}", ((each,) for each in lines))


def _rule(path: str, x: float, y: float, words: str) -> SafeString:
    return format_html(
        '<path class="gk-map__degree" d="{}"/><text class="gk-map__words" x="{}" y="{}">{}</text>',
        path, round(x, 1), round(y, 1), words,
    )  # fmt: skip


def _ticks(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [round(each * step, 4) for each in range(first, math.floor(high / step) + 1)]


def _drawn(frame: _Frame, each: Mark) -> SafeString:
    outlines = [_path(frame, ring, "Z") for ring in each.rings]
    parts = [format_html('<path class="gk-map__area" d="{}"/>', "".join(outlines))] if outlines else []
    parts += [format_html('<path class="gk-map__line" d="{}"/>', _path(frame, one, "")) for one in each.paths]
    parts += [
        format_html('<circle class="gk-map__spot" cx="{}" cy="{}" r="7"/>', frame.x(east), frame.y(north))
        for east, north in (*each.spots, *_seen_as_spots(frame, each.rings))
    ]
    inside = format_html_join("", "{}", ((part,) for part in parts))
    return format_html(
        '<a href="{}" aria-label="{}"><title>{}</title>{}</a>', each.address, each.label, each.label, inside
    )


def _seen_as_spots(frame: _Frame, rings: Sequence[Sequence[Spot]]) -> Iterator[Spot]:
    """The middles of outlines that are too small on this map."""
    for ring in rings:
        east, north = max(each[0] for each in ring), max(each[1] for each in ring)
        west, south = min(each[0] for each in ring), min(each[1] for each in ring)
        if max(frame.x(east) - frame.x(west), frame.y(south) - frame.y(north)) < _SMALLEST:
            yield (east + west) / 2, (north + south) / 2


def _path(frame: _Frame, line: Iterable[Spot], end: str) -> str:
    return "M" + "L".join(f"{frame.x(east)} {frame.y(north)}" for east, north in line) + end
