"""The database itself refuses to change or remove what the tree is made of."""

from django.db import migrations

TABLES = ("transparency_publicentry", "transparency_treenode", "transparency_treehead")
FORWARD = "".join(
    f"""
CREATE TRIGGER {table}_no_update_or_delete BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
"""
    for table in TABLES
)
BACKWARD = "".join(
    f"DROP TRIGGER {table}_no_truncate ON {table}; DROP TRIGGER {table}_no_update_or_delete ON {table};"
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("transparency", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
