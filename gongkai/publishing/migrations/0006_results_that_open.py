"""A review that ended in 不予公开 lets nothing out, although it was passed for what is kept back."""

from django.db import migrations

FORWARD = r"""
CREATE OR REPLACE FUNCTION publishing_guard_edition() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_batches")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
