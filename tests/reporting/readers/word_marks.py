"""What word processors leave in a document: automatic numbers, tracked changes, content controls."""

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement


def element(tag: str, **attributes: str) -> object:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def numbered(identity: str) -> object:
    marks = element("w:numPr")
    marks.append(element("w:ilvl", val="0"))
    marks.append(element("w:numId", val=identity))
    return marks


def number_list(document: docx.document.Document) -> None:
    root = document.part.numbering_part.element
    abstract = element("w:abstractNum", abstractNumId="77")
    level = element("w:lvl", ilvl="0")
    for tag, value in (("w:start", "1"), ("w:numFmt", "chineseCounting"), ("w:lvlText", "%1、")):
        level.append(element(tag, val=value))
    abstract.append(level)
    root.insert(0, abstract)
    number = element("w:num", numId="77")
    number.append(element("w:abstractNumId", val="77"))
    root.append(number)


def wrap_in_insertion(paragraph: object, text: str) -> None:
    inserted = element("w:ins", id="1", author="某")
    run = element("w:r")
    words = element("w:t")
    words.text = text
    run.append(words)
    inserted.append(run)
    paragraph._p.append(inserted)


def track(text: object) -> None:
    run = text.getparent()
    deleted = element("w:del", id="2", author="某")
    gone = element("w:r")
    words = element("w:delText")
    words.text = "88"
    gone.append(words)
    deleted.append(gone)
    run.addprevious(deleted)


def into_control(table: object) -> None:
    control, content = element("w:sdt"), element("w:sdtContent")
    table.addprevious(control)
    control.append(content)
    content.append(table)
