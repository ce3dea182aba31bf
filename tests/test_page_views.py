"""The pages as a browser without scripts gets them."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from classifier import Model
from service import create_app
from service.samples import samples

AD = samples()["technician"].text
SERVICE = Path(__file__).parent.parent / "service"
HOSTILE = (
    '<script>alert(1)</script> Coder "><img src=x onerror=alert(2)> {{ 7*7 }} </textarea><svg onload=alert(3)>\n'
    "Assigns ICD-10-CM codes to charts <b>daily</b>\nCPC required"
)


@pytest.fixture
def app(model: Model) -> Flask:
    return create_app(model)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def posted(client: FlaskClient, path: str = "/", /, **fields: object) -> TestResponse:
    return client.post(path, data=fields, content_type="multipart/form-data")


def file(name: str, data: bytes) -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name


def words(answer: TestResponse) -> str:
    """Return what a reader sees."""

    class Reader(HTMLParser):
        seen = ""

        def handle_data(self, data: str) -> None:
            self.seen += data

    reader = Reader()
    reader.feed(answer.get_data(as_text=True))
    return " ".join(reader.seen.split())


def test_the_first_page_offers_a_form_and_examples(client: FlaskClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert all(f"/examples/{key}" in answer.get_data(as_text=True) for key in samples())


@pytest.mark.parametrize("key", list(samples()))
def test_every_example_is_answered(client: FlaskClient, key: str) -> None:
    assert "The ad, marked" in words(client.get(f"/examples/{key}"))


def test_a_pasted_ad_is_answered_in_plain_words(client: FlaskClient) -> None:
    told = words(posted(client, text=AD))
    assert "Health information technician" in told
    assert "RHIT or RHIA, within 12 months of hire" in told
    assert "Required later" in told


def test_the_title_of_the_form_counts(client: FlaskClient) -> None:
    assert "Night Scanner" in words(posted(client, text="Scans and indexes charts.", title="Night Scanner"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ad.txt", AD.encode()),
        ("ad.html", f"<h1>Technician</h1><pre>{AD}</pre>".encode()),
        ("ad.json", b'{"title": "HIT", "text": "Analyzes records for missing signatures. RHIT required."}'),
        ("ad.xyz", AD.encode()),
    ],
)
def test_a_file_is_answered(client: FlaskClient, name: str, data: bytes) -> None:
    assert "The ad, marked" in words(posted(client, file=file(name, data)))


def test_a_large_file_stays_in_memory(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a file was about to be written")

    data = AD.encode() + b"\nWe care. " * 100_000
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="ad.txt"\r\n\r\n'
    for maker in ("TemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{maker}", refuse)
        monkeypatch.setattr(f"werkzeug.formparser.{maker}", refuse, raising=False)
    answer = client.post("/", data=head + data + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x")
    assert "The ad, marked" in words(answer)


def test_what_came_in_a_file_can_be_changed_and_read_again(client: FlaskClient) -> None:
    data = b'{"title": "Night Scanner", "text": "Scans and indexes charts."}'
    shown = posted(client, file=file("ad.json", data)).get_data(as_text=True)
    assert "Scans and indexes charts.</textarea>" in shown
    assert 'value="Night Scanner"' in shown


def test_a_page_of_several_ads_says_so(client: FlaskClient) -> None:
    data = b'[{"text": "Coder. Assigns codes."}, {"text": "Clerk. Files charts."}]'
    assert "held 2 ads" in words(posted(client, file=file("ads.json", data)))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "nothing to read"),
        ({"text": "   "}, "nothing to read"),
        ({"text": "12345"}, "no word"),
        ({"text": " https://jobs.example.org/viewjob?id=7 "}, "only the address"),
        ({"file": ("ad.pdf", b"%PDF-1.4")}, "This is a PDF"),
        ({"file": ("ads.zip", b"PK\x03\x04")}, "Several ads"),
        ({"file": ("x.png", b"\x89PNG\x00")}, "text"),
    ],
)
def test_what_cannot_be_read_brings_the_form_back_with_advice(
    client: FlaskClient, fields: dict[str, str | tuple[str, bytes]], told: str
) -> None:
    data = {name: file(*value) if isinstance(value, tuple) else value for name, value in fields.items()}
    answer = posted(client, **data)
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'name="text"' in answer.get_data(as_text=True)
    assert "<title>Error" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/", "/several"])
def test_a_body_that_is_no_form_is_an_empty_one(client: FlaskClient, path: str) -> None:
    assert client.post(path, data=b"{}", content_type="application/json").status_code == 422


@pytest.mark.parametrize(("path", "status"), [("/examples/nothing", 404), ("/examples/../../etc/passwd", 404)])
def test_an_unknown_example_is_not_found(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_errors_of_the_pages_are_pages(app: Flask, client: FlaskClient) -> None:
    missing = client.get("/examples/nothing")
    assert (missing.status_code, missing.mimetype) == (404, "text/html")
    app.config["MODEL"] = None
    broken = posted(client, text="Secret ad for coders")
    assert (broken.status_code, broken.mimetype) == (500, "text/html")
    assert "Secret" not in broken.get_data(as_text=True)


def test_errors_of_the_api_stay_problem_documents(client: FlaskClient) -> None:
    assert client.post("/v1/classify", data=b"", content_type="text/plain").mimetype == "application/problem+json"


def test_a_hostile_ad_is_text(client: FlaskClient) -> None:
    shown = posted(client, text=HOSTILE, title="<script>alert(4)</script>").get_data(as_text=True)
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert "<svg onload" not in shown
    assert "49" not in re.findall(r"\{\{.*?\}\}|\b49\b", shown)
    assert shown.count("<script") == 1


def test_no_answer_is_stored_or_leaves_a_cookie(client: FlaskClient) -> None:
    for answer in (client.get("/"), posted(client, text=AD), client.get("/several")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_the_pages_need_nothing_that_the_policy_forbids(client: FlaskClient) -> None:
    table = posted(client, "/several", files=file("a.txt", AD.encode()))
    for answer in (client.get("/"), posted(client, text=AD), client.get("/several"), table):
        shown = answer.get_data(as_text=True)
        assert not re.search(
            r"<style|\sstyle=|\son\w+=|<script(?! src=\"/static/)|(?:src|href)=\"(?:https?:)?//", shown
        )


def test_every_id_is_given_once(client: FlaskClient) -> None:
    for answer in (client.get("/"), posted(client, text=AD), client.get("/examples/inflated-title")):
        ids = re.findall(r'\sid="([^"]+)"', answer.get_data(as_text=True))
        assert len(ids) == len(set(ids))
        pointed = re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', answer.get_data(as_text=True))
        assert set(pointed) <= set(ids)


def test_several_ads_become_a_table(client: FlaskClient) -> None:
    sheet = f'id,text\nfirst,"{AD}"\nsecond,""\n'.encode()
    told = words(posted(client, "/several", files=file("ads.csv", sheet)))
    assert "2 ads read" in told
    assert "Not readable" in told
    assert "first" in told


def test_several_files_at_once(client: FlaskClient) -> None:
    data = {"files": [file("a.txt", AD.encode()), file("b.txt", b"Scans charts.")]}
    assert "2 ads read" in words(client.post("/several", data=data, content_type="multipart/form-data"))


def test_the_csv_comes_as_a_download_without_scripts(client: FlaskClient) -> None:
    answer = posted(client, "/several", files=file("ads.csv", b"text\n=cmd|calc\n"), answer="csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == "attachment; filename=rolecall.csv"
    assert b'"\'=cmd|calc"' in answer.data


@pytest.mark.parametrize(
    ("files", "told"), [((), "no ad"), ((("ads.csv", b"x\n1"),), "column"), ((("ad.pdf", b"%PDF"),), "This is a PDF")]
)
def test_files_without_ads_bring_the_form_back(
    client: FlaskClient, files: tuple[tuple[str, bytes], ...], told: str
) -> None:
    answer = client.post("/several", data={"files": [file(*one) for one in files]}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert told in words(answer)


def test_what_is_judged_is_counted(client: FlaskClient) -> None:
    def counted() -> float:
        lines = client.get("/metrics").get_data(as_text=True).splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("rolecall_postings_total"))

    before = counted()
    posted(client, text=AD)
    assert counted() == before + 1


def test_templates_hold_no_style_and_no_script_of_their_own() -> None:
    for template in (SERVICE / "templates").glob("*.html"):
        text = template.read_text("utf-8")
        assert "|safe" not in text
        assert "autoescape" not in text
        assert not re.search(r"<style|\sstyle=|\son\w+=\"", text)
