"""What a document must carry before it goes on: attribute, metadata, validity, numbers."""

from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.core.lifecycle import Denied
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.attribute import Attribute, Settled, attribute_problems
from gongkai.core.publishing.kinds import Required
from gongkai.core.publishing.metadata import Metadata, metadata_problems
from gongkai.core.publishing.validity import Term, validity_problems
from gongkai.foundation.ledger.verbs import Refused
from gongkai.publishing import law
from gongkai.publishing.interpreting import INTERPRETS
from gongkai.publishing.models import Document, Edition, EditionFile, FilePart, Relation
from gongkai.publishing.policy import refused
from gongkai.publishing.reading import published_files
from gongkai.publishing.sanitising import pictures_in

_ACCESSIBLE = "《无障碍环境建设法》第三十二条"


def plain(text: str) -> str:
    """A typed line without blanks around it and without characters that print nothing."""
    return "".join(each for each in text.replace("\r\n", "\n") if each.isprintable() or each == "\n").strip()


def settled_as(document: Document) -> Settled:
    attribute = Attribute(document.attribute) if document.attribute else None
    return Settled(attribute, document.ground, document.attribute_reason, document.reassess_on)


def unsettled(document: Document, day: date) -> Refused | None:
    """What the attribute lacks. The grounds are those of the day it was settled."""
    settled_on = document.attribute_on or day
    return refused(
        attribute_problems(law.attribute_rules(settled_on), settled_as(document), settled_on), "attribute"
    )


def metadata_of(document: Document, edition: Edition) -> Metadata:
    asked = law.kind_of(document.kind).needs(Required.INTERPRETED)
    return Metadata(
        title=edition.title,
        summary=edition.summary,
        subject=edition.subject,
        genre=edition.genre,
        keywords=tuple(edition.keywords),
        formed_on=edition.formed_on,
        effective_on=edition.effective_on,
        expires_on=edition.expires_on,
        number=document.number,
        registration=document.registration_number,
        edition=edition.number,
        change_note=edition.change_note,
        attachments=len(published_files(edition)),
        text_alternative=edition.text,
        interprets=Relation.objects.filter(document=document, kind=INTERPRETS).count() if asked else 0,
        catalogue=document.catalogue,
    )


def incomplete(document: Document, edition: Edition, day: date, *, numbered: bool = False) -> Refused | None:
    """What is missing or wrong in what the public will read. `numbered`: numbers must be there too."""
    kind = law.kind_of(document.kind)
    problems = metadata_problems(
        law.rules().metadata, kind, metadata_of(document, edition), day, numbered=numbered
    )
    return refused((*problems, *_content_problems(edition)), "metadata")


def term_problem(document: Document, edition: Edition, published_on: date) -> Refused | None:
    """Whether validity and day of effect are as the rule of that day has them. Later editions keep those that
    hold: validity goes on by evaluation and new registration only."""
    rules = law.validity(published_on, document.kind)
    if rules is None or edition.effective_on is None:
        return None
    if edition.number > 1 and document.first_released_at is not None:
        return _other_dates(document, edition, rules.evaluation_article)
    term = Term(
        edition.title, published_on, edition.effective_on, edition.expires_on, document.urgent_because
    )
    return refused(validity_problems(rules, term), "validity")


def _other_dates(document: Document, edition: Edition, article: str) -> Refused | None:
    released = Edition.objects.filter(document=document, released_at__isnull=False)
    known = {
        (document.effective_on, document.expires_on),
        *released.values_list("effective_on", "expires_on"),
    }
    if (edition.effective_on, edition.expires_on) in known:
        return None
    return Refused(
        Message(N_("新版本不能改变施行日期和有效期：继续有效的经评估重新登记，内容有修改的另行发文。")),
        article,
    )


def _untold(files: Sequence[EditionFile]) -> Iterator[Denied]:
    """Pictures and videos that nobody has told in words; videos without a picture to stand for them."""
    posters = {row.beside_id for row in files if row.part == FilePart.POSTER}
    for row in files:
        values = {"name": row.name}
        if row.part == FilePart.PICTURE and not row.alternative.strip():
            yield Denied(Message(N_("图片《{name}》要有文字说明，写给看不见图片的人。"), values), _ACCESSIBLE)
        if row.part == FilePart.VIDEO and not row.alternative.strip():
            yield Denied(Message(N_("视频《{name}》要有文字稿，写给听不见的人。"), values), _ACCESSIBLE)
        if row.part == FilePart.VIDEO and row.file_id not in posters:
            yield Denied(Message(N_("视频《{name}》要有封面图片。"), values), _ACCESSIBLE)


def _content_problems(edition: Edition) -> list[Denied]:
    files = published_files(edition)
    own = {row.file_id for row in files}
    found = []
    if not edition.text.strip() and not own:
        found.append(Denied(Message(N_("正文和附件都是空的。")), ""))
    found.extend(_untold(files))
    if pictures_in(edition.html) - own:
        found.append(Denied(Message(N_("正文里有图片已经不在附件里，请重新插入。")), ""))
    return found
