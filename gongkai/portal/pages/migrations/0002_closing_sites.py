from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [
        migrations.AlterModelOptions("picture", {"verbose_name": "图片"}),
        migrations.AddField(
            "publicsite", "closed_at", models.DateTimeField(null=True, blank=True),
        ),
        migrations.AddField(
            "publicsite",
            "closing_note",
            models.CharField(max_length=200, blank=True, default="", verbose_name="关停公告"),
            preserve_default=False,
        ),
        migrations.AddField(
            "publicsite",
            "moved_to",
            models.CharField(max_length=300, blank=True, default="", verbose_name="内容迁至"),
            preserve_default=False,
        ),
        migrations.AddField(
            "publicsite",
            "language",
            models.CharField(
                max_length=7,
                choices=[("zh-hans", "中文"), ("en", "English")],
                default="zh-hans",
                verbose_name="语言",
            ),
        ),
    ]
