"""The types of questions a form can ask: one module for each, found by itself.

To add one: a module with a subclass of `QuestionType` that registers itself, and a template if a
line of text is not enough.
"""

from core.registry import import_modules

import_modules(__name__)
