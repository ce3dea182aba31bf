"""The page that compares a candidate with an ad, as a browser without scripts gets it."""

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from classifier import Model, classify, fit, read_candidate, read_postings
from service import create_app
from service.applicants import DOMAINS, FIELDS, LEVELS, candidate, families, others
from service.samples import samples

EXAMPLES = Path(__file__).parent.parent / "examples"
AD = (
    "Medical Coder\n- Assigns ICD-10-CM and CPT codes to outpatient charts\n- Answers queries of the billing office\n"
    "Requirements\nCPC required\nCCS required within 12 months of hire\n"
    "Associate degree in HIM or equivalent required\n"
    "RHIA preferred\n"
)
CODER = {"has-CPC": "yes", "status-CPC": "held"}
HEADLINES = {
    "meets": "Meets what the ad requires",
    "meets_if": "Meets the ad, with something still due",
    "unknown": "It can't be told yet",
    "does_not_meet": "Not everything required is there",
}
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }}'


@pytest.fixture
def client(model: Model) -> FlaskClient:
    return create_app(model).test_client()


def asked(client: FlaskClient, **fields: object) -> TestResponse:
    return client.post("/fit", data=fields, content_type="multipart/form-data")


def seen(answer: TestResponse) -> str:
    """Return what a reader sees."""

    class Reader(HTMLParser):
        words = ""

        def handle_data(self, data: str) -> None:
            self.words += data

    reader = Reader()
    reader.feed(answer.get_data(as_text=True))
    return " ".join(reader.words.split())


def headline(answer: TestResponse) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.get_data(as_text=True), re.DOTALL)
    assert found
    return found[1].strip().replace("&#39;", "'")


def test_the_form_asks_for_what_weighs_and_for_nothing_else(client: FlaskClient) -> None:
    shown = client.get("/fit").get_data(as_text=True)
    names = set(re.findall(r'<(?:input|select|textarea)[^>]*\sname="([^"]+)"', shown))
    assert {"text", "file", "example", "has-RHIA", "status-RHIA", "has-CCS-P", "other-1", "level", "field"} <= names
    assert not names & {"name", "age", "address", "email", "phone", "born", "graduated"}
    assert '<a href="/fit" aria-current="page">Does it fit?</a>' in shown


@pytest.mark.parametrize(
    ("ad", "told", "overall"),
    [
        ("Coder. Assigns ICD-10-CM codes.\nCPC required", CODER, "meets"),
        ("Coder. Assigns ICD-10-CM codes.\nCPC required\nCCS required within 12 months of hire", CODER, "meets_if"),
        ("Coder. Assigns ICD-10-CM codes.\nCPC or equivalent required", {"level": "hs"}, "unknown"),
        ("Coder. Assigns ICD-10-CM codes.\nCCS required", CODER, "does_not_meet"),
        ("Coder. Assigns ICD-10-CM codes.\nCPC required", {**CODER, "status-CPC": "expired"}, "does_not_meet"),
    ],
)
def test_the_answer_is_told_in_plain_words(client: FlaskClient, ad: str, told: dict[str, str], overall: str) -> None:
    answer = asked(client, text=ad, **told)
    assert answer.status_code == 200
    assert headline(answer) == HEADLINES[overall]
    assert "a person reads both and decides" in seen(answer)


def test_each_demand_stands_with_its_reason_the_words_and_what_closes_the_gap(client: FlaskClient) -> None:
    told = seen(asked(client, text=AD, **CODER))
    assert "Met CPC (required)CPC required" in told
    assert "Due after hire CCS, within 12 months of hire" in told
    assert "Would close it: CCS within 12 months of hire." in told
    assert "The candidate's schooling isn't said." in told
    assert "A wish, not met RHIA (preferred)" in told
    assert "The ad, marked" in told


def test_the_page_tells_what_the_command_line_tells(client: FlaskClient, model: Model) -> None:
    ad, record = (EXAMPLES / "coder.txt").read_bytes(), json.loads((EXAMPLES / "candidate.json").read_text("utf-8"))
    fields = {f"has-{holding['code']}": "yes" for holding in record["credentials"]}
    fields |= {f"status-{holding['code']}": holding["status"] for holding in record["credentials"]}
    fields |= {"level": "associate", "field": "HIT", "cahiim": "yes"}
    fields |= {f"domain-{row}": entry["domain"] for row, entry in enumerate(record["experience"], 1)}
    fields |= {f"years-{row}": str(entry["years"]) for row, entry in enumerate(record["experience"], 1)}
    wanted = fit(classify(read_postings(ad)[0], model), read_candidate(record))
    answer = asked(client, file=(io.BytesIO(ad), "coder.txt"), **fields)
    told = seen(answer)
    assert wanted.fit is not None
    assert headline(answer) == HEADLINES[wanted.fit.value]
    for entry in (*wanted.met, *wanted.unmet, *wanted.open):
        assert entry.reason in told
        assert f"Would close it: {entry.closes}." in told or entry.closes is None


def test_without_a_candidate_the_ad_is_judged_by_itself(client: FlaskClient) -> None:
    told = seen(asked(client, example="inflated-title", **{"status-RHIA": "held", "other-status-1": "held"}))
    assert "No candidate was filled in" in told
    assert "What to look at in the ad" in told
    assert "Title against duties" in told
    assert "Demand by demand" not in told


@pytest.mark.parametrize("key", list(samples()))
def test_every_example_is_compared(client: FlaskClient, key: str) -> None:
    assert headline(asked(client, example=key, **CODER)) in {*HEADLINES.values(), "Nothing to compare"}


def test_an_ad_that_asks_for_nothing_is_not_said_to_be_met(client: FlaskClient) -> None:
    assert headline(asked(client, text="Scans and files charts in the record room.", **CODER)) == "Nothing to compare"


def test_what_was_filled_in_comes_back_to_be_changed(client: FlaskClient) -> None:
    fields = {
        "other-1": "CTR",
        "other-status-1": "eligible",
        "domain-2": "registry",
        "years-2": "2,5",
        "level": "other",
    }
    answer = asked(client, text=AD, **CODER, **fields)
    shown = answer.get_data(as_text=True)
    assert 'value="yes" checked' in shown
    assert '<option value="CTR" selected>' in shown
    assert 'value="2,5"' in shown
    assert "CPC required" in shown.split("<textarea", 1)[1]
    told = seen(answer)
    assert "CPC: held; ODS: eligible; Other; Cancer or other registry: 2.5 years" in told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": ""}, "nothing to read"),
        ({"text": "", "example": "nothing"}, "no such example"),
        ({"domain-1": "coding", "years-1": "two"}, "Years of work, row 1: 'two' is no number"),
        ({"years-3": "99"}, "Years of work, row 3: say a number of years from 0 to 80"),
        ({"years-1": "nan"}, "from 0 to 80"),
        ({"level": "wizard"}, "'wizard' is unknown"),
        ({"cahiim": "maybe"}, "say yes or no"),
        ({"has-RHIA": "yes", "status-RHIA": "bought"}, "'bought' is unknown"),
        ({"other-1": "XYZ", "other-status-1": "held"}, "'XYZ' is no credential"),
        ({"field": "x" * 201}, "201 characters"),
        ({"name": "Ada"}, "neither needed nor used"),
        ({"age": "41", **CODER}, "neither needed nor used"),
    ],
)
def test_what_cannot_be_used_brings_the_form_back_with_advice(
    client: FlaskClient, fields: dict[str, str], told: str
) -> None:
    answer = asked(client, **{"text": AD, **fields})
    assert answer.status_code == 422
    assert told in seen(answer)
    assert "<title>Error" in answer.get_data(as_text=True)


def test_a_body_that_is_no_form_is_an_empty_one(client: FlaskClient) -> None:
    assert client.post("/fit", data=b"{}", content_type="application/json").status_code == 422


def test_hostile_words_are_shown_as_text(client: FlaskClient) -> None:
    fields = {"title": HOSTILE, "text": f"{AD}{HOSTILE}", "field": HOSTILE, **CODER}
    for given in (fields, {**fields, "years-1": HOSTILE}, {**fields, "other-1": HOSTILE}, {**fields, HOSTILE: "x"}):
        shown = asked(client, **given).get_data(as_text=True)
        assert "<script>alert" not in shown
        assert "<img" not in shown
        assert shown.count("<script") == 1


def test_the_pages_keep_the_policy_and_store_nothing(client: FlaskClient) -> None:
    for answer in (client.get("/fit"), asked(client, text=AD), asked(client, text=AD, **CODER), asked(client)):
        shown = answer.get_data(as_text=True)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=\"/static/)", shown)
        ids = re.findall(r'\sid="([^"]+)"', shown)
        assert len(ids) == len(set(ids))
        pointed = re.findall(r'(?:aria-(?:describedby|labelledby)|for|list)="([^"]+)"', shown)
        assert set(pointed) <= set(ids)


def test_every_choice_of_the_form_is_one_that_the_library_reads() -> None:
    boxed = [entry.code for family in families() for entry in family.members]
    assert not set(boxed) & {entry.code for entry in others()}
    for code in boxed:
        read = candidate({f"has-{code}": "yes", f"status-{code}": "held"})
        assert read is not None
        assert [holding.code for holding in read.credentials] == [code]
    for entry in others():
        assert candidate({"other-1": entry.code, "other-status-1": "enrolled"})
    for level in LEVELS:
        assert candidate({"level": level})
    for field in FIELDS:
        assert read_candidate({"education": {"level": None, "field": field}}).education is not None
    for domain in DOMAINS:
        read = candidate({"domain-1": domain})
        assert read is not None
        assert read.experience[0].domain == domain
