"""The database itself keeps what a catalogue said, and pages that are out, as they were."""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION catalogue_refuse(said text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'catalogue: %', said USING ERRCODE = 'insufficient_privilege';
END $$;

-- a version ends once; nothing else of it changes, and none goes
CREATE FUNCTION catalogue_guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.valid_to IS NOT NULL
        OR to_jsonb(NEW) - 'valid_to' <> to_jsonb(OLD) - 'valid_to'
    THEN
        PERFORM catalogue_refuse('what a catalogue said stays');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER catalogue_guard_version BEFORE UPDATE OR DELETE ON catalogue_catalogueversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_guard_version();

CREATE FUNCTION catalogue_guard_guide() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        PERFORM catalogue_refuse('a page that is out is never changed');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER catalogue_guard_guide BEFORE UPDATE OR DELETE ON catalogue_guideversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_guard_guide();
"""
BACKWARD = """
DROP TRIGGER catalogue_guard_guide ON catalogue_guideversion;
DROP TRIGGER catalogue_guard_version ON catalogue_catalogueversion;
DROP FUNCTION catalogue_guard_guide();
DROP FUNCTION catalogue_guard_version();
DROP FUNCTION catalogue_refuse(text);
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
