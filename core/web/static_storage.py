"""How static files are kept in production: compressed, and named by what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Also in what our scripts import from each other: no module stays behind in a cache."""

    support_js_module_import_aggregation = True
