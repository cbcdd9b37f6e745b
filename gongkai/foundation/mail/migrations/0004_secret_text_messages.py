from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0003_answer_of_the_server'),
    ]

    operations = [
        migrations.AddField(
            model_name='textmessage',
            name='is_secret',
            field=models.BooleanField(default=False),
        ),
    ]
