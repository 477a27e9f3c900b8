"""What two communities of the demonstration have submitted, through the verbs that users call."""

from decimal import Decimal

import typst
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from applications import drafting, lifecycle
from applications.errors import EXISTS
from applications.models import Application, BudgetLine
from calls.models import Call, Lot, Question
from communities.models import Community
from portal.demo.content import read
from portal.models import User


def _letter() -> SimpleUploadedFile:
    pdf = typst.compile(b"Demonstration letter of the head of the community.")
    return SimpleUploadedFile("letter.pdf", pdf, content_type="application/pdf")


def _lines(rows: list[list[str]]) -> list[BudgetLine]:
    return [
        BudgetLine(
            category=category, title=title, quantity=Decimal(quantity), unit_cost=Decimal(cost),
            grant=Decimal(grant), own=Decimal(own),
        )
        for category, title, quantity, cost, grant, own in rows
    ]  # fmt: skip


def _fill(application: Application, answers: dict, rows: list[list[str]], person: User) -> None:
    given = {key: (value, 0) for key, value in answers.items()}
    drafting.save_answers(application, given, by=person)
    drafting.save_budget(application, _lines(rows), rev=0, by=person)
    questions = Question.objects.filter(section__version=application.form_version)
    drafting.attach(application, questions.get(key="council_letter"), _letter(), by=person)


def _submit(call: Call, entry: dict, data: dict) -> None:
    person = User.objects.get(email=entry["person"])
    community = Community.objects.get(hd002_code=entry["community"])
    lot, language = Lot.objects.get(call=call, number=entry["lot"]), entry["language"]
    try:
        application = drafting.start(lot, community, by=person, language=language)
    except ValidationError as error:
        if error.code == EXISTS:
            return
        raise
    answers = {**data["answers"][language], "title": entry["title"]}
    _fill(application, answers, data["budget"][language], person)
    lifecycle.submit(application, by=person)


def build(call: Call) -> None:
    data = read("applications.toml")
    for entry in data["application"]:
        _submit(call, entry, data)
