from content.editing.views.bin import bin_page, bring_back, throw_away
from content.editing.views.copies import copy, discard, frame, preview
from content.editing.views.duplicates import duplicate
from content.editing.views.picture_pages import descriptions, replace
from content.editing.views.pictures import pictures
from content.editing.views.published import published
from content.editing.views.revisions import (
    compare,
    judge,
    link,
    restore,
    revision_list,
    shared_preview,
)

__all__ = [
    "bin_page",
    "bring_back",
    "compare",
    "copy",
    "descriptions",
    "discard",
    "duplicate",
    "frame",
    "judge",
    "link",
    "pictures",
    "preview",
    "published",
    "replace",
    "restore",
    "revision_list",
    "shared_preview",
    "throw_away",
]
