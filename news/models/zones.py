from django.utils.translation import gettext_lazy as _

#: where the programmes meet: the six countries, and Brussels
ZONES = [
    ("Asia/Yerevan", _("Yerevan")),
    ("Asia/Tbilisi", _("Tbilisi")),
    ("Asia/Baku", _("Baku")),
    ("Europe/Minsk", _("Minsk")),
    ("Europe/Kyiv", _("Kyiv")),
    ("Europe/Chisinau", _("Chisinau")),
    ("Europe/Brussels", _("Brussels")),
]
