"""The types of questions a form can ask, a module each.

To add one: a module with a subclass of `QuestionType`, a line here, and a template if a line of
text is not enough.
"""

from calls.question_types.date import Date
from calls.question_types.declaration import Declaration
from calls.question_types.files import Files
from calls.question_types.long_text import LongText
from calls.question_types.money import Money
from calls.question_types.number import Number
from calls.question_types.one_choice import OneChoice
from calls.question_types.priority import PriorityAnswer
from calls.question_types.registry import register_type
from calls.question_types.several_choices import SeveralChoices
from calls.question_types.short_text import ShortText
from calls.question_types.table import Table
from calls.question_types.web_address import WebAddress
from calls.question_types.yes_no import YesNo

#: in the order in which staff are offered them
TYPES = (
    ShortText,
    LongText,
    Number,
    Money,
    YesNo,
    OneChoice,
    SeveralChoices,
    Date,
    WebAddress,
    Files,
    Table,
    PriorityAnswer,
    Declaration,
)
for question_type in TYPES:
    register_type(question_type())
