"""Reading the frame of the site: read together, and not again while the content stays as it is."""

from dataclasses import dataclass, field

from content.models.site import Banner, MenuLink, Partner, SiteSettings
from core.keeping.remembered import remembered
from core.language.bilingual import LANGUAGES, active_language, text
from core.text.source_lines import sources
from core.web.site import SiteFacts


@dataclass(frozen=True)
class SiteFrame:
    """What administrators put around every public page."""

    facts: SiteFacts = field(default_factory=SiteFacts)
    links: tuple[MenuLink, ...] = ()
    notices: tuple[Banner, ...] = ()
    partners: tuple[Partner, ...] = ()

    @property
    def name(self) -> str:
        return self.facts.name

    @property
    def social(self) -> tuple[tuple[str, str], ...]:
        return self.facts.social

    @property
    def banners(self) -> list[Banner]:
        """Those that have a text in the active language."""
        column = f"text_{active_language()}"
        return [banner for banner in self.notices if getattr(banner, column)]

    @property
    def menu(self) -> list[tuple[str, str]]:
        return self._links_of("menu")

    @property
    def foot(self) -> list[tuple[str, str]]:
        return self._links_of("foot")

    def _links_of(self, place: str) -> list[tuple[str, str]]:
        """(address, words); a link to a page that is not public is left out."""
        return [
            (
                link.page.get_absolute_url() if link.page else link.address,
                text(link, "label") or text(link.page, "title"),
            )
            for link in self.links
            if link.place == place
            and (link.page is None or link.page.is_public)
        ]


def _in_languages(row: SiteSettings, name: str) -> dict[str, str]:
    return {code: getattr(row, f"{name}_{code}") or "" for code in LANGUAGES}


def _read_facts() -> SiteFacts:
    row = SiteSettings.objects.first()
    if row is None:
        return SiteFacts()
    return SiteFacts(
        names=_in_languages(row, "name"),
        senders=_in_languages(row, "sender"),
        publishers=_in_languages(row, "publisher"),
        addresses=_in_languages(row, "contact_address"),
        phone=row.contact_phone,
        email=row.contact_email,
        social=tuple(sources(row.social)),
    )


def _read_frame() -> SiteFrame:
    return SiteFrame(
        facts=_read_facts(),
        links=tuple(MenuLink.objects.select_related("page")),
        notices=tuple(Banner.objects.current()),
        partners=tuple(Partner.objects.select_related("logo")),
    )


def site_frame() -> SiteFrame:
    return remembered(("site frame",), _read_frame)


def read_site_facts() -> SiteFacts:
    return site_frame().facts
