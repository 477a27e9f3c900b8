"""The open calls of the demonstration: lots, priorities, forms, conditions, criteria, guide."""

import datetime as dt
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from calls import faults
from calls.models import (
    Call,
    CallDocument,
    Criterion,
    EligibilityRule,
    Form,
    FormSection,
    FormVersion,
    Lot,
    Priority,
    Question,
    QuestionColumn,
    QuestionOption,
)
from communities.models import Programme, Region
from core.papers import pdf
from core.text import rich_text
from portal.demo.content import at, read_toml

TITLES = {"hy": "Ուղեցույց հայտատուի համար", "en": "Guide for applicants"}


def _parts(question: Question, model, entries: list[dict]) -> None:
    for number, entry in enumerate(entries, start=1):
        model.objects.create(question=question, order=number, **entry)


def _question(section: FormSection, order: int, entry: dict) -> None:
    options, columns = entry.pop("option", []), entry.pop("column", [])
    if slug := entry.pop("priority", None):
        entry["priority"] = Priority.objects.get(slug=slug)
    question = Question.objects.create(section=section, order=order, **entry)
    _parts(question, QuestionOption, options)
    _parts(question, QuestionColumn, columns)


def _form(name: str) -> Form:
    data = read_toml(name)
    form = Form.objects.create(slug=data["slug"], name=data["name"])
    version = FormVersion.objects.create(form=form)
    for order, entry in enumerate(data["section"], start=1):
        questions = entry.pop("question", [])
        section = FormSection.objects.create(
            version=version,
            order=order,
            **entry,
        )
        for number, question in enumerate(questions, start=1):
            _question(section, number, question)
    if problems := faults.form_faults(version):
        raise ValidationError(problems)
    version.published_at = timezone.now()
    version.save()
    return form


def _lots(
    call: Call,
    data: dict,
    form: Form,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
) -> None:
    for entry in data["lot"]:
        regions = entry.pop("regions")
        objectives = data["objectives"].get(
            entry.pop("objectives", ""),
            {"hy": "", "en": ""},
        )
        lot = Lot.objects.create(
            call=call,
            form=form,
            opens_at=opens_at,
            closes_at=closes_at,
            upload_grace=120,
            objectives_hy=objectives["hy"],
            objectives_en=objectives["en"],
            **entry,
        )
        lot.regions.set(Region.objects.filter(iso__in=regions))


def _rules(call: Call, entries: list[dict]) -> None:
    for order, entry in enumerate(entries, start=1):
        entry["other_call"] = Call.objects.get(code=entry["other_call"])
        EligibilityRule.objects.create(call=call, order=order, **entry)


def _guide(call: Call, language: str) -> None:
    fields = ("title", "summary", "body", "eligibility")
    texts = {
        name: rich_text.plain_text(getattr(call, f"{name}_{language}"))
        for name in fields
    }
    data = {
        **texts,
        "language": language,
        "heading": TITLES[language],
        "code": call.code,
    }
    template = Path(__file__).parent / "guide.typ"
    document = CallDocument(
        call=call,
        language=language,
        title_hy=TITLES["hy"],
        title_en=TITLES["en"],
    )
    document.file.save(
        f"{call.code.lower()}-guide-{language}.pdf",
        ContentFile(pdf.make_pdf(template, data)),
    )


PARTS = ("priority", "lot", "criterion", "rule")


def _dates(data: dict) -> tuple[dt.datetime, dt.datetime]:
    """It opened some days before the day on which the demonstration is built."""
    ago = data.pop("opened_days_ago")
    return at(-ago, "10:00"), at(
        data.pop("open_for_days") - ago,
        data.pop("closes_at"),
    )


def _call(name: str, form: str) -> Call:
    data = read_toml(name)
    if call := Call.objects.filter(code=data["code"]).first():
        return call
    opens_at, closes_at = _dates(data)
    parts = {part: data.pop(part, []) for part in PARTS} | {
        "objectives": data.pop("objectives", {}),
    }
    data["questions_until"] = closes_at - dt.timedelta(
        days=data.pop("questions_days_before"),
    )
    data["programme"] = Programme.objects.get(slug=data["programme"])
    call = Call.objects.create(
        status=Call.PUBLISHED,
        published_at=opens_at,
        **data,
    )
    for order, entry in enumerate(parts["priority"], start=1):
        slug = entry.pop("slug")
        call.priorities.add(
            Priority.objects.get_or_create(
                slug=slug,
                defaults={**entry, "order": order},
            )[0],
        )
    for order, entry in enumerate(parts["criterion"], start=1):
        Criterion.objects.create(call=call, order=order, **entry)
    _rules(call, parts["rule"])
    _lots(call, parts, _form(form), opens_at, closes_at)
    return call


def build() -> Call:
    """Create the two calls once: the expression of interest, and the one whose right rests on
    it.
    """
    _call("interest.toml", "interest_form.toml")
    call = _call("call.toml", "form.toml")
    if not call.documents.exists():
        for language in TITLES:
            _guide(call, language)
    return call
