"""The staircase of rooms: who stands on which floor, and the floors inside `applications`."""

#: from the ground up; rooms of one floor stand beside each other and do not know each other
FLOORS = (
    ("core",),
    ("accounts",),
    ("mailing",),
    ("content",),
    ("communities",),
    ("news", "library", "calls"),
    ("applications",),
    ("projects",),
    ("evaluation",),
    ("portal",),
)
ROOMS = tuple(room for floor in FLOORS for room in floor)
ROOF = "portal"
#: on a lower floor, yet none of their business
STRANGERS = frozenset({("applications", "news"), ("applications", "library")})

#: the base of a room: the modules that lie in it directly, and the packages that belong to them
BASE = "base"
PACKAGES_OF_BASE = {"applications": ("models",), "evaluation": ("models",)}
#: what opens a room to the outside: it may import all of the room, nothing of the room imports it
ENTRANCE = "entrance"
ENTRANCES = ("apps", "admin", "management", "urls")
#: the packages inside `applications`, from the ground up
FLOORS_OF_APPLICATIONS = (
    BASE,
    "drafts",
    "submissions",
    "office",
    "views",
    ENTRANCE,
)
#: rooms whose packages must not form a circle
ROOMS_OF_PACKAGES = ("communities", "applications", "evaluation")

#: whose template it is: by its whole name, else by its folder, else the roof's
TEMPLATE_OWNERS = {
    "base.html": "core",
    "base_form.html": "core",
    "base_private.html": "core",
    "components": "core",
    "frame": "core",
    "allauth": "core",
    "account": "accounts",
    "mfa": "accounts",
    "mail": "mailing",
    "mail/reminder.txt": "communities",
    "office": "applications",
}


def floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def may_know(source: str, target: str) -> bool:
    """Whether one room may name the other: only downward, and strangers not at all."""
    return source == target or (
        floor(target) < floor(source) and (source, target) not in STRANGERS
    )


def room_of_template(name: str) -> str:
    """`office/board.html` is the applications'; a page of the administration its model's room's."""
    parts = name.split("/")
    if parts[0] == "admin":
        return parts[1] if len(parts) > 2 and parts[1] in ROOMS else "core"
    known = TEMPLATE_OWNERS.get(name) or TEMPLATE_OWNERS.get(parts[0])
    if known:
        return known
    return parts[0] if parts[0] in ROOMS else ROOF
