"""Circles: places from which a way leads back."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.house.imports import all_imports

Graph = Mapping[str, Iterable[str]]


def graph_of(edges: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for source, target in edges:
        graph.setdefault(source, set()).add(target)
        graph.setdefault(target, set())
    return graph


def reachable(graph: Graph, start: str) -> set[str]:
    """Whatever can be reached from a place, the place itself only if there is a way back."""
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            waiting.extend(graph[place])
    return seen


def circles(graph: Graph) -> list[tuple[str, ...]]:
    """Each group of places from which every other of the group is reached."""
    ways = {place: reachable(graph, place) for place in graph}
    groups = {
        tuple(sorted(other for other in ways[place] if place in ways[other]))
        for place in graph
        if place in ways[place]
    }
    return sorted(groups)


def module_circles(root: Path) -> list[tuple[str, ...]]:
    """Modules that import each other when they run; what only types need is left out."""
    imports = [one for one in all_imports(root) if not one.for_types_only]
    known = {one.source.dotted for one in imports}
    edges = (
        (one.source.dotted, one.target)
        for one in imports
        if one.target in known
    )
    return circles(graph_of(edges))
