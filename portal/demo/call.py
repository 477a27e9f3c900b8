"""The open call of the demonstration: lots, priorities, form, criteria, guide."""

import datetime as dt
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from calls.models import (
    Call,
    CallDocument,
    Criterion,
    Form,
    FormSection,
    FormVersion,
    Lot,
    Priority,
    Question,
    QuestionOption,
)
from communities.models import Programme, Region
from portal import pdf, richtext
from portal.demo.content import at, read

TITLES = {"hy": "Ուղեցույց հայտատուի համար", "en": "Guide for applicants"}


def _question(section: FormSection, order: int, entry: dict) -> None:
    options = entry.pop("option", [])
    if slug := entry.pop("priority", None):
        entry["priority"] = Priority.objects.get(slug=slug)
    question = Question.objects.create(section=section, order=order, **entry)
    for number, option in enumerate(options, start=1):
        QuestionOption.objects.create(question=question, order=number, **option)


def _form() -> Form:
    data = read("form.toml")
    form = Form.objects.create(name=data["name"])
    version = FormVersion.objects.create(form=form)
    for order, entry in enumerate(data["section"], start=1):
        questions = entry.pop("question", [])
        section = FormSection.objects.create(version=version, order=order, **entry)
        for number, question in enumerate(questions, start=1):
            _question(section, number, question)
    version.published_at = timezone.now()
    version.save()
    return form


def _lots(call: Call, data: dict, form: Form, opens_at: dt.datetime, closes_at: dt.datetime) -> None:
    for entry in data["lot"]:
        regions, objectives = entry.pop("regions"), data["objectives"][entry.pop("objectives")]
        lot = Lot.objects.create(
            call=call, form=form, opens_at=opens_at, closes_at=closes_at, upload_grace=120,
            objectives_hy=objectives["hy"], objectives_en=objectives["en"], **entry,
        )  # fmt: skip
        lot.regions.set(Region.objects.filter(iso__in=regions))


def _guide(call: Call, language: str) -> None:
    fields = ("title", "summary", "body", "eligibility")
    words = {name: richtext.plain(getattr(call, f"{name}_{language}")) for name in fields}
    data = {**words, "language": language, "heading": TITLES[language], "code": call.code}
    template = Path(__file__).parent / "guide.typ"
    document = CallDocument(call=call, language=language, title_hy=TITLES["hy"], title_en=TITLES["en"])
    document.file.save(f"{call.code.lower()}-guide-{language}.pdf", ContentFile(pdf.make(template, data)))


def build() -> Call:
    """Create the call once; it opens ten days before the day the demonstration is built."""
    data = read("call.toml")
    if call := Call.objects.filter(code=data["code"]).first():
        return call
    opens_at = at(-data.pop("opened_days_ago"), "10:00")
    closes_at = at(data.pop("open_for_days") - 10, data.pop("closes_at"))
    parts = {name: data.pop(name) for name in ("priority", "lot", "criterion", "objectives")}
    data["questions_until"] = closes_at - dt.timedelta(days=data.pop("questions_days_before"))
    data["programme"] = Programme.objects.get(slug=data["programme"])
    call = Call.objects.create(status=Call.PUBLISHED, published_at=opens_at, **data)
    for order, entry in enumerate(parts["priority"], start=1):
        slug = entry.pop("slug")
        call.priorities.add(Priority.objects.get_or_create(slug=slug, defaults={**entry, "order": order})[0])
    for order, entry in enumerate(parts["criterion"], start=1):
        Criterion.objects.create(call=call, order=order, **entry)
    _lots(call, parts, _form(), opens_at, closes_at)
    for language in TITLES:
        _guide(call, language)
    return call
