"""Full names of credentials in every usual dress and with the slips that people make."""

import pytest

from classifier.names.forms import folded
from classifier.names.fullnames import full_names, heads

FOUND = [
    ("Registered Health Information Technician", "RHIT"),
    ("Registered Health Information Technicians", "RHIT"),  # the plural is none of the name
    ("Registerd Health Infomation Technician", "RHIT"),
    ("Registered Health Info. Technician", "RHIT"),  # a dot reads as a space
    ("Certified in Health Care Compliance", "CHC"),  # the slip parts the word
    ("Certified Outpatient Codder", "COC"),
    ("Certified Documentation Improvement Practicioner", "CDIP"),
    ("Certified Professional in Health care Information & Management Systems", "CPHIMS"),
    ("Certified Professional in Healthcare Information/Management Systems", "CPHIMS"),
]

NOT_FOUND = [
    "Registerd Helath Infomation Technician",  # three slips
    "Registered Health Informatics Technician",
    "Registered Health",
    "Health Information Technician",
    "Certified Profesional in Health care Information, Management Systems",
]


@pytest.mark.parametrize(("text", "code"), FOUND)
def test_a_name_is_found_with_its_slips(text: str, code: str) -> None:
    names = full_names(folded(f"{text} or"), 0)
    longest = max(names, key=lambda name: len(name.folded))
    assert longest.parts[0].code == code
    assert longest.folded in (folded(text), folded(text.removesuffix("s")))


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_too_far_from_a_name_is_not_found(text: str) -> None:
    assert full_names(folded(text), 0) == ()


@pytest.mark.parametrize("text", [text for text, _ in FOUND])
def test_every_name_begins_with_a_head(text: str) -> None:
    assert any(folded(text).startswith(head) for head in heads())
