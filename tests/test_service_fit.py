"""POST /v1/fit: a posting and a candidate in, each demand with its outcome out."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from classifier import MAX_BYTES, Model, classify, fit, read_candidate, read_postings
from service import create_app
from service.fits import FitAnswer

AD = (
    "Medical Coder\nDuties:\n- Assigns ICD-10-CM codes\nRequirements:\n- CPC required\n- Two years of coding experience"
)
POSTING = {"id": "7", "text": AD}
CODER = {"credentials": [{"code": "CPC", "status": "held"}], "experience": [{"years": 3, "domain": "coding"}]}


@pytest.fixture
def client(model: Model) -> FlaskClient:
    return create_app(model).test_client()


def ask(client: FlaskClient, **body: Any) -> TestResponse:
    return client.post("/v1/fit", json=body)


def test_the_answer_is_the_one_of_the_library(client: FlaskClient, model: Model) -> None:
    answer = ask(client, posting=POSTING, candidate=CODER)
    assert answer.status_code == 200
    verdict = classify(read_postings(json.dumps(POSTING).encode())[0], model)
    assert answer.get_json() == fit(verdict, read_candidate(CODER)).to_dict()
    assert FitAnswer.model_validate(answer.get_json()).fit == "meets"


@pytest.mark.parametrize(
    ("candidate", "fitting", "unmet"),
    [
        (CODER, "meets", []),
        ({"credentials": [{"code": "RHIT", "status": "held"}]}, "does_not_meet", ["REQ[CPC]", "REQ[exp(2yr,coding)]"]),
        ({}, "does_not_meet", ["REQ[CPC]", "REQ[exp(2yr,coding)]"]),
        ({"credentials": None, "education": None, "experience": []}, "does_not_meet", None),
    ],
)
def test_candidates(client: FlaskClient, candidate: object, fitting: str, unmet: list[str] | None) -> None:
    said = ask(client, posting=POSTING, candidate=candidate).get_json()
    assert said["fit"] == fitting
    assert unmet is None or [entry["clause"] for entry in said["unmet"]] == unmet
    assert said["note"].endswith("decides.")


@pytest.mark.parametrize("body", [{"posting": POSTING}, {"posting": POSTING, "candidate": None}])
def test_without_a_candidate_the_posting_is_judged_against_itself(client: FlaskClient, body: dict[str, object]) -> None:
    said = client.post("/v1/fit", json=body).get_json()
    assert (said["fit"], said["met"], said["unmet"], said["open"]) == (None, [], [], [])
    assert said["verdict"]["id"] == "7"
    assert said["findings"] == said["verdict"]["findings"]


def test_the_text_comes_on_request(client: FlaskClient) -> None:
    said = ask(client, posting={**POSTING, "with_text": True}, candidate=CODER).get_json()
    assert all(
        said["verdict"]["text"][row["evidence"]["start"] : row["evidence"]["end"]] == row["evidence"]["text"]
        for row in said["met"]
    )


@pytest.mark.parametrize(
    ("body", "status", "code", "told"),
    [
        ({"posting": POSTING, "candidate": {"name": "Candidate A"}}, 422, "not_needed", "the name"),
        ({"posting": POSTING, "candidate": {"education": {"graduation_year": 2001}}}, 422, "not_needed", "age"),
        ({"posting": POSTING, "candidate": {"credentials": [{"code": "RHIT"}]}}, 422, "unknown_value", "held"),
        (
            {"posting": POSTING, "candidate": {"credentials": [{"code": "XYZ", "status": "held"}]}},
            422,
            "unknown_code",
            "",
        ),
        ({"posting": POSTING, "candidate": []}, 422, "wrong_type", "an object"),
        ({"posting": POSTING, "candidate": "CPC"}, 422, "wrong_type", "an object"),
        ({"posting": {}}, 422, "no_text", "text"),
        ({"posting": {"text": "..."}, "candidate": CODER}, 422, "no_words", "word"),
        ({"posting": [POSTING]}, 422, "wrong_type", "posting"),
        ({"candidate": CODER}, 422, "wrong_type", "posting"),
        ({"posting": POSTING, "resume": "..."}, 422, "wrong_type", "resume"),
        ([POSTING, CODER], 422, "wrong_type", "object"),
    ],
)
def test_what_is_wrong_is_told(client: FlaskClient, body: object, status: int, code: str, told: str) -> None:
    answer = client.post("/v1/fit", json=body)
    problem = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype, problem["code"]) == (status, "application/problem+json", code)
    assert told in problem["detail"]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"posting": NaN}', "application/json", 400),
        (AD.encode(), "text/plain", 415),
        (b" " * (MAX_BYTES + 1), "application/json", 413),
    ],
)
def test_what_is_no_request_is_refused(client: FlaskClient, body: bytes, content_type: str, status: int) -> None:
    answer = client.post("/v1/fit", data=body, content_type=content_type)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


def test_only_post_is_taken(client: FlaskClient) -> None:
    answer = client.get("/v1/fit")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
