"""The picture of the staircase, drawn from the imports: `make picture` writes docs/staircase.svg.

It shows whether a room imports another and not how often, so that it changes with the design alone.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from graphlib import TopologicalSorter
from html import escape
from pathlib import Path

from tools.house.cycles import graph_of
from tools.house.packages import steps
from tools.house.rooms import FLOORS
from tools.house.staircase import arrows_by_imports

ROOT = Path(__file__).parent.parent
PICTURE = "docs/staircase.svg"

#: what stands on each floor, from the ground up
Floors = Sequence[Sequence[str]]
#: place → the places that it imports
Ties = Mapping[str, Iterable[str]]

MARGIN, HEADING, GAP = 24, 40, 4
ROW, LINE = 46, 13
WIDE, NARROW = 108, 92
APART = 40

STYLE = """
  svg { font-family: system-ui, "Noto Sans", sans-serif; text-anchor: middle; }
  .paper { fill: #ffffff; }
  .heading { fill: #1f2a37; font-size: 15px; font-weight: 600; text-anchor: start; }
  .step { fill: #1d4f7c; }
  .name { fill: #ffffff; font-size: 12px; font-weight: 600; }
  .rests { fill: #dbe7f3; }
  .on { fill: #1f2a37; font-size: 11px; }
  .gap { fill: none; stroke: #c3ced9; stroke-dasharray: 2 4; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #10161d; }
    .heading, .on { fill: #e6edf3; }
    .step { fill: #8fc1ef; }
    .name { fill: #0b1520; }
    .rests { fill: #24394e; }
    .gap { stroke: #3d4d5e; }
  }
"""
READING = (
    "Each column is a step. Its name stands on top; under it stands what it "
    "imports, floor by floor. Nothing imports from a step to its right on a "
    "higher floor, nor from one beside it."
)


def floors_of_rooms(root: Path) -> Floors:
    """The floors of the house, without the rooms that are not built yet."""
    built = (
        [room for room in floor if (root / room).is_dir()] for floor in FLOORS
    )
    return [floor for floor in built if floor]


def ties_of_rooms(root: Path) -> Ties:
    arrows = arrows_by_imports(root)
    return graph_of((arrow.source, arrow.target) for arrow in arrows)


def ties_of_packages(root: Path, room: str) -> Ties:
    return graph_of((step.source, step.target) for step in steps(root, room))


def floors_of(ties: Ties) -> Floors:
    """Each place as low as what it imports allows; CycleError where that is nowhere."""
    sorter = TopologicalSorter(ties)
    sorter.prepare()
    floors = []
    while sorter.is_active():
        floor = sorted(sorter.get_ready())
        floors.append(floor)
        sorter.done(*floor)
    return floors


def box(
    kind: str,
    x: int,
    y: int,
    width: int,
) -> str:
    return (
        f'<rect class="{kind}" x="{x}" y="{y}" rx="3"'
        f' width="{width - GAP}" height="{ROW - GAP}"/>'
    )


def words(
    kind: str,
    x: int,
    y: int,
    width: int,
    lines: Sequence[str],
) -> str:
    """Lines of text in the middle of a box."""
    middle = x + (width - GAP) // 2
    first = y + (ROW - GAP) // 2 + 4 - LINE * (len(lines) - 1) // 2
    return "".join(
        f'<text class="{kind}" x="{middle}" y="{first + LINE * number}">'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    )


def below(
    floors: Floors, imported: Iterable[str], x: int, ground: int, width: int
) -> list[str]:
    """What one step stands on: a box for each lower floor, empty where it imports nothing."""
    drawn = []
    for height, floor in enumerate(floors):
        y = ground - ROW * (height + 1)
        names = [name for name in floor if name in imported]
        drawn.append(box("rests" if names else "gap", x, y, width))
        drawn.append(words("on", x, y, width, names))
    return [line for line in drawn if line]


def stairs(
    floors: Floors, ties: Ties, left: int, top: int, width: int
) -> list[str]:
    """One staircase, climbing to the right."""
    drawn, x, ground = [], left, top + ROW * len(floors)
    for height, floor in enumerate(floors):
        y = ground - ROW * (height + 1)
        for name in floor:
            drawn += below(
                floors[:height], ties.get(name, ()), x, ground, width
            )
            drawn += [
                box("step", x, y, width),
                words("name", x, y, width, [name]),
            ]
            x += width
    return drawn


def heading(text: str, x: int, y: int) -> str:
    return f'<text class="heading" x="{x}" y="{y}">{escape(text)}</text>'


def in_words(floors: Floors, ties: Ties) -> str:
    """The same for someone who does not see the picture."""
    said = (
        f"{name} imports {', '.join(sorted(ties.get(name, ()))) or 'nothing'}"
        for floor in floors
        for name in floor
    )
    return f"{'; '.join(said)}."


def length(floors: Floors, width: int) -> int:
    return width * sum(len(floor) for floor in floors)


def draw(root: Path) -> str:
    """The rooms above, the packages of the two largest rooms beside each other below."""
    rooms, of_rooms = floors_of_rooms(root), ties_of_rooms(root)
    left, top = MARGIN, MARGIN + HEADING
    picture = [heading("The rooms", left, MARGIN + 16)]
    picture += stairs(rooms, of_rooms, left, top, WIDE)
    said = [READING, in_words(rooms, of_rooms)]
    right, bottom = left + length(rooms, WIDE), top + ROW * len(rooms)
    for room in ("applications", "communities"):
        ties = ties_of_packages(root, room)
        floors = floors_of(ties)
        title, top_of_room = f"Inside {room}", top + ROW * len(rooms) + APART
        picture.append(heading(title, left, top_of_room + 16))
        picture += stairs(floors, ties, left, top_of_room + HEADING, NARROW)
        said.append(f"{title}: {in_words(floors, ties)}")
        left += length(floors, NARROW) + APART
        bottom = max(bottom, top_of_room + HEADING + ROW * len(floors))
    return page(max(right, left - APART), bottom, picture, said)


def page(
    right: int, bottom: int, picture: Iterable[str], said: Iterable[str]
) -> str:
    width, height = right + MARGIN, bottom + MARGIN
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' aria-labelledby="title desc">',
        '<title id="title">The staircase of rooms</title>',
        f'<desc id="desc">{escape(" ".join(said))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>',
        *picture,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    (ROOT / PICTURE).write_text(draw(ROOT), encoding="utf-8")
    sys.stdout.write(f"{PICTURE} is drawn.\n")


if __name__ == "__main__":
    main()
