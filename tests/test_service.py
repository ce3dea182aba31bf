"""The HTTP API: postings in, verdicts or problem documents out."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from classifier import MAX_BYTES, Model, Role
from service import create_app
from service.limits import MAX_BATCH_BYTES, MAX_BATCH_POSTINGS

AD = "Medical Coder\nDuties:\n- Assigns ICD-10-CM and CPT codes to outpatient encounters\nRequirements:\n- CPC required"


@pytest.fixture
def app(model: Model) -> Flask:
    return create_app(model)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (AD, "text/plain"),
        (AD, "text/plain; charset=utf-8"),
        (f"<h1>Medical Coder</h1><pre>{AD}</pre>", "text/html"),
        (json.dumps({"title": "Medical Coder", "text": AD}), "application/json"),
        (json.dumps({"@type": "JobPosting", "title": "Medical Coder", "description": AD}), "application/json"),
    ],
)
def test_every_kind_of_body_gets_a_verdict(client: FlaskClient, body: str, content_type: str) -> None:
    answer = client.post("/v1/classify", data=body, content_type=content_type)
    assert answer.status_code == 200
    verdict = answer.get_json()
    assert verdict["role"] == "coder"
    assert verdict["credentials"]["required"] == ["CPC"]
    assert "text" not in verdict


@pytest.mark.parametrize(
    ("path", "body", "content_type"),
    [
        ("/v1/classify?with_text=true", AD, "text/plain"),
        ("/v1/classify", json.dumps({"text": AD, "with_text": True}), "application/json"),
    ],
)
def test_the_text_comes_on_request_and_the_spans_index_it(
    client: FlaskClient, path: str, body: str, content_type: str
) -> None:
    verdict = client.post(path, data=body, content_type=content_type).get_json()
    proofs = [*verdict["duties"], *(demand["evidence"] for demand in verdict["requirements"])]
    assert len(proofs) >= 2
    assert all(verdict["text"][proof["start"] : proof["end"]] == proof["text"] for proof in proofs)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "told"),
    [
        (b"", "text/plain", 422, "paste"),
        (b"   \n", "text/plain", 422, "paste"),
        (b"... 123 !!!", "text/plain", 422, "word"),
        (b"PK\x03\x04" + bytes(40), "text/plain", 422, "text"),
        (b"<img src=a.png>", "text/html", 422, "text"),
        (b"{", "application/json", 400, "JSON"),
        (b"3", "application/json", 422, "JSON"),
        (b'{"text": 3}', "application/json", 422, "text"),
        (b"{}", "application/json", 422, "text"),
        (b"[]", "application/json", 422, "posting"),
        (b'{"text": "a coder", "id": [1]}', "application/json", 422, "id is wrong"),
        (b'{"text": "a coder", "with_text": 1}', "application/json", 422, "with_text"),
        (b'{"text": NaN}', "application/json", 400, "NaN"),
        (b'{"text": "\xff"}', "application/json", 400, "UTF-8"),
        (b"[" * 100_000, "application/json", 400, "JSON"),
        (b'{"id": ' + b"9" * 5_000 + b"}", "application/json", 400, "JSON"),
        (b'[{"text": "a b"}, {"text": "c d"}]', "application/json", 422, "several"),
        (AD.encode(), "application/pdf", 415, "text/plain"),
        (AD.encode(), "multipart/form-data", 415, "text/plain"),
        (AD.encode(), "", 415, "no Content-Type"),
        (b"a" * (MAX_BYTES + 1), "text/plain", 413, "10,000,000"),
    ],
)
def test_what_cannot_be_judged_gets_a_problem_document(
    client: FlaskClient, body: bytes, content_type: str, status: int, told: str
) -> None:
    answer = client.post("/v1/classify", data=body, content_type=content_type)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json(force=True)
    assert problem["status"] == status
    assert told.lower() in problem["detail"].lower()


def test_a_wrong_method_says_which_are_allowed(client: FlaskClient) -> None:
    answer = client.get("/v1/classify")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert answer.content_type == "application/problem+json"


def test_an_unknown_path_is_a_problem_document(client: FlaskClient) -> None:
    answer = client.get("/v2/nothing")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_an_unforeseen_error_tells_nothing_of_the_ad(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    app.config["MODEL"] = None
    answer = app.test_client().post("/v1/classify", data="Secret ad for coders", content_type="text/plain")
    assert answer.status_code == 500
    assert "Secret" not in answer.get_data(as_text=True) + caplog.text


def test_health_and_readiness(client: FlaskClient, model: Model) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert (ready["status"], ready["model"]["sha256"]) == ("ready", model.sha256)


def test_a_byte_order_mark_does_no_harm(client: FlaskClient) -> None:
    body = b"\xef\xbb\xbf" + json.dumps({"text": AD}).encode()
    assert client.post("/v1/classify", data=body, content_type="application/json").get_json()["role"] == "coder"


def test_half_a_surrogate_pair_is_not_handed_on(client: FlaskClient) -> None:
    body = json.dumps({"id": "\ud800", "title": "\udfff", "text": f"{AD} \ud800", "with_text": True})
    answer = client.post("/v1/classify", data=body, content_type="application/json")
    assert answer.status_code == 200
    json.dumps(answer.get_json(), ensure_ascii=False).encode("utf-8")


def test_of_a_page_with_several_postings_the_first_is_judged_and_the_number_told(client: FlaskClient) -> None:
    jobs = [{"@type": "JobPosting", "title": title, "description": AD} for title in ("First Coder", "Second Coder")]
    page = f'<script type="application/ld+json">{json.dumps(jobs)}</script>'
    answer = client.post("/v1/classify", data=page, content_type="text/html")
    assert (answer.get_json()["title"], answer.headers["X-Postings-Found"]) == ("First Coder", "2")


@pytest.mark.parametrize("query", ["with_text=maybe", "text=true"])
def test_a_query_that_means_nothing_is_refused(client: FlaskClient, query: str) -> None:
    answer = client.post(f"/v1/classify?{query}", data=AD, content_type="text/plain")
    assert answer.status_code == 422
    assert query.partition("=")[0] in answer.get_json(force=True)["detail"]


def test_a_batch_answers_each_posting_in_order_and_errors_in_their_place(client: FlaskClient) -> None:
    jobs = [{"@type": "JobPosting", "title": title, "description": AD} for title in ("First Coder", "Second Coder")]
    postings = [
        {"id": "a", "text": AD},
        {"id": 7, "text": "   "},
        "no object",
        {"text": AD},
        {"id": "pair", "text": "\ud800"},
        {"id": "\ud800", "text": 3},
        {"@graph": jobs, "id": "page"},
        {"text": AD, "with_text": True},
    ]
    results = client.post("/v1/classify/batch", json={"postings": postings}).get_json()["results"]
    shown = [(result["id"], result.get("role") or result["error"]["code"]) for result in results]
    assert shown == [
        ("a", "coder"),
        ("7", "no_words"),
        ("3", "wrong_type"),
        ("4", "coder"),
        ("pair", "no_words"),
        ("?", "wrong_type"),
        ("page#1", "coder"),
        ("page#2", "coder"),
        ("8", "coder"),
    ]
    assert ["text" in result for result in results] == [False] * 8 + [True]
    assert all(result["error"]["message"] for result in results if "error" in result)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "told"),
    [
        ("{", "application/json", 400, "JSON"),
        ("[]", "application/json", 422, "object"),
        ("{}", "application/json", 422, "postings"),
        ('{"postings": []}', "application/json", 422, "postings"),
        ('{"postings": {}}', "application/json", 422, "postings"),
        ('{"postings": [1], "rest": 1}', "application/json", 422, "rest"),
        (json.dumps({"postings": [1] * (MAX_BATCH_POSTINGS + 1)}), "application/json", 422, f"{MAX_BATCH_POSTINGS}"),
        (" " * (MAX_BATCH_BYTES + 1), "application/json", 413, "split"),
        ("{}", "application/x-ndjson", 415, "application/json"),
    ],
)
def test_what_is_no_batch_gets_a_problem_document(
    client: FlaskClient, body: str, content_type: str, status: int, told: str
) -> None:
    answer = client.post("/v1/classify/batch", data=body, content_type=content_type)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert told in answer.get_json(force=True)["detail"]


def test_the_codebook_and_the_catalogue_are_told(client: FlaskClient) -> None:
    roles = client.get("/v1/roles").get_json()["roles"]
    assert [entry["role"] for entry in roles] == list(Role)
    known = {entry["code"]: entry for entry in client.get("/v1/credentials").get_json()["credentials"]}
    assert known["CTR"]["successor"] == "ODS"
    assert known["RHIT"]["supports"] == "rhit"
    assert {code for entry in roles for code in entry["credentials"]} <= set(known)


@pytest.mark.parametrize("path", ["/healthz", "/v1/roles", "/docs", "/v2/nothing"])
def test_every_answer_names_the_model_and_keeps_browsers_in_check(client: FlaskClient, model: Model, path: str) -> None:
    headers = client.get(path).headers
    assert (headers["X-Model-Version"], headers["X-Model-Sha256"]) == (model.version, model.sha256)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(("given", "kept"), [("order-4711:a.b", True), ("a" * 129, False), ("two words", False)])
def test_a_sane_request_id_is_kept_and_any_other_replaced(client: FlaskClient, given: str, *, kept: bool) -> None:
    told = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (told == given) is kept
    assert told


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", True),
        ("00-00000000000000000000000000000000-00f067aa0ba902b7-01", False),
        ("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", False),
        ("nonsense", False),
    ],
)
def test_a_valid_trace_is_passed_on(client: FlaskClient, given: str, *, kept: bool) -> None:
    told = client.get("/healthz", headers={"traceparent": given}).headers.get("traceparent")
    assert told == (given if kept else None)


def test_what_is_judged_and_refused_is_counted(client: FlaskClient) -> None:
    client.post("/v1/classify", data=AD, content_type="text/plain")
    client.post("/v1/classify", data="123", content_type="text/plain")
    counts = client.get("/metrics").get_data(as_text=True)
    assert 'rolecall_http_requests_total{method="POST",route="/v1/classify",status="422"}' in counts
    assert "rolecall_postings_total{needs_review=" in counts
    assert 'rolecall_postings_refused_total{code="no_words"}' in counts


def test_a_model_that_fails_its_trial_is_not_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.views.health.trial", lambda _: Role.OTHER)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (503, "not_ready")
    assert client.get("/healthz").status_code == 200
