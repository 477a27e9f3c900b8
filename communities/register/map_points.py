"""Communities as points on the map of regions, and one region drawn large."""

import datetime as dt
import re
from dataclasses import dataclass

from communities.models import Community, Region
from communities.register.region_map import region_centre

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
#: the whole country, as left, top, width and height, with a margin
WHOLE = (-6.0, -6.0, 652.0, 659.0)
MARGIN = 0.08


@dataclass(frozen=True)
class MapPoint:
    """A community at its place on the drawing, in its units."""

    community: Community
    x: float
    y: float
    is_signatory: bool


@dataclass(frozen=True)
class Frame:
    """What part of the drawing is seen, in its units."""

    left: float
    top: float
    width: float
    height: float

    def _scaled(self, pixels: int) -> float:
        """What looks `pixels` large on a drawing 640 pixels wide."""
        return round(self.width / WHOLE[2] * pixels, 1)

    @property
    def radius(self) -> float:
        return self._scaled(7)

    @property
    def reach(self) -> float:
        """How far from a point a finger may touch."""
        return self._scaled(24)

    @property
    def letters(self) -> float:
        return self._scaled(19)


def frame_of(region: Region | None) -> Frame:
    """The whole country, or the region with a margin, never flatter than two to one."""
    if region is None or not region.outline:
        return Frame(*WHOLE)
    numbers = [float(number) for number in NUMBER.findall(region.outline)]
    across, down = numbers[::2], numbers[1::2]
    width, height = max(across) - min(across), max(down) - min(down)
    side = max(width, height * 1.2) * (1 + 2 * MARGIN)
    tall = max(height * (1 + 2 * MARGIN), side / 2)
    left = (max(across) + min(across) - side) / 2
    top = (max(down) + min(down) - tall) / 2
    return Frame(round(left, 1), round(top, 1), round(side, 1), round(tall, 1))


def place_of(community: Community) -> tuple[float, float] | None:
    """Where a community stands on the drawing; None where its coordinates are not known."""
    if community.latitude is None or community.longitude is None:
        return None
    return region_centre(float(community.longitude), float(community.latitude))


def map_points(day: dt.date, region: Region | None = None) -> list[MapPoint]:
    """The present communities with known coordinates, of the region or of all, by name."""
    communities = Community.objects.current().alphabetical()
    communities = communities.defer("search_key")
    if region:
        communities = communities.filter(region=region)
    signed = set(
        Community.objects.signatories(day).values_list("pk", flat=True)
    )
    points = []
    for community in communities:
        if place := place_of(community):
            points.append(MapPoint(community, *place, community.pk in signed))
    return points
