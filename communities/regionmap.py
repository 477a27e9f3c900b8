"""The map of regions as SVG: outlines are made once, when the boundaries are read.

No tiles, no library, no third party. Boundaries are © OpenStreetMap contributors, ODbL.
"""

WIDTH, HEIGHT = 640, 647
WEST, EAST, NORTH = 43.4636, 46.6375, 41.2982
#: a degree of longitude is this part of a degree of latitude at 40.2° north
NARROWING = 0.764
SCALE = WIDTH / ((EAST - WEST) * NARROWING)
FINEST = 0.6


def place(lon: float, lat: float) -> tuple[float, float]:
    """Where a point stands on the drawing, in its units: 640 wide, north on top."""
    return round((lon - WEST) * NARROWING * SCALE, 1), round((NORTH - lat) * SCALE, 1)


def _far(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) >= FINEST


def _ring(points: list[list[float]]) -> str:
    if len(points) < 4:
        raise ValueError(f"a ring of {len(points)} points")
    kept = [place(*point[:2]) for point in points]
    thinned = [p for i, p in enumerate(kept) if i == 0 or _far(p, kept[i - 1])]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in thinned) + "Z"


def path(geometry: dict) -> str:
    """The outline of a GeoJSON Polygon or MultiPolygon as an SVG path; raises ValueError."""
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"'{geometry.get('type')}' is not an area")
    areas = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return "".join(_ring(area[0]) for area in areas)
