"""What an ad offers: pay, workplace, kind of employment, place, setting and level."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.evidence import Evidence
from classifier.knowledge import table
from classifier.layout.passages import passages
from classifier.layout.sections import sections
from classifier.layout.text import read_text
from classifier.offers.claims import claims
from classifier.offers.offer import Offer, Pay, offer
from classifier.offers.sightings import sightings

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


def _read(body: str, title: str | None = None) -> Offer:
    text = read_text(body)
    page = passages(text, sections(text, title), title)
    return offer(page, sightings(page))


def _line(line: str) -> Offer:
    """Read a line in the first paragraph of an ad."""
    return _read(f"Medical Coder\nWe are hiring.\n{line}")


PAY = [
    ("$22.50 - $31.00 per hour", 22.5, 31, "USD", "hour"),
    ("$22.50 \u2013 $31.00/hr.", 22.5, 31, "USD", "hour"),
    ("$24/hr", 24, 24, "USD", "hour"),
    ("$24 an hour", 24, 24, "USD", "hour"),
    ("$24 hourly", 24, 24, "USD", "hour"),
    ("$18.75/ hour- $20.75/ hour", 18.75, 20.75, "USD", "hour"),
    ("$20 to $25 per hour", 20, 25, "USD", "hour"),
    ("$20-25 per hour", 20, 25, "USD", "hour"),
    ("$55,000-$70,000 annually", 55000, 70000, "USD", "year"),
    ("$60,000 per year", 60000, 60000, "USD", "year"),
    ("$60,000 and $75,000 per year", 60000, 75000, "USD", "year"),
    ("$55K to 70K", 55000, 70000, "USD", "year"),
    ("Salary: $55K to 70K", 55000, 70000, "USD", "year"),
    ("Salary: 55-70K", 55000, 70000, None, "year"),
    ("The pay range is $97K to $163K, paid (annually).", 97000, 163000, "USD", "year"),
    ("up to $38/hour", None, 38, "USD", "hour"),
    ("Earn up to $85,000", None, 85000, "USD", "year"),
    ("starting at $19.75", 19.75, None, "USD", "hour"),
    ("Starting salary: $50,000", 50000, 50000, "USD", "year"),
    ("Wages start at $18.00 per hour", 18, None, "USD", "hour"),
    ("$25+/hour", 25, None, "USD", "hour"),
    ("USD 60,000.00 - 75,000.00/yr", 60000, 75000, "USD", "year"),
    ("between $118,400 USD and $171,700 USD", 118400, 171700, "USD", "year"),
    ("62k-78k DOE", 62000, 78000, None, "year"),
    ("$1.85 per chart", 1.85, 1.85, "USD", "chart"),
    ("$3.00 per record", 3, 3, "USD", "chart"),
    ("$400/day", 400, 400, "USD", "day"),
    ("$1,200 weekly", 1200, 1200, "USD", "week"),
    ("$4,000 a month", 4000, 4000, "USD", "month"),
    ("Anticipated Salary: $4,952 - $6,952 per month ($59,424 - $83,424 per year)", 4952, 6952, "USD", "month"),
    ("GS-7 $49,025 - $63,733", 49025, 63733, "USD", "year"),
    ("Pay range: 20.00-28.50", 20, 28.5, None, "hour"),
    ("Salary: 48,000-57,000", 48000, 57000, None, "year"),
    ("Salary range: 2,000-2,500 USD/month", 2000, 2500, "USD", "month"),
    ("Pay: $22", 22, 22, "USD", "hour"),
    ("Hourly rate: $22.10", 22.1, 22.1, "USD", "hour"),
    ("Compensation: $58,000", 58000, 58000, "USD", "year"),
    ("£25,000 - £30,000 per annum", 25000, 30000, "GBP", "year"),
    ("£60k to £80k", 60000, 80000, "GBP", "year"),
    ("€40,000 p.a.", 40000, 40000, "EUR", "year"),
    ("$30 CAD per hour", 30, 30, "CAD", "hour"),
    ("C$30 per hour", 30, 30, "CAD", "hour"),
    ("CAD 62,000 - 70,000 per year", 62000, 70000, "CAD", "year"),
    ("Sign-on bonus $5,000, pay $24/hr", 24, 24, "USD", "hour"),
    ("$24/hr + $5,000 sign-on bonus", 24, 24, "USD", "hour"),
    ("$24/hr plus a $2.00 shift differential", 24, 24, "USD", "hour"),
    ("Salary: £55,000 - £65,000 + Bonus + Pension", 55000, 65000, "GBP", "year"),
    ("$22.50 - $31.00", 22.5, 31, "USD", "hour"),
    ("Pay: USD 21.50 to 30.00 per hour", 21.5, 30, "USD", "hour"),
    ("Pay: USD 54000 to 61000 per year", 54000, 61000, "USD", "year"),
    ("Pay Range\n$21.00 - $29.00", 21, 29, "USD", "hour"),
    ("Salary:\n$52,000 to $60,000 annually", 52000, 60000, "USD", "year"),
    ("Base salary from $88,000 to $96,000, annual incentive of up to 10 percent", 88000, 96000, "USD", "year"),
    ("Pay begins at $23.40", 23.4, None, "USD", "hour"),
    ("Days, union shop, starts $17.35", 17.35, None, "USD", "hour"),
    ("$71,500. Bonus tied to survey results.", 71500, 71500, "USD", "year"),
    ("Flexible hours. $41-46/h.", 41, 46, "USD", "hour"),
    ("The deal: $30.25-$35.50, dues paid", 30.25, 35.5, "USD", "hour"),
    ("Hybrid, $61-69K.", 61000, 69000, "USD", "year"),
    ("Rates run from $30 (plain) to $64 (complex) a case.", 30, 64, "USD", "chart"),
    ("Rate: $31.00 (step 1) to $38.20 (step 6) per hour", 31, 38.2, "USD", "hour"),
    ("$16.10/hr M-F, no weekends", 16.1, 16.1, "USD", "hour"),
    ("Salaried, 66K to 74K", 66000, 74000, None, "year"),
    ("What does it pay?\n$85,000 to $99,000 with a 5% incentive target.", 85000, 99000, "USD", "year"),
    ("$33/hr RN, $28/hr LPN", 33, 33, "USD", "hour"),
    ("$14.50 -> $16 after 6 months", 14.5, 16, "USD", "hour"),
    ("$18.30-$23.90 \u00b7 weekend differential", 18.3, 23.9, "USD", "hour"),
    ("We offer $95,000-$110,000, bonus, relocation.", 95000, 110000, "USD", "year"),
    ("Base 72-80K + quarterly bonus", 72000, 80000, None, "year"),
    ("Base $104,000 and 15 percent of fees", 104000, 104000, "USD", "year"),
    ("Remote from day one, all equipment shipped. $17-19/hr.", 17, 19, "USD", "hour"),
    ("pay 15-17 dep. on experience", 15, 17, None, "hour"),
]


@pytest.mark.parametrize(("line", "low", "high", "currency", "per"), PAY, ids=[row[0] for row in PAY])
def test_pay_is_read(line: str, low: float | None, high: float | None, currency: str | None, per: str | None) -> None:
    pay = _line(line).pay
    assert pay is not None
    assert (pay.minimum, pay.maximum, pay.currency, pay.per) == (low, high, currency, per)


NO_PAY = [
    "$5,000 sign-on bonus",
    "Sign-on bonus of up to $10,000",
    "Tuition assistance, up to $5,250 per year",
    "$5,250 in tuition reimbursement each year",
    "401k match",
    "401(k) with 4% match",
    "Shift differential +$2.00 per hour",
    "$2.00/hour shift differential",
    "Weekend differential of $3.50 per hour",
    "Manages a $3M budget",
    "Manages a budget of $300,000 annually",
    "A company with $2 billion in revenue",
    "$15 copay",
    "We pay the $299 exam fee",
    "Relocation assistance up to $5,000",
    "Referral bonus: $1,000",
    "Wellness allowance ($80/month)",
    "$50,000 life insurance",
    "$100 monthly internet stipend",
    "Pay grade: 12",
    "Salary grade 057",
    "Works 40 hours per week",
    "Codes 20 charts per day",
    "Competitive pay",
    "Salary: $0, volunteers only",
    "We would train you ($2.00 / hour bonus)",
    "On-call pay is $4 per hour",
    "Graduates pass at a rate of 88 percent",
    "Meets a rate of 8 charts per hour",
    "Pay range 54",
    "Oversees $2.4 million of contracts",
]


@pytest.mark.parametrize("line", NO_PAY)
def test_other_money_is_no_pay(line: str) -> None:
    assert _line(line).pay is None


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Duties", "Manages $300,000 to $400,000 of equipment"),
        ("About us", "We handle $20 to $30 per hour of calls"),
        ("Benefits", "$25 per month gym"),
    ],
)
def test_money_under_a_heading_about_something_else_is_no_pay(heading: str, line: str) -> None:
    assert _read(f"Coder\n{heading}\n- {line}", "Coder").pay is None


@pytest.mark.parametrize(
    ("heading", "line", "low", "per"),
    [
        ("Requirements", "$27/hr plus dues", 27, "hour"),
        ("Preferred", "$46-52/hr, six months", 46, "hour"),
        ("Preferred", "CPMA\n$66,000 - $71,000, 401(k) match", 66000, "year"),
        ("Benefits", "We offer $24 to $30 an hour and a 401(k)", 24, "hour"),
        ("Duties", "Codes charts\n$58-64K, desk by the window", 58000, "year"),
    ],
)
def test_pay_counts_wherever_it_begins_a_sentence(heading: str, line: str, low: float, per: str) -> None:
    pay = _read(f"Coder\n{heading}\n- {line}", "Coder").pay
    assert pay is not None
    assert (pay.minimum, pay.per) == (low, per)


def test_of_several_sums_the_range_is_pay() -> None:
    pay = _read("Coder\nBenefits\n$108,000 - $132,000 plus bonus\nHow we hire\nA task, for which we pay you $120.").pay
    assert pay is not None
    assert (pay.minimum, pay.maximum) == (108000, 132000)


def test_labeled_facts_of_a_page_win_over_its_text() -> None:
    facts = "Employment type: PART_TIME\nPay: USD 21.50 to 30.00 per hour\nLocation: Peoria, IL\nWorkplace: remote"
    found = _read(f"Coder II\nFull-time in Springfield, IL, on-site, $40 per hour.\n\n{facts}")
    assert found.pay is not None
    assert (found.pay.minimum, found.pay.maximum) == (21.5, 30)
    assert _values(found) == ("remote", "part_time", "Peoria, IL", None, "II")


def _values(found: Offer) -> tuple[str | None, ...]:
    said = (found.workplace, found.employment_type, found.location, found.setting, found.level)
    return tuple(each.value if each else None for each in said)


WORKPLACE = [
    ("This position is 100% remote.", "remote"),
    ("Work from home position.", "remote"),
    ("You will work remotely from anywhere in the US.", "remote"),
    ("Telecommuting position", "remote"),
    ("Remote after training.", "remote"),
    ("Remote with two weeks of onsite training.", "remote"),
    ("#LI-Remote", "remote"),
    ("Location: Remote", "remote"),
    ("Workplace: remote", "remote"),
    ("Workplace type: Fully remote", "remote"),
    ("The position is remote.", "remote"),
    ("Remote - United States", "remote"),
    ("Remote job\nYes", "remote"),
    ("Remote: Yes", "remote"),
    ("Fully remote opportunity!", "remote"),
    ("Hybrid: 2 days/week in the office", "hybrid"),
    ("This is a hybrid role.", "hybrid"),
    ("Three days per week from home.", "hybrid"),
    ("A mix of remote and office work.", "hybrid"),
    ("Partially remote", "hybrid"),
    ("Work arrangement: Hybrid", "hybrid"),
    ("This is an on-site position.", "onsite"),
    ("Work is in office.", "onsite"),
    ("This is not a remote position.", "onsite"),
    ("No telework.", "onsite"),
    ("Remote work is not available.", "onsite"),
    ("Remote job\nNo\nTelework eligible\nYes", "onsite"),
    ("Telework eligible: No", "onsite"),
    ("Work location: In person", "onsite"),
    ("This role is performed onsite at our clinic.", "onsite"),
    ("Remote possible.", None),
    ("Telework eligible: Yes", None),
    ("Eligible for remote work after 90 days", None),
    ("Remote or onsite", None),
    ("Supports remote coders.", None),
    ("Maintains hybrid medical records.", None),
    ("Troubleshoots remote access.", None),
    ("Our campus has an on-site gym.", None),
    ("Greets visitors in person.", None),
    ("This position is hybrid; you are on campus three days a week.", "hybrid"),
    ("On site 2 days a week.", "hybrid"),
    ("Sacramento suburbs (3 office / 2 home).", "hybrid"),
    ("Telework three days.", "hybrid"),
    ("Two telework days after training.", "hybrid"),
    ("Hybrid after month 4.", "hybrid"),
    ("Telework: 6 days per pay period", "hybrid"),
    ("You may be in the office one day a month.", None),
    ("This is a Title 38 hybrid job.", None),
    ("Up to two remote days can be discussed.", None),
    ("Full-time, remote after the first six weeks in our Duluth office.", "remote"),
    ("Full-time - Remote (NY, PA, OH)", "remote"),
    ("No sponsorship. Remote (US). Apply today.", "remote"),
    ("All 90 of us are home-based.", "remote"),
    ("Our people work from anywhere in the lower 48.", "remote"),
    ("Remote OK (EST/CST).", "remote"),
    ("Remote inside our two states.", "remote"),
    ("The work is done from home after eight weeks of orientation.", "remote"),
    ("A remote-first team.", "remote"),
    ("6+ months Remote $70-$78/hr", "remote"),
    ("Full-time \u00b7 On-site \u00b7 Dayton, OH", "onsite"),
    ("Virtual: not a virtual position.", "onsite"),
    ("Cambridge, three days on site.", "hybrid"),
    ("We allow a remote day per week.", "hybrid"),
    ("Hybrid work may be offered after probation.", None),
    ("Hours are 8 to 5, in our office.", "onsite"),
    ("Work location: Juniper Clinic, Records Office", None),
]


@pytest.mark.parametrize(("line", "value"), WORKPLACE, ids=[row[0] for row in WORKPLACE])
def test_workplace(line: str, value: str | None) -> None:
    assert _values(_line(line))[0] == value


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Coder - Remote", "remote"),
        ("Coder (Hybrid)", "hybrid"),
        ("Remote Coder", "remote"),
        ("Coder, Onsite", "onsite"),
    ],
)
def test_workplace_in_the_title(title: str, value: str) -> None:
    assert _values(_read(f"{title}\nCodes charts."))[0] == value


@pytest.mark.parametrize(
    ("line", "value"),
    [("#LI-Remote", "remote"), ("This position is hybrid.", "hybrid"), ("Remote within Ohio.", "remote")],
)
def test_workplace_behind_the_list_of_what_is_preferred(line: str, value: str) -> None:
    assert _values(_read(f"Coder\nDuties\n- Codes charts\nPreferred\n- CPMA\n{line}"))[0] == value


def test_a_benefit_is_no_workplace() -> None:
    assert _values(_read("Coder\nCodes charts.\nBenefits\n- Remote work\n- Full-time staff get leave", "Coder"))[
        :2
    ] == (None, None)


EMPLOYMENT = [
    ("This is a full-time position.", "full_time"),
    ("Full-time or part-time available.", "full_time"),
    ("Part-time or full-time available.", "part_time"),
    ("Job Type: Full-time, Contract", "full_time"),
    ("Employment type: PART_TIME, FULL_TIME", "part_time"),
    ("Employment type: CONTRACTOR", "contract"),
    ("Employment type: TEMPORARY", "temporary"),
    ("Employment type: INTERN", "intern"),
    ("Employment type: PER_DIEM", "per_diem"),
    ("Employment type: OTHER", None),
    ("Schedule: PRN", "per_diem"),
    ("PRN position", "per_diem"),
    ("Per diem", "per_diem"),
    ("Works on an as-needed basis.", "per_diem"),
    ("13-week contract", "contract"),
    ("Contract-to-hire", "contract"),
    ("Work as an independent contractor.", "contract"),
    ("Temp-to-hire", "temporary"),
    ("Seasonal position", "temporary"),
    ("This is a paid internship.", "intern"),
    ("Other duties as needed.", None),
    ("Two years of full-time experience.", None),
    ("Full-time employees receive dental insurance.", None),
    ("Supervises part-time staff.", None),
    ("Reviews contract terms.", None),
    ("Internal audits", None),
    ("Gives PRN medications.", None),
    ("1.0 FTE, days", "full_time"),
    ("FTE 1.0", "full_time"),
    ("0.6 FTE", "part_time"),
    ("Posted today | Full-time, 80 hours per pay period | Salaried", "full_time"),
    ("Classification: Data Clerk 2 | Full benefits", None),
    ("We have a full-time person for logins.", None),
    ("$48/hr + per diem", None),
    ("Mileage, per diem.", None),
    ("Contract: 14 weeks", "contract"),
    ("Oversees the copy-service contract", None),
    ("Inpatients go to a contract coder.", None),
    ("Per diem if you live over 60 miles out.", None),
    ("Needs 12 temporary coders through April.", "temporary"),
]


@pytest.mark.parametrize(("line", "value"), EMPLOYMENT, ids=[row[0] for row in EMPLOYMENT])
def test_employment_type(line: str, value: str | None) -> None:
    assert _values(_line(line))[1] == value


LOCATION = [
    ("Location: Springfield, IL", "Springfield, IL"),
    ("Location: Springfield, IL; Peoria, IL", "Springfield, IL"),
    ("Location:\nElgin, IL, US, 60123", "Elgin, IL, US, 60123"),
    ("Location: London, UK", "London, UK"),
    ("Location: Main Campus", "Main Campus"),
    ("Location: System Office, hybrid", "System Office"),
    ("Location: Remote", None),
    ("Work Location: One location", None),
    ("Duty station: Hines, IL", "Hines, IL"),
    ("We are in Springfield, Illinois.", "Springfield, Illinois"),
    ("The job is located in Winston-Salem, NC.", "Winston-Salem, NC"),
    ("This job is based in Los Angeles, CA.", "Los Angeles, CA"),
    ("Works at our St. Louis, MO hospital.", "St. Louis, MO"),
    ("Springfield, IL 62701", "Springfield, IL 62701"),
    ("Coeur d'Alene, ID 83814", "Coeur d'Alene, ID 83814"),
    ("Washington, DC", "Washington, DC"),
    ("This job is open to people near Oshkosh, WI.", "Oshkosh, WI"),
    ("Only for those who live in CO, NV.", None),
    ("Proficient in Excel, MS Word", None),
    ("Reports to John Smith, MD and others.", None),
    ("Dr. Ostrow's office in Pellham, Vermont needs a clerk.", "Pellham, Vermont"),
    ("Bonus in spring. Gary, Indiana.", "Gary, Indiana"),
    ("You must live in Oregon, Washington or Idaho.", None),
    ("Open to Nebraska, Iowa and Kansas.", None),
    ("Books MRI, CT and ultrasound.", None),
    ("Bluestem Hospital Larkin, KS", "Larkin, KS"),
]


@pytest.mark.parametrize(("line", "value"), LOCATION, ids=[row[0] for row in LOCATION])
def test_location(line: str, value: str | None) -> None:
    assert _values(_line(line))[2] == value


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Coder - Springfield, IL 62701", "Springfield, IL 62701"),
        ("Care Assistant I (PCA) - Fountain Valley, CA 92708", "Fountain Valley, CA 92708"),
        ("Medical Coder Springfield, IL", "Springfield, IL"),
        ("Clerk - New York, NY", "New York, NY"),
    ],
)
def test_location_in_the_title(title: str, value: str) -> None:
    assert _values(_read(f"{title}\nCodes charts."))[2] == value


def test_headquarters_are_no_place_of_work() -> None:
    assert _values(_read("Coder\nCodes charts.\nAbout us\nHeadquartered in Rockville, MD."))[2] is None


SETTING = [
    ("Inpatient Coder\nCodes outpatient charts and outpatient surgery.", "inpatient"),
    ("Inpatient/Outpatient Coder\nCodes charts.", "inpatient"),
    ("Coder\nDuties\n- Codes inpatient charts\n- Codes outpatient visits\n- Codes outpatient surgery", "outpatient"),
    ("Profee Coder\nCodes charts.", "profee"),
    ("Cancer Registrar\nFinds cases.", "registry"),
    ("Clerk\nDuties\n- Files charts at a skilled nursing facility", "long_term_care"),
    ("Coder\nCodes ED and clinic visits.", "emergency"),
    ("Home Health Coder\nCodes charts.", "home_health"),
    ("Behavioral Health Records Clerk\nFiles charts.", "behavioral_health"),
    ("Coder\nPosition summary\nHolds records.\nSetting: Outpatient", "outpatient"),
    ("Risk Adjustment Coder\nReviews charts.", "risk_adjustment"),
    ("Coder\nRequirements\n- Inpatient experience", None),
    ("Coder\nBenefits\n- Dental clinic", None),
    ("Coder\nFinds the IP address and issued bills.", None),
    ("Clerk\nDuties\n- Fetches charts for the emergency department", None),
    ("Clerk\nDuties\n- Scans paper from inpatient units", None),
    ("Nurse\nDuties\n- Arranges home health and equipment", None),
    ("Registrar, Lobby\nYou don't work with the tumor registry.", None),
    ("Coder\nDuties\n- Codes emergency department visits", "emergency"),
    ("Clerk\nRiverbend Health & Rehabilitation Center seeks a clerk.", "long_term_care"),
    ("Abstractor\nWe keep hospital cancer registries current.", "registry"),
]


@pytest.mark.parametrize(("body", "value"), SETTING)
def test_setting(body: str, value: str | None) -> None:
    assert _values(_read(body))[3] == value


LEVEL = [
    ("Coder II", "II"),
    ("Coder 2", "II"),
    ("Coder - Level 3", "III"),
    ("HIM Specialist IV - Remote", "IV"),
    ("Coder I/II", "I"),
    ("Sr. Coder III", "III"),
    ("Senior Coder", "senior"),
    ("Lead Coder", "lead"),
    ("Coder Trainee", "trainee"),
    ("Entry Level Coder", "entry"),
    ("Registrar, Level I Trauma Center", None),
    ("Coder 2 openings", None),
    ("Clerk 2nd shift", None),
    ("Coder", None),
    ("Coder (Leadership Track)", None),
]


@pytest.mark.parametrize(("title", "value"), LEVEL)
def test_level_in_the_title(title: str, value: str | None) -> None:
    assert _values(_read(f"{title}\nCodes charts."))[4] == value


def test_level_of_the_title_that_came_with_the_posting() -> None:
    body = "Fairleigh Partners - Coder II, Ambulatory Surgery\nCodes charts."
    assert _values(_read(body, "Coder II - Ambulatory Surgery"))[4] == "II"
    assert _values(_read("Fairleigh Partners\nCodes charts.", "Coder II"))[4] is None


@pytest.mark.parametrize(
    ("line", "value"),
    [("This is an entry-level position.", "entry"), ("Level: III", "III"), ("Reports to the lead coder.", None)],
)
def test_level_in_the_text(line: str, value: str | None) -> None:
    assert _values(_line(line))[4] == value


RULES = [(rule, example) for rule in table("offer")["rule"] for example in rule["examples"]]
COUNTER = [(rule, example) for rule in table("offer")["rule"] for example in rule["counterexamples"]]


def _claimed(example: str, field: str) -> set[str]:
    text = read_text(example)
    page = passages(text, sections(text, "A job"))
    return {claim.value for claim in claims(page, sightings(page)) if claim.field == field}


@pytest.mark.parametrize(("rule", "example"), RULES, ids=[example for _, example in RULES])
def test_each_rule_finds_its_examples(rule: dict[str, Any], example: str) -> None:
    assert _claimed(example, rule["field"]) == ({rule["value"]} if rule["value"] else set())


@pytest.mark.parametrize(
    ("rule", "example"),
    [pair for pair in COUNTER if pair[0]["value"]],
    ids=[pair[1] for pair in COUNTER if pair[0]["value"]],
)
def test_no_rule_finds_its_counterexamples(rule: dict[str, Any], example: str) -> None:
    assert rule["value"] not in _claimed(example, rule["field"])


@pytest.mark.parametrize(
    ("rule", "example"),
    [pair for pair in COUNTER if not pair[0]["value"]],
    ids=[pair[1] for pair in COUNTER if not pair[0]["value"]],
)
def test_no_excuse_hides_what_is_meant(rule: dict[str, Any], example: str) -> None:
    assert _claimed(example, rule["field"])


def _proofs(found: Offer) -> list[Evidence]:
    parts: list[Pay | Any] = [
        found.pay,
        found.workplace,
        found.employment_type,
        found.location,
        found.setting,
        found.level,
    ]
    return [part.evidence for part in parts if part]


WORDS = [
    "Pay:",
    "$",
    "22.50",
    "-",
    "31k",
    "per",
    "hour",
    "USD",
    "GS-7",
    "remote",
    "hybrid",
    "not",
    "onsite",
    "full-time",
    "PRN",
    "Location:",
    "Springfield,",
    "IL",
    "62701",
    "Coder",
    "II",
    "I/II",
    "\n",
    "•",
    "İ",
    "ß",
    "£",
    "+",
    "/",
    "up",
    "to",
    "starting",
    "at",
    "and",
]


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_any_text_is_read_and_proved_exactly(body: str) -> None:
    text = read_text(body)
    page = passages(text, sections(text, None))
    for proof in _proofs(offer(page, sightings(page))):
        assert proof.text
        assert text.content[proof.start : proof.end] == proof.text


@pytest.mark.parametrize(
    "piece",
    [
        "Pay $20 - ",
        "remote or ",
        "full-time ",
        "Springfield, IL ",
        "1,",
        "A",
        "pay range 20 ",
        "$20 (a) to ",
        "hybrid, ",
    ],
)
def test_time_grows_with_length_only(piece: str, grows_in_line: Growth) -> None:
    def work(text: str) -> Callable[[], object]:
        body = read_text(text)
        page = passages(body, sections(body, None))
        return lambda: offer(page, sightings(page))

    assert grows_in_line(work, piece, 100_000)
