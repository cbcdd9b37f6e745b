from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_guards")]
    operations = [
        migrations.AddField(
            model_name="catalogue", name="told_of_review", field=models.DateField(null=True)
        ),
    ]
