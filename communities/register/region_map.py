"""The map of regions as SVG: outlines are made once, when the boundaries are read.

No tiles, no library, no third party. Boundaries are © OpenStreetMap contributors, ODbL.
"""

from typing import Any

from django.utils.translation import gettext as _

WIDTH = 640
WEST, EAST, NORTH = 43.4636, 46.6375, 41.2982
#: a degree of longitude is this part of a degree of latitude at 40.2° north
NARROWING = 0.764
SCALE = WIDTH / ((EAST - WEST) * NARROWING)
FINEST = 0.6


def region_centre(lon: float, lat: float) -> tuple[float, float]:
    """Where a point stands on the drawing, in its units: 640 wide, north on top."""
    return round((lon - WEST) * NARROWING * SCALE, 1), round(
        (NORTH - lat) * SCALE, 1
    )


def _is_far(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) >= FINEST


def _point(point: Any) -> tuple[float, float]:
    numbers = point[:2] if isinstance(point, list) else []
    if len(numbers) < 2 or not all(isinstance(n, int | float) for n in numbers):
        raise ValueError(_("a point is not two numbers"))
    lon, lat = numbers
    if not (40 <= lon <= 50 and 36 <= lat <= 44):
        raise ValueError(_("a point lies outside Armenia"))
    return region_centre(lon, lat)


def _ring(points: Any) -> str:
    if not isinstance(points, list) or len(points) < 4:
        raise ValueError(_("a ring has fewer than four points"))
    corners = [_point(point) for point in points]
    thinned = [
        p for i, p in enumerate(corners) if i == 0 or _is_far(p, corners[i - 1])
    ]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in thinned) + "Z"


def region_path(geometry: Any) -> str:
    """The outline of a GeoJSON Polygon or MultiPolygon as an SVG path; raises ValueError."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(_("the geometry is not an area"))
    coordinates = geometry.get("coordinates")
    areas = [coordinates] if kind == "Polygon" else coordinates
    if (
        not isinstance(areas, list)
        or not areas
        or not all(isinstance(a, list) and a for a in areas)
    ):
        raise ValueError(_("the area has no ring"))
    return "".join(_ring(area[0]) for area in areas)
