"""The map of regions as SVG made on the server: no tiles, no library, no third party."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parent / "data" / "am_marzes.geojson"
WIDTH = 640
#: a degree of longitude is this part of a degree of latitude at 40.2° north
NARROWING = 0.764


@dataclass(frozen=True)
class Shape:
    """One region: its ISO code, its outline and where its label stands, in SVG units."""

    iso: str
    path: str
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Outline:
    shapes: tuple[Shape, ...]
    height: float
    attribution: str


def _rings(geometry: dict) -> list[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [polygon[0] for polygon in polygons]


@functools.cache
def outline() -> Outline:
    """All regions in one coordinate system, 640 wide; read once."""
    data = json.loads(SOURCE.read_text(encoding="utf-8"))
    rings = {f["properties"]["iso_3166_2"]: _rings(f["geometry"]) for f in data["features"]}
    points = [point for region in rings.values() for ring in region for point in ring]
    west, north = min(x for x, _ in points), max(y for _, y in points)
    scale = WIDTH / ((max(x for x, _ in points) - west) * NARROWING)

    def place(lon: float, lat: float) -> tuple[float, float]:
        return round((lon - west) * NARROWING * scale, 1), round((north - lat) * scale, 1)

    def path(ring: list[list[float]]) -> str:
        kept = [place(*point) for point in ring]
        thinned = [p for i, p in enumerate(kept) if i == 0 or _far(p, kept[i - 1])]
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in thinned) + "Z"

    shapes = []
    for feature in data["features"]:
        facts = feature["properties"]
        x, y = place(facts["label_lon"], facts["label_lat"])
        d = "".join(path(ring) for ring in rings[facts["iso_3166_2"]])
        shapes.append(Shape(facts["iso_3166_2"], d, x, y))
    height = round((north - min(y for _, y in points)) * scale, 1)
    return Outline(tuple(shapes), height, data["attribution"])


def _far(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) >= 0.6
