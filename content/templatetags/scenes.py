"""A picture for what has none: a landscape drawn for that thing alone.

The colours are of its season, the hills of its region, and on them stands something of its topic.
"""

import random
from itertools import pairwise

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from content.scenes import scene_hint

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


#: how high the ranges of a region rise, as parts of the usual; others take a shape by their name
SHAPES = {
    "plain": (0.35, 0.3, 0.25),
    "hills": (0.8, 0.8, 0.8),
    "peaks": (1.25, 0.9, 0.6),
    "gorges": (1.1, 1.3, 1.2),
}
SHAPE_OF = {
    "armavir": "plain",
    "ararat": "peaks",
    "aragatsotn": "peaks",
    "gegharkunik": "hills",
    "kotayk": "hills",
    "lori": "gorges",
    "shirak": "plain",
    "syunik": "gorges",
    "tavush": "gorges",
    "vayots-dzor": "gorges",
    "yerevan": "hills",
}
#: regions with something of their own before the hills: Lake Sevan, the capital
FOREGROUND = {
    "gegharkunik": '<path class="scene__water" d="M0 288V246H512V288Z"/>',
    "yerevan": (
        '<path class="scene__near" d="M60 288V196h34v-22h26v40h30v-58h40v70h26v-38h44v54h30V180'
        'h30v108Z"/>'
    ),
}
#: what stands for a topic, drawn upwards from the point where it stands
MOTIFS = {
    "turbines": "M-2 0 0-58 2 0ZM0-58 22-72 2-54ZM0-58-24-66-2-55ZM0-58 4-84 3-56Z",
    "trees": "M0 0V-14M-13-12 0-46 13-12ZM22-6 32-34 42-6ZM32 0V-8",
    "houses": "M-18 0V-22L0-36 18-22V0ZM24 0V-16l14-11 14 11V0Z",
    "people": (
        "M-10 0v-22a8 8 0 0 1 16 0V0ZM-2-34a6 6 0 1 1 .1 0Z"
        "M14 0v-18a7 7 0 0 1 14 0V0ZM21-29a5 5 0 1 1 .1 0Z"
    ),
    "lamps": "M-2 0V-44h18l6 8h-14l-6-4V0ZM40 0v-36h14l5 7H48l-4-3V0Z",
}
MOTIF_OF = {
    "climate": "turbines",
    "meetings": "people",
    "support": "houses",
}


def _chosen(name: str, known: dict[str, str], others: tuple[str, ...]) -> str:
    """What a name stands for; another name takes one of all, always the same."""
    return known.get(name) or others[sum(name.encode()) % len(others)]


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
    hint = scene_hint(thing)
    shape = SHAPES[
        _chosen(hint.region, SHAPE_OF, tuple(SHAPES))
        if hint.region
        else "hills"
    ]
    hills = format_html_join(
        "",
        '<path class="scene__{}" d="{}"/>',
        (
            (name, _range_path(chance, base, round(rise * part)))
            for (name, base, rise), part in zip(RANGES, shape, strict=True)
        ),
    )
    return format_html(
        '<div class="scene scene--{}" aria-hidden="true">'
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice">'
        '<circle class="scene__sun" cx="{}" cy="{}" r="{}"/>{}{}{}</svg></div>',
        season_of(thing),
        WIDTH,
        HEIGHT,
        *sun,
        hills,
        mark_safe(FOREGROUND.get(hint.region, "")),  # noqa: S308 - ours
        _motif(chance, hint.topic),
    )


def _motif(chance: random.Random, topic: str) -> SafeString:
    """Something of the topic on the nearest hill; nothing where no topic is known."""
    if not topic:
        return SafeString()
    return format_html(
        '<path class="scene__motif" transform="translate({} {})" d="{}"/>',
        chance.randint(90, 400),
        chance.randint(236, 262),
        MOTIFS[_chosen(topic, MOTIF_OF, tuple(MOTIFS))],
    )
