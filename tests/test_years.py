"""Experience in words, and the list of it that clauses give."""

import pytest

from classifier.demands.clauses import read_clauses
from classifier.demands.words import words
from classifier.demands.years import experience, years_at

# What stands in an ad, and the experience that it names.
COUNTS = [
    ("2 years of coding experience", "exp(2yr,coding)"),
    ("five years of supervisory experience", "exp(5yr,supervisory)"),
    ("2+ years inpatient coding", "exp(2yr,inpatient)"),
    ("3 or more years of HIM experience", "exp(3yr,HIM)"),
    ("2-4 yrs ROI experience", "exp(2yr,ROI)"),
    ("two to four years of billing", "exp(2yr,billing)"),
    ("Three (3) years of coding experience", "exp(3yr,coding)"),
    ("six months of clerical experience", "exp(6mo,clerical)"),
    ("1,950 hours in a cancer registry", "exp(1yr,registry)"),
    ("4,000 hours of registry experience", "exp(2yr,registry)"),
    ("5 yrs long-term care", "exp(5yr)"),
    ("significant management experience", "exp(?,supervisory)"),
    ("experience with release of information", "exp(?,ROI)"),
    ("Inpatient coding experience: 5 years", "exp(5yr,inpatient)"),
]

NO_COUNTS = [
    "18 years of age",
    "40 hours per week",
    "two years of college",
    "3 years in business",
    "50 years of service to",
]

# A phrase, and least years, most years, domain and strength of each entry.
LISTED = [
    ("2-4 years of coding experience required", "2 4 coding REQ"),
    ("18 months of cancer registry experience", "1.5 - registry REQ"),
    ("Up to 3 years of billing experience", "0 3 billing REQ"),
    ("Epic experience strongly preferred", "- - EHR PREF"),
    ("Five years' experience in lieu of certification", "5 - - REQ"),
    ("One year of revenue cycle or billing experience", "1 - revenue cycle REQ; 1 - billing REQ"),
    ("Experience may be substituted for degree", ""),
    ("Bachelor's degree or an equivalent combination of education and experience", ""),
    ("2 years of coding experience within the last five years", "2 - coding REQ"),
    ("Must be 18 years of age", ""),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_experience_is_found(text: str, expected: str) -> None:
    read = years_at(words(text, 0, len(text)), 0)
    assert read is not None
    assert [str(years) for years in read[0]] == [expected]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_other_counts_are_no_experience(text: str) -> None:
    assert years_at(words(text, 0, len(text)), 0) is None


def test_a_number_written_with_two_values_is_told() -> None:
    text = "Three (5) years of coding experience"
    read = years_at(words(text, 0, len(text)), 0)
    assert read is not None
    assert (read[0][0].low, read[1]) == (5, True)


@pytest.mark.parametrize(("phrase", "expected"), LISTED)
def test_the_list_of_experience(phrase: str, expected: str) -> None:
    shown = (
        f"{'-' if e.min_years is None else f'{e.min_years:g}'} {'-' if e.max_years is None else f'{e.max_years:g}'} "
        f"{e.domain or '-'} {e.strength}"
        for e in experience(read_clauses(phrase))
    )
    assert "; ".join(shown) == expected
