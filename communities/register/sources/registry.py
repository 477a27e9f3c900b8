"""The kinds of file that are there, in the order in which they are read."""

from communities.register.importing import Source
from core.registry import Registry

SOURCES: Registry[Source] = Registry()
