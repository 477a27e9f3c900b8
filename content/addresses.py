"""Addresses of content: Latin, free, and numbered where another page has them."""

import itertools

from content.models import Content, Moved
from core.language import armenian

LONGEST = 80


def free_slug(thing: Content, wanted: str = "") -> str:
    """The wanted slug, or one from the title, Armenian first; numbered when it is taken.

    Taken is also what leads to another page by a redirect.
    """
    titles = (
        getattr(thing, f"{thing.ready_fields[0]}_{language}")
        for language in ("hy", "en")
    )
    wanted = wanted or armenian.slug(next(filter(None, titles), ""))
    begun = wanted[: LONGEST - 6]
    others = type(thing)._default_manager.exclude(pk=thing.pk)
    taken = set(
        others.filter(slug__startswith=begun).values_list("slug", flat=True)
    )
    redirects = Moved.objects.filter(
        model=thing._meta.label_lower, slug__startswith=begun
    )
    taken |= set(
        redirects.exclude(object_id=thing.pk or 0).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{begun}-{number}" for number in itertools.count(2))
    return (
        wanted
        if wanted not in taken
        else next(slug for slug in numbered if slug not in taken)
    )
