from content.editing.views.copies import copy, discard, frame, preview
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
    "compare",
    "copy",
    "discard",
    "frame",
    "judge",
    "link",
    "pictures",
    "preview",
    "published",
    "restore",
    "revision_list",
    "shared_preview",
]
