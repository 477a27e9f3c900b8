from portal.editing.views.copies import copy, discard, frame, preview
from portal.editing.views.pictures import pictures
from portal.editing.views.revisions import (
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
    "restore",
    "revision_list",
    "shared_preview",
]
