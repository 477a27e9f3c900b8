"""The administration's shared base: what every page of content can do for the people who write
it.
"""

from content.editing.base import EditingAdmin, NonceMixin, Ticking, pair
from content.editing.content import ContentAdmin
from content.editing.gallery import GalleryField, PictureField
from content.editing.index_search import IndexSearch
from content.editing.revised import RevisedAdmin

__all__ = [
    "ContentAdmin",
    "EditingAdmin",
    "GalleryField",
    "IndexSearch",
    "NonceMixin",
    "PictureField",
    "RevisedAdmin",
    "Ticking",
    "pair",
]
