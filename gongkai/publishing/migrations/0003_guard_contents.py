"""What a released edition shows is not exchanged behind its back: the row of a file keeps the digest by which its
content is found."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION publishing_guard_contents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM publishing_editionfile f JOIN publishing_edition e ON e.id = f.edition_id
        WHERE f.file_id = NEW.id AND f.part <> 'original' AND e.released_at IS NOT NULL
    ) THEN
        PERFORM publishing_refuse('the content of a released file is never exchanged');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_guard_contents BEFORE UPDATE ON files_storedfile
    FOR EACH ROW WHEN (NEW.sha256 <> OLD.sha256) EXECUTE FUNCTION publishing_guard_contents();
"""
BACKWARD = """
DROP TRIGGER publishing_guard_contents ON files_storedfile;
DROP FUNCTION publishing_guard_contents();
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_guards"), ("files", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
