"""A picture for what has none: hills drawn for that thing alone, in the colours of its season."""

import random
from itertools import pairwise

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

WIDTH, HEIGHT, STEP = 512, 288, 128
SEASONS = ("winter", "spring", "summer", "autumn")
#: of each range of hills: its class, where it stands, how much it rises and falls
RANGES = (("far", 128, 74), ("middle", 186, 56), ("near", 236, 40))


def season_of(thing) -> str:
    """Of the month in which it was published; of what has no date, any season of its own."""
    at = getattr(thing, "published_at", None)
    if at is None:
        return SEASONS[(thing.pk or 0) % len(SEASONS)]
    month = timezone.localtime(at).month
    return SEASONS[month % 12 // 3]


def _range_path(chance: random.Random, base: int, rise: int) -> str:
    """A line of hills from edge to edge, closed below; curves through the middles."""
    heights = [
        base - 8 * round(chance.random() * rise / 8)
        for _ in range(WIDTH // STEP + 1)
    ]
    points = [(place * STEP, y) for place, y in enumerate(heights)]
    curves = " ".join(
        f"Q{x} {y} {(x + after) // 2} {(y + below) // 2}"
        for (x, y), (after, below) in pairwise(points)
    )
    end = points[-1][1]
    return f"M0 {HEIGHT}V{points[0][1]} {curves} L{WIDTH} {end}V{HEIGHT}Z"


@register.simple_tag
def scene(thing) -> SafeString:
    """{% scene article %}: never the same for two things, always the same for one."""
    # a drawing, no secret: the same key gives the same hills
    chance = random.Random(f"{thing._meta.label_lower}{thing.pk}")  # noqa: S311
    sun = (
        chance.randint(60, 450),
        chance.randint(40, 96),
        chance.randint(20, 34),
    )
    hills = format_html_join(
        "",
        '<path class="scene__{}" d="{}"/>',
        (
            (name, _range_path(chance, base, rise))
            for name, base, rise in RANGES
        ),
    )
    return format_html(
        '<div class="scene scene--{}" aria-hidden="true">'
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice">'
        '<circle class="scene__sun" cx="{}" cy="{}" r="{}"/>{}</svg></div>',
        season_of(thing),
        WIDTH,
        HEIGHT,
        *sun,
        hills,
    )
