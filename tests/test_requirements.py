"""The flat lists of credentials, and the clauses that are about credentials."""

from dataclasses import astuple

import pytest

from classifier.demands.clauses import read_clauses
from classifier.demands.requirements import CredentialLists, credential_lists, requirements

# A phrase, and required, required within, preferred, not required, not accepted, mentioned.
LISTS = [
    ("RHIT or RHIA required; CCS preferred", "RHIT RHIA||CCS|||"),
    ("CPC within 12 months", "|CPC||||"),
    ("CPC, or RHIT within 12 months", "CPC|RHIT||||"),
    ("CPC preferred. CPC required within 12 months", "|CPC||||"),
    ("CPC preferred but not required", "||CPC|||"),
    ("CPC required; CPC-A not accepted", "CPC||||CPC-A|"),
    ("RHIA not required", "|||RHIA||"),
    ("CTR required", "ODS|||||"),
    ("Our team of RHIAs and CCSs", "|||||RHIA CCS"),
    ("RN license and CCDS required", "RN CCDS|||||"),
    ("AHIMA credential such as RHIA or RHIT", "|||||RHIA RHIT"),
    ("Coder I: CPC-A. Coder II: CPC.\nCPC preferred.", "CPC-A||CPC|||"),
    ("Must maintain RHIT", "RHIT|||||"),
]

KEPT = [
    ("Bachelor's degree required", 0),
    ("Three years of coding experience", 0),
    ("Certification not required", 1),
    ("Coding certification required", 1),
    ("RN license required", 1),
    ("We reimburse exam fees for CCS", 0),
]


def lists(phrase: str) -> CredentialLists:
    from classifier.layout.sections import Section, SectionKind
    from classifier.layout.text import read_text
    from classifier.names.mentions import mentions

    text = read_text(phrase)
    return credential_lists(
        read_clauses(phrase), mentions(text, (Section(SectionKind.REQUIREMENTS, None, text.lines),))
    )


@pytest.mark.parametrize(("phrase", "expected"), LISTS)
def test_a_code_stands_in_the_list_of_its_strongest_clause(phrase: str, expected: str) -> None:
    assert "|".join(" ".join(codes) for codes in astuple(lists(phrase))) == expected


@pytest.mark.parametrize(("phrase", "count"), KEPT)
def test_requirements_are_about_credentials(phrase: str, count: int) -> None:
    assert len(requirements(read_clauses(phrase))) == count
