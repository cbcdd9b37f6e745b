"""The database itself keeps what was released as it is, and lets nothing out that has not passed the gate."""

from django.db import migrations

FORWARD = r"""
-- 公开内容的校验值: every part as "length in bytes:content", in this order (publishing/digests.py does the same)
CREATE FUNCTION publishing_part(part text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT octet_length(coalesce(part, '')) || ':' || coalesce(part, '')
$$;
-- what says in words what a picture or a video shows is approved with it
CREATE FUNCTION publishing_digest(e publishing_edition) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(
        publishing_part(e.title) || publishing_part(e.html) || publishing_part(e.summary)
        || publishing_part(e.subject) || publishing_part(e.genre) || publishing_part(e.form)
        || publishing_part(array_to_string(e.keywords, chr(31)))
        || publishing_part(to_char(e.formed_on, 'YYYY-MM-DD'))
        || publishing_part(to_char(e.effective_on, 'YYYY-MM-DD'))
        || publishing_part(to_char(e.expires_on, 'YYYY-MM-DD'))
        || publishing_part(e.change_note)
        || coalesce((
            SELECT string_agg(
                publishing_part(f.part) || publishing_part(f.name) || publishing_part(s.sha256)
                || CASE WHEN f.alternative = '' THEN '' ELSE publishing_part(chr(30) || f.alternative) END
                || CASE WHEN v.sha256 IS NULL THEN '' ELSE publishing_part(chr(29) || v.sha256) END, ''
                ORDER BY f."order", f.id
            )
            FROM publishing_editionfile f JOIN files_storedfile s ON s.id = f.file_id
            LEFT JOIN files_storedfile v ON v.id = f.beside_id
            WHERE f.edition_id = e.id AND f.part <> 'original'
        ), ''),
    'UTF8')), 'hex')
$$;

CREATE FUNCTION publishing_refuse(said text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'publishing: %', said USING ERRCODE = 'insufficient_privilege';
END $$;

-- 先审查、后公开; what is out stays as it is
CREATE FUNCTION publishing_guard_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.released_at IS NOT NULL THEN
        PERFORM publishing_refuse('a released edition is never changed');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.released_at IS NOT NULL THEN
        IF NEW.digest <> publishing_digest(NEW) THEN
            PERFORM publishing_refuse('the edition is not what its digest says');
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM publishing_gatereview r
            WHERE r.edition_id = NEW.id AND r.digest = NEW.digest AND r.decided_at IS NOT NULL
              AND r.passed AND r.result IN ('open', 'partly') AND r.reviewer <> '' AND NOT NEW.writers ? r.reviewer
              AND NOT EXISTS (
                  SELECT 1 FROM publishing_gatefinding f
                  WHERE f.review_id = r.id AND f.judged NOT IN ('stays', 'false_alarm', 'declassified')
              )
        ) THEN
            PERFORM publishing_refuse('no confidentiality review of this text by another person has passed');
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_guard_edition BEFORE INSERT OR UPDATE OR DELETE ON publishing_edition
    FOR EACH ROW EXECUTE FUNCTION publishing_guard_edition();

CREATE FUNCTION publishing_guard_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[] := ARRAY[]::bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN touched := touched || OLD.edition_id; END IF;
    IF TG_OP <> 'DELETE' THEN touched := touched || NEW.edition_id; END IF;
    IF EXISTS (SELECT 1 FROM publishing_edition e WHERE e.id = ANY (touched) AND e.released_at IS NOT NULL) THEN
        PERFORM publishing_refuse('the files of a released edition are never changed');
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_guard_files BEFORE INSERT OR UPDATE OR DELETE ON publishing_editionfile
    FOR EACH ROW EXECUTE FUNCTION publishing_guard_files();

CREATE FUNCTION publishing_guard_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.first_released_at IS NOT NULL THEN
            PERFORM publishing_refuse('a released document is never deleted');
        END IF;
        RETURN OLD;
    END IF;
    IF (OLD.address <> '' AND NEW.address <> OLD.address)
        OR (OLD.index_number <> '' AND NEW.index_number <> OLD.index_number)
        OR (OLD.first_released_at IS NOT NULL AND (
            NEW.first_released_at IS DISTINCT FROM OLD.first_released_at OR NEW.body_id <> OLD.body_id
        ))
    THEN
        PERFORM publishing_refuse('address, index number, maker and first release stay for good');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_guard_document BEFORE UPDATE OR DELETE ON publishing_document
    FOR EACH ROW EXECUTE FUNCTION publishing_guard_document();

CREATE FUNCTION publishing_guard_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM publishing_refuse('a public notice is never changed');
    RETURN NULL;
END $$;
CREATE TRIGGER publishing_guard_notice BEFORE UPDATE OR DELETE ON publishing_standingnotice
    FOR EACH ROW EXECUTE FUNCTION publishing_guard_notice();

-- 政策与解读同步: looked at when the transaction ends, so that both can appear in it
CREATE FUNCTION publishing_is_out(document bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM publishing_edition e WHERE e.document_id = document AND e.released_at IS NOT NULL
    )
$$;
CREATE FUNCTION publishing_refuse_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM publishing_document d
        WHERE d.id = NEW.document_id AND d.interpretation = 'together' AND NOT EXISTS (
            SELECT 1 FROM publishing_relation r
            WHERE r.to_id = d.id AND r.kind = 'interprets' AND publishing_is_out(r.document_id)
        )
    ) THEN
        PERFORM publishing_refuse('the document must appear together with its interpretation');
    END IF;
    IF EXISTS (
        SELECT 1 FROM publishing_relation r
        WHERE r.document_id = NEW.document_id AND r.kind = 'interprets' AND NOT publishing_is_out(r.to_id)
    ) THEN
        PERFORM publishing_refuse('an interpretation does not appear before what it interprets');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER publishing_refuse_alone AFTER INSERT OR UPDATE ON publishing_edition
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.released_at IS NOT NULL)
    EXECUTE FUNCTION publishing_refuse_alone();

CREATE FUNCTION publishing_refuse_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT publishing_is_out(NEW.id) THEN
        PERFORM publishing_refuse('a document is out only with a released edition');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER publishing_refuse_empty AFTER INSERT OR UPDATE ON publishing_document
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.first_released_at IS NOT NULL)
    EXECUTE FUNCTION publishing_refuse_empty();
"""
BACKWARD = """
DROP TRIGGER publishing_refuse_empty ON publishing_document;
DROP TRIGGER publishing_refuse_alone ON publishing_edition;
DROP TRIGGER publishing_guard_notice ON publishing_standingnotice;
DROP TRIGGER publishing_guard_document ON publishing_document;
DROP TRIGGER publishing_guard_files ON publishing_editionfile;
DROP TRIGGER publishing_guard_edition ON publishing_edition;
DROP FUNCTION publishing_refuse_empty();
DROP FUNCTION publishing_refuse_alone();
DROP FUNCTION publishing_is_out(bigint);
DROP FUNCTION publishing_guard_notice();
DROP FUNCTION publishing_guard_document();
DROP FUNCTION publishing_guard_files();
DROP FUNCTION publishing_guard_edition();
DROP FUNCTION publishing_refuse(text);
DROP FUNCTION publishing_digest(publishing_edition);
DROP FUNCTION publishing_part(text);
"""


class Migration(migrations.Migration):
    # These steps led here before the first release.
    replaces = [
        ("publishing", "0003_findings_and_facts"),
        ("publishing", "0004_verdicts"),
        ("publishing", "0005_batches"),
        ("publishing", "0006_results_that_open"),
        ("publishing", "0007_words_of_files"),
    ]
    dependencies = [("publishing", "0001_initial"), ("files", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
