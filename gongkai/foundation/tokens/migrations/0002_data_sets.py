from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tokens", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="apitoken",
            name="data_sets",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
