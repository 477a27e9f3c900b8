"""How each file of the register becomes rows: one function for each kind of file, one module for
each subject, found by itself.
"""

from core.registry import import_modules

import_modules(__name__)
