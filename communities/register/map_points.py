"""Communities as points on the map of regions, and one region drawn large."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from communities.models import Community, Region
from communities.register.region_map import region_centre
from core.language.bilingual import text

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
#: the whole country, as left, top, width and height, with a margin
WHOLE = (-6.0, -6.0, 652.0, 659.0)
MARGIN = 0.08
#: left, top, right, bottom
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class MapPoint:
    """A community at its place on the drawing, in its units; `name_at` where its name fits."""

    community: Community
    x: float
    y: float
    is_signatory: bool
    name_at: tuple[float, float] | None = None


@dataclass(frozen=True)
class Frame:
    """What part of the drawing is seen, in its units."""

    left: float
    top: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        return f"{self.left:g} {self.top:g} {self.width:g} {self.height:g}"

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
            is_signatory = community.pk in signed
            points.append(MapPoint(community, *place, is_signatory))
    return _with_names(points, frame_of(region)) if region else points


#: a letter is this wide and high, in parts of its size; on a phone letters are larger
LETTER_WIDTH, LETTER_HEIGHT, ON_A_PHONE = 0.66, 1.1, 1.4


def _with_names(points: list[MapPoint], frame: Frame) -> list[MapPoint]:
    """Each name above its point, below it or beside it, where it covers no other; or nowhere."""
    size = frame.letters * ON_A_PHONE
    dot = frame.radius
    taken: list[Box] = [
        (point.x - dot, point.y - dot, point.x + dot, point.y + dot)
        for point in points
    ]
    named = []
    for point in points:
        width = len(text(point.community, "name")) * size * LETTER_WIDTH
        fitting = _fitting(point, width, size, taken, frame)
        if fitting:
            taken.append(fitting)
            left, _top, _right, bottom = fitting
            at = round(left + width / 2, 1), round(bottom, 1)
            named.append(replace(point, name_at=at))
        else:
            named.append(point)
    return named


def _fitting(
    point: MapPoint,
    width: float,
    size: float,
    taken: list[Box],
    frame: Frame,
) -> Box | None:
    """The first box around the point that is free: above, below, right, left."""
    beside = width / 2 + size * 0.7
    for across, down in (
        (0, -size * 0.6),
        (0, size * 1.5),
        (beside, size * 0.4),
        (-beside, size * 0.4),
    ):
        left, bottom = point.x + across - width / 2, point.y + down
        box = (left, bottom - size * LETTER_HEIGHT, left + width, bottom)
        if _is_inside(box, frame) and not any(
            _overlap(box, other) for other in taken
        ):
            return box
    return None


def _is_inside(box: Box, frame: Frame) -> bool:
    left, top, right, bottom = box
    return (
        left >= frame.left
        and top >= frame.top
        and right <= frame.left + frame.width
        and bottom <= frame.top + frame.height
    )


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )
