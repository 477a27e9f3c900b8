"""What communities of the demonstration have submitted, through the verbs that users call."""

import typst
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from applications.drafts import saving, starting
from applications.errors import EXISTS
from applications.models import Application
from applications.submissions import lifecycle, uploading
from calls.models import Lot, Question
from communities.models import Community
from portal.demo.content import read_toml


def _letter() -> SimpleUploadedFile:
    pdf = typst.compile(b"Demonstration letter of the head of the community.")
    return SimpleUploadedFile("letter.pdf", pdf, content_type="application/pdf")


COLUMNS = ("category", "title", "quantity", "unit_cost", "grant", "own")


def _fill(
    application: Application,
    answers: dict,
    rows: list[list[str]],
    person: User,
) -> None:
    revs = dict(application.answers.values_list("key", "rev"))
    saving.save_answers(
        application,
        {key: (value, revs.get(key, 0)) for key, value in answers.items()},
        by=person,
    )
    if rows:
        typed = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        saving.save_budget(application, typed, rev=0, by=person)
    questions = Question.objects.filter(
        section__version=application.form_version,
        key="council_letter",
    )
    for question in questions:
        uploading.attach_file(application, question, _letter(), by=person)


def _promises(lot: Lot) -> dict[str, str]:
    """Whoever demonstrates promises what the conditions ask."""
    return {rule.key: "yes" for rule in lot.call.rules.all()}


def submit_entry(entry: dict, data: dict) -> None:
    """Start, fill in and submit what an entry says; `data`: code of the call → its texts."""
    person = User.objects.get(email=entry["person"])
    community = Community.objects.get(hd002_code=entry["community"])
    lot, language = (
        Lot.objects.get(call__code=entry["call"], number=entry["lot"]),
        entry["language"],
    )
    try:
        application = starting.start_application(
            lot,
            community,
            by=person,
            language=language,
            answers=_promises(lot),
        )
    except ValidationError as error:
        if error.code == EXISTS:
            return
        raise
    texts = data[entry["call"]]
    answers = texts["answers"][language] | (
        {"title": entry["title"]} if "title" in entry else {}
    )
    _fill(
        application,
        answers,
        texts.get("budget", {}).get(language, []),
        person,
    )
    lifecycle.submit(application, by=person)


def build() -> None:
    data = read_toml("applications.toml")
    for entry in data["application"]:
        submit_entry(entry, data)
