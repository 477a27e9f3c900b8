"""The register of communities, built from the files in `communities/data/` (see its README)."""

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import transaction

from communities.models import Edition, Programme, Strand
from communities.register import importing
from communities.register.importing import Report, Source, Store
from communities.register.sources.registry import SOURCES

DATA = Path(__file__).parent.parent / "data"
ARMENIA = tuple(source for source in SOURCES.all() if not source.is_abroad)
COUNTRIES = tuple(source for source in SOURCES.all() if source.is_abroad)
Steps = Callable[[Source], Callable[[list], Iterable]]


def _plain(source: Source) -> Callable[[list], Iterable]:
    return iter


@transaction.atomic
def load_programmes() -> Report:
    """The two programmes and their strands; texts that staff have edited since are left alone."""
    store = Store()
    for entry in tomllib.loads(
        (DATA / "programmes.toml").read_text(encoding="utf-8")
    )["programme"]:
        strands = entry.pop("strand", [])
        if store.find(Programme, slug=entry["slug"]):
            continue
        programme = store.put(Programme, {"slug": entry["slug"]}, entry)
        for order, strand in enumerate(strands, start=1):
            key = {"programme": programme, "anchor": strand.pop("anchor")}
            store.put(Strand, key, {**strand, "order": order})
    return store.report


def load(
    sources: Iterable[Source] | None = None, *, steps: Steps = _plain
) -> Report:
    """Build or refresh the register; running it twice changes nothing the second time.

    Every kind of file is read, or only those of `sources`. Each file is taken whole or refused
    whole; `steps` makes a progress bar for one file.
    """
    report = load_programmes()
    for source in SOURCES.all() if sources is None else sources:
        content = (DATA / source.file).read_bytes()
        report.add(importing.read_source(source, content, steps=steps(source)))
    if written := report.count("created") + report.count("changed"):
        Edition.objects.create(what=f"import: {written} rows")
    return report
