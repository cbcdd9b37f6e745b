"""The database itself keeps an issue that is out as it is, and lets none out whose maker approved it."""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION gazette_refuse(said text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'gazette: %', said USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION gazette_guard_issue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.published_at IS NOT NULL THEN
        PERFORM gazette_refuse('an issue that is out is never changed');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.state IN ('approved', 'published') AND NEW.writers ? NEW.approved_by THEN
        PERFORM gazette_refuse('nobody approves the issue he put together');
    END IF;
    IF NEW.state = 'digitised' AND NEW.writers ? NEW.published_by THEN
        PERFORM gazette_refuse('nobody puts the old issue he split on the site');
    END IF;
    IF NEW.state = 'published' AND NOT EXISTS (
        SELECT 1 FROM gazette_paper p
        WHERE p.issue_id = NEW.id AND p.form = 'pdf' AND p.digest = NEW.digest
    ) THEN
        PERFORM gazette_refuse('an issue is out only with its pages');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER gazette_guard_issue BEFORE INSERT OR UPDATE OR DELETE ON gazette_issue
    FOR EACH ROW EXECUTE FUNCTION gazette_guard_issue();

CREATE FUNCTION gazette_is_out(issue bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM gazette_issue i WHERE i.id = issue AND i.published_at IS NOT NULL)
$$;
CREATE FUNCTION gazette_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP <> 'INSERT' AND gazette_is_out(OLD.issue_id))
        OR (TG_OP <> 'DELETE' AND gazette_is_out(NEW.issue_id))
    THEN
        PERFORM gazette_refuse('what stands in an issue that is out stays as it is');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER gazette_guard_entry BEFORE INSERT OR UPDATE OR DELETE ON gazette_entry
    FOR EACH ROW EXECUTE FUNCTION gazette_guard_part();
CREATE TRIGGER gazette_guard_omission BEFORE INSERT OR UPDATE OR DELETE ON gazette_omission
    FOR EACH ROW EXECUTE FUNCTION gazette_guard_part();

-- a file of an issue that is out may be joined by another (without what was withdrawn), never replaced
CREATE FUNCTION gazette_guard_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF gazette_is_out(OLD.issue_id) THEN
        PERFORM gazette_refuse('the files of an issue that is out stay');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER gazette_guard_paper BEFORE UPDATE OR DELETE ON gazette_paper
    FOR EACH ROW EXECUTE FUNCTION gazette_guard_paper();
"""
BACKWARD = """
DROP TRIGGER gazette_guard_paper ON gazette_paper;
DROP TRIGGER gazette_guard_omission ON gazette_omission;
DROP TRIGGER gazette_guard_entry ON gazette_entry;
DROP TRIGGER gazette_guard_issue ON gazette_issue;
DROP FUNCTION gazette_guard_paper();
DROP FUNCTION gazette_guard_part();
DROP FUNCTION gazette_is_out(bigint);
DROP FUNCTION gazette_guard_issue();
DROP FUNCTION gazette_refuse(text);
"""


class Migration(migrations.Migration):
    dependencies = [("gazette", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
