"""What administrators put around the public pages."""

from django import template

from content.site_frame import SiteFrame, site_frame

register = template.Library()


@register.simple_tag
def the_site() -> SiteFrame:
    """{% the_site as site %}: its name, banners, added links, partners."""
    return site_frame()
