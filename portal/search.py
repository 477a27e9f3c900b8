"""The portal's own pages that the search finds beside what it keeps in its index."""

from django.utils.translation import gettext_lazy as _

from content.search.fixed_pages import FixedPage

#: address, title, other words by which the page is looked for
PAGES = (
    (
        "communities:list",
        _("Communities"),
        "communities signatories համայնքներ մարզեր ստորագրողներ",
    ),
    ("communities:map", _("Map of regions"), "map քարտեզ մարզեր regions"),
    (
        "communities:totals",
        _("Totals and history"),
        "totals statistics history ամփոփ վիճակագրություն պատմություն",
    ),
    ("communities:compare", _("Compare communities"), "compare համեմատել"),
    (
        "communities:recognitions",
        _("Certificates and awards"),
        "recognitions awards certificates պարգևներ վկայագրեր մրցանակներ",
    ),
    (
        "communities:organisations",
        _("Organisations"),
        "organisations organizations partners կազմակերպություններ գործընկերներ",
    ),
    (
        "communities:open_data",
        _("Open data"),
        "open data csv json api բաց տվյալներ",
    ),
    (
        "calls:list",
        _("Calls"),
        "calls grants proposals open հրավերներ դրամաշնորհներ բաց",
    ),
    ("news:list", _("News"), "news նորություններ լուրեր"),
    (
        "events:list",
        _("Events"),
        "events calendar միջոցառումներ օրացույց",
    ),
    (
        "newsletter:ask",
        _("Newsletter"),
        "newsletter subscribe subscription unsubscribe stop letters տեղեկագիր բաժանորդագրվել"
        " հրաժարվել դադարեցնել նամակներ",
    ),
    (
        "library:list",
        _("Library"),
        "library documents resources գրադարան փաստաթղթեր նյութեր",
    ),
    (
        "library:learning",
        _("Community learning centre"),
        "learning courses lessons ուսուցում դասընթացներ դասեր կենտրոն",
    ),
    (
        "library:faq",
        _("Frequently asked questions"),
        "faq questions հաճախակի տրվող հարցեր",
    ),
    (
        "verify",
        _("Check a receipt"),
        "receipt check verify hash genuine անդորրագիր ստուգել իսկական հեշ",
    ),
    (
        "trust:imprint",
        _("Imprint and licences"),
        "imprint licence license copyright լիցենզիա արտոնագիր հրատարակիչ",
    ),
    (
        "trust:site_map",
        _("Sitemap"),
        "sitemap contents բովանդակություն բաժիններ էջեր",
    ),
)
FIXED_PAGES = tuple(
    FixedPage(code, title, words, order)
    for order, (code, title, words) in enumerate(PAGES)
)
