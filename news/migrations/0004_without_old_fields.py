from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("news", "0003_pictures_of_articles")]
    operations = [
        migrations.RemoveField(
            model_name='article',
            name='image',
        ),
        migrations.RemoveField(
            model_name='article',
            name='image_alt',
        ),
        migrations.RemoveField(
            model_name='article',
            name='image_alt_en',
        ),
        migrations.RemoveField(
            model_name='article',
            name='image_alt_hy',
        ),
        migrations.RemoveField(
            model_name='article',
            name='image_credit',
        ),
        migrations.RemoveField(
            model_name='article',
            name='image_height',
        ),
        migrations.RemoveField(
            model_name='article',
            name='image_width',
        ),
        migrations.RemoveField(
            model_name='article',
            name='source',
        ),
    ]
