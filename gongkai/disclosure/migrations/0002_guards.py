"""The database itself keeps what was published as it is, and lets nothing out that one person alone made."""

from django.db import migrations

FORWARD = r"""
CREATE SEQUENCE disclosure_row_number;  -- permanent numbers of rows, over all data sets

CREATE FUNCTION disclosure_refuse(said text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'disclosure: %', said USING ERRCODE = 'insufficient_privilege';
END $$;

-- Partitions and indexes are made by the owner's hand: the application's role may call these, nothing more.
CREATE FUNCTION disclosure_known_name(name text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT name ~ '^[a-z][a-z0-9_]{0,47}$'
$$;

-- A new partition stands alone until its first rows are in: attaching it builds the indexes of all of them at
-- once, which is several times faster than row by row. Meanwhile nobody reads it.
CREATE FUNCTION disclosure_begin_partition(data_set text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    partition text := 'disclosure_row_' || data_set;
BEGIN
    IF NOT disclosure_known_name(data_set) THEN
        PERFORM disclosure_refuse('this is no name of a data set');
    END IF;
    IF to_regclass(partition) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE disclosure_row INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
    EXECUTE format('ALTER TABLE %I ADD CHECK (data_set = %L)', partition, data_set);
    IF session_user <> current_user THEN
        EXECUTE format('GRANT INSERT ON %I TO %I', partition, session_user);
    END IF;
    RETURN true;
END $$;

CREATE FUNCTION disclosure_attach_partition(data_set text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    partition text := 'disclosure_row_' || data_set;
    stray boolean;
BEGIN
    IF NOT disclosure_known_name(data_set) THEN
        PERFORM disclosure_refuse('this is no name of a data set');
    END IF;
    IF session_user <> current_user THEN
        EXECUTE format('REVOKE ALL ON %I FROM %I', partition, session_user);
    END IF;
    EXECUTE format(
        'SELECT EXISTS (SELECT 1 FROM (SELECT DISTINCT release_in, valid_from FROM %I) f WHERE NOT EXISTS ('
        'SELECT 1 FROM disclosure_release r WHERE r.id = f.release_in AND r.data_set = %L'
        ' AND r.released_at = f.valid_from))', partition, data_set
    ) INTO stray;
    IF stray THEN
        PERFORM disclosure_refuse('rows come with their release, and with its time');
    END IF;
    -- attaching takes a light lock on the whole table: readers of other data sets go on
    EXECUTE format('ALTER TABLE disclosure_row ATTACH PARTITION %I FOR VALUES IN (%L)', partition, data_set);
END $$;

CREATE FUNCTION disclosure_grams(words text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100 AS $$
DECLARE
    each text[] := regexp_split_to_array(lower(left(words, 2000)), '');
    pairs text[] := '{}';
BEGIN
    FOR place IN 1 .. cardinality(each) - 1 LOOP
        pairs := pairs || (each[place] || each[place + 1]);
    END LOOP;
    RETURN pairs;
END $$;

-- The expression of an index: what `queries` asks with is written by `partitions.expression` in the same way.
CREATE FUNCTION disclosure_index(data_set text, kind text, columns text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    partition text := 'disclosure_row_' || data_set;
    name text := 'disclosure_' || substr(md5(concat_ws('/', data_set, kind, array_to_string(columns, ','))), 1, 20);
    one text;
    said text := '';
BEGIN
    FOREACH one IN ARRAY columns LOOP
        IF NOT disclosure_known_name(one) THEN
            PERFORM disclosure_refuse('this is no name of a column');
        END IF;
    END LOOP;
    IF NOT disclosure_known_name(data_set) THEN
        PERFORM disclosure_refuse('this is no name of a data set');
    END IF;
    IF to_regclass(name) IS NOT NULL THEN
        RETURN false;
    END IF;
    IF kind = 'text' THEN
        EXECUTE format('CREATE INDEX %I ON %I (((content ->> %L) COLLATE "C"), number)', name, partition, columns[1]);
    ELSIF kind = 'number' THEN
        EXECUTE format('CREATE INDEX %I ON %I (((content ->> %L)::numeric), number)', name, partition, columns[1]);
    ELSIF kind = 'search' THEN
        FOREACH one IN ARRAY columns LOOP
            said := said || CASE WHEN said = '' THEN '' ELSE ' || chr(31) || ' END
                || format('coalesce(content ->> %L, '''')', one);
        END LOOP;
        EXECUTE format('CREATE INDEX %I ON %I USING gin (disclosure_grams(%s))', name, partition, said);
    ELSE
        PERFORM disclosure_refuse('this is no kind of index');
    END IF;
    RETURN true;
END $$;

CREATE FUNCTION disclosure_analyse(data_set text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT disclosure_known_name(data_set) THEN
        PERFORM disclosure_refuse('this is no name of a data set');
    END IF;
    EXECUTE format('ANALYZE %I', 'disclosure_row_' || data_set);
END $$;

-- Rows are closed and erased, nothing else; and only with their release.
CREATE FUNCTION disclosure_guard_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM disclosure_refuse('a row is never deleted');
    END IF;
    IF NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL AND OLD.valid_to IS NOT NULL THEN
        NEW.content := '{}'::jsonb;
        NEW.key := 'erased:' || OLD.number;
    ELSIF NEW.content IS DISTINCT FROM OLD.content OR NEW.key <> OLD.key
        OR NEW.erased_at IS DISTINCT FROM OLD.erased_at THEN
        PERFORM disclosure_refuse('what a row says is never changed');
    END IF;
    IF (NEW.data_set, NEW.number, NEW.version, NEW.body_id, NEW.valid_from, NEW.release_in, NEW.is_sample)
        <> (OLD.data_set, OLD.number, OLD.version, OLD.body_id, OLD.valid_from, OLD.release_in, OLD.is_sample)
    THEN
        PERFORM disclosure_refuse('a row is closed, never changed');
    END IF;
    IF OLD.valid_to IS NOT NULL AND (NEW.valid_to, NEW.release_out, NEW.reason)
        IS DISTINCT FROM (OLD.valid_to, OLD.release_out, OLD.reason) THEN
        PERFORM disclosure_refuse('a closed row stays closed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER disclosure_guard_row BEFORE UPDATE OR DELETE ON disclosure_row
    FOR EACH ROW EXECUTE FUNCTION disclosure_guard_row();

CREATE FUNCTION disclosure_guard_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM disclosure_refuse('rows are never thrown away');
    RETURN NULL;
END $$;
CREATE TRIGGER disclosure_guard_emptying BEFORE TRUNCATE ON disclosure_row
    FOR EACH STATEMENT EXECUTE FUNCTION disclosure_guard_emptying();

CREATE FUNCTION disclosure_guard_new_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT data_set, release_in, valid_from FROM fresh) f
        WHERE NOT EXISTS (
            SELECT 1 FROM disclosure_release r
            WHERE r.id = f.release_in AND r.data_set = f.data_set AND r.released_at = f.valid_from
        )
    ) THEN
        PERFORM disclosure_refuse('rows come with their release, and with its time');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER disclosure_guard_new_rows AFTER INSERT ON disclosure_row
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION disclosure_guard_new_rows();

CREATE FUNCTION disclosure_guard_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT data_set, release_out, valid_to FROM after WHERE valid_to IS NOT NULL) f
        WHERE NOT EXISTS (
            SELECT 1 FROM disclosure_release r
            WHERE r.id = f.release_out AND r.data_set = f.data_set AND r.released_at = f.valid_to
        )
    ) THEN
        PERFORM disclosure_refuse('rows are closed by a release, at its time');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER disclosure_guard_closing AFTER UPDATE ON disclosure_row
    REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION disclosure_guard_closing();

-- 编审分离: what goes out was approved by somebody who did not write it, and is what he saw.
CREATE FUNCTION disclosure_guard_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.released_at IS NOT NULL AND NEW IS DISTINCT FROM OLD
        OR TG_OP = 'DELETE' AND OLD.released_at IS NOT NULL THEN
        PERFORM disclosure_refuse('a release that is out is never changed');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.state IN ('approved', 'scheduled', 'released') AND (
        NEW.approved_by = '' OR NEW.writers ? NEW.approved_by OR jsonb_array_length(NEW.writers) = 0
    ) THEN
        PERFORM disclosure_refuse('nobody else has approved this release');
    END IF;
    IF NEW.released_at IS NOT NULL THEN
        IF NEW.digest = '' OR NEW.approved_digest <> NEW.digest THEN
            PERFORM disclosure_refuse('the release is not what was approved');
        END IF;
        IF jsonb_path_exists(NEW.findings, '$[*] ? (@.judged == "")') THEN
            PERFORM disclosure_refuse('personal data in the release has not been judged');
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER disclosure_guard_release BEFORE INSERT OR UPDATE OR DELETE ON disclosure_release
    FOR EACH ROW EXECUTE FUNCTION disclosure_guard_release();
"""

BACKWARD = """
DROP TRIGGER disclosure_guard_release ON disclosure_release;
DROP TRIGGER disclosure_guard_closing ON disclosure_row;
DROP TRIGGER disclosure_guard_new_rows ON disclosure_row;
DROP TRIGGER disclosure_guard_emptying ON disclosure_row;
DROP TRIGGER disclosure_guard_row ON disclosure_row;
DROP FUNCTION disclosure_guard_release(), disclosure_guard_closing(), disclosure_guard_new_rows(),
    disclosure_guard_emptying(), disclosure_guard_row(), disclosure_analyse(text),
    disclosure_index(text, text, text[]), disclosure_grams(text), disclosure_attach_partition(text),
    disclosure_begin_partition(text),
    disclosure_known_name(text), disclosure_refuse(text);
DROP SEQUENCE disclosure_row_number;
"""


class Migration(migrations.Migration):
    # These steps led here before the first release.
    replaces = [("disclosure", "0003_year_figures")]
    dependencies = [("disclosure", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
