"""The administration's shared base: what every page of content can do for the people who write
it.
"""

from portal.editing.base import EditingAdmin, NonceMixin, ReadOnlyAdmin, pair
from portal.editing.content import ContentAdmin
from portal.editing.gallery import GalleryField, PictureField
from portal.editing.revised import RevisedAdmin

__all__ = [
    "ContentAdmin",
    "EditingAdmin",
    "GalleryField",
    "NonceMixin",
    "PictureField",
    "ReadOnlyAdmin",
    "RevisedAdmin",
    "pair",
]
