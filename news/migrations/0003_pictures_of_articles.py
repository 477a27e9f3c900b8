import hashlib
import io

from django.core.files.storage import default_storage, storages
from django.db import migrations
from django.db.models import F
from PIL import Image


def keep_pictures(apps, editor):
    """Lead pictures go into the library; `encode_pictures` makes their copies."""
    Picture = apps.get_model("portal", "Picture")
    for article in apps.get_model("news", "Article").objects.exclude(image=""):
        with default_storage.open(article.image.name) as handle:
            content = handle.read()
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
        article.lead_picture = Picture.objects.create(
            original=storages["private"].keep(content), name=article.image.name.rpartition("/")[2],
            sha256=hashlib.sha256(content).hexdigest(), width=width, height=height,
            alt=article.image_alt_hy, alt_hy=article.image_alt_hy, alt_en=article.image_alt_en,
            credit=article.image_credit,
        )
        article.save(update_fields=["lead_picture"])


def keep_sources(apps, editor):
    apps.get_model("news", "Article").objects.update(sources=F("source"))


class Migration(migrations.Migration):
    dependencies = [("news", "0002_newsroom")]
    operations = [
        migrations.RunPython(keep_pictures, migrations.RunPython.noop),
        migrations.RunPython(keep_sources, migrations.RunPython.noop),
    ]
