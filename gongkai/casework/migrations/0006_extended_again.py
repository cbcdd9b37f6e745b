from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_workbooks")]

    operations = [migrations.RemoveConstraint(model_name="extension", name="extension_granted_once")]
