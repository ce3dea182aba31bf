"""What the JSON-LD of a page says of its ads, in every shape that sites write."""

import json
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.source.jobposting import JobPosting, described, from_json, is_job_posting, job_postings, parsed

JOB: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Coder",
    "description": "Codes charts",
}
PLAIN = json.dumps(JOB)
OTHER = json.dumps({"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Jobs"}]})

SHAPES = [
    pytest.param([PLAIN], id="one object"),
    pytest.param([f"[{OTHER}, {PLAIN}]"], id="list"),
    pytest.param([f"[[{PLAIN}]]"], id="list in a list"),
    pytest.param([OTHER, PLAIN], id="second block"),
    pytest.param(['{"@type": "JobPosting", ', PLAIN], id="behind a broken block"),
    pytest.param(["", PLAIN, "nonsense"], id="between empty and nonsense"),
    pytest.param(["[" * 100_000, PLAIN], id="behind a block nested 100,000 deep"),
    pytest.param(['{"a":' * 100_000 + "1" + "}" * 100_000, PLAIN], id="behind whole objects nested 100,000 deep"),
    pytest.param([f'{{"n": {"9" * 5000}}}', PLAIN], id="behind an integer of 5,000 digits"),
    pytest.param([PLAIN, PLAIN], id="the same twice"),
    pytest.param([json.dumps({"@graph": [json.loads(OTHER), JOB]})], id="graph"),
    pytest.param([json.dumps({"@type": "WebPage", "mainEntity": JOB})], id="main entity of a page"),
    pytest.param(
        [json.dumps({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": JOB}]})], id="item list"
    ),
    pytest.param([json.dumps({**JOB, "@type": ["JobPosting", "Thing"]})], id="two types"),
    pytest.param([json.dumps({**JOB, "@type": "http://schema.org/JobPosting"})], id="type as address"),
    pytest.param([json.dumps({**JOB, "@type": "schema:JobPosting"})], id="type with prefix"),
    pytest.param(
        [json.dumps({"@type": "schema:JobPosting", "schema:title": "Coder", "schema:description": "Codes charts"})],
        id="fields with prefix",
    ),
    pytest.param([json.dumps({**JOB, "description": "<p>Codes&nbsp;charts</p>"})], id="description as HTML"),
    pytest.param([json.dumps({**JOB, "description": escape("<p>Codes charts</p>")})], id="description escaped"),
    pytest.param(
        [json.dumps({**JOB, "description": escape(escape("<p>Codes charts</p>"))})], id="description escaped twice"
    ),
    pytest.param(
        [json.dumps({**JOB, "description": f"<div>{escape('<p>Codes charts</p>')}</div>"})], id="escaped inside of HTML"
    ),
    pytest.param([json.dumps({**JOB, "description": ["Codes charts"]})], id="description as list"),
    pytest.param([json.dumps({**JOB, "description": {"@value": "Codes charts"}})], id="description as value object"),
    pytest.param([json.dumps({**JOB, "title": " Coder\n"})], id="title with white space"),
    pytest.param([json.dumps({**JOB, "title": "<b>Coder</b>"})], id="title with markup"),
    pytest.param(
        [json.dumps({**{k: v for k, v in JOB.items() if k != "title"}, "name": "Coder"})], id="name for title"
    ),
    pytest.param([f"//<![CDATA[\n{PLAIN}\n//]]>"], id="CDATA behind slashes"),
    pytest.param([f"<![CDATA[{PLAIN}]]>"], id="CDATA"),
    pytest.param([f"/*<![CDATA[*/{PLAIN}/*]]>*/"], id="CDATA in comments"),
    pytest.param([f"<!-- {PLAIN} -->"], id="HTML comment"),
    pytest.param([escape(PLAIN)], id="escaped block"),
    pytest.param([f"{PLAIN};"], id="semicolon behind"),
    pytest.param([PLAIN.replace("}", ",}")], id="trailing comma"),
    pytest.param(
        [PLAIN.replace("Codes charts", "Codes\tcharts").replace("\t", "\r")], id="raw control character in a string"
    ),
    pytest.param([json.dumps({**JOB, "baseSalary": None, "jobLocation": [], "skills": ""})], id="empty fields"),
    pytest.param([PLAIN[:-1] + ', "validThrough": NaN, "n": -Infinity, "m": 1e400}'], id="no numbers"),
    pytest.param([json.dumps({**JOB, "qualifications": "N/A", "skills": "UNAVAILABLE"})], id="fields that say nothing"),
]


@pytest.mark.parametrize("blocks", SHAPES)
def test_a_job_posting_is_found_in_every_shape(blocks: list[str]) -> None:
    (job,) = job_postings(blocks)
    assert (job.title, " ".join(job.body.split())) == ("Coder", "Codes charts")


NO_JOB = [
    "",
    "null",
    "[]",
    "3",
    '"JobPosting"',
    OTHER,
    '{"@type": null}',
    '{"@type": {"a": 1}}',
    '{"@type": "JobPostings"}',
    "[" * 200_000,
]


@pytest.mark.parametrize("block", NO_JOB)
def test_other_blocks_give_none(block: str) -> None:
    assert job_postings([block]) == ()


def test_several_jobs_keep_their_order() -> None:
    jobs = [{**JOB, "title": f"Coder {place}"} for place in range(5)]
    found = job_postings([json.dumps(jobs[:2]), json.dumps({"@graph": jobs[2:]})])
    assert [job.title for job in found] == [f"Coder {place}" for place in range(5)]


def _job(**fields: object) -> JobPosting:
    (job,) = from_json({**JOB, **fields})
    return job


NAMES = [
    ("identifier", "R-17", "R-17"),
    ("identifier", 17, "17"),
    ("identifier", {"@type": "PropertyValue", "name": "Example", "value": "R-17"}, "R-17"),
    ("identifier", {"value": 17}, "17"),
    ("identifier", [{"value": "R-17"}, {"value": "R-18"}], "R-17"),
    ("identifier", {}, None),
    ("identifier", True, None),
    ("hiringOrganization", {"@type": "Organization", "name": "Example &amp; Sons"}, "Example & Sons"),
    ("hiringOrganization", "Example Hospital", "Example Hospital"),
    ("hiringOrganization", [{"name": "Example Hospital"}], "Example Hospital"),
    ("hiringOrganization", {"name": None}, None),
]


@pytest.mark.parametrize(("field", "value", "read"), NAMES)
def test_identifier_and_company(field: str, value: object, read: str | None) -> None:
    job = _job(**{field: value})
    assert (job.id if field == "identifier" else job.company) == read


FACTS = [
    ({"employmentType": "FULL_TIME"}, "Employment type: FULL_TIME"),
    ({"employmentType": ["FULL_TIME", "PART_TIME"]}, "Employment type: FULL_TIME, PART_TIME"),
    ({"jobLocationType": "TELECOMMUTE"}, "Workplace: remote"),
    ({"jobLocationType": "Hybrid"}, "Workplace: hybrid"),
    (
        {"jobLocation": {"address": {"addressLocality": "Springfield", "addressRegion": "IL", "addressCountry": "US"}}},
        "Location: Springfield, IL",
    ),
    ({"jobLocation": {"address": {"addressCountry": {"@type": "Country", "name": "USA"}}}}, "Location: USA"),
    ({"jobLocation": {"address": "12 Main St, Springfield, IL"}}, "Location: 12 Main St, Springfield, IL"),
    ({"jobLocation": "Springfield, IL"}, "Location: Springfield, IL"),
    (
        {"jobLocation": [{"address": {"addressLocality": "Springfield"}}, {"address": {"addressLocality": "Peoria"}}]},
        "Location: Springfield; Peoria",
    ),
    ({"applicantLocationRequirements": {"@type": "State", "name": "IL"}}, "Applicants from: IL"),
    (
        {
            "baseSalary": {
                "currency": "USD",
                "value": {"minValue": 21.5, "maxValue": 30.0, "unitText": "HOUR"},
            }
        },
        "Pay: USD 21.50 to 30 per hour",
    ),
    ({"baseSalary": {"currency": "USD", "value": {"value": 52000, "unitText": "YEAR"}}}, "Pay: USD 52000 per year"),
    ({"baseSalary": {"currency": "USD", "value": 52000}}, "Pay: USD 52000"),
    ({"baseSalary": {"currency": "USD", "minValue": "50,000", "maxValue": "60,000"}}, "Pay: USD 50,000 to 60,000"),
    ({"baseSalary": {"value": {"minValue": 20, "maxValue": 20, "unitText": "Hourly"}}}, "Pay: 20 per hour"),
    ({"baseSalary": {"currency": "USD", "value": {"minValue": 20, "unitText": "ANNUAL"}}}, "Pay: USD 20 per year"),
    ({"baseSalary": 25, "salaryCurrency": "USD"}, "Pay: USD 25"),
    ({"baseSalary": "$25 an hour"}, "Pay: $25 an hour"),
    ({"baseSalary": [{"currency": "USD", "value": 25}]}, "Pay: USD 25"),
    ({"baseSalary": {"currency": "", "value": {"unitText": ""}}}, ""),
    ({"baseSalary": {"currency": "USD", "value": {"minValue": 0, "maxValue": 0}}}, ""),
    ({"baseSalary": {"value": {"value": None}}}, ""),
    ({"baseSalary": True, "jobLocation": 4, "employmentType": {}}, "Location: 4"),
]


@pytest.mark.parametrize(("fields", "line"), FACTS)
def test_facts_stand_as_labelled_lines_at_the_end(fields: dict[str, object], line: str) -> None:
    assert _job(**fields).facts == line
    assert _job(**fields).body == f"Codes charts\n\n{line}".strip()


SECTIONS = [
    ({"responsibilities": "Files records"}, "Responsibilities:\nFiles records"),
    ({"qualifications": ["RHIT", "CCS"]}, "Qualifications:\n• RHIT\n• CCS"),
    ({"skills": "<ul><li>Epic</li><li>3M</li></ul>"}, "Skills:\n• Epic\n• 3M"),
    ({"skills": [{"@type": "DefinedTerm", "name": "Epic"}]}, "Skills:\nEpic"),
    (
        {
            "educationRequirements": {
                "@type": "EducationalOccupationalCredential",
                "credentialCategory": "associate degree",
            }
        },
        "Education:\nassociate degree",
    ),
    (
        {"experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 24}},
        "Experience:\n24 months of experience",
    ),
    ({"incentiveCompensation": "Sign-on bonus"}, "Incentives:\nSign-on bonus"),
    ({"jobBenefits": "Dental"}, "Benefits:\nDental"),
    ({"benefits": "Dental"}, "Benefits:\nDental"),
    ({"qualifications": "codes CHARTS."}, ""),
    ({"qualifications": "<p>Codes charts</p><p>RHIT</p>"}, "Qualifications:\nRHIT"),
    ({"qualifications": "RHIT", "skills": "RHIT"}, "Qualifications:\nRHIT"),
    ({"qualifications": 3.5}, "Qualifications:\n3.5"),
    ({"qualifications": True, "skills": {}, "jobBenefits": [None, {"a": 1}]}, ""),
]


@pytest.mark.parametrize(("fields", "section"), SECTIONS)
def test_fields_follow_under_their_heading_unless_the_description_has_them(
    fields: dict[str, object], section: str
) -> None:
    assert _job(**fields).body == f"Codes charts\n\n{section}".strip()


def test_words_are_those_of_the_description() -> None:
    assert _job(qualifications="RHIT required").words == 2


def test_lone_surrogates_and_nulls_do_no_harm() -> None:
    (job,) = job_postings(['{"@type": "JobPosting", "title": "a\\ud800b", "description": "Codes\\u0000charts"}'])
    assert (job.title, job.body) == ("a\ufffdb", "Codes charts")


@pytest.mark.parametrize("value", [None, 1, "JobPosting", [], {}, {"@type": 5}, {"type": "JobPosting"}])
def test_what_is_no_job_posting(value: object) -> None:
    assert not is_job_posting(value)


def test_numbers_that_are_none() -> None:
    assert parsed("[NaN, Infinity, 1e400, 12, 1.5, 1234567890123456789]") == [
        None,
        None,
        None,
        12,
        1.5,
        "1234567890123456789",
    ]


DESCRIBED = [
    ("Codes charts\nRHIT", "Codes charts\nRHIT"),
    ("R&amp;D &lt; 5", "R&D < 5"),
    ("<p>Duties</p>&lt;ul&gt;&lt;li&gt;Codes&lt;/li&gt;&lt;/ul&gt;<p>Pay</p>", "Duties\n\n• Codes\n\nPay"),
    ("&amp;lt;p&amp;gt;Codes&amp;lt;/p&amp;gt;", "Codes"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "text"), DESCRIBED)
def test_descriptions_become_plain_text(written: str, text: str) -> None:
    assert described(written) == text


_FIELDS = [
    "@type",
    "title",
    "description",
    "baseSalary",
    "value",
    "jobLocation",
    "address",
    "identifier",
    "skills",
    "name",
]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("JobPosting"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=5),
    max_leaves=20,
)


@given(_JSON)
def test_any_value_is_read(value: object) -> None:
    for job in from_json(
        {"@type": "JobPosting", "baseSalary": value, "jobLocation": value, "skills": value, "x": value}
    ):
        job.body.encode()
    job_postings([json.dumps(value)])
