"""Vacancy questionnaires of USA Staffing, whose text stands in a script of the page and nowhere in its markup."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import JSONDecoder

from classifier.source.jobposting import described

_START = "var Model = "


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The assessment questions of a vacancy as plain text, numbered, with the answers to choose from."""

    body: str
    id: str | None
    title: str | None
    company: str | None


def questionnaire(html: str) -> Questionnaire | None:
    """Return the questionnaire of a page, None where it is no such page.

    Questions on veterans' preference and other eligibilities are left out, since every vacancy asks them, and an answer
    that many questions share ("I have performed this task on the job") stands once.
    """
    start = html.find(_START)
    if start < 0 or '"AssessmentSections"' not in html:
        return None
    try:
        read, _ = JSONDecoder(strict=False).raw_decode(html, start + len(_START))
    except (ValueError, RecursionError):
        return None
    model = read.get("model") if isinstance(read, dict) else None
    if not isinstance(model, dict):
        return None
    sections = sorted(_records(model.get("AssessmentSections")), key=_order)
    questions = (question for section in sections for question in _records(section.get("Questions")))
    lines = dict.fromkeys(line for question in questions for line in _lines(question))
    return Questionnaire(
        "\n".join(lines), *(_line(model, key) for key in ("AnnouncementNumber", "PositionTitle", "AgencyName"))
    )


def _records(value: object) -> list[Mapping[str, object]]:
    return [record for record in value if isinstance(record, dict)] if isinstance(value, list) else []


def _order(section: Mapping[str, object]) -> int:
    place = section.get("SortOrder")
    return place if isinstance(place, int) else 0


def _lines(question: Mapping[str, object]) -> Iterator[str]:
    yield from _marked(question, "QuestionDisplayIdentifier", "QuestionText")
    for answer in _records(question.get("Answers")):
        yield from _marked(answer, "ResponseDisplayIdentifier", "Text")


def _marked(record: Mapping[str, object], mark: str, text: str) -> Iterator[str]:
    written = record.get(text)
    words = described(written) if isinstance(written, str) else ""
    if words:
        yield f"{record[mark]}. {words}" if isinstance(record.get(mark), str) else words


def _line(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    return " ".join(described(value).split()) or None if isinstance(value, str) else None
