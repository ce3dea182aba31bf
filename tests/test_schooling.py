"""Schooling in words, and the list of it that clauses give."""

from typing import Any

import pytest

from classifier.demands.clauses import read_clauses
from classifier.demands.degrees import degree_at
from classifier.demands.schooling import education
from classifier.demands.words import words
from classifier.knowledge import table
from classifier.layout.sections import SectionKind

# What stands in an ad, and the degree that it names.
DEGREES = [
    ("High school diploma", "deg(hs)"),
    ("GED", "deg(hs)"),
    ("Associate's degree in Health Information Technology", "deg(associate,HIT)"),
    ("AAS in HIT", "deg(associate,HIT)"),
    ("two-year degree", "deg(associate)"),
    ("Bachelor of Science in Health Information Management", "deg(bachelor,HIM)"),
    ("BS/BA in HIM", "deg(bachelor)"),
    ("BSN", "deg(bachelor,nursing)"),
    ("Bachelor's in HIM, business or a related field", "deg(bachelor,HIM|business|related)"),
    ("Master's degree in Health Informatics", "deg(master,health informatics)"),
    ("MBA", "deg(master,business)"),
    ("PhD in informatics", "deg(doctorate,informatics)"),
    ("Associate degree in HIT from a CAHIIM-accredited program", "deg(associate,HIT,CAHIIM)"),
    ("Graduate of an accredited HIM program", "deg(?,HIM,accredited)"),
    ("Bachelor's degree in HIM from an accredited university", "deg(bachelor,HIM)"),
    ("Coding certificate from an AHIMA-approved program", "deg(certificate,coding,AHIMA-approved)"),
    ("Post-baccalaureate certificate in HIM", "deg(certificate,HIM)"),
    ("Bachelor's degree in Library Science", "deg(bachelor,library science)"),
    ("Associate degree in health information management or technology", "deg(associate,HIM|HIT)"),
    ("Associate degree, Health Information Technology", "deg(associate,HIT)"),
    ("Bachelor's (HIM or Health Informatics)", "deg(bachelor,HIM|health informatics)"),
    ("Associate degree in HIT (CAHIIM)", "deg(associate,HIT,CAHIIM)"),
    ("Bachelor's degree in nursing, microbiology or public health", "deg(bachelor,nursing|microbiology|public health)"),
    ("Associate degree in HIM or paralegal studies", "deg(associate,HIM|paralegal studies)"),
    ("Bachelor's in HIM or comparable work experience", "deg(bachelor,HIM)"),
    ("Associate degree in any field", "deg(associate)"),
    ("Associate's degree in a health field", "deg(associate,health)"),
    ("Associate degree with 12 semester hours in HIT", "deg(associate,HIT)"),
    ("Graduation from an accredited four-year college with a major in HIM", "deg(bachelor,HIM)"),
    ("AAS Health Information Technology", "deg(associate,HIT)"),
    ("MHA or MBA", "deg(master,health administration|business)"),
    ("Juris doctor", "deg(doctorate,law)"),
    ("NCRA-accredited cancer registry certificate program", "deg(certificate,cancer registry,NCRA-approved)"),
    ("Diploma or GED", "deg(hs)"),
    ("Bachelor's preferred (business or related)", "deg(bachelor,business|related)"),
    ("Bachelor's required - HIM, nursing or business", "deg(bachelor,HIM|nursing|business)"),
    ("Master's (MHA, MBA)", "deg(master,health administration|business)"),
    ("NCRA-accredited certificate program", "deg(certificate,NCRA-approved)"),
    ("Two-year HIT degree", "deg(associate,HIT)"),
    ("Accounting degree, four-year", "deg(bachelor,accounting)"),
    ("Associate's degree, HIT, from a program accredited by CAHIIM", "deg(associate,HIT,CAHIIM)"),
    ("Associate degree in HIT, finance or another related field", "deg(associate,HIT|finance|related)"),
    ("Associate degree in HIM or in another allied health field", "deg(associate,HIM|allied health)"),
    ("Bachelor's degree, any quantitative field", "deg(bachelor,quantitative)"),
    ("Associate degree (criminal justice, business)", "deg(associate,criminal justice|business)"),
    ("Associate's in health information or something neighboring", "deg(associate,HIM|related)"),
    ("AAS any major, or 60 credit hours", "deg(associate)"),
    ("Associate degree in biology, or sixty semester hours", "deg(associate,biology)"),
    ("Bachelor's degree is expected, in nursing or HIM", "deg(bachelor,nursing|HIM)"),
    ("College degree in biology", "deg(?,biology)"),
    ("Completion of the twelfth grade", "deg(hs)"),
]

NO_DEGREES = [
    "as needed",
    "Some college",
    "MS Office",
    "certificate of insurance",
    "program standards",
    "it is",
    "Associate retires",
    "AA/EO employer",
    "two-year contract",
]

# A phrase, and level, field, strength and CAHIIM of each entry.
LISTED = [
    ("Associate degree required, bachelor's preferred", "associate - REQ no; bachelor - PREF no"),
    ("Bachelor's in HIM or related field strongly preferred", "bachelor HIM|related PREF no"),
    ("ADN or BSN", "associate nursing REQ no; bachelor nursing REQ no"),
    ("Graduate of a CAHIIM-accredited associate program in HIT", "associate HIT REQ yes"),
    ("Graduate of an accredited HIM program", ""),
    ("Enrolled in an associate degree program in HIT", "associate HIT REQ no"),
    ("Bachelor's degree required; HIM preferred", "bachelor - REQ no; bachelor HIM PREF no"),
    ("Associate degree, bachelor's preferred", "associate - REQ no; bachelor - PREF no"),
    ("Associate degree or certificate in health information", "associate HIM REQ no; certificate HIM REQ no"),
    ("A high school diploma is all the schooling we ask for", "hs - REQ no"),
    ("Two years above high school", ""),
    ("60 college credits", ""),
    ("Secondary school completed", "hs - REQ no"),
    ("Master's preferred (MHA, MBA)", "master health administration|business PREF no"),
    ("Associate degree required, HIM major preferred", "associate - REQ no; associate HIM PREF no"),
    ("High school diploma required, course work in HIT preferred", "hs - REQ no"),
    ("An RHIT without the bachelor's", ""),
    ("Degree not required", ""),
    ("Experience may be substituted for degree", ""),
    ("College degree of some kind", ""),
    ("Bachelor's, in HIM if possible", "bachelor - REQ no; bachelor HIM PREF no"),
    ("Bachelor's degree, nursing preferred", "bachelor - REQ no; bachelor nursing PREF no"),
    ("HIM degree, 4 years of coding", ""),
    (
        "Associate degree in HIT and RHIT. Two years of coding may be used in place of the degree, but not of the RHIT",
        "associate HIT REQ no",
    ),
    (
        "RHIA and a master's in HIM. A bachelor's with ten years of HIM in place of the master's is considered",
        "master HIM REQ no; bachelor - REQ no",
    ),
    ("HS dipolma, assoc degree perfered", "hs - REQ no; associate - PREF no"),
]


@pytest.mark.parametrize(("text", "expected"), DEGREES)
def test_degrees_are_found(text: str, expected: str) -> None:
    read = degree_at(words(text, 0, len(text)), 0)
    assert read is not None
    assert str(read[0]) == expected


@pytest.mark.parametrize("row", [row for row in table("schooling")["field"] if row.get("name")])
def test_a_field_finds_its_examples(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        found = words(example, 0, len(example))
        read = next(filter(None, (degree_at(found, place) for place in range(len(found)))))
        named = read[0].subject or "any"
        assert row["name"] in named or set(row["name"].split("|")) <= set(named.split("|")), example


@pytest.mark.parametrize("text", NO_DEGREES)
def test_look_alikes_are_no_degrees(text: str) -> None:
    assert degree_at(words(text, 0, len(text)), 0) is None


@pytest.mark.parametrize(("phrase", "expected"), LISTED)
def test_the_list_of_schooling(phrase: str, expected: str) -> None:
    entries = education(read_clauses(phrase))
    shown = (f"{e.level} {e.field or '-'} {e.strength} {'yes' if e.cahiim else 'no'}" for e in entries)
    assert "; ".join(shown) == expected


HEADS = [
    ("18 or older, reliable car, diploma or GED", "hs"),
    ("All: high school diploma.", "hs"),
    ("An associate degree, or 60 college credits", "associate"),
    ("Education Bachelor's degree", "bachelor"),
    ("The HIT associate program is accredited", ""),
    ("The town has a lake and a high school with a good band", ""),
    ("Quality Associate (requisition HS-5520)", ""),
    ("Records Associate (24-117)", ""),
    ("Level I. Associate degree, or enrollment in one", "associate"),
    ("Have finished high school, type without looking", "hs"),
    ("You finished a bachelor's", "bachelor"),
]


@pytest.mark.parametrize(("phrase", "level"), HEADS)
def test_a_degree_at_the_head_and_any_diploma_are_asked_for_anywhere(phrase: str, level: str) -> None:
    assert "".join(e.level for e in education(read_clauses(phrase, SectionKind.INTRO))) == level


def test_an_entry_quotes_its_words() -> None:
    phrase = "RHIT required. Associate degree in HIT preferred."
    (entry,) = education(read_clauses(phrase))
    assert phrase[entry.evidence.start : entry.evidence.end] == entry.evidence.text
    assert "Associate degree in HIT preferred" in entry.evidence.text
