"""Experience in words, and the list of it that clauses give."""

from typing import Any

import pytest

from classifier.demands.clauses import read_clauses
from classifier.demands.words import words
from classifier.demands.years import experience, years_at
from classifier.knowledge import table
from classifier.layout.sections import SectionKind

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
    ("hospital HIM, one year", "exp(1yr,HIM)"),
    ("a year of nursing", "exp(1yr,nursing)"),
    ("a year's experience in data entry", "exp(1yr,clerical)"),
    ("1 year, acute care health information department", "exp(1yr,HIM)"),
    ("two years supervising registry staff", "exp(2yr,supervisory)"),
    ("Five or more years managing HIM or coding staff", "exp(5yr,supervisory)"),
    ("five years of HIM experience with some supervision of others", "exp(5yr,HIM)"),
    ("three years of oral surgery or ENT coding", "exp(3yr,coding)"),
    ("Two years in a hospital record department", "exp(2yr,records)"),
    ("1-2 y HIM", "exp(1yr,HIM)"),
    ("2 yrs w/ pediatric or therapy EMR", "exp(2yr,EHR)"),
    ("experience with TruBridge", "exp(?,EHR)"),
    ("two years of case management", "exp(2yr)"),
    ("experience with METRIQ", "exp(?,registry)"),
    ("experience with Athena", "exp(?,EHR)"),
    ("experience with NAACCR edits", "exp(?,registry)"),
    ("experience with Microsoft Office", "exp(?)"),
    ("experience with the public", "exp(?,customer service)"),
    ("two years of clerical work with the public", "exp(2yr,clerical)"),
    ("2 added years of billing", "exp(2yr,billing)"),
    ("one year of quality review", "exp(1yr,audit)"),
    ("couple of years around medical records", "exp(2yr,records)"),
    ("half a year in any office", "exp(0.5yr,clerical)"),
    ("1 1/2 years of coding", "exp(1.5yr,coding)"),
    ("one and a half years of billing", "exp(1.5yr,billing)"),
    ("a year or two in a record room", "exp(1yr,records)"),
    ("coding experience of at least two years", "exp(2yr,coding)"),
    ("experience of 3 years in coding", "exp(3yr,coding)"),
    ("background in release of information", "exp(?,ROI)"),
    ("three years running a records department", "exp(3yr,supervisory)"),
    ("two years of managed care quality", "exp(2yr)"),
    ("Yrs: 2 to 3 in a hospital registry", "exp(2yr,registry)"),
    ("prior work with a cancer registry", "exp(?,registry)"),
    ("previous oncology coding", "exp(?,coding)"),
    ("one year of specialized experience: coding of clinic visits", "exp(1yr,coding)"),
]

# Ranges whose two ends are said apart, and least and most years.
RANGES = [
    ("six months to a year of call center work", 0.5, 1),
    ("6 months - 2 years of coding", 0.5, 2),
    ("a year or two of billing", 1, 2),
    ("one to two (1-2) years of coding", 1, 2),
    ("2 years to 4 years of coding", 2, 4),
]

NO_COUNTS = [
    "18 years of age",
    "40 hours per week",
    "two years of college",
    "3 years in business",
    "50 years of service to",
    "two-year stay",
    "four years running",
    "two years above high school",
    "one-year coding certificate",
    "2 years of graduate study",
    "background check",
    "background in sales",
    "one month with the vendor",
    "30 to 40 hours a week",
    "prior authorization work",
    "prior records are requested from clinics",
]

# A phrase, and least years, most years, domain and strength of each entry.
LISTED = [
    ("2-4 years of coding experience required", "2 4 coding REQ"),
    ("18 months of cancer registry experience", "1.5 - registry REQ"),
    ("Up to 3 years of billing experience", "0 3 billing REQ"),
    ("Epic experience strongly preferred", "- - EHR PREF"),
    ("Five years' experience in lieu of certification", "5 - - REQ"),
    ("One year of revenue cycle or billing experience", "1 - revenue cycle REQ"),
    ("Seven years in HIM, of which at least four in a management position", "7 - HIM REQ; 4 - supervisory REQ"),
    ("Five years of ROI work, three of them in management", "5 - ROI REQ; 3 - supervisory REQ"),
    ("Five years of privacy or ROI work, including two of supervision", "5 - ROI REQ; 2 - supervisory REQ"),
    ("Three years in HIM with a year of supervision", "3 - HIM REQ; 1 - supervisory REQ"),
    ("Four years of records work, two of which must have been supervisory", "4 - records REQ; 2 - supervisory REQ"),
    ("Five years in HIM, supervising others for at least two of them", "5 - HIM REQ; 2 - supervisory REQ"),
    ("Five years' registry experience, or three with RHIT", "5 - registry REQ; 3 - registry REQ"),
    ("Two years of coding experience and one of these: CPC, CCS", "2 - coding REQ"),
    (
        "Associate degree with ten years, or bachelor's with six years, of coding experience",
        "10 - coding REQ; 6 - coding REQ",
    ),
    ("Two years of coding, or one year if CCS certified", "2 - coding REQ; 1 - coding REQ"),
    ("Have coded anesthesia for five years", "5 - coding REQ"),
    ("One year of customer service, preferably in a hospital", "1 - customer service REQ"),
    ("Two years of surgery coding, ASC strongly preferred", "2 - coding REQ"),
    ("If RHIT, five or more years of HIM experience", "5 - HIM REQ"),
    ("Oncology experience preferred", "- - - PREF"),
    ("Pediatric experience a bonus", "- - - PREF"),
    ("Record room experience gets our attention", "- - records PREF"),
    ("Coding experience nice to have", "- - coding PREF"),
    ("Two years of coding (orthopedics favored)", "2 - coding REQ"),
    (
        "Bachelor's and five years of coding leadership; or an associate and eight years",
        "5 - supervisory REQ; 8 - supervisory REQ",
    ),
    (
        "Diploma plus five years of document control, or a bachelor's degree plus two",
        "5 - records REQ; 2 - records REQ",
    ),
    ("Five years of registry work with an associate degree", "5 - registry REQ"),
    ("Three years of inpatient coding, or of CDI", "3 - inpatient REQ"),
    ("An associate degree may be substituted for one year of the experience", ""),
    ("Specialized experience", ""),
    ("Dental experience 2+ yrs", "2 - - REQ"),
    ("RHIT or 5 years running records", "5 - records REQ"),
    ("One year of general experience (clerical or office work)", "1 - clerical REQ"),
    ("Two years of records work; an associate degree takes the place of one of those years", "2 - records REQ"),
    ("CCS held for at least three years", ""),
    ("Twice a year in a hospital", ""),
    ("Applicants are rated on training and experience", ""),
    ("Experience may be substituted for degree", ""),
    ("Bachelor's degree or an equivalent combination of education and experience", ""),
    ("2 years of coding experience within the last five years", "2 - coding REQ"),
    ("Must be 18 years of age", ""),
    ("Have led record teams for at least five years", "5 - supervisory REQ"),
    ("Case management or UR experience", "- - - REQ"),
    ("Prior teaching experience of two years or more", "2 - - REQ"),
    ("No experience needed, though a year in a hospital is a plus", "1 - - PREF"),
    ("A year in outpatient records would be a help", "1 - records PREF"),
    ("We'd like five years managing a clinic", "5 - supervisory PREF"),
    ("We'd like you to be one of us", ""),
    ("Three years of managing clinics; a degree counts for two of those", "3 - supervisory REQ"),
    ("Coding experience we do not ask for", ""),
    ("A background in coding (CCA, CPC) is a plus", ""),
    ("You have managed coders for six years", "6 - supervisory REQ"),
    ("Term: 3 years, renewable", ""),
    ("The client asks for ten years in HIM", "10 - HIM REQ"),
    ("Prior election work helpful", "- - - PREF"),
    ("Two years of billing (dialysis would be nice)", "2 - billing REQ"),
    ("Experience with electronic medical records (Athena preferred)", "- - EHR REQ"),
    ("Previous supervisory skills required", ""),
    ("One year as trainer, lead or senior preferred", "1 - supervisory PREF"),
    ("One year of credible experience", "1 - - REQ"),
    ("Six months of call center work has been a good start, so we prefer it", "0.5 - customer service PREF"),
    ("Customer service work for 12 months, that we'd prefer", "1 - customer service PREF"),
    ("Five years in HIM with at least two in privacy", "5 - HIM REQ; 2 - - REQ"),
    ("Three years as a secretary, one in a clinic", "3 - clerical REQ; 1 - clerical REQ"),
    ("A coding diploma with two years on the job", "2 - - REQ"),
    ("Two years of experience: coding certificate required", "2 - - REQ"),
    ("RHIT or RHIA, or three years of MPI work in place of either", "3 - HIM REQ"),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_experience_is_found(text: str, expected: str) -> None:
    read = years_at(words(text, 0, len(text)), 0)
    assert read is not None
    assert [str(years) for years in read[0]] == [expected]


@pytest.mark.parametrize("row", table("years")["elsewhere"])
def test_words_of_other_trades_name_no_domain(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        read = years_at(words(example, 0, len(example)), 0)
        assert read is not None
        assert [years.domain for years in read[0]] == [None], example


@pytest.mark.parametrize("text", NO_COUNTS)
def test_other_counts_are_no_experience(text: str) -> None:
    assert years_at(words(text, 0, len(text)), 0) is None


def test_a_number_written_with_two_values_is_told() -> None:
    text = "Three (5) years of coding experience"
    read = years_at(words(text, 0, len(text)), 0)
    assert read is not None
    assert (read[0][0].low, read[1]) == (5, True)


@pytest.mark.parametrize(("text", "low", "high"), RANGES)
def test_both_ends_of_a_range_are_read(text: str, low: float, high: float) -> None:
    (entry,) = experience(read_clauses(text))
    assert (entry.min_years, entry.max_years) == (low, high)


@pytest.mark.parametrize(
    "phrase",
    [
        "Two years' abstracting in a large hospital program",
        "Two years of abstracting, post-certification.",
        "Level II. Two years of abstracting, one of which as a lead.",
        "At any level a degree is required, and at Level B two years of abstracting.",
        "Before you start, 2,000 hours of abstracting must be behind you.",
        "Experience with NAACCR edits",
    ],
)
def test_experience_that_opens_a_sentence_is_asked_for_anywhere(phrase: str) -> None:
    assert {e.strength for e in experience(read_clauses(phrase, SectionKind.DUTIES))} == {"REQ"}


@pytest.mark.parametrize(("phrase", "expected"), LISTED)
def test_the_list_of_experience(phrase: str, expected: str) -> None:
    shown = (
        f"{'-' if e.min_years is None else f'{e.min_years:g}'} {'-' if e.max_years is None else f'{e.max_years:g}'} "
        f"{e.domain or '-'} {e.strength}"
        for e in experience(read_clauses(phrase))
    )
    assert "; ".join(shown) == expected
