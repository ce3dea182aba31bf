"""A candidate compared with an ad."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier import Model, Posting, Verdict, classify
from classifier.candidate import Candidate, Holding, Schooling, Service, Standing, read_candidate
from classifier.comparison import PERSON_DECIDES, Fit, Judged, Overall, fit
from classifier.demands.expression import SOFT, Strength
from classifier.demands.notation import parse
from classifier.meeting import Meeting, meeting, person
from classifier.plainly import gap, told

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "tables/fit_cases.jsonl").read_text("utf-8").splitlines()
]
ORDER = (Overall.DOES_NOT_MEET, Overall.UNKNOWN, Overall.MEETS_IF, Overall.MEETS)


def _fit(text: str, candidate: dict[str, Any], model: Model) -> Fit:
    return fit(classify(Posting(text), model), read_candidate(candidate))


def _name(case: dict[str, Any]) -> str:
    return str(case["text"]).split("Requirements\n", 1)[1].strip("- \n").replace("\n", " ")[:50]


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_cases(case: dict[str, Any], model: Model) -> None:
    answer = _fit(case["text"], case["candidate"], model)
    assert answer.fit == case["fit"]
    assert sorted(entry.clause for entry in answer.unmet) == sorted(case["unmet"])


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) >= 60
    assert all(sum(case["fit"] == kind for case in CASES) >= 8 for kind in Overall)


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_each_answer_is_proved_and_says_what_would_help(case: dict[str, Any], model: Model) -> None:
    answer = _fit(case["text"], case["candidate"], model)
    content = answer.verdict.reading.text.content
    for entry in (*answer.met, *answer.unmet, *answer.open):
        assert content[entry.evidence.start : entry.evidence.end] == entry.evidence.text
        assert entry.reason.endswith(".")
        assert (entry.closes is None) is (entry in answer.met)
    assert bool(answer.unmet) is (answer.fit is Overall.DOES_NOT_MEET)


AD = """Inpatient Coder
Requirements
- RHIT required
- CCS required within 12 months of hire
- Two years of coding experience
- CHPS preferred
"""
ONE = {
    "credentials": [{"code": "RHIT", "status": "expired"}],
    "education": None,
    "experience": [{"years": 0.5, "domain": "inpatient"}],
}


def _entries(entries: tuple[Judged, ...]) -> list[tuple[str, str, str | None]]:
    return [(entry.clause, entry.reason, entry.closes) for entry in entries]


def test_reasons_and_gaps_in_plain_words(model: Model) -> None:
    answer = _fit(AD, ONE, model)
    assert _entries(answer.unmet) == [
        ("REQ[RHIT]", "RHIT is not held: expired.", "RHIT"),
        ("REQ[exp(2yr,coding)]", "6 months that count as coding.", "1.5 years more of coding experience"),
    ]
    assert _entries(answer.open) == [
        (
            "REQ@12mo[CCS]",
            "CCS is not held. There is time within 12 months of hire.",
            "CCS within 12 months of hire",
        ),
        ("PREF[CHPS]", "CHPS is not held. It is preferred, not required.", "CHPS"),
    ]


def test_the_answer_as_json(model: Model) -> None:
    answer = _fit(AD, ONE, model).to_dict()
    assert json.loads(json.dumps(answer)) == answer
    assert list(answer) == ["fit", "met", "unmet", "open", "findings", "verdict", "note"]
    assert answer["fit"] == "does_not_meet"
    assert answer["note"] == PERSON_DECIDES
    assert "score" not in {key for entry in answer["unmet"] for key in entry}
    assert list(answer["unmet"][0]) == ["clause", "strength", "outcome", "reason", "evidence", "closes"]


def test_without_a_candidate_the_ad_alone_is_judged(model: Model) -> None:
    text = "Medical Records Clerk\nDuties\n- Files charts\n- Scans records\nRequirements\n- RHIA required"
    answer = fit(classify(Posting(text), model), None).to_dict()
    assert (answer["fit"], answer["met"], answer["unmet"], answer["open"]) == (None, [], [], [])
    assert "F01" in {finding["check"] for finding in answer["findings"]}
    assert answer["findings"] == answer["verdict"]["findings"]


TOLD = [
    ("REQ[RHIT]", "RHIT"),
    ("REQ[ANY1(RHIT,RHIA)]", "RHIT or RHIA"),
    ("REQ[ALL(RHIT,ANY1(CCS,CIC))]", "RHIT and (CCS or CIC)"),
    ("REQ[ANY2(CPC,CPMA,CRC)]", "two of CPC, CPMA and CRC"),
    ("REQ[ANY1(RHIT,CCS)+eq]", "RHIT or CCS or an equivalent"),
    ("REQ[#CODING_ANY{AHIMA|AAPC}]", "a coding credential of AHIMA or AAPC"),
    ("REQ[deg(associate,HIT,CAHIIM)]", "an associate degree in HIT (CAHIIM)"),
    ("REQ[deg(hs)+eq]", "a high school diploma or an equivalent"),
    ("REQ[exp(4yr,HIM)]", "4 years of HIM experience"),
    ("REQ[exp(6mo)]", "6 months of experience"),
    ("REQ[exp(?,coding)]", "coding experience"),
    ("REQ[lic(RN)]", "a RN license"),
    ("REQ[elig:RHIA]", "eligibility for RHIA"),
    ("REQ[ANY1(ODS,elig:ODS@12mo)]", "ODS or eligibility for ODS within 12 months of hire"),
]


@pytest.mark.parametrize(("form", "words"), TOLD, ids=[row[0] for row in TOLD])
def test_demands_in_words(form: str, words: str) -> None:
    assert told(parse(form)[0].expression) == words


def _with(*codes: str, years: tuple[Service, ...] = (), schooling: Schooling | None = None) -> Candidate:
    return Candidate(tuple(Holding(code, Standing.HELD) for code in codes), schooling, years)


GAPS = [
    ("REQ[ALL(RHIT,ANY1(CCS,CIC))]", _with("RHIT"), "CCS or CIC"),
    ("REQ[ALL(RHIT,CCS)]", _with(), "RHIT and CCS"),
    ("REQ[ALL(RHIT,ANY1(CCS,CIC))]", _with(), "RHIT and (CCS or CIC)"),
    ("REQ[ANY2(CPC,CPMA,CRC)]", _with("CPC"), "one more of CPMA and CRC"),
    ("REQ[exp(4yr,HIM)]", _with(years=(Service(3, "coding"),)), "1 year more of HIM experience"),
    ("REQ[ALL(CPC-A,CPC@12mo)]", _with("CPC-A"), "CPC within 12 months of hire"),
]


@pytest.mark.parametrize(("form", "candidate", "words"), GAPS, ids=[row[0] for row in GAPS])
def test_what_would_close_the_gap(form: str, candidate: Candidate, words: str) -> None:
    assert gap(parse(form)[0].expression, person(candidate)) == words


MEETINGS = [
    ("REQ[ALL(CPC-A,CPC@12mo)]", _with("CPC-A"), Meeting.LATER),
    ("REQ[ALL(CPC-A,CPC@12mo)]", _with(), Meeting.UNMET),
    (
        "REQ[ANY1(deg(bachelor,HIM|related),exp(5yr))]",
        _with(schooling=Schooling("bachelor", "finance")),
        Meeting.UNKNOWN,
    ),
    ("REQ[deg(?,HIM)]", _with(schooling=Schooling("associate", "HIT")), Meeting.MET),
    ("REQ[deg(?,HIM)]", _with(schooling=Schooling("hs")), Meeting.UNMET),
    ("REQ[deg(associate)]", _with(schooling=Schooling("other")), Meeting.UNKNOWN),
    ("REQ[deg(associate)]", _with(schooling=Schooling(None, "HIM")), Meeting.UNKNOWN),
    ("REQ[deg(associate,HIT,accredited)]", _with(schooling=Schooling("associate", "HIT")), Meeting.UNKNOWN),
    ("REQ[enrolled:deg(associate,HIT)]", _with(schooling=Schooling("hs")), Meeting.UNKNOWN),
    ("REQ[deg(bachelor)+eq]", _with(schooling=Schooling("associate")), Meeting.UNKNOWN),
    ("REQ[exp(2yr,HIM)]", _with(years=(Service(5, "supervisory"),)), Meeting.UNKNOWN),
    ("REQ[exp(2yr,coding)]", _with(years=(Service(None, "coding"),)), Meeting.UNKNOWN),
    ("REQ[exp(?,coding)]", _with(years=(Service(None, "inpatient"),)), Meeting.MET),
    ("REQ[exp(?,coding)]", _with(years=(Service(3, "billing"),)), Meeting.UNMET),
    ("REQ[exp(?,EHR)]", _with(years=(Service(3, "coding"),)), Meeting.UNKNOWN),
    ("REQ[exp(?,EHR)]", _with(), Meeting.UNMET),
    ("REQ[exp(?)]", _with(years=(Service(1, "billing"),)), Meeting.MET),
    ("REQ[ANY1(deg(bachelor),exp(?))]", _with(years=(Service(1, "HIM"),)), Meeting.UNKNOWN),
    ("REQ[ANY1(RHIA,ALL(RHIT,exp(?,supervisory)))]", _with("RHIT", years=(Service(1, "supervisory"),)), Meeting.MET),
    ("REQ[lic(state)]", _with("RN"), Meeting.UNKNOWN),
    ("REQ[#HIM_ANY]", _with("RHIT"), Meeting.MET),
    ("REQ[#HIM_ANY]", _with("CCS"), Meeting.UNKNOWN),
    ("REQ[elig:RHIT]", _with(schooling=Schooling("associate", "HIM", cahiim=True)), Meeting.UNKNOWN),
    ("REQ[elig:RHIT]", _with(schooling=Schooling("associate", "HIM")), Meeting.UNMET),
]


@pytest.mark.parametrize(("form", "candidate", "how"), MEETINGS)
def test_meetings(form: str, candidate: Candidate, how: Meeting) -> None:
    assert meeting(parse(form)[0].expression, person(candidate)) is how


def test_remote_work_decides_its_own_condition(model: Model) -> None:
    verdict = classify(Posting("Coder\nWorkplace: on-site\nRequirements\n- CPC required"), model)
    remote = replace(parse("if(remote) REQ[CCS]")[0], evidence=verdict.reading.clauses[0].evidence)
    for clauses, found in (((remote,), Overall.MEETS), ((replace(remote, condition="ext"),), Overall.UNKNOWN)):
        changed = replace(verdict, reading=replace(verdict.reading, clauses=clauses))
        assert fit(changed, Candidate()).fit is found


TEXTS = sorted({case["text"] for case in CASES})
CODES = ["RHIT", "RHIA", "CCS", "CPC", "COC", "CIC", "CPMA", "CRC", "ODS", "RN", "CHPS"]
HOLDINGS = st.builds(Holding, st.sampled_from(CODES), st.sampled_from(Standing))
SCHOOLING = st.none() | st.builds(
    Schooling,
    st.sampled_from(["hs", "associate", "bachelor", "master", None]),
    st.sampled_from(["HIM", "HIT", "finance", None]),
    st.sampled_from([True, False, None]),
)
SERVICE = st.builds(
    Service,
    st.sampled_from([0.0, 0.5, 2.0, 5.0, None]),
    st.sampled_from(["coding", "inpatient", "HIM", "billing", None]),
)
CANDIDATES = st.builds(
    Candidate,
    st.lists(HOLDINGS, max_size=4).map(tuple),
    SCHOOLING,
    st.lists(SERVICE, max_size=3).map(tuple),
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def verdicts(model: Model) -> dict[str, Verdict]:
    return {text: classify(Posting(text), model) for text in TEXTS}


@QUICK
@given(text=st.sampled_from(TEXTS), candidate=CANDIDATES, more=HOLDINGS)
def test_more_credentials_are_never_worse(
    text: str, candidate: Candidate, more: Holding, verdicts: dict[str, Verdict]
) -> None:
    richer = replace(candidate, credentials=(*candidate.credentials, more))
    before, after = fit(verdicts[text], candidate).fit, fit(verdicts[text], richer).fit
    assert before is not None
    assert after is not None
    assert ORDER.index(after) >= ORDER.index(before)


@QUICK
@given(text=st.sampled_from(TEXTS), candidate=CANDIDATES, more=SERVICE)
def test_more_experience_is_never_worse(
    text: str, candidate: Candidate, more: Service, verdicts: dict[str, Verdict]
) -> None:
    richer = replace(candidate, experience=(*candidate.experience, more))
    before, after = fit(verdicts[text], candidate).fit, fit(verdicts[text], richer).fit
    assert before is not None
    assert after is not None
    assert ORDER.index(after) >= ORDER.index(before)


@QUICK
@given(text=st.sampled_from(TEXTS), candidate=CANDIDATES)
def test_expired_credentials_never_count(text: str, candidate: Candidate, verdicts: dict[str, Verdict]) -> None:
    valid = tuple(each for each in candidate.credentials if each.status is not Standing.EXPIRED)
    with_expired, without = fit(verdicts[text], candidate), fit(verdicts[text], replace(candidate, credentials=valid))
    assert with_expired.fit is without.fit
    assert [entry.clause for entry in with_expired.met] == [entry.clause for entry in without.met]


@QUICK
@given(text=st.sampled_from(TEXTS), candidate=CANDIDATES)
def test_preferences_never_change_the_outcome(text: str, candidate: Candidate, verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts[text]
    kept = tuple(clause for clause in verdict.reading.clauses if clause.strength not in SOFT)
    wished = parse("PREF[ANY1(CHPS,deg(doctorate))]; PREF+[exp(30yr,coding)]")
    firm = replace(verdict, reading=replace(verdict.reading, clauses=kept))
    softer = replace(verdict, reading=replace(verdict.reading, clauses=(*verdict.reading.clauses, *wished)))
    assert fit(firm, candidate).fit is fit(verdict, candidate).fit is fit(softer, candidate).fit
    assert all(entry.strength is not Strength.PREF for entry in fit(softer, candidate).unmet)


@QUICK
@given(text=st.sampled_from(TEXTS), candidate=CANDIDATES)
def test_when_a_credential_was_earned_never_weighs(
    text: str, candidate: Candidate, verdicts: dict[str, Verdict]
) -> None:
    dated = replace(candidate, credentials=tuple(replace(each, since="1979") for each in candidate.credentials))
    assert fit(verdicts[text], dated) == fit(verdicts[text], candidate)
