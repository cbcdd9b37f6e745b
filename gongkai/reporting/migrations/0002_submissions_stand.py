"""The database refuses to change what was submitted or frozen; only the day of publication is added."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION reporting_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'submitted figures never change: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION reporting_only_publish() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL
        AND to_jsonb(NEW) - 'published_at' - 'published_by' = to_jsonb(OLD) - 'published_at' - 'published_by'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a frozen version never changes' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER reporting_submission_stands BEFORE UPDATE OR DELETE ON reporting_submission
    FOR EACH ROW EXECUTE FUNCTION reporting_refuse_change();
CREATE TRIGGER reporting_figure_stands BEFORE UPDATE OR DELETE ON reporting_figure
    FOR EACH ROW EXECUTE FUNCTION reporting_refuse_change();
CREATE TRIGGER reporting_frozen_not_deleted BEFORE DELETE ON reporting_frozenreturn
    FOR EACH ROW EXECUTE FUNCTION reporting_refuse_change();
CREATE TRIGGER reporting_frozen_stands BEFORE UPDATE ON reporting_frozenreturn
    FOR EACH ROW EXECUTE FUNCTION reporting_only_publish();
"""
BACKWARD = """
DROP TRIGGER reporting_frozen_stands ON reporting_frozenreturn;
DROP TRIGGER reporting_frozen_not_deleted ON reporting_frozenreturn;
DROP TRIGGER reporting_figure_stands ON reporting_figure;
DROP TRIGGER reporting_submission_stands ON reporting_submission;
DROP FUNCTION reporting_only_publish();
DROP FUNCTION reporting_refuse_change();
"""


class Migration(migrations.Migration):
    # These steps led here before the first release.
    replaces = [
        ("reporting", "0003_report_texts"),
        ("reporting", "0004_asked_for"),
        ("reporting", "0005_supporting_file"),
    ]
    dependencies = [("reporting", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
