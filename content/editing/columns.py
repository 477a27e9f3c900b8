"""What the lists of content show in a cell: state in words, languages, who changed it and when."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from content.models import Content, Picture, Revision
from core.language import figures
from core.language.bilingual import LANGUAGES

#: classes of the mark of a language that is ready, and of one that is not
MARK, NO_MARK = "language-mark", "language-mark language-mark--none"


def with_last_editor(things: QuerySet) -> QuerySet:
    """Each with `last_editor`, the name of who made its newest revision."""
    revisions = Revision.objects.filter(
        model=things.model._meta.label_lower, object_id=OuterRef("pk")
    ).order_by("-number")
    return things.annotate(
        last_editor=Subquery(revisions.values("by__name")[:1])
    )


def state_pill(thing: Content) -> SafeString:
    """Whether everyone may read it, in words."""
    if thing.is_public:
        code, words = "active", gettext("public")
    elif thing.is_withdrawn:
        code, words = "withdrawn", gettext("withdrawn")
    elif thing.published_at:
        code, words = "due", gettext("scheduled")
    else:
        code, words = "draft", gettext("not published")
    return format_html('<span class="pill pill--{}">{}</span>', code, words)


def language_marks(thing: Content) -> SafeString:
    """A mark for each language, with what it means in words."""
    return format_html_join(
        " ",
        '<abbr class="{}" title="{}">{}</abbr>',
        (_language_mark(thing, language) for language in LANGUAGES),
    )


def _language_mark(thing: Content, language: str) -> tuple[str, str, str]:
    """(its class, what it says in words, its letters)."""
    names = {"hy": gettext("Armenian"), "en": gettext("English")}
    letters = {"hy": "ՀԱՅ", "en": "EN"}
    if thing.is_ready_in(language):
        return MARK, names[language], letters[language]
    lacking = gettext("not ready in this language")
    return NO_MARK, f"{names[language]}, {lacking}", letters[language]


def last_change(thing) -> str:
    """When it was changed, and by whom where a revision says so."""
    when = figures.day_and_clock(thing.updated_at)
    return f"{when}, {thing.last_editor}" if thing.last_editor else when


def small_picture(picture: Picture | None) -> SafeString:
    """The picture of a row; the title beside it says what it is."""
    if picture is None:
        return format_html("<span class={}></span>", "thumbnail")
    return format_html(
        '<img class="thumbnail {}" src="{}" alt="" loading="lazy">',
        picture.focus,
        picture.url(picture.widths[0]),
    )
