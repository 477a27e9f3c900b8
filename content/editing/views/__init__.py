from content.editing.views.copies import copy, discard, frame, preview
from content.editing.views.picture_pages import descriptions, replace
from content.editing.views.pictures import pictures
from content.editing.views.revisions import (
    compare,
    judge,
    link,
    restore,
    revision_list,
    shared_preview,
)

__all__ = [
    "compare",
    "copy",
    "descriptions",
    "discard",
    "frame",
    "judge",
    "link",
    "pictures",
    "preview",
    "replace",
    "restore",
    "revision_list",
    "shared_preview",
]
