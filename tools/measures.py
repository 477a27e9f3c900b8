"""The figures of the house beside their limits: `make measures`. Ends with 1 if one is over."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tools.house import cycles, homonyms, imports, packages, sizes, staircase
from tools.house.rooms import ROOMS_OF_PACKAGES

ROOT = Path(__file__).parent.parent


class Measure(NamedTuple):
    """A figure, the most it may be (None: it is only told), and the places it comes from."""

    name: str
    figure: float
    limit: float | None
    places: Sequence[object] = ()

    @property
    def is_over(self) -> bool:
        return self.limit is not None and self.figure > self.limit


def counted(
    name: str, found: Sequence[object], limit: float | None = 0
) -> Measure:
    return Measure(name, len(found), limit, found)


def of_rooms(root: Path) -> list[Measure]:
    arrows = staircase.arrows(root)
    circles = [
        (room, *circle)
        for room in ROOMS_OF_PACKAGES
        for circle in packages.package_circles(root, room)
    ]
    return [
        counted("circular pairs of apps", staircase.circular_pairs(arrows)),
        counted("arrows up the staircase", staircase.upward(arrows)),
        counted("circular packages", circles),
        counted(
            "arrows up inside applications",
            packages.upward_in_applications(root),
        ),
        counted("circular modules", cycles.module_circles(root)),
        counted("imports inside functions", imports.imports_in_functions(root)),
        counted(
            "imports of template tags", imports.imports_of_template_tags(root)
        ),
    ]


def of_text(root: Path) -> list[Measure]:
    return [
        counted("fmt: skip", sizes.unformatted(root)),
        counted("lines over the limits", sizes.wide_lines(root)),
        counted("… in Python", sizes.wide_python(root)),
        counted("… in templates", sizes.wide_templates(root)),
        counted("… in CSS and JavaScript", sizes.wide_styles_and_scripts(root)),
        counted("functions over 40 lines", sizes.long_functions(root)),
        counted("modules over 400 lines", sizes.long_modules(root)),
        counted("templates over 150 lines", sizes.long_templates(root)),
        Measure("functions, p95 of lines", sizes.functions_p95(root), 25),
        Measure("modules, p95 of lines", sizes.modules_p95(root), 250),
        Measure("tokens per line", round(sizes.tokens_per_line(root), 1), 6.5),
        counted(
            "public names in two modules",
            sorted(homonyms.homonyms(root).items()),
            None,
        ),
    ]


def measures(root: Path) -> list[Measure]:
    return [*of_rooms(root), *of_text(root)]


def row(measure: Measure) -> str:
    limit = "-" if measure.limit is None else f"{measure.limit:g}"
    verdict = (
        "" if measure.limit is None else "over" if measure.is_over else "ok"
    )
    return (
        f"{measure.name:<32}{measure.figure:>8g}{limit:>8}  {verdict}".rstrip()
    )


def main(arguments: Sequence[str]) -> int:
    """Print the table; with `--places`, each place behind a figure that is over too."""
    found = measures(ROOT)
    lines = [f"{'figure':<32}{'is':>8}{'limit':>8}", *map(row, found)]
    if "--places" in arguments:
        for measure in found:
            if measure.is_over or measure.limit is None:
                lines += [
                    "",
                    measure.name,
                    *(f"  {place}" for place in measure.places),
                ]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(measure.is_over for measure in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
