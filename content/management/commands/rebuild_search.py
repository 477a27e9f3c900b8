from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from content import searchable
from content.search import engine, entries
from content.search.entry import Entry

AT_ONCE = 500


class Command(BaseCommand):
    help = (
        "Write the search index anew, in one transaction:"
        " readers search the old one until the end."
    )

    def handle(self, *args, **options) -> None:
        models = searchable.searchable_models()
        total = sum(model._default_manager.count() for model in models)
        with (
            transaction.atomic(),
            tqdm(total=total, desc="search", disable=None) as bar,
        ):
            entries.clear_index()
            for model in models:
                self._write(model, bar)
        engine.take_measure()
        self.stdout.write(f"{total} things are in the index.")

    @staticmethod
    def _write(model, bar) -> None:
        batch: list[Entry] = []
        for thing in model._default_manager.order_by("pk").iterator(
            chunk_size=AT_ONCE
        ):
            batch += entries.entries_of(thing)
            bar.update()
            if len(batch) >= AT_ONCE:
                entries.write_entries(batch)
                batch = []
        entries.write_entries(batch)
