"""Points and shapes on the map out of cells (WGS 84 or CGCS2000, which differ by less than the drawing)."""

import json
import math
import re
from decimal import Decimal

from gongkai.core.disclosure.cast_errors import CellRefusedError, not_a, shown
from gongkai.core.disclosure.cast_numbers import plain
from gongkai.core.disclosure.schema import Column
from gongkai.core.messages import N_, Message

_PAIR = re.compile(r"(-?\d{1,3}(?:\.\d{1,10})?)[,，\s]+(-?\d{1,3}(?:\.\d{1,10})?)", re.ASCII)
_LATITUDE, _LONGITUDE = 90, 180
_MOST_CHARACTERS = 500_000
_SHORTEST_RING = 4
_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def place(raw: object, _: Column) -> dict[str, str]:
    """Latitude before longitude: “35.1041,118.3564”, or {"lat": …, "lon": …}."""
    if isinstance(raw, dict) and set(raw) == {"lat", "lon"}:
        parts = (str(raw["lat"]), str(raw["lon"]))
    elif isinstance(raw, str) and (found := _PAIR.fullmatch(raw.strip())):
        parts = (found[1], found[2])
    else:
        raise _no_place(raw)
    try:
        latitude, longitude = (Decimal(part) for part in parts)
    except ArithmeticError:
        raise _no_place(raw) from None
    if _LATITUDE < abs(latitude) <= _LONGITUDE and abs(longitude) <= _LATITUDE:
        raise CellRefusedError(N_("“{raw}”的经度和纬度写反了；纬度在前，经度在后"), raw=shown(raw))
    if not (latitude.is_finite() and longitude.is_finite()):
        raise _no_place(raw)
    if abs(latitude) > _LATITUDE or abs(longitude) > _LONGITUDE:
        raise _no_place(raw)
    return {"lat": plain(latitude), "lon": plain(longitude)}


def _no_place(raw: object) -> CellRefusedError:
    return not_a(Message(N_("坐标")), raw, Message(N_("35.1041,118.3564（纬度在前，经度在后）")))


def geometry(raw: object, _: Column) -> dict[str, object]:
    """A geometry as RFC 7946 has it: longitude before latitude, rings closed."""
    value = _parsed(raw)
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str) or kind not in _DEPTH:
        accepted = Message(N_("GeoJSON 的 Point、LineString、Polygon 及其 Multi 形式"))
        raise not_a(Message(N_("图形")), raw, accepted)
    if set(value) != {"type", "coordinates"}:
        raise CellRefusedError(N_("图形只写 type 和 coordinates"))
    return {"type": kind, "coordinates": _coordinates(value["coordinates"], _DEPTH[kind], "Polygon" in kind)}


def _parsed(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    if len(raw) > _MOST_CHARACTERS:
        raise CellRefusedError(N_("图形太大：超过 {count} 个字符"), count=_MOST_CHARACTERS)
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _coordinates(value: object, depth: int, ring: bool) -> list[object]:
    if not isinstance(value, (list, tuple)) or not value:
        raise CellRefusedError(N_("图形的坐标写得不完整"))
    if depth == 0:
        return _position(value)
    inner = [_coordinates(each, depth - 1, ring) for each in value]
    if ring and depth == 1 and (len(inner) < _SHORTEST_RING or inner[0] != inner[-1]):
        raise CellRefusedError(N_("面的边界没有闭合：至少四个点，最后一点与第一点相同"))
    return list(inner)


def _position(value: list[object] | tuple[object, ...]) -> list[object]:
    numbers = [
        float(each)
        for each in value
        if isinstance(each, (int, float, Decimal)) and not isinstance(each, bool) and math.isfinite(each)
    ]
    if len(numbers) != len(value) or not 2 <= len(numbers) <= 3:
        raise CellRefusedError(N_("图形的坐标应为数：经度在前，纬度在后"))
    if abs(numbers[0]) > _LONGITUDE or abs(numbers[1]) > _LATITUDE:
        raise CellRefusedError(N_("图形的坐标超出范围：经度在前，纬度在后"))
    return list(numbers)
