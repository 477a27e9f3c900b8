"""What a community can propose to change: one module for each kind, found by itself."""

from core.registry import import_modules

import_modules(__name__)
